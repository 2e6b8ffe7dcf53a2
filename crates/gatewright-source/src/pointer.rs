//! JSON pointer (RFC 6901) to node.

use std::borrow::Cow;

use crate::{Document, Node, positions};

impl Document {
    /// The value under a pointer such as `/paths/~1pets/get`, as the service sees it: through
    /// aliases and merge keys, of equal keys the last. None if there is no such value.
    pub fn at_pointer(&self, pointer: &str) -> Option<Node<'_>> {
        let mut node = self.root()?;
        if pointer.is_empty() {
            return Some(node);
        }
        for token in pointer.strip_prefix('/')?.split('/') {
            node = if node.is_sequence() {
                positions::item_at(node, index(token)?)?
            } else {
                node.get(&unescaped(token))?
            };
        }
        Some(node)
    }
}

fn unescaped(token: &str) -> Cow<'_, str> {
    if token.contains('~') {
        Cow::Owned(token.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(token)
    }
}

fn index(token: &str) -> Option<usize> {
    let canonical = token == "0" || !token.starts_with(['0', '+']);
    if canonical { token.parse().ok() } else { None }
}
