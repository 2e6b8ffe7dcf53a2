//! What single actions of the service refuse.

use gatewright_diagnostics::{Diagnostic, Location, Metadata};

/// What a single action says against a request, to be put behind the import's own words.
pub(crate) struct Refusal {
    pub(crate) metadata: &'static Metadata,
    /// The action's message.
    pub(crate) core: String,
    pub(crate) at: Location,
    pub(crate) label: String,
    pub(crate) help: String,
}

impl Refusal {
    /// The finding, `prefix` before the action's message.
    pub(crate) fn behind(self, prefix: &str) -> Diagnostic {
        Diagnostic::new(self.metadata, format!("{prefix}{}", self.core), self.at)
            .label(self.label)
            .help(self.help)
    }
}

/// The message of a validation that found these errors.
pub(crate) fn mapping_errors<T: AsRef<str>>(errors: &[T]) -> String {
    let errors: Vec<&str> = errors.iter().map(AsRef::as_ref).collect();
    format!(
        "Invalid mapping expression specified: Validation Result: warnings : [], errors : [{}]",
        errors.join(", ")
    )
}
