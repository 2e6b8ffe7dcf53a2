//! The order in which a hash map of Java lists its entries. The service is a Java program that
//! keeps most maps of an API in `java.util.HashMap`, and an export lists their entries as they come
//! (recorded for the paths of OpenAPI 3.0 and agreed with by all exports that were looked at).

use std::cmp::Ordering;

/// How many buckets the table has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Table {
    /// Sixteen at first, doubled whenever more than three quarters of them would be in use.
    Grown,
    /// The least power of two of which the entries take up at most three quarters.
    Sized,
}

impl Table {
    fn buckets(self, entries: usize) -> usize {
        let mut buckets = match self {
            Self::Grown => 16,
            Self::Sized => 1,
        };
        while entries * 4 > buckets * 3 {
            buckets *= 2;
        }
        buckets
    }
}

/// Puts entries in the order of the map. Entries of one bucket keep their order.
pub(crate) fn sort<T>(entries: &mut [T], table: Table, key: impl for<'t> Fn(&'t T) -> &'t str) {
    let buckets = table.buckets(entries.len());
    let bucket = |entry: &T| {
        let hash = hash(key(entry));
        (hash ^ (hash >> 16)) as usize & (buckets - 1)
    };
    if entries.len() > 1 {
        entries.sort_by_cached_key(bucket);
    }
}

/// `String.hashCode`: over the units of UTF-16.
fn hash(text: &str) -> u32 {
    text.encode_utf16().fold(0, |hash: u32, unit| hash.wrapping_mul(31).wrapping_add(unit.into()))
}

/// How Java compares strings, as its sorted maps do.
pub(crate) fn java_order(left: &str, right: &str) -> Ordering {
    left.encode_utf16().cmp(right.encode_utf16())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(table: Table, entries: &[&str], expected: &[&str]) {
        let mut entries = entries.to_vec();
        sort(&mut entries, table, |entry| entry);
        assert_eq!(entries, expected);
    }

    #[test]
    fn hashes_are_those_of_java() {
        assert_eq!(hash("200"), 49586);
        assert_eq!(hash("polygenelubricants"), 1 << 31);
        assert_eq!(hash("\u{1f600}"), 1_772_899);
    }

    #[test]
    fn paths_come_as_recorded() {
        check(Table::Grown, &["/", "/pets", "/pets/{petId}"], &["/pets", "/pets/{petId}", "/"]);
    }

    #[test]
    fn tables_grow_beyond_three_quarters() {
        assert_eq!(Table::Grown.buckets(12), 16);
        assert_eq!(Table::Grown.buckets(13), 32);
        let sizes: Vec<_> = (1..=7).map(|entries| Table::Sized.buckets(entries)).collect();
        assert_eq!(sizes, [2, 4, 4, 8, 8, 8, 16]);
    }
}
