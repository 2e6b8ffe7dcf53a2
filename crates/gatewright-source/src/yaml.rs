//! YAML to a tree, through granit-parser, whose events need some mending: where a block scalar or a
//! list without indentation starts, where collections end, and what an empty value is.

mod reasons;
mod tabs;

use std::collections::HashMap;

use granit_parser::{Event, Parser, ScalarStyle, Span, StructureStyle, Tag};

use crate::Style;
use crate::diagnostics::{
    ALIAS_INSIDE_ITS_ANCHOR, ALIAS_UNKNOWN, FURTHER_DOCUMENTS, MERGE_WITHOUT_MAPPING,
    TAG_UNRESOLVED,
};
use crate::document::{NO_NODE, RawKind, flag};
use crate::limits::Limits;
use crate::problem::{Problem, Stop, character, quoted};
use crate::tree::{Text, Tree, offset};

/// The tags that the service's reader knows, as `!!name`.
const KNOWN_TAGS: [&str; 12] = [
    "null",
    "bool",
    "int",
    "float",
    "binary",
    "timestamp",
    "omap",
    "pairs",
    "set",
    "str",
    "seq",
    "map",
];

/// Reads the first document into `tree`, which is left as far as it was read when this stops
/// early.
pub(crate) fn read(text: &str, limits: &Limits, tree: &mut Tree) -> Result<(), Stop> {
    let options = granit_parser::options! {
        max_buffered_comment_events: usize::MAX,
        flow_nesting_limit: limits.depth + 1,
        block_nesting_limit: limits.depth + 1,
        emit_anchor_events: true,
        emit_unresolved_aliases: true,
        // As SnakeYAML does.
        block_scalar_eof_without_line_feed: true,
    };
    let mut reader =
        Reader { text, limits, tree, last: 0, anchors: HashMap::new(), merges: Vec::new() };
    let mut documents = 0;
    let mut done = Ok(());
    for event in Parser::new_from_str_with_options(text, options) {
        done = match event {
            Ok((Event::DocumentStart(..), _)) if documents == 0 => {
                documents = 1;
                Ok(())
            }
            Ok((Event::DocumentStart(..), span)) => {
                reader.further_document(start(span));
                break;
            }
            Ok((event, span)) => reader.event(event, span),
            Err(error) => Err(reasons::stop(text, &error, reader.limits)),
        };
        if done.is_err() {
            break;
        }
    }
    let (last, merges) = (reader.last, reader.merges);
    tree.close_all(text, last);
    // The parser tells a comment beside a block scalar after the scalar.
    tree.comments.sort_by_key(|comment| comment.start);
    for key in merges {
        check_merge(tree, key);
    }
    if done.is_ok() {
        tabs::check(text, tree);
    }
    done
}

fn start(span: Span) -> usize {
    span.start.byte_offset().unwrap_or_default()
}

fn end(span: Span) -> usize {
    span.end.byte_offset().unwrap_or_default()
}

struct Reader<'t, 'r> {
    text: &'t str,
    limits: &'t Limits,
    tree: &'r mut Tree,
    /// One past the last byte that belongs to a node.
    last: u32,
    /// Anchor numbers to nodes.
    anchors: HashMap<usize, u32>,
    /// Merge keys.
    merges: Vec<u32>,
}

