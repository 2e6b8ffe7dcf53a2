//! What ImportRestApi and PutRestApi make of a definition.
//!
//! [`import`] builds the [`Api`](gatewright_model::Api) that the service would build and says what
//! the service would say; [`put`] does the same on an API that exists. Neither reads a file, a
//! clock or a source of randomness: identifiers come from an [`IdSource`].

mod ids;
mod options;
mod outcome;

pub use ids::{IdKind, IdSource, StableIds};
pub use options::{AwsVariables, BasepathMode, DocumentationMode, ImportOptions, PutMode};
pub use outcome::{Import, Provenance, ServiceMessage};
