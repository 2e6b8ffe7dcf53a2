//! The documents that are open in the client.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use gen_lsp_types::TextDocumentContentChangeEvent;

use crate::positions::{Encoding, offset};
use crate::revision::{Report, Revision};
use crate::subject::Template;

/// A document that is open.
#[derive(Debug)]
pub(crate) struct Open {
    /// The document as it is.
    pub(crate) revision: Arc<Revision>,
    /// The last one that could be read to its end, unless that is the one above.
    sound: Option<Arc<Revision>>,
    /// What the last check said.
    pub(crate) report: Option<Report>,
}

impl Open {
    /// The last revision that could be read to its end; without any, the one that there is.
    pub(crate) fn sound(&self) -> &Revision {
        match &self.sound {
            Some(sound) if !self.revision.is_sound() => sound,
            Some(_) | None => &self.revision,
        }
    }

    /// Whether what breaks off in the middle of typing counts as a definition.
    pub(crate) fn was_definition(&self) -> bool {
        self.report.as_ref().is_some_and(|it| it.is_definition)
            || self.sound.as_ref().is_some_and(|it| it.is_definition())
    }

    /// What a check said of the document as it is.
    pub(crate) fn current_report(&self) -> Option<&Report> {
        self.report.as_ref().filter(|it| Arc::ptr_eq(&it.revision, &self.revision))
    }

    /// Forgets what was found out.
    fn renew(&mut self) {
        let Revision { uri, version, text, .. } = &*self.revision;
        self.revision = Arc::new(Revision::new(uri.clone(), *version, text.clone()));
    }

    fn replace(&mut self, revision: Revision) {
        let before = std::mem::replace(&mut self.revision, Arc::new(revision));
        // To read it only for this would cost each key as much as the answer to a request.
        if before.is_read() && before.is_sound() {
            self.sound = Some(before);
        }
    }
}

/// All of them, by what the client calls them.
#[derive(Debug, Default)]
pub(crate) struct Documents(BTreeMap<String, Open>);

impl Documents {
    pub(crate) fn open(&mut self, uri: String, version: i32, text: String) {
        let revision = Arc::new(Revision::new(uri.clone(), version, text));
        self.0.insert(uri, Open { revision, sound: None, report: None });
    }

    pub(crate) fn close(&mut self, uri: &str) -> Option<Open> {
        self.0.remove(uri)
    }

    pub(crate) fn get(&self, uri: &str) -> Option<&Open> {
        self.0.get(uri)
    }

    pub(crate) fn get_mut(&mut self, uri: &str) -> Option<&mut Open> {
        self.0.get_mut(uri)
    }

    /// All of them.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Open> {
        self.0.values()
    }

    /// What is open.
    pub(crate) fn uris(&self) -> impl Iterator<Item = &String> {
        self.0.keys()
    }

    /// Makes changes, each of the text that the one before it left.
    pub(crate) fn change(
        &mut self,
        uri: &str,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
        encoding: Encoding,
    ) -> Option<()> {
        let open = self.0.get_mut(uri)?;
        let mut text = open.revision.text.clone();
        for change in changes {
            match change {
                TextDocumentContentChangeEvent::TextDocumentContentChangePartial(change) => {
                    let start = offset(&text, change.range.start, encoding);
                    let end = offset(&text, change.range.end, encoding).max(start);
                    text.replace_range(start..end, &change.text);
                }
                TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(change) => {
                    text = change.text;
                }
            }
        }
        open.replace(Revision::new(uri.to_owned(), version, text));
        Some(())
    }

    /// Forgets what was found out under other settings.
    pub(crate) fn renew(&mut self) {
        for open in self.0.values_mut() {
            open.renew();
        }
    }

    /// The same of templates that have that file in them, or may have looked for it; gives what
    /// they are called.
    pub(crate) fn renew_those_with(&mut self, path: &Path) -> Vec<String> {
        let mut renewed = Vec::new();
        for (uri, open) in &mut self.0 {
            let template = open.revision.known_template();
            // What is missing may be what comes.
            let has_it =
                |it: &Template| !it.said.is_empty() || it.paths.iter().skip(1).any(|it| it == path);
            if template.is_some_and(has_it) && open.revision.path().as_deref() != Some(path) {
                open.renew();
                renewed.push(uri.clone());
            }
        }
        renewed
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn changed(text: &str, changes: &serde_json::Value) -> Documents {
        let mut documents = Documents::default();
        documents.open("u".to_owned(), 1, text.to_owned());
        let changes = serde_json::from_value(changes.clone()).expect("changes");
        documents.change("u", 2, changes, Encoding::Utf16).expect("it is open");
        documents
    }

    fn range(from: (u32, u32), to: (u32, u32)) -> serde_json::Value {
        json!({ "start": { "line": from.0, "character": from.1 },
                "end": { "line": to.0, "character": to.1 } })
    }

    #[test]
    fn changes_follow_each_other() {
        let documents = changed(
            "a: 😀\nb: 2\n",
            &json!([
                { "range": range((0, 5), (0, 5)), "text": "x\nc: 3" },
                { "range": range((1, 3), (2, 0)), "text": "4\n" },
                { "range": range((9, 0), (9, 9)), "text": "d: 5\n" },
            ]),
        );
        let revision = &documents.get("u").expect("it is open").revision;
        assert_eq!((revision.text.as_str(), revision.version), ("a: 😀x\nc: 4\nb: 2\nd: 5\n", 2));
    }

    #[test]
    fn a_change_without_a_range_is_the_whole_text() {
        let documents = changed("a", &json!([{ "text": "b" }]));
        assert_eq!(documents.get("u").expect("it is open").revision.text, "b");
    }

    #[test]
    fn the_last_text_that_could_be_read_is_kept_while_one_types() {
        let mut documents = changed("{\"a\": 1}", &json!([{ "text": "{\"a\": 2}" }]));
        documents.get("u").expect("it is open").revision.read();
        for text in ["{\"a\":", "{\"a\": \"", "{\"a\": \"x"] {
            let change = serde_json::from_value(json!([{ "text": text }])).expect("a change");
            documents.change("u", 3, change, Encoding::Utf16).expect("it is open");
            let open = documents.get("u").expect("it is open");
            assert_eq!(open.sound().text, "{\"a\": 2}");
        }
    }
}
