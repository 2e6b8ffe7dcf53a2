//! Walking a path over the nodes of a document.
//!
//! Each entry of the document is taken once by each segment, however many ways lead to it, so that
//! neither references nor aliases cost more than the document is long. Nothing here recurses over the
//! document but comparing two collections.

use std::borrow::Cow;
use std::collections::HashSet;
use std::rc::Rc;

use gatewright_definition::follow;
use gatewright_source::{Document, Node, NodeId, Scalar};
use serde_json::Value;

use super::{
    Anchor, Comparison, Dialect, Hop, Operand, Path, Query, Reach, Segment, Selector, Test,
};

/// Whether a path leads through references.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum References {
    /// What is referred to stands in the reference's place.
    Followed,
    /// The document is taken as it is written.
    AsWritten,
}

impl References {
    /// What stands where a node is written.
    pub(crate) fn at<'d>(self, node: Node<'d>) -> Node<'d> {
        match self {
            Self::Followed => follow(node).unwrap_or(node),
            Self::AsWritten => node,
        }
    }
}

/// The way from a collection to a member of it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Step<'d> {
    /// By this key.
    Key(Node<'d>),
    /// By the number.
    Index(usize),
}

impl<'d> Step<'d> {
    /// The key's text, or the number's.
    pub(crate) fn text(self) -> Cow<'d, str> {
        match self {
            Self::Key(key) => Cow::Borrowed(key.text().unwrap_or_default()),
            Self::Index(index) => Cow::Owned(index.to_string()),
        }
    }
}

/// A value, and how a path came to it.
#[derive(Debug, Clone)]
pub(crate) struct Item<'d> {
    /// The value, behind its reference.
    pub(crate) node: Node<'d>,
    /// What is written in its place.
    written: Node<'d>,
    way: Option<Rc<(Item<'d>, Step<'d>)>>,
    /// Whether not the value is meant but its key.
    pub(crate) is_key: bool,
}

/// A chain of references may be as long as the document, too long to be dropped link within link.
impl Drop for Item<'_> {
    fn drop(&mut self) {
        let mut way = self.way.take();
        while let Some((mut item, _)) = way.and_then(Rc::into_inner) {
            way = item.way.take();
        }
    }
}

impl<'d> Item<'d> {
    /// A value by itself.
    pub(crate) fn root(node: Node<'d>) -> Self {
        Self { node, written: node, way: None, is_key: false }
    }

    /// The last step to it.
    pub(crate) fn step(&self) -> Option<Step<'d>> {
        self.way.as_deref().map(|(_, step)| *step)
    }

    /// The place in the document: of a value that of what a reference stands for, of a key its own.
    pub(crate) fn written_id(&self) -> NodeId {
        if self.is_key { self.written.id() } else { self.node.id() }
    }

    /// Whether the value stands elsewhere than the way to it leads.
    pub(crate) fn is_reference(&self) -> bool {
        self.node != self.written
    }

    /// What holds it.
    pub(crate) fn parent(&self) -> Option<&Self> {
        self.way.as_deref().map(|(parent, _)| parent)
    }

    /// A member of it.
    pub(crate) fn child(&self, step: Step<'d>, written: Node<'d>, references: References) -> Self {
        let way = Some(Rc::new((self.clone(), step)));
        Self { node: references.at(written), written, way, is_key: false }
    }

    /// The members of it, as written.
    pub(crate) fn members(&self) -> impl Iterator<Item = (Step<'d>, Node<'d>)> + use<'d> {
        let entries = self.node.entries().map(|(key, value)| (Step::Key(key), value));
        entries.chain((0..).map(Step::Index).zip(self.node.items()))
    }

    /// The member of that name, as a path says it: of a list, by its number.
    pub(crate) fn member(&self, name: &str) -> Option<(Step<'d>, Node<'d>)> {
        if self.node.is_sequence() {
            let index: usize = name.parse().ok()?;
            return Some((Step::Index(index), self.node.items().nth(index)?));
        }
        self.node.entry(name).map(|(key, value)| (Step::Key(key), value))
    }
}

