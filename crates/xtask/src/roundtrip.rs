//! Definitions imported and exported again: what an export of the service loses on the way, and
//! whether the laws of exports hold.

mod class;
mod compare;
mod fill;
mod judge;
#[path = "../../gatewright-export/tests/properties/laws.rs"]
mod laws;
mod original;

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use self::judge::{Exported, Likeness, Line, Outcome, Values, judge};
use crate::{at, find_files};

/// The counts of a run.
#[derive(Default)]
struct Counts {
    definitions: usize,
    refused: usize,
    filled: usize,
    /// Exports that are the same text, the same in order, the same as documents, and different.
    likeness: [usize; 4],
    /// Files and differences by class.
    classes: BTreeMap<String, (usize, usize)>,
    broken_laws: usize,
}

/// Takes all definitions below `folder` round and writes what became of each to `out`. False when a
/// law does not hold, or when fewer than `expected` are the same documents afterwards.
pub(crate) fn run(folder: &Path, expected: usize, out: &mut impl Write) -> io::Result<bool> {
    let folder = folder.canonicalize().map_err(|error| at(folder, &error))?;
    let mut files = Vec::new();
    find_files(&folder, &mut files)?;
    let mut counts = Counts::default();
    for path in files {
        let bytes = fs::read(&path).map_err(|error| at(&path, &error))?;
        let outcome = judge(bytes);
        let name = path.strip_prefix(&folder).unwrap_or(&path).display().to_string();
        write_outcome(out, &name, &outcome)?;
        counts.add(&outcome);
    }
    if counts.definitions == 0 {
        return Err(at(&folder, &"no definition below this folder"));
    }
    counts.write(out)?;
    Ok(counts.broken_laws == 0 && counts.same() >= expected)
}

impl Counts {
    fn add(&mut self, outcome: &Outcome) {
        let Exported { values, likeness, broken_laws } = match outcome {
            Outcome::Other => return,
            Outcome::Refused(_) => {
                self.definitions += 1;
                self.refused += 1;
                return;
            }
            Outcome::Exported(exported) => exported,
        };
        self.definitions += 1;
        self.filled += usize::from(*values == Values::Filled);
        self.broken_laws += broken_laws.len();
        let place = match likeness {
            Likeness::Bytes => 0,
            Likeness::Order => 1,
            Likeness::Content(_) => 2,
            Likeness::Different(_) => 3,
        };
        self.likeness[place] += 1;
        if let Likeness::Different(lines) = likeness {
            for (class, count) in by_class(lines) {
                let (files, differences) = self.classes.entry(class.to_owned()).or_default();
                *files += 1;
                *differences += count;
            }
        }
    }

    /// The number of definitions that are the same documents afterwards.
    fn same(&self) -> usize {
        self.likeness[..3].iter().sum()
    }

    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let [bytes, order, _, different] = self.likeness;
        writeln!(
            out,
            "{} definitions ({} filled in): {} the same document ({} in the same order, {bytes} the \
             same text), {different} different, {} not imported; {} broken laws",
            self.definitions,
            self.filled,
            self.same(),
            bytes + order,
            self.refused,
            self.broken_laws,
        )?;
        for (class, (files, differences)) in &self.classes {
            writeln!(out, "  {class}: {differences} in {files} files")?;
        }
        Ok(())
    }
}

fn by_class(lines: &[Line]) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for line in lines {
        *counts.entry(line.class.as_str()).or_default() += 1;
    }
    counts
}

fn write_outcome(out: &mut impl Write, name: &str, outcome: &Outcome) -> io::Result<()> {
    let exported = match outcome {
        Outcome::Other => return Ok(()),
        Outcome::Refused(reason) => return writeln!(out, "not imported  {name} ({reason})"),
        Outcome::Exported(exported) => exported,
    };
    let note = match exported.values {
        Values::Own => "",
        Values::Filled => " (values of its template filled in)",
    };
    match &exported.likeness {
        Likeness::Bytes => writeln!(out, "same text     {name}{note}")?,
        Likeness::Order => writeln!(out, "same order    {name}{note}")?,
        Likeness::Content(reordered) => {
            writeln!(out, "same          {name}{note}")?;
            for pointer in reordered {
                writeln!(out, "              order {pointer}")?;
            }
        }
        Likeness::Different(lines) => {
            writeln!(out, "different     {name}{note}")?;
            for line in lines {
                writeln!(out, "              {} {}", line.class, line.text)?;
            }
        }
    }
    exported.broken_laws.iter().try_for_each(|law| writeln!(out, "broken law    {name}: {law}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn definitions_are_counted_by_outcome_and_class() {
        let line = |class: &str| Line { class: class.to_owned(), text: String::new() };
        let exported = |likeness| {
            let broken_laws = Vec::new();
            Outcome::Exported(Exported { values: Values::Own, likeness, broken_laws })
        };
        let mut counts = Counts::default();
        for outcome in [
            Outcome::Other,
            Outcome::Refused(String::new()),
            exported(Likeness::Bytes),
            exported(Likeness::Order),
            exported(Likeness::Content(vec!["/info".to_owned()])),
            exported(Likeness::Different(vec![line("a"), line("b"), line("a")])),
        ] {
            counts.add(&outcome);
        }
        let mut text = Vec::new();
        counts.write(&mut text).expect("memory takes it");
        assert_eq!(
            String::from_utf8_lossy(&text),
            "5 definitions (0 filled in): 3 the same document (2 in the same order, 1 the same \
             text), 1 different, 1 not imported; 0 broken laws\n  a: 2 in 1 files\n  b: 1 in 1 \
             files\n"
        );
    }
}
