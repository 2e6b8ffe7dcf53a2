//! `gatewright import-docs`, in the folder `testdata/plan`.

use std::fs;

use assert_cmd::Command;
use serde_json::{Value, json};

use crate::{check_beside, gatewright, run, scratch, testdata};

fn import_docs(arguments: &[&str]) -> Command {
    let mut command = gatewright(&[&["import-docs"][..], arguments].concat());
    command.current_dir(testdata("plan"));
    command
}

/// The parts of what was written: where they are, and what they say.
fn parts(out: &str) -> Vec<(String, Value)> {
    let api: Value = serde_json::from_str(out).expect("JSON");
    let parts = api["documentationParts"].as_array().expect("a list").iter();
    let text = |part: &Value| part["properties"].as_str().expect("a text").to_owned();
    let parsed = |part: &Value| serde_json::from_str(&text(part)).expect("JSON");
    parts.map(|part| (part["location"]["type"].to_string(), parsed(part))).collect()
}

#[test]
fn documentation_is_merged_or_replaced() {
    let (api, method) = ("\"API\"".to_owned(), "\"METHOD\"".to_owned());
    let merged = run(import_docs(&["shop/existing.yaml", "shop/incoming.yaml"]));
    let said = json!({ "description": "The shop", "x-team": "shop" });
    assert_eq!(
        parts(&merged.out),
        [(api.clone(), said.clone()), (method, json!({ "summary": "All items" }))]
    );
    let overwrite = ["shop/existing.yaml", "shop/incoming.yaml", "--mode", "overwrite"];
    let replaced = run(import_docs(&overwrite));
    assert_eq!(parts(&replaced.out), [(api, said)]);
    // Nothing else is another.
    let without = |out: &str| {
        let mut api: Value = serde_json::from_str(out).expect("JSON");
        api["documentationParts"].take();
        api
    };
    let mut import = gatewright(&["import", "shop/existing.yaml"]);
    import.current_dir(testdata("plan"));
    let before = run(import).out;
    assert_eq!(without(&before), without(&merged.out));
    assert_eq!(without(&before), without(&replaced.out));
}

#[test]
fn documentation_may_stand_alone() {
    let folder = scratch("import-docs");
    let part = json!({ "location": { "type": "API" }, "properties": { "x-team": "shop" } });
    let documents = [
        json!({ "documentationParts": [part] }),
        json!({ "x-amazon-apigateway-documentation": { "documentationParts": [part] } }),
    ];
    for (index, document) in documents.iter().enumerate() {
        let file = folder.join(format!("{index}.json"));
        fs::write(&file, document.to_string()).expect("a file");
        let file = file.to_string_lossy().into_owned();
        let alone = run(import_docs(&["shop/existing.yaml", &file]));
        assert_eq!(alone.code, Some(0), "{}", alone.err);
        assert!(alone.err.contains("is read as documentation alone"), "{}", alone.err);
        assert_eq!(parts(&alone.out)[0].1["x-team"], "shop");
    }
    // What an import wrote holds parts as well.
    let api = folder.join("api.json").to_string_lossy().into_owned();
    let mut import = gatewright(&["import", "shop/existing.yaml", "-o", &api]);
    import.current_dir(testdata("plan"));
    assert_eq!(run(import).code, Some(0));
    let copied = run(import_docs(&["proxy/existing.yaml", &api]));
    assert_eq!(parts(&copied.out).len(), 2, "{}", copied.err);
}

#[test]
fn what_is_refused_or_unreadable_writes_nothing() {
    let folder = scratch("import-docs-bad");
    let target = folder.join("target.json");
    fs::write(&target, "what was there before").expect("a file");
    let target_name = target.to_string_lossy().into_owned();
    let write = |name: &str, text: &str| {
        let file = folder.join(name);
        fs::write(&file, text).expect("a file");
        file.to_string_lossy().into_owned()
    };
    let wrong =
        write("wrong.json", r#"{ "documentationParts": [{ "location": { "type": "A" } }] }"#);
    let other = write("other.json", "{}");
    let broken = write("broken.json", "{");
    let good = "shop/existing.yaml";
    let cases = [
        (good, &*wrong, 1, "`A` is no type of a documentation part"),
        (good, &*other, 1, "other.json: refused"),
        (good, &*broken, 1, "broken.json: refused"),
        (good, "missing.json", 2, "cannot read missing.json"),
        (&*other, good, 2, "other.json is neither an API as"),
        (&*broken, good, 2, "cannot read "),
        ("-", "-", 2, "only one of the two files"),
    ];
    for (existing, docs, code, message) in cases {
        let run = run(import_docs(&[existing, docs, "-o", &target_name]));
        assert_eq!((run.code, run.out.as_str()), (Some(code), ""), "{docs}: {}", run.err);
        assert!(run.err.contains(message), "{message}: {}", run.err);
        assert_eq!(fs::read_to_string(&target).expect("a file"), "what was there before");
    }
    let arguments = ["shop/existing.yaml", "shop/incoming.yaml", "-o", "missing/api.json"];
    let words = [&["import-docs"][..], &arguments].concat();
    check_beside(&testdata("plan"), "import-docs-no-folder", &words, import_docs(&arguments));
}
