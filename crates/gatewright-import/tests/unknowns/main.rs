//! What nobody knows before a deployment is not judged, and what is known beside it is.

mod changes;

use changes::{marked, news, said};
use gatewright_diagnostics::{Checked, Verdict};
use gatewright_import::{Import, ImportOptions, StableIds, import};
use gatewright_source::Document;

fn imported(document: &Checked<Document>) -> Import {
    import(document, &ImportOptions::default(), &mut StableIds::default())
}

/// The kinds that are told once for a whole definition, at the first place.
const AT_THE_FIRST_PLACE: &[&str] = &["descriptions-dropped", "schema-keywords-dropped"];

#[test]
fn nothing_is_said_that_may_not_hold() {
    for folder in ["import", "examples", "convert", "lint/exemplary-oas30.yaml"] {
        let (count, news) = news(folder, 3, AT_THE_FIRST_PLACE, |document| {
            said(&document.value, imported(document).diagnostics.iter())
        });
        assert!(count > 100, "{folder} has few places");
        assert!(news.is_empty(), "{}\n{}", news.len(), news.join("\n"));
    }
}

fn names(text: &str) -> Vec<&'static str> {
    imported(&marked(text)).diagnostics.iter().map(|it| it.metadata.name).collect()
}

/// A definition with one method and that integration.
fn with_integration(integration: &str) -> String {
    format!(
        "openapi: 3.0.1\ninfo: {{ title: Pets, version: '1' }}\npaths:\n  /pets:\n    get:\n      \
         responses: {{ '200': {{ description: OK }} }}\n      \
         x-amazon-apigateway-integration: {integration}\n"
    )
}

fn with_uri(uri: &str) -> String {
    with_integration(&format!("{{ type: aws_proxy, httpMethod: POST, uri: {uri} }}"))
}

#[test]
fn the_known_part_of_an_address_counts() {
    let call = "lambda:path/2015-03-31/functions";
    for right in [
        "!Unknown '${Uri}'".to_owned(),
        format!("!Partly 'arn:aws:apigateway:${{AWS::Region}}:{call}/${{F.Arn}}/invocations'"),
        format!("!Partly '${{Prefix}}:{call}/${{F.Arn}}/invocations'"),
        format!("!Partly 'arn:aws:apigateway:eu-west-1:{call}/${{Rest}}'"),
        "!Partly 'arn:aws:apigateway:${Region}:${Service}:${Call}'".to_owned(),
    ] {
        assert_eq!(names(&with_uri(&right)), Vec::<&str>::new(), "{right}");
    }
    for (wrong, name) in [
        (
            "!Partly 'arn:aws:apigateway:${AWS::Region}:lamda:path/2015-03-31/functions/${F.Arn}/invocations'",
            "integration-proxy-service",
        ),
        (
            "!Partly 'arn:aws:lambda:${AWS::Region}:${Id}:function:f'",
            "integration-arn-without-action",
        ),
        ("!Partly 'https://${Host}/pets'", "integration-arn-invalid"),
        (
            "!Partly 'arn:aws:apigateway:${R}:lambda:path/2015-03-31/functions/arn:aws:lambda:${R}:123:function:f/invocations'",
            "integration-function-account",
        ),
    ] {
        assert_eq!(names(&with_uri(wrong)), [name], "{wrong}");
    }
}

#[test]
fn a_placeholder_that_nobody_fills_is_a_text() {
    let uri =
        "'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${F.Arn}/invocations'";
    assert_eq!(names(&with_uri(uri)), ["integration-function-arn-invalid"]);
    assert_eq!(names(&with_uri(&format!("!Partly {uri}"))), Vec::<&str>::new());
}

#[test]
fn texts_of_any_other_type_are_unknown_too() {
    for member in [
        "timeoutInMillis: !Unknown '${Timeout}'",
        "connectionType: !Unknown '${Type}'",
        "contentHandling: !Partly 'CONVERT_TO_${What}'",
        "credentials: !Unknown '${Role.Arn}'",
        "credentials: !Partly 'arn:aws:iam::${Account}:role/r'",
        "requestParameters: !Unknown '${Parameters}'",
        "requestTemplates: { !Unknown '${Type}' : x }",
        "responses: !Unknown '${Responses}'",
        "!Unknown '${Name}' : !Unknown '${Value}'",
    ] {
        let integration = format!(
            "{{ type: http_proxy, httpMethod: GET, uri: 'https://example.com', {member} }}"
        );
        assert_eq!(names(&with_integration(&integration)), Vec::<&str>::new(), "{member}");
    }
    let wrong = "{ type: http_proxy, httpMethod: GET, uri: 'https://example.com', credentials: !Partly 'role/${R}' }";
    assert_eq!(names(&with_integration(wrong)), ["integration-credentials-invalid"]);
    assert_eq!(names(&with_integration("!Unknown '${Integration}'")), Vec::<&str>::new());
    assert_eq!(names(&with_integration("{ type: !Unknown '${Type}' }")), Vec::<&str>::new());
}

#[test]
fn what_is_absent_may_be_in_what_is_unknown() {
    for text in [
        "!Unknown '${All}'",
        "openapi: 3.0.1\ninfo: { title: Pets, version: '1' }\npaths: !Unknown '${Paths}'\n",
        "openapi: 3.0.1\ninfo: !Unknown '${Info}'\n!Unknown '${Rest}' : !Unknown '${Value}'\n",
        "!Unknown '${Head}' : !Unknown '${Value}'\ninfo: { title: Pets }\n",
        "openapi: !Unknown '${Version}'\ninfo: { title: Pets, version: '1' }\npaths: !Unknown '${P}'\n",
    ] {
        assert_eq!(names(text), Vec::<&str>::new(), "{text}");
    }
}

#[test]
fn the_api_has_the_placeholders() {
    let text = "
swagger: '2.0'
info: { title: !Unknown '${Title}', version: !Partly '1.${Minor}' }
paths:
  !Partly '/${Base}/pets' :
    get:
      x-amazon-apigateway-integration: { type: http, httpMethod: GET, uri: !Unknown '${Uri}', timeoutInMillis: !Unknown '${T}' }
      responses: !Unknown '${Responses}'
";
    let import = imported(&marked(text));
    assert_eq!(import.verdict(), Verdict::Accepted, "{:?}", import.diagnostics);
    let api = import.api.expect("an API");
    assert_eq!(
        (&*api.rest_api.name, api.rest_api.version.as_deref()),
        ("${Title}", Some("1.${Minor}"))
    );
    let paths: Vec<&str> = api.resources.iter().map(|it| &*it.path).collect();
    assert_eq!(paths, ["/", "/${Base}", "/${Base}/pets"]);
    let (_, method) = api.methods().next().expect("a method");
    let integration = method.method_integration.as_ref().expect("an integration");
    assert_eq!(
        (integration.uri.as_deref(), integration.timeout_in_millis),
        (Some("${Uri}"), 29_000)
    );
}
