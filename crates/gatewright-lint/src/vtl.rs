//! The Velocity Template Language as mapping templates are written in it: text to a tree, what the
//! engine would refuse, the names that the service gives to a template, and what it can print.
//!
//! The grammar is that of Apache Velocity 1.x (`Parser.jjt` of its sources, and the *VTL
//! Reference*). Which version the service runs is not known: what only some versions refuse passes.

mod arguments;
mod blocks;
mod expression;
mod json;
pub(crate) mod names;
pub(crate) mod output;
mod parse;
mod reference;
pub(crate) mod status;
#[cfg(test)]
mod tests;
pub(crate) mod tree;
mod visit;

pub(crate) use parse::{Parsed, parse};
pub(crate) use tree::Reference;
pub(crate) use visit::{Use, references, unknown_words};
