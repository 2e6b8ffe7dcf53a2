//! The settings that hold for the files of a folder, and a file checked by them.

use std::collections::HashSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use gatewright_diagnostics::{Checked, Diagnostic};
use gatewright_lint::{Custom, Entry, Lint, lint_with};
use gatewright_ruleset::Ruleset;
use gatewright_source::{At, Document, NodeId};
use gatewright_template::{Api, ApiKind};

use crate::diagnostics::{CONFIG_EXEMPTION_UNUSED, CONFIG_EXTENDS_ITSELF, CONFIG_FILE_UNREADABLE};
use crate::effective::Effective;
use crate::files::{plain, relative};
use crate::source::{Source, finding};
use crate::{Asked, Baseline, Compared, Files, custom, deployed, names};

/// A file of settings with those that it extends; or no settings at all.
#[derive(Debug, Default)]
pub struct Project {
    folder: PathBuf,
    /// Weakest first.
    sources: Vec<Source>,
    baseline: Option<Baseline>,
    ruleset: Ruleset,
}

/// What became of one file.
#[derive(Debug, Clone)]
pub struct Check {
    /// What there is to say.
    pub lint: Lint,
    /// What held for the file.
    pub effective: Effective,
    /// The exemptions of the settings that are about the file.
    pub exemptions: Vec<Exempted>,
    /// What the baseline knows, if there is one.
    pub compared: Option<Compared>,
}

/// What became of an exemption in one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exempted {
    source: usize,
    node: NodeId,
    /// Whether there was something to exempt; none if no rule ran that could have told.
    was_needed: Option<bool>,
}

impl Project {
    /// Reads a file of settings and those that it extends.
    pub(crate) fn load(path: &Path, bytes: Vec<u8>, files: &dyn Files) -> Self {
        let path = plain(path);
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        let mut project = Self { folder, ..Self::default() };
        let mut loader = Loader { files, stack: Vec::new(), seen: HashSet::new() };
        loader.add(&path, bytes, &mut project.sources);
        project.ruleset = custom::read(&mut project.sources, files);
        let custom = project.custom_entries();
        for source in &mut project.sources {
            names::check(source, &custom);
        }
        project.baseline = project.read_baseline(files);
        for source in &mut project.sources {
            source.put_in_order();
        }
        project
    }

    /// Reads the baseline of the strongest settings that have one. One that is not there yet is
    /// empty.
    fn read_baseline(&mut self, files: &dyn Files) -> Option<Baseline> {
        let mut strongest = self.sources.iter_mut().rev();
        let source = strongest.find(|source| source.config.baseline.is_some())?;
        let At { node, value } = source.config.baseline.clone()?;
        let path = source.folder().join(&value);
        let told = match files.read(&path) {
            Ok(bytes) => match Baseline::read(&path, &bytes) {
                Ok(baseline) => return Some(baseline),
                Err(wrong) => {
                    let message = format!("`{value}` is no baseline: {wrong}");
                    Diagnostic::new(&CONFIG_FILE_UNREADABLE, message, source.at(node))
                        .help("name a file that `--update-baseline` wrote, or one that is yet to be written")
                }
            },
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return Some(Baseline::empty(&path));
            }
            Err(error) => unreadable(&value, &error, source.at(node)),
        };
        source.tell(told);
        None
    }

    /// The findings that were there before.
    pub fn baseline(&self) -> Option<&Baseline> {
        self.baseline.as_ref()
    }

    /// A project of which all that is known is that its file cannot be read.
    pub(crate) fn broken(path: &Path, told: Diagnostic) -> Self {
        let mut source = Source::read(path, Vec::new());
        source.tell(told);
        let folder = source.folder().to_owned();
        Self { folder, sources: vec![source], ..Self::default() }
    }

    /// The folder that patterns and names of files are relative to.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The files of settings, weakest first; none if there are no settings.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    pub(crate) fn layers(&self) -> impl Iterator<Item = (usize, &Source)> {
        self.sources.iter().enumerate()
    }

    /// Whether a file is not to be looked at unless it is named.
    pub fn excludes(&self, path: &Path) -> bool {
        let path = self.name(path);
        let globs = self.sources.iter().flat_map(|source| &source.config.exclude.0);
        globs.map(|glob| &glob.0).any(|glob| glob.means(Path::new(&path)))
    }

    /// What a file is called in settings and in a baseline.
    pub fn name(&self, path: &Path) -> String {
        relative(path, &self.folder)
    }

    /// What holds for a file.
    pub fn effective(&self, path: &Path, asked: &Asked) -> Effective {
        Effective::of(self, &self.name(path), asked)
    }

    /// The rules beside the built-in ones.
    pub fn custom_entries(&self) -> Vec<Entry> {
        self.ruleset.rules()
    }

    /// Checks what was read of a file: what an import says, the rules, and those of the settings,
    /// without what is suppressed and what the baseline knows.
    pub fn check(&self, path: &Path, document: &Checked<Document>, asked: &Asked) -> Check {
        let custom = Custom::default();
        self.run((path, None), document, self.effective(path, asked), custom, asked)
    }

    /// Checks an API that a file describes: its definition, imported as the template has it, and what
    /// stands around it.
    pub fn check_api(&self, path: &Path, api: &Api, asked: &Asked) -> Check {
        if api.kind == ApiKind::Definition {
            return self.check(path, &api.document, asked);
        }
        let effective = self.effective_of(path, api, asked);
        let place = (path, Some(&*api.name));
        let mut check = self.run(place, &api.document, effective, deployed::findings(api), asked);
        // Much of it may be computed: what nobody can write is no fix.
        let document = &api.document.value;
        for finding in &mut check.lint.findings {
            finding.fix.take_if(|fix| fix.edits.iter().any(|it| it.concerns_computed(document)));
        }
        check
    }

    /// What holds for an API that a file describes.
    pub fn effective_of(&self, path: &Path, api: &Api, asked: &Asked) -> Effective {
        Effective::of_api(self, &self.name(path), api, asked)
    }

    fn run(
        &self,
        (path, api): (&Path, Option<&str>),
        document: &Checked<Document>,
        effective: Effective,
        mut custom: Custom,
        asked: &Asked,
    ) -> Check {
        if !self.ruleset.is_empty() {
            let own = self.ruleset.at(&self.name(path)).custom(&document.value);
            custom.entries.extend(own.entries);
            custom.findings.extend(own.findings);
        }
        let known = custom.entries.clone();
        let Effective { options, settings, .. } = &effective;
        let mut lint = lint_with(document, options, settings, custom);
        let exemptions = exempted(&effective, &lint, &known);
        let baseline = asked.baseline.as_ref().or(self.baseline.as_ref());
        let mut compared =
            baseline.map(|it| it.compare(path, api, &document.value, &mut lint.findings));
        if let Some(compared) = compared.as_mut().filter(|_| asked.adopts) {
            compared.adopt(&mut lint.findings);
        }
        Check { lint, effective, exemptions, compared }
    }

    /// Of the exemptions that were asked for in a run, those that no file needed: by the number of
    /// the file of settings that they stand in.
    pub fn unused(&self, run: &[Exempted]) -> Vec<(usize, gatewright_lint::Finding)> {
        let of = |needed| move |it: &&Exempted| it.was_needed == Some(needed);
        let used: HashSet<(usize, NodeId)> =
            run.iter().filter(of(true)).map(|it| (it.source, it.node)).collect();
        let mut idle: Vec<(usize, NodeId)> =
            run.iter().filter(of(false)).map(|it| (it.source, it.node)).collect();
        idle.sort_unstable();
        idle.dedup();
        let idle = idle.into_iter().filter(|it| !used.contains(it));
        idle.map(|(index, node)| {
            let at = self.sources[index].at(node);
            let message = "there is nothing to ignore at this place";
            let told = Diagnostic::new(&CONFIG_EXEMPTION_UNUSED, message, at)
                .label("no such finding was left out")
                .help("remove it, or lead it where the finding is");
            (index, finding(told))
        })
        .collect()
    }
}

