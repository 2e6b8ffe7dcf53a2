//! The `definitions` of a schema: what it refers to, each made once.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::shape;

/// The definitions of one schema.
#[derive(Default)]
pub(super) struct Definitions {
    all: Map<String, Value>,
    /// The names of those that are made of a table, by where the table is in memory.
    names: HashMap<usize, String>,
}

impl Definitions {
    /// A reference to the definition of that name, which is made when it is not there yet.
    pub(super) fn refer(
        &mut self,
        name: &str,
        make: impl FnOnce(&mut Self) -> Map<String, Value>,
    ) -> Value {
        if !self.all.contains_key(name) {
            // Its name is taken, in case it refers to itself.
            self.all.insert(name.to_owned(), Value::Null);
            let schema = make(self);
            self.all.insert(name.to_owned(), Value::Object(schema));
        }
        json!({ "$ref": format!("#/definitions/{name}") })
    }

    /// A reference to what is made of a table, under the name that is wanted first.
    pub(super) fn refer_to_table<T>(
        &mut self,
        table: &'static T,
        name: &str,
        make: impl FnOnce(&mut Self) -> Map<String, Value>,
    ) -> Value {
        let address = std::ptr::from_ref(table).addr();
        let name = self.names.entry(address).or_insert_with(|| name.to_owned()).clone();
        self.refer(&name, make)
    }

    /// All, by name.
    pub(super) fn into_map(mut self) -> Map<String, Value> {
        self.all.insert(shape::FILLED_IN.to_owned(), Value::Object(shape::filled_in()));
        self.all.sort_keys();
        self.all
    }
}
