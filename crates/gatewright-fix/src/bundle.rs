//! The files of a definition in one: the import fetches no other.
//! (*Important notes*: references to other files.)

mod components;
mod follow;
mod library;
mod values;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};

use gatewright_diagnostics::{Checked, Diagnostic, Location};
use gatewright_source::{Node, NodeId};
use serde_json::{Map, Value};

use crate::draft::Draft;
use crate::places::{Holds, Part, Place, places};
use crate::reference::Reference;
use crate::{Change, Meaning, Rewrite};
use components::Home;
pub use library::Library;

/// So many values are written out in the place of references; beyond, files that refer to each other
/// many times would grow without end.
const MOST_VALUES: usize = 2_000_000;

/// A node of one of the files.
#[derive(Debug, Clone, Copy)]
struct Spot<'d> {
    file: usize,
    at: Node<'d>,
}

impl Spot<'_> {
    /// What tells it from others: an alias is its target.
    fn key(&self) -> (usize, NodeId) {
        (self.file, self.at.content().unwrap_or(self.at).id())
    }
}

/// A part of another file that becomes a component.
#[derive(Debug)]
struct Component<'d> {
    spot: Spot<'d>,
    part: Part,
    home: Home,
    name: String,
}

/// Brings what a definition refers to in other files into it. Schemas, parameters and whatever else
/// has a place among the components get a name there; path items, responses (references to which the
/// guide says are not supported) and the rest are written out where they are referred to.
///
/// ```
/// use gatewright_diagnostics::SourceId;
/// use gatewright_fix::{Library, bundle};
/// use gatewright_source::{Editor, Files, Unreadable, apply};
///
/// struct Models;
///
/// impl Files for Models {
///     fn read(&self, path: &str) -> Result<Vec<u8>, Unreadable> {
///         match path {
///             "models/pet.json" => Ok(r#"{ "type": "object" }"#.into()),
///             _ => Err(Unreadable::Because("there is no such file".to_owned())),
///         }
///     }
/// }
///
/// let text = "
/// openapi: 3.0.1
/// info: { title: Pets, version: '1' }
/// paths: {}
/// components:
///   schemas:
///     Pets: { type: array, items: { $ref: models/pet.json } } # many
/// ";
/// let document = gatewright_source::read(SourceId(0), text.into());
/// let library = Library::load(document, "openapi.yaml", &Models);
/// let rewrite = bundle(&library).value;
/// let edits = Editor::new(library.root()).text_edits(&rewrite.edits).expect("they can be written");
/// assert!(apply(text, &edits).ends_with("
///     Pets: { type: array, items: { $ref: '#/components/schemas/pet' } } # many
///     pet:
///       type: object
/// "));
/// ```
pub fn bundle(library: &Library) -> Checked<Rewrite> {
    bundle_within(library, MOST_VALUES)
}

/// The same with another number of values.
fn bundle_within(library: &Library, budget: usize) -> Checked<Rewrite> {
    let root = library.root();
    let mut bundler = Bundler {
        library,
        draft: Draft::new(root),
        is_swagger: root.root().is_some_and(|it| it.get("swagger").is_some()),
        counts_siblings: root.root().is_some_and(counts_siblings),
        names: HashMap::new(),
        entries: HashMap::new(),
        taken: BTreeMap::new(),
        queue: VecDeque::new(),
        added: BTreeMap::new(),
        open: Vec::new(),
        budget,
        problems: Vec::new(),
        reported: HashSet::new(),
        changes: Vec::new(),
    };
    let mut places = places(root);
    bundler.claim(&places);
    places.sort_by_key(|place| place.at.id());
    for place in &places {
        bundler.name(place);
    }
    // What a place holds comes before it.
    for place in places.iter().rev() {
        bundler.place(place);
    }
    while let Some(component) = bundler.queue.pop_front() {
        let Component { spot, part, home, name } = component;
        let value = bundler.build(spot, Holds::One(part), 0);
        bundler.added.entry(home).or_default().insert(name, value);
    }
    bundler.add();
    let Bundler { draft, mut changes, mut problems, .. } = bundler;
    problems.sort_by_key(|it| (it.location.source, it.location.span));
    changes.sort_by_key(|change| (change.location.source, change.location.span));
    if !problems.is_empty() {
        return Checked::new(Rewrite::default(), problems);
    }
    Checked::new(Rewrite { edits: draft.into_edits(), changes }, Vec::new())
}

