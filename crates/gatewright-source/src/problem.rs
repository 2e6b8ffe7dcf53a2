//! What the readers notice, before there is a document to locate it in.

use std::borrow::Cow;

use gatewright_diagnostics::{Diagnostic, Location, Metadata, Span};

use crate::document::{NO_NODE, NodeId};
use crate::limits::FINDINGS_OF_A_KIND;
use crate::{Document, diagnostics};

type Text = Cow<'static, str>;

/// A finding in terms of bytes and rows.
#[derive(Debug, Clone)]
pub(crate) struct Problem {
    metadata: &'static Metadata,
    message: Text,
    span: (u32, u32),
    /// The node that it belongs to; `NO_NODE` for the last one before the span.
    node: u32,
    label: Option<Text>,
    help: Option<Text>,
    related: Option<(u32, &'static str)>,
}

impl Problem {
    /// A finding in our own words.
    pub(crate) fn new(
        metadata: &'static Metadata,
        span: (u32, u32),
        message: impl Into<Text>,
    ) -> Self {
        Self {
            metadata,
            message: message.into(),
            span,
            node: NO_NODE,
            label: None,
            help: None,
            related: None,
        }
    }

    /// A text that the service cannot parse: its message says nothing, the label says why.
    pub(crate) fn invalid(
        metadata: &'static Metadata,
        span: (u32, u32),
        reason: impl Into<Text>,
    ) -> Self {
        let mut problem = Self::new(metadata, span, "Invalid OpenAPI input.");
        problem.label = Some(reason.into());
        problem
    }

    pub(crate) fn node(mut self, node: u32) -> Self {
        self.node = node;
        self
    }

    pub(crate) fn label(mut self, text: impl Into<Text>) -> Self {
        self.label = Some(text.into());
        self
    }

    pub(crate) fn help(mut self, text: impl Into<Text>) -> Self {
        self.help = Some(text.into());
        self
    }

    pub(crate) fn related(mut self, node: u32, text: &'static str) -> Self {
        self.related = Some((node, text));
        self
    }

    fn locate(self, document: &Document) -> Diagnostic {
        let span = Span::new(self.span.0, self.span.1);
        let pointer = if self.node == NO_NODE {
            document.last_before(span.start).map(|node| node.location().pointer)
        } else {
            Some(document.node(NodeId(self.node)).location().pointer)
        };
        let location = Location::new(document.source(), span, pointer.unwrap_or_default());
        let mut diagnostic = Diagnostic::new(self.metadata, self.message, location);
        diagnostic.label = self.label.map(Cow::into_owned);
        diagnostic.help = self.help.map(Cow::into_owned);
        if let Some((node, text)) = self.related {
            diagnostic = diagnostic.related(document.node(NodeId(node)).location(), text);
        }
        diagnostic
    }
}

/// The problems of a document, not too many of any kind.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    list: Vec<Problem>,
    /// How many there were of each kind.
    counts: Vec<(&'static Metadata, usize)>,
}

impl Problems {
    /// Moves the places of all problems.
    pub(crate) fn move_spans(&mut self, moved: impl Fn((u32, u32)) -> (u32, u32)) {
        for problem in &mut self.list {
            problem.span = moved(problem.span);
        }
    }

    /// Adds a problem.
    pub(crate) fn add(&mut self, problem: Problem) {
        self.note(problem.metadata, || problem);
    }

    /// Adds a problem, which is not even made if there are enough of its kind.
    pub(crate) fn note(&mut self, metadata: &'static Metadata, problem: impl FnOnce() -> Problem) {
        let known = self.counts.iter_mut().find(|(kind, _)| std::ptr::eq(*kind, metadata));
        let count = if let Some((_, count)) = known {
            *count += 1;
            *count
        } else {
            self.counts.push((metadata, 1));
            1
        };
        if count <= FINDINGS_OF_A_KIND {
            self.list.push(problem());
        }
    }

    /// The problems as findings in source order. The last of a kind says how many more there were.
    pub(crate) fn locate(mut self, document: &Document) -> Vec<Diagnostic> {
        self.list.sort_by_key(|problem| (problem.span, problem.metadata.name));
        let mut found: Vec<Diagnostic> =
            self.list.into_iter().map(|problem| problem.locate(document)).collect();
        for (metadata, count) in self.counts {
            let of_kind = |finding: &&mut Diagnostic| std::ptr::eq(finding.metadata, metadata);
            let more = count.saturating_sub(FINDINGS_OF_A_KIND);
            if more > 0
                && let Some(last) = found.iter_mut().rev().find(of_kind)
            {
                let label = last.label.take().map(|label| label + "; ").unwrap_or_default();
                last.label = Some(format!("{label}{more} more of this kind are not shown"));
            }
        }
        found
    }

    /// Each problem as text, for comparing two readers.
    #[cfg(any(test, fuzzing))]
    pub(crate) fn describe(&self) -> Vec<String> {
        self.list.iter().map(|problem| format!("{problem:?}")).collect()
    }
}

/// A name for a message: in backticks, on one line, and not too long.
pub(crate) fn quoted(name: &str) -> String {
    const LONGEST: usize = 60;
    let mut short: String = name.chars().take(LONGEST).flat_map(char::escape_debug).collect();
    // Quotes need no escape between backticks.
    for (escaped, plain) in [("\\'", "'"), ("\\\"", "\""), ("\\\\", "\\")] {
        short = short.replace(escaped, plain);
    }
    let rest = if name.chars().nth(LONGEST).is_some() { "…" } else { "" };
    format!("`{short}{rest}`")
}

/// Why a reader stopped before the end. In a box, so that a result without one is small.
#[derive(Debug, Clone)]
pub(crate) struct Stop(pub(crate) Box<Problem>);

impl Stop {
    /// The text breaks the grammar at the byte `at`.
    pub(crate) fn syntax(text: &str, at: usize, reason: impl Into<Text>) -> Self {
        Self(Box::new(Problem::invalid(&diagnostics::UNPARSEABLE, character(text, at), reason)))
    }

    /// Says how to mend it.
    pub(crate) fn help(self, text: impl Into<Text>) -> Self {
        Self(Box::new(self.0.help(text)))
    }
}

/// The span of the character at or around the byte `at`; empty at the end of the text.
pub(crate) fn character(text: &str, at: usize) -> (u32, u32) {
    let mut start = at.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let len = text[start..].chars().next().map_or(0, char::len_utf8);
    (crate::tree::offset(start), crate::tree::offset(start + len))
}

/// The bracket at the byte `at` has no other.
#[cold]
pub(crate) fn unclosed(text: &str, at: usize) -> Stop {
    let (reason, help) = if text[at..].starts_with('{') {
        ("`{` is never closed", "add `}`, or look for a quote or bracket that is missing inside")
    } else {
        ("`[` is never closed", "add `]`, or look for a quote or bracket that is missing inside")
    };
    Stop::syntax(text, at, reason).help(help)
}
