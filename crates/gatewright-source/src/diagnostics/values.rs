//! Values that are not what they seem: aliases, merge keys, equal keys, tags.

use gatewright_diagnostics::declare_diagnostic;

declare_diagnostic! {
    /// An alias inside of the value that it names.
    ///
    /// ## Why
    ///
    /// Such a value contains itself without end and cannot be written as JSON, which is what the
    /// service makes of a definition. gatewright reads the alias as null.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// node: &node
    ///   next: *node
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// Node:
    ///   properties:
    ///     next: { $ref: "#/components/schemas/Node" }
    /// ```
    pub ALIAS_INSIDE_ITS_ANCHOR {
        name: "alias-inside-its-anchor",
        stage: Read,
        effect: Dropped,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// An alias of an anchor that does not stand before it.
    ///
    /// ## Why
    ///
    /// `*name` stands for the value marked `&name` earlier in the file. Without such a value the
    /// alias stands for nothing; gatewright reads null. A text that begins with `*` needs quotes.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// x-amazon-apigateway-binary-media-types:
    ///   - *all
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// x-amazon-apigateway-binary-media-types:
    ///   - "*/*"
    /// ```
    pub ALIAS_UNKNOWN {
        name: "alias-unknown",
        stage: Read,
        effect: Dropped,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A key that a mapping has twice.
    ///
    /// ## Why
    ///
    /// Of equal keys only the last counts; the service drops the others without a word. In a long
    /// file the lost one is easily a whole path or method. In YAML `200` and `"200"` are equal, too,
    /// since both become the same JSON key.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// paths:
    ///   /pets: { get: { responses: {} } }
    ///   /pets: { post: { responses: {} } }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get: { responses: {} }
    ///     post: { responses: {} }
    /// ```
    pub KEY_DUPLICATE {
        name: "key-duplicate",
        stage: Read,
        effect: Dropped,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A merge key with nothing to merge.
    ///
    /// ## Why
    ///
    /// `<<` takes over the entries of a mapping, or of each mapping of a list. From any other value
    /// nothing can be taken over.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// get:
    ///   <<: shared
    ///   responses: {}
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// x-shared: &shared { tags: [pets] }
    /// get:
    ///   <<: *shared
    ///   responses: {}
    /// ```
    pub MERGE_WITHOUT_MAPPING {
        name: "merge-without-mapping",
        stage: Read,
        effect: Dropped,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A tag of a template that nothing has resolved.
    ///
    /// ## Why
    ///
    /// `!Sub`, `!GetAtt` and the like are resolved by CloudFormation or SAM, never by API Gateway.
    /// The open-source library whose messages the service gives drops a tag that it does not know and
    /// takes the value as it stands, so that `!GetAtt Role.Arn` arrives as the text `Role.Arn`.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// uri: !Sub "arn:aws:apigateway:${AWS::Region}:lambda:path/functions/f/invocations"
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// uri: "arn:aws:apigateway:eu-west-1:lambda:path/functions/f/invocations"
    /// ```
    pub TAG_UNRESOLVED {
        name: "tag-unresolved",
        stage: Read,
        effect: Dropped,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}
