//! Names of files as a service calls them that shows reports: from the root of its checkout, which
//! need not be the folder that a job runs in.

use std::borrow::Cow;
use std::env;
use std::fmt::Write;
use std::path::{Component, Path, PathBuf};

use crate::report::{File, Subject};

/// The folder that names start from.
pub(crate) struct Root {
    /// The current folder.
    here: PathBuf,
    /// The root of the checkout.
    top: PathBuf,
}

impl Root {
    /// The folder that a variable of the environment names; without it the current folder.
    pub(crate) fn of(variable: &str) -> Self {
        let here = env::current_dir().unwrap_or_default();
        let top = env::var_os(variable).filter(|it| !it.is_empty());
        let top = top.map_or_else(|| here.clone(), PathBuf::from);
        Self { here, top }
    }

    /// The path of a file from the root; as the user called it if it is elsewhere.
    pub(crate) fn path<'f>(&self, file: &File<'f>) -> Option<Cow<'f, Path>> {
        let path = file.path?;
        let whole = straight(&self.here.join(path));
        let inner = whole.strip_prefix(straight(&self.top)).map(Path::to_owned);
        Some(inner.map_or(Cow::Borrowed(path), Cow::Owned))
    }

    /// The same as text, with the slashes that services use.
    pub(crate) fn name(&self, file: &File<'_>) -> String {
        let path = self.path(file);
        let name = path.map_or_else(|| file.name.to_owned(), |it| it.to_string_lossy().into());
        if cfg!(windows) { name.replace('\\', "/") } else { name }
    }

    /// The same of what is told of; of an API that is not all of its file with its name.
    pub(crate) fn title(&self, subject: &Subject<'_>) -> String {
        let name = self.name(subject.main());
        subject.api.map_or(name.clone(), |api| format!("{name}: {api}"))
    }

    /// The same as a relative reference, or as that of a file by its whole path.
    pub(crate) fn uri(&self, file: &File<'_>) -> String {
        let path = self.path(file);
        let path = path.as_deref().unwrap_or(Path::new(file.name));
        let prefix = if path.is_absolute() { "file://" } else { "" };
        let mut uri = String::from(prefix);
        for byte in path.as_os_str().as_encoded_bytes() {
            match byte {
                b'\\' if cfg!(windows) => uri.push('/'),
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                    uri.push(char::from(*byte));
                }
                _ => {
                    let _ = write!(uri, "%{byte:02X}");
                }
            }
        }
        uri
    }
}

/// A path without `.`, and without `..` where that is plain.
fn straight(path: &Path) -> PathBuf {
    let mut straight = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir
                if matches!(straight.components().next_back(), Some(Component::Normal(_))) =>
            {
                straight.pop();
            }
            part => straight.push(part),
        }
    }
    straight
}

#[cfg(test)]
mod tests {
    use gatewright_diagnostics::SourceId;

    use super::*;

    fn root() -> Root {
        Root { here: PathBuf::from("/checkout/apis"), top: PathBuf::from("/checkout/") }
    }

    fn with<T>(path: &str, check: impl FnOnce(&File<'_>) -> T) -> T {
        let document = gatewright_source::read(SourceId(0), "{}".into()).value;
        check(&File { path: Some(Path::new(path)), ..File::new(path, &document) })
    }

    #[test]
    fn names_start_at_the_root_of_the_checkout() {
        let name = |path| with(path, |file| root().name(file));
        assert_eq!(name("a.yaml"), "apis/a.yaml");
        assert_eq!(name("./v1/../a.yaml"), "apis/a.yaml");
        assert_eq!(name("../a.yaml"), "a.yaml");
        assert_eq!(name("/checkout/b/a.yaml"), "b/a.yaml");
        // What is elsewhere keeps its name.
        assert_eq!(name("../../a.yaml"), "../../a.yaml");
        assert_eq!(name("/other/a.yaml"), "/other/a.yaml");
    }

    #[test]
    fn any_name_is_a_reference() {
        let uri = |path| with(path, |file| root().uri(file));
        assert_eq!(uri("a b%c:d#e?f.yaml"), "apis/a%20b%25c%3Ad%23e%3Ff.yaml");
        assert_eq!(uri("é\n.yaml"), "apis/%C3%A9%0A.yaml");
        assert_eq!(uri("/other/a b.yaml"), "file:///other/a%20b.yaml");
        let document = gatewright_source::read(SourceId(0), "{}".into()).value;
        assert_eq!(root().uri(&File::new("<stdin>", &document)), "%3Cstdin%3E");
    }

    #[cfg(unix)]
    #[test]
    fn a_name_that_is_no_text_is_a_reference_too() {
        use std::os::unix::ffi::OsStrExt;
        let document = gatewright_source::read(SourceId(0), "{}".into()).value;
        let path = Path::new(std::ffi::OsStr::from_bytes(b"a\xff.yaml"));
        let file = File { path: Some(path), ..File::new("a\u{fffd}.yaml", &document) };
        assert_eq!(root().uri(&file), "apis/a%FF.yaml");
        assert_eq!(root().name(&file), "apis/a\u{fffd}.yaml");
    }
}
