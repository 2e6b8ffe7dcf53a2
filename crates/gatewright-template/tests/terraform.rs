//! Terraform's configuration, templates and plans, with the places of what is found in them.

#![expect(clippy::disallowed_methods, reason = "tests read fixtures")]

mod module;

use std::fmt::Write;
use std::path::{Path, PathBuf};

use gatewright_source::{Files, Node, Unreadable};
use gatewright_template::{Found, Kind, Request, find};
use serde_json::{Value, json};

use module::{body, names, of, value, with};

struct Folder(PathBuf);

impl Files for Folder {
    fn read(&self, path: &str) -> Result<Vec<u8>, Unreadable> {
        let file = std::fs::read(self.0.join(path));
        file.map_err(|_| Unreadable::Because("there is no such file".to_owned()))
    }
}

/// What a body comes to that has no other file.
fn comes_to(text: &str) -> Value {
    let found = of(text);
    assert_eq!(names(&found), [""; 0], "{text}");
    assert_eq!(found.apis.len(), 1, "{text}");
    value(&found.apis[0])
}

#[test]
fn fixtures_are_found_with_their_places() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/templates/terraform");
    let mut seen = 0;
    for (file, parameters) in [
        ("directives.yaml.tftpl", json!({})),
        ("directives.json.tftpl", json!({ "names": ["cats", "dogs"], "region": "eu-west-1" })),
        ("heredoc.tf", json!({})),
        ("object.tf", json!({ "stage": "prod" })),
        ("plan.json", json!({})),
        ("templatefile.tf", json!({})),
    ] {
        let files = Folder(folder.clone());
        let mut request = Request::new(&files);
        request.parameters = serde_json::from_value(parameters).expect("an object");
        let bytes = std::fs::read(folder.join(file)).expect("the fixture is there");
        let found = find(file, bytes, &request);
        insta::with_settings!({ snapshot_path => &folder, prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(file, told(&found));
        });
        seen += 1;
    }
    assert_eq!(seen, 6);
}

/// All that was found, a line for each value: what it is, where it is, and the text there.
fn told(found: &Found) -> String {
    let mut lines = format!("{:?}\n", found.kind);
    for it in &found.diagnostics {
        let _ = writeln!(lines, "{}: {}", it.metadata.name, it.message);
    }
    for api in &found.apis {
        let _ = writeln!(lines, "\n# {}", api.name);
        for it in &api.document.diagnostics {
            let _ = writeln!(lines, "{}: {}", it.metadata.name, it.message);
        }
        if let Some(it) = &api.settings.mode {
            let _ = writeln!(lines, "mode = {}", it.value);
        }
        if let Some(it) = &api.settings.fail_on_warnings {
            let _ = writeln!(lines, "fail_on_warnings = {}", it.value);
        }
        for (name, it) in &api.settings.parameters {
            let _ = writeln!(lines, "parameter {name} = {}", it.value);
        }
        for (name, it) in &api.settings.properties {
            let _ = writeln!(lines, "{name} = {}", it.value);
        }
        let document = &api.document.value;
        let scalars = document.nodes().filter(|it| !it.is_key() && it.text().is_some());
        for node in scalars {
            let (source, _) = document.placed(node.span());
            let file = &found.files[source.0 as usize];
            let start = document.part_at(node.span().start).span.start;
            let line = document.position(node.span().start).line - document.position(start).line;
            let known = match (node.is_unknown(), node.has_unknown(), node.is_derived()) {
                (true, _, _) => "unknown ",
                (_, true, _) => "partly ",
                (_, _, true) => "derived ",
                _ => "",
            };
            let written = document.text()[node.span().range()].replace('\n', "↵");
            let (pointer, text) = (node.pointer(), node.to_json());
            let _ = writeln!(lines, "{pointer} = {known}{text} @ {file}:{} {written}", line + 1);
        }
    }
    lines
}

