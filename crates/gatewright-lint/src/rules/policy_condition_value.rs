//! Conditions that can never hold, or always do.

use std::net::IpAddr;

use gatewright_definition::values::{Condition, PolicyDocument, PolicyText};

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::Definition;

declare_rule! {
    /// A condition of the policy with a value that its key never has.
    ///
    /// ## Why
    ///
    /// `aws:SourceVpc` is a network, `vpc-…`, and `aws:SourceVpce` an endpoint, `vpce-…`;
    /// `aws:SourceIp` and `aws:VpcSourceIp` are addresses. A value of another kind is accepted and
    /// equals nothing: with a negated operator in a denial everybody is shut out, and else the
    /// statement never applies.
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
    ///       Condition: { StringEquals: { "aws:SourceVpc": vpce-0a1b2c3d4e5f60718 } }
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
    ///       Condition: { StringEquals: { "aws:SourceVpce": vpce-0a1b2c3d4e5f60718 } }
    /// ```
    PolicyConditionValue {
        name: "policy-condition-value",
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

impl Check<visit::Definition> for PolicyConditionValue {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        let Some(policy) = definition.policy.and_then(PolicyDocument::read) else { return };
        let conditions = policy.statements.iter().flat_map(|it| &it.conditions);
        for condition in conditions {
            check_condition(condition, cx);
        }
    }
}

fn check_condition<'a>(condition: &Condition<'a>, cx: &mut Context<'a>) {
    let key = condition.key.value.to_ascii_lowercase();
    let operator = condition.operator.value.to_ascii_lowercase();
    // `Null` asks whether there is a value.
    if operator.contains("null") {
        return;
    }
    let (is_right, wanted): (fn(&str) -> bool, _) = match key.as_str() {
        "aws:sourcevpc" => (|text| is_id(text, "vpc-"), "a network, such as `vpc-1a2b3c4d`"),
        "aws:sourcevpce" => (|text| is_id(text, "vpce-"), "an endpoint, such as `vpce-1a2b3c4d`"),
        "aws:sourceip" | "aws:vpcsourceip" if operator.contains("ipaddress") => {
            (is_block, "an address or a block of them, such as `203.0.113.0/24`")
        }
        _ => return,
    };
    for value in &condition.values {
        let Some(text) = value.known() else { continue };
        cx.judged();
        if !is_right(text) {
            report(value, &condition.key, wanted, cx);
        }
    }
}

fn report<'a>(value: &PolicyText<'a>, key: &PolicyText<'a>, wanted: &str, cx: &mut Context<'a>) {
    cx.report(value.at, format!("`{}` is never `{}`", key.value, value.value))
        .help(format!("write {wanted}"));
}

/// An identifier, or a pattern that begins as one may.
fn is_id(text: &str, prefix: &str) -> bool {
    match text.split_once(['*', '?']) {
        Some((start, _)) => start.starts_with(prefix) || prefix.starts_with(start),
        None => text.starts_with(prefix),
    }
}

fn is_block(text: &str) -> bool {
    let (address, bits) = text.split_once('/').map_or((text, None), |(a, b)| (a, Some(b)));
    let Ok(address) = address.parse::<IpAddr>() else { return false };
    let most = if address.is_ipv4() { 32 } else { 128 };
    bits.is_none_or(|bits| bits.parse::<u8>().is_ok_and(|bits| bits <= most))
}
