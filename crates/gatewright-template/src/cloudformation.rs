//! Templates of CloudFormation: what their functions come to, and the definitions in them.
//!
//! A template is evaluated where a definition asks for it, and nowhere else. What is written without any
//! function is copied as it is, with its places.

mod assets;
mod conditions;
mod evaluator;
mod functions;
mod http_api;
mod include;
mod loops;
mod output;
mod parameters;
mod properties;
mod rest_api;
mod sections;
mod serverless;
mod sources;
mod text;
mod value;

use gatewright_diagnostics::{Checked, Diagnostic};
use gatewright_source::diagnostics::{FILE_TOO_LARGE, STOPS, TAG_UNRESOLVED};
use gatewright_source::{Document, Node};

use crate::library::Library;
use crate::surroundings::cloudformation::surround;
use crate::written_call::SHORT_FORMS;
use crate::{Api, Request};
use evaluator::{Evaluator, Told};
use sources::{ShortForms, Source, Sources};

/// Whether a document is a template.
pub(crate) fn is_template(document: &Document) -> bool {
    let Some(root) = document.root().filter(|it| it.is_mapping()) else { return false };
    if root.get("AWSTemplateFormatVersion").is_some() {
        return true;
    }
    let is_resource = |(key, value): (Node<'_>, Node<'_>)| {
        let kind = value.get("Type").and_then(Node::as_str);
        kind.is_some_and(|it| it.contains("::"))
            || key.text().is_some_and(|it| it.starts_with("Fn::"))
    };
    root.get("Resources").is_some_and(|it| it.entries().any(is_resource)) || has_sections(root)
}

/// The sections of a template (*Template anatomy*).
const SECTIONS: [&str; 11] = [
    "Conditions",
    "Description",
    "Globals",
    "Hooks",
    "Mappings",
    "Metadata",
    "Outputs",
    "Parameters",
    "Resources",
    "Rules",
    "Transform",
];

/// Whether a mapping consists of nothing but sections, as a template of the CDK for assertions does, which
/// has no resources.
fn has_sections(root: Node<'_>) -> bool {
    let is_section = |key: Node<'_>| key.text().is_some_and(|it| SECTIONS.contains(&it));
    let typed = |it: Node<'_>| it.entries().any(|(_, value)| value.get("Type").is_some());
    root.get("Parameters").is_some_and(typed) && root.entries().all(|(key, _)| is_section(key))
}

/// The APIs of a template, and what there is to say of it.
pub(crate) fn apis(
    read: Checked<Document>,
    request: &Request<'_>,
    library: &Library<'_>,
) -> (Vec<Api>, Vec<Diagnostic>) {
    let mut main = Source::new(read, ShortForms::Understood);
    let said = std::mem::take(&mut main.diagnostics);
    let (mut of_the_file, said): (Vec<_>, Vec<_>) = said
        .into_iter()
        .filter(|it| it.metadata != &FILE_TOO_LARGE && !is_about_function(it, &main.document))
        .partition(|it| STOPS.contains(&it.metadata));
    let sources = Sources::new(main);
    let evaluator = Evaluator::new(&sources, library, request);
    // What concerns all resources.
    evaluator.resources();
    of_the_file.extend(evaluator.take_told().into_iter().map(Told::where_it_is));
    let mut apis = rest_api::apis(&evaluator, &said);
    apis.extend(serverless::apis(&evaluator, &said));
    // A part of the evaluation that no definition speaks of may have stopped.
    let mut told = of_the_file.iter().chain(apis.iter().flat_map(|it| &it.document.diagnostics));
    if let Some(stopped) = evaluator.take_stopped()
        && !told.any(|it| it.metadata == stopped.diagnostic.metadata)
    {
        of_the_file.push(stopped.where_it_is());
    }
    http_api::note_files(&evaluator);
    apis.sort_by_key(|api| (api.at.source, api.at.span.start));
    surround(&mut apis, &sources.main().document);
    (apis, of_the_file)
}

/// Whether a finding is about the tag of a function, which a template may have.
fn is_about_function(diagnostic: &Diagnostic, document: &Document) -> bool {
    let text = document.text().get(diagnostic.location.span.range()).unwrap_or_default();
    let name = text.strip_prefix('!').unwrap_or_default();
    diagnostic.metadata == &TAG_UNRESOLVED && SHORT_FORMS.contains(&name)
}
