//! Rules without Rust, for the conventions that a company has for itself.
//!
//! There are two forms: our own, [`Ruleset::declared`], and the rulesets of Spectral,
//! [`Ruleset::spectral`]. Both come to the same: where a rule looks, what must hold there, and what is
//! said when it does not. What of a rule cannot be understood is a finding with a place, and the rest
//! runs. [`Ruleset::check`] gives findings as the linter has them.
//!
//! ```
//! use gatewright_diagnostics::SourceId;
//! use gatewright_ruleset::Ruleset;
//! use gatewright_source::read;
//!
//! let rules = read(SourceId(0), "
//! operation-id-camel:
//!   where: operations
//!   field: operationId
//!   must: { casing: camel }
//!   message: '`{value}` is no name for a method of our client'
//! ".into()).value;
//! let ruleset = Ruleset::declared(rules.root().expect("a mapping")).value;
//!
//! let definition = read(SourceId(1), "
//! openapi: 3.0.1
//! paths:
//!   /pets:
//!     get: { operationId: list-pets }
//! ".into()).value;
//! let findings = ruleset.check(&definition);
//! let finding = &findings[0].diagnostic;
//! assert_eq!(finding.message, "`list-pets` is no name for a method of our client");
//! assert_eq!(finding.metadata.id(), "custom/operation-id-camel");
//! assert_eq!(definition.position(finding.location.span.start).line, 5);
//! ```

mod check;
mod declared;
mod diagnostics;
mod effort;
mod formats;
mod functions;
mod message;
mod metadata;
mod path;
mod pattern;
mod reader;
mod rule;
mod ruleset;
pub mod spec;
mod spectral;
mod targets;

pub use diagnostics::{DIAGNOSTICS, entries, severity};
pub use ruleset::{Load, Loaded, Ruleset};
pub use spec::{RuleSpec, RulesSpec};
