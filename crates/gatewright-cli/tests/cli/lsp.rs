//! `gatewright lsp`: a client that starts the command and speaks the protocol with it.

mod client;

use serde_json::{Value, json};

use client::{Client, File};

const YAML: &str = "\
openapi: 3.0.1
info: { title: 'Pets 🐾', version: '1' }
x-amazon-apigateway-request-validators:
  body-only: { validateRequestBody: true, validateRequestParameters: false }
paths:
  /pets/:
    post:
      operationId: addPet
      security:
        - check: []
      x-amazon-apigateway-request-validator: body-only
      requestBody:
        content:
          application/json:
            schema: { $ref: '#/components/schemas/Pet' }
      responses:
        '200':
          description: OK
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/Pet'
      x-amazon-apigateway-integration:
        type: http_proxy
        httpMethod: POST
        uri: https://pets.example.com/pets
        
components:
  schemas:
    Pet:
      type: object
      properties: { name: { type: string } }
  securitySchemes:
    check:
      type: apiKey
      in: header
      name: Authorization
      x-amazon-apigateway-authorizer:
        type: token
        authorizerUri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:check/invocations
";

fn able() -> Value {
    json!({
        "textDocument": {
            "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } } },
            "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
            "publishDiagnostics": { "relatedInformation": true },
        },
    })
}

fn labels(items: &Value) -> Vec<&str> {
    items.as_array().expect("a list").iter().filter_map(|it| it["label"].as_str()).collect()
}

#[test]
fn an_editor_is_served_with_yaml() {
    let (mut client, capabilities) = Client::new(&able());
    assert_eq!(capabilities["positionEncoding"], "utf-16");
    assert_eq!(capabilities["renameProvider"]["prepareProvider"], true);
    let file = File { uri: "file:///pets.yaml", text: YAML };
    client.open(file.uri, file.text);
    assert!(client.published_for(file.uri, 1).contains(&"path-trailing-slash".to_owned()));

    let hover = client.request("textDocument/hover", &file.place("  po|st:\n"));
    let told = hover["contents"]["value"].as_str().expect("Markdown");
    assert!(told.contains("Becomes the method **POST /pets"), "{told}");
    assert!(told.contains("`CUSTOM` by `check`"), "{told}");
    assert!(told.contains("request validator: `body-only`, checks the body"), "{told}");
    assert!(told.contains("integration: `HTTP_PROXY` `POST` `https://pets"), "{told}");
    let hover = client.request("textDocument/hover", &file.place("type: http|_proxy"));
    let told = hover["contents"]["value"].as_str().expect("Markdown");
    assert!(told.contains("`http_proxy`: An HTTP backend"), "{told}");
    assert_eq!(file.text_of(&hover["range"]), "http_proxy");

    let place = file.place("com/pets\n        |\n");
    let items = client.request("textDocument/completion", &place);
    let names = labels(&items);
    assert!(names.contains(&"passthroughBehavior") && !names.contains(&"type"), "{names:?}");
    let place = file.place("validator: |body-only");
    let items = client.request("textDocument/completion", &place);
    assert_eq!(labels(&items), ["body-only"]);

    let definition = client.request("textDocument/definition", &file.place("- che|ck"));
    assert_eq!(definition["range"]["start"], file.position("securitySchemes:\n    |check:"));
    let place = json!({ "includeDeclaration": true });
    let mut params = file.place("    P|et:\n");
    params["context"] = place;
    let references = client.request("textDocument/references", &params);
    let references = references.as_array().expect("a list");
    let texts: Vec<&str> = references.iter().map(|it| file.text_of(&it["range"])).collect();
    assert_eq!(texts, ["Pet", "Pet", "Pet"]);

    let place = file.place("$ref: '#/components/schemas/P|et'\n");
    let prepared = client.request("textDocument/prepareRename", &place);
    assert_eq!(prepared["placeholder"], "Pet");
    let mut params = place;
    params["newName"] = json!("Animal");
    let edit = client.request("textDocument/rename", &params);
    let renamed = YAML.replace("/Pet'", "/Animal'").replace("    Pet:\n", "    Animal:\n");
    assert_eq!(file.edited(&edit), renamed);
    params["newName"] = json!("an-animal");
    let refused = client.answer("textDocument/rename", &params);
    assert_eq!(refused["error"]["code"], -32602);

    let document = json!({ "textDocument": { "uri": file.uri } });
    let symbols = client.request("textDocument/documentSymbol", &document);
    let names: Vec<&Value> =
        symbols.as_array().expect("a list").iter().map(|it| &it["name"]).collect();
    let expected = ["info", "x-amazon-apigateway-request-validators", "paths", "components"];
    assert_eq!(names, expected);
    let operation = &symbols[2]["children"][0]["children"][0];
    assert_eq!((&operation["name"], &operation["detail"]), (&json!("post"), &json!("addPet")));

    let at = file.position("  /pe|ts/:");
    let mut params = document.clone();
    params["range"] = json!({ "start": at, "end": at });
    params["context"] = json!({ "diagnostics": [] });
    let actions = client.request("textDocument/codeAction", &params);
    let actions = actions.as_array().expect("a list");
    let titled = |start: &str| {
        let found =
            actions.iter().find(|it| it["title"].as_str().is_some_and(|it| it.starts_with(start)));
        found.unwrap_or_else(|| panic!("{start} is among {actions:?}"))
    };
    let fix = actions.iter().find(|it| it["isPreferred"] == true).expect("a safe fix");
    assert_eq!(file.edited(&fix["edit"]), YAML.replace("/pets/:", "/pets:"));
    let silenced = file.edited(&titled("Ignore `path-trailing-slash`")["edit"]);
    assert!(silenced.contains("  # gatewright: ignore path-trailing-slash -- \n  /pets/:"));
    let command = &titled("Explain `path-trailing-slash`")["command"];
    let run = json!({ "command": command["command"], "arguments": command["arguments"] });
    client.request("workspace/executeCommand", &run);
    let shown = client.notifications.iter().find(|it| it["method"] == "window/showMessage");
    let shown = shown.and_then(|it| it["params"]["message"].as_str()).expect("a message");
    assert!(shown.contains("path-trailing-slash"), "{shown}");
    params["context"]["only"] = json!(["source.fixAll"]);
    let actions = client.request("textDocument/codeAction", &params);
    assert_eq!(actions[0]["kind"], "source.fixAll.gatewright");
    assert!(file.edited(&actions[0]["edit"]).contains("  /pets:\n"));

    assert_eq!(client.leave(), Some(0));
}

