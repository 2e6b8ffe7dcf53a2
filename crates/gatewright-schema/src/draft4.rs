//! Where a schema, once written, is no valid JSON schema of draft 4.
//!
//! The writers leave out what the service's reader cannot convert, so that few rules of the
//! meta-schema can still be broken. A test compares this with the meta-schema itself.

use std::ops::Range;

use gatewright_source::Node;

use super::{Writer, boolean, integer, is_number};

/// The types of draft 4.
pub(super) const TYPES: [&str; 7] =
    ["array", "boolean", "integer", "null", "number", "object", "string"];

impl<'d> Writer<'d, '_> {
    pub(super) fn check_type(&mut self, at: Node<'d>, name: &str) {
        if !TYPES.contains(&name) {
            self.violation(at, "not a type of JSON schema");
        }
    }

    /// Counts and lengths may not be negative.
    pub(super) fn check_count(&mut self, at: Node<'d>) {
        if integer(at).is_some_and(|count| count < 0) {
            self.violation(at, "may not be negative");
        }
    }

    pub(super) fn check_multiple(&mut self, at: Node<'d>) {
        let number = at.as_text().and_then(|text| text.parse::<f64>().ok());
        if is_number(at) && number.is_some_and(|number| number <= 0.0) {
            self.violation(at, "must be greater than 0");
        }
    }

    /// `exclusiveMinimum` says how `minimum` is meant, and so needs it.
    pub(super) fn check_exclusive(&mut self, exclusive: Option<Node<'d>>, limit: Option<Node<'d>>) {
        let Some(at) = exclusive.filter(|at| boolean(*at).is_some()) else { return };
        let has_limit = limit.is_some_and(|limit| is_number(limit) || limit.has_unknown());
        let may_have = || {
            let mut others = at.parent().into_iter().flat_map(Node::entries);
            limit.is_none() && others.any(|(key, _)| key.has_unknown())
        };
        if !has_limit && !may_have() {
            self.violation(at, "stands without the limit that it is about");
        }
    }

    /// `written` are where the text has the values of a list: no two may be equal.
    pub(super) fn check_distinct(&mut self, at: Node<'d>, written: &mut [Range<usize>]) -> bool {
        let value = |range: &Range<usize>| &self.out.text[range.clone()];
        written.sort_unstable_by(|a, b| value(a).cmp(value(b)));
        let is_distinct = written.windows(2).all(|pair| value(&pair[0]) != value(&pair[1]));
        if !is_distinct && !at.items().any(Node::has_unknown) {
            self.violation(at, "lists a value twice");
        }
        is_distinct
    }
}
