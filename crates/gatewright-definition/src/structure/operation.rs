//! Operations.

use gatewright_diagnostics::Diagnostic;
use gatewright_source::Node;

use super::Walk;
use super::issues::attribute;
use super::keys::Key;
use super::members::{Members, Need, as_text};
use super::objects::Object;
use super::parameters::Declared;
use super::place::Place;
use super::remarks::OPERATION_ID_REPEATED;

impl<'d> Walk<'d> {
    /// An operation and the parameters that it declares.
    pub(super) fn operation(&mut self, at: &Place<'_>, operation: Node<'d>) -> Vec<Declared<'d>> {
        let operation = &Members::of(operation);
        self.array(at, operation, Key::Tags);
        self.texts(at, operation, &[Key::Summary, Key::Description]);
        if let Some(docs) = self.object(at, operation, Key::ExternalDocs, Need::Optional) {
            self.external_docs(&at.member("externalDocs"), docs);
        }
        self.operation_id(at, operation);
        let parameters = match self.array(at, operation, Key::Parameters) {
            Some(parameters) => self.parameters(&at.member("parameters"), parameters),
            None => Vec::new(),
        };
        if let Some(body) = self.object(at, operation, Key::RequestBody, Need::Optional) {
            self.request_body(&at.member("requestBody"), body);
        }
        if let Some(responses) = self.object(at, operation, Key::Responses, Need::Required) {
            self.responses(&at.member("responses"), responses);
        }
        if let Some(callbacks) = self.object(at, operation, Key::Callbacks, Need::Optional) {
            let at = at.member("callbacks");
            for (key, callback) in callbacks.entries() {
                self.name(&at, "Callback key", key);
                self.callback(&at, callback);
            }
        }
        if let Some(servers) = self.array(at, operation, Key::Servers) {
            self.servers(&at.member("servers"), servers);
        }
        self.array(at, operation, Key::Security);
        self.extras(at, operation, Object::Operation);
        parameters
    }

    fn operation_id(&mut self, at: &Place<'_>, operation: &Members<'d>) {
        let value = self.text(at, operation, Key::OperationId, Need::Optional);
        let value = value.filter(|value| !value.has_unknown());
        let Some((value, id)) = value.and_then(|value| Some((value, as_text(value)?))) else {
            return;
        };
        let Some(&first) = self.operation_ids.get(id) else {
            self.operation_ids.insert(id, value);
            return;
        };
        self.issues.repeated_operations.push(
            Diagnostic::new(
                &OPERATION_ID_REPEATED,
                format!("{} is repeated", attribute(at, "operationId")),
                value.location(),
            )
            .label(format!("`{id}` is the id of another operation"))
            .related(first.location(), "first used here")
            .help("give each operation an id of its own"),
        );
    }
}
