//! Files that have definitions in them: which files belong together, how far a template may reach,
//! and what the files are with all fixes made.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use gatewright_definition::looks_like_definition;
use gatewright_diagnostics::{Diagnostic, SourceId};
use gatewright_fix::fix_again;
use gatewright_lint::{Applicability, Lint};
use gatewright_project::{Asked, Effective, NAMES};
use gatewright_source::{Document, Files, TextEdit, Unreadable, read};
use gatewright_template::{Api, Found, Kind, Request};

use crate::revision::Revision;
use crate::subject::{Described, Said, Template};
use crate::uri;
use crate::workspace::Workspace;

/// What a text must have in it to be filled by somebody before it is read.
const HOLES: [&str; 3] = ["{{", "${", "%{"];

/// The definitions in a file that is none itself. Files that it names are read as they are in the
/// editor, else from the disk, and none outside of the folder of the project.
pub(crate) fn find(workspace: &Workspace, revision: &Revision) -> Option<Template> {
    let is_plain = looks_like_definition(revision.document()) && revision.is_sound();
    if is_plain && !HOLES.iter().any(|it| revision.text.contains(it)) {
        return None;
    }
    let below = Below::of(workspace, revision);
    let found = below.find(&revision.text);
    if matches!(found.kind, Kind::Definition | Kind::Other) {
        return None;
    }
    let others = found.files.iter().skip(1).map(|it| below.path(it));
    let paths: Vec<PathBuf> = revision.path().into_iter().chain(others).collect();
    let others = paths.iter().skip(1).map(|it| uri::of_path(it));
    let files = std::iter::once(revision.uri.clone()).chain(others).collect();
    let mut said: BTreeMap<u32, Vec<Diagnostic>> = BTreeMap::new();
    for diagnostic in found.diagnostics {
        said.entry(diagnostic.location.source.0).or_default().push(diagnostic);
    }
    let said = said.into_iter().map(|(number, diagnostics)| {
        let text = below.text(&found.files, number, &revision.text);
        let file = read(SourceId(number), text.into_bytes());
        Said { number: number as usize, file, diagnostics }
    });
    let said = said.collect();
    let apis = found.apis.into_iter().map(Described::new).collect();
    Some(Template { kind: found.kind, apis, said, files, paths })
}

/// A file with fixes made in it.
pub(crate) struct Changed {
    /// What the client calls it.
    pub(crate) uri: String,
    /// Its text before.
    pub(crate) before: String,
    /// Its text then.
    pub(crate) after: String,
}

/// All safe fixes of the definitions in a template, in all files that they come from. `look` says
/// what there is to say of one.
pub(crate) fn fixed(
    workspace: &Workspace,
    revision: &Revision,
    look: &dyn Fn(&Api) -> Lint,
) -> Vec<Changed> {
    let mut below = Below::of(workspace, revision);
    let mut changed: BTreeMap<String, Changed> = BTreeMap::new();
    let count = below.find(&revision.text).apis.len();
    for number in 0..count {
        let main = changed.get(&below.name).map_or(&revision.text, |it| &it.after).clone();
        let found = below.find(&main);
        let Some(api) = found.apis.get(number) else { break };
        let again = |document: &Document, edits: &[TextEdit]| {
            let request = below.request();
            let (mut found, at) = found.again(api, document, edits, main.as_bytes(), &request)?;
            let api = found.apis.swap_remove(at);
            let lint = look(&api);
            Some((api.document, lint))
        };
        let Some(fixed) = fix_again(&api.document, &look(api), Applicability::Safe, again) else {
            continue;
        };
        let document = &fixed.document.value;
        for part in document.parts() {
            let Some(name) = found.files.get(part.source.0 as usize) else { continue };
            let after = document.text()[part.span.range()].to_owned();
            let known = changed.entry(name.clone()).or_insert_with(|| Changed {
                uri: uri::of_path(&below.path(name)),
                before: below.text(&found.files, part.source.0, &revision.text),
                after: String::new(),
            });
            if part.source == SourceId(0) {
                known.uri.clone_from(&revision.uri);
            }
            known.after = after;
        }
        below.changed = changed.iter().map(|(name, it)| (name.clone(), it.after.clone())).collect();
    }
    changed.into_values().filter(|it| it.before != it.after).collect()
}