#[test]
fn bodies_are_objects_texts_and_files() {
    let definition = json!({ "openapi": "3.0.1", "paths": { "/a": {} } });
    let object = "{ openapi = \"3.0.1\", paths = { \"/a\" = {} } }";
    for text in [
        body("jsonencode({ openapi = \"3.0.1\", paths = { \"/a\" : {} } })"),
        body("yamlencode({ openapi = \"3.0.1\", paths = { (\"/a\") = {} } })"),
        body("<<EOF\nopenapi: 3.0.1\npaths: { /a: {} }\nEOF"),
        body("<<-EOF\n    openapi: 3.0.1\n    paths:\n      /a: {}\n  EOF"),
        body("<<EOF\n{ \"openapi\": \"3.0.1\", \"paths\": { \"/a\": {} } }\nEOF"),
        body("\"{\\\"openapi\\\": \\\"3.0.1\\\", \\\"paths\\\": {\\\"/a\\\": {}}}\""),
        body("local.body")
            + &format!("locals {{\n  body = jsonencode(local.it)\n  it = {object}\n}}\n"),
        body("var.x == null ? var.body : null")
            + "variable \"body\" {\n  default = \"openapi: 3.0.1\\npaths: { /a: {} }\"\n}\n"
            + "variable \"x\" {\n  default = null\n}\n",
        body(
            "jsonencode(merge(yamldecode(\"openapi: 3.0.1\"), \
             { paths = { for p in [\"/a\"] : p => {} } }))",
        ),
    ] {
        assert_eq!(comes_to(&text), definition, "{text}");
    }
}

#[test]
fn what_nobody_knows_is_unknown() {
    let found = of(&body(
        "jsonencode({ openapi = \"3.0.1\", paths = module.x.paths, \
         info = { title = var.title, version = \"v-${aws_x.y.z}\" } })",
    ));
    let document = &found.apis[0].document.value;
    let node = |pointer| document.at_pointer(pointer).expect("it is there");
    assert!(node("/info/title").is_unknown() && node("/paths").is_unknown());
    assert!(node("/info/version").has_unknown() && !node("/info/version").is_unknown());
    assert_eq!(node("/info/version").text(), Some("v-${aws_x.y.z}"));
    assert_eq!(unknown(&of(&body("var.body"))), ["template-body-unknown"]);
    assert_eq!(unknown(&of(&body("module.x.body"))), ["template-body-unknown"]);
    let bare = of("resource \"aws_api_gateway_rest_api\" \"pets\" {\n  name = \"pets\"\n}\n");
    assert!(bare.apis.is_empty() && bare.diagnostics.is_empty());
}

#[test]
fn comments_of_the_configuration_are_those_of_the_definition() {
    let text = body(
        "jsonencode({ # first\n    openapi = \"3.0.1 # none ${f(\"}#\")}\"\n    # second\n    paths = {}\n  })",
    ) + "# third\nlocals {\n  x = <<-EOF\n    # none\n  EOF\n} # fourth\n";
    let found = of(&text);
    let document = &found.apis[0].document.value;
    let comments: Vec<_> = document.comments().iter().map(|it| &text[it.range()]).collect();
    assert_eq!(comments, ["# first", "# second", "# third", "# fourth"]);
}

#[test]
fn templates_are_filled_with_what_is_known() {
    let template = "openapi: 3.0.1\ninfo: { title: \"${title} $${x}\", version: ${version} }\n\
                    paths:\n%{ for name in names ~}\n  /${name}: {}\n%{ endfor ~}\n";
    let main = body(
        "templatefile(\"${path.module}/api.yaml\", \
         { title = \"Pets\", version = var.version, names = [\"a\", \"b\"] })",
    );
    let files = [("tf/main.tf", main.as_str()), ("tf/api.yaml", template)];
    let found = with(&files, "tf/main.tf", &[]);
    assert_eq!(names(&found), [""; 0]);
    assert_eq!(found.files, ["tf/main.tf", "tf/api.yaml"]);
    let api = &found.apis[0];
    assert_eq!(
        value(api),
        json!({
            "openapi": "3.0.1", "info": { "title": "Pets ${x}", "version": "${version}" },
            "paths": { "/a": {}, "/b": {} }
        })
    );
    let b = api.document.value.at_pointer("/paths/~1b").expect("it is there");
    let (source, span) = api.document.value.placed(b.key().expect("a key").span());
    assert_eq!((source.0, &template[span.range()]), (1, "/${name}"));
}

#[test]
fn files_of_the_module_and_values_from_outside() {
    let main = body(
        "jsonencode({ openapi = \"3.0.1\", info = { title = local.title, version = var.version } })",
    );
    let variables = "variable \"name\" {\n  default = \"pets\"\n}\n\
                     variable \"version\" {\n  type = string\n}\n";
    let files = [
        ("main.tf", main.as_str()),
        ("locals.tf", "locals {\n  title = upper(var.name)\n}\n"),
        ("variables.tf", variables),
        ("terraform.tfvars", "version = \"2\"\n"),
    ];
    let info = |parameters: &[(&str, Value)]| {
        value(&with(&files, "main.tf", parameters).apis[0])["info"].clone()
    };
    assert_eq!(info(&[]), json!({ "title": "PETS", "version": "2" }));
    let given = [("name", json!("cats")), ("version", json!("3"))];
    assert_eq!(info(&given), json!({ "title": "CATS", "version": "3" }));
}

