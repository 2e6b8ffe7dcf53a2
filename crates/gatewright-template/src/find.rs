//! All of the APIs of one file.

use gatewright_diagnostics::{Checked, Diagnostic, SourceId};
use gatewright_source::{Document, Node, read};
use serde_json::Value;

use crate::cdk;
use crate::checks::add_refusals;
use crate::cloudformation;
use crate::library::Library;
use crate::{Api, Request};
use crate::{mustache, terraform};

/// What a file is, by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A definition.
    Definition,
    /// A template of CloudFormation or SAM.
    CloudFormation,
    /// What a folder `cdk.out` consists of.
    CloudAssembly,
    /// The configuration language of Terraform.
    Terraform,
    /// A plan or state of Terraform as JSON.
    TerraformPlan,
    /// A definition in whose text somebody fills holes.
    FilledText,
    /// None of these.
    Other,
}

/// What a file describes.
#[derive(Debug)]
pub struct Found {
    /// What the file is.
    pub kind: Kind,
    /// The APIs in the order of the file. A file that is none of the kinds is its own one API, which
    /// the service would refuse.
    pub apis: Vec<Api>,
    /// What there is to say about the file that concerns no API alone.
    pub diagnostics: Vec<Diagnostic>,
    /// The paths of the files that were read: the number of a file is that of its
    /// [`SourceId`]. The first is the file itself.
    pub files: Vec<String>,
    /// The paths of files that hold definitions of APIs that are no REST APIs.
    pub others: Vec<String>,
    /// The paths of files that were looked for and could not be read.
    pub missing: Vec<String>,
}

/// Finds the APIs of the file at `path`, which is relative to the folder that the files of the request
/// are in.
pub fn find(path: &str, bytes: Vec<u8>, request: &Request<'_>) -> Found {
    let library = Library::new(path, request.files);
    let (kind, mut apis, diagnostics) = look(path, bytes, request, &library);
    apis.iter_mut().for_each(add_refusals);
    let (files, others, missing) = (library.paths(), library.others(), library.missing());
    Found { kind, apis, diagnostics, files, others, missing }
}

fn look(
    path: &str,
    bytes: Vec<u8>,
    request: &Request<'_>,
    library: &Library<'_>,
) -> (Kind, Vec<Api>, Vec<Diagnostic>) {
    if let Some(found) = terraform::apis(path, &bytes, request, library) {
        return found;
    }
    let document = read(SourceId(0), bytes);
    if let Some(found) = terraform::plan(&document.value) {
        return found;
    }
    if cloudformation::is_template(&document.value) {
        let (apis, diagnostics) = cloudformation::apis(document, request, library);
        return (Kind::CloudFormation, apis, diagnostics);
    }
    if cdk::is_assembly(&document.value) {
        let mut of_template =
            |template: Checked<Document>| cloudformation::apis(template, request, library);
        let (apis, diagnostics) = cdk::apis(library, document, &mut of_template);
        return (Kind::CloudAssembly, apis, diagnostics);
    }
    let value = |name: &str| request.parameters.get(name).map(text_of);
    if let Some(filled) = mustache::read(SourceId(0), &document, &value) {
        return (Kind::FilledText, vec![Api::plain(filled)], Vec::new());
    }
    if let Some(filled) = terraform::filled(path, &document, request, library) {
        return (Kind::FilledText, vec![Api::plain(filled)], Vec::new());
    }
    let kind = if is_definition(&document.value) { Kind::Definition } else { Kind::Other };
    (kind, vec![Api::plain(document)], Vec::new())
}

/// A parameter as a text.
fn text_of(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Whether a document says that it is a definition.
pub(crate) fn is_definition(document: &Document) -> bool {
    let has = |root: Node<'_>, key| root.get(key).is_some_and(|it| it.text().is_some());
    document.root().is_some_and(|root| has(root, "swagger") || has(root, "openapi"))
}
