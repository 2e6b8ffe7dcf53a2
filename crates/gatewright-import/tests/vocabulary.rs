//! The words, forms and bounds that the vocabulary of extensions tells are those of the import.

use fancy_regex::Regex;
use gatewright_definition::vocabulary::{Choice, Found, Others, Shape, extension};
use gatewright_diagnostics::{Effect, SourceId};
use gatewright_import::{ImportOptions, StableIds, import};
use gatewright_model::{
    ApiKeySource, AuthorizationType, AuthorizerType, ConnectionType, ContentHandling,
    DocumentationPartType, GatewayResponseType, IntegrationType, IpAddressType, Mapping,
    ParameterName, PassthroughBehavior, ResponseTransferMode,
};

fn found(name: &str, path: &[&str]) -> Found {
    let extension = extension(&format!("x-amazon-apigateway-{name}")).expect("an extension");
    extension.find(path).unwrap_or_else(|| panic!("{name} {path:?}"))
}

fn told<'a>(words: impl IntoIterator<Item = &'a Choice>) -> Vec<String> {
    let mut words: Vec<_> = words.into_iter().map(|it| it.value.to_lowercase()).collect();
    words.sort();
    words
}

macro_rules! same_words {
    ($name:literal $path:expr, $words:ty) => {
        let path: &[&str] = &$path;
        let mut known: Vec<_> = <$words>::ALL.iter().map(|it| it.as_str().to_lowercase()).collect();
        known.sort();
        assert_eq!(told(found($name, path).shape.choices()), known, "{} {path:?}", $name);
    };
}

#[test]
fn words_are_those_of_the_model() {
    same_words!("api-key-source"[], ApiKeySource);
    same_words!("authorizer"["type"], AuthorizerType);
    same_words!("documentation"["documentationParts", "0", "location", "type"], DocumentationPartType);
    same_words!("endpoint-configuration"["ipAddressType"], IpAddressType);
    same_words!("integration"["connectionType"], ConnectionType);
    same_words!("integration"["contentHandling"], ContentHandling);
    same_words!("integration"["passthroughBehavior"], PassthroughBehavior);
    same_words!("integration"["responseTransferMode"], ResponseTransferMode);
    same_words!("integration"["responses", "default", "contentHandling"], ContentHandling);
    same_words!("integration"["type"], IntegrationType);
    for word in found("auth", &["type"]).shape.choices() {
        assert!(AuthorizationType::parse(word.value).is_some(), "{}", word.value);
    }
}

#[test]
fn gateway_responses_and_their_status_codes_are_those_of_the_model() {
    let responses = found("gateway-responses", &[]);
    let keys = responses.shape.map().expect("a map").keys;
    assert_eq!(keys.words.len(), GatewayResponseType::ALL.len());
    for kind in GatewayResponseType::ALL {
        let word = keys.words.iter().find(|it| it.value == kind.as_str()).expect("a word");
        let code = kind.default_status_code();
        let says = code.is_none_or(|code| word.docs.contains(&format!("Default: {code}")));
        assert!(says, "{kind}: {}", word.docs);
    }
}

/// The regular expressions of the keys and values of a map.
fn forms(found: &Found) -> (Regex, Regex) {
    let map = found.shape.map().expect("a map");
    let (Others::Matching(keys), Shape::Form(values)) = (map.keys.others, map.values) else {
        panic!("{map:?}")
    };
    let read = |text: &str| Regex::new(text).expect("a regular expression");
    (read(keys), read(values.pattern))
}

