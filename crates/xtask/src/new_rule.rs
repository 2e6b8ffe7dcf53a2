//! `cargo xtask new-rule NAME`: the files of a rule, to start from, and its lines in the lists.
//!
//! What is written is a rule that works: it looks for an operation that is called `replaceMe`, and its
//! examples and fixtures have one and have none. So the tests pass at once, and go on telling what is
//! missing while the rule becomes what it should be.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use gatewright_lint::{Entry, entries};

use crate::at;

/// Beginnings of names that give advice. A name says what the fault is.
const ADVICE: [&str; 5] = ["no-", "use-", "prefer-", "avoid-", "missing-"];

/// Writes the files of a rule of that name.
pub(crate) fn run(root: &Path, name: &str, out: &mut impl Write) -> io::Result<bool> {
    if let Some(fault) = fault(name) {
        writeln!(out, "{name}: {fault}")?;
        return Ok(false);
    }
    let module = name.replace('-', "_");
    let rules = "crates/gatewright-lint/src/rules.rs";
    let file = format!("crates/gatewright-lint/src/rules/{module}.rs");
    if root.join(&file).exists() {
        writeln!(out, "{name}: {file} is there already")?;
        return Ok(false);
    }
    let list =
        fs::read_to_string(root.join(rules)).map_err(|error| at(&root.join(rules), &error))?;
    let list = with_rule(&list, &module, &type_name(name))
        .ok_or_else(|| at(&root.join(rules), &"its two lists are not as they were"))?;
    let folder = format!("testdata/rules/{name}");
    let files = [
        (file, rule(name)),
        (format!("{folder}/bad.yaml"), definition("replaceMe")),
        (format!("{folder}/good.yaml"), definition("listPets")),
        (rules.to_owned(), list),
    ];
    for (path, text) in files {
        let full = root.join(&path);
        let parent = full.parent().unwrap_or(root);
        fs::create_dir_all(parent).map_err(|error| at(parent, &error))?;
        fs::write(&full, text).map_err(|error| at(&full, &error))?;
        writeln!(out, "wrote {path}")?;
    }
    writeln!(
        out,
        "Write the rule, then run `INSTA_UPDATE=always cargo test -p gatewright-lint --test rules`, \
         read the snapshot, and run `cargo xtask docs`."
    )?;
    Ok(true)
}

/// Why no rule may have that name.
fn fault(name: &str) -> Option<&'static str> {
    let is_legal = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(is_legal);
    let begins_well = name.starts_with(|c: char| c.is_ascii_lowercase());
    if !begins_well || !name.split('-').all(is_word) || !name.contains('-') {
        return Some(
            "a name is several words of small letters and digits, with hyphens between them",
        );
    }
    if ADVICE.iter().any(|advice| name.starts_with(advice)) {
        return Some(
            "a name says what the fault is, not what to do: subject first, as `path-reserved`",
        );
    }
    let all = entries();
    let is_taken = all.iter().flat_map(Entry::names).any(|known| known == name);
    is_taken.then_some("a rule or a finding of an import is called so; see `gatewright explain`")
}

/// `PathReserved` of `path-reserved`.
fn type_name(name: &str) -> String {
    let words = name.split('-').map(|word| {
        let (first, rest) = word.split_at(1);
        first.to_ascii_uppercase() + rest
    });
    words.collect()
}

/// The file of all rules with one more, in both lists at its place.
fn with_rule(text: &str, module: &str, type_name: &str) -> Option<String> {
    let (mut modules, others): (Vec<&str>, Vec<&str>) =
        text.lines().partition(|line| line.starts_with("mod "));
    let line = format!("mod {module};");
    modules.push(&line);
    modules.sort_unstable();
    let others = others.join("\n");
    // The modules stood between the header and what is used.
    let (header, rest) = others.split_once("\n\n")?;
    let (before, list) = rest.split_once("&[&Rule] =")?;
    let list = list.split_once("&[")?.1;
    let (list, after) = list.split_once("];")?;
    let added = format!("{module}::{type_name}::RULE");
    let mut list: Vec<&str> = list.split(',').map(str::trim).filter(|it| !it.is_empty()).collect();
    list.push(&added);
    list.sort_unstable();
    let modules = modules.join("\n");
    let list: Vec<String> = list.iter().map(|rule| format!("    {rule},\n")).collect();
    let list = list.concat();
    let before = before.trim_start_matches('\n');
    Some(format!("{header}\n\n{modules}\n\n{before}&[&Rule] = &[\n{list}];{}\n", after.trim_end()))
}

