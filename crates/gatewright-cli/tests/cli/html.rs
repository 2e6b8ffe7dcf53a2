//! The page of `gatewright lint --format html`, as a browser would read it. What it does when somebody
//! uses it is tested in a browser, by `tests/html/page.py`.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

use crate::{fixtures, gatewright, run, scratch, testdata};

/// The page of a run.
fn page(folder: &Path, arguments: &[&str]) -> String {
    let mut command = gatewright(&[&["lint", "--format", "html"][..], arguments].concat());
    command.current_dir(folder);
    run(command).out
}

/// The page as a browser reads it, which must find no fault with it.
fn read(page: &str) -> RcDom {
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(page);
    assert!(dom.errors.borrow().is_empty(), "{:?}", dom.errors.borrow());
    dom
}

/// Name and attributes of an element.
fn element(node: &Handle) -> Option<(String, Vec<(String, String)>)> {
    let NodeData::Element { name, attrs, .. } = &node.data else { return None };
    let attributes = attrs.borrow();
    let attributes = attributes.iter().map(|it| (it.name.local.to_string(), it.value.to_string()));
    Some((name.local.to_string(), attributes.collect()))
}

/// Calls a function with each element.
fn each(node: &Handle, see: &mut impl FnMut(&str, &[(String, String)])) {
    if let Some((name, attributes)) = element(node) {
        see(&name, &attributes);
    }
    for child in node.children.borrow().iter() {
        each(child, see);
    }
}

/// The elements that stand for more than a place in a line, one below the other, with the text that
/// is in each.
fn skeleton(node: &Handle, depth: usize, text: &mut String) {
    const PHRASES: [&str; 9] = ["a", "bdi", "code", "em", "kbd", "mark", "q", "span", "wbr"];
    let is_phrase = element(node).is_some_and(|(name, _)| PHRASES.contains(&&*name));
    if let Some((name, attributes)) = element(node).filter(|_| !is_phrase) {
        if matches!(&*name, "style" | "script" | "meta") {
            return;
        }
        let _ = write!(text, "\n{}{name}", "  ".repeat(depth));
        for (name, value) in attributes {
            let _ = match &*name {
                "id" => write!(text, "#{value}"),
                "class" => write!(text, ".{}", value.replace(' ', ".")),
                _ => Ok(()),
            };
        }
        text.push_str(": ");
    }
    if let NodeData::Text { contents } = &node.data {
        let contents = contents.borrow();
        let is_blank = contents.trim().is_empty();
        text.push_str(&if is_blank { " ".to_owned() } else { contents.replace('\n', "⏎") });
    }
    let depth = if is_phrase { depth } else { depth + 1 };
    for child in node.children.borrow().iter() {
        skeleton(child, depth, text);
    }
}

#[test]
fn a_page_has_verdict_findings_and_api() {
    let rules = "--select=import-warning,operation-open,path-reserved";
    let dom = read(&page(&fixtures(), &[rules, "lint.yaml"]));
    let mut text = String::new();
    skeleton(&dom.document, 0, &mut text);
    // What rules are about is told elsewhere, and may be worded anew.
    let (text, _) = text.split_once("section#rules").expect("a list of rules");
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_path(fixtures().join("snapshots"));
    settings.bind(|| insta::assert_snapshot!("lint-html", lines.join("\n")));
}

#[test]
fn every_page_is_well_formed_and_its_links_lead_somewhere() {
    let pages = [
        page(&fixtures(), &["."]),
        page(&testdata("examples"), &["--preset", "all", "parcels.yaml"]),
        page(&testdata("lint"), &["--preset", "all", "defects.yaml", "exemplary-oas30.yaml"]),
        page(&testdata("import"), &["--preset", "all", "."]),
    ];
    for page in pages {
        let dom = read(&page);
        let (mut ids, mut links) = (Vec::new(), Vec::new());
        each(&dom.document, &mut |name, attributes| {
            for (attribute, value) in attributes {
                match &**attribute {
                    "id" => ids.push(value.clone()),
                    "href" => links.push(value.clone()),
                    "aria-labelledby" => links.push(format!("#{value}")),
                    // Whatever loads or runs something.
                    "src" | "style" | "srcset" | "action" => panic!("{name} has {attribute}"),
                    other => assert!(!other.starts_with("on"), "{name} has {other}"),
                }
            }
        });
        let count = ids.len();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), count, "two places have one name");
        assert!(links.len() > 10);
        for link in links {
            let id = link.strip_prefix('#').expect("all links stay on the page");
            assert!(ids.binary_search(&id.to_owned()).is_ok(), "{link}");
        }
    }
}

