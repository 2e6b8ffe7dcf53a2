//! What kind of difference a difference is, by its shape: where it is, and what changed there.

use gatewright_source::{Kind, Node};

use super::compare::{Change, Difference};
use super::original::Address;

/// The members that hold an address, at the root.
const ADDRESS: [&str; 4] = ["host", "basePath", "schemes", "servers"];
/// The members of operations and of what is below them that only documentation gives to an export.
const TEXTS: [&str; 6] =
    ["description", "summary", "tags", "operationId", "externalDocs", "deprecated"];

/// The class of a difference. `description-edited` and the like name what happened; all others say
/// which part it is and whether it is `missing` in the export, `added` by it, or `changed`.
pub(super) fn class(difference: &Difference<'_>, address: &Address) -> String {
    match special(difference, address) {
        Some(class) => class.to_owned(),
        None => format!("{}-{}", part(&difference.path), change_word(difference.change)),
    }
}

fn change_word(change: Change<'_>) -> &'static str {
    match change {
        Change::Missing(_) => "missing",
        Change::Added(_) => "added",
        Change::Changed(..) => "changed",
    }
}

/// The class of a difference whose shape says more than where it is.
fn special(difference: &Difference<'_>, address: &Address) -> Option<&'static str> {
    let Difference { path, change } = difference;
    let first = path.first()?.as_str();
    let last = path.last()?.as_str();
    if ADDRESS.contains(&first) {
        return Some(address_class(*change, address));
    }
    let in_schema = part(path) == "schema";
    Some(match *change {
        Change::Missing(original) | Change::Changed(original, _) if is_unresolved(original) => {
            "unresolved-value"
        }
        Change::Changed(original, export) if original.is_null() && is_empty(export) => {
            "null-for-nothing"
        }
        Change::Changed(original, export) => scalar_class(original, export)
            .or((last == "description" && !in_schema).then_some("description-edited"))?,
        Change::Missing(original) => match last {
            "properties" if in_schema && is_empty(original) => "empty-properties-dropped",
            "required" if original.as_bool() == Some(false) => "required-false-dropped",
            name if TEXTS.contains(&name) && !in_schema => "text-not-imported",
            name if name.starts_with("x-") && !name.starts_with("x-amazon-apigateway-") => {
                "foreign-extension"
            }
            _ if in_schema && is_entry_of(path, &["definitions", "schemas"]) => "unused-schema",
            _ if is_entry_of(path, &["securityDefinitions", "securitySchemes"]) => "unused-scheme",
            _ => return None,
        },
        Change::Added(export) => match last {
            "content" if is_empty(export) => "empty-content-added",
            "responses" if is_empty(export) => "empty-responses-added",
            "components" if is_empty(export) => "empty-components-added",
            _ => return None,
        },
    })
}

fn address_class(change: Change<'_>, address: &Address) -> &'static str {
    match (address, change) {
        (Address::None, _) => "missing-host",
        (Address::Domain, _) => "custom-domain",
        (Address::Service { .. }, Change::Changed(original, export))
            if original.text().and_then(|text| text.strip_prefix('/')) == export.text() =>
        {
            "era-basepath-slash"
        }
        (Address::Service { .. }, _) => "address",
    }
}

/// How two scalars differ that are nearly the same.
fn scalar_class(original: Node<'_>, export: Node<'_>) -> Option<&'static str> {
    let (before, after) = (original.text()?, export.text()?);
    let is_number = original.as_f64().is_some() && original.as_f64() == export.as_f64();
    if is_number {
        Some("number-form")
    } else if before == after {
        Some("scalar-type")
    } else if before.eq_ignore_ascii_case(after) {
        Some("word-case")
    } else {
        before.split_whitespace().eq(after.split_whitespace()).then_some("blanks")
    }
}

/// Whether a value is, or holds, one that a template gives: a function of CloudFormation.
fn is_unresolved(node: Node<'_>) -> bool {
    let has_tag = node.tag().is_some_and(|tag| tag.starts_with('!') && !tag.starts_with("!!"));
    let is_function = |(key, value): (Node<'_>, Node<'_>)| {
        let key = key.text().unwrap_or_default();
        key == "Ref" || key.starts_with("Fn::") || is_unresolved(value)
    };
    has_tag || node.entries().any(is_function) || node.items().any(is_unresolved)
}

fn is_empty(node: Node<'_>) -> bool {
    match node.kind() {
        Kind::Mapping => node.entries().next().is_none(),
        Kind::Sequence => node.items().next().is_none(),
        Kind::Scalar => node.text().is_none_or(str::is_empty),
    }
}

/// Whether a path is that of one entry of a map at the root or below `components`.
fn is_entry_of(path: &[String], maps: &[&str]) -> bool {
    let path = path.strip_prefix(&["components".to_owned()]).unwrap_or(path);
    matches!(path, [map, _] if maps.contains(&map.as_str()))
}

/// The part of a definition that a path leads to.
fn part(path: &[String]) -> &'static str {
    let key = |at: usize| path.get(at).map_or("", String::as_str);
    match (key(0), key(1)) {
        ("definitions", _) | ("components", "schemas") => return "schema",
        ("securityDefinitions", _) | ("components", "securitySchemes") => return "scheme",
        ("info", _) => return "info",
        ("paths", _) if path.len() <= 2 => return "path",
        ("paths", _) => {}
        (extension, _) if extension.starts_with("x-") => return "extension",
        _ => return "root",
    }
    let has = |name: &str| path[2..].iter().any(|key| key == name);
    if has("x-amazon-apigateway-integration") {
        return "integration";
    }
    match key(3) {
        "" => "operation",
        "parameters" if path.len() <= 5 => "parameter",
        "parameters" if has("schema") || key(5) == "type" => "parameter-type",
        "parameters" => "parameter-member",
        "responses" if path.len() <= 5 => "response",
        "responses" => "response-member",
        "requestBody" => "body",
        "consumes" | "produces" => "media-type",
        "security" => "security",
        extension if extension.starts_with("x-") => "extension",
        _ => "operation-member",
    }
}

#[cfg(test)]
mod tests {
    use gatewright_diagnostics::SourceId;
    use gatewright_source::read;

    use super::super::compare::compare;
    use super::*;

    /// What begins with a brace is JSON otherwise.
    fn yaml(text: &str) -> Vec<u8> {
        format!("---\n{text}").into_bytes()
    }

    #[track_caller]
    fn check_at(address: &Address, original: &str, export: &str, expected: &str) {
        let original = read(SourceId(0), yaml(original)).value;
        let export = read(SourceId(1), yaml(export)).value;
        let (original, export) = (original.root().expect("a node"), export.root().expect("a node"));
        let differences = compare(original, export).differences;
        let classes: Vec<String> = differences.iter().map(|it| class(it, address)).collect();
        assert_eq!(classes, [expected]);
    }

    #[track_caller]
    fn check(original: &str, export: &str, expected: &str) {
        check_at(&Address::None, original, export, expected);
    }

    #[test]
    fn addresses_differ_for_three_reasons() {
        check("{}", "{host: a}", "missing-host");
        check_at(&Address::Domain, "{host: a}", "{host: b}", "custom-domain");
        let service = Address::Service { rest_api_id: "a".to_owned() };
        let servers = |stage| format!("{{servers: [{{default: {stage}}}]}}");
        check_at(&service, &servers("/a"), &servers("a"), "era-basepath-slash");
        check_at(&service, &servers("/a"), &servers("b"), "address");
    }

    #[test]
    fn edits_are_told_from_what_an_export_never_has() {
        check("{paths: {a: {get: {uri: !Sub x}}}}", "{paths: {a: {get: {}}}}", "unresolved-value");
        let uri = "{paths: {a: {get: {uri: {'Fn::Sub': x}}}}}";
        check(uri, "{paths: {a: {get: {uri: x}}}}", "unresolved-value");
        let response =
            |text| format!("{{paths: {{a: {{get: {{responses: {{'200': {text}}}}}}}}}}}");
        let edited = (response("{description: Pets}"), response("{description: 200 response}"));
        check(&edited.0, &edited.1, "description-edited");
        check(&response("{}"), &response("{content: {}}"), "empty-content-added");
        let operation = |text: &str| format!("{{paths: {{a: {{get: {text}}}}}}}");
        check(&operation("{summary: Pets}"), &operation("{}"), "text-not-imported");
        check(&operation("{x-mine: 1}"), &operation("{}"), "foreign-extension");
        let parameter =
            |text| operation(&format!("{{parameters: [{{in: query, name: a, {text}}}]}}"));
        check(&parameter("required: false"), &parameter(""), "required-false-dropped");
        check(&parameter("type: integer"), &parameter("type: string"), "parameter-type-changed");
        check(&parameter(""), &operation("{parameters: []}"), "parameter-missing");
    }

    #[test]
    fn schemas_have_classes_of_their_own() {
        let schema = |text| format!("{{definitions: {{A: {{{text}}}}}}}");
        check(&schema("properties: {}"), &schema(""), "empty-properties-dropped");
        check(&schema("minimum: 1"), &schema("minimum: 1.0"), "number-form");
        check(&schema("description: a"), &schema("description: b"), "schema-changed");
        check(&schema(""), "{definitions: {}}", "unused-schema");
        check(&schema("maxLength: 1"), &schema("maxLength: '1'"), "scalar-type");
    }
}
