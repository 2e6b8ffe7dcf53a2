//! Text in XML, whatever it holds.

use std::borrow::Cow;

use super::one_line;

/// A text as it may stand in an element or an attribute, on one line. XML has no way to write a
/// control character, so that these are written as elsewhere in our output.
pub(crate) fn text(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&apos;"),
            '\u{fffe}' | '\u{ffff}' => safe.push('\u{fffd}'),
            c => safe.push(c),
        }
    }
    safe
}

/// Several texts, each on a line of its own.
pub(crate) fn lines<'a>(texts: impl IntoIterator<Item = Cow<'a, str>>) -> String {
    texts.into_iter().map(|it| text(&it)).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup_or_no_character() {
        assert_eq!(text("<a b='c\"'>&amp;]]>"), "&lt;a b=&apos;c&quot;&apos;&gt;&amp;amp;]]&gt;");
        assert_eq!(text("a\n\0\u{1b}\u{ffff}é😀"), "a\\n\\u{0}\\u{1b}\u{fffd}é😀");
    }
}
