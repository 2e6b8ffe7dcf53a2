//! Aliases: which of them may have a target, so that whoever follows them always comes to an end.

use std::collections::HashMap;

use crate::diagnostics::{ALIAS_EXPANSION_TOO_LARGE, NESTING_TOO_DEEP};
use crate::document::{NO_NODE, RawKind};
use crate::limits::Limits;
use crate::problem::Problem;
use crate::tree::{Tree, offset};

/// What a subtree comes to with its aliases replaced.
#[derive(Debug, Clone, Copy)]
struct Extent {
    nodes: usize,
    /// Collections on the longest way down, its own included.
    height: usize,
}

/// A collection on the way down to the current row.
struct Open {
    end: u32,
    id: u32,
    extent: Extent,
}

/// Takes their target from aliases that would make the expanded document too large or too deep.
///
/// An alias stands after its anchor and outside of it, so that one pass in source order knows each
/// target's extent before it is asked for.
pub(crate) fn bound(tree: &mut Tree, limits: &Limits) {
    if !tree.rows.iter().any(|row| row.kind == RawKind::Alias) {
        return;
    }
    let targets = tree.rows.iter().filter(|row| row.kind == RawKind::Alias).map(|row| row.text);
    let mut extents: HashMap<u32, Extent> =
        targets.map(|target| (target, Extent { nodes: 1, height: 0 })).collect();
    let budget = limits.expansion_floor.max(tree.rows.len() * limits.expansion_factor);
    let mut total = 0;
    let mut told = false;
    let mut open: Vec<Open> = Vec::new();
    for id in 0..offset(tree.rows.len()) {
        while let Some(last) = open.pop_if(|last| last.end <= id) {
            close(&last, &mut open, &mut extents);
        }
        let row = tree.rows[id as usize];
        match row.kind {
            RawKind::Sequence | RawKind::Mapping => {
                total += 1;
                open.push(Open { end: row.next, id, extent: Extent { nodes: 1, height: 1 } });
            }
            RawKind::Scalar => {
                total += 1;
                add(open.last_mut(), Extent { nodes: 1, height: 0 });
            }
            RawKind::Alias => {
                let mut extent = Extent { nodes: 1, height: 0 };
                if row.text != NO_NODE {
                    let target = extents[&row.text];
                    let span = (row.start, row.end);
                    let problem = if total + target.nodes > budget {
                        Some(too_large(span, budget))
                    } else if open.len() + target.height > limits.depth {
                        Some(too_deep(span, limits))
                    } else {
                        None
                    };
                    match problem {
                        Some(problem) => {
                            // The first says it for all that follow.
                            if !std::mem::replace(&mut told, true) {
                                tree.problems.add(problem.node(id));
                            }
                            tree.rows[id as usize].text = NO_NODE;
                        }
                        None => extent = target,
                    }
                }
                total += extent.nodes;
                add(open.last_mut(), extent);
            }
        }
    }
}

/// What the service makes of an alias that gatewright leaves out is not known.
const LEFT_OUT: &str = "gatewright reads null here; whether the service would is not known";

fn too_large(span: (u32, u32), budget: usize) -> Problem {
    let message = format!("the aliases up to here stand for over {budget} values");
    let problem = Problem::new(&ALIAS_EXPANSION_TOO_LARGE, span, message).label(LEFT_OUT);
    problem.help("write the values out, or share them with `$ref`")
}

fn too_deep(span: (u32, u32), limits: &Limits) -> Problem {
    let message = format!("the alias nests collections over {} levels deep", limits.depth);
    let problem = Problem::new(&NESTING_TOO_DEEP, span, message).label(LEFT_OUT);
    problem.help("nest fewer collections")
}

fn add(parent: Option<&mut Open>, extent: Extent) {
    if let Some(parent) = parent {
        parent.extent.nodes += extent.nodes;
        parent.extent.height = parent.extent.height.max(extent.height + 1);
    }
}

fn close(last: &Open, open: &mut [Open], extents: &mut HashMap<u32, Extent>) {
    if let Some(extent) = extents.get_mut(&last.id) {
        *extent = last.extent;
    }
    add(open.last_mut(), last.extent);
}
