//! Where the bytes of a text stand that is written within another.

use gatewright_diagnostics::Span;

/// Bytes of an inner text and those of the outer one that stand for them. Of the same length they are
/// the same, byte by byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// Bytes of the inner text.
    pub inner: Span,
    /// Bytes of the outer text.
    pub outer: Span,
}

impl Run {
    fn is_same(self) -> bool {
        self.inner.len() == self.outer.len()
    }
}

/// Whether the inner text of that many bytes stands in the outer one as it is.
pub(crate) fn is_moved(runs: &[Run], length: usize) -> bool {
    matches!(runs, [run] if run.is_same() && run.inner.start == 0 && run.inner.len() as usize >= length)
}

/// The bytes of the outer text that stand for a span of the inner one. `runs` are in order.
pub(crate) fn outer(runs: &[Run], span: Span) -> Span {
    let start = start(runs, span.start);
    let end = if span.is_empty() { start } else { end(runs, span.end) };
    Span::new(start, end.max(start))
}

fn start(runs: &[Run], at: u32) -> u32 {
    let next = runs.partition_point(|run| run.inner.end <= at);
    match runs.get(next) {
        Some(run) if run.is_same() && run.inner.start <= at => {
            run.outer.start + (at - run.inner.start)
        }
        Some(run) => run.outer.start,
        None => runs.last().map_or(0, |run| run.outer.end),
    }
}

fn end(runs: &[Run], at: u32) -> u32 {
    let next = runs.partition_point(|run| run.inner.end < at);
    match runs.get(next) {
        Some(run) if run.is_same() && run.inner.start <= at => {
            run.outer.start + (at - run.inner.start)
        }
        Some(run) => run.outer.end,
        None => runs.last().map_or(0, |run| run.outer.end),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_whole_and_the_rest_is_exact() {
        let run = |inner: (u32, u32), outer: (u32, u32)| Run {
            inner: Span::new(inner.0, inner.1),
            outer: Span::new(outer.0, outer.1),
        };
        // `ab\nc` in quotes.
        let runs = [run((0, 2), (1, 3)), run((2, 3), (3, 5)), run((3, 4), (5, 6))];
        assert_eq!(outer(&runs, Span::new(0, 4)), Span::new(1, 6));
        assert_eq!(outer(&runs, Span::new(1, 2)), Span::new(2, 3));
        assert_eq!(outer(&runs, Span::new(2, 3)), Span::new(3, 5));
        assert_eq!(outer(&runs, Span::new(3, 3)), Span::new(5, 5));
        assert_eq!(outer(&runs, Span::new(4, 4)), Span::new(6, 6));
        assert!(!is_moved(&runs, 4) && is_moved(&runs[..1], 2));
    }
}
