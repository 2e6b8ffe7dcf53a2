//! Texts in which somebody fills holes before anybody reads them as YAML or JSON: templates of
//! Terraform, Mustache and the like.
//!
//! Each hole is masked by as many harmless bytes as it has, so that the text can be read and all
//! places stay; afterwards the nodes get their texts back, with what is known filled in.

use gatewright_diagnostics::{Checked, SourceId, Span};

use crate::decode::decode;
use crate::diagnostics::KEY_DUPLICATE;
use crate::document::{RawKind, flag};
use crate::limits::{self, Limits};
use crate::tree::{Tree, offset};
use crate::{Document, Format, Style, read};

/// Begins what stands for a hole; of those characters that nobody gives a meaning.
const MARK: char = '\u{e000}';

/// What comes into a hole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fill {
    /// Nobody knows.
    Unknown,
    /// That text. Where the hole is all of a value without quotes, it is typed by the text.
    Text(String),
    /// Nothing: what stands there is for whoever fills the holes. Outside of values it reads as
    /// blanks.
    Nothing,
}

/// A hole in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hole {
    /// The bytes of the text that go.
    pub span: Span,
    /// What comes.
    pub fill: Fill,
}

/// Reads a text with holes as [`read`](crate::read) reads one without. All places are those of the
/// text as it is written. The holes are in order and do not overlap; a hole that does not lie between
/// characters of the text is none.
///
/// ```
/// use gatewright_diagnostics::{SourceId, Span};
/// use gatewright_source::{Fill, Hole, read_filled};
///
/// let text = r#"{ "timeout": ${timeout}, "uri": "${arn}:go" }"#;
/// let hole = |from: &str, fill| {
///     let start = u32::try_from(text.find(from).expect("it is there")).expect("it is short");
///     Hole { span: Span::new(start, start + u32::try_from(from.len()).expect("short")), fill }
/// };
/// let holes = [hole("${timeout}", Fill::Text("5000".into())), hole("${arn}", Fill::Unknown)];
/// let document = read_filled(SourceId(0), text.into(), &holes).value;
/// let node = |pointer| document.at_pointer(pointer).expect("it is there");
/// assert_eq!(node("/timeout").as_i64(), Some(5000));
/// assert_eq!(node("/uri").text(), Some("${arn}:go"));
/// assert!(node("/uri").has_unknown() && !node("/uri").is_unknown());
/// ```
pub fn read_filled(source: SourceId, bytes: Vec<u8>, holes: &[Hole]) -> Checked<Document> {
    let (text, decoded) = if bytes.len() > limits::BYTES {
        return read(source, bytes);
    } else {
        decode(bytes)
    };
    if !matches!(decoded, Ok(None)) {
        return read(source, text.into_bytes());
    }
    let holes: Vec<&Hole> = holes.iter().filter(|hole| is_in(&text, hole)).collect();
    let masked = mask(&text, &holes);
    let (format, mut tree) = read::parse(&masked.text, &Limits::default());
    let mut problems = std::mem::take(&mut tree.problems);
    masked.unmask(&text, format, &mut tree);
    tree.find_duplicates(&text);
    // What stands for a character of several bytes is several characters.
    for row in &mut tree.rows {
        (row.start, row.end) = on_characters(&text, (row.start, row.end));
    }
    problems.move_spans(|span| on_characters(&text, span));
    for &(earlier, later) in &tree.duplicates {
        problems.note(&KEY_DUPLICATE, || read::duplicate(&tree, &text, earlier, later));
    }
    let document = Document::new(source, format, text, tree);
    let diagnostics = problems.locate(&document);
    Checked::new(document, diagnostics)
}

/// A span that cuts no character.
fn on_characters(text: &str, (mut start, mut end): (u32, u32)) -> (u32, u32) {
    while !text.is_char_boundary(start as usize) {
        start -= 1;
    }
    while !text.is_char_boundary(end as usize) {
        end += 1;
    }
    (start, end)
}

