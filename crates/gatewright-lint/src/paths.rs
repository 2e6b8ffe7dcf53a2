//! What the key of a path comes to: its segments, its variables, and the path of the resource that
//! it becomes.

use std::borrow::Cow;
use std::collections::HashMap;

use gatewright_definition::Definition;
use gatewright_model::PathPart;

/// The segments. An empty one makes no resource.
pub(crate) fn segments(path: &str) -> impl DoubleEndedIterator<Item = &str> {
    path.split('/').filter(|segment| !segment.is_empty())
}

/// The names of the variables, that of a greedy one without its plus sign.
pub(crate) fn variables(path: &str) -> impl Iterator<Item = &str> {
    segments(path).filter_map(|segment| PathPart::parse(segment).variable())
}

/// Whether the resource has the very path of the key.
pub(crate) fn is_resource_path(path: &str) -> bool {
    path == "/" || (path.starts_with('/') && !path.ends_with('/') && !path.contains("//"))
}

/// The path of the resource, without a base path.
pub(crate) fn resource_path(path: &str) -> Cow<'_, str> {
    if is_resource_path(path) {
        return Cow::Borrowed(path);
    }
    let mut own = String::with_capacity(path.len() + 1);
    for segment in segments(path) {
        own.extend(["/", segment]);
    }
    Cow::Owned(if own.is_empty() { "/".to_owned() } else { own })
}

/// `/`, `/a` and `/a/b` of `/a/b`.
pub(crate) fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    let inner = path.match_indices('/').filter(|(at, _)| *at > 0).map(|(at, _)| &path[..at]);
    std::iter::once("/").chain(inner).chain((path != "/").then_some(path))
}

/// How many paths become each resource.
pub(crate) fn resource_counts<'a>(definition: &'a Definition<'_>) -> HashMap<Cow<'a, str>, usize> {
    let mut counts = HashMap::with_capacity(definition.path_items.len());
    for item in &definition.path_items {
        *counts.entry(resource_path(&item.path)).or_default() += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::{resource_path, variables};

    #[test]
    fn slashes_that_separate_nothing_go() {
        for (path, resource) in [
            ("/", "/"),
            ("//", "/"),
            ("/pets", "/pets"),
            ("/pets/", "/pets"),
            ("/pets//{id}/", "/pets/{id}"),
            ("pets", "/pets"),
        ] {
            assert_eq!(resource_path(path), resource);
        }
    }

    #[test]
    fn a_greedy_variable_is_called_without_its_plus_sign() {
        let names: Vec<&str> = variables("/{shop}/a{b}/files/{path+}").collect();
        assert_eq!(names, ["shop", "path"]);
    }
}
