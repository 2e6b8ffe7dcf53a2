//! Operations that change things and are open among guarded ones.

use gatewright_definition as definition;
use gatewright_model::HttpMethod;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::guards::{is_authorized, is_closed_elsewhere, says_something};
use crate::rule::declare_rule;
use crate::target::{Definition, Operation};

declare_rule! {
    /// An open operation that changes things, beside guarded ones.
    ///
    /// ## Why
    ///
    /// The other operations of the path ask who calls, or all others that change something do. This
    /// one says nothing of security, so that anybody may call it. An operation that is meant to be
    /// open says so with `security: []`.
    ///
    /// ## Bad
    ///
    /// ```yaml,openapi
    /// components:
    ///   securitySchemes:
    ///     users:
    ///       type: apiKey
    ///       name: Authorization
    ///       in: header
    ///       x-amazon-apigateway-authtype: cognito_user_pools
    ///       x-amazon-apigateway-authorizer:
    ///         type: cognito_user_pools
    ///         providerARNs: ["arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_aBcDeFgHi"]
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       security: [{ users: [] }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://api.example.com/pets" }
    ///     post:
    ///       operationId: addPet
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: POST, uri: "https://api.example.com/pets" }
    /// ```
    ///
    /// ```yaml,swagger
    /// securityDefinitions:
    ///   users:
    ///     type: apiKey
    ///     name: Authorization
    ///     in: header
    ///     x-amazon-apigateway-authtype: cognito_user_pools
    ///     x-amazon-apigateway-authorizer:
    ///       type: cognito_user_pools
    ///       providerARNs: ["arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_aBcDeFgHi"]
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       security: [{ users: [] }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://api.example.com/pets" }
    ///     post:
    ///       operationId: addPet
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: POST, uri: "https://api.example.com/pets" }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml,openapi
    /// components:
    ///   securitySchemes:
    ///     users:
    ///       type: apiKey
    ///       name: Authorization
    ///       in: header
    ///       x-amazon-apigateway-authtype: cognito_user_pools
    ///       x-amazon-apigateway-authorizer:
    ///         type: cognito_user_pools
    ///         providerARNs: ["arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_aBcDeFgHi"]
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       security: [{ users: [] }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://api.example.com/pets" }
    ///     post:
    ///       operationId: addPet
    ///       security: [{ users: [] }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: POST, uri: "https://api.example.com/pets" }
    /// ```
    ///
    /// ```yaml,swagger
    /// securityDefinitions:
    ///   users:
    ///     type: apiKey
    ///     name: Authorization
    ///     in: header
    ///     x-amazon-apigateway-authtype: cognito_user_pools
    ///     x-amazon-apigateway-authorizer:
    ///       type: cognito_user_pools
    ///       providerARNs: ["arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_aBcDeFgHi"]
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       security: [{ users: [] }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://api.example.com/pets" }
    ///     post:
    ///       operationId: addPet
    ///       security: [{ users: [] }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: POST, uri: "https://api.example.com/pets" }
    /// ```
    SecurityForgotten {
        name: "security-forgotten",
        category: Security,
        severity: Warning,
        preset: Recommended,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: ["any-method-overlap", "operation-open"],
        visits: [Definition],
    }
}

impl Check<visit::Definition> for SecurityForgotten {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        if is_closed_elsewhere(cx) {
            return;
        }
        let mut is_any_guarded = false;
        // Of those that change something.
        let mut guarded = 0_usize;
        let mut open = 0_usize;
        for (item, operation) in definition.operations() {
            let method = cx.subject.method_of(operation.at);
            is_any_guarded |= method.is_some_and(|(_, method)| is_authorized(method));
            match state(item, operation, cx) {
                Some(State::Guarded) => guarded += 1,
                Some(State::Silent | State::Open) => open += 1,
                None => {}
            }
        }
        if !is_any_guarded {
            return;
        }
        cx.judged();
        if open == 0 {
            return;
        }
        for item in &definition.path_items {
            check(item, guarded, open, cx);
        }
    }
}

/// What is known of an operation that changes something.
enum State {
    /// It asks who calls.
    Guarded,
    /// Anybody may call it, and the definition says nothing of that.
    Silent,
    /// Anybody may call it, on purpose or by a mistake of another kind.
    Open,
}

fn state<'a>(
    item: &'a definition::PathItem<'a>,
    operation: &'a definition::Operation<'a>,
    cx: &Context<'a>,
) -> Option<State> {
    let (_, method) = cx.subject.method_of(operation.at)?;
    let changes = match (Operation { item, operation, method: Some(method) }).http_method()? {
        HttpMethod::Post
        | HttpMethod::Put
        | HttpMethod::Patch
        | HttpMethod::Delete
        | HttpMethod::Any => true,
        HttpMethod::Get | HttpMethod::Head | HttpMethod::Options => false,
    };
    if !changes {
        return None;
    }
    Some(if is_authorized(method) {
        State::Guarded
    } else if says_something(operation, cx.definition()) || method.api_key_required {
        State::Open
    } else {
        State::Silent
    })
}

fn check<'a>(
    item: &'a definition::PathItem<'a>,
    guarded: usize,
    open: usize,
    cx: &mut Context<'a>,
) {
    let is_guarded = |operation: &&definition::Operation<'a>| {
        let method = cx.subject.method_of(operation.at);
        method.is_some_and(|(_, method)| is_authorized(method))
    };
    let neighbour = item.operations.iter().find(is_guarded);
    for operation in &item.operations {
        if !matches!(state(item, operation, cx), Some(State::Silent)) {
            continue;
        }
        let label = match neighbour {
            Some(_) => "the path has guarded operations, and this one says nothing",
            None if open == 1 && guarded > 1 => {
                "all others that change something are guarded, and this one says nothing"
            }
            None => continue,
        };
        let message = "an operation that changes something is open to everybody";
        let draft = cx
            .report(operation.key, message)
            .label(label)
            .help("give it a `security` with a scheme, or `security: []` if everybody may call it");
        if let Some(neighbour) = neighbour {
            draft.related(neighbour.key, "guarded");
        }
    }
}
