//! The responses of a method. (Recorded.)

use gatewright_model::{DocumentationPartType, Method, MethodResponse};

use crate::ExportType;
use crate::documentation::{Place, text_of, write_members};
use crate::export::Context;
use crate::hash_order::{self, Table};
use crate::parameters::{string_schema, write_content, write_extensions};
use crate::writer::Writer;

pub(crate) fn write(cx: &Context<'_>, writer: &mut Writer, method: &Method, place: Place<'_>) {
    // A method without responses has an empty object in one type, and none in the other.
    if method.method_responses.is_empty() && !cx.is_swagger() {
        return;
    }
    let mut responses: Vec<&MethodResponse> = method.method_responses.values().collect();
    // Seen in all exports: the two libraries build this map in different ways.
    let table = if cx.is_swagger() { Table::Grown } else { Table::Fitted };
    hash_order::sort(&mut responses, table, |it| &it.status_code);
    writer.key("responses");
    writer.open_object();
    for response in responses {
        writer.key(&response.status_code);
        write_response(
            cx,
            writer,
            response,
            Place { status_code: Some(&response.status_code), ..place },
        );
    }
    writer.close_object();
}

/// The models of a response that a definition of that type has, by media type: in Swagger 2.0 a
/// response has one schema.
pub(crate) fn models(
    response: &MethodResponse,
    export_type: ExportType,
    can_be_written: impl Fn(&str) -> bool,
) -> Vec<(&String, &String)> {
    let mut models: Vec<(&String, &String)> = response.response_models.iter().collect();
    models.retain(|(_, model)| can_be_written(model));
    hash_order::sort(&mut models, Table::Grown, |(media_type, _)| media_type);
    if export_type == ExportType::Swagger {
        models.truncate(1);
    }
    models
}

fn write_response(
    cx: &Context<'_>,
    writer: &mut Writer,
    response: &MethodResponse,
    place: Place<'_>,
) {
    let text = cx.documentation.find(DocumentationPartType::Response, place);
    writer.open_object();
    match text_of(text, "description") {
        Some(description) => writer.string_member("description", description),
        None => writer.parts_member("description", &[&response.status_code, " response"]),
    }
    let mut models = models(response, cx.options.export_type, |name| cx.models.can_be(name));
    models.retain(|(_, model)| cx.models.is_written(model));
    if cx.is_swagger() {
        if let Some((_, model)) = models.first() {
            writer.key("schema");
            writer.open_object();
            writer.parts_member("$ref", &["#/definitions/", model]);
            writer.close_object();
        }
        write_headers(cx, writer, response, place);
        write_members(writer, text, &["examples"]);
    } else {
        write_headers(cx, writer, response, place);
        writer.key("content");
        write_content(writer, &models);
    }
    write_extensions(writer, text);
    writer.close_object();
}

/// The name of a header, as `responseParameters` have it.
pub(crate) fn header_name(key: &str) -> Option<&str> {
    key.strip_prefix("method.response.header.")
}

fn write_headers(
    cx: &Context<'_>,
    writer: &mut Writer,
    response: &MethodResponse,
    place: Place<'_>,
) {
    let mut names: Vec<&str> =
        response.response_parameters.keys().filter_map(|key| header_name(key)).collect();
    if names.is_empty() {
        return;
    }
    hash_order::sort(&mut names, Table::Grown, |it| it);
    writer.key("headers");
    writer.open_object();
    for name in names {
        let place = Place { name: Some(name), ..place };
        let text = cx.documentation.find(DocumentationPartType::ResponseHeader, place);
        writer.key(name);
        writer.open_object();
        if cx.options.export_type == ExportType::Swagger {
            writer.string_member("type", "string");
            write_members(writer, text, &["description"]);
        } else {
            write_members(writer, text, &["description"]);
            string_schema(writer);
        }
        write_extensions(writer, text);
        writer.close_object();
    }
    writer.close_object();
}
