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
