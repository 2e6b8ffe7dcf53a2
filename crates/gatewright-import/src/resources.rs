//! The resource tree.

use std::collections::{HashMap, HashSet};

use gatewright_definition::Text;
use gatewright_definition::values::Pieces;
use gatewright_diagnostics::Diagnostic;
use gatewright_model::{HttpMethod, Map, Method, PathPart, Resource};
use gatewright_source::Node;

use crate::IdKind;
use crate::context::{Context, Step};
use crate::diagnostics::resources::{
    METHOD_DUPLICATE, RESOURCE_BELOW_GREEDY, RESOURCE_PATH_PART_INVALID, RESOURCE_SECOND_VARIABLE,
    RESOURCES_OVER_QUOTA, RESOURCES_TOO_MANY,
};
use crate::outcome::PathKey;

/// How many resources an API may have unless the account's quota was raised (*API Gateway quotas*).
const DEFAULT_QUOTA: usize = 300;

/// How many bytes the paths of all resources may have together. Each resource knows its whole path, so
/// that a path of many segments costs the square of its length; this many are far beyond any quota.
const MAX_PATH_BYTES: usize = 32 << 20;

/// The resources of an import.
#[derive(Debug)]
pub(crate) struct Resources<'d> {
    /// The root is the first.
    placed: Vec<Placed<'d>>,
    by_path: HashMap<String, usize>,
    /// The variable below each path that has one among the resources that exist.
    existing_variables: HashMap<String, String>,
    refused: HashSet<String>,
    path_bytes: usize,
}

/// A resource, and what else is known of it.
#[derive(Debug)]
pub(crate) struct Placed<'d> {
    resource: Resource,
    /// For the way back to the document.
    key: PathKey,
    /// The part of the child that is a variable.
    variable: Option<String>,
    /// The key of each operation that is to become a method.
    operations: Vec<(HttpMethod, Node<'d>)>,
}

impl<'d> Resources<'d> {
    /// The root, which every API has. `existing` are resources that stay beside those to be made.
    pub(crate) fn new(cx: &mut Context<'_, 'd>, existing: &[Resource]) -> Self {
        let root_id = cx.id(IdKind::Resource, "/");
        let root = Resource {
            id: root_id.clone(),
            parent_id: None,
            path_part: None,
            path: "/".to_owned(),
            resource_methods: Map::new(),
        };
        let key = cx.record_resource("/", cx.definition.root);
        // Many paths add a resource and the variable below it.
        let count = cx.definition.path_items.len() * 2 + 1;
        let mut placed = Vec::with_capacity(count);
        placed.push(Placed::new(root, key));
        let mut by_path = HashMap::with_capacity(count);
        by_path.insert("/".to_owned(), 0);
        Self {
            placed,
            by_path,
            existing_variables: existing.iter().filter_map(variable_of).collect(),
            refused: HashSet::new(),
            path_bytes: 0,
        }
    }

