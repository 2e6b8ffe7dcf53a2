//! What is judged of an API together with what stands around it.

use gatewright_diagnostics::declare_diagnostic;

declare_diagnostic! {
    /// A function of CloudFormation in its short form, in a file that a template includes.
    ///
    /// ## Why
    ///
    /// `AWS::Include` does not know the short forms of YAML (*AWS::Include transform*): `!Sub` goes, and the value is
    /// taken as it stands, so that API Gateway gets a name where an address belongs. The long forms are understood.
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
    ///   /pets:
    ///     get:
    ///       responses: { 200: { description: Pets } }
    ///       x-amazon-apigateway-integration:
    ///         type: http_proxy
    ///         httpMethod: GET
    ///         uri: !Sub "https://pets.${AWS::Region}.example.com"
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
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses: { 200: { description: Pets } }
    ///       x-amazon-apigateway-integration:
    ///         type: http_proxy
    ///         httpMethod: GET
    ///         uri: { "Fn::Sub": "https://pets.${AWS::Region}.example.com" }
    /// ```
    pub(crate) TEMPLATE_INCLUDE_SHORT_FORM {
        name: "template-include-short-form",
        stage: Template,
        effect: Refused,
        words: Ours,
        confidence: Documented,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A reference in an included file to something that the template does not have.
    ///
    /// ## Why
    ///
    /// CloudFormation refuses the template as soon as the file is in it: `Unresolved resource dependencies [Pet] in
    /// the Resources block of the template`. A name that stands in a text without `Fn::Sub` reaches API Gateway as it
    /// is written. Within the file of the template itself, `cfn-lint` finds both (E1010, E1019, E1020, E1029).
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// Resources:
    ///   Pets:
    ///     Type: AWS::Lambda::Function
    ///     Properties: { Code: { ZipFile: "" }, Handler: index.handler, Role: !GetAtt Role.Arn, Runtime: python3.13 }
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
    ///   /pets:
    ///     get:
    ///       x-amazon-apigateway-integration:
    ///         type: aws_proxy
    ///         httpMethod: POST
    ///         credentials: arn:aws:iam::123456789012:role/pets
    ///         uri:
    ///           Fn::Sub: "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Pet.Arn}/invocations"
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// Resources:
    ///   Pets:
    ///     Type: AWS::Lambda::Function
    ///     Properties: { Code: { ZipFile: "" }, Handler: index.handler, Role: !GetAtt Role.Arn, Runtime: python3.13 }
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
    ///   /pets:
    ///     get:
    ///       x-amazon-apigateway-integration:
    ///         type: aws_proxy
    ///         httpMethod: POST
    ///         credentials: arn:aws:iam::123456789012:role/pets
    ///         uri:
    ///           Fn::Sub: "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Pets.Arn}/invocations"
    /// ```
    pub(crate) TEMPLATE_REFERENCE {
        name: "template-reference",
        stage: Template,
        effect: Refused,
        words: Ours,
        confidence: Quoted,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A function that API Gateway calls, and that nothing lets it call.
    ///
    /// ## Why
    ///
    /// Without a role in `credentials`, API Gateway calls a function only if the policy of the function allows it. An
    /// import does not look at that: the deployment succeeds and each call is answered with 500. SAM allows the calls
    /// of a function's own events and of its `Auth`, and nothing for what stands in a `DefinitionBody`. Functions that
    /// the template does not make, and templates that are not all of what is deployed, are not judged.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// Resources:
    ///   Pets:
    ///     Type: AWS::Lambda::Function
    ///     Properties: { Code: { ZipFile: "" }, Handler: index.handler, Role: !GetAtt Role.Arn, Runtime: python3.13 }
    ///   Api:
    ///     Type: AWS::ApiGateway::RestApi
    ///     Properties:
    ///       Body:
    ///         openapi: 3.0.1
    ///         info: { title: Pets, version: "1" }
    ///         paths:
    ///           /pets:
    ///             get:
    ///               x-amazon-apigateway-integration:
    ///                 type: aws_proxy
    ///                 httpMethod: POST
    ///                 uri: !Sub "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Pets.Arn}/invocations"
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// Resources:
    ///   Pets:
    ///     Type: AWS::Lambda::Function
    ///     Properties: { Code: { ZipFile: "" }, Handler: index.handler, Role: !GetAtt Role.Arn, Runtime: python3.13 }
    ///   Allow:
    ///     Type: AWS::Lambda::Permission
    ///     Properties:
    ///       Action: lambda:InvokeFunction
    ///       FunctionName: !Ref Pets
    ///       Principal: apigateway.amazonaws.com
    ///       SourceArn: !Sub "arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*/GET/pets"
    ///   Api:
    ///     Type: AWS::ApiGateway::RestApi
    ///     Properties:
    ///       Body:
    ///         openapi: 3.0.1
    ///         info: { title: Pets, version: "1" }
    ///         paths:
    ///           /pets:
    ///             get:
    ///               x-amazon-apigateway-integration:
    ///                 type: aws_proxy
    ///                 httpMethod: POST
    ///                 uri: !Sub "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Pets.Arn}/invocations"
    /// ```
    pub(crate) TEMPLATE_LAMBDA_PERMISSION {
        name: "template-lambda-permission",
        stage: Template,
        effect: Noted,
        words: Ours,
        confidence: Documented,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A part of an API that is made beside the definition of the API.
    ///
    /// ## Why
    ///
    /// Two owners write the same API. Where the definition is put over what there is, as Terraform does and as
    /// CloudFormation does for APIs made before 29 March 2021, each change of the definition takes the part away, and
    /// nothing makes it again. Of an `AWS::ApiGateway::RestApi` with a `Body`, `cfn-lint` says so (W3660); here it is
    /// said of the APIs of SAM and Terraform.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// Transform: AWS::Serverless-2016-10-31
    /// Resources:
    ///   Denied:
    ///     Type: AWS::ApiGateway::GatewayResponse
    ///     Properties: { RestApiId: !Ref Api, ResponseType: ACCESS_DENIED, StatusCode: "404" }
    ///   Api:
    ///     Type: AWS::Serverless::Api
    ///     Properties:
    ///       StageName: live
    ///       DefinitionBody:
    ///         openapi: 3.0.1
    ///         info: { title: Pets, version: "1" }
    ///         paths:
    ///           /pets:
    ///             get:
    ///               responses: { 200: { description: Pets } }
    ///               x-amazon-apigateway-integration: { type: mock }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// Transform: AWS::Serverless-2016-10-31
    /// Resources:
    ///   Api:
    ///     Type: AWS::Serverless::Api
    ///     Properties:
    ///       StageName: live
    ///       DefinitionBody:
    ///         openapi: 3.0.1
    ///         info: { title: Pets, version: "1" }
    ///         paths:
    ///           /pets:
    ///             get:
    ///               responses: { 200: { description: Pets } }
    ///               x-amazon-apigateway-integration: { type: mock }
    ///         x-amazon-apigateway-gateway-responses:
    ///           ACCESS_DENIED: { statusCode: 404 }
    /// ```
    pub(crate) TEMPLATE_MIXED_DEFINITION {
        name: "template-mixed-definition",
        stage: Template,
        effect: Noted,
        words: Ours,
        confidence: Documented,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A property of an API beside its definition, which says something else.
    ///
    /// ## Why
    ///
    /// One of the two has no effect. CloudFormation makes the API with its properties and puts the definition over
    /// them: what both say comes from the definition, and lists such as the binary media types become one, unless the
    /// `Mode` is `overwrite` (*AWS::ApiGateway::RestApi*). Terraform sets its arguments again after the import.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// Resources:
    ///   Api:
    ///     Type: AWS::ApiGateway::RestApi
    ///     Properties:
    ///       ApiKeySourceType: HEADER
    ///       Body:
    ///         openapi: 3.0.1
    ///         info: { title: Pets, version: "1" }
    ///         x-amazon-apigateway-api-key-source: AUTHORIZER
    ///         paths:
    ///           /pets:
    ///             get:
    ///               responses: { 200: { description: Pets } }
    ///               x-amazon-apigateway-integration: { type: mock }
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
    ///         info: { title: Pets, version: "1" }
    ///         x-amazon-apigateway-api-key-source: AUTHORIZER
    ///         paths:
    ///           /pets:
    ///             get:
    ///               responses: { 200: { description: Pets } }
    ///               x-amazon-apigateway-integration: { type: mock }
    /// ```
    pub(crate) TEMPLATE_PROPERTY_CONFLICT {
        name: "template-property-conflict",
        stage: Template,
        effect: Noted,
        words: Ours,
        confidence: Documented,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A title or a description that the API does not get, since a property beside the definition counts.
    ///
    /// ## Why
    ///
    /// The name of the API is that of the property, whatever the title says: CloudFormation and Terraform see to it
    /// after the import. Whoever reads the definition looks for an API of another name.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// Resources:
    ///   Api:
    ///     Type: AWS::ApiGateway::RestApi
    ///     Properties:
    ///       Name: pets
    ///       Body:
    ///         openapi: 3.0.1
    ///         info: { title: Cats, version: "1" }
    ///         paths:
    ///           /pets:
    ///             get:
    ///               responses: { 200: { description: Pets } }
    ///               x-amazon-apigateway-integration: { type: mock }
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
    ///         info: { title: pets, version: "1" }
    ///         paths:
    ///           /pets:
    ///             get:
    ///               responses: { 200: { description: Pets } }
    ///               x-amazon-apigateway-integration: { type: mock }
    /// ```
    pub(crate) TEMPLATE_PROPERTY_SHADOWED {
        name: "template-property-shadowed",
        stage: Template,
        effect: Noted,
        words: Ours,
        confidence: Recorded,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A reference that gives the name of a function or a role where its ARN belongs.
    ///
    /// ## Why
    ///
    /// `Ref` of an `AWS::Lambda::Function` or an `AWS::IAM::Role` is its name. API Gateway refuses a name in the place of
    /// an ARN, as soon as the template is deployed. (`Ref` of an alias or a version of a function is an ARN.)
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// Resources:
    ///   Pets:
    ///     Type: AWS::Lambda::Function
    ///     Properties: { Code: { ZipFile: "" }, Handler: index.handler, Role: !GetAtt Role.Arn, Runtime: python3.13 }
    ///   Allow:
    ///     Type: AWS::Lambda::Permission
    ///     Properties: { Action: lambda:InvokeFunction, FunctionName: !Ref Pets, Principal: apigateway.amazonaws.com }
    ///   Api:
    ///     Type: AWS::ApiGateway::RestApi
    ///     Properties:
    ///       Body:
    ///         openapi: 3.0.1
    ///         info: { title: Pets, version: "1" }
    ///         paths:
    ///           /pets:
    ///             get:
    ///               x-amazon-apigateway-integration:
    ///                 type: aws_proxy
    ///                 httpMethod: POST
    ///                 uri: !Sub "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Pets}/invocations"
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// Resources:
    ///   Pets:
    ///     Type: AWS::Lambda::Function
    ///     Properties: { Code: { ZipFile: "" }, Handler: index.handler, Role: !GetAtt Role.Arn, Runtime: python3.13 }
    ///   Allow:
    ///     Type: AWS::Lambda::Permission
    ///     Properties: { Action: lambda:InvokeFunction, FunctionName: !Ref Pets, Principal: apigateway.amazonaws.com }
    ///   Api:
    ///     Type: AWS::ApiGateway::RestApi
    ///     Properties:
    ///       Body:
    ///         openapi: 3.0.1
    ///         info: { title: Pets, version: "1" }
    ///         paths:
    ///           /pets:
    ///             get:
    ///               x-amazon-apigateway-integration:
    ///                 type: aws_proxy
    ///                 httpMethod: POST
    ///                 uri: !Sub "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Pets.Arn}/invocations"
    /// ```
    pub(crate) TEMPLATE_NAME_FOR_ARN {
        name: "template-name-for-arn",
        stage: Template,
        effect: Refused,
        words: Ours,
        confidence: Quoted,
        since: "0.1.0",
    }
}
