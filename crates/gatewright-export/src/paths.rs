//! Paths and the verbs on them. (Recorded.)

use gatewright_model::{DocumentationPartType, HttpMethod, Resource};

use crate::documentation::{Place, extensions};
use crate::export::Context;
use crate::hash_order::{self, Table, java_order};
use crate::operation;
use crate::writer::Writer;

/// The order of the verbs, as the libraries' classes have it.
const SWAGGER_VERBS: [HttpMethod; 7] = [
    HttpMethod::Get,
    HttpMethod::Head,
    HttpMethod::Post,
    HttpMethod::Put,
    HttpMethod::Delete,
    HttpMethod::Options,
    HttpMethod::Patch,
];
const OAS30_VERBS: [HttpMethod; 7] = [
    HttpMethod::Get,
    HttpMethod::Put,
    HttpMethod::Post,
    HttpMethod::Delete,
    HttpMethod::Options,
    HttpMethod::Head,
    HttpMethod::Patch,
];

pub(crate) fn write(cx: &Context<'_>, writer: &mut Writer) {
    // Resources without methods are left out.
    let with_methods = cx.api.resources.iter().filter(|it| !it.resource_methods.is_empty());
    let mut resources: Vec<&Resource> = with_methods.collect();
    if cx.is_swagger() {
        resources.sort_by(|left, right| java_order(&left.path, &right.path));
    } else {
        hash_order::sort(&mut resources, Table::Grown, |it| &it.path);
    }
    writer.key("paths");
    writer.open_object();
    for resource in resources {
        path_item(cx, writer, resource);
    }
    writer.close_object();
}

fn path_item(cx: &Context<'_>, writer: &mut Writer, resource: &Resource) {
    writer.key(&resource.path);
    writer.open_object();
    let verbs = if cx.is_swagger() { SWAGGER_VERBS } else { OAS30_VERBS };
    for verb in verbs {
        if let Some(method) = resource.resource_methods.get(&verb) {
            writer.key(&verb.as_str().to_ascii_lowercase());
            operation::write(cx, writer, resource, method);
        }
    }
    if let Some(method) = resource.resource_methods.get(&HttpMethod::Any) {
        writer.key("x-amazon-apigateway-any-method");
        operation::write(cx, writer, resource, method);
    }
    // Of the texts about a resource only extensions reach it.
    let place = Place { path: &resource.path, ..Place::default() };
    let text = cx.documentation.find(DocumentationPartType::Resource, place);
    for (key, value) in extensions(text) {
        writer.key(key);
        writer.value(value);
    }
    writer.close_object();
}
