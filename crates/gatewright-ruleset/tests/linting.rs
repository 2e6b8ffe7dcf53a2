//! Custom rules as a part of a lint: settings choose among them, whatever the preset.

use gatewright_diagnostics::{Checked, SourceId};
use gatewright_import::ImportOptions;
use gatewright_lint::{Level, Preset, Selector, Settings, Severity, lint_with};
use gatewright_ruleset::Ruleset;
use gatewright_source::{Document, read};

const DEFINITION: &str = "
openapi: 3.0.1
info: { title: Pets, version: '1' }
paths:
  /old:
    get: { responses: { 200: { description: OK } }, x-amazon-apigateway-integration: { type: mock } }
  /new:
    get: { responses: { 200: { description: OK } }, x-amazon-apigateway-integration: { type: mock } }
";

const RULES: &str = "
rules:
  summary: { severity: warn, given: '$.paths[*].get', then: { field: summary, function: truthy } }
  contact: { severity: error, given: $.info, then: { field: contact, function: truthy } }
overrides:
  - { files: ['pets.yaml#/paths/~1old'], rules: { summary: info } }
";

fn document(text: &str) -> Checked<Document> {
    read(SourceId(0), text.to_owned().into())
}

/// What the rules say under these settings: name, line and severity.
fn said(settings: &Settings) -> Vec<(&'static str, u32, Severity)> {
    let rules = document(RULES).value;
    let root = rules.root().expect("a mapping");
    let read = Ruleset::spectral(root, "", &mut |_, _| Err(String::new()));
    assert_eq!(read.diagnostics, []);
    let definition = document(DEFINITION);
    let custom = read.value.at("pets.yaml").custom(&definition.value);
    let lint = lint_with(&definition, &ImportOptions::default(), settings, custom);
    let custom =
        lint.findings.iter().filter(|it| it.diagnostic.metadata.id().starts_with("custom/"));
    let told = custom.map(|it| {
        let at = definition.value.position(it.diagnostic.location.span.start);
        (it.diagnostic.metadata.name, at.line, it.severity)
    });
    told.collect()
}

#[test]
fn rules_of_a_project_run_with_every_preset() {
    for preset in Preset::ALL {
        let settings = Settings { preset: *preset, ..Settings::default() };
        let said = said(&settings);
        assert_eq!(said[0], ("contact", 3, Severity::Error), "{preset}");
        assert_eq!(said.len(), 3, "{preset}");
    }
}

#[test]
fn places_have_severities_of_their_own() {
    let said = said(&Settings::default());
    assert_eq!(said[1..], [("summary", 6, Severity::Info), ("summary", 8, Severity::Warning)]);
}

#[test]
fn settings_mean_them_by_name_by_stage_and_by_category() {
    let ignoring = |text: &str| {
        let ignore = vec![Selector::parse(text)];
        said(&Settings { ignore, ..Settings::default() }).len()
    };
    assert_eq!(ignoring("summary"), 1);
    assert_eq!(ignoring("custom/summary"), 1);
    assert_eq!(ignoring("lint/summary"), 3);
    assert_eq!(ignoring("custom/*"), 0);
    assert_eq!(ignoring("custom"), 0);
    let severities = vec![(Selector::parse("summary"), Level::On(Severity::Error))];
    let said = said(&Settings { severities, ..Settings::default() });
    assert!(said.iter().all(|(_, _, severity)| *severity == Severity::Error));
}

#[test]
fn rules_are_shared_between_threads() {
    fn is_shared<T: Send + Sync>() {}
    is_shared::<Ruleset>();
}
