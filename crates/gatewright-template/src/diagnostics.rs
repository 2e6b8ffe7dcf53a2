//! What there is to say of templates.

mod around;
pub(crate) mod cdk;

use gatewright_diagnostics::Metadata;

pub(crate) use around::{
    TEMPLATE_INCLUDE_SHORT_FORM, TEMPLATE_LAMBDA_PERMISSION, TEMPLATE_MIXED_DEFINITION,
    TEMPLATE_PROPERTY_CONFLICT, TEMPLATE_PROPERTY_SHADOWED, TEMPLATE_REFERENCE,
};

/// Every kind of finding of this package.
pub static ALL: &[&Metadata] = &[
    &TEMPLATE_INCLUDE_SHORT_FORM,
    &cdk::TEMPLATE_STACK_UNREADABLE,
    &TEMPLATE_LAMBDA_PERMISSION,
    &TEMPLATE_MIXED_DEFINITION,
    &TEMPLATE_PROPERTY_CONFLICT,
    &TEMPLATE_PROPERTY_SHADOWED,
    &TEMPLATE_REFERENCE,
];
