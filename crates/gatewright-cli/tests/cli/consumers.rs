//! Reports as those read them who they are for: each format is read back by a reader of its consumer's
//! own rules, and must tell the same findings as `json`, whatever the names and messages hold.

use std::collections::BTreeMap;
use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering};

use assert_cmd::Command;
use roxmltree::{Document, Node};
use serde_json::Value;

use crate::{fixtures, gatewright, run, scratch, testdata};

/// A name that wants to be something else in every format.
const NAME: &str = "a \"b'<c>&amp;%0A::error::x,y=z|`d`]]>\n\u{1b}[31m\u{202e}é😀.json";

/// A finding in the terms that all formats have: file, id, line.
type Told = (String, String, u64);

/// The command on a definition of that name, which is full of such names.
fn hostile(arguments: &[&str]) -> Command {
    // Tests run at the same time, each in folders of its own.
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    let folder = scratch(&format!("consumers-{}", NUMBER.fetch_add(1, Ordering::Relaxed)));
    let integration = serde_json::json!({ "type": "mock", NAME: 1, "requestParameters": {
        "integration.request.header.A": NAME, NAME: NAME,
    } });
    let definition = serde_json::json!({
        "openapi": "3.0.1",
        "info": { "title": NAME, "version": "1" },
        "paths": {
            format!("/{NAME}"): { "get": {
                "operationId": NAME,
                "parameters": [{ "name": NAME, "in": "cookie" }, { "name": "\u{ffff}", "in": "query" }],
                "responses": { NAME: { "description": NAME, "$ref": NAME } },
                "x-amazon-apigateway-integration": integration,
                "security": [{ NAME: [] }],
            }, NAME: {} },
            "/ping": {},
        },
        "components": { "schemas": { NAME: { "type": NAME, "$ref": NAME } } },
    });
    let text = serde_json::to_string_pretty(&definition).expect("JSON");
    fs::write(folder.join(NAME), text).expect("a file");
    fs::copy(fixtures().join("lint.yaml"), folder.join("lint.yaml")).expect("a copy");
    fs::copy(fixtures().join("minified.json"), folder.join("minified.json")).expect("a copy");
    let mut command = gatewright(arguments);
    command.current_dir(folder);
    command
}

/// What such a run prints in a format.
fn rendered(arguments: &[&str], format: &str) -> String {
    run(hostile(&[arguments, &["--format", format]].concat())).out
}

/// The two questions that can be asked.
const QUESTIONS: [&[&str]; 2] = [&["lint", "--preset", "all"], &["validate"]];

/// What is wanted of every format.
fn wanted(arguments: &[&str]) -> Vec<Told> {
    let json: Value = serde_json::from_str(&rendered(arguments, "json")).expect("JSON");
    let files = json["files"].as_array().expect("a list").iter();
    let findings = files.flat_map(|file| file["findings"].as_array().expect("a list"));
    let told: Vec<Told> = findings.map(of_json).collect();
    assert!(told.len() > 10 && told.iter().any(|(file, ..)| file == NAME), "{told:?}");
    told
}

fn of_json(finding: &Value) -> Told {
    let text = |name| finding[name].as_str().expect("a text").to_owned();
    (text("file"), text("id"), finding["line"].as_u64().expect("a number"))
}

/// Text as it is shown where a control character cannot be.
fn shown(text: &str) -> String {
    let is_obeyed = |c: char| c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c);
    let show = |c: char| if is_obeyed(c) { c.escape_default().to_string() } else { c.to_string() };
    text.chars().map(show).collect()
}

fn shown_all(told: Vec<Told>) -> Vec<Told> {
    told.into_iter().map(|(file, id, line)| (shown(&file), id, line)).collect()
}

#[test]
fn lines_of_json_are_findings_and_a_summary() {
    for arguments in QUESTIONS {
        let text = rendered(arguments, "jsonl");
        let lines = text.lines().map(|line| serde_json::from_str(line).expect("JSON"));
        let mut lines: Vec<Value> = lines.collect();
        let last = lines.pop().expect("a summary");
        assert!(lines.iter().all(|line| line["type"] == "finding"));
        assert_eq!(lines.iter().map(of_json).collect::<Vec<_>>(), wanted(arguments));
        assert_eq!((&last["type"], &last["files"]), (&"summary".into(), &3.into()));
    }
}

