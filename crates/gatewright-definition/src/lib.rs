//! One typed view of Swagger 2.0 and OpenAPI 3.0 definitions.
//!
//! [`resolve`] reads a document as far as it can be read: references are followed, both versions
//! look the same, every `x-amazon-apigateway-…` extension has its type, and each value knows its
//! node. Nothing stops the reading: what is malformed is reported and then counts as absent. What API
//! Gateway makes of a thing is not decided here but in the import.
//!
//! ```
//! use gatewright_definition::{Version, resolve};
//! use gatewright_diagnostics::SourceId;
//!
//! let text = "
//! swagger: '2.0'
//! info: { title: Pets, version: 1 }
//! paths:
//!   /pets:
//!     x-amazon-apigateway-any-method:
//!       x-amazon-apigateway-integration: { type: mock }
//! ";
//! let document = gatewright_source::read(SourceId(0), text.into()).value;
//! let definition = resolve(&document).value.expect("a definition");
//! assert_eq!(definition.version, Version::Swagger20);
//! assert_eq!(definition.info.version.as_deref(), Some("1"));
//! assert_eq!(definition.operations().count(), 1);
//! ```

mod diagnostics;
mod extensions;
mod holes;
mod oas30;
mod openapi31;
mod operation;
mod parameters;
mod reader;
mod references;
mod resolve;
mod root;
mod security;
mod spanned;
mod structure;
mod swagger20;
pub mod values;
mod version;
pub mod vocabulary;

pub use diagnostics::{DIAGNOSTICS, INTEGRATION_MALFORMED, NOT_A_DEFINITION, VERSION_UNSUPPORTED};
pub use extensions::authorizer::Authorizer;
pub use extensions::documentation::{Documentation, DocumentationLocation, DocumentationPart};
pub use extensions::endpoint_configuration::EndpointConfiguration;
pub use extensions::gateway_responses::GatewayResponse;
pub use extensions::integration::{Integration, IntegrationResponse, TlsConfig};
pub use extensions::request_validators::RequestValidator;
pub use extensions::{AUTHORIZER, AUTHTYPE};
pub use holes::{Holes, Reach, contains_unknown, is_open};
pub use operation::{Header, MediaType, Operation, PathItem, RequestBody, Response, Schema, Verb};
pub use parameters::{Parameter, ParameterIn};
pub use references::{decoded, follow};
pub use resolve::{looks_like_definition, resolve, resolve_documentation};
pub use root::{Definition, Info, NamedSchema, Server};
pub use security::{SCHEME_TYPES, SecurityRequirement, SecurityScheme};
pub use spanned::{Flag, Spanned, Text};
pub use structure::DIAGNOSTICS as STRUCTURE_DIAGNOSTICS;
pub use version::Version;
