//! Templates of CloudFormation that ask for more than is computed: each comes to an end soon, and is told of
//! where it stopped.

#![expect(clippy::disallowed_methods, reason = "tests read fixtures")]

mod folder;

use std::fmt::Write;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use folder::Folder;
use gatewright_diagnostics::Diagnostic;
use gatewright_template::{Found, Request, find};

const STOPPED: &str = "template-evaluation-stopped";

/// Builds of tests are many times slower than what people use.
const SOON: Duration = Duration::from_secs(60);

fn found(template: &str) -> Found {
    let files = Folder(PathBuf::from("."));
    let start = Instant::now();
    let found = find("template.yaml", template.into(), &Request::new(&files));
    let taken = start.elapsed();
    assert!(taken < SOON, "it took {taken:?}");
    found
}

/// What the findings that something stopped stand at.
fn stops<'t>(found: &Found, template: &'t str) -> Vec<&'t str> {
    let of_apis = found.apis.iter().flat_map(|it| &it.document.diagnostics);
    let all = found.diagnostics.iter().chain(of_apis);
    let stopped = all.filter(|it: &&Diagnostic| it.metadata.name == STOPPED);
    stopped.map(|it| template.get(it.location.span.range()).unwrap_or_default()).collect()
}

/// Conditions of which each but the first is made of the one before.
fn conditions(number: usize, of: impl Fn(usize) -> String) -> String {
    let mut text = "Parameters: { P: { Type: String, Default: a } }\nConditions:\n  \
                    C0: !Equals [!Ref P, a]\n"
        .to_owned();
    for at in 1..=number {
        writeln!(text, "  C{at}: {}", of(at - 1)).expect("a string");
    }
    write!(
        text,
        "Resources:\n  Api:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n      Body:\n        \
         info: {{ title: !If [C{number}, yes, no] }}\n"
    )
    .expect("a string");
    text
}

fn title(found: &Found) -> Option<&str> {
    found.apis.first()?.document.value.at_pointer("/info/title")?.text()
}

#[test]
fn a_long_chain_of_conditions_is_not_known_and_told_once() {
    let forms: [fn(usize) -> String; 3] = [
        |before| format!("{{ Condition: C{before} }}"),
        |before| format!("!Not [{{ Condition: C{before} }}]"),
        |before| format!("!And [{{ Condition: C{before} }}, {{ Condition: C0 }}]"),
    ];
    for form in forms {
        let template = conditions(6000, form);
        let found = found(&template);
        assert_eq!(found.apis.len(), 1);
        assert_eq!(stops(&found, &template).len(), 1, "{}", form(0));
    }
}

#[test]
fn a_short_chain_of_conditions_is_known() {
    let template = conditions(90, |before| format!("!Not [{{ Condition: C{before} }}]"));
    let found = found(&template);
    assert_eq!(title(&found), Some("yes"));
    assert!(stops(&found, &template).is_empty());
}

fn list(number: usize) -> String {
    let items: Vec<String> = (0..number).map(|it| format!("a{it}")).collect();
    items.join(",")
}

fn paths_of_loops(number: usize) -> String {
    format!(
        "Transform: AWS::LanguageExtensions\nParameters:\n  \
         P: {{ Type: CommaDelimitedList, Default: '{}' }}\nResources:\n  Api:\n    \
         Type: AWS::ApiGateway::RestApi\n    Properties:\n      Body:\n        paths:\n          \
         Fn::ForEach::A: [X, !Ref P, {{ 'Fn::ForEach::B': [Y, !Ref P, \
         {{ '/${{X}}${{Y}}': {{ get: {{}} }} }}] }}]\n",
        list(number)
    )
}

fn number_of_paths(found: &Found) -> usize {
    let document = &found.apis.first().expect("an API").document.value;
    document.at_pointer("/paths").expect("paths").entries().count()
}

#[test]
fn loops_within_loops_end() {
    for number in [1_000, 100_000] {
        let template = paths_of_loops(number);
        let found = found(&template);
        assert!(number_of_paths(&found) < 101_000);
        let stops = stops(&found, &template);
        assert!(matches!(stops[..], [at] if at.starts_with('[')), "{}", stops.len());
    }
}

#[test]
fn loops_of_a_usual_length_are_whole() {
    let template = paths_of_loops(50);
    let found = found(&template);
    assert_eq!(number_of_paths(&found), 2_500);
    assert!(stops(&found, &template).is_empty());
}

#[test]
fn long_lists_are_not_made_again_and_again() {
    let template = format!(
        "Transform: AWS::LanguageExtensions\nParameters:\n  \
         P: {{ Type: CommaDelimitedList, Default: '{}' }}\nResources:\n  Api:\n    \
         Type: AWS::ApiGateway::RestApi\n    Properties:\n      Body:\n        paths:\n          \
         Fn::ForEach::A: [X, !Ref P, {{ '/${{X}}': {{ get: !Select [1, !Ref P] }} }}]\n",
        list(50_000)
    );
    assert_eq!(stops(&found(&template), &template).len(), 1);
}

#[test]
fn apis_that_are_left_out_are_told_of() {
    for kind in ["AWS::ApiGateway::RestApi", "AWS::Serverless::Api"] {
        let body =
            if kind.contains("Serverless") { "StageName: a, DefinitionBody" } else { "Body" };
        let mut template = "Resources:\n".to_owned();
        for number in 0..1_002 {
            let api = "{ openapi: 3.0.1, info: { title: a, version: a }, paths: {} }";
            writeln!(
                template,
                "  Api{number:04}: {{ Type: {kind}, Properties: {{ {body}: {api} }} }}"
            )
            .expect("a string");
        }
        let found = found(&template);
        assert_eq!(found.apis.len(), 1_000, "{kind}");
        assert_eq!(stops(&found, &template), ["Api1000"], "{kind}");
    }
}

#[test]
fn apis_of_loops_are_told_of_when_they_are_too_many() {
    let template = format!(
        "Transform: AWS::LanguageExtensions\nParameters:\n  \
         P: {{ Type: CommaDelimitedList, Default: '{}' }}\nResources:\n  \
         Fn::ForEach::A: [X, !Ref P, {{ 'Api${{X}}': {{ Type: AWS::ApiGateway::RestApi, \
         Properties: {{ Body: {{ paths: {{}} }} }} }} }}]\n",
        list(1_500)
    );
    let found = found(&template);
    assert_eq!(found.apis.len(), 1_000);
    assert_eq!(stops(&found, &template), ["'Api${X}'"]);
}

fn title_of_sub(text: &str) -> String {
    format!(
        "Resources:\n  Api:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n      Body:\n        \
         info: {{ title: !Sub '{text}' }}\n"
    )
}

#[test]
fn a_text_may_have_many_placeholders() {
    for text in ["${A}".repeat(250_000), "${".repeat(500_000), "${B.C}-".repeat(140_000)] {
        let template = title_of_sub(&text);
        let found = found(&template);
        assert_eq!(title(&found), Some(text.as_str()));
        assert!(stops(&found, &template).is_empty());
    }
}

#[test]
fn a_text_may_have_many_variables_of_its_own() {
    let names: Vec<String> = (0..20_000).map(|it| format!("V{it}")).collect();
    let text = format!("${{{}}}", names.join("}${"));
    let variables: Vec<String> = names.iter().map(|it| format!("{it}: a")).collect();
    let template = format!(
        "Resources:\n  Api:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n      Body:\n        \
         info: {{ title: !Sub ['{text}', {{ {} }}] }}\n",
        variables.join(", ")
    );
    let found = found(&template);
    assert_eq!(title(&found).map(str::len), Some(20_000));
}
