//! The time of an export, beside reading the definition that the API comes from:
//! `cargo bench -p gatewright-export`. Compare rows of one run.

#[path = "../../gatewright-source/benches/definitions/mod.rs"]
mod definitions;

use definitions::{Definition, SIZES};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use gatewright_diagnostics::SourceId;
use gatewright_export::{
    Export, ExportOptions, ExportType, Extension, Extensions, Format, Stage, export,
};
use gatewright_import::{ImportOptions, StableIds, import};
use gatewright_model::Api;

fn main() {
    let exported = run(&imported(SIZES[0]), &options(ExportType::Oas30, Format::Json));
    assert!(exported.text.len() > SIZES[0] / 2, "an export without content takes no time");
    divan::main();
}

fn json(size: usize) -> Vec<u8> {
    Definition::new(size).json.into_bytes()
}

fn imported(size: usize) -> Api {
    let document = gatewright_source::read(SourceId(0), json(size));
    let import = import(&document, &ImportOptions::default(), &mut StableIds::default());
    import.api.expect("the definition is accepted")
}

fn options(export_type: ExportType, format: Format) -> ExportOptions {
    ExportOptions {
        export_type,
        extensions: Extensions::NONE.with(Extension::ApiGateway),
        format,
        stage: Stage::new("prod", "eu-central-1"),
    }
}

fn run(api: &Api, options: &ExportOptions) -> Export {
    export(api, options).expect("all models are JSON")
}

/// The counter is the size of the definition that was imported, as in the row of reading.
fn bench(bencher: Bencher<'_, '_>, size: usize, options: &ExportOptions) {
    let api = imported(size);
    let counter = BytesCount::new(json(size).len());
    bencher.counter(counter).bench(|| run(black_box(&api), options));
}

#[divan::bench(args = SIZES)]
fn json_read(bencher: Bencher<'_, '_>, size: usize) {
    let bytes = json(size);
    bencher
        .counter(BytesCount::new(bytes.len()))
        .with_inputs(|| bytes.clone())
        .bench_values(|bytes| gatewright_source::read(SourceId(0), bytes));
}

#[divan::bench(args = SIZES)]
fn yaml_read(bencher: Bencher<'_, '_>, size: usize) {
    let bytes = Definition::new(size).yaml.into_bytes();
    bencher
        .counter(BytesCount::new(bytes.len()))
        .with_inputs(|| bytes.clone())
        .bench_values(|bytes| gatewright_source::read(SourceId(0), bytes));
}

#[divan::bench(args = SIZES)]
fn json_of_oas30(bencher: Bencher<'_, '_>, size: usize) {
    bench(bencher, size, &options(ExportType::Oas30, Format::Json));
}

#[divan::bench(args = SIZES)]
fn json_of_swagger(bencher: Bencher<'_, '_>, size: usize) {
    bench(bencher, size, &options(ExportType::Swagger, Format::Json));
}

#[divan::bench(args = SIZES)]
fn yaml_of_oas30(bencher: Bencher<'_, '_>, size: usize) {
    bench(bencher, size, &options(ExportType::Oas30, Format::Yaml));
}
