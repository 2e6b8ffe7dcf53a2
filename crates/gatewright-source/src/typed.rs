//! A part of a document as a value of a type that derives `serde::Deserialize`, with the node of each
//! thing that is wrong with it.
//!
//! The type is the only description of what may stand there. What is wrong is left out, and the rest
//! is read again, so that all faults of a file are told at once.

mod fault;
mod reader;

use std::collections::HashSet;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeOwned, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::{Node, NodeId};

pub use fault::{Fault, Reason};
use reader::Reader;

/// No more faults than this are told of one value.
const MOST_FAULTS: usize = 100;

/// A value and the faults of the text that it was read from.
#[derive(Debug, Clone)]
pub struct Typed<T> {
    /// What was read; none if not even the rest of the text holds one.
    pub value: Option<T>,
    /// What was left out, in the order of finding.
    pub faults: Vec<Fault>,
}

/// Reads what a node holds. Null is an empty mapping or list where one is wanted, and nothing where
/// the type leaves it open.
///
/// ```
/// use gatewright_diagnostics::SourceId;
/// use gatewright_source::{Reason, read, read_as};
///
/// #[derive(serde::Deserialize)]
/// #[serde(deny_unknown_fields, default)]
/// #[derive(Default)]
/// struct Limits {
///     paths: u32,
///     bytes: u32,
/// }
///
/// let document = read(SourceId(0), "paths: 7\nbites: 8\nbytes: many\n".into()).value;
/// let typed = read_as::<Limits>(document.root().expect("there is a mapping"));
/// assert_eq!(typed.value.map(|limits| limits.paths), Some(7));
/// assert!(matches!(&typed.faults[0].reason, Reason::UnknownMember { name, .. } if name == "bites"));
/// assert_eq!(document.node(typed.faults[1].at).text(), Some("many"));
/// ```
pub fn read_as<T: DeserializeOwned>(node: Node<'_>) -> Typed<T> {
    let mut skipped = HashSet::new();
    let mut faults: Vec<Fault> = Vec::new();
    loop {
        let stop = match T::deserialize(Reader::new(node, &skipped)) {
            Ok(value) => return Typed { value: Some(value), faults },
            Err(stop) => stop,
        };
        let at = stop.at.unwrap_or(node.id());
        faults.push(Fault { at, reason: stop.reason });
        if at == node.id() || faults.len() >= MOST_FAULTS || !skipped.insert(at) {
            return Typed { value: None, faults };
        }
    }
}

/// A value with the node that it was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct At<T> {
    /// Where it stands.
    pub node: NodeId,
    /// The value.
    pub value: T,
}

/// The name by which the reader knows that its node is wanted, too.
const AT: &str = "gatewright::At";

impl<'de, T: Deserialize<'de>> Deserialize<'de> for At<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_tuple_struct(AT, 2, AtVisitor(PhantomData))
    }
}

struct AtVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for AtVisitor<T> {
    type Value = At<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value of a document")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<At<T>, A::Error> {
        let missing = |at| serde::de::Error::invalid_length(at, &"a value and its node");
        let node = parts.next_element::<u32>()?.ok_or_else(|| missing(0))?;
        let value = parts.next_element()?.ok_or_else(|| missing(1))?;
        Ok(At { node: NodeId(node), value })
    }
}

/// The values of a list, or a single value that stands for a list of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneOrMany<T>(pub Vec<T>);

impl<T> Default for OneOrMany<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

/// The name by which the reader knows that a single value will do for a list.
const ONE_OR_MANY: &str = "gatewright::OneOrMany";

impl<'de, T: Deserialize<'de>> Deserialize<'de> for OneOrMany<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_tuple_struct(ONE_OR_MANY, 1, ListVisitor(PhantomData)).map(Self)
    }
}

