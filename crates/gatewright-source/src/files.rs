//! How files are asked for that a document names: only the edges do IO.

use std::collections::BTreeMap;

/// Where files come from. A path is one below a folder that whoever reads them has chosen: names of
/// folders and a file with slashes between them, without `.` and `..`.
pub trait Files {
    /// The bytes of a file.
    fn read(&self, path: &str) -> Result<Vec<u8>, Unreadable>;

    /// The names of what is in a folder, in any order; none where that cannot be told.
    fn names_in(&self, _folder: &str) -> Vec<String> {
        Vec::new()
    }
}

/// Files, of which some are otherwise than they are.
pub struct Overlay<'a> {
    /// Where the others come from.
    pub files: &'a dyn Files,
    /// What some are instead, by their paths.
    pub texts: BTreeMap<String, Vec<u8>>,
}

impl Files for Overlay<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, Unreadable> {
        self.texts.get(path).map_or_else(|| self.files.read(path), |text| Ok(text.clone()))
    }

    fn names_in(&self, folder: &str) -> Vec<String> {
        self.files.names_in(folder)
    }
}

/// Why there are no bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// The file is outside of the folder, as behind a symbolic link.
    Outside,
    /// Anything else, in words.
    Because(String),
}

/// The path that the text `name` means in the file at `base`; or why it means none that is read.
///
/// ```
/// use gatewright_source::path_from;
///
/// assert_eq!(path_from("apis/pets.yaml", "../common/./pet.json").as_deref(), Ok("common/pet.json"));
/// assert!(path_from("apis/pets.yaml", "../../pet.json").is_err());
/// assert!(path_from("apis/pets.yaml", "s3://bucket/pet.json").is_err());
/// ```
pub fn path_from(base: &str, name: &str) -> Result<String, &'static str> {
    let scheme = name.split_once(':').map(|(scheme, _)| scheme);
    let is_of_scheme = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    if name.starts_with("//") || scheme.is_some_and(|it| it.chars().all(is_of_scheme)) {
        return Err("it is an address, and nothing is fetched");
    }
    if name.starts_with('/') {
        return Err("it starts at the root of the file system");
    }
    if name.contains(['\\', '\0']) {
        return Err("it has characters that no path of a reference has");
    }
    let folder = base.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(name.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop().ok_or("it leads out of the folder")?;
            }
            part => parts.push(part),
        }
    }
    Ok(parts.join("/"))
}
