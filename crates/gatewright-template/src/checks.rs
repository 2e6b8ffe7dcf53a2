//! What is judged of an API together with what stands around it: what no reader of the definition
//! alone can know, and no reader of the template alone looks for.
//!
//! What `cfn-lint` finds in a template is not found here again. It looks into a definition as far as
//! the file of the template goes, and knows no Terraform.

mod calls;
mod lambda_permission;
mod mixed_definition;
mod name_for_arn;
mod property_conflict;
mod reference;

use gatewright_definition::resolve;
use gatewright_diagnostics::{Diagnostic, Location, Span};
use gatewright_source::Document;

use crate::diagnostics::TEMPLATE_INCLUDE_SHORT_FORM;
use crate::{Api, ApiKind};

/// What keeps an API from being deployed: references that lead nowhere, or to what does not fit.
fn refusals(api: &Api) -> Vec<Diagnostic> {
    let mut found = reference::references(api);
    found.extend(name_for_arn::names_for_arns(api));
    found
}

/// Adds to what was noticed of a definition what keeps its API from being deployed.
pub(crate) fn add_refusals(api: &mut Api) {
    let refusals = refusals(api);
    let short_forms: Vec<Span> = refusals
        .iter()
        .filter(|it| it.metadata == &TEMPLATE_INCLUDE_SHORT_FORM)
        .map(|it| it.location.span)
        .collect();
    let is_told = |told: &Diagnostic| {
        let span = told.location.span;
        told.metadata.name == "tag-unresolved"
            && short_forms.iter().any(|it| it.start <= span.start && span.end <= it.end)
    };
    api.document.diagnostics.retain(|it| !is_told(it));
    api.document.diagnostics.extend(refusals);
}

/// Judges an API together with what stands around it. Places are those of its document.
pub fn check(api: &Api) -> Vec<Diagnostic> {
    if api.kind == ApiKind::Definition {
        return Vec::new();
    }
    let mut found = mixed_definition::check(api);
    if let Some(definition) = resolve(&api.document.value).value {
        found.extend(lambda_permission::check(api, &definition));
        found.extend(property_conflict::check(api, &definition));
    }
    found
}

/// A place of a file as one of a document whose text holds that file; else the definition as a whole.
fn placed(document: &Document, at: &Location) -> Location {
    let part = document.parts().iter().find(|part| part.source == at.source);
    match (part, document.root()) {
        (Some(part), _) => {
            let moved = |offset: u32| (offset + part.span.start).min(part.span.end);
            let span = Span::new(moved(at.span.start), moved(at.span.end));
            Location::new(document.source(), span, at.pointer.clone())
        }
        (None, Some(root)) => root.location(),
        (None, None) => Location::default(),
    }
}

#[cfg(test)]
mod tests {
    use gatewright_diagnostics::{Checked, SourceId};
    use gatewright_source::{Assembly, Known, Node, PartId, read};

    use super::check;
    use super::name_for_arn::names_for_arns;
    use super::reference::references;
    use crate::surroundings::cloudformation::surroundings;
    use crate::{Api, ApiKind, Settings, Spot};

    /// The body of the API `Api`, in which texts of `Fn::Sub` are as they are written.
    fn api(template: &str, included: Option<&str>) -> Api {
        let main = read(SourceId(0), template.into()).value;
        let resource = main.at_pointer("/Resources/Api").expect("an API");
        let kind = match resource.get("Type").and_then(Node::as_str) {
            Some("AWS::Serverless::Api") => ApiKind::ServerlessApi,
            _ => ApiKind::RestApi,
        };
        let properties = resource.get("Properties").expect("properties");
        let mut assembly = Assembly::new(&main);
        let part = assembly.add(&main);
        let other = included.map(|text| read(SourceId(1), text.into()).value);
        if let Some(other) = &other {
            let part = assembly.add(other);
            emit(&mut assembly, part, other.root().expect("a definition"));
        } else {
            let body = properties.get("Body").or(properties.get("DefinitionBody"));
            emit(&mut assembly, part, body.expect("a body"));
        }
        let mut settings = Settings::default();
        for name in ["ApiKeySourceType", "BinaryMediaTypes", "Name", "Policy"] {
            if let Some(value) = properties.get(name) {
                let spot = Spot { value: value.to_json(), at: value.location() };
                settings.properties.insert(name, spot);
            }
        }
        settings.mode = properties
            .get("Mode")
            .map(|it| Spot { value: it.text().unwrap_or_default().to_owned(), at: it.location() });
        Api {
            name: "Api".to_owned(),
            kind,
            at: resource.location(),
            document: Checked::new(assembly.finish(), Vec::new()),
            settings,
            surroundings: surroundings(&main, "Api"),
        }
    }

