//! Rules for definitions of REST APIs, beyond what an import says.
//!
//! [`lint`] imports a definition, and then looks at it with the rules, each of which is a file of
//! its own under `rules`. What the service itself says is never a rule: it is told in the service's
//! words, and what it refuses cannot be switched off. [`entries`] lists every kind of finding.
//!
//! ```
//! use gatewright_lint::{Category, entries};
//!
//! let rules = entries();
//! assert!(rules.iter().any(|rule| rule.category == Category::Correctness));
//! ```

mod catalogue;
mod checks;
mod components;
mod context;
mod cors;
mod documented;
mod doubt;
mod exemption;
mod fix;
mod guards;
mod import_fixes;
mod keywords;
mod lint;
mod nearest;
mod nodes;
mod page;
mod paths;
mod quotas;
mod rule;
mod rules;
mod schemas;
mod selection;
mod settings;
mod suppress;
mod suppression;
mod target;
mod vtl;
mod walk;

pub use catalogue::{Entry, entries, template_entries};
pub use exemption::{Exemption, Places};
pub use fix::{Applicability, Fix};
pub use lint::{Custom, Finding, Lint, lint, lint_with};
pub use nearest::nearest;
pub use page::{manual, page, table};
pub use quotas::Quotas;
pub use rule::{Category, FixAvailability, Preset, Rule, Severity, Versions};
pub use rules::rules;
pub use settings::{Choice, Level, Reasons, Selector, Settings};
