//! The settings of the files of a run, read from the disk, and what is wrong with them.

use std::fmt::Write;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gatewright_lint::{Entry, Finding, Severity};
use gatewright_project::{Baseline, Compared, Exempted, Files, Origins, Project, Projects, Source};

use crate::output::{self, Look, Screen, full, one_line, whole_file};
use crate::report::{self, Told};
use crate::walk::Input;

/// More than this no settings and no baseline have.
const MOST_BYTES: u64 = 64 << 20;

/// Files of the disk.
pub(crate) struct Disk;

impl Files for Disk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        // To open a pipe is to wait for somebody who writes to it.
        if !fs::metadata(path)?.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is no file"));
        }
        let mut bytes = Vec::new();
        File::open(path)?.take(MOST_BYTES).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

/// The settings for a run: anew for each, since files change.
pub(crate) fn projects(origins: Origins) -> Projects<Disk> {
    Projects::new(Disk, origins)
}

/// The rules of their own that the settings of the current folder bring.
pub(crate) fn own_rules() -> Vec<Entry> {
    let here = std::path::absolute(".").unwrap_or_default();
    projects(Origins::Found).of(&here.join("*")).custom_entries()
}

/// Where a file is, for whoever looks for settings above it. The standard input is a file of the
/// current folder.
pub(crate) fn place_of(input: &Input) -> PathBuf {
    let path = input.path().unwrap_or(Path::new("-"));
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// Reads the baseline that the command line names. One that is yet to be written is empty.
pub(crate) fn baseline(path: &Path, is_to_be_written: bool) -> Result<Baseline, String> {
    let name = one_line(&path.to_string_lossy()).into_owned();
    let place = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    match Disk.read(&place) {
        Ok(bytes) => Baseline::read(&place, &bytes)
            .map_err(|wrong| format!("{name} is no baseline: {wrong}")),
        Err(error) if is_to_be_written && error.kind() == io::ErrorKind::NotFound => {
            Ok(Baseline::empty(&place))
        }
        Err(error) => Err(format!("cannot read {name}: {error}; `--update-baseline` writes it")),
    }
}

/// The projects of some files, each once.
pub(crate) fn of_inputs<'i>(
    projects: &Projects<Disk>,
    inputs: impl Iterator<Item = &'i Input>,
) -> Vec<Arc<Project>> {
    let mut all: Vec<Arc<Project>> = Vec::new();
    for input in inputs {
        let project = projects.of(&place_of(input));
        if !all.iter().any(|known| Arc::ptr_eq(known, &project)) {
            all.push(project);
        }
    }
    all
}

/// Whether nobody can tell what is wanted, so that nothing should be looked at.
pub(crate) fn is_unsettled(project: &Project) -> bool {
    let mut findings = project.sources().iter().flat_map(|source| &source.findings);
    findings.any(|finding| finding.severity == Severity::Error)
}

/// Says what is wrong with settings that nobody can follow.
pub(crate) fn complain(projects: &[Arc<Project>], screen: &Screen) {
    output::note(&faults(projects, &screen.err));
    screen.complain("the settings are not understood, so that nothing was looked at");
}

/// What is wrong with the settings, as people read it. A file that several projects extend is told
/// of once.
pub(crate) fn faults(projects: &[Arc<Project>], look: &Look) -> String {
    faults_within(projects, Severity::Info, look)
}

/// The same of what is so severe, or more.
fn faults_within(projects: &[Arc<Project>], least: Severity, look: &Look) -> String {
    let mut told: Vec<&Source> = Vec::new();
    for source in projects.iter().flat_map(|project| project.sources()) {
        if !told.iter().any(|known| known.path == source.path) {
            told.push(source);
        }
    }
    let parts = told.iter().map(|source| {
        let findings = source.findings.iter().filter(|finding| finding.severity <= least);
        show(source, findings, look)
    });
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

fn show<'f>(
    source: &Source,
    findings: impl IntoIterator<Item = &'f Finding>,
    look: &Look,
) -> String {
    let name = name_of(&source.path);
    let findings: Vec<Told<'_>> = findings.into_iter().map(Told::from).collect();
    full::findings(&report::Subject::new(&name, &source.document), &findings, look)
}

/// A file of settings as it is called in all output: from the current folder, if it is below.
pub(crate) fn name_of(path: &Path) -> String {
    let here = std::path::absolute(".").unwrap_or_default();
    let below = path.strip_prefix(&here).unwrap_or(path);
    below.to_string_lossy().into_owned()
}

