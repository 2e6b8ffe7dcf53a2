//! Modules of Terraform: which files belong to them, and what is not known of the texts that they fill.

mod module;

use gatewright_source::Node;
use serde_json::json;

use module::{body, names, of, value, with};

#[test]
fn names_come_from_all_files_of_the_module() {
    let main = body(
        "jsonencode({ openapi = \"3.0.1\", info = { title = var.title, version = local.version }, paths = { \
         \"/${var.pets}\" = {} } })",
    );
    let files = [
        ("api/pets.tf", main.as_str()),
        ("api/inputs.tf", "variable \"title\" { default = \"Pets\" }\nvariable \"pets\" {}\n"),
        ("api/names.tf", "locals { version = \"2\" }\n"),
        ("api/names.tofu", "locals { version = \"3\" }\n"),
        ("api/z_override.tf", "variable \"title\" { default = \"no\" }\n"),
        ("api/.hidden.tf", "variable \"title\" { default = \"no\" }\n"),
        ("api/a.auto.tfvars", "pets = \"cats\"\n"),
        ("api/b.auto.tfvars.json", "{ \"pets\": \"dogs\" }\n"),
        ("api/prod.tfvars", "pets = \"no\"\n"),
        ("api/broken.tf", "locals {\n"),
        ("other.tf", "variable \"title\" { default = \"no\" }\n"),
    ];
    let found = with(&files, "api/pets.tf", &[]);
    assert_eq!(names(&found), [""; 0]);
    let wanted = json!({ "title": "Pets", "version": "2" });
    assert_eq!(value(&found.apis[0])["info"], wanted);
    assert_eq!(value(&found.apis[0])["paths"], json!({ "/dogs": {} }));
    // OpenTofu has files of its own.
    let mut files = files;
    files[0].0 = "api/pets.tofu";
    let found = with(&files, "api/pets.tofu", &[]);
    assert_eq!(value(&found.apis[0])["info"], json!({ "title": "Pets", "version": "3" }));
}

#[test]
fn what_has_no_end_or_no_beginning_is_told_where_it_stands() {
    let template = |paths: &str| format!("openapi: 3.0.1\ninfo: {{}}\npaths:\n{paths}");
    let main = body("templatefile(\"api.tftpl\", {})");
    for (paths, place) in [
        ("%{ for it in all ~}\n  /${it}: {}\n", "%{ for it in all ~}"),
        ("%{ if it }\n  /a: {}\n%{ else }\n", "%{ if it }"),
        ("  /a: {}\n%{ endif }\n", "%{ endif }"),
        ("%{ if it }\n%{ endfor }\n%{ endif }\n", "%{ endfor }"),
        ("%{ else }\n%{ if it }\n%{ endif }\n", "%{ else }"),
        ("%{ if it }\n%{ else }\n%{ else }\n%{ endif }\n", "%{ else }"),
        ("%{ unless it }\n  /a: {}\n", "%{ unless it }"),
        ("  /a: { description: \"50%{\" }\n", "%{"),
        ("  /${it: {}\n%{ endif }\n", "${"),
    ] {
        let text = template(paths);
        let alone = with(&[("api.tftpl", &text)], "api.tftpl", &[]);
        let called = with(&[("main.tf", &main), ("api.tftpl", &text)], "main.tf", &[]);
        for found in [alone, called] {
            let [api] = &found.apis[..] else { panic!("an API of {paths}") };
            let told = &api.document.diagnostics;
            let names: Vec<_> = told.iter().map(|it| it.metadata.name).collect();
            assert_eq!(names[0], "template-terraform-syntax", "{paths}");
            assert!(names[1..].iter().all(|it| *it == "template-body-unknown"), "{names:?}");
            let span = told[0].location.span;
            assert_eq!(&api.document.value.text()[span.range()], place, "{paths}");
        }
    }
}

#[test]
fn directives_that_are_too_deep_to_be_read_are_none_that_is_wrong() {
    for depth in [64, 65, 130] {
        let (begin, end) = ("%{ if true ~}\n".repeat(depth), "%{ endif ~}\n".repeat(depth));
        let text = format!("openapi: 3.0.1\ninfo: {{}}\npaths:\n{begin}  /a: {{}}\n{end}");
        let found = with(&[("api.tftpl", &text)], "api.tftpl", &[]);
        let told = found.apis[0].document.diagnostics.iter().map(|it| it.metadata.name);
        assert!(!told.collect::<Vec<_>>().contains(&"template-terraform-syntax"), "{depth}");
    }
}

