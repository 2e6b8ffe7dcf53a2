//! APIs of templates: what a template says beside a definition holds for the import, and what is said
//! of both is chosen like all the rest.

use std::io::{Error, ErrorKind};
use std::path::Path;

use gatewright_diagnostics::{Location, SourceId, Verdict};
use gatewright_lint::Severity;
use gatewright_project::{Asked, Check, Files, Origins, Projects};
use gatewright_source::{Editor, Unreadable, read};
use gatewright_template::{Api, ApiKind, Request, Settings, Spot, Surroundings, find};
use serde_json::{Value, json};

const DEFINITION: &str = "
swagger: '2.0'
info: { title: Pets, version: '1' }
basePath: /v1
x-amazon-apigateway-api-key-source: AUTHORIZER
x-amazon-apigateway-binary-media-types: [image/png]
paths:
  /pets:
    get:
      responses: { 200: { description: Pets } }
      x-amazon-apigateway-integration: { type: http_proxy, httpMethod: GET, uri: 'https://example.com' }
";

struct Config(&'static str);

impl Files for Config {
    fn read(&self, path: &Path) -> std::io::Result<Vec<u8>> {
        let is_it = path == Path::new("/pets/gatewright.yaml");
        if is_it { Ok(self.0.into()) } else { Err(Error::from(ErrorKind::NotFound)) }
    }
}

fn spot<T>(value: T) -> Spot<T> {
    Spot { value, at: Location::default() }
}

fn api(kind: ApiKind, definition: &str, properties: &[(&'static str, Value)]) -> Api {
    let properties = properties.iter().map(|(name, value)| (*name, spot(value.clone())));
    Api {
        name: "Api".to_owned(),
        kind,
        at: Location::default(),
        document: read(SourceId(0), definition.into()),
        settings: Settings { properties: properties.collect(), ..Settings::default() },
        surroundings: Surroundings::default(),
    }
}

fn check(api: &Api, config: &'static str) -> Check {
    let projects = Projects::new(Config(config), Origins::Found);
    let file = Path::new("/pets/template.yaml");
    projects.of(file).check_api(file, api, &Asked::default())
}

fn rest_api(api: &Api) -> Value {
    let made = check(api, "").lint.import.api.expect("an API");
    serde_json::to_value(made.rest_api).expect("JSON")
}

fn told(check: &Check) -> Vec<(&'static str, Severity)> {
    let findings = check.lint.findings.iter();
    let of_templates = findings.filter(|it| it.diagnostic.metadata.name.starts_with("template-"));
    of_templates.map(|it| (it.diagnostic.metadata.name, it.severity)).collect()
}

fn properties() -> Vec<(&'static str, Value)> {
    vec![
        ("Name", json!("Cats")),
        ("Description", json!("All of them")),
        ("ApiKeySourceType", json!("HEADER")),
        ("BinaryMediaTypes", json!(["image/gif"])),
        ("MinimumCompressionSize", json!("5")),
        ("EndpointConfiguration", json!({ "Types": ["REGIONAL"] })),
    ]
}

#[test]
fn an_api_of_cloudformation_is_what_properties_and_definition_make_of_it() {
    let made = rest_api(&api(ApiKind::RestApi, DEFINITION, &properties()));
    assert_eq!(made["name"], "Cats");
    assert_eq!(made["description"], "All of them");
    assert_eq!(made["version"], "1");
    assert_eq!(made["apiKeySource"], "AUTHORIZER");
    assert_eq!(made["binaryMediaTypes"], json!(["image/gif", "image/png"]));
    assert_eq!(made["minimumCompressionSize"], 5);
    assert_eq!(made["endpointConfiguration"]["types"], json!(["REGIONAL"]));
    let mut overwritten = api(ApiKind::RestApi, DEFINITION, &properties());
    overwritten.settings.mode = Some(spot("overwrite".to_owned()));
    assert_eq!(rest_api(&overwritten)["binaryMediaTypes"], json!(["image/png"]));
}

#[test]
fn an_api_of_terraform_is_what_its_arguments_say() {
    let made = rest_api(&api(ApiKind::TerraformRestApi, DEFINITION, &properties()));
    assert_eq!(made["name"], "Cats");
    assert_eq!(made["apiKeySource"], "HEADER");
    assert_eq!(made["binaryMediaTypes"], json!(["image/gif"]));
}

#[test]
fn parameters_of_the_import_are_those_of_the_template() {
    let mut of_template = api(ApiKind::RestApi, DEFINITION, &[]);
    let parameters = &mut of_template.settings.parameters;
    parameters.insert("basepath".to_owned(), spot("prepend".to_owned()));
    parameters.insert("endpointConfigurationTypes".to_owned(), spot("REGIONAL".to_owned()));
    let made = check(&of_template, "import: { basepath: split, endpoint-type: EDGE }\n");
    let made = made.lint.import.api.expect("an API");
    assert!(made.resource("/v1/pets").is_some());
    assert_eq!(made.rest_api.endpoint_configuration.types[0].as_str(), "REGIONAL");
    of_template.settings.fail_on_warnings = Some(spot(true));
    let file = Path::new("/pets/template.yaml");
    let projects = Projects::new(Config(""), Origins::Found);
    let effective = projects.of(file).effective_of(file, &of_template, &Asked::default());
    assert_eq!(effective.options.fail_on_warnings, gatewright_diagnostics::FailOnWarnings::Yes);
}

#[test]
fn a_policy_beside_the_definition_is_one() {
    let endpoint = ("EndpointConfiguration", json!({ "Types": ["PRIVATE"] }));
    let without = api(ApiKind::RestApi, DEFINITION, std::slice::from_ref(&endpoint));
    assert_eq!(check(&without, "").lint.import.verdict(), Verdict::NotDeployable);
    let policy = ("Policy", json!({ "Version": "2012-10-17", "Statement": [] }));
    let with = api(ApiKind::RestApi, DEFINITION, &[endpoint.clone(), policy]);
    assert_eq!(check(&with, "").lint.import.verdict(), Verdict::Accepted);
    // One that nobody knows before the deployment.
    let mut unknown = api(ApiKind::RestApi, DEFINITION, &[endpoint]);
    unknown.surroundings.properties.insert("Policy".to_owned());
    assert_eq!(check(&unknown, "").lint.import.verdict(), Verdict::Accepted);
}

#[test]
fn what_is_said_of_templates_is_chosen_like_the_rest() {
    let conflict = "template-property-conflict";
    let own = api(ApiKind::RestApi, DEFINITION, &properties());
    assert_eq!(told(&check(&own, "")), [(conflict, Severity::Warning)]);
    assert_eq!(
        told(&check(&own, "severities: { template-property-conflict: error }\n")),
        [(conflict, Severity::Error)]
    );
    assert_eq!(told(&check(&own, "ignore: template-*\n")), []);
    let shadowed = [("template-property-shadowed", Severity::Info)];
    assert_eq!(told(&check(&own, "select: template-property-shadowed\n")), shadowed);
    let quiet = format!("# gatewright: ignore-file {conflict} -- we know\n{DEFINITION}");
    let quiet = check(&api(ApiKind::RestApi, &quiet, &properties()), "");
    assert_eq!(told(&quiet), []);
    assert_eq!(quiet.lint.suppressed.len(), 1);
}

#[test]
fn a_suppression_of_what_only_a_template_shows_is_not_idle_without_one() {
    let text =
        format!("# gatewright: ignore-file template-property-conflict -- we know\n{DEFINITION}");
    let of = |kind| check(&api(kind, &text, &[]), "");
    let is_idle = |check: &Check| {
        let mut names = check.lint.findings.iter().map(|it| it.diagnostic.metadata.name);
        names.any(|name| name == "suppression-unused")
    };
    assert!(!is_idle(&of(ApiKind::Definition)));
    assert!(is_idle(&of(ApiKind::RestApi)));
}

struct Included(&'static str);

impl gatewright_source::Files for Included {
    fn read(&self, _: &str) -> Result<Vec<u8>, Unreadable> {
        Ok(self.0.into())
    }
}

#[test]
fn the_short_form_in_an_included_file_becomes_the_long_one() {
    let template = "
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body: { 'Fn::Transform': { Name: AWS::Include, Parameters: { Location: api.yaml } } }
";
    let included = "
openapi: 3.0.1
info: { title: Pets, version: '1' }
paths:
  /pets:
    get:
      responses: { 200: { description: Pets } }
      x-amazon-apigateway-integration:
        { type: http_proxy, httpMethod: GET, uri: !Sub 'https://${AWS::Region}.example.com' }
";
    let files = Included(included);
    let found = find("template.yaml", template.into(), &Request::new(&files));
    let own = &found.apis[0];
    let check = check(own, "");
    assert_eq!(told(&check), [("template-include-short-form", Severity::Error)]);
    let fix = check.lint.findings.iter().find_map(|it| it.fix.as_ref()).expect("a fix");
    let edits = Editor::new(&own.document.value).text_edits(&fix.edits).expect("it can be written");
    let (source, _) = own.document.value.placed(edits[0].span);
    assert_eq!(found.files[source.0 as usize], "api.yaml");
    assert_eq!(edits[0].text, "{ Fn::Sub: 'https://${AWS::Region}.example.com' }");
}

#[test]
fn a_comment_in_one_definition_of_a_file_is_no_mistake_in_another() {
    let body = |comment: &str| {
        format!(
            "    Properties:
      Body:
        openapi: 3.0.1
        info: {{ title: Pets, version: '1' }}
        paths: {{ /ping: {{ get: {{ responses: {{}} }} }} }} # gatewright: ignore {comment}
"
        )
    };
    let text = format!(
        "# gatewright: ignore-file operation-* -- all of them
Resources:
  One:
    Type: AWS::ApiGateway::RestApi
{}  Two:
    Type: AWS::ApiGateway::RestApi
{}",
        body("path-reserved, no-such-rule"),
        body("path-reserved -- they know")
    );
    let names = |api: &Api| {
        let check = check(api, "");
        check.lint.findings.iter().map(|it| it.diagnostic.metadata.name).collect::<Vec<_>>()
    };
    let found = find("template.yaml", text.into(), &Request::new(&Included("")));
    let [one, two] = &found.apis[..] else { panic!("two APIs") };
    let (one, two) = (names(one), names(two));
    assert_eq!(one.iter().filter(|name| **name == "suppression-unknown-rule").count(), 1);
    assert!(one.contains(&"method-without-integration") && !one.contains(&"path-reserved"));
    assert!(two.contains(&"method-without-integration") && !two.contains(&"path-reserved"));
    assert!(!two.iter().any(|name| name.starts_with("suppression-")), "{two:?}");
    assert!(!one.iter().chain(&two).any(|name| name.starts_with("operation-")));
}

#[test]
fn what_the_transform_of_sam_adds_brings_no_fix() {
    let template = "
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: v1
      Cors: { AllowOrigin: \"'*'\", AllowHeaders: \"'Authorization'\" }
      Auth:
        DefaultAuthorizer: Pool
        Authorizers: { Pool: { UserPoolArn: !GetAtt Pool.Arn } }
      DefinitionBody:
        swagger: '2.0'
        info: { title: Pets, version: '1' }
        paths:
          /toys:
            get:
              responses: { 200: { description: fine } }
              x-amazon-apigateway-integration: { type: http_proxy, httpMethod: GET, uri: 'https://example.com' }
";
    let found = find("template.yaml", template.into(), &Request::new(&Included("")));
    let check = check(&found.apis[0], "");
    let auth = check.lint.findings.iter();
    let auth = auth.filter(|it| it.diagnostic.metadata.name == "cors-preflight-auth");
    let fixes: Vec<_> =
        auth.map(|it| (it.diagnostic.location.pointer.as_str(), it.fix.is_some())).collect();
    assert_eq!(fixes, [("/paths/~1toys/options", false)]);
}
