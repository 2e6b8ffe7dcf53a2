//! The order in which a hash map of Java lists its entries. The service is a Java program that
//! keeps most maps of an API in `java.util.HashMap`, and an export lists their entries as they come
//! (recorded for the paths of OpenAPI 3.0 and agreed with by all exports that were looked at).

use std::cmp::Ordering;

/// How many buckets the table has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Size {
    /// Sixteen at first, doubled whenever more than three quarters of them would be in use.
    Grown,
    /// The least power of two of which the entries take up at most three quarters.
    Fitted,
}

/// How the entries of one bucket come: in the order in which the service puts them in, which is not
/// known. These are the orders of the recordings and exports that have such entries, few as they
/// are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ties {
    LesserFirst,
    GreaterFirst,
}

/// A map of the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Table {
    size: Size,
    ties: Ties,
}

impl Table {
    /// The parameters of a method.
    pub(crate) const PARAMETERS: Self = Self { size: Size::Fitted, ties: Ties::GreaterFirst };
    /// The responses of a method in OpenAPI 3.0.
    pub(crate) const OAS30_RESPONSES: Self = Self { size: Size::Fitted, ties: Ties::LesserFirst };
    /// The media types of the models of a method. Those of a definition that lists two come from one
    /// model after an import, and from model and template before: the order of a sample API of the
    /// guide is the one that stays.
    pub(crate) const MEDIA_TYPES: Self = Self { size: Size::Fitted, ties: Ties::LesserFirst };
    /// Models.
    pub(crate) const MODELS: Self = Self { size: Size::Grown, ties: Ties::LesserFirst };
    /// All other maps.
    pub(crate) const OTHERS: Self = Self { size: Size::Grown, ties: Ties::GreaterFirst };

    fn buckets(self, entries: usize) -> usize {
        let mut buckets = match self.size {
            Size::Grown => 16,
            Size::Fitted => 1,
        };
        while entries * 4 > buckets * 3 {
            buckets *= 2;
        }
        buckets
    }
}

/// Puts entries in the order of the map. No two have one key.
pub(crate) fn sort<T>(entries: &mut [T], table: Table, key: impl for<'t> Fn(&'t T) -> &'t str) {
    if entries.len() < 2 {
        return;
    }
    let buckets = table.buckets(entries.len());
    let bucket = |entry: &T| {
        let hash = hash(key(entry));
        (hash ^ (hash >> 16)) as usize & (buckets - 1)
    };
    match table.ties {
        Ties::LesserFirst => entries.sort_by(|left, right| key(left).cmp(key(right))),
        Ties::GreaterFirst => entries.sort_by(|left, right| key(right).cmp(key(left))),
    }
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
        check(Table::OTHERS, &["/", "/pets", "/pets/{petId}"], &["/pets", "/pets/{petId}", "/"]);
    }

    #[test]
    fn entries_of_one_bucket_come_as_seen() {
        let query = |name| format!("method.request.querystring.{name}");
        let (code, limit, to) = (query("code"), query("limit"), query("toDay"));
        check(
            Table::PARAMETERS,
            &[&code, &limit, &to, "fromDay"],
            &["fromDay", &limit, &code, &to],
        );
        check(Table::OAS30_RESPONSES, &["401", "500"], &["401", "500"]);
    }

    #[test]
    fn tables_grow_beyond_three_quarters() {
        assert_eq!(Table::OTHERS.buckets(12), 16);
        assert_eq!(Table::OTHERS.buckets(13), 32);
        let sizes: Vec<_> = (1..=7).map(|entries| Table::PARAMETERS.buckets(entries)).collect();
        assert_eq!(sizes, [2, 4, 4, 8, 8, 8, 16]);
    }
}