#[test]
fn files_elsewhere_are_not_read() {
    for (path, name) in [
        ("../../api.yaml", "template-file-unread"),
        ("/etc/passwd", "template-file-unread"),
        ("s3://bucket/api.yaml", "template-file-unread"),
        ("api.yaml", "template-file-unreadable"),
    ] {
        let found = of(&body(&format!("file(\"{path}\")")));
        assert_eq!(unknown(&found), [name, "template-body-unknown"], "{path}");
        let found = of(&body(&format!("filebase64(\"{path}\")")));
        assert_eq!(unknown(&found), [name, "template-body-unknown"], "{path}");
    }
}

/// What is said of the one API of a file, of whose definition nobody knows anything.
fn unknown(found: &Found) -> Vec<&'static str> {
    assert!(found.diagnostics.is_empty() && found.apis.len() == 1, "{found:?}");
    let document = &found.apis[0].document;
    assert!(document.value.root().is_some_and(Node::is_unknown));
    document.diagnostics.iter().map(|it| it.metadata.name).collect()
}

#[test]
fn a_body_that_is_no_definition_is_one_that_nobody_knows() {
    for text in [
        "jsonencode([for a in range(100000): [for b in range(100000): a]])",
        "jsonencode(setproduct(range(10000), range(10000)))",
        "jsonencode([for x in range(100000): x][*][*][*])",
        "[1, 2]",
        "{ openapi = \"3.0.1\" }",
        "file(var.path)",
    ] {
        let found = of(&body(text));
        assert_eq!(unknown(&found), ["template-body-unknown"], "{text}");
    }
    let cycle = body("local.a") + "locals {\n  a = local.b\n  b = local.a\n}\n";
    assert_eq!(unknown(&of(&cycle)), ["template-terraform-cycle", "template-body-unknown"]);
    let plan = json!({
        "format_version": "1.2",
        "planned_values": { "root_module": { "resources": [{
            "address": "aws_api_gateway_rest_api.pets",
            "mode": "managed", "type": "aws_api_gateway_rest_api", "name": "pets",
            "values": { "name": "pets" }
        }] } },
        "resource_changes": [{
            "address": "aws_api_gateway_rest_api.pets",
            "change": { "after_unknown": { "body": true } }
        }]
    });
    let found = with(&[("plan.json", &plan.to_string())], "plan.json", &[]);
    assert_eq!(unknown(&found), ["template-body-unknown"]);
}

#[test]
fn what_is_too_deep_to_be_read_is_unknown_and_said_to_be() {
    let deep = |open: &str, close: &str| open.repeat(5000) + "1" + &close.repeat(5000);
    for (expression, what) in [
        (deep("(", ")"), "nested too deeply"),
        (deep("upper(", ")"), "nested too deeply"),
        (deep("{ a = ", "}"), "nested too deeply"),
        (deep("\"${", "}\""), "nested too deeply"),
        (deep("true ? 1 : ", ""), "nested too deeply"),
        (deep("1 + ", ""), "too many operators"),
        (format!("(\n  # ) \"\n  {}\n)", deep("(", ")")), "nested too deeply"),
    ] {
        let other = "resource \"aws_api_gateway_rest_api\" \"other\" {\n                       body = \"openapi: 3.0.1\"\n}\n";
        let text = body(&expression) + other;
        let found = of(&text);
        assert!(found.diagnostics.is_empty(), "{what}");
        assert_eq!(found.apis.len(), 2, "{what}");
        let told = &found.apis[0].document.diagnostics;
        assert_eq!(told[0].metadata.name, "template-evaluation-stopped");
        assert!(told[0].message.contains(what), "{}", told[0].message);
        assert_eq!(text[told[0].location.span.range()], expression);
        assert_eq!(told[1].metadata.name, "template-body-unknown");
        assert_eq!(value(&found.apis[1]), json!({ "openapi": "3.0.1" }));
    }
    // Of 128 operators the parser makes an expression.
    let sum = format!("jsonencode({{ openapi = 3{} }})", " + 0".repeat(128));
    assert_eq!(comes_to(&body(&sum)), json!({ "openapi": 3 }));
    let blocks = body("1") + &"a {\n".repeat(200) + &"}\n".repeat(200);
    assert_eq!(names(&of(&blocks)), ["template-evaluation-stopped"]);
    let broken = body("(1");
    assert_eq!(names(&of(&broken)), ["template-terraform-syntax"]);
}

