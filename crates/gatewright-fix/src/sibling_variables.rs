//! Path variables that stand at one place of several paths get one name: the service makes one
//! resource of that place. (*Important notes*; quoted by users: "A sibling … already has a variable
//! path part".)

mod template;
mod unify;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use gatewright_diagnostics::Checked;
use gatewright_source::{Document, Node, NodeId};

use crate::draft::Draft;
use crate::places::{Holds, Part, children, places};
use crate::reference::{Reference, to_steps};
use crate::{Change, Meaning, Rewrite};
use template::{Names, rewritten};
use unify::{Conflict, Path, Resources, unify};

/// References to references are followed this far.
const MAX_CHAIN: usize = 32;

const INTEGRATION: &str = "x-amazon-apigateway-integration";

/// What a mapping of a path variable begins with.
const PATH_VARIABLE: &str = "method.request.path.";

/// Gives the variables at each place of the paths one name, and renames the parameters, mappings,
/// templates, documentation parts and references that follow from it. Where that makes two paths the
/// same, the operations of the second join the first.
///
/// ```
/// use gatewright_diagnostics::SourceId;
/// use gatewright_fix::sibling_variables;
/// use gatewright_source::{Editor, apply};
///
/// let text = "
/// openapi: 3.0.1
/// info: { title: Pets, version: '1' }
/// paths:
///   /pets/{id}:
///     get: { responses: {} }
///   /pets/{petId}/toys:
///     parameters:
///       - { name: petId, in: path, required: true, schema: { type: string } } # see above
/// ";
/// let document = gatewright_source::read(SourceId(0), text.into()).value;
/// let rewrite = sibling_variables(&document).value;
/// let edits = Editor::new(&document).text_edits(&rewrite.edits).expect("they can be written");
/// assert!(apply(text, &edits).ends_with("
///   /pets/{id}/toys:
///     parameters:
///       - { name: id, in: path, required: true, schema: { type: string } } # see above
/// "));
/// ```
pub fn sibling_variables(document: &Document) -> Checked<Rewrite> {
    let mut renaming =
        Renaming { draft: Draft::new(document), wishes: BTreeMap::new(), changes: Vec::new() };
    let mut paths = paths(document);
    let (resources, conflicts) = unify(&mut paths);
    for conflict in &conflicts {
        renaming.conflict(&paths[conflict.path], conflict);
    }
    let merges = renaming.merges(&mut paths);
    for path in &paths {
        renaming.path(path);
    }
    renaming.grant(document);
    for (first, second) in merges {
        renaming.merge(&paths[first], &paths[second]);
    }
    renaming.documentation(document, &resources);
    renaming.references(document, &paths);
    let mut changes = renaming.changes;
    changes.sort_by_key(|change| change.location.span);
    Checked::new(Rewrite { edits: renaming.draft.into_edits(), changes }, Vec::new())
}

/// The paths of a document.
fn paths(document: &Document) -> Vec<Path<'_>> {
    let members = document.root().and_then(|root| root.get("paths"));
    let members = members.into_iter().flat_map(Node::entries);
    let named = members.filter_map(|(key, item)| Some((key, item, key.text()?)));
    let mut paths: Vec<Path<'_>> = named
        // Which variables a path has that is filled in later, nobody knows.
        .filter(|(key, _, text)| text.starts_with('/') && !key.has_unknown())
        .map(|(key, item, text)| Path::new(key, item, text))
        .collect();
    let mut uses: HashMap<NodeId, usize> = HashMap::new();
    for path in &paths {
        let item = path.item.content().unwrap_or(path.item);
        *uses.entry(item.id()).or_default() += 1;
    }
    for path in &mut paths {
        let item = path.item.content().unwrap_or(path.item);
        // What several paths share cannot be renamed for one of them, and what stands elsewhere may
        // be shared.
        path.is_fixed = uses[&item.id()] > 1 || path.item.get("$ref").is_some();
        for parameter in parameters(path.item).into_iter().filter_map(|(_, at)| at) {
            if parameter.get("in").and_then(Node::text) != Some("path") {
                path.others.extend(parameter.get("name").and_then(Node::text));
            }
        }
    }
    paths
}

/// The operations of a path item.
fn operations(item: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    let operations = children(item, Holds::One(Part::PathItem)).into_iter();
    operations.filter(|(_, holds)| *holds == Holds::One(Part::Operation)).map(|(at, _)| at)
}