#[test]
fn what_is_not_known_may_be_more_than_a_value() {
    let json = |paths: &str| {
        format!("{{\"openapi\":\"3.0.1\",\"info\":{{}},\n\"paths\":{{\n{paths}\n}}}}")
    };
    let yaml =
        |line: &str| format!("openapi: 3.0.1\ninfo: {{}}\npaths:\n  /a:\n    get: {{}}\n{line}\n");
    for (text, place) in [
        (json("${paths}"), Some("${paths}")),
        (json("${paths}, \"/b\": {}"), Some("${paths}")),
        (yaml("  ${paths}"), Some("${paths}")),
        (yaml("    ${indent(4, method)}"), Some("${indent(4, method)}")),
        // What is wrong elsewhere stays so.
        (format!("{}  - b\nx-a: \"${{c}}\"\n", yaml("")), None),
    ] {
        let main = body("templatefile(\"api.tpl\", { paths = var.paths })");
        let files = [("main.tf", main.as_str()), ("api.tpl", &text)];
        for found in [with(&files, "main.tf", &[]), with(&files[1..], "api.tpl", &[])] {
            let [api] = &found.apis[..] else { panic!("an API of {text}") };
            let told = &api.document.diagnostics[0];
            match place {
                Some(place) => {
                    assert_eq!(told.metadata.name, "template-body-unknown", "{text}");
                    let span = told.location.span;
                    assert_eq!(&api.document.value.text()[span.range()], place);
                    assert!(api.document.value.root().is_some_and(Node::is_unknown));
                }
                None => assert_eq!(told.metadata.name, "unparseable", "{text}"),
            }
        }
    }
}

#[test]
fn what_stands_between_items_does_not_stand_behind_the_only_one() {
    let text = "{\"openapi\":\"3.0.1\",\"info\":{},\"paths\":{\n%{ for k, v in all ~}\n\"/${k}\": {}\
                ${k != last ? \",\" : \"\"}\n%{ endfor ~}\n}}";
    let found = with(&[("api.tpl", text)], "api.tpl", &[]);
    assert_eq!(found.apis[0].document.diagnostics.len(), 0);
    assert_eq!(value(&found.apis[0])["paths"], json!({ "/${k}": {} }));
    let all = json!({ "a": 1, "b": 2 });
    let found = with(&[("api.tpl", text)], "api.tpl", &[("all", all), ("last", json!("b"))]);
    assert_eq!(value(&found.apis[0])["paths"], json!({ "/a": {}, "/b": {} }));
}

#[test]
fn paths_that_nobody_knows_are_told() {
    let expression = "jsonencode({ openapi = \"3.0.1\", info = {}, paths = var.paths })";
    let found = of(&format!("variable \"paths\" {{}}\n{}", body(expression)));
    let told = &found.apis[0].document.diagnostics;
    assert_eq!(
        told.iter().map(|it| it.metadata.name).collect::<Vec<_>>(),
        ["template-body-unknown"]
    );
}

#[test]
fn files_are_looked_for_from_where_terraform_may_have_been_started() {
    let api = "{\"openapi\":\"3.0.1\",\"info\":{},\"paths\":{}}";
    let read = |text: &str, more: &'static str| {
        let files =
            [("modules/a/main.tf", text), ("modules/a/more.tf", more), ("modules/a/api.json", api)];
        let found = with(&files, "modules/a/main.tf", &[]);
        value(&found.apis[0])["openapi"] == json!("3.0.1")
    };
    assert!(read(&body("file(\"modules/a/api.json\")"), ""));
    assert!(read(&body("file(\"./a/api.json\")"), ""));
    assert!(read(&body("file(\"api.json\")"), ""));
    assert!(!read(&body("file(\"b/api.json\")"), ""));
    // A module that is called does not know where its root is.
    let root = body("file(\"${path.root}/api.json\")");
    assert!(!read(&root, ""));
    assert!(read(&root, "provider \"aws\" {}\n"));
    assert!(read(&root, "terraform {\n  backend \"s3\" {}\n}\n"));
}

#[test]
fn ends_of_lines_part_the_members_of_an_object_within_a_placeholder() {
    let main = body("\"${templatefile(\"a.tpl\", {\n    a = \"x\"\n    b = \"y\"\n  })}\"");
    let text = "openapi: 3.0.1\ninfo: { title: ${a}, version: ${b} }\npaths: {}\n";
    let found = with(&[("main.tf", &main), ("a.tpl", text)], "main.tf", &[]);
    assert_eq!(value(&found.apis[0])["info"], json!({ "title": "x", "version": "y" }));
}

#[test]
fn values_of_a_caller_are_none_of_the_module() {
    let main =
        body("jsonencode({ openapi = \"3.0.1\", info = { title = var.title }, paths = {} })");
    let files = [
        ("modules/a/main.tf", main.as_str()),
        ("modules/a/inputs.tf", "variable \"title\" { default = \"own\" }\n"),
        ("terraform.tfvars", "title = \"caller\"\n"),
        ("variables.tf", "variable \"title\" { default = \"caller\" }\n"),
    ];
    let found = with(&files, "modules/a/main.tf", &[]);
    assert_eq!(value(&found.apis[0])["info"], json!({ "title": "own" }));
}
