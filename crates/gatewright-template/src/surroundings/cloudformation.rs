//! What stands around an API in a template of CloudFormation, which may be one of SAM.
//!
//! The values are read as they are written: a function is named by its logical id, whatever becomes
//! of the reference in the end.

use std::collections::HashSet;

use gatewright_definition::values::Pieces;
use gatewright_source::{Document, Node};

use crate::Api;
use crate::written_call::{Call, attribute};

use super::{Beside, Callee, Function, Name, Permission, Surroundings, Whole, function_name};

/// Transforms whose doings are known.
const KNOWN_TRANSFORMS: [&str; 2] = ["AWS::Serverless-2016-10-31", "AWS::LanguageExtensions"];

/// What is made of an API, and belongs into its definition.
const PARTS: [&str; 7] = [
    "AWS::ApiGateway::Authorizer",
    "AWS::ApiGateway::DocumentationPart",
    "AWS::ApiGateway::GatewayResponse",
    "AWS::ApiGateway::Method",
    "AWS::ApiGateway::Model",
    "AWS::ApiGateway::RequestValidator",
    "AWS::ApiGateway::Resource",
];

/// The API that SAM makes of the events of functions that name no other.
const IMPLICIT_API: &str = "ServerlessRestApi";

/// A resource of a template.
#[derive(Clone, Copy)]
struct Resource<'t> {
    id: &'t str,
    kind: &'t str,
    at: Node<'t>,
    type_at: Node<'t>,
    properties: Option<Node<'t>>,
}

impl<'t> Resource<'t> {
    fn of(key: Node<'t>, at: Node<'t>) -> Option<Self> {
        let type_at = at.get("Type")?;
        let (id, kind) = (key.text()?, type_at.as_str()?);
        Some(Self { id, kind, at, type_at, properties: at.get("Properties") })
    }

    fn get(self, name: &str) -> Option<Node<'t>> {
        self.properties?.get(name)
    }

    fn is_function(self) -> bool {
        matches!(self.kind, "AWS::Lambda::Function" | "AWS::Serverless::Function")
    }

    fn is_api(self) -> bool {
        matches!(
            self.kind,
            "AWS::ApiGateway::RestApi"
                | "AWS::Serverless::Api"
                | "AWS::Serverless::HttpApi"
                | "AWS::ApiGatewayV2::Api"
        )
    }

    /// Whether it may do more than it says, or says it elsewhere.
    fn may_do_anything(self) -> bool {
        self.kind.starts_with("Custom::")
            || self.kind.ends_with("::MODULE")
            || matches!(
                self.kind,
                "AWS::CloudFormation::CustomResource"
                    | "AWS::CloudFormation::Stack"
                    | "AWS::Serverless::Application"
                    | "AWS::Serverless::Connector"
            )
    }
}

/// Tells each API of a template what stands around it. Names of properties that are known already stay.
pub(crate) fn surround(apis: &mut [Api], template: &Document) {
    for api in apis {
        let known = std::mem::take(&mut api.surroundings.properties);
        api.surroundings = surroundings(template, &api.name);
        api.surroundings.properties.extend(known);
    }
}

/// What stands around the API of that logical id.
pub(crate) fn surroundings(template: &Document, api: &str) -> Surroundings {
    let Some(root) = template.root() else { return Surroundings::default() };
    let mut around = Surroundings { whole: whole(root), ..Surroundings::default() };
    let Some(resources) = root.get("Resources") else { return around };
    let resources: Vec<Resource<'_>> =
        resources.entries().filter_map(|(key, value)| Resource::of(key, value)).collect();
    around.functions = functions(&resources);
    around.names = (around.whole == Whole::Yes).then(|| names(root, &resources));
    for resource in &resources {
        around.add(*resource, api);
        if resource.id == api {
            let properties = resource.properties.into_iter().flat_map(Node::entries);
            let names = properties.filter_map(|(key, _)| key.text().map(str::to_owned));
            around.properties.extend(names);
        } else if resource.is_api() {
            around.other_apis.push(resource.id.to_owned());
        }
    }
    if api != IMPLICIT_API {
        around.other_apis.push(IMPLICIT_API.to_owned());
    }
    let globals = root.get("Globals").and_then(|it| it.get("Api"));
    if let Some(auth) = globals.and_then(|it| it.get("Auth")) {
        around.add_authorizers(auth);
    }
    around
}

/// Whether nothing adds to a template that is not known.
fn whole(root: Node<'_>) -> Whole {
    let known = |node: Node<'_>| node.as_str().is_some_and(|it| KNOWN_TRANSFORMS.contains(&it));
    let is_known = match root.get("Transform") {
        None => true,
        Some(list) if list.is_sequence() => list.items().all(known),
        Some(one) => known(one),
    };
    let adds = |at: Node<'_>| {
        at.entries().any(|(key, _)| key.text().is_some_and(|it| it.starts_with("Fn::")))
    };
    let is_whole = is_known && !adds(root) && !root.get("Resources").is_some_and(adds);
    if is_whole { Whole::Yes } else { Whole::Unknown }
}

