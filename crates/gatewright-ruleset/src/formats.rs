//! Which versions of the specification a rule is about.

use gatewright_source::Document;

/// A set of versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Formats(u8);

impl Formats {
    pub(crate) const SWAGGER_20: Self = Self(1);
    pub(crate) const OPENAPI_30: Self = Self(2);
    pub(crate) const OPENAPI_31: Self = Self(4);
    const OPENAPI_3: Self = Self(8);

    /// What a document says of itself.
    pub(crate) fn of(document: &Document) -> Self {
        let text = |name| document.root().and_then(|root| root.get(name)?.text());
        match (text("openapi"), text("swagger")) {
            (Some(version), _) if version.starts_with("3.0") => {
                Self::OPENAPI_30.and(Self::OPENAPI_3)
            }
            (Some(version), _) if version.starts_with("3.1") => {
                Self::OPENAPI_31.and(Self::OPENAPI_3)
            }
            (Some(version), _) if version.starts_with('3') => Self::OPENAPI_3,
            (_, Some(version)) if version.starts_with('2') => Self::SWAGGER_20,
            _ => Self::default(),
        }
    }

    /// Both.
    #[must_use]
    pub(crate) fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether one version is in both.
    pub(crate) fn meet(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The format of that name in a ruleset; an empty one for what is no definition of an API.
    pub(crate) fn spectral(name: &str) -> Option<Self> {
        Some(match name {
            "oas2" => Self::SWAGGER_20,
            "oas3" => Self::OPENAPI_3,
            "oas3.0" | "oas3_0" => Self::OPENAPI_30,
            "oas3.1" | "oas3_1" => Self::OPENAPI_31,
            _ if Self::OTHERS.iter().any(|other| name.starts_with(other)) => Self::default(),
            _ => return None,
        })
    }

    /// The formats of that kind, for help.
    pub(crate) const NAMES: [&'static str; 4] = ["oas2", "oas3", "oas3.0", "oas3.1"];

    /// How the formats begin that are known, and no definitions of REST APIs.
    const OTHERS: [&'static str; 6] =
        ["aas2", "aas3", "asyncapi", "json-schema", "oas3.2", "arazzo"];

    /// The version of that name in our own form.
    pub(crate) fn version(name: &str) -> Option<Self> {
        Some(match name {
            "2.0" => Self::SWAGGER_20,
            "3.0" => Self::OPENAPI_30,
            "3.1" => Self::OPENAPI_31,
            _ => return None,
        })
    }

    /// The versions of our own form.
    pub(crate) const VERSIONS: [&'static str; 3] = ["2.0", "3.0", "3.1"];
}
