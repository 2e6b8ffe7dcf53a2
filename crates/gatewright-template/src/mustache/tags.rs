//! Tags in a text: `{{name}}` of Mustache and those that write alike, `{% statement %}` of Jinja.
//!
//! Nothing else may be taken for one: mapping templates are full of braces, and a text that was
//! taken for a tag is one that nobody reads.

use std::ops::Range;

/// How far the end of a tag is looked for, in bytes.
const LONGEST: usize = 400;

/// A tag of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tag<'t> {
    /// Its bytes, braces and all.
    pub(super) range: Range<usize>,
    /// What it is for.
    pub(super) kind: Kind<'t>,
}

/// What a tag is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind<'t> {
    /// A value, by its name.
    Value(&'t str),
    /// A value that something is made of first: `{{ name | upper }}`, `{{ list[0] }}`.
    Made,
    /// What follows is there, perhaps more than once, if the name has a value.
    Open(&'t str),
    /// What follows is there if the name has no value.
    Inverse(&'t str),
    /// The other branch of what was opened last.
    Else,
    /// The end of what was opened last.
    Close,
    /// Says nothing of the text: a comment, a partial, an assignment.
    Silent,
}

impl<'t> Tag<'t> {
    /// All tags of a text, in their order.
    pub(super) fn all(text: &'t str) -> Vec<Self> {
        let bytes = text.as_bytes();
        let is_start = |at: &usize| matches!(bytes.get(at + 1), Some(b'{' | b'%'));
        let mut starts = memchr::memchr_iter(b'{', bytes).filter(is_start).peekable();
        if starts.peek().is_none() {
            return Vec::new();
        }
        // Behind the last end no comment is worth a look.
        let end = |text: &str| memchr::memmem::rfind(bytes, text.as_bytes());
        let ends = CommentEnds { short: end("}}"), long: end("--}}") };
        let mut tags: Vec<Self> = Vec::new();
        let mut at = 0;
        for start in starts {
            if start >= at
                && let Some(tag) = Self::at(text, start, ends)
            {
                at = tag.range.end;
                tags.push(tag);
            }
        }
        tags
    }

    /// The tag that begins at a byte.
    fn at(text: &'t str, start: usize, ends: CommentEnds) -> Option<Self> {
        let rest = &text[start..];
        if let Some(inner) = rest.strip_prefix("{%") {
            let (inner, length) = within(inner, "%}")?;
            return Some(Self { range: start..start + 2 + length, kind: statement(inner)? });
        }
        if let Some(inner) = rest.strip_prefix("{{!") {
            let is_long = inner.starts_with("--");
            let (end, last) = if is_long { ("--}}", ends.long) } else { ("}}", ends.short) };
            last.filter(|last| *last > start)?;
            let length = inner.find(end)? + end.len();
            return Some(Self { range: start..start + 3 + length, kind: Kind::Silent });
        }
        if let Some((inner, length)) = rest.strip_prefix("{{{").and_then(|it| within(it, "}}}")) {
            return Some(Self { range: start..start + 3 + length, kind: expression(inner)? });
        }
        let (inner, length) = within(rest.strip_prefix("{{")?, "}}")?;
        let kind = match inner.as_bytes().first()? {
            // `#end` and `#else` are statements of mapping templates.
            b'#' if !matches!(&inner[1..], "end" | "else" | "stop") => {
                Kind::Open(name(block(&inner[1..]))?)
            }
            b'#' => return None,
            b'^' if inner.len() == 1 => Kind::Else,
            b'^' => Kind::Inverse(name(&inner[1..])?),
            b'/' => name(&inner[1..]).map(|_| Kind::Close)?,
            b'&' => expression(inner[1..].trim())?,
            b'>' => name(&inner[1..]).map(|_| Kind::Silent)?,
            _ => expression(inner)?,
        };
        // As in `${{ name }}`.
        let dollar = usize::from(
            matches!(kind, Kind::Value(_) | Kind::Made) && text[..start].ends_with('$'),
        );
        Some(Self { range: start - dollar..start + 2 + length, kind })
    }
}

/// Where the last ends of comments are.
#[derive(Clone, Copy)]
struct CommentEnds {
    short: Option<usize>,
    long: Option<usize>,
}

/// What stands before an end on the same line, without blanks and marks that strip them, and the
/// bytes up to behind it.
fn within<'t>(text: &'t str, end: &str) -> Option<(&'t str, usize)> {
    let mut near = text.len().min(LONGEST);
    while !text.is_char_boundary(near) {
        near -= 1;
    }
    let inner = &text[..text[..near].find(end)?];
    let is_one = !inner.contains(['\n', '\r', '{', '}']);
    let trimmed = inner.trim_matches(['-', '~']).trim();
    (is_one && !trimmed.is_empty()).then_some((trimmed, inner.len() + end.len()))
}

/// What a block helper looks at: `if name`, `each list`, `unless name`.
fn block(text: &str) -> &str {
    let text = text.trim();
    let helpers = ["if ", "each ", "with ", "unless "];
    helpers.iter().find_map(|it| text.strip_prefix(it)).unwrap_or(text)
}

/// A name, with the dots between its steps.
fn name(text: &str) -> Option<&str> {
    let text = text.trim();
    let is_step = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte);
    let begins =
        text.trim_start_matches('.').starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    (begins && text.bytes().all(is_step)).then_some(text.trim_start_matches('.'))
}

