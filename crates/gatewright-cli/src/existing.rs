//! The API that a command starts from: what `gatewright import` wrote, or a definition or an export,
//! which is imported first.

mod faults;

use std::path::Path;

use gatewright_definition::looks_like_definition;
use gatewright_diagnostics::{Checked, SourceId};
use gatewright_import::{ImportOptions, StableIds, import};
use gatewright_model::Api;
use gatewright_source::diagnostics::STOPS;
use gatewright_source::{Document, Node, NodeId, Reason, read_as};

use crate::exit::Stop;
use crate::output::{self, Screen, concise, full, one_line};
use crate::report::{File, Report};
use crate::walk::Input;

/// Reads an API, or imports a definition with these options, and says so. None when the service
/// refuses the definition; its findings are then on the standard error.
pub(crate) fn load(
    path: &Path,
    options: &ImportOptions,
    screen: &Screen,
) -> Result<Option<Api>, Stop> {
    let input = Input::named(path);
    let bytes = input.read().map_err(Stop::CannotRun)?;
    let document = gatewright_source::read(SourceId(0), bytes);
    let name = one_line(&input.name);
    check_read(&name, &document)?;
    if looks_like_definition(&document.value) {
        return Ok(imported(&input.name, &document, options, screen));
    }
    let root = document.value.root().filter(|root| root.get("restApi").is_some());
    let Some(root) = root else {
        return Err(Stop::CannotRun(format!(
            "{name} is neither an API as `gatewright import` writes it (it has no `restApi`) nor a \
             definition (it has no `openapi` or `swagger`)"
        )));
    };
    api(root).map(Some).map_err(|(at, message)| {
        let place = place(&name, &document.value, document.value.node(at).span().start);
        let reason = one_line(&message);
        Stop::CannotRun(format!(
            "{place}: this is no API as `gatewright import` writes it: {reason}"
        ))
    })
}

/// Whether a file was read to its end; else where and why not.
pub(crate) fn check_read(name: &str, document: &Checked<Document>) -> Result<(), Stop> {
    let stop = document.diagnostics.iter().find(|d| STOPS.contains(&d.metadata));
    let Some(stop) = stop else { return Ok(()) };
    let place = place(name, &document.value, stop.location.span.start);
    // The service's message is the same for all such files; the label says why.
    let reason = one_line(stop.label.as_deref().unwrap_or(&stop.message)).into_owned();
    Err(Stop::CannotRun(format!("cannot read {place}: {reason}")))
}

/// What the answer of an import adds, which is no part of the API.
const WARNINGS: &str = "warnings";

/// The API that a document holds; else where it does not, and why.
fn api(root: Node<'_>) -> Result<Api, (NodeId, String)> {
    let document = root.document();
    let read = read_as::<Api>(root);
    let is_fault = |at: NodeId, reason: &Reason| {
        let is_of_root = document.node(at).parent() == Some(root);
        !(is_of_root && matches!(reason, Reason::UnknownMember { name, .. } if name == WARNINGS))
    };
    let fault = read.faults.iter().find(|it| is_fault(it.at, &it.reason));
    let api = match (read.value, fault) {
        (Some(api), None) => api,
        (_, Some(fault)) => return Err((fault.at, fault.reason.to_string())),
        (None, None) => return Err((root.id(), "it cannot be read".to_owned())),
    };
    faults::first(&api).map_or(Ok(api), |(pointer, message)| {
        let at = document.at_pointer(&pointer).unwrap_or(root);
        Err((at.id(), message))
    })
}

fn imported(
    name: &str,
    document: &Checked<Document>,
    options: &ImportOptions,
    screen: &Screen,
) -> Option<Api> {
    let import = import(document, options, &mut StableIds::default());
    let report = Report::of_import(File::new(name, &document.value), &import);
    output::note(&format!("{} is a definition and is imported first\n", one_line(name)));
    if import.api.is_none() {
        for finding in &report.findings {
            output::note(&concise::finding(&report.file, finding, &screen.err));
        }
    }
    output::note(&full::verdict(&report, &screen.err));
    import.api
}

/// `file:line:column`, as in all output.
fn place(name: &str, document: &Document, at: u32) -> String {
    let position = document.position(at);
    format!("{name}:{}:{}", position.line, position.column)
}
