//! Parts of other files as values that may stand in the definition.

use gatewright_diagnostics::Diagnostic;
use gatewright_source::{Kind, Node};
use serde_json::{Map, Value};

use super::components::Home;
use super::{Bundler, Spot};
use crate::diagnostics::{BUNDLE_REFERENCE_CYCLIC, BUNDLE_TOO_LARGE};
use crate::places::{Holds, Part, inner, member, named};

/// Deeper than this no reader goes.
const MOST_LEVELS: usize = 200;

/// Members of a schema by which others refer to it or to what is in it: here they do so by the name of
/// a component.
const OF_FILES: [&str; 4] = ["$id", "$schema", "$defs", "definitions"];

impl<'d> Bundler<'d> {
    /// A part of another file, with references that are right in the definition.
    pub(super) fn build(&mut self, spot: Spot<'d>, holds: Holds, level: usize) -> Value {
        if self.budget == 0 || level > MOST_LEVELS {
            self.too_large(spot);
            return Value::Null;
        }
        self.budget -= 1;
        let Spot { file, at } = spot;
        match at.kind() {
            Kind::Scalar => at.to_json(),
            _ if holds == Holds::Data => at.to_json(),
            Kind::Sequence => {
                let holds = match holds {
                    Holds::List(part) => Holds::One(part),
                    Holds::One(part) | Holds::Map(part) => Holds::One(inner(part)),
                    Holds::Data => Holds::Data,
                };
                let items = at.items().map(|at| self.build(Spot { file, at }, holds, level + 1));
                Value::Array(items.collect())
            }
            Kind::Mapping => {
                if at.get("$ref").is_some_and(|it| it.as_str().is_some()) {
                    self.referring(spot, holds, level)
                } else {
                    Value::Object(self.members(spot, holds, level))
                }
            }
        }
    }

    fn members(&mut self, spot: Spot<'d>, holds: Holds, level: usize) -> Map<String, Value> {
        let Spot { file, at } = spot;
        let mut members = Map::new();
        for (key, value) in at.entries() {
            let name = key.text().unwrap_or_default();
            let held = match holds {
                Holds::One(Part::Schema) if OF_FILES.contains(&name) => continue,
                Holds::One(Part::Discriminator) if name == "mapping" => {
                    let mapping = self.mapping(Spot { file, at: value });
                    members.insert(name.to_owned(), mapping);
                    continue;
                }
                Holds::One(part) | Holds::List(part) => member(part, name, value),
                Holds::Map(part) => named(part, Some(name)),
                Holds::Data => Holds::Data,
            };
            let value = self.build(Spot { file, at: value }, held, level + 1);
            members.insert(name.to_owned(), value);
        }
        members
    }

    fn mapping(&mut self, spot: Spot<'d>) -> Value {
        let entries: Vec<_> = spot.at.entries().collect();
        let mut mapping = Map::new();
        for (key, value) in entries {
            let target = self.mapped(spot.file, value).map_or_else(|| value.to_json(), Value::from);
            mapping.insert(key.text().unwrap_or_default().to_owned(), target);
        }
        Value::Object(mapping)
    }

    /// An object that refers to another.
    fn referring(&mut self, spot: Spot<'d>, holds: Holds, level: usize) -> Value {
        let mut value = match holds {
            Holds::One(part) if Home::of(part, self.is_swagger).is_some() => {
                let Some(address) = self.address(spot, part) else { return Value::Null };
                if self.entries.get(&(spot.file, spot.at.id())) == Some(&address) {
                    // This is what others refer to.
                    let Some(content) = self.follow(spot) else { return Value::Null };
                    return self.build(content, holds, level + 1);
                }
                Map::from_iter([("$ref".to_owned(), Value::from(address))]).into()
            }
            _ => {
                let Some(target) = self.follow(spot) else { return Value::Null };
                self.write_out(target, holds, spot, level)
            }
        };
        if let Some(members) = value.as_object_mut() {
            for (name, beside) in self.members(spot, holds, level) {
                if name != "$ref" {
                    members.entry(name).or_insert(beside);
                }
            }
        }
        value
    }

    /// What stands in the place of a reference, of which `from` is the object.
    pub(super) fn write_out(
        &mut self,
        target: Spot<'d>,
        holds: Holds,
        from: Spot<'d>,
        level: usize,
    ) -> Value {
        let key = target.key();
        if self.open.contains(&key) {
            self.problem(from, |at| {
                Diagnostic::new(
                    &BUNDLE_REFERENCE_CYCLIC,
                    "what is written out here would be written out within itself",
                    at.location(),
                )
                .label("a circle of references")
                .help("only schemas may refer to each other in circles")
            });
            return Value::Null;
        }
        self.open.push(key);
        let value = self.build(target, holds, level + 1);
        self.open.pop();
        value
    }

    fn too_large(&mut self, spot: Spot<'d>) {
        self.problem(spot, |at| {
            Diagnostic::new(
                &BUNDLE_TOO_LARGE,
                "the files become too large, or too deep, in one",
                at.location(),
            )
            .label("no more is written out from here on")
            .help("refer to schemas and parameters, which stand there once, and not to other parts")
        });
    }

    fn problem(&mut self, spot: Spot<'d>, problem: impl FnOnce(Node<'d>) -> Diagnostic) {
        let at = spot.at.get("$ref").unwrap_or(spot.at);
        // One of a kind says it for all that follow.
        let problem = problem(at);
        let is_said = self
            .problems
            .iter()
            .any(|it| it.metadata == problem.metadata && it.metadata == &BUNDLE_TOO_LARGE);
        if !is_said && self.reported.insert((spot.file, at.id())) {
            self.problems.push(problem);
        }
    }
}
