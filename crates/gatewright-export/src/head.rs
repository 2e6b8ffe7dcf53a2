//! What stands before the paths: name, version, address. (Recorded; with documentation:
//! *Representation of API documentation in API Gateway*.)

use gatewright_model::DocumentationPartType;
use serde_json::Value;

use crate::documentation::{Members, Place, extensions, text_of, write_members};
use crate::export::Context;
use crate::settings;
use crate::writer::Writer;

/// The version of the API; of one without a version the time of the deployment (exports of one API
/// at several times).
pub(crate) fn version<'x>(cx: &'x Context<'_>) -> &'x str {
    let rest_api = &cx.api.rest_api;
    let deployed = cx.options.stage.deployed.as_deref();
    rest_api.version.as_deref().or(deployed).unwrap_or(&rest_api.created_date)
}

/// The text about the API.
fn api_text<'x>(cx: &'x Context<'_>) -> Option<&'x Members> {
    cx.documentation.find(DocumentationPartType::Api, Place::default())
}

pub(crate) fn info(cx: &Context<'_>, writer: &mut Writer) {
    let text = api_text(cx);
    let info = text.and_then(|text| text.get("info")).and_then(Value::as_object);
    let version = version(cx);
    let rest_api = &cx.api.rest_api;
    let description = text_of(info, "description").or(rest_api.description.as_deref());
    let is_swagger = cx.is_swagger();
    writer.key("info");
    writer.open_object();
    if !is_swagger {
        writer.string_member("title", &rest_api.name);
    }
    if let Some(description) = description {
        writer.string_member("description", description);
    }
    if is_swagger {
        writer.string_member("version", version);
        writer.string_member("title", &rest_api.name);
    }
    write_members(writer, info, &["termsOfService", "contact", "license"]);
    if !is_swagger {
        writer.string_member("version", version);
    }
    for (key, value) in extensions(info) {
        writer.key(key);
        writer.value(value);
    }
    writer.close_object();
}

/// Host and base path of the stage, the latter without a slash; none of a domain that is mapped as a
/// whole.
fn address<'x>(cx: &'x Context<'_>) -> (String, Option<&'x str>) {
    let stage = &cx.options.stage;
    if let Some(domain) = &stage.domain {
        let base_path = Some(domain.base_path.as_str()).filter(|path| !path.is_empty());
        return (domain.name.clone(), base_path);
    }
    let region = &stage.region;
    let suffix = if region.starts_with("cn-") { "amazonaws.com.cn" } else { "amazonaws.com" };
    let host = format!("{}.execute-api.{region}.{suffix}", cx.api.rest_api.id);
    (host, Some(&stage.name))
}

pub(crate) fn host(cx: &Context<'_>, writer: &mut Writer) {
    let (host, base_path) = address(cx);
    writer.string_member("host", &host);
    if let Some(base_path) = base_path {
        writer.parts_member("basePath", &["/", base_path]);
    }
    tags(cx, writer);
    writer.strings_member("schemes", ["https"].into_iter());
}

pub(crate) fn servers(cx: &Context<'_>, writer: &mut Writer) {
    let (host, base_path) = address(cx);
    writer.key("servers");
    writer.open_list();
    writer.open_object();
    match base_path {
        Some(base_path) => {
            writer.parts_member("url", &["https://", &host, "/{basePath}"]);
            writer.key("variables");
            writer.open_object();
            writer.key("basePath");
            writer.open_object();
            writer.string_member("default", base_path);
            writer.close_object();
            writer.close_object();
        }
        None => writer.parts_member("url", &["https://", &host]),
    }
    if cx.options.extensions.settings() && settings::has_endpoint(&cx.api.rest_api) {
        writer.key("x-amazon-apigateway-endpoint-configuration");
        settings::endpoint(writer, &cx.api.rest_api);
    }
    writer.close_object();
    writer.close_list();
}

/// The tags of the API, which only its documentation can have.
pub(crate) fn tags(cx: &Context<'_>, writer: &mut Writer) {
    let text = api_text(cx);
    write_members(writer, text, &["tags"]);
}
