//! What both readers of YAML do with what they find: add it to the tree, and notice what the
//! service's reader would make of tags, aliases and merge keys.

use crate::Style;
use crate::diagnostics::{
    ALIAS_INSIDE_ITS_ANCHOR, ALIAS_MALFORMED, ALIAS_UNKNOWN, MERGE_WITHOUT_MAPPING, TAG_UNRESOLVED,
};
use crate::document::{NO_NODE, RawKind, flag};
use crate::problem::{Problem, quoted};
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

/// A tree under construction from YAML.
pub(crate) struct Sink<'t> {
    pub(crate) text: &'t str,
    pub(crate) tree: Tree,
    /// One past the last byte that belongs to a node.
    pub(crate) last: u32,
    /// Merge keys.
    merges: Vec<u32>,
}

impl<'t> Sink<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self { text, tree: Tree::for_text(text), last: 0, merges: Vec::new() }
    }

    /// The tree, with all that is open closed.
    pub(crate) fn finish(mut self) -> Tree {
        self.tree.close_all(self.text, self.last);
        for &key in &self.merges {
            check_merge(&mut self.tree, key);
        }
        self.tree
    }

    /// Adds a scalar whose text is `value`, or the bytes of the source between its quotes.
    #[inline]
    pub(crate) fn scalar(
        &mut self,
        (from, to): (usize, usize),
        value: Option<&str>,
        style: Style,
    ) -> u32 {
        let quote = usize::from(matches!(style, Style::SingleQuoted | Style::DoubleQuoted));
        let span = (offset(from), offset(to));
        self.last = span.1;
        let text = match value {
            None => Text::Slice(offset(from + quote), offset(to - quote)),
            Some(value) => {
                let start = offset(self.tree.side.len());
                self.tree.side.push_str(value);
                Text::Owned(start, offset(self.tree.side.len()))
            }
        };
        let id = self.tree.scalar(span, text, style);
        if to - from == 2 && style == Style::Plain && &self.text[from..to] == "<<" {
            self.merge(id);
        }
        id
    }

    fn merge(&mut self, id: u32) {
        let row = &self.tree.rows[id as usize];
        if row.flags & flag::KEY != 0 {
            let parent = row.parent;
            self.tree.rows[parent as usize].flags |= flag::HAS_MERGE;
            self.merges.push(id);
        }
    }

    /// Adds the null for a value or key that was left out at the byte `at`.
    pub(crate) fn missing(&mut self, at: usize) -> u32 {
        let at = offset(at).max(self.last);
        self.last = at;
        self.tree.missing(at)
    }

    /// Opens a collection.
    #[inline]
    pub(crate) fn open(&mut self, from: usize, kind: RawKind, style: Style) -> u32 {
        self.last = self.last.max(offset(from));
        self.tree.open(offset(from), kind, style)
    }

    /// Closes the innermost collection, which ends with the last byte of what it holds, or before
    /// the byte `end` behind its bracket.
    #[inline]
    pub(crate) fn close(&mut self, bracket: Option<usize>) {
        if let Some(end) = bracket {
            self.last = self.last.max(offset(end));
        }
        self.tree.close(self.text, self.last);
    }

    /// Gives a node a tag, which stands at `span`.
    pub(crate) fn tag(&mut self, id: u32, name: &str, span: Option<(usize, usize)>) {
        self.tree.tag(id, name);
        let known = name.strip_prefix("!!").is_some_and(|name| KNOWN_TAGS.contains(&name));
        if known || name == "!" {
            return;
        }
        let row = &self.tree.rows[id as usize];
        let span = span.map_or((row.start, row.end), |span| (offset(span.0), offset(span.1)));
        self.tree.problems.note(&TAG_UNRESOLVED, || {
            let message = format!("the tag {} means nothing to the service", quoted(name));
            Problem::new(&TAG_UNRESOLVED, span, message)
                .node(id)
                .label("the value is taken as it stands")
                .help("let the template be processed first, or write the value out")
        });
    }

    /// Adds an alias.
    pub(crate) fn alias(&mut self, from: usize, to: usize, target: Option<u32>) {
        let span = (offset(from), offset(to));
        let inside = target.is_some_and(|target| self.tree.is_open(target));
        let id = self.tree.alias(span, target.filter(|_| !inside).unwrap_or(NO_NODE));
        self.last = span.1;
        let name = self.text.get(from + 1..to).unwrap_or_default();
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        if !name.chars().all(is_name) {
            self.tree.problems.note(&ALIAS_MALFORMED, || {
                let reason = format!(
                    "the service's reader takes {} for no alias",
                    quoted(&self.text[from..to])
                );
                Problem::invalid(&ALIAS_MALFORMED, span, reason).node(id).help("put it in quotes")
            });
        } else if target.is_none() {
            self.tree.problems.note(&ALIAS_UNKNOWN, || {
                let message = format!("no anchor {} stands before", quoted(name));
                Problem::new(&ALIAS_UNKNOWN, span, message)
                    .node(id)
                    .label("there is no value to repeat here")
                    .help("put a text that begins with `*` in quotes, or move the anchor up")
            });
        } else if inside {
            self.tree.problems.note(&ALIAS_INSIDE_ITS_ANCHOR, || {
                let message = format!("the alias {} stands inside its own anchor", quoted(name));
                Problem::new(&ALIAS_INSIDE_ITS_ANCHOR, span, message)
                    .node(id)
                    .label("gatewright reads null here")
                    .help("refer to a schema with `$ref` instead")
            });
        }
    }

    /// The end of a block scalar: that of its last line that is not blank, or of its header. The
    /// scalar's lines end at `to`.
    pub(crate) fn block_end(&self, indicator: usize, to: usize) -> usize {
        let header = self.text[indicator + 1..]
            .find(|c: char| !matches!(c, '+' | '-' | '0'..='9'))
            .map_or(self.text.len(), |len| indicator + 1 + len);
        let first_line = self.text[header..].find(['\n', '\r']).map(|len| header + len);
        let Some(content) = first_line.filter(|&first| first < to) else { return header };
        let end = content + self.text[content..to].trim_end().len();
        if end == content {
            return header;
        }
        let line = self.text[end..to].find(['\n', '\r']);
        line.map_or(to, |len| end + len)
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
        tree.problems.note(&MERGE_WITHOUT_MAPPING, || {
            let message = "a merge key needs a mapping, or a list of mappings";
            Problem::new(&MERGE_WITHOUT_MAPPING, span, message)
                .node(value)
                .label("nothing is merged")
                .help("name a mapping with an alias, or put the key `<<` in quotes")
        });
    }
}
