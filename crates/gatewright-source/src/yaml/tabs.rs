//! Tabs between values: YAML allows them, the service's reader does not.

use crate::Style;
use crate::diagnostics::TAB_OUTSIDE_TEXT;
use crate::document::{RawKind, flag};
use crate::problem::{Problem, character};
use crate::tree::Tree;

/// Notes the first tab that stands neither in a text, nor in a comment, nor directly behind a text
/// without quotes, where `SnakeYAML` skips blanks of either kind.
pub(crate) fn check(text: &str, tree: &mut Tree) {
    if !text.contains('\t') {
        return;
    }
    let mut comments = tree.comments.iter().peekable();
    let leaves = tree.rows.iter().filter(|row| {
        matches!(row.kind, RawKind::Scalar | RawKind::Alias) && row.flags & flag::MISSING == 0
    });
    let mut last = 0;
    let mut after_plain = false;
    let mut found = None;
    let mut gap = |from: usize, to: usize, after_plain: bool| {
        let gap = text.get(from..to).unwrap_or_default();
        let rest = if after_plain { gap.trim_start_matches([' ', '\t']) } else { gap };
        if found.is_none()
            && let Some(at) = rest.find('\t')
        {
            found = Some(from + gap.len() - rest.len() + at);
        }
    };
    for leaf in leaves {
        while let Some(comment) = comments.next_if(|comment| comment.start < leaf.start) {
            gap(last, comment.start as usize, after_plain);
            (last, after_plain) = (comment.end as usize, false);
        }
        gap(last, leaf.start as usize, after_plain);
        (last, after_plain) = (leaf.end as usize, leaf.style == Style::Plain);
        // A comment beside the header of a block scalar lies inside of its span.
        while comments.next_if(|comment| comment.start < leaf.end).is_some() {}
    }
    for comment in comments {
        gap(last, comment.start as usize, after_plain);
        (last, after_plain) = (comment.end as usize, false);
    }
    gap(last, text.len(), after_plain);
    if let Some(at) = found {
        let reason = "the service's reader takes no tab outside of a text";
        let problem = Problem::invalid(&TAB_OUTSIDE_TEXT, character(text, at), reason);
        tree.problems.add(problem.help("write spaces instead"));
    }
}