/// The parameters and resources; those of SAM make others, whose names begin with theirs.
fn names(root: Node<'_>, resources: &[Resource<'_>]) -> Vec<Name> {
    let parameters = root.get("Parameters").into_iter().flat_map(Node::entries);
    let parameters = parameters.filter_map(|(key, _)| Some((key.text()?, None)));
    let resources = resources.iter().map(|it| (it.id, Some(it.kind.to_owned())));
    parameters.chain(resources).map(|(id, kind)| Name { id: id.to_owned(), kind }).collect()
}

fn functions(resources: &[Resource<'_>]) -> Vec<Function> {
    let mut functions: Vec<Function> = resources
        .iter()
        .filter(|it| it.is_function())
        .map(|it| Function {
            id: it.id.to_owned(),
            aliases: Vec::new(),
            name: it.get("FunctionName").and_then(known_text),
        })
        .collect();
    let stand_for = ["AWS::Lambda::Alias", "AWS::Lambda::Version"];
    for other in resources.iter().filter(|it| stand_for.contains(&it.kind)) {
        let Some(mentioned) = other.get("FunctionName").map(mentions) else { continue };
        let of = functions.iter_mut().find(|it| mentioned.iter().any(|name| it.is_meant(name)));
        if let Some(function) = of {
            function.aliases.push(other.id.to_owned());
        }
    }
    functions
}

impl Surroundings {
    fn add(&mut self, resource: Resource<'_>, api: &str) {
        match resource.kind {
            "AWS::Lambda::Permission" => self.add_permission(resource),
            "AWS::Serverless::Function" => self.add_events(resource, api),
            "AWS::Serverless::Api" if resource.id == api => {
                if let Some(auth) = resource.get("Auth") {
                    self.add_authorizers(auth);
                }
            }
            kind if PARTS.contains(&kind) => {
                let of = resource.get("RestApiId").map(mentions).unwrap_or_default();
                if of.iter().any(|it| it == api) {
                    self.beside.push(Beside {
                        id: resource.id.to_owned(),
                        kind: kind.to_owned(),
                        at: resource.type_at.location(),
                    });
                }
            }
            _ => {}
        }
        if resource.may_do_anything() {
            self.allow_mentioned(resource.at);
        } else if let Some(connectors) = resource.at.get("Connectors") {
            self.allow_mentioned(connectors);
        }
    }

    /// Something that may well be given a permission: nobody can tell.
    fn allow_mentioned(&mut self, at: Node<'_>) {
        for id in self.mentioned_functions(at) {
            self.permissions.push(Permission { callee: Callee::Function(id), source: None });
        }
    }

    fn mentioned_functions(&self, at: Node<'_>) -> Vec<String> {
        let mentioned = mentions(at);
        let is_meant = |it: &&Function| mentioned.iter().any(|name| it.is_meant(name));
        self.functions.iter().filter(is_meant).map(|it| it.id.clone()).collect()
    }

    fn add_permission(&mut self, resource: Resource<'_>) {
        // What is not known may be what is needed.
        let says = |name, fits: fn(&str) -> bool| {
            resource.get(name).and_then(known_text).is_none_or(|it| fits(&it))
        };
        let is_for_api_gateway = says("Principal", |it| it == "*" || it.starts_with("apigateway."))
            && says("Action", |it| {
                it.eq_ignore_ascii_case("lambda:InvokeFunction") || it.ends_with('*')
            });
        if !is_for_api_gateway {
            return;
        }
        let source = resource.get("SourceArn").map(written);
        let function = resource.get("FunctionName");
        let mut callees: Vec<Callee> = function
            .map(|it| self.mentioned_functions(it))
            .unwrap_or_default()
            .into_iter()
            .map(Callee::Function)
            .collect();
        if callees.is_empty() {
            let name = function.and_then(known_text);
            callees.push(name.map_or(Callee::Unknown, |it| Callee::Named(function_name(&it))));
        }
        for callee in callees {
            self.permissions.push(Permission { callee, source: source.clone() });
        }
    }

    /// The permissions that SAM makes for the events of a function.
    fn add_events(&mut self, function: Resource<'_>, api: &str) {
        let callee = Callee::Function(function.id.to_owned());
        let Some(events) = function.get("Events") else { return };
        for (_, event) in events.entries() {
            let Some(kind) = event.get("Type").and_then(Node::as_str) else {
                self.permissions.push(Permission { callee: callee.clone(), source: None });
                continue;
            };
            if kind != "Api" {
                continue;
            }
            let properties = event.get("Properties");
            let get = |name| properties.and_then(|it| it.get(name));
            let is_of_api = match get("RestApiId") {
                None => api == IMPLICIT_API,
                Some(id) => mentions(id).iter().any(|it| it == api) || id.as_str() == Some(api),
            };
            if is_of_api {
                let verb = get("Method").and_then(known_text).unwrap_or_else(|| "*".to_owned());
                let path = get("Path").and_then(known_text).unwrap_or_else(|| "/*".to_owned());
                let source = Some(source_of_event(&verb, &path));
                self.permissions.push(Permission { callee: callee.clone(), source });
            }
        }
    }

    /// The permissions that SAM makes for the functions of authorizers.
    fn add_authorizers(&mut self, auth: Node<'_>) {
        let Some(authorizers) = auth.get("Authorizers") else { return };
        for (_, authorizer) in authorizers.entries() {
            let is_off = authorizer.get("DisableFunctionDefaultPermissions");
            if is_off.and_then(Node::as_bool) == Some(true) {
                continue;
            }
            let Some(function) = authorizer.get("FunctionArn") else { continue };
            for id in self.mentioned_functions(function) {
                let source = Some("execute-api:/authorizers/*".to_owned());
                self.permissions.push(Permission { callee: Callee::Function(id), source });
            }
        }
    }
}

/// The calls that SAM lets an event's function be called for.
pub(crate) fn source_of_event(verb: &str, path: &str) -> String {
    let verb = verb.to_ascii_uppercase();
    let verb = if verb == "ANY" || verb == "X-AMAZON-APIGATEWAY-ANY-METHOD" { "*" } else { &verb };
    let mut call = format!("execute-api:/*/{verb}");
    let mut rest = path;
    while let Some((before, behind)) = rest.split_once('{') {
        let Some((_, behind)) = behind.split_once('}') else { break };
        call.push_str(before);
        call.push('*');
        rest = behind;
    }
    call.push_str(rest);
    call
}

/// A text of which nothing is left to be filled in.
fn known_text(node: Node<'_>) -> Option<String> {
    let text = written(node);
    Pieces::of(&text).is_known().then_some(text)
}

/// How many nodes of one value are looked at: an alias of aliases may stand for more than anybody wrote.
const MOST_NODES: usize = 10_000;

/// What a value comes to, with a placeholder for each part that is not known here.
fn written(node: Node<'_>) -> String {
    written_within(node, &mut { MOST_NODES })
}

fn written_within(node: Node<'_>, left: &mut usize) -> String {
    let Some(less) = left.checked_sub(1) else { return UNKNOWN.to_owned() };
    *left = less;
    match Call::of(node) {
        None => match node.as_text() {
            Some(text) => text.into_owned(),
            None => UNKNOWN.to_owned(),
        },
        Some(Call { name: "Ref", value }) => format!("${{{}}}", value.text().unwrap_or_default()),
        Some(Call { name: "GetAtt", value }) => format!("${{{}}}", attribute(value)),
        Some(Call { name: "Sub", value }) => {
            value.text().or_else(|| value.items().next()?.text()).unwrap_or(UNKNOWN).to_owned()
        }
        Some(Call { name: "Join", value }) => {
            let mut parts = value.items();
            let (Some(delimiter), Some(list)) = (parts.next(), parts.next()) else {
                return UNKNOWN.to_owned();
            };
            if Call::of(list).is_some() {
                return UNKNOWN.to_owned();
            }
            let list: Vec<String> = list.items().map(|it| written_within(it, left)).collect();
            list.join(delimiter.text().unwrap_or_default())
        }
        Some(_) => UNKNOWN.to_owned(),
    }
}

/// Stands for what is not known.
const UNKNOWN: &str = "${Unknown}";

/// What a value refers to: parameters, resources, and attributes with the resource before them.
fn mentions(node: Node<'_>) -> Vec<String> {
    let mut found = Vec::new();
    collect(node, &mut found, &mut { MOST_NODES });
    // A text may name the same again and again.
    let mut seen = HashSet::new();
    found.retain(|it| seen.insert(it.clone()));
    found
}

fn collect(node: Node<'_>, found: &mut Vec<String>, left: &mut usize) {
    let Some(less) = left.checked_sub(1) else { return };
    *left = less;
    match Call::of(node) {
        Some(Call { name: "Ref", value }) => found.extend(value.text().map(str::to_owned)),
        Some(Call { name: "GetAtt", value }) => found.push(attribute(value)),
        Some(Call { name: "Sub", value }) => {
            let text = value.text().or_else(|| value.items().next()?.text());
            found.extend(text.into_iter().flat_map(placeholders));
            value.items().skip(1).for_each(|it| collect(it, found, left));
        }
        Some(_) | None => {
            node.items().for_each(|it| collect(it, found, left));
            node.entries().for_each(|(_, value)| collect(value, found, left));
        }
    }
}

/// The names within `${…}`.
fn placeholders(text: &str) -> impl Iterator<Item = String> {
    let parts = text.split("${").skip(1);
    parts.filter_map(|part| part.split_once('}')).map(|(name, _)| name.trim().to_owned())
}