    fn emit(assembly: &mut Assembly, part: PartId, node: Node<'_>) {
        let sub = match node.tag() {
            Some("!Sub") => Some(node),
            _ => node.get("Fn::Sub"),
        };
        if let Some(sub) = sub {
            assembly.text_of(part, node, sub, sub.text().unwrap_or_default(), Known::Partly);
        } else if node.is_mapping() {
            assembly.open(part, node);
            for (key, value) in node.entries() {
                assembly.copy(part, key);
                emit(assembly, part, value);
            }
            assembly.close();
        } else {
            assembly.copy(part, node);
        }
    }

    const BODY: &str = "
        openapi: 3.0.1
        info: { title: Pets, version: '1' }
        paths:
          /pets/{id}:
            get:
              security: [{ keeper: [] }]
              x-amazon-apigateway-integration:
                type: aws_proxy
                httpMethod: POST
                uri: !Sub arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Pets.Arn}/invocations
        components:
          securitySchemes:
            keeper:
              type: apiKey
              name: Authorization
              in: header
              x-amazon-apigateway-authorizer:
                type: token
                authorizerUri: !Sub arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Keeper.Arn}/invocations
";

    fn with(resources: &str) -> String {
        format!(
            "Transform: AWS::Serverless-2016-10-31\nResources:\n  \
             Pets: {{ Type: 'AWS::Lambda::Function', Properties: {{}} }}\n  \
             Keeper: {{ Type: 'AWS::Lambda::Function', Properties: {{}} }}\n{resources}  \
             Api:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n      Body:{BODY}"
        )
    }

    fn told(template: &str) -> Vec<String> {
        check(&api(template, None)).into_iter().map(|it| it.message).collect()
    }

    fn permission(function: &str, source: &str) -> String {
        format!(
            "  Allow{}: {{ Type: 'AWS::Lambda::Permission', Properties: {{ FunctionName: {function}, \
             Action: 'lambda:InvokeFunction', Principal: apigateway.amazonaws.com{source} }} }}\n",
            source.len() + function.len(),
        )
    }

    fn source(call: &str) -> String {
        let arn = "arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:";
        format!(", SourceArn: !Sub '{arn}{call}'")
    }

    #[test]
    fn functions_that_nothing_allows_to_be_called() {
        let pets = "nothing lets API Gateway call `Pets` for `GET /pets/{id}`";
        let keeper = "nothing lets API Gateway call `Keeper` for the authorizer `keeper`";
        assert_eq!(told(&with("")), [pets, keeper]);
        let all = permission("!Ref Pets", "") + &permission("!GetAtt Keeper.Arn", "");
        assert_eq!(told(&with(&all)), [""; 0]);
        let some = permission("!Sub '${Pets.Arn}'", &source("${Api}/*/GET/pets/*"))
            + &permission("!Ref Keeper", &source("${Api}/authorizers/*"));
        assert_eq!(told(&with(&some)), [""; 0]);
        for other in ["${Api}/*/POST/pets/*", "${Other}/*", "${Api}/*/GET/pets", "${Http}/*/*/*"] {
            let others = "  Other: { Type: 'AWS::Serverless::Api' }\n  \
                          Http: { Type: 'AWS::Serverless::HttpApi' }\n";
            let wrong = permission("!Ref Pets", &source(other)) + &permission("!Ref Keeper", "");
            assert_eq!(told(&with(&(wrong + others))), [pets], "{other}");
        }
        let wrong = permission("!Ref Keeper", &source("${Api}/*/GET/*"));
        assert_eq!(told(&with(&(wrong + &permission("!Ref Pets", "")))), [keeper]);
    }

    #[test]
    fn what_may_allow_the_calls_and_cannot_be_known() {
        for other in [
            permission("!ImportValue Function", ""),
            permission("!Ref Parameter", &source("${Api}/*")),
            "  Nested: { Type: 'AWS::CloudFormation::Stack', Properties: { Parameters: \
             { A: !Ref Pets, B: !GetAtt [Keeper, Arn] } } }\n"
                .to_owned(),
            "  Made: { Type: 'Custom::Permission', Properties: { For: [!Ref Pets, !Ref Keeper] } }\n"
                .to_owned(),
            "  Fn::Transform: { Name: AWS::Include, Parameters: { Location: more.yaml } }\n".to_owned(),
        ] {
            assert_eq!(told(&with(&other)), [""; 0], "{other}");
        }
        let macros = with("").replace("Transform: AWS::Serverless-2016-10-31", "Transform: [Ours]");
        assert_eq!(told(&macros), [""; 0]);
        // Functions of others.
        let others = with("").replace("AWS::Lambda::Function", "AWS::SQS::Queue");
        assert_eq!(told(&others), [""; 0]);
        let role = with("").replace("type: aws_proxy", "credentials: !Ref Role");
        assert_eq!(told(&role).len(), 1);
    }

    #[test]
    fn what_sam_allows() {
        let with = |pets: &str, auth: &str| {
            format!(
                "Transform: AWS::Serverless-2016-10-31\nResources:\n  \
                 Pets: {{ Type: 'AWS::Serverless::Function', Properties: {{ Events: {pets} }} }}\n  \
                 Keeper: {{ Type: 'AWS::Serverless::Function' }}\n  Api:\n    \
                 Type: AWS::Serverless::Api\n    Properties:\n      {auth}\n      DefinitionBody:{BODY}"
            )
        };
        let event = |path: &str, method: &str, api: &str| {
            let properties = format!("{{ Path: '{path}', Method: {method}{api} }}");
            format!("{{ Get: {{ Type: Api, Properties: {properties} }} }}")
        };
        let ours = ", RestApiId: !Ref Api";
        let auth = "Auth: { Authorizers: { keeper: { FunctionArn: !GetAtt Keeper.Arn } } }";
        assert_eq!(told(&with(&event("/pets/{id}", "get", ours), auth)), [""; 0]);
        assert_eq!(told(&with(&event("/{all+}", "any", ours), auth)), [""; 0]);
        assert_eq!(told(&with(&event("/pets", "get", ours), auth)).len(), 1);
        assert_eq!(told(&with(&event("/pets/{id}", "post", ours), auth)).len(), 1);
        assert_eq!(told(&with(&event("/pets/{id}", "get", ""), auth)).len(), 1);
        assert_eq!(told(&with(&event("/pets/{id}", "get", ours), "Auth: {}")).len(), 1);
    }

    #[test]
    fn parts_beside_a_definition() {
        let part = |kind: &str, of: &str| {
            format!(
                "Resources:\n  Part: {{ Type: 'AWS::ApiGateway::{kind}', Properties: {{ RestApiId: \
                 {of} }} }}\n  Api:\n    Type: AWS::Serverless::Api\n    Properties:\n      \
                 DefinitionBody:{BODY}"
            )
        };
        let template = part("GatewayResponse", "!Ref Api");
        let found = check(&api(&template, None));
        assert_eq!(found.len(), 1);
        let span = found[0].location.span.range();
        assert_eq!(&template[span], "'AWS::ApiGateway::GatewayResponse'");
        assert_eq!(told(&part("GatewayResponse", "!Ref Other")), [""; 0]);
        assert_eq!(told(&part("Deployment", "!Ref Api")), [""; 0]);
        // `cfn-lint` tells of these.
        let rest_api = template.replace("Serverless::Api", "ApiGateway::RestApi");
        assert_eq!(told(&rest_api.replace("DefinitionBody", "Body")), [""; 0]);
    }

    #[test]
    fn properties_that_say_something_else() {
        let with = |properties: &str, body: &str| {
            format!(
                "Resources:\n  Api:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n      \
                 {properties}\n      Body: {{ swagger: '2.0', info: {{ title: Pets }}, paths: {{}}, {body} }}\n"
            )
        };
        let key = "x-amazon-apigateway-api-key-source: AUTHORIZER";
        assert_eq!(told(&with("ApiKeySourceType: HEADER", key)).len(), 1);
        assert_eq!(told(&with("ApiKeySourceType: AUTHORIZER", key)), [""; 0]);
        let types = "x-amazon-apigateway-binary-media-types: [image/png]";
        assert_eq!(told(&with("BinaryMediaTypes: [image/gif]", types)), [""; 0]);
        let overwritten = "BinaryMediaTypes: [image/gif]\n      Mode: overwrite";
        assert_eq!(told(&with(overwritten, types)).len(), 1);
        let policy = "x-amazon-apigateway-policy: { Statement: [{ Effect: Allow }] }";
        assert_eq!(told(&with("Policy: { Statement: [] }", policy)).len(), 1);
        assert_eq!(told(&with("Policy: { Statement: [{ Effect: Allow }] }", policy)), [""; 0]);
        let text = r#"Policy: '{"Statement":[{"Effect":"Allow"}]}'"#;
        assert_eq!(told(&with(text, policy)), [""; 0]);
        assert_eq!(
            told(&with("Policy: { Statement: [{ Effect: '${Effect}' }] }", policy)),
            [""; 0]
        );
        let name = check(&api(&with("Name: Cats", ""), None));
        assert_eq!(name[0].metadata.name, "template-property-shadowed");
        assert_eq!(told(&with("Name: Pets", "")), [""; 0]);
    }

    #[test]
    fn references_of_included_files() {
        let template = "
Parameters: { Stage: { Type: String } }
Resources:
  Pets: { Type: 'AWS::Lambda::Function' }
  Fn: { Type: 'AWS::Serverless::Function' }
  Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Body: {} } }
