//! The findings of this crate, by subject, a file for each: what the reader says about a file before
//! anyone knows that it is a definition.
//!
//! A fence such as `json,depth=4` in an example says which limit is lower there.

mod file;
mod size;
mod values;
mod yaml;

use gatewright_diagnostics::Metadata;

pub use file::*;
pub use size::*;
pub use values::*;
pub use yaml::*;

/// All kinds of findings of this crate.
pub const ALL: &[&Metadata] = &[
    &ALIAS_EXPANSION_TOO_LARGE,
    &ALIAS_INSIDE_ITS_ANCHOR,
    &ALIAS_MALFORMED,
    &ALIAS_UNKNOWN,
    &ESCAPE_UNKNOWN,
    &FILE_TOO_LARGE,
    &FILE_TOO_LARGE_TO_READ,
    &FURTHER_DOCUMENTS,
    &KEY_DUPLICATE,
    &MERGE_WITHOUT_MAPPING,
    &NESTING_TOO_DEEP,
    &NODES_TOO_MANY,
    &NOT_UTF8,
    &QUESTION_MARK_IN_BRACKETS,
    &TAB_OUTSIDE_TEXT,
    &TAG_UNRESOLVED,
    &TEXT_AFTER_END,
    &UNPARSEABLE,
];

/// Those that nothing is worth saying after: the document was not read to its end, or the service
/// reads none of it.
pub const STOPS: &[&Metadata] = &[
    &ALIAS_MALFORMED,
    &ESCAPE_UNKNOWN,
    &FILE_TOO_LARGE_TO_READ,
    &NESTING_TOO_DEEP,
    &NODES_TOO_MANY,
    &QUESTION_MARK_IN_BRACKETS,
    &TAB_OUTSIDE_TEXT,
    &UNPARSEABLE,
];

#[cfg(test)]
mod tests {
    use gatewright_diagnostics::{Effect, SourceId, Words};

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
    fn the_service_reads_nothing_that_it_refuses_in_words_of_its_own() {
        for metadata in ALL {
            if metadata.effect == Effect::Refused && metadata.words == Words::Service {
                assert!(STOPS.contains(metadata), "{}", metadata.name);
            }
        }
    }

    #[test]
    fn the_lists_are_sorted_by_name() {
        assert!(ALL.is_sorted_by_key(|metadata| metadata.name));
        assert!(STOPS.is_sorted_by_key(|metadata| metadata.name));
    }
}
