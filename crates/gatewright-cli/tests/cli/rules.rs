//! `gatewright rules`.

use serde_json::Value;

use crate::{check, gatewright, run, scratch};

/// The objects that are listed.
fn listed(arguments: &[&str]) -> Vec<Value> {
    let run = run(gatewright(&[&["rules", "--format", "json"][..], arguments].concat()));
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{arguments:?}");
    let json: Value = serde_json::from_str(&run.out).expect("JSON");
    json["rules"].as_array().expect("a list").clone()
}

fn names(rules: &[Value]) -> Vec<&str> {
    rules.iter().map(|rule| rule["name"].as_str().expect("a name")).collect()
}

#[test]
fn rules_and_findings_of_an_import_are_told_apart() {
    check("rules-table", &["rules", "--select", "path-reserved,operation-open"]);
    check("rules-json", &["rules", "--format=json", "--select=path-reserved,operation-open"]);
}

#[test]
fn all_are_listed_in_the_order_of_their_names() {
    let all = listed(&[]);
    let names = names(&all);
    assert!(names.len() > 100 && names.is_sorted());
    let table = run(gatewright(&["rules"])).out;
    let rows = table.lines().filter(|line| !line.starts_with(' ') && !line.contains(';'));
    let rows: Vec<&str> = rows.filter_map(|line| line.split(' ').next()).collect();
    let missing: Vec<_> = names.iter().filter(|name| !rows.contains(*name)).collect();
    assert_eq!(missing, Vec::<&&str>::new());
    // Both begin with a head of columns.
    let (rules, import) = table.split_once("\n\n").expect("two parts");
    assert!(rules.starts_with("rule ") && import.starts_with("what an import says "));
}

#[test]
fn presets_and_categories_narrow_the_list_together() {
    let import = listed(&["--preset", "import"]);
    let recommended = listed(&["--preset", "recommended"]);
    let all = listed(&["--preset", "all"]);
    assert!(import.len() < recommended.len() && recommended.len() < all.len());
    assert_eq!(all, listed(&[]));
    assert!(
        recommended.iter().all(|rule| import.contains(rule) || rule["preset"] == "recommended")
    );
    let narrowed = listed(&["--preset", "import", "--category", "security,limits"]);
    assert!(names(&narrowed).contains(&"operation-open"), "{narrowed:?}");
    for rule in &narrowed {
        assert_eq!(rule["preset"], "import");
        assert!(rule["category"] == "security" || rule["category"] == "limits");
    }
    let selected = listed(&["--select", "path-*", "--category", "compatibility"]);
    assert!(names(&selected).contains(&"path-reserved"), "{selected:?}");
    assert!(names(&selected).iter().all(|name| name.starts_with("path-")));
}

#[test]
fn what_is_not_there_could_not_run() {
    check("rules-unknown", &["rules", "--select", "operation-opn"]);
    for arguments in [&["--category", "speed"][..], &["--preset", "most"], &["--format", "html"]] {
        let run = run(gatewright(&[&["rules"][..], arguments].concat()));
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{arguments:?}");
    }
}

#[test]
fn a_stage_before_the_slash_narrows_what_is_selected() {
    let all = listed(&[]);
    for stage in ["import", "lint"] {
        let selected = listed(&["--select", &format!("{stage}/*")]);
        let of_stage =
            |rule: &&Value| rule["id"].as_str().expect("an id").split('/').next() == Some(stage);
        let expected: Vec<_> = all.iter().filter(of_stage).cloned().collect();
        assert_eq!(names(&selected), names(&expected), "{stage}");
    }
    assert_eq!(names(&listed(&["--select", "lint/path-reserved"])), ["path-reserved"]);
    // The name of a rule that is not one of its own any more.
    assert_eq!(names(&listed(&["--select", "lint/paths-empty"])), ["api-without-methods"]);
    for text in ["import/path-reserved", "import/path-res*", "lint/security"] {
        let run = run(gatewright(&["rules", "--select", text]));
        assert_eq!(run.code, Some(2), "{text}: {}", run.out);
    }
}

#[test]
fn rules_of_the_project_are_listed_last() {
    let folder = scratch("rules-custom");
    let settings = "rules: { info-there: { where: info, must: present, description: Why. } }\n";
    std::fs::write(folder.join("gatewright.yaml"), settings).expect("settings");
    let rules = |arguments: &[&str]| {
        let mut command = gatewright(&[&["rules"], arguments].concat());
        command.current_dir(&folder);
        run(command).out
    };
    let table = "\
rule of this project  category        severity  preset       fix
info-there            custom          warning   import       -
    Why.

0 rules, 0 findings of an import, 1 rule of this project; `gatewright explain NAME` tells more about one
";
    assert_eq!(rules(&["--select", "custom"]), table);
    let json = rules(&["--select", "custom", "--format", "json"]);
    let json: Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["rules"][0]["origin"], "custom");
    assert!(rules(&[]).contains("\nrule of this project "));
    for name in ["info-there", "custom/info-there", "info-th*"] {
        assert_eq!(rules(&["--select", name]), table);
    }
}
