//! The server: takes messages in their order, answers requests at once, and has documents checked
//! when their author pauses.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use gatewright_project::{NAMES, Project};
use gen_lsp_types::json_rpc::{Error, Id};
use gen_lsp_types::{
    CancelParams, DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, ErrorCodes, InitializeParams,
    InitializeResult, LspNotificationMethod, LspRequestMethod, PublishDiagnosticsParams,
    ServerInfo, Uri,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::check::{self, Job};
use crate::client::{Client, capabilities};
use crate::diagnostics::Told;
use crate::documents::Documents;
use crate::revision::Report;
use crate::site::Site;
use crate::transport::{Incoming, error};
use crate::workspace::Workspace;
use crate::{diagnostics, requests, uri};

/// How long nothing must change before a document is checked.
const PAUSE: Duration = Duration::from_millis(120);

/// What files are called that templates include.
const INCLUDED: [&str; 1] = ["*.{yaml,yml,json,tpl,tftpl,tf}"];

/// A request that was cancelled (*Language Server Protocol*, `RequestCancelled`).
const CANCELLED: ErrorCodes = ErrorCodes::Custom(-32800);

/// What the server hears.
#[derive(Debug)]
pub(crate) enum Event {
    /// A message of the client.
    Message(Incoming),
    /// There will be no more messages.
    Closed,
    /// A check has ended; without a report when it failed.
    Checked(Option<Report>),
}

/// How far the client and the server are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Start,
    Running,
    ShutDown,
}

/// How a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The client said that it would go, and went.
    Orderly,
    /// The client went without a word.
    Abrupt,
}

/// What the server knows.
#[derive(Debug)]
pub(crate) struct Server {
    pub(crate) client: Client,
    pub(crate) documents: Documents,
    pub(crate) workspace: Arc<Workspace>,
    output: Sender<Value>,
    phase: Phase,
    jobs: Sender<Job>,
    is_checking: bool,
    /// Documents to check, and when.
    due: BTreeMap<String, Instant>,
    /// How much was said of settings that are not open.
    told: BTreeMap<String, usize>,
    /// What was said of each file, by the documents whose check said it.
    said: BTreeMap<String, Told>,
    /// The number of our next request.
    next_request: u32,
}

impl Server {
    /// A server that writes to `output`, and hears of checks through `events`.
    pub(crate) fn new(output: Sender<Value>, events: Sender<Event>) -> Self {
        let jobs = check::start(move |report| {
            // Without a receiver there is no server any more, and nobody to tell.
            let _ = events.send(Event::Checked(report));
        });
        Self {
            client: Client::default(),
            documents: Documents::default(),
            workspace: Arc::default(),
            output,
            phase: Phase::Start,
            jobs,
            is_checking: false,
            due: BTreeMap::new(),
            told: BTreeMap::new(),
            said: BTreeMap::new(),
            next_request: 0,
        }
    }

    /// Serves until the client goes.
    pub(crate) fn run(&mut self, events: &Receiver<Event>) -> End {
        let mut waiting = VecDeque::new();
        loop {
            self.begin_due_check();
            let event = match waiting.pop_front() {
                Some(event) => event,
                None => match self.next(events) {
                    Some(event) => event,
                    None => continue,
                },
            };
            // What is cancelled need not be begun.
            waiting.extend(events.try_iter());
            match event {
                Event::Message(Incoming::Notification { method, .. }) if method == "exit" => {
                    return self.end();
                }
                Event::Closed => return self.end(),
                Event::Message(message) => {
                    let message = take_cancelled(message, &waiting);
                    self.take(message);
                }
                Event::Checked(report) => self.checked(report),
            }
        }
    }

    fn end(&self) -> End {
        if self.phase == Phase::ShutDown { End::Orderly } else { End::Abrupt }
    }

    /// Waits for something to happen; none if it is time for a check before that.
    fn next(&self, events: &Receiver<Event>) -> Option<Event> {
        let next = self.due.values().min().copied().filter(|_| !self.is_checking);
        let Some(next) = next else { return Some(events.recv().unwrap_or(Event::Closed)) };
        match events.recv_timeout(next.saturating_duration_since(Instant::now())) {
            Ok(event) => Some(event),
            Err(RecvTimeoutError::Disconnected) => Some(Event::Closed),
            Err(RecvTimeoutError::Timeout) => None,
        }
    }

