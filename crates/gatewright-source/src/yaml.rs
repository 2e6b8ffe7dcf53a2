//! YAML to a tree. There are two readers that fill it through one [`Sink`]: a complete one on top
//! of granit-parser, and a fast one of the plain block style that most files are written in. The
//! fast one accepts or is not sure, and knows no errors; what it is not sure of is read by the
//! complete one from the start. Tests and a fuzz target compare the two.

#[cfg(any(test, fuzzing))]
pub(crate) mod agreement;
mod complete;
mod fast;
mod older;
mod reasons;
mod sink;

use crate::limits::Limits;
use crate::problem::Stop;
use crate::tree::Tree;

/// Reads the first document. The tree is as far as it was read when the reader stopped early.
pub(crate) fn read(text: &str, limits: &Limits) -> (Tree, Result<(), Stop>) {
    match fast::read(text, limits) {
        Some(tree) => (tree, Ok(())),
        None => complete::read(text, limits),
    }
}
