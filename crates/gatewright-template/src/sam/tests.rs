//! What the transform makes of templates in which nothing has to be computed. Whole templates are in
//! `testdata/templates/sam`.

use gatewright_diagnostics::SourceId;
use gatewright_source::{Document, read};
use serde_json::{Value as Json, json};

use super::{Stack, apis};
use crate::{Api, ApiKind};

/// Conditions are called by what is known of them.
struct Plain;

impl Stack for Plain {
    fn holds(&self, condition: &str) -> Option<bool> {
        match condition {
            "Holds" => Some(true),
            "Fails" => Some(false),
            _ => None,
        }
    }

    fn pseudo(&self, name: &str) -> String {
        self.reference(name)
    }
}

fn made(template: &str) -> Vec<Api> {
    let template = read(SourceId(0), template.into());
    assert_eq!(template.diagnostics.len(), 0, "{:?}", template.diagnostics);
    apis(template.value, &Plain, &|_, _| None)
}

fn one(template: &str) -> Document {
    let mut all = made(template);
    assert_eq!(all.len(), 1);
    all.remove(0).document.value
}

fn at(document: &Document, pointer: &str) -> Json {
    document.at_pointer(pointer).map(gatewright_source::Node::to_json).unwrap_or_default()
}

/// The text at the place of a value.
fn place<'d>(document: &'d Document, pointer: &str) -> &'d str {
    let node = document.at_pointer(pointer).expect("it is there");
    &document.text()[node.span().range()]
}

/// A template with an API of these properties and a function with these events.
fn template(properties: &str, events: &[&str]) -> String {
    let events = events.iter().enumerate().map(|(number, event)| {
        format!(
            "        E{number}: {{ Type: Api, Properties: {{ RestApiId: '${{Api}}', {event} }} }}\n"
        )
    });
    format!(
        "Resources:\n  Api:\n    Type: AWS::Serverless::Api\n    Properties:\n      StageName: v1\n\
         {properties}  Pets:\n    Type: AWS::Serverless::Function\n    Properties:\n      \
         Events:\n        Other: {{ Type: SQS }}\n{}",
        events.collect::<String>()
    )
}

const BODY: &str = "      DefinitionBody:
        swagger: '2.0'
        info: { title: pets }
        paths:
          /pets:
            get: { x-amazon-apigateway-integration: { type: mock } }
            post: { summary: without an integration }
";

const POOL: &str = "      Auth:
        DefaultAuthorizer: Pool
        Authorizers: { Pool: { UserPoolArn: 'arn:x', AuthorizationScopes: [read] }, Two: { FunctionArn: 'arn:f' } }
";

#[test]
fn an_event_asks_for_a_method() {
    let document = one(&template("", &["Path: /pets, Method: GET"]));
    assert_eq!(
        at(&document, "/paths/~1pets"),
        json!({ "get": {
            "x-amazon-apigateway-integration": {
                "type": "aws_proxy",
                "httpMethod": "POST",
                "uri": "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Pets.Arn}/invocations",
            },
            "responses": {},
        } })
    );
    let uri = document.at_pointer("/paths/~1pets/get/x-amazon-apigateway-integration/uri");
    assert!(uri.is_some_and(|it| it.has_unknown() && it.is_derived()));
    assert_eq!(place(&document, "/paths/~1pets"), "/pets");
    assert_eq!(place(&document, "/paths/~1pets/get"), "GET");
}

#[test]
fn events_without_an_api_make_one() {
    let text = "Resources:
  ServerlessRestApi: { Type: AWS::Serverless::Api, Properties: { Name: gives way } }
  Pets:
    Type: AWS::Serverless::Function
    Properties:
      AutoPublishAlias: live-1
      Events: { Get: { Type: Api, Properties: { Path: /pets, Method: any } } }
  Run:
    Type: AWS::Serverless::StateMachine
    Properties:
      Events: { Go: { Type: Api, Properties: { Path: /run, Method: post } } }
";
    let all = made(text);
    assert_eq!(all.len(), 1);
    assert_eq!((all[0].name.as_str(), all[0].kind), ("ServerlessRestApi", ApiKind::ImplicitApi));
    assert_eq!(&text[all[0].at.span.range()], "/pets");
    let document = &all[0].document.value;
    let any = "/paths/~1pets/x-amazon-apigateway-any-method/x-amazon-apigateway-integration";
    let uri = at(document, &format!("{any}/uri"));
    assert!(uri.as_str().is_some_and(|it| it.contains("${PetsAliasliveD1}")), "{uri}");
    let run = at(document, "/paths/~1run/post/x-amazon-apigateway-integration");
    assert_eq!(run["credentials"], "${RunGoRole.Arn}");
    assert_eq!(
        run["requestTemplates"]["application/json"],
        "{\"input\": \"$util.escapeJavaScript($input.json('$'))\", \"stateMachineArn\": \"${Run}\"}"
    );
}