#[test]
fn mappings_have_the_form_that_the_import_reads() {
    let sources = [
        "method.request.path.id",
        "method.request.multivaluequerystring.q",
        "method.request.body",
        "method.request.body.user.name",
        "method.request.body[0]",
        "method.request.bodyguard",
        "method.request.body.",
        "method.request.foo.bar",
        "method.request.header.",
        "stageVariables.host",
        "$stageVariables.host",
        "stageVariables.",
        "context.authorizer.claims.sub",
        "$context.requestId",
        "'application/json'",
        "''",
        "'a\nb'",
        "'half",
        "'",
        "notquoted",
        "\"*\"",
        "'Content-Type',Authorization",
        "true",
        "",
        "integration.response.header.X",
        "integration.response.multivalueheader.X",
        "integration.response.querystring.X",
        "integration.response.body",
        "integration.response.body.type",
    ];
    let keys = [
        "integration.request.path.id",
        "integration.request.header.X-A:b",
        "integration.request.querystring.page[size]",
        "integration.request.multivalueheader.X",
        "integration.request.header.",
        "method.response.header.Location",
        "method.response.header.",
        "method.response.body",
    ];
    let matches = |form: &Regex, text| form.is_match(text).expect("an answer");

    let (key, value) = forms(&found("integration", &["requestParameters"]));
    for text in sources {
        assert_eq!(matches(&value, text), Mapping::parse_request(text).is_some(), "{text}");
    }
    for text in keys {
        let parameter = ParameterName::parse(text, "integration.request.");
        let is_key = parameter.is_some_and(|it| ParameterName::is_valid(it.name));
        assert_eq!(matches(&key, text), is_key, "{text}");
    }

    let (key, value) = forms(&found("integration", &["responses", "200", "responseParameters"]));
    for text in sources {
        assert_eq!(matches(&value, text), Mapping::parse_response(text).is_some(), "{text}");
    }
    for text in keys {
        let name = text.strip_prefix("method.response.header.");
        assert_eq!(matches(&key, text), name.is_some_and(|it| !it.is_empty()), "{text}");
    }
}

/// A definition with values for what the vocabulary gives bounds to.
fn definition(ttl: i64, compression: i64, timeout: i64, status: &str) -> String {
    format!(
        r#"{{ "openapi": "3.0.1", "info": {{ "title": "Pets", "version": "1" }},
        "x-amazon-apigateway-minimum-compression-size": {compression},
        "components": {{ "securitySchemes": {{ "scheme": {{
            "type": "apiKey", "in": "header", "name": "Authorization",
            "x-amazon-apigateway-authtype": "custom",
            "x-amazon-apigateway-authorizer": {{ "type": "cognito_user_pools",
                "providerARNs": "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_a",
                "authorizerResultTtlInSeconds": {ttl} }} }} }} }},
        "paths": {{ "/pets": {{ "get": {{
            "responses": {{ "{status}": {{ "description": "OK" }} }},
            "x-amazon-apigateway-integration": {{ "type": "mock", "timeoutInMillis": {timeout},
                "responses": {{ "default": {{ "statusCode": "{status}" }} }} }} }} }} }} }}"#
    )
}

fn refused(text: &str) -> Vec<&'static str> {
    let document = gatewright_source::read(SourceId(0), text.into());
    let import = import(&document, &ImportOptions::default(), &mut StableIds::default());
    let all = import.diagnostics.iter().map(|it| it.metadata);
    all.filter(|it| it.effect == Effect::Refused).map(|it| it.name).collect()
}

fn bounds(name: &str, path: &[&str]) -> (i64, Option<i64>) {
    let Shape::Integer { min, max } = found(name, path).shape else { panic!("{name} {path:?}") };
    (min.into(), max.map(Into::into))
}

#[test]
fn bounds_are_those_of_the_import() {
    let (ttl_min, ttl_max) = bounds("authorizer", &["authorizerResultTtlInSeconds"]);
    let (size_min, size_max) = bounds("minimum-compression-size", &[]);
    let (time_min, time_max) = bounds("integration", &["timeoutInMillis"]);
    let (ttl_max, size_max) = (ttl_max.expect("a bound"), size_max.expect("a bound"));
    assert!(time_max.is_none(), "an account may have more");
    let nothing: &[&str] = &[];
    assert_eq!(refused(&definition(ttl_min, size_min, time_min, "100")), nothing);
    assert_eq!(refused(&definition(ttl_max, size_max, 29_000, "599")), nothing);
    let ttl = ["authorizer-ttl-out-of-range"];
    assert_eq!(refused(&definition(ttl_min - 1, 0, 50, "200")), ttl);
    assert_eq!(refused(&definition(ttl_max + 1, 0, 50, "200")), ttl);
    let size = ["compression-size-out-of-range"];
    assert_eq!(refused(&definition(0, size_min - 1, 50, "200")), size);
    assert_eq!(refused(&definition(0, size_max + 1, 50, "200")), size);
    let time = ["integration-timeout-out-of-range"];
    assert_eq!(refused(&definition(0, 0, time_min - 1, "200")), time);
    for status in ["99", "600"] {
        let refused = refused(&definition(0, 0, 50, status));
        assert!(refused.contains(&"integration-response-status-invalid"), "{refused:?}");
    }
}
