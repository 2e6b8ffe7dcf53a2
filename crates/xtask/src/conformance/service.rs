//! The service as far as the cases see it: APIs that stay between calls, changed by the library,
//! and the statuses and errors of the calls round it. What becomes of a definition is not decided
//! here.

use std::collections::BTreeMap;

use gatewright_definition::resolve;
use gatewright_diagnostics::{Checked, Diagnostic, Effect, SourceId, Words};
use gatewright_export::{Export, ExportOptions, Stage, export};
use gatewright_import::{
    PutMode, ServiceMessage, StableIds, create_rest_api, import, import_documentation, put,
};
use gatewright_model::{Api, EndpointType};
use gatewright_source::{Document, read};
use serde_json::{Value, json};

use super::case::{Body, Call, ExportRequest, Step};
use super::reply::{Answer, Exception, Reply, ServiceError};

/// The account that the recordings were given.
pub(super) const ACCOUNT: &str = "111111111111";
/// The region of the recordings.
pub(super) const REGION: &str = "us-east-1";
/// The recordings know times by their form only.
pub(super) const NOW: &str = "2025-01-01T00:00:00Z";

/// The APIs of a case.
#[derive(Default)]
pub(super) struct Service {
    apis: Vec<Api>,
    /// What was deployed, by API and stage.
    stages: BTreeMap<(usize, String), Api>,
    ids: StableIds,
}

impl Service {
    /// Makes a call. None: the library does not have the operation.
    pub(super) fn call(&mut self, step: &Step) -> Option<Reply> {
        let mut target = self.target(step);
        let found = target.ok_or_else(|| unknown_api(step));
        let mut exported = None;
        let answer = match &step.call {
            Call::CreateRestApi(request) => {
                let api = create_rest_api(request, NOW, &mut self.ids);
                let body = rest_api(&api, Tags::WhenThere);
                target = Some(self.add(api));
                Ok((201, body))
            }
            Call::GetRestApi => found.map(|index| (200, rest_api(&self.apis[index], Tags::Always))),
            Call::ImportRestApi(body) => self.import(body).map(|(index, body)| {
                target = Some(index);
                (201, body)
            }),
            Call::PutRestApi(body, mode) => self.put(found, body, *mode),
            Call::ImportDocumentationParts(body, mode) => {
                self.import_documentation(found, body, *mode)
            }
            Call::DeleteDocumentationParts => found.map(|index| {
                self.apis[index].documentation_parts.clear();
                (202, Value::Null)
            }),
            Call::CreateDeployment(stage) => {
                found.and_then(|index| self.deploy(index, stage.as_deref()))
            }
            Call::GetExport(request) => {
                found.and_then(|index| self.export(index, request)).map(|answer| {
                    exported = Some(answer);
                    (200, Value::Null)
                })
            }
            Call::NotYet { .. } => return None,
        };
        Some(Reply { answer, api: target, export: exported })
    }

    /// The API that a reply is about, as it is after the call.
    pub(super) fn api(&self, reply: &Reply) -> Option<&Api> {
        self.apis.get(reply.api?)
    }

    /// The API that a step acts on: the one that it names, else the first that the case made.
    fn target(&self, step: &Step) -> Option<usize> {
        match &step.rest_api_id {
            Some(id) => self.apis.iter().position(|api| api.rest_api.id == *id),
            None => (!self.apis.is_empty()).then_some(0),
        }
    }

    fn add(&mut self, api: Api) -> usize {
        self.apis.push(api);
        self.apis.len() - 1
    }

    fn import(&mut self, body: &Body) -> Result<(usize, Value), ServiceError> {
        let result = import(&document(body), &body.options, &mut self.ids);
        let warnings = result.warnings();
        let message = result.service_message();
        let api = result.api.ok_or_else(|| refusal(message))?;
        let answer = with_warnings(rest_api(&api, Tags::WhenThere), warnings);
        Ok((self.add(api), answer))
    }

