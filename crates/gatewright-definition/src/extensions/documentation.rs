//! *x-amazon-apigateway-documentation object*.

use gatewright_source::Node;

use crate::Text;
use crate::reader::{Reader, unread};
use crate::vocabulary;

/// The documentation of a definition.
#[derive(Debug, Clone)]
pub struct Documentation<'d> {
    /// The object.
    pub at: Node<'d>,
    /// The identifier of the snapshot.
    pub version: Option<Text<'d>>,
    /// The parts, in the order of the document.
    pub parts: Vec<DocumentationPart<'d>>,
}

/// One part.
#[derive(Debug, Clone)]
pub struct DocumentationPart<'d> {
    /// The object.
    pub at: Node<'d>,
    /// What the part is about.
    pub location: DocumentationLocation<'d>,
    /// The content.
    pub properties: Option<Node<'d>>,
}

/// What a part is about.
#[derive(Debug, Clone, Default)]
pub struct DocumentationLocation<'d> {
    /// The object.
    pub at: Option<Node<'d>>,
    /// `API`, `METHOD`, …
    pub part_type: Option<Text<'d>>,
    /// A path.
    pub path: Option<Text<'d>>,
    /// A verb or `*`.
    pub method: Option<Text<'d>>,
    /// A status code or `*`.
    pub status_code: Option<Text<'d>>,
    /// The name of a parameter, header, model or authorizer.
    pub name: Option<Text<'d>>,
}

impl<'d> Reader<'d> {
    pub(crate) fn documentation(&mut self, at: Node<'d>) -> Documentation<'d> {
        let mut documentation = Documentation { at, version: None, parts: Vec::new() };
        for (key, value) in self.mapping(at) {
            let Some(name) = self.member(key, &vocabulary::DOCUMENTATION) else { continue };
            match name {
                "version" => documentation.version = self.text(value),
                "documentationParts" => {
                    let parts = self.list(value);
                    documentation.parts = parts.map(|part| self.documentation_part(part)).collect();
                }
                // Exports write the time at which the snapshot was made.
                "createdDate" => {}
                _ => unread(name),
            }
        }
        documentation
    }

    /// The documentation of a document that is no definition: the extension alone, or anything with
    /// a list of parts.
    pub(crate) fn documentation_alone(&mut self, root: Node<'d>) -> Option<Documentation<'d>> {
        if let Some(extension) = root.get(super::DOCUMENTATION) {
            return Some(self.documentation(extension));
        }
        let list = root.get("documentationParts").filter(|list| list.is_sequence())?;
        let parts = list.items().map(|part| self.documentation_part(part)).collect();
        Some(Documentation { at: root, version: None, parts })
    }

    fn documentation_part(&mut self, at: Node<'d>) -> DocumentationPart<'d> {
        let location = DocumentationLocation::default();
        let mut part = DocumentationPart { at, location, properties: None };
        for (key, value) in self.mapping(at) {
            let Some(name) = self.member(key, &vocabulary::DOCUMENTATION_PART) else { continue };
            match name {
                "location" => part.location = self.documentation_location(value),
                "properties" => part.properties = Some(value),
                // Lists of parts as GetDocumentationParts returns them have their identifiers.
                "id" => {}
                _ => unread(name),
            }
        }
        part
    }

    fn documentation_location(&mut self, at: Node<'d>) -> DocumentationLocation<'d> {
        let mut location = DocumentationLocation { at: Some(at), ..Default::default() };
        for (key, value) in self.mapping(at) {
            let Some(name) = self.member(key, &vocabulary::DOCUMENTATION_LOCATION) else {
                continue;
            };
            match name {
                "type" => location.part_type = self.text(value),
                "path" => location.path = self.text(value),
                "method" => location.method = self.text(value),
                "statusCode" => location.status_code = self.text(value),
                "name" => location.name = self.text(value),
                _ => unread(name),
            }
        }
        location
    }
}
