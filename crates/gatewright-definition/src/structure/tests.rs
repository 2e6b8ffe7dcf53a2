//! The examples of each finding, the order of findings, and what must not be flagged.

use gatewright_diagnostics::{Diagnostic, SourceId, Words};

use super::{DIAGNOSTICS, check};

/// What is said of a document, and the text that each finding points at.
fn findings(text: &str) -> Vec<(Diagnostic, String)> {
    let read = gatewright_source::read(SourceId(0), text.as_bytes().to_vec());
    let Some(root) = read.value.root() else { return Vec::new() };
    let quoted = |d: Diagnostic| {
        let place = read.value.text()[d.location.span.range()].to_owned();
        (d, place)
    };
    check(root).into_iter().map(quoted).collect()
}

fn messages(text: &str) -> Vec<String> {
    let strip = |(d, _): (Diagnostic, String)| {
        d.message.trim_start_matches("Parse issue: attribute ").to_owned()
    };
    findings(text).into_iter().map(strip).collect()
}

/// The fenced blocks of a section of a documentation.
fn blocks<'a>(documentation: &'a str, section: &str, language: &str) -> Vec<&'a str> {
    let title = format!("## {section}\n");
    let Some((_, rest)) = documentation.split_once(&title) else { return Vec::new() };
    let section = rest.split("\n## ").next().unwrap_or_default();
    let fence = format!("```{language}\n");
    section.split(&fence).skip(1).filter_map(|block| block.split("```").next()).collect()
}

/// A document with this under `paths`.
fn with_paths(paths: &str) -> String {
    format!("openapi: 3.0.1\ninfo: {{ title: a, version: 1 }}\npaths:\n{paths}")
}

/// A document with this under `components`.
fn with_components(components: &str) -> String {
    format!(
        "openapi: 3.0.1\ninfo: {{ title: a, version: 1 }}\npaths: {{}}\ncomponents:\n{components}"
    )
}

macro_rules! recorded {
    ($case:literal) => {
        (
            $case,
            include_str!(concat!("../../../../testdata/structure/", $case, "/definition.yaml")),
            include_str!(concat!("../../../../testdata/structure/", $case, "/messages.txt")),
        )
    };
}
/// Documents with everything that the service's reader complains of, and its own complaints.
const RECORDED: [(&str, &str, &str); 4] =
    [recorded!("components"), recorded!("head"), recorded!("paths"), recorded!("schemas")];

#[test]
fn the_complaints_are_those_of_the_reader() {
    for (case, definition, recorded) in RECORDED {
        let said: Vec<_> = findings(definition).into_iter().map(|(d, _)| d.message).collect();
        let recorded: Vec<_> = recorded.lines().collect();
        assert_eq!(said, recorded, "{case}");
        assert!(!said.is_empty(), "{case}");
    }
}

#[test]
fn the_examples_of_each_finding_say_the_truth() {
    for metadata in DIAGNOSTICS {
        let documentation = metadata.documentation();
        let name = metadata.name;

        let (bad, good) =
            (blocks(&documentation, "Bad", "yaml"), blocks(&documentation, "Good", "yaml"));
        let texts = blocks(&documentation, "Message", "text");
        let quotes = usize::from(metadata.words == Words::Service);
        assert_eq!((bad.len(), good.len(), texts.len()), (1, 1, quotes), "{name}");

        let found = findings(bad[0]);
        assert_eq!(found.len(), 1, "{name}: {found:?}");
        let (diagnostic, _) = &found[0];
        assert_eq!(diagnostic.metadata.name, name);
        for text in texts {
            assert_eq!(diagnostic.message, text.trim_end(), "{name}");
        }
        assert!(diagnostic.label.is_some() && diagnostic.help.is_some(), "{name}");

        assert!(findings(good[0]).is_empty(), "{name}: {:?}", findings(good[0]));
    }
}

#[test]
fn the_groups_have_the_order_of_the_service() {
    let document = "
openapi: 3.0.3
tags: [{ name: a }, { name: a }]
info: { title: [], version: 1, contact: { url: nowhere } }
unknown: 1
paths:
  a:
    get: { operationId: x, responses: {} }
    put: { operationId: x }
";
    assert_eq!(
        messages(document),
        [
            "unknown is unexpected",
            "info.title is not of type `string`",
            "paths.'a'(put).responses is missing",
            "info.contact.nowhere",
            "paths. Resource a should start with /",
            "paths.'a'(put).operationId is repeated",
            "tags.a is repeated",
        ]
    );
}

#[test]
fn components_come_before_paths() {
    let document = "
openapi: 3.0.3
info: { title: a, version: 1 }
paths: { /a: { summary: [], get: { summary: [], responses: {} } } }
components: { responses: { R: 1 }, schemas: { S: 1 } }
";
    assert_eq!(
        messages(document),
        [
            "components.schemas.S is not of type `object`",
            "components.responses.responses.R is not of type `object`",
            "paths.'/a'.summary is not of type `string`",
            "paths.'/a'(get).summary is not of type `string`",
        ]
    );
}

