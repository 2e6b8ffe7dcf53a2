//! Files that have definitions in them: which files belong together, and how far a template may reach.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use gatewright_definition::looks_like_definition;
use gatewright_diagnostics::{Diagnostic, SourceId};
use gatewright_source::{Files, Unreadable, read};
use gatewright_template::{Kind, Request, find as find_apis};

use crate::revision::Revision;
use crate::subject::{Described, Said, Template};
use crate::uri;
use crate::workspace::Workspace;

/// What a text must have in it to be filled by somebody before it is read.
const HOLES: [&str; 3] = ["{{", "${", "%{"];

/// The definitions in a file that is none itself. Files that it names are read as they are in the editor, else from the
/// disk, and none outside of the folder of the project.
pub(crate) fn find(workspace: &Workspace, revision: &Revision) -> Option<Template> {
    let is_plain = looks_like_definition(revision.document()) && revision.is_sound();
    if is_plain && !HOLES.iter().any(|it| revision.text.contains(it)) {
        return None;
    }
    let path = revision.path();
    let folder = path.as_deref().and_then(folder);
    let name = path
        .as_deref()
        .zip(folder.as_deref())
        .and_then(|(path, folder)| path.strip_prefix(folder).ok());
    let name = name.and_then(Path::to_str).unwrap_or("template").replace('\\', "/");
    let below = Below { workspace, folder: folder.as_deref() };
    let found = find_apis(&name, revision.text.clone().into_bytes(), &Request::new(&below));
    if matches!(found.kind, Kind::Definition | Kind::Other) {
        return None;
    }
    let others = found
        .files
        .iter()
        .skip(1)
        .map(|it| uri::plain(&folder.as_deref().unwrap_or(Path::new("")).join(it)));
    let paths: Vec<PathBuf> = path.into_iter().chain(others).collect();
    let others = paths.iter().skip(1).map(|it| uri::of_path(it));
    let mut said: BTreeMap<usize, Vec<Diagnostic>> = BTreeMap::new();
    for diagnostic in found.diagnostics {
        said.entry(diagnostic.location.source.0 as usize).or_default().push(diagnostic);
    }
    let said = said.into_iter().map(|(number, diagnostics)| {
        let bytes = match number {
            0 => revision.text.clone().into_bytes(),
            _ => found.files.get(number).and_then(|it| below.read(it).ok()).unwrap_or_default(),
        };
        Said {
            number,
            file: read(SourceId(u32::try_from(number).unwrap_or(u32::MAX)), bytes),
            diagnostics,
        }
    });
    let said = said.collect();
    Some(Template {
        kind: found.kind,
        apis: found.apis.into_iter().map(Described::new).collect(),
        said,
        files: std::iter::once(revision.uri.clone()).chain(others).collect(),
        paths,
    })
}

/// The folder within which a template may name files: that of the repository, else that of the file.
fn folder(path: &Path) -> Option<PathBuf> {
    let own = path.parent()?;
    let repository = own.ancestors().find(|it| it.join(".git").exists());
    Some(repository.unwrap_or(own).to_owned())
}

/// The files below a folder.
struct Below<'w> {
    workspace: &'w Workspace,
    folder: Option<&'w Path>,
}

impl Files for Below<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, Unreadable> {
        let because = |error: std::io::Error| Unreadable::Because(error.to_string());
        let folder = self
            .folder
            .ok_or_else(|| Unreadable::Because("the template was never saved".to_owned()))?;
        let path = uri::plain(&folder.join(path));
        if !path.starts_with(folder) {
            return Err(Unreadable::Outside);
        }
        if !self.workspace.is_open(&path) {
            // A link may lead elsewhere.
            let real = path.canonicalize().map_err(because)?;
            if !real.starts_with(folder.canonicalize().map_err(because)?) {
                return Err(Unreadable::Outside);
            }
        }
        self.workspace.read(&path).map_err(because)
    }
}
