//! The findings of this crate: what the reader says about a file before anyone knows that it is a
//! definition. A fence such as `json,depth=4` in an example says which limit is lower there.
//!
//! It is one file, since it is the list of these findings and holds their documentation.

use gatewright_diagnostics::{Metadata, declare_diagnostic};

/// All kinds of findings of this crate.
pub const ALL: &[&Metadata] = &[
    &ALIAS_EXPANSION_TOO_LARGE,
    &ALIAS_INSIDE_ITS_ANCHOR,
    &ALIAS_MALFORMED,
    &ALIAS_UNKNOWN,
    &DUPLICATE_KEY,
    &ESCAPE_UNKNOWN,
    &FURTHER_DOCUMENTS,
    &MERGE_WITHOUT_MAPPING,
    &NESTED_TOO_DEEPLY,
    &NOT_UTF8,
    &QUESTION_MARK_IN_BRACKETS,
    &TAB_OUTSIDE_TEXT,
    &TAG_UNRESOLVED,
    &TEXT_AFTER_END,
    &TOO_LARGE,
    &TOO_LARGE_TO_READ,
    &TOO_MANY_NODES,
    &UNPARSEABLE,
];

declare_diagnostic! {
    /// Checks that the document stays small when each alias is replaced by its target.
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

declare_diagnostic! {
    /// Checks that no alias stands inside the value that it names.
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
    /// Checks that what begins with `*` is an alias or in quotes.
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
    /// Checks that each alias names an anchor that stands before it.
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
    /// Checks that the keys of a mapping differ.
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
    pub DUPLICATE_KEY {
        name: "duplicate-key",
        stage: Read,
        effect: Dropped,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// Checks that YAML has no escape that only JSON knows.
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
    /// Checks that a YAML file holds one document.
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
    /// Checks that a merge key has mappings to merge.
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
    /// Checks that collections do not nest deeper than anyone writes them.
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
    pub NESTED_TOO_DEEPLY {
        name: "nested-too-deeply",
        stage: Read,
        effect: Refused,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// Checks that a file is written in UTF-8.
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
    /// Checks that tabs stand only inside of texts and comments.
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

declare_diagnostic! {
    /// Checks that texts between brackets that hold a `?` are in quotes.
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
    /// Checks that no tag of a template is left in YAML.
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

declare_diagnostic! {
    /// Checks that nothing follows the value of a JSON file.
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

declare_diagnostic! {
    /// Checks that a file has at most the size that the service takes.
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
    pub TOO_LARGE {
        name: "too-large",
        stage: Read,
        effect: Refused,
        words: Ours,
        confidence: Documented,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// Checks that a file is not far beyond the size that the service takes.
    ///
    /// ## Why
    ///
    /// The service takes 6 MB. gatewright reads files of up to 64 MB, and none of a larger one.
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
    pub TOO_LARGE_TO_READ {
        name: "too-large-to-read",
        stage: Read,
        effect: Refused,
        words: Ours,
        confidence: Documented,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// Checks that a document has no more values than anyone can use.
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
    pub TOO_MANY_NODES {
        name: "too-many-nodes",
        stage: Read,
        effect: Refused,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// Checks that a file is JSON or YAML at all.
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

#[cfg(test)]
mod tests {
    use gatewright_diagnostics::SourceId;

    use super::*;
    use crate::limits::Limits;
    use crate::read::read_within;

    /// The fenced blocks of a section: what stands behind the three ticks, and the text.
    fn examples(documentation: &str, section: &str) -> Vec<(String, String)> {
        let from = documentation.split(&format!("## {section}\n")).nth(1).expect(section);
        let section = from.split("\n## ").next().expect("the section");
        let blocks = section.split("```").skip(1).step_by(2);
        blocks
            .map(|block| {
                let (fence, text) = block.split_once('\n').expect("a fence ends its line");
                (fence.to_owned(), text.to_owned())
            })
            .collect()
    }

    fn names(fence: &str, text: &str) -> Vec<&'static str> {
        let mut limits = Limits::default();
        let mut bytes = text.as_bytes().to_vec();
        for attribute in fence.split(',').skip(1) {
            if attribute == "latin1" {
                bytes = text.chars().map(|c| u8::try_from(c).expect("Latin-1")).collect();
                continue;
            }
            let (name, value) = attribute.split_once('=').expect("a limit");
            let value = value.parse().expect("a number");
            match name {
                "service_bytes" => limits.service_bytes = value,
                "bytes" => limits.bytes = value,
                "depth" => limits.depth = value,
                "nodes" => limits.nodes = value,
                "expansion" => {
                    limits.expansion_floor = value;
                    limits.expansion_factor = 1;
                }
                _ => panic!("no limit `{name}`"),
            }
        }
        let read = read_within(SourceId(0), bytes, &limits);
        read.diagnostics.iter().map(|diagnostic| diagnostic.metadata.name).collect()
    }

    #[test]
    fn bad_examples_give_their_finding_and_good_ones_none() {
        for metadata in ALL {
            let documentation = metadata.documentation();
            let (bad, good) = (examples(&documentation, "Bad"), examples(&documentation, "Good"));
            assert!(!bad.is_empty() && !good.is_empty(), "{}", metadata.name);
            for (fence, text) in bad {
                assert_eq!(names(&fence, &text), [metadata.name], "{text}");
            }
            for (fence, text) in good {
                assert_eq!(names(&fence, &text), [""; 0], "{text}");
            }
        }
    }

    #[test]
    fn the_list_is_sorted_by_name() {
        assert!(ALL.is_sorted_by_key(|metadata| metadata.name));
    }
}
