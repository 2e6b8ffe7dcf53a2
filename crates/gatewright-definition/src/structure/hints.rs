//! What to do about a member that is unknown or of the wrong type.

use gatewright_diagnostics::Diagnostic;
use gatewright_source::{Kind, Node};

use super::keys::KeySet;
use super::objects::Object;

/// The cure for a member that the object does not have.
pub(super) fn unexpected(object: Object, name: &str) -> String {
    if let Some(cure) = known(object, name) {
        return cure;
    }
    match nearest(name, object.members()) {
        Some(member) => format!("write `{member}`, if that is meant"),
        None => "remove it, or let its name begin with `x-`".to_owned(),
    }
}

/// Members that other formats have, and where they belong in OpenAPI 3.0.
fn known(object: Object, name: &str) -> Option<String> {
    let is_schema_keyword = || {
        let mut keywords = Object::Schema.members().names();
        name != "properties" && keywords.any(|keyword| keyword == name)
    };
    Some(match (object, name) {
        (Object::Parameter | Object::Header, _) if is_schema_keyword() => {
            format!("put it under `schema`: `schema: {{ {name}: … }}`")
        }
        (Object::Parameter, "collectionFormat") => {
            "use `style` and `explode` instead of it".to_owned()
        }
        (Object::Response | Object::RequestBody, "schema") => {
            "put it under `content`: `content: { application/json: { schema: … } }`".to_owned()
        }
        (Object::Operation, "consumes") => {
            "name the media types under `requestBody.content` instead".to_owned()
        }
        (Object::Operation, "produces") => {
            "name the media types under the `content` of the responses instead".to_owned()
        }
        (Object::Root, "host" | "basePath" | "schemes") => {
            "write a whole address under `servers` instead".to_owned()
        }
        (Object::Root, "definitions") => "move its entries to `components.schemas`".to_owned(),
        (Object::Root, "securityDefinitions") => {
            "move its entries to `components.securitySchemes`".to_owned()
        }
        (Object::Root, "parameters" | "responses" | "schemas" | "securitySchemes") => {
            format!("move it to `components.{name}`")
        }
        (Object::Components, "securityDefinitions") => "call it `securitySchemes`".to_owned(),
        (Object::Components, "definitions") => "call it `schemas`".to_owned(),
        (Object::Schema, "const") => "write an `enum` of one value instead".to_owned(),
        (Object::Schema, "examples") => "write one `example` instead".to_owned(),
        (Object::Schema, "type" | "$schema" | "$id" | "id" | "$defs" | "definitions") => {
            "remove it; OpenAPI 3.0 reads no such keyword of JSON Schema".to_owned()
        }
        _ => return None,
    })
}

/// The member whose spelling is at most two letters away, or differs in capitals only.
fn nearest(name: &str, members: KeySet) -> Option<&'static str> {
    let allowed = if name.chars().count() < 6 { 1 } else { 2 };
    let distances = members.names().map(|member| (distance(name, member), member));
    let (distance, member) = distances.min()?;
    (distance <= allowed).then_some(member)
}

/// How many letters must be put in, left out or changed, whatever their case.
fn distance(left: &str, right: &str) -> usize {
    let left: Vec<char> = left.to_lowercase().chars().collect();
    // A long key is no slip of the pen, and comparing it would take long.
    if left.len() > 40 {
        return usize::MAX;
    }
    let mut row: Vec<usize> = (0..=left.len()).collect();
    for (above, letter) in right.to_lowercase().chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = above + 1;
        for column in 0..left.len() {
            let changed = diagonal + usize::from(left[column] != letter);
            diagonal = row[column + 1];
            row[column + 1] = changed.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[left.len()]
}

/// Says what stands in a place and what belongs there.
pub(super) fn wrong_type(
    diagnostic: Diagnostic,
    key: &str,
    wanted: &str,
    value: Node<'_>,
) -> Diagnostic {
    let is = match value.kind() {
        Kind::Mapping => "a mapping",
        Kind::Sequence => "a list",
        Kind::Scalar if value.is_null() => "null",
        Kind::Scalar => "a single value",
    };
    let belongs = match (wanted, key) {
        ("string", "in") if matches!(value.text(), Some("body" | "formData")) => {
            return diagnostic
                .label("OpenAPI 3.0 has no such parameters")
                .help("describe it under `requestBody` instead");
        }
        ("string", "in") => "`query`, `header`, `path` or `cookie`",
        ("string", "style") => "a style of OpenAPI 3.0, such as `form` or `simple`",
        ("object", _) => "a mapping",
        ("array", _) => "a list",
        ("string", "$ref") => "a text",
        ("string" | "value", _) => "a single value",
        ("integer", _) => "a whole number",
        ("double", _) => "a number",
        ("date", _) => "a date, as `2020-01-31`",
        ("date-time", _) => "a time, as `2020-01-31T10:00:00Z`",
        ("byte", _) => "base 64",
        _ => "`http`, `apiKey`, `oauth2` or `openIdConnect`",
    };
    diagnostic.label(format!("this is {is}")).help(format!("write {belongs}"))
}

#[cfg(test)]
mod tests {
    use super::{Object, unexpected};

    #[test]
    fn a_slip_of_the_pen_is_recognised() {
        let cure = unexpected(Object::Operation, "operationID");
        assert_eq!(cure, "write `operationId`, if that is meant");
        assert_eq!(
            unexpected(Object::Response, "desciption"),
            "write `description`, if that is meant"
        );
    }

    #[test]
    fn members_of_swagger_2_are_led_home() {
        let cure = unexpected(Object::Parameter, "type");
        assert_eq!(cure, "put it under `schema`: `schema: { type: … }`");
        assert_eq!(
            unexpected(Object::Root, "definitions"),
            "move its entries to `components.schemas`"
        );
    }

    #[test]
    fn what_is_like_nothing_is_to_be_removed() {
        for name in ["kaesebrot", &"long".repeat(1000), ""] {
            let cure = unexpected(Object::Tag, name);
            assert_eq!(cure, "remove it, or let its name begin with `x-`");
        }
    }
}
