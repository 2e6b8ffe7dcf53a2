//! What somebody settled for a project: `gatewright.yaml`, found upwards from each file, and a file
//! checked by it.
//!
//! [`Projects`] finds and reads settings through [`Files`]; a [`Project`] says what holds for a file
//! and checks it. What is wrong with settings are findings of their files, like any others.
//!
//! ```
//! use std::io::{Error, ErrorKind};
//! use std::path::Path;
//!
//! use gatewright_diagnostics::SourceId;
//! use gatewright_project::{Asked, Files, Origins, Projects};
//!
//! struct OneFile;
//!
//! impl Files for OneFile {
//!     fn read(&self, path: &Path) -> std::io::Result<Vec<u8>> {
//!         let is_it = path == Path::new("/pets/gatewright.yaml");
//!         let text = "ignore: path-reserved\n".into();
//!         if is_it { Ok(text) } else { Err(Error::from(ErrorKind::NotFound)) }
//!     }
//! }
//!
//! let projects = Projects::new(OneFile, Origins::Found);
//! let file = Path::new("/pets/v1/api.yaml");
//! let project = projects.of(file);
//! assert!(project.sources()[0].findings.is_empty());
//!
//! let text = "openapi: 3.0.1\ninfo: { title: Pets, version: '1' }\npaths: { /ping: {} }\n";
//! let document = gatewright_source::read(SourceId(0), text.into());
//! let check = project.check(file, &document, &Asked::default());
//! let mut names = check.lint.findings.iter().map(|it| it.diagnostic.metadata.name);
//! assert!(!names.any(|name| name == "path-reserved"));
//! ```

mod asked;
mod baseline;
mod choices;
mod config;
mod custom;
mod deployed;
mod diagnostics;
mod effective;
mod files;
mod globs;
mod names;
mod project;
mod projects;
mod schema;
mod source;

pub use asked::Asked;
pub use baseline::{Baseline, Compared};
pub use config::Threshold;
pub use diagnostics::{ALL as DIAGNOSTICS, entries};
pub use effective::{Effective, Origin};
pub use files::Files;
pub use project::{Check, Exempted, Project};
pub use projects::{NAMES, Origins, Projects};
pub use schema::schema;
pub use source::Source;
