//! Named schemas that come back to themselves.

use std::collections::HashSet;

use gatewright_definition::Definition;
use gatewright_source::Node;

use super::Schemas;
use crate::keywords::Keywords;

/// Schemas within schemas deeper than this are not looked at.
const MAX_DEPTH: u32 = 200;

/// So many names of a cycle are told.
const SHOWN: usize = 6;

/// Which steps from schema to schema count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Steps {
    /// All.
    All,
    /// Those that every value has to take.
    Required,
}

/// A way from a schema back to itself.
#[derive(Debug, Clone)]
pub(crate) struct Cycle<'a> {
    /// The text of the reference that closes it.
    pub(crate) at: Node<'a>,
    /// The names on the way: `Pet -> Owner -> Pet`.
    pub(crate) way: String,
}

/// A reference from one named schema to another.
#[derive(Debug, Clone, Copy)]
struct Edge<'a> {
    to: usize,
    at: Node<'a>,
    /// Whether every value has to take it.
    is_required: bool,
}

/// What the named schemas have, found in one walk through them for whoever asks first and all after.
pub(super) struct Survey<'a> {
    /// The keys of all properties.
    pub(super) properties: Vec<Node<'a>>,
    edges: Vec<Edge<'a>>,
    /// Where those of each schema end.
    ends: Vec<usize>,
}

impl<'a> Survey<'a> {
    pub(super) fn of(schemas: &Schemas<'a>) -> Self {
        let mut whole = Self { properties: Vec::new(), edges: Vec::new(), ends: Vec::new() };
        let mut open = Vec::new();
        for schema in &schemas.definition.schemas {
            whole.add(schema.at, schemas, &mut open);
            whole.ends.push(whole.edges.len());
        }
        whole
    }

    /// Adds what one of them has.
    fn add(&mut self, schema: Node<'a>, schemas: &Schemas<'a>, open: &mut Vec<Part<'a>>) {
        open.push(Part { at: schema, depth: 0, is_required: true });
        while let Some(Part { at, depth, is_required }) = open.pop() {
            let keywords = Keywords::read(at);
            // Whatever refers to a named schema that may be null has to say so itself.
            let is_nullable = depth > 0 && keywords.nullable.and_then(Node::as_bool) == Some(true);
            let is_required = is_required && !is_nullable;
            if let Some(at) = keywords.reference {
                let to = at.as_str().and_then(|text| schemas.place(text));
                self.edges.extend(to.map(|to| Edge { to, at, is_required }));
                continue;
            }
            let before = open.len();
            add_parts(&keywords, depth + 1, is_required, &mut self.properties, open);
            if depth > MAX_DEPTH {
                open.truncate(before);
            }
            open[before..].reverse();
        }
    }

    /// The next of a schema that counts, of those from a place on, and the place behind it.
    fn next(&self, schema: usize, from: usize, steps: Steps) -> Option<(Edge<'a>, usize)> {
        let start = schema.checked_sub(1).map_or(0, |before| self.ends[before]) + from;
        let edges = self.edges[start..self.ends[schema]].iter();
        let mut counted = edges.zip(from + 1..);
        let (edge, behind) = counted.find(|(it, _)| steps == Steps::All || it.is_required)?;
        Some((*edge, behind))
    }
}

/// One cycle for each reference that closes one.
pub(crate) fn cycles<'a>(
    definition: &'a Definition<'a>,
    schemas: &Schemas<'a>,
    steps: Steps,
) -> Vec<Cycle<'a>> {
    let survey = schemas.survey();
    let count = definition.schemas.len();
    let mut found = Vec::new();
    // Where a schema stands on the way that is being gone; none before, and again after.
    let mut on_way: Vec<Option<usize>> = vec![None; count];
    let mut seen = vec![false; count];
    let mut way: Vec<(usize, usize)> = Vec::new();
    for start in 0..count {
        if seen[start] {
            continue;
        }
        way.push((start, 0));
        seen[start] = true;
        on_way[start] = Some(0);
        while let Some((schema, from)) = way.last_mut() {
            let Some((edge, behind)) = survey.next(*schema, *from, steps) else {
                on_way[*schema] = None;
                way.pop();
                continue;
            };
            *from = behind;
            if let Some(from) = on_way[edge.to] {
                let names = way[from..].iter().map(|(it, _)| definition.schemas[*it].name.as_str());
                let way = told(names, way.len() - from, &definition.schemas[edge.to].name);
                found.push(Cycle { at: edge.at, way });
            } else if !seen[edge.to] {
                seen[edge.to] = true;
                on_way[edge.to] = Some(way.len());
                way.push((edge.to, 0));
            }
        }
    }
    found
}

fn told<'n>(names: impl Iterator<Item = &'n str>, count: usize, last: &str) -> String {
    let mut way: Vec<&str> = names.take(SHOWN).collect();
    if count > SHOWN {
        way.push("...");
    }
    way.push(last);
    way.join(" -> ")
}

/// A schema to look into.
struct Part<'a> {
    at: Node<'a>,
    depth: u32,
    /// Whether every value has something for it, if only null.
    is_required: bool,
}

/// Adds the schemas directly within.
fn add_parts<'a>(
    keywords: &Keywords<'a>,
    depth: u32,
    is_required: bool,
    names: &mut Vec<Node<'a>>,
    open: &mut Vec<Part<'a>>,
) {
    let mut add = |at: Node<'a>, is_required: bool| {
        if at.is_mapping() {
            open.push(Part { at, depth, is_required });
        }
    };
    if let Some(items) = keywords.items {
        let is_filled = || keywords.min_items.and_then(Node::as_i64).is_some_and(|it| it > 0);
        add(items, is_required && is_filled());
    }
    for at in [keywords.additional_properties, keywords.not].into_iter().flatten() {
        add(at, false);
    }
    for at in keywords.all_of.into_iter().flat_map(Node::items) {
        add(at, is_required);
    }
    let lists = [keywords.any_of, keywords.one_of];
    for at in lists.into_iter().flatten().flat_map(Node::items) {
        add(at, false);
    }
    let Some(properties) = keywords.properties else { return };
    let required = Names::of(keywords.required.filter(|_| is_required));
    for (key, at) in properties.entries() {
        names.push(key);
        add(at, key.text().is_some_and(|name| required.has(name)));
    }
}

/// The names under `required`.
enum Names<'a> {
    Few(Option<Node<'a>>),
    Many(HashSet<&'a str>),
}

/// A list of more names than this is not gone through for each property.
const FEW: usize = 8;

impl<'a> Names<'a> {
    fn of(list: Option<Node<'a>>) -> Self {
        match list {
            Some(list) if list.items().nth(FEW).is_some() => {
                Self::Many(list.items().filter_map(Node::as_str).collect())
            }
            _ => Self::Few(list),
        }
    }

    fn has(&self, name: &str) -> bool {
        match self {
            Self::Few(list) => {
                list.iter().flat_map(|it| it.items()).any(|it| it.as_str() == Some(name))
            }
            Self::Many(names) => names.contains(name),
        }
    }
}
