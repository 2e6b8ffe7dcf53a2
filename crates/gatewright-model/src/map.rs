//! Maps of a few entries.

use std::borrow::Borrow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, Serializer};

/// A map in the order of its keys, under the names of `BTreeMap`.
///
/// An API has a map for each resource, method and response, and most hold one entry or two, where a
/// leaf of a `BTreeMap` has room for eleven: of what an API takes in memory, these leaves are the
/// larger part. Here the entries are a sorted vector with as little room to spare. Looking up takes
/// the logarithm of the length. Inserting a key that comes last takes no longer than in a vector, while
/// any other moves all entries behind it: what a definition may have many of, in any order, is to be
/// collected, which sorts once.
#[derive(Clone, PartialEq, Eq)]
pub struct Map<K, V>(Vec<(K, V)>);

impl<K, V> Map<K, V> {
    /// No entries.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// No entries, and room for as many as are to come.
    pub fn with_capacity(entries: usize) -> Self {
        Self(Vec::with_capacity(entries))
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Removes all.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// The entries, by key.
    pub fn iter(&self) -> Iter<'_, K, V> {
        Iter(self.0.iter())
    }

    /// The keys in order.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &K> + Clone {
        self.0.iter().map(|(key, _)| key)
    }

    /// The values, by key.
    pub fn values(&self) -> impl ExactSizeIterator<Item = &V> + Clone {
        self.0.iter().map(|(_, value)| value)
    }

    /// The values, by key.
    pub fn values_mut(&mut self) -> impl ExactSizeIterator<Item = &mut V> {
        self.0.iter_mut().map(|(_, value)| value)
    }
}

impl<K: Ord, V> Map<K, V> {
    /// The value of a key.
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.find(key).ok().map(|at| &self.0[at].1)
    }

    /// The value of a key.
    pub fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        self.find(key).ok().map(|at| &mut self.0[at].1)
    }

    /// Whether there is such a key.
    pub fn contains_key<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.find(key).is_ok()
    }

    /// Sets the value of a key, and returns the one that it had.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        let at = match self.0.last() {
            Some((last, _)) if *last >= key => match self.find(&key) {
                Ok(at) => return Some(std::mem::replace(&mut self.0[at].1, value)),
                Err(at) => at,
            },
            _ => self.0.len(),
        };
        if self.0.len() == self.0.capacity() {
            // The vector itself would begin with room for four.
            self.0.reserve_exact(self.0.len().max(1));
        }
        self.0.insert(at, (key, value));
        None
    }

    /// Takes out the value of a key.
    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        self.find(key).ok().map(|at| self.0.remove(at).1)
    }

    /// Moves all entries of another map here; those of a key in both take the place of the ones here.
    pub fn append(&mut self, other: &mut Self) {
        self.0.append(&mut other.0);
        self.restore();
    }

    fn find<Q: Ord + ?Sized>(&self, key: &Q) -> Result<usize, usize>
    where
        K: Borrow<Q>,
    {
        self.0.binary_search_by(|(own, _)| own.borrow().cmp(key))
    }

    /// Puts the entries in order; of those with one key, the last stays.
    fn restore(&mut self) {
        if self.0.is_sorted_by(|(one, _), (other, _)| one < other) {
            return;
        }
        self.0.sort_by(|(one, _), (other, _)| one.cmp(other));
        self.0.dedup_by(|later, kept| {
            let is_equal = later.0 == kept.0;
            if is_equal {
                std::mem::swap(later, kept);
            }
            is_equal
        });
    }
}

impl<K, V> Default for Map<K, V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K: fmt::Debug, V: fmt::Debug> fmt::Debug for Map<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self).finish()
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for Map<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut map = Self(Vec::from_iter(entries));
        map.restore();
        map.0.shrink_to_fit();
        map
    }
}

impl<K: Ord, V, const N: usize> From<[(K, V); N]> for Map<K, V> {
    fn from(entries: [(K, V); N]) -> Self {
        Self::from_iter(entries)
    }
}

impl<K, V> IntoIterator for Map<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'m, K, V> IntoIterator for &'m Map<K, V> {
    type Item = (&'m K, &'m V);
    type IntoIter = Iter<'m, K, V>;

    fn into_iter(self) -> Iter<'m, K, V> {
        self.iter()
    }
}

/// The entries of a [`Map`], by key.
#[derive(Debug)]
pub struct Iter<'m, K, V>(std::slice::Iter<'m, (K, V)>);

impl<'m, K, V> Iterator for Iter<'m, K, V> {
    type Item = (&'m K, &'m V);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|(key, value)| (key, value))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl<K, V> ExactSizeIterator for Iter<'_, K, V> {}

impl<K: Serialize, V: Serialize> Serialize for Map<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self)
    }
}

impl<'de, K: Deserialize<'de> + Ord, V: Deserialize<'de>> Deserialize<'de> for Map<K, V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Entries(PhantomData))
    }
}

struct Entries<K, V>(PhantomData<(K, V)>);

impl<'de, K: Deserialize<'de> + Ord, V: Deserialize<'de>> Visitor<'de> for Entries<K, V> {
    type Value = Map<K, V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        std::iter::from_fn(|| entries.next_entry().transpose()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_stay_in_order_and_the_last_of_equal_ones_wins() {
        let mut map = Map::from([("b", 1), ("a", 2), ("b", 3), ("b", 4)]);
        assert_eq!(map, Map::from([("a", 2), ("b", 4)]));
        assert_eq!(
            [map.insert("c", 5), map.insert("a", 6), map.insert("aa", 7)],
            [None, Some(2), None]
        );
        assert_eq!(map.remove("b"), Some(4));
        map.append(&mut Map::from([("0", 8), ("c", 9)]));
        assert!(map.iter().eq([(&"0", &8), (&"a", &6), (&"aa", &7), (&"c", &9)]));
        assert_eq!([map.get("c"), map.get("b")], [Some(&9), None]);
        assert_eq!(format!("{:?}", Map::from([("a", 1)])), r#"{"a": 1}"#);
    }

    #[test]
    fn json_is_an_object() {
        let map: Map<String, u8> = serde_json::from_str(r#"{"b":1,"a":2,"b":3}"#).expect("a map");
        assert_eq!(serde_json::to_string(&map).expect("JSON"), r#"{"a":2,"b":3}"#);
        let fault = serde_json::from_str::<Map<String, u8>>("[]").expect_err("no map").to_string();
        assert!(fault.starts_with("invalid type: sequence, expected a map"), "{fault}");
    }
}
