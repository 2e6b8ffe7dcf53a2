//! Bytes looked at eight at a time.

/// Each byte 1, so that a product has a byte eight times.
const ONES: u64 = 0x0101_0101_0101_0101;

/// The upper bit of each byte.
const HIGHS: u64 = ONES << 7;

/// Eight bytes from `at` on, the first in the lowest place.
#[inline]
pub(crate) fn word_at(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..)?.first_chunk().map(|word| u64::from_le_bytes(*word))
}

/// A word of which each byte is that one.
#[inline]
fn eight(byte: u8) -> u64 {
    u64::from(byte) * ONES
}

/// Marks the bytes of a word that are `byte`: the upper bit of the first such is set, those before
/// it are not. Above it bits may be wrong, since a subtraction borrows.
#[inline]
fn marks(word: u64, byte: u8) -> u64 {
    let word = word ^ eight(byte);
    word.wrapping_sub(ONES) & !word & HIGHS
}

/// How many bytes stand before the first mark; eight without any.
#[inline]
fn before(marks: u64) -> usize {
    (marks.trailing_zeros() / 8) as usize
}

/// The first place from `at` on that holds no space, or the end.
#[inline]
pub(crate) fn skip_spaces(bytes: &[u8], mut at: usize) -> usize {
    while let Some(word) = word_at(bytes, at) {
        let spaces = ((word ^ eight(b' ')).trailing_zeros() / 8) as usize;
        at += spaces;
        if spaces < 8 {
            return at;
        }
    }
    while bytes.get(at) == Some(&b' ') {
        at += 1;
    }
    at
}

/// The first place from `at` on that holds one of the bytes, or the end.
#[inline]
pub(crate) fn find<const N: usize>(bytes: &[u8], mut at: usize, any: [u8; N]) -> usize {
    while let Some(word) = word_at(bytes, at) {
        let skip = before(any.iter().fold(0, |found, byte| found | marks(word, *byte)));
        at += skip;
        if skip < 8 {
            return at;
        }
    }
    while let Some(byte) = bytes.get(at)
        && !any.contains(byte)
    {
        at += 1;
    }
    at
}

/// The first place from `at` on that holds one of the bytes or a control character, or the end.
#[inline]
pub(crate) fn find_or_control<const N: usize>(bytes: &[u8], mut at: usize, any: [u8; N]) -> usize {
    while let Some(word) = word_at(bytes, at) {
        let control = word.wrapping_sub(eight(0x20)) & !word & HIGHS;
        let skip = before(any.iter().fold(control, |found, byte| found | marks(word, *byte)));
        at += skip;
        if skip < 8 {
            return at;
        }
    }
    while let Some(byte) = bytes.get(at)
        && *byte >= 0x20
        && !any.contains(byte)
    {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_place_is_found() {
        for length in 0..20 {
            let mut bytes = vec![b' '; length];
            assert_eq!(skip_spaces(&bytes, 0), length);
            assert_eq!(find(&bytes, 0, [b':', b'#']), length);
            bytes.extend(b":#\x01\xff::");
            assert_eq!(skip_spaces(&bytes, 0), length);
            assert_eq!(find(&bytes, 0, [b':', b'#']), length);
            assert_eq!(find(&bytes, 0, [b'#']), length + 1);
            assert_eq!(find(&bytes, 0, [0xff]), length + 3);
            assert_eq!(find_or_control(&bytes, 0, [b'"']), length + 2);
            assert_eq!(find_or_control(&bytes, 0, [b'#', b'"']), length + 1);
        }
    }
}
