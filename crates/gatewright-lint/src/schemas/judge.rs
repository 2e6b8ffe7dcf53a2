//! Validators of JSON Schema, each made when it is first asked for. Making one takes the schema and
//! all that it refers to, so that there is a bound to how much is taken in all.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use gatewright_definition::{contains_unknown, is_open};
use gatewright_source::Node;
use jsonschema::{Draft, Validator};
use serde_json::{Map, Value, json};

use super::{Schemas, is_unknown, reference};
use crate::nodes::NodeMap;

/// So many schemas go into one validator.
const MOST_SCHEMAS: usize = 500;

/// The product of the lengths of a pattern and a text that is still matched.
const MOST_STEPS: usize = 1_000_000;

/// And so many into all of one definition together.
const BUDGET: usize = 20_000;

/// Schemas within schemas deeper than this are not taken.
const MAX_DEPTH: u32 = 64;

/// The validators of a definition, by the schema.
pub(super) struct Judges {
    made: RefCell<NodeMap<Option<Rc<Validator>>>>,
    /// Those of patterns alone, which many schemas share.
    patterns: RefCell<HashMap<String, Option<Rc<Validator>>>>,
    budget: Cell<usize>,
}

impl Default for Judges {
    fn default() -> Self {
        Self { made: RefCell::default(), patterns: RefCell::default(), budget: Cell::new(BUDGET) }
    }
}

impl Judges {
    /// Whether the schema takes the value; none when nobody can tell.
    pub(super) fn takes<'a>(
        &self,
        schemas: &Schemas<'a>,
        schema: Node<'a>,
        value: Node<'a>,
    ) -> Option<bool> {
        let known = self.made.borrow().get(&schema.id()).cloned();
        let validator = known.unwrap_or_else(|| {
            let made = self.make(schemas, schema).map(Rc::new);
            self.made.borrow_mut().insert(schema.id(), made.clone());
            made
        });
        Some(validator?.is_valid(&value.to_json()))
    }

    /// Whether a part of the text matches the pattern; none when the pattern cannot be read, or when
    /// both are so long that the answer may take long.
    pub(super) fn matches(&self, pattern: &str, text: &str) -> Option<bool> {
        if pattern.len().saturating_mul(text.len()) > MOST_STEPS {
            return None;
        }
        let known = self.patterns.borrow().get(pattern).cloned();
        let validator = known.unwrap_or_else(|| {
            let made = built(&json!({ "pattern": pattern })).map(Rc::new);
            self.patterns.borrow_mut().insert(pattern.to_owned(), made.clone());
            made
        });
        Some(validator?.is_valid(&Value::from(text)))
    }

    fn make<'a>(&self, schemas: &Schemas<'a>, schema: Node<'a>) -> Option<Validator> {
        let most = self.budget.get().min(MOST_SCHEMAS);
        let mut writer =
            Writer { schemas, named: NodeMap::default(), open: Vec::new(), left: most };
        let mut root = writer.schema(schema, 0);
        let mut definitions = Map::new();
        while let Some(Value::Object(whole)) = &mut root {
            let Some((name, at)) = writer.open.pop() else {
                whole.insert("definitions".to_owned(), Value::Object(definitions));
                break;
            };
            match writer.schema(at, 0) {
                Some(part) => drop(definitions.insert(name, part)),
                None => root = None,
            }
        }
        self.budget.set(self.budget.get() - (most - writer.left));
        built(&root?)
    }
}

/// The validator of a schema of draft 4, unless it is none. Formats are not asserted.
fn built(schema: &Value) -> Option<Validator> {
    let options = jsonschema::options().with_draft(Draft::Draft4).should_validate_formats(false);
    options.build(schema).ok()
}

/// Writes schemas of a definition as draft 4 has them.
struct Writer<'w, 'a> {
    schemas: &'w Schemas<'a>,
    /// The names given to the schemas that are referred to.
    named: NodeMap<String>,
    /// Those of them that are not written yet.
    open: Vec<(String, Node<'a>)>,
    left: usize,
}

impl<'a> Writer<'_, 'a> {
    fn schema(&mut self, at: Node<'a>, depth: u32) -> Option<Value> {
        if depth > MAX_DEPTH || !at.is_mapping() || is_unknown(at) || is_open(at) {
            return None;
        }
        self.left = self.left.checked_sub(1)?;
        if reference(at).is_some() {
            let target = self.schemas.resolve(at)?;
            let next = format!("s{}", self.named.len());
            let name = self.named.entry(target.id()).or_insert_with(|| {
                self.open.push((next.clone(), target));
                next
            });
            return Some(json!({ "$ref": format!("#/definitions/{name}") }));
        }
        let mut whole = Map::new();
        let mut is_nullable = false;
        for (key, value) in at.entries() {
            let name = key.text().unwrap_or_default();
            let written = match name {
                "type" | "enum" | "required" | "pattern" | "minimum" | "maximum" | "multipleOf"
                | "exclusiveMinimum" | "exclusiveMaximum" | "minLength" | "maxLength"
                | "minItems" | "maxItems" | "uniqueItems" | "minProperties" | "maxProperties" => {
                    if contains_unknown(value) {
                        return None;
                    }
                    value.to_json()
                }
                "items" | "not" => self.schema(value, depth + 1)?,
                "additionalProperties" => match value.as_bool() {
                    Some(flag) => Value::from(flag),
                    None => self.schema(value, depth + 1)?,
                },
                "allOf" | "anyOf" | "oneOf" => {
                    let parts = value.items().map(|it| self.schema(it, depth + 1));
                    Value::Array(parts.collect::<Option<_>>()?)
                }
                "properties" => {
                    let members = value.entries().map(|(key, it)| {
                        let name = key.text().unwrap_or_default().to_owned();
                        Some((name, self.schema(it, depth + 1)?))
                    });
                    Value::Object(members.collect::<Option<_>>()?)
                }
                "nullable" | "x-nullable" => {
                    is_nullable |= value.as_bool() == Some(true);
                    continue;
                }
                _ => continue,
            };
            whole.insert(name.to_owned(), written);
        }
        let whole = Value::Object(whole);
        Some(if is_nullable { json!({ "anyOf": [{ "type": "null" }, whole] }) } else { whole })
    }
}
