//! Definitions in templates: verdicts by API, values from outside, fixes in the files that people
//! edit, and how far a template may reach.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::{Run, check_beside, gatewright, run, scratch, testdata};

const STAGE: [&str; 2] = ["--parameter-overrides", "Stage=prod"];

fn folder() -> PathBuf {
    testdata("templates/command")
}

/// Compares a run in the folder of the templates with a snapshot.
fn check(name: &str, arguments: &[&str]) {
    let mut command = gatewright(arguments);
    command.current_dir(folder());
    check_beside(&folder(), name, arguments, command);
}

fn run_in(folder: &Path, arguments: &[&str]) -> Run {
    let mut command = gatewright(arguments);
    command.current_dir(folder);
    run(command)
}

fn run_here(arguments: &[&str]) -> Run {
    run_in(&folder(), arguments)
}

/// A folder of its own with the files of the project.
fn copy(name: &str) -> PathBuf {
    let target = scratch(name);
    fs::create_dir_all(target.join("apis")).expect("a folder");
    for file in ["template.yaml", "apis/stores.yaml", "main.tf", "queue.yaml", "parameters.json"] {
        fs::copy(folder().join(file), target.join(file)).expect("a file");
    }
    target
}

fn write(folder: &Path, file: &str, text: &str) {
    fs::write(folder.join(file), text).expect("a file");
}

fn read(folder: &Path, file: &str) -> String {
    fs::read_to_string(folder.join(file)).expect("a file")
}

#[test]
fn each_api_has_its_verdict_and_each_finding_its_file() {
    check("validate", &["validate"]);
    check("validate-concise", &["validate", "--format", "concise"]);
    check("validate-service", &["validate", "--format", "service"]);
    check("lint", &["lint"]);
    for format in ["json", "jsonl", "sarif", "github", "gitlab", "junit", "checkstyle", "markdown"]
    {
        check(&format!("lint-{format}"), &["lint", "--format", format, "template.yaml"]);
    }
    let page = run_here(&["lint", "--format", "html", "template.yaml"]).out;
    for text in ["template.yaml: PetsApi", "template.yaml: StoresApi", "apis/stores.yaml, line 5:3"]
    {
        assert!(page.replace("<wbr>", "").contains(text), "{text}");
    }
}

#[test]
fn one_api_is_chosen_by_its_name() {
    check("validate-api", &["validate", "template.yaml", "--api", "StoresApi"]);
    check("validate-unknown-api", &["validate", "template.yaml", "--api", "NoApi"]);
    check("import-several", &["import", "template.yaml"]);
    check("import-tree", &["import", "template.yaml", "--api", "StoresApi", "--format", "tree"]);
    let export = run_here(&["export", "template.yaml", "--api", "StoresApi"]);
    assert_eq!(export.code, Some(0), "{}", export.err);
    let convert = ["convert", "template.yaml", "--api", "StoresApi", "--to", "swagger"];
    let convert = run_here(&convert);
    assert!(convert.out.contains("swagger: "), "{}{}", convert.out, convert.err);
}

#[test]
fn a_file_without_an_api_is_passed_over_unless_it_is_named() {
    check("validate-none", &["validate", "queue.yaml"]);
    let only = run_here(&["validate", "--definitions-only", "queue.yaml"]);
    assert_eq!(only.code, Some(0), "{}", only.err);
}

#[test]
fn of_a_definition_that_is_elsewhere_nothing_is_known() {
    let folder = scratch("template-elsewhere");
    let text = "Resources:\n  Api:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n      \
                BodyS3Location: { Bucket: ours, Key: api.yaml }\n";
    write(&folder, "template.yaml", text);
    let told = run_in(&folder, &["validate", "template.yaml"]);
    assert_eq!(told.code, Some(0));
    assert!(told.out.starts_with("template.yaml: Api: not known (1 note)\n"), "{}", told.out);
    let json = run_in(&folder, &["validate", "--format", "json", "template.yaml"]).out;
    let json: Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["files"][0]["verdict"], "unknown");
    assert_eq!(json["summary"]["unknown"], 1);
    let render = run_in(&folder, &["render", "template.yaml"]);
    assert_eq!((render.code, render.out.as_str()), (Some(1), ""));
}