#[test]
fn what_asks_for_more_than_is_computed_is_unknown_and_said_to_be() {
    let bomb = |start: &str, each: &dyn Fn(usize) -> String, whole: &str| {
        let mut text = body(whole) + "locals {\n" + &format!("  l0 = {start}\n");
        for n in 1..=60 {
            let _ = writeln!(text, "  l{n} = {}", each(n - 1));
        }
        text + "}\n"
    };
    let twice = |n| format!("\"${{local.l{n}}}${{local.l{n}}}\"");
    let list = |n| format!("[local.l{n}, local.l{n}, local.l{n}]");
    let map = |n| format!("{{ x = local.l{n}, y = local.l{n} }}");
    for (text, at) in [
        (bomb("\"xxxxxxxxxx\"", &twice, "local.l60"), "${local.l19}"),
        (bomb("[\"a\"]", &list, "jsonencode(local.l30)"), "jsonencode(local.l30)"),
        (bomb("{}", &map, "jsonencode(local.l30)"), "jsonencode(local.l30)"),
    ] {
        let found = of(&text);
        assert_eq!(unknown(&found), ["template-evaluation-stopped", "template-body-unknown"]);
        let stopped = &found.apis[0].document.diagnostics[0].location;
        assert_eq!(&text[stopped.span.range()], at);
    }
    // What comes before is known, and another API is not concerned.
    let part = "jsonencode({ openapi = \"3.0.1\", info = { title = local.l60 } })";
    let text = bomb("\"xxxxxxxxxx\"", &twice, part)
        + "resource \"aws_api_gateway_rest_api\" \"other\" {\n             body = jsonencode({ openapi = \"3.0.1\", info = { title = \"a\" } })\n}\n";
    let found = of(&text);
    assert_eq!(names(&found), ["template-evaluation-stopped"]);
    assert_eq!(value(&found.apis[0])["openapi"], "3.0.1");
    assert_eq!(value(&found.apis[1])["info"]["title"], "a");
}

#[test]
fn plans_have_apis_in_modules() {
    let plan = json!({
        "format_version": "1.2",
        "planned_values": { "root_module": { "child_modules": [{ "resources": [{
            "address": "module.a.aws_api_gateway_rest_api.pets[0]",
            "mode": "managed", "type": "aws_api_gateway_rest_api", "name": "pets",
            "values": {
                "body": "{\"openapi\":\"3.0.1\",\n\"paths\":{}}",
                "name": "pets", "minimum_compression_size": ""
            }
        }] }] } }
    });
    let text = plan.to_string();
    let found = with(&[("plan.json", &text)], "plan.json", &[]);
    assert_eq!(found.kind, Kind::TerraformPlan);
    assert_eq!(found.apis[0].name, "module.a.aws_api_gateway_rest_api.pets[0]");
    let document = &found.apis[0].document.value;
    let paths = document.at_pointer("/paths").expect("it is there");
    assert_eq!(&text[paths.key().expect("a key").span().range()], "\\\"paths\\\"");
    assert_eq!(found.apis[0].settings.properties.len(), 1);
}

#[test]
fn a_template_alone_is_known_by_its_name_or_its_placeholders() {
    let definition = |uri: &str| {
        format!(
            "openapi: 3.0.1\npaths:\n  /a:\n    get:\n      x-amazon-apigateway-integration:\n        \
             uri: {uri}\n        requestTemplates: {{ a: \"#set($x = 1) ${{x}}\" }}\n"
        )
    };
    let kind = |name: &'static str, text: &str, parameters: &[(&str, Value)]| {
        with(&[(name, text)], name, parameters).kind
    };
    for uri in ["${arn}", "'arn:${module.x}:y'", "${endpoints.a-b.uri}"] {
        assert_eq!(kind("api.yaml", &definition(uri), &[]), Kind::FilledText, "{uri}");
    }
    for uri in ["${stageVariables.arn}", "'arn:${AWS::Region}:y'", "${Function.Arn}", "a"] {
        assert_eq!(kind("api.yaml", &definition(uri), &[]), Kind::Definition, "{uri}");
    }
    assert_eq!(kind("api.yaml", &definition("!Sub ${arn}"), &[]), Kind::Definition);
    let host = "openapi: 3.0.1\nservers: [{ url: \"https://${host}\" }]\npaths: {}\n";
    assert_eq!(kind("api.yaml", host, &[]), Kind::Definition);
    assert_eq!(kind("api.yaml", host, &[("host", json!("a.b"))]), Kind::FilledText);
    for name in ["api.yaml.tpl", "api.tftpl", "api.tmpl.yaml"] {
        assert_eq!(kind(name, host, &[]), Kind::FilledText, "{name}");
    }
    let json = "{\"openapi\": \"3.0.1\", \"paths\": ${paths}}";
    assert_eq!(kind("api.json", json, &[]), Kind::FilledText);
    let directive = "openapi: 3.0.1\npaths:\n%{ if x }\n  /a: {}\n%{ endif }\n";
    assert_eq!(kind("api.yaml", directive, &[]), Kind::FilledText);
}

