//! The order in which a hash map of Java lists its entries. The service is a Java program that
//! keeps most maps of an API in `java.util.HashMap`, and an export lists their entries as they come
//! (recorded for the paths of OpenAPI 3.0 and agreed with by all exports that were looked at).

use std::cmp::Ordering;

/// A map of the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Table {
    /// Sixteen buckets at first, doubled whenever more than three quarters of them would be in use.
    /// Within a bucket entries come in the order in which the service puts them in, which is not
    /// known; in exports that have such entries the greater key is first.
    Grown,
    /// The same for models, of which the lesser name is first.
    Models,
    /// The least power of two of which the entries take up at most three quarters. The entries come
    /// out of a grown table, and within a bucket keep the order that they have there (all 21 lists
    /// of parameters in exports).
    Fitted,
    /// The media types of the models of a method, a fitted table of unknown origin: the lesser is
    /// first. Of a definition that lists two, both come from models after an import, and from model
    /// and template before: the order of a sample API of the guide is the one that stays.
    MediaTypes,
}

/// Puts entries in the order of the map. No two have one key.
pub(crate) fn sort<T>(entries: &mut [T], table: Table, key: impl for<'t> Fn(&'t T) -> &'t str) {
    if entries.len() < 2 {
        return;
    }
    match table {
        Table::Grown | Table::Fitted => entries.sort_by(|left, right| key(right).cmp(key(left))),
        Table::Models | Table::MediaTypes => {
            entries.sort_by(|left, right| key(left).cmp(key(right)));
        }
    }
    let fitted = buckets(1, entries.len());
    let grown = buckets(16, entries.len());
    match table {
        Table::Grown | Table::Models => sort_by_bucket(entries, grown, key),
        Table::MediaTypes => sort_by_bucket(entries, fitted, key),
        Table::Fitted => {
            sort_by_bucket(entries, grown, &key);
            sort_by_bucket(entries, fitted, &key);
        }
    }
}

/// The size of a table that has so many buckets at first.
fn buckets(mut buckets: usize, entries: usize) -> usize {
    while entries * 4 > buckets * 3 {
        buckets *= 2;
    }
    buckets
}

fn sort_by_bucket<T>(entries: &mut [T], buckets: usize, key: impl for<'t> Fn(&'t T) -> &'t str) {
    let bucket = |entry: &T| {
        let hash = hash(key(entry));
        (hash ^ (hash >> 16)) as usize & (buckets - 1)
    };
    // Of a few, computing a hash again costs less than a place to keep it.
    if entries.len() < 5 {
        entries.sort_by_key(bucket);
    } else {
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
    fn entries_of_one_bucket_come_as_seen() {
        let query = |name| format!("method.request.querystring.{name}");
        let (code, limit, to) = (query("code"), query("limit"), query("toDay"));
        let from = query("fromDay");
        check(Table::Fitted, &[&code, &from, &limit, &to], &[&limit, &code, &to, &from]);
        let (b, op) = ("method.request.path.b", "method.request.path.op");
        check(Table::Fitted, &[op, b], &[b, op]);
        check(Table::Fitted, &["404", "400"], &["400", "404"]);
        check(Table::Models, &["PetType", "NewPet"], &["NewPet", "PetType"]);
    }

    #[test]
    fn tables_grow_beyond_three_quarters() {
        assert_eq!((buckets(16, 12), buckets(16, 13)), (16, 32));
        let sizes: Vec<_> = (1..=7).map(|entries| buckets(1, entries)).collect();
        assert_eq!(sizes, [2, 4, 4, 8, 8, 8, 16]);
    }
}