fn is_in(text: &str, hole: &Hole) -> bool {
    !hole.span.is_empty() && text.get(hole.span.range()).is_some()
}

/// A hole with what stands for it.
struct Masked<'h> {
    hole: &'h Hole,
    token: String,
    /// Whether that is all of a value in JSON, with quotes that are not in the text.
    is_value: bool,
}

struct Mask<'h> {
    text: String,
    holes: Vec<Masked<'h>>,
}

/// The text with something harmless in the place of each hole.
fn mask<'h>(text: &str, holes: &[&'h Hole]) -> Mask<'h> {
    let start = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    let is_json = start.starts_with(['{', '[']) && !start.starts_with("{{");
    let mut masked = Mask { text: String::with_capacity(text.len()), holes: Vec::new() };
    let mut strings = Strings::default();
    let mut done = 0;
    let mut number = 0;
    let mut next = holes.iter().copied().peekable();
    while let Some(hole) = next.next() {
        let range = hole.span.range();
        let before = &text[done..range.start];
        strings.read(before);
        masked.text.push_str(before);
        let written = &text[range.clone()];
        let is_bare = is_json && !strings.is_within;
        let token = match &hole.fill {
            Fill::Nothing if is_bare || (!is_json && is_alone(text, range.clone())) => {
                blanks(written)
            }
            // What is written already as it may stay, such as `$$`.
            Fill::Text(_) if !is_bare && written.bytes().all(|it| matches!(it, b'$' | b'%')) => {
                written.to_owned()
            }
            Fill::Unknown | Fill::Text(_) if is_bare => {
                // A value in JSON that has no quotes: all that hangs together is one.
                let value = bare(text, range.end, &mut next);
                let token = quoted(value - range.start, number);
                masked.text.push_str(&token);
                masked.holes.push(Masked { hole, token, is_value: true });
                number += 1;
                done = value;
                continue;
            }
            Fill::Unknown | Fill::Text(_) | Fill::Nothing => token(written.len(), number),
        };
        number += 1;
        masked.text.push_str(&token);
        masked.holes.push(Masked { hole, token, is_value: false });
        done = range.end;
    }
    masked.text.push_str(&text[done..]);
    masked
}

/// The end of a value in JSON without quotes that goes on at `at`, with the holes that are in it.
fn bare<'h>(
    text: &str,
    mut at: usize,
    next: &mut std::iter::Peekable<impl Iterator<Item = &'h Hole>>,
) -> usize {
    loop {
        if let Some(hole) =
            next.next_if(|hole| hole.span.range().start == at && hole.fill != Fill::Nothing)
        {
            at = hole.span.range().end;
            continue;
        }
        if next.peek().is_some_and(|hole| hole.span.range().start == at) {
            return at;
        }
        let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
        match text.as_bytes().get(at) {
            Some(byte) if is_part(*byte) => at += 1,
            _ => return at,
        }
    }
}

/// Whether the text so far ends within a string of JSON.
#[derive(Default)]
struct Strings {
    is_within: bool,
    is_escaped: bool,
}

impl Strings {
    fn read(&mut self, text: &str) {
        for byte in text.bytes() {
            match byte {
                _ if self.is_escaped => self.is_escaped = false,
                b'\\' if self.is_within => self.is_escaped = true,
                b'"' => self.is_within = !self.is_within,
                _ => {}
            }
        }
    }
}

/// As many bytes, all of them blank; lines stay lines.
fn blanks(written: &str) -> String {
    let blank = |byte: u8| if matches!(byte, b'\n' | b'\r') { char::from(byte) } else { ' ' };
    written.bytes().map(blank).collect()
}

