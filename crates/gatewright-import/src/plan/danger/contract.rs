//! What callers of a method have to send, and what they can count on in its answers.

use gatewright_model::{EntityPath, MethodResponse, ParameterName, ParameterPlace};

use super::Found;
use super::access::Checks;
use super::routes::Route;
use super::schema::{Direction, Schemas};

/// Compares a method with the one that is in its place.
pub(super) fn judge(
    old: Route<'_>,
    new: Route<'_>,
    checks: Checks,
    schemas: &mut Schemas<'_>,
    found: &mut Found,
) {
    parameters(old, new, checks, found);
    bodies(old, new, checks, schemas, found);
    responses(old, new, schemas, found);
}

fn parameters(old: Route<'_>, new: Route<'_>, checks: Checks, found: &mut Found) {
    for (key, _) in new.method.request_parameters.iter().filter(|(_, required)| **required) {
        let Some(parameter) = ParameterName::parse(key, "method.request.") else { continue };
        let before = old.method.request_parameters.get(key);
        if parameter.place == ParameterPlace::Path || before == Some(&true) {
            continue;
        }
        let place = match parameter.place {
            ParameterPlace::Header => "header",
            ParameterPlace::QueryString => "query parameter",
            ParameterPlace::Path => "path parameter",
        };
        let name = parameter.name;
        let mut message = match before {
            Some(_) => format!("the {place} `{name}`, which was optional, is required"),
            None => format!("the new {place} `{name}` is required"),
        };
        // The definition asks for it all the same, and the backend may.
        if !checks.parameters {
            message.push_str("; no validator checks that");
        }
        found.breaking(new.entity(), "parameter-required", message);
    }
}

fn bodies(
    old: Route<'_>,
    new: Route<'_>,
    checks: Checks,
    schemas: &mut Schemas<'_>,
    found: &mut Found,
) {
    for (media_type, is) in &new.method.request_models {
        if let Some(was) = old.method.request_models.get(media_type) {
            for (entity, what) in schemas.compare(was, is, &new.entity(), Direction::Request) {
                found.breaking(entity, "request-narrowed", format!("in requests, {what}"));
            }
        } else if checks.body {
            // Bodies of a type without a model are not looked at.
            let message = format!("a body of {media_type} has to fit the model `{is}` now");
            found.breaking(new.entity(), "request-narrowed", message);
        }
    }
}

fn responses(old: Route<'_>, new: Route<'_>, schemas: &mut Schemas<'_>, found: &mut Found) {
    let entity = |code: &str| {
        EntityPath::MethodResponse(new.path.to_owned(), new.method.http_method, code.to_owned())
    };
    for (code, was) in &old.method.method_responses {
        let Some(is) = new.method.method_responses.get(code) else {
            let message = format!("the answer {code} is no longer declared");
            found.breaking(entity(code), "response-removed", message);
            continue;
        };
        for header in was.response_parameters.keys() {
            if !is.response_parameters.contains_key(header) {
                let name = header.rsplit("header.").next().unwrap_or(header);
                let message = format!("the answer has no header `{name}` any more");
                found.breaking(entity(code), "response-header-removed", message);
            }
        }
        models(was, is, &entity(code), schemas, found);
    }
}

fn models(
    old: &MethodResponse,
    new: &MethodResponse,
    entity: &EntityPath,
    schemas: &mut Schemas<'_>,
    found: &mut Found,
) {
    for (media_type, was) in &old.response_models {
        if let Some(is) = new.response_models.get(media_type) {
            for (entity, what) in schemas.compare(was, is, entity, Direction::Response) {
                found.breaking(entity, "response-changed", format!("in answers, {what}"));
            }
        } else {
            let message = format!("answers of {media_type} have no model any more: it was `{was}`");
            found.breaking(entity.clone(), "response-model-removed", message);
        }
    }
}
