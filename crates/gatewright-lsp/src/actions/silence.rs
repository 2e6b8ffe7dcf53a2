//! Saying in the document that a finding shall not be told: a comment of YAML, or a member of the
//! object around it.

use gatewright_diagnostics::{Effect, Span};
use gatewright_lint::Finding;
use gatewright_source::{Document, Edit, Editor, Format, Node, Style, TextEdit};
use serde_json::json;

use crate::places::{self, node_at};

/// The member that says it where there are no comments.
const MEMBER: &str = "x-gatewright-ignore";

/// The changes that silence a finding. There are none for what the service refuses, which cannot be
/// silenced.
pub(super) fn silence(document: &Document, finding: &Finding) -> Option<Vec<TextEdit>> {
    let metadata = finding.diagnostic.metadata;
    if matches!(metadata.effect, Effect::Refused | Effect::DeployFails) {
        return None;
    }
    let at = finding.diagnostic.location.span.start as usize;
    match document.format() {
        Format::Yaml => Some(vec![comment(document, at, metadata.name)?]),
        Format::Json => member(document, at, metadata.name),
    }
}

/// A comment above the line on which the node starts.
fn comment(document: &Document, at: usize, name: &str) -> Option<TextEdit> {
    let node = node_at(document, at)?;
    // Within a text of several lines a comment would be a part of it.
    let first = match node.style() {
        Style::Literal
        | Style::Folded
        | Style::Plain
        | Style::SingleQuoted
        | Style::DoubleQuoted => node.key().unwrap_or(node),
        Style::Flow | Style::Block | Style::Alias => node,
    };
    let lines = document.lines();
    let line = lines.range(lines.line_of(first.span().range().start));
    let text = &document.text()[line.clone()];
    let indentation = &text[..text.len() - text.trim_start_matches([' ', '\t']).len()];
    let newline = if document.text()[line.end..].starts_with("\r\n") { "\r\n" } else { "\n" };
    let start = u32::try_from(line.start).ok()?;
    Some(TextEdit {
        span: Span::new(start, start),
        text: format!("{indentation}# gatewright: ignore {name} -- {newline}"),
    })
}

/// A member of the innermost object that may have extensions.
fn member(document: &Document, at: usize, name: &str) -> Option<Vec<TextEdit>> {
    let path = places::path(node_at(document, at)?);
    let (_, rest) = places::object(&path);
    let mut object = document.root()?;
    for step in &path[..path.len() - rest.len()] {
        object = step_into(object, step)?;
    }
    let edit = match object.get(MEMBER) {
        Some(member) => Edit::Insert { into: member.id(), key: name.to_owned(), value: json!("") },
        None => {
            Edit::Insert { into: object.id(), key: MEMBER.to_owned(), value: json!({ name: "" }) }
        }
    };
    Editor::new(document).text_edits(&[edit]).ok()
}

fn step_into<'d>(node: Node<'d>, step: &str) -> Option<Node<'d>> {
    if node.is_sequence() {
        return node.items().nth(step.parse().ok()?);
    }
    node.get(step)
}

#[cfg(test)]
mod tests {
    use gatewright_diagnostics::SourceId;
    use gatewright_source::apply;

    use super::*;

    fn with_comment(text: &str, needle: &str) -> String {
        let document = gatewright_source::read(SourceId(0), text.into()).value;
        let at = text.find(needle).expect("it is there");
        apply(text, &[comment(&document, at, "rule").expect("a comment")])
    }

    #[test]
    fn a_comment_stands_above_and_has_the_indentation() {
        assert_eq!(
            with_comment("a:\r\n  b: 1\r\n", "1"),
            "a:\r\n  # gatewright: ignore rule -- \r\n  b: 1\r\n"
        );
        assert_eq!(
            with_comment("a: |\n  b\n  c\n", "c"),
            "# gatewright: ignore rule -- \na: |\n  b\n  c\n"
        );
        assert_eq!(
            with_comment("a:\n- b: 1\n", "b"),
            "a:\n# gatewright: ignore rule -- \n- b: 1\n"
        );
    }

    #[test]
    fn json_has_a_member_of_an_object_that_may_have_extensions() {
        let text = r#"{"paths": {"/a": {"get": {"tags": ["x"]}}}, "info": {"title": ""}}"#;
        let document = gatewright_source::read(SourceId(0), text.into()).value;
        let with_member = |needle: &str| {
            let at = text.find(needle).expect("it is there");
            apply(text, &member(&document, at, "rule").expect("a member"))
        };
        let member = r#""x-gatewright-ignore": {"rule": ""}"#;
        assert!(with_member("x\"").contains(&format!("[\"x\"], {member}}}")));
        assert!(with_member("title").ends_with(&format!("\"\"}}, {member}}}")));
    }
}
