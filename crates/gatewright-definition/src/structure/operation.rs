//! Operations.

use gatewright_diagnostics::Diagnostic;
use gatewright_source::Node;

use super::Walk;
use super::issues::attribute;
use super::keys::Object;
use super::members::Need;
use super::parameters::Declared;
use super::remarks::OPERATION_ID_REPEATED;

impl<'d> Walk<'d> {
    /// An operation and the parameters that it declares.
    pub(super) fn operation(&mut self, at: &str, operation: Node<'d>) -> Vec<Declared<'d>> {
        self.array(at, operation, "tags");
        self.texts(at, operation, &["summary", "description"]);
        if let Some(docs) = self.object(at, operation, "externalDocs", Need::Optional) {
            self.external_docs(&format!("{at}.externalDocs"), docs);
        }
        self.operation_id(at, operation);
        let parameters = match self.array(at, operation, "parameters") {
            Some(parameters) => self.parameters(&format!("{at}.parameters"), parameters),
            None => Vec::new(),
        };
        if let Some(body) = self.object(at, operation, "requestBody", Need::Optional) {
            self.request_body(&format!("{at}.requestBody"), body);
        }
        if let Some(responses) = self.object(at, operation, "responses", Need::Required) {
            self.responses(&format!("{at}.responses"), responses);
        }
        if let Some(callbacks) = self.object(at, operation, "callbacks", Need::Optional) {
            let at = format!("{at}.callbacks");
            for (key, callback) in callbacks.entries() {
                self.name(&at, "Callback key", key);
                self.callback(&at, callback);
            }
        }
        if let Some(servers) = self.array(at, operation, "servers") {
            self.servers(&format!("{at}.servers"), servers);
        }
        self.array(at, operation, "security");
        self.extras(at, operation, Object::Operation);
        parameters
    }

    fn operation_id(&mut self, at: &str, operation: Node<'d>) {
        let Some(id) = self.text(at, operation, "operationId", Need::Optional) else { return };
        let Some(value) = operation.get("operationId") else { return };
        let Some(&first) = self.operation_ids.get(&*id) else {
            self.operation_ids.insert(id.into_owned(), value);
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
