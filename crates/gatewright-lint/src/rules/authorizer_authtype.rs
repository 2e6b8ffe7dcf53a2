//! Words for signed requests that are none.

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::fix::Fix;
use crate::rule::declare_rule;
use crate::target::SecurityScheme;

declare_rule! {
    /// An `x-amazon-apigateway-authtype` that looks like IAM and may be none.
    ///
    /// ## Why
    ///
    /// `awsSigv4` says that callers sign their requests, and all words that begin with `aws` are
    /// reserved (*x-amazon-apigateway-authtype property*). What another such word does is written
    /// nowhere; in the worst case nobody need sign. Beside an authorizer the word says one thing
    /// and the authorizer another.
    ///
    /// ## Bad
    ///
    /// ```yaml,openapi
    /// components:
    ///   securitySchemes:
    ///     signed:
    ///       type: apiKey
    ///       name: Authorization
    ///       in: header
    ///       x-amazon-apigateway-authtype: awsSignature
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       security: [{ signed: [] }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://api.example.com/pets" }
    /// ```
    ///
    /// ```yaml,swagger
    /// securityDefinitions:
    ///   signed:
    ///     type: apiKey
    ///     name: Authorization
    ///     in: header
    ///     x-amazon-apigateway-authtype: awsSignature
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       security: [{ signed: [] }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://api.example.com/pets" }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml,openapi
    /// components:
    ///   securitySchemes:
    ///     signed:
    ///       type: apiKey
    ///       name: Authorization
    ///       in: header
    ///       x-amazon-apigateway-authtype: awsSigv4
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       security: [{ signed: [] }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://api.example.com/pets" }
    /// ```
    ///
    /// ```yaml,swagger
    /// securityDefinitions:
    ///   signed:
    ///     type: apiKey
    ///     name: Authorization
    ///     in: header
    ///     x-amazon-apigateway-authtype: awsSigv4
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       security: [{ signed: [] }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://api.example.com/pets" }
    /// ```
    ///
    /// ## Fix safety
    ///
    /// No other word that begins so is documented.
    AuthorizerAuthtype {
        name: "authorizer-authtype",
        category: Correctness,
        severity: Warning,
        preset: Recommended,
        fix: Safe,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: [],
        visits: [SecurityScheme],
    }
}

/// The one word that is documented.
const SIGNED: &str = "awsSigv4";

impl Check<visit::SecurityScheme> for AuthorizerAuthtype {
    fn check<'a>(scheme: &SecurityScheme<'a>, cx: &mut Context<'a>) {
        let Some(word) = &scheme.authtype else { return };
        cx.judged();
        if !word.get(..3).is_some_and(|it| it.eq_ignore_ascii_case("aws")) || !word.is_known() {
            return;
        }
        if let Some(authorizer) = &scheme.authorizer {
            cx.report(word.at, format!("`{word}` beside an authorizer"))
                .label("signed requests need no authorizer")
                .related(authorizer.key, "the authorizer")
                .help("remove one of the two; an authorizer has a word such as `custom`");
        } else if !word.eq_ignore_ascii_case(SIGNED) {
            cx.report(word.at, format!("`{word}` is no word for signed requests"))
                .label(
                    "words that begin with `aws` are reserved, and only `awsSigv4` is documented",
                )
                .help("write `awsSigv4`")
                .fix(Fix::safe("write `awsSigv4`").set(word.at, SIGNED));
        }
    }
}
