//! Whatever stands in a ruleset, reading and running it ends, and without a panic.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use gatewright_diagnostics::SourceId;
use gatewright_ruleset::Ruleset;
use gatewright_source::{Document, read};
use proptest::prelude::*;
use proptest::sample::Index;

const DEFINITION: &str = "
openapi: 3.0.1
info: { title: Pets, version: '1', description: 'to do' }
tags: [{ name: pets }, { name: Ants }]
paths:
  /pets/{id}:
    parameters: [{ $ref: '#/components/parameters/Id' }]
    get: &get
      operationId: get_pet
      responses: { 200: { content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } }
    put: { <<: *get, operationId: put_pet, deprecated: true }
    post: *get
components:
  parameters: { Id: { name: id, in: path, required: true } }
  schemas:
    Pet: { type: object, enum: [1, a], properties: { friend: { $ref: '#/components/schemas/Pet' } } }
    Circle: { $ref: '#/components/schemas/Circle' }
";

fn document(text: impl Into<Vec<u8>>) -> Document {
    read(SourceId(0), text.into()).value
}

/// Reads a text as rules in both forms, and holds them against a definition.
fn run(text: &[u8]) {
    let definition = document(DEFINITION);
    let rules = document(text);
    let Some(root) = rules.root() else { return };
    let mut sets = vec![Ruleset::declared(root).value];
    sets.push(Ruleset::spectral(root, "a.yaml", &mut |_, _| Err("no file".to_owned())).value);
    for set in sets {
        for finding in set.at("pets.yaml").check(&definition) {
            let message = &finding.diagnostic.message;
            assert!(!message.contains('\n') && message.len() < 10_000, "{message}");
            let span = finding.diagnostic.location.span;
            assert!(span.end as usize <= DEFINITION.len(), "{span:?}");
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "a test reads its fixtures")]
fn fixtures() -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/rulesets");
    let folders = fs::read_dir(root).expect("the folder of fixtures");
    let files =
        folders.flat_map(|it| fs::read_dir(it.expect("a folder").path()).expect("a folder"));
    let mut paths: Vec<_> = files.map(|it| it.expect("a file").path()).collect();
    paths.sort();
    let is_ruleset = |path: &std::path::PathBuf| {
        let name = path.to_string_lossy();
        name.ends_with(".rules.yaml") || name.ends_with(".spectral.yaml")
    };
    paths.iter().filter(|it| is_ruleset(it)).map(|it| fs::read(it).expect("a file")).collect()
}

/// One rule of Spectral with this path.
fn with_path(path: &str) -> String {
    let path = serde_json::Value::from(path);
    format!(
        "{{\"rules\": {{\"a\": {{\"given\": {path}, \"then\": {{\"field\": {path}, \"function\": \"undefined\"}}}}}}, \"b\": {{\"where\": {path}, \"must\": \"absent\"}}}}"
    )
}

