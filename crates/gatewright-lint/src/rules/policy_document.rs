//! Policies that IAM would not take.

use gatewright_definition::values::{
    Element, ExecuteApiResource, Pieces, PolicyDocument, PolicyText, Principal, PrincipalGroup,
    Statement,
};

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::Definition;

declare_rule! {
    /// A resource policy with something in it that no policy can have.
    ///
    /// ## Why
    ///
    /// A policy is written in the language that all policies of AWS have, in which each word is exact
    /// to the case of its letters. One that does not fit makes the service refuse the whole import
    /// with `Invalid policy document`, and it does not say where; an action or a resource of another
    /// service at best never applies.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// x-amazon-apigateway-policy:
    ///   Version: "2012-10-17"
    ///   Statement:
    ///     - Effect: Allow
    ///       Principal: { AWS: "arn:aws:iam::123456789012:root" }
    ///       Action: execute-api:Invok
    ///       Resource: execute-api:/*/GET/example
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// x-amazon-apigateway-policy:
    ///   Version: "2012-10-17"
    ///   Statement:
    ///     - Effect: Allow
    ///       Principal: { AWS: "arn:aws:iam::123456789012:root" }
    ///       Action: execute-api:Invoke
    ///       Resource: execute-api:/*/GET/example
    /// ```
    PolicyDocumentFault {
        name: "policy-document",
        category: ImportError,
        severity: Error,
        preset: Recommended,
        fix: None,
        confidence: Derived,
        versions: Both,
        since: "0.1.0",
        yields_to: ["policy-invalid"],
        visits: [Definition],
    }
}

/// *Actions, resources, and condition keys for Amazon API Gateway Management* and its neighbour for
/// calls.
const ACTIONS: [&str; 3] =
    ["execute-api:invoke", "execute-api:invalidatecache", "execute-api:manageconnections"];

/// *IAM JSON policy elements: Condition operators*.
const OPERATORS: [&str; 27] = [
    "ArnEquals",
    "ArnLike",
    "ArnNotEquals",
    "ArnNotLike",
    "BinaryEquals",
    "Bool",
    "DateEquals",
    "DateGreaterThan",
    "DateGreaterThanEquals",
    "DateLessThan",
    "DateLessThanEquals",
    "DateNotEquals",
    "IpAddress",
    "NotIpAddress",
    "Null",
    "NumericEquals",
    "NumericGreaterThan",
    "NumericGreaterThanEquals",
    "NumericLessThan",
    "NumericLessThanEquals",
    "NumericNotEquals",
    "StringEquals",
    "StringEqualsIgnoreCase",
    "StringLike",
    "StringNotEquals",
    "StringNotEqualsIgnoreCase",
    "StringNotLike",
];

impl Check<visit::Definition> for PolicyDocumentFault {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        let Some(policy) = definition.policy.and_then(PolicyDocument::read) else { return };
        cx.judged();
        if let Some(version) = &policy.version
            && let Some(text) = version.known()
            && !matches!(text, "2012-10-17" | "2008-10-17")
        {
            cx.report(version.at, format!("`{text}` is no version of the language of policies"))
                .help("write `2012-10-17`");
        }
        for member in &policy.unknown_members {
            unknown_member(member, "a policy", cx);
        }
        for statement in &policy.statements {
            check_statement(statement, cx);
        }
    }
}

fn is_function(text: &PolicyText<'_>) -> bool {
    text.value.starts_with("Fn::") || text.value == "Ref" || text.known().is_none()
}

fn unknown_member<'a>(member: &PolicyText<'a>, owner: &str, cx: &mut Context<'a>) {
    if !is_function(member) {
        cx.report(member.at, format!("{owner} has no `{}`", member.value))
            .help("check its spelling, which must be exact to the case of letters");
    }
}

