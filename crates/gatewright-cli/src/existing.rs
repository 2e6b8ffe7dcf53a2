//! The API that a command starts from: what `gatewright import` wrote, or a definition or an export,
//! which is imported first.

mod faults;

use std::path::Path;

use gatewright_diagnostics::Checked;
use gatewright_import::{StableIds, import};
use gatewright_model::Api;
use gatewright_project::Asked;
use gatewright_source::diagnostics::STOPS;
use gatewright_source::{Document, Node, NodeId, Reason, read_as};

use crate::args::TemplateArgs;
use crate::commands::import::dated;
use crate::exit::Stop;
use crate::output::{self, Screen, concise, full, one_line};
use crate::report::Subject;
use crate::single::{Naming, Single};

/// Reads an API, or imports a definition with these options, and says so. None when the service
/// refuses the definition; its findings are then on the standard error.
pub(crate) fn load(
    path: &Path,
    templates: &TemplateArgs,
    asked: &Asked,
    screen: &Screen,
) -> Result<Option<Api>, Stop> {
    let file = Single::open(path, templates, asked, Naming::Loose)?;
    let document = file.document();
    let name = one_line(&file.input.name);
    check_read(&file.subject(), document)?;
    if file.is_definition() {
        return imported(&file, asked, screen);
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
pub(crate) fn check_read(subject: &Subject<'_>, document: &Checked<Document>) -> Result<(), Stop> {
    let stop = document.diagnostics.iter().find(|d| STOPS.contains(&d.metadata));
    let Some(stop) = stop else { return Ok(()) };
    let placed = document.value.place(stop.clone()).location;
    let (file, start) = (subject.file(placed.source), subject.start(&placed));
    let place = format!("{}:{}:{}", one_line(file.name), start.line, start.column);
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

fn imported(file: &Single, asked: &Asked, screen: &Screen) -> Result<Option<Api>, Stop> {
    let options = dated(file.options(asked))?;
    let mut import = import(file.document(), &options, &mut StableIds::default());
    let title = file.title();
    output::note(&format!("{} is a definition and is imported first\n", one_line(&title)));
    let report = file.report(&mut import);
    if report.import.api.is_none() {
        for finding in &report.findings {
            output::note(&concise::finding(&report.subject, finding, &screen.err));
        }
    }
    output::note(&full::verdict(&report, &screen.err));
    Ok(import.api)
}

/// `file:line:column`, as in all output.
fn place(name: &str, document: &Document, at: u32) -> String {
    let position = document.position(at);
    format!("{name}:{}:{}", position.line, position.column)
}