impl Reader<'_, '_> {
    fn event(&mut self, event: Event<'_>, span: Span) -> Result<(), Stop> {
        let (from, to) = (offset(start(span)), offset(end(span)));
        match event {
            Event::Scalar(value, style, anchor, tag) => {
                self.tree.check_nodes(self.text, from as usize, self.limits)?;
                let id = self.scalar(&value, style, span);
                self.properties(id, anchor, tag.as_deref(), span);
            }
            Event::SequenceStart(style, anchor, tag) => {
                let from = if style == StructureStyle::Block { self.dash(from) } else { from };
                self.open(from, RawKind::Sequence, style, anchor, tag.as_deref(), span)?;
            }
            Event::MappingStart(style, anchor, tag) => {
                self.open(from, RawKind::Mapping, style, anchor, tag.as_deref(), span)?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(to),
            Event::Alias(anchor) => {
                let target = self.anchors.get(&anchor).copied();
                self.alias((from, to), target)?;
            }
            Event::UnresolvedAlias(_) => self.alias((from, to), None)?,
            Event::Comment(..) => {
                self.tree.comments.push(gatewright_diagnostics::Span::new(from, to));
            }
            // The marks of the stream and of the document, and the names of anchors.
            _ => {}
        }
        Ok(())
    }

    fn open(
        &mut self,
        from: u32,
        kind: RawKind,
        style: StructureStyle,
        anchor: usize,
        tag: Option<&Tag>,
        span: Span,
    ) -> Result<(), Stop> {
        self.tree.check(self.text, from as usize, self.limits)?;
        let style = match style {
            StructureStyle::Block => Style::Block,
            StructureStyle::Flow => Style::Flow,
        };
        let id = self.tree.open(from, kind, style);
        self.last = self.last.max(from);
        self.properties(id, anchor, tag, span);
        Ok(())
    }

    fn close(&mut self, to: u32) {
        let Some(collection) = self.tree.parent() else { return };
        let row = &self.tree.rows[collection as usize];
        // The parser ends a block where the next thing begins.
        if row.style == Style::Flow {
            self.last = self.last.max(to);
        }
        let end = self.last.max(row.start);
        self.tree.close(self.text, end);
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
        self.tree.tag(id, &name);
        let known = name.strip_prefix("!!").is_some_and(|name| KNOWN_TAGS.contains(&name));
        if known || name == "!" {
            return;
        }
        let row = &self.tree.rows[id as usize];
        let range = span.tag_span().and_then(|span| span.byte_range());
        let span =
            range.map_or((row.start, row.end), |range| (offset(range.start), offset(range.end)));
        let message = format!("the tag {} means nothing to the service", quoted(&name));
        let problem = Problem::new(&TAG_UNRESOLVED, span, message)
            .node(id)
            .label("the value is taken as it stands")
            .help("let the template be processed first, or write the value out");
        self.tree.problems.push(problem);
    }

    fn alias(&mut self, span: (u32, u32), target: Option<u32>) -> Result<(), Stop> {
        self.tree.check_nodes(self.text, span.0 as usize, self.limits)?;
        let inside = target.is_some_and(|target| self.tree.is_open(target));
        let id = self.tree.alias(span, target.filter(|_| !inside).unwrap_or(NO_NODE));
        self.last = span.1;
        let name = self.text.get(span.0 as usize..span.1 as usize).unwrap_or_default();
        let name = quoted(name.strip_prefix('*').unwrap_or(name));
        let problem = match target {
            None => Problem::new(&ALIAS_UNKNOWN, span, format!("no anchor {name} stands before"))
                .label("there is no value to repeat here")
                .help("put a text that begins with `*` in quotes, or move the anchor up"),
            Some(_) if inside => {
                let message = format!("the alias {name} stands inside its own anchor");
                Problem::new(&ALIAS_INSIDE_ITS_ANCHOR, span, message)
                    .help("refer to a schema with `$ref` instead")
            }
            Some(_) => return Ok(()),
        };
        self.tree.problems.push(problem.node(id));
        Ok(())
    }

    /// The first dash of a list in block style. The parser lets one that is not indented start
    /// after it.
    fn dash(&self, from: u32) -> u32 {
        let parent = self.tree.parent().map(|parent| &self.tree.rows[parent as usize]);
        let is_value =
            parent.is_some_and(|parent| parent.kind == RawKind::Mapping) && !self.tree.wants_key();
        if !is_value {
            return from;
        }
        let line = self.text[..from as usize].rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let indent = self.text[line..].find(|c| c != ' ').unwrap_or_default();
        let first = offset(line + indent);
        let is_dash = self.text[first as usize..].starts_with('-');
        if is_dash && first >= self.last && first <= from { first } else { from }
    }

    fn scalar(&mut self, value: &str, style: ScalarStyle, span: Span) -> u32 {
        let (mut from, mut to) = (start(span), end(span));
        let style = match style {
            ScalarStyle::Plain if from == to => return self.missing(from),
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::SingleQuoted => Style::SingleQuoted,
            ScalarStyle::DoubleQuoted => Style::DoubleQuoted,
            ScalarStyle::Literal => Style::Literal,
            ScalarStyle::Folded => Style::Folded,
        };
        let quote = match style {
            Style::Literal | Style::Folded => {
                let content = (from, to);
                from = self.indicator(from);
                to = self.block_end(from, content);
                0
            }
            Style::SingleQuoted | Style::DoubleQuoted => 1,
            Style::Plain | Style::Flow | Style::Block | Style::Alias => 0,
        };
        let is_key = self.tree.wants_key();
        let text = if self.text.get(from + quote..to - quote) == Some(value) {
            Text::Slice(offset(from + quote), offset(to - quote))
        } else {
            let owned = self.tree.side.len();
            self.tree.side.push_str(value);
            Text::Owned(offset(owned), offset(self.tree.side.len()))
        };
        self.last = offset(to);
        let id = self.tree.scalar((offset(from), offset(to)), text, style);
        if is_key && style == Style::Plain && value == "<<" {
            let parent = self.tree.rows[id as usize].parent;
            self.tree.rows[parent as usize].flags |= flag::HAS_MERGE;
            self.merges.push(id);
        }
        id
    }

    /// A value or key that was left out. The parser puts it at the colon or behind comments.
    fn missing(&mut self, mut at: usize) -> u32 {
        for comment in self.tree.comments.iter().rev() {
            if comment.end as usize != at {
                break;
            }
            at = self.text[..comment.start as usize].trim_end().len();
        }
        let is_key = self.tree.wants_key();
        let is_end = |c: char| c.is_ascii_whitespace() || matches!(c, ',' | ']' | '}');
        if !is_key
            && let Some(rest) = self.text[at..].strip_prefix(':')
            && rest.chars().next().is_none_or(is_end)
        {
            at += 1;
        }
        let at = offset(at).max(self.last);
        self.last = at;
        self.tree.missing(at)
    }

    /// The end of a block scalar's last line of content, or of its header; the parser's end is in
    /// the next line.
    fn block_end(&self, indicator: usize, (from, to): (usize, usize)) -> usize {
        let content = self.text[from.max(indicator)..to].trim_end();
        let header = self.text[indicator + 1..]
            .find(|c: char| !matches!(c, '+' | '-' | '0'..='9'))
            .map_or(self.text.len(), |len| indicator + 1 + len);
        let end = from.max(indicator) + content.len();
        if content.is_empty() || end <= header {
            return header;
        }
        let line = self.text[end..to].find(['\n', '\r']);
        line.map_or(to, |len| end + len)
    }

    /// The `|` or `>` of a block scalar whose content starts at `from`; the parser tells only that.
    fn indicator(&self, from: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = self.last as usize;
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
        let span = character(self.text, at);
        let line = self.text[at..].split(['\n', '\r']).next().unwrap_or_default();
        let span = (span.0, offset(at + line.trim_end().len()));
        let problem = Problem::new(&FURTHER_DOCUMENTS, span, "another document begins here")
            .label("nothing from here on is read")
            .help("keep one definition in the file");
        self.tree.problems.push(problem.node(0));
    }
}

/// Notes a merge key whose value has nothing to merge.
fn check_merge(tree: &mut Tree, key: u32) {
    let content = |id: u32| {
        let row = &tree.rows[id as usize];
        let target = if row.kind == RawKind::Alias { row.text } else { id };
        tree.rows.get(target as usize).map(|row| (target, *row))
    };
    let mappings = |id: u32| {
        let Some((id, row)) = content(id) else { return true };
        match row.kind {
            RawKind::Mapping => true,
            RawKind::Scalar | RawKind::Alias => false,
            RawKind::Sequence => {
                let mut item = id + 1;
                (0..row.len).all(|_| {
                    let is_mapping =
                        content(item).is_none_or(|(_, content)| content.kind == RawKind::Mapping);
                    item = tree.rows[item as usize].next;
                    is_mapping
                })
            }
        }
    };
    let value = tree.rows[key as usize].next;
    if (value as usize) < tree.rows.len() && !mappings(value) {
        let row = &tree.rows[value as usize];
        let span = (row.start, row.end);
        let message = "a merge key needs a mapping, or a list of mappings";
        let problem = Problem::new(&MERGE_WITHOUT_MAPPING, span, message)
            .node(value)
            .label("nothing is merged")
            .help("name a mapping with an alias, or put the key `<<` in quotes");
        tree.problems.push(problem);
    }
}
