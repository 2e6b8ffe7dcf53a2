//! A file and the APIs that it describes, with the other files that they come from.

use std::collections::BTreeSet;
use std::path::PathBuf;

use gatewright_diagnostics::{Diagnostic, SourceId};
use gatewright_project::Effective;
use gatewright_source::{Document, Files};
use gatewright_template::{Api, ApiKind, Found, Kind, Parameters, Request, find};

use crate::folder::Folder;
use crate::output::one_line;
use crate::report::{File, Subject};
use crate::settings::name_of;
use crate::walk::Input;

/// A file that was read, and what it describes.
pub(crate) struct Opened {
    /// The APIs.
    pub(crate) found: Found,
    /// Its bytes; none of a definition, whose document has its text.
    pub(crate) bytes: Vec<u8>,
    /// What was given to it.
    pub(crate) given: Given,
    /// The files as they are called in all output, by their numbers.
    names: Vec<String>,
    /// Where they are.
    paths: Vec<PathBuf>,
    /// Files that something is said of, and that no definition is in.
    others: Vec<Document>,
}

/// What a file gets from outside.
#[derive(Debug, Clone)]
pub(crate) struct Given {
    /// Where it may read others.
    folder: Folder,
    parameters: Parameters,
    account_id: Option<String>,
    partition: Option<String>,
    region: Option<String>,
}

impl Given {
    /// What the settings of a file give, and the folder.
    pub(crate) fn new(folder: Folder, effective: &Effective) -> Self {
        let variables = &effective.options.variables;
        Self {
            folder,
            parameters: effective.parameters.clone(),
            account_id: variables.account_id.clone(),
            partition: variables.partition.clone(),
            region: variables.region.clone(),
        }
    }

    /// The same for the library.
    pub(crate) fn request(&self) -> Request<'_> {
        Request {
            parameters: self.parameters.clone(),
            account_id: self.account_id.clone(),
            partition: self.partition.clone(),
            region: self.region.clone(),
            ..Request::new(&self.folder)
        }
    }
}

impl Opened {
    /// Finds the APIs of a file.
    pub(crate) fn of(input: &Input, bytes: Vec<u8>, given: Given) -> Self {
        let place = given.folder.place_of(input.path());
        // Outside of the folder, as of `--root`, nothing can be near it.
        let place = place.unwrap_or_else(|| "-".to_owned());
        let kept = bytes.clone();
        let found = find(&place, bytes, &given.request());
        let kept = if found.kind == Kind::Definition { Vec::new() } else { kept };
        Self::with(input, found, kept, given)
    }

    /// A file of which the APIs are found.
    pub(crate) fn with(input: &Input, found: Found, bytes: Vec<u8>, given: Given) -> Self {
        let mut paths: Vec<PathBuf> =
            found.files.iter().map(|within| given.folder.path(within)).collect();
        let mut names: Vec<String> = paths.iter().map(|path| name_of_other(path)).collect();
        if let (Some(name), Some(path)) = (names.first_mut(), paths.first_mut()) {
            name.clone_from(&input.name);
            *path = input.path().map(ToOwned::to_owned).unwrap_or_default();
        }
        let parts = |source: &SourceId| {
            let mut parts = found.apis.iter().flat_map(|api| api.document.value.parts());
            parts.any(|part| part.source == *source)
        };
        let told = found.diagnostics.iter().flat_map(|it| {
            std::iter::once(&it.location).chain(it.related.iter().map(|label| &label.location))
        });
        let mut sources: BTreeSet<SourceId> = told.map(|location| location.source).collect();
        sources.insert(SourceId(0));
        sources.retain(|source| !parts(source));
        let others = sources.into_iter().filter_map(|source| {
            let bytes = match source.0 {
                0 => bytes.clone(),
                number => given.folder.read(found.files.get(number as usize)?).ok()?,
            };
            Some(gatewright_source::read(source, bytes).value)
        });
        let others = others.collect();
        Self { found, bytes, given, names, paths, others }
    }

    /// The numbers of the APIs of that name, or of all; else in words that there are none.
    pub(crate) fn choose(&self, name: &str, wanted: Option<&str>) -> Result<Vec<usize>, String> {
        let apis = self.found.apis.iter().enumerate();
        let is_wanted = |api: &Api| wanted.is_none_or(|name| api.name == name);
        let chosen: Vec<usize> =
            apis.filter(|(_, api)| is_wanted(api)).map(|(number, _)| number).collect();
        if !chosen.is_empty() {
            return Ok(chosen);
        }
        let mut reason = match (wanted, self.found.apis.is_empty()) {
            (Some(wanted), false) => {
                format!(
                    "{} has no API `{}`{}",
                    one_line(name),
                    one_line(wanted),
                    self.names_of_apis()
                )
            }
            _ => format!(
                "{} is {} without the definition of a REST API",
                one_line(name),
                what(self.found.kind)
            ),
        };
        for line in self.said() {
            reason.push('\n');
            reason.push_str(&one_line(&line));
        }
        Err(reason)
    }

