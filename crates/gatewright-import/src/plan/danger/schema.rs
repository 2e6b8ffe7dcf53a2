//! Where a schema asks for more of requests, or promises less of answers.
//!
//! Only what is certain is told: that a property comes to an open object, for instance, narrows what
//! was allowed by the letter, but nobody sent it.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap, HashSet};

use gatewright_model::{Api, EntityPath};
use serde_json::{Map, Value};

use crate::plan::json::compared;

/// Who has to keep to the schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Direction {
    /// The caller.
    Request,
    /// The API.
    Response,
}

/// The models of an API by name. A schema is read when somebody asks for it: few are, in most changes.
pub(super) struct Models<'a> {
    api: &'a Api,
    index: HashMap<&'a str, usize>,
    schemas: Vec<OnceCell<Value>>,
}

impl<'a> Models<'a> {
    pub(super) fn of(api: &'a Api) -> Self {
        let models = &api.models;
        Self {
            api,
            index: models.iter().map(|it| &*it.name).zip(0..).collect(),
            schemas: models.iter().map(|_| OnceCell::new()).collect(),
        }
    }

    /// The model of that name.
    fn get(&self, name: &str) -> Option<At<'_>> {
        let place = *self.index.get(name)?;
        let model = &self.api.models[place];
        let read = || compared(&model.schema, &self.api.rest_api.id).unwrap_or_default();
        let root = self.schemas[place].get_or_init(read);
        Some(At { name: &model.name, root, node: root })
    }
}

/// The models of the two APIs, and what was said of them.
pub(super) struct Schemas<'a> {
    before: &'a Models<'a>,
    after: &'a Models<'a>,
    are_equal: bool,
    /// Models of one name that were compared: many methods share them, and so do other models.
    told: HashSet<(&'a str, Direction)>,
}

impl<'a> Schemas<'a> {
    pub(super) fn new(before: &'a Models<'a>, after: &'a Models<'a>) -> Self {
        let are_equal = before.api.rest_api.id == after.api.rest_api.id
            && before.api.models == after.api.models;
        Self { before, after, are_equal, told: HashSet::new() }
    }

    /// What callers have to know when one model takes the place of another, each in a few words, and
    /// the model that it is true of; of models with other names that is `entity`.
    pub(super) fn compare(
        &mut self,
        was: &str,
        is: &str,
        entity: &EntityPath,
        direction: Direction,
    ) -> Vec<(EntityPath, String)> {
        if was == is && self.are_equal {
            return Vec::new();
        }
        let (Some(old), Some(new)) = (self.before.get(was), self.after.get(is)) else {
            return Vec::new();
        };
        let mut walk = Walk {
            entity: entity.clone(),
            schemas: self,
            direction,
            pending: Vec::new(),
            seen: HashSet::new(),
            found: Vec::new(),
        };
        walk.models(old, new, Place::default());
        walk.finish()
    }
}

/// A schema, and the model that it is in, to which its local references lead.
#[derive(Clone, Copy)]
struct At<'a> {
    name: &'a str,
    root: &'a Value,
    node: &'a Value,
}

/// Where in a body, as people write it: `owner.names[]`.
#[derive(Clone, Default)]
struct Place(String);

impl Place {
    fn property(&self, name: &str) -> Self {
        Self(if self.0.is_empty() { name.to_owned() } else { format!("{}.{name}", self.0) })
    }

    fn item(&self) -> Self {
        Self(format!("{}[]", self.0))
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.0.is_empty() { f.write_str("the body") } else { write!(f, "`{}`", self.0) }
    }
}

struct Walk<'a, 's> {
    schemas: &'s mut Schemas<'a>,
    direction: Direction,
    /// What the findings are about.
    entity: EntityPath,
    /// What is still to be compared: models may refer to each other in chains as long as the list of
    /// them, too long to recurse.
    pending: Vec<Pending<'a>>,
    /// Pairs of schemas that were compared, since schemas may lead back to themselves.
    seen: HashSet<(*const Value, *const Value)>,
    found: Vec<(EntityPath, String)>,
}

/// Two schemas that are no references, where they stand, and what they belong to.
struct Pending<'a> {
    old: At<'a>,
    new: At<'a>,
    place: Place,
    entity: EntityPath,
}

