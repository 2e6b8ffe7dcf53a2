//! The `statusCode` that the template of a mock prints.

use gatewright_diagnostics::Span;

use super::parse::span;
use super::tree::{Node, NodeKind};

/// What a template says of the status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Status<'t> {
    /// Something that is not constant may print it.
    Unknown,
    /// There is none, and nothing that could print it.
    Missing,
    /// These numbers, and where they stand.
    Codes(Vec<(&'t str, Span)>),
}

const KEY: &str = "statusCode";

/// Finds the status in the constant parts of a template.
pub(crate) fn status<'t>(text: &'t str, nodes: &[Node]) -> Status<'t> {
    let mut search = Search { text, codes: Vec::new(), has_key: false, is_open: false };
    search.nodes(nodes);
    match search {
        Search { has_key: false, is_open: false, .. } => Status::Missing,
        Search { codes, .. } if codes.is_empty() => Status::Unknown,
        Search { codes, .. } => Status::Codes(codes),
    }
}

struct Search<'t> {
    text: &'t str,
    codes: Vec<(&'t str, Span)>,
    has_key: bool,
    /// Something prints what is not known.
    is_open: bool,
}

impl Search<'_> {
    fn nodes(&mut self, nodes: &[Node]) {
        for node in nodes {
            match &node.kind {
                NodeKind::Text => self.constant(node.span),
                NodeKind::Unparsed(content) => self.constant(*content),
                NodeKind::Comment | NodeKind::Set { .. } | NodeKind::Leave => {}
                NodeKind::If { arms, otherwise } => {
                    arms.iter().map(|arm| &arm.body).chain(otherwise).for_each(|it| self.nodes(it));
                }
                NodeKind::Foreach { body, .. } => self.nodes(body),
                NodeKind::Reference(_)
                | NodeKind::Escape
                | NodeKind::Placeholder
                | NodeKind::Unknown { .. }
                | NodeKind::Block { .. }
                | NodeKind::Insert { .. } => self.is_open = true,
            }
        }
    }

    fn constant(&mut self, place: Span) {
        let text = &self.text[place.range()];
        for (at, _) in text.match_indices(KEY) {
            self.has_key = true;
            let rest = &text[at + KEY.len()..];
            let value = rest.trim_start_matches(['"', '\'', ' ', '\t', '\n', '\r']);
            let Some(value) = value.strip_prefix(':') else { continue };
            let value = value.trim_start();
            let length = value.bytes().take_while(u8::is_ascii_digit).count();
            let is_whole = value[length..].starts_with([',', '}', ' ', '\t', '\n', '\r']);
            if length > 0 && is_whole {
                let from = place.range().end - value.len();
                self.codes.push((&self.text[from..from + length], span(from, from + length)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    fn codes(text: &str) -> Option<Vec<&str>> {
        match status(text, &parse(text).nodes) {
            Status::Unknown => None,
            Status::Missing => Some(Vec::new()),
            Status::Codes(codes) => {
                for (code, span) in &codes {
                    assert_eq!(text[span.range()], **code);
                }
                Some(codes.into_iter().map(|(code, _)| code).collect())
            }
        }
    }

    #[test]
    fn numbers_are_found_in_branches_and_without_quotes() {
        assert_eq!(codes("{\"statusCode\": 200}"), Some(vec!["200"]));
        assert_eq!(codes("{statusCode:204}"), Some(vec!["204"]));
        assert_eq!(
            codes("#if($a){\"statusCode\" : 200, \"b\": 1}#else{'statusCode':404}#end"),
            Some(vec!["200", "404"])
        );
    }

    #[test]
    fn what_is_printed_by_something_else_is_not_known() {
        assert_eq!(codes("{\"statusCode\": $a}"), None);
        assert_eq!(codes("{\"statusCode\": 20$a}"), None);
        assert_eq!(codes("$a"), None);
        assert_eq!(codes("{\"statusCode\": \"200\"}"), None);
        assert_eq!(codes("{\"status\": 200}"), Some(Vec::new()));
        assert_eq!(codes("## statusCode"), Some(Vec::new()));
    }
}
