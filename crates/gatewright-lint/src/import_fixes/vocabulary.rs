//! From a place within an extension to what the vocabulary says of it.

use gatewright_definition::vocabulary::{Shape, extension};
use gatewright_source::Node;

/// What a value within an extension is made of.
pub(super) fn shape_at(at: Node<'_>) -> Option<Shape> {
    let mut path = Vec::new();
    let mut node = at;
    loop {
        let Some(key) = node.key() else {
            let parent = node.parent()?;
            let index = parent.items().position(|item| item == node)?;
            path.push(index.to_string());
            node = parent;
            continue;
        };
        let name = key.text()?;
        if let Some(extension) = extension(name) {
            path.reverse();
            let path: Vec<&str> = path.iter().map(String::as_str).collect();
            return extension.find(&path).map(|found| found.shape);
        }
        path.push(name.to_owned());
        node = node.parent()?;
    }
}

/// The words that a value within an extension may be.
pub(super) fn words_at(at: Node<'_>) -> Vec<&'static str> {
    let shape = shape_at(at);
    shape.iter().flat_map(|shape| shape.choices()).map(|choice| choice.value).collect()
}
