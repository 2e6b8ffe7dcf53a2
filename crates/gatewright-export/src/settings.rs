//! What stands at the end of a definition: the settings of the API as extensions. (Exports that
//! users published; the pages of the extensions, each under its name.)

use gatewright_diagnostics::SourceId;
use gatewright_model::{
    ApiKeySource, DocumentationPart, DocumentationPartType, GatewayResponse, RequestValidator,
};
use serde_json::Value;

use crate::Extension;
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
    if cx.options.extensions.has(Extension::Documentation)
        && cx.options.stage.documentation.is_some()
    {
        settings.push(("documentation", Setting::Documentation));
    }
    // Seen in an export without any extension.
    settings.extend(rest_api.policy.as_deref().map(|it| ("policy", Setting::Policy(it))));
    if cx.options.extensions.settings() {
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
        let policy = rest_api.security_policy.as_deref();
        settings.extend(policy.map(|it| ("security-policy", Setting::Text(it))));
        let mode = rest_api.endpoint_access_mode.as_deref();
        settings.extend(mode.map(|it| ("endpoint-access-mode", Setting::Text(it))));
    }
    let settings = settings
        .into_iter()
        .map(|(name, setting)| (format!("x-amazon-apigateway-{name}"), setting));
    let text = cx.documentation.find(DocumentationPartType::Api, Place::default());
    let added = extensions(text).map(|(key, it)| (key.to_owned(), Setting::Value(it.clone())));
    settings.chain(added).collect()
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
            writer.string_member("statusCode", code);
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
    for part in &cx.api.documentation_parts {
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

fn location(writer: &mut Writer, part: &DocumentationPart) {
    let location = &part.location;
    writer.open_object();
    writer.string_member("type", location.part_type.as_str());
    let members = [
        ("path", &location.path),
        ("method", &location.method),
        ("statusCode", &location.status_code),
        ("name", &location.name),
    ];
    for (key, value) in members {
        if let Some(value) = value {
            writer.string_member(key, value);
        }
    }
    writer.close_object();
}
