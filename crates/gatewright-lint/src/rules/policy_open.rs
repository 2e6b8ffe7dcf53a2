//! Policies that let everybody do everything.

use gatewright_definition::values::{ExecuteApiResource, Pieces, PolicyDocument, Sense, Statement};

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::Definition;

declare_rule! {
    /// A policy that lets everybody call everything.
    ///
    /// ## Why
    ///
    /// A statement that allows `*` to call all methods, with no condition and nothing denied beside
    /// it, protects as much as no policy, and looks like a protection. Of a private API it admits
    /// every network of every account.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// x-amazon-apigateway-policy:
    ///   Version: "2012-10-17"
    ///   Statement:
    ///     - Effect: Allow
    ///       Principal: "*"
    ///       Action: execute-api:Invoke
    ///       Resource: execute-api:/*
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// x-amazon-apigateway-policy:
    ///   Version: "2012-10-17"
    ///   Statement:
    ///     - Effect: Allow
    ///       Principal: "*"
    ///       Action: execute-api:Invoke
    ///       Resource: execute-api:/*
    ///     - Effect: Deny
    ///       Principal: "*"
    ///       Action: execute-api:Invoke
    ///       Resource: execute-api:/*
    ///       Condition: { NotIpAddress: { "aws:SourceIp": 203.0.113.0/24 } }
    /// ```
    PolicyOpen {
        name: "policy-open",
        category: Security,
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

impl Check<visit::Definition> for PolicyOpen {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        let Some(policy) = definition.policy.and_then(PolicyDocument::read) else { return };
        cx.judged();
        // An effect that is not known may be a denial.
        let allows = |statement: &Statement<'_>| {
            statement.effect.as_ref().is_some_and(|effect| effect.value == "Allow")
        };
        if !policy.statements.iter().all(allows) {
            return;
        }
        if let Some(open) = policy.statements.iter().find(|statement| is_open(statement)) {
            cx.report(open.at, "a policy that lets everybody call everything")
                .label("for everybody, without a condition")
                .help("name principals, add a condition or a denial, or remove the policy");
        }
    }
}

fn is_open(statement: &Statement<'_>) -> bool {
    let (Some((Sense::These, principal)), Some(action), Some(resource)) =
        (&statement.principal, &statement.action, &statement.resource)
    else {
        return false;
    };
    let is_unconditional = statement.conditions.is_empty() && !statement.has_unread_conditions;
    let invokes = action.sense == Sense::These
        && action
            .values
            .iter()
            .any(|text| Pieces::of(&text.value.to_ascii_lowercase()).matches("execute-api:invoke"));
    let is_everything = resource.sense == Sense::These
        && resource.values.iter().any(|text| {
            ExecuteApiResource::parse(text.pieces()).is_some_and(|it| it.is_everything())
        });
    is_unconditional
        && principal.is_anybody()
        && invokes
        && is_everything
        && statement.unknown_members.is_empty()
}
