//! Objects and their members.

use super::Shape;

/// An object whose members are known.
#[derive(Debug)]
pub struct Object {
    /// What messages call it.
    pub name: &'static str,
    /// The title of the service's page.
    pub page: &'static str,
    /// What becomes of members that are not listed.
    pub unlisted: Unlisted,
    /// The members, the usual ones first.
    pub properties: &'static [Property],
}

/// What becomes of the members of an object that are not listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unlisted {
    /// The import does not read them, and that is told.
    Dropped,
    /// They are passed on with the object.
    Kept,
}

/// A member of an object.
#[derive(Debug, Clone, Copy)]
pub struct Property {
    /// The key.
    pub name: &'static str,
    /// Other keys that are read like this one.
    pub spellings: &'static [&'static str],
    /// What it is for: Markdown, its first paragraph one sentence.
    pub docs: &'static str,
    /// The value.
    pub shape: Shape,
    /// Whether the object is nothing without it.
    pub presence: Presence,
    /// Whether a REST API reads it.
    pub reading: Reading,
    /// What the import takes when it is absent.
    pub default: Option<&'static str>,
    /// Values as one writes them.
    pub examples: &'static [&'static str],
}

/// Whether an object is nothing without a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// It must be there.
    Required,
    /// It may be absent.
    Optional,
}

/// Who reads something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// The import of a REST API.
    Read,
    /// HTTP APIs only: in a REST API it has no effect, and that is told.
    HttpApis,
    /// Nobody who imports a REST API, and nothing is said of it where it stands: exports or samples of
    /// the guide have it, or what is told is told of the whole.
    Ignored,
}

impl Object {
    /// The member that a key names.
    pub fn property(&self, key: &str) -> Option<&'static Property> {
        self.properties
            .iter()
            .find(|property| property.name == key || property.spellings.contains(&key))
    }
}

impl Property {
    /// The first paragraph of the documentation.
    pub fn summary(&self) -> &'static str {
        self.docs.split("\n\n").next().unwrap_or(self.docs)
    }

    pub(super) const fn new(name: &'static str, shape: Shape, docs: &'static str) -> Self {
        Self {
            name,
            spellings: &[],
            docs,
            shape,
            presence: Presence::Optional,
            reading: Reading::Read,
            default: None,
            examples: &[],
        }
    }

    pub(super) const fn required(mut self) -> Self {
        self.presence = Presence::Required;
        self
    }

    pub(super) const fn for_http_apis(mut self) -> Self {
        self.reading = Reading::HttpApis;
        self
    }

    pub(super) const fn ignored(mut self) -> Self {
        self.reading = Reading::Ignored;
        self
    }

    pub(super) const fn default(mut self, text: &'static str) -> Self {
        self.default = Some(text);
        self
    }

    pub(super) const fn examples(mut self, texts: &'static [&'static str]) -> Self {
        self.examples = texts;
        self
    }

    pub(super) const fn spelled(mut self, spellings: &'static [&'static str]) -> Self {
        self.spellings = spellings;
        self
    }
}