#[test]
fn the_default_authorizer_holds_where_nothing_else_is_said() {
    let events = [
        "Path: /a, Method: get",
        "Path: /b, Method: get, Auth: { Authorizer: NONE }",
        "Path: /c, Method: get, Auth: { Authorizer: Two }",
        "Path: /d, Method: get, Auth: { Authorizer: Pool, AuthorizationScopes: [write] }",
    ];
    let document = one(&template(POOL, &events));
    let security = |path: &str| at(&document, &format!("/paths/~1{path}/get/security"));
    assert_eq!(security("a"), json!([{ "Pool": ["read"] }]));
    assert_eq!(security("b"), json!([{ "NONE": [] }]));
    assert_eq!(security("c"), json!([{ "Two": [] }]));
    assert_eq!(security("d"), json!([{ "Pool": ["write"] }]));
    assert_eq!(
        at(&document, "/securityDefinitions/Pool"),
        json!({
            "type": "apiKey",
            "name": "Authorization",
            "in": "header",
            "x-amazon-apigateway-authtype": "cognito_user_pools",
            "x-amazon-apigateway-authorizer": {
                "type": "cognito_user_pools",
                "providerARNs": ["arn:x"],
            },
        })
    );
    assert_eq!(place(&document, "/paths/~1a/get/security"), "Pool");
}

#[test]
fn api_keys_are_asked_for_except_where_an_event_says_no() {
    let events = [
        "Path: /a, Method: get",
        "Path: /b, Method: get, Auth: { ApiKeyRequired: false }",
        "Path: /c, Method: get, Auth: { ApiKeyRequired: true }",
    ];
    let document = one(&template("      Auth: { ApiKeyRequired: true }\n", &events));
    let security = |path: &str| at(&document, &format!("/paths/~1{path}/get/security"));
    assert_eq!(security("a"), json!([{ "api_key": [] }]));
    assert_eq!(security("b"), json!([]));
    assert_eq!(security("c"), json!([{ "api_key": [] }]));
    assert_eq!(at(&document, "/securityDefinitions/api_key/name"), "x-api-key");
}

#[test]
fn what_is_written_keeps_its_place_and_can_be_edited() {
    let text = template(&format!("{BODY}{POOL}      Cors: \"'*'\"\n"), &["Path: /no, Method: get"]);
    let document = one(&text);
    // An event adds nothing to a definition that somebody wrote.
    assert_eq!(at(&document, "/paths/~1no"), Json::Null);
    let node = document.at_pointer("/paths/~1pets/get").expect("it is there");
    assert_eq!(
        node.get("security").map(gatewright_source::Node::to_json),
        Some(json!([{ "Pool": ["read"] }]))
    );
    assert_eq!(at(&document, "/paths/~1pets/post/security"), Json::Null);
    let kind = document.at_pointer("/paths/~1pets/get/x-amazon-apigateway-integration/type");
    assert!(kind.is_some_and(|it| !it.is_derived()));
    assert_eq!(place(&document, "/info/title"), "pets");
    assert_eq!(place(&document, "/paths/~1pets/options"), "\"'*'\"");
    assert_eq!(document.text(), text);
}

#[test]
fn preflight_requests_are_answered_for_all_that_is_there() {
    let cors = "      Cors: { AllowHeaders: \"'x'\", MaxAge: 0, AllowCredentials: true, AllowOrigin: \"'o'\" }\n";
    let events = ["Path: /a, Method: get", "Path: /a/, Method: put", "Path: /b, Method: any"];
    let document = one(&template(cors, &events));
    let default = "options/x-amazon-apigateway-integration/responses/default/responseParameters";
    let parameters = |path: &str| at(&document, &format!("/paths/{path}/{default}"));
    assert_eq!(
        parameters("~1a"),
        json!({
            "method.response.header.Access-Control-Allow-Origin": "'o'",
            "method.response.header.Access-Control-Allow-Headers": "'x'",
            "method.response.header.Access-Control-Allow-Methods": "'GET,OPTIONS'",
            "method.response.header.Access-Control-Max-Age": 0,
            "method.response.header.Access-Control-Allow-Credentials": "'true'",
        })
    );
    assert_eq!(parameters("~1a~1"), Json::Null);
    let methods = &parameters("~1b")["method.response.header.Access-Control-Allow-Methods"];
    assert_eq!(methods, "'DELETE,GET,HEAD,OPTIONS,PATCH,POST,PUT'");
}