struct Bundler<'d> {
    library: &'d Library,
    draft: Draft<'d>,
    is_swagger: bool,
    /// Whether what stands beside a reference counts, as in OpenAPI 3.1.
    counts_siblings: bool,
    /// The texts of references to what has or gets a place in the definition.
    names: HashMap<((usize, NodeId), Part), String>,
    /// Components of the definition that stand in other files, by the place that lists them: the
    /// texts of references to them.
    entries: HashMap<(usize, NodeId), String>,
    /// The names that components have.
    taken: BTreeMap<Home, BTreeSet<String>>,
    /// Components that have a name and are yet to be made.
    queue: VecDeque<Component<'d>>,
    added: BTreeMap<Home, Map<String, Value>>,
    /// What is being written out.
    open: Vec<(usize, NodeId)>,
    /// How many values may yet be written out.
    budget: usize,
    problems: Vec<Diagnostic>,
    /// References that something was said about.
    reported: HashSet<(usize, NodeId)>,
    changes: Vec<Change>,
}

impl<'d> Bundler<'d> {
    fn tell(&mut self, location: Location, what: String) {
        self.changes.push(Change { location, what, meaning: Meaning::Same });
    }

    /// Gives what a place of the definition refers to in other files its name, in the order of the
    /// document.
    fn name(&mut self, place: &Place<'d>) {
        if let Holds::One(part) = place.holds
            && Home::of(part, self.is_swagger).is_some()
            && is_external(place.at)
        {
            self.address(Spot { file: 0, at: place.at }, part);
        }
    }

    /// Does what a place of the definition needs.
    fn place(&mut self, place: &Place<'d>) {
        let at = place.at;
        if let Some(discriminator) = place.as_part(Part::Discriminator) {
            for (_, value) in discriminator.get("mapping").into_iter().flat_map(Node::entries) {
                if let Some(text) = self.mapped(0, value) {
                    self.draft.set(value, text);
                }
            }
        }
        if !is_external(at) {
            return;
        }
        let Some(reference) = at.get("$ref") else { return };
        let here = Spot { file: 0, at };
        if let Holds::One(part) = place.holds
            && Home::of(part, self.is_swagger).is_some()
        {
            let Some(text) = self.address(here, part) else { return };
            if text != own_address(at) {
                self.draft.set(reference, text);
                return;
            }
        }
        let Some(target) = self.follow(here) else { return };
        let mut value = self.write_out(target, place.holds, here, 0);
        if let Some(members) = value.as_object_mut() {
            for (key, beside) in at.entries().filter(|(_, value)| *value != reference) {
                let key = key.text().unwrap_or_default();
                if !members.contains_key(key) {
                    members.insert(key.to_owned(), self.draft.value(beside));
                }
            }
        }
        let what = format!("`{}` is written out here", reference.text().unwrap_or_default());
        self.tell(reference.location(), what);
        self.draft.set(at, value);
    }
}

fn counts_siblings(root: Node<'_>) -> bool {
    root.get("openapi").and_then(Node::text).is_some_and(|it| !it.starts_with("3.0"))
}

/// Whether an object refers to something by a file.
fn is_external(at: Node<'_>) -> bool {
    let text = at.get("$ref").and_then(Node::as_str);
    text.is_some_and(|text| !Reference::read(text).file.is_empty())
}

/// The text of a reference to a place of the definition.
fn own_address(at: Node<'_>) -> String {
    let pointer = at.pointer();
    let steps = pointer.as_str().split('/').skip(1);
    let steps: Vec<String> = steps.map(|it| it.replace("~1", "/").replace("~0", "~")).collect();
    crate::reference::to_steps(steps.iter().map(String::as_str))
}

#[cfg(test)]
mod tests {
    use gatewright_diagnostics::SourceId;

    use gatewright_source::{Files, Unreadable};

    use super::*;

    struct Doubling;

    impl Files for Doubling {
        fn read(&self, path: &str) -> Result<Vec<u8>, Unreadable> {
            let number: u32 = path.trim_end_matches(".yaml").parse().expect("a number");
            let next = number + 1;
            let text = match number {
                40 => "c: 1\n".to_owned(),
                _ => format!("a: {{ $ref: {next}.yaml }}\nb: {{ $ref: {next}.yaml }}\n"),
            };
            Ok(text.into_bytes())
        }
    }

    #[test]
    fn files_that_grow_without_end_are_refused() {
        let text = "openapi: 3.0.1\npaths: {}\nx-a: { $ref: 0.yaml }\n";
        let document = gatewright_source::read(SourceId(0), text.into());
        let library = Library::load(document, "api.yaml", &Doubling);
        let bundled = bundle_within(&library, 10_000);
        let names: Vec<&str> = bundled.diagnostics.iter().map(|it| it.metadata.name).collect();
        assert_eq!(names, ["bundle-too-large"]);
        assert_eq!(bundled.value.edits, []);
    }
}
