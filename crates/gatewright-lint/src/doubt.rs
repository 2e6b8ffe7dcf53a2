//! What the rules say of a definition of which nobody knows all: nothing that rests on what is unknown.

use gatewright_definition::{Holes, Reach};
use gatewright_diagnostics::Stage;
use gatewright_source::Document;

use crate::lint::Finding;

/// Takes away what is not certain. What the texts of a thing mean the rules ask themselves; here is
/// what they look for beside the place of a finding.
pub(crate) fn take_away(document: &Document, findings: &mut Vec<Finding>) {
    let Some(holes) = Holes::of(document) else { return };
    findings.retain(|it| {
        let (at, name) = (&it.diagnostic.location, it.diagnostic.metadata.name);
        let is_of_rule = it.diagnostic.metadata.stage == Stage::Lint;
        let is_in_part =
            || is_of_rule && !READS_PARTS.contains(&name) && Holes::is_in_part(document, at);
        !holes.hide_any(document, at, reaches(name)) && !is_in_part()
    });
}

/// The rules that tell the known parts of a text from the others.
const READS_PARTS: &[&str] = &[
    "authorizer-cognito-arns",
    "authorizer-credentials",
    "endpoint-configuration",
    "integration-lambda-post",
    "integration-method-mismatch",
    "integration-stage-variable",
    "integration-uri-cleartext",
    "integration-uri-lambda",
    "integration-uri-region",
    "integration-uri-variable",
    "integration-vpc-link",
    "policy-condition-value",
    "policy-document",
    "policy-open",
    "security-cleartext",
    "server-variables",
];

/// How far the rule of that name looks.
fn reaches(name: &str) -> &'static [Reach] {
    use Reach::{Declarations, Definition, Members, Operation, PathItem, Paths};
    match name {
        "api-key-scheme"
        | "authorizer-cache-key"
        | "authorizer-identity-source"
        | "cors-gateway-response"
        | "integration-passthrough"
        | "integration-response-default"
        | "integration-uri-cleartext"
        | "integration-uri-lambda"
        | "integration-uri-variable"
        | "integration-vpc-link"
        | "model-inline"
        | "model-empty-schema"
        | "parameter-unique"
        | "path-parameter-required"
        | "proxy-ignored-settings"
        | "schema-array-items"
        | "schema-enum"
        | "schema-single-combinator"
        | "security-unbounded-input"
        | "server-variables" => &[Members],
        "schema-allof-conflict" | "schema-required-defined" => &[Members, Declarations],
        "parameter-description" => &[Members, PathItem],
        "consumes-produces"
        | "cors-gateway-default"
        | "integration-content-handling"
        | "operation-tags-defined"
        | "schema-circular-required"
        | "schema-example-valid"
        | "security-scopes" => &[Declarations],
        "operation-described" | "ref-unresolved" => &[Declarations, Paths],
        "authorizer-context-unused"
        | "integration-mock-status"
        | "operation-error-response"
        | "operation-success-response"
        | "parameter-body"
        | "parameter-header-restricted"
        | "parameter-required-without-validator"
        | "path-parameter-unused"
        | "security-forgotten"
        | "security-missing"
        | "validator-missing" => &[Operation],
        "cors-actual-response"
        | "cors-headers"
        | "cors-methods"
        | "cors-origin"
        | "cors-preflight-answer"
        | "cors-preflight-auth"
        | "cors-preflight-missing"
        | "path-variable-declared"
        | "path-without-method" => &[PathItem],
        "path-duplicate-resource" => &[Paths],
        "authorizer-unused"
        | "component-unused"
        | "documentation-part-target"
        | "policy-resource-unmatched"
        | "security-root-level"
        | "security-root-unproven"
        | "validator-idle"
        | "validator-no-effect" => &[Definition, Paths],
        _ => &[],
    }
}
