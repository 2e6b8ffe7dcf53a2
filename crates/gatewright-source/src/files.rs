//! How files are asked for that a document names: only the edges do IO.

/// Where files come from. A path is one below a folder that whoever reads them has chosen: names of
/// folders and a file with slashes between them, without `.` and `..`.
pub trait Files {
    /// The bytes of a file.
    fn read(&self, path: &str) -> Result<Vec<u8>, Unreadable>;
}

/// Why there are no bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// The file is outside of the folder, as behind a symbolic link.
    Outside,
    /// Anything else, in words.
    Because(String),
}