    /// The body is judged before the API is looked up (recorded).
    fn put(&mut self, found: Found, body: &Body, mode: PutMode) -> Answer {
        let document = document(body);
        if !is_read(&document) {
            let result = import(&document, &body.options, &mut self.ids);
            return Err(refusal(result.service_message()));
        }
        let api = &mut self.apis[found?];
        let result = put(api, &document, mode, &body.options, &mut self.ids);
        let warnings = result.warnings();
        let message = result.service_message();
        *api = result.api.ok_or_else(|| refusal(message))?;
        Ok((200, with_warnings(rest_api(api, Tags::Always), warnings)))
    }

    fn deploy(&mut self, index: usize, stage: Option<&str>) -> Answer {
        let answer = deploy(&self.apis[index])?;
        if let Some(stage) = stage {
            self.stages.insert((index, stage.to_owned()), self.apis[index].clone());
        }
        Ok(answer)
    }

    /// What is exported is what the stage shows, and not what the API has become since.
    fn export(&self, index: usize, request: &ExportRequest) -> Result<Value, ServiceError> {
        let deployed = self.stages.get(&(index, request.stage.clone())).ok_or_else(|| {
            ServiceError::new(Exception::NotFound, "Invalid Stage identifier specified")
        })?;
        let options = ExportOptions {
            export_type: request.export_type,
            extensions: request.extensions,
            format: request.format,
            stage: Stage::new(&request.stage, REGION),
        };
        let made = export(deployed, &options)
            .map_err(|error| ServiceError::new(Exception::BadRequest, error.to_string()))?;
        Ok(export_answer(request, &made))
    }

    fn import_documentation(&mut self, found: Found, body: &Body, mode: PutMode) -> Answer {
        let api = &mut self.apis[found?];
        let result = import_documentation(api, &document(body), mode, &body.options, &mut self.ids);
        let of_service = |finding: &&Diagnostic| {
            finding.metadata.effect == Effect::Warned && finding.metadata.words == Words::Service
        };
        let warnings = result.diagnostics.iter().filter(of_service);
        let warnings = warnings.map(|finding| finding.message.clone()).collect();
        let message = result.service_message();
        *api = result.api.ok_or_else(|| refusal(message))?;
        Ok((200, with_warnings(json!({ "ids": result.ids }), warnings)))
    }
}

/// The number of the API that a call names, or the error when there is none.
type Found = Result<usize, ServiceError>;

fn document(body: &Body) -> Checked<Document> {
    read(SourceId(0), body.bytes.clone())
}

/// Whether the service would get as far as looking at the definition.
fn is_read(document: &Checked<Document>) -> bool {
    let refused = |finding: &Diagnostic| finding.metadata.effect == Effect::Refused;
    !document.diagnostics.iter().any(refused) && resolve(&document.value).value.is_some()
}

fn unknown_api(step: &Step) -> ServiceError {
    let id = step.rest_api_id.as_deref().unwrap_or_default();
    let message = format!("Invalid API identifier specified {ACCOUNT}:{id}");
    ServiceError::new(Exception::NotFound, message)
}

/// The error of a definition that the library refuses.
fn refusal(message: Option<ServiceMessage>) -> ServiceError {
    let text = message.map(|message| message.text).unwrap_or_default();
    // The one refusal that users saw under another exception.
    let exception = if text.starts_with("Maximum number of Resources ") {
        Exception::LimitExceeded
    } else {
        Exception::BadRequest
    };
    ServiceError::new(exception, text)
}

/// Whether an answer has the member `tags` when an API has no tags: those of PutRestApi and
/// GetRestApi do, those of ImportRestApi and CreateRestApi do not (recorded).
#[derive(Clone, Copy)]
enum Tags {
    Always,
    WhenThere,
}

fn rest_api(api: &Api, tags: Tags) -> Value {
    let mut rest_api = api.rest_api.clone();
    let set = rest_api.tags.take().unwrap_or_default();
    rest_api.tags = match tags {
        Tags::Always => Some(set),
        Tags::WhenThere => (!set.is_empty()).then_some(set),
    };
    serde_json::to_value(&rest_api).expect("the model's serde form is JSON")
}

fn export_answer(request: &ExportRequest, made: &Export) -> Value {
    let document = match serde_json::from_str(&made.text) {
        Ok(document) => document,
        Err(_) => Value::from(made.text.as_str()),
    };
    let mut answer = json!({
        "exportType": request.export_type.as_str(),
        "contentType": made.content_type,
        "contentDisposition": format!("attachment; filename=\"{}\"", made.file_name),
        "document": document,
    });
    if !request.parameters.is_empty() {
        answer["parameters"] = json!(request.parameters);
    }
    answer
}

