//! Definitions that Mustache fills before anybody reads them, or something else that writes
//! `{{name}}`: Handlebars, Jinja, the templates of Go. What fills them is unknown, or given by
//! name.

mod tags;

use std::collections::{HashMap, HashSet};

use gatewright_diagnostics::{Checked, SourceId, Span};
use gatewright_source::diagnostics::STOPS;
use gatewright_source::{Document, Fill, Hole, Node, read_filled};

use crate::find::is_definition;
use tags::{Kind, Tag};

/// What a value is asked for by its name.
type Values<'v> = dyn Fn(&str) -> Option<String> + 'v;

/// Members whose texts are for people, and those that hold programs: what stands in braces there
/// may be meant so.
const PROSE: [&str; 8] = [
    "description",
    "summary",
    "title",
    "example",
    "examples",
    "requestTemplates",
    "responseTemplates",
    "pattern",
];

/// The definition in a text that something fills first; none if the text has no tags, or is no
/// definition either way.
///
/// A text that can be read as it is counts as filled only if a tag stands elsewhere than in texts
/// for people and in mapping templates.
pub(crate) fn read(
    source: SourceId,
    plain: &Checked<Document>,
    values: &Values<'_>,
) -> Option<Checked<Document>> {
    let text = plain.value.text();
    let holes = holes(text, values);
    if holes.is_empty() || is_meant_so(plain, &holes) {
        return None;
    }
    let filled = read_filled(source, text.as_bytes().to_vec(), &holes);
    // What breaks off may do so for directives of Terraform, which has `{{` in its texts, too.
    let is_ours = !is_broken(&filled) || !text.contains("%{");
    (is_ours && is_definition(&filled.value)).then_some(filled)
}

/// Whether a document is one without being filled, and all that stands in braces in it is prose.
fn is_meant_so(plain: &Checked<Document>, holes: &[Hole]) -> bool {
    let document = &plain.value;
    if is_broken(plain) || !is_definition(document) {
        return false;
    }
    let comments = document.comments().iter().copied();
    let prose = document.nodes().filter(|node| node.text().is_some() && is_prose(*node));
    let has_tags = |span: &Span| document.text()[span.range()].contains('{');
    let spans: Vec<Span> = comments.chain(prose.map(Node::span)).filter(has_tags).collect();
    holes.iter().all(|hole| {
        spans.iter().any(|span| span.start <= hole.span.start && hole.span.end <= span.end)
    })
}

fn is_broken(document: &Checked<Document>) -> bool {
    document.diagnostics.iter().any(|it| STOPS.contains(&it.metadata))
}

fn is_prose(node: Node<'_>) -> bool {
    let mut around = Some(node).filter(|it| !it.is_key());
    while let Some(node) = around {
        if node.key().and_then(Node::text).is_some_and(|key| PROSE.contains(&key)) {
            return true;
        }
        around = node.parent();
    }
    false
}

