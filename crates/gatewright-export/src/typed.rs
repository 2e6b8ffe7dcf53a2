//! An export as the types of the crate `openapiv3`, for callers that go on in Rust.

use std::fmt;

use gatewright_model::Api;
use serde_json::{Map, Value};

use crate::{ExportError, ExportOptions, ExportType, Extensions, Format, Stage, export};

/// Why there is no typed export.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum TypedError {
    /// There is no export.
    Export(ExportError),
    /// The export is not what `openapiv3` takes for OpenAPI 3.0; what it says. The schemas of
    /// models are written as they are stored, and their texts as the documentation has them, so
    /// that either can hold what OpenAPI does not allow.
    NotOpenApi(String),
}

impl fmt::Display for TypedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Export(error) => error.fmt(f),
            Self::NotOpenApi(error) => write!(f, "the export is not OpenAPI 3.0: {error}"),
        }
    }
}

impl std::error::Error for TypedError {}

/// The export of an API as OpenAPI 3.0, in types. [`export`] says what it does not hold.
///
/// Differs from the text in one thing: an operation without responses has an empty map of them.
///
/// ```
/// use gatewright_diagnostics::SourceId;
/// use gatewright_export::{Extensions, Stage, typed};
/// use gatewright_import::{ImportOptions, StableIds, import};
///
/// let text = "swagger: '2.0'\ninfo: { title: Pets, version: '1.0' }\npaths: {}";
/// let document = gatewright_source::read(SourceId(0), text.into());
/// let import = import(&document, &ImportOptions::default(), &mut StableIds::default());
/// let stage = Stage::new("prod", "eu-central-1");
/// let definition = typed(&import.api.expect("it is accepted"), Extensions::NONE, &stage)?;
/// assert_eq!(definition.info.title, "Pets");
/// # Ok::<(), gatewright_export::TypedError>(())
/// ```
pub fn typed(
    api: &Api,
    extensions: Extensions,
    stage: &Stage,
) -> Result<openapiv3::OpenAPI, TypedError> {
    let options = ExportOptions {
        export_type: ExportType::Oas30,
        extensions,
        format: Format::Json,
        stage: stage.clone(),
    };
    let text = export(api, &options).map_err(TypedError::Export)?.text;
    let definition = serde_json::from_str(&text).map(with_responses);
    let typed = definition.and_then(serde_json::from_value);
    typed.map_err(|error| TypedError::NotOpenApi(error.to_string()))
}

/// The service writes no `responses` for a method that has none, and OpenAPI demands the member.
fn with_responses(mut definition: Value) -> Value {
    let items = definition.get_mut("paths").and_then(Value::as_object_mut);
    for item in items.into_iter().flat_map(|items| items.values_mut()) {
        let operations = item.as_object_mut().into_iter().flatten();
        // The others, such as `x-amazon-apigateway-any-method`, are no operations for `openapiv3`.
        let operations = operations.filter(|(verb, _)| !verb.starts_with("x-"));
        for operation in operations.filter_map(|(_, it)| it.as_object_mut()) {
            operation.entry("responses").or_insert_with(|| Value::Object(Map::new()));
        }
    }
    definition
}
