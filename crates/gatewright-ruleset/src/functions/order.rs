//! The order of the alphabet, as a browser sorts: capitals count only between equals, and signs come
//! before digits, and those before letters.

use std::borrow::Cow;
use std::cmp::Ordering;

use gatewright_source::{Node, Scalar};

use super::{Fault, Subject};
use crate::path::{Item, References};

/// Whether members, or items by a member of theirs, are in order.
pub(super) fn check<'d>(
    subject: &Subject<'d>,
    by: Option<&str>,
    references: References,
) -> Vec<Fault<'d>> {
    let Some(node) = subject.node().filter(|it| it.scalar().is_none()) else { return Vec::new() };
    let item = subject.item();
    let mut last: Option<(Item<'d>, Cow<'d, str>)> = None;
    for (step, written) in item.members() {
        let mut member = item.child(step, written, references);
        let text = if node.is_mapping() {
            // By what the members have in them they are not sorted.
            if by.is_some() {
                return Vec::new();
            }
            member.is_key = true;
            Some(step.text())
        } else {
            let value = match by {
                None => Some(member.node),
                Some(name) => member.node.get(name),
            };
            value.and_then(text)
        };
        let Some(text) = text else {
            let error = match by {
                Some(name) => format!("must have a `{name}` to be sorted by"),
                None => "must be a text or number to be sorted".to_owned(),
            };
            return vec![Fault { at: Some(Subject::Found(member)), error, related: None }];
        };
        if let Some((before, earlier)) = last
            && compare(&earlier, &text) == Ordering::Greater
        {
            let error = format!("must come after `{text}`");
            return vec![Fault { at: Some(Subject::Found(before)), error, related: None }];
        }
        last = Some((member, text));
    }
    Vec::new()
}

fn text(node: Node<'_>) -> Option<Cow<'_, str>> {
    match node.scalar()? {
        Scalar::String(text) => Some(Cow::Borrowed(text)),
        Scalar::Integer(_) | Scalar::Float(_) => node.as_text(),
        Scalar::Null | Scalar::Bool(_) => None,
    }
}

/// Compares two texts: as numbers, if both are.
fn compare(one: &str, other: &str) -> Ordering {
    if let (Ok(one), Ok(other)) = (one.parse::<f64>(), other.parse::<f64>()) {
        return one.total_cmp(&other);
    }
    let weights = |text: &str| {
        let letters = text.chars().flat_map(char::to_lowercase);
        letters.map(|it| (class(it), it)).collect::<Vec<_>>()
    };
    // A small letter comes before its capital.
    weights(one).cmp(&weights(other)).then_with(|| other.cmp(one))
}

fn class(letter: char) -> u8 {
    if letter.is_alphabetic() { 2 } else { u8::from(letter.is_numeric()) }
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use super::compare;

    #[test]
    fn capitals_and_signs_are_sorted_as_people_do() {
        let sorted = ["_x", "-a", "1", "2", "10", "a", "A", "ab", "B", "pet", "pet-shop", "pets"];
        for pair in sorted[2..].windows(2) {
            assert_eq!(compare(pair[0], pair[1]), Ordering::Less, "{pair:?}");
        }
        assert_eq!(compare("_x", "a"), Ordering::Less);
        assert_eq!(compare("a", "a"), Ordering::Equal);
    }
}
