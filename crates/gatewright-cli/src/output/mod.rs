//! The one place that prints: colours, width and characters, and a file per format.

pub(crate) mod catalogue;
pub(crate) mod changes;
pub(crate) mod concise;
pub(crate) mod conversion;
pub(crate) mod diff;
pub(crate) mod entities;
pub(crate) mod full;
pub(crate) mod losses;
pub(crate) mod manual;
pub(crate) mod plan;
pub(crate) mod reports;
pub(crate) mod settings;
pub(crate) mod tree;
pub(crate) mod whole_file;

mod backticks;
mod checkstyle;
mod fingerprint;
mod github;
mod gitlab;
mod html;
mod json;
mod jsonl;
mod junit;
mod look;
mod markdown;
mod root;
mod sarif;
mod service;
mod statistics;
mod xml;

use std::borrow::Cow;
use std::io::{self, IsTerminal, Write};
use std::{env, iter};

use textwrap::core::Word;
use textwrap::{WordSeparator, WordSplitter};

use crate::args::ColorWhen;
#[cfg(test)]
pub(crate) use look::Palette;
pub(crate) use look::{Charset, Look};

/// Text that came from a file, made fit for one line of a terminal.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_obeyed) {
        return text.into();
    }
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        if is_obeyed(c) { line.extend(c.escape_default()) } else { line.push(c) }
    }
    line.into()
}

/// Whether a terminal would do something else than show a character: controls, and marks that turn
/// the direction of the text after them or that nobody sees.
pub(crate) fn is_obeyed(c: char) -> bool {
    c.is_control() || matches!(c, '\u{feff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// How prose is wrapped: at blanks alone, so that names and paths stay whole.
pub(crate) fn unbroken(width: usize) -> textwrap::Options<'static> {
    textwrap::Options::new(width)
        .break_words(false)
        .word_separator(WORDS)
        .word_splitter(WordSplitter::NoHyphenation)
}

/// What stands in backticks is one word, so that it can be copied.
pub(crate) const WORDS: WordSeparator = WordSeparator::Custom(|text| {
    let mut rest = text;
    Box::new(iter::from_fn(move || {
        let (word, after) = rest.split_at(end_of_word(rest));
        rest = after;
        (!word.is_empty()).then(|| Word::from(word))
    }))
});

/// Where the first word of a text ends, the blanks after it included.
fn end_of_word(text: &str) -> usize {
    let mut at = 0;
    while let Some(next) = text[at..].find(['`', ' ']) {
        at += next;
        let rest = &text[at..];
        if rest.starts_with(' ') {
            return text.len() - rest.trim_start_matches(' ').len();
        }
        at += 1 + rest[1..].find('`').map_or(0, |close| close + 1);
    }
    text.len()
}

/// Where output goes, and how it looks there.
pub(crate) struct Screen {
    /// The look of the standard output.
    pub(crate) out: Look,
    /// The look of the standard error.
    pub(crate) err: Look,
}

impl Screen {
    /// Looks at the terminal and the environment.
    pub(crate) fn new(color: ColorWhen) -> Self {
        Self { out: Look::of(&io::stdout(), color), err: Look::of(&io::stderr(), color) }
    }

    /// Whether the standard error is a terminal on which a line can be written over.
    pub(crate) fn has_moving_terminal() -> bool {
        io::stderr().is_terminal() && env::var_os("TERM").is_none_or(|term| term != "dumb")
    }

    /// Says what could not be done.
    pub(crate) fn complain(&self, reason: &str) {
        let style = self.err.palette.error;
        note(&format!("{style}error{style:#}: {reason}\n"));
    }
}

/// Writes to the standard output.
pub(crate) fn print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Prints help, version, or what is wrong with the arguments, each to its stream.
pub(crate) fn usage(error: &clap::Error) {
    // Nobody is there to be told that this could not be printed.
    let _ = error.print();
}

/// Writes to the standard error. If nobody can hear it, the exit code still tells.
pub(crate) fn note(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_line_is_obeyed() {
        assert_eq!(one_line("a\n\u{1b}[31m\u{202e}é"), "a\\n\\u{1b}[31m\\u{202e}é");
        assert_eq!(one_line("a é"), "a é");
    }

    #[test]
    fn prose_is_wrapped_at_blanks_outside_of_backticks() {
        let wrap = |text| textwrap::wrap(text, unbroken(13)).join("\n");
        assert_eq!(wrap("write `a: b c`, not `a`"), "write\n`a: b c`, not\n`a`");
        assert_eq!(wrap("a lonely ` breaks as ever"), "a lonely `\nbreaks as\never");
        assert_eq!(wrap("a path/of-a-name/longer é"), "a\npath/of-a-name/longer\né");
        assert_eq!(wrap("`a b`  `c"), "`a b`  `c");
        assert_eq!(wrap(""), "");
    }
}