#[test]
fn openapi_gets_schemas_within_schemas_as_often_as_the_transform_turns() {
    let header = "/paths/~1a/options/responses/200/headers/Access-Control-Allow-Origin";
    let openapi = "      OpenApiVersion: 3.0.1\n      Cors: \"'*'\"\n";
    let once = one(&template(openapi, &["Path: /a, Method: get"]));
    assert_eq!(at(&once, "/openapi"), "3.0.1");
    assert_eq!(at(&once, "/swagger"), Json::Null);
    assert_eq!(at(&once, "/paths/~1a/options/consumes"), Json::Null);
    assert_eq!(at(&once, header), json!({ "schema": { "type": "string" } }));
    let twice = one(&template(&format!("{openapi}{POOL}"), &["Path: /a, Method: get"]));
    assert_eq!(at(&twice, header), json!({ "schema": { "schema": { "type": "string" } } }));
    assert_eq!(at(&twice, "/components/securitySchemes/Pool/in"), "header");
}

#[test]
fn methods_whose_condition_fails_are_not_there() {
    let function = |name: &str, condition: &str, events: &str| {
        format!(
            "  {name}:\n    Type: AWS::Serverless::Function\n    {condition}\n    Properties: {{ Events: {{ {events} }} }}\n"
        )
    };
    let event = |name: &str, path: &str, method: &str| {
        format!("{name}: {{ Type: Api, Properties: {{ Path: {path}, Method: {method} }} }}")
    };
    let (a, b) = (event("A", "/a", "get"), event("B", "/b", "get"));
    let gone = function("Gone", "Condition: Fails", &format!("{a}, {b}"));
    let text = format!(
        "Globals: {{ Api: {{ Cors: \"'*'\" }} }}\nResources:\n{gone}{}{}",
        function("Stays", "", &event("A", "/a", "put")),
        function("Perhaps", "Condition: Unknown", &event("C", "/c", "get")),
    );
    let document = one(&text);
    let paths = at(&document, "/paths");
    let members = |path: &str| -> Vec<_> {
        paths[path].as_object().into_iter().flatten().map(|(key, _)| key.clone()).collect()
    };
    assert_eq!(members("/a"), ["put", "options"]);
    assert_eq!(members("/b"), [""; 0]);
    assert_eq!(members("/c"), ["get", "options"]);
    // The transform sees methods before it knows whether they are there.
    let integration = &paths["/a"]["options"]["x-amazon-apigateway-integration"];
    let parameters = &integration["responses"]["default"]["responseParameters"];
    let methods = &parameters["method.response.header.Access-Control-Allow-Methods"];
    assert_eq!(methods, "'GET,OPTIONS,PUT'");
    assert_eq!(made(&format!("Resources:\n{gone}")).len(), 0);
}

#[test]
fn definitions_are_merged_method_by_method() {
    let properties = format!("      MergeDefinitions: true\n{BODY}");
    let events = ["Path: /pets, Method: post", "Path: /more, Method: any"];
    let document = one(&template(&properties, &events));
    let post = at(&document, "/paths/~1pets/post");
    assert_eq!(post["summary"], "without an integration");
    assert_eq!(post["x-amazon-apigateway-integration"]["type"], "aws_proxy");
    assert_eq!(at(&document, "/paths/~1more/any/responses"), json!({}));
}

#[test]
fn what_is_written_stays_where_a_condition_fails() {
    let properties = format!("      MergeDefinitions: true\n{BODY}");
    let events = ["Path: /pets, Method: get", "Path: /more, Method: get"];
    let text = template(&properties, &events);
    let text = text.replace("Function\n", "Function\n    Condition: Fails\n");
    let paths = at(&one(&text), "/paths");
    assert_eq!(paths["/pets"]["get"]["x-amazon-apigateway-integration"]["type"], "mock");
    assert_eq!(paths["/more"], json!({}));
}

