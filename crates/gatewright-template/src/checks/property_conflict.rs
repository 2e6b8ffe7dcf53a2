//! What a definition and the properties beside it say differently.

use gatewright_definition::{Definition, EndpointConfiguration, Text};
use gatewright_diagnostics::{Diagnostic, Location};
use gatewright_source::Node;
use serde_json::Value;

use crate::diagnostics::{TEMPLATE_PROPERTY_CONFLICT, TEMPLATE_PROPERTY_SHADOWED};
use crate::settings::Winner;
use crate::{Api, ApiKind, Settings, Spot};

/// What a definition says of something that a property says, too.
struct Said<'d> {
    property: &'static str,
    /// As in the definition.
    member: &'static str,
    value: Value,
    at: Node<'d>,
}

/// Tells of each property that says something else.
pub(super) fn check(api: &Api, definition: &Definition<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for said in said(definition) {
        let Some(property) = api.settings.properties.get(said.property) else { continue };
        // What Terraform's provider read of an API before nobody says.
        let is_said = api.surroundings.properties.contains(said.property);
        if api.kind == ApiKind::TerraformRestApi && !is_said {
            continue;
        }
        if !is_known(&property.value) || !is_known(&said.value) {
            continue;
        }
        let Some(kept) = lost(api, &said, property) else { continue };
        let name = Settings::name_of(said.property, api.kind);
        let message = format!("`{name}` and `{}` of the definition differ", said.member);
        let metadata = match said.property {
            "Name" | "Description" => &TEMPLATE_PROPERTY_SHADOWED,
            _ => &TEMPLATE_PROPERTY_CONFLICT,
        };
        let told = Diagnostic::new(metadata, message, property.at.clone())
            .label(kept)
            .related(said.at.location(), "the definition says it here")
            .help("say it at one place only");
        found.push(told);
    }
    found.extend(endpoint_types(api));
    found
}

/// What becomes of it, if something of what was said is lost.
fn lost(api: &Api, said: &Said<'_>, property: &Spot<Value>) -> Option<String> {
    let (beside, within) = (normal(&property.value), normal(&said.value));
    let beside = match said.property {
        "EndpointConfiguration" => beside.get("VpcEndpointIds")?.clone(),
        _ => beside,
    };
    let texts = |value: &Value| -> Vec<String> {
        value.as_array().into_iter().flatten().map(Value::to_string).collect()
    };
    let of_property = texts(&beside).iter().all(|it| texts(&within).contains(it));
    let of_definition = texts(&within).iter().all(|it| texts(&beside).contains(it));
    let is_list = within.is_array();
    let winner = api.settings.winner(said.property, api.kind);
    let loses = match winner {
        Winner::Both => false,
        Winner::Property if is_list => !of_definition && !texts(&beside).is_empty(),
        Winner::Definition if is_list => !of_property,
        Winner::Property | Winner::Definition => beside != within,
    };
    let label = match winner {
        Winner::Property => "the property counts",
        Winner::Definition | Winner::Both => "what the definition says counts",
    };
    loses.then(|| label.to_owned())
}

/// The endpoint types that a property and a parameter of the import say.
fn endpoint_types(api: &Api) -> Option<Diagnostic> {
    let property = api.settings.properties.get("EndpointConfiguration")?;
    let parameter = api.settings.parameters.get("endpointConfigurationTypes")?;
    let types = property.value.get("Types")?.as_array()?;
    let is_same = types.iter().any(|it| it.as_str() == Some(&parameter.value));
    if types.is_empty() || is_same || !is_known(&property.value) {
        return None;
    }
    let name = Settings::name_of("EndpointConfiguration", api.kind);
    let message = format!("`{name}` and the parameter `endpointConfigurationTypes` differ");
    Some(
        Diagnostic::new(&TEMPLATE_PROPERTY_CONFLICT, message, property.at.clone())
            .label("another type than the parameter says")
            .related(Location::clone(&parameter.at), "the parameter")
            .help("say it at one place only"),
    )
}

fn said<'d>(definition: &Definition<'d>) -> Vec<Said<'d>> {
    let text = |property, member, text: &Option<Text<'d>>| {
        let text = text.as_ref()?;
        let value = Value::from(text.as_str());
        Some(Said { property, member, value, at: text.at })
    };
    let list = |property, member, texts: &[Text<'d>]| {
        let at = texts.first()?.at.parent()?;
        let value = texts.iter().map(|it| Value::from(it.as_str())).collect();
        Some(Said { property, member, value, at })
    };
    let endpoint = |it: &EndpointConfiguration<'d>| {
        let disabled = it.disable_execute_api_endpoint.map(|flag| Said {
            property: "DisableExecuteApiEndpoint",
            member: "disableExecuteApiEndpoint",
            value: Value::from(flag.value),
            at: flag.at,
        });
        [disabled, list("EndpointConfiguration", "vpcEndpointIds", &it.vpc_endpoint_ids)]
    };
    let policy = definition.policy.map(|at| Said {
        property: "Policy",
        member: "x-amazon-apigateway-policy",
        value: at.to_json(),
        at,
    });
    let members = [
        text("Name", "info.title", &definition.info.title),
        text("Description", "info.description", &definition.info.description),
        text("ApiKeySourceType", "x-amazon-apigateway-api-key-source", &definition.api_key_source),
        text(
            "MinimumCompressionSize",
            "x-amazon-apigateway-minimum-compression-size",
            &definition.minimum_compression_size,
        ),
        list(
            "BinaryMediaTypes",
            "x-amazon-apigateway-binary-media-types",
            &definition.binary_media_types,
        ),
        policy,
    ];
    let of_servers = definition.servers.iter().filter_map(|it| it.endpoint_configuration.as_ref());
    let endpoints = definition.endpoint_configuration.iter().chain(of_servers).flat_map(endpoint);
    members.into_iter().chain(endpoints).flatten().collect()
}

/// Whether nothing in a value waits to be filled in.
fn is_known(value: &Value) -> bool {
    !value.to_string().contains("${")
}

/// A value so that two that mean the same are equal: policies are given as texts, too, and numbers.
fn normal(value: &Value) -> Value {
    match value {
        Value::String(text) if text.trim_start().starts_with('{') => {
            serde_json::from_str(text).unwrap_or_else(|_| value.clone())
        }
        Value::Number(number) => Value::from(number.to_string()),
        other => other.clone(),
    }
}
