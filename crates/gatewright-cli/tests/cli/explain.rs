//! `gatewright explain`.

use crate::{check, gatewright, run, scratch};

#[test]
fn a_finding_is_explained_by_name_and_by_identifier() {
    let by_name = run(gatewright(&["explain", "unparseable"]));
    assert_eq!((by_name.code, by_name.err.as_str()), (Some(0), ""));
    assert!(by_name.out.starts_with("read/unparseable\n\n  kind        error: "));
    assert!(by_name.out.contains("\n## Why\n"));
    assert_eq!(run(gatewright(&["explain", "read/unparseable"])).out, by_name.out);
}

#[test]
fn without_an_identifier_all_are_listed_and_each_can_be_explained() {
    let list = run(gatewright(&["explain"]));
    assert_eq!((list.code, list.err.as_str()), (Some(0), ""));
    let ids: Vec<&str> = list.out.lines().map(str::trim).filter(|line| is_id(line)).collect();
    assert!(ids.len() > 20, "{ids:?}");
    for id in [ids[0], ids[ids.len() / 2], ids[ids.len() - 1]] {
        let page = run(gatewright(&["explain", id]));
        assert!(page.code == Some(0) && page.out.starts_with(id), "{id}");
    }
}

#[test]
fn a_rule_is_explained_for_people_and_programs() {
    check("explain-rule", &["explain", "path-reserved"]);
    check("explain-rule-markdown", &["explain", "lint/path-reserved", "--format", "markdown"]);
    check("explain-rule-json", &["explain", "path-reserved", "--format", "json"]);
    let import = run(gatewright(&["explain", "operation-open", "--format", "json"])).out;
    let import: serde_json::Value = serde_json::from_str(&import).expect("JSON");
    assert_eq!((&import["origin"], &import["effect"]), (&"import".into(), &"dropped".into()));
    let list = run(gatewright(&["explain"])).out;
    assert!(list.contains("\n  lint/path-reserved\n"), "{list}");
}

#[test]
fn a_rule_that_was_misspelled_gets_suggestions() {
    check("explain-rule-near-miss", &["explain", "lint/path-reservd"]);
    // There is nothing that a format could be of.
    assert_eq!(run(gatewright(&["explain", "--format", "json"])).code, Some(2));
}

fn is_id(line: &str) -> bool {
    let legal = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-/".contains(c);
    line.matches('/').count() == 1 && line.chars().all(legal)
}

#[test]
fn a_near_miss_gets_suggestions() {
    check("explain-near-miss", &["explain", "read/unparsable"]);
    check("explain-unknown", &["explain", "zzzzzz"]);
}

/// A folder with rules of its own, one of them with an escape sequence in it.
fn project(name: &str) -> std::path::PathBuf {
    let folder = scratch(name);
    let settings = "\
rules:
  summary-present:
    description: Every operation has a summary.
    documentation-url: https://example.com/style
    where: operations
    field: summary
    must: present
    severity: error
  shown-plainly:
    description: \"\\e[31mred\"
    where: info
    must: present
";
    std::fs::write(folder.join("gatewright.yaml"), settings).expect("settings");
    folder
}

#[test]
fn a_rule_of_the_project_is_explained_where_its_settings_are() {
    let folder = project("explain-custom");
    let explain = |arguments: &[&str]| {
        let mut command = gatewright(&[&["explain"], arguments].concat());
        command.current_dir(&folder);
        run(command)
    };
    let page = "\
custom/summary-present

  rule        of this project, in gatewright.yaml or a ruleset that it names
  lint        error (custom), in every preset

Every operation has a summary.

See <https://example.com/style>
";
    for id in ["summary-present", "custom/summary-present"] {
        let run = explain(&[id]);
        assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (Some(0), page, ""));
    }
    let json = explain(&["summary-present", "--format", "json"]).out;
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!((&json["origin"], &json["effect"]), (&"custom".into(), &serde_json::Value::Null));
    assert!(explain(&[]).out.contains("\n  custom/summary-present\n      Every operation has"));
    assert!(explain(&["shown-plainly"]).out.contains("\\u{1b}[31mred\n"));
}

#[test]
fn a_rule_of_another_project_is_looked_for_where_its_settings_are() {
    let elsewhere = run(gatewright(&["explain", "custom/summary-present"]));
    assert_eq!((elsewhere.code, elsewhere.out.as_str()), (Some(2), ""));
    let told = "error: no rule or finding is called `custom/summary-present`; rules of a project are \
                known in the folder of its gatewright.yaml, and below\n";
    assert_eq!(elsewhere.err, told);
}
