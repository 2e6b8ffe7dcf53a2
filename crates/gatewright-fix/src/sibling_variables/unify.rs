//! Which name the variables get that stand at one place of several paths.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use gatewright_model::PathPart;
use gatewright_source::Node;

/// A path of the definition.
#[derive(Debug)]
pub(super) struct Path<'d> {
    /// The key.
    pub(super) key: Node<'d>,
    /// What stands under it.
    pub(super) item: Node<'d>,
    pub(super) text: &'d str,
    pub(super) parts: Vec<Part<'d>>,
    /// Names of parameters that are no path variables: an operation may not have both.
    pub(super) others: BTreeSet<&'d str>,
    /// Whether its variables have to keep their names.
    pub(super) is_fixed: bool,
}

/// A part between two slashes.
#[derive(Debug)]
pub(super) struct Part<'d> {
    /// Its bytes in the path.
    range: Range<usize>,
    text: &'d str,
    /// The name of a variable, and whether it is greedy.
    variable: Option<(&'d str, bool)>,
    /// The name that it gets.
    new: Option<String>,
}

impl<'d> Path<'d> {
    pub(super) fn new(key: Node<'d>, item: Node<'d>, text: &'d str) -> Self {
        let mut parts = Vec::new();
        let mut start = 0;
        for part in text.split('/') {
            if !part.is_empty() {
                let variable = match PathPart::parse(part) {
                    PathPart::Static(_) | PathPart::Variable("") | PathPart::Greedy("") => None,
                    PathPart::Variable(name) => Some((name, false)),
                    PathPart::Greedy(name) => Some((name, true)),
                };
                let range = start..start + part.len();
                parts.push(Part { range, text: part, variable, new: None });
            }
            start += part.len() + 1;
        }
        Self { key, item, text, parts, others: BTreeSet::new(), is_fixed: false }
    }

    /// The old and the new names of its variables.
    pub(super) fn names(&self) -> BTreeMap<String, String> {
        let renamed = self.parts.iter().filter_map(|part| {
            let (old, _) = part.variable?;
            Some((old.to_owned(), part.new.clone()?))
        });
        renamed.collect()
    }

    /// The names of its variables.
    pub(super) fn variables(&self) -> impl Iterator<Item = &'d str> {
        self.parts.iter().filter_map(|part| Some(part.variable?.0))
    }

    /// The path with the new names.
    pub(super) fn renamed(&self) -> String {
        let mut text = String::with_capacity(self.text.len());
        let mut done = 0;
        for part in &self.parts {
            text.push_str(&self.text[done..part.range.start]);
            text.push_str(&part.written());
            done = part.range.end;
        }
        text.push_str(&self.text[done..]);
        text
    }

    /// What makes a path the same resource as another one.
    pub(super) fn resource(&self) -> String {
        self.parts.iter().flat_map(|part| ["/".to_owned(), part.written()]).collect()
    }

    /// Keeps the names that it has.
    pub(super) fn reset(&mut self) {
        for part in &mut self.parts {
            part.new = None;
        }
    }

    /// Whether a name would be that of two things if the variable at a place had it.
    fn has_elsewhere(&self, name: &str, place: usize) -> bool {
        let is_other = |(at, part): (usize, &Part<'_>)| {
            at != place
                && part
                    .variable
                    .is_some_and(|(old, _)| old == name || part.new.as_deref() == Some(name))
        };
        self.others.contains(name) || self.parts.iter().enumerate().any(is_other)
    }

    /// Whether a name stands at two places, so that nobody knows which of them is meant.
    fn is_twice(&self, name: &str) -> bool {
        let variables = self.parts.iter().filter_map(|part| part.variable);
        variables.filter(|(other, _)| *other == name).count() > 1
    }
}

impl Part<'_> {
    fn written(&self) -> String {
        match (&self.new, self.variable) {
            (Some(new), Some((_, true))) => format!("{{{new}+}}"),
            (Some(new), _) => format!("{{{new}}}"),
            (None, _) => self.text.to_owned(),
        }
    }
}

/// The resources of a definition, by number, and how old parts of paths lead to new ones.
#[derive(Debug, Default)]
pub(super) struct Resources {
    children: HashMap<(usize, String), usize>,
    moves: HashMap<(usize, String), (usize, String)>,
}

impl Resources {
    /// A path, or the beginning of one, with the new names.
    pub(super) fn moved(&self, path: &str) -> Option<String> {
        let mut at = 0;
        let mut parts = path.split('/').map(|part| {
            if part.is_empty() {
                return Some(part.to_owned());
            }
            let (next, new) = self.moves.get(&(at, part.to_owned()))?;
            at = *next;
            Some(new.clone())
        });
        let moved = parts.by_ref().collect::<Option<Vec<_>>>()?.join("/");
        (moved != path).then_some(moved)
    }

