//! Bytes to a document tree whose keys and values know where they stand.
//!
//! [`read`] takes any bytes and gives a [`Document`] and what it noticed; it never fails. The
//! document is an arena of nodes in source order, the same for YAML and JSON. Everything that
//! speaks of *content* ([`Node::kind`], [`Node::get`], [`Node::entries`], [`Node::scalar`], …) sees
//! through aliases, merge keys and duplicate keys as the service does; everything that speaks of
//! *places* ([`Node::span`], [`Node::pointer`], …) means the node as it is written.

pub mod diagnostics;
mod document;
mod duplicates;
mod format;
mod json;
mod pointer;
mod problem;
mod read;
mod scalar;
mod tree;
mod yaml;

pub use document::{Document, Entries, Items, Kind, Node, NodeId, Style};
pub use format::Format;
pub use read::read;
pub use scalar::Scalar;
