//! `gatewright put`, and the API that commands start from.

use std::fs;

use crate::{check, fixtures, gatewright, run, scratch};

#[test]
fn a_put_is_shown_in_each_form() {
    check("put-merge", &["put", "warned.yaml", "accepted.yaml", "--format", "tree"]);
    let overwrite = ["put", "warned.yaml", "accepted.yaml", "--mode", "overwrite"];
    check("put-overwrite", &[&overwrite[..], &["--format", "tree"]].concat());
    check("put-json", &overwrite);
}

#[test]
fn what_was_written_is_where_the_next_put_starts() {
    let folder = scratch("put-again");
    let existing = |name: &str| {
        let file = folder.join(name).to_string_lossy().into_owned();
        assert_eq!(run(gatewright(&["import", "warned.yaml", "-o", &file])).code, Some(0));
        file
    };
    let (json, yaml) = (existing("api.json"), existing("api.yaml"));
    let [from_json, from_yaml] =
        [&json, &yaml].map(|file| run(gatewright(&["put", file, "accepted.yaml"])));
    let from_definition = run(gatewright(&["put", "warned.yaml", "accepted.yaml"]));
    assert_eq!(from_json.out, from_yaml.out);
    assert_eq!(from_json.out, from_definition.out);
    assert!(!from_json.err.contains("imported first"), "{}", from_json.err);

    let in_place = run(gatewright(&["put", &json, "accepted.yaml", "-o", &json]));
    assert_eq!((in_place.code, in_place.out.as_str()), (Some(0), ""));
    assert_eq!(fs::read_to_string(&json).expect("a file"), from_json.out);
    let mut command = gatewright(&["put", "-", "accepted.yaml"]);
    command.write_stdin(from_json.out.as_bytes());
    // The identifiers of a third time are other ones: nothing else changes.
    let again = run(command);
    assert_eq!(again.code, Some(0));
    assert_eq!(again.out.lines().count(), from_json.out.lines().count());
}

#[test]
fn a_refused_put_writes_nothing() {
    let file = scratch("put-refused").join("api.json");
    fs::write(&file, "what was there before").expect("a file");
    let target = file.to_string_lossy().into_owned();
    for arguments in [
        &["put", "accepted.yaml", "refused.yaml", "-o", &target][..],
        &["put", "refused.yaml", "accepted.yaml", "-o", &target],
        &["put", "accepted.yaml", "warned.yaml", "--fail-on-warnings", "-o", &target],
    ] {
        let run = run(gatewright(arguments));
        assert_eq!((run.code, run.out.as_str()), (Some(1), ""), "{arguments:?}");
        assert!(run.err.contains(": refused"), "{}", run.err);
        assert_eq!(fs::read_to_string(&file).expect("a file"), "what was there before");
    }
    // What exists was accepted once, with its warnings.
    let arguments = ["put", "warned.yaml", "accepted.yaml", "--fail-on-warnings"];
    assert_eq!(run(gatewright(&arguments)).code, Some(0));
}

#[test]
fn what_is_no_api_could_not_run_and_is_told_where() {
    let api = run(gatewright(&["import", "accepted.yaml"])).out;
    let without = |text: &str| api.replacen(text, "", 1);
    let cases = [
        (String::new(), "<stdin> is neither an API"),
        ("- a\n".to_owned(), "<stdin> is neither an API"),
        ("{\"name\": \"Pets\"}".to_owned(), "(it has no `restApi`) nor a definition"),
        ("{\"restApi\": {},}".to_owned(), "cannot read <stdin>:1:16: "),
        ("restApi: [a\n".to_owned(), "cannot read <stdin>:1:10: "),
        ("restApi: 3\n".to_owned(), "<stdin>:1:10: this is no API as"),
        (without("\"apiKeySource\": \"HEADER\","), "<stdin>:2:14: "),
        (api.replace("\"HEADER\"", "\"COOKIE\""), "7:21: this is no API"),
        (api.replace("\"apiKeySource\"", "\"apiKeySauce\""), "7:5: this is no API"),
        (api.replace("\"version\": \"1.0\"", "\"version\": 1"), "expected a string"),
        (api.replace("\"rootResourceId\": \"", "\"rootResourceId\": \"x"), "of the resource `/`"),
        (api.replace("\"path\": \"/pets\"", "\"path\": \"/\""), "`/` is there twice"),
        (api.replace("\"path\": \"/\"", "\"path\": \"/x\""), "the resource `/` is missing"),
        (api.replacen("\"httpMethod\": \"GET\"", "\"httpMethod\": \"PUT\"", 1), "it is not `GET`"),
        (
            api.replace("\"apiKeyRequired\"", "\"authorizerId\": \"abc\",\n\"apiKeyRequired\""),
            "no authorizer has the id `abc`",
        ),
        (
            api.replace("\"apiKeyReq", "\"requestValidatorId\": \"abc\",\n\"apiKeyReq"),
            "no request validator has the id `abc`",
        ),
    ];
    for (text, message) in cases {
        assert_ne!(text, api, "{message}");
        let mut command = gatewright(&["put", "-", "accepted.yaml"]);
        command.write_stdin(text);
        let run = run(command);
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{message}: {}", run.err);
        assert!(run.err.contains(message), "{message}: {}", run.err);
        assert_eq!(run.err.lines().count(), 1, "{}", run.err);
    }
    check("put-no-api", &["put", "unparseable.yaml", "accepted.yaml"]);
    check("put-missing", &["put", "missing.json", "accepted.yaml"]);
    check("put-two-standard-inputs", &["put", "-", "-"]);
    let bytes = fs::read(fixtures().join("accepted.yaml")).expect("a fixture");
    let mut command = gatewright(&["put", "accepted.yaml", "-", "--format", "tree"]);
    command.write_stdin(bytes);
    assert_eq!(run(command).code, Some(0));
}
