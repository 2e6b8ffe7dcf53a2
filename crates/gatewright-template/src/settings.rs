//! What a template says of an API beside its definition.

use std::collections::BTreeMap;

use gatewright_diagnostics::Location;
use serde_json::Value;

/// A value and where it is written, as a place of the API's document if it lies in its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot<T> {
    /// The value.
    pub value: T,
    /// Where it is written.
    pub at: Location,
}

/// The properties beside a definition, under the names that CloudFormation has for them, whoever
/// says them. Those that nobody knows before a deployment are absent.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Whether a warning makes the import fail.
    pub fail_on_warnings: Option<Spot<bool>>,
    /// `merge` or `overwrite`, where the definition is put onto an API.
    pub mode: Option<Spot<String>>,
    /// The parameters of the import: `basepath`, `endpointConfigurationTypes`, `ignore`, …
    pub parameters: BTreeMap<String, Spot<String>>,
    /// `Name`, `Description`, `Policy`, `BinaryMediaTypes`, `EndpointConfiguration`, …
    pub properties: BTreeMap<&'static str, Spot<Value>>,
}
