//! Documents whose text is that of several files, one behind another.

use gatewright_diagnostics::{Diagnostic, Location, SourceId, Span};

use crate::document::flag;
use crate::lines::LineIndex;
use crate::{Document, Format, Lines};

/// The bytes of a document's text that are those of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// The file.
    pub source: SourceId,
    /// Its bytes among those of [`Document::text`].
    pub span: Span,
    /// How it is written.
    pub format: Format,
}

impl Document {
    /// The files that the text is made of, in the order of the text: at least one.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The lines of the part of that number, counted from its own first one.
    pub fn lines_of(&self, part: usize) -> Lines<'_> {
        if self.parts.len() == 1 {
            return self.lines();
        }
        let texts = self.parts.iter().map(|part| &self.text[part.span.range()]);
        let index = self.part_lines.get_or_init(|| texts.map(LineIndex::new).collect());
        Lines::new(&self.text[self.parts[part].span.range()], &index[part])
    }

    /// The part that a byte belongs to.
    pub fn part_at(&self, offset: u32) -> &Part {
        let after = self.parts.partition_point(|part| part.span.start <= offset);
        &self.parts[after.saturating_sub(1)]
    }

    /// How the file is written that a byte belongs to.
    #[inline]
    pub(crate) fn format_at(&self, offset: u32) -> Format {
        if self.parts.len() == 1 { self.parts[0].format } else { self.part_at(offset).format }
    }

    /// A span of the text as one of the file that it starts in.
    pub fn placed(&self, span: Span) -> (SourceId, Span) {
        let Part { source, span: part, .. } = *self.part_at(span.start);
        let local = |at: u32| at.clamp(part.start, part.end) - part.start;
        (source, Span::new(local(span.start), local(span.end)))
    }

    /// A finding of this document with the places that its files have of their own.
    #[must_use]
    pub fn place(&self, mut diagnostic: Diagnostic) -> Diagnostic {
        if self.is_of_one_file() {
            return diagnostic;
        }
        let place = |location: &mut Location| {
            (location.source, location.span) = self.placed(location.span);
        };
        place(&mut diagnostic.location);
        for label in &mut diagnostic.related {
            place(&mut label.location);
        }
        diagnostic
    }

    /// The parts of the text that are the document's own: all of a file that is the document, of a
    /// file that the document stands in the bytes from the first node to the last that is written
    /// there, and all of each file that the document takes in.
    pub fn own_spans(&self) -> Vec<Span> {
        if !self.is_assembled {
            return self.parts.iter().map(|part| part.span).collect();
        }
        let mut spans: Vec<Option<Span>> = vec![None; self.parts.len()];
        for row in self.rows.iter().filter(|row| row.flags & flag::DERIVED == 0) {
            let after = self.parts.partition_point(|part| part.span.start <= row.start);
            let span = &mut spans[after.saturating_sub(1)];
            let own = Span::new(row.start, row.end);
            *span = Some(span.map_or(own, |span| span.union(own)));
        }
        let parts = self.parts.iter().zip(spans);
        parts
            .filter_map(
                |(part, span)| {
                    if part.source == self.source { span } else { span.map(|_| part.span) }
                },
            )
            .collect()
    }

    /// Whether places in the text are places in the one file that there is.
    pub fn is_of_one_file(&self) -> bool {
        self.parts.len() == 1 && self.parts[0].source == self.source
    }
}
