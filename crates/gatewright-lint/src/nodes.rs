//! Sets and maps of nodes. Their numbers are small and come from the document's own arena, so that
//! they need no hash that withstands an enemy.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use gatewright_source::NodeId;

/// A set of nodes.
pub(crate) type NodeSet = HashSet<NodeId, BuildHasherDefault<NodeHasher>>;

/// A map by nodes.
pub(crate) type NodeMap<V> = HashMap<NodeId, V, BuildHasherDefault<NodeHasher>>;

/// Spreads the number of a node over all bits.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct NodeHasher(u64);

impl Hasher for NodeHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u32(u32::from(*byte));
        }
    }

    fn write_u32(&mut self, number: u32) {
        // The golden ratio of 64 bits, as Knuth has it.
        self.0 = (self.0 ^ u64::from(number)).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(32);
    }
}
