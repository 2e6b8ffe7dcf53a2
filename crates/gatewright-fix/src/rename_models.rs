//! Models get names that the service takes, and whatever refers to them follows.
//! (*Data models for REST APIs*: letters and digits.)

use std::collections::{BTreeMap, BTreeSet};

use gatewright_diagnostics::{Checked, Diagnostic, Location};
use gatewright_model::is_model_name;
use gatewright_source::{Document, Node};

use crate::diagnostics::RENAME_NAME_UNUSABLE;
use crate::draft::Draft;
use crate::names::{alphanumeric, unused};
use crate::places::{Holds, Part, Place, places};
use crate::reference::Reference;
use crate::{Change, Meaning, Rewrite};

/// What an address of a model begins with (recorded), before the identifier of its API.
const MODELS_HOST: &str = "https://apigateway.amazonaws.com/restapis/";

/// The models of a definition that get another name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ModelNames {
    /// The way from the root to the schemas.
    home: &'static [&'static str],
    names: BTreeMap<String, String>,
}

/// A definition whose models get other names, as seen from a file that may refer to it.
pub struct Renamed<'a> {
    /// The names.
    pub names: &'a ModelNames,
    /// Whether a reference whose part before the `#` is this leads to that definition. With an empty
    /// text the question is whether the file is that definition itself.
    pub is_meant: &'a dyn Fn(&str) -> bool,
}

impl ModelNames {
    /// Names for the models that the service refuses because of theirs, and for those that somebody
    /// wants to have other ones, pairs of the old and the new.
    ///
    /// What is no letter and no digit goes, and what follows it begins with a capital; where that
    /// name is taken, it is numbered.
    pub fn of(document: &Document, wanted: &[(String, String)]) -> Checked<Self> {
        let home = home(document);
        let schemas = schemas(document, home);
        let all: Vec<(Node<'_>, &str)> = match schemas {
            Some(schemas) => {
                schemas.entries().filter_map(|(it, _)| Some((it, it.text()?))).collect()
            }
            None => Vec::new(),
        };
        let mut names = Self { home, names: BTreeMap::new() };
        let mut problems = Vec::new();
        let place = schemas.or(document.root()).map(Node::location).unwrap_or_default();
        for (old, new) in wanted {
            let key = all.iter().find(|(_, name)| name == old);
            let location = key.map_or_else(|| place.clone(), |(key, _)| key.location());
            match names.problem(old, new, key.is_some()) {
                Some((message, help)) => {
                    let problem = Diagnostic::new(&RENAME_NAME_UNUSABLE, message, location);
                    problems.push(problem.help(help));
                }
                None => drop(names.names.insert(old.clone(), new.clone())),
            }
        }
        let is_refused = |name: &str| !is_model_name(name);
        let stays = |name: &str| !is_refused(name) && !names.names.contains_key(name);
        let staying = all.iter().filter(|(_, name)| stays(name)).map(|(_, name)| *name);
        let mut taken: BTreeSet<String> = staying.map(str::to_owned).collect();
        for (old, new) in &names.names {
            if !taken.insert(new.clone()) {
                let key = all.iter().find(|(_, name)| name == old).map(|(key, _)| key.location());
                problems.push(
                    Diagnostic::new(
                        &RENAME_NAME_UNUSABLE,
                        format!("`{old}` cannot be called `{new}`: another model is"),
                        key.unwrap_or_else(|| place.clone()),
                    )
                    .help("choose another name, or rename the other model, too"),
                );
            }
        }
        // What a name will be that is filled in later is for whoever fills it in.
        let is_written = |key: &Node<'_>| !key.has_unknown();
        for (_, name) in all.iter().filter(|(key, name)| is_refused(name) && is_written(key)) {
            if !names.names.contains_key(*name) {
                let new = unused(&alphanumeric(name, "Model"), &taken);
                taken.insert(new.clone());
                names.names.insert((*name).to_owned(), new);
            }
        }
        Checked::new(names, problems)
    }

