//! `gatewright export`.

use std::fs;

use crate::{check, gatewright, run, scratch};

/// An API with models, and with much that an export leaves out.
const WITH_MODELS: &str = "../export/losses/definition.yaml";

#[test]
fn an_export_is_the_definition_and_says_what_it_leaves_out() {
    check("export-oas30", &["export", WITH_MODELS]);
    let all = ["--extensions", "apigateway,documentation"];
    let swagger = ["--type", "swagger", "--format", "yaml", "--stage", "v1", "--region"];
    check(
        "export-swagger",
        &[&["export", "warned.yaml"], &all[..], &swagger, &["eu-west-1"]].concat(),
    );
    check("export-losses-json", &["export", "accepted.yaml", "--losses", "json"]);
}

#[test]
fn an_exported_file_is_the_service_s_to_the_letter() {
    let folder = scratch("export-file");
    let file = |name: &str| folder.join(name).to_string_lossy().into_owned();
    let (api, json, yaml) = (file("api.json"), file("out.json"), file("out.yaml"));
    assert_eq!(run(gatewright(&["import", "accepted.yaml", "-o", &api])).code, Some(0));
    for target in [&json, &yaml] {
        let run = run(gatewright(&["export", &api, "-o", target]));
        assert_eq!((run.code, run.out.as_str()), (Some(0), ""));
    }
    let in_folder = run(gatewright(&["export", &api, "-o", &file("."), "--format", "yaml"]));
    assert_eq!((in_folder.code, in_folder.out.as_str()), (Some(0), ""));
    assert_eq!(fs::read(file("oas30_1.0.yaml")).expect("a file"), fs::read(&yaml).expect("a file"));
    assert!(fs::read_to_string(json).expect("a file").ends_with("\n}"));
    assert!(fs::read_to_string(yaml).expect("a file").starts_with("openapi: \"3.0.1\"\n"));
}

#[test]
fn a_custom_domain_takes_the_place_of_the_service_s() {
    let export = |arguments: &[&str]| {
        run(gatewright(&[&["export", "accepted.yaml"], arguments].concat())).out
    };
    let swagger = export(&["--type", "swagger", "--domain", "api.example.com"]);
    assert!(swagger.contains("\"host\" : \"api.example.com\",\n  \"schemes\""), "{swagger}");
    let oas30 = export(&["--domain", "api.example.com/v1"]);
    assert!(oas30.contains("\"url\" : \"https://api.example.com/{basePath}\""), "{oas30}");
    assert!(oas30.contains("\"default\" : \"v1\""), "{oas30}");
    let whole = export(&["--domain", "api.example.com"]);
    assert!(whole.contains("\"url\" : \"https://api.example.com\"\n  } ]"), "{whole}");
}

#[test]
fn what_cannot_be_exported_writes_nothing() {
    let folder = scratch("export-refused");
    let file = |name: &str| folder.join(name).to_string_lossy().into_owned();
    let (api, target) = (file("api.json"), file("out.json"));
    assert_eq!(run(gatewright(&["import", WITH_MODELS, "-o", &api])).code, Some(0));
    let text = fs::read_to_string(&api).expect("the API");
    fs::write(&target, "what was there before").expect("a file");

    let xml =
        text.replace("\"contentType\": \"application/json\"", "\"contentType\": \"text/xml\"");
    assert_ne!(xml, text);
    fs::write(&api, xml).expect("an API");
    let refused = run(gatewright(&["export", &api, "-o", &target]));
    assert_eq!((refused.code, refused.out.as_str()), (Some(1), ""));
    assert!(refused.err.contains("only models of type application/json"), "{}", refused.err);

    let refused = run(gatewright(&["export", "refused.yaml", "-o", &target]));
    assert_eq!(refused.code, Some(1));
    let folder = run(gatewright(&["export", "."]));
    assert_eq!(folder.code, Some(2));
    assert!(folder.err.contains("cannot read .: Is a directory"), "{}", folder.err);
    let missing = run(gatewright(&["export", "missing.yaml", "-o", &target]));
    assert_eq!(missing.code, Some(2));
    assert_eq!(fs::read_to_string(&target).expect("a file"), "what was there before");
}

/// An API as written by `import`, changed in one place.
fn export_of_changed(name: &str, definition: &str, from: &str, to: &str) -> crate::Run {
    let api = scratch(name).join("api.json").to_string_lossy().into_owned();
    assert_eq!(run(gatewright(&["import", definition, "-o", &api])).code, Some(0));
    let text = fs::read_to_string(&api).expect("the API");
    assert!(text.contains(from), "{text}");
    fs::write(&api, text.replacen(from, to, 1)).expect("an API");
    run(gatewright(&["export", &api, "--extensions", "apigateway"]))
}

#[test]
fn an_api_that_the_service_could_not_hold_is_not_exported() {
    let whole = "../export/whole/definition.yaml";
    let documented = "../export/documentation/definition.yaml";
    let changes = [
        (
            whole,
            "\"statusCode\": \"404\"",
            "\"statusCode\": \"400, \\\"x\\\" : 1\"",
            "no status code",
        ),
        (
            whole,
            "\"authorizationType\": \"AWS_IAM\"",
            "\"authorizationType\": \"CUSTOM\"",
            "authorizerId",
        ),
        (whole, "\"pathPart\": \"orders\"", "\"pathPart\": \"order\"", "not the end of the path"),
        (whole, "\"path\": \"/orders\"", "\"path\": \"orders//\"", "not the path of a resource"),
        (documented, "\"properties\": \"{", "\"properties\": \"[", "not the text of a JSON object"),
    ];
    for (definition, from, to, reason) in changes {
        let run = export_of_changed("export-impossible", definition, from, to);
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{to}");
        assert!(run.err.contains(reason) && run.err.contains("api.json:"), "{}", run.err);
    }
}

#[test]
fn what_a_name_hides_or_a_type_cannot_say_is_told() {
    let whole = "../export/whole/definition.yaml";
    let changes = [
        ("\"name\": \"users\"", "\"name\": \"api_key\"", "authorizer api_key"),
        ("\"ipAddressType\": \"ipv4\"", "\"ipAddressType\": \"dualstack\"", "ipAddressType"),
        ("\"application/json\": \"Orders\"", "\"application/json\": \"Nobody\"", "not there"),
    ];
    for (from, to, told) in changes {
        let run = export_of_changed("export-told", whole, from, to);
        assert_eq!(run.code, Some(0), "{}", run.err);
        assert!(run.err.contains(told), "{}", run.err);
    }
}
