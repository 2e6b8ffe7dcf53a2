//! How a file is written: what new text in it should look like.

use crate::document::{RawKind, flag};
use crate::{Document, Format, Node, Part, Scalar, Style};

/// Enough nodes to know the habits of a file.
const LOOKED_AT: usize = 4096;

/// The habits of a file.
#[derive(Debug)]
pub(super) struct Layout<'d> {
    /// What ends a line.
    pub(super) newline: &'static str,
    /// What one level is indented by.
    pub(super) step: &'d str,
    /// Whether the lists of a mapping stand as deep as its keys.
    pub(super) indentless: bool,
    /// How texts are quoted that need not be, if they are.
    pub(super) values: Option<Quote>,
    /// How keys are quoted that need not be, if they are.
    pub(super) keys: Option<Quote>,
    /// How what needs quotes is quoted.
    pub(super) quote: Quote,
    /// Whether JSON has a line for each member.
    pub(super) multi_line: bool,
    /// What stands between a key of a flow collection or JSON object and its value.
    pub(super) colon: &'d str,
    /// What stands between two members on a line.
    pub(super) comma: &'static str,
    /// Whether there is a blank after `{` and before `}`.
    pub(super) padded: bool,
}

/// A kind of quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quote {
    Single,
    Double,
}

impl<'d> Layout<'d> {
    /// The habits of the main file.
    pub(super) fn of(document: &'d Document) -> Self {
        Self::of_part(document, &document.parts()[0])
    }

    /// The habits of one of the files.
    pub(super) fn of_part(document: &'d Document, part: &Part) -> Self {
        let text = &document.text()[part.span.range()];
        let newline = match text.find('\n') {
            Some(at) if text[..at].ends_with('\r') => "\r\n",
            None if text.contains('\r') => "\r",
            _ => "\n",
        };
        let mut layout = Self {
            newline,
            step: "  ",
            indentless: false,
            values: None,
            keys: None,
            quote: Quote::Single,
            multi_line: text.trim_end().contains('\n'),
            colon: ": ",
            comma: ", ",
            padded: part.format == Format::Yaml,
        };
        let is_here = |node: &Node<'d>| {
            let span = node.span();
            part.span.start <= span.start && span.end <= part.span.end && !node.is_derived()
        };
        match part.format {
            Format::Json => layout.look_at_json(document, is_here),
            Format::Yaml => layout.look_at_yaml(document, is_here),
        }
        layout
    }

    fn look_at_json(&mut self, document: &'d Document, is_here: impl Fn(&Node<'d>) -> bool) {
        let is_written = |node: &Node<'d>| {
            is_here(node)
                && node.row().len > 0
                && node.written_children().take(2).all(|it| is_here(&it))
        };
        let mut collections = document.nodes().filter(|it| it.row().kind != RawKind::Scalar);
        let Some(root) = collections.find(is_written) else { return };
        let mut children = root.written_children();
        let (Some(key), Some(value)) = (children.next(), children.next()) else { return };
        let between = |start: u32, end: u32| &document.text()[start as usize..end as usize];
        let before = between(root.span().start + 1, key.span().start);
        self.multi_line = before.contains('\n');
        self.padded = !self.multi_line && !before.is_empty();
        if self.multi_line {
            let own = before.rsplit('\n').next().unwrap_or_default();
            // Within another document the whole object is indented, too.
            let line = document.lines().range(document.lines().line_of(root.span().start as usize));
            let line = &document.text()[line];
            let outer = line.len() - line.trim_start().len();
            self.step = own.get(outer..).filter(|it| !it.is_empty()).unwrap_or(own);
        }
        if !root.is_mapping() {
            return;
        }
        let colon = between(key.span().end, value.span().start);
        if !colon.contains('\n') {
            self.colon = colon;
        }
        let is_tight = !self.multi_line
            && children
                .next()
                .is_some_and(|next| between(value.span().end, next.span().start) == ",");
        if is_tight || (!self.multi_line && colon == ":") {
            self.comma = ",";
        }
    }

    fn look_at_yaml(&mut self, document: &'d Document, is_here: impl Fn(&Node<'d>) -> bool) {
        let (mut steps, mut lists, mut pads) = (Vec::new(), Vec::new(), Vec::new());
        let (mut keys, mut values) = (Styles::default(), Styles::default());
        for node in document.nodes().filter(is_here).take(LOOKED_AT) {
            let row = node.row();
            match row.kind {
                RawKind::Scalar if row.flags & flag::KEY != 0 => keys.count(node),
                RawKind::Scalar => values.count(node),
                RawKind::Mapping | RawKind::Sequence if row.style == Style::Block => {
                    let parent = node.parent().filter(|it| it.style() == Style::Block);
                    let Some(parent) = parent.filter(|it| it.is_mapping()) else { continue };
                    let (inner, outer) = (column(node), column(parent));
                    match row.kind {
                        RawKind::Sequence => lists.push(inner == outer),
                        _ if inner > outer => steps.push(inner - outer),
                        _ => {}
                    }
                }
                RawKind::Mapping if row.len > 0 && row.style == Style::Flow => {
                    pads.push(document.text()[row.start as usize + 1..].starts_with([' ', '\n']));
                }
                RawKind::Mapping | RawKind::Sequence | RawKind::Alias => {}
            }
        }
        let is_most = |list: &[bool]| 2 * list.iter().filter(|it| **it).count() > list.len();
        let smallest = steps.iter().copied().min().unwrap_or(2).min(SPACES.len());
        self.step = &SPACES[..smallest];
        self.indentless = is_most(&lists);
        self.padded = pads.is_empty() || is_most(&pads);
        self.keys = keys.usual();
        self.values = values.usual();
        let (single, double) = (keys.single + values.single, keys.double + values.double);
        self.quote = if double > single { Quote::Double } else { Quote::Single };
    }
}

const SPACES: &str = "        ";

/// The bytes from the start of the line to a node.
fn column(node: Node<'_>) -> usize {
    let start = node.span().start as usize;
    let before = &node.document().text()[..start];
    start - before.rfind(['\n', '\r']).map_or(0, |at| at + 1)
}

/// How often texts that need no quotes have some, and which quotes there are.
#[derive(Debug, Default)]
struct Styles {
    plain: usize,
    single: usize,
    double: usize,
    needless: usize,
}

impl Styles {
    fn count(&mut self, node: Node<'_>) {
        let text = node.text().unwrap_or_default();
        match node.style() {
            Style::Plain if matches!(node.scalar(), Some(Scalar::String(_))) => self.plain += 1,
            Style::SingleQuoted => self.single += 1,
            Style::DoubleQuoted => self.double += 1,
            _ => return,
        }
        if node.style() != Style::Plain && super::scalar::is_plain(text, super::scalar::FLOW) {
            self.needless += 1;
        }
    }

    /// The quotes of texts that need none, if most of them have some.
    fn usual(&self) -> Option<Quote> {
        let quote = if self.double > self.single { Quote::Double } else { Quote::Single };
        (self.needless > self.plain).then_some(quote)
    }
}
