//! Files below a folder, for tests.

use std::fs;
use std::path::PathBuf;

use gatewright_source::{Files, Unreadable};

/// A folder, and nothing outside of it.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Files for Folder {
    fn read(&self, path: &str) -> Result<Vec<u8>, Unreadable> {
        let root = self.0.canonicalize().map_err(|_| Unreadable::Outside)?;
        match self.0.join(path).canonicalize() {
            Ok(real) if !real.starts_with(&root) => Err(Unreadable::Outside),
            Ok(real) => fs::read(real).map_err(|_| Unreadable::Because("it is no file".to_owned())),
            Err(_) => Err(Unreadable::Because("there is no such file".to_owned())),
        }
    }
}
