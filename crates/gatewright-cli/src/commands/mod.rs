//! The commands, a file each.

pub(crate) mod completions;
pub(crate) mod config;
pub(crate) mod convert;
pub(crate) mod explain;
pub(crate) mod export;
pub(crate) mod fix;
pub(crate) mod import;
pub(crate) mod import_docs;
pub(crate) mod init;
pub(crate) mod lint;
pub(crate) mod lsp;
pub(crate) mod plan;
pub(crate) mod put;
pub(crate) mod render;
pub(crate) mod rules;
pub(crate) mod validate;
