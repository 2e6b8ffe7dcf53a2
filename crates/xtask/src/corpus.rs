//! Definitions that people wrote, in files of their own and in templates, linted: how often each kind of
//! finding is given, against what the repository has on record, and the findings of one kind to read.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::LazyLock;

use gatewright_diagnostics::{Checked, Effect};
use gatewright_lint::{Lint, Preset};
use gatewright_project::{Asked, Project};
use gatewright_source::{Document, Node};
use gatewright_template::{Api, ApiKind, Found, Kind};

use crate::templates::{File, Placed, placed};
use crate::{at, find_files, templates, workspace};

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
    let (mut definitions, mut in_templates) = (0, 0);
    let (mut written, mut computed) = (0, 0);
    let mut refused = Vec::new();
    let mut lost = Vec::new();
    each(folder, |it| {
        let Looked { name, lint, .. } = it;
        definitions += 1;
        in_templates += usize::from(it.is_in_template());
        let is_export = name.starts_with(EXPORTS)
            && !EDITED.iter().any(|text| it.document().value.text().contains(text));
        let mut in_file: BTreeMap<String, usize> = BTreeMap::new();
        for finding in &lint.findings {
            let effect = finding.diagnostic.metadata.effect;
            if effect == Effect::Refused && is_export {
                refused.push(format!("{name}: {}", finding.diagnostic.message));
            }
            match it.is_in_template().then(|| placed(it.api(), &it.files, &finding.diagnostic)) {
                Some(Placed::Written) => written += 1,
                Some(Placed::Computed) => computed += 1,
                Some(Placed::Lost(why)) => {
                    let id = finding.diagnostic.metadata.id();
                    lost.push(format!(
                        "{name}: {id} at {}: {why}",
                        finding.diagnostic.location.pointer
                    ));
                }
                None => {}
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
    let mut summary = format!(
        "{definitions} definitions, {in_templates} of them in templates, where {written} findings point at what is \
         written and {computed} at what asks for what is computed\nall rules: findings, files, kind\n"
    );
    for (key, Count { files, findings }) in &counts {
        writeln!(summary, "{findings:6} {files:4}  {key}").expect("a text takes all");
    }
    for line in &refused {
        writeln!(out, "an export that the service gave out would be refused: {line}")?;
    }
    for line in &lost {
        writeln!(out, "a finding in a template points elsewhere: {line}")?;
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
    Ok(same && refused.is_empty() && lost.is_empty())
}

/// Writes the findings of one kind with their places and lines, to be read.
pub(crate) fn show(folder: &Path, kind: &str, out: &mut impl Write) -> io::Result<bool> {
    let mut found = false;
    each(folder, |it| {
        let document = it.document();
        for finding in &it.lint.findings {
            let diagnostic = &finding.diagnostic;
            if diagnostic.metadata.name != kind {
                continue;
            }
            found = true;
            let at = diagnostic.location.span.start;
            let position = document.value.position(at);
            let text = document.value.text().lines().nth(position.line as usize - 1);
            let text: String = text.unwrap_or_default().trim().chars().take(120).collect();
            let part = document.value.part_at(at);
            let line = position.line - document.value.position(part.span.start).line + 1;
            let file = it.files.get(part.source.0 as usize).filter(|_| part.source.0 > 0);
            let file = file.map(|it| format!(" ({})", it.path.display())).unwrap_or_default();
            let (name, column) = (&it.name, position.column);
            writeln!(out, "{name}{file}:{line}:{column}: {}", diagnostic.message)?;
            writeln!(out, "    {}", diagnostic.location.pointer)?;
            writeln!(out, "    {text}")?;
        }
        Ok(())
    })?;
    Ok(found)
}

/// A definition that was looked at.
pub(crate) struct Looked {
    /// Where it is, for people.
    pub(crate) name: String,
    /// What its file describes.
    pub(crate) found: Rc<Found>,
    /// Which of the APIs of the file it is.
    at: usize,
    /// What there is to say of it.
    pub(crate) lint: Lint,
    /// The files that it comes from, by their numbers.
    pub(crate) files: Rc<[File]>,
}

impl Looked {
    /// The API that it is of.
    pub(crate) fn api(&self) -> &Api {
        &self.found.apis[self.at]
    }

    /// The definition.
    pub(crate) fn document(&self) -> &Checked<Document> {
        &self.api().document
    }

    /// Whether something else is around it, or in it.
    pub(crate) fn is_in_template(&self) -> bool {
        self.api().kind != ApiKind::Definition
            || self.document().value.nodes().any(Node::has_unknown)
    }
}

/// Lints all definitions below `folder` with all rules.
pub(crate) fn each(
    folder: &Path,
    mut take: impl FnMut(&Looked) -> io::Result<()>,
) -> io::Result<()> {
    let folder = folder.canonicalize().map_err(|error| at(folder, &error))?;
    let mut files: Vec<PathBuf> = Vec::new();
    find_files(&folder, &mut files)?;
    let mut any = false;
    for path in files {
        let bytes = fs::read(&path).map_err(|error| at(&path, &error))?;
        let name = path.strip_prefix(&folder).unwrap_or(&path).display().to_string();
        let found = templates::find_in(&folder, &name, bytes);
        if found.kind == Kind::Other {
            continue;
        }
        let files = found.files.iter().map(|it| File::open(folder.join(it)));
        let files: Rc<[File]> = files.collect::<io::Result<Vec<File>>>()?.into();
        let found = Rc::new(found);
        for (at, api) in found.apis.iter().enumerate() {
            any = true;
            let name = match api.name.as_str() {
                "" => name.clone(),
                api => format!("{name} {api}"),
            };
            let lint = look(&path, api);
            let (found, files) = (Rc::clone(&found), Rc::clone(&files));
            take(&Looked { name, found, at, lint, files })?;
        }
    }
    if any { Ok(()) } else { Err(at(&folder, &"no definition below this folder")) }
}

/// What all rules say of an API.
pub(crate) fn look(path: &Path, api: &Api) -> Lint {
    static PROJECT: LazyLock<Project> = LazyLock::new(Project::default);
    let asked = Asked { preset: Some(Preset::All), ..Asked::default() };
    PROJECT.check_api(path, api, &asked).lint
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
