//! The findings of this crate.

use gatewright_diagnostics::declare_diagnostic;

declare_diagnostic! {
    /// A file that is neither JSON nor YAML.
    ///
    /// ## Why
    ///
    /// API Gateway answers `Invalid OpenAPI input.` without a position and imports nothing.
    pub UNPARSEABLE {
        name: "unparseable",
        stage: Read,
        effect: Refused,
        words: Service,
        confidence: Recorded,
        since: "0.1.0",
    }
}
