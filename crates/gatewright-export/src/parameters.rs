//! Parameters and bodies of a request. (Recorded; headers and texts: exports that users published.)

use gatewright_model::{DocumentationPartType, Method, PathPart};

use crate::documentation::{Members, Place, extensions, write_members};
use crate::export::Context;
use crate::hash_order::{self, Table};
use crate::writer::Writer;

/// A parameter as a definition has it.
pub(crate) struct Parameter<'a> {
    /// The whole key, by which the service orders them.
    key: &'a str,
    location: &'static str,
    name: &'a str,
    required: bool,
}

impl<'a> Parameter<'a> {
    /// Reads an entry of `requestParameters`. None for a kind that definitions do not have.
    pub(crate) fn read(key: &'a str, required: bool) -> Option<Self> {
        let (place, name) = key.strip_prefix("method.request.")?.split_once('.')?;
        let location = match place {
            "path" => "path",
            "querystring" => "query",
            "header" => "header",
            _ => return None,
        };
        Some(Self { key, location, name, required })
    }

    fn part_type(&self) -> DocumentationPartType {
        match self.location {
            "path" => DocumentationPartType::PathParameter,
            "query" => DocumentationPartType::QueryParameter,
            _ => DocumentationPartType::RequestHeader,
        }
    }
}

pub(crate) fn write(cx: &Context<'_>, writer: &mut Writer, method: &Method, place: Place<'_>) {
    let read = method.request_parameters.iter().filter_map(|(key, it)| Parameter::read(key, *it));
    let mut parameters: Vec<Parameter<'_>> = read.collect();
    hash_order::sort(&mut parameters, Table::Fitted, |it| it.key);
    if !cx.is_swagger() {
        add_undeclared(&mut parameters, place.path);
    }
    let mut bodies: Vec<(&String, &String)> = method.request_models.iter().collect();
    bodies.retain(|(_, model)| cx.models.is_written(model));
    hash_order::sort(&mut bodies, Table::Grown, |(media_type, _)| media_type);
    let is_swagger = cx.is_swagger();
    let has_list = !parameters.is_empty() || (is_swagger && !bodies.is_empty());
    if has_list {
        writer.key("parameters");
        writer.open_list();
        for parameter in &parameters {
            let place = Place { name: Some(parameter.name), ..place };
            let text = cx.documentation.find(parameter.part_type(), place);
            write_parameter(writer, parameter, text, is_swagger);
        }
        if is_swagger {
            // A body for each media type, which the specification does not allow (a sample API of
            // the guide has the same one twice).
            for (_, model) in &bodies {
                let text = cx.documentation.find(DocumentationPartType::RequestBody, place);
                swagger_body(writer, model, text);
            }
        }
        writer.close_list();
    }
    if !is_swagger && !bodies.is_empty() {
        let text = cx.documentation.find(DocumentationPartType::RequestBody, place);
        writer.key("requestBody");
        writer.open_object();
        write_members(writer, text, &["description"]);
        writer.key("content");
        write_content(writer, &bodies);
        writer.boolean_member("required", true);
        write_extensions(writer, text);
        writer.close_object();
    }
}

/// Variables of the path that the method does not declare follow in their order (an export of an
/// API that was not imported; an import declares them all).
fn add_undeclared<'a>(parameters: &mut Vec<Parameter<'a>>, path: &'a str) {
    for name in path.split('/').filter_map(|part| PathPart::parse(part).variable()) {
        if !parameters.iter().any(|it| it.location == "path" && it.name == name) {
            parameters.push(Parameter { key: name, location: "path", name, required: true });
        }
    }
}

fn write_parameter(
    writer: &mut Writer,
    parameter: &Parameter<'_>,
    text: Option<&Members>,
    is_swagger: bool,
) {
    writer.open_object();
    writer.string_member("name", parameter.name);
    writer.string_member("in", parameter.location);
    write_members(writer, text, &["description"]);
    if is_swagger || parameter.required {
        writer.boolean_member("required", parameter.required);
    }
    if is_swagger {
        writer.string_member("type", "string");
    } else {
        write_members(writer, text, &["deprecated"]);
        string_schema(writer);
        write_members(writer, text, &["example", "examples"]);
    }
    write_extensions(writer, text);
    writer.close_object();
}

fn swagger_body(writer: &mut Writer, model: &str, text: Option<&Members>) {
    writer.open_object();
    writer.string_member("in", "body");
    writer.string_member("name", model);
    write_members(writer, text, &["description"]);
    writer.boolean_member("required", true);
    writer.key("schema");
    writer.open_object();
    writer.parts_member("$ref", &["#/definitions/", model]);
    writer.close_object();
    write_extensions(writer, text);
    writer.close_object();
}

/// Media types with the model of each, in order.
pub(crate) fn write_content(writer: &mut Writer, models: &[(&String, &String)]) {
    writer.open_object();
    for (media_type, model) in models {
        writer.key(media_type);
        writer.open_object();
        writer.key("schema");
        writer.open_object();
        writer.parts_member("$ref", &["#/components/schemas/", model]);
        writer.close_object();
        writer.close_object();
    }
    writer.close_object();
}

/// The schema of every parameter and header: types are not stored.
pub(crate) fn string_schema(writer: &mut Writer) {
    writer.key("schema");
    writer.open_object();
    writer.string_member("type", "string");
    writer.close_object();
}

pub(crate) fn write_extensions(writer: &mut Writer, text: Option<&Members>) {
    for (key, value) in extensions(text) {
        writer.key(key);
        writer.value(value);
    }
}
