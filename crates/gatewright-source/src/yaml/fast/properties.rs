//! Anchors, tags and aliases, in the fast reader.

use super::Reader;
use crate::words::skip_spaces;

/// The anchor and the tag before a node.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Properties<'t> {
    anchor: Option<&'t str>,
    tag: Option<(usize, usize)>,
    /// Behind the last of them.
    pub(super) end: usize,
}

impl Properties<'_> {
    pub(super) fn is_empty(&self) -> bool {
        self.anchor.is_none() && self.tag.is_none()
    }
}

impl<'t> Reader<'t> {
    pub(super) fn alias(&mut self) -> Option<()> {
        let start = self.at;
        let name = self.name(start + 1)?;
        let target = self.anchors.get(name).copied();
        self.at = start + 1 + name.len();
        self.sink.alias(start, self.at, target);
        Some(())
    }

    /// The name of an anchor, an alias or a tag; one of letters, digits, `-` and `_`.
    fn name(&self, at: usize) -> Option<&'t str> {
        let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        let len = self.bytes[at..].iter().take_while(|byte| is_name(byte)).count();
        self.text.get(at..at + len).filter(|name| !name.is_empty())
    }

    /// Takes the anchor and the tag that stand here, and the spaces behind them.
    #[inline]
    pub(super) fn properties(&mut self) -> Option<Properties<'t>> {
        match self.byte(self.at) {
            Some(b'&' | b'!') => self.some_properties(),
            _ => Some(Properties::default()),
        }
    }

    fn some_properties(&mut self) -> Option<Properties<'t>> {
        let mut properties = Properties::default();
        loop {
            let start = self.at;
            match self.byte(start) {
                Some(b'&') if properties.anchor.is_none() => {
                    let name = self.name(start + 1)?;
                    properties.anchor = Some(name);
                    properties.end = start + 1 + name.len();
                }
                Some(b'!') if properties.tag.is_none() => {
                    let core = self.byte(start + 1) == Some(b'!');
                    let name = self.name(start + 1 + usize::from(core))?;
                    let known =
                        matches!(name, "str" | "int" | "float" | "bool" | "null" | "map" | "seq");
                    if core && !known {
                        return None;
                    }
                    properties.end = start + 1 + usize::from(core) + name.len();
                    properties.tag = Some((start, properties.end));
                }
                _ => return Some(properties),
            }
            if !self.is_blank(properties.end) {
                return None;
            }
            self.at = skip_spaces(self.bytes, properties.end);
            if self.byte(self.at) == Some(b'\t') {
                return None;
            }
        }
    }

    pub(super) fn apply(&mut self, id: u32, properties: Properties<'t>) {
        if let Some(name) = properties.anchor {
            self.anchors.insert(name, id);
        }
        if let Some((start, end)) = properties.tag {
            let text = self.text;
            self.sink.tag(id, &text[start..end], Some((start, end)));
        }
    }

    /// Applies the properties on the node's own line, or those on the line before.
    #[inline]
    pub(super) fn apply_all(&mut self, id: u32, properties: Properties<'t>) -> Option<()> {
        if properties.is_empty() && self.properties.is_empty() {
            return Some(());
        }
        let before = std::mem::take(&mut self.properties);
        match (before.is_empty(), properties.is_empty()) {
            (true, _) => self.apply(id, properties),
            (false, true) => self.apply(id, before),
            (false, false) => return None,
        }
        Some(())
    }
}
