//! Walking a path over the nodes of a document.
//!
//! Each entry of the document is taken once by each segment, however many ways lead to it, so that
//! neither references nor aliases cost more than the document is long. Nothing here recurses over the
//! document but comparing two collections.

use std::borrow::Cow;
use std::collections::HashSet;

use gatewright_source::{Document, Node, NodeId, Scalar};
use serde_json::Value;

use super::dialect::CONSTRUCTOR;
use super::item::{Item, References, Step};
use super::known::{Known, compare, is_truthy, number, text_of};
use super::{
    Anchor, Comparison, Dialect, Hop, Operand, Path, Query, Reach, Segment, Selector, Test,
};
use crate::effort::Effort;

impl Path {
    /// All that the path leads to, each once, in the order in which the path comes to it.
    pub(crate) fn select<'d>(
        &self,
        document: &'d Document,
        references: References,
        effort: &Effort,
    ) -> Vec<Item<'d>> {
        let Some(root) = document.root() else { return Vec::new() };
        self.select_from(Item::root(root), references, effort)
    }

    /// All that the path leads to, with this value for its root.
    pub(crate) fn select_from<'d>(
        &self,
        root: Item<'d>,
        references: References,
        effort: &Effort,
    ) -> Vec<Item<'d>> {
        let walk = Walk { root: root.node, references, dialect: self.dialect, effort };
        let mut items = vec![root];
        for leg in &self.legs {
            items = walk.segments(items, &leg.segments);
            match leg.hop {
                Hop::Stay => {}
                Hop::Parent => {
                    let mut seen = HashSet::new();
                    let parents = items.iter().filter_map(Item::parent);
                    items = parents.filter(|it| seen.insert(it.node.id())).cloned().collect();
                }
                Hop::Key => {
                    items.retain(|it| it.step().is_some());
                    for item in &mut items {
                        item.is_key = true;
                    }
                }
            }
        }
        // What several references lead to is one thing, but each of their keys is its own.
        let mut seen = HashSet::new();
        items.retain(|it| seen.insert((it.is_key, it.written_id())));
        items
    }
}

struct Walk<'d, 'e> {
    root: Node<'d>,
    references: References,
    dialect: Dialect,
    effort: &'e Effort,
}