#[test]
fn sarif_is_valid_and_its_numbers_lead_where_they_should() {
    let schema = fs::read_to_string(testdata("schemas/sarif-2.1.0.json")).expect("a schema");
    // Its pattern of languages has a bracket too many, which regular expressions of Unicode refuse.
    let schema = schema.replace("{2}]?$", "{2}?$");
    let schema: Value = serde_json::from_str(&schema).expect("JSON");
    let validator =
        jsonschema::options().should_validate_formats(true).build(&schema).expect("a schema");
    for arguments in QUESTIONS {
        let text = rendered(arguments, "sarif");
        let log: Value = serde_json::from_str(&text).expect("JSON");
        let errors: Vec<String> = validator.iter_errors(&log).map(|it| it.to_string()).collect();
        assert!(errors.is_empty(), "{errors:#?}");
        let run = &log["runs"][0];
        let results = run["results"].as_array().expect("a list");
        let mut prints = BTreeMap::new();
        let mut told = Vec::new();
        for result in results {
            let rule = &run["tool"]["driver"]["rules"][index(&result["ruleIndex"])];
            assert_eq!(rule["id"], result["ruleId"]);
            for text in ["shortDescription", "fullDescription", "help"] {
                assert!(rule[text]["text"].as_str().is_some_and(|it| !it.is_empty()));
            }
            let place = &result["locations"][0]["physicalLocation"];
            let file = &place["artifactLocation"];
            assert_eq!(run["artifacts"][index(&file["index"])]["location"]["uri"], file["uri"]);
            let print = &result["partialFingerprints"]["gatewright/v1"];
            let print = print.as_str().expect("a text").to_owned();
            assert_eq!(prints.insert(print, result), None, "the fingerprint of two");
            told.push((
                decoded(file["uri"].as_str().expect("a text")),
                result["ruleId"].as_str().expect("a text").to_owned(),
                place["region"]["startLine"].as_u64().expect("a number"),
            ));
        }
        assert_eq!(told, wanted(arguments));
    }
}

fn index(number: &Value) -> usize {
    usize::try_from(number.as_u64().expect("a number")).expect("a number")
}

/// A reference without its escapes.
fn decoded(uri: &str) -> String {
    let mut bytes = uri.bytes();
    let mut decoded = Vec::new();
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let digits = [bytes.next().expect("a digit"), bytes.next().expect("a digit")];
            let digits = str::from_utf8(&digits).expect("digits");
            decoded.push(u8::from_str_radix(digits, 16).expect("digits"));
        } else {
            decoded.push(byte);
        }
    }
    String::from_utf8(decoded).expect("text")
}

#[test]
fn the_fixes_of_sarif_are_made_of_the_text_that_they_replace() {
    let text = "openapi: 3.0.1\ninfo: { title: 'é😀', version: 1 }\ntags: [{ name: b }, { name: a }]\n\
                paths:\n  /pets/:\n    post:\n      responses: { 200: { description: OK } }\n      \
                x-amazon-apigateway-integration:\n        type: http_proxy\n        httpMethod: POST\n\
                \x20       uri: 'https://example.com/pets'\n";
    let folder = scratch("consumers-fixes");
    fs::write(folder.join("api.yaml"), text).expect("a file");
    let mut command = gatewright(&["lint", "--preset=all", "--format=sarif", "api.yaml"]);
    command.current_dir(folder);
    let log: Value = serde_json::from_str(&run(command).out).expect("JSON");
    let results = log["runs"][0]["results"].as_array().expect("a list").iter();
    let mut count = 0;
    for change in results.filter_map(|it| it["fixes"][0]["artifactChanges"].as_array()).flatten() {
        assert_eq!(change["artifactLocation"]["uri"], "api.yaml");
        let mut changed = text.to_owned();
        for replacement in change["replacements"].as_array().expect("a list").iter().rev() {
            let region = &replacement["deletedRegion"];
            let at = |line: &str, column: &str| offset(text, &region[line], &region[column]);
            let span = at("startLine", "startColumn")..at("endLine", "endColumn");
            let new = replacement["insertedContent"]["text"].as_str().expect("a text");
            changed.replace_range(span, new);
        }
        assert_ne!(changed, text);
        let read = gatewright(&["validate", "-"]).write_stdin(changed).output().expect("a run");
        assert_eq!(read.status.code(), Some(0), "{change:#}");
        count += 1;
    }
    assert_eq!(count, 3);
}