";
        let told = |text: &str| -> Vec<String> {
            let api = api(template, Some(text));
            references(&api).into_iter().map(|it| it.message).collect()
        };
        for good in [
            "uri: { 'Fn::Sub': '${Pets.Arn} ${Stage} ${!None} ${FnRole} ${AWS::AccountId}' }",
            "uri: { 'Fn::Sub': ['${Own}', { Own: { Ref: Pets } }] }",
            "uri: { 'Fn::GetAtt': [Pets, Arn] }",
            "uri: 'http://example.com/${stageVariables.path}/${Nothing}'",
            "template: '${Stage}'",
        ] {
            assert_eq!(told(good), [""; 0], "{good}");
        }
        assert_eq!(
            told("uri: { 'Fn::Sub': 'a/${Pet.Arn}' }"),
            ["the template has no parameter or resource `Pet`"]
        );
        assert_eq!(
            told("uri: { Ref: Nothing }"),
            ["the template has no parameter or resource `Nothing`"]
        );
        assert_eq!(
            told("uri: { 'Fn::GetAtt': Pets.Arrn }"),
            ["`Pets`, an `AWS::Lambda::Function`, has no attribute `Arrn`"]
        );
        assert_eq!(
            told("uri: 'a/${Pets.Arn}'"),
            ["nothing puts a value for `${Pets.Arn}` into this text"]
        );
    }

    #[test]
    fn short_forms_in_included_files() {
        let template = "Resources: { Api: { Type: 'AWS::ApiGateway::RestApi', Properties: {} } }";
        let text = "a: { uri: !Join ['', [!Ref Nothing]] }\nb: !Own x\n";
        let told = references(&api(template, Some(text)));
        let said: Vec<_> = told.iter().map(|it| (it.metadata.name, &*it.message)).collect();
        let message = "`!Join` is not understood in a file that a template includes";
        assert_eq!(said, [("template-include-short-form", message)]);
        assert_eq!(told[0].location.pointer.as_str(), "/a/uri");
    }

    #[test]
    fn a_file_that_is_sent_as_it_is_is_not_judged() {
        let template = "
Resources:
  Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { BodyS3Location: api.yaml } }
