//! Items that stand twice.

use gatewright_source::Node;

use super::Case;
use crate::fix::Fix;

/// Takes an item away that one before it in the list equals.
pub(super) fn item(case: &Case<'_, '_>) -> Option<Fix> {
    again(item_around(case.at)?)
}

/// Takes a documentation part away that says what one before it says.
pub(super) fn documentation_part(case: &Case<'_, '_>) -> Option<Fix> {
    again(item_around(case.at)?)
}

/// The item of a list that a node is or lies in.
fn item_around(at: Node<'_>) -> Option<Node<'_>> {
    std::iter::successors(Some(at), |it| it.parent())
        .find(|it| it.parent().is_some_and(Node::is_sequence))
}

fn again(item: Node<'_>) -> Option<Fix> {
    let value = item.to_json();
    let mut before = item.parent()?.items().take_while(|other| *other != item);
    let is_there = before.any(|other| other.to_json() == value);
    is_there.then(|| Fix::safe("remove the repetition").remove(item))
}
