//! Bytes to text.

use crate::diagnostics::NOT_UTF8;
use crate::problem::{Problem, Stop, character};

/// A file that is not UTF-8 and has a NUL among so many first bytes is no text at all.
const FIRST_BYTES: usize = 1024;

/// The text, in which each byte that is not UTF-8 is `_`, so that the offsets stay the file's; and
/// what is wrong with it, or why reading it makes no sense.
pub(crate) fn decode(bytes: Vec<u8>) -> (String, Result<Option<Problem>, Stop>) {
    let utf16 = is_utf16(&bytes);
    let (text, damage) = replace(bytes);
    let stop = |reason| Stop::syntax(&text, 0, reason);
    let problem = if utf16 {
        Err(stop("the file looks like UTF-16").help("save the file as UTF-8"))
    } else {
        match damage {
            None => Ok(None),
            Some(_) if text.bytes().take(FIRST_BYTES).any(|byte| byte == 0) => {
                Err(stop("the file is no text").help("name a file of YAML or JSON"))
            }
            Some(damage) => Ok(Some(damage.problem(&text))),
        }
    };
    (text, problem)
}

/// Whether the first two characters are one byte and a NUL each, in either order and perhaps after a
/// byte order mark.
fn is_utf16(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(&[0xff, 0xfe]).unwrap_or(bytes);
    let bytes = bytes.strip_prefix(&[0xfe, 0xff]).unwrap_or(bytes);
    match bytes {
        [0, a, 0, b, ..] | [a, 0, b, 0, ..] => *a != 0 && *b != 0,
        _ => false,
    }
}

/// The bytes that are not UTF-8.
struct Damage {
    first: usize,
    count: usize,
}

impl Damage {
    fn problem(&self, text: &str) -> Problem {
        let (bytes, label) = match self.count {
            1 => ("1 byte is".to_owned(), "it is read as `_`"),
            count => (format!("{count} bytes are"), "the first of them; each is read as `_`"),
        };
        Problem::new(&NOT_UTF8, character(text, self.first), format!("{bytes} not UTF-8"))
            .label(label)
            .help("save the file as UTF-8")
    }
}

fn replace(bytes: Vec<u8>) -> (String, Option<Damage>) {
    let mut bytes = match String::from_utf8(bytes) {
        Ok(text) => return (text, None),
        Err(error) => error.into_bytes(),
    };
    let mut damage = Damage { first: 0, count: 0 };
    let mut at = 0;
    while let Err(error) = std::str::from_utf8(&bytes[at..]) {
        let start = at + error.valid_up_to();
        let end = error.error_len().map_or(bytes.len(), |len| start + len);
        if damage.count == 0 {
            damage.first = start;
        }
        damage.count += end - start;
        bytes[start..end].fill(b'_');
        at = end;
    }
    (String::from_utf8(bytes).unwrap_or_default(), Some(damage))
}
