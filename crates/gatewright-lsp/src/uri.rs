//! Files and what the protocol calls them.

use std::fmt::Write;
use std::path::{Component, Path, PathBuf};

use gatewright_definition::decoded;

const SCHEME: &str = "file://";

/// The file that a URI means; none of other schemes, as for text that was never saved.
pub(crate) fn to_path(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix(SCHEME)?;
    let path = &rest[rest.find('/')?..];
    let path = decoded(path);
    let has_drive = path.as_bytes().get(2) == Some(&b':');
    Some(PathBuf::from(&path[usize::from(has_drive)..]))
}

/// A path without steps that lead back.
pub(crate) fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for step in path.components() {
        match step {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            Component::Prefix(_) | Component::RootDir | Component::Normal(_) => plain.push(step),
        }
    }
    plain
}

/// What a file is called. Names that are no text lose what is none.
pub(crate) fn of_path(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    let mut uri = SCHEME.to_owned();
    if !path.starts_with('/') {
        uri.push('/');
    }
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_keeps_its_name_on_the_way_there_and_back() {
        for path in ["/a b/ä%20.yaml", "/x"] {
            assert_eq!(to_path(&of_path(Path::new(path))).as_deref(), Some(Path::new(path)));
        }
        assert_eq!(of_path(Path::new("/a b/ä.yaml")), "file:///a%20b/%C3%A4.yaml");
    }

    #[test]
    fn steps_back_are_gone() {
        assert_eq!(plain(Path::new("/a/b/.././c")), Path::new("/a/c"));
    }

    #[test]
    fn drives_and_hosts_are_understood_and_other_schemes_are_not() {
        assert_eq!(to_path("file:///c%3A/api.yaml"), Some("c:/api.yaml".into()));
        assert_eq!(to_path("file://localhost/api.yaml"), Some("/api.yaml".into()));
        assert_eq!(to_path("file:///a%zz%2"), Some("/a%zz%2".into()));
        assert_eq!(to_path("untitled:Untitled-1"), None);
        assert_eq!(to_path("file://nowhere"), None);
    }
}
