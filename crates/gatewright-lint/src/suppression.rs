//! What a document says of findings that nobody wants to hear: comments of YAML, and a member of any
//! object for JSON.
//!
//! ```yaml
//! # gatewright: ignore-file path-reserved -- the load balancer answers it
//! paths:
//!   # gatewright: ignore cors-*, validator-missing -- the whole member below
//!   /pets:
//!     get: {} # gatewright: ignore operation-open -- what starts on this line
//!     # gatewright: ignore-start example-invalid
//!     # gatewright: ignore-end
//!     put: { x-gatewright-ignore: { validator-missing: the object around } }
//! ```

use std::ops::Range;

use gatewright_diagnostics::{Location, Pointer, Span};
use gatewright_source::{Document, Node};

use crate::nearest::nearest;
use crate::settings::Selector;

/// What a comment for us begins with.
const PREFIX: &str = "gatewright:";
/// The member that says the same where there are no comments.
pub(crate) const MEMBER: &str = "x-gatewright-ignore";
/// What comes before the reason.
const BECAUSE: &str = "--";

const IGNORE: &str = "ignore";
const FILE: &str = "ignore-file";
const START: &str = "ignore-start";
const END: &str = "ignore-end";
const VERBS: [&str; 4] = [IGNORE, FILE, START, END];

/// Rules that shall be silent in a part of the document.
#[derive(Debug)]
pub(crate) struct Mark<'d> {
    /// The name, prefix or category as it is written.
    pub(crate) name: &'d str,
    /// The same, read.
    pub(crate) selector: Selector,
    /// Where the name stands.
    pub(crate) at: Location,
    /// What starts in this is meant.
    region: Span,
    /// Why.
    pub(crate) reason: Option<&'d str>,
    /// Whether it stands in the definition, and not elsewhere in a file around it, where it may be
    /// about another.
    pub(crate) is_own: bool,
}

impl Mark<'_> {
    /// Where the part begins.
    pub(crate) fn start(&self) -> u32 {
        self.region.start
    }

    /// Whether a finding at a place is in the part.
    pub(crate) fn covers(&self, place: Span) -> bool {
        let Span { start, end } = self.region;
        start <= place.start && place.start < end.max(start + 1)
    }
}

/// All that a document says.
#[derive(Debug, Default)]
pub(crate) struct Marks<'d> {
    pub(crate) marks: Vec<Mark<'d>>,
    /// What was meant to be one of them and is none: where, what is wrong, and what to do.
    pub(crate) malformed: Vec<(Location, String, String)>,
}

/// Reads what a document says.
pub(crate) fn read(document: &Document) -> Marks<'_> {
    let mut marks = Marks::default();
    let mut open = Vec::new();
    let mut own = None;
    for comment in document.comments() {
        let text = &document.text()[comment.range()];
        if text.contains(PREFIX) {
            let own: &Vec<Span> = own.get_or_insert_with(|| document.own_spans());
            let holds =
                |it: &Span| it.start <= comment.start && comment.end <= line_end(document, it.end);
            let is_own = own.iter().any(holds);
            let (before, wrong) = (marks.marks.len(), marks.malformed.len());
            marks.comment(document, *comment, &mut open, is_own);
            if !is_own {
                marks.malformed.truncate(wrong);
                marks.marks[before..].iter_mut().for_each(|mark| mark.is_own = false);
            }
        }
    }
    for key in document.keys_named(MEMBER) {
        marks.member(key);
    }
    marks
}

/// The whole file, wherever it ends.
const EVERYTHING: Span = Span { start: 0, end: u32::MAX };

