//! From an offset in the text of a scalar to the bytes of the file that stand for it: through
//! escapes, doubled quotes, folds and indentation. Nothing is taken on trust: where the two texts
//! do not agree, there is no answer.

use gatewright_diagnostics::Span;

use crate::document::{Document, Row, flag};
use crate::tree::offset;
use crate::{Format, Style};

/// The bytes that stand for a part of the text of the scalar at `row`.
pub(crate) fn span_of(document: &Document, row: &Row, part: Span) -> Option<Span> {
    let value = document.row_text(row)?;
    if part.start > part.end || part.range().end > value.len() {
        return None;
    }
    if row.flags & flag::OWNED_TEXT == 0 {
        return Some(Span::new(row.text + part.start, row.text + part.end));
    }
    paired(document, row, value, part.range().end).find(part)
}

/// Where all bytes of the text of the scalar at `row` stand, as far as that can be told.
pub(crate) fn runs(document: &Document, row: &Row) -> Vec<crate::Run> {
    let Some(value) = document.row_text(row) else { return Vec::new() };
    if row.flags & flag::OWNED_TEXT == 0 {
        let inner = Span::new(0, row.len);
        return vec![crate::Run { inner, outer: Span::new(row.text, row.text + row.len) }];
    }
    let span = |start, end| Span::new(offset(start), offset(end));
    let runs = paired(document, row, value, value.len()).runs.into_iter();
    runs.map(|run| crate::Run {
        inner: span(run.value, run.value_end),
        outer: span(run.source, run.source_end),
    })
    .collect()
}

fn paired<'d>(document: &'d Document, row: &Row, value: &'d str, until: usize) -> Pairing<'d> {
    // The last break of a block scalar is part of its text, and not of the node.
    let source = document.text.as_str();
    let at = row.start as usize;
    let mut pairing = Pairing { source, value, at, done: 0, until, runs: Vec::new() };
    // What was paired before the two texts disagreed holds.
    let _ = match (document.format_at(row.start), row.style) {
        (Format::Json, Style::DoubleQuoted) => pairing.escaped(json_escape),
        (Format::Yaml, Style::DoubleQuoted) => pairing.escaped(yaml_escape),
        (Format::Yaml, Style::SingleQuoted) => pairing.single_quoted(),
        (Format::Yaml, Style::Plain) => pairing.plain(),
        (Format::Yaml, Style::Literal) => pairing.block(Pairing::literal_break),
        (Format::Yaml, Style::Folded) => pairing.block(Pairing::folded_break),
        _ => None,
    };
    pairing
}

/// Bytes of the file and what they became. Of the same length, they are the same.
struct Run {
    value: usize,
    value_end: usize,
    source: usize,
    source_end: usize,
}

struct Pairing<'d> {
    source: &'d str,
    value: &'d str,
    /// The offset in the source.
    at: usize,
    /// The offset in the value.
    done: usize,
    /// The offset in the value that is enough.
    until: usize,
    runs: Vec<Run>,
}

impl<'d> Pairing<'d> {
    fn find(&self, part: Span) -> Option<Span> {
        let part = part.range();
        let from = self.runs.iter().find(|run| part.start < run.value_end);
        let start = match from {
            Some(run) if run.is_same() => run.source + part.start - run.value,
            Some(run) => run.source,
            None => {
                let last = self.runs.last()?;
                if last.value_end < part.start {
                    return None;
                }
                last.source_end
            }
        };
        if part.is_empty() {
            return Some(Span::new(offset(start), offset(start)));
        }
        let run = self.runs.iter().find(|run| part.end <= run.value_end)?;
        let end = if run.is_same() { run.source + part.end - run.value } else { run.source_end };
        Some(Span::new(offset(start), offset(end)))
    }