#[test]
fn no_text_of_a_definition_is_more_than_text() {
    let hostile =
        r#"</script></style><script>alert(1)</script><img src=x onerror=alert(2)>"' &amp;"#;
    let definition = serde_json::json!({
        "openapi": "3.0.1",
        "info": { "title": hostile, "version": "\u{202e}1\u{0}\u{1b}[31m" },
        "paths": { format!("/{hostile}"): { "get": {
            "operationId": hostile,
            "parameters": [{ "name": hostile, "in": "cookie", "schema": { "type": hostile } }],
            "security": [{ hostile: [hostile] }],
            "responses": { "200": { "description": hostile, "content": { hostile: {} } } },
            "x-amazon-apigateway-integration": {
                "type": "http", "httpMethod": hostile, "uri": format!("https://{hostile}"),
                "requestTemplates": { hostile: hostile },
                "responses": { hostile: { "statusCode": "200" } },
            },
            hostile: hostile,
        }, hostile: hostile } },
        "components": { "schemas": { hostile: { "description": hostile } } },
    });
    let folder = scratch("html-hostile");
    let name = "it's <b>&.json";
    fs::write(folder.join(name), definition.to_string()).expect("a file");
    let page = page(&folder, &["--preset", "all", name]);
    let dom = read(&page);
    let mut counts = [0; 3];
    each(&dom.document, &mut |name, attributes| {
        let names = ["script", "style", "img"];
        if let Some(at) = names.iter().position(|it| *it == name) {
            counts[at] += 1;
        }
        assert!(attributes.iter().all(|(name, _)| !name.starts_with("on")), "{attributes:?}");
    });
    assert_eq!(counts, [1, 1, 0]);
    assert!(page.contains("alert(2)&gt;"), "the definition is on the page");
    let unseen = |c: char| c != '\n' && c != '\t' && (c.is_control() || c == '\u{202e}');
    assert!(!page.contains(unseen));
}

#[test]
fn of_thousands_of_findings_a_page_says_what_it_leaves_out() {
    let mut text = String::from("openapi: 3.0.1\ninfo: { title: T, version: '1' }\npaths:\n");
    for number in 0..3_000 {
        let _ = write!(
            text,
            "  /{number}:\n    get:\n      security: [{{ login: [] }}]\n      \
             responses: {{ '200': {{ description: OK }} }}\n      \
             x-amazon-apigateway-integration: {{ type: mock }}\n"
        );
    }
    let folder = scratch("html-thousands");
    fs::write(folder.join("api.yaml"), &text).expect("a file");
    let page = page(&folder, &["--select=operation-open", "api.yaml"]);
    read(&page);
    assert_eq!(page.matches("<article").count(), 200);
    assert_eq!(page.matches("<pre class=\"source\"").count(), 20);
    // What is known of the rule is told once.
    assert_eq!(page.matches("<dd>error, security, preset import</dd>").count(), 1);
    assert!(page.contains(", 3000 findings: 200 are shown, the first 20 with an excerpt"));
    assert!(page.len() < 8 * text.len(), "{} of {}", page.len(), text.len());
}

#[test]
fn a_page_tells_of_an_import_as_of_rules() {
    let out = |arguments: &[&str]| run(gatewright(arguments)).out;
    let page = out(&["validate", "--format", "html", "refused.yaml", "notes.yaml", "missing.yaml"]);
    read(&page);
    for part in ["2 files: 1 accepted, 1 refused", "Could not be read", "missing.yaml"] {
        assert!(page.contains(part), "{part}: {page}");
    }
    // Of what cannot be read, the rules have not been heard.
    let page = out(&["lint", "--format", "html", "unparseable.yaml"]);
    assert!(page.contains("The rules have nothing to look at"), "{page}");
}

#[test]
fn a_page_depends_on_nothing_but_the_files() {
    let arguments = ["lint.yaml", "refused.yaml", "warned.yaml"];
    assert_eq!(page(&fixtures(), &arguments), page(&fixtures(), &arguments));
}
