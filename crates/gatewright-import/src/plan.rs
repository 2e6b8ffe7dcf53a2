//! What a put would change, as a value: computed without changing anything, and applied without
//! computing anything again.

mod apply;
mod between;
mod danger;
mod entity;
mod fields;
mod json;
mod pairs;

use std::collections::BTreeSet;

use gatewright_model::{Api, EntityPath};
use serde_json::Value;

pub use danger::{Danger, Harm, dangers};
pub use entity::Entity;

/// The changes that lead from one API to another.
///
/// ```
/// use gatewright_diagnostics::SourceId;
/// use gatewright_import::{ImportOptions, Plan, PutMode, StableIds, import, put};
///
/// let api = |title: &str, version: &str| {
///     let info = format!("openapi: 3.0.1\ninfo: {{ title: {title}, version: '{version}' }}\n");
///     gatewright_source::read(SourceId(0), (info + "paths: {}").into())
/// };
/// let options = ImportOptions::default();
/// let before = import(&api("Pets", "1"), &options, &mut StableIds::default()).api.expect("an API");
/// let mut ids = StableIds::beside(&before);
/// let after = put(&before, &api("Pets", "2"), PutMode::Merge, &options, &mut ids);
/// let after = after.api.expect("an API");
///
/// let plan = Plan::between(&before, &after);
/// assert_eq!(plan.apply(&before), after);
/// assert_eq!(plan.counts().changed, 1);
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Plan {
    /// In the order of the entities.
    entries: Vec<Entry>,
    /// The things that stay as they are.
    kept: usize,
    /// The things of those lists that end in an order which is not their own. (Of documentation
    /// parts, that of their making counts.)
    order: Vec<EntityPath>,
}

/// What becomes of one thing of the tree.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The thing.
    pub entity: EntityPath,
    /// What becomes of it.
    pub change: Change,
}

/// What becomes of a thing.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// It is new.
    Added(Box<Entity>),
    /// It goes.
    Removed(Box<Entity>),
    /// Another one takes its place: one of a new identifier, or an integration of another type.
    Replaced(Vec<FieldChange>),
    /// It stays, with other values.
    Changed(Vec<FieldChange>),
}

/// A member that changes.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldChange {
    /// Where it is in the service's JSON of the thing, as a JSON pointer.
    pub pointer: String,
    /// Its value before, if it had one.
    pub old: Option<Value>,
    /// Its value afterwards, if it has one.
    pub new: Option<Value>,
    /// How to read the two.
    pub meaning: Meaning,
}

/// How to read the values of a member.
#[derive(Debug, Clone, PartialEq)]
pub enum Meaning {
    /// As they are.
    Plain,
    /// They are identifiers that the service draws, times, or other spellings of the same: only a
    /// program needs to know.
    Silent,
    /// They are identifiers of things with these names.
    Named {
        /// The name of what was referred to.
        old: Option<String>,
        /// The name of what is referred to.
        new: Option<String>,
    },
    /// They are JSON as text, in which this changes. References to models are their names here.
    Within(Vec<FieldChange>),
}

/// How many things a plan touches. What belongs to a method counts as the method.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// New things.
    pub added: usize,
    /// Things with other values.
    pub changed: usize,
    /// Things whose place another one takes.
    pub replaced: usize,
    /// Things that go.
    pub removed: usize,
    /// Things that stay as they are.
    pub kept: usize,
}

impl Plan {
    /// The changes that lead from `before` to `after`. Each name, path and location must be there
    /// once, as the service keeps them.
    pub fn between(before: &Api, after: &Api) -> Self {
        between::plan(before, after)
    }

    /// What the changes make of `before`, the API that the plan was computed from.
    pub fn apply(&self, before: &Api) -> Api {
        apply::apply(self, before)
    }

    /// All changes, by entity; also those that nobody but a program needs to know.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The changes that people need to know, by entity.
    pub fn told(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| entry.is_told())
    }

    /// Whether nothing changes that people need to know.
    pub fn is_empty(&self) -> bool {
        self.told().next().is_none()
    }

    /// How many things change, and in which way.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts { kept: self.kept, ..Counts::default() };
        let (mut owners, mut parts) = (BTreeSet::new(), BTreeSet::new());
        for entry in self.told() {
            let owner = entry.entity.owner();
            if owner != entry.entity {
                parts.insert(owner);
                continue;
            }
            owners.insert(owner);
            match entry.change {
                Change::Added(_) => counts.added += 1,
                Change::Removed(_) => counts.removed += 1,
                Change::Replaced(_) => counts.replaced += 1,
                Change::Changed(_) => counts.changed += 1,
            }
        }
        counts.changed += parts.difference(&owners).count();
        counts
    }
}

impl Entry {
    /// Whether people need to know.
    pub fn is_told(&self) -> bool {
        match &self.change {
            Change::Added(_) | Change::Removed(_) => true,
            Change::Replaced(fields) | Change::Changed(fields) => {
                fields.iter().any(|field| field.meaning != Meaning::Silent)
            }
        }
    }
}
