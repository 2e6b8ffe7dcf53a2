//! Texts in quotes that are not plain: those with escapes, and those with faults.

use super::Reader;
use crate::Style;
use crate::problem::Stop;
use crate::tree::{Text, Tree, offset};
use crate::words::find_or_control;

impl Reader<'_> {
    /// Reads the text in quotes that starts at the reader's place and whose first odd byte is at
    /// `odd`.
    #[inline(never)]
    pub(super) fn odd_string(&mut self, odd: usize, tree: &mut Tree) -> Result<(), Stop> {
        let start = self.at;
        let mut copied = start + 1;
        let mut at = odd;
        let owned = tree.side.len();
        loop {
            tree.side.push_str(&self.text[copied..at]);
            match self.bytes.get(at) {
                Some(b'"') => break,
                Some(b'\\') => {
                    let (c, end) = self.escape(at)?;
                    tree.side.push(c);
                    copied = end;
                    at = find_or_control(self.bytes, end, [b'"', b'\\']);
                }
                Some(b'\n' | b'\r') => {
                    return Err(self
                        .stop(at, "the text in quotes does not end on its line")
                        .help("add the closing quote, or write a line feed as `\\n`"));
                }
                Some(b'\t') => {
                    return Err(self.stop(at, "a tab in quotes").help("write it as `\\t`"));
                }
                Some(_) => {
                    return Err(self
                        .stop(at, "a control character in quotes")
                        .help("remove the invisible character, or escape it"));
                }
                None => {
                    return Err(self
                        .stop(start, "this quote is never closed")
                        .help("add the closing quote"));
                }
            }
        }
        let text = Text::Owned(offset(owned), offset(tree.side.len()));
        tree.scalar((offset(start), offset(at + 1)), text, Style::DoubleQuoted);
        self.at = at + 1;
        Ok(())
    }

    /// The character that the escape at the backslash `at` stands for, and the offset after it.
    fn escape(&self, at: usize) -> Result<(char, usize), Stop> {
        let c = match self.bytes.get(at + 1) {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode(at),
            _ => {
                return Err(self
                    .stop(at, "JSON knows no such escape")
                    .help("double the backslash if the text has one"));
            }
        };
        Ok((c, at + 2))
    }

    fn unicode(&self, at: usize) -> Result<(char, usize), Stop> {
        let first = self.unit(at)?;
        if let Some(c) = char::from_u32(first) {
            return Ok((c, at + 6));
        }
        let lone = || self.stop(at, "half of a surrogate pair stands alone");
        if first >= 0xDC00 || self.bytes.get(at + 6..at + 8) != Some(b"\\u") {
            return Err(lone());
        }
        let second = self.unit(at + 6)?;
        if !(0xDC00..0xE000).contains(&second) {
            return Err(lone());
        }
        let code = 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00);
        char::from_u32(code).map(|c| (c, at + 12)).ok_or_else(lone)
    }

    /// The UTF-16 unit that the escape at `at` names: a backslash, `u` and four hex digits.
    fn unit(&self, at: usize) -> Result<u32, Stop> {
        let digits = self.bytes.get(at + 2..at + 6).unwrap_or_default();
        let code = digits.iter().try_fold(0, |code, &digit| {
            char::from(digit).to_digit(16).map(|value| code * 16 + value)
        });
        code.filter(|_| digits.len() == 4)
            .ok_or_else(|| self.stop(at, "`\\u` needs four hex digits"))
    }
}
