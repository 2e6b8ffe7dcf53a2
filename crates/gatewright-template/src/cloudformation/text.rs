//! Texts of which only some pieces are known.

use std::fmt::Write;
use std::ops::Range;

use gatewright_source::{Known, Node};

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// As it is.
    Known(String),
    /// What stands for something that nobody knows: `${Name}`.
    Unknown(String),
}

/// A text, piece by piece.
#[derive(Debug, Clone, Default)]
pub(super) struct Text<'t> {
    pub(super) pieces: Vec<Piece>,
    /// The number of bytes: whoever adds to a text asks for it each time.
    pub(super) bytes: usize,
    /// The scalar that says it, so that its places stay if it says just that.
    pub(super) from: Option<Node<'t>>,
}

impl<'t> Text<'t> {
    /// A text that is known.
    pub(super) fn known(text: impl Into<String>) -> Self {
        let mut made = Self::default();
        made.push(&text.into());
        made
    }

    /// What a scalar says.
    pub(super) fn of(node: Node<'t>) -> Self {
        Self { from: Some(node), ..Self::known(node.as_text().unwrap_or_default()) }
    }

    /// What stands for something of that name.
    pub(super) fn unknown(name: &str) -> Self {
        let mut made = Self::default();
        made.push_unknown(format!("${{{name}}}"));
        made
    }

    pub(super) fn push(&mut self, text: &str) {
        self.bytes += text.len();
        match self.pieces.last_mut() {
            Some(Piece::Known(last)) => last.push_str(text),
            _ if text.is_empty() => {}
            _ => self.pieces.push(Piece::Known(text.to_owned())),
        }
    }

    /// Adds what stands for something unknown as it is written.
    pub(super) fn push_unknown(&mut self, written: String) {
        self.bytes += written.len();
        self.pieces.push(Piece::Unknown(written));
    }

    pub(super) fn append(&mut self, other: &Text<'_>) {
        for piece in &other.pieces {
            match piece {
                Piece::Known(text) => self.push(text),
                Piece::Unknown(written) => self.push_unknown(written.clone()),
            }
        }
    }

    /// How far it is known.
    pub(super) fn known_as(&self) -> Known {
        let is_unknown = |piece: &Piece| matches!(piece, Piece::Unknown(_));
        match &self.pieces[..] {
            [Piece::Unknown(text)] if text.starts_with(['$', '{']) && text.ends_with('}') => {
                Known::Not
            }
            pieces if pieces.iter().any(is_unknown) => Known::Partly,
            _ => Known::Wholly,
        }
    }

    /// The text, if all of it is known.
    pub(super) fn as_known(&self) -> Option<&str> {
        match &self.pieces[..] {
            [] => Some(""),
            [Piece::Known(text)] => Some(text),
            _ => None,
        }
    }

    /// The number of bytes.
    pub(super) fn len(&self) -> usize {
        self.bytes
    }

    /// The items between the delimiters. What is unknown may have delimiters, too: of the item that it
    /// begins in nothing certain follows, and what comes behind is not told.
    pub(super) fn split(&self, delimiter: &str) -> (Vec<Text<'t>>, IsWhole) {
        let mut items = vec![Text::default()];
        for piece in &self.pieces {
            match piece {
                Piece::Known(text) if delimiter.is_empty() => {
                    items.last_mut().expect("there is one").push(text);
                }
                Piece::Known(text) => {
                    let mut parts = text.split(delimiter);
                    let first = parts.next().unwrap_or_default();
                    items.last_mut().expect("there is one").push(first);
                    items.extend(parts.map(Text::known));
                }
                Piece::Unknown(written) => {
                    items.last_mut().expect("there is one").push_unknown(written.clone());
                    return (items, IsWhole::No);
                }
            }
        }
        (items, IsWhole::Yes)
    }
}

/// Whether a list has no more items than are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum IsWhole {
    Yes,
    No,
}

impl std::fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for piece in &self.pieces {
            match piece {
                Piece::Known(text) | Piece::Unknown(text) => f.write_str(text)?,
            }
        }
        Ok(())
    }
}

