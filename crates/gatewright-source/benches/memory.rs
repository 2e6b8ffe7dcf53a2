//! The memory that reading takes, in the rows `max alloc`: `cargo bench -p gatewright-source --bench
//! memory`. The text itself, which is handed in, does not count. It is a bench of its own, since
//! counting slows down whoever allocates much.

mod definitions;

use definitions::{Definition, SIZES};
use divan::{AllocProfiler, Bencher};
use gatewright_diagnostics::SourceId;

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

#[divan::bench(args = SIZES, sample_count = 3)]
fn json_gatewright(bencher: Bencher<'_, '_>, size: usize) {
    let bytes = Definition::new(size).json.into_bytes();
    let read = |bytes| gatewright_source::read(SourceId(0), bytes);
    bencher.with_inputs(|| bytes.clone()).bench_values(read);
}

#[divan::bench(args = SIZES, sample_count = 3)]
fn json_serde_value(bencher: Bencher<'_, '_>, size: usize) {
    let json = Definition::new(size).json;
    bencher.bench(|| serde_json::from_str::<serde_json::Value>(&json));
}

#[divan::bench(args = SIZES, sample_count = 3)]
fn yaml_gatewright(bencher: Bencher<'_, '_>, size: usize) {
    let bytes = Definition::new(size).yaml.into_bytes();
    let read = |bytes| gatewright_source::read(SourceId(0), bytes);
    bencher.with_inputs(|| bytes.clone()).bench_values(read);
}
