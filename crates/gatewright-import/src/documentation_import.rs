//! ImportDocumentationParts: the documentation of a definition over that of an API.
//! (*Import API documentation*; recorded for overwriting.)

use gatewright_definition::resolve_documentation;
use gatewright_diagnostics::{Checked, Diagnostic, Effect, Verdict};
use gatewright_model::{Api, DocumentationPart};
use gatewright_source::Document;
use serde_json::{Map, Value};

use crate::context::Context;
use crate::import::is_complete;
use crate::{IdSource, Import, ImportOptions, Provenance, PutMode, ServiceMessage, documentation};

/// What the service answers to a body that it cannot read.
const UNREADABLE: &str = "Unable to build importer with provided input.";

/// The result of an import of documentation.
#[derive(Debug, Clone)]
pub struct DocumentationImport {
    /// The API as it would be afterwards; none when the service refuses the document.
    pub api: Option<Api>,
    /// The identifiers of the parts that were made or changed, in the order of the document.
    pub ids: Vec<String>,
    /// Everything noticed.
    pub diagnostics: Vec<Diagnostic>,
    fail_on_warnings: gatewright_diagnostics::FailOnWarnings,
}

impl DocumentationImport {
    /// What the findings come to.
    pub fn verdict(&self) -> Verdict {
        Verdict::of(&self.diagnostics, self.fail_on_warnings)
    }

    /// What the service says when it refuses the document. A document that it cannot read has
    /// words of its own here (recorded).
    pub fn service_message(&self) -> Option<ServiceMessage> {
        let message = ServiceMessage::of(&self.diagnostics, self.fail_on_warnings)?;
        if message.text == "Invalid OpenAPI input." {
            return Some(ServiceMessage { text: UNREADABLE.to_owned(), unknown: 0 });
        }
        Some(message)
    }
}

impl From<DocumentationImport> for Import {
    /// The same without the identifiers, for those who show an import of any kind.
    fn from(import: DocumentationImport) -> Self {
        let DocumentationImport { api, ids: _, diagnostics, fail_on_warnings } = import;
        Self { api, provenance: Provenance::default(), diagnostics, fail_on_warnings }
    }
}

/// Imports the documentation of a document as ImportDocumentationParts does; nothing else of the
/// document counts. The service is recorded to take definitions; here a document that holds nothing
/// but documentation will do, since the reference speaks of documentation parts as the body.
pub fn import_documentation(
    existing: &Api,
    document: &Checked<Document>,
    mode: PutMode,
    options: &ImportOptions,
    ids: &mut dyn IdSource,
) -> DocumentationImport {
    let fail_on_warnings = options.fail_on_warnings;
    let refused = |diagnostics| DocumentationImport {
        api: None,
        ids: Vec::new(),
        diagnostics,
        fail_on_warnings,
    };
    let mut diagnostics = document.diagnostics.clone();
    if !is_complete(document) {
        return refused(diagnostics);
    }
    let resolved = resolve_documentation(&document.value);
    diagnostics.extend(resolved.diagnostics);
    let Some(definition) = resolved.value else { return refused(diagnostics) };
    let mut cx = Context::new(&definition, options, existing.rest_api.id.clone(), ids);
    let parts = documentation::build(&mut cx);
    let (own, _) = cx.into_findings();
    // What else is wrong with the definition does not count here.
    diagnostics.retain(|d| d.metadata.effect != Effect::Warned);
    diagnostics.extend(own);
    if ServiceMessage::of(&diagnostics, fail_on_warnings).is_some() {
        return refused(diagnostics);
    }
    let mut api = existing.clone();
    let locations: Vec<_> = parts.iter().map(|part| part.location.clone()).collect();
    api.documentation_parts = combine_parts(&existing.documentation_parts, parts, mode);
    let ids = locations
        .iter()
        .filter_map(|location| {
            let part = api.documentation_parts.iter().find(|part| part.location == *location)?;
            Some(part.id.clone())
        })
        .collect();
    DocumentationImport { api: Some(api), ids, diagnostics, fail_on_warnings }
}

/// Overwriting replaces all parts. Merging adds parts; where a location has one, the new attributes
/// replace the old ones of the same name.
pub(crate) fn combine_parts(
    existing: &[DocumentationPart],
    incoming: Vec<DocumentationPart>,
    mode: PutMode,
) -> Vec<DocumentationPart> {
    let mut parts = match mode {
        PutMode::Overwrite => return incoming,
        PutMode::Merge => existing.to_vec(),
    };
    for part in incoming {
        match parts.iter_mut().find(|old| old.location == part.location) {
            Some(old) => old.properties = merged(&old.properties, &part.properties),
            None => parts.push(part),
        }
    }
    parts
}

fn merged(old: &str, new: &str) -> String {
    let object = |text: &str| serde_json::from_str::<Map<String, Value>>(text);
    match (object(old), object(new)) {
        (Ok(mut members), Ok(added)) => {
            members.extend(added);
            Value::Object(members).to_string()
        }
        _ => new.to_owned(),
    }
}
