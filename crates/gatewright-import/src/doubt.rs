//! What is said of a definition of which nobody knows all: nothing that rests on what is unknown.

use gatewright_definition::{Definition, Holes, Reach};
use gatewright_diagnostics::Diagnostic;

/// Takes away what is not certain. What a finding rests on beside its place is asked where it is
/// raised, in so far as the import goes on in another way then; the rest is listed here.
pub(crate) fn take_away(
    holes: Option<&Holes>,
    definition: &Definition<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(holes) = holes else { return };
    diagnostics
        .retain(|it| !holes.hide_any(definition.document, &it.location, reaches(it.metadata.name)));
}

/// How far the finding of that name looks.
fn reaches(name: &str) -> &'static [Reach] {
    match name {
        "api-without-methods" => &[Reach::Paths],
        "base-path-ignored" => &[Reach::Members],
        "descriptions-dropped"
        | "parameters-duplicate"
        | "private-api-without-policy"
        | "reference-missing"
        | "request-validator-unknown"
        | "security-scheme-undefined" => &[Reach::Declarations],
        "reference-not-found" => &[Reach::Declarations, Reach::Paths],
        "auth-ignored"
        | "authorization-scopes-unsupported"
        | "operation-open"
        | "path-parameter-undeclared"
        | "security-several-authorizers" => &[Reach::Operation],
        _ => &[],
    }
}
