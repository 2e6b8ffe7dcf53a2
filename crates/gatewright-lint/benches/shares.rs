//! What each rule costs: the time of a run with it alone, less that of one with none, as a share of
//! the time of reading and importing; dearest first: `cargo bench -p gatewright-lint --bench shares`.
//!
//! The least time of several runs counts, those with a rule and those with none taking turns, so that
//! what else the machine does falls on both. A rule that costs less than the noise may come out below
//! zero; the walk through the definition, which all rules share, is part of what each costs alone.

#[path = "../../gatewright-source/benches/definitions/mod.rs"]
mod definitions;

use std::fmt::Write as _;
use std::hint::black_box;
use std::io::{self, Write as _};
use std::time::{Duration, Instant};

use definitions::{Definition, SIZES};
use gatewright_diagnostics::{Checked, SourceId};
use gatewright_import::ImportOptions;
use gatewright_lint::{Preset, Selector, Settings, lint, rules};
use gatewright_source::Document;

/// How often each is run.
const RUNS: u32 = 31;

fn main() -> io::Result<()> {
    // There is no rule of that name.
    let none = only("none");
    let Definition { json, yaml } = Definition::new(SIZES[1]);
    let whole = |text: &str| {
        least(|| run(&gatewright_source::read(SourceId(0), text.into()), &none)).as_secs_f64()
    };
    let (of_json, of_yaml) = (whole(&json), whole(&yaml));
    let document = gatewright_source::read(SourceId(0), json.into());

    let mut costs: Vec<(&str, f64)> = Vec::new();
    for rule in rules() {
        costs.push((rule.metadata.name, cost(&document, &only(rule.metadata.name), &none)));
    }
    costs.sort_by(|one, other| other.1.total_cmp(&one.1));
    let all = Settings { preset: Preset::All, ..Settings::default() };
    costs.push(("all rules together", cost(&document, &all, &none)));

    let mut text = format!(
        "reading and importing a definition of {} bytes: {:.2} ms as JSON, {:.2} ms as YAML\n\n\
         {:>10}  {:>8}\n",
        SIZES[1],
        of_json * 1e3,
        of_yaml * 1e3,
        "µs",
        "of JSON"
    );
    for (name, seconds) in costs {
        let share = seconds / of_json * 100.0;
        let _ = writeln!(text, "{:>10.1}  {share:>7.2}%  {name}", seconds * 1e6);
    }
    io::stdout().write_all(text.as_bytes())
}

/// Settings with which one rule runs.
fn only(name: &str) -> Settings {
    Settings { select: vec![Selector::Name(name.to_owned())], ..Settings::default() }
}

fn run(document: &Checked<Document>, settings: &Settings) {
    black_box(lint(black_box(document), &ImportOptions::default(), settings));
}

/// What a run takes longer with some settings than with others, in seconds.
fn cost(document: &Checked<Document>, some: &Settings, others: &Settings) -> f64 {
    let (mut with, mut without) = (Duration::MAX, Duration::MAX);
    for _ in 0..RUNS {
        with = with.min(timed(|| run(document, some)));
        without = without.min(timed(|| run(document, others)));
    }
    with.as_secs_f64() - without.as_secs_f64()
}

/// The least time of several runs.
fn least<T>(run: impl Fn() -> T) -> Duration {
    (0..RUNS).map(|_| timed(&run)).min().unwrap_or_default()
}

fn timed<T>(run: impl Fn() -> T) -> Duration {
    let start = Instant::now();
    black_box(run());
    start.elapsed()
}
