//! Following `$ref`.

use std::borrow::Cow;

use gatewright_diagnostics::Diagnostic;
use gatewright_source::Node;

use crate::Definition;
use crate::diagnostics::{REFERENCE_CYCLIC, REFERENCE_EXTERNAL, REFERENCE_NOT_FOUND};
use crate::reader::Reader;

/// Longer chains of references to references are taken for circles.
const MAX_CHAIN: usize = 64;

/// The text of the node's `$ref`.
fn reference(node: Node<'_>) -> Option<(Node<'_>, &str)> {
    let value = node.get("$ref")?;
    value.as_str().map(|text| (value, text))
}

/// The node itself or, when it is a reference, what it stands for at last; none when it leads out of
/// the document, nowhere, or in a circle.
pub fn follow(node: Node<'_>) -> Option<Node<'_>> {
    let mut target = node;
    for _ in 0..MAX_CHAIN {
        let Some((_, text)) = reference(target) else { return Some(target) };
        target = node.document().at_pointer(&decoded(text.strip_prefix('#')?))?;
    }
    None
}

impl<'d> Definition<'d> {
    /// The node itself or, when it is a reference, what it stands for at last; none when it leads
    /// nowhere, which was reported when the definition was read.
    pub fn follow(&self, node: Node<'d>) -> Option<Node<'d>> {
        follow(node)
    }
}

impl<'d> Reader<'d> {
    /// The node itself or, when it is a reference, what it stands for at last. A reference that
    /// leads nowhere is reported, and nothing is returned.
    pub(crate) fn follow(&mut self, node: Node<'d>) -> Option<Node<'d>> {
        let mut target = node;
        for _ in 0..MAX_CHAIN {
            let Some((at, text)) = reference(target) else { return Some(target) };
            if at.has_unknown() {
                return None;
            }
            let Some(pointer) = text.strip_prefix('#') else {
                self.report_reference(
                    Diagnostic::new(
                        &REFERENCE_EXTERNAL,
                        format!("`{text}` is outside this document"),
                        at.location(),
                    )
                    .label("the import fetches no other file")
                    .help("put what it refers to into this document"),
                    at,
                );
                return None;
            };
            let found = self.document.at_pointer(&decoded(pointer));
            let Some(found) = found else {
                self.report_reference(
                    Diagnostic::new(
                        &REFERENCE_NOT_FOUND,
                        format!("`{text}` does not exist"),
                        at.location(),
                    )
                    .label("nothing stands there")
                    .help("correct the reference, or add what it refers to"),
                    at,
                );
                return None;
            };
            target = found;
        }
        let at = node.get("$ref").unwrap_or(node);
        self.report_reference(
            Diagnostic::new(
                &REFERENCE_CYCLIC,
                "this reference leads back to itself",
                at.location(),
            )
            .label("a circle of references")
            .help("let one of them be the thing itself"),
            at,
        );
        None
    }

    fn report_reference(&mut self, diagnostic: Diagnostic, at: Node<'d>) {
        if self.reported.insert(at.id()) {
            self.report(diagnostic);
        }
    }
}

/// A part of a URI without its percent escapes; the escapes of JSON pointers stay. What is no text
/// then is replaced.
pub fn decoded(fragment: &str) -> Cow<'_, str> {
    if !fragment.contains('%') {
        return Cow::Borrowed(fragment);
    }
    let mut bytes = Vec::with_capacity(fragment.len());
    let mut rest = fragment.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        let digit = |at: usize| tail.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        if let (b'%', Some(high), Some(low)) = (byte, digit(0), digit(1)) {
            bytes.extend(u8::try_from(high * 16 + low));
            rest = &tail[2..];
        } else {
            bytes.push(byte);
            rest = tail;
        }
    }
    Cow::Owned(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fragments_are_decoded() {
        assert_eq!(decoded("/paths/~1pets~1%7Bid%7D"), "/paths/~1pets~1{id}");
        assert_eq!(decoded("/a%2"), "/a%2");
        assert_eq!(decoded("/a%zz"), "/a%zz");
        assert_eq!(decoded("/a%+f"), "/a%+f");
    }
}
