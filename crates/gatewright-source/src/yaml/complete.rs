//! All of YAML, through granit-parser, whose events need some mending: where a block scalar or a
//! list without indentation starts, where collections end, and where a value was left out.

use std::collections::HashMap;

use granit_parser::{Event, Parser, ScalarStyle, Span, StructureStyle, Tag};

use super::sink::Sink;
use super::{older, reasons};
use crate::Style;
use crate::diagnostics::FURTHER_DOCUMENTS;
use crate::document::RawKind;
use crate::limits::{COMMENTS_IN_A_ROW, Limits};
use crate::problem::{Problem, Stop};
use crate::tree::{Tree, offset};

/// Reads the first document, as far as possible.
pub(crate) fn read(text: &str, limits: &Limits) -> (Tree, Result<(), Stop>) {
    let options = granit_parser::options! {
        max_buffered_comment_events: COMMENTS_IN_A_ROW,
        flow_nesting_limit: limits.depth + 1,
        block_nesting_limit: limits.depth + 1,
        emit_anchor_events: true,
        emit_unresolved_aliases: true,
        // As SnakeYAML does.
        block_scalar_eof_without_line_feed: true,
        bom_inside_document_as_content: true,
    };
    let mut reader = Reader { text, limits, sink: Sink::new(text), anchors: HashMap::new() };
    let mut documents = 0;
    let mut done = Ok(());
    for event in Parser::new_from_str_with_options(text, options) {
        done = match event {
            Ok((Event::DocumentStart(..), _)) if documents == 0 => {
                documents = 1;
                Ok(())
            }
            Ok((Event::DocumentStart(..), span)) => {
                reader.further_document(range(span).0);
                break;
            }
            Ok((event, span)) => reader.event(event, span),
            Err(error) => Err(reasons::stop(text, &error, limits)),
        };
        if done.is_err() {
            break;
        }
    }
    let mut tree = reader.sink.finish();
    // The parser tells a comment beside a block scalar after the scalar.
    tree.comments.sort_by_key(|comment| comment.start);
    if done.is_ok() {
        older::check(text, &mut tree);
    }
    (tree, done)
}

/// The bytes of a span; the parser knows them for a text in memory.
fn range(span: Span) -> (usize, usize) {
    span.byte_range().map(|range| (range.start, range.end)).unwrap_or_default()
}