/// As many bytes that are a word, another one for each number as far as there is room.
fn token(length: usize, number: usize) -> String {
    let mut token = String::with_capacity(length);
    if length >= MARK.len_utf8() {
        token.push(MARK);
    }
    let mut rest = number;
    while token.len() < length {
        let digit = u8::try_from(rest % 26).expect("it is below 26");
        token.push(char::from(b'a' + digit));
        rest /= 26;
    }
    token
}

/// The same in quotes.
fn quoted(length: usize, number: usize) -> String {
    match length {
        0 | 1 => "0".repeat(length),
        length => format!("\"{}\"", token(length - 2, number)),
    }
}

/// Whether there is nothing else on the lines of a hole but other holes that read as nothing.
fn is_alone(text: &str, range: std::ops::Range<usize>) -> bool {
    let start = text[..range.start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let end = text[range.end..].find(['\n', '\r']).map_or(text.len(), |at| range.end + at);
    text[start..range.start].trim().is_empty() && text[range.end..end].trim().is_empty()
}

impl Mask<'_> {
    /// Gives the scalars of a tree that was read from the masked text the texts that they have.
    fn unmask(&self, text: &str, format: Format, tree: &mut Tree) {
        let mut first = 0;
        for id in 0..tree.rows.len() {
            let row = tree.rows[id];
            while self.holes.get(first).is_some_and(|it| it.hole.span.start < row.start) {
                first += 1;
            }
            if row.kind != RawKind::Scalar {
                continue;
            }
            let within = |it: &&Masked<'_>| it.hole.span.start < row.end;
            let holes: Vec<&Masked<'_>> = self.holes[first..].iter().take_while(within).collect();
            if holes.is_empty() {
                continue;
            }
            self.fill(text, format, tree, id, &holes);
        }
    }

    fn fill(&self, text: &str, format: Format, tree: &mut Tree, id: usize, holes: &[&Masked<'_>]) {
        let row = tree.rows[id];
        if holes[0].is_value && holes[0].hole.span.start == row.start {
            let value = bare_value(text, &row, holes[0]);
            set(tree, id, &value, flag_of_holes(&value, holes), true);
            return;
        }
        let is_bare = format == Format::Yaml && row.style == Style::Plain;
        let cooked = row.slice(&self.text, &tree.side).unwrap_or_default();
        let mut value = String::with_capacity(cooked.len());
        let mut rest = cooked;
        for Masked { hole, token, .. } in holes {
            let Some((before, after)) = rest.split_once(token.as_str()) else { continue };
            value.push_str(before);
            match &hole.fill {
                Fill::Unknown => value.push_str(&text[hole.span.range()]),
                Fill::Text(text) => value.push_str(text),
                Fill::Nothing => {}
            }
            rest = after;
        }
        value.push_str(rest);
        set(tree, id, &value, flag_of_holes(&value, holes), is_bare);
    }
}

/// The value of a scalar in JSON that has no quotes.
fn bare_value(text: &str, row: &crate::document::Row, first: &Masked<'_>) -> String {
    let (start, end) = (row.start as usize, row.end as usize);
    let hole = first.hole.span.range();
    match &first.hole.fill {
        Fill::Text(fill) if hole.end == end => fill.clone(),
        Fill::Unknown | Fill::Text(_) | Fill::Nothing => text[start..end].to_owned(),
    }
}

fn set(tree: &mut Tree, id: usize, value: &str, flags: u8, is_bare: bool) {
    let start = offset(tree.side.len());
    tree.side.push_str(value);
    let row = &mut tree.rows[id];
    (row.text, row.len) = (start, offset(value.len()));
    row.flags |= flag::OWNED_TEXT | flag::DERIVED | flags;
    if flags != 0 || !is_bare {
        if row.style == Style::Plain {
            row.style = Style::DoubleQuoted;
        }
    } else if serde_json::from_str::<serde_json::Value>(value)
        .is_ok_and(|it| !it.is_string() && !it.is_object() && !it.is_array())
    {
        row.style = Style::Plain;
    } else {
        row.style = Style::DoubleQuoted;
    }
}

/// What is unknown of a value with these holes in it.
fn flag_of_holes(value: &str, holes: &[&Masked<'_>]) -> u8 {
    let mut unknown = holes.iter().filter(|it| it.hole.fill == Fill::Unknown);
    match unknown.next() {
        None => 0,
        Some(it) if it.hole.span.len() as usize == value.len() => flag::UNKNOWN,
        Some(_) => flag::PARTLY_UNKNOWN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Holes at all `${…}`, `%{…}` and `$$` of a text; `${n…}` is filled with `5`.
    fn holes(text: &str) -> Vec<Hole> {
        let mut holes = Vec::new();
        let mut at = 0;
        while let Some(found) = text[at..].find(['$', '%']).map(|it| it + at) {
            let rest = &text[found..];
            let (length, fill) = if rest.starts_with("$$") {
                (2, Fill::Text("$".to_owned()))
            } else {
                let length = rest.find('}').expect("it is closed") + 1;
                let is_known = rest.starts_with("${n");
                let fill = if is_known { Fill::Text("5".to_owned()) } else { Fill::Unknown };
                (length, if rest.starts_with('%') { Fill::Nothing } else { fill })
            };
            at = found + length;
            holes.push(Hole { span: Span::new(offset(found), offset(at)), fill });
        }
        holes
    }

    fn read(text: &str) -> Checked<Document> {
        let read = read_filled(SourceId(0), text.into(), &holes(text));
        assert_eq!(read.value.text(), text);
        read
    }

    fn check(text: &str, value: &serde_json::Value) {
        let read = read(text);
        assert_eq!(read.diagnostics, [], "{text}");
        assert_eq!(&read.value.root().expect("a value").to_json(), value, "{text}");
    }

    #[test]
    fn json_and_yaml_read_with_their_holes() {
        use serde_json::json;
        check(r#"{"a": ${n}, "b": "${n}", "c": ${x}}"#, &json!({"a": 5, "b": "5", "c": "${x}"}));
        check(
            r#"{"a": ${x}00, "${k}": ["${x}/\n${y}", ${z}]}"#,
            &json!({
                "a": "${x}00", "${k}": ["${x}/\n${y}", "${z}"]
            }),
        );
        check(
            "a: ${n}\nb: '${n}'\nc: ${x[\"y: z\"]}\n",
            &json!({
                "a": 5, "b": "5", "c": "${x[\"y: z\"]}"
            }),
        );
        check(
            "a:\n%{ if x }\n  ${x}: 1\n%{ endif }\n  c: [${x}, \"$${y}\"]\n",
            &json!({
                "a": { "${x}": 1, "c": ["${x}", "${y}"] }
            }),
        );
        check(
            "a: |\n  first ${x}\n  second ${n}\nb: >\n  ${x}\n  ${y}\n",
            &json!({
                "a": "first ${x}\nsecond 5\n", "b": "${x} ${y}\n"
            }),
        );
        check("a: x%{ if y }z%{ endif }\n", &json!({ "a": "xz" }));
    }

    #[test]
    fn what_is_unknown_is_told() {
        let read = read("a: ${x}\nb: arn:${x}\nc: ${n}\nd: plain\n").value;
        let node = |pointer| read.at_pointer(pointer).expect("it is there");
        assert!(node("/a").is_unknown() && node("/a").is_derived());
        assert!(node("/b").has_unknown() && !node("/b").is_unknown());
        assert!(!node("/c").has_unknown() && node("/c").is_derived());
        assert!(!node("/d").is_derived());
        assert_eq!(node("/b").span().range(), 11..19);
    }

    #[test]
    fn keys_are_compared_as_they_are_filled() {
        assert_eq!(read("${a}: 1\n${b}: 2\n").diagnostics, []);
        let read = read("a${n}: 1\na5: 2\n");
        assert_eq!(read.diagnostics[0].message, "the key `a5` is given again later");
    }
}