    /// `; there are a and b`.
    pub(crate) fn names_of_apis(&self) -> String {
        let apis = self.found.apis.iter().filter(|api| !api.name.is_empty());
        let names: Vec<String> = apis.map(|api| format!("`{}`", one_line(&api.name))).collect();
        match &*names {
            [] => ", it is a definition itself".to_owned(),
            [only] => format!("; there is {only}"),
            _ => format!("; there are {}", names.join(", ")),
        }
    }

    /// What findings of an API are about.
    pub(crate) fn subject<'a>(&'a self, input: &'a Input, api: &'a Api) -> Subject<'a> {
        let document = &api.document.value;
        let name = (api.kind != ApiKind::Definition).then_some(&*api.name);
        if name.is_none() && document.is_of_one_file() {
            return Subject::of(input, document);
        }
        let mut files: Vec<File<'a>> = Vec::new();
        for (number, part) in document.parts().iter().enumerate() {
            if files.iter().all(|file| file.source != part.source) {
                files.push(File::part(self.name(part.source), document, number));
            }
        }
        for other in &self.others {
            if files.iter().all(|file| file.source != other.source()) {
                files.push(File::new(self.name(other.source()), other));
            }
        }
        files.sort_by_key(|file| file.source);
        for file in &mut files {
            let path = self.paths.get(file.source.0 as usize);
            file.path = path.map(PathBuf::as_path).filter(|it| !it.as_os_str().is_empty());
        }
        Subject::of_files(name, files)
    }

    fn name(&self, source: SourceId) -> &str {
        self.names.get(source.0 as usize).map_or("", String::as_str)
    }

    /// The place of a file that an API comes from.
    pub(crate) fn path(&self, source: SourceId) -> Option<&PathBuf> {
        self.paths.get(source.0 as usize).filter(|it| !it.as_os_str().is_empty())
    }

    /// How a file that an API comes from is called.
    pub(crate) fn name_of(&self, source: SourceId) -> &str {
        self.name(source)
    }

    /// The files other than this one that were read for it, or would have been if they were there.
    pub(crate) fn others_read(&self) -> impl Iterator<Item = PathBuf> {
        let missing = self.found.missing.iter().map(|path| self.given.folder.path(path));
        self.paths.iter().skip(1).cloned().chain(missing)
    }

    /// The files other than this one that definitions of it stand in, be they those of REST APIs or of
    /// others.
    pub(crate) fn included(&self) -> impl Iterator<Item = PathBuf> {
        let parts = self.found.apis.iter().flat_map(|api| api.document.value.parts());
        let parts = parts.filter(|part| part.source != SourceId(0));
        let others = self.found.others.iter().map(|path| self.given.folder.path(path));
        parts.filter_map(|part| self.path(part.source).cloned()).chain(others)
    }

    /// What there is to say of the file, in lines.
    pub(crate) fn said(&self) -> Vec<String> {
        let said = self.found.diagnostics.iter().map(|it| {
            let document = self.others.iter().find(|other| other.source() == it.location.source);
            let at = document.map(|document| document.position(it.location.span.start));
            let at = at.map(|at| format!(":{}:{}", at.line, at.column)).unwrap_or_default();
            format!("{}{at}: {}", self.name(it.location.source), it.message)
        });
        said.collect()
    }
}

/// What a file is, in words.
fn what(kind: Kind) -> &'static str {
    match kind {
        Kind::CloudFormation => "a CloudFormation template",
        Kind::CloudAssembly => "a part of a cloud assembly",
        Kind::Terraform => "a Terraform configuration",
        Kind::TerraformPlan => "a Terraform plan",
        Kind::FilledText => "a text to be filled",
        Kind::Definition | Kind::Other => "a file",
    }
}

/// A file that another one names as it is called in all output.
fn name_of_other(path: &std::path::Path) -> String {
    // The folder of the project is known by its true path, and so is the current one here.
    let here = std::fs::canonicalize(".").unwrap_or_default();
    path.strip_prefix(&here).map_or_else(|_| name_of(path), |it| it.to_string_lossy().into_owned())
}

/// Findings of a definition with the places that its files have of their own.
pub(crate) fn place_all(document: &Document, diagnostics: &mut [Diagnostic]) {
    if document.is_of_one_file() {
        return;
    }
    for diagnostic in diagnostics {
        *diagnostic = document.place(diagnostic.clone());
    }
}
