//! What is known of a rule as other findings have it: made once for each rule that is ever read, and
//! kept, since findings refer to it for as long as the program runs.

use std::collections::HashMap;
use std::sync::{Mutex, OnceLock, PoisonError};

use gatewright_diagnostics::{Confidence, Effect, Metadata, Stage, Words};

type Made = HashMap<(String, String), &'static Metadata>;

/// The metadata of a rule by its name and documentation, in Markdown.
pub(crate) fn metadata(name: &str, documentation: &str) -> &'static Metadata {
    static MADE: OnceLock<Mutex<Made>> = OnceLock::new();
    let made = MADE.get_or_init(Mutex::default);
    let mut made = made.lock().unwrap_or_else(PoisonError::into_inner);
    let key = (name.to_owned(), documentation.to_owned());
    made.entry(key).or_insert_with(|| {
        let lines = documentation.lines().map(|line| &*format!(" {line}").leak());
        Box::leak(Box::new(Metadata {
            name: name.to_owned().leak(),
            stage: Stage::Custom,
            effect: Effect::Noted,
            words: Words::Ours,
            confidence: Confidence::Documented,
            since: env!("CARGO_PKG_VERSION"),
            docs: lines.collect::<Vec<&'static str>>().leak(),
        }))
    })
}