    fn take(&mut self, message: Incoming) {
        match message {
            Incoming::Response => {}
            Incoming::Malformed { id, error } => self.refuse(&id, &error),
            Incoming::Notification { method, params } => {
                if self.phase == Phase::Running {
                    self.notified(&method, params);
                }
            }
            Incoming::Request { id, method, params } => {
                // A fault of ours in one answer leaves the others.
                let answer = catch_unwind(AssertUnwindSafe(|| self.answer(&method, params)));
                match answer {
                    Ok(Ok(result)) => {
                        self.send(json!({ "jsonrpc": "2.0", "id": id, "result": result }));
                    }
                    Ok(Err(error)) => self.refuse(&id, &error),
                    Err(_) => {
                        let text = format!("`{method}` failed, which is a fault of gatewright");
                        self.refuse(&id, &error(ErrorCodes::InternalError, text));
                    }
                }
            }
        }
    }

    fn answer(&mut self, method: &str, params: Value) -> Result<Value, Error> {
        let method = LspRequestMethod::from(method);
        match (self.phase, method) {
            (Phase::Start, LspRequestMethod::Initialize) => self.initialize(params),
            (Phase::Start, _) => {
                Err(error(ErrorCodes::ServerNotInitialized, "`initialize` comes first"))
            }
            (Phase::Running, LspRequestMethod::Shutdown) => {
                self.phase = Phase::ShutDown;
                Ok(Value::Null)
            }
            (Phase::Running, LspRequestMethod::Initialize) => {
                Err(error(ErrorCodes::InvalidRequest, "the server is initialized already"))
            }
            (Phase::Running, method) => requests::answer(self, method, params),
            (Phase::ShutDown, _) => {
                Err(error(ErrorCodes::InvalidRequest, "the server has been shut down"))
            }
        }
    }

