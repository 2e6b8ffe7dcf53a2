//! The examples in the documentation of this crate's findings: *Bad* gives the finding and nothing
//! else, *Good* nothing. Rules are in our own form, unless the block says `spectral`.

use gatewright_diagnostics::{Fence, Metadata, SourceId};
use gatewright_ruleset::{DIAGNOSTICS, Ruleset};
use gatewright_source::read;

fn said(fence: &Fence) -> Vec<&'static str> {
    let document = read(SourceId(0), fence.text.clone().into());
    assert_eq!(document.diagnostics, []);
    let root = document.value.root().expect("a mapping");
    let checked = if fence.info.contains("spectral") {
        Ruleset::spectral(root, "", &mut |_, _| Err("there is no file".to_owned()))
    } else {
        Ruleset::declared(root)
    };
    checked.diagnostics.iter().map(|it| it.metadata.name).collect()
}

fn examples(metadata: &Metadata, title: &str) -> Vec<Fence> {
    let sections = metadata.sections();
    let section = sections.iter().find(|section| section.title == title);
    section.unwrap_or_else(|| panic!("{} shows nothing {title}", metadata.name)).fences()
}

#[test]
fn examples_give_what_they_are_examples_of() {
    for metadata in DIAGNOSTICS {
        for bad in examples(metadata, "Bad") {
            assert_eq!(said(&bad), [metadata.name], "{}", bad.text);
        }
        for good in examples(metadata, "Good") {
            assert_eq!(said(&good), [] as [&str; 0], "{}", good.text);
        }
    }
}
