//! What is said of templates when their definitions are put together.

use gatewright_diagnostics::declare_diagnostic;

declare_diagnostic! {
    /// A definition, or a part of one, that is not among the files that are read.
    ///
    /// ## Why
    ///
    /// gatewright fetches nothing, reads nothing outside of the folder that it was given, and knows no value that a
    /// parameter gets at the deployment. What stands there is taken as unknown and not judged, so that nothing is said
    /// of faults in it.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// Resources:
    ///   Api:
    ///     Type: AWS::ApiGateway::RestApi
    ///     Properties:
    ///       Body:
    ///         Fn::Transform: { Name: AWS::Include, Parameters: { Location: "s3://definitions/api.yaml" } }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// Resources:
    ///   Api:
    ///     Type: AWS::ApiGateway::RestApi
    ///     Properties:
    ///       Body:
    ///         Fn::Transform: { Name: AWS::Include, Parameters: { Location: api.yaml } }
    /// ```
    ///
    /// ```yaml,file=api.yaml
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// paths: {}
    /// ```
    pub(crate) TEMPLATE_FILE_UNREAD {
        name: "template-file-unread",
        stage: Template,
        effect: Noted,
        words: Ours,
        confidence: Documented,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A file with a definition that is not there, or cannot be read.
    ///
    /// ## Why
    ///
    /// `aws cloudformation package`, `sam package` and `terraform plan` look for the file at the path that is written,
    /// from the folder of the file that it is written in, and give up without it.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// Resources:
    ///   Api:
    ///     Type: AWS::ApiGateway::RestApi
    ///     Properties:
    ///       BodyS3Location: apis.yaml
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// Resources:
    ///   Api:
    ///     Type: AWS::ApiGateway::RestApi
    ///     Properties:
    ///       BodyS3Location: api.yaml
    /// ```
    ///
    /// ```yaml,file=api.yaml
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// paths: {}
    /// ```
    pub(crate) TEMPLATE_FILE_UNREADABLE {
        name: "template-file-unreadable",
        stage: Template,
        effect: Refused,
        words: Ours,
        confidence: Documented,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A file that includes itself, directly or through others.
    ///
    /// ## Why
    ///
    /// There is no end to it: CloudFormation cannot put the template together. What is meant may be another file, or a
    /// loop, which `Fn::ForEach` makes.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// Resources:
    ///   Api:
    ///     Type: AWS::ApiGateway::RestApi
    ///     Properties:
    ///       Body:
    ///         Fn::Transform: { Name: AWS::Include, Parameters: { Location: api.yaml } }
    /// ```
    ///
    /// ```yaml,file=api.yaml
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   Fn::Transform: { Name: AWS::Include, Parameters: { Location: api.yaml } }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// Resources:
    ///   Api:
    ///     Type: AWS::ApiGateway::RestApi
    ///     Properties:
    ///       Body:
    ///         Fn::Transform: { Name: AWS::Include, Parameters: { Location: api.yaml } }
    /// ```
    ///
    /// ```yaml,file=api.yaml
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// paths: {}
    /// ```
    pub(crate) TEMPLATE_INCLUDE_CYCLE {
        name: "template-include-cycle",
        stage: Template,
        effect: Refused,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A template that asks for more than is computed here.
    ///
    /// ## Why
    ///
    /// A few lines can ask for texts without end: a text that holds another twice, which holds another twice. So there
    /// are limits, far above what CloudFormation takes (*CloudFormation quotas*); of Terraform's configuration, texts of
    /// 8 MB and a million values, while the service takes definitions of 6 MB, and expressions of 64 levels or 128 operators.
    /// What lies beyond them is taken as unknown.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// Resources:
    ///   Api:
    ///     Type: AWS::ApiGateway::RestApi
    ///     Properties:
    ///       Body:
    ///         openapi: 3.0.1
    ///         info: { version: "1", title: !Sub [ "${A}${A}${A}${A}${A}${A}${A}${A}${A}", { A: !Sub [
    ///           "${A}${A}${A}${A}${A}${A}${A}${A}${A}", { A: !Sub [ "${A}${A}${A}${A}${A}${A}${A}${A}${A}", { A: !Sub [
    ///           "${A}${A}${A}${A}${A}${A}${A}${A}${A}", { A: !Sub [ "${A}${A}${A}${A}${A}${A}${A}${A}${A}", { A: !Sub [
    ///           "${A}${A}${A}${A}${A}${A}${A}${A}${A}", { A: !Sub [ "${A}${A}${A}${A}${A}${A}${A}${A}${A}", { A: !Sub [
    ///           "${A}${A}${A}${A}${A}${A}${A}${A}${A}", { A: pets } ] } ] } ] } ] } ] } ] } ] } ] }
    ///         paths: {}
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// Resources:
    ///   Api:
    ///     Type: AWS::ApiGateway::RestApi
    ///     Properties:
    ///       Body:
    ///         openapi: 3.0.1
    ///         info: { version: "1", title: !Sub [ "${A}${A}", { A: pets } ] }
    ///         paths: {}
    /// ```
    pub(crate) TEMPLATE_EVALUATION_STOPPED {
        name: "template-evaluation-stopped",
        stage: Template,
        effect: Noted,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}
