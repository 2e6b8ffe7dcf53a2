//! What an extension, a member of one or a word in it means.

use std::fmt::Write;

use gatewright_definition::vocabulary::{Found, Presence, Reading, extension};
use gatewright_source::{Document, Node};

use crate::places;

/// The documentation of the extension, member or word that a node is.
pub(super) fn describe(_: &Document, node: Node<'_>) -> Option<String> {
    let path = places::path(node);
    let key = node.text().filter(|_| node.is_key());
    if let Some(extension) = key.and_then(extension) {
        let mut text = format!("**{}**\n\n{}", extension.name, extension.docs);
        let _ = write!(text, "\n\nStands at {}. ", extension.home());
        push_page(&mut text, extension.page);
        return Some(text);
    }
    let (_, rest) = places::object(&path);
    let (name, inner) = rest.split_first()?;
    let inner: Vec<&str> = inner.iter().map(String::as_str).collect();
    let found = extension(name)?.find(&inner)?;
    if node.is_key() {
        return member(node.text()?, &found);
    }
    // Of a word that is none, those are told that there are.
    let has_words = found.shape.choices().next().is_some();
    let key = || node.key().and_then(Node::text).filter(|_| has_words);
    word(node.text()?, &found).or_else(|| member(key()?, &found))
}

fn member(name: &str, found: &Found) -> Option<String> {
    if found.docs.is_empty() {
        return None;
    }
    let mut text = format!("**{name}**");
    if let Some(property) = found.property {
        if property.presence == Presence::Required {
            text.push_str(" (required)");
        }
        if property.reading == Reading::HttpApis {
            text.push_str(" (HTTP APIs only)");
        }
    }
    let _ = write!(text, "\n\n{}", found.docs);
    if let Some(default) = found.property.and_then(|it| it.default) {
        let _ = write!(text, "\n\nDefault: `{default}`");
    }
    let words: Vec<_> = found.shape.choices().collect();
    if !words.is_empty() {
        text.push('\n');
    }
    for word in words {
        let _ = write!(text, "\n- `{}`: {}", word.value, word.docs);
    }
    text.push_str("\n\n");
    push_page(&mut text, found.page);
    Some(text)
}

fn word(value: &str, found: &Found) -> Option<String> {
    let word = found.shape.choice(value)?;
    Some(format!("`{}`: {}", word.value, word.docs))
}

fn push_page(text: &mut String, page: &str) {
    let _ = write!(text, "Amazon API Gateway Developer Guide: *{page}*");
}