#[test]
fn a_place_that_is_met_twice_is_said_once_with_both_spots() {
    let document = with_components(
        "
  schemas:
    S:
      type: object
      properties:
        a: { type: string, nulable: true }
        b: { type: string, nulable: true, properties: [] }
      required: yes
",
    );
    let found = findings(&document);
    let (first, place) = &found[0];
    assert_eq!(first.message, "Parse issue: attribute components.schemas.S.nulable is unexpected");
    assert_eq!((place.as_str(), first.related.len()), ("nulable", 1));
    assert_eq!(first.help.as_deref(), Some("write `nullable`, if that is meant"));
    assert_eq!(found.len(), 3);
}

#[test]
fn findings_point_at_keys_values_and_the_objects_that_lack_something() {
    let document = with_paths(
        "
  /a:
    get:
      tags: 1
      foo: 1
    post: { responses: { 200: {} } }
",
    );
    let places: Vec<_> = findings(&document).into_iter().map(|(_, place)| place).collect();
    assert_eq!(places, ["foo", "1", "get", "200"]);
}

#[test]
fn texts_are_lax_and_containers_are_not() {
    let document = with_paths(
        "
  /a:
    get:
      summary: 1
      description: null
      operationId: true
      deprecated: maybe
      tags:
      parameters:
      responses:
",
    );
    assert_eq!(
        messages(&document),
        [
            "paths.'/a'(get).tags is not of type `array`",
            "paths.'/a'(get).parameters is not of type `array`",
            "paths.'/a'(get).responses is not of type `object`",
        ]
    );
}

