//! ImportRestApi: a definition to a new API.

use gatewright_definition::{Definition, Holes, resolve};
use gatewright_diagnostics::{Checked, Diagnostic, Effect, FailOnWarnings, Stage, Words};
use gatewright_model::{Api, Resource};
use gatewright_source::Document;
use gatewright_source::diagnostics::STOPS;

use crate::authorizers::Schemes;
use crate::context::Context;
use crate::methods::{self, Parts};
use crate::models::Models;
use crate::resources::Resources;
use crate::{
    DocumentationMode, IdKind, IdSource, Import, ImportOptions, Provenance, basepath, deployment,
    documentation, doubt, gateway_responses, rest_api, validators, variables,
};

/// Imports a document as ImportRestApi does: builds the API that there would be, and says what the
/// service would say.
///
/// ```
/// use gatewright_diagnostics::{SourceId, Verdict};
/// use gatewright_import::{ImportOptions, StableIds, import};
///
/// let text = "
/// swagger: '2.0'
/// info: { title: Pets, version: '1' }
/// paths:
///   /pets:
///     get:
///       responses: { 200: { description: OK } }
///       x-amazon-apigateway-integration:
///         { type: http_proxy, httpMethod: GET, uri: 'https://example.com/pets' }
/// ";
/// let document = gatewright_source::read(SourceId(0), text.into());
/// let import = import(&document, &ImportOptions::default(), &mut StableIds::default());
/// assert_eq!(import.verdict(), Verdict::Accepted);
/// assert!(import.api.is_some_and(|api| api.resource("/pets").is_some()));
/// ```
pub fn import(
    document: &Checked<Document>,
    options: &ImportOptions,
    ids: &mut dyn IdSource,
) -> Import {
    examine(document, options, ids).into_import()
}

/// A document as far as it is understood, and everything that an import notices.
#[derive(Debug, Clone)]
pub struct Examination<'d> {
    /// What was read, and what was built of it; none of a document that is no definition or could
    /// not be read to its end.
    pub understood: Option<Understood<'d>>,
    /// Everything noticed, in the order of [`Import::diagnostics`].
    pub diagnostics: Vec<Diagnostic>,
    fail_on_warnings: FailOnWarnings,
}

/// A definition and the API that it describes.
#[derive(Debug, Clone)]
pub struct Understood<'d> {
    /// The definition.
    pub definition: Definition<'d>,
    /// The API, also when the service refuses the definition: what is refused is then left out or
    /// stands as it was written.
    pub api: Api,
    /// The way back from the tree to the document.
    pub provenance: Provenance,
}

impl Examination<'_> {
    /// The result of the import.
    pub fn into_import(self) -> Import {
        let understood = self.understood.map(|it| (it.api, it.provenance));
        let (api, provenance) = understood.unzip();
        let mut import = Import {
            api,
            provenance: provenance.unwrap_or_default(),
            diagnostics: self.diagnostics,
            fail_on_warnings: self.fail_on_warnings,
        };
        withhold_refused(&mut import);
        import
    }
}

/// Does what [`import`] does, and keeps what was understood on the way, also of a definition that
/// is refused: for those who have more to say about it than the service.
pub fn examine<'d>(
    document: &'d Checked<Document>,
    options: &ImportOptions,
    ids: &mut dyn IdSource,
) -> Examination<'d> {
    let fail_on_warnings = options.fail_on_warnings;
    let noticed = |diagnostics| Examination { understood: None, diagnostics, fail_on_warnings };
    let Some((definition, mut diagnostics)) = readable(document) else {
        return noticed(in_order(document.diagnostics.clone()));
    };
    let Some(definition) = definition else {
        return noticed(in_order(of_no_definition(diagnostics)));
    };
    let title = definition.info.title.as_deref().unwrap_or_default();
    let api_id = ids.id(IdKind::RestApi, title);
    let built = build(&definition, options, api_id, &[], ids);
    diagnostics.extend(built.diagnostics);
    doubt::take_away(built.holes.as_ref(), &definition, &mut diagnostics);
    let (api, provenance) = (built.api, built.provenance);
    let understood = Some(Understood { definition, api, provenance });
    Examination { understood, ..noticed(in_order(diagnostics)) }
}

/// The definition of a document that could be read to its end, with the findings so far. None when
/// it could not: what is said of half a document would be wrong.
pub(crate) fn readable(
    document: &Checked<Document>,
) -> Option<(Option<Definition<'_>>, Vec<Diagnostic>)> {
    if !is_complete(document) {
        return None;
    }
    let resolved = resolve(&document.value);
    let mut diagnostics = document.diagnostics.clone();
    diagnostics.extend(resolved.diagnostics);
    Some((resolved.value, diagnostics))
}

