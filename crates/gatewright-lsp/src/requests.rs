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
            let options = server.workspace.options(&open.revision);
            result(&hover::hover(open, at, &options, server.client))
        }
        LspRequestMethod::TextDocumentCompletion => {
            let params: CompletionParams = parameters(params)?;
            let (open, at) = place(server, &params.text_document_position_params)?;
            result(&completion::complete(open, at, server.client))
        }
        LspRequestMethod::TextDocumentDefinition => {
            let params: DefinitionParams = parameters(params)?;
            let (open, at) = place(server, &params.text_document_position_params)?;
            result(&navigation::definition(&open.revision, at, &server.workspace, server.client))
        }
        LspRequestMethod::TextDocumentReferences => {
            let params: ReferenceParams = parameters(params)?;
            let (open, at) = place(server, &params.text_document_position_params)?;
            let declaration = params.context.include_declaration;
            let declaration = navigation::Declaration::from_request(declaration);
            result(&navigation::references(&open.revision, at, declaration, server.client))
        }
        LspRequestMethod::TextDocumentPrepareRename => {
            let params: PrepareRenameParams = parameters(params)?;
            let (open, at) = place(server, &params.text_document_position_params)?;
            result(&rename::prepare(&open.revision, at, server.client))
        }
        LspRequestMethod::TextDocumentRename => {
            let params: RenameParams = parameters(params)?;
            let (open, at) = place(server, &params.text_document_position_params)?;
            let edit = rename::rename(&open.revision, at, &params.new_name, server.client);
            result(&edit.map_err(|text| error(ErrorCodes::InvalidParams, text))?)
        }
        LspRequestMethod::TextDocumentDocumentSymbol => {
            let params: DocumentSymbolParams = parameters(params)?;
            let open = document(server, &params.text_document.uri.0)?;
            result(&symbols::symbols(&open.revision, server.client))
        }
        LspRequestMethod::TextDocumentCodeAction => {
            let params: CodeActionParams = parameters(params)?;
            let open = document(server, &params.text_document.uri.0)?;
            result(&actions::actions(open, &params, &server.workspace, server.client))
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

/// A document, and the byte of it that is meant.
fn place<'s>(
    server: &'s Server,
    params: &TextDocumentPositionParams,
) -> Result<(&'s Open, usize), Error> {
    let open = document(server, &params.text_document.uri.0)?;
    let at = offset(&open.revision.text, params.position, server.client.encoding);
    Ok((open, at))
}
