//! The integrations that events of functions and state machines ask for (*Api* of *EventSource*).

use serde_json::json;

use super::definition::INTEGRATION;
use super::event::{Event, Owner};
use super::value::Value;
use super::{Stack, security};

/// Whether a method has an integration that says something.
pub(crate) fn is_there(operation: &Value<'_>) -> bool {
    operation.is_mapping() && operation.says(INTEGRATION)
}

/// Gives a method the integration of an event.
pub(crate) fn add<'d>(
    operation: &mut Value<'d>,
    event: &Event<'d>,
    api: &Value<'d>,
    stack: &dyn Stack,
) {
    match &event.owner {
        Owner::Function { arn } => lambda(operation, event, arn, api, stack),
        Owner::StateMachine => state_machine(operation, event, stack),
    }
}

fn lambda<'d>(
    operation: &mut Value<'d>,
    event: &Event<'d>,
    function: &str,
    api: &Value<'d>,
    stack: &dyn Stack,
) {
    let (at, has_stream) = (event.at, event.streams());
    let (partition, region) = (stack.pseudo("AWS::Partition"), stack.pseudo("AWS::Region"));
    let call = if has_stream {
        format!("2021-11-15/functions/{function}/response-streaming-invocations")
    } else {
        format!("2015-03-31/functions/{function}/invocations")
    };
    let uri = format!("arn:{partition}:apigateway:{region}:lambda:path/{call}");
    let mut integration = Value::mapping(at);
    integration.set(at, "type", Value::text(at, "aws_proxy"));
    integration.set(at, "httpMethod", Value::text(at, "POST"));
    integration.set(at, "uri", Value::filled(at, uri));
    if has_stream {
        integration.set(at, "responseTransferMode", Value::text(at, "STREAM"));
    }
    if let Some(credentials) = security::credentials(event, api, stack) {
        integration.set(credentials.at(), "credentials", credentials);
    }
    operation.set(at, INTEGRATION, integration);
    if !operation.has("responses") {
        operation.set(at, "responses", Value::mapping(at));
    }
}

fn state_machine<'d>(operation: &mut Value<'d>, event: &Event<'d>, stack: &dyn Stack) {
    let at = event.at;
    let (partition, region) = (stack.pseudo("AWS::Partition"), stack.pseudo("AWS::Region"));
    let uri = format!("arn:{partition}:apigateway:{region}:states:action/StartExecution");
    // The role is made for the event.
    let role = format!("${{{}{}Role.Arn}}", event.resource, event.id);
    let mut integration = Value::mapping(at);
    integration.set(at, "type", Value::text(at, "aws"));
    integration.set(at, "httpMethod", Value::text(at, "POST"));
    integration.set(at, "uri", Value::filled(at, uri));
    let responses = json!({ "200": { "statusCode": "200" }, "400": { "statusCode": "400" } });
    integration.set(at, "responses", Value::made(at, responses));
    integration.set(at, "credentials", Value::filled(at, role));
    integration.set(at, "requestTemplates", request_templates(event));
    operation.set(at, INTEGRATION, integration);
    if !operation.has("responses") {
        let responses =
            json!({ "200": { "description": "OK" }, "400": { "description": "Bad Request" } });
        operation.set(at, "responses", Value::made(at, responses));
    }
}

/// Hands the body of a request to the state machine.
fn request_templates<'d>(event: &Event<'d>) -> Value<'d> {
    let is_unescaped = event.properties.says("UnescapeMappingTemplate");
    let unescaped = if is_unescaped { r#".replaceAll("\\'","'")"# } else { "" };
    let template = format!(
        "{{\"input\": \"$util.escapeJavaScript($input.json('$')){unescaped}\", \
         \"stateMachineArn\": \"${{{}}}\"}}",
        event.resource
    );
    let mut templates = Value::mapping(event.at);
    templates.set(event.at, "application/json", Value::filled(event.at, template));
    templates
}

/// Gives the integration of a method another timeout.
pub(crate) fn set_timeout<'d>(operation: &mut Value<'d>, timeout: &Value<'d>) {
    if let Some(integration) = operation.get_mut(INTEGRATION) {
        integration.set(timeout.at(), "timeoutInMillis", timeout.clone());
    }
}
