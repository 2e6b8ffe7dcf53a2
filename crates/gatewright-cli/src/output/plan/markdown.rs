//! The format `markdown`: for a comment on a pull request. What comes from files stands in code, so
//! that it is shown and not obeyed.

use std::fmt::Write;

use super::{Line, Mark, View, counts, danger_counts, sections};
use crate::output::backticks::{code, longest_run};
use crate::output::one_line;

/// As many bytes of changes are shown. GitHub takes comments of 65,536 characters; what is dangerous
/// needs room as well.
const MOST: usize = 40_000;

/// The whole plan.
pub(crate) fn plan(view: &View<'_>) -> String {
    let mut text = format!("### {}\n\n", counts(view));
    let (existing, incoming) = (code(view.existing), code(view.incoming));
    let _ = writeln!(text, "{incoming} over {existing}, mode `{}`", view.mode.as_str());
    if let Some(counts) = danger_counts(view.dangers) {
        let _ = writeln!(text, "\n**{counts}**\n");
    }
    let mut dangers: Vec<_> = view.dangers.iter().collect();
    dangers.sort_by_key(|danger| danger.harm);
    for danger in dangers {
        let (entity, message) = (code(&danger.entity.to_string()), code(&danger.message));
        let _ = writeln!(text, "- **{}** {entity}: {message}", danger.harm.as_str());
    }
    let mut block = String::new();
    for lines in sections(view) {
        for line in lines {
            self::line(&line, &mut block);
        }
        block.push('\n');
    }
    if !view.plan.is_empty() {
        let (block, rest) = short(block.trim_end());
        let fence = "`".repeat(longest_run(block).max(2) + 1);
        let _ = write!(
            text,
            "\n<details><summary>Changes</summary>\n\n{fence}diff\n{block}\n{fence}\n\n"
        );
        if rest > 0 {
            let _ = writeln!(text, "{rest} more lines are too many for a comment.\n");
        }
        text.push_str("</details>\n");
    }
    text
}

/// As many lines as go into a comment, and how many are left.
fn short(block: &str) -> (&str, usize) {
    let ends = block.match_indices('\n').map(|(at, _)| at).chain([block.len()]);
    let end = ends.take_while(|end| *end <= MOST).last().unwrap_or_default();
    (&block[..end], block[end..].lines().filter(|line| !line.is_empty()).count())
}

/// A line with its mark in the first column, where the colours of a `diff` look for it.
fn line(line: &Line, text: &mut String) {
    let mark = match line.mark {
        // They stand above.
        Mark::Danger(_) => return,
        Mark::None => " ",
        Mark::Add => "+",
        Mark::Remove => "-",
        Mark::Change | Mark::Replace => "!",
    };
    let _ =
        writeln!(text, "{mark} {:indent$}{}", "", one_line(&line.text), indent = line.depth * 4);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_has_an_end() {
        assert_eq!(short("a\nb"), ("a\nb", 0));
        let block = "0123456789\n".repeat(4000);
        let (shown, rest) = short(block.trim_end());
        assert_eq!((shown.len(), rest), (11 * 3636 - 1, 4000 - 3636));
    }
}
