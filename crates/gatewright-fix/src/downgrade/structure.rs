//! Keywords of lists and objects, and conditions: with `not`, `anyOf` and `allOf`, 3.0 can say most of
//! what they say.

use gatewright_source::Node;
use serde_json::{Value, json};

use super::Downgrade;
use super::path_items::size;
use super::schema::NOTHING_LIKE_IT;
use crate::Meaning;

/// Keywords by which other schemas have a say.
const APPLICATORS: [&str; 8] =
    ["$ref", "allOf", "anyOf", "oneOf", "not", "if", "dependentSchemas", "$dynamicRef"];

/// What may be written twice: a condition is, in both branches.
const MOST_REPEATED: usize = 1000;

/// More schemas are not compared with each other.
const MOST_BRANCHES: usize = 500;

impl<'d> Downgrade<'d> {
    pub(super) fn arrays(&mut self, at: Node<'d>, also: &mut Vec<Value>) {
        self.tuple(at);
        self.contains(at, also);
        if let Some(rest) = at.get("unevaluatedItems") {
            let says_nothing = is_anything(rest) || at.get("items").is_some();
            let meaning = if says_nothing { Meaning::Same } else { Meaning::Widened };
            self.drop_member(at, "unevaluatedItems", meaning, NOTHING_LIKE_IT);
        }
        self.drop_member(at, "additionalItems", Meaning::Same, "it says nothing in 3.1");
        let kind = at.get("type").map(|it| self.draft.value(it));
        if kind.as_ref().and_then(Value::as_str) == Some("array") && !self.draft.has(at, "items") {
            self.draft.put(at, "items", json!({}));
            self.tell(at, Meaning::Same, "`items` is added, which 3.0 demands of a list");
        }
    }

    /// A list with a schema for each place: in 3.0 any of them may stand anywhere.
    fn tuple(&mut self, at: Node<'d>) {
        let items = at.get("items");
        let listed = items.filter(|it| it.is_sequence());
        let Some(places) = at.get("prefixItems").filter(|it| it.is_sequence()).or(listed) else {
            return;
        };
        let mut branches: Vec<Value> = places.items().map(|it| self.draft.value(it)).collect();
        let count = branches.len();
        let rest = items.filter(|it| *it != places);
        match rest {
            None => branches = vec![json!({})],
            Some(rest) if rest.as_bool() == Some(false) => {
                let most = at
                    .get("maxItems")
                    .and_then(Node::as_i64)
                    .and_then(|it| usize::try_from(it).ok());
                if most.is_none_or(|most| most > count) {
                    self.draft.put(at, "maxItems", count);
                }
            }
            Some(rest) => branches.push(self.draft.value(rest)),
        }
        let value = any_of(branches);
        if places.key().and_then(Node::text) == Some("items") {
            self.draft.set(places, value);
        } else {
            self.draft.remove(places);
            self.draft.put(at, "items", value);
        }
        self.tell(places, Meaning::Widened, "the items of each place may stand at any place");
    }

    /// That a list has an item of some kind: not all of its items are of another kind.
    fn contains(&mut self, at: Node<'d>, also: &mut Vec<Value>) {
        let least = at.get("minContains").and_then(Node::as_i64);
        if let Some(item) = at.get("contains") {
            let value = self.draft.value(item);
            self.draft.remove(item);
            if least == Some(0) {
                self.tell(item, Meaning::Same, "`contains` goes: no item has to be like that");
            } else {
                also.push(json!({ "not": { "type": "array", "items": { "not": value } } }));
                self.tell(item, Meaning::Same, "`contains` is told as `not` all others");
            }
        }
        for key in ["minContains", "maxContains"] {
            let says_nothing = key == "minContains" && matches!(least, Some(0 | 1));
            let says_nothing = says_nothing || at.get("contains").is_none();
            let meaning = if says_nothing { Meaning::Same } else { Meaning::Widened };
            self.drop_member(at, key, meaning, NOTHING_LIKE_IT);
        }
    }

