//! Equal keys of one mapping: found when the mapping closes, marked on the earlier ones.

use std::collections::HashMap;

use crate::document::{NodeId, RawKind, Row, flag};

/// Up to this many keys are compared with those before them, which is faster than a table.
const FEW: u32 = 32;

/// Finds equal keys; keeps its buffers from mapping to mapping.
#[derive(Debug, Default)]
pub(crate) struct Finder {
    /// The scalar keys of the mapping, each with its hash.
    keys: Vec<(u64, u32)>,
    /// Places in `keys`, plus one, by hash.
    table: Vec<u32>,
}

fn bytes<'t>(row: &Row, source: &'t str, side: &'t str) -> &'t [u8] {
    row.slice(source, side).unwrap_or_default().as_bytes()
}

const MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15;

/// A hash of the length and of the ends, which tells few keys apart well enough.
#[inline]
fn hash_of_ends(bytes: &[u8]) -> u64 {
    let eight = bytes.first_chunk::<8>().zip(bytes.last_chunk::<8>());
    let ends = if let Some((first, last)) = eight {
        u64::from_le_bytes(*first) ^ u64::from_le_bytes(*last).rotate_left(32)
    } else if let Some((first, last)) = bytes.first_chunk::<4>().zip(bytes.last_chunk::<4>()) {
        u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last))
    } else {
        bytes.iter().fold(0, |word, byte| word << 8 | u64::from(*byte))
    };
    (ends ^ bytes.len() as u64).wrapping_mul(MULTIPLIER)
}

/// A hash of all bytes; fast, and not one that withstands an attack: see
/// [`Finder::find_among_many`].
fn hash(bytes: &[u8]) -> u64 {
    let mix = |hash: u64, word: u64| (hash.rotate_left(5) ^ word).wrapping_mul(MULTIPLIER);
    let mut hash = bytes.len() as u64;
    let mut rest = bytes;
    while let Some((word, after)) = rest.split_first_chunk() {
        hash = mix(hash, u64::from_le_bytes(*word));
        rest = after;
    }
    rest.iter().fold(hash, |hash, byte| mix(hash, u64::from(*byte)))
}

impl Finder {
    /// Marks the superseded keys of the mapping `id` and adds the pairs to `duplicates`.
    pub(crate) fn find(
        &mut self,
        rows: &mut [Row],
        source: &str,
        side: &str,
        id: u32,
        duplicates: &mut Vec<(NodeId, NodeId)>,
    ) {
        let entries = rows[id as usize].len / 2;
        if entries < 2 {
            return;
        }
        let pairs = duplicates.len();
        self.keys.clear();
        // An alias as key has its target's text.
        let content = |key: u32| {
            let row = &rows[key as usize];
            let target = if row.kind == RawKind::Alias { row.text } else { key };
            rows.get(target as usize).filter(|row| row.kind == RawKind::Scalar)
        };
        let text = |row: &Row| bytes(row, source, side);
        // One bit for each hash seen: a key whose bit is new needs no comparison.
        let mut seen = 0_u64;
        let mut key = id + 1;
        for _ in 0..entries {
            let row = content(key);
            if let Some(row) = row
                && entries <= FEW
            {
                let hash = hash_of_ends(text(row));
                let bit = 1 << (hash >> 58);
                if seen & bit != 0 {
                    let equal = |&&(other, earlier): &&(u64, u32)| {
                        other == hash && content(earlier).map(text) == Some(text(row))
                    };
                    if let Some(&(_, earlier)) = self.keys.iter().rev().find(equal) {
                        duplicates.push((NodeId(earlier), NodeId(key)));
                    }
                }
                seen |= bit;
                self.keys.push((hash, key));
            } else if let Some(row) = row {
                self.keys.push((hash(text(row)), key));
            }
            key = rows[rows[key as usize].next as usize].next;
        }
        if entries > FEW {
            let text = |key| content(key).map(text).unwrap_or_default();
            self.find_among_many(text, duplicates);
        }
        for (earlier, _) in &duplicates[pairs..] {
            rows[earlier.0 as usize].flags |= flag::SUPERSEDED;
        }
    }

    /// Looks the keys up in a table. Keys that somebody chose to have equal hashes end in a map
    /// that such keys cannot slow down.
    fn find_among_many<'t>(
        &mut self,
        text: impl Fn(u32) -> &'t [u8],
        duplicates: &mut Vec<(NodeId, NodeId)>,
    ) {
        let start = duplicates.len();
        let size = (self.keys.len() * 2).next_power_of_two();
        self.table.clear();
        self.table.resize(size, 0);
        let mut steps = self.keys.len() * 8;
        for (number, &(hash, key)) in (1_u32..).zip(&self.keys) {
            // The upper bits of a product are the better ones.
            let mut at = (hash >> 32) as usize & (size - 1);
            loop {
                let Some(&(other, earlier)) =
                    (self.table[at] as usize).checked_sub(1).map(|place| &self.keys[place])
                else {
                    self.table[at] = number;
                    break;
                };
                if other == hash && text(earlier) == text(key) {
                    duplicates.push((NodeId(earlier), NodeId(key)));
                    self.table[at] = number;
                    break;
                }
                steps -= 1;
                if steps == 0 {
                    duplicates.truncate(start);
                    let mut seen = HashMap::with_capacity(self.keys.len());
                    let pairs = self.keys.iter().filter_map(|&(_, key)| {
                        let earlier = seen.insert(text(key), key)?;
                        Some((NodeId(earlier), NodeId(key)))
                    });
                    duplicates.extend(pairs);
                    return;
                }
                at = (at + 1) & (size - 1);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Keys of sixteen bytes that all have the same hash.
    fn keys_with_one_hash(count: u64) -> Vec<[u8; 16]> {
        let key = |number: u64| {
            let first = (16_u64.rotate_left(5) ^ number).wrapping_mul(MULTIPLIER);
            // What brings the state to zero.
            let second = first.rotate_left(5);
            let mut key = [0; 16];
            key[..8].copy_from_slice(&number.to_le_bytes());
            key[8..].copy_from_slice(&second.to_le_bytes());
            key
        };
        (0..count).map(key).collect()
    }

    #[test]
    fn keys_that_collide_on_purpose_are_still_told_apart() {
        let mut keys = keys_with_one_hash(2000);
        assert!(keys.iter().all(|key| hash(key) == 0));
        keys.push(keys[7]);
        keys.push(keys[7]);
        let hashed = (0..).zip(&keys).map(|(id, key)| (hash(key), id)).collect();
        let mut finder = Finder { keys: hashed, table: Vec::new() };
        let mut found = Vec::new();
        finder.find_among_many(|id| &keys[id as usize], &mut found);
        assert_eq!(found, [(NodeId(7), NodeId(2000)), (NodeId(2000), NodeId(2001))]);
    }

    #[test]
    fn few_and_many_keys_are_compared_alike() {
        for count in [2, 8, 32, 33, 100] {
            let keys: Vec<String> = (0..count).map(|number| format!("\"k{number}\": 0")).collect();
            let text = format!("{{{}, \"k1\": 1}}", keys.join(", "));
            let read = crate::read(gatewright_diagnostics::SourceId(0), text.into_bytes());
            let [(earlier, later)] = read.value.duplicates() else { panic!("{count}") };
            assert_eq!(read.value.node(*earlier).text(), Some("k1"));
            assert_eq!(read.value.node(*later).text(), Some("k1"));
            let value = read.value.at_pointer("/k1").and_then(crate::Node::as_i64);
            assert_eq!(value, Some(1));
        }
    }
}