#[test]
fn findings_follow_what_is_typed() {
    let (mut client, _) = Client::new(&able());
    let uri = "file:///pets.yaml";
    client.open(uri, "just: some\nfile: true\n");
    client.change(uri, 2, &json!([{ "text": YAML }]));
    assert!(client.published_for(uri, 2).contains(&"path-trailing-slash".to_owned()));
    // The slash goes, one unit behind four of `/pets`.
    let range =
        json!({ "start": { "line": 5, "character": 7 }, "end": { "line": 5, "character": 8 } });
    client.change(uri, 3, &json!([{ "range": range, "text": "" }]));
    assert!(!client.published_for(uri, 3).contains(&"path-trailing-slash".to_owned()));
    client.change(uri, 4, &json!([{ "text": "openapi: 3.0.1\npaths: [\n" }]));
    assert_eq!(client.published_for(uri, 4).len(), 1);
    client.change(uri, 5, &json!([{ "text": "just: some\nfile: true\n" }]));
    assert_eq!(client.published_for(uri, 5), [""; 0]);
    client.change(uri, 6, &json!([{ "text": YAML }]));
    assert!(!client.published_for(uri, 6).is_empty());
    client.notify("textDocument/didClose", &json!({ "textDocument": { "uri": uri } }));
    let told = client.published();
    assert_eq!((&told["uri"], &told["diagnostics"]), (&json!(uri), &json!([])));
    assert_eq!(client.leave(), Some(0));
}

const JSON: &str = r##"{
  "swagger": "2.0",
  "info": { "title": "Pets 🐾", "version": "1" },
  "paths": {
    "/pets": {
      "get": {
        "responses": {
          "200": { "description": "🐾", "schema": { "$ref": "#/definitions/Pet" } }
        },
        "x-amazon-apigateway-integration": { "type": "", "responses": {} }
      }
    }
  },
  "definitions": {
    "Pet": { "type": "object", "discriminator": "kind" },
    "Dog": { "allOf": [ { "$ref": "#/definitions/Pet" } ] }
  }
}
"##;

