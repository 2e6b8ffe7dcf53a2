//! What there is to say of Terraform's configuration, templates and plans.

use gatewright_diagnostics::declare_diagnostic;

declare_diagnostic! {
    /// A REST API whose definition nobody knows before it is deployed.
    ///
    /// ## Why
    ///
    /// Its `body` depends on something that only a deployment knows, so that nothing can be said of it. In a plan, it is
    /// told as known after apply.
    ///
    /// ## Bad
    ///
    /// ```hcl
    /// variable "definition" {}
    ///
    /// resource "aws_api_gateway_rest_api" "pets" {
    ///   name = "pets"
    ///   body = var.definition
    /// }
    /// ```
    ///
    /// ## Good
    ///
    /// ```hcl
    /// variable "title" {}
    ///
    /// resource "aws_api_gateway_rest_api" "pets" {
    ///   name = "pets"
    ///   body = jsonencode({ openapi = "3.0.1", info = { title = var.title, version = "1" }, paths = {} })
    /// }
    /// ```
    pub(crate) TEMPLATE_BODY_UNKNOWN {
        name: "template-body-unknown",
        stage: Template,
        effect: Noted,
        words: Ours,
        confidence: Documented,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// Placeholders in a definition that can be read as it is.
    ///
    /// ## Why
    ///
    /// `${name}` is nothing to API Gateway where it takes an ARN or the address of an integration. So something fills the
    /// file before, such as `templatefile` of Terraform or `envsubst`, and what it fills in is taken as unknown. A file that
    /// nothing fills is refused.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       x-amazon-apigateway-integration: { type: aws_proxy, httpMethod: POST, uri: "${pets_invoke_arn}" }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://${stageVariables.host}/pets" }
    /// ```
    pub(crate) TEMPLATE_PLACEHOLDERS {
        name: "template-placeholders",
        stage: Template,
        effect: Noted,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A local value or a variable that is made of itself.
    ///
    /// ## Why
    ///
    /// Terraform refuses a configuration in which values depend on one another in a circle.
    ///
    /// ## Bad
    ///
    /// ```hcl
    /// locals {
    ///   paths = merge(local.more, {})
    ///   more  = local.paths
    /// }
    ///
    /// resource "aws_api_gateway_rest_api" "pets" {
    ///   name = "pets"
    ///   body = jsonencode({ openapi = "3.0.1", info = { title = "Pets", version = "1" }, paths = local.paths })
    /// }
    /// ```
    ///
    /// ## Good
    ///
    /// ```hcl
    /// locals {
    ///   paths = merge(local.more, {})
    ///   more  = {}
    /// }
    ///
    /// resource "aws_api_gateway_rest_api" "pets" {
    ///   name = "pets"
    ///   body = jsonencode({ openapi = "3.0.1", info = { title = "Pets", version = "1" }, paths = local.paths })
    /// }
    /// ```
    pub(crate) TEMPLATE_TERRAFORM_CYCLE {
        name: "template-terraform-cycle",
        stage: Template,
        effect: Refused,
        words: Ours,
        confidence: Documented,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A file of Terraform that cannot be read, or a template that cannot be filled.
    ///
    /// ## Why
    ///
    /// What cannot be read has no APIs. In a template, each directive has an end: `%{ endif }` for `%{ if }`, `%{ endfor }`
    /// for `%{ for }` (*Strings and Templates*).
    ///
    /// ## Bad
    ///
    /// ```hcl
    /// resource "aws_api_gateway_rest_api" "pets" {
    ///   name = "pets
    /// }
    /// ```
    ///
    /// ## Good
    ///
    /// ```hcl
    /// resource "aws_api_gateway_rest_api" "pets" {
    ///   name = "pets"
    /// }
    /// ```
    pub(crate) TEMPLATE_TERRAFORM_SYNTAX {
        name: "template-terraform-syntax",
        stage: Template,
        effect: Refused,
        words: Ours,
        confidence: Documented,
        since: "0.1.0",
    }
}