fn with_warnings(mut body: Value, warnings: Vec<String>) -> Value {
    if !warnings.is_empty() {
        body["warnings"] = warnings.into();
    }
    body
}

/// What the service checks of a whole API before it deploys it, with the texts that users quote.
/// The recordings do not show the answer of a call that succeeds.
fn deploy(api: &Api) -> Answer {
    let rest_api = &api.rest_api;
    let private = rest_api.endpoint_configuration.types.contains(&EndpointType::Private);
    let problem = if api.methods().next().is_none() {
        "The REST API doesn't contain any methods"
    } else if api.methods().any(|(_, method)| method.method_integration.is_none()) {
        "No integration defined for method"
    } else if private && rest_api.policy.is_none() {
        "Private REST API doesn't have a resource policy attached to it"
    } else {
        return Ok((201, Value::Null));
    };
    Err(ServiceError::new(Exception::BadRequest, problem))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(call: Call, rest_api_id: Option<&str>) -> Step {
        Step { call, rest_api_id: rest_api_id.map(str::to_owned) }
    }

    fn body(text: &str) -> Body {
        Body {
            bytes: text.as_bytes().to_vec(),
            options: gatewright_import::ImportOptions::default(),
        }
    }

    #[track_caller]
    fn check(service: &mut Service, step: &Step) -> Answer {
        service.call(step).expect("the library has the operation").answer
    }

    #[track_caller]
    fn error(answer: Answer) -> (u16, String) {
        let error = answer.expect_err("an error");
        (error.exception.status(), error.message)
    }

    const EMPTY: &str = "openapi: 3.0.1\ninfo: {title: t, version: '1'}\npaths: {}\n";
    const OPEN: &str = "\
openapi: 3.0.1
info: {title: t, version: '1'}
paths:
  /a:
    get:
      responses: {'200': {description: ok}}
      x-amazon-apigateway-integration: {type: mock}
";

    #[test]
    fn a_put_judges_the_body_before_it_looks_for_the_api() {
        let mut service = Service::default();
        for text in ["{'a:b}", "[]", &format!("{OPEN}x: [")] {
            let bad = step(Call::PutRestApi(body(text), PutMode::Merge), Some("nosuchapi1"));
            let invalid = (400, "Invalid OpenAPI input.".to_owned());
            assert_eq!(error(check(&mut service, &bad)), invalid, "{text}");
        }
        let good = step(Call::PutRestApi(body(OPEN), PutMode::Merge), Some("nosuchapi1"));
        let unknown = format!("Invalid API identifier specified {ACCOUNT}:nosuchapi1");
        assert_eq!(error(check(&mut service, &good)), (404, unknown));
    }

    #[test]
    fn an_api_stays_between_calls_and_keeps_its_identifier() {
        let mut service = Service::default();
        let made = check(&mut service, &step(Call::ImportRestApi(body(OPEN)), None));
        let (status, made) = made.expect("the API");
        assert_eq!((status, made.get("tags")), (201, None));
        let put = step(Call::PutRestApi(body(OPEN), PutMode::Overwrite), None);
        let (status, answer) = check(&mut service, &put).expect("the API");
        assert_eq!((status, &answer["tags"]), (200, &json!({})));
        assert_eq!(answer["id"], made["id"]);
        assert_eq!(service.apis.len(), 1);
    }

    #[test]
    fn an_api_without_methods_is_not_deployed() {
        let mut service = Service::default();
        check(&mut service, &step(Call::ImportRestApi(body(EMPTY)), None)).expect("the API");
        let answer = check(&mut service, &step(Call::CreateDeployment(None), None));
        assert_eq!(error(answer), (400, "The REST API doesn't contain any methods".to_owned()));
        let put = step(Call::PutRestApi(body(OPEN), PutMode::Merge), None);
        check(&mut service, &put).expect("the API");
        let answer = check(&mut service, &step(Call::CreateDeployment(None), None));
        assert_eq!(answer, Ok((201, Value::Null)));
    }
}
