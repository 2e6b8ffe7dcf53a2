//! Two documents as content: where they differ, and whether their order differs as well.

use gatewright_source::{Kind, Node, Scalar};

/// Lists whose order means nothing: sets of media types and protocols, the names of required
/// properties, parameters (told by `in` and `name`), and requirements of which any one will do. An
/// extension may mean something by the order of any list.
const ORDERLESS: [&str; 6] =
    ["consumes", "produces", "schemes", "required", "parameters", "security"];

/// What a comparison found.
#[derive(Default)]
pub(super) struct Comparison<'d> {
    pub(super) differences: Vec<Difference<'d>>,
    /// The mappings and lists that have in another order what both have.
    pub(super) reordered: Vec<Vec<String>>,
}

/// A place where the content differs.
pub(super) struct Difference<'d> {
    /// The keys and indexes that lead there in the original.
    pub(super) path: Vec<String>,
    pub(super) change: Change<'d>,
}

/// What is different there.
#[derive(Clone, Copy)]
pub(super) enum Change<'d> {
    /// The original alone has it.
    Missing(Node<'d>),
    /// The export alone has it.
    Added(Node<'d>),
    /// The original has the first, the export the second.
    Changed(Node<'d>, Node<'d>),
}

/// Compares an original with an export of it.
pub(super) fn compare<'d>(original: Node<'d>, export: Node<'d>) -> Comparison<'d> {
    let mut comparison = Comparison::default();
    Walk { comparison: &mut comparison, path: Vec::new() }.nodes(original, export);
    comparison
}

/// The way through two documents.
struct Walk<'c, 'd> {
    comparison: &'c mut Comparison<'d>,
    path: Vec<String>,
}

impl<'d> Walk<'_, 'd> {
    fn nodes(&mut self, original: Node<'d>, export: Node<'d>) {
        match (original.kind(), export.kind()) {
            (Kind::Mapping, Kind::Mapping) => self.mappings(original, export),
            (Kind::Sequence, Kind::Sequence) if self.is_orderless() => self.sets(original, export),
            (Kind::Sequence, Kind::Sequence) => self.lists(original, export),
            (Kind::Scalar, Kind::Scalar) if is_same_scalar(original, export) => {}
            _ => self.add(Change::Changed(original, export)),
        }
    }

    fn mappings(&mut self, original: Node<'d>, export: Node<'d>) {
        for (key, value) in original.entries() {
            let key = key.text().unwrap_or_default();
            self.below(key, |walk| match export.get(key) {
                Some(exported) => walk.nodes(value, exported),
                None => walk.add(Change::Missing(value)),
            });
        }
        for (key, value) in export.entries() {
            let key = key.text().unwrap_or_default();
            if original.get(key).is_none() {
                self.below(key, |walk| walk.add(Change::Added(value)));
            }
        }
        let keys_of_both = |of: Node<'d>, other: Node<'d>| {
            let keys = of.entries().filter_map(|(key, _)| key.text());
            keys.filter(|key| other.get(key).is_some()).collect::<Vec<_>>()
        };
        if keys_of_both(original, export) != keys_of_both(export, original) {
            self.comparison.reordered.push(self.path.clone());
        }
    }

    fn lists(&mut self, original: Node<'d>, export: Node<'d>) {
        let (mut before, mut after) = (original.items(), export.items());
        for index in 0.. {
            let pair = (before.next(), after.next());
            self.below(&index.to_string(), |walk| match pair {
                (Some(original), Some(export)) => walk.nodes(original, export),
                (Some(original), None) => walk.add(Change::Missing(original)),
                (None, Some(export)) => walk.add(Change::Added(export)),
                (None, None) => {}
            });
            if matches!(pair, (None, None)) {
                break;
            }
        }
    }

    /// Each item is held against the first of the other list that is the same thing.
    fn sets(&mut self, original: Node<'d>, export: Node<'d>) {
        let mut left: Vec<(usize, Node<'d>)> = export.items().enumerate().collect();
        let mut places = Vec::new();
        for (index, item) in original.items().enumerate() {
            let found = left.iter().position(|(_, other)| is_same_thing(item, *other));
            self.below(&index.to_string(), |walk| match found {
                Some(found) => {
                    let (place, other) = left.remove(found);
                    places.push(place);
                    walk.nodes(item, other);
                }
                None => walk.add(Change::Missing(item)),
            });
        }
        if !places.is_sorted() {
            self.comparison.reordered.push(self.path.clone());
        }
        for (index, item) in left {
            self.below(&index.to_string(), |walk| walk.add(Change::Added(item)));
        }
    }

    fn is_orderless(&self) -> bool {
        let is_extension = self.path.iter().any(|key| key.starts_with("x-"));
        let name = self.path.last();
        !is_extension && name.is_some_and(|name| ORDERLESS.contains(&name.as_str()))
    }

    fn below(&mut self, key: &str, step: impl FnOnce(&mut Self)) {
        self.path.push(key.to_owned());
        step(self);
        self.path.pop();
    }

    fn add(&mut self, change: Change<'d>) {
        self.comparison.differences.push(Difference { path: self.path.clone(), change });
    }
}

/// Whether two items of a list without an order are about one thing.
fn is_same_thing(left: Node<'_>, right: Node<'_>) -> bool {
    let name = |node: Node<'_>| {
        let text = |key| node.get(key).and_then(|value| value.text().map(str::to_owned));
        text("in").zip(text("name"))
    };
    match name(left) {
        Some(parameter) => name(right) == Some(parameter),
        None => compare(left, right).differences.is_empty(),
    }
}

