//! What ImportRestApi and PutRestApi make of a definition.
//!
//! [`import`] builds the [`Api`](gatewright_model::Api) that the service would build and says what
//! the service would say; [`put`] does the same on an API that exists. Neither reads a file, a
//! clock or a source of randomness: identifiers come from an [`IdSource`], the time of the call
//! from the [`ImportOptions`].
//!
//! ```
//! use gatewright_diagnostics::SourceId;
//! use gatewright_import::{ImportOptions, StableIds, import};
//!
//! let text = r#"{ "openapi": "3.1.0", "info": { "title": "Pets" } }"#;
//! let document = gatewright_source::read(SourceId(0), text.into());
//! let import = import(&document, &ImportOptions::default(), &mut StableIds::default());
//! assert!(import.api.is_none());
//! let message = import.service_message().map(|message| message.text);
//! assert_eq!(message.as_deref(), Some("Invalid OpenAPI input."));
//! ```

mod authorizers;
mod basepath;
mod beside;
mod context;
mod create;
mod deployment;
mod diagnostics;
mod documentation;
mod documentation_import;
mod doubt;
mod gateway_responses;
mod ids;
mod import;
mod integrations;
mod java_pattern;
mod methods;
mod models;
mod options;
mod outcome;
mod parameters;
mod payloads;
mod plan;
mod put;
mod refusal;
mod request_body;
mod resources;
mod responses;
mod rest_api;
mod security;
mod validators;
mod variables;

pub use beside::{Beside, Methods, Set, Strength};
pub use create::{CreateRestApi, create_rest_api};
pub use diagnostics::all_diagnostics;
pub use documentation_import::{DocumentationImport, import_documentation};
pub use ids::{IdKind, IdSource, StableIds};
pub use import::{Examination, Understood, examine, import};
pub use java_pattern::{JavaPattern, JavaPatternError};
pub use options::{AwsVariables, BasepathMode, DocumentationMode, ImportOptions, PutMode};
pub use outcome::{Import, Provenance, ServiceMessage};
pub use plan::{Change, Counts, Danger, Entity, Entry, FieldChange, Harm, Meaning, Plan, dangers};
pub use put::put;
