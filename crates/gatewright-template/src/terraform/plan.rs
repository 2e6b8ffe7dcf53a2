//! What `terraform show -json` tells of a plan or a state: the REST APIs with their rendered bodies.

use gatewright_diagnostics::{Checked, Diagnostic, Location, Pointer};
use gatewright_source::{Assembly, Document, Known, Node, Scalar, read};

use super::resource::{REST_API, endpoint_of, property_of};
use crate::diagnostics::TEMPLATE_BODY_UNKNOWN;
use crate::surroundings::terraform::{of_plan, surroundings};
use crate::{Api, ApiKind, Settings, Spot, Surroundings, Whole};

/// Modules within modules deeper than this do not exist.
const DEPTH: usize = 64;

/// The values of a plan or a state; none where a document is neither.
pub(super) fn root_module(document: &Document) -> Option<Node<'_>> {
    let root = document.root()?;
    root.get("format_version")?;
    let values = root.get("planned_values").or_else(|| root.get("values"))?;
    values.get("root_module")
}

/// All REST APIs that have a definition.
pub(super) fn apis(document: &Document, root: Node<'_>) -> Vec<Api> {
    let mut apis = Vec::new();
    module(document, root, 0, &mut apis);
    let blocks = of_plan(document);
    for api in &mut apis {
        api.surroundings = surroundings(&blocks, &api.name, Whole::Yes);
        // The provider does not set a policy again that it read of the body before.
        if !api.surroundings.properties.contains("Policy") {
            api.settings.properties.remove("Policy");
        }
    }
    apis
}

fn module(document: &Document, node: Node<'_>, depth: usize, apis: &mut Vec<Api>) {
    for resource in node.get("resources").into_iter().flat_map(Node::items) {
        let is_rest_api = resource.get("type").and_then(Node::as_str) == Some(REST_API);
        let is_managed = resource.get("mode").is_none_or(|it| it.as_str() == Some("managed"));
        if is_rest_api && is_managed {
            let address = resource.get("address").and_then(Node::text).unwrap_or(REST_API);
            apis.extend(
                api(document, resource, address).or_else(|| unknown(document, resource, address)),
            );
        }
    }
    for child in node.get("child_modules").into_iter().flat_map(Node::items) {
        if depth < DEPTH {
            module(document, child, depth + 1, apis);
        }
    }
}

fn api(document: &Document, resource: Node<'_>, address: &str) -> Option<Api> {
    let values = resource.get("values")?;
    let body = values.get("body")?;
    let text = body.as_str().filter(|it| !it.is_empty())?;
    let inner = read(document.source(), text.into());
    let mut assembly = Assembly::of(document.source(), inner.value.format());
    let file = assembly.add(document);
    let part = assembly.add_inside(file, &inner.value, body.runs());
    if let Some(root) = inner.value.root() {
        assembly.copy(part, root);
    }
    let mut diagnostics = inner.diagnostics;
    for diagnostic in &mut diagnostics {
        let others = diagnostic.related.iter_mut().map(|it| &mut it.location);
        for location in others.chain([&mut diagnostic.location]) {
            let at = assembly.at(part, location.span);
            *location = Location::new(document.source(), at, location.pointer.clone());
        }
    }
    Some(Api {
        name: address.to_owned(),
        kind: ApiKind::TerraformRestApi,
        at: resource.location(),
        document: Checked::new(assembly.finish(), diagnostics),
        settings: settings(values),
        surroundings: Surroundings::default(),
    })
}

/// An API of which a plan says that the body is known only after it was applied.
fn unknown(document: &Document, resource: Node<'_>, address: &str) -> Option<Api> {
    let changes = document.root()?.get("resource_changes")?;
    let is_meant = |it: &Node<'_>| it.get("address").and_then(Node::text) == Some(address);
    let after = changes.items().find(is_meant)?.get("change")?.get("after_unknown")?;
    after.get("body")?.as_bool().filter(|is_unknown| *is_unknown)?;
    let message = format!("nobody knows the definition of `{address}` before it is deployed");
    let mut assembly = Assembly::of(document.source(), document.format());
    let part = assembly.add(document);
    let at = assembly.at(part, resource.span());
    assembly.plain(at, "${body}", Known::Not);
    let location = Location::new(document.source(), at, Pointer::default());
    let told = Diagnostic::new(&TEMPLATE_BODY_UNKNOWN, message, location)
        .label("its `body` is known after apply")
        .help("look at the configuration itself, or at the state after it was applied");
    Some(Api {
        name: address.to_owned(),
        kind: ApiKind::TerraformRestApi,
        at: resource.location(),
        document: Checked::new(assembly.finish(), vec![told]),
        settings: resource.get("values").map(settings).unwrap_or_default(),
        surroundings: Surroundings::default(),
    })
}

fn settings(values: Node<'_>) -> Settings {
    let spot = |name: &str| {
        let node = values.get(name)?;
        let is_set = !matches!(node.scalar(), Some(Scalar::Null));
        is_set.then(|| Spot { value: node.to_json(), at: node.location() })
    };
    let mut settings = Settings {
        fail_on_warnings: spot("fail_on_warnings")
            .and_then(|it| Some(Spot { value: it.value.as_bool()?, at: it.at })),
        mode: spot("put_rest_api_mode")
            .and_then(|it| Some(Spot { value: it.value.as_str()?.to_owned(), at: it.at.clone() })),
        ..Settings::default()
    };
    for (argument, property) in super::resource::PROPERTIES {
        let value = spot(argument).and_then(|it| property_of(property, it));
        settings.properties.extend(value.map(|it| (property, it)));
    }
    if let Some(parameters) = values.get("parameters") {
        for (name, value) in parameters.entries() {
            if let (Some(name), Some(value)) = (name.text(), value.text().map(|text| (text, value)))
            {
                let spot = Spot { value: value.0.to_owned(), at: value.1.location() };
                settings.parameters.insert(name.to_owned(), spot);
            }
        }
    }
    if let Some(endpoint) = values.get("endpoint_configuration").and_then(|it| it.items().next()) {
        let value = endpoint_of(&|name| endpoint.get(name).map(Node::to_json));
        let at = endpoint.location();
        settings.properties.insert("EndpointConfiguration", Spot { value, at });
    }
    settings
}
