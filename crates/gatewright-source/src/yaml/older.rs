//! What YAML 1.2 allows and `SnakeYAML`, on which the readers of the service's library rest, does
//! not. Each case was tried with version 1.33 of it.

use crate::Style;
use crate::diagnostics::{ESCAPE_UNKNOWN, QUESTION_MARK_IN_BRACKETS, TAB_OUTSIDE_TEXT};
use crate::document::{RawKind, flag};
use crate::problem::{Problem, character};
use crate::tree::{Tree, offset};

/// Notes what the service's reader refuses in a text that is YAML.
pub(crate) fn check(text: &str, tree: &mut Tree) {
    if text.contains('\t') {
        tabs(text, tree);
    }
    if text.contains("\\/") {
        escapes(text, tree);
    }
    if text.contains('?') {
        question_marks(text, tree);
    }
}

/// Notes the first tab that stands neither in a text, nor in a comment, nor directly behind a text
/// without quotes, where blanks of either kind are skipped.
fn tabs(text: &str, tree: &mut Tree) {
    let mut comments = tree.comments.iter().peekable();
    let leaves = tree.rows.iter().filter(|row| {
        matches!(row.kind, RawKind::Scalar | RawKind::Alias) && row.flags & flag::MISSING == 0
    });
    let mut last = 0;
    let mut style = Style::Flow;
    let mut found = None;
    let mut gap = |from: usize, to: usize, style: Style| {
        let gap = text.get(from..to).unwrap_or_default();
        let rest = match style {
            Style::Plain => gap.trim_start_matches([' ', '\t']),
            // The last lines of a block scalar may hold nothing but blanks.
            Style::Literal | Style::Folded => gap.trim_start(),
            Style::SingleQuoted
            | Style::DoubleQuoted
            | Style::Flow
            | Style::Block
            | Style::Alias => gap,
        };
        if found.is_none()
            && let Some(at) = rest.find('\t')
        {
            found = Some(from + gap.len() - rest.len() + at);
        }
    };
    for leaf in leaves {
        while let Some(comment) = comments.next_if(|comment| comment.start < leaf.start) {
            gap(last, comment.start as usize, style);
            (last, style) = (comment.end as usize, Style::Flow);
        }
        gap(last, leaf.start as usize, style);
        (last, style) = (leaf.end as usize, leaf.style);
        // A comment beside the header of a block scalar lies inside of its span.
        while comments.next_if(|comment| comment.start < leaf.end).is_some() {}
    }
    for comment in comments {
        gap(last, comment.start as usize, style);
        (last, style) = (comment.end as usize, Style::Flow);
    }
    gap(last, text.len(), style);
    if let Some(at) = found {
        let reason = "the service's reader takes no tab outside of a text";
        let problem = Problem::invalid(&TAB_OUTSIDE_TEXT, character(text, at), reason);
        tree.problems.add(problem.help("write spaces instead"));
    }
}

/// Notes the escape `\/` in texts in double quotes.
fn escapes(text: &str, tree: &mut Tree) {
    let rows = (0_u32..).zip(&tree.rows).filter(|(_, row)| row.style == Style::DoubleQuoted);
    for (id, row) in rows {
        let bytes = &text.as_bytes()[row.start as usize..row.end as usize];
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            if byte == b'\\' && bytes.get(at + 1) == Some(&b'/') {
                let start = row.start + offset(at);
                tree.problems.note(&ESCAPE_UNKNOWN, || {
                    let reason = "the service's reader knows no escape `\\/`";
                    Problem::invalid(&ESCAPE_UNKNOWN, (start, start + 2), reason)
                        .node(id)
                        .help("remove the backslash")
                });
                break;
            }
            at += if byte == b'\\' { 2 } else { 1 };
        }
    }
}

/// Notes plain texts between brackets that hold a `?`.
fn question_marks(text: &str, tree: &mut Tree) {
    for (id, row) in (0_u32..).zip(&tree.rows) {
        let in_flow =
            tree.rows.get(row.parent as usize).is_some_and(|row| row.style == Style::Flow);
        if row.style != Style::Plain || !in_flow {
            continue;
        }
        let written = &text[row.start as usize..row.end as usize];
        // At the beginning it does mark a key.
        if let Some(at) = written.find('?').filter(|_| !written.starts_with('?')) {
            let start = row.start + offset(at);
            tree.problems.note(&QUESTION_MARK_IN_BRACKETS, || {
                let reason = "the service's reader takes no `?` in a text without quotes here";
                Problem::invalid(&QUESTION_MARK_IN_BRACKETS, (start, start + 1), reason)
                    .node(id)
                    .help("put the text in quotes")
            });
        }
    }
}