    /// Makes the resources of a path, `prefix` before it. Returns that of the whole path, or nothing
    /// when one of them is refused.
    pub(crate) fn place(
        &mut self,
        cx: &mut Context<'_, 'd>,
        prefix: &[String],
        path: &Text<'d>,
    ) -> Option<&mut Placed<'d>> {
        let key = path.at;
        let own = segments(path);
        let (mut parent, mut at) = (0, String::with_capacity(path.len()));
        // Of a base path only that something is unknown is known.
        let read = if cx.holes.is_some() { Pieces::of } else { Pieces::as_imported };
        for part in prefix.iter().map(|part| read(part)).chain(own) {
            at.extend(["/", part.text()]);
            parent = if let Some(&known) = self.by_path.get(&at) {
                known
            } else if !self.refused.contains(&at) && self.create(cx, parent, part, &at, key) {
                self.placed.len() - 1
            } else {
                self.refused.insert(at);
                return None;
            };
        }
        self.placed.get_mut(parent)
    }

    fn create(
        &mut self,
        cx: &mut Context<'_, 'd>,
        parent: usize,
        part: Pieces<'_>,
        path: &str,
        key: Node<'d>,
    ) -> bool {
        if let Some(diagnostic) = self.refusal(&self.placed[parent], part, path, key) {
            cx.report(Step::Resources, diagnostic);
            return false;
        }
        let before = self.path_bytes;
        self.path_bytes += path.len();
        if self.path_bytes > MAX_PATH_BYTES {
            if before <= MAX_PATH_BYTES {
                cx.report(Step::Resources, too_many(key));
            }
            return false;
        }
        let is_known = !part.has_placeholder();
        let part = part.text();
        if is_known && PathPart::parse(part).variable().is_some() {
            self.placed[parent].variable = Some(part.to_owned());
        }
        let resource = Resource {
            id: cx.id(IdKind::Resource, path),
            parent_id: Some(self.placed[parent].id().to_owned()),
            path_part: Some(part.to_owned()),
            path: path.to_owned(),
            resource_methods: Map::new(),
        };
        self.by_path.insert(path.to_owned(), self.placed.len());
        self.placed.push(Placed::new(resource, cx.record_resource(path, key)));
        if self.placed.len() == DEFAULT_QUOTA + 1 {
            cx.report(
                Step::Resources,
                Diagnostic::new(
                    &RESOURCES_OVER_QUOTA,
                    format!("more than {DEFAULT_QUOTA} resources, the default quota of an API"),
                    key.location(),
                )
                .label("the first path beyond the quota")
                .help("have the quota raised, or split the API; else the import is refused"),
            );
        }
        true
    }

    /// What CreateResource says of a part that it refuses.
    fn refusal(
        &self,
        parent: &Placed<'d>,
        part: Pieces<'_>,
        path: &str,
        key: Node<'d>,
    ) -> Option<Diagnostic> {
        let diagnostic = |metadata, core: String| {
            let message = format!("Unable to create resource at path '{path}': {core}");
            Diagnostic::new(metadata, message, key.location())
        };
        let parent_part = parent.resource.path_part.as_deref().unwrap_or_default();
        if let PathPart::Greedy(_) = PathPart::parse(parent_part) {
            return Some(
                diagnostic(
                    &RESOURCE_BELOW_GREEDY,
                    format!(
                        "Cannot create a child of a resource with a greedy path variable: \
                         {parent_part}"
                    ),
                )
                .label(format!("`{parent_part}` takes all that follows"))
                .help(format!("end the path with `{parent_part}`")),
            );
        }
        let is_known = !part.has_placeholder();
        let is_right = if is_known { is_path_part(part.text()) } else { may_be_path_part(part) };
        let part = part.text();
        if !is_right {
            return Some(
                diagnostic(
                    &RESOURCE_PATH_PART_INVALID,
                    "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path \
                     variable and curly braces at the beginning and the end."
                        .to_owned(),
                )
                .label(format!("`{part}` has other characters"))
                .help("let a variable fill its whole segment, and write others without such characters"),
            );
        }
        let sibling = || {
            let existing = || self.existing_variables.get(parent.path());
            parent.variable.as_ref().or_else(existing)
        };
        if is_known
            && PathPart::parse(part).variable().is_some()
            && let Some(sibling) = sibling()
            && sibling != part
        {
            return Some(
                diagnostic(
                    &RESOURCE_SECOND_VARIABLE,
                    format!(
                        "A sibling ({sibling}) of this resource already has a variable path part \
                         -- only one is allowed"
                    ),
                )
                .label(format!("`{part}` stands where `{sibling}` stands in another path"))
                .help(format!("call the variable `{sibling}` in all paths, or change the path")),
            );
        }
        None
    }

    pub(crate) fn root_id(&self) -> &str {
        self.placed[0].id()
    }

    /// The resources, by path.
    pub(crate) fn into_list(self) -> Vec<Resource> {
        let mut list: Vec<_> = self.placed.into_iter().map(|placed| placed.resource).collect();
        list.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        list
    }
}