impl<'a> Walk<'a, '_> {
    fn finish(mut self) -> Vec<(EntityPath, String)> {
        while let Some(Pending { old, new, place, entity }) = self.pending.pop() {
            self.entity = entity;
            self.resolved(old, new, &place);
        }
        self.found
    }

    /// Has two schemas compared that may be references.
    fn schemas(&mut self, old: At<'a>, new: At<'a>, place: Place) {
        let is_reference = old.node.get("$ref").is_some() && new.node.get("$ref").is_some();
        let old = resolve(self.schemas.before, old);
        let new = resolve(self.schemas.after, new);
        let (Some(old), Some(new)) = (old, new) else { return };
        if is_reference && old.is_model() && new.is_model() {
            self.models(old, new, place);
        } else {
            self.pending.push(Pending { old, new, place, entity: self.entity.clone() });
        }
    }

    /// Has two models compared. Those of one name are compared once, and by themselves.
    fn models(&mut self, old: At<'a>, new: At<'a>, place: Place) {
        if old.name != new.name {
            self.pending.push(Pending { old, new, place, entity: self.entity.clone() });
        } else if self.schemas.told.insert((new.name, self.direction)) {
            let entity = EntityPath::Model(new.name.to_owned());
            self.pending.push(Pending { old, new, place: Place::default(), entity });
        }
    }

    fn resolved(&mut self, old: At<'a>, new: At<'a>, place: &Place) {
        if !self.seen.insert((std::ptr::from_ref(old.node), std::ptr::from_ref(new.node))) {
            return;
        }
        let (Some(was), Some(is)) = (old.node.as_object(), new.node.as_object()) else { return };
        self.kinds(was, is, place);
        self.values(was, is, place);
        self.properties(was, is, place);
        match self.direction {
            Direction::Request => self.bounds(was, is, place),
            Direction::Response => {}
        }
        let below = |at: At<'a>, name: &str| {
            let node = at.node.get(name).filter(|node| node.is_object())?;
            Some(At { node, ..at })
        };
        if let (Some(old), Some(new)) = (below(old, "items"), below(new, "items")) {
            self.schemas(old, new, place.item());
        }
        let rest = "additionalProperties";
        if let (Some(old), Some(new)) = (below(old, rest), below(new, rest)) {
            self.schemas(old, new, place.property("*"));
        }
        for name in was.get("properties").and_then(Value::as_object).into_iter().flat_map(Map::keys)
        {
            let property = |at: At<'a>| {
                let node = at.node.get("properties")?.get(name)?;
                Some(At { node, ..at })
            };
            if let (Some(old), Some(new)) = (property(old), property(new)) {
                self.schemas(old, new, place.property(name));
            }
        }
        self.compositions(old, new, place);
    }

    fn tell(&mut self, text: String) {
        self.found.push((self.entity.clone(), text));
    }

    fn kinds(&mut self, was: &Map<String, Value>, is: &Map<String, Value>, place: &Place) {
        let (old, new) = (kinds(was), kinds(is));
        let allows = |all: &BTreeSet<&str>, kind: &str| {
            all.is_empty() || all.contains(kind) || kind == "integer" && all.contains("number")
        };
        let fits = match self.direction {
            Direction::Request if old.is_empty() => new.is_empty(),
            Direction::Request => old.iter().all(|kind| allows(&new, kind)),
            Direction::Response if new.is_empty() => old.is_empty(),
            Direction::Response => new.iter().all(|kind| allows(&old, kind)),
        };
        if !fits {
            let name = |kinds: &BTreeSet<&str>| match kinds.len() {
                0 => "anything".to_owned(),
                _ => kinds.iter().copied().collect::<Vec<_>>().join(" or "),
            };
            let (old, new) = (name(&old), name(&new));
            self.tell(match self.direction {
                Direction::Request => format!("{place} has to be {new} now, and was {old}"),
                Direction::Response => format!("{place} may be {new} now, and was {old}"),
            });
        }
    }

    fn values(&mut self, was: &Map<String, Value>, is: &Map<String, Value>, place: &Place) {
        let list = |schema: &Map<String, Value>| schema.get("enum")?.as_array().cloned();
        let quoted = |values: &[Value]| {
            values.iter().map(|value| format!("`{value}`")).collect::<Vec<_>>().join(", ")
        };
        let beyond = |some: &[Value], other: &[Value]| {
            some.iter().filter(|it| !other.contains(it)).cloned().collect::<Vec<_>>()
        };
        let text = match (self.direction, list(was), list(is)) {
            (Direction::Request, Some(old), Some(new)) => {
                let gone = beyond(&old, &new);
                (!gone.is_empty()).then(|| format!("{place} may no longer be {}", quoted(&gone)))
            }
            (Direction::Request, None, Some(new)) => {
                Some(format!("{place} may only be {} now", quoted(&new)))
            }
            (Direction::Response, Some(old), Some(new)) => {
                let added = beyond(&new, &old);
                (!added.is_empty()).then(|| format!("{place} may be {} as well", quoted(&added)))
            }
            (Direction::Response, Some(old), None) => {
                Some(format!("{place} may be something else than {}", quoted(&old)))
            }
            (Direction::Request | Direction::Response, _, None)
            | (Direction::Response, None, Some(_)) => None,
        };
        if let Some(text) = text {
            self.tell(text);
        }
    }

    fn properties(&mut self, was: &Map<String, Value>, is: &Map<String, Value>, place: &Place) {
        let names = |schema: &Map<String, Value>, member: &str| -> BTreeSet<String> {
            match schema.get(member) {
                Some(Value::Array(items)) => {
                    items.iter().filter_map(Value::as_str).map(str::to_owned).collect()
                }
                Some(Value::Object(members)) => members.keys().cloned().collect(),
                _ => BTreeSet::new(),
            }
        };
        let (old_required, new_required) = (names(was, "required"), names(is, "required"));
        let (old, new) = (names(was, "properties"), names(is, "properties"));
        let is_closed = |schema: &Map<String, Value>| {
            schema.get("additionalProperties") == Some(&Value::Bool(false))
        };
        match self.direction {
            Direction::Request => {
                for name in new_required.difference(&old_required) {
                    self.tell(format!("{} is required now", place.property(name)));
                }
                if is_closed(is) && !is_closed(was) {
                    self.tell(format!("{place} may have no members but those of the model now"));
                }
                let limits = |schema: &Map<String, Value>| {
                    schema.get("additionalProperties").is_some_and(Value::is_object)
                };
                if limits(is) && !limits(was) && !is_closed(was) {
                    let what = "members that the model does not name";
                    self.tell(format!("{place}: {what} have to match a schema now"));
                }
                if is.get("not").is_some_and(|not| was.get("not") != Some(not)) {
                    self.tell(format!("{place} may not match the schema of `not`"));
                }
                if is_closed(is) {
                    for name in old.difference(&new) {
                        self.tell(format!("{} is not accepted any more", place.property(name)));
                    }
                }
            }
            Direction::Response => {
                for name in old.difference(&new) {
                    self.tell(format!("{} is no longer declared", place.property(name)));
                }
                for name in old_required.difference(&new_required).filter(|it| new.contains(*it)) {
                    self.tell(format!("{} may be missing now", place.property(name)));
                }
            }
        }
    }

    fn bounds(&mut self, was: &Map<String, Value>, is: &Map<String, Value>, place: &Place) {
        const LEAST: [&str; 4] = ["minimum", "minLength", "minItems", "minProperties"];
        const MOST: [&str; 4] = ["maximum", "maxLength", "maxItems", "maxProperties"];
        let number = |schema: &Map<String, Value>, member: &str| schema.get(member)?.as_f64();
        for (member, is_least) in
            LEAST.map(|it| (it, true)).into_iter().chain(MOST.map(|it| (it, false)))
        {
            let Some(new) = number(is, member) else { continue };
            let old = number(was, member);
            // The least length is nothing where nobody says otherwise.
            let is_tighter = match old {
                Some(old) => {
                    if is_least {
                        new > old
                    } else {
                        new < old
                    }
                }
                None => !(is_least && member != "minimum" && new <= 0.0),
            };
            if is_tighter {
                let before = old.map(|old| format!(" instead of {old}")).unwrap_or_default();
                self.tell(format!("`{member}` of {place} is {new}{before}"));
            }
        }
        for member in ["exclusiveMinimum", "exclusiveMaximum", "uniqueItems"] {
            let is_set =
                |schema: &Map<String, Value>| schema.get(member) == Some(&Value::Bool(true));
            if is_set(is) && !is_set(was) {
                self.tell(format!("`{member}` holds for {place} now"));
            }
        }
        for member in ["pattern", "multipleOf"] {
            if let Some(new) = is.get(member)
                && was.get(member) != Some(new)
            {
                let text = new.as_str().map_or_else(|| new.to_string(), str::to_owned);
                self.tell(format!("{place} has to fit the `{member}` `{text}` now"));
            }
        }
    }

    fn compositions(&mut self, old: At<'a>, new: At<'a>, place: &Place) {
        for member in ["allOf", "anyOf", "oneOf"] {
            let list = |at: At<'a>| {
                at.node.get(member).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
            };
            let (old_ones, new_ones) = (list(old), list(new));
            let (was_count, is_count) = (old_ones.len(), new_ones.len());
            // Of all parts one more asks for more; of alternatives one less does.
            let (asks_more, promises_less) = match member {
                "allOf" => (is_count > was_count, is_count < was_count),
                _ => (
                    is_count > 0 && (is_count < was_count || was_count == 0),
                    was_count > 0 && (is_count > was_count || is_count == 0),
                ),
            };
            if asks_more && self.direction == Direction::Request {
                self.tell(format!("`{member}` of {place} asks for more"));
            }
            if promises_less && self.direction == Direction::Response {
                self.tell(format!("`{member}` of {place} promises less"));
            }
            if was_count == is_count {
                for (was, is) in old_ones.iter().zip(new_ones) {
                    self.schemas(At { node: was, ..old }, At { node: is, ..new }, place.clone());
                }
            }
        }
    }
}

fn kinds(schema: &Map<String, Value>) -> BTreeSet<&str> {
    match schema.get("type") {
        Some(Value::String(kind)) => BTreeSet::from([&**kind]),
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => BTreeSet::new(),
    }
}

impl At<'_> {
    /// Whether this is the whole of a model.
    fn is_model(self) -> bool {
        std::ptr::eq(self.root, self.node)
    }
}

/// Follows references to models and within a model, as far as they lead somewhere.
fn resolve<'a>(models: &'a Models<'a>, mut at: At<'a>) -> Option<At<'a>> {
    // References may lead in a circle.
    for _ in 0..=models.schemas.len() {
        let Some(reference) = at.node.get("$ref").and_then(Value::as_str) else { return Some(at) };
        at = if let Some(pointer) = reference.strip_prefix('#') {
            At { node: at.root.pointer(pointer)?, ..at }
        } else {
            models.get(reference)?
        };
    }
    None
}
