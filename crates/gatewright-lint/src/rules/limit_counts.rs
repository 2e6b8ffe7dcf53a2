//! Counts near or above a quota.

use gatewright_model::AuthorizationType;
use gatewright_source::Node;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::paths::segments;
use crate::quotas::policy_characters;
use crate::rule::declare_rule;
use crate::target::Definition;

declare_rule! {
    /// More of something than an account may have in one API, or nearly as much.
    ///
    /// ## Why
    ///
    /// An API has at most 300 resources (each part of each path is one, and the root), 10 authorizers, 2000
    /// documentation parts and a resource policy of 8192 characters, and a method with authorization has an
    /// ARN of at most 1600 bytes, variables filled in. The service names the quota it refuses for, and no
    /// place. From four fifths of a quota on this is a warning: time to ask for more, to split the API, or
    /// to use a greedy path. A quota that was raised is given with `--quota`, by its name: `resources`,
    /// `authorizers`, `documentation-parts`, `policy-characters`, `method-arn-bytes`. (The examples are
    /// judged with room for two authorizers.)
    ///
    /// ## Bad
    ///
    /// ```yaml,openapi,authorizers:2
    /// components:
    ///   securitySchemes:
    ///     customers: &users
    ///       type: apiKey
    ///       name: Authorization
    ///       in: header
    ///       x-amazon-apigateway-authtype: cognito_user_pools
    ///       x-amazon-apigateway-authorizer:
    ///         type: cognito_user_pools
    ///         providerARNs: ["arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Abc123"]
    ///     staff: *users
    /// ```
    ///
    /// ```yaml,swagger,authorizers:2
    /// securityDefinitions:
    ///   customers: &users
    ///     type: apiKey
    ///     name: Authorization
    ///     in: header
    ///     x-amazon-apigateway-authtype: cognito_user_pools
    ///     x-amazon-apigateway-authorizer:
    ///       type: cognito_user_pools
    ///       providerARNs: ["arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Abc123"]
    ///   staff: *users
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml,openapi,authorizers:2
    /// components:
    ///   securitySchemes:
    ///     users:
    ///       type: apiKey
    ///       name: Authorization
    ///       in: header
    ///       x-amazon-apigateway-authtype: cognito_user_pools
    ///       x-amazon-apigateway-authorizer:
    ///         type: cognito_user_pools
    ///         providerARNs: ["arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Abc123"]
    /// ```
    ///
    /// ```yaml,swagger,authorizers:2
    /// securityDefinitions:
    ///   users:
    ///     type: apiKey
    ///     name: Authorization
    ///     in: header
    ///     x-amazon-apigateway-authtype: cognito_user_pools
    ///     x-amazon-apigateway-authorizer:
    ///       type: cognito_user_pools
    ///       providerARNs: ["arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Abc123"]
    /// ```
    ///
    /// ## See also
    ///
    /// `resources-over-quota`, `policy-over-quota`, `template-too-large`.
    LimitCounts {
        name: "limit-counts",
        category: Limits,
        severity: Warning,
        preset: Import,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: ["policy-over-quota", "resources-over-quota", "resources-too-many"],
        visits: [Definition],
    }
}

impl Check<visit::Definition> for LimitCounts {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        let (api, quotas) = (cx.api(), cx.quotas());
        let paths = definition.root.entry("paths").map(|(key, _)| key);
        let schemes = definition.security_schemes.first();
        let schemes = schemes.and_then(|it| it.name.at.parent()).and_then(Node::key);
        let documentation = definition.documentation.as_ref().and_then(|it| it.at.key());
        let policy = definition.policy.and_then(Node::key);
        let counts = [
            (paths, api.resources.len(), quotas.resources, "resources"),
            (schemes, api.authorizers.len(), quotas.authorizers, "authorizers"),
            (
                documentation,
                api.documentation_parts.len(),
                quotas.documentation_parts,
                "documentation parts",
            ),
            (policy, policy_characters(api), quotas.policy_characters, "characters of a policy"),
        ];
        for (at, count, quota, what) in counts {
            let Some(at) = at else { continue };
            if count == 0 {
                continue;
            }
            cx.judged();
            if count <= quota && !is_near(count, quota) {
                continue;
            }
            let label =
                if count > quota { "more than the quota" } else { "there is little room left" };
            cx.report(at, format!("{count} {what}, of {quota} that an API may have"))
                .label(label)
                .help("ask for a higher quota and give it with `--quota`, or split the API");
        }
        check_arns(definition, cx);
    }
}

/// From four fifths on.
fn is_near(count: usize, quota: usize) -> bool {
    count.saturating_mul(5) >= quota.saturating_mul(4)
}

fn check_arns<'a>(definition: Definition<'a>, cx: &mut Context<'a>) {
    let most = cx.quotas().method_arn_bytes;
    for (item, operation) in definition.operations() {
        let Some((resource, method)) = cx.subject.method_of(operation.at) else { continue };
        if method.authorization_type == AuthorizationType::None {
            continue;
        }
        let bytes = arn_bytes(&resource.path, method.http_method.as_str());
        if bytes > most {
            let message =
                format!("an ARN of at least {bytes} bytes, of {most} that a method may have");
            cx.report(item.path.at, message)
                .label("calls are answered 414")
                .help("make the path shorter");
        }
    }
}

/// The bytes of a method's ARN with the shortest name of a stage and values of one letter.
fn arn_bytes(path: &str, verb: &str) -> usize {
    const START: &str = "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/p/";
    let parts = segments(path);
    let path: usize = parts.map(|it| 1 + if it.starts_with('{') { 1 } else { it.len() }).sum();
    START.len() + verb.len() + path
}
