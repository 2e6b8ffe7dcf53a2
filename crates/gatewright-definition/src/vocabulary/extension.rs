//! Extensions and the places where they stand.

use super::{Reading, Shape};
use crate::Version;

/// An `x-amazon-apigateway-…` key.
#[derive(Debug)]
pub struct Extension {
    /// The key.
    pub name: &'static str,
    /// Whether a REST API reads it.
    pub reading: Reading,
    /// Where it stands.
    pub places: &'static [Place],
    /// The value.
    pub shape: Shape,
    /// What it is for: Markdown, its first paragraph one sentence.
    pub docs: &'static str,
    /// The title of the service's page.
    pub page: &'static str,
    /// A value as one writes it: YAML.
    pub example: &'static str,
}

/// An object of OpenAPI that has extensions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The top-level object.
    Root,
    /// The top-level object of Swagger 2.0, but not that of OpenAPI 3.0.
    SwaggerRoot,
    /// `components`.
    Components,
    /// An item of `servers`.
    Server,
    /// A member of `paths`.
    PathItem,
    /// An operation, that under `x-amazon-apigateway-any-method` included.
    Operation,
    /// A member of `securityDefinitions` or `components.securitySchemes`.
    SecurityScheme,
    /// An item of `tags`.
    Tag,
}

impl Place {
    /// The place in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Root => "the root",
            Self::SwaggerRoot => "the root of a Swagger 2.0 document",
            Self::Components => "`components`",
            Self::Server => "a server of OpenAPI 3.0",
            Self::PathItem => "a path item",
            Self::Operation => "an operation",
            Self::SecurityScheme => "a security scheme",
            Self::Tag => "a tag",
        }
    }

    /// The versions that have such an object.
    pub fn versions(self) -> &'static [Version] {
        match self {
            Self::SwaggerRoot => &[Version::Swagger20],
            Self::Components | Self::Server => &[Version::OpenApi30],
            Self::Root | Self::PathItem | Self::Operation | Self::SecurityScheme | Self::Tag => {
                &[Version::Swagger20, Version::OpenApi30]
            }
        }
    }
}

impl Extension {
    /// Whether it stands at a place of a document of that version.
    pub fn stands_at(&self, place: Place, version: Version) -> bool {
        let is_here = |home: Place| {
            let root = home == Place::SwaggerRoot && place == Place::Root;
            (home == place || root) && home.versions().contains(&version)
        };
        self.places.iter().any(|home| is_here(*home))
    }

    /// The first paragraph of the documentation.
    pub fn summary(&self) -> &'static str {
        self.docs.split("\n\n").next().unwrap_or(self.docs)
    }

    /// Its places in words.
    pub fn home(&self) -> String {
        let words: Vec<&str> = self.places.iter().map(|place| place.words()).collect();
        words.join(" or ")
    }
}
