//! The types that describe rules for editors, and the reader that reads them, know the same rules: each
//! fixture in our own form is good to both or bad to both, rule by rule.

use std::fs;
use std::path::Path;

use gatewright_diagnostics::SourceId;
use gatewright_ruleset::{RuleSpec, Ruleset};
use gatewright_source::read;
use serde::Deserialize;

/// What only the reader can know of a rule: names and expressions.
const BEYOND_TYPES: [&str; 2] = ["custom-rule-name-unknown", "custom-rule-expression-invalid"];

/// Rules of the fixtures that are wrong in a way which no type can say.
const FINER: [&str; 3] = ["empty-condition", "empty-list", "no-bound"];

#[test]
#[expect(clippy::disallowed_methods, reason = "a test reads its fixtures")]
fn types_and_reader_agree_about_each_rule() {
    let schema = schemars::schema_for!(RuleSpec);
    let validator = jsonschema::validator_for(schema.as_value()).expect("a schema");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/rulesets");
    let (mut good, mut bad) = (0, 0);
    for folder in fs::read_dir(root).expect("the folder of fixtures") {
        let folder = folder.expect("a folder").path();
        for file in fs::read_dir(folder).expect("a folder") {
            let path = file.expect("a file").path();
            let name = path.file_name().and_then(|it| it.to_str()).expect("a name");
            if !name.ends_with(".rules.yaml") {
                continue;
            }
            let text = fs::read_to_string(&path).expect("a readable file");
            let document = read(SourceId(0), text.into()).value;
            let rules = document.root().expect("a mapping");
            let said = Ruleset::declared(rules).diagnostics;
            for (key, node) in rules.entries() {
                let rule = key.text().expect("a name");
                let pointer = node.pointer();
                let of_rule = said.iter().filter(|it| {
                    let place = it.location.pointer.as_str();
                    place
                        .strip_prefix(pointer.as_str())
                        .is_some_and(|it| it.is_empty() || it.starts_with('/'))
                });
                let names: Vec<&str> = of_rule.map(|it| it.metadata.name).collect();
                let value = node.to_json();
                let is_typed = RuleSpec::deserialize(&value).is_ok();
                assert_eq!(
                    is_typed,
                    validator.is_valid(&value),
                    "{rule}: {:?}",
                    validator.validate(&value)
                );
                if names.iter().any(|it| BEYOND_TYPES.contains(it)) || FINER.contains(&rule) {
                    continue;
                }
                let is_good = names.is_empty() || rule.contains(' ');
                // YAML takes `off` for a boolean, which JSON Schema cannot know.
                assert!(
                    is_typed == is_good || rule == "off",
                    "{rule}: {names:?}, and the types say {is_typed}"
                );
                if is_good { good += 1 } else { bad += 1 }
            }
        }
    }
    assert!(good > 40 && bad > 5, "{good} good rules and {bad} bad ones");
}
