//! Any bytes give a document and findings, without a panic, and the document is sound.
#![no_main]

#[path = "../../gatewright-source/tests/invariants/mod.rs"]
mod invariants;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| invariants::check(bytes));
