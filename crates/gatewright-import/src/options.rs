//! The parameters of an import.

use gatewright_diagnostics::FailOnWarnings;
use gatewright_model::EndpointType;

use crate::Beside;

/// The parameters of ImportRestApi and PutRestApi, and what the service knows of its caller.
#[derive(Debug, Clone)]
pub struct ImportOptions {
    /// The parameter `basepath`.
    pub basepath: BasepathMode,
    /// The parameter `failonwarnings`.
    pub fail_on_warnings: FailOnWarnings,
    /// The parameter `ignore`.
    pub documentation: DocumentationMode,
    /// The parameter `endpointConfigurationTypes`; a put does not look at it.
    pub endpoint_type: Option<EndpointType>,
    /// The time of the call, for `createdDate`: an ISO 8601 instant in UTC.
    pub created_date: String,
    /// The values of the variables that the service fills in.
    pub variables: AwsVariables,
    /// What is set on the API beside the definition.
    pub beside: Beside,
}

impl Default for ImportOptions {
    fn default() -> Self {
        Self {
            basepath: BasepathMode::default(),
            fail_on_warnings: FailOnWarnings::default(),
            documentation: DocumentationMode::default(),
            endpoint_type: None,
            created_date: "1970-01-01T00:00:00Z".to_owned(),
            variables: AwsVariables::default(),
            beside: Beside::default(),
        }
    }
}

/// What becomes of the definition's base path (*Set the OpenAPI basePath property*).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum BasepathMode {
    /// Nothing.
    #[default]
    Ignore,
    /// It goes before every path.
    Prepend,
    /// It goes before every path without its first segment.
    Split,
}

/// Whether documentation parts are made; the parameter `ignore=documentation`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum DocumentationMode {
    /// They are made.
    #[default]
    Import,
    /// They are not.
    Ignore,
}

/// What PutRestApi does with what the definition lacks; the parameter `mode`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum PutMode {
    /// It stays.
    #[default]
    Merge,
    /// It goes.
    Overwrite,
}

/// The values that the import puts for `${AWS::AccountId}`, `${AWS::Partition}` and
/// `${AWS::Region}` (*AWS variables for OpenAPI import*). A variable without a value stays.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AwsVariables {
    /// Twelve digits.
    pub account_id: Option<String>,
    /// `aws`, `aws-cn`, …
    pub partition: Option<String>,
    /// `us-east-1`, …
    pub region: Option<String>,
}
