//! Variables of one name in a path.

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::paths;
use crate::rule::declare_rule;
use crate::target::PathItem;

declare_rule! {
    /// A path with two variables of one name.
    ///
    /// ## Why
    ///
    /// A method has one parameter of a name in its path. Only one of the two values can be mapped or
    /// validated, and nothing says which.
    ///
    /// ## Bad
    ///
    /// ```yaml,swagger
    /// paths:
    ///   /owners/{id}/pets/{id}:
    ///     get:
    ///       parameters: [{ name: id, in: path, required: true, type: string }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ```yaml,openapi
    /// paths:
    ///   /owners/{id}/pets/{id}:
    ///     get:
    ///       parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml,swagger
    /// paths:
    ///   /owners/{owner}/pets/{pet}:
    ///     get:
    ///       parameters:
    ///         - { name: owner, in: path, required: true, type: string }
    ///         - { name: pet, in: path, required: true, type: string }
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ```yaml,openapi
    /// paths:
    ///   /owners/{owner}/pets/{pet}:
    ///     get:
    ///       parameters:
    ///         - { name: owner, in: path, required: true, schema: { type: string } }
    ///         - { name: pet, in: path, required: true, schema: { type: string } }
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    PathVariableRepeated {
        name: "path-variable-repeated",
        category: Correctness,
        severity: Warning,
        preset: Recommended,
        fix: None,
        confidence: Derived,
        versions: Both,
        since: "0.1.0",
        yields_to: ["resource-path-part-invalid"],
        visits: [PathItem],
    }
}

impl Check<visit::PathItem> for PathVariableRepeated {
    fn check<'a>(item: &PathItem<'a>, cx: &mut Context<'a>) {
        if paths::variables(&item.path).nth(1).is_none() {
            return;
        }
        cx.judged();
        let mut names: Vec<&str> = paths::variables(&item.path).collect();
        names.sort_unstable();
        let repeated = names.windows(2).find(|pair| pair[0] == pair[1]);
        if let Some([name, _]) = repeated {
            cx.report(item.path.at, format!("`{}` has two variables `{name}`", item.path))
                .label("only one of the two values can be used")
                .help("give each variable a name of its own");
        }
    }
}
