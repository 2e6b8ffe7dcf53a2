//! What YAML allows and the service's older reader does not.

use gatewright_diagnostics::declare_diagnostic;

declare_diagnostic! {
    /// A value that begins with `*` and is no alias, without quotes.
    ///
    /// ## Why
    ///
    /// A text without quotes that begins with `*` is an alias, and `SnakeYAML`, on which the readers
    /// of the service's library rest, takes only letters, digits, `-` and `_` in its name. At `*/*`
    /// it gives up, and the service answers `Invalid OpenAPI input.`, without a position.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// x-amazon-apigateway-binary-media-types:
    ///   - */*
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// x-amazon-apigateway-binary-media-types:
    ///   - "*/*"
    /// ```
    pub ALIAS_MALFORMED {
        name: "alias-malformed",
        stage: Read,
        effect: Refused,
        words: Service,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// An escape in YAML that only JSON knows.
    ///
    /// ## Why
    ///
    /// `\/` in double quotes is JSON, and YAML 1.2 took it over. `SnakeYAML`, on which the readers of
    /// the service's library rest, reads YAML 1.1 and gives up: "found unknown escape character". The
    /// service then answers `Invalid OpenAPI input.`, without a position. In a JSON file the escape is
    /// fine.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// pattern: "^\/pets$"
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// pattern: "^/pets$"
    /// ```
    pub ESCAPE_UNKNOWN {
        name: "escape-unknown",
        stage: Read,
        effect: Refused,
        words: Service,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A text between brackets that holds a `?`, without quotes.
    ///
    /// ## Why
    ///
    /// Between the brackets of YAML lists and mappings, `SnakeYAML`, on which the readers of the
    /// service's library rest, takes each `?` outside of quotes for the mark of a key and gives up.
    /// The service then answers `Invalid OpenAPI input.`, without a position. In block style a `?`
    /// needs no quotes.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// x-amazon-apigateway-integration: { uri: https://example.com/pets?sort=name }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// x-amazon-apigateway-integration:
    ///   { uri: "https://example.com/pets?sort=name" }
    /// externalDocs:
    ///   url: https://example.com/pets?sort=name
    /// ```
    pub QUESTION_MARK_IN_BRACKETS {
        name: "question-mark-in-brackets",
        stage: Read,
        effect: Refused,
        words: Service,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A tab outside of texts and comments.
    ///
    /// ## Why
    ///
    /// YAML allows a tab between a colon and its value, or before a comment. `SnakeYAML`, on which
    /// the readers of the service's library rest, does not: "found character '\t' that cannot start
    /// any token". The service then answers `Invalid OpenAPI input.`, without a position.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// openapi:	3.0.1
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// openapi: 3.0.1
    /// description: text	with a tab
    /// ```
    pub TAB_OUTSIDE_TEXT {
        name: "tab-outside-text",
        stage: Read,
        effect: Refused,
        words: Service,
        confidence: Derived,
        since: "0.1.0",
    }
}
