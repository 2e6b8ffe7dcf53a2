//! Models. Fields as in the API Reference, *Model*.

use serde::{Deserialize, Serialize};

/// A named JSON schema.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Model {
    /// Six letters and digits.
    pub id: String,
    /// The name: letters and digits.
    pub name: String,
    /// The description.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The schema as JSON text.
    pub schema: String,
    /// The media type that it describes.
    pub content_type: String,
}

/// Whether the service takes `name` as the name of a model: letters and digits only
/// (*Data models for REST APIs*).
pub fn is_model_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
