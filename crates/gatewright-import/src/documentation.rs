//! Documentation parts. (*x-amazon-apigateway-documentation object*, *Representation of API
//! documentation in API Gateway*; recorded.)

use std::collections::BTreeSet;

use gatewright_definition::{
    Definition, DocumentationLocation, DocumentationPart as Written, Operation, Text, is_open,
};
use gatewright_diagnostics::Diagnostic;
use serde_json::{Map, Value};

use gatewright_model::{
    DocumentationPart, DocumentationPartLocation, DocumentationPartType, EntityPath,
};
use gatewright_source::Node;

use crate::IdKind;
use crate::context::{Context, Step};
use crate::diagnostics::document::DESCRIPTIONS_DROPPED;
use crate::diagnostics::settings::{DOCUMENTATION_LOCATION_INVALID, DOCUMENTATION_PART_DUPLICATE};
use crate::responses::is_status_code;

/// The parts of the extension, in its order.
pub(crate) fn build(cx: &mut Context<'_, '_>) -> Vec<DocumentationPart> {
    let Some(documentation) = &cx.definition.documentation else { return Vec::new() };
    let mut parts = Vec::new();
    let mut seen = BTreeSet::new();
    for written in &documentation.parts {
        let Some(location) = location(cx, written) else { continue };
        let is_repeated = !seen.insert(location.clone());
        if is_repeated && has_unknown(&written.location) {
            continue;
        }
        if is_repeated {
            cx.report(Step::Settings, duplicate(written));
            continue;
        }
        let entity = EntityPath::DocumentationPart(location.clone());
        let id = cx.id(IdKind::DocumentationPart, &entity.to_string());
        cx.record(entity, written.at);
        let properties = properties(written);
        parts.push(DocumentationPart { id, location, properties });
    }
    parts
}

/// The content as JSON text. Some write it as the text that the service keeps.
fn properties(written: &Written<'_>) -> String {
    let content = written.properties.filter(|node| !node.is_null());
    match content.map(Node::to_json) {
        None => "{}".to_owned(),
        Some(Value::String(text)) if serde_json::from_str::<Map<String, Value>>(&text).is_ok() => {
            text
        }
        Some(value) => value.to_string(),
    }
}

fn location(cx: &mut Context<'_, '_>, written: &Written<'_>) -> Option<DocumentationPartLocation> {
    let place = &written.location;
    let named = place.part_type.as_ref();
    let Some(part_type) = named.and_then(|text| DocumentationPartType::parse(text)) else {
        if named.is_some_and(Text::has_unknown) || place.at.is_some_and(Node::is_unknown) {
            return None;
        }
        let what = match named {
            Some(text) => format!("`{}` is no type of a documentation part", text.value),
            None => "a documentation part without a type".to_owned(),
        };
        cx.report(Step::Settings, invalid(written, named, what));
        return None;
    };
    for (name, member, allowed) in members(place, part_type) {
        if let Some(text) = member
            && !allowed
        {
            let what = format!("a part of type {part_type} has no `{name}`");
            cx.report(Step::Settings, invalid(written, Some(text), what));
            return None;
        }
    }
    if needs_name(part_type) && place.name.is_none() {
        let what = format!("a part of type {part_type} needs a `name`");
        cx.report(Step::Settings, invalid(written, None, what));
        return None;
    }
    let is_wrong = |code: &&Text<'_>| !is_location_code(code) && !code.has_unknown();
    if let Some(code) = place.status_code.as_ref().filter(is_wrong) {
        let what = format!("`{}` is neither a status code nor `*`", code.value);
        cx.report(Step::Settings, invalid(written, Some(code), what));
        return None;
    }
    let text = |member: &Option<Text<'_>>| member.as_ref().map(ToString::to_string);
    Some(DocumentationPartLocation {
        part_type,
        // Recorded: `/` is filled in, and nothing else.
        path: text(&place.path).or_else(|| part_type.has_path().then(|| "/".to_owned())),
        method: text(&place.method),
        status_code: text(&place.status_code),
        name: text(&place.name),
    })
}

/// The types that guide and reference agree on; they differ on the others.
/// Whether nobody knows all of the location.
fn has_unknown(place: &DocumentationLocation<'_>) -> bool {
    place.at.is_some_and(|at| is_open(at) || at.entries().any(|(_, value)| value.has_unknown()))
}

fn needs_name(part_type: DocumentationPartType) -> bool {
    use DocumentationPartType as T;
    matches!(part_type, T::PathParameter | T::RequestHeader | T::ResponseHeader)
}

fn is_location_code(code: &str) -> bool {
    code == "*" || code.trim().is_empty() || is_status_code(code)
}

/// The members of a location, and whether its type has them.
fn members<'a, 'd>(
    place: &'a DocumentationLocation<'d>,
    part_type: DocumentationPartType,
) -> [(&'static str, Option<&'a Text<'d>>, bool); 4] {
    [
        ("path", place.path.as_ref(), part_type.has_path()),
        ("method", place.method.as_ref(), part_type.has_method()),
        ("statusCode", place.status_code.as_ref(), part_type.has_status_code()),
        ("name", place.name.as_ref(), part_type.has_name()),
    ]
}

fn invalid(written: &Written<'_>, text: Option<&Text<'_>>, what: String) -> Diagnostic {
    let at = text.map_or(written.location.at.unwrap_or(written.at), |text| text.at);
    Diagnostic::new(&DOCUMENTATION_LOCATION_INVALID, what, at.location())
        .label("this part cannot be created")
        .help("give the part a location that its type has")
}

fn duplicate(written: &Written<'_>) -> Diagnostic {
    let at = written.location.at.unwrap_or(written.at);
    Diagnostic::new(
        &DOCUMENTATION_PART_DUPLICATE,
        "a second documentation part about the same thing",
        at.location(),
    )
    .label("a location has one part")
    .help("join the two parts")
}

/// Says once how many texts about operations and what they hold leave no trace. The only recording
/// that has both made parts of the extension and of nothing else.
pub(crate) fn note_descriptions(cx: &mut Context<'_, '_>) {
    let mut texts = texts(cx.definition);
    let Some(first) = texts.next() else { return };
    let count = 1 + texts.count();
    let (subject, verb, label) = match count {
        1 => ("1 description", "leaves", "this one"),
        _ => (&*format!("{count} descriptions"), "leave", "the first of them"),
    };
    cx.report(
        Step::Settings,
        Diagnostic::new(
            &DESCRIPTIONS_DROPPED,
            format!("{subject} of operations and their parts {verb} no trace"),
            first.at.location(),
        )
        .label(label)
        .help(
            "write them as parts of `x-amazon-apigateway-documentation` if an export should have \
             them",
        ),
    );
}

fn texts<'a, 'd>(definition: &'a Definition<'d>) -> impl Iterator<Item = &'a Text<'d>> {
    definition.path_items.iter().flat_map(|item| {
        let own = item.summary.iter().chain(&item.description);
        own.chain(item.operations.iter().flat_map(texts_of_operation))
    })
}

fn texts_of_operation<'a, 'd>(operation: &'a Operation<'d>) -> impl Iterator<Item = &'a Text<'d>> {
    let own = operation.summary.iter().chain(&operation.description);
    let parameters = operation.parameters.iter().filter_map(|it| it.description.as_ref());
    let body = operation.request_body.iter().filter_map(|it| it.description.as_ref());
    let responses = operation.responses.iter().flatten();
    let headers = responses.flat_map(|response| &response.headers);
    own.chain(parameters).chain(body).chain(headers.filter_map(|it| it.description.as_ref()))
}
