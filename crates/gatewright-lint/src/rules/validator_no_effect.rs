//! Validators that check nothing.

use gatewright_definition::Text;
use gatewright_source::Node;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::Definition;

declare_rule! {
    /// A request validator that checks nothing, or that nothing uses.
    ///
    /// ## Why
    ///
    /// A method is checked by the validator that it names, or by that of the root, and a validator
    /// checks what its two members switch on. Where both are off, or where validators are defined
    /// and no method has one, requests reach the backend unchecked, while the definition looks as
    /// if they did not. A validator without checks that a method takes instead of the root's is one
    /// on purpose.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// x-amazon-apigateway-request-validators:
    ///   all: { validateRequestBody: true, validateRequestParameters: true }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// x-amazon-apigateway-request-validator: all
    /// x-amazon-apigateway-request-validators:
    ///   all: { validateRequestBody: true, validateRequestParameters: true }
    /// ```
    ValidatorNoEffect {
        name: "validator-no-effect",
        category: Correctness,
        severity: Warning,
        preset: Recommended,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: ["extension-property-unknown"],
        visits: [Definition],
    }
}

impl Check<visit::Definition> for ValidatorNoEffect {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        let validators = &definition.request_validators;
        let Some(first) = validators.first() else { return };
        cx.judged();
        let own = || {
            let operations = definition.operations();
            operations.filter_map(|(_, operation)| operation.request_validator.as_ref())
        };
        let default = definition.request_validator.as_ref();
        if default.is_none() && own().next().is_none() {
            let key = definition.root.entry("x-amazon-apigateway-request-validators");
            cx.report(
                key.map_or(first.name.at, |(key, _)| key),
                "no method uses a request validator",
            )
            .label("requests are not checked")
            .help(
                "name one in `x-amazon-apigateway-request-validator`, at the root or an operation",
            );
            return;
        }
        // At an operation it switches the default off.
        let idle = validators.iter().filter(|it| {
            !it.validate_request_body && !it.validate_request_parameters && switches_off(it.at)
        });
        for validator in idle {
            let is_it = |name: &&Text<'a>| name.as_str() == validator.name.as_str();
            let user = match default {
                Some(default) => Some(default).filter(is_it),
                None => own().find(is_it),
            };
            // A name such as `none` says it.
            let user = user.filter(|name| !name.to_ascii_lowercase().contains("none"));
            if let Some(user) = user {
                cx.report(
                    user.at,
                    format!("the request validator `{}` checks nothing", user.value),
                )
                .label("requests are not checked")
                .related(validator.name.at, "both checks are off")
                .help("switch `validateRequestBody` or `validateRequestParameters` on");
            }
        }
    }
}

/// Whether the members are off, and not merely unknown.
fn switches_off(validator: Node<'_>) -> bool {
    ["validateRequestBody", "validateRequestParameters"]
        .iter()
        .filter_map(|name| validator.get(name))
        .all(|value| {
            value.is_null() || value.as_bool() == Some(false) || value.text() == Some("false")
        })
}
