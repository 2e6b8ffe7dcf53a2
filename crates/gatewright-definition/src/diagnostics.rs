//! The findings of this crate, but for those of [`structure`](crate::structure): by subject, a
//! file for each.

mod document;
mod extensions;
mod references;

use gatewright_diagnostics::Metadata;

pub use document::{NOT_A_DEFINITION, VERSION_UNSUPPORTED};
pub use extensions::INTEGRATION_MALFORMED;

pub(crate) use document::*;
pub(crate) use extensions::*;
pub(crate) use references::*;

/// All kinds of findings of this crate.
pub const DIAGNOSTICS: &[&Metadata] = &[
    &ALIASES_UNSUPPORTED,
    &ANY_METHOD_MALFORMED,
    &EXTENSION_FOR_HTTP_APIS,
    &EXTENSION_MISPLACED,
    &EXTENSION_PROPERTY_FOR_HTTP_APIS,
    &EXTENSION_PROPERTY_UNKNOWN,
    &EXTENSION_UNKNOWN,
    &INTEGRATION_MALFORMED,
    &NOT_A_DEFINITION,
    &PARAMETER_INCOMPLETE,
    &PATH_ITEM_SIBLINGS_DROPPED,
    &REFERENCE_CYCLIC,
    &REFERENCE_EXTERNAL,
    &REFERENCE_NOT_FOUND,
    &VALUE_OF_WRONG_TYPE,
    &VERSION_UNSUPPORTED,
];
