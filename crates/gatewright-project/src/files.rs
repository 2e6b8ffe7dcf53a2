//! How files are read: only the edges do IO.

use std::io;
use std::path::{Component, Path, PathBuf};

/// Where files are read from: a disk, or what an editor has open.
pub trait Files: Sync {
    /// All bytes of a file. The error is of the kind [`NotFound`](io::ErrorKind::NotFound) if there
    /// is none.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
}

/// A path without steps that lead nowhere or back.
pub(crate) fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for step in path.components() {
        match step {
            Component::CurDir => {}
            Component::ParentDir
                if matches!(plain.components().next_back(), Some(Component::Normal(_))) =>
            {
                plain.pop();
            }
            step => plain.push(step),
        }
    }
    plain
}

/// A path relative to a folder, with slashes whatever the system; the whole path of what is not in
/// it.
pub(crate) fn relative(path: &Path, folder: &Path) -> String {
    let path = plain(path);
    let path = path.strip_prefix(folder).unwrap_or(&path);
    let steps = path.components().map(|step| step.as_os_str().to_string_lossy());
    let text = steps.collect::<Vec<_>>().join("/");
    if path.is_absolute() { text.replacen("//", "/", 1) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_plain_and_relative() {
        assert_eq!(plain(Path::new("/a/./b/../c")), Path::new("/a/c"));
        assert_eq!(plain(Path::new("../a")), Path::new("../a"));
        assert_eq!(relative(Path::new("/a/b/../c/d"), Path::new("/a")), "c/d");
        assert_eq!(relative(Path::new("/x/y"), Path::new("/a")), "/x/y");
    }
}
