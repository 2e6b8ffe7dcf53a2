//! Where in a document a byte is: the node there, the way to it from the root, and the object of
//! OpenAPI that this way leads into.

use gatewright_definition::Version;
use gatewright_definition::vocabulary::Place;
use gatewright_source::{Document, Node};

/// The keys of a path item that hold an operation.
pub(crate) const OPERATIONS: [&str; 9] = [
    "get",
    "put",
    "post",
    "delete",
    "options",
    "head",
    "patch",
    "trace",
    "x-amazon-apigateway-any-method",
];

/// The innermost node that a byte belongs to, or touches from behind.
pub(crate) fn node_at(document: &Document, at: usize) -> Option<Node<'_>> {
    let is_there = |node: &Node<'_>| {
        let span = node.span().range();
        span.start <= at && at <= span.end
    };
    // Children come after their parents.
    if document.nodes().is_sorted_by_key(|node| node.span().start) {
        let nodes = document.nodes().take_while(|node| node.span().range().start <= at);
        return nodes.filter(is_there).last();
    }
    // What a template puts together stands in any order, and what it computes stands over what it
    // is computed from.
    document
        .nodes()
        .filter(is_there)
        .min_by_key(|node| (node.span().len(), std::cmp::Reverse(node.id())))
}

/// The keys and indexes on the way to a node; of a key, those to its member.
pub(crate) fn path(node: Node<'_>) -> Vec<String> {
    let pointer = node.pointer();
    let steps = pointer.as_str().split('/').skip(1);
    steps.map(|step| step.replace("~1", "/").replace("~0", "~")).collect()
}

/// The version of a document, as far as what may stand where depends on it.
pub(crate) fn version(document: &Document) -> Version {
    let is_old = document.root().is_some_and(|root| root.get("swagger").is_some());
    if is_old { Version::Swagger20 } else { Version::OpenApi30 }
}

/// The innermost object that may have extensions on a way from the root, and the rest of the way.
pub(crate) fn object<T: AsRef<str>>(path: &[T]) -> (Place, &[T]) {
    let step = |at: usize| path.get(at).map(AsRef::as_ref);
    let (place, length) = match (step(0), step(1), step(2)) {
        (Some("paths"), Some(_), Some(verb)) if OPERATIONS.contains(&verb) => (Place::Operation, 3),
        (Some("paths"), Some(_), _) => (Place::PathItem, 2),
        (Some("components"), Some("securitySchemes"), Some(_)) => (Place::SecurityScheme, 3),
        (Some("components"), _, _) => (Place::Components, 1),
        (Some("securityDefinitions"), Some(_), _) => (Place::SecurityScheme, 2),
        (Some("servers"), Some(_), _) => (Place::Server, 2),
        (Some("tags"), Some(_), _) => (Place::Tag, 2),
        _ => (Place::Root, 0),
    };
    (place, &path[length..])
}

#[cfg(test)]
mod tests {
    use gatewright_diagnostics::SourceId;

    use super::*;

    #[test]
    fn the_innermost_node_is_found_from_within_and_from_behind() {
        let text = "a:\n  - b: cd\n    e: 'f'\n";
        let document = gatewright_source::read(SourceId(0), text.into()).value;
        let at = |needle: &str| {
            let at = text.find(needle).expect("it is there") + needle.len();
            path(node_at(&document, at).expect("a node")).join(".")
        };
        assert_eq!(at("a"), "a");
        assert_eq!(at("b"), "a.0.b");
        assert_eq!(at("c"), "a.0.b");
        assert_eq!(at("cd"), "a.0.b");
        assert_eq!(at("'f"), "a.0.e");
        let json = "{\"a/~\": [1, {}]}";
        let document = gatewright_source::read(SourceId(0), json.into()).value;
        let node = node_at(&document, json.find("{}").expect("it is there") + 1).expect("a node");
        assert_eq!(path(node), ["a/~", "1"]);
    }

    #[test]
    fn a_way_leads_into_an_object() {
        let check = |path: &[&str], place: Place, rest: usize| {
            let (found, left) = object(path);
            assert_eq!((found, left.len()), (place, rest), "{path:?}");
        };
        check(&[], Place::Root, 0);
        check(&["info", "title"], Place::Root, 2);
        check(&["paths", "/a"], Place::PathItem, 0);
        check(&["paths", "/a", "get", "x"], Place::Operation, 1);
        check(&["paths", "/a", "x-amazon-apigateway-any-method"], Place::Operation, 0);
        check(&["paths", "/a", "parameters", "0"], Place::PathItem, 2);
        check(&["components", "schemas"], Place::Components, 1);
        check(&["components", "securitySchemes", "a", "x"], Place::SecurityScheme, 1);
        check(&["securityDefinitions", "a"], Place::SecurityScheme, 0);
        check(&["servers", "0"], Place::Server, 0);
    }
}
