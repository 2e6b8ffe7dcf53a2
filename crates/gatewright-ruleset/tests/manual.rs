//! The rules that `docs/custom-rules.md` shows are ones that can be read.

use std::fs;
use std::path::Path;

use gatewright_diagnostics::SourceId;
use gatewright_ruleset::{Loaded, Ruleset};
use gatewright_source::read;

#[test]
#[expect(clippy::disallowed_methods, reason = "a test reads the page that it checks")]
fn each_rule_that_is_shown_can_be_read() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/custom-rules.md");
    let page = fs::read_to_string(path).expect("the page");
    let blocks: Vec<&str> =
        page.split("```yaml\n").skip(1).filter_map(|text| text.split("```").next()).collect();
    assert!(blocks.len() > 4, "where are the examples?");
    for block in blocks {
        let document = read(SourceId(0), block.to_owned().into());
        assert_eq!(document.diagnostics, [], "{block}");
        let root = document.value.root().expect("a mapping");
        // Which rulesets there are is the business of the settings.
        if root.get("rulesets").is_some() {
            continue;
        }
        let checked = if block.contains("given:") {
            let mut load = |_: &str, reference: &str| {
                let document = read(SourceId(1), "rules: {}".to_owned().into()).value;
                Ok(Loaded { path: reference.to_owned(), document })
            };
            Ruleset::spectral(root, "ruleset.yaml", &mut load)
        } else {
            Ruleset::declared(root.get("rules").expect("rules"))
        };
        assert_eq!(checked.diagnostics, [], "{block}");
        assert!(!checked.value.is_empty(), "{block}");
    }
}