/// What stands in braces in a text, and what comes there.
pub(crate) fn holes(text: &str, values: &Values<'_>) -> Vec<Hole> {
    let tags = Tag::all(text);
    let ends = ends(&tags);
    let others: HashSet<usize> = ends.values().flatten().copied().collect();
    let opened: Vec<&str> = tags
        .iter()
        .filter_map(|tag| match tag.kind {
            Kind::Open(name) => Some(name),
            _ => None,
        })
        .collect();
    let mut holes: Vec<Hole> = Vec::new();
    let mut hole = |start: usize, end: usize, fill: Fill| match holes.last_mut() {
        // Lines that are left out are so as a whole.
        Some(last)
            if fill == Fill::Nothing && last.fill == fill && last.span.range().end == start =>
        {
            last.span = last.span.union(span(start, end));
        }
        _ => holes.push(Hole { span: span(start, end), fill }),
    };
    // Which branches of what is open are left out, by the tag at which they begin: up to the next
    // one.
    let mut left_out: HashMap<usize, usize> = HashMap::new();
    let mut at = 0;
    while at < tags.len() {
        let tag = &tags[at];
        if let Some(next) = left_out.get(&at) {
            hole(tag.range.start, tags[*next].range.start, Fill::Nothing);
            at = *next;
            continue;
        }
        match tag.kind {
            Kind::Value(name) => {
                hole(
                    tag.range.start,
                    tag.range.end,
                    values(name).map_or(Fill::Unknown, Fill::Text),
                );
            }
            Kind::Made => hole(tag.range.start, tag.range.end, Fill::Unknown),
            Kind::Silent => hole(tag.range.start, tag.range.end, Fill::Nothing),
            Kind::Open(name) | Kind::Inverse(name) => {
                if let Some(branches) = ends.get(&at) {
                    let inner = &text[tag.range.end..tags[branches[0]].range.start];
                    let is_open = matches!(tag.kind, Kind::Open(_));
                    let kept = match values(name) {
                        Some(value) => is_open == is_true(&value),
                        // What stands between the items of a list, but not behind the last.
                        None => is_open || !(opened.contains(&name) || inner.trim() == ","),
                    };
                    let branches =
                        std::iter::once(at).chain(branches.iter().copied()).collect::<Vec<_>>();
                    let kept = usize::from(!kept);
                    for (index, pair) in branches.windows(2).enumerate() {
                        if index != kept {
                            left_out.insert(pair[0], pair[1]);
                        }
                    }
                    if let Some(next) = left_out.get(&at) {
                        hole(tag.range.start, tags[*next].range.start, Fill::Nothing);
                        at = *next;
                        continue;
                    }
                    hole(tag.range.start, tag.range.end, Fill::Nothing);
                }
            }
            Kind::Else | Kind::Close => {
                if others.contains(&at) {
                    hole(tag.range.start, tag.range.end, Fill::Nothing);
                }
            }
        }
        at += 1;
    }
    holes
}