fn check_statement<'a>(statement: &Statement<'a>, cx: &mut Context<'a>) {
    if statement.unknown_members.iter().any(is_function) {
        return;
    }
    for member in &statement.unknown_members {
        unknown_member(member, "a statement", cx);
    }
    // What is missing is missing because it is misspelt, if there is something unknown.
    let is_whole = statement.unknown_members.is_empty();
    match &statement.effect {
        Some(effect) => match effect.known() {
            None | Some("Allow" | "Deny") => {}
            Some(text) => {
                cx.report(effect.at, format!("`{text}` is no effect"))
                    .help("write `Allow` or `Deny`");
            }
        },
        None if is_whole && !statement.has_unread_effect => missing(statement, "Effect", cx),
        None => {}
    }
    match &statement.principal {
        Some((_, principal)) => check_principal(principal, cx),
        None if is_whole => missing(statement, "Principal", cx),
        None => {}
    }
    match &statement.action {
        Some(action) => action.values.iter().for_each(|text| check_action(text, cx)),
        None if is_whole => missing(statement, "Action", cx),
        None => {}
    }
    match &statement.resource {
        Some(resource) => check_resources(resource, cx),
        None if is_whole => missing(statement, "Resource", cx),
        None => {}
    }
    check_conditions(statement, cx);
}

fn missing<'a>(statement: &Statement<'a>, element: &str, cx: &mut Context<'a>) {
    cx.report(statement.at, format!("a statement without `{element}`"))
        .help(format!("add `{element}`, which each statement of a resource policy has"));
}

fn check_principal<'a>(principal: &Principal<'a>, cx: &mut Context<'a>) {
    const HELP: &str = "write `*`, or an object such as `AWS: arn:aws:iam::{account}:root`";
    match principal {
        Principal::Text(text) => {
            if text.known().is_some_and(|text| text != "*") {
                cx.report(text.at, format!("`{}` alone is no principal", text.value)).help(HELP);
            }
        }
        Principal::Groups(groups) => groups.iter().for_each(|group| check_group(group, cx)),
        Principal::Unread(_) => {}
    }
}

fn check_group<'a>(group: &PrincipalGroup<'a>, cx: &mut Context<'a>) {
    if is_function(&group.kind) {
        return;
    }
    match group.kind.value.as_str() {
        "AWS" => {
            for text in &group.values {
                let Some(known) = text.known() else { continue };
                let is_account = known.len() == 12 && known.bytes().all(|it| it.is_ascii_digit());
                let is_id = known.len() > 16 && known.bytes().all(|it| it.is_ascii_alphanumeric());
                if known != "*" && !known.starts_with("arn:") && !is_account && !is_id {
                    cx.report(text.at, format!("`{known}` is no principal of AWS"))
                        .help("write an account of twelve digits, quoted, or an ARN");
                }
            }
        }
        "CanonicalUser" | "Federated" | "Service" => {}
        kind => {
            cx.report(group.kind.at, format!("`{kind}` is no kind of principals"))
                .help("write `AWS`, `Service` or `Federated`");
        }
    }
}

fn check_action<'a>(action: &PolicyText<'a>, cx: &mut Context<'a>) {
    let Some(text) = action.known() else { return };
    let pattern = text.to_ascii_lowercase();
    if !ACTIONS.iter().any(|known| Pieces::of(&pattern).matches(known)) {
        cx.report(action.at, format!("`{text}` is no action of an API"))
            .help("write `execute-api:Invoke`");
    }
}

fn check_resources<'a>(resource: &Element<'a>, cx: &mut Context<'a>) {
    for text in &resource.values {
        if text.known().is_some() && ExecuteApiResource::parse(text.pieces()).is_none() {
            cx.report(text.at, format!("`{}` is no resource of an API", text.value)).help(
                "write `execute-api:/{stage}/{verb}/{path}`, with `*` for what may be anything",
            );
        }
    }
}

fn check_conditions<'a>(statement: &Statement<'a>, cx: &mut Context<'a>) {
    let mut before = None;
    for condition in &statement.conditions {
        let (operator, key) = (&condition.operator, &condition.key);
        if is_function(operator) {
            continue;
        }
        if before != Some(&operator.value) && !is_operator(&operator.value) {
            cx.report(operator.at, format!("`{}` is no operator of conditions", operator.value))
                .help("write an operator such as `StringEquals` or `IpAddress`");
        }
        before = Some(&operator.value);
        if !is_function(key) && !key.value.contains(':') {
            cx.report(key.at, format!("`{}` is no key of conditions", key.value))
                .help(format!("write the key with its prefix, such as `aws:{}`", key.value));
        }
    }
}

fn is_operator(text: &str) -> bool {
    let text = text.strip_prefix("ForAllValues:").unwrap_or(text);
    let text = text.strip_prefix("ForAnyValue:").unwrap_or(text);
    let text = text.strip_suffix("IfExists").unwrap_or(text);
    OPERATORS.iter().any(|known| known.eq_ignore_ascii_case(text))
}
