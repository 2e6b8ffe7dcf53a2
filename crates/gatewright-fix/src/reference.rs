//! The text of a `$ref`: a file, and a place in it.

use std::borrow::Cow;
use std::fmt::Write;

use gatewright_definition::decoded;
use gatewright_diagnostics::Pointer;

/// What a reference says, part by part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reference<'t> {
    /// What stands before the `#`: the address of a file; empty for this one.
    pub(crate) file: &'t str,
    /// What stands behind it, if there is one.
    pub(crate) fragment: Option<&'t str>,
}

impl<'t> Reference<'t> {
    pub(crate) fn read(text: &'t str) -> Self {
        match text.split_once('#') {
            Some((file, fragment)) => Self { file, fragment: Some(fragment) },
            None => Self { file: text, fragment: None },
        }
    }

    /// The steps of the pointer; none when the fragment is the name of an anchor.
    pub(crate) fn steps(&self) -> Option<Vec<String>> {
        let fragment = self.fragment.unwrap_or_default();
        if fragment.is_empty() {
            return Some(Vec::new());
        }
        let fragment = decoded(fragment);
        let pointer = fragment.strip_prefix('/')?;
        Some(pointer.split('/').map(|it| it.replace("~1", "/").replace("~0", "~")).collect())
    }

    /// The pointer as the document knows it.
    pub(crate) fn pointer(&self) -> Option<Pointer> {
        let mut pointer = Pointer::default();
        for step in self.steps()? {
            pointer.push(&step);
        }
        Some(pointer)
    }
}

/// The text of a reference to a place of the same document.
pub(crate) fn to_steps<'s>(steps: impl IntoIterator<Item = &'s str>) -> String {
    let mut pointer = Pointer::default();
    for step in steps {
        pointer.push(step);
    }
    format!("#{}", fragment(&pointer))
}

/// A pointer as the fragment of an address: what may not stand there is escaped.
fn fragment(pointer: &Pointer) -> Cow<'_, str> {
    /// What a fragment may hold (RFC 3986), letters and digits apart. Braces may not, and stand in
    /// many.
    const FREE: &[u8] = b"-._~!$&'()*+,;=:@/?{}";
    let is_free = |byte: u8| byte.is_ascii_alphanumeric() || FREE.contains(&byte);
    if pointer.as_str().bytes().all(is_free) {
        return Cow::Borrowed(pointer.as_str());
    }
    let mut text = String::with_capacity(pointer.as_str().len() + 8);
    for c in pointer.as_str().chars() {
        match u8::try_from(c) {
            Ok(byte) if c.is_ascii() && !is_free(byte) => {
                let _ = write!(text, "%{byte:02X}");
            }
            Ok(_) | Err(_) => text.push(c),
        }
    }
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_a_file_and_steps() {
        let read = |text| {
            let reference = Reference::read(text);
            (reference.file, reference.steps().map(|steps| steps.join("|")))
        };
        assert_eq!(read("#/a~1b/%7Bc%7D/d~01"), ("", Some("a/b|{c}|d~1".to_owned())));
        assert_eq!(read("a.yaml"), ("a.yaml", Some(String::new())));
        assert_eq!(read("a.yaml#"), ("a.yaml", Some(String::new())));
        assert_eq!(read("a.yaml#/"), ("a.yaml", Some(String::new())));
        assert_eq!(read("#anchor"), ("", None));
        assert_eq!(read("#/a%2"), ("", Some("a%2".to_owned())));
    }

    #[test]
    fn a_reference_is_written_with_its_escapes() {
        assert_eq!(to_steps(["paths", "/a/{id}", "x~y"]), "#/paths/~1a~1{id}/x~0y");
        assert_eq!(to_steps(["a b%", "é"]), "#/a%20b%25/é");
        let steps = ["a b%", "é#", "~1/"];
        let text = to_steps(steps);
        assert_eq!(Reference::read(&text).steps().expect("a pointer"), steps);
    }
}
