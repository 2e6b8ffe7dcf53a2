//! What may be typed at a place: extensions, their members and words, and the names of what the
//! document defines.

mod block;
mod flow;
mod item;
mod names;
mod slot;
mod vocabulary;

use std::collections::BTreeSet;

use gatewright_source::{Document, Node};
use gatewright_template::ApiKind;
use gen_lsp_types::CompletionItem;

use crate::client::Client;
use crate::completion::item::Proposal;
use crate::completion::slot::Slot;
use crate::documents::Open;
use crate::places;
use crate::revision::Revision;
use crate::subject::{Subject, Template};
use crate::workspace::Workspace;

/// What may be typed at a byte.
pub(crate) fn complete(
    open: &Open,
    at: usize,
    workspace: &Workspace,
    client: Client,
) -> Vec<CompletionItem> {
    let revision = &*open.revision;
    let format = revision.document().format();
    let is_definition = revision.is_definition() || open.was_definition();
    let Some(mut slot) = slot::slot(&revision.text, at, format) else { return Vec::new() };
    let taken = keys(open, &slot);
    let proposals = if is_definition {
        proposals(open.sound().document(), &taken, &slot)
    } else {
        // The places of definitions in a template are those that it had when it could be read.
        let sound = open.sound();
        let template = workspace.template(sound);
        let within = template.and_then(|template| within(sound, template, &slot.path));
        let Some((way, subject)) = within else { return Vec::new() };
        slot.path.drain(..way);
        proposals(&subject.read().value, &taken, &slot)
    };
    let style = item::Style::new(&revision.text, format, &slot);
    let items = proposals.into_iter().enumerate();
    let items = items.map(|(index, it)| item::item(it, index, &slot, &style, revision, client));
    items.collect()
}

/// The definition of a template that a way from the top of the file leads into, and how much of the
/// way leads to it.
fn within<'r>(
    revision: &'r Revision,
    template: &'r Template,
    path: &[String],
) -> Option<(usize, Subject<'r>)> {
    let subjects = Subject::all(revision, Some(template)).into_iter();
    let mut ways = subjects.filter_map(|subject| {
        // A text that somebody fills is a definition itself.
        if subject.api().is_some_and(|it| it.kind == ApiKind::Definition) {
            return Some((0, subject));
        }
        let root = subject.read().value.root()?.span();
        if !subject.site().is_in_editor(root) {
            return None;
        }
        let (_, root) = subject.read().value.placed(root);
        let document = revision.document();
        let outer = document.nodes().find(|it| it.is_mapping() && it.span() == root)?;
        let way = places::path(outer);
        path.starts_with(&way).then_some((way.len(), subject))
    });
    ways.next()
}

fn proposals(sound: &Document, taken: &BTreeSet<&str>, slot: &Slot) -> Vec<Proposal> {
    let version = places::version(sound);
    let mut proposals = Vec::new();
    if slot.is_key() {
        proposals.extend(vocabulary::keys(&slot.path, version));
        proposals.extend(names::keys(sound, &slot.path));
        proposals.retain(|it| !taken.contains(it.text.as_str()));
    }
    if slot.is_value() {
        proposals.extend(vocabulary::values(&slot.path));
        proposals.extend(names::values(sound, slot));
    }
    proposals
}

/// The keys of the object in which somebody types, but for that which is typed.
fn keys<'d>(open: &'d Open, slot: &Slot) -> BTreeSet<&'d str> {
    let here = open.revision.text[slot.word.clone()].trim_matches(['"', '\'']);
    let of = |revision: &'d Revision| {
        let steps = slot.path.iter();
        let root = revision.document().root();
        let object = steps.fold(root, |node, step| {
            let node = node?;
            if node.is_sequence() { node.items().nth(step.parse().ok()?) } else { node.get(step) }
        });
        object.into_iter().flat_map(Node::entries).filter_map(|(key, _)| key.text())
    };
    // Of what stood there before somebody began to type, what is further down stands there still,
    // unless it was taken away.
    let below = &open.revision.text[slot.word.end..];
    let before = of(open.sound()).filter(|key| below.contains(key));
    let now = of(&open.revision);
    before.chain(now).filter(|key| *key != here).collect()
}

