//! Another name for a model, a security scheme or a request validator, at its definition and
//! wherever it is used.

use gatewright_diagnostics::Span;
use gatewright_model::is_model_name;
use gatewright_source::{Edit, Editor, Node};
use gen_lsp_types::{PrepareRenamePlaceholder, PrepareRenameResult, WorkspaceEdit};

use crate::client::Client;
use crate::names::{self, Kind, Named, Use};
use crate::places::node_at;
use crate::site::Site;
use crate::subject::Subject;

/// The name at a byte, if it is one that can be changed.
pub(crate) fn prepare(site: Site<'_>, at: usize, client: Client) -> Option<PrepareRenameResult> {
    let document = site.document;
    let node = node_at(document, at)?;
    let named = renamable(names::at(document, node)?)?;
    let all = names::uses(document, &named).into_iter().chain([named.definition()]);
    let here = all.into_iter().find(|it| it.node.id() == node.id())?;
    // What is computed is written nowhere.
    if here.node.is_derived() || named.key.is_derived() {
        return None;
    }
    let range = site.range(here.span(), client);
    let placeholder = named.name().to_owned();
    Some(PrepareRenamePlaceholder { range, placeholder }.into())
}

fn renamable(named: Named<'_>) -> Option<Named<'_>> {
    (named.kind != Kind::Other).then_some(named)
}

/// The changes that give the thing at a byte another name, or why there are none.
pub(crate) fn rename(
    subject: Subject<'_>,
    at: usize,
    name: &str,
    client: Client,
) -> Result<WorkspaceEdit, String> {
    let site = subject.site();
    let document = site.document;
    let named = node_at(document, at)
        .and_then(|node| names::at(document, node))
        .and_then(renamable)
        .ok_or("here is no name of a model, a security scheme or a request validator")?;
    if !subject.is_sound() {
        return Err("the document breaks off, so that not all uses of the name are known".into());
    }
    check(&named, name)?;
    let mut edits = vec![Edit::Rename { key: named.key.id(), to: name.to_owned() }];
    edits.extend(names::uses(document, &named).iter().map(|it| edit(it, name)));
    let written = Editor::new(document)
        .text_edits(&edits)
        .map_err(|fault| format!("a use of the name cannot be changed: {fault}"))?;
    Ok(site.edit(&written, client))
}

fn check(named: &Named<'_>, name: &str) -> Result<(), String> {
    if named.kind == Kind::Model && !is_model_name(name) {
        return Err(format!("`{name}` is no name of a model: it has letters and digits alone"));
    }
    if name.trim().is_empty() {
        return Err("a name has at least one character".to_owned());
    }
    let is_taken = named.key.parent().is_some_and(|home| home.get(name).is_some());
    if is_taken { Err(format!("there is a `{name}` already")) } else { Ok(()) }
}

/// The change of one use.
fn edit(place: &Use<'_>, name: &str) -> Edit {
    let Use { node, part: Span { start, end } } = *place;
    if node.is_key() {
        return Edit::Rename { key: node.id(), to: name.to_owned() };
    }
    let text = node.text().unwrap_or_default();
    let written = if is_reference(node) { escaped(name) } else { name.to_owned() };
    let text = format!("{}{written}{}", &text[..start as usize], &text[end as usize..]);
    Edit::Set { at: node.id(), value: text.into() }
}

fn is_reference(node: Node<'_>) -> bool {
    node.text().is_some_and(|text| text.starts_with('#'))
}

/// A name as a step of a reference.
fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1").replace('%', "%25")
}

#[cfg(test)]
mod tests {
    use gen_lsp_types::Uri;

    use super::*;
    use crate::marked::{URI, open};
    use crate::navigation::{Declaration, references};
    use crate::positions::offset;

    /// The document after the thing at the mark got another name, or why it did not.
    fn renamed(marked: &str, name: &str) -> Result<String, String> {
        let (documents, at) = open(marked);
        let revision = &documents.get(URI).expect("it is open").revision;
        let subject = Subject::file(revision);
        let edit = rename(subject, at, name, Client::default())?;
        let edits = edit.changes.expect("changes").remove(&Uri(URI.to_owned())).expect("edits");
        let uses = references(subject.site(), at, Declaration::Included, Client::default());
        assert_eq!(uses.map(|it| it.len()), Some(edits.len()), "each use is found, and changed");
        let mut text = revision.text.clone();
        for edit in edits.iter().rev() {
            let byte = |place| offset(&revision.text, place, Client::default().encoding);
            text.replace_range(byte(edit.range.start)..byte(edit.range.end), &edit.new_text);
        }
        Ok(text)
    }

    #[test]
    fn a_model_is_renamed_wherever_it_is_used() {
        let text = "\
openapi: 3.0.1
paths:
  /a: { get: { responses: { 200: { $ref: \"#/components/schemas/Pet/x\" } } } }
components:
  schemas:
    'Pet‸':
      discriminator: { propertyName: kind, mapping: { pet: Pet, dog: '#/components/schemas/Pet' } }
    Pets: { items: { $ref: '#/components/schemas/Pet' } }
    Other: { properties: { mapping: { x: Pet }, Pet: { $ref: '#/components/schemas/Pets' } } }
x-amazon-apigateway-documentation:
  documentationParts:
    - location: { type: MODEL, name: Pet }
    - location: { type: API, name: Pet }
";
        let expected = text.replace('‸', "");
        let expected = expected
            .replace("schemas/Pet/x", "schemas/Cat/x")
            .replace("'Pet'", "'Cat'")
            .replace("pet: Pet", "pet: Cat")
            .replace("schemas/Pet'", "schemas/Cat'")
            .replace("MODEL, name: Pet", "MODEL, name: Cat");
        assert_eq!(renamed(text, "Cat"), Ok(expected));
    }

    #[test]
    fn schemes_and_validators_are_renamed_with_their_uses() {
        let text = "\
swagger: '2.0'
security: [ { log-in: [] } ]
paths:
  /a:
    get:
      security:
        - \"log-in\": []
          key: []
      x-amazon-apigateway-request-validator: all
securityDefinitions: { log-in: {}, key: {} }
x-amazon-apigateway-request-validators: { all: {} }
x-amazon-apigateway-request-validator: all
";
        let marked = text.replacen("log-in", "l‸og-in", 1);
        assert_eq!(renamed(&marked, "door"), Ok(text.replace("log-in", "door")));
        let marked = text.replacen("{ all:", "{ ‸all:", 1);
        let expected = text.replace("all\n", "body only\n").replace("all:", "body only:");
        assert_eq!(renamed(&marked, "body only"), Ok(expected));
        assert!(renamed(&marked, " ").is_err());
        assert!(renamed(&text.replacen("key", "k‸ey", 1), "log-in").is_err());
    }

    #[test]
    fn what_is_no_name_of_a_model_is_refused() {
        let text = "swagger: '2.0'\ndefinitions:\n  Pet‸: {}\n  Dog: {}\n";
        for name in ["", "a-pet", "a pet", "Pet_", "Dog"] {
            assert!(renamed(text, name).is_err(), "{name}");
        }
        assert!(renamed("swagger: '2.0'\ninfo: { ti‸tle: Pets }\n", "name").is_err());
        // Uses may be where nobody can see them.
        assert!(
            renamed("{\"swagger\": \"2.0\", \"definitions\": {\"Pe‸t\": {}}, \"a\"", "Cat")
                .is_err()
        );
    }
}