    fn rest(&self) -> &'d str {
        &self.source[self.at.min(self.source.len())..]
    }

    fn is_done(&self) -> bool {
        self.done >= self.until
    }

    /// Pairs the next bytes of both.
    fn pair(&mut self, source: usize, value: usize) -> Option<()> {
        let run = Run {
            value: self.done,
            value_end: self.done + value,
            source: self.at,
            source_end: self.at + source,
        };
        if run.value_end > self.value.len() || run.source_end > self.source.len() {
            return None;
        }
        self.done = run.value_end;
        self.at = run.source_end;
        match self.runs.last_mut() {
            Some(last) if last.is_same() && run.is_same() && last.source_end == run.source => {
                last.value_end = run.value_end;
                last.source_end = run.source_end;
            }
            _ => self.runs.push(run),
        }
        Some(())
    }

    /// Pairs text that stands for itself.
    fn same(&mut self, length: usize) -> Option<()> {
        let text = self.rest().get(..length)?;
        if !self.value[self.done..].starts_with(text) {
            return None;
        }
        if length == 0 { Some(()) } else { self.pair(length, length) }
    }

    /// Pairs bytes with the text that they stand for.
    fn other(&mut self, length: usize, text: &str) -> Option<()> {
        if !self.value[self.done..].starts_with(text) {
            return None;
        }
        if text.is_empty() {
            self.at += length;
            return Some(());
        }
        if length == text.len() && self.rest().starts_with(text) {
            return self.pair(length, length);
        }
        self.pair(length, text.len())
    }

    /// Text in double quotes.
    fn escaped(&mut self, escape: fn(&str) -> Option<(usize, String)>) -> Option<()> {
        self.at += 1;
        while !self.is_done() {
            let rest = self.rest();
            if rest.starts_with('\\') {
                let (length, text) = escape(rest)?;
                self.other(length, &text)?;
            } else if !self.fold()? {
                self.plainly('\\')?;
            }
        }
        Some(())
    }

    fn single_quoted(&mut self) -> Option<()> {
        self.at += 1;
        while !self.is_done() {
            let rest = self.rest();
            if rest.starts_with("''") {
                self.other(2, "'")?;
            } else if !self.fold()? {
                self.plainly('\'')?;
            }
        }
        Some(())
    }

    fn plain(&mut self) -> Option<()> {
        while !self.is_done() {
            if !self.fold()? {
                self.plainly('\n')?;
            }
        }
        Some(())
    }

    /// Pairs text that stands for itself, up to a special character or a line break.
    fn plainly(&mut self, special: char) -> Option<()> {
        let rest = self.rest();
        let left = self.value.len() - self.done;
        let end = rest.find([special, '\n', '\r']).unwrap_or(rest.len()).min(left);
        // Blanks before a break are part of it.
        let text = rest.get(..end)?.trim_end_matches([' ', '\t']);
        self.same(if text.is_empty() { end } else { text.len() })
    }

    /// Pairs a line break outside of block scalars, with the blanks around it: one becomes a
    /// blank, more become one less. False when none is next.
    fn fold(&mut self) -> Option<bool> {
        let rest = self.rest();
        let blanks = blanks(rest);
        if !rest[blanks..].starts_with(['\n', '\r']) {
            return Some(false);
        }
        let (length, breaks) = breaks(rest);
        let text = if breaks == 1 { " ".to_owned() } else { "\n".repeat(breaks - 1) };
        self.other(length, &text)?;
        Some(true)
    }

    /// A block scalar: lines without their indentation, and what becomes of the breaks.
    fn block(&mut self, line_break: fn(&mut Self) -> Option<()>) -> Option<()> {
        self.at += self.rest().find('\n')? + 1;
        let indent = self.indent()?;
        while !self.is_done() {
            let rest = self.rest();
            let spaces = rest.len() - rest.trim_start_matches(' ').len();
            self.at += spaces.min(indent);
            let line = self.rest();
            let length = line.find(['\n', '\r']).unwrap_or(line.len());
            self.same(length)?;
            if !self.is_done() {
                line_break(self)?;
            }
        }
        Some(())
    }

    /// How many blanks before each line are not part of the text: those of the first line that has
    /// more, without those that the text has there.
    fn indent(&self) -> Option<usize> {
        let spaces = |text: &str| text.len() - text.trim_start_matches(' ').len();
        let is_full = |line: &&str| !line.trim().is_empty();
        let line = self.rest().lines().find(is_full)?;
        let read = self.value.lines().find(is_full)?;
        spaces(line).checked_sub(spaces(read))
    }

    fn line_end(&self) -> Option<usize> {
        let rest = self.rest();
        let length = usize::from(rest.starts_with("\r\n")) + 1;
        rest.starts_with(['\n', '\r']).then_some(length)
    }

    fn literal_break(&mut self) -> Option<()> {
        self.other(self.line_end()?, "\n")
    }

    /// A break is a blank, or as it is, or the first of several, which is nothing.
    fn folded_break(&mut self) -> Option<()> {
        let length = self.line_end()?;
        let left = &self.value[self.done..];
        let (_, breaks) = breaks(self.rest());
        let kept = left.len() - left.trim_start_matches('\n').len();
        if kept == 0 {
            return self.other(length, if left.starts_with(' ') { " " } else { "" });
        }
        if breaks > kept { self.other(length, "") } else { self.other(length, "\n") }
    }
}