/// Of each tag that opens something, the tags of its other branches and of its end. What has no end
/// is no tag.
fn ends(tags: &[Tag<'_>]) -> HashMap<usize, Vec<usize>> {
    let mut ends = HashMap::new();
    let mut open: Vec<(usize, Vec<usize>)> = Vec::new();
    for (at, tag) in tags.iter().enumerate() {
        match tag.kind {
            Kind::Open(_) | Kind::Inverse(_) => open.push((at, Vec::new())),
            Kind::Else => {
                if let Some((_, branches)) = open.last_mut() {
                    branches.push(at);
                }
            }
            Kind::Close => {
                if let Some((start, mut branches)) = open.pop() {
                    branches.push(at);
                    ends.insert(start, branches);
                }
            }
            Kind::Value(_) | Kind::Made | Kind::Silent => {}
        }
    }
    ends
}

/// Whether a value counts as one, as Mustache and Jinja see it.
fn is_true(value: &str) -> bool {
    !matches!(value, "" | "false" | "False" | "null" | "None" | "[]")
}

fn span(start: usize, end: usize) -> Span {
    let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span::new(byte(start), byte(end))
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    #[test]
    fn hostile_texts_take_no_longer_than_others() {
        let begin = Instant::now();
        for part in ["{{!", "{{!--", "{{", "{{#a}}", "{{/a}}", "{{{", "{%", "{{a", "{{#a}}{{^a}}"] {
            holes(&part.repeat(50_000), &|_| None);
        }
        assert!(begin.elapsed() < Duration::from_secs(20), "{:?}", begin.elapsed());
    }

    /// A text with `_` for blanks and `?` for what is unknown.
    fn filled(text: &str, values: &[(&str, &str)]) -> String {
        let value = |name: &str| values.iter().find(|it| it.0 == name).map(|it| it.1.to_owned());
        let mut filled = String::new();
        let mut at = 0;
        for hole in holes(text, &value) {
            let range = hole.span.range();
            filled.push_str(&text[at..range.start]);
            match hole.fill {
                Fill::Unknown => filled.push('?'),
                Fill::Text(text) => filled.push_str(&text),
                Fill::Nothing => filled.push('_'),
            }
            at = range.end;
        }
        filled + &text[at..]
    }

    fn read_with(text: &str, values: &[(&str, &str)]) -> Option<Document> {
        let value = |name: &str| values.iter().find(|it| it.0 == name).map(|it| it.1.to_owned());
        let plain = gatewright_source::read(SourceId(0), text.into());
        read(SourceId(0), &plain, &value).map(|it| it.value)
    }

    #[test]
    fn a_definition_of_yaml_is_read_with_its_holes() {
        let text = include_str!("../../../testdata/templates/mustache/pets.yaml");
        let document = read_with(text, &[("timeout", "5000")]).expect("a definition");
        let at = |pointer: &str| document.at_pointer(pointer).expect("it is there");
        assert!(at("/info/version").is_unknown());
        assert_eq!(at("/info/title").text(), Some("Pets {{stage}}"));
        let integration = "/paths/~1pets/get/x-amazon-apigateway-integration";
        assert_eq!(at(&format!("{integration}/timeoutInMillis")).as_i64(), Some(5000));
        assert!(at(&format!("{integration}/uri")).has_unknown());
        assert!(document.at_pointer("/paths/~1debug").is_some());
        assert!(document.at_pointer("/paths/~1nothing").is_none());
        let without = read_with(text, &[("debug", "false")]).expect("a definition");
        assert!(without.at_pointer("/paths/~1debug").is_none());
        assert!(without.at_pointer("/paths/~1nothing").is_some());
    }

    #[test]
    fn a_definition_of_json_is_read_with_its_holes() {
        let text = include_str!("../../../testdata/templates/mustache/pets.json");
        let document = read_with(text, &[("name", "https")]).expect("a definition");
        let at = |pointer: &str| document.at_pointer(pointer).expect("it is there");
        assert_eq!(at("/schemes").to_json(), serde_json::json!(["https"]));
        assert!(
            at("/paths/~1pets/get/x-amazon-apigateway-integration/timeoutInMillis").is_unknown()
        );
    }

    #[test]
    fn braces_in_prose_and_programs_are_meant_so() {
        let text = include_str!("../../../testdata/templates/mustache/plain.yaml");
        assert!(read_with(text, &[]).is_none());
        assert!(read_with(&text.replace("pets.example.com", "{{host}}"), &[]).is_some());
        assert!(read_with("a: {{b}}\n", &[]).is_none(), "it is no definition");
    }

    #[test]
    fn names_are_unknown_unless_they_are_given() {
        assert_eq!(filled("{{a}} {{{b}}} {{ c | upper }}", &[("b", "1"), ("c", "x")]), "? 1 ?");
    }

    #[test]
    fn sections_are_there_once() {
        assert_eq!(filled("[{{#a}}1{{^last}},{{/last}}{{/a}}]", &[]), "[_1_]");
        assert_eq!(filled("{{#a}}1{{/a}}{{^a}}2{{/a}}", &[]), "_1_");
        assert_eq!(filled("{{#a}}1{{/a}}{{^a}}2{{/a}}", &[("a", "false")]), "_2_");
        assert_eq!(filled("{{^a}}2{{/a}}", &[]), "_2_");
        assert_eq!(filled("{{^a}}2{{/a}}", &[("a", "x")]), "_");
    }

    #[test]
    fn one_branch_counts() {
        let text = "{% if a %}1{% elif b %}2{% else %}3{% endif %}";
        assert_eq!(filled(text, &[]), "_1_");
        assert_eq!(filled(text, &[("a", "")]), "_2_");
    }

    #[test]
    fn what_has_no_end_is_no_tag() {
        assert_eq!(filled("{{#a}}1 {{/b}} {{else}} {{/c}}", &[]), "_1 _ {{else}} {{/c}}");
        assert_eq!(filled("a{{#a}}", &[]), "a{{#a}}");
    }
}
