//! YAML and JSON files as trees in which each key and value knows its place.
//!
//! [`read`] takes any bytes and gives a [`Document`] and what it noticed; it never fails. The
//! document is an arena of nodes in source order, the same for YAML and JSON. Everything that
//! speaks of *content* ([`Node::kind`], [`Node::get`], [`Node::entries`], [`Node::scalar`], …) sees
//! through aliases, merge keys and duplicate keys as the service does; everything that speaks of
//! *places* ([`Node::span`], [`Node::pointer`], …) means the node as it is written.
//!
//! ```
//! use gatewright_diagnostics::SourceId;
//! use gatewright_source::read;
//!
//! let file = "paths:\n  /pets:\n    get: { operationId: list }\n    get: {}\n";
//! let read = read(SourceId(0), file.into());
//! let finding = &read.diagnostics[0];
//! assert_eq!(finding.message, "the key `get` is given again later");
//! assert_eq!(read.value.position(finding.location.span.start).line, 3);
//!
//! let get = read.value.at_pointer("/paths/~1pets/get").expect("the last of the two");
//! assert_eq!(&file[get.span().range()], "{}");
//! ```

mod aliases;
mod align;
mod assembly;
mod decode;
pub mod diagnostics;
mod document;
mod duplicates;
mod edit;
mod entries;
mod files;
mod filled;
mod format;
mod json;
pub mod limits;
mod lines;
mod node;
mod part;
mod parts;
mod pointer;
mod positions;
mod problem;
mod read;
mod runs;
mod scalar;
mod subtree;
mod tree;
mod typed;
mod value;
mod words;
mod yaml;

pub use assembly::{Assembly, Known, PartId};
pub use document::{Document, Kind, NodeId, Style};
pub use edit::{Edit, Editor, TextEdit, Unwritable, apply};
pub use entries::{Entries, Items};
pub use files::{Files, Overlay, Unreadable, path_from};
pub use filled::{Fill, Hole, read_filled};
pub use format::Format;
pub use lines::{Lines, Position};
pub use node::Node;
pub use parts::Part;
pub use read::read;
pub use runs::Run;
pub use scalar::Scalar;
pub use typed::{At, Fault, OneOrMany, Reason, Typed, read_as};

/// For the fuzz target `yaml_fast`: whether the fast reader of YAML accepts a text.
///
/// # Panics
///
/// If the complete reader reads the text otherwise.
#[cfg(fuzzing)]
pub fn readers_agree(text: &str) -> bool {
    yaml::agreement::check(text)
}
