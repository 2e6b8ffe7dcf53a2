//! The two formats of a definition.

/// How a file is written. Told by content, never by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// RFC 8259.
    Json,
    /// YAML, read as the service's reader takes it.
    Yaml,
}
