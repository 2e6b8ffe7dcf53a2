//! JSON pointer (RFC 6901) to node.

use crate::{Document, Node};

impl Document {
    /// The value under a pointer such as `/paths/~1pets/get`, as the service sees it: through
    /// aliases and merge keys, of equal keys the last. None if there is no such value.
    pub fn at_pointer(&self, pointer: &str) -> Option<Node<'_>> {
        let mut node = self.root()?;
        if pointer.is_empty() {
            return Some(node);
        }
        for token in pointer.strip_prefix('/')?.split('/') {
            let token = token.replace("~1", "/").replace("~0", "~");
            node = if node.is_sequence() {
                node.items().nth(token.parse().ok()?)?
            } else {
                node.get(&token)?
            };
        }
        Some(node)
    }
}