fn with_pattern(pattern: &str) -> String {
    let pattern = serde_json::Value::from(pattern);
    format!(
        "{{\"rules\": {{\"a\": {{\"given\": \"$..*\", \"then\": {{\"function\": \"pattern\", \"functionOptions\": {{\"match\": {pattern}, \"notMatch\": {pattern}}}}}}}}}}}"
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_a_ruleset(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        run(&bytes);
    }

    #[test]
    fn what_is_changed_in_a_ruleset_is_survived(
        which in any::<Index>(),
        changes in prop::collection::vec((any::<Index>(), any::<Index>(), 0..30_usize, any::<u8>()), 1..8),
    ) {
        let fixtures = fixtures();
        let mut text = which.get(&fixtures).clone();
        for (at, from, length, byte) in changes {
            if text.is_empty() {
                break;
            }
            let at = at.index(text.len());
            let other = from.get(&fixtures);
            let from = from.index(other.len());
            let piece: Vec<u8> = match byte % 3 {
                0 => vec![byte],
                1 => Vec::new(),
                _ => other[from..(from + length).min(other.len())].to_vec(),
            };
            let end = (at + length % 5).min(text.len());
            text.splice(at..end, piece);
        }
        run(&text);
    }

    #[test]
    fn any_text_is_a_path(path in "\\$([.~^*?@$!&|=<>()\\[\\]'\"/ ,:a-z0-9-]|\\.\\.|\\[\\?\\(|@property|@parentProperty|===|&&|\\.match\\(/|/i\\)|\\.length|\\.paths|\\[\\*\\]){0,24}") {
        run(with_path(&path).as_bytes());
    }

    #[test]
    fn any_text_is_a_pattern(pattern in "([\\^$.|?*+(){}\\[\\]/\\\\a-z0-9,-]|\\(\\?[=!:]|\\(\\?<[=!a]|\\\\[dwsbk1]|\\)[*+]){0,20}") {
        run(with_pattern(&pattern).as_bytes());
    }
}

#[test]
fn what_nests_without_end_is_refused() {
    for open in ["[?(", "[?length(", "[", "(", "[?(!", "[?@.a[?"] {
        run(with_path(&format!("${}", open.repeat(600))).as_bytes());
    }
    for open in ["(", "[", "(?=", "(?:a"] {
        run(with_pattern(&open.repeat(2000)).as_bytes());
        run(with_pattern(&format!("{}{}", open.repeat(1000), ")*".repeat(1000))).as_bytes());
    }
    let not = "{\"not\":".repeat(200) + "\"present\"" + &"}".repeat(200);
    run(format!("{{\"a\": {{\"where\": \"info\", \"must\": {not}}}}}").as_bytes());
}

#[test]
fn a_chain_of_references_is_walked_to_its_end() {
    let mut text = String::from("openapi: 3.0.1\ncomponents:\n  schemas:\n");
    let length = 50_000;
    for number in 0..length {
        let next = number + 1;
        writeln!(text, "    S{number}: {{ items: {{ $ref: '#/components/schemas/S{next}' }} }}")
            .expect("a text takes all");
    }
    writeln!(text, "    S{length}: {{ type: string }}").expect("a text takes all");
    let definition = document(text);
    let rules = document(
        "rules:
  below: { given: \"$.components.schemas.S0..type\", then: { function: undefined } }
  schema: { given: $.components.schemas.S0, then: { function: schema, functionOptions: { schema: { required: [a] } } } }
",
    );
    let root = rules.root().expect("a mapping");
    let read = Ruleset::spectral(root, "", &mut |_, _| Err(String::new()));
    assert_eq!(read.diagnostics, []);
    assert_eq!(read.value.check(&definition).len(), 2);
    let all = document("all: { where: all-schemas, field: type, must: absent }");
    let all = Ruleset::declared(all.root().expect("a mapping")).value;
    assert_eq!(all.check(&definition).len(), 1);
}

#[test]
fn a_schema_that_refers_to_itself_comes_to_an_end() {
    let schemas = [
        "{\"$ref\": \"#\"}",
        "{\"allOf\": [{\"$ref\": \"#\"}]}",
        "{\"not\": {\"$ref\": \"#\"}}",
        "{\"definitions\": {\"a\": {\"anyOf\": [{\"$ref\": \"#/definitions/a\"}]}}, \"$ref\": \"#/definitions/a\"}",
        "{\"properties\": {\"paths\": {\"$ref\": \"#\"}}, \"additionalProperties\": {\"$ref\": \"#\"}}",
        "{\"patternProperties\": {\"(a+)+$\": {\"pattern\": \"(?:(?=(a+))a)*b\"}}}",
    ];
    for schema in schemas {
        run(format!("{{\"a\": {{\"where\": \"document\", \"must\": {{\"schema\": {schema}}}}}}}")
            .as_bytes());
    }
}

/// The messages of rules over a large definition.
fn messages(rules: &str) -> Vec<String> {
    let mut text = "openapi: 3.0.1\npaths:\n".to_owned();
    for number in 0..3000 {
        let _ =
            writeln!(text, "  /p{number}: {{ get: {{ tags: [a, b], x: {{ y: {{ z: 1 }} }} }} }}");
    }
    let definition = document(text);
    let rules = document(rules);
    let set = Ruleset::declared(rules.root().expect("a mapping")).value;
    let told = set.check(&definition);
    told.into_iter().map(|it| it.diagnostic.message).collect()
}

#[test]
fn a_rule_that_searches_all_again_and_again_is_stopped_and_says_so() {
    let searches = "all:\n  where: $..[?(@.a == 'b' || count($..[?(@.x)]) == 0)]\n  must: { present: false }\n";
    let said = "the rule looks at too much, and was not finished here";
    assert_eq!(messages(searches), [said]);
    let once = "all:\n  where: $..[?(@.z)]\n  must: { present: false }\n";
    assert!(!messages(once).contains(&said.to_owned()));
}

#[test]
fn a_schema_whose_references_multiply_is_none() {
    let mut schema = "{ definitions: { d0: { type: string }".to_owned();
    for level in 1..21 {
        let below = format!("{{ $ref: '#/definitions/d{}' }}", level - 1);
        let _ = write!(schema, ", d{level}: {{ allOf: [{below}, {below}, {below}, {below}] }}");
    }
    schema.push_str(" }, $ref: '#/definitions/d20' }");
    let rules = format!("bomb:\n  where: document\n  must: {{ schema: {schema} }}\n");
    let rules = document(rules);
    let read = Ruleset::declared(rules.root().expect("a mapping"));
    let said = format!("{:?}", read.diagnostics);
    assert!(said.contains("too many schemas"), "{said}");
}
