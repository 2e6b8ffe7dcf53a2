//! Definitions where they live: in CloudFormation and SAM templates, in what the CDK synthesises, in
//! Terraform and in texts that a template engine fills.
//!
//! [`find`] takes the bytes of any file and gives the APIs that it describes, each with its
//! definition as a [`Document`](gatewright_source::Document) like any other: places in it are places
//! in the files that people edit. What a template computes is computed as far as it can be; what
//! nobody knows before a deployment is marked as unknown. A file that is a definition itself is its
//! one API.
//!
//! ```
//! use gatewright_source::{Files, Unreadable};
//! use gatewright_template::{Kind, Request, find};
//!
//! struct NoFiles;
//!
//! impl Files for NoFiles {
//!     fn read(&self, _: &str) -> Result<Vec<u8>, Unreadable> {
//!         Err(Unreadable::Because("there is no other file".to_owned()))
//!     }
//! }
//!
//! let text = "openapi: 3.0.1\ninfo: { title: Pets, version: '1' }\npaths: {}\n";
//! let found = find("api.yaml", text.into(), &Request::new(&NoFiles));
//! assert_eq!(found.kind, Kind::Definition);
//! assert!(found.apis[0].document.value.at_pointer("/info/title").is_some());
//! ```

mod api;
mod cdk;
mod changed;
mod checks;
mod cloudformation;
mod diagnostics;
mod find;
mod library;
mod mustache;
mod request;
mod sam;
mod settings;
mod surroundings;
mod terraform;
mod written_call;

pub use api::{Api, ApiKind};
pub use changed::edited;
pub use checks::check;
pub use diagnostics::ALL as DIAGNOSTICS;
pub use find::{Found, Kind, find};
pub use request::{Parameters, Request};
pub use settings::{Settings, Spot, Winner};
pub use surroundings::{Beside, Callee, Function, Name, Permission, Surroundings, Whole};
pub use terraform::read_variables;
pub use written_call::long_form;
