//! What goes beyond a limit, the service's or ours.

use gatewright_diagnostics::declare_diagnostic;

declare_diagnostic! {
    /// A file that is larger than the service takes.
    ///
    /// ## Why
    ///
    /// "The maximum size of the API definition file is 6MB" (API Reference, `ImportRestApi`). The
    /// service's answer to a larger one is not known.
    ///
    /// ## Bad
    ///
    /// ```yaml,service_bytes=30
    /// openapi: 3.0.1
    /// info:
    ///   title: Pets
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml,service_bytes=30
    /// openapi: 3.0.1
    /// ```
    pub FILE_TOO_LARGE {
        name: "file-too-large",
        stage: Read,
        effect: Refused,
        words: Ours,
        confidence: Documented,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A file far beyond the size that the service takes.
    ///
    /// ## Why
    ///
    /// The service takes 6 MB (API Reference, `ImportRestApi`). gatewright reads files of up to
    /// 64 MB, and nothing of a larger one.
    ///
    /// ## Bad
    ///
    /// ```yaml,bytes=30
    /// openapi: 3.0.1
    /// info:
    ///   title: Pets
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml,bytes=30
    /// openapi: 3.0.1
    /// ```
    pub FILE_TOO_LARGE_TO_READ {
        name: "file-too-large-to-read",
        stage: Read,
        effect: Refused,
        words: Ours,
        confidence: Documented,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A document with more values than anyone can use.
    ///
    /// ## Why
    ///
    /// Each value takes memory, however short its text is. gatewright reads four million values,
    /// more than a file of the size that the service takes can hold, and then stops. It also stops
    /// at a hundred thousand comments in a row.
    ///
    /// ## Bad
    ///
    /// ```json,nodes=8
    /// [1, 2, 3, 4, 5, 6, 7, 8, 9]
    /// ```
    ///
    /// ## Good
    ///
    /// ```json,nodes=8
    /// [1, 2, 3, 4, 5, 6]
    /// ```
    pub NODES_TOO_MANY {
        name: "nodes-too-many",
        stage: Read,
        effect: Refused,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// Collections that nest deeper than anyone writes them.
    ///
    /// ## Why
    ///
    /// gatewright reads no further than 255 levels, so that no file can exhaust the stack. Real
    /// definitions stay below 60. What the service says about deeper ones is not known.
    ///
    /// ## Bad
    ///
    /// ```json,depth=4
    /// {"a": {"b": {"c": {"d": {}}}}}
    /// ```
    ///
    /// ## Good
    ///
    /// ```json,depth=4
    /// {"a": {"b": {"c": {"d": 1}}}}
    /// ```
    pub NESTING_TOO_DEEP {
        name: "nesting-too-deep",
        stage: Read,
        effect: Refused,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A document that grows without measure when each alias is replaced by its target.
    ///
    /// ## Why
    ///
    /// Aliases of aliases can describe billions of values in a few lines. Whoever reads such a file
    /// runs out of memory or time. gatewright gives the aliases beyond its limit no target, so that
    /// they read as null; what the service says about such a file is not known.
    ///
    /// ## Bad
    ///
    /// ```yaml,expansion=40
    /// one: &one [1, 2, 3, 4]
    /// two: &two [*one, *one, *one]
    /// three: [*two, *two, *two]
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml,expansion=40
    /// one: &one [1, 2, 3, 4]
    /// two: [*one, *one]
    /// ```
    pub ALIAS_EXPANSION_TOO_LARGE {
        name: "alias-expansion-too-large",
        stage: Read,
        effect: Refused,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}
