//! Values against a JSON Schema.

use std::collections::HashMap;
use std::sync::Arc;

use gatewright_source::{Node, NodeId};
use jsonschema::{Draft, PatternOptions, Validator};
use serde_json::{Map, Value};

use super::{Context, Fault, Subject};
use crate::message::one_line;
use crate::path::{Item, References};

/// So many faults of one value are told.
const MOST_FAULTS: usize = 50;

/// How often a pattern may go back before it counts as not matching.
const BACKTRACKS: usize = 100_000;

/// How much memory a compiled pattern may take.
const SIZE: usize = 1 << 20;

/// A schema with more values than this, each reference replaced by its target, would take for ever.
const MOST_SCHEMAS: usize = 1_000_000;

/// Collections within collections deeper than this are not looked at: references may lead on and on.
const MAX_DEPTH: usize = 500;

/// A schema, ready to judge.
#[derive(Debug, Clone)]
pub(crate) struct Schema {
    validator: Arc<Validator>,
    told: Told,
}

/// How much is told of a value that does not satisfy its schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Told {
    /// The first fault.
    First,
    /// Each fault.
    All,
}

/// Keywords that say of a value with all that is in it whether it fits.
const PROFOUND: [&str; 9] =
    ["/allOf", "/anyOf", "/const", "/contains", "/enum", "/if", "/not", "/oneOf", "/uniqueItems"];

impl Schema {
    /// Makes a schema ready; says why it is none. Without a draft it is what `$schema` says, or
    /// draft 7.
    pub(crate) fn new(schema: &Value, draft: Option<Draft>, told: Told) -> Result<Self, String> {
        let declared = schema.get("$schema").and_then(Value::as_str).map(drafted);
        let draft = draft.or(declared.flatten()).unwrap_or(Draft::Draft7);
        let patterns = PatternOptions::fancy_regex().backtrack_limit(BACKTRACKS).size_limit(SIZE);
        let options = jsonschema::options()
            .with_draft(draft)
            .with_pattern_options(patterns)
            .should_validate_formats(true)
            .should_ignore_unknown_formats(true);
        if expanded(schema) > MOST_SCHEMAS {
            return Err("its references lead to too many schemas".to_owned());
        }
        match options.build(schema) {
            Ok(validator) => Ok(Self { validator: Arc::new(validator), told }),
            Err(error) => Err(one_line(&error.to_string())),
        }
    }

    pub(super) fn check<'d>(&self, subject: &Subject<'d>, cx: &mut Context<'d>) -> Vec<Fault<'d>> {
        if matches!(subject, Subject::Missing(..)) {
            return Fault::of_value("must be present");
        }
        let Some(value) = subject.json(cx) else { return Vec::new() };
        let most = if self.told == Told::All { MOST_FAULTS } else { 1 };
        let errors = self.validator.iter_errors(&value).filter_map(|error| {
            let at = descend(subject, error.instance_path().as_str(), cx.references);
            let place = at.as_ref().unwrap_or(subject);
            // Alternatives look at all that is in a value, other keywords at the value itself.
            let path = error.schema_path().as_str();
            let looks_within = PROFOUND.iter().any(|keyword| path.contains(keyword));
            let is_in_doubt = place.is_open() || (looks_within && place.contains_unknown());
            (!is_in_doubt).then_some((at, error))
        });
        let faults = errors.take(most).map(|(at, error)| {
            let shown = error.instance();
            let error = if shown.is_object() || shown.is_array() {
                error.masked_with("this value").to_string()
            } else {
                error.to_string()
            };
            let error = format!("is not as its schema says: {}", one_line(&error));
            Fault { at, error, related: None }
        });
        faults.collect()
    }
}

/// How many values a schema comes to with each reference replaced by what it leads to. One that leads
/// back to itself counts once.
fn expanded(schema: &Value) -> usize {
    let mut sizes: HashMap<String, Option<usize>> = HashMap::new();
    size(schema, schema, &mut sizes, 0)
}

