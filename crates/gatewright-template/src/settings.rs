//! What a template says of an API beside its definition.

use std::collections::BTreeMap;

use gatewright_diagnostics::Location;
use serde_json::Value;

use crate::ApiKind;

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

/// Who has the last word where a property and a definition speak of the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Winner {
    /// The property beside the definition.
    Property,
    /// The definition.
    Definition,
    /// Both: lists are put together.
    Both,
}

impl Settings {
    /// Who has the last word about a property, by its name in CloudFormation.
    ///
    /// Terraform sets each of its arguments again after the import (documented with
    /// `aws_api_gateway_rest_api`); but a `false` counts as nothing said. CloudFormation puts the
    /// definition over what the properties made, and lists together unless the mode is `overwrite`
    /// (*AWS::ApiGateway::RestApi*, `Mode`); the name is that of the property (recorded), and so,
    /// it stands to reason, is the description. The definition cannot say the type of the endpoint.
    pub fn winner(&self, property: &str, kind: ApiKind) -> Winner {
        if kind == ApiKind::TerraformRestApi {
            let value = self.properties.get(property).map(|it| &it.value);
            let is_nothing = value == Some(&Value::Bool(false));
            return if is_nothing { Winner::Definition } else { Winner::Property };
        }
        let overwrites = self.mode.as_ref().is_some_and(|it| it.value == "overwrite");
        match property {
            "Name" | "Description" => Winner::Property,
            "BinaryMediaTypes" | "EndpointConfiguration" if !overwrites => Winner::Both,
            _ => Winner::Definition,
        }
    }

    /// What a property is called where it is written.
    pub(crate) fn name_of(property: &'static str, kind: ApiKind) -> &'static str {
        if kind != ApiKind::TerraformRestApi {
            return property;
        }
        match property {
            "ApiKeySourceType" => "api_key_source",
            "BinaryMediaTypes" => "binary_media_types",
            "Description" => "description",
            "DisableExecuteApiEndpoint" => "disable_execute_api_endpoint",
            "EndpointConfiguration" => "endpoint_configuration",
            "MinimumCompressionSize" => "minimum_compression_size",
            "Name" => "name",
            "Policy" => "policy",
            other => other,
        }
    }
}
