//! Definitions that people wrote, with all fixes made that rules have for them, and the laws of fixes
//! held to what comes out.

mod rewritings;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use gatewright_diagnostics::Checked;
use gatewright_fix::{Fixed, fix_from};
use gatewright_import::ImportOptions;
use gatewright_lint::{Applicability, Lint, Preset, Settings, lint};
use gatewright_source::Document;

use crate::corpus::each;
use rewritings::Rewritten;

/// Makes the fixes of all definitions below `folder` and lists which laws do not hold. False when
/// one does not.
pub(crate) fn run(folder: &Path, out: &mut impl Write) -> io::Result<bool> {
    let mut counts: BTreeMap<(&str, Applicability), (usize, usize)> = BTreeMap::new();
    let mut holds = true;
    let mut files = 0;
    let mut rewritten: BTreeMap<&str, usize> = BTreeMap::new();
    each(folder, |it| {
        let (name, document, before) = (&it.name, it.document(), &it.lint);
        if it.is_in_template() {
            return Ok(());
        }
        if let Some(fault) = rewritings::there_and_back(document) {
            holds = false;
            writeln!(out, "{name}: {fault}")?;
        }
        for (what, rewriting) in rewritings::REWRITINGS {
            match rewritings::rewrite(document, rewriting) {
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
            let Some(fixed) = fix_from(document, before, most, look) else { continue };
            files += 1;
            for (rule, made) in &fixed.made {
                counts.entry((rule, most)).or_default().1 += made;
            }
            for fault in faults(document, before, &fixed, most) {
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

fn look(document: &Checked<Document>) -> Lint {
    let settings = Settings { preset: Preset::All, ..Settings::default() };
    lint(document, &ImportOptions::default(), &settings)
}

/// The laws that do not hold.
fn faults(
    before: &Checked<Document>,
    told: &Lint,
    fixed: &Fixed,
    most: Applicability,
) -> Vec<String> {
    let mut faults = Vec::new();
    if let Some(again) = fix_from(&fixed.document, &fixed.lint, most, look) {
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
