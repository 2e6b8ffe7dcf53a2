//! What nobody knows of a definition, and how far that reaches.
//!
//! A text that is filled in later concerns nobody but its readers, who ask
//! [`Text`](crate::Text). An object, a list, a reference or the name of a member that nobody knows
//! may hold anything: what is said of something that is absent is not certain any more. Such a place
//! is a *hole*. Most documents have none, and pay for nothing but the question.

use std::collections::HashSet;

use gatewright_diagnostics::Location;
use gatewright_source::{Document, Kind, Node, NodeId};

use crate::extensions;

/// Whether a collection may hold more than is written there, or other things: it is unknown, or a
/// name or an item in it is.
pub fn is_open(node: Node<'_>) -> bool {
    match node.kind() {
        Kind::Mapping => node.entries().any(|(key, _)| key.has_unknown()),
        Kind::Sequence => node.items().any(Node::is_unknown),
        Kind::Scalar => node.is_unknown(),
    }
}

/// Whether something in a value is unknown, however deep.
pub fn contains_unknown(node: Node<'_>) -> bool {
    let in_entry =
        |(key, value): (Node<'_>, Node<'_>)| key.has_unknown() || contains_unknown(value);
    node.has_unknown() || node.items().any(contains_unknown) || node.entries().any(in_entry)
}

/// What a finding rests on beside what stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// The object at its place.
    Object,
    /// The members of the object at its place or around it, and what is directly in them: of a schema
    /// its keywords, and which properties there are.
    Members,
    /// What all paths can refer to: everything but `paths`.
    Declarations,
    /// The operation, what its path item says of all operations, and the declarations.
    Operation,
    /// The path item with all of its operations, and the declarations.
    PathItem,
    /// Which paths there are, and which operations.
    Paths,
    /// Everything.
    Definition,
}

/// Members that hold a text, a number or a list of texts that nothing else depends on.
const PLAIN: &[&str] = &[
    "authorizationUrl",
    "authorizerCredentials",
    "authorizerResultTtlInSeconds",
    "authorizerUri",
    "basePath",
    "bearerFormat",
    "cacheKeyParameters",
    "cacheNamespace",
    "connectionId",
    "contentHandling",
    "credentials",
    "deprecated",
    "description",
    "disableExecuteApiEndpoint",
    "email",
    "enum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "host",
    "httpMethod",
    "identitySource",
    "identityValidationExpression",
    "insecureSkipVerification",
    "integrationTarget",
    "ipAddressType",
    "maxItems",
    "maxLength",
    "maximum",
    "minItems",
    "minLength",
    "minimum",
    "multipleOf",
    "openIdConnectUrl",
    "operationId",
    "passthroughBehavior",
    "pattern",
    "providerARNs",
    "refreshUrl",
    "responseTransferMode",
    "schemes",
    "summary",
    "termsOfService",
    "timeoutInMillis",
    "title",
    "tokenUrl",
    "uniqueItems",
    "uri",
    "url",
    "version",
    "vpcEndpointIds",
    extensions::API_KEY_SOURCE,
    extensions::BINARY_MEDIA_TYPES,
    extensions::ENDPOINT_ACCESS_MODE,
    extensions::MINIMUM_COMPRESSION_SIZE,
    extensions::SECURITY_POLICY,
];

/// Maps of names that people choose to texts.
const TEXT_MAPS: &[&str] = &[
    "requestParameters",
    "requestTemplates",
    "responseParameters",
    "responseTemplates",
    "scopes",
    "mapping",
];

/// Maps of names that people choose, which are no names of members whatever they look like.
const NAME_MAPS: &[&str] = &[
    "callbacks",
    "content",
    "definitions",
    "examples",
    "headers",
    "links",
    "parameters",
    "patternProperties",
    "paths",
    "properties",
    "requestBodies",
    "responses",
    "schemas",
    "securityDefinitions",
    "securitySchemes",
    "variables",
    extensions::GATEWAY_RESPONSES,
    extensions::REQUEST_VALIDATORS,
];

/// What is data, not definition: nothing of it is looked up by its name.
const DATA: &[&str] = &["default", "example", "examples"];

/// Members of the document that nothing of the rest depends on.
const ASIDE: &[&str] =
    &["externalDocs", "info", "servers", extensions::ENDPOINT_CONFIGURATION, extensions::POLICY];

/// The holes of a document.
#[derive(Debug, Default)]
pub struct Holes {
    /// Collections that may hold more.
    open: HashSet<NodeId>,
    /// Objects of which a member, or something directly in one, is unknown.
    around: HashSet<NodeId>,
    /// Operations with a hole, path items with a hole outside of operations, and those with any.
    operations: HashSet<NodeId>,
    path_items: HashSet<NodeId>,
    whole_path_items: HashSet<NodeId>,
    in_declarations: bool,
    /// Whether there may be more paths, or the name of one is not known.
    in_paths: bool,
    is_any: bool,
}

impl Holes {
    /// The holes of a document; none where nothing of it is unknown.
    pub fn of(document: &Document) -> Option<Self> {
        let mut unknown = document.nodes().filter(|node| node.has_unknown()).peekable();
        unknown.peek()?;
        let mut holes = Self::default();
        for node in unknown {
            holes.add(node);
        }
        Some(holes)
    }

