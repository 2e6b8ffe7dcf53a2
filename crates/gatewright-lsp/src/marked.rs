//! For tests: documents with a mark at the place that a test is about.

use crate::documents::Documents;
use crate::positions::Encoding;

/// What marks a place.
const MARK: char = '‸';

/// What tests call their document.
pub(crate) const URI: &str = "file:///api";

/// An open document without its mark, and the byte of that.
pub(crate) fn open(marked: &str) -> (Documents, usize) {
    let (text, at) = taken(marked);
    let mut documents = Documents::default();
    documents.open(URI.to_owned(), 1, text);
    (documents, at)
}

/// The same of a document that was another before, which could be read.
pub(crate) fn typing(before: &str, marked: &str) -> (Documents, usize) {
    let (text, at) = taken(marked);
    let mut documents = Documents::default();
    documents.open(URI.to_owned(), 1, before.to_owned());
    let open = documents.get(URI).expect("it is open");
    assert!(open.revision.is_sound(), "the document could be read before");
    let change = serde_json::json!([{ "text": text }]);
    let change = serde_json::from_value(change).expect("a change");
    documents.change(URI, 2, change, Encoding::Utf16).expect("it is open");
    (documents, at)
}

fn taken(marked: &str) -> (String, usize) {
    let at = marked.find(MARK).expect("a mark");
    (marked.replacen(MARK, "", 1), at)
}

/// Answers of all kinds about a document that ends or is cut at some byte.
#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use gatewright_import::ImportOptions;

    use super::*;
    use crate::check::{Job, check};
    use crate::client::Client;
    use crate::navigation::{Declaration, definition, references};
    use crate::subject::Subject;
    use crate::workspace::Workspace;
    use crate::{completion, diagnostics, hover, rename, symbols};

    const TEMPLATES: [&str; 4] = [
        include_str!("../../../testdata/templates/cloudformation/sam.yaml"),
        include_str!("../../../testdata/templates/cloudformation/aliases.yaml"),
        include_str!("../../../testdata/templates/cloudformation/long-forms.json"),
        include_str!("../../../testdata/templates/mustache/pets.yaml"),
    ];
    const YAML: &str = include_str!("../../../testdata/examples/petstore.yaml");

    /// Asks everything about a byte of a text, and says how much could be typed there.
    fn ask(text: &str, at: usize) -> usize {
        let mut documents = Documents::default();
        documents.open(URI.to_owned(), 1, text.to_owned());
        let open = documents.get(URI).expect("it is open");
        let client = Client::default();
        let workspace = Workspace::default();
        let proposals = completion::complete(open, at, &workspace, client);
        let file = Subject::file(&open.revision);
        let within = workspace.subjects(&open.revision);
        for subjects in [&[file], &within[..]] {
            hover::hover(open, subjects, at, &|_| ImportOptions::default(), client);
            symbols::symbols(&open.revision, subjects, client);
            for subject in subjects {
                let site = subject.site();
                for at in site.bytes(at) {
                    definition(site, at, None, &workspace, client);
                    references(site, at, Declaration::Included, client);
                    rename::prepare(site, at, client);
                    let _ = rename::rename(*subject, at, "Other", client);
                }
            }
        }
        let job = Job {
            revision: Arc::clone(&open.revision),
            was_definition: false,
            workspace: Arc::new(workspace),
        };
        diagnostics::of_report(&check(&job), client);
        proposals.len()
    }

    /// Templates that break off, and some that go on.
    #[test]
    fn templates_that_break_off_anywhere_are_answered() {
        for text in TEMPLATES {
            let text = text.replace("Pet", "Π😀t").replace('\n', "\r\n");
            let bytes = text.char_indices().map(|(at, _)| at).chain([text.len()]);
            for at in bytes.step_by(97) {
                ask(&text[..at], at);
                ask(&text, at);
            }
        }
    }

    fn ask_everywhere(text: &str) {
        // Signs of more than one byte, and line ends of another system.
        let text = text.replace("Pet", "Π😀t").replace('\n', "\r\n");
        let bytes = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        let mut proposed = 0;
        for at in bytes.step_by(29) {
            proposed += ask(&text[..at], at);
            let half = (at / 2..=at).find(|at| text.is_char_boundary(*at)).unwrap_or(at);
            ask(&text[..at], half);
            ask(&format!("{}{}", &text[..at], "\"'{[:|"), at);
        }
        assert!(proposed > 100, "{proposed}");
    }

    #[test]
    fn documents_that_break_off_anywhere_are_answered() {
        ask_everywhere(YAML);
        let document = gatewright_source::read(gatewright_diagnostics::SourceId(0), YAML.into());
        let root = document.value.root().expect("a definition");
        let json = serde_json::to_string_pretty(&root.to_json()).expect("JSON");
        ask_everywhere(&json);
    }
}