struct Reader<'t> {
    text: &'t str,
    limits: &'t Limits,
    sink: Sink<'t>,
    /// Anchor numbers to nodes.
    anchors: HashMap<usize, u32>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, span: Span) -> Result<(), Stop> {
        let (from, to) = range(span);
        match event {
            Event::Scalar(value, style, anchor, tag) => {
                self.sink.tree.check_nodes(self.text, from, self.limits)?;
                let id = self.scalar(&value, style, (from, to));
                self.properties(id, anchor, tag.as_deref(), span);
            }
            Event::SequenceStart(style, anchor, tag) => {
                self.sink.tree.check(self.text, from, self.limits)?;
                let from = if style == StructureStyle::Block { self.dash(from) } else { from };
                let id = self.sink.open(from, RawKind::Sequence, collection(style));
                self.properties(id, anchor, tag.as_deref(), span);
            }
            Event::MappingStart(style, anchor, tag) => {
                self.sink.tree.check(self.text, from, self.limits)?;
                let id = self.sink.open(from, RawKind::Mapping, collection(style));
                self.properties(id, anchor, tag.as_deref(), span);
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let Some(collection) = self.sink.tree.parent() else { return Ok(()) };
                // The parser ends a block where the next thing begins.
                let is_flow = self.sink.tree.rows[collection as usize].style == Style::Flow;
                self.sink.close(is_flow.then_some(to));
            }
            Event::Alias(anchor) => {
                self.sink.tree.check_nodes(self.text, from, self.limits)?;
                self.sink.alias(from, to, self.anchors.get(&anchor).copied());
            }
            Event::UnresolvedAlias(_) => {
                self.sink.tree.check_nodes(self.text, from, self.limits)?;
                self.sink.alias(from, to, None);
            }
            Event::Comment(..) => {
                let span = gatewright_diagnostics::Span::new(offset(from), offset(to));
                self.sink.tree.comments.push(span);
            }
            // The marks of the stream and of the document, and the names of anchors.
            _ => {}
        }
        Ok(())
    }

    fn properties(&mut self, id: u32, anchor: usize, tag: Option<&Tag>, span: Span) {
        if anchor != 0 {
            self.anchors.insert(anchor, id);
        }
        let Some(tag) = tag else { return };
        let name = match tag.core_suffix() {
            Some(suffix) => format!("!!{suffix}"),
            None => tag.original(),
        };
        self.sink.tag(id, &name, span.tag_span().map(range));
    }

    /// The first dash of a list in block style. The parser lets one that is not indented start
    /// after it.
    fn dash(&self, from: usize) -> usize {
        let tree = &self.sink.tree;
        let parent = tree.parent().map(|parent| &tree.rows[parent as usize]);
        if parent.is_none_or(|parent| parent.kind != RawKind::Mapping) || tree.wants_key() {
            return from;
        }
        let line = self.text[..from].rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let first = line + self.text[line..].find(|c| c != ' ').unwrap_or_default();
        let is_dash = self.text[first..].starts_with('-');
        if is_dash && first >= self.sink.last as usize && first <= from { first } else { from }
    }

    fn scalar(&mut self, value: &str, style: ScalarStyle, (from, to): (usize, usize)) -> u32 {
        let style = match style {
            ScalarStyle::Plain if from == to => return self.missing(from),
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::SingleQuoted => Style::SingleQuoted,
            ScalarStyle::DoubleQuoted => Style::DoubleQuoted,
            ScalarStyle::Literal => Style::Literal,
            ScalarStyle::Folded => Style::Folded,
        };
        let (span, quote) = match style {
            Style::Literal | Style::Folded => {
                let indicator = self.indicator(from);
                ((indicator, self.sink.block_end(indicator, to)), 0)
            }
            Style::SingleQuoted | Style::DoubleQuoted => ((from, to), 1),
            Style::Plain | Style::Flow | Style::Block | Style::Alias => ((from, to), 0),
        };
        let written = self.text.get(span.0 + quote..span.1 - quote) == Some(value);
        self.sink.scalar(span, (!written).then_some(value), style)
    }

    /// A value or key that was left out. The parser puts it at the colon or behind comments.
    fn missing(&mut self, mut at: usize) -> u32 {
        for comment in self.sink.tree.comments.iter().rev() {
            if comment.end as usize != at {
                break;
            }
            at = self.text[..comment.start as usize].trim_end().len();
        }
        let tree = &self.sink.tree;
        let in_flow =
            tree.parent().is_some_and(|parent| tree.rows[parent as usize].style == Style::Flow);
        let is_end = |c: char| c.is_ascii_whitespace() || (in_flow && matches!(c, ',' | ']' | '}'));
        if !tree.wants_key()
            && let Some(rest) = self.text[at..].strip_prefix(':')
            && rest.chars().next().is_none_or(is_end)
        {
            at += 1;
        } else {
            at = self.text[..at].trim_end_matches([' ', '\t']).len();
        }
        self.sink.missing(at)
    }

    /// The `|` or `>` of a block scalar whose content starts at `from`; the parser tells only that.
    fn indicator(&self, from: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = self.sink.last as usize;
        while at < bytes.len() {
            match bytes[at] {
                b'|' | b'>' => return at,
                b'#' | b'%' => {
                    while at < bytes.len() && !matches!(bytes[at], b'\n' | b'\r') {
                        at += 1;
                    }
                }
                b'!' | b'&' => {
                    while at < bytes.len() && !bytes[at].is_ascii_whitespace() {
                        at += 1;
                    }
                }
                _ => at += 1,
            }
        }
        from
    }

    fn further_document(&mut self, at: usize) {
        let line = self.text[at..].split(['\n', '\r']).next().unwrap_or_default();
        let span = (offset(at), offset(at + line.trim_end().len()));
        let problem = Problem::new(&FURTHER_DOCUMENTS, span, "another document begins here")
            .label("nothing from here on is read")
            .help("keep one definition in the file");
        self.sink.tree.problems.add(problem.node(0));
    }
}

fn collection(style: StructureStyle) -> Style {
    match style {
        StructureStyle::Block => Style::Block,
        StructureStyle::Flow => Style::Flow,
    }
}
