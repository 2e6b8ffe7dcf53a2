//! The rules say nothing of what nobody knows before a deployment.

#[path = "../../gatewright-import/tests/unknowns/changes.rs"]
mod changes;

use changes::{marked, news, said};
use gatewright_import::ImportOptions;
use gatewright_lint::{Preset, Settings, lint};

fn settings() -> Settings {
    Settings { preset: Preset::All, ..Settings::default() }
}

/// Kinds that are told at the first of several places, and those that are silent where another one
/// tells the same, which nobody knows any more.
const ELSEWHERE: &[&str] = &[
    "descriptions-dropped",
    "document-unknown-field",
    "integration-uri-variable",
    "operation-described",
    "parameter-unique",
    "path-leading-slash",
    "path-trailing-slash",
    "proxy-ignored-settings",
    "schema-circular",
    "schema-keywords-dropped",
    "security-missing",
];

#[test]
fn nothing_is_said_that_may_not_hold() {
    let options = ImportOptions::default();
    for (folder, step) in
        [("lint/exemplary-oas30.yaml", 5), ("lint/exemplary-swagger.yaml", 5), ("rules", 43)]
    {
        let (count, news) = news(folder, step, ELSEWHERE, |document| {
            let lint = lint(document, &options, &settings());
            said(&document.value, lint.findings.iter().map(|it| &it.diagnostic))
        });
        assert!(count > 100, "{folder} has few places");
        assert!(news.is_empty(), "{}\n{}", news.len(), news.join("\n"));
    }
}

#[test]
fn a_placeholder_that_is_filled_is_none_that_is_left() {
    let told = |uri: &str| {
        let text = format!(
            "openapi: 3.0.1\ninfo: {{ title: Pets, version: '1' }}\npaths:\n  /pets:\n    get:\n      \
             x-amazon-apigateway-integration:\n        {{ type: http_proxy, httpMethod: GET, uri: {uri} }}\n"
        );
        let lint = lint(&marked(&text), &ImportOptions::default(), &settings());
        lint.findings
            .iter()
            .any(|it| it.diagnostic.metadata.name == "document-unresolved-placeholder")
    };
    assert!(told("'https://${Host}/pets'"));
    assert!(!told("!Partly 'https://${Host}/pets'"));
    assert!(!told("!Unknown '${Uri}'"));
}
