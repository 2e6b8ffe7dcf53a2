//! The place at which somebody types: whether it is that of a key or of a value, where it hangs in
//! the tree, and which bytes are its word so far.
//!
//! It is found in the text, since a document in which somebody types is hardly ever one that can be
//! read: in JSON and in collections in brackets by their tokens, in YAML by indentation.

use std::ops::Range;

use gatewright_source::Format;

use super::{block, flow};

/// What may stand at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The key of a member of the object at the path.
    Key,
    /// The value at the path.
    Value,
    /// Either of them: nothing else stands there yet.
    Either,
}

/// A place at which somebody types.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Slot {
    /// What may stand there.
    pub(crate) kind: Kind,
    /// The keys and indexes on the way to the object or value.
    pub(crate) path: Vec<String>,
    /// What is typed so far and what follows it without a break, quotes included.
    pub(crate) word: Range<usize>,
    /// The quote that was opened.
    pub(crate) quote: Option<char>,
    /// Whether it stands within brackets.
    pub(crate) is_flow: bool,
    /// The bytes from the start of the line to the word.
    pub(crate) column: usize,
    /// Whether a colon follows, so that a key needs none.
    pub(crate) has_colon: bool,
}

impl Slot {
    pub(crate) fn is_key(&self) -> bool {
        self.kind != Kind::Value
    }

    pub(crate) fn is_value(&self) -> bool {
        self.kind != Kind::Key
    }
}

/// A place without what follows it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Start {
    pub(super) kind: Kind,
    pub(super) path: Vec<String>,
    /// Where the word begins, with its quote.
    pub(super) word: usize,
    pub(super) quote: Option<char>,
    pub(super) is_flow: bool,
}

/// The place of a byte; none where nothing can be typed that means something.
pub(crate) fn slot(text: &str, at: usize, format: Format) -> Option<Slot> {
    // A byte order mark is no part of the first key.
    if let Some(rest) = text.strip_prefix('\u{feff}') {
        let mark = text.len() - rest.len();
        let slot = slot(rest, at.saturating_sub(mark), format)?;
        return Some(Slot { word: slot.word.start + mark..slot.word.end + mark, ..slot });
    }
    let start = match format {
        Format::Json => flow::slot(text, 0, at, Vec::new()),
        Format::Yaml => block::slot(text, at),
    }?;
    let end = end_of_word(text, at, start.quote);
    let has_colon = text[end..].trim_start_matches([' ', '\t']).starts_with(':');
    let line = text[..start.word].rfind(['\n', '\r']).map_or(0, |newline| newline + 1);
    Some(Slot {
        kind: if has_colon && start.kind == Kind::Either { Kind::Key } else { start.kind },
        path: start.path,
        word: start.word..end,
        quote: start.quote,
        is_flow: start.is_flow,
        column: start.word - line,
        has_colon,
    })
}

/// Where a word ends, with its quote if that is closed right behind it.
fn end_of_word(text: &str, at: usize, quote: Option<char>) -> usize {
    let rest = &text[at..];
    let Some(quote) = quote else {
        let is_part = |c: char| c.is_alphanumeric() || "-_.$/+".contains(c);
        return at + rest.find(|c| !is_part(c)).unwrap_or(rest.len());
    };
    let end = rest.find(|c: char| c.is_whitespace() || c == ',' || c == ':' || c == quote);
    let end = end.unwrap_or(rest.len());
    if rest[end..].starts_with(quote) { at + end + quote.len_utf8() } else { at }
}

