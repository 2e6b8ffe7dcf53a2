//! Definitions in templates, as an editor sees them: through the protocol, with files below a
//! folder of the test's own.
#![expect(clippy::disallowed_methods, reason = "a test has files")]

use std::fs;
use std::io::{BufRead, BufReader, PipeReader, PipeWriter, Read, Write, pipe};
use std::path::PathBuf;
use std::thread;

use gatewright_lsp::serve;
use serde_json::{Value, json};

/// A client of a server in this process, and the folder that it has open.
struct Client {
    folder: PathBuf,
    input: PipeWriter,
    output: BufReader<PipeReader>,
    next: u64,
    said: Vec<Value>,
}

impl Client {
    /// With files in an empty folder.
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let folder =
            std::env::temp_dir().join(format!("gatewright-lsp-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join(".git")).expect("a folder");
        for (path, text) in files {
            fs::write(folder.join(path), text).expect("a file");
        }
        let folder = folder.canonicalize().expect("it is there");
        let (server_input, input) = pipe().expect("a pipe");
        let (output, server_output) = pipe().expect("a pipe");
        thread::spawn(move || serve(BufReader::new(server_input), server_output));
        let output = BufReader::new(output);
        let mut client = Self { folder, input, output, next: 0, said: Vec::new() };
        let literal = json!({ "codeActionKind": { "valueSet": [] } });
        client.request(
            "initialize",
            &json!({ "capabilities": { "textDocument": {
            "codeAction": { "codeActionLiteralSupport": literal },
            "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
        } } }),
        );
        client
    }

    fn uri(&self, file: &str) -> String {
        format!("file://{}", self.folder.join(file).display())
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{text}", text.len()).expect("it reads");
    }

    fn read(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert_ne!(self.output.read_line(&mut line).expect("text"), 0, "the server is gone");
            if let Some(number) = line.strip_prefix("Content-Length: ") {
                length = number.trim().parse().expect("a number");
            }
            if line == "\r\n" {
                break;
            }
        }
        let mut text = vec![0; length];
        self.output.read_exact(&mut text).expect("the whole message");
        serde_json::from_slice(&text).expect("JSON")
    }

