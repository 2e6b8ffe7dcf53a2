//! The events of functions and state machines that ask for methods of REST APIs.

use gatewright_diagnostics::Span;

use super::Stack;
use super::globals;
use super::value::Value;

/// The name of the API of events that name none.
pub(crate) const IMPLICIT: &str = "ServerlessRestApi";

/// An event of the type `Api`.
#[derive(Debug)]
pub(crate) struct Event<'d> {
    /// The logical id of the function or state machine.
    pub(crate) resource: String,
    /// The name of the event.
    pub(crate) id: String,
    pub(crate) owner: Owner,
    /// The condition of the function or state machine.
    pub(crate) condition: Option<String>,
    /// The logical id of the API.
    pub(crate) api: String,
    pub(crate) path: String,
    /// As it is written.
    pub(crate) method: String,
    /// The place of the path: it asks for all that the event brings along.
    pub(crate) at: Span,
    pub(crate) method_at: Span,
    pub(crate) properties: Value<'d>,
}

/// What an event belongs to.
#[derive(Debug, Clone)]
pub(crate) enum Owner {
    /// A function, and what stands for its ARN.
    Function {
        arn: String,
    },
    StateMachine,
}

impl<'d> Event<'d> {
    pub(crate) fn auth(&self) -> Option<Value<'d>> {
        self.properties.said("Auth").filter(Value::is_mapping)
    }

    /// Whether the answer of the function is passed on bit by bit.
    pub(crate) fn streams(&self) -> bool {
        let mode = self.properties.get("ResponseTransferMode").and_then(|it| it.as_text());
        mode.as_deref() == Some("RESPONSE_STREAM")
    }
}

/// The events of a template in their order.
pub(crate) fn all<'d>(
    resources: &Value<'d>,
    globals: Option<&Value<'d>>,
    stack: &dyn Stack,
) -> Vec<Event<'d>> {
    let mut events = Vec::new();
    for (_, id, resource) in resources.entries() {
        let kind = resource.get("Type").and_then(|it| it.as_text()).unwrap_or_default();
        let Some(properties) = resource.get("Properties") else { continue };
        let Some(own) = properties.get("Events").filter(Value::is_mapping) else { continue };
        let owner = match kind.as_str() {
            "AWS::Serverless::Function" => {
                let all = globals::applied(globals, "Function", &resource, properties.clone());
                Owner::Function { arn: arn(&id, &all, stack) }
            }
            "AWS::Serverless::StateMachine" => Owner::StateMachine,
            _ => continue,
        };
        let condition = resource.get("Condition").and_then(|it| it.as_text());
        for (_, name, event) in own.entries() {
            if event.get("Type").and_then(|it| it.as_text()).as_deref() != Some("Api") {
                continue;
            }
            let Some(properties) = event.said("Properties") else { continue };
            let (Some(path), Some(method)) =
                (properties.member("Path"), properties.member("Method"))
            else {
                continue;
            };
            let (Some(path_text), Some(method_text)) = (path.as_text(), method.as_text()) else {
                continue;
            };
            events.push(Event {
                resource: id.clone(),
                id: name,
                owner: owner.clone(),
                condition: condition.clone(),
                api: api(&properties),
                path: path_text,
                method: method_text,
                at: path.at(),
                method_at: method.at(),
                properties,
            });
        }
    }
    events
}

/// The API that an event names, by reference or by its logical id.
fn api(properties: &Value<'_>) -> String {
    let Some(id) = properties.get("RestApiId") else { return IMPLICIT.to_owned() };
    let text = id.as_text().unwrap_or_default();
    let reference = text.strip_prefix("${").and_then(|it| it.strip_suffix('}'));
    reference.unwrap_or(&text).to_owned()
}

/// What stands for the ARN of a function: its own, or that of the alias that is published of it.
fn arn(id: &str, properties: &Value<'_>, stack: &dyn Stack) -> String {
    let alias = properties.said("AutoPublishAlias").and_then(|it| it.as_text());
    match alias {
        Some(alias) => {
            // A logical id has letters and digits alone.
            let alias = alias.replace('-', "D").replace('_', "U");
            stack.reference(&format!("{id}Alias{alias}"))
        }
        None => stack.reference(&format!("{id}.Arn")),
    }
}
