//! VPC endpoints that are none.

use gatewright_definition::{EndpointConfiguration, Version};

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::Definition;

declare_rule! {
    /// A VPC endpoint of a private API that is no identifier of one.
    ///
    /// ## Why
    ///
    /// `vpcEndpointIds` lists interface endpoints, `vpce-…`. The service looks them up and refuses
    /// the import when it cannot; a network, `vpc-…`, or the name of an endpoint is the usual
    /// mistake.
    ///
    /// ## Bad
    ///
    /// ```yaml openapi endpoint-type:PRIVATE
    /// servers:
    ///   - url: https://api.example.com
    ///     x-amazon-apigateway-endpoint-configuration: { vpcEndpointIds: [vpc-0a1b2c3d4e5f60718] }
    /// x-amazon-apigateway-policy:
    ///   Version: "2012-10-17"
    ///   Statement:
    ///     - Effect: Allow
    ///       Principal: "*"
    ///       Action: execute-api:Invoke
    ///       Resource: execute-api:/*
    ///       Condition: { StringEquals: { "aws:SourceVpc": vpc-0a1b2c3d4e5f60718 } }
    /// ```
    ///
    /// ```yaml swagger endpoint-type:PRIVATE
    /// x-amazon-apigateway-endpoint-configuration: { vpcEndpointIds: [vpc-0a1b2c3d4e5f60718] }
    /// x-amazon-apigateway-policy:
    ///   Version: "2012-10-17"
    ///   Statement:
    ///     - Effect: Allow
    ///       Principal: "*"
    ///       Action: execute-api:Invoke
    ///       Resource: execute-api:/*
    ///       Condition: { StringEquals: { "aws:SourceVpc": vpc-0a1b2c3d4e5f60718 } }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml openapi endpoint-type:PRIVATE
    /// servers:
    ///   - url: https://api.example.com
    ///     x-amazon-apigateway-endpoint-configuration: { vpcEndpointIds: [vpce-0a1b2c3d4e5f60718] }
    /// x-amazon-apigateway-policy:
    ///   Version: "2012-10-17"
    ///   Statement:
    ///     - Effect: Allow
    ///       Principal: "*"
    ///       Action: execute-api:Invoke
    ///       Resource: execute-api:/*
    ///       Condition: { StringEquals: { "aws:SourceVpce": vpce-0a1b2c3d4e5f60718 } }
    /// ```
    ///
    /// ```yaml swagger endpoint-type:PRIVATE
    /// x-amazon-apigateway-endpoint-configuration: { vpcEndpointIds: [vpce-0a1b2c3d4e5f60718] }
    /// x-amazon-apigateway-policy:
    ///   Version: "2012-10-17"
    ///   Statement:
    ///     - Effect: Allow
    ///       Principal: "*"
    ///       Action: execute-api:Invoke
    ///       Resource: execute-api:/*
    ///       Condition: { StringEquals: { "aws:SourceVpce": vpce-0a1b2c3d4e5f60718 } }
    /// ```
    EndpointConfigurationFault {
        name: "endpoint-configuration",
        category: ImportError,
        severity: Error,
        preset: Import,
        fix: None,
        confidence: Derived,
        versions: Both,
        since: "0.1.0",
        yields_to: ["vpc-endpoints-not-private"],
        visits: [Definition],
    }
}

impl Check<visit::Definition> for EndpointConfigurationFault {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        // Of servers only the first counts.
        let configuration: Option<&'a EndpointConfiguration<'a>> = match definition.version {
            Version::Swagger20 => definition.endpoint_configuration.as_ref(),
            Version::OpenApi30 => {
                definition.servers.first().and_then(|it| it.endpoint_configuration.as_ref())
            }
        };
        let Some(configuration) = configuration else { return };
        for id in &configuration.vpc_endpoint_ids {
            let Some(text) = id.known() else { continue };
            cx.judged();
            if !is_endpoint(text) {
                cx.report(id.at, format!("`{text}` is no VPC endpoint"))
                    .label("not of the form `vpce-…`")
                    .help("write the identifier of an interface endpoint for `execute-api`");
            }
        }
    }
}

fn is_endpoint(text: &str) -> bool {
    let rest = text.strip_prefix("vpce-").unwrap_or_default();
    !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
}
