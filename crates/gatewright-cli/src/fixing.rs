//! The fixes of findings, counted and made in files.

use std::ops::AddAssign;

use gatewright_diagnostics::Checked;
use gatewright_fix::{Fixed, fix_from};
use gatewright_lint::{Applicability, Lint};
use gatewright_source::Document;

use crate::output::whole_file;
use crate::walk::Input;

/// Fixes by what became of them.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Counts {
    /// That were made.
    made: usize,
    /// Files with fixes made.
    files: usize,
    /// That are safe and were not made.
    safe: usize,
    /// That somebody must look at and were not made.
    others: usize,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.made += other.made;
        self.files += other.files;
        self.safe += other.safe;
        self.others += other.others;
    }
}

impl Counts {
    /// The fixes that findings bring along.
    pub(crate) fn open(lint: &Lint) -> Self {
        let fixes = lint.findings.iter().filter_map(|finding| finding.fix.as_ref());
        let (safe, others): (Vec<_>, Vec<_>) =
            fixes.partition(|fix| fix.applicability == Applicability::Safe);
        Self { safe: safe.len(), others: others.len(), ..Self::default() }
    }

    /// The fixes that were made.
    pub(crate) fn made(fixed: &Fixed) -> Self {
        Self { made: fixed.made.values().sum(), files: 1, ..Self::default() }
    }

    /// Whether a file was changed.
    pub(crate) fn is_changed(self) -> bool {
        self.made > 0
    }

    /// `fixed 2 findings in 1 file`, after a word that says whether it was done.
    pub(crate) fn done(self, verb: &str) -> String {
        format!("{verb} {} in {}\n", plural(self.made, "finding"), plural(self.files, "file"))
    }

    /// What could be fixed, and how; nothing if nothing can.
    pub(crate) fn hint(self) -> String {
        match (self.safe, self.others) {
            (0, 0) => String::new(),
            (0, others) => format!("{} by `--fix --unsafe-fixes`\n", fixable(others)),
            (safe, 0) => format!("{} by `--fix`\n", fixable(safe)),
            (safe, others) => {
                format!("{} by `--fix`, {others} more by `--fix --unsafe-fixes`\n", fixable(safe))
            }
        }
    }
}

fn fixable(count: usize) -> String {
    format!("{} can be fixed", plural(count, "finding"))
}

fn plural(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

/// Makes the fixes of a file and writes it, whole or not at all. None if there is nothing to fix.
pub(crate) fn fix_file(
    input: &Input,
    document: &Checked<Document>,
    lint: &Lint,
    most: Applicability,
    look: impl Fn(&Checked<Document>) -> Lint,
) -> Result<Option<Fixed>, String> {
    let Some(fixed) = fix_from(document, lint, most, look) else { return Ok(None) };
    let Some(path) = input.path() else {
        return Err("the standard input cannot be changed; `--diff` shows what would be".to_owned());
    };
    // What is read from a pipe is gone, and opening it again may wait forever.
    if !path.is_file() {
        return Err(format!("cannot fix {}: it is no file", input.name));
    }
    let now = input.read()?;
    // It may have two names.
    if now == fixed.document.value.text().as_bytes() {
        return Ok(Some(fixed));
    }
    // The text is that of the file but for its encoding; and somebody may have changed the file.
    if now != document.value.text().as_bytes() {
        return Err(format!("cannot fix {}: it is no UTF-8, or was changed meanwhile", input.name));
    }
    whole_file::write(path, fixed.document.value.text())
        .map_err(|error| format!("cannot write {}: {error}", input.name))?;
    Ok(Some(fixed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_told_in_words() {
        let mut counts = Counts { made: 1, files: 1, ..Counts::default() };
        assert_eq!(counts.done("fixed"), "fixed 1 finding in 1 file\n");
        counts += Counts { made: 1, files: 1, safe: 2, others: 1 };
        assert_eq!(counts.done("would fix"), "would fix 2 findings in 2 files\n");
        assert_eq!(
            counts.hint(),
            "2 findings can be fixed by `--fix`, 1 more by `--fix --unsafe-fixes`\n"
        );
        assert_eq!(
            Counts { safe: 1, ..Counts::default() }.hint(),
            "1 finding can be fixed by `--fix`\n"
        );
        assert_eq!(
            Counts { others: 1, ..Counts::default() }.hint(),
            "1 finding can be fixed by `--fix --unsafe-fixes`\n"
        );
        assert_eq!(Counts::default().hint(), "");
    }
}