/// A part of a text of `Fn::Sub`.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part<'s> {
    Text(&'s str),
    /// `${Name}`.
    Name(&'s str),
    /// `${!Name}`, which comes to `${Name}`.
    Literal(&'s str),
}

/// The parts of a text of `Fn::Sub` with the bytes that they have in it. What is not closed is text.
pub(super) fn parts(text: &str) -> impl Iterator<Item = (Range<usize>, Part<'_>)> {
    let mut at = 0;
    // Behind it nothing is closed, and need not be looked for.
    let last = text.rfind('}').unwrap_or(0);
    std::iter::from_fn(move || {
        let (start, rest) = (at, &text[at..]);
        if start < last
            && let Some(behind) = rest.strip_prefix("${")
            && let Some((name, _)) = behind.split_once('}')
        {
            at += name.len() + 3;
            let part = match name.strip_prefix('!') {
                Some(literal) => Part::Literal(literal),
                None => Part::Name(name.trim()),
            };
            return Some((start..at, part));
        }
        if rest.is_empty() {
            return None;
        }
        let from = usize::from(rest.starts_with("${")) * 2;
        at += rest[from..].find("${").map_or(rest.len(), |it| from + it);
        Some((start..at, Part::Text(&text[start..at])))
    })
}

/// A text with what stands for values that CloudFormation looks up (*Dynamic references*) as unknown.
pub(super) fn with_dynamic_references(text: &str) -> Text<'static> {
    let mut made = Text::default();
    let mut rest = text;
    while let Some(at) = rest.find(DYNAMIC)
        && let Some(length) = rest[at..].find("}}")
    {
        let end = at + length + 2;
        made.push(&rest[..at]);
        made.push_unknown(rest[at..end].to_owned());
        rest = &rest[end..];
    }
    made.push(rest);
    made
}

/// What a dynamic reference begins with.
pub(super) const DYNAMIC: &str = "{{resolve:";

/// The bytes in Base64.
pub(super) fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut made = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for digit in 0..4usize {
            if digit > chunk.len() {
                made.push('=');
            } else {
                let shift = 18 - 6 * digit;
                made.push(char::from(DIGITS[(bits >> shift & 63) as usize]));
            }
        }
    }
    made
}

/// A text of which ForEach replaces what stands for the items: `${Name}`, and `&{Name}` without what is
/// neither a letter nor a digit.
pub(super) fn replace(text: &str, name: &str, item: &str) -> String {
    let mut made = text.replace(&format!("${{{name}}}"), item);
    let plain = format!("&{{{name}}}");
    if made.contains(&plain) {
        let item: String = item.chars().filter(char::is_ascii_alphanumeric).collect();
        made = made.replace(&plain, &item);
    }
    made
}

/// The items of a list that is written as one text.
pub(super) fn comma_delimited(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim)
}

/// A name within a placeholder, in a text.
pub(super) fn placeholder(name: &str) -> String {
    let mut made = String::with_capacity(name.len() + 3);
    let _ = write!(made, "${{{name}}}");
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_sub() {
        let all: Vec<_> = parts("a${B.C}d${!e}${ F }${").map(|(_, it)| it).collect();
        let wanted = [
            Part::Text("a"),
            Part::Name("B.C"),
            Part::Text("d"),
            Part::Literal("e"),
            Part::Name("F"),
            Part::Text("${"),
        ];
        assert_eq!(all, wanted);
        assert_eq!(
            parts("x${a${b}").collect::<Vec<_>>(),
            [(0..1, Part::Text("x")), (1..8, Part::Name("a${b"))]
        );
    }

    #[test]
    fn what_is_unknown_may_have_delimiters() {
        let mut text = Text::known("a:b:c");
        text.append(&Text::unknown("X"));
        text.push(":d");
        let (items, is_whole) = text.split(":");
        let items: Vec<_> = items.iter().map(Text::to_string).collect();
        assert_eq!(
            (items, is_whole),
            (vec!["a".into(), "b".into(), "c${X}".to_owned()], IsWhole::No)
        );
    }

    #[test]
    fn base64_pads() {
        for (text, wanted) in [("", ""), ("a", "YQ=="), ("ab", "YWI="), ("abc", "YWJj")] {
            assert_eq!(base64(text.as_bytes()), wanted);
        }
    }

    #[test]
    fn dynamic_references_are_unknown() {
        let text = with_dynamic_references("a-{{resolve:ssm:b:1}}-c");
        assert_eq!(
            (text.to_string().as_str(), text.known_as()),
            ("a-{{resolve:ssm:b:1}}-c", Known::Partly)
        );
        assert_eq!(with_dynamic_references("{{resolve:").known_as(), Known::Wholly);
    }

    #[test]
    fn items_replace_names() {
        assert_eq!(replace("/${A}/&{A}/${B}", "A", "x-1"), "/x-1/x1/${B}");
    }
}
