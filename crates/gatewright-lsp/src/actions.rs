//! What can be done about findings: their fixes, all fixes at once, a comment that silences one,
//! and the documentation.

mod silence;
mod whole;

use gatewright_lint::{Applicability, Finding, entries};
use gatewright_source::{Document, Editor};
use gen_lsp_types::json_rpc::Error;
use gen_lsp_types::{
    CodeAction, CodeActionKind, CodeActionParams, CodeActionResponse, Command, ErrorCodes,
    ExecuteCommandParams, MessageType, Range, ShowDocumentParams, ShowMessageParams, Uri,
};
use serde_json::{Value, json};

use crate::actions::whole::Rewriting;
use crate::client::Client;
use crate::documents::Open;
use crate::revision::{Report, Revision};
use crate::server::Server;
use crate::site::Site;
use crate::subject::{Subject, Template};
use crate::transport::error;
use crate::workspace::Workspace;
use crate::{diagnostics, pages};

/// The command that shows the documentation of a rule.
pub(crate) const EXPLAIN: &str = "gatewright.explain";

/// All safe fixes at once.
const FIX_ALL: &str = "source.fixAll.gatewright";

/// The kind of the action that makes all safe fixes.
pub(crate) fn fix_all_kind() -> CodeActionKind {
    CodeActionKind::from(FIX_ALL.to_owned())
}

/// What can be done in a range of a document.
pub(crate) fn actions(
    server: &Server,
    open: &Open,
    params: &CodeActionParams,
) -> Vec<CodeActionResponse> {
    let (workspace, client) = (&*server.workspace, server.client);
    let only = params.context.only.as_deref();
    let mut actions = Vec::new();
    if is_wanted(only, CodeActionKind::QuickFix.as_str()) {
        // What is said of an earlier text stands at other places. A template has something to say
        // of the files that it includes, too.
        for report in server.documents.all().filter_map(Open::current_report) {
            let here = here(report, &open.revision, params.range, client);
            actions.extend(quick_fixes(report, &here, workspace, client));
        }
    }
    let Some(report) = open.current_report() else { return responses(actions) };
    let revision = &*report.revision;
    let asked = only.is_some_and(|only| only.iter().any(|kind| contains(kind.as_str(), FIX_ALL)));
    let offered = only.is_none() && client.resolves_edits && has_safe_fix(report);
    if asked || offered {
        let action = CodeAction {
            title: Rewriting::SafeFixes.title().to_owned(),
            kind: Some(fix_all_kind()),
            ..CodeAction::default()
        };
        let deferral = if asked { Deferral::Never } else { Deferral::IfPossible };
        actions.extend(whole(action, Rewriting::SafeFixes, revision, workspace, client, deferral));
    }
    responses(actions)
}

fn responses(actions: Vec<CodeAction>) -> Vec<CodeActionResponse> {
    actions.into_iter().map(CodeActionResponse::from).collect()
}

/// What a check said of a range of a file.
fn here<'r>(
    report: &'r Report,
    file: &Revision,
    range: Range,
    client: Client,
) -> Vec<(Subject<'r>, &'r Finding)> {
    let is_own = report.revision.uri == file.uri;
    let knows = |template: &Template| template.files.contains(&file.uri);
    if !is_own && !report.revision.known_template().is_some_and(knows) {
        return Vec::new();
    }
    let is_here = |(subject, finding): &(Subject<'_>, &Finding)| {
        let (site, span) = (subject.site(), finding.diagnostic.location.span);
        if site.uri(span) != file.uri {
            return false;
        }
        let found = site.range(span, client);
        found.start <= range.end && found.end >= range.start
    };
    report.all().filter(is_here).collect()
}

/// Whether actions of a kind are asked for.
fn is_wanted(only: Option<&[CodeActionKind]>, kind: &str) -> bool {
    only.is_none_or(|only| only.iter().any(|wanted| contains(wanted.as_str(), kind)))
}

/// Whether a kind is another, or one below it.
fn contains(kind: &str, other: &str) -> bool {
    let rest = other.strip_prefix(kind);
    rest.is_some_and(|rest| kind.is_empty() || rest.is_empty() || rest.starts_with('.'))
}

fn has_safe_fix(report: &Report) -> bool {
    let mut fixes = report.all().filter_map(|(_, it)| it.fix.as_ref());
    fixes.any(|fix| fix.applicability == Applicability::Safe)
}

/// Whether an edit may be made when somebody chooses the action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deferral {
    IfPossible,
    Never,
}

/// An action that changes the whole document; none if there is nothing to change.
fn whole(
    action: CodeAction,
    rewriting: Rewriting,
    revision: &Revision,
    workspace: &Workspace,
    client: Client,
    deferral: Deferral,
) -> Option<CodeAction> {
    if client.resolves_edits && deferral == Deferral::IfPossible {
        let (uri, version) = (&revision.uri, revision.version);
        let data = json!({ "uri": uri, "version": version, "rewriting": rewriting.as_str() });
        return Some(CodeAction { data: Some(data), ..action });
    }
    let edit = rewriting.edit(revision, workspace, client)?;
    Some(CodeAction { edit: Some(edit), ..action })
}

