//! One finding, and what all findings of a definition come to.

use crate::{Effect, Location, Metadata};

/// A second place that belongs to a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub location: Location,
    /// What is there, in a few words.
    pub text: String,
}

/// One finding at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The kind of finding.
    pub metadata: &'static Metadata,
    /// One line. With [`Words::Service`](crate::Words::Service) it is the service's text to the
    /// letter, else ours: it begins small and ends without a full stop.
    pub message: String,
    /// Where it is.
    pub location: Location,
    /// What is wrong at that place, in plain words.
    pub label: Option<String>,
    /// Other places that belong to it.
    pub related: Vec<Label>,
    /// What to do, in the imperative.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A finding that has a message and a place so far.
    pub fn new(
        metadata: &'static Metadata,
        message: impl Into<String>,
        location: Location,
    ) -> Self {
        let message = message.into();
        Self { metadata, message, location, label: None, related: Vec::new(), help: None }
    }

    /// Says in plain words what is wrong at the place.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.label = Some(text.into());
        self
    }

    /// Points at another place.
    #[must_use]
    pub fn related(mut self, location: Location, text: impl Into<String>) -> Self {
        self.related.push(Label { location, text: text.into() });
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }
}

/// What a definition comes to when it is imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// The import succeeds without a warning, and the API can be deployed.
    Accepted,
    /// The import succeeds with warnings.
    AcceptedWithWarnings,
    /// The import succeeds, but no deployment of the API would.
    NotDeployable,
    /// The import fails.
    Refused,
}

impl Verdict {
    /// What these findings come to; with `fail_on_warnings`, as the service's parameter of that
    /// name, a warning refuses the definition.
    pub fn of(diagnostics: &[Diagnostic], fail_on_warnings: FailOnWarnings) -> Self {
        let has = |effect| diagnostics.iter().any(|d| d.metadata.effect == effect);
        let warned = has(Effect::Warned);
        if has(Effect::Refused) || (warned && fail_on_warnings == FailOnWarnings::Yes) {
            Self::Refused
        } else if has(Effect::DeployFails) {
            Self::NotDeployable
        } else if warned {
            Self::AcceptedWithWarnings
        } else {
            Self::Accepted
        }
    }
}

/// The service's parameter `failonwarnings`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum FailOnWarnings {
    /// A warning refuses the definition.
    Yes,
    /// Warnings are returned with the result.
    #[default]
    No,
}
