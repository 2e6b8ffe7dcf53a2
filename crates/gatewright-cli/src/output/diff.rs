//! What changes in a text, as `diff -u` shows it, so that `patch` and `git apply` can read it.

use std::fmt::Write;

use similar::{ChangeTag, TextDiff};

use super::{Look, is_obeyed, one_line};

/// Lines before and after each change.
const CONTEXT: usize = 3;

/// The difference of two texts of the file of that name; nothing when there is none.
///
/// Without colours, the lines are those of the texts to the letter. With colours somebody looks at
/// them, and what a terminal would obey is made visible.
pub(crate) fn unified(name: &str, before: &str, after: &str, look: &Look) -> String {
    if before == after {
        return String::new();
    }
    let palette = look.palette;
    let (strong, dim) = (palette.strong, palette.code);
    let name = one_line(name);
    let mut text = format!("{strong}--- {name}{strong:#}\n{strong}+++ {name}{strong:#}\n");
    let diff = TextDiff::configure().diff_lines(before, after);
    for hunk in diff.unified_diff().context_radius(CONTEXT).iter_hunks() {
        let _ = writeln!(text, "{dim}{}{dim:#}", hunk.header());
        for change in hunk.iter_changes() {
            let (sign, style) = match change.tag() {
                ChangeTag::Equal => (' ', None),
                ChangeTag::Delete => ('-', Some(palette.error)),
                ChangeTag::Insert => ('+', Some(palette.good)),
            };
            let line = change.value();
            // A line without an end is the last of its text.
            let (line, end) = match line.strip_suffix('\n') {
                Some(line) => (line, "\n"),
                None if change.missing_newline() => (line, "\n\\ No newline at end of file\n"),
                None => (line, ""),
            };
            match style.filter(|_| palette.is_colored()) {
                Some(style) => {
                    let _ = write!(text, "{style}{sign}{}{style:#}{end}", visible(line));
                }
                None if palette.is_colored() => {
                    let _ = write!(text, "{sign}{}{end}", visible(line));
                }
                None => {
                    let _ = write!(text, "{sign}{line}{end}");
                }
            }
        }
    }
    text
}

/// A line as a terminal may have it: tabs stay, since they are what indents it.
fn visible(line: &str) -> String {
    let line = line.strip_suffix('\r').unwrap_or(line);
    let mut shown = String::with_capacity(line.len());
    for c in line.chars() {
        if c != '\t' && is_obeyed(c) { shown.extend(c.escape_default()) } else { shown.push(c) }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::super::{Charset, Palette};
    use super::*;

    fn plain() -> Look {
        Look { palette: Palette::default(), width: 80, charset: Charset::Ascii }
    }

    #[test]
    fn what_is_equal_has_no_difference() {
        assert_eq!(unified("a.yaml", "a: 1\n", "a: 1\n", &plain()), "");
    }

    #[test]
    fn changes_stand_in_hunks_with_three_lines_around() {
        let before: Vec<String> = (1..=20).map(|line| format!("k{line}: {line}\n")).collect();
        let before = before.concat();
        let after = before.replace("k3: 3\n", "k3: x\n").replace("k17: 17\n", "");
        assert_eq!(
            unified("a.yaml", &before, &after, &plain()),
            "--- a.yaml\n+++ a.yaml\n\
             @@ -1,6 +1,6 @@\n k1: 1\n k2: 2\n-k3: 3\n+k3: x\n k4: 4\n k5: 5\n k6: 6\n\
             @@ -14,7 +14,6 @@\n k14: 14\n k15: 15\n k16: 16\n-k17: 17\n k18: 18\n k19: 19\n k20: 20\n"
        );
    }

    #[test]
    fn a_missing_line_end_and_those_of_windows_are_kept() {
        assert_eq!(
            unified("a", "x\r\ny", "x\r\nz\r\n", &plain()),
            "--- a\n+++ a\n@@ -1,2 +1,2 @@\n x\r\n-y\n\\ No newline at end of file\n+z\r\n"
        );
    }

    #[test]
    fn a_terminal_obeys_nothing_of_the_texts() {
        let palette = Palette { strong: anstyle::Style::new().bold(), ..Palette::default() };
        let look = Look { palette, ..plain() };
        let shown = unified("a\u{1b}[2J", "a\n", "\u{1b}[31m\tb\n", &look);
        assert!(shown.contains("+\\u{1b}[31m\tb\n"), "{shown}");
        assert!(!shown.contains("\u{1b}[2J") && !shown.contains("\u{1b}[31m"), "{shown}");
    }
}
