//! Definitions that people wrote, with all fixes made that rules have for them, and the laws of fixes
//! held to what comes out.

mod rewritings;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use gatewright_diagnostics::{Checked, SourceId};
use gatewright_fix::{Fixed, fix_again};
use gatewright_lint::{Applicability, Lint};
use gatewright_source::Document;
use gatewright_template::Request;

use crate::at;
use crate::corpus::{Looked, each, look};
use crate::templates::Below;
use rewritings::Rewritten;

/// Makes the fixes of all definitions below `folder` and lists which laws do not hold. False when
/// one does not.
pub(crate) fn run(folder: &Path, out: &mut impl Write) -> io::Result<bool> {
    let mut counts: BTreeMap<(&str, Applicability), (usize, usize)> = BTreeMap::new();
    let mut holds = true;
    let mut files = 0;
    let mut rewritten: BTreeMap<&str, usize> = BTreeMap::new();
    let folder = folder.canonicalize().map_err(|error| at(folder, &error))?;
    each(&folder, |it| {
        let (name, document, before) = (&it.name, it.document(), &it.lint);
        let in_template = it.is_in_template();
        if let Some(fault) = rewritings::there_and_back(document).filter(|_| !in_template) {
            holds = false;
            writeln!(out, "{name}: {fault}")?;
        }
        let rewritings = if in_template { &[][..] } else { &rewritings::REWRITINGS[..] };
        for (what, rewriting) in rewritings {
            match rewritings::rewrite(document, *rewriting) {
                Rewritten::Same => {}
                Rewritten::Done => *rewritten.entry(what).or_default() += 1,
                Rewritten::Left(reason) => writeln!(out, "{name}, {what}: left: {reason}")?,
                Rewritten::Fault(fault) => {
                    holds = false;
                    writeln!(out, "{name}, {what}: {fault}")?;
                }
            }
        }
        for most in [Applicability::Safe, Applicability::Unsafe] {
            for finding in &before.findings {
                if let Some(fix) = &finding.fix
                    && fix.applicability == most
                {
                    let key = (finding.diagnostic.metadata.name, most);
                    counts.entry(key).or_default().0 += 1;
                }
            }
            let fix =
                |document: &Checked<Document>, lint: &Lint| fix(&folder, it, document, lint, most);
            let Some(fixed) = fix(document, before) else { continue };
            files += 1;
            for (rule, made) in &fixed.made {
                counts.entry((rule, most)).or_default().1 += made;
            }
            let touched = it.is_in_template().then(|| touched(it, &fixed)).into_iter().flatten();
            let faults = faults(document, before, &fixed, most, &fix);
            for fault in faults.into_iter().chain(touched) {
                holds = false;
                writeln!(out, "{name}, {most:?}: {fault}")?;
            }
        }
        Ok(())
    })?;
    for ((rule, most), (told, made)) in &counts {
        writeln!(out, "{made:6} of {told:6}  {most:6?} {rule}")?;
    }
    writeln!(out, "{files} definitions were fixed")?;
    for (what, count) in &rewritten {
        writeln!(out, "{count:6} definitions: {what}")?;
    }
    Ok(holds && files > 0)
}

/// Makes the fixes of a definition: in a template, those of the file that it stands in.
fn fix(
    folder: &Path,
    it: &Looked,
    document: &Checked<Document>,
    lint: &Lint,
    most: Applicability,
) -> Option<Fixed> {
    let path = &it.files[0].path;
    let (files, main) = (Below(folder), it.files[0].text.as_bytes());
    let request = Request::new(&files);
    fix_again(document, lint, most, |document, edits| {
        let (mut found, at) = it.found.again(it.api(), document, edits, main, &request)?;
        let api = found.apis.swap_remove(at);
        let lint = look(path, &api);
        Some((api.document, lint))
    })
}

/// What fixes of a definition have changed beside it.
fn touched(it: &Looked, fixed: &Fixed) -> Option<String> {
    let (before, after) = (&it.document().value, &fixed.document.value);
    let root = before.placed(before.root()?.span());
    for part in after.parts() {
        let file = it.files.get(part.source.0 as usize)?;
        let text = &after.text()[part.span.range()];
        // Of files that are parts of the definition all may change.
        let (source, body) = root;
        let body = if source == part.source { body.range() } else { 0..file.text.len() };
        let (head, tail) = (&file.text[..body.start], &file.text[body.end..]);
        let is_main = part.source == SourceId(0);
        if is_main && source != part.source && text != file.text {
            return Some("the template changed, of which the definition is no part".to_owned());
        }
        if !text.starts_with(head) || !text.ends_with(tail) {
            return Some(format!("{} changed beside the definition", file.path.display()));
        }
    }
    None
}

/// The laws that do not hold.
fn faults(
    before: &Checked<Document>,
    told: &Lint,
    fixed: &Fixed,
    most: Applicability,
    fix: &dyn Fn(&Checked<Document>, &Lint) -> Option<Fixed>,
) -> Vec<String> {
    let mut faults = Vec::new();
    if let Some(again) = fix(&fixed.document, &fixed.lint) {
        faults.push(format!("there is more to fix afterwards: {:?}", again.made));
    }
    let (old, new) = (counts(told), counts(&fixed.lint));
    for (rule, count) in &new {
        if old.get(rule).is_none_or(|it| it < count) {
            faults.push(format!("{rule} is told {count} times, and was {:?}", old.get(rule)));
        }
    }
    for (rule, made) in &fixed.made {
        if new.get(rule).copied().unwrap_or_default() + made > old[rule] {
            faults.push(format!("{made} fixes of {rule} do not cure it"));
        }
    }
    let (kept, all) = (comments(&fixed.document.value), comments(&before.value));
    let mut rest = all.iter();
    if !kept.iter().all(|comment| rest.any(|it| it == comment)) {
        faults.push("there are comments that were not there, or elsewhere".to_owned());
    }
    if most == Applicability::Safe
        && told.import.api.is_some()
        && told.import.api != fixed.lint.import.api
    {
        faults.push(format!("the API is another one: {:?}", fixed.made.keys()));
    }
    faults
}

fn counts(lint: &Lint) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for finding in &lint.findings {
        *counts.entry(finding.diagnostic.metadata.name).or_default() += 1;
    }
    counts
}

fn comments(document: &Document) -> Vec<&str> {
    document.comments().iter().map(|it| &document.text()[it.range()]).collect()
}
