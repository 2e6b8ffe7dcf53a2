//! OpenAPI 3.1 to 3.0, which is what the service reads.
//!
//! What 3.0 can say in other words is said so. What it cannot say allows more afterwards, or is gone,
//! and that is told.

mod definitions;
mod path_items;
mod schema;
mod security;
mod structure;

use std::collections::HashSet;

use gatewright_diagnostics::Checked;
use gatewright_source::{Document, Node, NodeId};
use serde_json::{Map, Value};

use crate::draft::Draft;
use crate::places::{Holds, Part, Place, places};
use crate::{Change, Meaning, Rewrite};

/// The version of the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OpenApi30 {
    /// 3.0.1, which the service itself writes.
    #[default]
    V3_0_1,
    /// 3.0.3.
    V3_0_3,
}

impl OpenApi30 {
    /// As it stands in a definition.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::V3_0_1 => "3.0.1",
            Self::V3_0_3 => "3.0.3",
        }
    }
}

/// The dialect that schemas of 3.1 have anyway.
const DIALECTS: [&str; 2] = [
    "https://spec.openapis.org/oas/3.1/dialect/base",
    "https://json-schema.org/draft/2020-12/schema",
];

/// Members that 3.2 added and 3.0 has nothing for.
const LATER: [(Part, &str); 10] = [
    (Part::Document, "$self"),
    (Part::PathItem, "query"),
    (Part::PathItem, "additionalOperations"),
    (Part::MediaType, "itemSchema"),
    (Part::MediaType, "itemEncoding"),
    (Part::MediaType, "prefixEncoding"),
    (Part::SecurityScheme, "oauth2MetadataUrl"),
    (Part::SecurityScheme, "deprecated"),
    (Part::Discriminator, "defaultMapping"),
    (Part::Components, "mediaTypes"),
];

/// Rewrites a definition of OpenAPI 3.1 as one of 3.0. One of another version stays as it is.
///
/// ```
/// use gatewright_diagnostics::SourceId;
/// use gatewright_fix::{OpenApi30, downgrade};
/// use gatewright_source::{Editor, apply};
///
/// let text = "
/// openapi: 3.1.0
/// info: { title: Pets, version: '1' }
/// paths: {}
/// components:
///   schemas:
///     Age: { type: [integer, 'null'], exclusiveMinimum: 0 } # in years
/// ";
/// let document = gatewright_source::read(SourceId(0), text.into()).value;
/// let rewrite = downgrade(&document, OpenApi30::default()).value;
/// let edits = Editor::new(&document).text_edits(&rewrite.edits).expect("they can be written");
/// assert!(apply(text, &edits).ends_with("
///     Age: { type: integer, exclusiveMinimum: true, nullable: true, minimum: 0 } # in years
/// "));
/// ```
pub fn downgrade(document: &Document, to: OpenApi30) -> Checked<Rewrite> {
    let root = document.root().filter(|root| root.is_mapping());
    let version = root.and_then(|root| root.get("openapi"));
    let is_later = |version: Node<'_>| {
        version.text().is_some_and(|it| it.starts_with("3.1") || it.starts_with("3.2"))
    };
    let (Some(root), Some(version)) = (root, version.filter(|it| is_later(*it))) else {
        return Checked::new(Rewrite::default(), Vec::new());
    };
    let places = places(document);
    let mut downgrade = Downgrade {
        draft: Draft::new(document),
        root,
        schemas: ids(&places, Part::Schema),
        bodies: ids(&places, Part::MediaType),
        changes: Vec::new(),
    };
    downgrade.draft.set(version, to.as_str());
    let old = version.text().unwrap_or_default();
    downgrade.tell(version, Meaning::Same, format!("OpenAPI {old} becomes {}", to.as_str()));
    let moved = downgrade.references(&places);
    for place in &places {
        downgrade.place(place);
    }
    downgrade.security(&places);
    downgrade.path_items(&places);
    downgrade.hoist(&moved);
    let mut changes = downgrade.changes;
    changes.sort_by_key(|change| change.location.span);
    Checked::new(Rewrite { edits: downgrade.draft.into_edits(), changes }, Vec::new())
}

fn ids(places: &[Place<'_>], part: Part) -> HashSet<NodeId> {
    places.iter().filter_map(|it| it.as_part(part)).map(Node::id).collect()
}

struct Downgrade<'d> {
    draft: Draft<'d>,
    root: Node<'d>,
    /// All schemas.
    schemas: HashSet<NodeId>,
    /// All media types, whose schemas are those of bodies.
    bodies: HashSet<NodeId>,
    changes: Vec<Change>,
}