#[cfg(test)]
mod tests {
    use gen_lsp_types::CompletionItemTextEdit;

    use super::*;
    use crate::documents::Documents;
    use crate::marked::{URI, open, typing};

    fn items((documents, at): &(Documents, usize)) -> Vec<CompletionItem> {
        let open = documents.get(URI).expect("it is open");
        complete(open, *at, &Workspace::default(), Client::default())
    }

    fn labels(document: &(Documents, usize)) -> Vec<String> {
        items(document).into_iter().map(|it| it.label).collect()
    }

    /// What becomes of the line of the mark when a proposal is taken, with what comes below it.
    fn taken(marked: &str, label: &str) -> String {
        let document = open(marked);
        let items = items(&document);
        let names: Vec<&str> = items.iter().map(|it| it.label.as_str()).collect();
        let item = items.iter().find(|it| it.label == label);
        let item = item.unwrap_or_else(|| panic!("{label} is among {names:?}"));
        let Some(CompletionItemTextEdit::TextEdit(edit)) = &item.text_edit else {
            panic!("an edit");
        };
        let text = &document.0.get(URI).expect("it is open").revision.text;
        let byte = |place| crate::positions::offset(text, place, Client::default().encoding);
        let (start, end) = (byte(edit.range.start), byte(edit.range.end));
        assert!(start <= document.1 && document.1 <= end, "the word is around the mark");
        let replaced = format!("{}{}{}", &text[..start], edit.new_text, &text[end..]);
        let line = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        replaced[line..start + edit.new_text.len()].to_owned()
    }

    const YAML: &str = "\
openapi: 3.0.1
x-amazon-apigateway-request-validators:
  all: { validateRequestBody: true, validateRequestParameters: true }
paths:
  /pets:
    get:
      x-amazon-apigateway-integration:
        type: mock
components:
  schemas:
    Pet: { type: object, description: One of ours. }
  securitySchemes:
    login: { type: apiKey, in: header, name: Authorization }
";

    #[test]
    fn extensions_are_proposed_where_they_stand() {
        let root = labels(&open(&format!("{YAML}x‸")));
        assert!(root.contains(&"x-amazon-apigateway-policy".to_owned()), "{root:?}");
        assert!(!root.contains(&"x-amazon-apigateway-integration".to_owned()), "{root:?}");
        // It is there already.
        assert!(!root.contains(&"x-amazon-apigateway-request-validators".to_owned()), "{root:?}");
        let operation = labels(&open(&YAML.replace("get:\n", "get:\n      x‸\n")));
        assert!(operation.contains(&"x-amazon-apigateway-request-validator".to_owned()));
        assert!(!operation.contains(&"x-amazon-apigateway-policy".to_owned()));
        // What stands further down in a document that breaks off here is known from before.
        let name = "x-amazon-apigateway-integration".to_owned();
        let marked = YAML.replace("get:\n", "get:\n      x‸\n");
        assert!(!labels(&typing(YAML, &marked)).contains(&name));
        let marked = YAML.replace("x-amazon-apigateway-integration:\n        type: mock", "x‸");
        assert!(labels(&typing(YAML, &marked)).contains(&name));
        let scheme = labels(&open(&YAML.replace("in: header,", "x‸, in: header,")));
        assert!(scheme.contains(&"x-amazon-apigateway-authorizer".to_owned()), "{scheme:?}");
        let path_item = labels(&open(&YAML.replace("/pets:\n", "/pets:\n    x‸\n")));
        assert_eq!(path_item, ["x-amazon-apigateway-any-method"]);
    }

