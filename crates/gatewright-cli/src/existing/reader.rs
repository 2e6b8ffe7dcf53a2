//! A document as serde reads it, so that what does not fit is told with its place, and JSON and YAML
//! are one.

use std::fmt::{self, Display};

use gatewright_source::{Entries, Items, Kind, Node, Scalar};
use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

/// What does not fit, and the byte where.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) message: String,
    pub(super) at: Option<u32>,
}

impl Fault {
    /// The same at `node`, unless something within it was to blame.
    fn or_at(mut self, node: Node<'_>) -> Self {
        self.at.get_or_insert(node.span().start);
        self
    }
}

impl Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    fn custom<T: Display>(message: T) -> Self {
        Self { message: message.to_string(), at: None }
    }
}

/// A node, to be read.
#[derive(Clone, Copy)]
pub(super) struct Reader<'d> {
    node: Node<'d>,
    left_out: Option<&'static str>,
}

impl<'d> Reader<'d> {
    /// All of a node but the member of that name.
    pub(super) fn without(node: Node<'d>, member: &'static str) -> Self {
        Self { node, left_out: Some(member) }
    }

    fn new(node: Node<'d>) -> Self {
        Self { node, left_out: None }
    }

    fn scalar<V: Visitor<'d>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.node.scalar() {
            None | Some(Scalar::Null) => visitor.visit_unit(),
            Some(Scalar::Bool(value)) => visitor.visit_bool(value),
            Some(Scalar::String(text)) => visitor.visit_borrowed_str(text),
            Some(Scalar::Integer(_) | Scalar::Float(_)) => {
                match (self.node.as_i64(), self.node.as_f64()) {
                    (Some(value), _) => visitor.visit_i64(value),
                    (None, Some(value)) => visitor.visit_f64(value),
                    (None, None) => Err(de::Error::custom("a number that is too large")),
                }
            }
        }
    }
}

impl<'d> Deserializer<'d> for Reader<'d> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'d>>(self, visitor: V) -> Result<V::Value, Fault> {
        let read = match self.node.kind() {
            Kind::Scalar => self.scalar(visitor),
            Kind::Sequence => visitor.visit_seq(List(self.node.items())),
            Kind::Mapping => visitor.visit_map(Members {
                entries: self.node.entries(),
                value: None,
                left_out: self.left_out,
            }),
        };
        read.map_err(|fault| fault.or_at(self.node))
    }

    fn deserialize_option<V: Visitor<'d>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.node.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    forward_to_deserialize_any! { <V: Visitor<'d>>
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

struct List<'d>(Items<'d>);

impl<'d> SeqAccess<'d> for List<'d> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'d>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Fault> {
        self.0.next().map(|item| seed.deserialize(Reader::new(item))).transpose()
    }
}

struct Members<'d> {
    entries: Entries<'d>,
    value: Option<Node<'d>>,
    left_out: Option<&'static str>,
}

impl<'d> MapAccess<'d> for Members<'d> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'d>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Fault> {
        let left_out = self.left_out;
        let is_wanted = |key: Node<'d>| left_out.is_none() || key.text() != left_out;
        let Some((key, value)) = self.entries.by_ref().find(|(key, _)| is_wanted(*key)) else {
            return Ok(None);
        };
        self.value = Some(value);
        let name = de::value::BorrowedStrDeserializer::new(key.text().unwrap_or_default());
        seed.deserialize(name).map(Some).map_err(|fault: Fault| fault.or_at(key))
    }

    fn next_value_seed<V: DeserializeSeed<'d>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        let value = self.value.take().expect("serde asks for a value after its key");
        seed.deserialize(Reader::new(value)).map_err(|fault| fault.or_at(value))
    }
}