fn rule(name: &str) -> String {
    let type_name = type_name(name);
    let version = env!("CARGO_PKG_VERSION");
    format!(
        r#"//! What the rule looks at, in a few words.

use crate::checks::{{Check, visit}};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::Operation;

declare_rule! {{
    /// An operation that has the fault.
    ///
    /// ## Why
    ///
    /// What happens because of it.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: replaceMe
    ///       responses: {{ "200": {{ description: OK }} }}
    ///       x-amazon-apigateway-integration:
    ///         {{ type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }}
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       responses: {{ "200": {{ description: OK }} }}
    ///       x-amazon-apigateway-integration:
    ///         {{ type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }}
    /// ```
    {type_name} {{
        name: "{name}",
        category: Correctness,
        severity: Warning,
        preset: Recommended,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "{version}",
        yields_to: [],
        visits: [Operation],
    }}
}}

impl Check<visit::Operation> for {type_name} {{
    fn check<'a>(operation: &Operation<'a>, cx: &mut Context<'a>) {{
        let Some(id) = &operation.operation_id else {{ return }};
        cx.judged();
        if id.as_str() == "replaceMe" {{
            cx.report(id.at, "the operation has the fault")
                .label("this is wrong here")
                .help("do this");
        }}
    }}
}}
"#
    )
}

fn definition(operation_id: &str) -> String {
    format!(
        "openapi: 3.0.1
info:
  title: Pets
  version: \"1.0\"
paths:
  /pets:
    get:
      operationId: {operation_id}
      responses:
        \"200\":
          description: All pets
      x-amazon-apigateway-integration:
        type: http_proxy
        httpMethod: GET
        uri: https://pets.example.com/pets
"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{scratch, workspace};

    const RULES: &str = "crates/gatewright-lint/src/rules.rs";

    fn read(root: &Path, path: &str) -> String {
        fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    #[test]
    fn a_rule_gets_its_files_and_its_lines_and_none_twice() {
        let root = scratch("new-rule");
        let old = read(&workspace(), RULES);
        fs::create_dir_all(root.join("crates/gatewright-lint/src/rules")).expect("a folder");
        fs::write(root.join(RULES), &old).expect("a file");
        // The first, the last, and one between them.
        let names = ["a-first-rule", "zoo-without-animals", "path-with-rule-2"];
        for name in names {
            assert!(run(&root, name, &mut Vec::new()).expect("files"), "{name}");
            assert!(!run(&root, name, &mut Vec::new()).expect("an answer"), "{name}, again");
            let folder = format!("testdata/rules/{name}");
            assert!(read(&root, &format!("{folder}/bad.yaml")).contains("replaceMe"));
            assert!(!read(&root, &format!("{folder}/good.yaml")).contains("replaceMe"));
        }
        let rules = read(&root, RULES);
        for line in [
            "mod a_first_rule;\n",
            "mod zoo_without_animals;\n",
            "\n    a_first_rule::AFirstRule::RULE,\n",
            "\n    path_with_rule_2::PathWithRule2::RULE,\n",
            "\n    zoo_without_animals::ZooWithoutAnimals::RULE,\n];\n",
        ] {
            assert_eq!(rules.matches(line).count(), 1, "{line} in {rules}");
        }
        let sorted = |start: &str, end: &str| {
            let lines = rules.lines().filter(|it| it.starts_with(start) && it.ends_with(end));
            let lines: Vec<&str> = lines.collect();
            assert!(lines.is_sorted(), "{rules}");
            lines.len()
        };
        let count = sorted("mod ", ";");
        assert_eq!(sorted("    ", "::RULE,"), count);
        assert_eq!(count, gatewright_lint::rules().len() + names.len());
        // Nothing else changed.
        let rest = |text: &str| {
            let lines = text.lines().filter(|it| !it.starts_with("mod ") && !it.contains("::RULE"));
            lines.map(str::to_owned).collect::<Vec<_>>()
        };
        let head = |text: &str| rest(text).into_iter().take(9).collect::<Vec<_>>();
        assert_eq!(head(&rules), head(&old));
    }

    #[test]
    fn the_rule_is_declared_as_others_are() {
        let members = |text: &str| {
            let (_, rest) = text.split_once("declare_rule! {\n").expect("a declaration");
            let lines = rest.lines().filter(|line| !line.trim_start().starts_with("///"));
            let lines = lines.take_while(|line| *line != "    }");
            lines.filter_map(|line| Some(line.split_once(": ")?.0.to_owned())).collect::<Vec<_>>()
        };
        let other = read(&workspace(), "crates/gatewright-lint/src/rules/path_reserved.rs");
        assert_eq!(members(&rule("path-of-mine")), members(&other));
        assert!(members(&other).len() > 5);
    }

    #[test]
    fn names_are_words_that_say_what_the_fault_is() {
        for name in ["path-reserved-2", "cors-origin-any", "pathways-closed"] {
            assert_eq!(fault(name), None, "{name}");
        }
        for name in [
            "",
            "path",
            "Path-Reserved",
            "path_reserved",
            "path--one",
            "-path",
            "path-",
            "2-paths",
            "no-path",
            "use-path",
            "prefer-path",
            "avoid-path",
            "missing-path",
            "path-reserved",
            "operation-open",
        ] {
            assert!(fault(name).is_some(), "{name}");
        }
    }
}
