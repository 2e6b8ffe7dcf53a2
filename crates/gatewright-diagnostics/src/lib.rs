//! The vocabulary of findings: what was noticed, where, and how sure we are.
//!
//! This crate renders nothing and knows no file format. A stage of the pipeline returns a value
//! and what it noticed, as [`Checked`]; each thing noticed is a [`Diagnostic`] whose [`Metadata`]
//! is declared once, with [`declare_diagnostic!`], and whose doc comment is its documentation.
//!
//! ```
//! use gatewright_diagnostics::{Diagnostic, Location, Pointer, SourceId, Span, declare_diagnostic};
//!
//! declare_diagnostic! {
//!     /// A path that does not begin with a slash.
//!     pub PATH_WITHOUT_SLASH {
//!         name: "path-without-slash",
//!         stage: Import,
//!         effect: Warned,
//!         words: Ours,
//!         confidence: Documented,
//!         since: "0.1.0",
//!     }
//! }
//!
//! let location = Location::new(SourceId(0), Span::new(7, 11), Pointer::from("/paths/pets"));
//! let finding = Diagnostic::new(&PATH_WITHOUT_SLASH, "`pets` does not begin with `/`", location);
//! assert_eq!(finding.metadata.id(), "import/path-without-slash");
//! assert_eq!(finding.metadata.summary(), "A path that does not begin with a slash.");
//! ```

mod checked;
mod diagnostic;
mod documentation;
mod metadata;
mod span;

pub use checked::Checked;
pub use diagnostic::{Diagnostic, FailOnWarnings, Label, Verdict};
pub use documentation::{Fence, Section};
pub use metadata::{Confidence, Effect, Metadata, Stage, Words};
pub use span::{Location, Pointer, SourceId, Span};
