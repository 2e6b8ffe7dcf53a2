//! The time from bytes to all that rules have to say, beside that of reading and importing, which
//! comes before them and is the measure of them: `cargo bench -p gatewright-lint --bench linting`.
//! Compare rows of one run.

#[path = "../../gatewright-source/benches/definitions/mod.rs"]
mod definitions;

use definitions::Definition;
use divan::Bencher;
use divan::counter::BytesCount;
use gatewright_diagnostics::SourceId;
use gatewright_import::{Import, ImportOptions, StableIds, import};
use gatewright_lint::{Lint, Preset, Settings, lint, rules};

/// In bytes of JSON. The service takes 6 MB, and what is larger is refused and linted all the same.
const SIZES: [usize; 3] = [definitions::SIZES[0], definitions::SIZES[1], 10_000_000];

fn main() {
    for size in SIZES {
        let judged = linted(Definition::new(size).json.into_bytes()).judged;
        assert!(judged.len() * 2 > rules().len(), "the rules run, whatever is refused");
        assert!(judged.iter().any(|(_, count)| *count as usize > size / 10_000));
    }
    divan::main();
}

/// Reads and imports.
fn imported(bytes: Vec<u8>) -> Import {
    let document = gatewright_source::read(SourceId(0), bytes);
    import(&document, &ImportOptions::default(), &mut StableIds::default())
}

/// Reads, imports, and runs all rules.
fn linted(bytes: Vec<u8>) -> Lint {
    let document = gatewright_source::read(SourceId(0), bytes);
    let settings = Settings { preset: Preset::All, ..Settings::default() };
    lint(&document, &ImportOptions::default(), &settings)
}

fn bench<T>(bencher: Bencher<'_, '_>, bytes: &[u8], run: fn(Vec<u8>) -> T) {
    let counter = BytesCount::new(bytes.len());
    bencher.counter(counter).with_inputs(|| bytes.to_vec()).bench_values(run);
}

#[divan::bench(args = SIZES)]
fn json_read_and_imported(bencher: Bencher<'_, '_>, size: usize) {
    bench(bencher, Definition::new(size).json.as_bytes(), imported);
}

#[divan::bench(args = SIZES)]
fn json_read_and_linted(bencher: Bencher<'_, '_>, size: usize) {
    bench(bencher, Definition::new(size).json.as_bytes(), linted);
}

#[divan::bench(args = SIZES)]
fn yaml_read_and_imported(bencher: Bencher<'_, '_>, size: usize) {
    bench(bencher, Definition::new(size).yaml.as_bytes(), imported);
}

#[divan::bench(args = SIZES)]
fn yaml_read_and_linted(bencher: Bencher<'_, '_>, size: usize) {
    bench(bencher, Definition::new(size).yaml.as_bytes(), linted);
}