impl Path {
    /// All that the path leads to, each once, in the order in which the path comes to it.
    pub(crate) fn select<'d>(
        &self,
        document: &'d Document,
        references: References,
    ) -> Vec<Item<'d>> {
        let Some(root) = document.root() else { return Vec::new() };
        self.select_from(Item::root(root), references)
    }

    /// All that the path leads to, with this value for its root.
    pub(crate) fn select_from<'d>(&self, root: Item<'d>, references: References) -> Vec<Item<'d>> {
        let walk = Walk { root: root.node, references, dialect: self.dialect };
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
                    items.retain(|it| it.way.is_some());
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

struct Walk<'d> {
    root: Node<'d>,
    references: References,
    dialect: Dialect,
}

/// A value within a condition.
enum Known<'d> {
    Nothing,
    Node(Node<'d>),
    Text(Cow<'d, str>),
    Number(f64),
    Bool(bool),
    Null,
}

impl<'d> Walk<'d> {
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
            for selector in &segment.selectors {
                self.selected(collection, selector, &mut |step, written| {
                    if seen.insert(written.id()) {
                        found.push(collection.child(step, written, self.references));
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
            let from = open.len();
            for (step, written) in item.members() {
                if self.references.at(written).scalar().is_none() {
                    open.push(item.child(step, written, self.references));
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
                if node.is_mapping() || self.dialect == Dialect::Spectral {
                    if let Some((step, value)) = collection.member(name) {
                        take(step, value);
                    }
                }
            }
            Selector::Wildcard => collection.members().for_each(|(step, value)| take(step, value)),
            Selector::Index(index) if node.is_mapping() => {
                // To JavaScript the number is a name like any other.
                if self.dialect == Dialect::Spectral {
                    if let Some((step, value)) = collection.member(&index.to_string()) {
                        take(step, value);
                    }
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
                    let current = Current {
                        parent: collection,
                        step,
                        node: self.references.at(written),
                        written,
                    };
                    if self.holds(test, &current) {
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

impl<'d> Walk<'d> {
    fn holds(&self, test: &Test, current: &Current<'_, 'd>) -> bool {
        match test {
            Test::Or(tests) => tests.iter().any(|it| self.holds(it, current)),
            Test::And(tests) => tests.iter().all(|it| self.holds(it, current)),
            Test::Not(test) => !self.holds(test, current),
            Test::Exists(query) => match singular(query) {
                true => !matches!(self.value(query, current), Known::Nothing),
                false => !self.results(query, current).is_empty(),
            },
            Test::IsTruthy(query) => match singular(query) {
                true => is_truthy(&self.value(query, current)),
                false => !self.results(query, current).is_empty(),
            },
            Test::Compare(comparison, left, right) => {
                let (left, right) = (self.operand(left, current), self.operand(right, current));
                self.compare(*comparison, &left, &right)
            }
            Test::Search(value, pattern) => {
                let value = self.operand(value, current);
                let text = text_of(&value);
                text.is_some_and(|text| pattern.is_found_in(&text) == Some(true))
            }
            Test::Includes(value, wanted) => {
                let wanted = self.operand(wanted, current);
                match self.operand(value, current) {
                    Known::Node(list) if list.is_sequence() => list
                        .items()
                        .any(|it| self.compare(Comparison::Equal, &Known::Node(it), &wanted)),
                    value => match (text_of(&value), text_of(&wanted)) {
                        (Some(text), Some(wanted)) => text.contains(wanted.as_ref()),
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
            Anchor::Property => return self.part(current.step.text(), &query.segments),
            Anchor::ParentProperty => {
                let step = current.parent.step();
                return step.map_or(Known::Nothing, |it| self.part(it.text(), &query.segments));
            }
        };
        for (index, segment) in query.segments.iter().enumerate() {
            let is_last = index + 1 == query.segments.len();
            let next = match segment.selectors.as_slice() {
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
                [Selector::Index(index)] if at.is_sequence() => match usize::try_from(*index) {
                    Ok(index) => at.items().nth(index),
                    Err(_) => {
                        let items: Vec<Node<'d>> = at.items().collect();
                        let back = usize::try_from(index.unsigned_abs()).unwrap_or(usize::MAX);
                        items.len().checked_sub(back).and_then(|index| items.get(index).copied())
                    }
                },
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
    fn part(&self, text: Cow<'d, str>, segments: &[Segment]) -> Known<'d> {
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

    fn compare(&self, comparison: Comparison, left: &Known<'_>, right: &Known<'_>) -> bool {
        match comparison {
            Comparison::Equal => self.equal(left, right),
            Comparison::NotEqual => !self.equal(left, right),
            Comparison::Less => self.less(left, right),
            Comparison::Greater => self.less(right, left),
            Comparison::LessOrEqual => self.less(left, right) || self.equal(left, right),
            Comparison::GreaterOrEqual => self.less(right, left) || self.equal(left, right),
        }
    }

    fn equal(&self, left: &Known<'_>, right: &Known<'_>) -> bool {
        let (left, right) = (plain(left), plain(right));
        match (&left, &right) {
            (Known::Nothing, Known::Nothing) | (Known::Null, Known::Null) => true,
            // `== null` is meant for both.
            (Known::Nothing, Known::Null) | (Known::Null, Known::Nothing) => {
                self.dialect == Dialect::Spectral
            }
            (Known::Text(left), Known::Text(right)) => left == right,
            (Known::Bool(left), Known::Bool(right)) => left == right,
            (Known::Number(left), Known::Number(right)) => same(*left, *right),
            (Known::Text(text), Known::Number(number))
            | (Known::Number(number), Known::Text(text)) => {
                self.dialect == Dialect::Spectral
                    && text.trim().parse::<f64>().is_ok_and(|it| same(it, *number))
            }
            (Known::Node(left), Known::Node(right)) => {
                left == right || (left.kind() == right.kind() && left.to_json() == right.to_json())
            }
            _ => false,
        }
    }

    fn less(&self, left: &Known<'_>, right: &Known<'_>) -> bool {
        let (left, right) = (plain(left), plain(right));
        match (&left, &right) {
            (Known::Number(left), Known::Number(right)) => left < right,
            (Known::Text(left), Known::Text(right)) => left < right,
            (Known::Text(text), Known::Number(number)) if self.dialect == Dialect::Spectral => {
                text.trim().parse::<f64>().is_ok_and(|it| it < *number)
            }
            (Known::Number(number), Known::Text(text)) if self.dialect == Dialect::Spectral => {
                text.trim().parse::<f64>().is_ok_and(|it| *number < it)
            }
            _ => false,
        }
    }
}

/// Numbers that were written the same are the same.
fn same(left: f64, right: f64) -> bool {
    left.total_cmp(&right).is_eq() || (left == 0.0 && right == 0.0)
}

#[expect(clippy::cast_precision_loss, reason = "no document has that many members")]
fn number<'d>(count: usize) -> Known<'d> {
    Known::Number(count as f64)
}

/// Whether each step is one name or number.
fn singular(query: &Query) -> bool {
    query.segments.iter().all(|segment| {
        segment.reach == Reach::Children
            && matches!(segment.selectors.as_slice(), [Selector::Name(_) | Selector::Index(_)])
    })
}

/// A scalar as what it holds.
fn plain<'v>(known: &'v Known<'_>) -> Known<'v> {
    match known {
        Known::Nothing => Known::Nothing,
        Known::Null => Known::Null,
        Known::Bool(value) => Known::Bool(*value),
        Known::Number(value) => Known::Number(*value),
        Known::Text(text) => Known::Text(Cow::Borrowed(text)),
        Known::Node(node) => match node.scalar() {
            None => Known::Node(*node),
            Some(Scalar::Null) => Known::Null,
            Some(Scalar::Bool(value)) => Known::Bool(value),
            Some(Scalar::String(text)) => Known::Text(Cow::Borrowed(text)),
            Some(Scalar::Integer(_) | Scalar::Float(_)) => {
                node.as_f64().map_or(Known::Nothing, Known::Number)
            }
        },
    }
}

fn text_of<'v>(known: &'v Known<'_>) -> Option<Cow<'v, str>> {
    match plain(known) {
        Known::Text(text) => Some(text),
        Known::Nothing | Known::Node(_) | Known::Number(_) | Known::Bool(_) | Known::Null => None,
    }
}

/// Whether JavaScript takes a value for true.
fn is_truthy(known: &Known<'_>) -> bool {
    match plain(known) {
        Known::Nothing | Known::Null => false,
        Known::Bool(value) => value,
        Known::Number(value) => value != 0.0 && !value.is_nan(),
        Known::Text(text) => !text.is_empty(),
        Known::Node(_) => true,
    }
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
