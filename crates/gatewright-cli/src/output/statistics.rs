//! With `--statistics`: how often each kind of finding was told, most often first, instead of the
//! findings.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write;

use gatewright_diagnostics::Metadata;
use gatewright_lint::Applicability;
use serde::Serialize;

use super::json::{self, Summary};
use super::reports::{Format, Printed, Run};
use super::{Look, full, one_line};
use crate::report::{Report, Weight};

/// In which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// A table, and below it what was found.
    Table,
    /// A table, and what was found on the standard error.
    Lines,
    /// An object.
    Json,
}

/// The format.
pub(crate) struct Statistics<'a> {
    /// In which form.
    pub(crate) form: Form,
    /// The look of where it goes to.
    pub(crate) look: &'a Look,
    /// The look of where the summary of lines goes to.
    pub(crate) notes: &'a Look,
}

/// What is known of a kind of finding.
#[derive(Clone, Copy)]
pub(crate) struct Kind {
    metadata: &'static Metadata,
    weight: Weight,
    count: usize,
    safe: usize,
    unsafely: usize,
}

impl Format for Statistics<'_> {
    type Part = Vec<Kind>;

    fn file(&self, report: &Report<'_>) -> Vec<Kind> {
        merge(report.findings.iter().map(|told| {
            let fixed = |wanted| told.fix.is_some_and(|fix| fix.applicability == wanted);
            Kind {
                metadata: told.finding.metadata,
                weight: told.weight,
                count: 1,
                safe: usize::from(fixed(Applicability::Safe)),
                unsafely: usize::from(fixed(Applicability::Unsafe)),
            }
        }))
    }

    fn whole(&self, parts: Vec<Vec<Kind>>, run: &Run<'_>) -> Printed {
        let mut kinds = merge(parts.into_iter().flatten());
        kinds.sort_by_key(|kind| (Reverse(kind.count), kind.weight, kind.metadata.name));
        match self.form {
            Form::Table => {
                let mut text = table(&kinds, self.look);
                let summary = full::last(run, self.look);
                if !text.is_empty() && !summary.is_empty() {
                    text.push('\n');
                }
                (text + &summary).into()
            }
            Form::Lines => {
                Printed { text: table(&kinds, self.look), notes: full::last(run, self.notes) }
            }
            Form::Json => json::text(&Whole {
                statistics: kinds.iter().map(Counted::from).collect(),
                problems: run.problems,
                summary: json::summary(run),
            })
            .into(),
        }
    }
}

/// Kinds with their counts added up, by name.
fn merge(kinds: impl Iterator<Item = Kind>) -> Vec<Kind> {
    let mut merged: BTreeMap<&str, Kind> = BTreeMap::new();
    for kind in kinds {
        merged
            .entry(kind.metadata.name)
            .and_modify(|it| {
                it.weight = it.weight.min(kind.weight);
                it.count += kind.count;
                it.safe += kind.safe;
                it.unsafely += kind.unsafely;
            })
            .or_insert(kind);
    }
    merged.into_values().collect()
}

fn table(kinds: &[Kind], look: &Look) -> String {
    let widest = |texts: &mut dyn Iterator<Item = usize>| texts.max().unwrap_or_default();
    let counts = widest(&mut kinds.iter().map(|kind| kind.count.to_string().len()));
    let weights = widest(&mut kinds.iter().map(|kind| kind.weight.as_str().len()));
    let mut text = String::new();
    for kind in kinds {
        let (strong, style) = (look.palette.strong, look.palette.weight(kind.weight));
        let (count, word) = (kind.count, kind.weight.as_str());
        let fix = match (kind.safe, kind.unsafely) {
            (0, 0) => "",
            (0, _) => " [unsafe fix]",
            _ => " [fix]",
        };
        let _ = writeln!(
            text,
            "{strong}{count:>counts$}{strong:#}  {style}{word:weights$}{style:#}  {}{fix}",
            one_line(&kind.metadata.id())
        );
    }
    text
}

#[derive(Serialize)]
struct Whole<'a> {
    statistics: Vec<Counted>,
    problems: &'a [String],
    summary: Summary,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Counted {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    effect: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    severity: Option<&'static str>,
    count: usize,
    safe_fixes: usize,
    unsafe_fixes: usize,
}

impl From<&Kind> for Counted {
    fn from(kind: &Kind) -> Self {
        let (effect, severity) = match kind.weight {
            Weight::Effect(effect) => (Some(effect.as_str()), None),
            Weight::Severity(severity) => (None, Some(severity.as_str())),
        };
        Self {
            id: kind.metadata.id(),
            effect,
            severity,
            count: kind.count,
            safe_fixes: kind.safe,
            unsafe_fixes: kind.unsafely,
        }
    }
}
