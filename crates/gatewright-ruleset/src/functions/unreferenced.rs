//! Reusable things that nothing refers to.

use std::collections::HashSet;

use gatewright_definition::decoded;
use gatewright_source::Document;

use super::{Fault, Subject};
use crate::path::{References, Step};

/// What the references of a document refer to, as pointers, and all that it stands in: of what is
/// referred to in part not all is superfluous.
pub(super) fn referred(document: &Document) -> HashSet<String> {
    let mut referred = HashSet::new();
    for key in document.keys_named("$ref") {
        let text = key.value_of_key().and_then(gatewright_source::Node::as_str);
        let Some(fragment) = text.and_then(|it| it.strip_prefix('#')) else { continue };
        let pointer = decoded(fragment);
        let mut pointer = pointer.as_ref();
        while referred.insert(pointer.to_owned()) {
            let Some((above, _)) = pointer.rsplit_once('/') else { break };
            pointer = above;
        }
    }
    referred
}

/// Whether each member of an object that stands at `location` is referred to.
pub(super) fn check<'d>(
    subject: &Subject<'d>,
    location: &str,
    referred: &HashSet<String>,
) -> Vec<Fault<'d>> {
    if !subject.node().is_some_and(gatewright_source::Node::is_mapping) {
        return Vec::new();
    }
    let location = location.strip_prefix('#').unwrap_or(location);
    let item = subject.item();
    let mut faults = Vec::new();
    for (step, written) in item.members() {
        let Step::Key(key) = step else { continue };
        let name = key.text().unwrap_or_default();
        let pointer = format!("{location}/{}", name.replace('~', "~0").replace('/', "~1"));
        if referred.contains(&pointer) {
            continue;
        }
        let mut member = item.child(step, written, References::AsWritten);
        member.is_key = true;
        let error = "is referred to nowhere".to_owned();
        faults.push(Fault { at: Some(Subject::Found(member)), error, related: None });
    }
    faults
}
