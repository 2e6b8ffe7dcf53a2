//! Equal keys of one mapping: found when the mapping closes, marked on the earlier ones.

use std::collections::HashMap;

use crate::document::{NodeId, RawKind, Row, flag};

/// Up to this many keys are compared pairwise, which is faster than hashing.
const PAIRWISE: u32 = 8;

/// Finds equal keys; keeps its buffers from mapping to mapping.
#[derive(Debug, Default)]
pub(crate) struct Finder {
    keys: Vec<u32>,
}

/// The text of a scalar's row.
pub(crate) fn text<'t>(row: &Row, source: &'t str, side: &'t str) -> Option<&'t str> {
    if row.kind != RawKind::Scalar {
        return None;
    }
    let from = if row.flags & flag::OWNED_TEXT == 0 { source } else { side };
    from.get(row.text as usize..(row.text + row.len) as usize)
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
        self.keys.clear();
        let mut key = id + 1;
        for _ in 0..entries {
            if rows[key as usize].kind == RawKind::Scalar {
                self.keys.push(key);
            }
            let value = rows[key as usize].next;
            key = rows[value as usize].next;
        }
        let pairs = duplicates.len();
        if entries <= PAIRWISE {
            for (at, &later) in self.keys.iter().enumerate().skip(1) {
                let row = &rows[later as usize];
                let earlier = self.keys[..at].iter().rev().find(|&&earlier| {
                    let other = &rows[earlier as usize];
                    other.len == row.len && text(other, source, side) == text(row, source, side)
                });
                if let Some(&earlier) = earlier {
                    duplicates.push((NodeId(earlier), NodeId(later)));
                }
            }
        } else {
            let mut seen = HashMap::with_capacity(self.keys.len());
            for &later in &self.keys {
                if let Some(text) = text(&rows[later as usize], source, side)
                    && let Some(earlier) = seen.insert(text, later)
                {
                    duplicates.push((NodeId(earlier), NodeId(later)));
                }
            }
        }
        for (earlier, _) in &duplicates[pairs..] {
            rows[earlier.0 as usize].flags |= flag::SUPERSEDED;
        }
    }
}