#[test]
fn a_definition_is_written_as_the_service_gets_it() {
    let pets = ["render", "template.yaml", "--api", "PetsApi"];
    check("render", &pets);
    check("render-json", &[&pets[..], &STAGE, &["--format", "json"]].concat());
    check("render-terraform", &["render", "main.tf", "--var", "stage=prod"]);
    let target = scratch("render").join("pets.json");
    let path = target.to_str().expect("a path");
    let done = run_here(&[&pets[..], &STAGE, &["-o", path]].concat());
    assert_eq!((done.code, done.out.as_str(), done.err.as_str()), (Some(0), "", ""));
    let written: Value =
        serde_json::from_str(&fs::read_to_string(&target).expect("a file")).expect("JSON");
    assert_eq!(written["info"]["title"], "Pets-prod");
}

#[test]
fn a_definition_with_faults_of_its_template_is_written_and_told() {
    let folder = scratch("render-faulty");
    let template = "Resources:
  Fn: { Type: AWS::Lambda::Function }
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body: { 'Fn::Transform': { Name: AWS::Include, Parameters: { Location: api.yaml } } }
";
    // Nobody wrote `Fn::Sub`.
    let definition = "openapi: 3.0.1
info: { title: Pets, version: '1' }
paths:
  /pets:
    get:
      responses: {}
      x-amazon-apigateway-integration:
        type: aws_proxy
        httpMethod: POST
        uri: arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Fn.Arn}/invocations
";
    write(&folder, "template.yaml", template);
    write(&folder, "api.yaml", definition);
    let run = run_in(&folder, &["render", "template.yaml"]);
    assert!(run.out.contains("/functions/${Fn.Arn}/invocations"), "{}", run.out);
    assert!(run.err.contains("template-reference"), "{}", run.err);
    assert_eq!(run.code, Some(1));
}

#[test]
fn values_come_from_settings_files_and_arguments_the_last_being_strongest() {
    let folder = copy("template-values");
    let title = |arguments: &[&str]| {
        let command = ["render", "template.yaml", "--api", "PetsApi", "--format", "json"];
        let run = run_in(&folder, &[&command[..], arguments].concat());
        let value: Value = serde_json::from_str(&run.out).expect(&run.err);
        value["info"]["title"].as_str().expect("a title").to_owned()
    };
    assert_eq!(title(&[]), "Pets-${Stage}");
    write(&folder, "gatewright.yaml", "parameters: { Stage: dev, Title: Dogs }\n");
    assert_eq!(title(&[]), "Dogs-dev");
    let file = ["--parameters-file", "parameters.json"];
    assert_eq!(title(&file), "Dogs-test");
    assert_eq!(title(&["--parameter-overrides", "file://parameters.json"]), "Dogs-test");
    assert_eq!(title(&[&file[..], &STAGE].concat()), "Dogs-prod");
    assert_eq!(title(&["--parameter-overrides", "Stage=a", "Title=Two words"]), "Two words-a");
    let overrides = "overrides: [{ files: template.yaml, parameters: { Stage: own } }]\n";
    write(&folder, "gatewright.yaml", overrides);
    assert_eq!(title(&[]), "Pets-own");
    write(&folder, "more.json", r#"{ "Parameters": { "Stage": "pipe" } }"#);
    assert_eq!(title(&["--parameters-file", "more.json"]), "Pets-pipe");
    write(&folder, "more.yaml", "- Stage=list\n");
    assert_eq!(title(&["--parameters-file", "more.yaml"]), "Pets-list");
    write(&folder, "more.yaml", "just a text\n");
    let wrong = ["render", "template.yaml", "--parameters-file", "more.yaml"];
    let wrong = run_in(&folder, &wrong);
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.err.contains("more.yaml has no parameters in it"), "{}", wrong.err);
    let mistaken = run_in(&folder, &["lint", "--parameter-overrides", "Stage=a", "template.yaml"]);
    assert_eq!(mistaken.code, Some(2));
    assert!(mistaken.err.contains("files come before this option"), "{}", mistaken.err);
}