impl<'d> Marks<'d> {
    /// Reads one comment; `open` are the marks that end at a later one.
    fn comment(
        &mut self,
        document: &'d Document,
        comment: Span,
        open: &mut Vec<usize>,
        is_own: bool,
    ) {
        let text = &document.text()[comment.range()];
        let Some(text) = text.trim_start_matches(['#', ' ', '\t']).strip_prefix(PREFIX) else {
            return;
        };
        let text = text.trim();
        let verb = text.split_whitespace().next().unwrap_or_default();
        let place = |part: &str, pointer: Pointer| {
            let from = document.text().as_ptr().addr();
            let start = u32::try_from(part.as_ptr().addr() - from).unwrap_or(comment.start);
            let length = u32::try_from(part.len()).unwrap_or_default();
            Location::new(document.source(), Span::new(start, start + length), pointer)
        };
        if !VERBS.contains(&verb) {
            let near = nearest(verb, VERBS).unwrap_or(IGNORE);
            let message = if verb.is_empty() {
                "the comment asks for nothing".to_owned()
            } else {
                format!("`{verb}` is nothing that a comment can ask for")
            };
            let help = format!("write `# gatewright: {near} NAME -- why`");
            let at = place(if verb.is_empty() { text } else { verb }, Pointer::default());
            self.malformed.push((at, message, help));
            return;
        }
        let rest = &text[verb.len()..];
        let (names, reason) = split(rest);
        if verb == END {
            let ends = |mark: &Mark<'_>| {
                names.is_empty() || names.iter().any(|it| rest[it.clone()] == *mark.name)
            };
            let (ended, left): (Vec<usize>, Vec<usize>) =
                open.drain(..).partition(|mark| ends(&self.marks[*mark]));
            *open = left;
            if ended.is_empty() {
                let help = "write `ignore-start` with the same names above it, or remove this";
                let message = "nothing that was started ends here".to_owned();
                self.malformed.push((place(text, Pointer::default()), message, help.to_owned()));
            }
            for mark in ended {
                self.marks[mark].region.end = comment.start;
            }
            return;
        }
        let (region, pointer) = match verb {
            FILE => (EVERYTHING, Pointer::default()),
            START => (Span::new(comment.start, u32::MAX), Pointer::default()),
            _ if is_own => below_or_beside(document, comment),
            _ => (line_of(document, comment), Pointer::default()),
        };
        if names.is_empty() {
            let help = format!("write which: `# gatewright: {verb} NAME -- why`");
            let message = format!("`{verb}` does not say which rules");
            self.malformed.push((place(verb, pointer), message, help));
            return;
        }
        for name in names {
            let name = &rest[name];
            if verb == START {
                open.push(self.marks.len());
            }
            let (at, selector) = (place(name, pointer.clone()), Selector::parse(name));
            self.marks.push(Mark { name, selector, at, region, reason, is_own: true });
        }
    }

    /// Reads one member.
    fn member(&mut self, key: Node<'d>) {
        let Some((object, value)) = key.parent().zip(key.value_of_key()) else { return };
        let region = match (object.parent(), object.key()) {
            (None, _) => EVERYTHING,
            (Some(_), Some(key)) => key.span().union(object.span()),
            (Some(_), None) => object.span(),
        };
        if value.is_mapping() {
            for (name, reason) in value.entries() {
                let reason = reason.as_str().map(str::trim).filter(|it| !it.is_empty());
                self.names(name, reason, region);
            }
        } else if value.is_sequence() {
            for item in value.items() {
                self.names(item, None, region);
            }
        } else {
            self.names(value, None, region);
        }
    }

    /// Reads names, and perhaps a reason, from a text of the document.
    fn names(&mut self, node: Node<'d>, reason: Option<&'d str>, region: Span) {
        let text = if node.is_key() { node.text() } else { node.as_str() };
        let (names, own) = text.map(split).unwrap_or_default();
        let text = text.unwrap_or_default();
        if names.is_empty() {
            let help = "write a name, a list of names, or a mapping of names to reasons";
            let message = format!("`{MEMBER}` does not say which rules");
            self.malformed.push((node.location(), message, help.to_owned()));
        }
        for name in names {
            let [start, end] = [name.start, name.end].map(|it| u32::try_from(it).unwrap_or(0));
            let at = Location { span: node.span_of(Span::new(start, end)), ..node.location() };
            let name = &text[name];
            let reason = reason.or(own);
            let selector = Selector::parse(name);
            self.marks.push(Mark { name, selector, at, region, reason, is_own: true });
        }
    }
}

