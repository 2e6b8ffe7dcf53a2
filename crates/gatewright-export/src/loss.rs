//! What an export leaves out.

use std::fmt;

use gatewright_model::EntityPath;

/// A part of an API that a definition of the chosen kind does not hold.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Loss {
    /// What is left out of it, and why.
    pub reason: Reason,
    /// The thing.
    pub entity: EntityPath,
    /// The member of the thing that is left out, under the service's name; none for all of it.
    pub member: Option<String>,
}

/// What is left out, and why. The text of each is a whole sentence about the things together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Written with `integrations` or `apigateway`.
    IntegrationNotChosen,
    /// Written with `authorizers` or `apigateway`.
    AuthorizerNotChosen,
    /// Written with `apigateway`.
    SettingNotChosen,
    /// No stage shows the documentation.
    DocumentationNotShown,
    /// Written with `documentation`.
    DocumentationNotChosen,
    /// No method refers to the model.
    ModelUnused,
    /// The schema cannot be read.
    ModelUnreadable,
    /// The library's schema of that type has no such keyword.
    SchemaKeyword,
    /// No method is on the resource or below it.
    ResourceEmpty,
    /// Two integration responses have one selection pattern.
    SelectionPatternRepeated,
    /// The name of the authorizer is one that the service gives to a scheme of its own.
    SchemeNameTaken,
    /// A body refers to a model that is not there.
    ModelMissing,
    /// A response has models for several media types.
    OneSchema,
    /// A cache namespace without cache keys.
    NamespaceUnused,
    /// A parameter of several values.
    ParameterKind,
    /// Whether a header of a response is required.
    HeaderRequired,
    /// The address, description or settings that no definition has.
    NeverExported,
}

impl Reason {
    /// The reason as a word for programs.
    pub fn id(self) -> &'static str {
        match self {
            Self::IntegrationNotChosen => "integration-not-chosen",
            Self::AuthorizerNotChosen => "authorizer-not-chosen",
            Self::SettingNotChosen => "setting-not-chosen",
            Self::DocumentationNotShown => "documentation-not-shown",
            Self::DocumentationNotChosen => "documentation-not-chosen",
            Self::ModelUnused => "model-unused",
            Self::ModelUnreadable => "model-unreadable",
            Self::SchemaKeyword => "schema-keyword",
            Self::ResourceEmpty => "resource-empty",
            Self::SelectionPatternRepeated => "selection-pattern-repeated",
            Self::SchemeNameTaken => "scheme-name-taken",
            Self::ModelMissing => "model-missing",
            Self::OneSchema => "one-schema",
            Self::NamespaceUnused => "namespace-unused",
            Self::ParameterKind => "parameter-kind",
            Self::HeaderRequired => "header-required",
            Self::NeverExported => "never-exported",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::IntegrationNotChosen => {
                "integrations are written with `--extensions integrations` or `apigateway`"
            }
            Self::AuthorizerNotChosen => {
                "authorizers are written with `--extensions authorizers` or `apigateway`"
            }
            Self::SettingNotChosen => "these settings are written with `--extensions apigateway`",
            Self::DocumentationNotShown => {
                "documentation is written for a stage that has a documentation version"
            }
            Self::DocumentationNotChosen => {
                "documentation that has no place in OpenAPI is written with \
                 `--extensions documentation`"
            }
            Self::ModelUnused => "a model that no method needs is not written",
            Self::ModelUnreadable => "the schema of the model is no JSON object",
            Self::SchemaKeyword => "schemas of this type of definition lose these keywords",
            Self::ResourceEmpty => "a resource without methods has no place in a definition",
            Self::SelectionPatternRepeated => {
                "of two integration responses with one selection pattern the last is written"
            }
            Self::SchemeNameTaken => {
                "the service calls its own scheme like this authorizer, and only one is written"
            }
            Self::ModelMissing => "a body that refers to a model which is not there has no schema",
            Self::OneSchema => "a response of Swagger 2.0 has one schema for all media types",
            Self::NamespaceUnused => "a cache namespace is written with cache keys only",
            Self::ParameterKind => "the definition has no such kind of parameter",
            Self::HeaderRequired => "that a header of a response is required is not written",
            Self::NeverExported => "no export has these settings",
        })
    }
}
