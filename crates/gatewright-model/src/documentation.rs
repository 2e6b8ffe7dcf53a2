//! Documentation parts. Fields as in the API Reference, *DocumentationPart* and
//! *DocumentationPartLocation*.

use serde::{Deserialize, Serialize};

/// Text about one thing of an API.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DocumentationPart {
    /// Six letters and digits.
    pub id: String,
    /// What it is about.
    pub location: DocumentationPartLocation,
    /// The content: a JSON object as text.
    pub properties: String,
}

/// What a documentation part is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DocumentationPartLocation {
    /// The kind of thing.
    #[serde(rename = "type")]
    pub part_type: DocumentationPartType,
    /// The path; `/` and all below when it is `/`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The verb, or `*`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// The status code, or `*`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status_code: Option<String>,
    /// The name of a parameter, header, model or authorizer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

words! {
    /// The kind of thing that a documentation part is about.
    pub enum DocumentationPartType {
        /// The API.
        Api = "API",
        /// An authorizer.
        Authorizer = "AUTHORIZER",
        /// A model.
        Model = "MODEL",
        /// A resource.
        Resource = "RESOURCE",
        /// A method.
        Method = "METHOD",
        /// A path parameter.
        PathParameter = "PATH_PARAMETER",
        /// A query parameter.
        QueryParameter = "QUERY_PARAMETER",
        /// A request header.
        RequestHeader = "REQUEST_HEADER",
        /// A request body.
        RequestBody = "REQUEST_BODY",
        /// A response.
        Response = "RESPONSE",
        /// A response header.
        ResponseHeader = "RESPONSE_HEADER",
        /// A response body.
        ResponseBody = "RESPONSE_BODY",
    }
}

impl DocumentationPartType {
    /// Whether a location of this type may have a path.
    pub fn has_path(self) -> bool {
        !matches!(self, Self::Api | Self::Authorizer | Self::Model)
    }

    /// Whether a location of this type may have a verb.
    pub fn has_method(self) -> bool {
        self.has_path() && self != Self::Resource
    }

    /// Whether a location of this type may have a status code.
    pub fn has_status_code(self) -> bool {
        matches!(self, Self::Response | Self::ResponseHeader | Self::ResponseBody)
    }

    /// Whether a location of this type may have a name. Guide and reference disagree on request
    /// bodies and responses; both are let pass here.
    pub fn has_name(self) -> bool {
        !matches!(self, Self::Api | Self::Resource | Self::Method | Self::ResponseBody)
    }
}
