//! What is asked of a value with an eye on others: that it is unlike them, or among them.

use std::collections::hash_map::Entry;

use gatewright_source::Node;

use super::{Context, Fault, Subject};
use crate::path::{Item, Path, Step};

/// No other value of the rule is equal.
pub(super) fn unique<'d>(subject: &Subject<'d>, cx: &mut Context<'d>) -> Vec<Fault<'d>> {
    let Some(value) = subject.scalar() else { return Vec::new() };
    let at = place(subject.item());
    match cx.unique.entry(value.to_string()) {
        Entry::Occupied(first) => vec![Fault {
            at: None,
            error: "must be unique".to_owned(),
            related: Some((*first.get(), "the first of them")),
        }],
        Entry::Vacant(place) => {
            place.insert(at);
            Vec::new()
        }
    }
}

/// The node that stands for a value or key.
fn place<'d>(item: &Item<'d>) -> Node<'d> {
    match item.step() {
        Some(Step::Key(key)) if item.is_key => key,
        _ => item.node,
    }
}

/// It, or each item or key of it, is among what a path leads to.
pub(super) fn refers_to<'d>(
    subject: &Subject<'d>,
    path: &Path,
    cx: &mut Context<'d>,
) -> Vec<Fault<'d>> {
    let error = || format!("is not among `{}`", path.as_str());
    if subject.is_missing() {
        return Vec::new();
    }
    let known = cx.texts(path);
    let Some(node) = subject.node().filter(|it| it.scalar().is_none()) else {
        let is_known = known.contains(subject.shown().as_ref());
        return if is_known { Vec::new() } else { Fault::of_value(error()) };
    };
    // Of a list each item, of an object each key.
    let item = subject.item();
    let mut faults = Vec::new();
    for (step, written) in item.members() {
        let mut member = item.child(step, written, cx.references);
        member.is_key = node.is_mapping();
        let member = Subject::Found(member);
        let is_scalar = member.node().is_none_or(|it| it.scalar().is_some());
        if is_scalar && !known.contains(member.shown().as_ref()) {
            faults.push(Fault { at: Some(member), error: error(), related: None });
        }
    }
    faults
}
