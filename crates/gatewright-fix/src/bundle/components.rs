//! Where parts of other files get their place in the definition, and how they are called there.

use gatewright_source::Node;
use serde_json::Map;

use super::{Bundler, Component, Spot, own_address};
use crate::names::{alphanumeric, unused};
use crate::places::{Holds, Part, Place};
use crate::reference::{Reference, to_steps};

/// The member that holds the components of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Home {
    /// Whether it is a member of the root, and not of `components`.
    is_of_root: bool,
    name: &'static str,
}

impl Home {
    /// The home of a part; none of one that has no name, or that a reference may not lead to.
    pub(super) fn of(part: Part, is_swagger: bool) -> Option<Self> {
        let name = match (part, is_swagger) {
            (Part::Schema, true) => "definitions",
            (Part::Schema, false) => "schemas",
            (Part::Parameter, _) => "parameters",
            (Part::RequestBody, false) => "requestBodies",
            (Part::Header, false) => "headers",
            (Part::Example, false) => "examples",
            (Part::Link, false) => "links",
            (Part::SecurityScheme, false) => "securitySchemes",
            _ => return None,
        };
        Some(Self { is_of_root: is_swagger, name })
    }

    /// The home that a member of the definition is.
    pub(super) fn of_container(at: Node<'_>, is_swagger: bool) -> Option<Self> {
        let parts = [
            Part::Schema,
            Part::Parameter,
            Part::RequestBody,
            Part::Header,
            Part::Example,
            Part::Link,
            Part::SecurityScheme,
        ];
        let mut homes = parts.iter().filter_map(|part| Self::of(*part, is_swagger));
        homes.find(|home| home.container(at.document().root()) == Some(at))
    }

    fn container(self, root: Option<Node<'_>>) -> Option<Node<'_>> {
        let root = root?;
        let owner = if self.is_of_root { root } else { root.get("components")? };
        owner.get(self.name)?.content()
    }

    pub(super) fn address(self, name: &str) -> String {
        let home: &[&str] = if self.is_of_root { &[] } else { &["components"] };
        to_steps(home.iter().copied().chain([self.name, name]))
    }
}

impl<'d> Bundler<'d> {
    /// Notes which names there are, and which of them stand for parts of other files.
    pub(super) fn claim(&mut self, places: &[Place<'d>]) {
        for place in places {
            match place.holds {
                Holds::Map(part) => {
                    let Some(home) = Home::of_container(place.at, self.is_swagger) else {
                        continue;
                    };
                    if Home::of(part, self.is_swagger) == Some(home) {
                        self.claim_all(Spot { file: 0, at: place.at }, part, home);
                    }
                }
                Holds::One(Part::Components) if !self.is_swagger => {
                    let here = Spot { file: 0, at: place.at };
                    let Some(target) = self.follow_quietly(here).filter(|it| it.file > 0) else {
                        continue;
                    };
                    for (member, holds) in crate::places::children(target.at, place.holds) {
                        if let Holds::Map(part) = holds
                            && let Some(home) = Home::of(part, false)
                        {
                            self.claim_all(Spot { file: target.file, at: member }, part, home);
                        }
                    }
                }
                Holds::One(_) | Holds::List(_) | Holds::Data => {}
            }
        }
    }

    fn claim_all(&mut self, container: Spot<'d>, part: Part, home: Home) {
        let Some(container) = self.follow_quietly(container) else { return };
        for (key, value) in container.at.entries() {
            let name = key.text().unwrap_or_default();
            self.taken.entry(home).or_default().insert(name.to_owned());
            let Some(target) = self.follow_quietly(Spot { at: value, ..container }) else {
                continue;
            };
            if target.file > 0 {
                let address = home.address(name);
                self.entries.insert((container.file, value.id()), address.clone());
                self.names.entry((target.key(), part)).or_insert(address);
            }
        }
    }

    /// The text of a reference to what an object with a reference leads to; none, and a finding, when
    /// it leads nowhere.
    pub(super) fn address(&mut self, from: Spot<'d>, part: Part) -> Option<String> {
        let target = self.follow(from)?;
        if target.file == 0 {
            return Some(own_address(target.at));
        }
        if let Some(known) = self.names.get(&(target.key(), part)) {
            return Some(known.clone());
        }
        let home = Home::of(part, self.is_swagger)?;
        let reference = from.at.get("$ref").unwrap_or(from.at);
        let text = reference.text().unwrap_or_default();
        let wanted = name_of(text, self.library.path(target.file), part);
        let taken = self.taken.entry(home).or_default();
        let name = unused(&wanted, taken);
        taken.insert(name.clone());
        let address = home.address(&name);
        self.names.insert((target.key(), part), address.clone());
        self.tell(reference.location(), format!("`{text}` becomes `{address}`"));
        self.queue.push_back(Component { spot: target, part, home, name });
        Some(address)
    }

    /// Puts the components that were made into the definition.
    pub(super) fn add(&mut self) {
        let Some(root) = self.library.root().root() else { return };
        let mut whole = Map::new();
        for (home, members) in std::mem::take(&mut self.added) {
            let owner = if home.is_of_root { Some(root) } else { root.get("components") };
            let owner = owner.filter(|it| it.is_mapping());
            let Some(owner) = owner else {
                whole.insert(home.name.to_owned(), members.into());
                continue;
            };
            let container = owner.get(home.name).filter(|it| it.is_mapping());
            let gone =
                [Some(owner), container].into_iter().flatten().find(|it| self.draft.is_gone(*it));
            if let Some(gone) = gone {
                // It stands in another file itself.
                let mut value = self.draft.value(gone);
                let inner = if gone == owner { &mut value[home.name] } else { &mut value };
                match inner.as_object_mut() {
                    Some(known) => known.extend(members),
                    None => *inner = members.into(),
                }
                self.draft.set(gone, value);
            } else if let Some(container) = container {
                for (name, value) in members {
                    self.draft.put(container, &name, value);
                }
            } else {
                self.draft.put(owner, home.name, members);
            }
        }
        if !whole.is_empty() {
            self.draft.put(root, "components", whole);
        }
    }
}

/// What the target of a reference is called: as its last step, or as its file.
fn name_of(text: &str, path: &str, part: Part) -> String {
    let last = Reference::read(text).steps().and_then(|mut steps| steps.pop());
    let last = last.filter(|it| !it.is_empty()).unwrap_or_else(|| stem(path).to_owned());
    if part == Part::Schema {
        return alphanumeric(&last, "Model");
    }
    let legal = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    let name: String = last.chars().filter(legal).collect();
    if name.is_empty() { "component".to_owned() } else { name }
}

/// The name of a file without its ending; of one that says nothing, that of its folder.
fn stem(path: &str) -> &str {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    match stem {
        "index" | "_index" if !folder.is_empty() => {
            folder.rsplit_once('/').map_or(folder, |(_, name)| name)
        }
        _ => stem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn components_are_called_as_what_they_are_of() {
        for (text, path, part, name) in [
            ("a.yaml#/components/schemas/Pet_1", "a.yaml", Part::Schema, "Pet1"),
            ("models/big-pet.v1.yaml", "models/big-pet.v1.yaml", Part::Schema, "bigPetV1"),
            ("pets/index.yaml", "x/pets/index.yaml", Part::Schema, "pets"),
            ("a.yaml#/parameters/page_size", "a.yaml", Part::Parameter, "page_size"),
            ("é.yaml", "é.yaml", Part::Parameter, "component"),
        ] {
            assert_eq!(name_of(text, path, part), name, "{text}");
        }
    }
}
