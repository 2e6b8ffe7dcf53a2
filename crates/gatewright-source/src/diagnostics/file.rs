//! What a file is as a whole: its encoding, its grammar, and what stands after its end.

use gatewright_diagnostics::declare_diagnostic;

declare_diagnostic! {
    /// A file that is neither JSON nor YAML.
    ///
    /// ## Why
    ///
    /// API Gateway answers `Invalid OpenAPI input.` and nothing else: no position, no reason. A file
    /// that begins with `{` is read as JSON, any other as YAML. gatewright keeps what stands before
    /// the error.
    ///
    /// ## Bad
    ///
    /// ```json
    /// {"openapi": "3.0.1",}
    /// ```
    ///
    /// ```yaml
    /// info:
    ///   title: Pets: the API
    /// ```
    ///
    /// ## Good
    ///
    /// ```json
    /// {"openapi": "3.0.1"}
    /// ```
    ///
    /// ```yaml
    /// info:
    ///   title: "Pets: the API"
    /// ```
    pub UNPARSEABLE {
        name: "unparseable",
        stage: Read,
        effect: Refused,
        words: Service,
        confidence: Recorded,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A file that is not written in UTF-8.
    ///
    /// ## Why
    ///
    /// Bytes that are not UTF-8 cannot be read as text. Readers replace them, so that a name or a
    /// description arrives damaged. gatewright reads each such byte as `_`.
    ///
    /// ## Bad
    ///
    /// ```yaml,latin1
    /// title: Café
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// title: Café
    /// ```
    pub NOT_UTF8 {
        name: "not-utf8",
        stage: Read,
        effect: Dropped,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A YAML file with more than one document.
    ///
    /// ## Why
    ///
    /// The open-source library whose messages the service gives reads the first document of a file
    /// and nothing of the rest.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// openapi: 3.0.1
    /// ---
    /// info: { title: Pets }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// ---
    /// openapi: 3.0.1
    /// info: { title: Pets }
    /// ```
    pub FURTHER_DOCUMENTS {
        name: "further-documents",
        stage: Read,
        effect: Dropped,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// Text after the value of a JSON file.
    ///
    /// ## Why
    ///
    /// The service's reader stops after the first value and never looks at the rest. Mostly a
    /// brace too many ends the definition early, and what stands behind it is lost.
    ///
    /// ## Bad
    ///
    /// ```json
    /// {"openapi": "3.0.1"}, "paths": {}}
    /// ```
    ///
    /// ## Good
    ///
    /// ```json
    /// {"openapi": "3.0.1", "paths": {}}
    /// ```
    pub TEXT_AFTER_END {
        name: "text-after-end",
        stage: Read,
        effect: Dropped,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}
