//! Fifty rules over definitions of growing size, which must take time in proportion to it.

use std::fmt::Write;

use divan::{Bencher, counter::BytesCount};
use gatewright_diagnostics::SourceId;
use gatewright_ruleset::Ruleset;
use gatewright_source::{Document, read};

fn main() {
    divan::main();
}

/// A definition of so many bytes, with references and nested schemas.
fn definition(bytes: usize) -> Document {
    let mut text = String::from("openapi: 3.0.1\ninfo: { title: Pets, version: '1' }\npaths:\n");
    let mut schemas = String::from("components:\n  schemas:\n");
    let mut number = 0;
    while text.len() + schemas.len() < bytes {
        write!(
            text,
            "  /pets-{number}/{{petId}}:
    get:
      operationId: getPet{number}
      summary: Gets a pet by its id
      tags: [pets]
      parameters:
        - {{ name: petId, in: path, required: true, schema: {{ type: string }} }}
        - {{ name: limit, in: query, schema: {{ type: integer }} }}
      responses:
        '200':
          description: OK
          content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/Pet{number}' }} }} }}
      x-amazon-apigateway-integration: {{ type: http_proxy, httpMethod: GET, uri: 'https://example.com' }}
"
        )
        .expect("a text takes all");
        write!(
            schemas,
            "    Pet{number}:
      type: object
      description: A pet
      required: [id, name]
      properties:
        id: {{ type: string, description: Which }}
        name: {{ type: string, maxLength: 80 }}
        friend: {{ $ref: '#/components/schemas/Pet{}' }}
",
            number / 2
        )
        .expect("a text takes all");
        number += 1;
    }
    read(SourceId(0), (text + &schemas).into()).value
}

/// Fifty rules of the kinds that people write: ten, each five times with a difference.
fn ruleset() -> Ruleset {
    let mut text = String::from("rules:\n");
    for number in 0..5 {
        let rules = [
            ("$.paths[*]~", "pattern", "{ match: '^/[a-z{}/-]+X?N' }"),
            ("$.paths[*][get,put,post].operationId", "casing", "{ type: camel }"),
            ("$..description", "pattern", "{ notMatch: '/todo N/i' }"),
            ("$.paths[*][*]", "schema", "{ schema: { required: [x-N] } }"),
            ("$..parameters[?(@.in === 'path')]", "xor", "{ properties: [name, x-N] }"),
            ("$..[?(@ && @.type === 'object')]", "or", "{ properties: [title, type, x-N] }"),
            ("$.components.schemas[*].properties[*]", "length", "{ max: 3N }"),
            ("$..[?(@property === 'schema')]", "truthy", "{}"),
            ("$.paths[*][*].tags[*]", "enumeration", "{ values: [pets, xN] }"),
            ("$.paths[*][*].responses[?(@property.match(/^2/))]", "defined", "{}"),
        ];
        for (index, (given, function, options)) in rules.iter().enumerate() {
            let options = options.replace('N', &number.to_string());
            writeln!(
                text,
                "  rule-{number}-{index}:\n    given: \"{given}\"\n    then: {{ function: {function}, functionOptions: {options} }}"
            )
            .expect("a text takes all");
        }
    }
    let document = read(SourceId(0), text.into()).value;
    let root = document.root().expect("a mapping");
    let read = Ruleset::spectral(root, "", &mut |_, _| Err(String::new()));
    assert_eq!(read.diagnostics, []);
    assert_eq!(read.value.rules().len(), 50);
    read.value
}

#[divan::bench(args = [100_000, 1_000_000, 4_000_000], sample_count = 5)]
fn fifty_rules(bencher: Bencher, bytes: usize) {
    let (ruleset, document) = (ruleset(), definition(bytes));
    let bytes = BytesCount::new(document.text().len());
    bencher.counter(bytes).bench(|| ruleset.check(&document).len());
}

#[divan::bench(sample_count = 20)]
fn reading_fifty_rules(bencher: Bencher) {
    bencher.bench(ruleset);
}