fn is_same_scalar(left: Node<'_>, right: Node<'_>) -> bool {
    let value = |node: Node<'_>| match node.scalar() {
        Some(Scalar::String(text)) => Some((true, text.to_owned())),
        // Canonical: `31` for `0x1F`, but `25.0` is not `25`.
        other => other.map(|scalar| (false, scalar.as_text().into_owned())),
    };
    left.tag() == right.tag() && value(left) == value(right)
}

#[cfg(test)]
mod tests {
    use gatewright_diagnostics::SourceId;
    use gatewright_source::read;

    use super::*;

    /// What begins with a brace is JSON otherwise.
    fn yaml(text: &str) -> Vec<u8> {
        format!("---\n{text}").into_bytes()
    }

    #[track_caller]
    fn check(original: &str, export: &str, expected: &[&str], is_reordered: bool) {
        let original = read(SourceId(0), yaml(original)).value;
        let export = read(SourceId(1), yaml(export)).value;
        let (original, export) = (original.root().expect("a node"), export.root().expect("a node"));
        let comparison = compare(original, export);
        let line = |it: &Difference<'_>| {
            let sign = match it.change {
                Change::Missing(_) => '-',
                Change::Added(_) => '+',
                Change::Changed(..) => '~',
            };
            format!("{sign} {}", it.path.join(" "))
        };
        let lines: Vec<String> = comparison.differences.iter().map(line).collect();
        assert_eq!(lines, expected);
        assert_eq!(!comparison.reordered.is_empty(), is_reordered);
    }

    #[test]
    fn members_have_no_order_but_it_is_seen() {
        check("{a: 1, b: {c: x}}", "{b: {c: x}, a: 1}", &[], true);
        check("{a: 1, x: 2, b: 3}", "{a: 1, b: 3, y: 2}", &["- x", "+ y"], false);
        check("{'200': a}", "{200: a}", &[], false);
    }

    #[test]
    fn a_number_is_told_from_its_text_and_its_double() {
        check("[1, '1', 25.0, 0x1F]", "['1', '1', 25, 31]", &["~ 0", "~ 2"], false);
        check("a: !Sub b", "a: b", &["~ a"], false);
    }

    #[test]
    fn some_lists_are_sets() {
        check("{consumes: [a, b]}", "{consumes: [b, a]}", &[], true);
        check("{enum: [a, b]}", "{enum: [b, a]}", &["~ enum 0", "~ enum 1"], false);
        let in_extension = ["~ x-a required 0", "~ x-a required 1"];
        check("{x-a: {required: [a, b]}}", "{x-a: {required: [b, a]}}", &in_extension, false);
    }

    #[test]
    fn a_parameter_is_found_by_its_place_and_name() {
        check(
            "{parameters: [{in: query, name: a, type: string}, {in: header, name: a}]}",
            "{parameters: [{in: header, name: a}, {in: path, name: a}, {in: query, name: a}]}",
            &["- parameters 0 type", "+ parameters 1"],
            true,
        );
    }
}
