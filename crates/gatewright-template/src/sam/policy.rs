//! The resource policy that lists of accounts, addresses and VPCs become (*ResourcePolicyStatement*).

use std::collections::HashSet;

use gatewright_diagnostics::Span;
use serde_json::json;

use super::definition::ANY;
use super::value::Value;

const POLICY: &str = "x-amazon-apigateway-policy";

/// The policy of a definition on the way.
#[derive(Debug, Default)]
pub(crate) struct Policy<'d> {
    /// None where nobody asked for anything yet.
    made: Option<Value<'d>>,
    /// The statements that are there, each as its JSON.
    seen: HashSet<String>,
}

impl<'d> Policy<'d> {
    /// Adds what `policy` says of the calls of one path. The stage is the text that stands for its
    /// name.
    pub(crate) fn add(&mut self, body: &Value<'d>, policy: &Value<'d>, path: &str, stage: &str) {
        self.begin(body, policy);
        let at = policy.at();
        let resources = resources(body, path, stage);
        let all = || {
            let items = resources.iter().map(|it| Value::filled(at, it.as_str())).collect();
            Value::list(at, items)
        };
        let effects = [("AwsAccountWhitelist", "Allow"), ("AwsAccountBlacklist", "Deny")];
        for (member, effect) in effects {
            if let Some(accounts) = policy.said(member) {
                let accounts = as_list(accounts);
                let mut principal = Value::mapping(accounts.at());
                principal.set(accounts.at(), "AWS", accounts.repeated());
                self.push(statement(effect, all(), principal));
            }
        }
        let kinds = [("IpRangeWhitelist", "NotIpAddress"), ("IpRangeBlacklist", "IpAddress")];
        for (member, operator) in kinds {
            if let Some(ranges) = policy.said(member) {
                let ranges = as_list(ranges);
                let mut condition = Value::mapping(ranges.at());
                condition.set(ranges.at(), "aws:SourceIp", ranges.repeated());
                self.add_both(operator, condition, &all);
            }
        }
        let colours = [("Blacklist", "StringEquals"), ("Whitelist", "StringNotEquals")];
        for (colour, operator) in colours {
            if let Some(condition) = networks(policy, colour) {
                self.add_both(operator, condition, &all);
            }
        }
    }

    /// Adds the statements that `policy` brings along as they are.
    pub(crate) fn add_custom(&mut self, body: &Value<'d>, policy: &Value<'d>) {
        let Some(custom) = policy.said("CustomStatements") else { return };
        self.begin(body, policy);
        let made = self.made_mut(custom.at());
        if made.find("Statement").is_none_or(|it| it.is_null()) {
            set_version(made, custom.at());
            made.set(custom.at(), "Statement", custom.clone());
            self.see();
            return;
        }
        let items = if custom.is_list() { custom.items() } else { vec![custom] };
        for item in items {
            self.push_new(item);
        }
    }

    /// Puts the policy into its definition, if there is anything to put.
    pub(crate) fn write(self, body: &mut Value<'d>) {
        if let Some(made) = self.made {
            body.set(made.at(), POLICY, made);
        }
    }

    /// Begins with what the definition has.
    fn begin(&mut self, body: &Value<'d>, policy: &Value<'d>) {
        if self.made.is_none() {
            let own = body.said(POLICY).filter(Value::is_mapping);
            self.made = Some(own.unwrap_or_else(|| Value::mapping(policy.at())));
            self.see();
        }
    }

    fn made_mut(&mut self, at: Span) -> &mut Value<'d> {
        self.made.get_or_insert_with(|| Value::mapping(at))
    }

    fn see(&mut self) {
        let statements = self.made.as_ref().and_then(|it| it.get("Statement"));
        let statements = statements.filter(|it| !it.is_null()).map(as_list);
        let all = statements.iter().flat_map(Value::items);
        self.seen = all.map(|it| it.to_json().to_string()).collect();
    }

    /// Allows all calls, and denies those that a condition holds for.
    fn add_both(
        &mut self,
        operator: &str,
        condition: Value<'d>,
        resources: &dyn Fn() -> Value<'d>,
    ) {
        let at = condition.at();
        let allow = statement("Allow", resources(), Value::text(at, "*"));
        let mut deny = statement("Deny", resources(), Value::text(at, "*"));
        deny.within(at, "Condition").set(at, operator, condition);
        self.push_new(allow);
        self.push_new(deny);
    }

    /// Adds a statement that is not there yet.
    fn push_new(&mut self, statement: Value<'d>) {
        if !self.seen.contains(&statement.to_json().to_string()) {
            self.push(statement);
        }
    }

    /// Adds a statement; the first stands alone.
    fn push(&mut self, statement: Value<'d>) {
        self.seen.insert(statement.to_json().to_string());
        let at = statement.at();
        let made = self.made_mut(at);
        set_version(made, at);
        match made.get_mut("Statement").filter(|it| !it.is_null()) {
            None => made.set(at, "Statement", statement),
            Some(it) if it.is_list() => it.push(statement),
            Some(it) => {
                let first = it.clone();
                *it = Value::list(first.at(), vec![first, statement]);
            }
        }
    }
}

fn as_list(value: Value<'_>) -> Value<'_> {
    if value.is_list() { value } else { Value::list(value.at(), vec![value.repeated()]) }
}

fn statement<'d>(effect: &str, resources: Value<'d>, principal: Value<'d>) -> Value<'d> {
    let at = principal.at();
    let mut statement =
        Value::made(at, json!({ "Effect": effect, "Action": "execute-api:Invoke" }));
    statement.set(at, "Resource", resources);
    statement.set(at, "Principal", principal);
    statement
}

fn set_version(policy: &mut Value<'_>, at: Span) {
    policy.set(at, "Version", Value::text(at, "2012-10-17"));
}

/// The condition on VPCs and their endpoints.
fn networks<'d>(policy: &Value<'d>, colour: &str) -> Option<Value<'d>> {
    let (mut vpcs, mut endpoints) = (Vec::new(), Vec::new());
    for item in policy.get(&format!("SourceVpc{colour}")).iter().flat_map(Value::items) {
        let text = item.as_text().unwrap_or_default();
        if text.starts_with("vpce-") {
            endpoints.push(item.repeated());
        } else if text.starts_with("vpc-") {
            vpcs.push(item.repeated());
        }
    }
    for (member, items) in [("IntrinsicVpc", &mut vpcs), ("IntrinsicVpce", &mut endpoints)] {
        let own = policy.find(&format!("{member}{colour}"));
        items.extend(own.iter().flat_map(|it| it.items()).map(Value::repeated));
    }
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
    let paths = body.find("paths");
    let item = paths.as_ref().and_then(|it| it.find(path));
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
        if let Some(name) = name.filter(|it| is_name(it)) {
            out.push('*');
            rest = &after[name.len() + 2..];
        } else {
            out.push('{');
            rest = &after[1..];
        }
    }
    out + rest
}