    fn add(&mut self, node: Node<'_>) {
        let Some(parent) = node.parent() else {
            (self.in_declarations, self.in_paths, self.is_any) = (true, true, true);
            return;
        };
        let steps: Vec<Node<'_>> = std::iter::successors(Some(node), |it| it.parent()).collect();
        // From the top: the document, its member, the path item, the operation.
        let step = |depth: usize| steps.iter().rev().nth(depth).copied();
        let member = step(1).and_then(|it| if it.is_key() { Some(it) } else { it.key() });
        let member = member.and_then(Node::text).unwrap_or_default();
        let is_path = member == "paths" && steps.len() == 3 && node.is_key();
        if is_path && !node.is_unknown() {
            // The rest of such a path is known.
            self.in_paths = true;
            return;
        }
        let is_name = node.is_key();
        let is_item = parent.is_sequence() && node.is_unknown();
        if is_name || is_item {
            self.open.insert(parent.id());
        }
        if is_name || is_hole(node) {
            let objects = steps[1..].iter().filter(|it| it.is_mapping());
            self.around.extend(objects.take(2).map(|it| it.id()));
        }
        if !is_name && !is_hole(node) || steps.iter().any(|it| is_data(*it)) {
            return;
        }
        if member == "paths" {
            self.is_any = true;
            self.whole_path_items.extend(step(2).map(Node::id));
            match (step(2), step(3)) {
                (_, Some(operation)) if !operation.is_key() && operation.is_mapping() => {
                    self.operations.insert(operation.id());
                }
                (Some(item), _) if !item.is_key() => {
                    self.path_items.insert(item.id());
                    self.in_paths = true;
                }
                _ => self.in_paths = true,
            }
        } else if steps.len() == 2 && is_name {
            (self.in_declarations, self.in_paths, self.is_any) = (true, true, true);
        } else if !ASIDE.contains(&member) {
            (self.in_declarations, self.is_any) = (true, true);
        }
    }

    /// Whether there are any that others may depend on.
    pub fn is_any(&self) -> bool {
        self.is_any
    }

    /// Whether what is said there is said of a text that is known in part.
    pub fn is_in_part(document: &Document, location: &Location) -> bool {
        let Some(node) = document.at_pointer(location.pointer.as_str()) else { return false };
        let is_there = |key: &Node<'_>| {
            key.span().start <= location.span.start && location.span.end <= key.span().end
        };
        node.key().filter(is_there).unwrap_or(node).has_unknown()
    }

    /// Whether what is said there is not certain, when it rests on all of that.
    pub fn hide_any(&self, document: &Document, location: &Location, reaches: &[Reach]) -> bool {
        self.hide(document, location, Reach::Object)
            || reaches.iter().any(|reach| self.hide(document, location, *reach))
    }

    /// Whether what is said there is not certain.
    pub fn hide(&self, document: &Document, location: &Location, reach: Reach) -> bool {
        let node_at = |pointer: &str| document.at_pointer(pointer);
        let pointer = location.pointer.as_str();
        if let Some(node) = node_at(pointer) {
            let is_unknown = |node: Node<'_>| node.is_unknown();
            if is_unknown(node)
                || self.open.contains(&node.id())
                || node.key().is_some_and(is_unknown)
            {
                return true;
            }
        }
        // `/paths/{path}/{verb}`.
        let has = |set: &HashSet<NodeId>, steps: usize| {
            let end = pointer.match_indices('/').map(|(at, _)| at).nth(steps);
            let node = node_at(&pointer[..end.unwrap_or(pointer.len())]);
            pointer.starts_with("/paths/") && node.is_some_and(|it| set.contains(&it.id()))
        };
        let around = || {
            let node = node_at(pointer);
            let mut owners = std::iter::successors(node, |it| it.parent());
            let owner = owners.find(|it| it.is_mapping());
            owner.is_some_and(|it| self.around.contains(&it.id()))
        };
        match reach {
            Reach::Object => false,
            Reach::Members => around(),
            Reach::Declarations => self.in_declarations,
            Reach::Operation => {
                self.in_declarations || has(&self.path_items, 2) || has(&self.operations, 3)
            }
            Reach::PathItem => self.in_declarations || has(&self.whole_path_items, 2),
            Reach::Paths => self.in_paths,
            Reach::Definition => self.is_any,
        }
    }
}

/// Whether what stands there may be anything that other parts depend on.
fn is_hole(node: Node<'_>) -> bool {
    let mut owner = node;
    while let Some(list) = owner.parent().filter(|it| it.is_sequence()) {
        owner = list;
    }
    let (name, map) = (name_of(owner), owner.parent().map(name_of).unwrap_or_default());
    if !node.is_unknown() {
        // Of a text that is known in part nothing depends but where it refers to something.
        return !NAME_MAPS.contains(&map) && matches!(name, "$ref" | "in" | "name" | "type");
    }
    if TEXT_MAPS.contains(&map) {
        return false;
    }
    NAME_MAPS.contains(&map) || !PLAIN.contains(&name)
}

/// The name of the member that a node is the value of.
fn name_of(node: Node<'_>) -> &str {
    node.key().and_then(Node::text).unwrap_or_default()
}

/// Whether a node is the value of a member that holds data.
fn is_data(node: Node<'_>) -> bool {
    DATA.contains(&name_of(node))
        && !node.parent().is_some_and(|owner| NAME_MAPS.contains(&name_of(owner)))
}
