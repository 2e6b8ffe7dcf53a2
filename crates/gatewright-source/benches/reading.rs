//! The time that reading takes, beside the bare parsers: `cargo bench -p gatewright-source --bench
//! reading`. Compare rows of one run; the rate says how far a byte is.

mod definitions;

use definitions::{Definition, SIZES};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use gatewright_diagnostics::SourceId;
use serde::de::IgnoredAny;

fn main() {
    divan::main();
}

#[divan::bench(args = SIZES)]
fn json_gatewright(bencher: Bencher<'_, '_>, size: usize) {
    let bytes = Definition::new(size).json.into_bytes();
    bencher
        .counter(BytesCount::new(bytes.len()))
        .with_inputs(|| bytes.clone())
        .bench_values(|bytes| gatewright_source::read(SourceId(0), bytes));
}

#[divan::bench(args = SIZES)]
fn json_serde_ignored(bencher: Bencher<'_, '_>, size: usize) {
    let json = Definition::new(size).json;
    bencher
        .counter(BytesCount::new(json.len()))
        .bench(|| serde_json::from_str::<IgnoredAny>(black_box(&json)).is_ok());
}

#[divan::bench(args = SIZES)]
fn json_serde_value(bencher: Bencher<'_, '_>, size: usize) {
    let json = Definition::new(size).json;
    bencher
        .counter(BytesCount::new(json.len()))
        .bench(|| serde_json::from_str::<serde_json::Value>(black_box(&json)));
}

#[divan::bench(args = SIZES)]
fn yaml_gatewright(bencher: Bencher<'_, '_>, size: usize) {
    let bytes = Definition::new(size).yaml.into_bytes();
    bencher
        .counter(BytesCount::new(bytes.len()))
        .with_inputs(|| bytes.clone())
        .bench_values(|bytes| gatewright_source::read(SourceId(0), bytes));
}

#[divan::bench(args = SIZES)]
fn yaml_granit_events(bencher: Bencher<'_, '_>, size: usize) {
    let yaml = Definition::new(size).yaml;
    bencher
        .counter(BytesCount::new(yaml.len()))
        .bench(|| granit_parser::Parser::new_from_str(black_box(&yaml)).flatten().count());
}
