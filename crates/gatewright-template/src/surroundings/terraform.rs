//! What stands around an API of Terraform. A plan or a state has all that is deployed; a file of
//! configuration is but a part of its module, and what is in the others is not known.

use std::collections::BTreeMap;

use gatewright_diagnostics::Location;
use gatewright_source::{Document, Node};

use super::{Beside, Callee, Function, Permission, Surroundings, Whole, function_name};
use crate::terraform::{PARTS, POLICY, PROPERTIES, REST_API};

/// A resource: its type, its address, and its arguments as texts, in which `${…}` stands for what is
/// not known.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    pub(crate) kind: String,
    pub(crate) address: String,
    pub(crate) arguments: BTreeMap<String, String>,
    /// The arguments that the configuration gives, where it is known: others are what the provider
    /// made of them before.
    pub(crate) configured: Vec<String>,
    pub(crate) at: Location,
}

impl Block {
    fn get(&self, name: &str) -> Option<&str> {
        self.arguments.get(name).map(String::as_str)
    }

    /// The text of an argument that is known to its end.
    fn known(&self, name: &str) -> Option<&str> {
        self.get(name).filter(|it| !it.contains("${"))
    }
}

/// What stands around the API at that address.
pub(crate) fn surroundings(blocks: &[Block], api: &str, whole: Whole) -> Surroundings {
    let mut around = Surroundings { whole, ..Surroundings::default() };
    let is_api = |it: &&Block| it.kind == REST_API || it.kind == "aws_apigatewayv2_api";
    let own = blocks.iter().filter(is_api).find(|it| it.address == api);
    let id = own.and_then(|it| it.known("id"));
    let is_own = |it: &str| id == Some(it) || names(it, api);
    let function = |block: &Block| Function {
        id: block.address.clone(),
        aliases: Vec::new(),
        name: block.known("function_name").map(str::to_owned),
    };
    let functions = blocks.iter().filter(|it| it.kind == "aws_lambda_function");
    around.functions = functions.map(function).collect();
    for alias in blocks.iter().filter(|it| it.kind == "aws_lambda_alias") {
        let of = alias.get("function_name").unwrap_or_default();
        let function = around.functions.iter_mut().find(|it| it.is_named_in(of));
        if let Some(function) = function {
            function.aliases.push(alias.address.clone());
        }
    }
    for (argument, property) in PROPERTIES {
        if own.is_some_and(|it| it.configured.iter().any(|name| name == argument)) {
            around.properties.insert(property.to_owned());
        }
    }
    for block in blocks {
        if block.kind == "aws_lambda_permission" {
            around.permissions.extend(permission(block, &around.functions));
        } else if block.kind == POLICY {
            if block.get("rest_api_id").is_some_and(is_own) {
                around.properties.insert("Policy".to_owned());
            }
        } else if PARTS.contains(&block.kind.as_str()) {
            if block.get("rest_api_id").is_some_and(is_own) {
                around.beside.push(Beside {
                    id: block.address.clone(),
                    kind: block.kind.clone(),
                    at: block.at.clone(),
                });
            }
        } else if is_api(&block) && block.address != api {
            around.other_apis.push(block.address.clone());
            around.other_apis.extend(block.known("id").map(str::to_owned));
        }
    }
    around
}

fn permission(block: &Block, functions: &[Function]) -> Option<Permission> {
    let is_for_api_gateway =
        block.known("principal").is_none_or(|it| it == "*" || it.starts_with("apigateway."))
            && block.known("action").is_none_or(|it| {
                it.eq_ignore_ascii_case("lambda:InvokeFunction") || it.ends_with('*')
            });
    let of = block.get("function_name").unwrap_or("${unknown}");
    let callee = match functions.iter().find(|it| it.is_named_in(of)) {
        Some(function) => Callee::Function(function.id.clone()),
        None if of.contains("${") => Callee::Unknown,
        None => Callee::Named(function_name(of)),
    };
    let source = block.get("source_arn").map(str::to_owned);
    is_for_api_gateway.then_some(Permission { callee, source })
}

impl Function {
    fn is_named_in(&self, text: &str) -> bool {
        let is_named = self.name.as_ref().is_some_and(|it| *it == function_name(text));
        is_named || placeholders(text).any(|it| self.is_meant(it))
    }
}

