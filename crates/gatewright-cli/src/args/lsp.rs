//! The arguments of `gatewright lsp`.

/// Serve an editor: findings, fixes, completion, navigation
///
/// Speaks the Language Server Protocol on the standard input and output. An editor starts it; how to
/// tell yours is in docs/editors.md. Files that are no definitions are left alone.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Exit codes:
  0  the editor has shut the server down
  1  the editor went without doing so")]
pub(crate) struct LspArgs {
    /// Taken and ignored, since some editors say it: there is no other way to speak
    #[arg(long, hide = true)]
    stdio: bool,
}
