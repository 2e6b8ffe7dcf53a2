//! What the client can do, and what it is told that the server can.

use gen_lsp_types::{
    ClientCapabilities, CodeActionKind, CodeActionOptions, CompletionOptions,
    ExecuteCommandOptions, PositionEncodingKind, RenameOptions, ServerCapabilities,
    TextDocumentSyncKind, TextDocumentSyncOptions, WorkDoneProgressOptions,
};

use crate::actions;
use crate::positions::Encoding;

/// What matters of a client's abilities.
#[derive(Debug, Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is an ability of its own")]
pub(crate) struct Client {
    /// What a column counts.
    pub(crate) encoding: Encoding,
    /// Whether findings may have further places.
    pub(crate) shows_related: bool,
    /// Whether symbols may have parts.
    pub(crate) nests_symbols: bool,
    /// Whether it takes code actions, and not only commands.
    pub(crate) takes_actions: bool,
    /// Whether it asks for the edit of an action when somebody chooses it.
    pub(crate) resolves_edits: bool,
    /// Whether it watches files for us.
    pub(crate) watches_files: bool,
    /// Whether it opens a web page for us.
    pub(crate) shows_pages: bool,
}

impl Client {
    /// Of a client that introduces itself.
    pub(crate) fn new(capabilities: &ClientCapabilities) -> Self {
        let text_document = capabilities.text_document.as_ref();
        let workspace = capabilities.workspace.as_ref();
        let encodings =
            capabilities.general.as_ref().and_then(|it| it.position_encodings.as_deref());
        // Bytes need no counting. UTF-16 need not be listed.
        let takes_bytes = encodings.is_some_and(|it| it.contains(&PositionEncodingKind::UTF8));
        Self {
            encoding: if takes_bytes { Encoding::Utf8 } else { Encoding::Utf16 },
            shows_related: text_document
                .and_then(|it| it.publish_diagnostics.as_ref())
                .and_then(|it| it.diagnostics_capabilities.related_information)
                .unwrap_or(false),
            nests_symbols: text_document
                .and_then(|it| it.document_symbol.as_ref())
                .and_then(|it| it.hierarchical_document_symbol_support)
                .unwrap_or(false),
            takes_actions: text_document
                .and_then(|it| it.code_action.as_ref())
                .is_some_and(|it| it.code_action_literal_support.is_some()),
            resolves_edits: text_document
                .and_then(|it| it.code_action.as_ref())
                .and_then(|it| it.resolve_support.as_ref())
                .is_some_and(|it| it.properties.iter().any(|it| it == "edit")),
            watches_files: workspace
                .and_then(|it| it.did_change_watched_files.as_ref())
                .and_then(|it| it.dynamic_registration)
                .unwrap_or(false),
            shows_pages: capabilities
                .window
                .as_ref()
                .and_then(|it| it.show_document.as_ref())
                .is_some_and(|it| it.support),
        }
    }
}

/// What the server can do for this client.
pub(crate) fn capabilities(client: Client) -> ServerCapabilities {
    let triggers = ["\"", "'", ":", " ", "/", "#", "-", "."];
    let kinds = vec![CodeActionKind::QuickFix, actions::fix_all_kind()];
    ServerCapabilities {
        position_encoding: Some(match client.encoding {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
        }),
        text_document_sync: Some(
            TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(TextDocumentSyncKind::Incremental),
                ..TextDocumentSyncOptions::default()
            }
            .into(),
        ),
        hover_provider: Some(true.into()),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(triggers.map(str::to_owned).to_vec()),
            ..CompletionOptions::default()
        }),
        definition_provider: Some(true.into()),
        references_provider: Some(true.into()),
        document_symbol_provider: Some(true.into()),
        rename_provider: Some(
            RenameOptions {
                prepare_provider: Some(true),
                work_done_progress_options: WorkDoneProgressOptions::default(),
            }
            .into(),
        ),
        code_action_provider: Some(if client.takes_actions {
            CodeActionOptions {
                code_action_kinds: Some(kinds),
                resolve_provider: Some(client.resolves_edits),
                ..CodeActionOptions::default()
            }
            .into()
        } else {
            false.into()
        }),
        execute_command_provider: Some(ExecuteCommandOptions {
            commands: vec![actions::EXPLAIN.to_owned()],
            ..ExecuteCommandOptions::default()
        }),
        ..ServerCapabilities::default()
    }
}
