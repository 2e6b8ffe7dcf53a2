//! Nodes as serde sees them.

use std::collections::HashSet;

use serde::de::value::U32Deserializer;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IntoDeserializer, MapAccess, SeqAccess,
    Unexpected, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use super::fault::Stop;
use super::{AT, ONE_OR_MANY};
use crate::{Entries, Items, Kind, Node, NodeId, Scalar};

/// A node to read, without what was found wrong before.
#[derive(Clone, Copy)]
pub(super) struct Reader<'d, 's> {
    node: Node<'d>,
    skipped: &'s HashSet<NodeId>,
}

impl<'d, 's> Reader<'d, 's> {
    pub(super) fn new(node: Node<'d>, skipped: &'s HashSet<NodeId>) -> Self {
        Self { node, skipped }
    }

    fn is_left(self, node: Node<'d>) -> bool {
        !self.skipped.contains(&node.id())
    }

    fn visit<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        match (self.node.kind(), self.node.scalar()) {
            (Kind::Mapping, _) => self.visit_mapping(visitor),
            (Kind::Sequence, _) => self.visit_list(visitor),
            (Kind::Scalar, None | Some(Scalar::Null)) => visitor.visit_unit(),
            (Kind::Scalar, Some(Scalar::Bool(value))) => visitor.visit_bool(value),
            (Kind::Scalar, Some(scalar @ Scalar::Integer(text))) => match scalar.as_i64() {
                Some(value) => visitor.visit_i64(value),
                None => match text.parse() {
                    Ok(value) => visitor.visit_u64(value),
                    Err(_) => visitor.visit_str(text),
                },
            },
            (Kind::Scalar, Some(scalar @ Scalar::Float(text))) => match scalar.as_f64() {
                Some(value) => visitor.visit_f64(value),
                None => visitor.visit_str(text),
            },
            (Kind::Scalar, Some(Scalar::String(text))) => visitor.visit_str(text),
        }
    }

    fn visit_mapping<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        let entries = self.node.entries();
        visitor.visit_map(Members { reader: self, entries, value: None })
    }

    fn visit_list<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        visitor.visit_seq(List { reader: self, items: self.node.items() })
    }

    /// Reads a value. A type may find it wrong when it was read, and knows no place then.
    fn read<'de, S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Stop> {
        self.here(seed.deserialize(self))
    }

    /// Says of an error that it was here.
    fn here<T>(self, result: Result<T, Stop>) -> Result<T, Stop> {
        result.map_err(|stop| stop.at(self.node.id()))
    }
}

impl<'de> Deserializer<'de> for Reader<'_, '_> {
    type Error = Stop;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        self.here(self.visit(visitor))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        let nothing = self.node.is_null();
        self.here(if nothing { visitor.visit_none() } else { visitor.visit_some(self) })
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Stop> {
        self.here(visitor.visit_newtype_struct(self))
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _length: usize,
        visitor: V,
    ) -> Result<V::Value, Stop> {
        if name == AT {
            return self.here(visitor.visit_seq(Placed { reader: self, next: 0 }));
        }
        if name == ONE_OR_MANY && !self.node.is_sequence() && !self.node.is_null() {
            return self.here(visitor.visit_seq(One(Some(self))));
        }
        self.deserialize_seq(visitor)
    }

    /// A text, whatever else it may be.
    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        match self.node.text() {
            Some(text) => self.here(visitor.visit_str(text)),
            None => self.deserialize_any(visitor),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        let nothing = self.node.is_null();
        self.here(if nothing { self.visit_list(visitor) } else { self.visit(visitor) })
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        let nothing = self.node.is_null();
        self.here(if nothing { self.visit_mapping(visitor) } else { self.visit(visitor) })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _members: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Stop> {
        if self.node.is_sequence() {
            // What serde derives takes a list for the members in their order.
            return self.here(Err(Error::invalid_type(Unexpected::Seq, &visitor)));
        }
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Stop> {
        let simple = self.node.text().is_some();
        self.here(if simple { visitor.visit_enum(Variant(self)) } else { self.visit(visitor) })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct tuple ignored_any
    }
}

/// The text of a scalar as the name of a variant, whatever else it may be.
struct Variant<'d, 's>(Reader<'d, 's>);

impl<'de> EnumAccess<'de> for Variant<'_, '_> {
    type Error = Stop;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Stop> {
        let text = self.0.node.text().unwrap_or_default();
        Ok((self.0.here(seed.deserialize(text.into_deserializer()))?, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_, '_> {
    type Error = Stop;

    fn unit_variant(self) -> Result<(), Stop> {
        Ok(())
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Stop> {
        seed.deserialize(self.0)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Stop> {
        self.0.deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _members: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Stop> {
        self.0.deserialize_map(visitor)
    }
}

/// The items of a list.
struct List<'d, 's> {
    reader: Reader<'d, 's>,
    items: Items<'d>,
}

impl<'de> SeqAccess<'de> for List<'_, '_> {
    type Error = Stop;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Stop> {
        let reader = self.reader;
        let item = self.items.find(|item| reader.is_left(*item));
        item.map(|item| Reader::new(item, reader.skipped).read(seed)).transpose()
    }
}

/// A single value as a list.
struct One<'d, 's>(Option<Reader<'d, 's>>);

impl<'de> SeqAccess<'de> for One<'_, '_> {
    type Error = Stop;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Stop> {
        let reader = self.0.take().filter(|reader| reader.is_left(reader.node));
        reader.map(|reader| seed.deserialize(reader)).transpose()
    }
}

/// The members of a mapping.
struct Members<'d, 's> {
    reader: Reader<'d, 's>,
    entries: Entries<'d>,
    value: Option<Node<'d>>,
}

impl<'de> MapAccess<'de> for Members<'_, '_> {
    type Error = Stop;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Stop> {
        let reader = self.reader;
        let is_left = |node| reader.is_left(node);
        let Some((key, value)) = self.entries.find(|(key, it)| is_left(*key) && is_left(*it))
        else {
            return Ok(None);
        };
        self.value = Some(value);
        seed.deserialize(Name(Reader::new(key, reader.skipped))).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Stop> {
        let value = self.value.take().expect("serde asks for a value after its key");
        Reader::new(value, self.reader.skipped).read(seed)
    }
}

/// A key: a text, whatever else it may be.
struct Name<'d, 's>(Reader<'d, 's>);

impl<'de> Deserializer<'de> for Name<'_, '_> {
    type Error = Stop;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        let text = self.0.node.text().unwrap_or_default();
        self.0.here(visitor.visit_str(text))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Stop> {
        let reader = self.0;
        reader.here(visitor.visit_newtype_struct(self))
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _length: usize,
        visitor: V,
    ) -> Result<V::Value, Stop> {
        if name == AT {
            return self.0.here(visitor.visit_seq(Placed { reader: self.0, next: 0 }));
        }
        self.deserialize_any(visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct seq tuple map struct enum identifier ignored_any
    }
}

/// The number of a node, then what it holds.
struct Placed<'d, 's> {
    reader: Reader<'d, 's>,
    next: u8,
}

impl<'de> SeqAccess<'de> for Placed<'_, '_> {
    type Error = Stop;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Stop> {
        self.next += 1;
        let number = self.reader.node.id().0;
        match self.next {
            1 => seed.deserialize(U32Deserializer::new(number)).map(Some),
            2 if self.reader.node.is_key() => seed.deserialize(Name(self.reader)).map(Some),
            2 => seed.deserialize(self.reader).map(Some),
            _ => Ok(None),
        }
    }
}
