//! The fixes of findings, counted and made in files.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use gatewright_diagnostics::{SourceId, Span};
use gatewright_fix::fix_again;
use gatewright_lint::{Applicability, Lint};
use gatewright_source::{Node, Overlay};
use gatewright_template::{Api, Found, Request, find};

use crate::batch::Chosen;
use crate::opened::Opened;
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

/// A file with the fixes of its APIs made.
pub(crate) struct Mended {
    /// What is in it now.
    pub(crate) opened: Opened,
    /// How many fixes were made.
    pub(crate) counts: Counts,
    /// The files that were changed.
    changed: Vec<Changed>,
}

/// A file that was changed.
pub(crate) struct Changed {
    source: SourceId,
    /// How it is called.
    pub(crate) name: String,
    pub(crate) before: String,
    pub(crate) after: String,
}

/// Makes the fixes of the chosen APIs of a file, in the files that they come from. `look` says what
/// there is to say of one. None if there is nothing to fix that can be fixed.
pub(crate) fn mend(
    input: &Input,
    chosen: &Chosen,
    most: Applicability,
    look: impl Fn(&Api) -> Lint,
) -> Option<Mended> {
    let Chosen { opened, apis } = chosen;
    let mut now: Option<Opened> = None;
    let mut texts: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut made = 0;
    for at in apis {
        let current = now.as_ref().unwrap_or(opened);
        let Some(api) = current.found.apis.get(*at) else { continue };
        let disk = current.given.request();
        let files = Overlay { files: disk.files, texts: texts.clone() };
        let request = Request { files: &files, ..disk.clone() };
        let others = Others::of(&current.found, *at, most, &look);
        let fixed = fix_again(&api.document, &look(api), most, |document, edits| {
            let again = current.found.again(api, document, edits, &current.bytes, &request);
            let (mut found, number) = again?;
            if !others.are_no_worse(&found, number) {
                return None;
            }
            let api = found.apis.swap_remove(number);
            let lint = look(&api);
            Some((api.document, lint))
        });
        let Some(fixed) = fixed else { continue };
        made += fixed.made.values().sum::<usize>();
        let document = &fixed.document.value;
        for part in document.parts() {
            let text = document.text()[part.span.range()].as_bytes().to_vec();
            if let Some(path) = current.found.files.get(part.source.0 as usize) {
                texts.insert(path.clone(), text);
            }
        }
        let main = current.found.files.first().cloned().unwrap_or_default();
        let bytes = texts.get(&main).cloned().unwrap_or_else(|| current.bytes.clone());
        let files = Overlay { files: disk.files, texts: texts.clone() };
        let found = find(&main, bytes.clone(), &Request { files: &files, ..disk.clone() });
        let opened = Opened::with(input, found, bytes, current.given.clone());
        now = Some(opened);
    }
    let now = now?;
    let changed = changed(opened, &now);
    let counts = Counts { made, files: changed.len(), ..Counts::default() };
    Some(Mended { opened: now, counts, changed })
}

/// The files of which the texts are different.
fn changed(before: &Opened, after: &Opened) -> Vec<Changed> {
    let texts = |opened: &Opened| -> BTreeMap<SourceId, String> {
        let documents = opened.found.apis.iter().map(|api| &api.document.value);
        let parts = documents.flat_map(|document| {
            let text = |span: Span| document.text()[span.range()].to_owned();
            document.parts().iter().map(move |part| (part.source, text(part.span)))
        });
        parts.collect()
    };
    let (old, new) = (texts(before), texts(after));
    let changed = new.into_iter().filter_map(|(source, after)| {
        let before_text = old.get(&source)?;
        let name = before.name_of(source).to_owned();
        let changed = Changed { source, name, before: before_text.clone(), after };
        (changed.before != changed.after).then_some(changed)
    });
    changed.collect()
}

/// The other APIs of a file, which a fix may change with a text that they share.
struct Others<'a, L> {
    found: &'a Found,
    most: Applicability,
    look: &'a L,
    values: BTreeMap<&'a str, Option<serde_json::Value>>,
}

impl<'a, L: Fn(&Api) -> Lint> Others<'a, L> {
    fn of(found: &'a Found, but: usize, most: Applicability, look: &'a L) -> Self {
        let apis = found.apis.iter().enumerate().filter(|(at, _)| *at != but);
        let values = apis.map(|(_, api)| (&*api.name, value(api))).collect();
        Self { found, most, look, values }
    }

    /// Whether none of them is worse off: where fixes must leave APIs as they are, these, too.
    fn are_no_worse(&self, after: &Found, but: usize) -> bool {
        let others = after.apis.iter().enumerate().filter(|(at, _)| *at != but);
        others.into_iter().all(|(_, other)| {
            if self.values.get(&*other.name) == Some(&value(other)) {
                return true;
            }
            let Some(before) = self.found.apis.iter().find(|it| it.name == other.name) else {
                return false;
            };
            let (before, after) = ((self.look)(before), (self.look)(other));
            let is_same = before.import.api.is_none() || before.import.api == after.import.api;
            after.import.verdict() <= before.import.verdict()
                && (self.most == Applicability::Unsafe || is_same)
        })
    }
}

fn value(api: &Api) -> Option<serde_json::Value> {
    api.document.value.root().map(Node::to_json)
}

impl Mended {
    /// What would change. Of a text that stands otherwise in its file, in another encoding, no patch
    /// could be applied.
    pub(crate) fn changed(&self) -> Result<&[Changed], String> {
        for Changed { source, name, before, .. } in &self.changed {
            // What came through a pipe is gone.
            let Some(path) = self.opened.path(*source).filter(|it| it.is_file()) else { continue };
            if Input::named(path).read()? != before.as_bytes() {
                return Err(is_otherwise(name));
            }
        }
        Ok(&self.changed)
    }

    /// Writes each file that was changed, whole or not at all.
    pub(crate) fn write(&self, input: &Input) -> Result<(), String> {
        for Changed { source, name, before, after } in &self.changed {
            let Some(path) = self.opened.path(*source) else {
                let reason = "the standard input cannot be changed; `--diff` shows what would be";
                return Err(reason.to_owned());
            };
            // What is read from a pipe is gone, and opening it again may wait forever.
            if !path.is_file() {
                return Err(format!("cannot fix {name}: it is no file"));
            }
            let other = Input::named(path);
            let now = if source.0 == 0 { input } else { &other }.read()?;
            // It may have two names.
            if now == after.as_bytes() {
                continue;
            }
            // The text is that of the file but for its encoding; and somebody may have changed the
            // file.
            if now != before.as_bytes() {
                return Err(is_otherwise(name));
            }
            whole_file::write(path, after)
                .map_err(|error| format!("cannot write {name}: {error}"))?;
        }
        Ok(())
    }
}

fn is_otherwise(name: &str) -> String {
    format!("cannot fix {name}: it is no UTF-8, or was changed meanwhile")
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