impl Run {
    fn is_same(&self) -> bool {
        self.value_end - self.value == self.source_end - self.source
    }
}

fn blanks(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\t']).len()
}

/// The length of line breaks and the blanks around them, and the number of breaks.
fn breaks(text: &str) -> (usize, usize) {
    let mut length = 0;
    let mut count = 0;
    loop {
        let rest = &text[length..];
        let blanks = blanks(rest);
        let after = &rest[blanks..];
        if !after.starts_with(['\n', '\r']) {
            return (length + blanks, count);
        }
        length += blanks + if after.starts_with("\r\n") { 2 } else { 1 };
        count += 1;
    }
}

/// The length of the escape at the start of the text, and what it stands for.
fn json_escape(text: &str) -> Option<(usize, String)> {
    let c = match text.as_bytes().get(1)? {
        b'"' => '"',
        b'\\' => '\\',
        b'/' => '/',
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => {
            let first = hex(text, 2, 4)?;
            if let Some(c) = char::from_u32(first) {
                return Some((6, c.to_string()));
            }
            let second = hex(text, 8, 4)?.checked_sub(0xDC00)?;
            let code = 0x1_0000 + (first.checked_sub(0xD800)? << 10) + second;
            return Some((12, char::from_u32(code)?.to_string()));
        }
        _ => return None,
    };
    Some((2, c.to_string()))
}

fn yaml_escape(text: &str) -> Option<(usize, String)> {
    let c = match text.as_bytes().get(1)? {
        b'0' => '\0',
        b'a' => '\u{7}',
        b'b' => '\u{8}',
        b't' | b'\t' => '\t',
        b'n' => '\n',
        b'v' => '\u{b}',
        b'f' => '\u{c}',
        b'r' => '\r',
        b'e' => '\u{1b}',
        b'N' => '\u{85}',
        b'_' => '\u{a0}',
        b'L' => '\u{2028}',
        b'P' => '\u{2029}',
        b'x' => return code(text, 2),
        b'u' => return code(text, 4),
        b'U' => return code(text, 8),
        b'\n' | b'\r' => {
            // The break and the blanks before the next line are nothing; empty lines are breaks.
            let (length, breaks) = breaks(&text[1..]);
            return Some((1 + length, "\n".repeat(breaks - 1)));
        }
        byte @ (b' ' | b'"' | b'/' | b'\\') => char::from(*byte),
        _ => return None,
    };
    Some((2, c.to_string()))
}

fn code(text: &str, digits: usize) -> Option<(usize, String)> {
    Some((2 + digits, char::from_u32(hex(text, 2, digits)?)?.to_string()))
}

fn hex(text: &str, from: usize, digits: usize) -> Option<u32> {
    u32::from_str_radix(text.get(from..from + digits)?, 16).ok()
}

#[cfg(test)]
mod tests {
    use gatewright_diagnostics::{SourceId, Span};
    use proptest::prelude::*;

    use crate::tree::offset;
    use crate::{Node, Style, read};

    /// What the file has for each character of the value of `a`, and for words of it.
    fn check(file: &str, words: &[(&str, &str)]) {
        let read = read(SourceId(0), file.into());
        let node = read.value.root().and_then(|root| root.get("a")).expect("there is a value");
        let text = node.text().expect("it is a scalar");
        for (word, written) in words {
            let at = text.find(word).unwrap_or_else(|| panic!("no {word:?} in {text:?}"));
            assert_eq!(slice(file, node, at, at + word.len()), *written, "{file:?}");
        }
        for (at, c) in text.char_indices() {
            let written = slice(file, node, at, at + c.len_utf8());
            let is_plain = c.is_alphanumeric() && !written.starts_with('\\');
            assert!(!is_plain || written == c.to_string(), "{c} is {written:?} in {file:?}");
        }
        let is_plain = node.style() == Style::Plain;
        let first = node.span_of(Span::new(0, 1)).start;
        assert_eq!(first == node.span().start, is_plain, "{file:?}");
    }

    fn slice<'f>(file: &'f str, node: Node<'_>, from: usize, to: usize) -> &'f str {
        &file[node.span_of(Span::new(offset(from), offset(to))).range()]
    }

