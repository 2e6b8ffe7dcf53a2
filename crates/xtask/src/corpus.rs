//! Definitions that people wrote, linted: how often each kind of finding is given, against what the
//! repository has on record, and the findings of one kind to read.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use gatewright_definition::looks_like_definition;
use gatewright_diagnostics::{Checked, Effect, SourceId};
use gatewright_import::ImportOptions;
use gatewright_lint::{Lint, Preset, Settings, lint};
use gatewright_source::Document;

use crate::{at, find_files, workspace};

/// What to do with the counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Record {
    /// Compare them with those on record.
    Compare,
    /// Put them on record.
    Update,
}

/// The record, below the folder of the workspace.
const SUMMARY: &str = "testdata/corpus/summary.txt";

/// Exports of the service stand in a folder of this name. It has accepted them all.
const EXPORTS: &str = "export";

/// What somebody put into some of them afterwards, for a template to fill in: functions, placeholders.
const EDITED: [&str; 3] = ["Fn::", "${lambda_invocation_arn}", "uri: MessagesHandler"];

/// How often a kind of finding is given.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    files: usize,
    findings: usize,
}

/// Lints all definitions below `folder` with all rules, counts what they say, and compares that with
/// the record. False when they differ, or when an export of the service would be refused.
pub(crate) fn run(folder: &Path, record: Record, out: &mut impl Write) -> io::Result<bool> {
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    let mut definitions = 0;
    let mut refused = Vec::new();
    each(folder, |name, document, lint| {
        definitions += 1;
        let is_export = name.starts_with(EXPORTS)
            && !EDITED.iter().any(|text| document.value.text().contains(text));
        let mut in_file: BTreeMap<String, usize> = BTreeMap::new();
        for finding in &lint.findings {
            let effect = finding.diagnostic.metadata.effect;
            if effect == Effect::Refused && is_export {
                refused.push(format!("{name}: {}", finding.diagnostic.message));
            }
            let key = format!("{:7} {}", finding.severity, finding.diagnostic.metadata.id());
            *in_file.entry(key).or_default() += 1;
        }
        for (key, findings) in in_file {
            let count = counts.entry(key).or_default();
            count.files += 1;
            count.findings += findings;
        }
        Ok(())
    })?;
    let mut summary = format!("{definitions} definitions, all rules: findings, files, kind\n");
    for (key, Count { files, findings }) in &counts {
        writeln!(summary, "{findings:6} {files:4}  {key}").expect("a text takes all");
    }
    for line in &refused {
        writeln!(out, "an export that the service gave out would be refused: {line}")?;
    }
    let path = workspace().join(SUMMARY);
    let same = match record {
        Record::Update => {
            fs::create_dir_all(path.parent().unwrap_or(&path))?;
            fs::write(&path, summary).map_err(|error| at(&path, &error))?;
            true
        }
        Record::Compare => {
            let known = fs::read_to_string(&path).map_err(|error| at(&path, &error))?;
            write_difference(&known, &summary, out)?
        }
    };
    Ok(same && refused.is_empty())
}

/// Writes the findings of one kind with their places and lines, to be read.
pub(crate) fn show(folder: &Path, kind: &str, out: &mut impl Write) -> io::Result<bool> {
    let mut found = false;
    each(folder, |name, document, lint| {
        for finding in &lint.findings {
            let diagnostic = &finding.diagnostic;
            if diagnostic.metadata.name != kind {
                continue;
            }
            found = true;
            let position = document.value.position(diagnostic.location.span.start);
            let text = document.value.text().lines().nth(position.line as usize - 1);
            let text: String = text.unwrap_or_default().trim().chars().take(120).collect();
            writeln!(out, "{name}:{}:{}: {}", position.line, position.column, diagnostic.message)?;
            writeln!(out, "    {}", diagnostic.location.pointer)?;
            writeln!(out, "    {text}")?;
        }
        Ok(())
    })?;
    Ok(found)
}

/// Lints all definitions below `folder` with all rules.
pub(crate) fn each(
    folder: &Path,
    mut take: impl FnMut(&str, &Checked<Document>, Lint) -> io::Result<()>,
) -> io::Result<()> {
    let folder = folder.canonicalize().map_err(|error| at(folder, &error))?;
    let mut files: Vec<PathBuf> = Vec::new();
    find_files(&folder, &mut files)?;
    let settings = Settings { preset: Preset::All, ..Settings::default() };
    let mut any = false;
    for path in files {
        let bytes = fs::read(&path).map_err(|error| at(&path, &error))?;
        let document = gatewright_source::read(SourceId(0), bytes);
        if !looks_like_definition(&document.value) {
            continue;
        }
        any = true;
        let name = path.strip_prefix(&folder).unwrap_or(&path).display().to_string();
        take(&name, &document, lint(&document, &ImportOptions::default(), &settings))?;
    }
    if any { Ok(()) } else { Err(at(&folder, &"no definition below this folder")) }
}

fn write_difference(known: &str, now: &str, out: &mut impl Write) -> io::Result<bool> {
    let (old, new): (Vec<&str>, Vec<&str>) = (known.lines().collect(), now.lines().collect());
    for line in old.iter().filter(|line| !new.contains(line)) {
        writeln!(out, "- {line}")?;
    }
    for line in new.iter().filter(|line| !old.contains(line)) {
        writeln!(out, "+ {line}")?;
    }
    if known != now {
        writeln!(out, "{SUMMARY} is not what the rules say; see `cargo xtask corpus --update`")?;
    }
    Ok(known == now)
}