";
        assert!(references(&api(template, Some("uri: { Ref: Nothing }\n"))).is_empty());
        let included = template.replace("BodyS3Location", "Body");
        assert_eq!(references(&api(&included, Some("uri: { Ref: Nothing }\n"))).len(), 1);
    }

    #[test]
    fn names_where_arns_belong() {
        let told = |function: &str, role: &str| -> Vec<String> {
            let resources = "  Role: { Type: 'AWS::IAM::Role' }\n  \
                             Live: { Type: 'AWS::Lambda::Alias' }\n";
            let template = with(resources)
                .replace("${Pets.Arn}", function)
                .replace("type: aws_proxy", &format!("credentials: !Sub '{role}'"));
            names_for_arns(&api(&template, None)).into_iter().map(|it| it.message).collect()
        };
        assert_eq!(told("${Pets.Arn}", "${Role.Arn}"), [""; 0]);
        assert_eq!(told("${Live}", "arn:aws:iam::${AWS::AccountId}:role/${Role}"), [""; 0]);
        assert_eq!(
            told("arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:${Pets}", "${Other}"),
            [""; 0]
        );
        assert_eq!(
            told("${Pets}", "${Role}"),
            [
                "the name of `Role` stands where its ARN belongs",
                "the name of `Pets` stands where its ARN belongs",
            ]
        );
    }
}
