//! The time from the bytes of a template to its API, beside reading the definition in it as a file of its own:
//! `cargo bench -p gatewright-template`. Compare rows of one run: no template may take twice the time of its definition.

#[path = "../../gatewright-source/benches/definitions/mod.rs"]
mod definitions;

use std::fmt::Write;

use definitions::{Definition, SIZES};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use gatewright_diagnostics::SourceId;
use gatewright_source::{Files, Unreadable, read};
use gatewright_template::{Found, Request, find};

fn main() {
    for template in [yaml(SIZES[0]), json(SIZES[0]), sam(SIZES[0]), included()] {
        let found = found(template.into_bytes(), &Api(Definition::new(SIZES[0]).yaml));
        let nodes = found.apis.first().map_or(0, |api| api.document.value.len());
        assert!(nodes > 1000, "a definition that is not found says nothing about the time");
    }
    divan::main();
}

/// What is included is this.
struct Api(String);

impl Files for Api {
    fn read(&self, _: &str) -> Result<Vec<u8>, Unreadable> {
        Ok(self.0.clone().into_bytes())
    }
}

fn found(bytes: Vec<u8>, api: &Api) -> Found {
    find("template.yaml", bytes, &Request::new(black_box(api)))
}

/// The definition, with a function in each operation.
fn with_functions(definition: &str) -> String {
    definition
        .replace("uri: \"arn:aws:", "uri: !Sub \"arn:${AWS::Partition}:")
        .replace("uri: arn:aws:", "uri: !Sub arn:${AWS::Partition}:")
}

fn template(kind: &str, member: &str, size: usize) -> String {
    let definition = with_functions(&Definition::new(size).yaml);
    assert!(definition.contains("!Sub"), "there are no functions in it");
    let mut text =
        format!("Resources:\n  Api:\n    Type: {kind}\n    Properties:\n      {member}:\n");
    for line in definition.lines() {
        text.push_str("        ");
        text.push_str(line);
        text.push('\n');
    }
    text
}

fn yaml(size: usize) -> String {
    template("AWS::ApiGateway::RestApi", "Body", size)
}

fn sam(size: usize) -> String {
    template("AWS::Serverless::Api", "DefinitionBody", size)
}

fn json(size: usize) -> String {
    let definition = Definition::new(size).json;
    let mut text = String::from(
        r#"{ "Resources": { "Api": { "Type": "AWS::ApiGateway::RestApi", "Properties": { "Body": "#,
    );
    for line in definition.lines() {
        match line.split_once(r#""uri": "#) {
            Some((before, uri)) => {
                let (uri, comma) = uri.strip_suffix(',').map_or((uri, ""), |it| (it, ","));
                write!(text, r#"{before}"uri": {{ "Fn::Sub": {uri} }}{comma}"#).expect("a text");
            }
            None => text.push_str(line),
        }
        text.push('\n');
    }
    text.push_str("} } } }");
    text
}

fn included() -> String {
    "Resources:\n  Api:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n      Body:\n        Fn::Transform: { Name: AWS::Include, Parameters: { Location: api.yaml } }\n".to_owned()
}

fn bench(bencher: Bencher<'_, '_>, template: String, api: &Api) {
    let bytes = template.into_bytes();
    let counter = BytesCount::new(bytes.len());
    bencher.counter(counter).with_inputs(|| bytes.clone()).bench_values(|it| found(it, api));
}

#[divan::bench(args = SIZES)]
fn yaml_1_definition_read(bencher: Bencher<'_, '_>, size: usize) {
    let bytes = Definition::new(size).yaml.into_bytes();
    let counter = BytesCount::new(bytes.len());
    bencher.counter(counter).with_inputs(|| bytes.clone()).bench_values(|it| read(SourceId(0), it));
}

#[divan::bench(args = SIZES)]
fn yaml_2_template(bencher: Bencher<'_, '_>, size: usize) {
    bench(bencher, yaml(size), &Api(String::new()));
}

#[divan::bench(args = SIZES)]
fn yaml_3_template_of_sam(bencher: Bencher<'_, '_>, size: usize) {
    bench(bencher, sam(size), &Api(String::new()));
}

#[divan::bench(args = SIZES)]
fn yaml_4_included(bencher: Bencher<'_, '_>, size: usize) {
    bench(bencher, included(), &Api(Definition::new(size).yaml));
}

#[divan::bench(args = SIZES)]
fn json_1_definition_read(bencher: Bencher<'_, '_>, size: usize) {
    let bytes = Definition::new(size).json.into_bytes();
    let counter = BytesCount::new(bytes.len());
    bencher.counter(counter).with_inputs(|| bytes.clone()).bench_values(|it| read(SourceId(0), it));
}

#[divan::bench(args = SIZES)]
fn json_2_template(bencher: Bencher<'_, '_>, size: usize) {
    bench(bencher, json(size), &Api(String::new()));
}
