//! Any bytes can be linted with all rules, without a panic, and always with the same result; each
//! finding is at a place of the text.
#![no_main]

use gatewright_diagnostics::SourceId;
use gatewright_import::ImportOptions;
use gatewright_lint::{Lint, Preset, Settings, lint};

fn told(lint: &Lint) -> Vec<String> {
    let line = |it: &gatewright_lint::Finding| format!("{:?} {:?}", it.diagnostic, it.fix);
    lint.findings.iter().map(line).collect()
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let document = gatewright_source::read(SourceId(0), bytes.to_vec());
    let settings = Settings { preset: Preset::All, ..Settings::default() };
    let first = lint(&document, &ImportOptions::default(), &settings);
    for finding in &first.findings {
        let text = document.value.text();
        assert!(text.get(finding.diagnostic.location.span.range()).is_some());
    }
    let second = lint(&document, &ImportOptions::default(), &settings);
    assert_eq!(told(&first), told(&second));
});
