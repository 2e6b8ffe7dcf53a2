//! Any bytes are looked for definitions, with whatever they name being those bytes again, and what is
//! found is imported and has its places in the file.

#![no_main]

use gatewright_import::{ImportOptions, StableIds, import};
use gatewright_source::{Files, Unreadable};
use gatewright_template::{Request, find};
use libfuzzer_sys::fuzz_target;

struct Itself<'a>(&'a [u8]);

impl Files for Itself<'_> {
    fn read(&self, _: &str) -> Result<Vec<u8>, Unreadable> {
        Ok(self.0.to_vec())
    }
}

fuzz_target!(|bytes: &[u8]| {
    let files = Itself(bytes);
    for path in ["template.yaml", "main.tf"] {
        let found = find(path, bytes.to_vec(), &Request::new(&files));
        for api in &found.apis {
            let document = &api.document.value;
            let import = import(&api.document, &ImportOptions::default(), &mut StableIds::default());
            for finding in import.diagnostics {
                assert!(document.text().get(finding.location.span.range()).is_some());
                let placed = document.place(finding);
                assert!((placed.location.source.0 as usize) < found.files.len());
            }
        }
    }
});
