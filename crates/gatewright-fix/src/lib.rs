//! Rewriting definitions so that the service takes them, in the style that they are written in.
//!
//! A [`Rewrite`] is told in terms of the tree: edits that are made together or not at all, and what
//! each of them changes, in words.
//!
//! ```
//! use gatewright_fix::Meaning;
//!
//! assert_eq!(Meaning::Widened.as_str(), "widened");
//! ```

mod rewrite;

pub use rewrite::{Change, Meaning, Rewrite};
