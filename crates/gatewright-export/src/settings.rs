//! What stands at the end of a definition: the settings of the API as extensions. (Exports that
//! users published; the pages of the extensions, each under its name.)

use gatewright_diagnostics::SourceId;
use gatewright_model::{
    ApiKeySource, DocumentationPart, DocumentationPartType, GatewayResponse, RequestValidator,
    RestApi,
};
use serde_json::Value;

use crate::documentation::{Place, extensions};
use crate::export::Context;
use crate::hash_order::{self, Table};
use crate::integration::text_map;
use crate::writer::Writer;

/// A setting that has a value.
enum Setting<'a> {
    ApiKeySource(ApiKeySource),
    BinaryMediaTypes(&'a [String]),
    Documentation,
    EndpointConfiguration,
    GatewayResponses(&'a [GatewayResponse]),
    MinimumCompressionSize(u32),
    Policy(&'a str),
    RequestValidators(&'a [RequestValidator]),
    Text(&'a str),
    Value(Value),
}

pub(crate) fn write(cx: &Context<'_>, writer: &mut Writer) {
    let mut settings = chosen(cx);
    hash_order::sort(&mut settings, Table::Grown, |(key, _)| key);
    for (key, setting) in settings {
        writer.key(&key);
        match setting {
            Setting::ApiKeySource(source) => writer.string(source.as_str()),
            Setting::BinaryMediaTypes(media_types) => {
                writer.strings(media_types.iter().map(String::as_str));
            }
            Setting::Documentation => documentation(cx, writer),
            Setting::EndpointConfiguration => endpoint(writer, &cx.api.rest_api),
            Setting::GatewayResponses(responses) => gateway_responses(writer, responses),
            Setting::MinimumCompressionSize(size) => writer.raw(&size.to_string()),
            Setting::Policy(policy) => embedded(writer, policy),
            Setting::RequestValidators(validators) => validators_of(writer, validators),
            Setting::Text(text) => writer.string(text),
            Setting::Value(value) => writer.value(&value),
        }
    }
}

/// The settings that are written.
fn chosen<'a>(cx: &Context<'a>) -> Vec<(String, Setting<'a>)> {
    let api = cx.api;
    let rest_api = &api.rest_api;
    let mut settings: Vec<(&str, Setting<'a>)> = Vec::new();
    if cx.options.extensions.documentation() && cx.options.stage.documentation.is_some() {
        settings.push(("documentation", Setting::Documentation));
    }
    // Seen in an export without any extension.
    settings.extend(rest_api.policy.as_deref().map(|it| ("policy", Setting::Policy(it))));
    if cx.options.extensions.settings() {
        // Names of one bucket come in this order.
        let policy = rest_api.security_policy.as_deref();
        settings.extend(policy.map(|it| ("security-policy", Setting::Text(it))));
        let mode = rest_api.endpoint_access_mode.as_deref();
        settings.extend(mode.map(|it| ("endpoint-access-mode", Setting::Text(it))));
        if rest_api.api_key_source != ApiKeySource::Header {
            settings.push(("api-key-source", Setting::ApiKeySource(rest_api.api_key_source)));
        }
        if !rest_api.binary_media_types.is_empty() {
            let media_types = Setting::BinaryMediaTypes(&rest_api.binary_media_types);
            settings.push(("binary-media-types", media_types));
        }
        if !api.gateway_responses.is_empty() {
            let responses = Setting::GatewayResponses(&api.gateway_responses);
            settings.push(("gateway-responses", responses));
        }
        let size = rest_api.minimum_compression_size;
        settings.extend(
            size.map(|it| ("minimum-compression-size", Setting::MinimumCompressionSize(it))),
        );
        if !api.request_validators.is_empty() {
            let validators = Setting::RequestValidators(&api.request_validators);
            settings.push(("request-validators", validators));
        }
        if cx.is_swagger() && has_endpoint(rest_api) {
            settings.push(("endpoint-configuration", Setting::EndpointConfiguration));
        }
    }
    let settings = settings
        .into_iter()
        .map(|(name, setting)| (format!("x-amazon-apigateway-{name}"), setting));
    let text = cx.documentation.find(DocumentationPartType::Api, Place::default());
    let added = extensions(text).map(|(key, it)| (key.to_owned(), Setting::Value(it.clone())));
    settings.chain(added).collect()
}

/// Whether a definition has something to say of the endpoint. Its type it never says.
pub(crate) fn has_endpoint(rest_api: &RestApi) -> bool {
    rest_api.disable_execute_api_endpoint
        || !rest_api.endpoint_configuration.vpc_endpoint_ids.is_empty()
}

/// The settings of the endpoint: seen in the server of an OpenAPI 3.0 export; that Swagger 2.0 has
/// them at the root follows from where the import reads them.
/// (*x-amazon-apigateway-endpoint-configuration object*.)
pub(crate) fn endpoint(writer: &mut Writer, rest_api: &RestApi) {
    writer.open_object();
    if rest_api.disable_execute_api_endpoint {
        writer.boolean_member("disableExecuteApiEndpoint", true);
    }
    let ids = &rest_api.endpoint_configuration.vpc_endpoint_ids;
    if !ids.is_empty() {
        writer.strings_member("vpcEndpointIds", ids.iter().map(String::as_str));
    }
    writer.close_object();
}

/// JSON text as a value of the document.
fn embedded(writer: &mut Writer, text: &str) {
    let document = gatewright_source::read(SourceId(0), text.into());
    match document.value.root().filter(|_| document.diagnostics.is_empty()) {
        Some(root) => writer.node(root),
        None => writer.string(text),
    }
}

fn gateway_responses(writer: &mut Writer, responses: &[GatewayResponse]) {
    writer.open_object();
    for response in responses {
        writer.key(response.response_type.as_str());
        writer.open_object();
        if let Some(code) = &response.status_code {
            writer.key("statusCode");
            // A number, other than in responses of integrations.
            match code.parse::<u16>() {
                Ok(code) => writer.raw(&code.to_string()),
                Err(_) => writer.string(code),
            }
        }
        text_map(writer, "responseParameters", &response.response_parameters);
        text_map(writer, "responseTemplates", &response.response_templates);
        writer.close_object();
    }
    writer.close_object();
}

fn validators_of(writer: &mut Writer, validators: &[RequestValidator]) {
    let mut validators: Vec<&RequestValidator> = validators.iter().collect();
    hash_order::sort(&mut validators, Table::Grown, |it| &it.name);
    writer.open_object();
    for validator in validators {
        writer.key(&validator.name);
        writer.open_object();
        writer.boolean_member("validateRequestParameters", validator.validate_request_parameters);
        writer.boolean_member("validateRequestBody", validator.validate_request_body);
        writer.close_object();
    }
    writer.close_object();
}

/// The documentation as the extension holds it. (*x-amazon-apigateway-documentation object*.)
fn documentation(cx: &Context<'_>, writer: &mut Writer) {
    let Some(version) = &cx.options.stage.documentation else { return };
    writer.open_object();
    writer.string_member("version", &version.version);
    if let Some(date) = &version.created_date {
        writer.string_member("createdDate", date);
    }
    writer.key("documentationParts");
    writer.open_list();
    for part in in_order(&cx.api.documentation_parts) {
        writer.open_object();
        writer.key("location");
        location(writer, part);
        writer.key("properties");
        embedded(writer, &part.properties);
        writer.close_object();
    }
    writer.close_list();
    writer.close_object();
}

/// By type, path, name and verb; a longer path comes before its beginning (three exports of
/// documented APIs).
fn in_order(parts: &[DocumentationPart]) -> Vec<&DocumentationPart> {
    let mut parts: Vec<&DocumentationPart> = parts.iter().collect();
    parts.sort_by_cached_key(|part| {
        let location = &part.location;
        // Behind all characters of a path.
        let path = format!("{}\u{7f}", location.path.as_deref().unwrap_or_default());
        let (name, method, code) =
            (location.name.clone(), location.method.clone(), location.status_code.clone());
        (location.part_type.as_str(), path, name, method, code)
    });
    parts
}

fn location(writer: &mut Writer, part: &DocumentationPart) {
    let location = &part.location;
    // The root is the default, and is not written.
    let path = location.path.as_ref().filter(|path| *path != "/");
    writer.open_object();
    writer.string_member("type", location.part_type.as_str());
    let members = [
        ("path", path),
        ("method", location.method.as_ref()),
        ("statusCode", location.status_code.as_ref()),
        ("name", location.name.as_ref()),
    ];
    for (key, value) in members {
        if let Some(value) = value {
            writer.string_member(key, value);
        }
    }
    writer.close_object();
}