impl<'d> Walk<'d, '_> {
    fn segments(&self, mut items: Vec<Item<'d>>, segments: &[Segment]) -> Vec<Item<'d>> {
        for segment in segments {
            items = self.segment(items, segment);
        }
        items
    }

    fn segment(&self, items: Vec<Item<'d>>, segment: &Segment) -> Vec<Item<'d>> {
        let collections = match segment.reach {
            Reach::Children => items,
            Reach::Descendants => self.collections(items),
        };
        let mut seen: HashSet<NodeId> = HashSet::new();
        let mut found = Vec::new();
        for collection in &collections {
            if !self.effort.spend(1 + segment.selectors.len()) {
                break;
            }
            let mut shared = None;
            for selector in &segment.selectors {
                self.selected(collection, selector, &mut |step, written| {
                    if seen.insert(written.id()) {
                        let parent = shared.get_or_insert_with(|| collection.shared());
                        found.push(parent.child(step, written, self.references.at(written)));
                    }
                });
            }
        }
        found
    }

    /// The collections at and below some values, each once, from above to below.
    fn collections(&self, items: Vec<Item<'d>>) -> Vec<Item<'d>> {
        let mut seen: HashSet<NodeId> = HashSet::new();
        let mut found = Vec::new();
        let mut open: Vec<Item<'d>> = items;
        open.reverse();
        while let Some(item) = open.pop() {
            if item.node.scalar().is_some() || !seen.insert(item.node.id()) {
                continue;
            }
            if !self.effort.spend(1) {
                break;
            }
            let from = open.len();
            let mut shared = None;
            for (step, written) in item.members() {
                self.effort.spend(1);
                let node = self.references.at(written);
                if node.scalar().is_none() {
                    let parent = shared.get_or_insert_with(|| item.shared());
                    open.push(parent.child(step, written, node));
                }
            }
            open[from..].reverse();
            found.push(item);
        }
        found
    }

    fn selected(
        &self,
        collection: &Item<'d>,
        selector: &Selector,
        take: &mut dyn FnMut(Step<'d>, Node<'d>),
    ) {
        let node = collection.node;
        match selector {
            Selector::Name(name) => {
                if (node.is_mapping() || self.dialect == Dialect::Spectral)
                    && let Some((step, value)) = collection.member(name)
                {
                    take(step, value);
                }
            }
            Selector::Wildcard => collection.members().for_each(|(step, value)| {
                self.effort.spend(1);
                take(step, value);
            }),
            Selector::Index(index) if node.is_mapping() => {
                // To JavaScript the number is a name like any other.
                if self.dialect == Dialect::Spectral
                    && let Some((step, value)) = collection.member(&index.to_string())
                {
                    take(step, value);
                }
            }
            Selector::Index(index) => {
                let index = match usize::try_from(*index) {
                    Ok(index) => Some(index),
                    Err(_) => node
                        .items()
                        .count()
                        .checked_add_signed(isize::try_from(*index).unwrap_or(isize::MIN)),
                };
                if let Some((index, value)) =
                    index.and_then(|index| Some((index, node.items().nth(index)?)))
                {
                    take(Step::Index(index), value);
                }
            }
            Selector::Slice { start, end, step } => {
                let items: Vec<Node<'d>> = node.items().collect();
                for index in sliced(items.len(), *start, *end, *step) {
                    take(Step::Index(index), items[index]);
                }
            }
            Selector::Filter(test) => {
                for (step, written) in collection.members() {
                    if !self.effort.spend(1) {
                        break;
                    }
                    let current = Current {
                        parent: collection,
                        step,
                        node: self.references.at(written),
                        written,
                    };
                    // What was not looked at to its end is not known to hold.
                    if self.holds(test, &current) && !self.effort.is_spent() {
                        take(step, written);
                    }
                }
            }
        }
    }
}

/// `@`: a member of a collection that may yet be selected.
struct Current<'c, 'd> {
    parent: &'c Item<'d>,
    step: Step<'d>,
    node: Node<'d>,
    written: Node<'d>,
}

impl<'d> Walk<'d, '_> {
    fn holds(&self, test: &Test, current: &Current<'_, 'd>) -> bool {
        match test {
            Test::Or(tests) => tests.iter().any(|it| self.holds(it, current)),
            Test::And(tests) => tests.iter().all(|it| self.holds(it, current)),
            Test::Not(test) => !self.holds(test, current),
            Test::Exists(query) => {
                if singular(query) {
                    !matches!(self.value(query, current), Known::Nothing)
                } else {
                    !self.results(query, current).is_empty()
                }
            }
            Test::IsTruthy(query) => {
                if singular(query) {
                    is_truthy(&self.value(query, current))
                } else {
                    !self.results(query, current).is_empty()
                }
            }
            Test::Compare(comparison, left, right) => {
                let (left, right) = (self.operand(left, current), self.operand(right, current));
                compare(self.dialect, *comparison, &left, &right)
            }
            Test::Search(value, pattern) => {
                let value = self.operand(value, current);
                let found = text_of(&value);
                found.is_some_and(|it| pattern.is_found_in(&it) == Some(true))
            }
            Test::Includes(value, wanted) => {
                let wanted = self.operand(wanted, current);
                match self.operand(value, current) {
                    Known::Node(list) if list.is_sequence() => list.items().any(|it| {
                        compare(self.dialect, Comparison::Equal, &Known::Node(it), &wanted)
                    }),
                    value => match (text_of(&value), text_of(&wanted)) {
                        (Some(whole), Some(part)) => whole.contains(part.as_ref()),
                        _ => false,
                    },
                }
            }
        }
    }

    fn operand<'v>(&self, operand: &'v Operand, current: &Current<'_, 'd>) -> Known<'v>
    where
        'd: 'v,
    {
        match operand {
            Operand::Literal(value) => match value {
                Value::String(text) => Known::Text(Cow::Borrowed(text)),
                Value::Number(number) => Known::Number(number.as_f64().unwrap_or(f64::NAN)),
                Value::Bool(value) => Known::Bool(*value),
                Value::Null | Value::Array(_) | Value::Object(_) => Known::Null,
            },
            Operand::Query(query) => {
                if singular(query) {
                    return self.value(query, current);
                }
                match self.results(query, current).as_slice() {
                    [one] => Known::Node(one.node),
                    _ => Known::Nothing,
                }
            }
            Operand::Length(inner) => {
                let value = self.operand(inner, current);
                match (&value, text_of(&value)) {
                    (_, Some(text)) => number(text.chars().count()),
                    (Known::Node(node), None) if node.scalar().is_none() => {
                        number(Item::root(*node).members().count())
                    }
                    _ => Known::Nothing,
                }
            }
            Operand::Count(query) => number(self.results(query, current).len()),
        }
    }

    /// What a path of names and numbers leads to.
    fn value(&self, query: &Query, current: &Current<'_, 'd>) -> Known<'d> {
        let mut at = match query.anchor {
            Anchor::Root => self.root,
            Anchor::Current => current.node,
            Anchor::Parent => current.parent.node,
            Anchor::Undefined => return Known::Nothing,
            Anchor::Property => return Self::part(current.step.text(), &query.segments),
            Anchor::ParentProperty => {
                let step = current.parent.step();
                return step.map_or(Known::Nothing, |it| Self::part(it.text(), &query.segments));
            }
        };
        for (index, segment) in query.segments.iter().enumerate() {
            let is_last = index + 1 == query.segments.len();
            let next = match segment.selectors.as_slice() {
                [Selector::Name(name)] if is_last && name == CONSTRUCTOR => {
                    return Known::Text(constructor(at).into());
                }
                [Selector::Name(name)] if is_last && name == "length" => {
                    if let Some(length) = self.length(at) {
                        return length;
                    }
                    at.get(name)
                }
                [Selector::Name(name)] if at.is_mapping() => at.get(name),
                [Selector::Name(name)] if self.dialect == Dialect::Spectral => {
                    Item::root(at).member(name).map(|(_, value)| value)
                }
                [Selector::Index(index)] if at.is_sequence() => {
                    if let Ok(index) = usize::try_from(*index) {
                        at.items().nth(index)
                    } else {
                        let items: Vec<Node<'d>> = at.items().collect();
                        let back = usize::try_from(index.unsigned_abs()).unwrap_or(usize::MAX);
                        items.len().checked_sub(back).and_then(|index| items.get(index).copied())
                    }
                }
                [Selector::Index(index)] if self.dialect == Dialect::Spectral => {
                    at.get(&index.to_string())
                }
                _ => None,
            };
            let Some(next) = next else { return Known::Nothing };
            at = self.references.at(next);
        }
        Known::Node(at)
    }

    /// `length` as JavaScript has it, of texts and lists.
    fn length(&self, node: Node<'d>) -> Option<Known<'d>> {
        if self.dialect != Dialect::Spectral || node.is_mapping() {
            return None;
        }
        if node.is_sequence() {
            return Some(number(node.items().count()));
        }
        node.as_str().map(|text| number(text.encode_utf16().count()))
    }

    /// A text that is no node, or its length.
    fn part(text: Cow<'d, str>, segments: &[Segment]) -> Known<'d> {
        match segments {
            [] => Known::Text(text),
            [segment] => match segment.selectors.as_slice() {
                [Selector::Name(name)] if name == "length" => number(text.encode_utf16().count()),
                _ => Known::Nothing,
            },
            _ => Known::Nothing,
        }
    }

    fn results(&self, query: &Query, current: &Current<'_, 'd>) -> Vec<Item<'d>> {
        let from = match query.anchor {
            Anchor::Root => Item::root(self.root),
            Anchor::Parent => current.parent.clone(),
            Anchor::Current => current.parent.child(current.step, current.written, self.references),
            Anchor::Property | Anchor::ParentProperty | Anchor::Undefined => return Vec::new(),
        };
        self.segments(vec![from], &query.segments)
    }
}

