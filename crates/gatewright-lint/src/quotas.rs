//! The quotas of the service, in one table. (*Quotas for configuring and running a REST API in API
//! Gateway*.)

/// What an account may have in one API. Those that can be raised can be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotas {
    /// Resources of an API.
    pub resources: usize,
    /// Authorizers of an API.
    pub authorizers: usize,
    /// Documentation parts of an API.
    pub documentation_parts: usize,
    /// Characters of a resource policy.
    pub policy_characters: usize,
    /// Bytes of a mapping template.
    pub template_bytes: usize,
    /// Bytes of a definition that is imported.
    pub document_bytes: usize,
    /// Bytes of the ARN of a method with authorization.
    pub method_arn_bytes: usize,
    /// Characters of a stage variable's name.
    pub stage_variable_name_characters: usize,
    /// Milliseconds that an integration may take, unless the account's quota was raised.
    pub integration_timeout_millis: u32,
}

impl Default for Quotas {
    fn default() -> Self {
        Self {
            resources: 300,
            authorizers: 10,
            documentation_parts: 2_000,
            policy_characters: 8_192,
            template_bytes: 300 * 1_024,
            document_bytes: 6 * 1_024 * 1_024,
            method_arn_bytes: 1_600,
            stage_variable_name_characters: 64,
            integration_timeout_millis: 29_000,
        }
    }
}
