//! What is known of the place under the cursor: findings, what an extension means, and what an
//! import makes of it.

mod imported;
mod vocabulary;

use std::collections::HashSet;

use gatewright_import::ImportOptions;
use gatewright_source::Node;
use gen_lsp_types::{Hover, MarkupContent, MarkupKind};

use crate::client::Client;
use crate::documents::Open;
use crate::pages;
use crate::places::node_at;
use crate::revision::Report;
use crate::subject::Subject;

/// No longer texts are shown.
const LONGEST: usize = 500;

/// No more kinds of findings are explained at once.
const EXPLAINED: usize = 3;

/// What there is to say of a byte of a file.
pub(crate) fn hover(
    open: &Open,
    subjects: &[Subject<'_>],
    at: usize,
    options: &dyn Fn(Subject<'_>) -> ImportOptions,
    client: Client,
) -> Option<Hover> {
    let mut texts = Vec::new();
    let mut range = None;
    for subject in subjects {
        if subject.api().is_none() && !open.revision.is_definition() && !open.was_definition() {
            continue;
        }
        let site = subject.site();
        for at in site.bytes(at) {
            let node = node_at(site.document, at).filter(|node| node.text().is_some());
            let Some(node) = node else { continue };
            let told = match subject.api() {
                Some(_) => {
                    let understood = || subject.understood(&options(*subject));
                    imported::describe(site.document, node, &understood)
                }
                None => imported(open, node, &options(*subject)),
            };
            texts.extend(told);
            texts.extend(computed(node));
            texts.extend(vocabulary::describe(site.document, node));
            range = range.or_else(|| Some(site.range(node.span(), client)));
        }
    }
    texts.extend(findings(open, at));
    // What many APIs share is told once.
    let mut told = HashSet::new();
    texts.retain(|text| told.insert(text.clone()));
    if texts.is_empty() {
        return None;
    }
    let contents = MarkupContent { kind: MarkupKind::Markdown, value: texts.join("\n\n---\n\n") };
    Some(Hover { contents: contents.into(), range })
}

/// What an import makes of the thing at a node. What the last check found out counts while that of
/// a text that has just changed is not known, if the thing was there already: an import is the one
/// thing that a hover would have to wait for.
fn imported(open: &Open, node: Node<'_>, options: &ImportOptions) -> Option<String> {
    let revision = &*open.revision;
    let checked = open.report.as_ref().map(|it| &*it.revision).filter(|it| it.is_understood());
    if let Some(checked) = checked.filter(|_| !revision.is_understood()) {
        let value = checked.document().at_pointer(node.pointer().as_str());
        let there = value.and_then(|it| if node.is_key() { it.key() } else { Some(it) });
        let understood = || checked.understood(options);
        let told = there.and_then(|it| imported::describe(checked.document(), it, &understood));
        if told.is_some() {
            return told;
        }
    }
    // Most places are of no thing that an import makes, and need none.
    imported::describe(revision.document(), node, &|| revision.understood(options))
}

/// What something comes to that is written otherwise.
fn computed(node: Node<'_>) -> Option<String> {
    let text = node.text()?;
    if node.is_unknown() {
        return Some("Known to nobody before a deployment".to_owned());
    }
    // A text with backquotes would end the quotation.
    let quoted = if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") };
    let is_short = text.len() <= LONGEST && !text.contains('\n');
    match (node.is_derived(), node.has_unknown()) {
        (true, true) if is_short => {
            Some(format!("Comes to {quoted}, once its placeholders are filled"))
        }
        (true, false) if is_short => Some(format!("Comes to {quoted}")),
        _ => None,
    }
}

fn findings(open: &Open, at: usize) -> Vec<String> {
    let findings = open.current_report().into_iter().flat_map(Report::all);
    let here = findings.filter(|(subject, finding)| {
        let span = finding.diagnostic.location.span.range();
        subject.site().bytes(at).any(|at| span.start <= at && at <= span.end)
    });
    let mut kinds: Vec<_> = here.map(|(_, it)| it.diagnostic.metadata).collect();
    kinds.sort_by_key(|it| it.name);
    kinds.dedup_by_key(|it| it.name);
    kinds.into_iter().take(EXPLAINED).map(pages::summary).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use gen_lsp_types::Contents;

    use super::*;
    use crate::check::{Job, check};
    use crate::documents::Documents;
    use crate::marked::{URI, open};
    use crate::positions::Encoding;

    fn told(marked: &str) -> Option<String> {
        let (documents, at) = open(marked);
        let open = documents.get(URI).expect("it is open");
        let subjects = [Subject::file(&open.revision)];
        let hover = hover(open, &subjects, at, &|_| ImportOptions::default(), Client::default())?;
        match hover.contents {
            Contents::MarkupContent(content) => Some(content.value),
            other => panic!("Markdown and not {other:?}"),
        }
    }

    const JSON: &str = r##"{
  "swagger": "2.0",
  "info": { "title": "Pets", "version": "1" },
  "x-amazon-apigateway-request-validators": { "all": { "validateRequestBody": true } },
  "paths": {
    "/pets": {
      "x-amazon-apigateway-any-method": {
        "security": [{ "login": [] }, { "key": [] }],
        "x-amazon-apigateway-request-validator": "all",
        "parameters": [
          { "name": "id", "in": "query", "type": "string", "required": true },
          { "name": "body", "in": "body", "schema": { "$ref": "#/definitions/Pet" } }
        ],
        "responses": { "200": { "description": "OK", "schema": { "$ref": "#/definitions/Pet" } } },
        "x-amazon-apigateway-integration": {
          "type": "mock",
          "requestTemplates": { "application/json": "{\"statusCode\": 200}" },
          "responses": { "default": { "statusCode": "200" } }
        }
      }
    }
  },
  "definitions": { "Pet": { "type": "object" } },
  "securityDefinitions": {
    "key": { "type": "apiKey", "name": "x-api-key", "in": "header" },
    "login": {
      "type": "apiKey",
      "name": "Authorization",
      "in": "header",
      "x-amazon-apigateway-authtype": "cognito_user_pools",
      "x-amazon-apigateway-authorizer": {
        "type": "cognito_user_pools",
        "providerARNs": ["arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEf123"]
      }
    }
  }
}
"##;

    fn at(needle: &str) -> String {
        let (before, after) = needle.split_once('‸').expect("a mark");
        told(&JSON.replacen(&format!("{before}{after}"), needle, 1)).unwrap_or_default()
    }

    #[test]
    fn an_operation_tells_what_it_becomes() {
        let told = at("\"x-amazon-apigateway-‸any-method\"");
        for part in [
            "Becomes the method **ANY /pets**",
            "- authorization: `COGNITO_USER_POOLS` by `login`",
            "- request validator: `all`, checks the body",
            "- integration: `MOCK`",
            "- request templates: `application/json`",
            "- integration responses: `default` → 200",
            "- parameters: `querystring.id` (required)",
            "- request models: `application/json` → `Pet`",
            "- responses: 200 (`application/json` → `Pet`)",
            "**x-amazon-apigateway-any-method**",
        ] {
            assert!(told.contains(part), "{part} is in {told}");
        }
        assert!(at("\"/pe‸ts\"").contains("Becomes the resource **/pets**\n\n- ANY: `MOCK`"));
    }

    #[test]
    fn things_with_names_tell_what_they_become() {
        assert!(
            at("#/definitions/‸Pet").contains("Becomes the model **Pet** for `application/json`")
        );
        assert!(
            at("{ \"lo‸gin\"").contains("Becomes the authorizer **login** (`COGNITO_USER_POOLS`)")
        );
        assert!(at("validator\": \"‸all").contains("validator **all**: checks the body"));
    }

    #[test]
    fn what_a_check_found_out_counts_until_the_next_one() {
        let (mut documents, _) = open(&format!("{JSON}‸"));
        let job = Job {
            revision: Arc::clone(&documents.get(URI).expect("it is open").revision),
            was_definition: false,
            workspace: Arc::default(),
        };
        documents.get_mut(URI).expect("it is open").report = Some(check(&job));
        let changed = JSON.replace("\"mock\"", "\"http_proxy\"").replace("\"/pets\"", "\"/dogs\"");
        let at = |text: &str, documents: &Documents| {
            let at = changed.find(text).expect("it is there") + 1;
            let open = documents.get(URI).expect("it is open");
            let subjects = [Subject::file(&open.revision)];
            let hover =
                hover(open, &subjects, at, &|_| ImportOptions::default(), Client::default());
            format!("{:?}", hover.expect("something").contents)
        };
        let change = serde_json::json!([{ "text": changed }]);
        let change = serde_json::from_value(change).expect("a change");
        documents.change(URI, 2, change, Encoding::Utf16).expect("it is open");
        assert!(at("Pet\": { \"type", &documents).contains("Becomes the model"));
        assert!(!documents.get(URI).expect("it is open").revision.is_understood());
        // It was not there before.
        assert!(at("/dogs", &documents).contains("Becomes the resource **/dogs**"));
    }

    #[test]
    fn extensions_tell_what_they_mean() {
        assert!(at("\"provider‸ARNs\"").contains("The Cognito user pools whose tokens are taken"));
        assert!(at("\"type\": \"mo‸ck\"").contains("`mock`: No backend"));
        assert!(at("\"default‸\": { \"status").contains("Amazon API Gateway Developer Guide"));
        assert!(at("\"type\": \"mo‸ck\"").lines().count() == 1);
        let unknown = JSON.replace("\"mock\"", "\"mo‸ckery\"");
        assert!(told(&unknown).expect("words").contains("- `aws_proxy`: "));
        assert_eq!(at("\"ti‸tle\""), "");
        assert_eq!(told("x-amazon-apigateway-policy‸: 1\n"), None);
    }
}