/// Whether a text refers to something of that address.
fn names(text: &str, address: &str) -> bool {
    placeholders(text).any(|it| {
        it.strip_prefix(address).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    })
}

fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split("${").skip(1);
    parts.filter_map(|part| part.split_once('}')).map(|(name, _)| name.trim())
}

/// The resources of a plan or a state as JSON (*JSON output format* of Terraform). What is not known
/// before it is applied is there as what the configuration refers to.
pub(crate) fn of_plan(plan: &Document) -> Vec<Block> {
    let Some(root) = plan.root() else { return Vec::new() };
    let values = root.get("planned_values").or_else(|| root.get("values"));
    let mut blocks = Vec::new();
    if let Some(module) = values.and_then(|it| it.get("root_module")) {
        add_module(module, &mut blocks);
    }
    let mut references = BTreeMap::new();
    let configured = root.get("configuration").and_then(|it| it.get("root_module"));
    if let Some(module) = configured {
        add_references(module, "", &mut references, 0);
    }
    for block in &mut blocks {
        // What is counted has a number that the configuration does not have.
        let written = without_indexes(&block.address);
        let Some(arguments) = references.get(&written) else { continue };
        for (name, reference) in arguments {
            block.configured.push(name.clone());
            if let Some(reference) = reference {
                let text = || format!("${{{reference}}}");
                block.arguments.entry(name.clone()).or_insert_with(text);
            }
        }
    }
    blocks
}

fn add_module(module: Node<'_>, blocks: &mut Vec<Block>) {
    for resource in module.get("resources").into_iter().flat_map(Node::items) {
        let text = |name| resource.get(name).and_then(Node::as_str).map(str::to_owned);
        let (Some(kind), Some(address)) = (text("type"), text("address")) else { continue };
        if text("mode").is_some_and(|it| it != "managed") {
            continue;
        }
        let values = resource.get("values").into_iter().flat_map(Node::entries);
        let arguments = values.filter_map(|(key, value)| {
            let text = value.as_text().filter(|_| !value.is_null())?;
            Some((key.text()?.to_owned(), text.into_owned()))
        });
        let arguments = arguments.collect();
        let configured = Vec::new();
        blocks.push(Block { kind, address, arguments, configured, at: resource.location() });
    }
    for child in module.get("child_modules").into_iter().flat_map(Node::items) {
        add_module(child, blocks);
    }
}

/// Modules within modules beyond this are no configuration.
const DEEPEST: usize = 64;

/// The arguments of a resource, each with what it refers to first.
type References = BTreeMap<String, Option<String>>;

fn add_references(
    module: Node<'_>,
    prefix: &str,
    all: &mut BTreeMap<String, References>,
    depth: usize,
) {
    for resource in module.get("resources").into_iter().flat_map(Node::items) {
        let Some(address) = resource.get("address").and_then(Node::as_str) else { continue };
        let expressions = resource.get("expressions").into_iter().flat_map(Node::entries);
        let first = |(key, value): (Node<'_>, Node<'_>)| {
            let reference = value.get("references").and_then(|it| it.items().next()?.as_str());
            Some((key.text()?.to_owned(), reference.map(|it| format!("{prefix}{it}"))))
        };
        all.insert(format!("{prefix}{address}"), expressions.filter_map(first).collect());
    }
    let calls = module.get("module_calls").into_iter().flat_map(Node::entries);
    for (key, call) in calls.filter(|_| depth < DEEPEST) {
        let (Some(name), Some(module)) = (key.text(), call.get("module")) else { continue };
        add_references(module, &format!("{prefix}module.{name}."), all, depth + 1);
    }
}