/// What stands in braces for a value; the statements that Go writes so, too.
fn expression(text: &str) -> Option<Kind<'_>> {
    let (word, rest) = text.split_once([' ', '\t']).unwrap_or((text, ""));
    match word {
        "if" | "range" | "with" if !rest.is_empty() => return Some(Kind::Open(rest.trim())),
        "else" => return Some(Kind::Else),
        "end" => return Some(Kind::Close),
        "define" | "block" | "template" | "include" if !rest.is_empty() => {
            return Some(Kind::Silent);
        }
        _ => {}
    }
    if let Some(name) = name(text) {
        return Some(Kind::Value(name));
    }
    // Texts of JSON, of mapping templates and dynamic references of CloudFormation begin otherwise
    // or go on so.
    let begins = text.starts_with(|c: char| c.is_ascii_alphabetic() || "_.$@('\"".contains(c));
    let goes_on =
        text.contains(['|', '(', '[', ' ', '.', '+']) && !text.contains([':', ';', '\\', '#']);
    (begins && goes_on).then_some(Kind::Made)
}

/// A statement of Jinja.
fn statement(text: &str) -> Option<Kind<'_>> {
    let (word, rest) = text.split_once([' ', '\t']).unwrap_or((text, ""));
    Some(match word {
        "if" | "for" => Kind::Open(rest.trim()),
        "else" | "elif" => Kind::Else,
        "endif" | "endfor" => Kind::Close,
        "set" | "include" | "import" | "from" | "extends" | "block" | "endblock" | "raw"
        | "endraw" | "macro" | "endmacro" | "filter" | "endfilter" | "call" | "endcall" => {
            Kind::Silent
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        Tag::all(text).into_iter().map(|it| format!("{} {:?}", &text[it.range], it.kind)).collect()
    }

    #[test]
    fn names_in_braces_are_values() {
        assert_eq!(
            told("uri: {{host}}/{{{ path.to_it }}}"),
            ["{{host}} Value(\"host\")", "{{{ path.to_it }}} Value(\"path.to_it\")"]
        );
        assert_eq!(told("{{- .Values.host -}}"), ["{{- .Values.host -}} Value(\"Values.host\")"]);
        assert_eq!(
            told("{{&host}} ${{ vars.a }}"),
            ["{{&host}} Value(\"host\")", "${{ vars.a }} Value(\"vars.a\")"]
        );
        assert_eq!(told("{{ a | upper }}{{ b[0] }}"), ["{{ a | upper }} Made", "{{ b[0] }} Made"]);
        assert_eq!(told("{{{{a}}}}").len(), 1);
    }

    #[test]
    fn sections_and_statements_are_told_apart() {
        assert_eq!(
            told("{{#a}}{{^b}}{{/b}}{{/a}}"),
            ["{{#a}} Open(\"a\")", "{{^b}} Inverse(\"b\")", "{{/b}} Close", "{{/a}} Close"]
        );
        assert_eq!(
            told("{{#if a}}{{else}}{{/if}}"),
            ["{{#if a}} Open(\"a\")", "{{else}} Else", "{{/if}} Close"]
        );
        assert_eq!(
            told("{%- if a -%}{% else %}{% endif %}"),
            ["{%- if a -%} Open(\"a\")", "{% else %} Else", "{% endif %} Close"]
        );
        assert_eq!(
            told("{{! a }} b }}{{!-- {{c}} --}}"),
            ["{{! a }} Silent", "{{!-- {{c}} --}} Silent"]
        );
    }

    #[test]
    fn texts_with_braces_are_no_tags() {
        for text in [
            "{\"a\": {\"b\": {}}}",
            "#set($a = {})\n{{}}",
            "{{\"a\": 1}}",
            "{{resolve:ssm:/a/b:1}}",
            "{{ $input.json('$'); }}",
            "{ {a: b}: c }",
            "{{a\n}}",
            "{{",
            "{{a",
            "}} {{! a {{!-- b }",
            "{%a%}",
            "'{%' }}",
            "#foreach($a in $b){#if($c){{#end}}",
        ] {
            assert_eq!(told(text), [""; 0], "{text}");
        }
    }
}
