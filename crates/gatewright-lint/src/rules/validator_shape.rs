//! Validators without a name.

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::Definition;

declare_rule! {
    /// A request validator whose name is blank.
    ///
    /// ## Why
    ///
    /// Validators are named by their keys, and the service refuses to give one a blank name with
    /// `Request Validator name cannot be blank`. What an import says is not known. Members with
    /// other names than `validateRequestBody` and `validateRequestParameters` have a finding of
    /// their own.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// x-amazon-apigateway-request-validator: all
    /// x-amazon-apigateway-request-validators:
    ///   all: { validateRequestBody: true }
    ///   "": { validateRequestParameters: true }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// x-amazon-apigateway-request-validator: all
    /// x-amazon-apigateway-request-validators:
    ///   all: { validateRequestBody: true, validateRequestParameters: true }
    /// ```
    ValidatorShape {
        name: "validator-shape",
        category: Correctness,
        severity: Error,
        preset: Recommended,
        fix: None,
        confidence: Derived,
        versions: Both,
        since: "0.1.0",
        yields_to: [],
        visits: [Definition],
    }
}

impl Check<visit::Definition> for ValidatorShape {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        for validator in &definition.request_validators {
            cx.judged();
            if validator.name.trim().is_empty() {
                cx.report(validator.name.at, "a request validator without a name")
                    .label("the service takes no blank name")
                    .help("name it after what it checks");
            }
        }
    }
}
