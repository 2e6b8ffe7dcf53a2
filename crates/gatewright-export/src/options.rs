//! What an export is asked for: the parameters of GetExport, and what the service knows of the
//! stage. (API Reference, *GetExport*.)

/// Which specification the definition follows: `exportType`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ExportType {
    /// Swagger 2.0.
    Swagger,
    /// OpenAPI 3.0.1.
    Oas30,
}

impl ExportType {
    /// The service's word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Swagger => "swagger",
            Self::Oas30 => "oas30",
        }
    }
}

/// The form of the text: the header `Accept`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// `application/json`, the default.
    Json,
    /// `application/yaml`.
    Yaml,
}

impl Format {
    /// The ending of the name of the file.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Yaml => "yaml",
        }
    }
}

/// What an export has beyond OpenAPI: a word of the parameter `extensions`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Extension {
    /// `integrations`: the integration of each method.
    Integrations,
    /// `authorizers`: the authorizer of each security scheme.
    Authorizers,
    /// `apigateway`: all of these, and request validators, gateway responses, binary media types
    /// and the other settings.
    ApiGateway,
    /// `documentation`: the documentation parts as they are, if the stage shows a version of them.
    Documentation,
    /// `postman`: what Postman needs to import it, which is nothing (all exports for Postman that
    /// were found are plain).
    Postman,
}

impl Extension {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Integrations,
        Self::Authorizers,
        Self::ApiGateway,
        Self::Documentation,
        Self::Postman,
    ];

    /// The service's word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Integrations => "integrations",
            Self::Authorizers => "authorizers",
            Self::ApiGateway => "apigateway",
            Self::Documentation => "documentation",
            Self::Postman => "postman",
        }
    }

    /// The extension of that word. The guide's text also says `integration`, without an `s`.
    pub fn parse(word: &str) -> Option<Self> {
        if word == "integration" {
            return Some(Self::Integrations);
        }
        Self::ALL.into_iter().find(|extension| extension.as_str() == word)
    }
}

/// The words of the parameter `extensions`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Extensions(u8);

impl Extensions {
    /// No extension: plain OpenAPI.
    pub const NONE: Self = Self(0);

    /// These and one more.
    #[must_use]
    pub fn with(self, extension: Extension) -> Self {
        Self(self.0 | Self::bit(extension))
    }

    /// Whether the word was given.
    pub fn has(self, extension: Extension) -> bool {
        self.0 & Self::bit(extension) != 0
    }

    fn bit(extension: Extension) -> u8 {
        1 << extension as u8
    }

    /// Whether integrations are written.
    pub(crate) fn integrations(self) -> bool {
        self.has(Extension::Integrations) || self.has(Extension::ApiGateway)
    }

    /// Whether authorizers are written.
    pub(crate) fn authorizers(self) -> bool {
        self.has(Extension::Authorizers) || self.has(Extension::ApiGateway)
    }

    /// Whether the documentation parts are written.
    pub(crate) fn documentation(self) -> bool {
        self.has(Extension::Documentation) || self.has(Extension::ApiGateway)
    }

    /// Whether all settings of the service are written.
    pub(crate) fn settings(self) -> bool {
        self.has(Extension::ApiGateway)
    }
}

impl FromIterator<Extension> for Extensions {
    fn from_iter<I: IntoIterator<Item = Extension>>(extensions: I) -> Self {
        extensions.into_iter().fold(Self::NONE, Self::with)
    }
}

/// The stage that is exported, as far as the definition shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// Its name: the last part of the address of the API.
    pub name: String,
    /// The region of the API.
    pub region: String,
    /// When it was deployed, as an ISO 8601 instant: the version of a definition of an API without
    /// one. None: when the API was made.
    pub deployed: Option<String>,
    /// The documentation of the API that the stage shows; without it an export has no texts.
    pub documentation: Option<DocumentationVersion>,
    /// The custom domain that leads to the stage, whose address an export then has in place of the
    /// API's own (three exports of such stages).
    pub domain: Option<Domain>,
}

impl Stage {
    /// A stage without documentation and domain, deployed when the API was made.
    pub fn new(name: impl Into<String>, region: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            region: region.into(),
            deployed: None,
            documentation: None,
            domain: None,
        }
    }
}

/// A custom domain name and the mapping that leads to the stage. (API Reference, *BasePathMapping*.)
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Domain {
    /// The name, such as `api.example.com`.
    pub name: String,
    /// The path below it without slashes around it; empty when all of the domain is the stage.
    pub base_path: String,
}

/// A snapshot of the documentation parts. (API Reference, *DocumentationVersion*.)
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentationVersion {
    /// Its name.
    pub version: String,
    /// When it was made, as an ISO 8601 instant.
    pub created_date: Option<String>,
}

/// What an export is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportOptions {
    /// Which specification.
    pub export_type: ExportType,
    /// Which extensions.
    pub extensions: Extensions,
    /// JSON or YAML.
    pub format: Format,
    /// The stage.
    pub stage: Stage,
}
