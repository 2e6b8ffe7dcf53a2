//! A definition in the other version of OpenAPI, or in the same one as the service would write it.
//!
//! [`convert`] imports the definition and exports the API, so that integrations, authorizers and
//! settings are what the service takes and gives. What the API does not hold and the target can
//! carry (texts, examples, types of parameters, vendor extensions …) is then put back from the
//! definition. What is lost nonetheless is a list of [`Loss`]es.
//!
//! ```
//! use gatewright_convert::{ConvertOptions, convert};
//! use gatewright_diagnostics::SourceId;
//! use gatewright_export::{ExportType, Format};
//! use gatewright_import::StableIds;
//!
//! let text = "
//! swagger: '2.0'
//! info: { title: Pets, version: '1.0' }
//! paths:
//!   /pets:
//!     get:
//!       summary: All pets
//!       parameters: [{ name: limit, in: query, type: integer }]
//!       responses: { 200: { description: Pets } }
//!       x-amazon-apigateway-integration: { type: mock }
//! ";
//! let document = gatewright_source::read(SourceId(0), text.into());
//! let options = ConvertOptions::new(ExportType::Oas30, Format::Yaml);
//! let conversion = convert(&document, &options, &mut StableIds::default());
//! let definition = conversion.text.expect("it is accepted");
//! assert!(definition.contains("summary: \"All pets\"\n"));
//! assert!(definition.contains("schema:\n          type: \"integer\"\n"));
//! assert!(conversion.losses.is_empty());
//! ```

mod addresses;
mod bodies;
mod content;
mod convert;
mod json;
mod loss;
mod operation;
mod orders;
mod parameters;
mod paths;
mod put_back;
mod responses;
mod root;
mod schemas;
mod security;
mod values;

pub use convert::{Conversion, ConvertOptions, Form, convert};
pub use loss::{Loss, Reason};