/// Whether the document was read to its end, and the service reads it, too.
pub(crate) fn is_complete(document: &Checked<Document>) -> bool {
    !document.diagnostics.iter().any(|d| STOPS.contains(&d.metadata))
}

/// Of a file that is no definition only that counts.
fn of_no_definition(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    // A template says why nothing of its definition is known.
    let is_of_template = |d: &Diagnostic| d.metadata.stage == Stage::Template;
    diagnostics.retain(|d| d.metadata.effect == Effect::Refused || is_of_template(d));
    diagnostics
}

pub(crate) fn not_a_definition(diagnostics: Vec<Diagnostic>, options: &ImportOptions) -> Import {
    finish(None, Provenance::default(), of_no_definition(diagnostics), options)
}

pub(crate) fn unreadable(document: &Checked<Document>, options: &ImportOptions) -> Import {
    finish(None, Provenance::default(), document.diagnostics.clone(), options)
}

/// An API as a definition alone makes it, whatever is wrong with it.
pub(crate) struct Built {
    pub(crate) api: Api,
    pub(crate) provenance: Provenance,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// What nobody knows of the definition.
    pub(crate) holes: Option<Holes>,
}

/// Builds the API. `existing` are resources that stay beside those of the definition.
pub(crate) fn build(
    definition: &Definition<'_>,
    options: &ImportOptions,
    api_id: String,
    existing: &[Resource],
    ids: &mut dyn IdSource,
) -> Built {
    let mut cx = Context::new(definition, options, api_id, ids);
    let mut resources = Resources::new(&mut cx, existing);
    let rest_api = rest_api::build(&mut cx, resources.root_id());
    let mut models = Models::build(&mut cx);
    let schemes = Schemes::build(&mut cx);
    let request_validators = validators::build(&mut cx);
    methods::check_default_validator(&mut cx, &request_validators);
    let prefix = basepath::prefix(&mut cx);
    let mut parts =
        Parts { models: &mut models, schemes: &schemes, validators: &request_validators };
    for item in &definition.path_items {
        let place = resources.place(&mut cx, &prefix, &item.path);
        if let Some(resource) = place {
            methods::build(&mut cx, &mut parts, resource, item);
        }
    }
    models.note_dropped(&mut cx);
    let gateway_responses = gateway_responses::build(&mut cx);
    let documentation_parts = match options.documentation {
        DocumentationMode::Import => documentation::build(&mut cx),
        DocumentationMode::Ignore => Vec::new(),
    };
    if definition.documentation.is_none() && options.documentation == DocumentationMode::Import {
        documentation::note_descriptions(&mut cx);
    }
    let api = Api {
        rest_api,
        resources: resources.into_list(),
        models: models.into_list(),
        authorizers: schemes.into_list(),
        request_validators,
        gateway_responses,
        documentation_parts,
    };
    deployment::check(&mut cx, &api);
    let holes = cx.holes.take();
    let (diagnostics, provenance) = cx.into_findings();
    Built { api: variables::fill(api, &options.variables), provenance, diagnostics, holes }
}

/// The result: without an API when it is refused, and with the findings in order.
pub(crate) fn finish(
    api: Option<Api>,
    provenance: Provenance,
    diagnostics: Vec<Diagnostic>,
    options: &ImportOptions,
) -> Import {
    let mut import = Import {
        api,
        provenance,
        diagnostics: in_order(diagnostics),
        fail_on_warnings: options.fail_on_warnings,
    };
    withhold_refused(&mut import);
    import
}

/// A definition that is refused becomes no API.
fn withhold_refused(import: &mut Import) {
    if import.service_message().is_some() {
        import.api = None;
        import.provenance = Provenance::default();
    }
}

/// First what the service says, in its order; then the rest by place.
fn in_order(diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let (mut ordered, mut rest): (Vec<_>, Vec<_>) = diagnostics.into_iter().partition(|d| {
        d.metadata.words == Words::Service
            && matches!(d.metadata.effect, Effect::Refused | Effect::Warned)
    });
    rest.sort_by(|a, b| {
        let key = |d: &Diagnostic| (d.location.span, d.metadata.name);
        key(a).cmp(&key(b))
    });
    ordered.append(&mut rest);
    ordered
}