#[test]
fn an_editor_is_served_with_json_in_its_own_encoding() {
    let encodings = json!({ "general": { "positionEncodings": ["utf-16", "utf-8"] } });
    let (mut client, capabilities) = Client::new(&encodings);
    assert_eq!(capabilities["positionEncoding"], "utf-8");
    let uri = "file:///pets.json";
    client.open(uri, JSON);
    assert!(!client.published_for(uri, 1).is_empty());
    let line = |needle: &str| {
        let at = JSON.find(needle).expect("it is there") + needle.len();
        let line = JSON[..at].matches('\n').count();
        let start = JSON[..at].rfind('\n').map_or(0, |newline| newline + 1);
        json!({ "textDocument": { "uri": uri },
                "position": { "line": line, "character": at - start } })
    };
    let items = client.request("textDocument/completion", &line("\"type\": \""));
    let proxy = items.as_array().expect("a list").iter().find(|it| it["label"] == "aws_proxy");
    assert_eq!(proxy.expect("a word")["textEdit"]["newText"], "\"aws_proxy\"");
    let mut params = line("\"$ref\": \"#/definitions/P");
    params["newName"] = json!("Animal");
    let edit = client.request("textDocument/rename", &params);
    assert_eq!(edit["changes"][uri].as_array().map(Vec::len), Some(3));
    params["context"] = json!({ "includeDeclaration": false });
    let references = client.request("textDocument/references", &params);
    assert_eq!(references.as_array().map(Vec::len), Some(2));
    // A key without a value, and brackets that are not closed.
    let text = r#"{ "openapi": "3.0.1", "paths": { "/pets": { "get": { "x-"#;
    client.change(uri, 2, &json!([{ "text": text }]));
    let position = json!({ "line": 0, "character": text.len() });
    let params = json!({ "textDocument": { "uri": uri }, "position": position });
    let items = client.request("textDocument/completion", &params);
    assert!(labels(&items).contains(&"x-amazon-apigateway-integration"));
    let edit = &items[0]["textEdit"];
    assert_eq!(edit["range"]["start"]["character"], text.len() - 3);
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn nonsense_is_refused_and_survived() {
    let mut client = Client::silent();
    let early = client.answer("textDocument/hover", &json!({}));
    assert_eq!(early["error"]["code"], -32002);
    client.write("{ no JSON");
    assert_eq!(client.read()["error"]["code"], -32700);
    client.write("[]");
    assert_eq!(client.read()["error"]["code"], -32600);
    client.request("initialize", &json!({ "capabilities": {} }));
    let code = |client: &mut Client, method: &str, params: &Value| {
        client.answer(method, params)["error"]["code"].clone()
    };
    assert_eq!(code(&mut client, "initialize", &json!({ "capabilities": {} })), -32600);
    assert_eq!(code(&mut client, "textDocument/nothing", &json!({})), -32601);
    assert_eq!(code(&mut client, "textDocument/hover", &json!([1])), -32602);
    let place = json!({ "textDocument": { "uri": "file:///a" }, "position": { "line": 0, "character": 0 } });
    assert_eq!(code(&mut client, "textDocument/hover", &place), -32602);
    client.notify("textDocument/didOpen", &json!(7));
    client.open("file:///a", "openapi: 3.0.1\n");
    let far = json!({ "textDocument": { "uri": "file:///a" },
                      "position": { "line": u32::MAX, "character": u32::MAX } });
    for method in ["hover", "completion", "definition", "prepareRename"] {
        client.request(&format!("textDocument/{method}"), &far);
    }
    client.request("shutdown", &Value::Null);
    assert_eq!(code(&mut client, "textDocument/hover", &far), -32600);
    client.notify("exit", &Value::Null);
    assert_eq!(client.server.wait().expect("the server ends").code(), Some(0));
}

#[test]
fn a_client_that_goes_without_a_word_leaves_no_server_behind() {
    let (mut client, _) = Client::new(&json!({}));
    drop(client.input.take());
    assert_eq!(client.server.wait().expect("the server ends").code(), Some(1));
    let (mut client, _) = Client::new(&json!({}));
    client.notify("exit", &Value::Null);
    assert_eq!(client.server.wait().expect("the server ends").code(), Some(1));
}

#[test]
fn settings_hold_as_they_stand_in_the_editor() {
    let folder = crate::scratch("lsp-settings");
    let write = |name: &str, text: &str| std::fs::write(folder.join(name), text).expect("a file");
    write("gatewright.yaml", "ignore: path-trailing-slash\n");
    write("api.yaml", YAML);
    let uri = |name: &str| format!("file://{}", folder.join(name).display());
    let (api, settings) = (uri("api.yaml"), uri("gatewright.yaml"));
    let watching = json!({
        "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } },
    });
    let (mut client, _) = Client::new(&watching);
    let name = "path-trailing-slash".to_owned();
    client.open(&api, YAML);
    assert!(!client.published_for(&api, 1).contains(&name));
    let asked = client.notifications.iter().find(|it| it["method"] == "client/registerCapability");
    let asked = asked.expect("it wants to know of changes");
    assert_eq!(asked["params"]["registrations"][0]["method"], "workspace/didChangeWatchedFiles");
    // Changed in the editor, and not saved.
    client.open(&settings, "preset: recommended\n");
    while !client.published_for(&api, 1).contains(&name) {}
    // What is wrong with them is said of them.
    client.change(&settings, 2, &json!([{ "text": "preset: recomended\n" }]));
    assert_eq!(client.published_for(&settings, 2).len(), 1);
    // Closed without saving: what is on the disk holds again.
    client.notify("textDocument/didClose", &json!({ "textDocument": { "uri": settings } }));
    while client.published_for(&api, 1).contains(&name) {}
    // Changed on the disk, with a fault that is told though nobody has it open.
    write("gatewright.yaml", "presets: all\n");
    let changes = json!({ "changes": [{ "uri": settings, "type": 2 }] });
    client.notify("workspace/didChangeWatchedFiles", &changes);
    loop {
        let told = client.published();
        if told["uri"] == settings && told["diagnostics"] != json!([]) {
            break;
        }
    }
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn a_reference_to_another_file_leads_there() {
    let folder = crate::scratch("lsp-references");
    std::fs::create_dir_all(folder.join("apis")).expect("a folder");
    let models = "Pets: {}\nPet:\n  type: object\n";
    std::fs::write(folder.join("models.yaml"), models).expect("a file");
    let text = "openapi: 3.0.1\nx: { $ref: '../models.yaml#/Pet' }\n";
    let uri = format!("file://{}", folder.join("apis/api.yaml").display());
    let file = File { uri: &uri, text };
    let (mut client, _) = Client::new(&json!({}));
    client.open(file.uri, text);
    let found = client.request("textDocument/definition", &file.place("models|.yaml"));
    assert_eq!(found["uri"], format!("file://{}", folder.join("models.yaml").display()));
    assert_eq!(found["range"]["start"], json!({ "line": 1, "character": 0 }));
    let gone = client.request("textDocument/hover", &file.place("models|.yaml"));
    assert_eq!(gone, Value::Null);
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn what_takes_long_is_made_when_somebody_chooses_it() {
    let mut able = able();
    able["textDocument"]["codeAction"]["resolveSupport"] = json!({ "properties": ["edit"] });
    let (mut client, capabilities) = Client::new(&able);
    assert_eq!(capabilities["codeActionProvider"]["resolveProvider"], true);
    let text = YAML.replace("    Pet:\n", "    a-pet:\n").replace("schemas/Pet", "schemas/a-pet");
    let file = File { uri: "file:///pets.yaml", text: &text };
    client.open(file.uri, file.text);
    assert!(client.published_for(file.uri, 1).contains(&"model-name-invalid".to_owned()));
    let at = file.position("    a-p|et:\n");
    let params = json!({
        "textDocument": { "uri": file.uri },
        "range": { "start": at, "end": at },
        "context": { "diagnostics": [] },
    });
    let actions = client.request("textDocument/codeAction", &params);
    let mut resolved = |title: &str| {
        let mut all = actions.as_array().expect("a list").iter();
        let action = all.find(|it| it["title"] == title).expect("an action");
        assert_eq!(action.get("edit"), None);
        client.request("codeAction/resolve", action)["edit"].clone()
    };
    let renamed = file.edited(&resolved("Give all models names that the service takes"));
    assert_eq!(renamed, text.replace("a-pet", "aPet"));
    let fixed = file.edited(&resolved("Make all safe fixes of gatewright"));
    assert_eq!(fixed, text.replace("/pets/:", "/pets:"));
    client.change(file.uri, 2, &json!([{ "text": text }]));
    let mut all = actions.as_array().expect("a list").iter();
    let action = all.find(|it| it.get("data").is_some()).expect("an action");
    let late = client.answer("codeAction/resolve", action);
    assert_eq!(late["error"]["code"], -32801);
    assert_eq!(client.leave(), Some(0));
}
