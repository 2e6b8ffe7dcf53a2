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
}

/// One cycle for each reference that closes one.
pub(crate) fn cycles<'a>(
    definition: &'a Definition<'a>,
    schemas: &Schemas<'a>,
    steps: Steps,
) -> Vec<Cycle<'a>> {
    let edges: Vec<Vec<Edge<'a>>> =
        definition.schemas.iter().map(|it| edges(it.at, schemas, steps)).collect();
    let mut found = Vec::new();
    // Where a schema stands on the way that is being gone; none before, and again after.
    let mut on_way: Vec<Option<usize>> = vec![None; edges.len()];
    let mut seen = vec![false; edges.len()];
    for start in 0..edges.len() {
        if seen[start] {
            continue;
        }
        let mut way: Vec<(usize, usize)> = vec![(start, 0)];
        seen[start] = true;
        on_way[start] = Some(0);
        while let Some((schema, next)) = way.last_mut() {
            let Some(edge) = edges[*schema].get(*next) else {
                on_way[*schema] = None;
                way.pop();
                continue;
            };
            *next += 1;
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

fn edges<'a>(schema: Node<'a>, schemas: &Schemas<'a>, steps: Steps) -> Vec<Edge<'a>> {
    let mut edges = Vec::new();
    let mut open = vec![(schema, 0)];
    while let Some((at, depth)) = open.pop() {
        let keywords = Keywords::read(at);
        if let Some(at) = keywords.reference {
            let to = at.as_str().and_then(|text| schemas.place(text));
            edges.extend(to.map(|to| Edge { to, at }));
            continue;
        }
        if depth > MAX_DEPTH {
            continue;
        }
        let before = open.len();
        match steps {
            Steps::All => open.extend(keywords.children().map(|it| (it, depth + 1))),
            Steps::Required => {
                open.extend(required_parts(&keywords).into_iter().map(|it| (it, depth + 1)));
            }
        }
        open[before..].reverse();
    }
    edges
}

/// The schemas within that every value has something for.
fn required_parts<'a>(keywords: &Keywords<'a>) -> Vec<Node<'a>> {
    let is_nullable = |at: &Node<'_>| at.get("nullable").and_then(Node::as_bool) == Some(true);
    let mut parts: Vec<Node<'a>> = keywords.all_of.into_iter().flat_map(Node::items).collect();
    if keywords.min_items.and_then(Node::as_i64).is_some_and(|it| it > 0) {
        parts.extend(keywords.items);
    }
    if let (Some(required), Some(properties)) = (keywords.required, keywords.properties) {
        let names: HashSet<&str> = required.items().filter_map(Node::as_str).collect();
        let members = properties.entries();
        let members = members.filter(|(key, _)| key.text().is_some_and(|it| names.contains(it)));
        parts.extend(members.map(|(_, it)| it));
    }
    parts.retain(|it| it.is_mapping() && !is_nullable(it));
    parts
}
