//! The examples of `testdata/examples`, which the README shows: what each comes to.
#![expect(clippy::disallowed_methods, reason = "a test reads its fixtures")]

use std::fs;
use std::path::Path;

use gatewright_diagnostics::{SourceId, Verdict};
use gatewright_import::{Import, ImportOptions, StableIds, import};

#[track_caller]
fn check(name: &str, verdict: Verdict) -> Import {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/examples");
    let bytes = fs::read(folder.join(name)).expect("the example");
    let document = gatewright_source::read(SourceId(0), bytes);
    let result = import(&document, &ImportOptions::default(), &mut StableIds::default());
    assert_eq!(result.verdict(), verdict, "{:#?}", result.diagnostics);
    result
}

#[test]
fn the_pet_shop_is_accepted_with_a_warning() {
    let result = check("petstore.yaml", Verdict::AcceptedWithWarnings);
    let ignored = "Unsupported security definition type 'oauth2' for 'login'. Ignoring.";
    assert_eq!(result.warnings(), [ignored]);
}

#[test]
fn the_orders_are_refused_for_three_reasons() {
    let result = check("orders.yaml", Verdict::Refused);
    assert_eq!(result.diagnostics.len(), 3, "{:#?}", result.diagnostics);
    let message = result.service_message().expect("a message");
    let lines: Vec<&str> = message.text.split("\n\t").collect();
    assert_eq!((lines.len(), message.unknown), (4, 0), "{lines:#?}");
    assert_eq!(lines[0], "Errors found during import:");
}

#[test]
fn the_parcels_are_accepted_in_silence() {
    let result = check("parcels.yaml", Verdict::Accepted);
    assert!(result.diagnostics.is_empty(), "{:#?}", result.diagnostics);
}

#[test]
fn the_greeting_is_accepted_in_silence() {
    let result = check("greeting.json", Verdict::Accepted);
    assert!(result.diagnostics.is_empty(), "{:#?}", result.diagnostics);
}
