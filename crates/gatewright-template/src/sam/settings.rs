//! The properties that the transform hands on to the resource `AWS::ApiGateway::RestApi`.

use gatewright_diagnostics::{Location, Pointer, SourceId, Span};
use gatewright_source::Known;
use serde_json::{Value as Json, json};

use super::additions;
use super::transform::Stack;
use super::value::Value;
use crate::{Settings, Spot};

/// Where the service has no endpoints at the edge, the transform asks for others.
const WITHOUT_EDGE: [&str; 3] = ["aws-cn", "aws-iso", "aws-us-gov"];

/// What becomes of the properties of an API beside the definition; their places are those of a
/// document with that number.
pub(crate) fn settings(api: &Value<'_>, source: SourceId, stack: &dyn Stack) -> Settings {
    let mut settings = Settings::default();
    let place = |at: Span| Location::new(source, at, Pointer::default());
    let known = |name: &str| api.said(name).filter(|it| it.known() == Known::Wholly);
    if let Some(fails) = known("FailOnWarnings") {
        let value = fails.as_text().is_none_or(|it| it != "false");
        settings.fail_on_warnings = Some(Spot { value, at: place(fails.at()) });
    }
    if let Some(mode) = known("Mode")
        && let Some(value) = mode.as_text()
    {
        settings.mode = Some(Spot { value, at: place(mode.at()) });
    }
    for name in ["ApiKeySourceType", "Description", "MinimumCompressionSize", "Name", "Policy"] {
        if let Some(it) = known(name) {
            settings.properties.insert(name, Spot { value: it.to_json(), at: place(it.at()) });
        }
    }
    if let Some(types) = known("BinaryMediaTypes") {
        let value = additions::media_types(&types).to_json();
        settings.properties.insert("BinaryMediaTypes", Spot { value, at: place(types.at()) });
    }
    let endpoint = api.said("EndpointConfiguration");
    let has_no_edge = WITHOUT_EDGE.contains(&stack.pseudo("AWS::Partition").as_str());
    let endpoint = match endpoint {
        None if has_no_edge => Some(Value::text(api.at(), "REGIONAL")),
        endpoint => endpoint,
    };
    if let Some(endpoint) = endpoint {
        add_endpoint(&mut settings, &endpoint, &place);
    }
    settings
}

fn add_endpoint(settings: &mut Settings, endpoint: &Value<'_>, place: &dyn Fn(Span) -> Location) {
    let kind = if endpoint.is_mapping() { endpoint.get("Type") } else { Some(endpoint.clone()) };
    let mut made = serde_json::Map::new();
    if let Some(kind) = kind.filter(|it| it.known() == Known::Wholly)
        && let Some(value) = kind.as_text()
    {
        made.insert("Types".to_owned(), json!([value]));
        let name = "endpointConfigurationTypes".to_owned();
        settings.parameters.insert(name, Spot { value, at: place(kind.at()) });
    }
    for (name, own) in [
        ("VpcEndpointIds", "VpcEndpointIds"),
        ("VpcEndpointIds", "VPCEndpointIds"),
        ("IpAddressType", "IpAddressType"),
    ] {
        if let Some(value) = endpoint.said(own).filter(|it| it.known() == Known::Wholly) {
            made.insert(name.to_owned(), value.to_json());
        }
    }
    if !made.is_empty() {
        let spot = Spot { value: Json::Object(made), at: place(endpoint.at()) };
        settings.properties.insert("EndpointConfiguration", spot);
    }
}