/// What a key says, with the escapes that keys have.
pub(super) fn unquoted(written: &str) -> String {
    match written.as_bytes().first() {
        Some(b'"') => {
            serde_json::from_str(written).unwrap_or_else(|_| written.trim_matches('"').to_owned())
        }
        Some(b'\'') => written.trim_matches('\'').replace("''", "'"),
        _ => written.to_owned(),
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test reads fixtures")]
mod tests {
    use std::path::Path;

    use gatewright_diagnostics::SourceId;
    use gatewright_source::Style;

    use super::*;
    use crate::places;

    /// The place of the mark `|` in a text.
    fn told(marked: &str, format: Format) -> String {
        let at = marked.find('|').expect("a mark");
        let text = marked.replacen('|', "", 1);
        let Some(slot) = slot(&text, at, format) else { return "nothing".to_owned() };
        let Slot { kind, path, word, has_colon, .. } = slot;
        let colon = if has_colon { ":" } else { "" };
        format!("{kind:?} {} <{}>{colon}", path.join("."), &text[word])
    }

    #[test]
    fn places_in_json() {
        let check = |marked: &str, expected: &str| {
            assert_eq!(told(marked, Format::Json), expected, "{marked}");
        };
        check(r#"{"a": {"b": "c", |}}"#, "Key a <>");
        check(r#"{"a": {"b": "c", "x-|"}}"#, r#"Key a <"x-">"#);
        check(r#"{"a": {"b|": "c"}}"#, r#"Key a <"b">:"#);
        check(r#"{"a": [{}, {"b": |"#, "Value a.1.b <>");
        check(r#"{"a": [1, "|"]}"#, r#"Value a.1 <"">"#);
        check(r#"{"a": {"b": tr|ue}}"#, "Value a.b <true>");
        check(r#"{"a\"}": {"b": "c|, "d": 1}"#, r#"Value a"}.b <"c>"#);
        check("{\"a\": {\n  \"typ|\n  \"b\": 1}}", "Key a <\"typ>");
        check(r#"{"a": 1} |"#, "nothing");
        check(r#"{"a" |"#, "nothing");
        check(r#"{"a": 1 |"#, "nothing");
    }

    #[test]
    fn places_in_blocks() {
        let check = |marked: &str, expected: &str| {
            assert_eq!(told(marked, Format::Yaml), expected, "{marked}");
        };
        check("a:\n  b: 1\n  |\nc: 2\n", "Key a <>");
        check("a:\n  b: 1\n  x-|\nc: 2\n", "Key a <x->");
        check("a:\n  b: 1\n|\nc: 2\n", "Key  <>");
        check("a:\n  |\n", "Either a <>");
        check("a:\n  b: |\n", "Value a.b <>");
        check("a:\n  b: 'x|'\n", "Value a.b <'x'>");
        check("a:\n  b: xy|z # no\n", "Value a.b <xyz>");
        check("a:\n  b|: xyz\n", "Key a <b>:");
        check("a:\n  \"b|\": xyz\n", "Key a <\"b\">:");
        check("a:\n- b: 1\n- c: |\n", "Value a.1.c <>");
        check("a:\n  - b: 1\n    |\n", "Key a.0 <>");
        check("a:\n  - b: 1\n  - |\n", "Either a.1 <>");
        check("a:\n  - b: 1\n  # c\n\n  - x|\n", "Either a.1 <x>");
        check("a:\n  - - b\n    - |\n", "Either a.0.1 <>");
        check("'/a b':\n  get:\n    |", "Either /a b.get <>");
        check("a: &x\n  b: 1\n  |", "Key a <>");
        check("a:\r\n  b:\r\n    |", "Either a.b <>");
    }

    #[test]
    fn texts_and_comments_are_no_places() {
        let check = |marked: &str| assert_eq!(told(marked, Format::Yaml), "nothing", "{marked}");
        check("a: |-\n  text |\n".replacen('|', ">", 1).as_str());
        check("a:\n  b: text\n    more |\n");
        check("a: 1 # b|\n");
        check("# |\n");
        check("a: {b: 1} |\n");
        check("a: 'b' |\n");
    }

    #[test]
    fn places_in_brackets_of_yaml() {
        let check = |marked: &str, expected: &str| {
            assert_eq!(told(marked, Format::Yaml), expected, "{marked}");
        };
        check("a:\n  b: { c: 1, | }\n", "Key a.b <>");
        check("a:\n  b: { c: | }\n", "Value a.b.c <>");
        check("a:\n  b: { uri: http://x/{y}, ty|pe: 1 }\n", "Key a.b <type>:");
        check("a:\n  b:\n    { c: 1,\n      d|", "Key a.b <d>");
        check("a: [ { b: [x, 'y|' ] } ]\n", "Value a.0.b.1 <'y'>");
        check("a:\n  - {b: 1}\n  - {c: |}\n", "Value a.1.c <>");
        check("a: { b: 1, # c: {\n     | }\n", "Key a <>");
    }

    /// The places of keys and values that are found otherwise in the text than they are in the tree.
    fn differences(text: &str) -> (usize, Vec<String>) {
        let document = gatewright_source::read(SourceId(0), text.into()).value;
        let mut differences = Vec::new();
        let mut compared = 0;
        // All of small files, and less the larger they are: each place is looked for from the top.
        let step = 1 + document.len() / 200;
        for node in document.nodes().step_by(step).filter(|it| it.text().is_some()) {
            // In texts of several lines nothing is proposed, nor behind a blank.
            let span = node.span().range();
            let is_word = !text[span.clone()].contains(char::is_whitespace);
            if matches!(node.style(), Style::Literal | Style::Folded) || !is_word {
                continue;
            }
            let is_quoted = matches!(node.style(), Style::SingleQuoted | Style::DoubleQuoted);
            let at = if is_quoted { span.end - 1 } else { span.end };
            if span.is_empty() || at == span.start {
                continue;
            }
            let mut path = places::path(node);
            if node.is_key() {
                path.pop();
            }
            let kinds: &[Kind] =
                if node.is_key() { &[Kind::Key] } else { &[Kind::Value, Kind::Either] };
            compared += 1;
            let found = slot(text, at, document.format());
            let agrees = found
                .as_ref()
                .is_some_and(|it| it.path == path && kinds.contains(&it.kind) && it.word == span);
            if !agrees {
                let shown = &text[span];
                differences.push(format!("{shown} at {}: {found:?}", path.join("/")));
            }
        }
        (compared, differences)
    }

    #[test]
    fn places_in_the_text_are_those_in_the_tree() {
        let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata")];
        let (mut compared, mut all) = (0, Vec::new());
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                let extension = path.extension().and_then(|it| it.to_str());
                if path.is_dir() {
                    folders.push(path);
                } else if matches!(extension, Some("yaml" | "yml" | "json")) {
                    let text = std::fs::read_to_string(&path).unwrap_or_default();
                    let read = gatewright_source::read(SourceId(0), text.clone().into());
                    if read.diagnostics.is_empty() && read.value.root().is_some() {
                        let (count, differences) = differences(&text);
                        all.extend(
                            differences.iter().map(|it| format!("{}: {it}", path.display())),
                        );
                        compared += count;
                    }
                }
            }
        }
        assert_eq!(all, [""; 0], "{} of {compared}", all.len());
        assert!(compared > 5_000, "{compared}");
    }
}
