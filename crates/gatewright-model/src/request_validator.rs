//! Request validators. Fields as in the API Reference, *RequestValidator*.

use serde::{Deserialize, Serialize};

/// What is checked of a request before the backend sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RequestValidator {
    /// Six letters and digits.
    pub id: String,
    /// The name.
    pub name: String,
    /// Whether the body is checked against its model.
    pub validate_request_body: bool,
    /// Whether required parameters must be there.
    pub validate_request_parameters: bool,
}