#[test]
fn commas_that_a_loop_leaves_are_none() {
    let text = "{ \"openapi\": \"3.0.1\", \"tags\": [%{ for i, x in xs } { \"name\": \"${x}\" }\
                %{ if i < length(xs) - 1 },%{ endif }%{ endfor }], \
                \"paths\": { %{ for p in ps ~} \"/${p}\": {}, %{ endfor ~} } }";
    let found = with(&[("api.tftpl", text)], "api.tftpl", &[]);
    assert_eq!(found.apis[0].document.diagnostics, []);
    assert_eq!(
        value(&found.apis[0]),
        json!({
            "openapi": "3.0.1", "tags": [{ "name": "${x}" }], "paths": { "/${p}": {} }
        })
    );
}

#[test]
fn hostile_configurations_end() {
    // As small as the stacks of other threads.
    let thread = std::thread::Builder::new().stack_size(2 << 20).spawn(look_at_hostile);
    thread.expect("a thread").join().expect("it does not panic");
}

fn look_at_hostile() {
    let deep = |open: &str, close: &str| open.repeat(20_000) + &close.repeat(20_000);
    let pairs = [("[", "]"), ("{a=", "}"), ("(", ")"), ("\"${", "}\""), ("f(", ")"), ("!", "")];
    let mut texts: Vec<String> =
        pairs.iter().map(|(open, close)| body(&deep(open, close))).collect();
    texts.push(body(&deep("x ? ", "")));
    texts.push(body(&format!("<<EOF\n{}\nEOF", deep("${", "}"))));
    texts.push(body(&format!("<<EOF\n{}\nEOF", deep("%{ if x }", "%{ endif }"))));
    texts.push(body("<<EOF\nopenapi: ${\nEOF"));
    texts.push(body(&format!("1{}", " + 1".repeat(20_000))));
    // Each is twice the one before; and each is made of the one before.
    let mut doubles = body("local.a63") + "locals {\n  a0 = \"openapi: 3.0.1 #\"\n";
    let mut lists = body("jsonencode(local.a63)") + "locals {\n  a0 = []\n";
    let mut chain = body("jsonencode(local.a5000)") + "locals {\n  a0 = []\n";
    for n in 1..64 {
        let before = n - 1;
        let _ = writeln!(doubles, "  a{n} = \"${{local.a{before}}}${{local.a{before}}}\"");
        let _ = writeln!(lists, "  a{n} = [local.a{before}, local.a{before}]");
    }
    for n in 1..=5000 {
        let _ = writeln!(chain, "  a{n} = local.a{}", n - 1);
    }
    texts.extend([doubles + "}\n", lists + "}\n", chain + "}\n"]);
    let nested = "[for a in local.x : ".repeat(12) + "1" + &"]".repeat(12);
    let ten = ["1"; 10].join(", ");
    texts.push(body(&format!("jsonencode({nested})")) + &format!("locals {{\n  x = [{ten}]\n}}\n"));
    let keys = "join(\",\", split(\",\", local.t))";
    let many = "a,".repeat(20_000);
    texts.push(
        body(&format!("jsonencode({{ for k in split(\",\", local.t) : k => {keys} }})"))
            + &format!("locals {{\n  t = \"{many}\"\n}}\n"),
    );
    for text in texts {
        assert!(of(&text).apis.len() <= 1);
    }
    let uris = "  uri: \"${a} ${b}\"\n".repeat(20_000);
    let found = with(&[("api.yaml", &format!("openapi: 3.0.1\nx:\n{uris}"))], "api.yaml", &[]);
    assert_eq!(found.kind, Kind::FilledText);
    let cycle = body("jsonencode(local.a)") + "locals {\n  a = { b = local.b }\n  b = local.a\n}\n";
    assert!(names(&of(&cycle)).contains(&"template-terraform-cycle"));
}
