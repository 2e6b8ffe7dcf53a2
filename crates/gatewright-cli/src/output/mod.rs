//! The one place that prints: colours, width and characters, and a file per format.

pub(crate) mod concise;
pub(crate) mod entities;
pub(crate) mod full;
pub(crate) mod json;
pub(crate) mod manual;
pub(crate) mod service;
pub(crate) mod tree;
pub(crate) mod whole_file;

mod look;

use std::borrow::Cow;
use std::io::{self, Write};

use textwrap::{WordSeparator, WordSplitter};

use crate::args::ColorWhen;
pub(crate) use look::{Charset, Look};

/// Text that came from a file, made fit for one line of a terminal.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    if !text.chars().any(char::is_control) {
        return text.into();
    }
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control() { line.extend(c.escape_default()) } else { line.push(c) }
    }
    line.into()
}

/// How prose is wrapped: at blanks alone, so that names and paths stay whole.
pub(crate) fn unbroken(width: usize) -> textwrap::Options<'static> {
    textwrap::Options::new(width)
        .break_words(false)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
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

/// Writes to the standard error. If nobody can hear it, the exit code still tells.
pub(crate) fn note(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}