impl<'d> Placed<'d> {
    fn new(resource: Resource, key: PathKey) -> Self {
        Self { resource, key, variable: None, operations: Vec::new() }
    }

    pub(crate) fn key(&self) -> PathKey {
        self.key
    }

    pub(crate) fn path(&self) -> &str {
        &self.resource.path
    }

    pub(crate) fn id(&self) -> &str {
        &self.resource.id
    }

    /// Notes that an operation is to become a method; false, and a finding, when the resource has
    /// that method already.
    pub(crate) fn claim(
        &mut self,
        cx: &mut Context<'_, 'd>,
        verb: HttpMethod,
        key: Node<'d>,
    ) -> bool {
        let Some((_, first)) = self.operations.iter().find(|(other, _)| *other == verb) else {
            self.operations.push((verb, key));
            return true;
        };
        let path = self.path();
        cx.report(
            Step::Methods,
            Diagnostic::new(
                &METHOD_DUPLICATE,
                format!("Duplicate method '{verb}' on resource at path '{path}'"),
                key.location(),
            )
            .label("another path is the same resource and has this method too")
            .related(first.location(), "the first of them")
            .help("keep one of the two paths; a slash at the end makes no difference"),
        );
        false
    }

    /// Makes room for methods that are to come.
    pub(crate) fn expect_methods(&mut self, count: usize) {
        if self.resource.resource_methods.is_empty() {
            self.resource.resource_methods = Map::with_capacity(count);
        }
    }

    pub(crate) fn insert(&mut self, method: Method) {
        self.resource.resource_methods.insert(method.http_method, method);
    }
}

fn too_many(key: Node<'_>) -> Diagnostic {
    Diagnostic::new(
        &RESOURCES_TOO_MANY,
        "more resources, or longer paths, than are built here",
        key.location(),
    )
    .label("no resource is made from here on")
    .help("split the API; the service takes a small part of this many")
}

/// The path above a resource whose part is a variable, and the part.
fn variable_of(resource: &Resource) -> Option<(String, String)> {
    let part = resource.path_part.as_deref()?;
    PathPart::parse(part).variable()?;
    let parent = resource.path.strip_suffix(part)?;
    let parent = if parent == "/" { parent } else { parent.trim_end_matches('/') };
    Some((parent.to_owned(), part.to_owned()))
}

/// Whether the service takes a part: letters, digits and `._-:`, or these in braces that enclose
/// the whole part, with a plus sign at the end for a greedy variable.
/// The segments of a path. Of a placeholder nobody knows how many it fills.
fn segments<'t>(path: &'t Text<'_>) -> impl Iterator<Item = Pieces<'t>> {
    path.as_imported().split("/").filter(|part| !part.is_empty())
}

/// Whether a part of which something is unknown has nothing that no part has.
fn may_be_path_part(part: Pieces<'_>) -> bool {
    let legal = |byte: u8| byte.is_ascii_alphanumeric() || b"._-:{}+".contains(&byte);
    part.known_parts().flat_map(str::bytes).all(legal)
}

fn is_path_part(part: &str) -> bool {
    let name = match PathPart::parse(part) {
        PathPart::Static(text) => text,
        PathPart::Variable(name) | PathPart::Greedy(name) => name,
    };
    let legal = |byte: u8| byte.is_ascii_alphanumeric() || b"._-:".contains(&byte);
    !name.is_empty() && name.bytes().all(legal)
}

#[cfg(test)]
mod tests {
    use super::is_path_part;

    #[test]
    fn path_parts() {
        for part in ["pets", "{petId}", "{proxy+}", "v1.0", "a:b", "_-"] {
            assert!(is_path_part(part), "{part}");
        }
        for part in ["{bar}.json", "$metadata", "a b", "{}", "{+}", "a{b}", "{a}{b}", "caf\u{e9}"] {
            assert!(!is_path_part(part), "{part}");
        }
    }
}
