//! References that give a name where an ARN belongs.

use std::collections::HashMap;

use gatewright_definition::values::{InvocationUri, Pieces};
use gatewright_diagnostics::Diagnostic;
use gatewright_source::Node;

use super::calls::reference;
use crate::Api;
use crate::diagnostics::TEMPLATE_NAME_FOR_ARN;
use crate::surroundings::Name;

const FUNCTIONS: [&str; 2] = ["AWS::Lambda::Function", "AWS::Serverless::Function"];
const ROLES: [&str; 1] = ["AWS::IAM::Role"];

/// Tells of each `Ref` of a function or a role whose ARN is wanted.
pub(crate) fn names_for_arns(api: &Api) -> Vec<Diagnostic> {
    let Some(names) = &api.surroundings.names else { return Vec::new() };
    let mut kinds: HashMap<&str, &str> = HashMap::new();
    for Name { id, kind } in names {
        kinds.entry(id).or_insert(kind.as_deref().unwrap_or_default());
    }
    kinds.retain(|_, kind| FUNCTIONS.contains(kind) || ROLES.contains(kind));
    if kinds.is_empty() {
        return Vec::new();
    }
    let unknown = api.document.value.nodes().filter(|it| it.has_unknown() && !it.is_key());
    // Most refer to attributes, and need not be read as addresses.
    let names_one = |node: &Node<'_>| {
        node.text().is_some_and(|text| placeholders(text).any(|it| kinds.contains_key(it)))
    };
    unknown.filter(names_one).filter_map(|node| check(node, &kinds)).collect()
}

/// What stands within `${…}`.
fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split("${").skip(1);
    parts.filter_map(|part| part.split_once('}')).map(|(name, _)| name.trim())
}

fn check(node: Node<'_>, kinds: &HashMap<&str, &str>) -> Option<Diagnostic> {
    let text = Pieces::of(node.text()?);
    let (target, wanted): (_, &[&str]) = match node.key()?.text()? {
        "uri" | "authorizerUri" => {
            let call = InvocationUri::parse(text)?.function_call()?;
            (call.function, &FUNCTIONS)
        }
        "credentials" | "authorizerCredentials" => (text, &ROLES),
        _ => return None,
    };
    let id = reference(target.text())?;
    let kind = kinds.get(id).filter(|kind| wanted.contains(kind))?;
    let message = format!("the name of `{id}` stands where its ARN belongs");
    Some(
        Diagnostic::new(&TEMPLATE_NAME_FOR_ARN, message, node.location())
            .label(format!("`Ref` of an `{kind}` is its name"))
            .help(format!("refer to `{id}.Arn`")),
    )
}
