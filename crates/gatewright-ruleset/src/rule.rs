//! A rule that no Rust was written for, whichever form it had.

use std::sync::Arc;

use gatewright_diagnostics::Metadata;
use gatewright_lint::{Category, Entry, FixAvailability, Preset, Severity};

use crate::formats::Formats;
use crate::functions::Function;
use crate::message::Template;
use crate::path::{Path, References};
use crate::targets::Target;

/// A rule, ready to run.
#[derive(Debug, Clone)]
pub(crate) struct CustomRule {
    pub(crate) metadata: &'static Metadata,
    pub(crate) category: Category,
    /// How much its findings matter; none when it is off.
    pub(crate) severity: Option<Severity>,
    /// How much they matter when it is switched on without a word of that.
    pub(crate) usual: Severity,
    /// The versions that it is about; none for all.
    pub(crate) formats: Option<Formats>,
    pub(crate) references: References,
    /// What it looks at.
    pub(crate) given: Arc<[Given]>,
    /// Looks only at what is so.
    pub(crate) when: Arc<[Then]>,
    /// What must hold.
    pub(crate) then: Arc<[Then]>,
    pub(crate) message: Message,
}

/// Where a rule looks.
#[derive(Debug, Clone)]
pub(crate) enum Given {
    /// At all that has a name of ours.
    Target(Target),
    /// At what a path leads to, in these versions.
    Path(Option<Formats>, Path),
}

/// What must hold of what is found there.
#[derive(Debug, Clone)]
pub(crate) struct Then {
    pub(crate) field: Field,
    pub(crate) function: Function,
}

/// Which part of a value is asked about.
#[derive(Debug, Clone)]
pub(crate) enum Field {
    /// The value.
    Itself,
    /// Each key of an object.
    EachKey,
    /// The key under which the value stands.
    OwnKey,
    /// A member of a member.
    Member(Vec<String>),
    /// What a path leads to from there.
    Path(Path),
}

/// What a finding says.
#[derive(Debug, Clone)]
pub(crate) struct Message {
    /// The rule's own words.
    pub(crate) template: Option<Template>,
    /// What is said without them: the description, or what the function says.
    pub(crate) fallback: Fallback,
    pub(crate) description: String,
    /// What to do.
    pub(crate) help: Option<String>,
}

/// What a finding says when the rule has no message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fallback {
    Description,
    Error,
}

impl CustomRule {
    pub(crate) fn name(&self) -> &'static str {
        self.metadata.name
    }

    /// The rule as the catalogue has others. Somebody wrote it for this project: it runs with every
    /// preset.
    pub(crate) fn entry(&self) -> Entry {
        Entry {
            metadata: self.metadata,
            category: self.category,
            severity: self.severity.unwrap_or(self.usual),
            preset: Preset::Import,
            fix: FixAvailability::None,
            aliases: &[],
        }
    }
}
