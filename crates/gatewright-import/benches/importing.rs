//! The time from bytes to the API, beside reading alone, importing alone, and what `serde_json` takes
//! to hold the same text: `cargo bench -p gatewright-import`. Compare rows of one run.

#[path = "../../gatewright-source/benches/definitions/mod.rs"]
mod definitions;

use definitions::{Definition, SIZES};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use gatewright_diagnostics::SourceId;
use gatewright_import::{Import, ImportOptions, StableIds, import};

fn main() {
    let small = imported(Definition::new(SIZES[0]).json.into_bytes());
    let methods = small.api.as_ref().map_or(0, |api| api.methods().count());
    assert!(methods > 10, "a definition that is refused says nothing about the time of an import");
    divan::main();
}

/// Reads and imports.
fn imported(bytes: Vec<u8>) -> Import {
    let document = gatewright_source::read(SourceId(0), bytes);
    import(&document, &ImportOptions::default(), &mut StableIds::default())
}

#[divan::bench(args = SIZES)]
fn json_read_and_imported(bencher: Bencher<'_, '_>, size: usize) {
    let bytes = Definition::new(size).json.into_bytes();
    let counter = BytesCount::new(bytes.len());
    bencher.counter(counter).with_inputs(|| bytes.clone()).bench_values(imported);
}

/// Without the reading, whose time is the measure of it.
#[divan::bench(args = SIZES)]
fn json_imported(bencher: Bencher<'_, '_>, size: usize) {
    let bytes = Definition::new(size).json.into_bytes();
    let counter = BytesCount::new(bytes.len());
    let document = gatewright_source::read(SourceId(0), bytes);
    let import =
        || import(black_box(&document), &ImportOptions::default(), &mut StableIds::default());
    bencher.counter(counter).bench(import);
}

#[divan::bench(args = SIZES)]
fn json_read(bencher: Bencher<'_, '_>, size: usize) {
    let bytes = Definition::new(size).json.into_bytes();
    bencher
        .counter(BytesCount::new(bytes.len()))
        .with_inputs(|| bytes.clone())
        .bench_values(|bytes| gatewright_source::read(SourceId(0), bytes));
}

#[divan::bench(args = SIZES)]
fn json_serde_value(bencher: Bencher<'_, '_>, size: usize) {
    let json = Definition::new(size).json;
    bencher
        .counter(BytesCount::new(json.len()))
        .bench(|| serde_json::from_str::<serde_json::Value>(black_box(&json)));
}

#[divan::bench(args = SIZES)]
fn yaml_read_and_imported(bencher: Bencher<'_, '_>, size: usize) {
    let bytes = Definition::new(size).yaml.into_bytes();
    let counter = BytesCount::new(bytes.len());
    bencher.counter(counter).with_inputs(|| bytes.clone()).bench_values(imported);
}

#[divan::bench(args = SIZES)]
fn yaml_read(bencher: Bencher<'_, '_>, size: usize) {
    let bytes = Definition::new(size).yaml.into_bytes();
    bencher
        .counter(BytesCount::new(bytes.len()))
        .with_inputs(|| bytes.clone())
        .bench_values(|bytes| gatewright_source::read(SourceId(0), bytes));
}
