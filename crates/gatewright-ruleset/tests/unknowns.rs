//! Custom rules say nothing of what nobody knows before a deployment, either.

#[path = "../../gatewright-import/tests/unknowns/changes.rs"]
mod changes;

use changes::{marked, news, said};
use gatewright_diagnostics::{Checked, SourceId};
use gatewright_import::ImportOptions;
use gatewright_lint::{Settings, lint_with};
use gatewright_ruleset::Ruleset;
use gatewright_source::{Document, read};

const RULES: &str = "
rules:
  title: { given: $.info, then: { field: title, function: pattern, functionOptions: { match: '^[a-z]+$' } } }
  contact: { given: $.info, then: { field: x-contact, function: truthy } }
  no-servers: { given: $, then: { field: servers, function: falsy } }
  host: { given: $.paths.*.*.x-amazon-apigateway-integration.type, then: { function: enumeration, functionOptions: { values: [mock] } } }
  id: { given: '$.paths.*[get,post]', then: { field: operationId, function: casing, functionOptions: { type: kebab } } }
  short: { given: $.info.description, then: { function: length, functionOptions: { max: 3 } } }
  few: { given: $.paths, then: { function: length, functionOptions: { max: 1 } } }
  sorted: { given: $.tags, then: { function: alphabetical, functionOptions: { keyedBy: name } } }
  used: { given: $.components.schemas, then: { function: unreferencedReusableObject, functionOptions: { reusableObjectsLocation: '#/components/schemas' } } }
  one: { given: '$.paths.*[get,post]', then: { function: xor, functionOptions: { properties: [deprecated, x-old] } } }
  described: { given: '$.paths.*[get,post]', then: { function: schema, functionOptions: { schema: { required: [x-owner], anyOf: [{ required: [deprecated] }, { properties: { tags: { maxItems: 0 } } }] } } } }
";

fn told(document: &Checked<Document>) -> Vec<gatewright_lint::Finding> {
    let rules = read(SourceId(0), RULES.into()).value;
    let root = rules.root().expect("a mapping");
    let read = Ruleset::spectral(root, "", &mut |_, _| Err(String::new()));
    assert_eq!(read.diagnostics, []);
    let custom = read.value.at("pets.yaml").custom(&document.value);
    let lint = lint_with(document, &ImportOptions::default(), &Settings::default(), custom);
    let is_custom =
        |it: &gatewright_lint::Finding| it.diagnostic.metadata.id().starts_with("custom/");
    lint.findings.into_iter().filter(is_custom).collect()
}

#[test]
fn nothing_is_said_that_may_not_hold() {
    let (count, news) = news("lint/exemplary-oas30.yaml", 3, &[], |document| {
        let told = told(document);
        assert!(!told.is_empty());
        said(&document.value, told.iter().map(|it| &it.diagnostic))
    });
    assert!(count > 100);
    assert!(news.is_empty(), "{}\n{}", news.len(), news.join("\n"));
}

#[test]
fn what_is_known_is_judged() {
    let names = |info: &str| {
        let text = format!("openapi: 3.0.1\ninfo: {info}\npaths: {{}}\n");
        let told = told(&marked(&text));
        told.iter().map(|it| it.diagnostic.metadata.name).collect::<Vec<_>>()
    };
    assert_eq!(names("{ title: Pets, version: '1' }"), ["contact", "title"]);
    assert_eq!(names("{ title: !Unknown '${Title}', version: '1' }"), ["contact"]);
    assert_eq!(names("{ title: Pets, !Unknown '${Name}' : !Unknown '${Value}' }"), ["title"]);
    assert_eq!(names("!Unknown '${Info}'"), Vec::<&str>::new());
}
