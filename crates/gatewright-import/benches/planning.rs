//! The time of a plan beside that of reading the definition: `cargo bench -p gatewright-import`.
//! Compare rows of one run.

#[path = "../../gatewright-source/benches/definitions/mod.rs"]
mod definitions;

use definitions::{Definition, SIZES};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use gatewright_diagnostics::SourceId;
use gatewright_import::{ImportOptions, Plan, PutMode, StableIds, dangers, import, put};
use gatewright_model::Api;

fn main() {
    let [before, after] = apis(SIZES[0], Change::Everywhere).1;
    let counts = Plan::between(&before, &after).counts();
    assert!(counts.changed > 10, "a plan of nothing says nothing about its time: {counts:?}");
    divan::main();
}

/// What the second definition has that the first has not.
#[derive(Clone, Copy)]
enum Change {
    /// Another function behind each method.
    Everywhere,
    /// Nothing, so that only what a put renews differs.
    Nowhere,
}

/// The size of a definition in bytes, its API, and the one after another was put over it.
fn apis(size: usize, change: Change) -> (usize, [Api; 2]) {
    let before = Definition::new(size).json;
    let after = match change {
        Change::Everywhere => before.replace("123456789012", "210987654321"),
        Change::Nowhere => before.clone(),
    };
    let [first, second] =
        [&before, &after].map(|text| gatewright_source::read(SourceId(0), text.clone().into()));
    let options = ImportOptions::default();
    let api = import(&first, &options, &mut StableIds::default()).api.expect("an API");
    let mut ids = StableIds::beside(&api);
    let after = put(&api, &second, PutMode::Overwrite, &options, &mut ids).api.expect("an API");
    (before.len(), [api, after])
}

#[divan::bench(args = SIZES)]
fn json_read(bencher: Bencher<'_, '_>, size: usize) {
    read(bencher, &Definition::new(size).json);
}

#[divan::bench(args = SIZES)]
fn yaml_read(bencher: Bencher<'_, '_>, size: usize) {
    read(bencher, &Definition::new(size).yaml);
}

fn read(bencher: Bencher<'_, '_>, text: &str) {
    bencher
        .counter(BytesCount::new(text.len()))
        .with_inputs(|| text.as_bytes().to_vec())
        .bench_values(|bytes| gatewright_source::read(SourceId(0), bytes));
}

#[divan::bench(args = SIZES)]
fn plan_of_a_change_everywhere(bencher: Bencher<'_, '_>, size: usize) {
    let (bytes, [before, after]) = apis(size, Change::Everywhere);
    bencher
        .counter(BytesCount::new(bytes))
        .bench(|| Plan::between(black_box(&before), black_box(&after)));
}

#[divan::bench(args = SIZES)]
fn plan_of_no_change(bencher: Bencher<'_, '_>, size: usize) {
    let (bytes, [before, after]) = apis(size, Change::Nowhere);
    bencher
        .counter(BytesCount::new(bytes))
        .bench(|| Plan::between(black_box(&before), black_box(&after)));
}

#[divan::bench(args = SIZES)]
fn dangers_of_a_change_everywhere(bencher: Bencher<'_, '_>, size: usize) {
    let (bytes, [before, after]) = apis(size, Change::Everywhere);
    bencher
        .counter(BytesCount::new(bytes))
        .bench(|| dangers(black_box(&before), black_box(&after)));
}