    pub(super) fn objects(&mut self, at: Node<'d>, also: &mut Vec<Value>) {
        self.patterns(at);
        if let Some(names) = at.get("propertyNames") {
            let meaning = if is_anything(names) { Meaning::Same } else { Meaning::Widened };
            self.drop_member(at, "propertyNames", meaning, NOTHING_LIKE_IT);
        }
        for key in ["dependentRequired", "dependentSchemas"] {
            let Some(dependent) = at.get(key) else { continue };
            for (name, then) in dependent.entries() {
                let then = self.draft.value(then);
                let then = if then.is_array() { json!({ "required": then }) } else { then };
                if then["required"].as_array().is_some_and(Vec::is_empty) {
                    continue;
                }
                let name = name.text().unwrap_or_default();
                also.push(
                    json!({ "anyOf": [{ "not": { "type": "object", "required": [name] } }, then] }),
                );
            }
            self.draft.remove(dependent);
            self.tell(dependent, Meaning::Same, format!("`{key}` is told as `anyOf`"));
        }
        let Some(rest) = at.get("unevaluatedProperties") else { return };
        let has_additional = at.get("additionalProperties").is_some();
        if is_anything(rest) || has_additional {
            self.drop_member(at, "unevaluatedProperties", Meaning::Same, "it says nothing more");
        } else if APPLICATORS.iter().any(|key| at.get(key).is_some())
            || at.get("patternProperties").is_some()
        {
            self.drop_member(at, "unevaluatedProperties", Meaning::Widened, NOTHING_LIKE_IT);
        } else {
            let value = self.draft.value(rest);
            self.replace(rest, "additionalProperties", value);
            self.tell(
                rest,
                Meaning::Same,
                "`unevaluatedProperties` becomes `additionalProperties`",
            );
        }
    }

    /// Properties by patterns: in 3.0 their schemas hold for any further property, and only where
    /// further ones are not free anyway.
    fn patterns(&mut self, at: Node<'d>) {
        let Some(patterns) = at.get("patternProperties") else { return };
        let mut branches: Vec<Value> =
            patterns.entries().map(|(_, schema)| self.draft.value(schema)).collect();
        let additional = at.get("additionalProperties");
        self.draft.remove(patterns);
        let what = match additional {
            Some(additional) if !is_anything(additional) && !branches.is_empty() => {
                if additional.as_bool() != Some(false) {
                    branches.push(self.draft.value(additional));
                }
                let value = any_of(branches);
                self.draft.set(additional, value);
                "`patternProperties` is told as `additionalProperties`, of any name"
            }
            Some(_) | None => "`patternProperties` goes: 3.0 has nothing like it",
        };
        self.tell(patterns, Meaning::Widened, what);
    }

    /// `if A then B else C` is (not A or B) and (A or C).
    pub(super) fn conditions(&mut self, at: Node<'d>, also: &mut Vec<Value>) {
        let [condition, then, otherwise] = ["if", "then", "else"].map(|key| at.get(key));
        let Some(place) = condition.or(then).or(otherwise) else { return };
        let value = |it: Node<'d>| self.draft.value(it);
        let (condition, then, otherwise) =
            (condition.map(value), then.map(value), otherwise.map(value));
        for member in ["if", "then", "else"].iter().filter_map(|key| at.get(key)) {
            self.draft.remove(member);
        }
        let (Some(condition), true) = (condition, then.is_some() || otherwise.is_some()) else {
            self.tell(place, Meaning::Same, "half a condition goes: it says nothing");
            return;
        };
        if then.is_some() && otherwise.is_some() && size(&condition) > MOST_REPEATED {
            let what = "the condition goes: it is too large to be told in 3.0";
            self.tell(place, Meaning::Widened, what);
            return;
        }
        if let Some(then) = then {
            also.push(json!({ "anyOf": [{ "not": condition }, then] }));
        }
        if let Some(otherwise) = otherwise {
            also.push(json!({ "anyOf": [condition, otherwise] }));
        }
        self.tell(place, Meaning::Same, "the condition is told with `anyOf` and `not`");
    }
}

/// A schema that any of these is enough for, each once. Of very many, any value is enough.
fn any_of(branches: Vec<Value>) -> Value {
    if branches.len() > MOST_BRANCHES {
        return json!({});
    }
    let mut distinct: Vec<Value> = Vec::new();
    for branch in branches {
        if branch.as_object().is_some_and(serde_json::Map::is_empty) || branch == json!(true) {
            return json!({});
        }
        if !distinct.contains(&branch) {
            distinct.push(branch);
        }
    }
    match distinct.len() {
        1 => distinct.remove(0),
        _ => json!({ "anyOf": distinct }),
    }
}

/// Whether a schema takes any value.
fn is_anything(schema: Node<'_>) -> bool {
    schema.as_bool() == Some(true) || (schema.is_mapping() && schema.entries().next().is_none())
}