/// The folder within which a template may name files, as on the command line: that of the repository,
/// else that of the settings, else that of the file.
fn folder(path: &Path) -> Option<PathBuf> {
    let own = path.parent()?;
    let is_repository = |it: &&Path| it.join(".git").exists();
    let is_settled = |it: &&Path| NAMES.iter().any(|name| it.join(name).is_file());
    let root = own.ancestors().find(is_repository).or_else(|| own.ancestors().find(is_settled));
    Some(root.unwrap_or(own).to_owned())
}

/// The files below the folder of a template.
struct Below<'w> {
    workspace: &'w Workspace,
    /// None of what was never saved.
    folder: Option<PathBuf>,
    /// The template, from the folder.
    name: String,
    /// What files shall be, whatever they are.
    changed: BTreeMap<String, String>,
    /// What the settings give to templates.
    effective: Effective,
}

impl<'w> Below<'w> {
    fn of(workspace: &'w Workspace, revision: &Revision) -> Self {
        let path = revision.path();
        let folder = path.as_deref().and_then(folder);
        let name = path.as_deref().zip(folder.as_deref());
        let name = name.and_then(|(path, folder)| path.strip_prefix(folder).ok()?.to_str());
        let name = name.unwrap_or("template").replace('\\', "/");
        let project = workspace.project(revision);
        let effective = project.effective(&path.unwrap_or_default(), &Asked::default());
        Self { workspace, folder, name, changed: BTreeMap::new(), effective }
    }

    fn request(&self) -> Request<'_> {
        let variables = &self.effective.options.variables;
        Request {
            parameters: self.effective.parameters.clone(),
            account_id: variables.account_id.clone(),
            partition: variables.partition.clone(),
            region: variables.region.clone(),
            ..Request::new(self)
        }
    }

    fn find(&self, text: &str) -> Found {
        gatewright_template::find(&self.name, text.to_owned().into_bytes(), &self.request())
    }

    fn path(&self, file: &str) -> PathBuf {
        uri::plain(&self.folder.as_deref().unwrap_or(Path::new("")).join(file))
    }

    /// The text of a file by its number, of which the first is that in the editor.
    fn text(&self, files: &[String], number: u32, main: &str) -> String {
        if number == 0 {
            return main.to_owned();
        }
        let bytes = files.get(number as usize).and_then(|it| self.read(it).ok());
        read(SourceId(number), bytes.unwrap_or_default()).value.text().to_owned()
    }
}

impl Files for Below<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, Unreadable> {
        if let Some(text) = self.changed.get(path) {
            return Ok(text.clone().into_bytes());
        }
        let because = |error: std::io::Error| Unreadable::Because(error.to_string());
        let folder = self.folder.as_deref();
        let unsaved = || Unreadable::Because("the template was never saved".to_owned());
        let folder = folder.ok_or_else(unsaved)?;
        let path = self.path(path);
        if !path.starts_with(folder) {
            return Err(Unreadable::Outside);
        }
        if !self.workspace.is_open(&path) {
            // A link may lead elsewhere.
            let real = path.canonicalize().map_err(because)?;
            if !real.starts_with(folder.canonicalize().map_err(because)?) {
                return Err(Unreadable::Outside);
            }
            // A pipe or a device might never end, or never begin.
            if !real.is_file() {
                return Err(Unreadable::Because("it is no file".to_owned()));
            }
        }
        self.workspace.read(&path).map_err(because)
    }

    fn names_in(&self, folder: &str) -> Vec<String> {
        let Some(root) = self.folder.as_deref().and_then(|it| it.canonicalize().ok()) else {
            return Vec::new();
        };
        let folder = root.join(folder).canonicalize().ok().filter(|it| it.starts_with(&root));
        let entries = folder.and_then(|it| std::fs::read_dir(it).ok()).into_iter().flatten();
        entries.filter_map(|it| it.ok()?.file_name().into_string().ok()).collect()
    }
}