/// The names in a text, separated by commas or blanks, and the reason behind them.
fn split(text: &str) -> (Vec<Range<usize>>, Option<&str>) {
    let (list, reason) = match text.split_once(BECAUSE) {
        Some((list, reason)) => (list, Some(reason.trim())),
        None => (text, None),
    };
    let mut names = Vec::new();
    let mut at = 0;
    for piece in list.split(|c: char| c == ',' || c.is_whitespace()) {
        let from = piece.as_ptr().addr() - list.as_ptr().addr();
        debug_assert!(from >= at, "the pieces are in order");
        at = from + piece.len();
        if !piece.is_empty() {
            names.push(from..at);
        }
    }
    (names, reason.filter(|reason| !reason.is_empty()))
}

/// What a comment is about: behind something its line, and on a line of its own the member or item
/// that follows.
fn below_or_beside(document: &Document, comment: Span) -> (Span, Pointer) {
    let lines = document.lines();
    let line = lines.range(lines.line_of(comment.start as usize));
    let [start, end] = [line.start, line.end].map(|it| u32::try_from(it).unwrap_or(u32::MAX));
    let before = &document.text()[start as usize..comment.start as usize];
    let is_alone = before.trim_start_matches(['\u{feff}', ' ', '\t', '-']).is_empty();
    if !is_alone {
        let node = document
            .part_from(start)
            .filter(|node| node.key().unwrap_or(*node).span().start < comment.start);
        let pointer = node.map(Node::pointer).unwrap_or_default();
        return (Span::new(start, end), pointer);
    }
    let Some(part) = document.part_from(comment.end) else {
        return (Span::new(comment.end, comment.end), Pointer::default());
    };
    let whole = part.key().map_or(part.span(), |key| key.span().union(part.span()));
    (whole, part.pointer())
}

/// The offset at which the line of a byte ends.
fn line_end(document: &Document, at: u32) -> u32 {
    let lines = document.lines();
    u32::try_from(lines.range(lines.line_of(at as usize)).end).unwrap_or(u32::MAX)
}

/// What a comment outside of the definition is about: behind something its line, and on a line of
/// its own the next one that says something.
fn line_of(document: &Document, comment: Span) -> Span {
    let lines = document.lines();
    let own = lines.line_of(comment.start as usize);
    let text = |line: usize| document.text()[lines.range(line)].trim();
    let says = |line: &usize| !text(*line).is_empty() && !text(*line).starts_with('#');
    let line = (own..lines.count()).find(says).unwrap_or(own);
    let range = lines.range(line);
    let [start, end] = [range.start, range.end].map(|it| u32::try_from(it).unwrap_or(u32::MAX));
    Span::new(start, end)
}

#[cfg(test)]
mod tests {
    use gatewright_diagnostics::SourceId;

    use super::*;

    /// Each mark: the name, where it is, the text that it covers or the start of that, the reason.
    fn marks(text: &str) -> Vec<String> {
        let document = gatewright_source::read(SourceId(0), text.into()).value;
        let read = read(&document);
        let shown = read.marks.iter().map(|mark| {
            let Span { start, end } = mark.region;
            let end = (end as usize).min(text.len());
            let covered = text[start as usize..end].replace("\r\n", "/").replace('\n', "/");
            let reason = mark.reason.unwrap_or("?");
            let own = &text[mark.at.span.range()];
            assert_eq!(own, mark.name);
            format!("{} @{} [{covered}] {reason}", mark.name, mark.at.pointer)
        });
        let malformed = read
            .malformed
            .iter()
            .map(|(at, message, _)| format!("{message}: {}", &text[at.span.range()]));
        shown.chain(malformed).collect()
    }

    #[test]
    fn a_comment_on_its_own_line_is_about_what_follows() {
        assert_eq!(
            marks(
                "a:\n  # gatewright: ignore x, y-* -- so it is\n\n  # more\n  b:\n    c: 1\n  d: 2\n"
            ),
            ["x @/a/b [b:/    c: 1] so it is", "y-* @/a/b [b:/    c: 1] so it is"]
        );
        assert_eq!(marks("# gatewright: ignore x\na: 1\nb: 2\n"), ["x @/a [a: 1] ?"]);
        assert_eq!(
            marks("a:\n  # gatewright: ignore x\n  - b: 1\n    c: 2\n  - d: 3\n"),
            ["x @/a/0 [b: 1/    c: 2] ?"]
        );
        assert_eq!(marks("a:\n- b\n# gatewright: ignore x\n- c\n"), ["x @/a/1 [c] ?"]);
        assert_eq!(
            marks("a:\n- # gatewright: ignore x\n  b: 1\n  c: 2\n"),
            ["x @/a/0 [b: 1/  c: 2] ?"]
        );
        assert_eq!(
            marks("a: {\n  # gatewright: ignore x\n  b: {c: 1},\n  d: 2 }\n"),
            ["x @/a/b [b: {c: 1}] ?"]
        );
    }