#[test]
fn variables_come_from_files_as_terraform_takes_them() {
    let folder = copy("template-variables");
    write(&folder, "prod.tfvars", "stage = \"prod\" # the last\n");
    write(&folder, "prod.tfvars.json", r#"{ "stage": "json" }"#);
    let uri = |arguments: &[&str]| {
        let run = run_in(&folder, &[&["render", "main.tf"], arguments].concat());
        let line = run.out.lines().find(|line| line.contains("uri: ")).expect(&run.err).to_owned();
        line.trim().to_owned()
    };
    assert_eq!(uri(&["--var-file", "prod.tfvars"]), "uri: https://example.com/prod/pets");
    assert_eq!(uri(&["--var-file", "prod.tfvars.json"]), "uri: https://example.com/json/pets");
    let both = ["--var", "stage=x", "--var-file", "prod.tfvars"];
    assert_eq!(uri(&both), "uri: https://example.com/x/pets");
}

#[test]
fn definitions_of_http_apis_are_passed_over_in_a_walk() {
    let folder = scratch("template-http-apis");
    let definition = "openapi: 3.0.1\ninfo: { title: a, version: '1' }\nx-amazon-apigateway-cors: {}\npaths: {}\n";
    for name in ["body.yaml", "uri.yaml", "v2.yaml", "terraform.yaml"] {
        write(&folder, name, definition);
    }
    let include = |name: &str| {
        format!("{{ Fn::Transform: {{ Name: AWS::Include, Parameters: {{ Location: {name} }} }} }}")
    };
    let template = format!(
        "Resources:\n  A: {{ Type: AWS::Serverless::HttpApi, Properties: {{ DefinitionBody: {} }} }}\n  \
         B: {{ Type: AWS::Serverless::HttpApi, Properties: {{ DefinitionUri: uri.yaml }} }}\n  \
         C: {{ Type: AWS::ApiGatewayV2::Api, Properties: {{ Body: {} }} }}\n",
        include("body.yaml"),
        include("v2.yaml")
    );
    write(&folder, "template.yaml", &template);
    let configuration = "resource \"aws_apigatewayv2_api\" \"a\" {\n  body = templatefile(\"${path.module}/terraform.yaml\", {})\n}\n";
    write(&folder, "main.tf", configuration);
    let run = run_in(&folder, &["validate", "."]);
    assert!(run.err.contains("no OpenAPI definition found"), "{}{}", run.out, run.err);
    // One that was named is judged all the same.
    assert_eq!(run_in(&folder, &["validate", "uri.yaml"]).code, Some(1));
}

#[test]
fn options_that_mean_nothing_are_refused() {
    let folder = copy("template-options");
    for wrong in [&["--var", "="], &["--var", "stage"], &["--root", "main.tf"], &["--root", "no"]] {
        let run = run_in(&folder, &[&["validate", "main.tf"], &wrong[..]].concat());
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{wrong:?}: {}", run.err);
    }
}

#[test]
fn fixes_are_made_in_the_files_that_people_edit() {
    check("lint-diff", &["lint", "--diff"]);
    let folder = copy("template-fixes");
    let (before, included) = (read(&folder, "template.yaml"), read(&folder, "apis/stores.yaml"));
    let fixed = run_in(&folder, &["lint", "--fix"]);
    assert!(fixed.err.contains("fixed 2 findings in 2 files"), "{}", fixed.err);
    assert_eq!(read(&folder, "template.yaml"), before.replace("/pets/:", "/pets:"));
    assert_eq!(read(&folder, "apis/stores.yaml"), included.replace("/stores/:", "/stores:"));
    let again = run_in(&folder, &["lint", "--diff"]);
    assert_eq!(again.code, Some(0), "{}", again.out);
}

#[test]
fn a_fix_that_would_change_another_api_is_not_made() {
    let folder = copy("template-shared");
    let shared = read(&folder, "template.yaml").replace("  PetsApi:", "  CatsApi:");
    let second = shared.find("  StoresApi:").expect("it is there");
    let third = shared[second..].replace("StoresApi", "ShopsApi");
    write(&folder, "template.yaml", &format!("{shared}{third}"));
    // What both APIs become stays, so that the file that they share may change.
    let fixed = run_in(&folder, &["lint", "--fix", "template.yaml"]);
    assert!(read(&folder, "apis/stores.yaml").contains("/stores:"), "{}", fixed.err);
    assert_eq!(run_in(&folder, &["lint", "--diff"]).out, "");
}

#[test]
fn rewritings_are_made_in_templates() {
    let folder = copy("template-rewriting");
    let text = "Resources:\n  Api:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n      Name: !Ref Name\n      Body:\n        swagger: '2.0'\n        info: { title: Pets, version: '1' }  # ours\n        paths: {}\n        definitions:\n          a-pet: { type: object }\n";
    write(&folder, "models.yaml", text);
    let done = run_in(&folder, &["fix", "rename-models", "models.yaml"]);
    assert_eq!(done.code, Some(0), "{}", done.err);
    assert_eq!(read(&folder, "models.yaml"), text.replace("a-pet", "aPet"));
    assert!(done.err.contains("models.yaml:11:11: "), "{}", done.err);
    let diff = ["fix", "strip-unsupported", "--diff", "template.yaml", "--api", "StoresApi"];
    assert_eq!(run_in(&folder, &diff).code, Some(0));
}

#[test]
fn what_is_said_in_a_template_of_its_findings_holds() {
    let folder = copy("template-suppression");
    let text = read(&folder, "apis/stores.yaml").replace(
        "  /stores/:",
        "  # gatewright: ignore path-trailing-slash -- clients know it\n  /stores/:",
    );
    write(&folder, "apis/stores.yaml", &text);
    let told = run_in(&folder, &["lint", "--format", "concise"]).out;
    assert!(told.contains("template.yaml:14:11: info[lint/path-trailing-slash]"), "{told}");
    assert!(!told.contains("stores.yaml"), "{told}");
}

#[test]
fn findings_of_several_apis_are_known_by_a_baseline() {
    let folder = copy("template-baseline");
    let baseline = ["--baseline", "known.json"];
    let lint = |more: &[&str]| run_in(&folder, &[&["lint"], &baseline[..], more].concat());
    lint(&["--update-baseline"]);
    assert!(read(&folder, "known.json").contains("template.yaml#StoresApi"));
    let known = lint(&["--format", "concise"]);
    assert!(!known.out.contains("path-trailing-slash"), "{}", known.out);
    assert!(!known.err.contains("no more"), "{}", known.err);
    lint(&["--update-baseline"]);
    assert_eq!(lint(&["--format", "concise"]).out, known.out);
}

#[test]
fn nothing_is_read_outside_of_the_folder() {
    // A repository around the folder of the tests would be found.
    let name = format!("gatewright-outside-{}", std::process::id());
    let folder = std::env::temp_dir().join(name);
    for name in ["inside", "common"] {
        fs::create_dir_all(folder.join(name)).expect("a folder");
    }
    let is_alone = folder.ancestors().all(|folder| !folder.join(".git").exists());
    assert!(is_alone, "the temporary folder is in no repository");
    fs::copy(self::folder().join("apis/stores.yaml"), folder.join("common/stores.yaml"))
        .expect("a file");
    let template = |place: &str| {
        format!(
            "Resources:\n  Api:\n    Type: AWS::Serverless::Api\n    Properties:\n      \
             StageName: a\n      DefinitionUri: {place}\n"
        )
    };
    write(&folder, "inside/gatewright.yaml", "fail-on: error\n");
    write(&folder, "inside/template.yaml", &template("../common/stores.yaml"));
    let validate = |more: &[&str]| {
        run_in(
            &folder,
            &[&["validate", "inside/template.yaml", "--format", "concise"], more].concat(),
        )
    };
    let refused = validate(&[]);
    assert!(refused.out.contains("inside/template.yaml:6:"), "{}{}", refused.out, refused.err);
    assert!(refused.out.contains("it leads out of the folder"), "{}", refused.out);
    let wider = validate(&["--root", "."]);
    assert_eq!((wider.code, wider.out.as_str()), (Some(0), ""), "{}", wider.err);
    // A repository is read as a whole.
    fs::create_dir_all(folder.join(".git")).expect("a folder");
    assert_eq!(validate(&[]).code, Some(0));
    let narrower = validate(&["--root", "inside"]);
    assert!(narrower.out.contains("inside/template.yaml:6:"), "{}", narrower.out);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("/etc/hostname", folder.join("inside/link.yaml"))
            .expect("a link");
        write(&folder, "inside/template.yaml", &template("link.yaml"));
        let refused = validate(&[]);
        assert!(refused.out.contains("outside of the folder"), "{}{}", refused.out, refused.err);
    }
    fs::remove_dir_all(&folder).expect("the folder goes");
}

#[test]
fn a_plan_of_terraform_is_compared_with_an_export() {
    let folder = copy("template-plan");
    let body =
        run_in(&folder, &["render", "main.tf", "--var", "stage=prod", "--format", "json"]).out;
    let plan = serde_json::json!({
        "format_version": "1.2",
        "terraform_version": "1.9.0",
        "planned_values": { "root_module": { "resources": [{
            "address": "aws_api_gateway_rest_api.pets",
            "mode": "managed",
            "type": "aws_api_gateway_rest_api",
            "name": "pets",
            "values": { "name": "pets", "body": body },
        }] } },
    });
    write(&folder, "plan.json", &plan.to_string());
    write(&folder, "export.json", &body.replace("/pets\"", "/dogs\""));
    let told = run_in(&folder, &["plan", "export.json", "plan.json"]);
    assert_eq!(told.code, Some(0), "{}{}", told.out, told.err);
    assert!(told.out.contains("/pets"), "{}", told.out);
    assert!(
        told.err.contains("plan.json: aws_api_gateway_rest_api.pets: accepted"),
        "{}",
        told.err
    );
    let put = run_in(&folder, &["put", "export.json", "main.tf", "--format", "tree"]);
    assert_eq!(put.code, Some(0), "{}", put.err);
}
