//! The resource policy that lists of accounts, addresses and VPCs become (*ResourcePolicyStatement*).

use serde_json::json;

use super::definition::ANY;
use super::value::Value;

const POLICY: &str = "x-amazon-apigateway-policy";

/// Adds what a policy says of the calls of one path. The stage is the text that stands for its name.
pub(crate) fn add<'d>(body: &mut Value<'d>, policy: &Value<'d>, path: &str, stage: &str) {
    let at = policy.at();
    let resources = resources(body, path, stage);
    let all = || {
        let items = resources.iter().map(|it| Value::filled(at, it.as_str())).collect();
        Value::list(at, items)
    };
    let mut made = own(body, policy);
    for (member, effect) in [("AwsAccountWhitelist", "Allow"), ("AwsAccountBlacklist", "Deny")] {
        if let Some(accounts) = policy.said(member) {
            let accounts = as_list(accounts);
            let mut principal = Value::mapping(accounts.at());
            principal.set(accounts.at(), "AWS", accounts);
            let statement = statement(effect, all(), principal);
            add_statement(&mut made, statement);
        }
    }
    let kinds = [("IpRangeWhitelist", "NotIpAddress"), ("IpRangeBlacklist", "IpAddress")];
    for (member, operator) in kinds {
        if let Some(ranges) = policy.said(member) {
            let ranges = as_list(ranges);
            let mut condition = Value::mapping(ranges.at());
            condition.set(ranges.at(), "aws:SourceIp", ranges);
            add_both(&mut made, operator, condition, &all);
        }
    }
    for (colour, operator) in [("Blacklist", "StringEquals"), ("Whitelist", "StringNotEquals")] {
        if let Some(condition) = networks(policy, colour) {
            add_both(&mut made, operator, condition, &all);
        }
    }
    body.set(at, POLICY, made);
}

/// Adds the statements that a policy brings along as they are.
pub(crate) fn add_custom<'d>(body: &mut Value<'d>, policy: &Value<'d>) {
    let Some(custom) = policy.said("CustomStatements") else { return };
    let mut made = own(body, policy);
    set_version(&mut made, custom.at());
    match made.member("Statement") {
        None => made.set(custom.at(), "Statement", custom),
        Some(_) => {
            let items = if custom.is_list() { custom.items() } else { vec![custom] };
            for item in items {
                add_new(&mut made, item);
            }
        }
    }
    body.set(policy.at(), POLICY, made);
}

/// The policy of a definition so far.
fn own<'d>(body: &Value<'d>, policy: &Value<'d>) -> Value<'d> {
    let own = body.said(POLICY).filter(Value::is_mapping);
    own.unwrap_or_else(|| Value::mapping(policy.at()))
}

fn as_list(value: Value<'_>) -> Value<'_> {
    if value.is_list() { value } else { Value::list(value.at(), vec![value]) }
}

fn statement<'d>(effect: &str, resources: Value<'d>, principal: Value<'d>) -> Value<'d> {
    let at = principal.at();
    let mut statement =
        Value::made(at, json!({ "Effect": effect, "Action": "execute-api:Invoke" }));
    statement.set(at, "Resource", resources);
    statement.set(at, "Principal", principal);
    statement
}

/// Allows all calls, and denies those that a condition holds for.
fn add_both<'d>(
    policy: &mut Value<'d>,
    operator: &str,
    condition: Value<'d>,
    resources: &dyn Fn() -> Value<'d>,
) {
    let at = condition.at();
    let allow = statement("Allow", resources(), Value::text(at, "*"));
    let mut deny = statement("Deny", resources(), Value::text(at, "*"));
    deny.within(at, "Condition").set(at, operator, condition);
    add_new(policy, allow);
    add_new(policy, deny);
}

/// Adds a statement to a policy, unless it has it.
fn add_new<'d>(policy: &mut Value<'d>, statement: Value<'d>) {
    let same = statement.to_json();
    let there = policy.get("Statement");
    let has = match &there {
        Some(it) if it.is_list() => it.items().iter().any(|it| it.to_json() == same),
        Some(it) => it.to_json() == same,
        None => false,
    };
    if !has {
        let is_first = there.is_none_or(|it| it.is_null());
        add_statement(policy, statement);
        if is_first && let Some(only) = policy.get("Statement") {
            policy.set(only.at(), "Statement", as_list(only));
        }
    }
}

/// Adds a statement to a policy; the first stands alone.
fn add_statement<'d>(policy: &mut Value<'d>, statement: Value<'d>) {
    let at = statement.at();
    set_version(policy, at);
    match policy.member("Statement") {
        None => policy.set(at, "Statement", statement),
        Some(it) => {
            let mut list = as_list(it);
            list.push(statement);
            policy.set(at, "Statement", list);
        }
    }
}

fn set_version(policy: &mut Value<'_>, at: gatewright_diagnostics::Span) {
    policy.set(at, "Version", Value::text(at, "2012-10-17"));
}

/// The condition on VPCs and their endpoints.
fn networks<'d>(policy: &Value<'d>, colour: &str) -> Option<Value<'d>> {
    let (mut vpcs, mut endpoints) = (Vec::new(), Vec::new());
    for item in policy.get(&format!("SourceVpc{colour}")).iter().flat_map(Value::items) {
        let text = item.as_text().unwrap_or_default();
        if text.starts_with("vpce-") {
            endpoints.push(item);
        } else if text.starts_with("vpc-") {
            vpcs.push(item);
        }
    }
    vpcs.extend(policy.get(&format!("IntrinsicVpc{colour}")).iter().flat_map(Value::items));
    endpoints.extend(policy.get(&format!("IntrinsicVpce{colour}")).iter().flat_map(Value::items));
    let at = vpcs.first().or(endpoints.first())?.at();
    let mut condition = Value::mapping(at);
    for (key, items) in [("aws:SourceVpc", vpcs), ("aws:SourceVpce", endpoints)] {
        if !items.is_empty() {
            condition.set(at, key, Value::list(items[0].at(), items));
        }
    }
    Some(condition)
}

/// The resources of `execute-api` that the members of a path are.
fn resources(body: &Value<'_>, path: &str, stage: &str) -> Vec<String> {
    let item = body.get("paths").and_then(|it| it.get(path));
    let methods = item.map(|it| it.keys()).unwrap_or_default().into_iter();
    let path = without_parameters(path);
    let methods = methods.map(|it| match it.to_lowercase().as_str() {
        ANY | "any" => "*".to_owned(),
        _ => it.to_uppercase(),
    });
    methods.map(|method| format!("execute-api:/{stage}/{method}{path}")).collect()
}

/// A path with a star for each parameter.
fn without_parameters(path: &str) -> String {
    let (mut out, mut rest) = (String::new(), path);
    while let Some(start) = rest.find('{') {
        let (before, after) = rest.split_at(start);
        out.push_str(before);
        let name = after[1..].split('}').next().filter(|it| it.len() + 1 < after.len());
        let is_name = |it: &str| {
            let it = it.strip_suffix('+').unwrap_or(it);
            let is_part = |it: char| it.is_ascii_alphanumeric() || matches!(it, '.' | '_' | '-');
            !it.is_empty() && it.chars().all(is_part)
        };
        match name.filter(|it| is_name(it)) {
            Some(name) => {
                out.push('*');
                rest = &after[name.len() + 2..];
            }
            None => {
                out.push('{');
                rest = &after[1..];
            }
        }
    }
    out + rest
}
