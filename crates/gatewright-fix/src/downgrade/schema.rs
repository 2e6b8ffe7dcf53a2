//! The keywords of a schema: JSON Schema 2020-12 to what 3.0 has of it. Those of lists, objects and
//! conditions are in `structure`.

use gatewright_source::{Node, Scalar};
use serde_json::{Value, json};

use super::Downgrade;
use crate::Meaning;

/// The keywords of 3.0.
const KNOWN: [&str; 38] = [
    "$ref",
    "title",
    "multipleOf",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "maxProperties",
    "minProperties",
    "required",
    "enum",
    "type",
    "allOf",
    "oneOf",
    "anyOf",
    "not",
    "items",
    "properties",
    "additionalProperties",
    "description",
    "format",
    "default",
    "nullable",
    "discriminator",
    "readOnly",
    "writeOnly",
    "xml",
    "externalDocs",
    "example",
    "deprecated",
    // These move with what they hold.
    "$defs",
    "definitions",
];

/// Keywords that say nothing about values.
const ANNOTATIONS: [&str; 10] = [
    "title",
    "description",
    "default",
    "deprecated",
    "readOnly",
    "writeOnly",
    "example",
    "examples",
    "externalDocs",
    "xml",
];

/// Keywords that name or describe a schema for those who read schemas alone.
const META: [&str; 6] =
    ["$schema", "$id", "$anchor", "$dynamicAnchor", "$recursiveAnchor", "$vocabulary"];

/// Members whose value may be a boolean here, or whose owner deals with it.
const BOOLEAN: [&str; 4] =
    ["additionalProperties", "unevaluatedProperties", "unevaluatedItems", "additionalItems"];

/// Keywords that count for values of all types.
const OF_ALL_TYPES: [&str; 9] =
    ["$ref", "enum", "const", "not", "allOf", "anyOf", "oneOf", "if", "$dynamicRef"];

pub(super) const NOTHING_LIKE_IT: &str = "3.0 has nothing like it";

impl<'d> Downgrade<'d> {
    pub(super) fn schema(&mut self, at: Node<'d>) {
        if let Some(all) = at.as_bool() {
            self.boolean(at, all);
            return;
        }
        if !at.is_mapping() {
            return;
        }
        let mut also = Vec::new();
        self.types(at, &mut also);
        self.constant(at, &mut also);
        self.null_branches(at);
        for (limit, exclusive, is_tighter) in [
            ("minimum", "exclusiveMinimum", f64::ge as fn(&f64, &f64) -> bool),
            ("maximum", "exclusiveMaximum", f64::le),
        ] {
            self.bound(at, limit, exclusive, is_tighter);
        }
        self.examples(at);
        self.content(at);
        self.arrays(at, &mut also);
        self.objects(at, &mut also);
        self.conditions(at, &mut also);
        self.names(at);
        self.reference_siblings(at, &mut also);
        self.join(at, also);
    }

    /// A schema that is a boolean: any value, or none.
    fn boolean(&mut self, at: Node<'d>, all: bool) {
        let is_member = at.parent().is_some_and(|owner| self.schemas.contains(&owner.id()));
        let key = at.key().and_then(Node::text).filter(|_| is_member);
        let of_tuple = || at.parent().is_some_and(|owner| owner.get("prefixItems").is_some());
        if key.is_some_and(|key| BOOLEAN.contains(&key) || (key == "items" && of_tuple())) {
            return;
        }
        self.draft.set(at, if all { json!({}) } else { json!({ "not": {} }) });
        let what = if all {
            "the schema `true` is told as `{}`"
        } else {
            "the schema `false` is told as `not: {}`"
        };
        self.tell(at, Meaning::Same, what);
    }

