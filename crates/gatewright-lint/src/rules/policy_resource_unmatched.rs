//! Resources of policies that no method has.

use gatewright_definition::values::{ExecuteApiResource, PolicyDocument, Sense};

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::Definition;

declare_rule! {
    /// A resource of the policy that is no call of this API.
    ///
    /// ## Why
    ///
    /// A resource is `execute-api:/{stage}/{verb}/{path}`, or the ARN that ends so. One that misses
    /// the stage or the verb, has the verb in small letters or names a path that the API does not
    /// have is accepted and fits no call: what should be allowed is refused, and what should be
    /// denied is open.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://api.example.com/pets" }
    /// x-amazon-apigateway-policy:
    ///   Version: "2012-10-17"
    ///   Statement:
    ///     - Effect: Allow
    ///       Principal: { AWS: "arn:aws:iam::123456789012:root" }
    ///       Action: execute-api:Invoke
    ///       Resource: execute-api:/GET/pets
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://api.example.com/pets" }
    /// x-amazon-apigateway-policy:
    ///   Version: "2012-10-17"
    ///   Statement:
    ///     - Effect: Allow
    ///       Principal: { AWS: "arn:aws:iam::123456789012:root" }
    ///       Action: execute-api:Invoke
    ///       Resource: execute-api:/*/GET/pets
    /// ```
    PolicyResourceUnmatched {
        name: "policy-resource-unmatched",
        category: Correctness,
        severity: Warning,
        preset: Recommended,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: ["policy-invalid"],
        visits: [Definition],
    }
}

/// Each is held against each method. A policy of the size that the service takes has fewer.
const MOST: usize = 400;

impl Check<visit::Definition> for PolicyResourceUnmatched {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        let Some(policy) = definition.policy.and_then(PolicyDocument::read) else { return };
        let resources = &cx.api().resources;
        if resources.iter().all(|it| it.resource_methods.is_empty()) {
            return;
        }
        // What a denial excepts may be a path of another version of the API.
        let elements = policy.statements.iter().filter_map(|it| it.resource.as_ref());
        let elements = elements.filter(|it| it.sense != Sense::AllBut);
        for text in elements.flat_map(|it| &it.values).take(MOST) {
            let Some(resource) = ExecuteApiResource::parse(text.pieces()) else { continue };
            cx.judged();
            let fits = resources.iter().any(|it| {
                it.resource_methods.keys().any(|verb| resource.may_reach(verb.as_str(), &it.path))
            });
            if !fits {
                cx.report(text.at, format!("`{}` fits no call of this API", text.value))
                    .label("the statement never applies to this")
                    .help("write `execute-api:/{stage}/{verb}/{path}`, the verb in capitals");
            }
        }
    }
}