fn size(
    root: &Value,
    value: &Value,
    sizes: &mut HashMap<String, Option<usize>>,
    depth: usize,
) -> usize {
    if depth > MAX_DEPTH {
        return 1;
    }
    let of = |value: &Value| size(root, value, sizes, depth + 1);
    match value {
        Value::Array(items) => items.iter().map(of).fold(1, usize::saturating_add),
        Value::Object(members) => {
            let own = members.values().map(of).fold(1, usize::saturating_add);
            let pointer = members.get("$ref").and_then(Value::as_str);
            let Some(pointer) = pointer.and_then(|it| it.strip_prefix('#')) else { return own };
            let target = if let Some(known) = sizes.get(pointer) {
                known.unwrap_or(1)
            } else {
                sizes.insert(pointer.to_owned(), None);
                let target = root.pointer(pointer);
                let target = target.map_or(1, |it| size(root, it, sizes, depth + 1));
                sizes.insert(pointer.to_owned(), Some(target));
                target
            };
            own.saturating_add(target)
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 1,
    }
}

/// The draft that an address of `$schema` means.
fn drafted(address: &str) -> Option<Draft> {
    let has = |text| address.contains(text);
    Some(match () {
        () if has("draft-04") => Draft::Draft4,
        () if has("draft-06") => Draft::Draft6,
        () if has("draft-07") => Draft::Draft7,
        () if has("2019-09") => Draft::Draft201909,
        () if has("2020-12") => Draft::Draft202012,
        () => return None,
    })
}

/// The draft of that name in a ruleset.
pub(crate) fn dialect(name: &str) -> Option<Draft> {
    Some(match name {
        "draft4" => Draft::Draft4,
        "draft6" => Draft::Draft6,
        "draft7" => Draft::Draft7,
        "draft2019-09" => Draft::Draft201909,
        "draft2020-12" => Draft::Draft202012,
        _ => return None,
    })
}

/// What a pointer within a value leads to; of a key without a value the object.
fn descend<'d>(
    subject: &Subject<'d>,
    pointer: &str,
    references: References,
) -> Option<Subject<'d>> {
    let Subject::Found(item) = subject else { return None };
    let mut item: Item<'d> = item.clone();
    for token in pointer.split('/').skip(1) {
        let name = token.replace("~1", "/").replace("~0", "~");
        let Some((step, written)) = item.member(&name) else { break };
        item = item.child(step, written, references);
    }
    (!pointer.is_empty()).then_some(Subject::Found(item))
}

/// A value with what references stand for in their places; a reference that leads back into itself
/// stays. None when more values are needed than are left.
pub(super) fn value(node: Node<'_>, references: References, left: &mut usize) -> Option<Value> {
    Writer { references, left, open: Vec::new(), depth: 0 }.value(node)
}

struct Writer<'l> {
    references: References,
    left: &'l mut usize,
    /// The targets of references that are being written.
    open: Vec<NodeId>,
    depth: usize,
}

impl Writer<'_> {
    fn value(&mut self, written: Node<'_>) -> Option<Value> {
        let node = self.references.at(written);
        let is_reference = node != written;
        if self.depth > MAX_DEPTH || (is_reference && self.open.contains(&node.id())) {
            return Some(written.to_json());
        }
        self.depth += 1;
        if is_reference {
            self.open.push(node.id());
        }
        let value = self.members(node);
        if is_reference {
            self.open.pop();
        }
        self.depth -= 1;
        value
    }

    fn members(&mut self, node: Node<'_>) -> Option<Value> {
        *self.left = self.left.checked_sub(1)?;
        if node.is_mapping() {
            let mut members = Map::new();
            for (key, value) in node.entries() {
                members.insert(key.text().unwrap_or_default().to_owned(), self.value(value)?);
            }
            return Some(Value::Object(members));
        }
        if node.is_sequence() {
            let items: Option<Vec<Value>> = node.items().map(|item| self.value(item)).collect();
            return items.map(Value::Array);
        }
        Some(node.to_json())
    }
}