    fn notify(&mut self, method: &str, params: &Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    fn request(&mut self, method: &str, params: &Value) -> Value {
        self.next += 1;
        let id = self.next;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        loop {
            let message = self.read();
            if message["id"] == id {
                assert_eq!(message["error"], Value::Null, "{method}");
                return message["result"].clone();
            }
            self.said.push(message);
        }
    }

    fn open(&mut self, file: &str, text: &str) {
        let uri = self.uri(file);
        let document = json!({ "uri": uri, "languageId": "yaml", "version": 1, "text": text });
        self.notify("textDocument/didOpen", &json!({ "textDocument": document }));
    }

    fn change(&mut self, file: &str, version: u32, text: &str) {
        let document = json!({ "uri": self.uri(file), "version": version });
        let params = json!({ "textDocument": document, "contentChanges": [{ "text": text }] });
        self.notify("textDocument/didChange", &params);
    }

    /// The next findings of a file: what they are called, and the line on which each begins.
    fn findings(&mut self, file: &str) -> Vec<(String, u64)> {
        let uri = self.uri(file);
        loop {
            let Some(next) = self.said.iter().position(|it| is_about(it, &uri)) else {
                let message = self.read();
                self.said.push(message);
                continue;
            };
            let message = self.said.remove(next);
            let all = message["params"]["diagnostics"].as_array().expect("a list");
            let told = all.iter().map(|it| {
                let name = it["code"].as_str().expect("a name").to_owned();
                (name, it["range"]["start"]["line"].as_u64().expect("a line"))
            });
            return told.collect();
        }
    }

    /// A place in a file: that of the mark `|`.
    fn place(&self, file: &str, text: &str, marked: &str) -> Value {
        let (before, after) = marked.split_once('|').expect("a mark");
        let at = text.find(&format!("{before}{after}")).expect("it is there") + before.len();
        let line = text[..at].matches('\n').count();
        let column = at - text[..at].rfind('\n').map_or(0, |it| it + 1);
        json!({
            "textDocument": { "uri": self.uri(file) },
            "position": { "line": line, "character": column },
        })
    }

    /// The edits of the action of that title, by the last step of the names of files.
    fn action(&mut self, file: &str, line: u64, title: &str) -> Vec<(String, Value)> {
        let place = json!({ "line": line, "character": 0 });
        let end = json!({ "line": line, "character": 200 });
        let actions = self.request(
            "textDocument/codeAction",
            &json!({
                "textDocument": { "uri": self.uri(file) },
                "range": { "start": place, "end": end },
                "context": { "diagnostics": [] },
            }),
        );
        let actions = actions.as_array().expect("a list");
        let titles: Vec<&Value> = actions.iter().map(|it| &it["title"]).collect();
        let action = actions.iter().find(|it| it["title"] == title);
        let action = action.unwrap_or_else(|| panic!("{title} is among {titles:?}"));
        let changes = action["edit"]["changes"].as_object().expect("changes");
        let name = |uri: &str| uri.rsplit('/').next().unwrap_or_default().to_owned();
        changes.iter().map(|(uri, edits)| (name(uri), edits.clone())).collect()
    }
}

fn labels(items: &Value) -> Vec<&str> {
    items.as_array().expect("a list").iter().filter_map(|it| it["label"].as_str()).collect()
}

fn is_about(message: &Value, uri: &str) -> bool {
    message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri
}

const FILLED: &str = "\
openapi: 3.0.1
info: { title: Pets, version: {{version}} }
paths:
  /pets/:
    get:
      responses: { 200: { description: OK } }
      x-amazon-apigateway-integration:
        type: http
        httpMethod: GET
        uri: https://{{host}}/pets
        timeoutInMillis: {{timeout}}
";

#[test]
fn a_definition_with_holes_is_served() {
    let mut client = Client::new("filled", &[]);
    client.open("pets.yaml", FILLED);
    let found = client.findings("pets.yaml");
    assert!(found.contains(&("path-trailing-slash".to_owned(), 3)), "{found:?}");
    let hover =
        client.request("textDocument/hover", &client.place("pets.yaml", FILLED, "type: ht|tp"));
    let told = hover["contents"]["value"].as_str().expect("Markdown");
    assert!(told.contains("`http`: "), "{told}");
    let place = client.place("pets.yaml", FILLED, "InMillis: {{time|out");
    let hover = client.request("textDocument/hover", &place);
    let told = hover["contents"]["value"].as_str().expect("Markdown");
    assert!(told.contains("Known to nobody before a deployment"), "{told}");
    let document = json!({ "textDocument": { "uri": client.uri("pets.yaml") } });
    let symbols = client.request("textDocument/documentSymbol", &document);
    assert_eq!(symbols[0]["name"], "info", "{symbols}");
    let typed = FILLED.replace("{{timeout}}\n", "{{timeout}}\n        \n");
    client.change("pets.yaml", 2, &typed);
    let place = client.place("pets.yaml", &typed, "{{timeout}}\n        |\n");
    let items = client.request("textDocument/completion", &place);
    let labels: Vec<&Value> =
        items.as_array().expect("a list").iter().map(|it| &it["label"]).collect();
    assert!(labels.contains(&&json!("passthroughBehavior")), "{labels:?}");
    assert!(!labels.contains(&&json!("timeoutInMillis")), "{labels:?}");
}

#[test]
fn fixes_are_made_in_the_text_that_is_filled_later() {
    let mut client = Client::new("fixes", &[]);
    client.open("pets.yaml", FILLED);
    client.findings("pets.yaml");
    let title = "Write `/pets`";
    let edits = client.action("pets.yaml", 3, title);
    assert_eq!(edits.len(), 1, "{edits:?}");
    let all = client.request("textDocument/codeAction", &json!({
        "textDocument": { "uri": client.uri("pets.yaml") },
        "range": { "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 0 } },
        "context": { "diagnostics": [], "only": ["source.fixAll"] },
    }));
    let edit = &all[0]["edit"]["changes"][client.uri("pets.yaml")][0];
    assert_eq!(
        (&edit["range"]["start"]["line"], &edit["newText"]),
        (&json!(3), &json!("")),
        "{all}"
    );
}

const STACK: &str = "\
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Pets:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        openapi: 3.0.1
        info: { title: Pets, version: '1' }
        paths:
          /pets/:
            get:
              security: [ { door: [] } ]
              responses:
                '200': { description: OK }
              x-amazon-apigateway-integration:
                type: aws_proxy
                httpMethod: POST
                uri: !Sub 'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Function.Arn}/invocations'
                
        components:
          securitySchemes:
            door:
              type: apiKey
              name: Authorization
              in: header
              x-amazon-apigateway-authtype: awsSigv4
";

#[test]
fn a_definition_within_a_template_is_served() {
    let mut client = Client::new("stack", &[]);
    client.open("stack.yaml", STACK);
    let found = client.findings("stack.yaml");
    assert!(found.contains(&("path-trailing-slash".to_owned(), 9)), "{found:?}");

    let hover =
        client.request("textDocument/hover", &client.place("stack.yaml", STACK, "  ge|t:\n"));
    let told = hover["contents"]["value"].as_str().expect("Markdown");
    assert!(told.contains("Becomes the method **GET /pets"), "{told}");
    assert_eq!(hover["range"]["start"], json!({ "line": 10, "character": 12 }));
    let hover =
        client.request("textDocument/hover", &client.place("stack.yaml", STACK, "Type: AWS::|Api"));
    assert_eq!(hover, Value::Null, "it is no part of a definition");

    let place = client.place("stack.yaml", STACK, "[ { do|or: [] }");
    let definition = client.request("textDocument/definition", &place);
    assert_eq!(definition["range"]["start"], json!({ "line": 21, "character": 12 }));
    let mut params = place;
    params["newName"] = json!("gate");
    let edit = client.request("textDocument/rename", &params);
    let edits = edit["changes"][client.uri("stack.yaml")].as_array().expect("edits");
    assert_eq!(edits.len(), 2, "{edits:?}");

    let document = json!({ "textDocument": { "uri": client.uri("stack.yaml") } });
    let symbols = client.request("textDocument/documentSymbol", &document);
    assert_eq!(symbols[0]["name"], "Pets", "{symbols}");
    assert_eq!(symbols[0]["children"][1]["children"][0]["name"], "/pets/", "{symbols}");

    let place = client.place("stack.yaml", STACK, "invocations'\n                |\n");
    let items = client.request("textDocument/completion", &place);
    let labels = labels(&items);
    assert!(labels.contains(&"passthroughBehavior") && !labels.contains(&"type"), "{labels:?}");

    let edits = client.action("stack.yaml", 9, "Write `/pets`");
    assert_eq!(edits[0].1[0]["range"]["start"]["line"], 9, "{edits:?}");
    let edits = client.action("stack.yaml", 9, "Ignore `path-trailing-slash` here");
    let comment = &edits[0].1[0];
    assert_eq!(comment["newText"], "          # gatewright: ignore path-trailing-slash -- \n");
    let silenced = STACK.replace(
        "          /pets/:",
        "          # gatewright: ignore path-trailing-slash -- so it is\n          /pets/:",
    );
    client.change("stack.yaml", 2, &silenced);
    let found = client.findings("stack.yaml");
    assert!(!found.iter().any(|it| it.0 == "path-trailing-slash"), "{found:?}");
}

const WITH_INCLUDE: &str = "\
Resources:
  Pets:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        Fn::Transform: { Name: AWS::Include, Parameters: { Location: api.yaml } }
";

const INCLUDED: &str = "\
openapi: 3.0.1
info: { title: Pets, version: '1' }
paths:
  /pets/:
    get:
      responses: { '200': { description: OK } }
      x-amazon-apigateway-integration:
        type: http_proxy
        httpMethod: GET
        uri: { 'Fn::Sub': 'https://${Host}/pets' }
";

#[test]
fn a_definition_that_a_template_includes_is_told_of_in_its_file() {
    let mut client = Client::new("include", &[("api.yaml", INCLUDED)]);
    client.open("stack.yaml", WITH_INCLUDE);
    let slash = ("path-trailing-slash".to_owned(), 3);
    assert!(client.findings("api.yaml").contains(&slash));
    // A text that is not saved counts, and what is told of the file is what it is in the template.
    let unsaved = format!("# one line\n{INCLUDED}");
    client.open("api.yaml", &unsaved);
    let slash = ("path-trailing-slash".to_owned(), 4);
    while !client.findings("api.yaml").contains(&slash) {}
    let edits = client.action("api.yaml", 4, "Write `/pets`");
    assert_eq!(edits[0].0, "api.yaml");
    let all = client.request("textDocument/codeAction", &json!({
        "textDocument": { "uri": client.uri("stack.yaml") },
        "range": { "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 0 } },
        "context": { "diagnostics": [], "only": ["source.fixAll"] },
    }));
    let edit = &all[0]["edit"]["changes"][client.uri("api.yaml")][0];
    assert_eq!(edit["range"]["start"]["line"], 4, "{all}");
    // Without the template the functions in it are no values.
    let closed = json!({ "textDocument": { "uri": client.uri("stack.yaml") } });
    client.notify("textDocument/didClose", &closed);
    let is_by_itself = |found: &[(String, u64)]| found.iter().any(|it| it.1 == 10);
    loop {
        let found = client.findings("api.yaml");
        if is_by_itself(&found) {
            break;
        }
    }
}

#[test]
fn the_settings_give_templates_their_parameters() {
    let settings = "parameters: { Name: Dogs }\n";
    let mut client = Client::new("given", &[("gatewright.yaml", settings)]);
    let text = STACK
        .replace("Resources:\n", "Parameters: { Name: { Type: String } }\nResources:\n")
        .replace("{ title: Pets,", "{ title: !Ref Name,");
    client.open("stack.yaml", &text);
    let place = client.place("stack.yaml", &text, "!Ref Na|me");
    let hover = client.request("textDocument/hover", &place);
    assert_eq!(hover["contents"]["value"], "Comes to `Dogs`", "{hover}");
}

#[test]
fn files_outside_of_the_repository_are_not_read() {
    let mut client = Client::new("outside", &[]);
    let name = format!("gatewright-lsp-{}-outside.yaml", std::process::id());
    let outside = client.folder.with_file_name(&name);
    fs::write(&outside, INCLUDED).expect("a file");
    client.open("stack.yaml", &WITH_INCLUDE.replace("api.yaml", &format!("../{name}")));
    client.findings("stack.yaml");
    let uri = format!("file://{}", outside.display());
    // What is said of a template is said at once of all files that it is made of.
    client.request(
        "textDocument/documentSymbol",
        &json!({
            "textDocument": { "uri": client.uri("stack.yaml") }
        }),
    );
    assert!(!client.said.iter().any(|it| is_about(it, &uri)), "{:?}", client.said);
    fs::remove_file(outside).expect("it is there");
}

const TERRAFORM: &str = r#"resource "aws_api_gateway_rest_api" "pets" {
  name = "pets"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "Pets", version = "1" }
    paths = {
      "/pets/" = {
        get = {
          responses = { "200" = { description = "OK" } }
          "x-amazon-apigateway-integration" = {
            type       = "http_proxy"
            httpMethod = "GET"
            uri        = "https://${var.host}/pets"
          }
        }
      }
    }
  })
}

