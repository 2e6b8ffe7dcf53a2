//! Resources: the tree of paths. Fields as in the API Reference, *Resource*.

use serde::{Deserialize, Serialize};

use crate::{HttpMethod, Map, Method};

/// One path of an API.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Resource {
    /// Six letters and digits.
    pub id: String,
    /// The resource above; none for the root.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent_id: Option<String>,
    /// The last segment, braces included; none for the root.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path_part: Option<String>,
    /// The whole path.
    pub path: String,
    /// The methods by verb.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub resource_methods: Map<HttpMethod, Method>,
}

/// Whether a text looks like an identifier of a resource: six letters and digits (recorded). A cache
/// namespace that does is what the service gives where nobody says otherwise.
pub fn is_resource_id(text: &str) -> bool {
    let legal = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    text.len() == 6 && text.bytes().all(legal)
}

/// What a segment of a path is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PathPart<'a> {
    /// Text that a request must repeat.
    Static(&'a str),
    /// `{name}`: one segment.
    Variable(&'a str),
    /// `{name+}`: all segments from here on.
    Greedy(&'a str),
}

impl<'a> PathPart<'a> {
    /// Reads a segment. Braces that do not enclose the whole segment are static text; whether the
    /// service takes such a segment is another question.
    pub fn parse(part: &'a str) -> Self {
        let Some(name) = part.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) else {
            return Self::Static(part);
        };
        match name.strip_suffix('+') {
            Some(name) => Self::Greedy(name),
            None => Self::Variable(name),
        }
    }

    /// The name of the variable.
    pub fn variable(self) -> Option<&'a str> {
        match self {
            Self::Static(_) => None,
            Self::Variable(name) | Self::Greedy(name) => Some(name),
        }
    }
}
