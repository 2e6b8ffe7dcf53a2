//! What holds of all texts, whatever stands in them.

use gatewright_diagnostics::SourceId;
use proptest::prelude::*;

use super::{
    ExecuteApiResource, FunctionArn, HttpUri, InvocationTarget, InvocationUri, Pieces,
    PolicyDocument,
};

/// Texts of the parts that mean something, and of anything.
fn texts() -> impl Strategy<Value = String> {
    let words = prop_oneof![
        prop::sample::select(vec![
            "${",
            "}",
            "{",
            "{{",
            "}}",
            "<<",
            ">>",
            "%",
            "#{",
            "stageVariables.",
            "AWS::Region",
            "a",
            "ÄB",
            ":",
            "/",
            "arn:",
            "aws",
            "apigateway",
            "lambda",
            "path/",
            "2015-03-31/functions/",
            "function",
            "/invocations",
            "https://",
            "execute-api",
            "*",
            "?",
            "@",
            "[",
            "]",
            ".",
            "41",
        ])
        .prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(words, 0..24).prop_map(|words| words.concat())
}

fn check_part(whole: &str, part: Pieces<'_>) {
    assert_eq!(&whole[part.range()], part.text());
    let mut at = part.range().start;
    for piece in part {
        assert_eq!(piece.range.start, at);
        assert!(!piece.text.is_empty());
        assert_eq!(&whole[piece.range.clone()], piece.text);
        at = piece.range.end;
    }
    assert_eq!(at, part.range().end);
}

fn check(whole: &str, text: Pieces<'_>) {
    check_part(whole, text);
    if let Some(arn) = super::Arn::parse(text) {
        for part in [arn.partition, arn.service, arn.region, arn.account, arn.resource] {
            check_part(whole, part);
        }
    }
    if let Some(arn) = FunctionArn::parse(text) {
        check_part(whole, arn.name);
        arn.qualifier.into_iter().for_each(|part| check_part(whole, part));
    }
    if let Some(uri) = InvocationUri::parse(text) {
        check_part(whole, uri.service);
        let (InvocationTarget::Path(part)
        | InvocationTarget::Action(part)
        | InvocationTarget::Unknown(part)) = uri.target;
        check_part(whole, part);
        if let Some(call) = uri.function_call() {
            check_part(whole, call.function);
        }
    }
    if let Some(uri) = HttpUri::parse(text) {
        for part in [uri.scheme, uri.host, uri.path] {
            check_part(whole, part);
        }
        uri.port.into_iter().chain(uri.query).for_each(|part| check_part(whole, part));
    }
    for variable in text.path_variables() {
        assert_eq!(&whole[variable.range.clone()], format!("{{{}}}", variable.name));
    }
    for variable in text.stage_variables() {
        assert!(whole[variable.range.clone()].contains(variable.name));
    }
    for mistake in text.stage_variable_mistakes() {
        assert_eq!(&whole[mistake.range.clone()], mistake.text);
    }
    if let Some(resource) = ExecuteApiResource::parse(text) {
        resource.call().into_iter().for_each(|part| check_part(whole, part));
        resource.may_reach("ANY", whole);
    }
}

proptest! {
    #[test]
    fn any_text_is_read_and_its_parts_lie_in_it(text in texts()) {
        check(&text, Pieces::of(&text));
        check(&text, Pieces::as_imported(&text));
    }

    #[test]
    fn a_known_text_is_all_there_is(text in texts()) {
        prop_assert_eq!(Pieces::of(&text).known().is_some(), Pieces::of(&text).is_known());
        // The service knows whatever an author knows.
        prop_assert!(!Pieces::of(&text).is_known() || Pieces::as_imported(&text).is_known());
    }

    #[test]
    fn any_document_is_asked_for_a_policy(text in texts()) {
        let json = format!("{{\"Statement\": {{\"Resource\": {text:?}}}, {text}");
        let document = gatewright_source::read(SourceId(0), json.into_bytes()).value;
        if let Some(root) = document.root() {
            PolicyDocument::read(root);
        }
    }
}