/// What became of the files of a run, for whoever keeps the settings.
#[derive(Default)]
pub(crate) struct Kept {
    files: Vec<(Arc<Project>, Vec<Exempted>, Option<Compared>)>,
}

impl Kept {
    /// Adds a file.
    pub(crate) fn add(
        &mut self,
        project: Arc<Project>,
        exempted: Vec<Exempted>,
        compared: Option<Compared>,
    ) {
        self.files.push((project, exempted, compared));
    }

    fn projects(&self) -> Vec<&Arc<Project>> {
        let mut all: Vec<&Arc<Project>> = Vec::new();
        for (project, ..) in &self.files {
            if !all.iter().any(|known| Arc::ptr_eq(known, project)) {
                all.push(project);
            }
        }
        all.sort_by_key(|project| project.folder());
        all
    }

    /// What is worth a look in the settings.
    pub(crate) fn warnings(&self, look: &Look) -> String {
        let projects: Vec<Arc<Project>> = self.projects().into_iter().cloned().collect();
        faults_within(&projects, Severity::Warning, look)
    }

    /// The exemptions that no file needed, of projects that the run looked at as a whole.
    pub(crate) fn idle(&self, arguments: &[PathBuf], look: &Look) -> String {
        let here = [PathBuf::from(".")];
        let arguments = if arguments.is_empty() { &here } else { arguments };
        let places: Vec<PathBuf> =
            arguments.iter().filter_map(|it| std::path::absolute(it).ok()).collect();
        // `.` stays in an absolute path of Rust's.
        let includes = |folder: &Path| {
            places.iter().any(|place| folder.starts_with(place.components().as_path()))
        };
        let mut parts = Vec::new();
        for project in self.projects().into_iter().filter(|it| includes(it.folder())) {
            let own = self.files.iter().filter(|(it, ..)| Arc::ptr_eq(it, project));
            let run: Vec<Exempted> = own.flat_map(|(_, exempted, _)| exempted).copied().collect();
            for (source, finding) in project.unused(&run) {
                parts.push(show(&project.sources()[source], [&finding], look));
            }
        }
        parts.join("\n")
    }

    /// What the baselines come to: how much is known, and what is no more.
    pub(crate) fn told(&self) -> String {
        let compared = self.files.iter().filter_map(|(_, _, compared)| compared.as_ref());
        let (mut known, mut gone) = (0, 0);
        for it in compared {
            known += it.known.len();
            gone += it.gone;
        }
        let mut text = String::new();
        if known > 0 {
            let (noun, verb) = if known == 1 { ("finding", "is") } else { ("findings", "are") };
            text = format!("{known} {noun} of the baseline {verb} not shown\n");
        }
        if gone > 0 {
            let (noun, verb) = if gone == 1 { ("finding", "is") } else { ("findings", "are") };
            let _ = writeln!(
                text,
                "{gone} {noun} of the baseline {verb} no more; `--update-baseline` takes them out"
            );
        }
        text
    }

    /// Writes the baselines, that of the command line or those of the settings, each whole or not at
    /// all; what was written, in words.
    pub(crate) fn write(self, asked: Option<&Baseline>) -> Result<String, String> {
        let mut written = String::new();
        let projects: Vec<Arc<Project>> = self.projects().into_iter().cloned().collect();
        let of = |project: Option<&Arc<Project>>| -> Vec<Compared> {
            let own = self
                .files
                .iter()
                .filter(|(it, ..)| project.is_none_or(|project| Arc::ptr_eq(it, project)));
            own.filter_map(|(_, _, compared)| compared.clone()).collect()
        };
        let mut list: Vec<(&Baseline, Vec<Compared>)> = Vec::new();
        match asked {
            Some(baseline) => list.push((baseline, of(None))),
            None => {
                for project in &projects {
                    list.extend(project.baseline().map(|it| (it, of(Some(project)))));
                }
            }
        }
        if list.is_empty() {
            return Err("there is no baseline to write: name one with `--baseline FILE`, or in \
                        gatewright.yaml"
                .to_owned());
        }
        for (baseline, run) in list {
            let updated = baseline.updated(&run, Path::exists);
            let name = name_of(baseline.path());
            whole_file::write(baseline.path(), &updated.to_text())
                .map_err(|error| format!("cannot write {name}: {error}"))?;
            let noun = if updated.len() == 1 { "finding" } else { "findings" };
            let _ = writeln!(written, "wrote {} {noun} to {}", updated.len(), one_line(&name));
        }
        Ok(written)
    }
}
