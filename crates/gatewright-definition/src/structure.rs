//! The `Parse issue:` warnings that the service gives for OpenAPI 3.0 documents.
//!
//! API Gateway reads these documents with a general OpenAPI reader, and passes on what that reader
//! complains of. This module complains of the same, in the same order, with the same texts. The
//! order is that of the groups (unknown members, wrong types, missing members, remarks,
//! repetitions), and within a group that in which the reader walks the document. Editions of the
//! reader differ in a few points; there, only what every edition says is said here.
//!
//! It is not a validator of OpenAPI: the reader is lax about some things and odd about others, and
//! both is kept. What lies below an `x-` key is never looked at.

use std::collections::HashMap;

use gatewright_diagnostics::Diagnostic;
use gatewright_source::Node;

mod bodies;
mod components;
mod decode;
mod diagnostics;
mod document;
mod hints;
mod issues;
mod keys;
mod members;
mod objects;
mod operation;
mod parameters;
mod paths;
mod place;
mod remarks;
mod schema;
mod security;
mod url;

#[cfg(test)]
mod tests;

use components::Components;
use issues::Issues;

pub use diagnostics::DIAGNOSTICS;

/// What the service would say of the document under `root`, in its order.
pub(crate) fn check(root: Node<'_>) -> Vec<Diagnostic> {
    let mut walk = Walk::default();
    walk.document(root);
    walk.issues.into_diagnostics()
}

/// The state of one walk. Its methods stand beside what they walk over; `at` is always the place
/// that the reader is at.
#[derive(Default)]
struct Walk<'d> {
    issues: Issues,
    components: Components<'d>,
    /// The operation ids met so far, and where.
    operation_ids: HashMap<&'d str, Node<'d>>,
}