    #[test]
    fn plain_and_quoted_on_one_line() {
        check("a: one two\n", &[("two", "two")]);
        check("a: 'one ''two'' é three'\n", &[("'two'", "''two''"), ("three", "three")]);
        check(
            "a: \"one \\\"two\\\" \\u00e9\\x41 \\t three\"\n",
            &[("\"two\"", "\\\"two\\\""), ("é", "\\u00e9"), ("A \t three", "\\x41 \\t three")],
        );
        check(
            "{\"a\": \"one\\n\\\"two\\\" \\ud83d\\ude00 three\"}",
            &[("one\n\"", "one\\n\\\""), ("😀", "\\ud83d\\ude00"), ("three", "three")],
        );
    }

    #[test]
    fn flow_scalars_over_lines() {
        check("a: one\n  two\n\n  three\nb: 1\n", &[("two\nthree", "two\n\n  three")]);
        check(
            "a: 'one  \n  two\n\n\n  ''three'\n",
            &[("two", "two"), ("\n\n", "\n\n\n  "), ("'three", "''three")],
        );
        check(
            "a: \"one \\\n   two\n  three \\\n\n four\"\n",
            &[("one two", "one \\\n   two"), ("two three", "two\n  three"), ("four", "four")],
        );
        check("a: \"one\r\n  two\\r\r\n\r\n  three\"\r\n", &[("two", "two"), ("three", "three")]);
    }

    #[test]
    fn literal_block_scalars() {
        check(
            "a: |\n  one\n    two\n\n  three\nb: 1\n",
            &[("one\n  two", "one\n    two"), ("\n\nthree", "\n\n  three")],
        );
        check("a: |2-\n   one\n  two\n", &[(" one", " one"), ("two", "two")]);
        check("a: |+ # c\r\n\r\n  one\r\n  two\r\n\r\n", &[("one\ntwo", "one\r\n  two")]);
    }

    #[test]
    fn folded_block_scalars() {
        check(
            "a: >\n  one\n  two\n\n  three\n    four\n  five\nb: 1\n",
            &[
                ("one two", "one\n  two"),
                ("three", "three"),
                ("  four", "  four"),
                ("five", "five"),
            ],
        );
        check("a: >-\n\n  one\n\n\n  two\n", &[("one", "one"), ("two", "two")]);
    }

    #[test]
    fn what_is_beyond_the_text_is_the_whole_scalar() {
        let read = read(SourceId(0), "a: &x 'o''ne'\nb: *x\n".into());
        let root = read.value.root().expect("there is a root");
        let [a, b] = ["a", "b"].map(|key| root.get(key).expect("there is a value"));
        assert_eq!(a.span_of(Span::new(0, 99)), a.span());
        assert_eq!(b.span_of(Span::new(0, 1)), b.span());
        assert_eq!(root.span_of(Span::new(0, 1)), root.span());
    }

    proptest! {
        #[test]
        fn each_character_in_double_quotes_has_its_escape(text in "[a\"\\\\é😀\n\t/ \u{1}]{0,12}") {
            let quoted = serde_json::to_string(&text).expect("a string");
            for file in [format!("{{\"a\": {quoted}}}"), format!("a: {quoted}\n")] {
                let read = read(SourceId(0), file.clone().into());
                let node = read.value.root().and_then(|root| root.get("a")).expect("a value");
                prop_assert_eq!(node.text(), Some(text.as_str()));
                for (at, c) in text.char_indices() {
                    let written = slice(&file, node, at, at + c.len_utf8());
                    let value: String =
                        serde_json::from_str(&format!("\"{written}\"")).expect("an escape");
                    prop_assert_eq!(value, c.to_string(), "{} in {}", at, file);
                }
            }
        }

        #[test]
        fn each_character_of_a_block_stands_in_the_file(
            lines in prop::collection::vec("[a-z'# :]{0,6}[a-z]|", 1..6),
            style in "[|>][-+]?",
        ) {
            let body: String =
                lines.iter().flat_map(|line| ["  ", line.as_str(), "\n"]).collect();
            let file = format!("a: {style}\n{body}b: 1\n");
            let read = read(SourceId(0), file.clone().into());
            let node = read.value.root().and_then(|root| root.get("a")).expect("a value");
            let text = node.text().expect("a text");
            for (at, c) in text.char_indices().filter(|(_, c)| c.is_alphabetic()) {
                let span = node.span_of(Span::new(offset(at), offset(at + 1)));
                prop_assert_eq!(&file[span.range()], c.to_string(), "{} in {}", at, file);
            }
            let order: Vec<u32> = text.char_indices()
                .map(|(at, _)| node.span_of(Span::new(offset(at), offset(at + 1))).start)
                .collect();
            prop_assert!(order.is_sorted(), "{:?} in {}", order, file);
        }
    }
}