    fn types(&mut self, at: Node<'d>, also: &mut Vec<Value>) {
        let Some(kind) = at.get("type") else { return };
        let names: Vec<&str> = if kind.is_sequence() {
            kind.items().filter_map(Node::text).collect()
        } else {
            kind.text().filter(|it| *it == "null").into_iter().collect()
        };
        let has_null = names.contains(&"null");
        let mut types: Vec<&str> = Vec::new();
        for name in names.iter().filter(|name| **name != "null") {
            let is_known =
                types.contains(name) || (*name == "integer" && names.contains(&"number"));
            if !is_known {
                types.push(name);
            }
        }
        match types.as_slice() {
            [] if has_null => {
                self.draft.remove(kind);
                self.only_null(at, kind);
            }
            [] => {}
            [only] => {
                self.draft.set(kind, *only);
                if has_null {
                    self.draft.put(at, "nullable", true);
                    self.tell(kind, Meaning::Same, "`null` is told as `nullable`");
                } else {
                    self.tell(kind, Meaning::Same, "the list of one type becomes that type");
                }
            }
            several => {
                let mut branches: Vec<Value> = several.iter().map(|it| of_type(it)).collect();
                if let Some(first) = branches.first_mut().filter(|_| has_null) {
                    first["nullable"] = true.into();
                }
                self.draft.remove(kind);
                also.push(json!({ "anyOf": branches }));
                self.tell(kind, Meaning::Same, "several types are told as `anyOf`");
            }
        }
    }

    /// A schema of null alone.
    fn only_null(&mut self, at: Node<'d>, place: Node<'d>) {
        if at.get("enum").is_none() && at.get("const").is_none() {
            self.draft.put(at, "enum", json!([null]));
        }
        self.draft.put(at, "nullable", true);
        let values = at.get("enum").into_iter().flat_map(Node::items).chain(at.get("const"));
        if values.into_iter().all(Node::is_null) {
            self.tell(place, Meaning::Same, "`null` alone is told as an `enum` of it");
        } else {
            self.tell(place, Meaning::Widened, "`null` alone is left to the values beside it");
        }
    }

    fn constant(&mut self, at: Node<'d>, also: &mut Vec<Value>) {
        let Some(constant) = at.get("const") else { return };
        let value = self.draft.value(constant);
        self.tell(constant, Meaning::Same, "`const` is told as an `enum` of one value");
        let listed = at.get("enum").map(|it| self.draft.value(it));
        let is_listed =
            listed.as_ref().and_then(Value::as_array).is_none_or(|it| it.contains(&value));
        if value.is_null() && is_listed && at.get("type").is_none() {
            self.draft.put(at, "nullable", true);
        }
        match at.get("enum") {
            None => self.replace(constant, "enum", json!([value])),
            Some(values) => {
                self.draft.remove(constant);
                if is_listed {
                    self.draft.set(values, json!([value]));
                } else {
                    // Then no value is both.
                    also.push(json!({ "enum": [value] }));
                }
            }
        }
    }

    /// `anyOf: […, {type: 'null'}]`.
    fn null_branches(&mut self, at: Node<'d>) {
        for key in ["anyOf", "oneOf"] {
            let Some(list) = at.get(key).filter(|it| it.is_sequence()) else { continue };
            let (nulls, rest): (Vec<Node<'d>>, Vec<Node<'d>>) =
                list.items().partition(|it| is_null(*it));
            if nulls.is_empty() {
                continue;
            }
            let taking = rest.iter().find(|it| self.takes_null_with_flag(**it)).copied();
            let is_alone = nulls.len() == 1 || key == "anyOf";
            let flagged = match taking.filter(|_| is_alone) {
                Some(branch) => Some(branch),
                // Of what stands elsewhere, any value or null.
                None if is_alone && !rest.is_empty() && says_nothing_but(at, key) => {
                    let is_reference = |it: &Node<'d>| it.get("$ref").is_some();
                    rest.iter().all(is_reference).then_some(at)
                }
                None => None,
            };
            if let Some(flagged) = flagged {
                for null in nulls {
                    self.draft.remove(null);
                }
                self.draft.put(flagged, "nullable", true);
                self.tell(list, Meaning::Same, format!("`null` in `{key}` is told as `nullable`"));
            }
        }
    }