struct ListVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ListVisitor<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or a list of them")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Vec<T>, A::Error> {
        let mut all = Vec::new();
        while let Some(item) = items.next_element()? {
            all.push(item);
        }
        Ok(all)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use gatewright_diagnostics::SourceId;
    use serde::Deserialize;

    use super::*;
    use crate::{Document, read};

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
    struct Shop {
        name: Option<String>,
        is_open: bool,
        pets: Vec<Pet>,
        prices: BTreeMap<String, u8>,
        extra: Option<At<serde::de::IgnoredAny>>,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Pet {
        kind: Kind,
        age: At<u8>,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Kind {
        Cat,
        Dog,
    }

    fn document(text: &str) -> Document {
        read(SourceId(0), text.into()).value
    }

    fn faults(text: &str) -> (Option<Shop>, Vec<String>) {
        let document = document(text);
        let typed = read_as::<Shop>(document.root().expect("a root"));
        let told = typed.faults.iter().map(|fault| {
            let node = document.node(fault.at);
            format!("{}: {}", node.pointer(), fault.reason)
        });
        let told = told.collect();
        (typed.value, told)
    }

    #[test]
    fn what_is_right_is_read_with_its_nodes() {
        let text = "name: Ark\nis-open: yes\npets:\n- {kind: cat, age: 3}\nprices: {a: 1}\n";
        let document = document(text);
        let typed = read_as::<Shop>(document.root().expect("a root"));
        assert_eq!(typed.faults, []);
        let shop = typed.value.expect("a shop");
        assert_eq!(shop.name.as_deref(), Some("Ark"));
        assert!(shop.is_open);
        assert_eq!(shop.pets[0].kind, Kind::Cat);
        let age = document.node(shop.pets[0].age.node);
        assert_eq!(age.pointer().as_str(), "/pets/0/age");
        assert_eq!(shop.prices["a"], 1);
    }

    #[test]
    fn all_faults_are_told_and_the_rest_is_read() {
        let (shop, told) = faults(
            "nam: Ark\nis-open: maybe\npets:\n- {kind: cow, age: 3}\n- {kind: dog}\n\
             - {kind: dog, age: 4}\nprices: {a: 1, b: 300}\n",
        );
        assert_eq!(
            told,
            [
                "/nam: no member is called `nam`",
                "/is-open: expected a boolean, found the text `maybe`",
                "/pets/0/kind: no value is called `cow`",
                "/pets/0: `kind` is missing",
                "/pets/1: `age` is missing",
                "/prices/b: expected a whole number from 0, found the number `300`",
            ]
        );
        let shop = shop.expect("the rest of a shop");
        assert_eq!(shop.pets.len(), 1);
        assert_eq!(shop.prices.len(), 1);
    }

    #[test]
    fn nothing_is_an_empty_collection_and_no_value() {
        let (shop, told) = faults("name:\npets:\nprices: ~\nextra: {a: [1]}\n");
        assert_eq!(told, [""; 0]);
        let shop = shop.expect("a shop");
        assert!(shop.name.is_none() && shop.pets.is_empty() && shop.extra.is_some());
        assert_eq!(faults("~\n").0, Some(Shop::default()));
    }

    #[test]
    fn a_single_value_stands_for_a_list_of_one() {
        let read = |text: &str| {
            let document = document(text);
            let typed = read_as::<OneOrMany<At<u8>>>(document.root().expect("a root"));
            let values = typed.value.map(|it| it.0.iter().map(|it| it.value).collect::<Vec<_>>());
            (values, typed.faults.len())
        };
        assert_eq!(read("7"), (Some(vec![7]), 0));
        assert_eq!(read("- 7\n- x\n- 8\n"), (Some(vec![7, 8]), 1));
        assert_eq!(read("~"), (Some(vec![]), 0));
        assert_eq!(read("x"), (None, 1));
    }

    #[test]
    fn what_is_no_mapping_at_all_is_one_fault() {
        let (shop, told) = faults("[1, 2]\n");
        assert!(shop.is_none());
        assert_eq!(told, [": expected struct Shop, found a list"]);
    }
}