resource "aws_api_gateway_rest_api" "dogs" {
  name = "dogs"
  body = <<-EOT
    openapi: 3.0.1
    info: { title: Dogs, version: '1' }
    paths:
      /dogs/:
        get:
          responses: { '200': { description: OK } }
          x-amazon-apigateway-integration: { type: mock }
  EOT
}
"#;

#[test]
fn definitions_in_terraform_are_served() {
    let mut client = Client::new("terraform", &[]);
    client.open("main.tf", TERRAFORM);
    let found = client.findings("main.tf");
    for line in [6, 26] {
        assert!(found.contains(&("path-trailing-slash".to_owned(), line)), "{found:?}");
    }
    let hover =
        client.request("textDocument/hover", &client.place("main.tf", TERRAFORM, "ge|t = {"));
    let told = hover["contents"]["value"].as_str().expect("Markdown");
    assert!(told.contains("Becomes the method **GET /pets"), "{told}");
    let edits = client.action("main.tf", 26, "Write `/dogs`");
    assert_eq!(edits[0].1[0]["range"]["start"]["line"], 26, "{edits:?}");
    let document = json!({ "textDocument": { "uri": client.uri("main.tf") } });
    let symbols = client.request("textDocument/documentSymbol", &document);
    let names: Vec<&Value> =
        symbols.as_array().expect("a list").iter().map(|it| &it["name"]).collect();
    assert_eq!(names, ["aws_api_gateway_rest_api.pets", "aws_api_gateway_rest_api.dogs"]);
}