    /// Whether a schema takes null as soon as it is `nullable`: it has one type and says nothing that
    /// counts for values of all types.
    fn takes_null_with_flag(&self, schema: Node<'d>) -> bool {
        let is_typed = schema.get("type").is_some_and(|it| self.draft.value(it).is_string());
        is_typed && !OF_ALL_TYPES.iter().any(|key| schema.get(key).is_some())
    }

    /// A limit that does not count itself: a number becomes a limit and a flag.
    fn bound(
        &mut self,
        at: Node<'d>,
        limit: &str,
        exclusive: &str,
        is_tighter: fn(&f64, &f64) -> bool,
    ) {
        let Some(flag) = at.get(exclusive) else { return };
        let Some(number) = number(flag) else { return };
        match at.get(limit).and_then(crate::downgrade::schema::number) {
            Some(other) if !is_tighter(&number, &other) => self.draft.remove(flag),
            Some(_) | None => {
                let value = self.draft.value(flag);
                self.draft.put(at, limit, value);
                self.draft.set(flag, true);
            }
        }
        self.tell(flag, Meaning::Same, format!("the number of `{exclusive}` is told as `{limit}`"));
    }

    fn examples(&mut self, at: Node<'d>) {
        let Some(examples) = at.get("examples") else { return };
        let first = examples.items().next().filter(|_| at.get("example").is_none());
        let count = examples.items().count();
        let Some(first) = first else {
            self.drop_member(at, "examples", Meaning::Dropped, "3.0 has one `example`");
            return;
        };
        let value = self.draft.value(first);
        self.replace(examples, "example", value);
        if count == 1 {
            self.tell(examples, Meaning::Same, "`examples` becomes the `example`");
        } else {
            let what = format!("the first of {count} `examples` becomes the `example`");
            self.tell(examples, Meaning::Dropped, what);
        }
    }

    /// Texts that hold something else.
    fn content(&mut self, at: Node<'d>) {
        let encoding = at.get("contentEncoding");
        let media_type = at.get("contentMediaType");
        let is_base64 = encoding.is_some_and(|it| it.text() == Some("base64"));
        let is_binary = encoding.is_none()
            && media_type.is_some_and(|it| it.text() == Some("application/octet-stream"));
        let (source, format) = match (encoding, media_type) {
            (Some(encoding), _) if is_base64 => (Some(encoding), "byte"),
            (None, Some(media_type)) if is_binary => (Some(media_type), "binary"),
            _ => (None, ""),
        };
        if let Some(source) = source.filter(|_| at.get("format").is_none()) {
            self.replace(source, "format", format);
            if !self.draft.has(at, "type") {
                self.draft.put(at, "type", "string");
            }
            let key = if is_base64 { "contentEncoding" } else { "contentMediaType" };
            self.tell(source, Meaning::Same, format!("`{key}` is told as the format `{format}`"));
        }
        for key in ["contentEncoding", "contentMediaType", "contentSchema"] {
            let is_told = |it: &Node<'d>| !self.draft.is_gone(*it);
            if at.get(key).as_ref().is_some_and(is_told) {
                self.drop_member(at, key, Meaning::Dropped, NOTHING_LIKE_IT);
            }
        }
    }

    /// Members that name the schema, and those that 3.0 does not know.
    fn names(&mut self, at: Node<'d>) {
        for key in META {
            self.drop_member(at, key, Meaning::Same, "references lead there by the place");
        }
        for (key, value) in at.entries() {
            let name = key.text().unwrap_or_default();
            let is_known = KNOWN.contains(&name) || name.starts_with("x-");
            if is_known || self.draft.is_gone(value) || self.draft.is_moved(value) {
                continue;
            }
            let new = format!("x-{}", name.trim_start_matches('$'));
            if at.get(&new).is_some() {
                self.drop_member(at, name, Meaning::Dropped, NOTHING_LIKE_IT);
            } else {
                self.draft.rename(key, new.as_str());
                self.tell(value, Meaning::Same, format!("`{name}` is told as `{new}`"));
            }
        }
    }