    #[test]
    fn a_comment_behind_something_is_about_its_line() {
        assert_eq!(
            marks("a:\r\n  b: 1 # gatewright: ignore x -- ü\r\n  c: 2\r\n"),
            ["x @/a/b [  b: 1 # gatewright: ignore x -- ü] ü"]
        );
        assert_eq!(
            marks("a: # gatewright: ignore x\n  b: 1\n"),
            ["x @/a [a: # gatewright: ignore x] ?"]
        );
        assert_eq!(
            marks("é: [1, # gatewright:ignore x\n  2]\n"),
            ["x @/é [é: [1, # gatewright:ignore x] ?"]
        );
    }

    #[test]
    fn files_and_ranges() {
        let text = "\u{feff}a: 1\n# gatewright: ignore-file x\n";
        assert_eq!(marks(text), [format!("x @ [{}] ?", text.replace('\n', "/"))]);
        assert_eq!(
            marks(
                "# gatewright: ignore-start x y\na: 1\n# gatewright: ignore-end y\nb: 2\n\
                 # gatewright: ignore-end\nc: 3\n"
            ),
            [
                "x @ [# gatewright: ignore-start x y/a: 1/# gatewright: ignore-end y/b: 2/] ?",
                "y @ [# gatewright: ignore-start x y/a: 1/] ?"
            ]
        );
    }

    #[test]
    fn at_the_end_there_is_nothing_to_be_about() {
        let text = "a: 1\n# gatewright: ignore x";
        assert_eq!(marks(text), ["x @ [] ?"]);
        let document = gatewright_source::read(SourceId(0), text.into()).value;
        let end = u32::try_from(text.len()).expect("a short text");
        assert!(!read(&document).marks[0].covers(Span::new(0, 4)));
        assert!(read(&document).marks[0].covers(Span::new(end, end)));
    }

    #[test]
    fn objects_of_json_have_a_member() {
        let text = r#"{"a": {"x-gatewright-ignore": ["x", "y -- why"], "b": 1},
            "c": {"x-gatewright-ignore": {"x": "because", "y": null}}}"#;
        let first = r#"["a": {"x-gatewright-ignore": ["x", "y -- why"], "b": 1}]"#;
        let second = r#"["c": {"x-gatewright-ignore": {"x": "because", "y": null}}]"#;
        assert_eq!(
            marks(text),
            [
                format!("x @/a/x-gatewright-ignore/0 {first} ?"),
                format!("y @/a/x-gatewright-ignore/1 {first} why"),
                format!("x @/c/x-gatewright-ignore/x {second} because"),
                format!("y @/c/x-gatewright-ignore/y {second} ?"),
            ]
        );
        assert_eq!(marks(r#"{"x-gatewright-ignore": "x"}"#).len(), 1);
    }

    #[test]
    fn what_is_meant_for_us_and_says_nothing_is_malformed() {
        assert_eq!(
            marks("# gatewright: ignroe x\na: 1 # gatewright: ignore -- why\n# gatewright:\n"),
            [
                "`ignroe` is nothing that a comment can ask for: ignroe",
                "`ignore` does not say which rules: ignore",
                "the comment asks for nothing: ",
            ]
        );
        assert_eq!(
            marks("# gatewright: ignore-end x\na: {x-gatewright-ignore: 7}\n"),
            [
                "nothing that was started ends here: ignore-end x",
                "`x-gatewright-ignore` does not say which rules: 7",
            ]
        );
        assert_eq!(marks("a: 1 # see gatewright: ignore x\nb: 'gatewright: ignore y'\n"), [""; 0]);
    }
}
