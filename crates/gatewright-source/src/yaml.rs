//! YAML to a tree, through granit-parser.

use std::collections::HashMap;

use granit_parser::{Event, Parser, ScalarStyle, Span, StructureStyle};

use crate::Style;
use crate::document::{NO_NODE, RawKind, flag};
use crate::problem::Stop;
use crate::tree::{Text, Tree, offset};

/// Reads the first document into `tree`, which is left as far as it was read when this stops
/// early. Gives the offset of a second document, if there is one.
pub(crate) fn read(text: &str, tree: &mut Tree) -> Result<Option<usize>, Stop> {
    let options = granit_parser::options! {
        max_buffered_comment_events: usize::MAX,
        simple_key_max_lookahead: 64 * 1024,
        emit_anchor_events: true,
        emit_unresolved_aliases: true,
    };
    let mut reader = Reader { text, tree, last: 0, anchors: HashMap::new() };
    let mut documents = 0;
    for event in Parser::new_from_str_with_options(text, options) {
        match event {
            Ok((Event::DocumentStart(..), span)) => {
                documents += 1;
                if documents > 1 {
                    return Ok(Some(start(span)));
                }
            }
            Ok((event, span)) => reader.event(event, span),
            Err(error) => {
                let at = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
                let end = reader.last;
                tree.close_all(text, end);
                return Err(Stop::syntax(at, error.kind().to_string()));
            }
        }
    }
    Ok(None)
}

fn start(span: Span) -> usize {
    span.start.byte_offset().unwrap_or_default()
}

fn end(span: Span) -> usize {
    span.end.byte_offset().unwrap_or_default()
}

struct Reader<'t, 'r> {
    text: &'t str,
    tree: &'r mut Tree,
    /// One past the last byte that belongs to a node.
    last: u32,
    /// Anchor numbers to nodes.
    anchors: HashMap<usize, u32>,
}

impl Reader<'_, '_> {
    fn event(&mut self, event: Event<'_>, span: Span) {
        let (from, to) = (offset(start(span)), offset(end(span)));
        let tag = event.tag().map(granit_parser::Tag::original);
        let tag = tag.map_or(0, |tag| self.tree.tag(&tag));
        match event {
            Event::Scalar(value, style, anchor, _) => {
                let id = self.scalar(&value, style, span, tag);
                self.anchors.insert(anchor, id);
            }
            Event::SequenceStart(style, anchor, _) => {
                let from = if style == StructureStyle::Block { self.dash(from) } else { from };
                let id = self.tree.open(from, RawKind::Sequence, collection(style), tag);
                self.anchors.insert(anchor, id);
            }
            Event::MappingStart(style, anchor, _) => {
                let id = self.tree.open(from, RawKind::Mapping, collection(style), tag);
                self.anchors.insert(anchor, id);
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let Some(parent) = self.tree.parent() else { return };
                if self.tree.rows[parent as usize].style == Style::Flow {
                    self.last = self.last.max(to);
                }
                let from = self.tree.rows[parent as usize].start;
                self.tree.close(self.text, self.last.max(from));
            }
            Event::Alias(anchor) => {
                let target = self.anchors.get(&anchor).copied();
                // An alias inside its own anchor has no end.
                let target = target.filter(|&target| !self.tree.is_open(target));
                self.tree.alias((from, to), target.unwrap_or(NO_NODE));
                self.last = to;
            }
            Event::UnresolvedAlias(_) => {
                self.tree.alias((from, to), NO_NODE);
                self.last = to;
            }
            Event::Comment(..) => {
                self.tree.comments.push(gatewright_diagnostics::Span::new(from, to));
            }
            _ => {}
        }
    }

    /// The parser lets a sequence without indentation start after its first dash.
    fn dash(&self, from: u32) -> u32 {
        let before = &self.text[..from as usize];
        if self.text[from as usize..].starts_with('-') {
            return from;
        }
        before.rfind('-').map_or(from, offset)
    }

    fn scalar(&mut self, value: &str, style: ScalarStyle, span: Span, tag: u8) -> u32 {
        let (mut from, mut to) = (start(span), end(span));
        let style = match style {
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::SingleQuoted => Style::SingleQuoted,
            ScalarStyle::DoubleQuoted => Style::DoubleQuoted,
            ScalarStyle::Literal => Style::Literal,
            ScalarStyle::Folded => Style::Folded,
        };
        if style == Style::Plain && from == to {
            return self.tree.missing(offset(from));
        }
        let quote = match style {
            Style::Literal | Style::Folded => {
                let indicator = if style == Style::Literal { '|' } else { '>' };
                from = self.text[..from].rfind(indicator).unwrap_or(from);
                to = from + self.text[from..to].trim_end().len();
                0
            }
            Style::SingleQuoted | Style::DoubleQuoted => 1,
            _ => 0,
        };
        self.last = offset(to);
        let inner = (from + quote, from + quote + value.len());
        let text = if self.text.get(inner.0..inner.1) == Some(value) && inner.1 + quote == to {
            Text::Slice(offset(inner.0), offset(inner.1))
        } else {
            let owned = self.tree.side.len();
            self.tree.side.push_str(value);
            Text::Owned(offset(owned), offset(self.tree.side.len()))
        };
        let id = self.tree.scalar((offset(from), offset(to)), text, style, tag);
        if style == Style::Plain && value == "<<" {
            self.merge(id);
        }
        id
    }

    fn merge(&mut self, id: u32) {
        let row = &self.tree.rows[id as usize];
        if row.flags & flag::KEY != 0 && row.parent != NO_NODE {
            let parent = row.parent as usize;
            self.tree.rows[parent].flags |= flag::HAS_MERGE;
        }
    }
}

fn collection(style: StructureStyle) -> Style {
    match style {
        StructureStyle::Block => Style::Block,
        StructureStyle::Flow => Style::Flow,
    }
}
