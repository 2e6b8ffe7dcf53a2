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

#[cfg(test)]
mod tests {
    use super::*;

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
}