/// The name of what JavaScript makes such a value with; `Null` of what it makes with nothing.
fn constructor(node: Node<'_>) -> &'static str {
    match node.scalar() {
        None if node.is_mapping() => "Object",
        None => "Array",
        Some(Scalar::String(_)) => "String",
        Some(Scalar::Integer(_) | Scalar::Float(_)) => "Number",
        Some(Scalar::Bool(_)) => "Boolean",
        Some(Scalar::Null) => "Null",
    }
}

/// Whether each step is one name or number.
fn singular(query: &Query) -> bool {
    query.segments.iter().all(|segment| {
        segment.reach == Reach::Children
            && matches!(segment.selectors.as_slice(), [Selector::Name(_) | Selector::Index(_)])
    })
}

/// The places of a list that a slice of RFC 9535 takes, in its order.
fn sliced(length: usize, start: Option<i64>, end: Option<i64>, step: i64) -> Vec<usize> {
    let Ok(length) = i64::try_from(length) else { return Vec::new() };
    let from_front = |index: i64| if index < 0 { index.saturating_add(length) } else { index };
    let mut places = Vec::new();
    if step > 0 {
        let mut at = from_front(start.unwrap_or(0)).clamp(0, length);
        let end = from_front(end.unwrap_or(length)).clamp(0, length);
        while at < end {
            places.extend(usize::try_from(at));
            at = at.saturating_add(step);
        }
    } else if step < 0 {
        let mut at = from_front(start.unwrap_or(length - 1)).clamp(-1, length - 1);
        let end = end.map_or(-1, |end| from_front(end).clamp(-1, length - 1));
        while at > end {
            places.extend(usize::try_from(at));
            at = at.saturating_add(step);
        }
    }
    places
}
