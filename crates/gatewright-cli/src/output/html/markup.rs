//! HTML as it is written: elements that close themselves, and text that is always escaped.
//!
//! Nothing that came from a file reaches a page but through here, and nothing here lets it be more
//! than text: neither markup, nor what turns the direction of what follows, nor what nobody sees.

use crate::output::{is_obeyed, one_line};

/// The attributes of an element; the names are ours, the values may be anybody's.
pub(super) type Attributes<'a> = &'a [(&'static str, &'a str)];

/// A text of HTML.
#[derive(Debug, Default)]
pub(super) struct Markup(String);

impl Markup {
    /// What was written.
    pub(super) fn into_string(self) -> String {
        self.0
    }

    /// How many bytes were written.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Adds what was written elsewhere.
    pub(super) fn append(&mut self, other: &Self) {
        self.0.push_str(&other.0);
    }

    /// An element and what is in it.
    pub(super) fn element(
        &mut self,
        name: &'static str,
        attributes: Attributes<'_>,
        content: impl FnOnce(&mut Self),
    ) {
        self.open(name, attributes);
        content(self);
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push('>');
        if !is_phrase(name) {
            self.0.push('\n');
        }
    }

    /// An element that has no content.
    pub(super) fn void(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.open(name, attributes);
        self.0.push('\n');
    }

    /// An element that holds one line of text.
    pub(super) fn line(&mut self, name: &'static str, attributes: Attributes<'_>, text: &str) {
        self.element(name, attributes, |html| html.text(text));
    }

    /// An element that holds lines of text.
    pub(super) fn block(&mut self, name: &'static str, attributes: Attributes<'_>, text: &str) {
        self.element(name, attributes, |html| {
            for line in text.split_inclusive('\n') {
                let (line, end) = line.strip_suffix('\n').map_or((line, ""), |line| (line, "\n"));
                html.source(line);
                html.0.push_str(end);
            }
        });
    }

    /// One line of text, with what could not be seen in it written out.
    pub(super) fn text(&mut self, text: &str) {
        escape(&mut self.0, &one_line(text));
    }

    /// A path, which may be broken after each slash but one at its beginning.
    pub(super) fn path(&mut self, text: &str) {
        let (start, rest) = text.split_at(usize::from(text.starts_with('/')));
        self.text(start);
        for (index, part) in rest.split_inclusive('/').enumerate() {
            if index > 0 {
                self.verbatim("<wbr>");
            }
            self.text(part);
        }
    }

    /// A line of a source, in which tabs and blanks count.
    pub(super) fn source(&mut self, line: &str) {
        if line.chars().any(|c| c != '\t' && is_obeyed(c)) {
            let seen: String = line
                .chars()
                .map(|c| if c != '\t' && is_obeyed(c) { char::REPLACEMENT_CHARACTER } else { c })
                .collect();
            escape(&mut self.0, &seen);
        } else {
            escape(&mut self.0, line);
        }
    }

    /// Prose of ours, in which names stand in backticks.
    pub(super) fn prose(&mut self, text: &str) {
        if text.matches('`').count() % 2 == 1 {
            return self.text(text);
        }
        for (index, part) in text.split('`').enumerate() {
            if index % 2 == 0 {
                self.text(part);
            } else if !part.is_empty() {
                self.line("code", &[], part);
            }
        }
    }

    /// HTML of ours as it is, such as a style sheet.
    pub(super) fn verbatim(&mut self, html: &'static str) {
        self.0.push_str(html);
    }

    fn open(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.0.push('<');
        self.0.push_str(name);
        for (name, value) in attributes {
            self.0.push(' ');
            self.0.push_str(name);
            self.0.push_str("=\"");
            escape(&mut self.0, &one_line(value));
            self.0.push('"');
        }
        self.0.push('>');
    }
}

/// Whether an element stands within a line, so that a newline after it would be a blank.
fn is_phrase(name: &str) -> bool {
    matches!(name, "a" | "bdi" | "code" | "em" | "kbd" | "mark" | "q" | "span")
}

fn escape(html: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
        html.push_str(&rest[..at]);
        html.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        });
        rest = &rest[at + 1..];
    }
    html.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut Markup)) -> String {
        let mut html = Markup::default();
        write(&mut html);
        html.into_string()
    }

    #[test]
    fn text_and_attributes_are_never_markup() {
        let hostile = "</script><b a=\"'&\n\u{202e}\0";
        let text = "&lt;/script&gt;&lt;b a=&quot;&#39;&amp;\\n\\u{202e}\\u{0}";
        assert_eq!(
            written(|html| html.line("p", &[("title", hostile)], hostile)),
            format!("<p title=\"{text}\">{text}</p>\n")
        );
    }

    #[test]
    fn lines_of_a_source_keep_their_blanks_and_show_what_would_not_be_seen() {
        assert_eq!(
            written(|html| html.block("pre", &[], "a:\r\n\t<b>\u{1b}\n")),
            "<pre>a:\u{fffd}\n\t&lt;b&gt;\u{fffd}\n</pre>\n"
        );
    }

    #[test]
    fn paths_break_after_slashes() {
        assert_eq!(written(|html| html.path("/a/<b>/")), "/a/<wbr>&lt;b&gt;/");
        assert_eq!(written(|html| html.path("é/b")), "é/<wbr>b");
        assert_eq!(written(|html| html.path("")), "");
    }

    #[test]
    fn names_in_backticks_are_code() {
        assert_eq!(written(|html| html.prose("a `<b>` c")), "a <code>&lt;b&gt;</code> c");
        assert_eq!(written(|html| html.prose("a ` c")), "a ` c");
    }
}