#[test]
fn globals_hold_for_all_that_do_not_ignore_them() {
    let text = "Globals:
  Api: { Name: all, BinaryMediaTypes: [a/a], EndpointConfiguration: { Type: PRIVATE, VPCEndpointIds: [v] } }
Resources:
  One: { Type: AWS::Serverless::Api, Properties: { Name: own, BinaryMediaTypes: [b~1b] } }
  Two: { Type: AWS::Serverless::Api, IgnoreGlobals: [Name], Properties: { StageName: x } }
  Three: { Type: AWS::Serverless::Api, IgnoreGlobals: '*', Properties: { StageName: x } }
";
    let all = made(text);
    let property = |api: usize, name: &str| {
        all[api].settings.properties.get(name).map(|it| it.value.clone()).unwrap_or_default()
    };
    assert_eq!(property(0, "Name"), "own");
    assert_eq!(property(0, "BinaryMediaTypes"), json!(["a/a", "b/b"]));
    let media_types = at(&all[0].document.value, "/x-amazon-apigateway-binary-media-types");
    assert_eq!(media_types, json!(["a/a", "b/b"]));
    assert_eq!((property(1, "Name"), property(2, "Name")), (Json::Null, Json::Null));
    assert_eq!(property(1, "BinaryMediaTypes"), json!(["a/a"]));
    let endpoint = json!({ "Types": ["PRIVATE"], "VpcEndpointIds": ["v"] });
    assert_eq!(property(1, "EndpointConfiguration"), endpoint);
    assert_eq!(all[1].settings.parameters["endpointConfigurationTypes"].value, "PRIVATE");
    assert_eq!(all[2].settings.properties.len(), 0);
}

#[test]
fn a_policy_names_each_method_of_its_path() {
    let policy = "      Auth: { ResourcePolicy: { IpRangeWhitelist: [1.1.1.1], SourceVpcBlacklist: [vpc-1, vpce-2], CustomStatements: { Effect: Allow } } }\n";
    let document = one(&template(policy, &["Path: '/a/{id}/{rest+}', Method: get"]));
    let policy = at(&document, "/x-amazon-apigateway-policy");
    let resource = json!(["execute-api:/v1/GET/a/*/*"]);
    let statement = |effect: &str, rest: Json| {
        let mut made = json!({
            "Effect": effect, "Action": "execute-api:Invoke", "Resource": resource, "Principal": "*",
        });
        if !rest.is_null() {
            made["Condition"] = rest;
        }
        made
    };
    let vpcs = json!({ "aws:SourceVpc": ["vpc-1"], "aws:SourceVpce": ["vpce-2"] });
    assert_eq!(
        policy,
        json!({ "Version": "2012-10-17", "Statement": [
            statement("Allow", Json::Null),
            statement("Deny", json!({ "NotIpAddress": { "aws:SourceIp": ["1.1.1.1"] } })),
            statement("Deny", json!({ "StringEquals": vpcs })),
            { "Effect": "Allow" },
        ] })
    );
}

#[test]
fn models_and_parameters_of_requests_are_those_of_swagger() {
    let models = "      Models: { Pet: { type: object } }\n";
    let event = "Path: /a, Method: put, TimeoutInMillis: 9, RequestModel: { Model: Pet, Required: true, ValidateBody: true }, \
                 RequestParameters: [method.request.header.A, { method.request.querystring.q: { Required: true, Caching: true } }]";
    let document = one(&template(models, &[event]));
    let put = at(&document, "/paths/~1a/put");
    assert_eq!(
        put["parameters"],
        json!([
            { "in": "body", "name": "pet", "schema": { "$ref": "#/definitions/pet" }, "required": true },
            { "in": "header", "name": "A", "required": false, "type": "string" },
            { "in": "query", "name": "q", "required": true, "type": "string" },
        ])
    );
    let integration = &put["x-amazon-apigateway-integration"];
    assert_eq!(integration["cacheKeyParameters"], json!(["method.request.querystring.q"]));
    assert_eq!(integration["timeoutInMillis"], 9);
    assert_eq!(put["x-amazon-apigateway-request-validator"], "body-only");
    assert_eq!(
        at(&document, "/x-amazon-apigateway-request-validators"),
        json!({ "body-only": { "validateRequestBody": true, "validateRequestParameters": false } })
    );
    assert_eq!(at(&document, "/definitions"), json!({ "pet": { "type": "object" } }));
}

#[test]
fn what_is_no_definition_stays_as_it_is() {
    let document = one(&template(&format!("      DefinitionBody: [x]\n{POOL}"), &[]));
    assert_eq!(at(&document, ""), json!(["x"]));
}

#[test]
fn many_paths_are_found_as_few_are() {
    let events: Vec<_> = (0..40).map(|it| format!("Path: /p{it}, Method: get")).collect();
    let events: Vec<_> = events.iter().map(String::as_str).collect();
    let document = one(&template("      Auth: { ApiKeyRequired: true }\n", &events));
    let paths = at(&document, "/paths");
    assert_eq!(paths.as_object().map(serde_json::Map::len), Some(40));
    for path in 0..40 {
        let security = &paths[format!("/p{path}")]["get"]["security"];
        assert_eq!(security, &json!([{ "api_key": [] }]), "{path}");
    }
}
