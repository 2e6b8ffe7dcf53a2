//! A list of names and what each stands for; what there is nothing of has no row.

use super::markup::Markup;

/// A list that is being written.
pub(super) struct Rows<'a>(&'a mut Markup);

impl Rows<'_> {
    /// Writes a list of that class; nothing if it would have no rows.
    pub(super) fn write(html: &mut Markup, class: &str, rows: impl FnOnce(&mut Rows<'_>)) {
        let mut inner = Markup::default();
        rows(&mut Rows(&mut inner));
        if inner.len() > 0 {
            html.element("dl", &[("class", class)], |html| html.append(&inner));
        }
    }

    /// A row with anything in it.
    pub(super) fn with(&mut self, name: &str, content: impl FnOnce(&mut Markup)) {
        self.0.element("div", &[], |html| {
            html.line("dt", &[], name);
            html.element("dd", &[], content);
        });
    }

    /// A row of text.
    pub(super) fn text(&mut self, name: &str, text: &str) {
        self.with(name, |html| html.line("bdi", &[], text));
    }

    /// A row of text, if there is any.
    pub(super) fn optional(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.text(name, text);
        }
    }

    /// A row of something to be copied, if there is any.
    pub(super) fn code(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.with(name, |html| html.line("code", &[], text));
        }
    }

    /// A row of several things to be copied, if there are any.
    pub(super) fn list<'t>(&mut self, name: &str, texts: impl Iterator<Item = &'t str>) {
        let mut texts = texts.peekable();
        if texts.peek().is_none() {
            return;
        }
        self.with(name, |html| {
            for (index, text) in texts.enumerate() {
                if index > 0 {
                    html.text(", ");
                }
                html.line("code", &[], text);
            }
        });
    }

    /// A row of names and values, if there are any.
    pub(super) fn pairs<'t>(
        &mut self,
        name: &str,
        pairs: impl Iterator<Item = (&'t str, &'t str)>,
    ) {
        let mut pairs = pairs.peekable();
        if pairs.peek().is_none() {
            return;
        }
        self.with(name, |html| {
            html.element("ul", &[], |html| {
                for (name, value) in pairs {
                    html.element("li", &[], |html| {
                        html.line("code", &[], name);
                        if !value.is_empty() {
                            html.text(" ← ");
                            html.line("code", &[], value);
                        }
                    });
                }
            });
        });
    }
}