    #[test]
    fn members_and_words_are_proposed_within_extensions() {
        let members = labels(&open(&YAML.replace("type: mock\n", "type: mock\n        ‸\n")));
        assert!(members.contains(&"requestTemplates".to_owned()), "{members:?}");
        assert!(!members.contains(&"type".to_owned()), "{members:?}");
        // REST APIs do not read it.
        assert!(!members.contains(&"payloadFormatVersion".to_owned()), "{members:?}");
        let words = items(&open(&YAML.replace("type: mock", "type: ‸")));
        let proxy = words.iter().find(|it| it.label == "http_proxy").expect("a word");
        assert!(proxy.documentation.is_some());
        let inner =
            YAML.replace("mock\n", "mock\n        responses:\n          default:\n            ‸\n");
        let inner = labels(&open(&inner));
        assert!(inner.contains(&"statusCode".to_owned()), "{inner:?}");
        assert_eq!(labels(&open(&YAML.replace("One of ours", "One ‸of ours"))), [""; 0]);
        assert_eq!(labels(&open("a: 1\nx‸: 2\n")), [""; 0]);
    }

    #[test]
    fn names_are_proposed_where_things_are_called_by_them() {
        let with = |line: &str| YAML.replace("get:\n", &format!("get:\n      {line}\n"));
        let validators = labels(&open(&with("x-amazon-apigateway-request-validator: ‸")));
        assert_eq!(validators, ["all"]);
        let schemes = labels(&open(&with("security:\n      - ‸")));
        assert_eq!(schemes, ["login"]);
        let schemes = labels(&open(&with("security: [ { ‸ } ]")));
        assert_eq!(schemes, ["login"]);
        let models =
            labels(&open(&with("requestBody: { content: { a/b: { schema: { $ref: '‸' } } } }")));
        assert_eq!(models, ["#/components/schemas/Pet"]);
        let parameters = labels(&open(&with("parameters:\n      - $ref: ‸")));
        assert_eq!(parameters, [""; 0]);
    }

    #[test]
    fn a_proposal_is_written_in_the_style_of_the_file() {
        let with =
            |line: &str| YAML.replace("type: mock\n", &format!("type: mock\n        {line}\n"));
        assert_eq!(taken(&with("ur‸"), "uri"), "        uri: ");
        assert_eq!(taken(&with("ur‸: x"), "uri"), "        uri");
        assert_eq!(
            taken(&with("contentHandling:‸"), "CONVERT_TO_TEXT"),
            "        contentHandling: CONVERT_TO_TEXT"
        );
        assert_eq!(taken(&with("\"ur‸\""), "uri"), "        \"uri\": ");
        assert_eq!(taken(&with("‸"), "tlsConfig"), "        tlsConfig:\n          ");
        assert_eq!(
            taken(&with("‸"), "cacheKeyParameters"),
            "        cacheKeyParameters:\n          - "
        );
        let swagger =
            "swagger: '2.0'\ndefinitions: { Pet: {} }\nparameters:\n  a: { schema: { $ref: ‸ } }\n";
        assert_eq!(
            taken(swagger, "#/definitions/Pet"),
            "  a: { schema: { $ref: '#/definitions/Pet'"
        );
        let json = r#"{"swagger": "2.0", "paths": {"/": {"get": {‸}}}}"#;
        let key = "x-amazon-apigateway-integration";
        assert!(taken(json, key).ends_with(r#"{"get": {"x-amazon-apigateway-integration": "#));
        let json = r#"{"swagger": "2.0", "x-amazon-apigateway-api-key-source": "‸"}"#;
        assert!(taken(json, "HEADER").ends_with(r#"source": "HEADER""#));
        let security = r#"{"swagger": "2.0", "securityDefinitions": {"a": {}}, "security": [‸]}"#;
        assert!(taken(security, "a").ends_with(r#""security": [{ "a": [] }"#));
    }
}