/// An address without what stands in brackets.
fn without_indexes(address: &str) -> String {
    let mut text = String::with_capacity(address.len());
    let mut depth = 0_usize;
    for c in address.chars() {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            c if depth == 0 => text.push(c),
            _ => {}
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use gatewright_diagnostics::SourceId;
    use gatewright_source::read;

    use super::*;

    const PLAN: &str = r#"{
      "format_version": "1.2",
      "planned_values": { "root_module": {
        "resources": [
          { "address": "aws_lambda_function.pets", "mode": "managed", "type": "aws_lambda_function",
            "values": { "function_name": "pets" } },
          { "address": "aws_lambda_permission.pets", "mode": "managed", "type": "aws_lambda_permission",
            "values": { "action": "lambda:InvokeFunction", "principal": "apigateway.amazonaws.com" } },
          { "address": "aws_api_gateway_rest_api.api", "mode": "managed", "type": "aws_api_gateway_rest_api",
            "values": { "name": "pets", "policy": "{}" } },
          { "address": "aws_api_gateway_model.dog[0]", "mode": "managed", "type": "aws_api_gateway_model",
            "values": { "name": "Dog", "schema": null } }
        ],
        "child_modules": [ { "address": "module.m", "resources": [
          { "address": "module.m.aws_lambda_function.cats", "mode": "managed",
            "type": "aws_lambda_function", "values": {} },
          { "address": "module.m.aws_lambda_permission.cats", "mode": "managed",
            "type": "aws_lambda_permission", "values": { "principal": "events.amazonaws.com" } }
        ] } ]
      } },
      "configuration": { "root_module": {
        "resources": [
          { "address": "aws_api_gateway_rest_api.api", "expressions": {
            "name": { "constant_value": "pets" } } },
          { "address": "aws_lambda_permission.pets", "expressions": {
            "function_name": { "references": ["aws_lambda_function.pets.function_name", "aws_lambda_function.pets"] },
            "source_arn": { "references": ["aws_api_gateway_rest_api.api.execution_arn"] } } },
          { "address": "aws_api_gateway_model.dog", "expressions": {
            "rest_api_id": { "references": ["aws_api_gateway_rest_api.api.id"] } } }
        ],
        "module_calls": { "m": { "module": { "resources": [
          { "address": "aws_lambda_permission.cats", "expressions": {
            "function_name": { "references": ["aws_lambda_function.cats.arn"] } } }
        ] } } }
      } }
    }"#;

    #[test]
    fn resources_of_a_plan_know_what_they_refer_to() {
        let plan = read(SourceId(0), PLAN.into()).value;
        let blocks = of_plan(&plan);
        let around = surroundings(&blocks, "aws_api_gateway_rest_api.api", Whole::Yes);
        let ids: Vec<&str> = around.functions.iter().map(|it| it.id.as_str()).collect();
        assert_eq!(ids, ["aws_lambda_function.pets", "module.m.aws_lambda_function.cats"]);
        assert_eq!(around.functions[0].name.as_deref(), Some("pets"));
        let pets = Callee::Function("aws_lambda_function.pets".to_owned());
        let source = Some("${aws_api_gateway_rest_api.api.execution_arn}".to_owned());
        assert_eq!(around.permissions, [Permission { callee: pets, source }]);
        assert_eq!(around.beside.len(), 1);
        assert_eq!(around.beside[0].id, "aws_api_gateway_model.dog[0]");
        // The policy is known and not configured: the provider made it of the body.
        assert_eq!(around.properties.iter().collect::<Vec<_>>(), ["Name"]);
    }

    #[test]
    fn a_permission_for_what_is_not_known_may_be_for_anything() {
        let block = |kind: &str, arguments: &[(&str, &str)]| Block {
            kind: kind.to_owned(),
            address: format!("{kind}.x"),
            arguments: arguments.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect(),
            configured: Vec::new(),
            at: Location::default(),
        };
        let callee = |function: &str| {
            let blocks = [
                block("aws_lambda_function", &[("function_name", "pets-${var.stage}")]),
                block("aws_lambda_permission", &[("function_name", function)]),
            ];
            let around = surroundings(&blocks, "api", Whole::Yes);
            around.permissions[0].callee.clone()
        };
        assert_eq!(
            callee("${aws_lambda_function.x.arn}"),
            Callee::Function("aws_lambda_function.x".to_owned())
        );
        assert_eq!(callee("${var.function}"), Callee::Unknown);
        assert_eq!(callee("${aws_lambda_function.xy.arn}"), Callee::Unknown);
        assert_eq!(callee("cats"), Callee::Named("cats".to_owned()));
    }
}