impl<'d> Downgrade<'d> {
    /// Says what becomes of a member, at its key.
    fn tell(&mut self, at: Node<'d>, meaning: Meaning, what: impl Into<String>) {
        let location = at.key().unwrap_or(at).location();
        self.changes.push(Change { location, what: what.into(), meaning });
    }

    /// Takes a member away, if it is there.
    fn drop_member(&mut self, at: Node<'d>, key: &str, meaning: Meaning, why: &str) {
        if let Some(value) = at.get(key) {
            self.draft.remove(value);
            self.tell(value, meaning, format!("`{key}` goes: {why}"));
        }
    }

    /// Puts another member in the place of one.
    fn replace(&mut self, old: Node<'d>, key: &str, value: impl Into<Value>) {
        if let Some(name) = old.key() {
            self.draft.rename(name, key);
            self.draft.set(old, value);
        }
    }

    fn place(&mut self, place: &Place<'d>) {
        let at = place.at;
        let Holds::One(part) = place.holds else { return };
        for (_, key) in LATER.iter().filter(|(other, _)| *other == part) {
            self.drop_member(at, key, Meaning::Dropped, "3.0 has nothing like it");
        }
        match part {
            Part::Schema => self.schema(at),
            Part::Document => self.document(at),
            Part::Info => self.info(at),
            Part::License => self.license(at),
            Part::Operation => {
                if at.is_mapping() && at.get("responses").is_none() {
                    self.draft.put(at, "responses", Map::new());
                    self.tell(at, Meaning::Same, "`responses` is added, which 3.0 demands");
                }
            }
            Part::Response if at.get("$ref").is_none() => {
                if at.is_mapping() && at.get("description").is_none() {
                    self.draft.put(at, "description", "");
                    self.tell(at, Meaning::Same, "`description` is added, which 3.0 demands");
                }
            }
            Part::Parameter
            | Part::Header
            | Part::Response
            | Part::RequestBody
            | Part::Example
            | Part::Link
            | Part::Callback
            | Part::SecurityScheme => self.reference(at),
            Part::Components
            | Part::Paths
            | Part::PathItem
            | Part::MediaType
            | Part::Encoding
            | Part::Responses
            | Part::Discriminator
            | Part::SecurityRequirement
            | Part::Extension
            | Part::Other => {}
        }
    }

    fn document(&mut self, at: Node<'d>) {
        let why = "the service calls no webhooks, and 3.0 has none";
        self.drop_member(at, "webhooks", Meaning::Dropped, why);
        if let Some(dialect) = at.get("jsonSchemaDialect") {
            let is_usual = dialect.text().is_some_and(|it| DIALECTS.contains(&it));
            let meaning = if is_usual { Meaning::Same } else { Meaning::Dropped };
            self.drop_member(at, "jsonSchemaDialect", meaning, "3.0 has one dialect");
        }
        if at.get("paths").is_none() {
            self.draft.put(at, "paths", Map::new());
            self.tell(at, Meaning::Same, "`paths` is added, which 3.0 demands");
        }
    }

    fn info(&mut self, at: Node<'d>) {
        let Some(summary) = at.get("summary") else { return };
        if at.get("description").is_none() {
            let text = self.draft.value(summary);
            self.replace(summary, "description", text);
            self.tell(summary, Meaning::Same, "`summary` becomes the `description`");
        } else {
            self.drop_member(at, "summary", Meaning::Dropped, "3.0 has nothing like it");
        }
    }

    fn license(&mut self, at: Node<'d>) {
        let Some(identifier) = at.get("identifier") else { return };
        let known = identifier.text().filter(|it| it.bytes().all(is_of_licence));
        match known.filter(|_| at.get("url").is_none()) {
            Some(name) => {
                self.replace(identifier, "url", format!("https://spdx.org/licenses/{name}.html"));
                self.tell(
                    identifier,
                    Meaning::Same,
                    "`identifier` becomes the `url` of the licence",
                );
            }
            None => {
                self.drop_member(at, "identifier", Meaning::Dropped, "3.0 has nothing like it");
            }
        }
    }

    /// What stands beside a reference; 3.0 does not read it.
    fn reference(&mut self, at: Node<'d>) {
        if at.get("$ref").is_none() {
            return;
        }
        for (key, value) in at.entries() {
            let name = key.text().unwrap_or_default();
            if matches!(name, "summary" | "description") {
                self.draft.remove(value);
                let what = format!("`{name}` beside `$ref` goes: 3.0 does not read it");
                self.tell(value, Meaning::Dropped, what);
            }
        }
    }
}

/// The letters of identifiers of SPDX; an expression of several has others.
fn is_of_licence(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'+')
}
