//! A definition after its files were edited.

use std::collections::BTreeMap;

use gatewright_source::{Document, Overlay, TextEdit, apply};

use crate::{Api, Found, Request, find};

/// The texts of the files that a document is made of, after edits of its text, by their numbers.
///
/// A file that stands in the document many times is edited once for all.
pub fn edited(document: &Document, edits: &[TextEdit]) -> BTreeMap<u32, String> {
    let mut local: BTreeMap<u32, Vec<TextEdit>> = BTreeMap::new();
    for edit in edits {
        let (source, span) = document.placed(edit.span);
        let of_file = local.entry(source.0).or_default();
        let edit = TextEdit { span, text: edit.text.clone() };
        if !of_file.contains(&edit) {
            of_file.push(edit);
        }
    }
    let mut texts = BTreeMap::new();
    for part in document.parts() {
        let text = &document.text()[part.span.range()];
        texts.entry(part.source.0).or_insert_with(|| {
            let mut edits = local.remove(&part.source.0).unwrap_or_default();
            edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
            apply(text, &edits)
        });
    }
    texts
}

impl Found {
    /// Finds the same API after edits of its document, which may be in several files. `main` is the
    /// text of the file as it is, which counts where nothing of the API stands in it.
    ///
    /// None if the API is no more, or comes from other files.
    pub fn again(
        &self,
        api: &Api,
        document: &Document,
        edits: &[TextEdit],
        main: &[u8],
        request: &Request<'_>,
    ) -> Option<(Found, usize)> {
        let mut texts = BTreeMap::new();
        for (number, text) in edited(document, edits) {
            texts.insert(self.files.get(number as usize)?.clone(), text.into_bytes());
        }
        let path = self.files.first()?;
        let main = texts.remove(path).unwrap_or_else(|| main.to_vec());
        let changed = Overlay { files: request.files, texts };
        let found = find(path, main, &Request { files: &changed, ..request.clone() });
        if found.files != self.files {
            return None;
        }
        // Names are those of resources, of which there is one each.
        let at = found.apis.iter().position(|it| it.name == api.name && it.kind == api.kind)?;
        Some((found, at))
    }
}

#[cfg(test)]
mod tests {
    use gatewright_diagnostics::{SourceId, Span};
    use gatewright_source::{Assembly, Edit, Editor, Files, Unreadable, read};

    use super::*;

    #[test]
    fn edits_come_to_the_files_that_they_are_in() {
        let main = read(SourceId(0), "Body:\n  a: 1".into()).value;
        let other = read(SourceId(1), "b: 2\n".into()).value;
        let mut assembly = Assembly::new(&main);
        let (first, second) = (assembly.add(&main), assembly.add(&other));
        let body = main.at_pointer("/Body").expect("it is there");
        assembly.open_at(gatewright_source::Kind::Mapping, Span::new(0, 4));
        for (part, node) in [(first, body), (second, other.root().expect("a value"))] {
            for (key, value) in node.entries() {
                assembly.copy(part, key);
                assembly.copy(part, value);
            }
        }
        assembly.close();
        let document = assembly.finish();
        let set = |pointer: &str| Edit::Set {
            at: document.at_pointer(pointer).expect("it is there").id(),
            value: 10.into(),
        };
        let edits = Editor::new(&document).text_edits(&[set("/a"), set("/b")]).expect("written");
        let texts = edited(&document, &edits);
        assert_eq!(texts[&0], "Body:\n  a: 10");
        assert_eq!(texts[&1], "b: 10\n");
    }

    #[test]
    fn a_definition_is_found_again_after_edits() {
        struct NoFiles;
        impl Files for NoFiles {
            fn read(&self, _: &str) -> Result<Vec<u8>, Unreadable> {
                Err(Unreadable::Outside)
            }
        }
        let text = "openapi: 3.0.1\ninfo: { title: '{{a}}' }\npaths: {}\nx-a: {{b}}\n";
        let request = Request::new(&NoFiles);
        let found = find("api.yaml", text.into(), &request);
        let api = &found.apis[0];
        let document = &api.document.value;
        let at = document.at_pointer("/openapi").expect("it is there").id();
        let edit = Edit::Set { at, value: "3.0.3".into() };
        let edits = Editor::new(document).text_edits(&[edit]).expect("written");
        let (found, at) =
            found.again(api, document, &edits, text.as_bytes(), &request).expect("it is there");
        let document = &found.apis[at].document.value;
        assert_eq!(document.text(), text.replace("3.0.1", "'3.0.3'"));
        assert!(document.at_pointer("/x-a").expect("it is there").is_unknown());
    }
}