/// The byte at a line and a column in UTF-16 units.
fn offset(text: &str, line: &Value, column: &Value) -> usize {
    let before: usize = text.split_inclusive('\n').take(index(line) - 1).map(str::len).sum();
    let mut units = 1;
    for (at, c) in text[before..].char_indices() {
        if units == index(column) {
            return before + at;
        }
        units += c.len_utf16();
    }
    text.len()
}

#[test]
fn github_finds_a_command_in_each_line() {
    for arguments in QUESTIONS {
        let text = rendered(arguments, "github");
        let told: Vec<Told> = text.lines().map(command_of_a_job).collect();
        assert_eq!(told, wanted(arguments));
    }
}

/// Reads a line as *Workflow commands for GitHub Actions* has it: `::name key=value,key=value::text`.
fn command_of_a_job(line: &str) -> Told {
    let (command, message) =
        line.strip_prefix("::").and_then(|rest| rest.split_once("::")).expect("a command");
    let (name, properties) = command.split_once(' ').expect("properties");
    assert!(["error", "warning", "notice"].contains(&name), "{line}");
    let message = unescaped(message, &[("%0D", "\r"), ("%0A", "\n")]);
    assert!(!message.trim().is_empty(), "{line}");
    assert!(message.lines().skip(1).all(|line| line.starts_with("help: ")), "{message}");
    let properties: BTreeMap<&str, String> = properties
        .split(',')
        .map(|property| {
            let (key, value) = property.split_once('=').expect("a value");
            let escapes = [("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ",")];
            (key, unescaped(value, &escapes))
        })
        .collect();
    let number = |key: &str| properties.get(key).map(|it| it.parse::<u64>().expect("a number"));
    assert!(number("line") <= number("endLine"));
    assert_eq!(number("col").is_some(), number("line") == number("endLine"));
    let line = number("line").expect("a line");
    (properties["file"].clone(), properties["title"].clone(), line)
}

fn unescaped(text: &str, escapes: &[(&str, &str)]) -> String {
    let replaced = escapes.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
    replaced.replace("%25", "%")
}

#[test]
fn gitlab_finds_one_finding_for_each_fingerprint() {
    let schema = fs::read_to_string(testdata("schemas/gitlab-code-quality.json"));
    let schema: Value = serde_json::from_str(&schema.expect("a schema")).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for arguments in QUESTIONS {
        let text = rendered(arguments, "gitlab");
        let report: Value = serde_json::from_str(&text).expect("JSON");
        let errors: Vec<String> = validator.iter_errors(&report).map(|it| it.to_string()).collect();
        assert!(errors.is_empty(), "{errors:#?}");
        let mut prints = BTreeMap::new();
        let issues = report.as_array().expect("a list").iter().map(|issue| {
            let text = |value: &Value| value.as_str().expect("a text").to_owned();
            assert_eq!(prints.insert(text(&issue["fingerprint"]), issue), None);
            let location = &issue["location"];
            let line = location["lines"]["begin"].as_u64().expect("a number");
            (text(&location["path"]), text(&issue["check_name"]), line)
        });
        assert_eq!(issues.collect::<Vec<_>>(), wanted(arguments));
    }
}

#[test]
fn fingerprints_stay_when_lines_move() {
    let folder = scratch("consumers-moved");
    let text = fs::read_to_string(fixtures().join("lint.yaml")).expect("a fixture");
    let prints = |text: &str, format: &str| {
        fs::write(folder.join("api.yaml"), text).expect("a file");
        let mut command = gatewright(&["lint", "--preset=all", "--format", format, "api.yaml"]);
        command.current_dir(&folder);
        let out = run(command).out;
        let key = if format == "sarif" { "\"gatewright/v1\": " } else { "\"fingerprint\": " };
        let prints = out.lines().filter_map(|line| line.trim().strip_prefix(key));
        prints.map(|it| it.trim_end_matches(',').to_owned()).collect::<Vec<_>>()
    };
    let moved = format!("# A comment\n\n{}", text.replace("paths:\n", "\n# Another\npaths:\n"));
    for format in ["sarif", "gitlab"] {
        let before = prints(&text, format);
        assert!(before.len() > 3);
        assert_eq!(before, prints(&moved, format));
    }
    assert_eq!(prints(&text, "sarif"), prints(&text, "gitlab"));
}

/// What the schema `junit-10.xsd` of Jenkins allows: the parents, attributes and obligatory attributes
/// of each element.
const JUNIT: [(&str, &str, &[&str], &[&str]); 6] = [
    ("testsuites", "", &["name", "time", "tests", "failures", "errors"], &[]),
    (
        "testsuite",
        "testsuites",
        &["name", "tests", "failures", "errors", "skipped", "time", "file", "id", "package"],
        &["name", "tests", "failures", "errors"],
    ),
    ("testcase", "testsuite", &["name", "time", "classname", "group"], &["name"]),
    ("failure", "testcase", &["type", "message"], &[]),
    ("error", "testcase", &["type", "message"], &[]),
    ("system-out", "testcase", &[], &[]),
];

fn check_junit(document: &Document<'_>) {
    for node in document.descendants().filter(Node::is_element) {
        let name = node.tag_name().name();
        let (_, parent, allowed, needed) =
            JUNIT.iter().find(|(known, ..)| *known == name).expect("an element of the schema");
        let above = node.parent_element().map_or("", |it| it.tag_name().name());
        assert_eq!(above, *parent, "{name}");
        let has: Vec<&str> = node.attributes().map(|it| it.name()).collect();
        assert!(has.iter().all(|it| allowed.contains(it)), "{name}: {has:?}");
        assert!(needed.iter().all(|it| has.contains(it)), "{name}: {has:?}");
    }
    let count = |node: Node<'_, '_>, name: &str| {
        node.descendants().filter(|it| it.has_tag_name(name)).count().to_string()
    };
    for suite in document.descendants().filter(|it| it.has_attribute("tests")) {
        for (attribute, name) in
            [("tests", "testcase"), ("failures", "failure"), ("errors", "error")]
        {
            assert_eq!(suite.attribute(attribute), Some(&*count(suite, name)));
        }
    }
}

#[test]
fn junit_has_a_case_for_each_finding_and_fails_as_the_run_does() {
    for arguments in QUESTIONS {
        let text = rendered(arguments, "junit");
        let document = Document::parse(&text).expect("XML");
        check_junit(&document);
        let cases = document.descendants().filter(|it| it.has_tag_name("testcase"));
        let told = cases.map(|case| {
            let name = case.attribute("name").expect("a name");
            let (id, place) = name.split_once(" at ").expect("a place");
            let line = place.split(':').next().and_then(|it| it.parse().ok()).expect("a line");
            let suite = case.parent_element().and_then(|it| it.attribute("name"));
            assert_eq!(case.attribute("classname"), suite);
            (suite.expect("a name").to_owned(), id.to_owned(), line)
        });
        assert_eq!(told.collect::<Vec<_>>(), shown_all(wanted(arguments)));
    }
    for (arguments, failures, code) in [
        (&["lint", "--select=path-reserved,operation-open", "lint.yaml"][..], "1", 1),
        (&["lint", "--select=path-reserved", "lint.yaml"], "0", 0),
        (&["lint", "--select=path-reserved", "--fail-on=warning", "lint.yaml"], "1", 1),
        (&["lint", "--select=path-reserved", "accepted.yaml"], "0", 0),
        (&["validate", "warned.yaml"], "0", 0),
        (&["validate", "--fail-on-warnings", "warned.yaml"], "1", 1),
        (&["validate", "refused.yaml"], "2", 1),
        (&["validate", "not-deployable.yaml"], "1", 1),
    ] {
        let run = run(gatewright(&[arguments, &["--format=junit"]].concat()));
        let document = Document::parse(&run.out).expect("XML");
        check_junit(&document);
        let all = document.root_element();
        assert_eq!((all.attribute("failures"), run.code), (Some(failures), Some(code)));
        assert_ne!(all.attribute("tests"), Some("0"));
    }
}

#[test]
fn checkstyle_has_an_element_for_each_finding() {
    for arguments in QUESTIONS {
        let text = rendered(arguments, "checkstyle");
        let document = Document::parse(&text).expect("XML");
        assert!(document.root_element().has_tag_name("checkstyle"));
        let errors = document.descendants().filter(|it| it.has_tag_name("error"));
        let told = errors.map(|error| {
            let text = |name| error.attribute(name).expect("an attribute").to_owned();
            assert!(["error", "warning", "info"].contains(&&*text("severity")));
            assert!(!text("message").is_empty() && text("column").parse::<u32>().is_ok());
            let source = text("source");
            let id = source.strip_prefix("gatewright.").expect("ours").replacen('.', "/", 1);
            let file = error.parent_element().and_then(|it| it.attribute("name"));
            (file.expect("a name").to_owned(), id, text("line").parse().expect("a number"))
        });
        assert_eq!(told.collect::<Vec<_>>(), shown_all(wanted(arguments)));
    }
}

#[test]
fn people_are_shown_each_kind_of_finding_and_nothing_that_is_obeyed() {
    for arguments in QUESTIONS {
        for format in ["full", "concise", "markdown", "html"] {
            let text = rendered(arguments, format);
            let is_told = |c: char| !c.is_control() || c == '\n' || c == '\t';
            assert!(text.chars().all(is_told), "{format}: {text}");
            assert!(!text.contains('\u{202e}'));
            for (_, id, _) in wanted(arguments) {
                assert!(text.contains(&id), "{format}: {id}");
            }
        }
    }
}

#[test]
fn markdown_has_nothing_from_a_file_outside_of_code() {
    for arguments in QUESTIONS {
        let text = rendered(arguments, "markdown");
        assert!(text.contains("::error::"));
        for line in text.lines() {
            let outside = outside_of_code(line);
            let outside = outside.replace("<br>help:", "");
            assert!(!outside.contains(['<', '>', '&', '@', '[', ']', '%']), "{line}\n{outside}");
            assert!(!outside.contains("::"), "{line}\n{outside}");
        }
    }
}

/// What of a line is no code: a run of backticks opens some, and the next run of the same length ends
/// it (*GitHub Flavored Markdown Spec*, 6.3).
fn outside_of_code(line: &str) -> String {
    let mut outside = String::new();
    let mut rest = line;
    while let Some(at) = rest.find('`') {
        outside.push_str(&rest[..at]);
        let run = rest[at..].len() - rest[at..].trim_start_matches('`').len();
        let mut end = at + run;
        let close = loop {
            let Some(next) = rest[end..].find('`') else { break None };
            let start = end + next;
            let length = rest[start..].len() - rest[start..].trim_start_matches('`').len();
            end = start + length;
            if length == run {
                break Some(end);
            }
        };
        rest = &rest[close.unwrap_or(at + run)..];
    }
    outside + rest
}

#[test]
fn services_that_show_reports_are_told_names_from_the_root_of_the_checkout() {
    let folder = scratch("consumers-root");
    fs::create_dir(folder.join("apis")).expect("a folder");
    fs::copy(fixtures().join("lint.yaml"), folder.join("apis/lint.yaml")).expect("a copy");
    for (format, variable, name) in [
        ("github", "GITHUB_WORKSPACE", "file=apis/lint.yaml,"),
        ("sarif", "GITHUB_WORKSPACE", "\"uri\": \"apis/lint.yaml\""),
        ("gitlab", "CI_PROJECT_DIR", "\"path\": \"apis/lint.yaml\""),
    ] {
        let arguments = ["lint", "--select=path-reserved", "--format", format, "lint.yaml"];
        let mut command = gatewright(&arguments);
        command.current_dir(folder.join("apis"));
        assert!(!run(command).out.contains("apis/lint.yaml"), "{format}");
        let mut command = gatewright(&arguments);
        command.current_dir(folder.join("apis")).env(variable, &folder);
        let out = run(command).out;
        assert!(out.contains(name), "{format}: {out}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_no_text_is_told_in_every_format() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let folder = scratch("consumers-bytes");
    let name = OsStr::from_bytes(b"a\xff.yaml");
    fs::copy(fixtures().join("lint.yaml"), folder.join(name)).expect("a copy");
    for format in [
        "full",
        "concise",
        "json",
        "jsonl",
        "github",
        "gitlab",
        "junit",
        "checkstyle",
        "markdown",
        "html",
    ] {
        let mut command = gatewright(&["lint", "--select=path-reserved", "--format", format]);
        command.arg(name).current_dir(&folder);
        assert!(run(command).out.contains("a\u{fffd}.yaml"), "{format}");
    }
    let mut command = gatewright(&["lint", "--select=path-reserved", "--format", "sarif"]);
    command.arg(name).current_dir(&folder);
    assert!(run(command).out.contains("\"uri\": \"a%FF.yaml\""));
    // A report may have such a name, too.
    let mut target = OsStr::new("json=").to_owned();
    target.push(name);
    let mut command = gatewright(&["validate", "--output"]);
    command.arg(target).arg(fixtures().join("accepted.yaml")).current_dir(&folder);
    assert_eq!(run(command).code, Some(0));
    assert!(fs::read_to_string(folder.join(name)).expect("a report").starts_with("{\n"));
}
