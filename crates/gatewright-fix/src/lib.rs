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

mod bundle;
pub mod diagnostics;
mod downgrade;
mod draft;
mod lint_fixes;
mod names;
mod places;
mod reference;
mod rename_models;
mod rewrite;
mod sibling_variables;
mod strip_unsupported;
mod written;

pub use bundle::{Library, bundle};
pub use downgrade::{OpenApi30, downgrade};
pub use lint_fixes::{Fixed, fix_again, fix_all, fix_from};
pub use rename_models::{ModelNames, Renamed, rename_models};
pub use rewrite::{Change, Meaning, Rewrite};
pub use sibling_variables::sibling_variables;
pub use strip_unsupported::{Reach, strip_unsupported};
pub use written::{NotWritten, Written, write, write_again};