    /// What is wrong with a name that somebody wants, and what to do.
    fn problem(&self, old: &str, new: &str, exists: bool) -> Option<(String, &'static str)> {
        if !exists {
            let message = format!("there is no model `{old}` to rename");
            return Some((message, "write the name as it stands in the definition"));
        }
        if !is_model_name(new) {
            let message = format!("`{old}` cannot be called `{new}`");
            return Some((message, "use letters and digits only"));
        }
        let twice = self.names.get(old).is_some_and(|other| other != new);
        twice.then(|| (format!("`{old}` cannot get two names"), "choose one of them"))
    }

    /// Whether no model gets another name.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The old and the new names, in the order of the old ones.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.names.iter().map(|(old, new)| (old.as_str(), new.as_str()))
    }

    fn get(&self, old: &str) -> Option<&str> {
        self.names.get(old).map(String::as_str)
    }
}

/// The way from the root to the schemas.
fn home(document: &Document) -> &'static [&'static str] {
    let is_swagger = document.root().is_some_and(|root| {
        root.get("swagger").is_some()
            || (root.get("openapi").is_none() && root.get("definitions").is_some())
    });
    if is_swagger { &["definitions"] } else { &["components", "schemas"] }
}

fn schemas<'d>(document: &'d Document, home: &[&str]) -> Option<Node<'d>> {
    home.iter().try_fold(document.root()?, |at, step| at.get(step)).filter(|at| at.is_mapping())
}