fn exempted(effective: &Effective, lint: &Lint, custom: &[Entry]) -> Vec<Exempted> {
    let settings = &effective.settings;
    let mut all = None;
    let mut could_tell = |rules: &[gatewright_lint::Selector]| {
        let all = all.get_or_insert_with(|| {
            let mut all = gatewright_lint::entries();
            // Of templates only those can tell that looked at one.
            all.retain(|entry| !entry.is_of_template());
            all.extend_from_slice(custom);
            all.retain(|entry| match entry.rule() {
                Some(_) => lint.judged.iter().any(|(name, _)| *name == entry.metadata.name),
                None => settings.severity(entry).is_some(),
            });
            all
        });
        all.iter().any(|entry| rules.iter().any(|rule| rule.matches(entry)))
    };
    let each = settings.exemptions.iter().zip(&effective.exemptions).zip(&lint.exempted);
    each.map(|((exemption, (source, node)), count)| {
        let was_needed = match count {
            0 => could_tell(&exemption.rules).then_some(false),
            _ => Some(true),
        };
        Exempted { source: *source, node: *node, was_needed }
    })
    .collect()
}

/// Reads files of settings, each once.
struct Loader<'f> {
    files: &'f dyn Files,
    /// Those that are being read: each extends the next.
    stack: Vec<PathBuf>,
    seen: HashSet<PathBuf>,
}

impl Loader<'_> {
    /// Adds a file behind those that it extends.
    fn add(&mut self, path: &Path, bytes: Vec<u8>, sources: &mut Vec<Source>) {
        let mut source = Source::read(path, bytes);
        self.stack.push(path.to_owned());
        self.seen.insert(path.to_owned());
        for At { node, value } in source.config.extends.0.clone() {
            let other = plain(&source.folder().join(&value));
            if self.stack.contains(&other) {
                let message = format!("`{value}` extends these settings in turn");
                let told = Diagnostic::new(&CONFIG_EXTENDS_ITSELF, message, source.at(node))
                    .help("extend a file that does not lead back here");
                source.tell(told);
            } else if !self.seen.contains(&other) {
                match self.files.read(&other) {
                    Ok(bytes) => self.add(&other, bytes, sources),
                    Err(error) => source.tell(unreadable(&value, &error, source.at(node))),
                }
            }
        }
        self.stack.pop();
        sources.push(source);
    }
}

/// That a file cannot be read which the settings name.
pub(crate) fn unreadable(
    name: &str,
    error: &std::io::Error,
    at: gatewright_diagnostics::Location,
) -> Diagnostic {
    let message = if error.kind() == ErrorKind::NotFound {
        format!("there is no file `{name}`")
    } else {
        format!("`{name}` cannot be read: {error}")
    };
    Diagnostic::new(&CONFIG_FILE_UNREADABLE, message, at)
        .label("cannot be read")
        .help("write a path relative to the folder of this file")
}
