//! HTTP APIs: nothing is said of them, and the files that hold their definitions hold none of REST APIs.

use super::evaluator::Evaluator;
use super::output::Spot;
use super::rest_api::declared;
use super::value::Value;

const KINDS: [&str; 2] = ["AWS::ApiGatewayV2::Api", "AWS::Serverless::HttpApi"];

/// Notes the files that the definitions of HTTP APIs are in.
pub(super) fn note_files(evaluator: &Evaluator<'_>) {
    let resources = evaluator.resources();
    for resource in KINDS.iter().flat_map(|kind| declared(evaluator, &resources, kind)) {
        let Some(Value::Written(place)) = evaluator.member(&resource.value, "Properties") else {
            continue;
        };
        for property in evaluator.entries(&place) {
            match property.key.as_known() {
                Some("Body" | "DefinitionBody") => {
                    let mut output = evaluator.output();
                    evaluator.emit(&mut output, &property.value, property.at.node, Spot::Root);
                    let (document, _) = output.finish();
                    evaluator.library.note_others(document.parts().iter().map(|it| it.source));
                }
                Some("DefinitionUri") => {
                    let name = evaluator.text(&property.value);
                    let at = property.at.node;
                    let opened = name.as_known().and_then(|name| evaluator.open(at, name));
                    evaluator.library.note_others(opened.map(|it| it.source));
                }
                _ => {}
            }
        }
    }
    // What cannot be read of them is nobody's business here.
    evaluator.take_told();
    evaluator.take_stopped();
}
