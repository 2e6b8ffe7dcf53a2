//! Fixes of which there are many, or many that are no good: the looks that they take stay few.

use std::cell::Cell;
use std::fmt::Write;

use gatewright_diagnostics::{Checked, SourceId};
use gatewright_fix::{Fixed, fix_all};
use gatewright_import::ImportOptions;
use gatewright_lint::{Applicability, Preset, Settings, lint};
use gatewright_source::Document;

/// Makes all fixes of a text; how many looks that took.
fn fixed(text: String) -> (Option<Fixed>, usize) {
    let document = gatewright_source::read(SourceId(0), text.into_bytes());
    let options = ImportOptions::default();
    let settings = Settings { preset: Preset::All, ..Settings::default() };
    let looks = Cell::new(0);
    let look = |document: &Checked<Document>| {
        looks.set(looks.get() + 1);
        lint(document, &options, &settings)
    };
    let fixed = fix_all(&document, Applicability::Unsafe, look);
    (fixed, looks.get())
}

const HEAD: &str = "openapi: 3.0.1\ninfo: { title: Pets, version: '1' }\npaths:\n";
const INTEGRATION: &str = "      x-amazon-apigateway-integration:\n        { type: http_proxy, \
                           httpMethod: GET, uri: 'https://example.com/pets' }\n";

#[test]
fn a_kind_of_fix_that_is_no_good_is_not_tried_for_each_place() {
    let mut text = HEAD.to_owned();
    for number in 0..400 {
        // A parameter that is declared has no description, of which another rule tells.
        let path = format!("  /pets{number}/{{id}}:\n    get:\n");
        let answer = "      responses: { 200: { description: OK } }\n";
        let _ = write!(text, "{path}{answer}{INTEGRATION}");
    }
    // And one that is fine, behind all of them.
    let _ = write!(
        text,
        "  /toys/:\n    get:\n      responses: {{ 200: {{ description: OK }} }}\n{INTEGRATION}"
    );
    let (fixed, looks) = fixed(text);
    let fixed = fixed.expect("one is fixed");
    assert_eq!(fixed.made.into_iter().collect::<Vec<_>>(), [("path-trailing-slash", 1)]);
    assert!(looks < 150, "{looks} looks");
}

#[test]
fn all_that_concerns_one_place_is_made_at_last() {
    let mut text = format!(
        "{HEAD}  /pets:\n    get:\n      responses: {{ 200: {{ description: OK }} }}\n      \
         x-amazon-apigateway-integration:\n        type: mock\n        \
         requestTemplates: {{ application/json: '{{\"statusCode\": 200}}' }}\n        responses:\n          \
         default: {{ statusCode: 200 }}\n"
    );
    for number in 1..=60 {
        let _ = writeln!(text, "          x{number}: {{ statusCode: {} }}", 200 + number);
    }
    let (fixed, _) = fixed(text);
    let made = fixed.expect("they are fixed").made;
    assert_eq!(made.values().sum::<usize>(), 60, "{made:?}");
}