/// The parameters of a path item and its operations: where each is listed, and what it is, if that
/// stands in this document.
fn parameters(item: Node<'_>) -> Vec<(Node<'_>, Option<Node<'_>>)> {
    let lists = std::iter::once(item).chain(operations(item)).filter_map(|it| it.get("parameters"));
    lists.flat_map(Node::items).map(|listed| (listed, resolved(listed))).collect()
}

/// What a parameter is, behind its references.
fn resolved(listed: Node<'_>) -> Option<Node<'_>> {
    let mut target = listed;
    for _ in 0..MAX_CHAIN {
        let Some(text) = target.get("$ref").and_then(Node::as_str) else {
            return target.content();
        };
        let reference = Reference::read(text);
        if !reference.file.is_empty() {
            return None;
        }
        target = target.document().at_pointer(reference.pointer()?.as_str())?;
    }
    None
}

/// A value that may be shared: who uses it, and what each of them wants it to be.
#[derive(Debug)]
struct Wish<'d> {
    at: Node<'d>,
    /// Of each use the new text, or none where it is to stay; and the place to say so.
    wants: Vec<(Node<'d>, Option<String>)>,
    kind: WishKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum WishKind {
    /// The name of a parameter; the uses are the items of lists of parameters.
    Name,
    /// A text of an integration.
    Text,
}

struct Renaming<'d> {
    draft: Draft<'d>,
    wishes: BTreeMap<NodeId, Wish<'d>>,
    changes: Vec<Change>,
}

impl<'d> Renaming<'d> {
    fn tell(&mut self, at: Node<'d>, meaning: Meaning, what: String) {
        self.changes.push(Change { location: at.location(), what, meaning });
    }

    fn conflict(&mut self, path: &Path<'d>, conflict: &Conflict) {
        let Conflict { part, sibling, .. } = conflict;
        let what =
            format!("`{part}` stands where `{sibling}` stands in another path, and has to stay");
        self.tell(path.key, Meaning::ToLookAt, what);
    }

    /// Paths that become the same, by their places: the first, and one whose operations can join it.
    /// One that cannot keeps its names.
    fn merges(&mut self, paths: &mut [Path<'d>]) -> Vec<(usize, usize)> {
        let mut first: HashMap<String, usize> = HashMap::new();
        let mut taken: HashMap<usize, BTreeSet<&'d str>> = HashMap::new();
        let mut merges = Vec::new();
        for index in 0..paths.len() {
            let resource = paths[index].resource();
            let Some(&other) = first.get(&resource) else {
                first.insert(resource, index);
                continue;
            };
            let (one, two) = (&paths[other], &paths[index]);
            if one.names().is_empty() && two.names().is_empty() {
                continue;
            }
            let taken = taken.entry(other).or_insert_with(|| verbs(one.item));
            let verbs = verbs(two.item);
            if !one.is_fixed && !two.is_fixed && taken.is_disjoint(&verbs) && can_join(one, two) {
                taken.extend(verbs);
                merges.push((other, index));
                continue;
            }
            let what = format!(
                "`{}` would be the same as `{}`, and they cannot be one",
                two.text, one.text
            );
            let key = two.key;
            self.tell(key, Meaning::ToLookAt, what);
            paths[index].reset();
        }
        merges
    }

    /// Notes what one path needs.
    fn path(&mut self, path: &Path<'d>) {
        let names = path.names();
        if !names.is_empty() {
            let (old, new) = (path.text, path.renamed());
            self.draft.rename(path.key, new.as_str());
            self.tell(path.key, Meaning::Same, format!("`{old}` is called `{new}`"));
        }
        for (listed, parameter) in parameters(path.item) {
            match parameter {
                Some(parameter) => self.parameter(listed, parameter, &names),
                None if !names.is_empty() => {
                    let what = "the parameter stands in another file, or nowhere".to_owned();
                    self.tell(listed, Meaning::ToLookAt, what);
                }
                None => {}
            }
        }
        let mut proxies = 0;
        for operation in operations(path.item) {
            let Some(integration) = operation.get(INTEGRATION) else { continue };
            self.integration(integration, &names);
            let kind = integration.get("type").and_then(Node::text).unwrap_or_default();
            proxies += usize::from(kind.eq_ignore_ascii_case("aws_proxy"));
        }
        if proxies > 0 && !names.is_empty() {
            let names: Vec<String> =
                names.iter().map(|(old, new)| format!("`{old}` as `{new}`")).collect();
            let what =
                format!("the function behind it gets {} among `pathParameters`", names.join(", "));
            self.tell(path.key, Meaning::ToLookAt, what);
        }
    }

    fn parameter(&mut self, listed: Node<'d>, parameter: Node<'d>, names: &Names) {
        if parameter.get("in").and_then(Node::text) != Some("path") {
            return;
        }
        let Some(name) = parameter.get("name") else { return };
        let new = name.text().and_then(|name| names.get(name)).cloned();
        self.wish(name, listed, new, WishKind::Name);
    }

    fn wish(&mut self, at: Node<'d>, user: Node<'d>, new: Option<String>, kind: WishKind) {
        let at = at.content().unwrap_or(at);
        let wish = self.wishes.entry(at.id()).or_insert(Wish { at, wants: Vec::new(), kind });
        wish.wants.push((user, new));
    }

    fn integration(&mut self, integration: Node<'d>, names: &Names) {
        let mapped = integration.get("requestParameters").into_iter().flat_map(Node::entries);
        let keys = integration.get("cacheKeyParameters").into_iter().flat_map(Node::items);
        for at in mapped.map(|(_, value)| value).chain(keys) {
            let Some(name) = at.as_str().and_then(|it| it.strip_prefix(PATH_VARIABLE)) else {
                continue;
            };
            let new = names.get(name).map(|new| format!("{PATH_VARIABLE}{new}"));
            self.wish(at, at, new, WishKind::Text);
        }
        let responses = integration.get("responses").into_iter().flat_map(Node::entries);
        let answers = responses.filter_map(|(_, response)| response.get("responseTemplates"));
        let templates = integration.get("requestTemplates").into_iter().chain(answers);
        for (_, at) in templates.flat_map(Node::entries) {
            let Some(text) = at.as_str() else { continue };
            let template = rewritten(text, names);
            if template.text.is_some() || text.contains("input.params") {
                self.wish(at, at, template.text, WishKind::Text);
            }
            if template.is_open && !names.is_empty() {
                let what = "the template asks for parameters whose names are not written out";
                self.tell(at, Meaning::ToLookAt, what.to_owned());
            }
        }
    }

    /// Does what was wished for, where all who share a thing want the same.
    fn grant(&mut self, document: &'d Document) {
        let referred = referred_elsewhere(document);
        for Wish { at, wants, kind } in std::mem::take(&mut self.wishes).into_values() {
            let Some(new) = wants.iter().find_map(|(_, new)| new.clone()) else { continue };
            let owner = at.parent();
            let is_shared = owner.is_some_and(|it| referred.contains(&it.id()));
            let is_agreed = wants.iter().all(|(_, other)| other.as_ref() == Some(&new));
            if is_agreed && !is_shared {
                self.draft.set(at, new);
                continue;
            }
            for (user, new) in wants.into_iter().filter_map(|(user, new)| Some((user, new?))) {
                if let Some(owner) = owner.filter(|_| kind == WishKind::Name) {
                    // Others go on with the parameter as it is, and this path gets its own.
                    let mut value = self.draft.value(owner);
                    value["name"] = new.into();
                    let what = format!("the parameter `{}` is written out here", text(at));
                    self.tell(user, Meaning::Same, what);
                    self.draft.set(user, value);
                } else {
                    let what = "several paths share this, and not all of them are renamed";
                    self.tell(user, Meaning::ToLookAt, what.to_owned());
                }
            }
        }
    }

    /// Lets the operations of the second path join the first.
    fn merge(&mut self, first: &Path<'d>, second: &Path<'d>) {
        let own = second.item.get("parameters").into_iter().flat_map(Node::items);
        let own: Vec<Node<'d>> = own.collect();
        for (key, operation) in second.item.entries() {
            let verb = key.text().unwrap_or_default();
            if !is_verb(verb) {
                if verb != "parameters" {
                    self.tell(key, Meaning::Dropped, format!("`{verb}` of the path goes"));
                }
                continue;
            }
            let mut value = self.draft.value(operation);
            let listed = operation.get("parameters");
            let redefined: BTreeSet<_> =
                listed.into_iter().flat_map(Node::items).filter_map(identity).collect();
            let added =
                own.iter().filter(|it| identity(**it).is_none_or(|it| !redefined.contains(&it)));
            let added: Vec<_> = added.map(|it| self.draft.value(*it)).collect();
            if let Some(members) = value.as_object_mut()
                && !added.is_empty()
            {
                let list = members.entry("parameters").or_insert_with(|| Vec::<()>::new().into());
                if let Some(list) = list.as_array_mut() {
                    list.extend(added);
                }
            }
            self.draft.put(first.item, verb, value);
        }
        self.draft.remove(second.item);
        let what = format!("`{}` becomes a part of `{}`", second.text, first.text);
        self.tell(second.key, Meaning::Same, what);
    }

    /// The paths and variables that documentation parts are about.
    fn documentation(&mut self, document: &'d Document, resources: &Resources) {
        let parts = document.at_pointer("/x-amazon-apigateway-documentation/documentationParts");
        for location in parts.into_iter().flat_map(Node::items).filter_map(|it| it.get("location"))
        {
            let Some(path) = location.get("path") else { continue };
            let Some(moved) = path.as_str().and_then(|it| resources.moved(it)) else { continue };
            let (old, new) = (Path::new(path, path, text(path)), moved.clone());
            self.draft.set(path, moved);
            let is_variable = location.get("type").and_then(Node::text) == Some("PATH_PARAMETER");
            let Some(name) = location.get("name").filter(|_| is_variable) else { continue };
            // A variable is named at its place in the path.
            let place = old.variables().position(|it| Some(it) == name.text());
            let new = Path::new(path, path, &new);
            if let Some(new) = place.and_then(|place| new.variables().nth(place)) {
                self.draft.set(name, new);
            }
        }
    }

    /// References that lead through a path.
    fn references(&mut self, document: &'d Document, paths: &[Path<'d>]) {
        let renamed = paths.iter().filter(|path| !path.names().is_empty());
        let moved: HashMap<&str, String> =
            renamed.map(|path| (path.text, path.renamed())).collect();
        if moved.is_empty() {
            return;
        }
        for place in places(document).iter().filter(|it| matches!(it.holds, Holds::One(_))) {
            for member in ["$ref", "operationRef"] {
                let Some(at) = place.at.get(member) else { continue };
                let Some(reference) = at.as_str().map(Reference::read) else { continue };
                let Some(steps) = reference.steps().filter(|_| reference.file.is_empty()) else {
                    continue;
                };
                let [first, path, rest @ ..] = steps.as_slice() else { continue };
                let Some(new) = moved.get(path.as_str()).filter(|_| first == "paths") else {
                    continue;
                };
                let rest = rest.iter().map(String::as_str);
                self.draft.set(at, to_steps(["paths", new.as_str()].into_iter().chain(rest)));
            }
        }
    }
}

/// The parameters that something else than a list of parameters refers to.
fn referred_elsewhere(document: &Document) -> BTreeSet<NodeId> {
    let places = places(document);
    let objects = places
        .iter()
        .filter(|it| matches!(it.holds, Holds::One(_)) && it.holds != Holds::One(Part::Parameter));
    let texts = objects.filter_map(|it| it.at.get("$ref")?.as_str());
    let pointers = texts.filter_map(|text| {
        let reference = Reference::read(text);
        reference.pointer().filter(|_| reference.file.is_empty())
    });
    pointers.filter_map(|it| Some(document.at_pointer(it.as_str())?.content()?.id())).collect()
}

fn text(at: Node<'_>) -> &str {
    at.text().unwrap_or_default()
}

fn is_verb(name: &str) -> bool {
    matches!(
        name,
        "get"
            | "put"
            | "post"
            | "delete"
            | "options"
            | "head"
            | "patch"
            | "trace"
            | "x-amazon-apigateway-any-method"
    )
}

fn verbs(item: Node<'_>) -> BTreeSet<&str> {
    item.entries().filter_map(|(key, _)| key.text()).filter(|name| is_verb(name)).collect()
}

/// The name and place of a parameter.
fn identity(listed: Node<'_>) -> Option<(&str, &str)> {
    let parameter = resolved(listed)?;
    Some((parameter.get("name")?.text()?, parameter.get("in")?.text()?))
}

/// Whether operations of the second path would mean the same below the first: the parameters of the
/// first, which they then have too, must be variables.
fn can_join(first: &Path<'_>, second: &Path<'_>) -> bool {
    let shared = first.item.get("parameters").into_iter().flat_map(Node::items);
    let only_variables =
        shared.filter_map(resolved).all(|it| it.get("in").and_then(Node::text) == Some("path"));
    only_variables && second.item.is_mapping() && first.item.is_mapping()
}
