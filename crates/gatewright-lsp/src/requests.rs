//! Requests to the functions that answer them.

use gen_lsp_types::json_rpc::Error;
use gen_lsp_types::{
    CodeActionParams, CompletionParams, DefinitionParams, DocumentSymbolParams, ErrorCodes,
    ExecuteCommandParams, HoverParams, LspRequestMethod, PrepareRenameParams, ReferenceParams,
    RenameParams, TextDocumentPositionParams,
};
use serde_json::Value;

use crate::documents::Open;
use crate::positions::offset;
use crate::server::{Server, parameters, result};
use crate::subject::Subject;
use crate::transport::error;
use crate::{actions, completion, hover, navigation, rename, symbols};

/// Answers a request.
pub(crate) fn answer(
    server: &mut Server,
    method: LspRequestMethod<'_>,
    params: Value,
) -> Result<Value, Error> {
    match method {
        LspRequestMethod::TextDocumentHover => {
            let params: HoverParams = parameters(params)?;
            let (open, at) = place(server, &params.text_document_position_params)?;
            let options = |it: Subject<'_>| server.workspace.options_of(&open.revision, it);
            let subjects = server.workspace.subjects(&open.revision);
            result(&hover::hover(open, &subjects, at, &options, server.client))
        }
        LspRequestMethod::TextDocumentCompletion => {
            let params: CompletionParams = parameters(params)?;
            let (open, at) = place(server, &params.text_document_position_params)?;
            result(&completion::complete(open, at, &server.workspace, server.client))
        }
        LspRequestMethod::TextDocumentDefinition => {
            let params: DefinitionParams = parameters(params)?;
            let (open, at) = place(server, &params.text_document_position_params)?;
            let (path, workspace) = (open.revision.path(), &*server.workspace);
            result(&first(server, open, at, |it, at| {
                navigation::definition(it.site(), at, path.as_deref(), workspace, server.client)
            }))
        }
        LspRequestMethod::TextDocumentReferences => {
            let params: ReferenceParams = parameters(params)?;
            let (open, at) = place(server, &params.text_document_position_params)?;
            let declaration = params.context.include_declaration;
            let declaration = navigation::Declaration::from_request(declaration);
            result(&first(server, open, at, |it, at| {
                navigation::references(it.site(), at, declaration, server.client)
            }))
        }
        LspRequestMethod::TextDocumentPrepareRename => {
            let params: PrepareRenameParams = parameters(params)?;
            let (open, at) = place(server, &params.text_document_position_params)?;
            result(&first(server, open, at, |it, at| rename::prepare(it.site(), at, server.client)))
        }
        LspRequestMethod::TextDocumentRename => {
            let params: RenameParams = parameters(params)?;
            let (open, at) = place(server, &params.text_document_position_params)?;
            let mut why = "here is no definition".to_owned();
            for (subject, at) in places(server, open, at).into_iter().rev() {
                match rename::rename(subject, at, &params.new_name, server.client) {
                    Ok(edit) => return result(&edit),
                    Err(reason) => why = reason,
                }
            }
            Err(error(ErrorCodes::InvalidParams, why))
        }
        LspRequestMethod::TextDocumentDocumentSymbol => {
            let params: DocumentSymbolParams = parameters(params)?;
            let open = document(server, &params.text_document.uri.0)?;
            let subjects = server.workspace.subjects(&open.revision);
            result(&symbols::symbols(&open.revision, &subjects, server.client))
        }
        LspRequestMethod::TextDocumentCodeAction => {
            let params: CodeActionParams = parameters(params)?;
            let open = document(server, &params.text_document.uri.0)?;
            result(&actions::actions(server, open, &params))
        }
        LspRequestMethod::CodeActionResolve => {
            result(&actions::resolve(server, parameters(params)?)?)
        }
        LspRequestMethod::WorkspaceExecuteCommand => {
            let params: ExecuteCommandParams = parameters(params)?;
            actions::execute(server, &params)
        }
        other => {
            let text = format!("there is no `{}`", other.as_str());
            Err(error(ErrorCodes::MethodNotFound, text))
        }
    }
}

fn document<'s>(server: &'s Server, uri: &str) -> Result<&'s Open, Error> {
    let missing = || error(ErrorCodes::InvalidParams, format!("`{uri}` is not open"));
    server.documents.get(uri).ok_or_else(missing)
}

/// The definitions in which a byte of a file is one of something, with that byte of each.
fn places<'r>(server: &Server, open: &'r Open, at: usize) -> Vec<(Subject<'r>, usize)> {
    let subjects = server.workspace.subjects(&open.revision).into_iter();
    subjects.flat_map(|it| it.site().bytes(at).map(move |at| (it, at))).collect()
}

/// What the first definition answers that has an answer.
fn first<T>(
    server: &Server,
    open: &Open,
    at: usize,
    answer: impl Fn(Subject<'_>, usize) -> Option<T>,
) -> Option<T> {
    places(server, open, at).into_iter().find_map(|(subject, at)| answer(subject, at))
}

/// A document, and the byte of it that is meant.
fn place<'s>(
    server: &'s Server,
    params: &TextDocumentPositionParams,
) -> Result<(&'s Open, usize), Error> {
    let open = document(server, &params.text_document.uri.0)?;
    let at = offset(&open.revision.text, params.position, server.client.encoding);
    Ok((open, at))
}