    /// What stands beside a reference counts in 3.1. In 3.0 the two stand in `allOf`; in a body, of
    /// which the service takes a reference alone, what says nothing about values goes instead.
    fn reference_siblings(&mut self, at: Node<'d>, also: &mut Vec<Value>) {
        let reference = match at.get("$ref") {
            Some(reference) if reference.as_str().is_some() => reference,
            Some(_) | None => return,
        };
        let beside: Vec<(&str, Node<'d>)> = at
            .entries()
            .filter(|(_, value)| *value != reference && !self.draft.is_removed(*value))
            .filter_map(|(key, value)| Some((key.text()?, value)))
            .filter(|(name, _)| !matches!(*name, "$defs" | "definitions"))
            .collect();
        if beside.is_empty() && also.is_empty() {
            return;
        }
        let is_annotation = |name: &str| ANNOTATIONS.contains(&name) || name.starts_with("x-");
        let is_of_body = at.parent().is_some_and(|owner| self.bodies.contains(&owner.id()));
        if is_of_body && also.is_empty() && beside.iter().all(|(name, _)| is_annotation(name)) {
            for (name, value) in beside {
                self.draft.remove(value);
                let what = format!("`{name}` beside `$ref` goes: a body has a reference alone");
                self.tell(value, Meaning::Dropped, what);
            }
            return;
        }
        let value = self.draft.value(reference);
        also.insert(0, json!({ "$ref": value }));
        self.tell(reference, Meaning::Same, "`$ref` stands in `allOf` with what is beside it");
    }

    /// Adds schemas that have to hold as well.
    fn join(&mut self, at: Node<'d>, mut also: Vec<Value>) {
        let reference = at.get("$ref").filter(|it| it.as_str().is_some());
        let reference =
            reference.filter(|_| also.first().is_some_and(|it| it.get("$ref").is_some()));
        if let Some(list) = at.get("allOf").filter(|it| it.is_sequence()) {
            if let Some(reference) = reference {
                self.draft.remove(reference);
            }
            for schema in also {
                self.draft.append(list, schema);
            }
            return;
        }
        if let Some(reference) = reference {
            self.replace(reference, "allOf", also);
            return;
        }
        match also.as_slice() {
            [] => {}
            [only] => {
                let member = only.as_object().and_then(|it| it.iter().next());
                match member.filter(|(key, _)| !self.draft.has(at, key)) {
                    Some((key, value)) => self.draft.put(at, key, value.clone()),
                    None => self.draft.put(at, "allOf", std::mem::take(&mut also)),
                }
            }
            _ => self.draft.put(at, "allOf", also),
        }
    }
}

/// A schema of one type.
fn of_type(name: &str) -> Value {
    if name == "array" { json!({ "type": name, "items": {} }) } else { json!({ "type": name }) }
}

/// Whether a schema has no other keyword that says something about values.
fn says_nothing_but(schema: Node<'_>, keyword: &str) -> bool {
    let mut keys = schema.entries().filter_map(|(key, _)| key.text());
    keys.all(|key| key == keyword || ANNOTATIONS.contains(&key) || key.starts_with("x-"))
}

/// Whether a schema takes null alone, whatever it says of it.
fn is_null(schema: Node<'_>) -> bool {
    let says = |(key, value): (Node<'_>, Node<'_>)| match key.text() {
        Some("type") => {
            let only = value.items().next().filter(|_| value.items().count() == 1);
            Some(only.unwrap_or(value).text() == Some("null"))
        }
        Some("const") => Some(value.is_null()),
        Some("title" | "description") => None,
        Some(_) | None => Some(false),
    };
    let mut told = schema.entries().filter_map(says).peekable();
    told.peek().is_some() && told.all(|it| it)
}

fn number(at: Node<'_>) -> Option<f64> {
    match at.scalar()? {
        Scalar::Integer(_) | Scalar::Float(_) => at.as_f64(),
        Scalar::Null | Scalar::Bool(_) | Scalar::String(_) => None,
    }
}
