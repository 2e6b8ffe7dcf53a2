//! What there is to say of templates.

use gatewright_diagnostics::Metadata;

/// Every kind of finding of this package.
pub static ALL: &[&Metadata] = &[];