/// Gives models other names where a file names them: in the definition itself and in others.
///
/// ```
/// use gatewright_diagnostics::SourceId;
/// use gatewright_fix::{ModelNames, Renamed, rename_models};
/// use gatewright_source::{Editor, apply};
///
/// let text = "
/// swagger: '2.0'
/// info: { title: Pets, version: '1' }
/// paths: {}
/// definitions:
///   pet_shop: { properties: { pets: { $ref: '#/definitions/a.pet' } } }
///   a.pet: { type: object } # small
/// ";
/// let document = gatewright_source::read(SourceId(0), text.into()).value;
/// let names = ModelNames::of(&document, &[("a.pet".into(), "Pet".into())]);
/// let here = Renamed { names: &names.value, is_meant: &|file| file.is_empty() };
/// let rewrite = rename_models(&document, &[here]);
/// let edits = Editor::new(&document).text_edits(&rewrite.edits).expect("they can be written");
/// let expected = "
/// swagger: '2.0'
/// info: { title: Pets, version: '1' }
/// paths: {}
/// definitions:
///   petShop: { properties: { pets: { $ref: '#/definitions/Pet' } } }
///   Pet: { type: object } # small
/// ";
/// assert_eq!(apply(text, &edits), expected);
/// ```
pub fn rename_models(document: &Document, renamed: &[Renamed<'_>]) -> Rewrite {
    let places = places(document);
    let mut renaming = Renaming {
        draft: Draft::new(document),
        renamed,
        followers: BTreeMap::new(),
        changes: Vec::new(),
    };
    let own = renamed.iter().position(|it| (it.is_meant)(""));
    for place in &places {
        renaming.references(place);
    }
    if let Some(own) = own {
        renaming.keys(document, own);
        renaming.documentation(document, own);
        renaming.discriminators(document, &places, own);
    }
    renaming.finish(document, own)
}

struct Renaming<'d, 'a> {
    draft: Draft<'d>,
    renamed: &'a [Renamed<'a>],
    /// By the place of the definition in the list and the old name: the first that refers to the
    /// model, and how many do.
    followers: BTreeMap<(usize, &'a str), (Location, usize)>,
    changes: Vec<Change>,
}

impl<'d, 'a> Renaming<'d, 'a> {
    /// The text of a reference to a model that gets another name, as it is to be: which it is, and the
    /// new text.
    fn rewritten(&self, text: &str) -> Option<(usize, &'a str, String)> {
        let reference = Reference::read(text);
        self.renamed.iter().enumerate().find_map(|(index, renamed)| {
            let names = renamed.names;
            let is_own = (renamed.is_meant)("");
            let key = |name: &str| names.names.get_key_value(name);
            if reference.fragment.is_some_and(|it| !it.is_empty()) {
                if !(renamed.is_meant)(reference.file) {
                    return None;
                }
                let steps = reference.steps()?;
                let (way, rest) = steps.split_at_checked(names.home.len())?;
                let (old, new) = key(rest.first()?).filter(|_| way == names.home)?;
                let mut written: Vec<&str> = reference.fragment?.split('/').collect();
                *written.get_mut(names.home.len() + 1)? = new;
                let text = format!("{}#{}", reference.file, written.join("/"));
                return Some((index, old.as_str(), text));
            }
            if let Some((before, name)) = canonical(text) {
                let (old, new) = key(name).filter(|_| is_own)?;
                return Some((index, old.as_str(), format!("{before}{new}")));
            }
            // A bare name stands for a schema of the document.
            let (old, new) = key(text).filter(|_| is_own)?;
            Some((index, old.as_str(), new.clone()))
        })
    }

    /// Lets a text that refers to a model follow it.
    fn follow(&mut self, at: Node<'d>) {
        let Some((index, old, text)) = at.as_str().and_then(|text| self.rewritten(text)) else {
            return;
        };
        self.draft.set(at, text);
        self.count(index, old, at);
    }

    fn count(&mut self, index: usize, old: &'a str, at: Node<'d>) {
        self.followers.entry((index, old)).or_insert_with(|| (at.location(), 0)).1 += 1;
    }

    fn references(&mut self, place: &Place<'d>) {
        if let Some(at) = place.at.get("$ref").filter(|_| matches!(place.holds, Holds::One(_))) {
            self.follow(at);
        }
        if let Some(discriminator) = place.as_part(Part::Discriminator) {
            for (_, at) in discriminator.get("mapping").into_iter().flat_map(Node::entries) {
                self.follow(at);
            }
        }
    }

    fn keys(&mut self, document: &'d Document, own: usize) {
        let names = self.renamed[own].names;
        let Some(schemas) = schemas(document, names.home) else { return };
        // Of a key that stands twice the first one would come to life.
        let superseded = document.duplicates().iter().map(|(earlier, _)| document.node(*earlier));
        let superseded = superseded.filter(|key| key.parent() == Some(schemas));
        let keys = schemas.entries().map(|(key, _)| key).chain(superseded);
        for key in keys {
            if let Some(new) = key.text().and_then(|name| names.get(name)) {
                self.draft.rename(key, new);
            }
        }
    }

    /// The names of models in the documentation extension.
    fn documentation(&mut self, document: &'d Document, own: usize) {
        let parts = document.at_pointer("/x-amazon-apigateway-documentation/documentationParts");
        for part in parts.into_iter().flat_map(Node::items) {
            let Some(location) = part.get("location") else { continue };
            let is_model = location.get("type").and_then(Node::text) == Some("MODEL");
            let Some(at) = location.get("name").filter(|_| is_model) else { continue };
            let key = at.text().and_then(|name| self.renamed[own].names.names.get_key_value(name));
            if let Some((old, new)) = key {
                self.draft.set(at, new.as_str());
                self.count(own, old, at);
            }
        }
    }

    /// A discriminator whose value is the name of a model: the value stays, so that the mapping has to
    /// say which model it is.
    fn discriminators(&mut self, document: &'d Document, places: &[Place<'d>], own: usize) {
        let names = self.renamed[own].names;
        let Some(schemas) = schemas(document, names.home) else { return };
        let mut subtypes: BTreeMap<&str, Vec<&'a str>> = BTreeMap::new();
        for (key, schema) in schemas.entries() {
            let known = key.text().and_then(|name| names.names.get_key_value(name));
            let Some((old, _)) = known else { continue };
            let bases = schema.get("allOf").into_iter().flat_map(Node::items);
            for base in bases.filter_map(|it| self.named(it, own)) {
                subtypes.entry(base).or_default().push(old);
            }
        }
        for schema in places.iter().filter_map(|it| it.as_part(Part::Schema)) {
            let Some(discriminator) = schema.get("discriminator") else { continue };
            let name = schema.key().filter(|_| schema.parent() == Some(schemas));
            let mut of: BTreeSet<&'a str> = BTreeSet::new();
            of.extend(
                name.and_then(Node::text).and_then(|it| subtypes.get(it)).into_iter().flatten(),
            );
            for list in ["oneOf", "anyOf"] {
                let items = schema.get(list).into_iter().flat_map(Node::items);
                let items = items.filter_map(|it| self.named(it, own));
                of.extend(items.filter_map(|it| Some(names.names.get_key_value(it)?.0.as_str())));
            }
            self.map_values(discriminator, &of, own);
        }
    }

    /// The name of the model that a schema refers to.
    fn named(&self, schema: Node<'d>, own: usize) -> Option<&'d str> {
        let text = schema.get("$ref")?.as_str()?;
        let reference = Reference::read(text);
        if !(self.renamed[own].is_meant)(reference.file) {
            return None;
        }
        let steps = reference.steps()?;
        let home = self.renamed[own].names.home;
        let (way, rest) = steps.split_at_checked(home.len())?;
        let name = rest.first().filter(|_| way == home && rest.len() == 1)?;
        let schemas = schemas(schema.document(), home)?;
        schemas.entry(name)?.0.text()
    }

    fn map_values(&mut self, discriminator: Node<'d>, of: &BTreeSet<&'a str>, own: usize) {
        if of.is_empty() {
            return;
        }
        let names = self.renamed[own].names;
        if !discriminator.is_mapping() {
            // Swagger 2.0 knows no mapping.
            self.changes.push(Change {
                location: discriminator.location(),
                what: format!(
                    "the values of the discriminator `{}` are names of models, some of which change",
                    discriminator.text().unwrap_or_default()
                ),
                meaning: Meaning::ToLookAt,
            });
            return;
        }
        let mapping = discriminator.get("mapping").filter(|it| it.is_mapping());
        let targets = mapping.into_iter().flat_map(Node::entries).filter_map(|(_, at)| at.as_str());
        let mapped: BTreeSet<&str> =
            targets.filter_map(|text| Some(self.rewritten(text)?.1)).collect();
        let mut added = serde_json::Map::new();
        for old in of.iter().filter(|old| !mapped.contains(*old)) {
            if mapping.is_none_or(|mapping| mapping.get(old).is_none()) {
                let new = names.get(old).unwrap_or_default();
                let target = crate::reference::to_steps(names.home.iter().copied().chain([new]));
                added.insert((*old).to_owned(), target.into());
            }
        }
        for value in added.keys() {
            self.changes.push(Change {
                location: discriminator.location(),
                what: format!("the mapping says which model the value `{value}` stands for"),
                meaning: Meaning::Same,
            });
        }
        match mapping {
            Some(mapping) => {
                for (key, target) in added {
                    self.draft.put(mapping, &key, target);
                }
            }
            None if !added.is_empty() => self.draft.put(discriminator, "mapping", added),
            None => {}
        }
    }

    fn finish(mut self, document: &'d Document, own: Option<usize>) -> Rewrite {
        let mut changes = std::mem::take(&mut self.changes);
        if let Some(own) = own {
            let names = self.renamed[own].names;
            let keys = schemas(document, names.home).into_iter().flat_map(Node::entries);
            for (key, _) in keys {
                let known = key.text().and_then(|name| names.names.get_key_value(name));
                let Some((old, new)) = known else { continue };
                let count = self.followers.remove(&(own, old.as_str())).map_or(0, |(_, it)| it);
                changes.push(Change {
                    location: key.location(),
                    what: format!("`{old}` is called `{new}` ({})", references(count)),
                    meaning: Meaning::Same,
                });
            }
        }
        for ((index, old), (location, count)) in self.followers {
            let new = self.renamed[index].names.get(old).unwrap_or_default();
            changes.push(Change {
                location,
                what: format!("`{old}` is called `{new}` there ({})", references(count)),
                meaning: Meaning::Same,
            });
        }
        changes.sort_by_key(|change| change.location.span);
        Rewrite { edits: self.draft.into_edits(), changes }
    }
}

fn references(count: usize) -> String {
    if count == 1 { "1 reference".to_owned() } else { format!("{count} references") }
}

/// The address of a model, up to its name.
fn canonical(text: &str) -> Option<(&str, &str)> {
    let (_, name) = text.strip_prefix(MODELS_HOST)?.split_once("/models/")?;
    let before = &text[..text.len() - name.len()];
    (!name.contains('/')).then_some((before, name))
}