/// Makes the edit of an action that was given without it.
pub(crate) fn resolve(server: &Server, mut action: CodeAction) -> Result<CodeAction, Error> {
    let member = |name| action.data.as_ref().and_then(|it| it.get(name));
    let uri = member("uri").and_then(Value::as_str);
    let version = member("version").and_then(Value::as_i64);
    let rewriting = member("rewriting").and_then(Value::as_str).and_then(Rewriting::parse);
    let open = uri.and_then(|uri| server.documents.get(uri));
    let open = open.filter(|it| Some(i64::from(it.revision.version)) == version);
    let (Some(open), Some(rewriting)) = (open, rewriting) else {
        return Err(error(ErrorCodes::Custom(-32801), "the document has changed meanwhile"));
    };
    action.edit = rewriting.edit(&open.revision, &server.workspace, server.client);
    Ok(action)
}

fn quick_fixes(
    report: &Report,
    findings: &[(Subject<'_>, &Finding)],
    workspace: &Workspace,
    client: Client,
) -> Vec<CodeAction> {
    let revision = &*report.revision;
    let mut actions = Vec::new();
    let mut editor: Option<(&Document, Editor<'_>)> = None;
    for (subject, finding) in findings {
        let Some(fix) = &finding.fix else { continue };
        let site = subject.site();
        // Another API is another document.
        editor = editor.filter(|(document, _)| std::ptr::eq(*document, site.document));
        let (_, editor) = editor.get_or_insert_with(|| (site.document, Editor::new(site.document)));
        // What cannot be written stays a finding.
        let Ok(edits) = editor.text_edits(&fix.edits) else { continue };
        actions.push(CodeAction {
            is_preferred: Some(fix.applicability == Applicability::Safe),
            edit: Some(site.edit(&edits, client)),
            ..about(site, finding, sentence(&fix.title), client)
        });
    }
    for (subject, finding) in distinct(findings) {
        let site = subject.site();
        let name = finding.diagnostic.metadata.name;
        let rewriting = Rewriting::of_finding(name).filter(|_| subject.api().is_none());
        if let Some(rewriting) = rewriting {
            let action = about(site, finding, rewriting.title().to_owned(), client);
            let deferral = Deferral::IfPossible;
            actions.extend(whole(action, rewriting, revision, workspace, client, deferral));
        }
        let may_be_silenced = report.is_about_definitions();
        let silenced = may_be_silenced.then(|| silence::silence(site.document, finding));
        if let Some(edits) = silenced.flatten() {
            actions.push(CodeAction {
                edit: Some(site.edit(&edits, client)),
                ..about(site, finding, format!("Ignore `{name}` here"), client)
            });
        }
        let title = format!("Explain `{name}`");
        actions.push(CodeAction {
            command: Some(Command {
                title: title.clone(),
                tooltip: None,
                command: EXPLAIN.to_owned(),
                arguments: Some(vec![json!(name)]),
            }),
            ..about(site, finding, title, client)
        });
    }
    actions
}

/// A finding of each kind.
fn distinct<'f>(findings: &[(Subject<'f>, &'f Finding)]) -> Vec<(Subject<'f>, &'f Finding)> {
    let mut distinct: Vec<(Subject<'_>, &Finding)> = Vec::new();
    for told in findings {
        if distinct.iter().all(|it| it.1.diagnostic.metadata != told.1.diagnostic.metadata) {
            distinct.push(*told);
        }
    }
    distinct
}

fn about(site: Site<'_>, finding: &Finding, title: String, client: Client) -> CodeAction {
    let told = diagnostics::of_finding(finding, site, client);
    CodeAction {
        title,
        kind: Some(CodeActionKind::QuickFix),
        diagnostics: Some(vec![told]),
        ..CodeAction::default()
    }
}

fn sentence(title: &str) -> String {
    let mut characters = title.chars();
    let first = characters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    first + characters.as_str()
}

/// Runs a command.
pub(crate) fn execute(server: &mut Server, params: &ExecuteCommandParams) -> Result<Value, Error> {
    if params.command != EXPLAIN {
        let text = format!("there is no command `{}`", params.command);
        return Err(error(ErrorCodes::InvalidParams, text));
    }
    let name = params.arguments.as_deref().and_then(|it| it.first()).and_then(Value::as_str);
    let name = name.ok_or_else(|| error(ErrorCodes::InvalidParams, "the name is missing"))?;
    let told = server.documents.all().filter_map(|it| it.report.as_ref());
    let told = told.flat_map(Report::all).map(|(_, it)| it.diagnostic.metadata);
    let known = entries().into_iter().chain(gatewright_project::entries());
    let known = known.map(|it| it.metadata);
    let found = told.chain(known).find(|it| it.name == name);
    let metadata = found
        .ok_or_else(|| error(ErrorCodes::InvalidParams, format!("there is no rule `{name}`")))?;
    match pages::href(name).filter(|_| server.client.shows_pages) {
        Some(href) => server.request(
            "window/showDocument",
            &ShowDocumentParams {
                uri: Uri(href),
                external: Some(true),
                take_focus: None,
                selection: None,
            },
        ),
        None => server.notify(
            "window/showMessage",
            &ShowMessageParams { kind: MessageType::Info, message: pages::summary(metadata) },
        ),
    }
    Ok(Value::Null)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_contain_those_below_them() {
        assert!(contains("source.fixAll", FIX_ALL));
        assert!(contains("source", FIX_ALL));
        assert!(contains("", FIX_ALL));
        assert!(!contains("source.fix", FIX_ALL));
        assert!(!contains("quickfix", FIX_ALL));
    }
}
