//! A place that stays the same when a list is put in another order.

use gatewright_diagnostics::Pointer;
use gatewright_source::{Document, Node};

/// What items of lists say of themselves, in the order in which it is asked: the members that
/// together tell one from the others.
const IDENTITIES: &[&[&str]] = &[&["$ref"], &["in", "name"], &["name"], &["url"], &["operationId"]];

/// The pointer with the items of lists by what they say of themselves.
pub(super) fn stable(document: &Document, pointer: &str) -> String {
    let mut place = Pointer::with_capacity(pointer.len());
    let mut node = document.root();
    for token in pointer.split('/').skip(1) {
        let token = token.replace("~1", "/").replace("~0", "~");
        let item = node.filter(|it| it.is_sequence()).and_then(|it| item(it, &token));
        if let Some(item) = item {
            place.push(&identity(item).unwrap_or(token));
            node = Some(item);
        } else {
            place.push(&token);
            node = node.and_then(|it| it.get(&token));
        }
    }
    place.as_str().to_owned()
}

fn item<'d>(list: Node<'d>, token: &str) -> Option<Node<'d>> {
    list.items().nth(token.parse().ok()?)
}

/// What an item says of itself, if that is anything.
fn identity(item: Node<'_>) -> Option<String> {
    if let Some(text) = item.text() {
        return Some(format!("={text}"));
    }
    let told = |names: &&[&str]| {
        let told = names.iter().map(|name| Some(format!("{name}={}", item.get(name)?.text()?)));
        told.collect::<Option<Vec<_>>>().map(|told| told.join(","))
    };
    let mut entries = item.entries();
    let only = entries.next().filter(|_| entries.next().is_none());
    let only = || Some(format!("{}=", only?.0.text()?));
    IDENTITIES.iter().find_map(told).or_else(only)
}

#[cfg(test)]
mod tests {
    use gatewright_diagnostics::SourceId;

    use super::*;

    #[test]
    fn items_are_called_by_what_they_say_of_themselves() {
        let text = "paths:\n  /a:\n    parameters:\n    - {name: b/c, in: query}\n    \
                    - {$ref: '#/x'}\n    - {x: 1, y: 2}\n    - {key: []}\n    tags: [t]\n";
        let document = gatewright_source::read(SourceId(0), text.into()).value;
        let of = |pointer: &str| stable(&document, pointer);
        assert_eq!(
            of("/paths/~1a/parameters/0/schema"),
            "/paths/~1a/parameters/in=query,name=b~1c/schema"
        );
        assert_eq!(of("/paths/~1a/parameters/1"), "/paths/~1a/parameters/$ref=#~1x");
        assert_eq!(of("/paths/~1a/parameters/2/x"), "/paths/~1a/parameters/2/x");
        assert_eq!(of("/paths/~1a/parameters/3/key"), "/paths/~1a/parameters/key=/key");
        assert_eq!(of("/paths/~1a/tags/0"), "/paths/~1a/tags/=t");
        assert_eq!(of("/paths/~1a/tags/7"), "/paths/~1a/tags/7");
        assert_eq!(of(""), "");
    }
}
