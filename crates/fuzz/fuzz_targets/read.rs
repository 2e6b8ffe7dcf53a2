//! Any bytes give a document and findings, without a panic, and the document is sound; also with holes
//! in the text.
#![no_main]

#[path = "../../gatewright-source/tests/invariants/mod.rs"]
mod invariants;

use gatewright_diagnostics::Span;
use gatewright_source::{Fill, Hole};

/// Holes from each `$` to the next `}`, with one or the other in it.
fn holes(text: &str) -> Vec<Hole> {
    let mut holes = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find('$').map(|it| it + at) {
        let Some(end) = text[start..].find('}').map(|it| it + start + 1) else { break };
        let fill = match holes.len() % 3 {
            0 => Fill::Unknown,
            1 => Fill::Text("5".to_owned()),
            _ => Fill::Nothing,
        };
        let short = |it: usize| u32::try_from(it).expect("it is short");
        holes.push(Hole { span: Span::new(short(start), short(end)), fill });
        at = end;
    }
    holes
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    invariants::check(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        invariants::check_filled(text, &holes(text));
    }
});
