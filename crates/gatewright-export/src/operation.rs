//! A method as an operation. (Recorded; request validators, security and texts: exports that users
//! published, and *Representation of API documentation in API Gateway*.)

use gatewright_model::{DocumentationPartType, Method, Resource};
use serde_json::Value;

use crate::documentation::{Members, Place, extensions, write_members};
use crate::export::Context;
use crate::hash_order::{self, Table};
use crate::writer::Writer;
use crate::{integration, parameters, responses, security};

/// An extension of an operation.
enum Extension<'a> {
    RequestValidator(&'a str),
    Integration,
    Text(&'a Value),
}

pub(crate) fn write(cx: &Context<'_>, writer: &mut Writer, resource: &Resource, method: &Method) {
    let place =
        Place { path: &resource.path, method: Some(method.http_method), ..Place::default() };
    let text = cx.documentation.find(DocumentationPartType::Method, place);
    writer.open_object();
    write_members(writer, text, &["tags", "summary", "description"]);
    if !cx.is_swagger() {
        write_members(writer, text, &["externalDocs"]);
    }
    if let Some(name) = &method.operation_name {
        writer.string_member("operationId", name);
    }
    if cx.is_swagger() {
        media_types(writer, method);
    }
    parameters::write(cx, writer, method, place);
    responses::write(cx, writer, method, place);
    if !cx.is_swagger() {
        write_members(writer, text, &["deprecated"]);
    }
    security::requirements(cx, writer, method);
    if cx.is_swagger() {
        write_members(writer, text, &["externalDocs", "deprecated"]);
    }
    write_extensions(cx, writer, method, text);
    writer.close_object();
}

fn write_extensions(
    cx: &Context<'_>,
    writer: &mut Writer,
    method: &Method,
    text: Option<&Members>,
) {
    let mut members: Vec<(&str, Extension<'_>)> = Vec::new();
    let validator = method.request_validator_id.as_deref();
    if let Some(name) = validator.and_then(|id| cx.validators.get(id).copied())
        && cx.options.extensions.settings()
    {
        members.push(("x-amazon-apigateway-request-validator", Extension::RequestValidator(name)));
    }
    if method.method_integration.is_some() && cx.options.extensions.integrations() {
        members.push(("x-amazon-apigateway-integration", Extension::Integration));
    }
    members.extend(extensions(text).map(|(key, value)| (key, Extension::Text(value))));
    hash_order::sort(&mut members, Table::Grown, |(key, _)| key);
    for (key, extension) in members {
        writer.key(key);
        match extension {
            Extension::RequestValidator(name) => writer.string(name),
            Extension::Text(value) => writer.value(value),
            Extension::Integration => {
                if let Some(integration) = &method.method_integration {
                    integration::write(writer, integration);
                }
            }
        }
    }
}

/// The media types of models, then those of templates that are not among them. (The second part: a
/// sample API of the guide.)
fn media_types(writer: &mut Writer, method: &Method) {
    let integration = method.method_integration.as_ref();
    let mut consumed = ordered(method.request_models.keys(), Table::MediaTypes);
    add(&mut consumed, integration.into_iter().flat_map(|it| it.request_templates.keys()));
    let answers = method.method_responses.values();
    let mut produced = ordered(answers.flat_map(|it| it.response_models.keys()), Table::MediaTypes);
    let translated = integration.into_iter().flat_map(|it| it.integration_responses.values());
    add(&mut produced, translated.flat_map(|it| it.response_templates.keys()));
    for (key, media_types) in [("consumes", consumed), ("produces", produced)] {
        if !media_types.is_empty() {
            writer.strings_member(key, media_types.into_iter());
        }
    }
}

/// Each once, in the order of a map.
fn ordered<'a>(media_types: impl Iterator<Item = &'a String>, table: Table) -> Vec<&'a str> {
    let mut all: Vec<&str> = media_types.map(String::as_str).collect();
    all.sort_unstable();
    all.dedup();
    hash_order::sort(&mut all, table, |it| it);
    all
}

fn add<'a>(media_types: &mut Vec<&'a str>, more: impl Iterator<Item = &'a String>) {
    for media_type in ordered(more, Table::Grown) {
        if !media_types.contains(&media_type) {
            media_types.push(media_type);
        }
    }
}
