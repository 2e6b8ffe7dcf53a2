//! Two collections side by side, in the order of the names.

use std::cmp::Ordering;

use gatewright_model::Map;

use super::entity::Listed;

/// What two collections have under one name.
pub(super) type Pair<T> = (Option<T>, Option<T>);

/// The things of two lists by name.
pub(super) fn of_lists<'a, T: Listed>(before: &'a [T], after: &'a [T]) -> Vec<Pair<&'a T>> {
    let in_order = |list: &'a [T]| {
        let mut things: Vec<&T> = list.iter().collect();
        // Nearly always they are, which takes a look at each.
        things.sort_by(|one, other| one.order(other));
        things
    };
    join(in_order(before), in_order(after), |one, other| one.order(other))
}

/// The things of two maps by key.
pub(super) fn of_maps<'a, K: Ord, T>(
    before: Option<&'a Map<K, T>>,
    after: Option<&'a Map<K, T>>,
) -> Vec<Pair<(&'a K, &'a T)>> {
    join(before.into_iter().flatten(), after.into_iter().flatten(), |one, other| one.0.cmp(other.0))
}

fn join<T>(
    before: impl IntoIterator<Item = T>,
    after: impl IntoIterator<Item = T>,
    order: impl Fn(&T, &T) -> Ordering,
) -> Vec<Pair<T>> {
    let (mut before, mut after) = (before.into_iter().peekable(), after.into_iter().peekable());
    let mut pairs = Vec::with_capacity(before.size_hint().0.max(after.size_hint().0));
    loop {
        let next = match (before.peek(), after.peek()) {
            (None, None) => return pairs,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(old), Some(new)) => order(old, new),
        };
        pairs.push(match next {
            Ordering::Less => (before.next(), None),
            Ordering::Equal => (before.next(), after.next()),
            Ordering::Greater => (None, after.next()),
        });
    }
}
