//! Text in Markdown, whatever it holds: what comes from files stands in code, so that it is shown and
//! not obeyed.

use super::one_line;

/// Text as it is, on one line.
pub(crate) fn code(text: &str) -> String {
    let text = one_line(text);
    let fence = "`".repeat(longest_run(&text) + 1);
    // A blank on both sides is taken off again; it keeps backticks apart.
    if text.starts_with('`') || text.ends_with('`') {
        format!("{fence} {text} {fence}")
    } else {
        format!("{fence}{text}{fence}")
    }
}

/// The length of the longest run of backticks.
pub(crate) fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or_default()
}

/// A message: what it has in backticks stays code, and so becomes each word outside of them that has
/// more than letters and the marks of a sentence, and might mean something.
pub(crate) fn message(text: &str) -> String {
    let text = one_line(text);
    let mut pieces: Vec<String> = Vec::new();
    for (index, piece) in text.split('`').enumerate() {
        let is_code = index % 2 == 1 && !piece.is_empty();
        pieces.push(if is_code { code(piece) } else { prose(piece) });
    }
    pieces.concat()
}

fn prose(text: &str) -> String {
    let words = text.split(' ').map(|word| {
        let is_plain = |c: char| c.is_alphanumeric() || ".,;:'\"()-/?!".contains(c);
        // A link, or a mention of a thing by its number.
        let is_link = word.contains("://") || word.starts_with("www.");
        if word.chars().all(is_plain) && !is_link { word.to_owned() } else { code(word) }
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_cannot_be_left() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a `b` c"), "``a `b` c``");
        assert_eq!(code("`b`"), "`` `b` ``");
        assert_eq!(code("a\n```"), "```` a\\n``` ````");
    }

    #[test]
    fn a_message_means_nothing_but_its_words() {
        assert_eq!(message("the path `/a*b*` is (not) good"), "the path `/a*b*` is (not) good");
        assert_eq!(message("<b> @team *x* [a](b) #1"), "`<b>` `@team` `*x*` `[a](b)` `#1`");
        assert_eq!(message("http://a.b www.a.b"), "`http://a.b` `www.a.b`");
        assert_eq!(message("an odd ` backtick"), "an odd ` backtick`");
    }
}