    fn child(&mut self, parent: usize, part: String) -> usize {
        let next = self.children.len() + 1;
        *self.children.entry((parent, part)).or_insert(next)
    }
}

/// Variables at one place of which some have to keep their names, or that no renaming makes one.
pub(super) struct Conflict {
    /// The path, by its place in the list.
    pub(super) path: usize,
    /// The part as it is written.
    pub(super) part: String,
    /// The other one.
    pub(super) sibling: String,
}

/// Gives the variables at each place one name: that of most paths, and of several of these the first.
pub(super) fn unify(paths: &mut [Path<'_>]) -> (Resources, Vec<Conflict>) {
    let mut resources = Resources::default();
    let mut conflicts = Vec::new();
    let mut at: Vec<usize> = vec![0; paths.len()];
    let mut open: Vec<usize> = (0..paths.len()).collect();
    for depth in 0.. {
        open.retain(|path| paths[*path].parts.len() > depth);
        if open.is_empty() {
            break;
        }
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for &path in open.iter().filter(|path| paths[**path].parts[depth].variable.is_some()) {
            groups.entry(at[path]).or_default().push(path);
        }
        for group in groups.values() {
            unify_at(paths, group, depth, &mut conflicts);
        }
        for &path in &open {
            let part = &paths[path].parts[depth];
            let (old, new) = (part.text.to_owned(), part.written());
            let next = resources.child(at[path], new.clone());
            resources.moves.insert((at[path], old), (next, new));
            at[path] = next;
        }
    }
    (resources, conflicts)
}

/// The name of the variable of a path at a place.
fn name_at<'d>(paths: &[Path<'d>], path: usize, depth: usize) -> Option<&'d str> {
    paths[path].parts[depth].variable.map(|(name, _)| name)
}

/// The same at one place.
fn unify_at(paths: &mut [Path<'_>], group: &[usize], depth: usize, conflicts: &mut Vec<Conflict>) {
    for is_greedy in [false, true] {
        let kind =
            |path: &usize| paths[*path].parts[depth].variable.is_some_and(|it| it.1 == is_greedy);
        let of_kind: Vec<usize> = group.iter().copied().filter(kind).collect();
        let Some(name) = chosen(paths, &of_kind, depth) else { continue };
        let changing: Vec<usize> = of_kind
            .iter()
            .copied()
            .filter(|it| name_at(paths, *it, depth) != Some(&name))
            .collect();
        for path in changing {
            let old = name_at(paths, path, depth).unwrap_or_default();
            if paths[path].is_fixed || paths[path].is_twice(old) {
                conflicts.push(Conflict {
                    path,
                    part: paths[path].parts[depth].text.to_owned(),
                    sibling: if is_greedy { format!("{{{name}+}}") } else { format!("{{{name}}}") },
                });
            } else {
                paths[path].parts[depth].new = Some(name.clone());
            }
        }
    }
    let variable = |greedy: bool| {
        group
            .iter()
            .copied()
            .find(|path| paths[*path].parts[depth].variable.is_some_and(|it| it.1 == greedy))
    };
    if let (Some(plain), Some(greedy)) = (variable(false), variable(true)) {
        let (path, other) = (plain.max(greedy), plain.min(greedy));
        conflicts.push(Conflict {
            path,
            part: paths[path].parts[depth].written(),
            sibling: paths[other].parts[depth].written(),
        });
    }
}

/// So many names are tried; the first fits unless somebody is out for trouble.
const MOST_TRIED: usize = 100;

/// The name for all of these, if they have several.
fn chosen(paths: &[Path<'_>], group: &[usize], depth: usize) -> Option<String> {
    let mut names: Vec<(&str, usize, bool)> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for &path in group {
        let name = name_at(paths, path, depth)?;
        let place = *places.entry(name).or_insert_with(|| {
            names.push((name, 0, false));
            names.len() - 1
        });
        names[place].1 += 1;
        names[place].2 |= paths[path].is_fixed;
    }
    if names.len() < 2 {
        return None;
    }
    // The sort is stable: of equally many the first.
    names.sort_by_key(|(_, count, is_fixed)| (!is_fixed, std::cmp::Reverse(*count)));
    let fits = |name: &str| {
        let mut changing = group.iter().filter(|path| name_at(paths, **path, depth) != Some(name));
        !changing.any(|path| !paths[*path].is_fixed && paths[*path].has_elsewhere(name, depth))
    };
    if let Some((name, ..)) = names.iter().take(MOST_TRIED).find(|(name, ..)| fits(name)) {
        return Some((*name).to_owned());
    }
    let (first, ..) = names.first()?;
    (2..MOST_TRIED).map(|number| format!("{first}{number}")).find(|name| fits(name))
}