#[test]
fn numbers_that_are_texts_or_fractions_are_passed_over() {
    let document = with_components(
        "
  schemas:
    S: { type: string, maxLength: \"35\", minLength: 1.5, exclusiveMinimum: 3, maximum: many }
    T: { type: string, maxLength: [35], maximum: {} }
",
    );
    assert_eq!(
        messages(&document),
        [
            "components.schemas.T.maximum is not of type `double`",
            "components.schemas.T.maxLength is not of type `integer`",
        ]
    );
}

#[test]
fn an_array_needs_items_unless_something_else_makes_it_one() {
    let document = with_components(
        "
  schemas:
    A: { type: array }
    B: { type: array, allOf: [{ type: string }] }
    C: { type: array, additionalProperties: true }
    D: { type: array, items: {} }
    E: { $ref: '#/x', type: array }
",
    );
    assert_eq!(
        messages(&document),
        ["components.schemas.A.items is missing", "components.schemas.B.items is missing"]
    );
}

#[test]
fn encoded_texts_are_decoded() {
    let document = with_components(
        "
  schemas:
    A: { type: string, format: date, enum: [2020-01-01, yesterday, null], default: never }
    B: { type: string, format: date-time, enum: [2020-01-01] }
    C: { type: string, format: byte, default: '?' }
    D: { type: string, format: date, allOf: [], enum: [yesterday] }
",
    );
    assert_eq!(
        messages(&document),
        [
            "components.schemas.A.enum=`yesterday` is not of type `date`",
            "components.schemas.A.default=`never` is not of type `date`",
            "components.schemas.B.enum=`2020-01-01` is not of type `date-time`",
            "components.schemas.C.default=`?` is not of type `byte`",
        ]
    );
}

#[test]
fn a_reference_hides_its_siblings() {
    let document = with_paths(
        "
  /a:
    $ref: '#/paths/~1b'
    foo: 1
  /b:
    get:
      parameters: [{ $ref: '#/components/parameters/P', foo: 1 }]
      requestBody: { $ref: '#/components/requestBodies/B', foo: 1 }
      responses: { 200: { $ref: '#/components/responses/R', foo: 1 } }
",
    );
    assert!(messages(&document).is_empty());
}

#[test]
fn a_reference_that_is_no_text_is_said_to_be_none() {
    let document = with_paths(
        "
  /a: { $ref: { foo: 1 } }
  /b: { get: { parameters: [{ $ref: 1 }], responses: {} } }
",
    );
    assert_eq!(
        messages(&document),
        ["paths.'/a'.foo is unexpected", "paths.'/b'(get).parameters.$ref is not of type `string`"]
    );
}

#[test]
fn references_to_components_are_followed_one_step() {
    let references = [
        ("#/components/schemas/A", true),
        ("#/components/schemas/A/properties/none", true),
        ("#/components", true),
        ("#/definitions/None", true),
        ("None", true),
        ("#/components/schemas/None", false),
        ("#/components/schemas/", false),
        ("#/components/schemas", false),
        ("#/components/unknown/A", false),
        ("#/components/responses/A", false),
    ];
    for (reference, is_there) in references {
        let document = format!(
            "
openapi: 3.0.1
info: {{ title: a, version: 1 }}
paths:
  /a:
    post:
      requestBody: {{ content: {{ a/b: {{ schema: {{ $ref: '{reference}' }} }} }} }}
      responses: {{}}
components: {{ schemas: {{ A: {{}} }} }}
"
        );
        let expected: &[String] =
            &[format!("paths.'/a'(post).requestBody.content.schema.{reference} is missing")];
        let expected = if is_there { &[] } else { expected };
        assert_eq!(messages(&document), expected, "{reference}");
    }
}

#[test]
fn path_variables_are_looked_for_on_each_verb() {
    let document = with_paths(
        "
  /{proxy+}:
    x-amazon-apigateway-any-method: { responses: {} }
    head: { responses: {} }
    get:
      parameters: [{ name: proxy, in: path, schema: {} }]
      responses: {}
    put:
      parameters: [{ name: proxy+, in: path, schema: {} }]
      responses: {}
    post:
      parameters: [{ $ref: '#/components/parameters/Anything' }]
      responses: {}
",
    );
    let found = findings(&document);
    let places: Vec<_> = found.iter().map(|(_, place)| place.as_str()).collect();
    assert_eq!(places, ["get", "head"]);
    assert_eq!(
        found[0].0.message,
        "Parse issue: attribute paths.'/{proxy+}'. Declared path parameter proxy+ needs to be \
         defined as a path parameter in path or operation level"
    );
    // The import refuses a parameter with a plus sign in its name.
    let help = found[0].0.help.as_deref();
    assert!(help.is_some_and(|help| help.contains("`proxy`") && help.contains("$ref")), "{help:?}");
}

#[test]
fn variables_that_fill_no_segment_are_left_alone() {
    let document = with_paths(
        "
  /a/{id}.json: { get: { responses: {} } }
  /b/{pet-id}: { get: { responses: {} } }
  /c/{x}-{y}: { get: { responses: {} } }
  /d/{}: { get: { responses: {} } }
",
    );
    assert!(messages(&document).is_empty());
}

#[test]
fn parameters_are_compared_through_references() {
    let document = "
openapi: 3.0.1
info: { title: a, version: 1 }
paths:
  /a:
    parameters:
      - { name: p, in: query, schema: {} }
      - { $ref: '#/components/parameters/P' }
      - { $ref: '#/components/parameters/Q' }
      - { $ref: other.yaml#/P }
      - { $ref: other.yaml#/Q }
components:
  parameters:
    P: { name: p, in: query, schema: {} }
    Q: { name: q, in: query, schema: {} }
";
    assert_eq!(messages(document), vec!["paths.'/a'.There are duplicate parameter values"; 3]);
}

#[test]
fn parameters_that_cannot_be_read_are_named() {
    let document = with_paths(
        "
  /a:
    parameters:
      - 1
      - { in: body, name: b, schema: [] }
      - { name: c }
      - { in: query }
",
    );
    assert_eq!(
        messages(&document),
        [
            "paths.'/a'.[b].in is not of type `string`",
            "paths.'/a'.[c].in is missing",
            "paths.'/a'.[['unknown']].name is missing",
        ]
    );
}

#[test]
fn what_the_service_takes_without_a_word_is_fine() {
    let document = r##"
openapi: 3.0.1
info: { title: a, version: 1, x-anything: 1 }
servers: [{ url: / }]
tags: [{ name: a }]
x-amazon-apigateway-binary-media-types: ["*/*"]
x-amazon-apigateway-documentation: { version: 1, documentationParts: [] }
security: [{ key: [] }, {}]
paths:
  /echo/{data}:
    x-amazon-apigateway-any-method:
      x-amazon-apigateway-integration: { type: mock, payloadFormatVersion: 2.0 }
  /pets:
    x-anything: 1
    get:
      summary: a
      tags: [a]
      security: []
      responses:
        200:
          description: ok
          content:
            application/json: { schema: { type: array, items: { $ref: "#/components/schemas/A" } } }
      x-amazon-apigateway-integration: { type: mock, responses: { default: { statusCode: 200 } } }
components:
  schemas:
    A: { type: object, properties: { b: { $ref: "#/components/schemas/B" } }, x-anything: 1 }
    B: { type: object, additionalProperties: false, properties: { a: { $ref: "#/components/schemas/A" } } }
  securitySchemes:
    key: { type: apiKey, name: x-api-key, in: header }
"##;
    assert_eq!(messages(document), Vec::<String>::new());
}

#[test]
fn parts_that_stop_the_reader_come_first() {
    let document = with_paths(
        "
  /a:
    unknown: 1
    get:
      parameters: [{ name: a, in: query, style: fancy }]
      requestBody: { content: { a/b: , c/d: { encoding: { e: 1 } } } }
      callbacks: { c: 1, d: { e: 1 } }
      servers: [{ url: /, variables: { v: 1 } }]
      responses: {}
  /{a}: { $ref: 1 }
  /b: { $ref: 1 }
",
    );
    assert_eq!(
        messages(&document),
        [
            "the `style` of a parameter must be a known one",
            "a media type must be a mapping",
            "an encoding must be a mapping",
            "a callback must be a mapping",
            "an entry of a callback must be a mapping",
            "a server variable must be a mapping",
            "the `$ref` of a path must be a text",
            "paths.'/a'.unknown is unexpected",
            "paths.'/a'(get).parameters.[a].style is not of type `string`",
        ]
    );
}
