//! Suppressions change nothing but what is told: not what an import makes of a definition, whatever
//! object they stand in, and not what other rules have to say.

use gatewright_diagnostics::SourceId;
use gatewright_import::ImportOptions;
use gatewright_lint::{Finding, Lint, Preset, Selector, Settings, lint};

const DEFINITION: &str = r#"
openapi: 3.0.1
MARK
info: { title: Pets, version: "1", MARK }
paths:
  /ping:
    MARK
    get:
      MARK
      parameters:
        - { name: a, in: query, MARK, schema: { type: string, MARK } }
      responses:
        "200":
          MARK
          description: OK
          content: { application/json: { MARK, schema: { $ref: "\#/components/schemas/Pet" } } }
      x-amazon-apigateway-integration:
        { type: http_proxy, httpMethod: GET, uri: "https://example.com/ping", MARK }
components:
  MARK
  schemas:
    Pet: { type: object, MARK, properties: { a: { type: string, MARK } } }
"#;

fn look(text: &str, settings: &Settings) -> Lint {
    let document = gatewright_source::read(SourceId(0), text.replace("\\#", "#").into());
    lint(&document, &ImportOptions::default(), settings)
}

fn names(findings: &[Finding]) -> Vec<&'static str> {
    findings.iter().map(|finding| finding.diagnostic.metadata.name).collect()
}

#[test]
fn the_member_for_json_changes_neither_the_api_nor_what_else_is_said() {
    // Without it, each place has a member that nobody reads.
    let without = DEFINITION.replace("MARK,", "").replace(", MARK", "").replace("MARK", "x-y: 1");
    let with = DEFINITION.replace("MARK", "x-gatewright-ignore: path-reserved");
    let ignore = ["operation-dropped-fields", "suppression-unused"].map(Selector::parse);
    let settings = Settings { preset: Preset::All, ignore: ignore.into(), ..Settings::default() };
    let (without, with) = (look(&without, &settings), look(&with, &settings));
    assert!(with.import.api.is_some());
    assert_eq!(with.import.api, without.import.api);
    assert_eq!(names(&with.suppressed), ["path-reserved"]);
    let mut rest = names(&without.findings);
    rest.retain(|name| *name != "path-reserved");
    assert_eq!(names(&with.findings), rest);
    let all = look(
        &DEFINITION.replace("MARK", "x-gatewright-ignore: path-reserved"),
        &Settings { preset: Preset::All, ..Settings::default() },
    );
    assert!(!names(&all.findings).contains(&"operation-dropped-fields"), "{:?}", all.findings);
}