    fn initialize(&mut self, params: Value) -> Result<Value, Error> {
        let params: InitializeParams = parameters(params)?;
        self.client = Client::new(&params.capabilities);
        self.phase = Phase::Running;
        result(&InitializeResult {
            capabilities: capabilities(self.client),
            server_info: Some(ServerInfo {
                name: "gatewright".to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
        })
    }

    /// Hears of something. What cannot be understood has no effect, as nobody waits for an answer.
    fn notified(&mut self, method: &str, params: Value) {
        match LspNotificationMethod::from(method) {
            LspNotificationMethod::TextDocumentDidOpen => {
                if let Ok(DidOpenTextDocumentParams { text_document: it }) = parameters(params) {
                    let uri = it.uri.0;
                    self.documents.open(uri.clone(), it.version, it.text);
                    self.due.insert(uri.clone(), Instant::now());
                    self.note(&uri);
                }
            }
            LspNotificationMethod::TextDocumentDidChange => {
                if let Ok(params) = parameters::<DidChangeTextDocumentParams>(params) {
                    let version = params.text_document.version;
                    let uri = params.text_document.text_document_identifier.uri.0;
                    let changes = params.content_changes;
                    let encoding = self.client.encoding;
                    if self.documents.change(&uri, version, changes, encoding).is_some() {
                        self.due.insert(uri.clone(), Instant::now() + PAUSE);
                        self.note(&uri);
                    }
                }
            }
            LspNotificationMethod::TextDocumentDidClose => {
                if let Ok(DidCloseTextDocumentParams { text_document }) = parameters(params) {
                    let uri = text_document.uri.0;
                    self.due.remove(&uri);
                    if self.documents.close(&uri).is_some_and(|it| it.report.is_some()) {
                        self.say(&uri, None, Told::from([(uri.clone(), Vec::new())]));
                    }
                    self.note(&uri);
                }
            }
            LspNotificationMethod::Initialized if self.client.watches_files => self.watch(),
            LspNotificationMethod::WorkspaceDidChangeWatchedFiles => {
                if let Ok(params) = parameters::<DidChangeWatchedFilesParams>(params) {
                    self.disk_changed(&params);
                }
            }
            _ => {}
        }
    }

    /// Asks to be told when settings change on the disk, or what templates may include.
    fn watch(&mut self) {
        let names = NAMES.into_iter().chain(INCLUDED);
        let watchers = names.map(|name| json!({ "globPattern": format!("**/{name}") }));
        let watchers: Vec<Value> = watchers.collect();
        let registration = json!({
            "id": "settings",
            "method": "workspace/didChangeWatchedFiles",
            "registerOptions": { "watchers": watchers },
        });
        self.request("client/registerCapability", &json!({ "registrations": [registration] }));
    }

    /// Looks who else has to do with a document that was opened, changed or closed.
    fn note(&mut self, uri: &str) {
        let Some(path) = uri::to_path(uri) else { return };
        let revision = self.documents.get(uri).map(|it| Arc::clone(&it.revision));
        self.workspace.overlay(path.clone(), revision);
        let open = self.documents.all().map(|it| &*it.revision);
        if self.workspace.is_settings(&path, open) {
            self.settings_changed();
        }
        // A template that includes it is another one now.
        let soon = Instant::now() + PAUSE;
        for template in self.documents.renew_those_with(&path) {
            self.due.insert(template, soon);
        }
        self.overlay_all();
    }

    /// Looks again at what has to do with files that changed on the disk.
    fn disk_changed(&mut self, params: &DidChangeWatchedFilesParams) {
        let changed = params.changes.iter().filter_map(|it| uri::to_path(&it.uri.0));
        for path in changed.filter(|path| !self.workspace.is_open(path)).collect::<Vec<_>>() {
            let open = self.documents.all().map(|it| &*it.revision);
            if self.workspace.is_settings(&path, open) {
                self.settings_changed();
                return;
            }
            let soon = Instant::now() + PAUSE;
            for template in self.documents.renew_those_with(&path) {
                self.due.insert(template, soon);
            }
        }
        self.overlay_all();
    }

    /// Gives the workspace the documents as they are, after they were made anew.
    fn overlay_all(&self) {
        for open in self.documents.all() {
            if let Some(path) = open.revision.path() {
                self.workspace.overlay(path, Some(Arc::clone(&open.revision)));
            }
        }
    }

    /// Forgets what was found out under the settings as they were.
    fn settings_changed(&mut self) {
        self.workspace.forget();
        self.documents.renew();
        self.overlay_all();
        let soon = Instant::now() + PAUSE;
        self.due.extend(self.documents.uris().map(|uri| (uri.clone(), soon)));
    }

    /// Begins the check whose time has come, unless one is under way.
    fn begin_due_check(&mut self) {
        let next = self.due.iter().min_by_key(|(_, due)| **due);
        let is_time = |due: Instant| !self.is_checking && due <= Instant::now();
        let Some((uri, _)) = next.filter(|(_, due)| is_time(**due)) else { return };
        let uri = uri.clone();
        self.due.remove(&uri);
        let Some(open) = self.documents.get(&uri) else { return };
        let job = Job {
            revision: Arc::clone(&open.revision),
            was_definition: open.was_definition(),
            workspace: Arc::clone(&self.workspace),
        };
        // The thread ends with the server only.
        self.is_checking = self.jobs.send(job).is_ok();
    }

    fn checked(&mut self, report: Option<Report>) {
        self.is_checking = false;
        let Some(report) = report else { return };
        let uri = report.revision.uri.clone();
        let Some(open) = self.documents.get_mut(&uri) else { return };
        // What is said of a text that is no more would stand at the wrong places.
        if !Arc::ptr_eq(&open.revision, &report.revision) {
            return;
        }
        let is_silent = |report: &Report| report.all().next().is_none();
        let was_silent = open.report.as_ref().is_none_or(is_silent);
        let says_nothing_new = was_silent && is_silent(&report) && !report.is_about_definitions();
        self.tell_of_settings(&report.project);
        let version = report.revision.version;
        let Some(open) = self.documents.get_mut(&uri) else { return };
        let told = diagnostics::of_report(&report, self.client);
        open.report = Some(report);
        if !says_nothing_new {
            self.say(&uri, Some(version), told);
        }
    }

    /// Says of files what the check of a document has found, and no more what it found before.
    fn say(&mut self, by: &str, version: Option<i32>, told: Told) {
        let mut changed: BTreeSet<String> = told.keys().cloned().collect();
        for (file, said) in &mut self.said {
            if said.remove(by).is_some() {
                changed.insert(file.clone());
            }
        }
        for (file, diagnostics) in told {
            self.said.entry(file).or_default().insert(by.to_owned(), diagnostics);
        }
        for file in changed {
            let said = self.said.get(&file);
            // As a part of a template it is another thing than by itself.
            let is_part = said.is_some_and(|said| said.keys().any(|it| *it != file));
            let said = said.into_iter().flatten().filter(|(by, _)| !is_part || **by != file);
            let mut diagnostics: Vec<gen_lsp_types::Diagnostic> = Vec::new();
            for told in said.flat_map(|(_, told)| told) {
                if !diagnostics.contains(told) {
                    diagnostics.push(told.clone());
                }
            }
            let open = self.documents.get(&file).map(|it| it.revision.version);
            let version = if file == by { version } else { open };
            self.publish(file, version, diagnostics);
        }
        self.said.retain(|_, said| !said.is_empty());
    }

    /// Says what is wrong with settings that are not open themselves.
    fn tell_of_settings(&mut self, project: &Project) {
        for source in project.sources() {
            let uri = uri::of_path(&source.path);
            if self.documents.get(&uri).is_some() {
                continue;
            }
            let site = Site::of_file(&source.document, &uri);
            let told = diagnostics::of_findings(&source.findings, site, self.client);
            let before = self.told.insert(uri.clone(), told.len()).unwrap_or_default();
            if before > 0 || !told.is_empty() {
                self.publish(uri, None, told);
            }
        }
    }

    fn publish(
        &mut self,
        uri: String,
        version: Option<i32>,
        diagnostics: Vec<gen_lsp_types::Diagnostic>,
    ) {
        let params = PublishDiagnosticsParams { uri: Uri(uri), version, diagnostics };
        self.notify("textDocument/publishDiagnostics", &params);
    }

    pub(crate) fn notify(&mut self, method: &str, params: &impl Serialize) {
        self.send(json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    pub(crate) fn request(&mut self, method: &str, params: &impl Serialize) {
        let id = format!("gatewright-{}", self.next_request);
        self.next_request += 1;
        self.send(json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
    }

    fn refuse(&mut self, id: &Id, error: &Error) {
        self.send(json!({ "jsonrpc": "2.0", "id": id, "error": error }));
    }

    fn send(&mut self, message: Value) {
        // A client that does not read any more will not write for long, either.
        let _ = self.output.send(message);
    }
}

/// Turns a request that the client has cancelled meanwhile into its answer.
fn take_cancelled(message: Incoming, waiting: &VecDeque<Event>) -> Incoming {
    let Incoming::Request { id, .. } = &message else { return message };
    let is_cancelled = waiting.iter().any(|event| match event {
        Event::Message(Incoming::Notification { method, params })
            if method == "$/cancelRequest" =>
        {
            let cancelled = serde_json::from_value::<CancelParams>(params.clone());
            cancelled.is_ok_and(|it| Id::from(it.id) == *id)
        }
        _ => false,
    });
    if !is_cancelled {
        return message;
    }
    Incoming::Malformed { id: id.clone(), error: error(CANCELLED, "cancelled by the client") }
}

/// Reads the parameters of a message.
pub(crate) fn parameters<T: DeserializeOwned>(params: Value) -> Result<T, Error> {
    serde_json::from_value(params)
        .map_err(|fault| error(ErrorCodes::InvalidParams, format!("wrong parameters: {fault}")))
}

/// Writes the result of a request.
pub(crate) fn result(value: &impl Serialize) -> Result<Value, Error> {
    serde_json::to_value(value)
        .map_err(|fault| error(ErrorCodes::InternalError, format!("no result: {fault}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cancelled(id: &Value, cancelled: &Value) -> bool {
        let id: Id = serde_json::from_value(id.clone()).expect("an identifier");
        let request = Incoming::Request { id, method: "a".to_owned(), params: Value::Null };
        let cancel = Incoming::Notification {
            method: "$/cancelRequest".to_owned(),
            params: json!({ "id": cancelled }),
        };
        let waiting = VecDeque::from([Event::Message(Incoming::Response), Event::Message(cancel)]);
        matches!(take_cancelled(request, &waiting), Incoming::Malformed { .. })
    }

    #[test]
    fn a_request_that_is_cancelled_before_its_turn_is_not_answered() {
        assert!(cancelled(&json!(7), &json!(7)));
        assert!(cancelled(&json!("x"), &json!("x")));
        assert!(!cancelled(&json!(7), &json!(8)));
        assert!(!cancelled(&json!(7), &json!("7")));
        assert!(!cancelled(&json!(7), &json!([])));
    }
}
