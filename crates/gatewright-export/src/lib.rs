//! A REST API as an OpenAPI definition, as GetExport writes it.
//!
//! [`export`] gives the text of the definition, to the letter what the service answers as far as
//! that is known, and says what of the API the definition does not hold.
//!
//! ```
//! use gatewright_diagnostics::SourceId;
//! use gatewright_export::{ExportOptions, ExportType, Extensions, Format, Stage, export};
//! use gatewright_import::{ImportOptions, StableIds, import};
//!
//! let text = "swagger: '2.0'\ninfo: { title: Pets, version: '1.0' }\npaths: {}";
//! let document = gatewright_source::read(SourceId(0), text.into());
//! let import = import(&document, &ImportOptions::default(), &mut StableIds::default());
//! let options = ExportOptions {
//!     export_type: ExportType::Oas30,
//!     extensions: Extensions::NONE,
//!     format: Format::Yaml,
//!     stage: Stage::new("prod", "eu-central-1"),
//! };
//! let export = export(&import.api.expect("it is accepted"), &options).expect("no model is not JSON");
//! assert!(export.text.starts_with("openapi: \"3.0.1\"\ninfo:\n  title: \"Pets\"\n"));
//! assert_eq!(export.file_name, "oas30_1.0.yaml");
//! ```

mod documentation;
mod export;
mod hash_order;
mod head;
mod integration;
mod loss;
mod losses;
mod models;
mod operation;
mod options;
mod parameters;
mod paths;
mod responses;
mod security;
mod settings;
mod typed;
mod writer;

pub use export::{Export, ExportError, export};
pub use loss::{Loss, Reason};
pub use options::{
    DocumentationVersion, Domain, ExportOptions, ExportType, Extension, Extensions, Format, Stage,
};
pub use typed::{TypedError, typed};
pub use writer::write_definition;
