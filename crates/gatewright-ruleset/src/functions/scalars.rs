//! What is asked of one value alone: patterns, enumerations, lengths, members.

use serde_json::Value;

use super::values::{equal, listed};
use super::{Fault, Subject};
use crate::pattern::Pattern;

/// A text in which the one is found and the other is not.
pub(super) fn pattern<'d>(
    subject: &Subject<'d>,
    is: Option<&Pattern>,
    is_not: Option<&Pattern>,
) -> Vec<Fault<'d>> {
    let Some(text) = subject.string() else { return Vec::new() };
    let mut faults = Vec::new();
    if let Some(pattern) = is {
        // Where it takes too long to tell, nothing is told.
        if pattern.is_found_in(&text) == Some(false) {
            faults.extend(Fault::of_value(format!("must match `{}`", pattern.as_str())));
        }
    }
    if let Some(pattern) = is_not
        && pattern.is_found_in(&text) == Some(true)
    {
        faults.extend(Fault::of_value(format!("must not match `{}`", pattern.as_str())));
    }
    faults
}

/// One of some scalars.
pub(super) fn one_of<'d>(subject: &Subject<'d>, values: &[Value]) -> Vec<Fault<'d>> {
    let Some(found) = subject.scalar() else { return Vec::new() };
    if values.iter().any(|it| equal(it, &found)) {
        return Vec::new();
    }
    Fault::of_value(format!("must be one of {}", listed(values)))
}

/// The length of a text or list, the number of members, or a number.
pub(super) fn length<'d>(
    subject: &Subject<'d>,
    min: Option<f64>,
    max: Option<f64>,
) -> Vec<Fault<'d>> {
    let Some((found, what)) = measured(subject) else { return Vec::new() };
    let told = |bound: f64, word: &str| {
        let (have, what) =
            if what.is_empty() { ("be", String::new()) } else { ("have", format!(" {what}")) };
        Fault::of_value(format!("must {have} at {word} {bound}{what}, and has {found}"))
    };
    match (min, max) {
        (Some(min), _) if found < min => told(min, "least"),
        (_, Some(max)) if found > max => told(max, "most"),
        _ => Vec::new(),
    }
}

/// An object with one of the members, and with no more of them than `most`.
pub(super) fn members<'d>(subject: &Subject<'d>, names: &[String], most: usize) -> Vec<Fault<'d>> {
    let Some(node) = subject.node().filter(|it| it.is_mapping()) else { return Vec::new() };
    let has = |name: &&String| node.get(name).is_some();
    let quoted = |names: Vec<&String>, word: &str| {
        let names: Vec<String> = names.iter().map(|it| format!("`{it}`")).collect();
        names.join(word)
    };
    let found: Vec<&String> = names.iter().filter(has).collect();
    if found.is_empty() {
        let names = quoted(names.iter().collect(), " or ");
        return Fault::of_value(format!("must have {names}"));
    }
    if found.len() > most {
        let names = quoted(found, " and ");
        return Fault::of_value(format!("must have only one of {names}"));
    }
    Vec::new()
}

/// How long a value is, and in what.
pub(super) fn measured(subject: &Subject<'_>) -> Option<(f64, &'static str)> {
    #[expect(clippy::cast_precision_loss, reason = "no document has that many members")]
    let counted = |count: usize| count as f64;
    match subject.node() {
        Some(node) if node.is_mapping() => Some((counted(node.entries().count()), "members")),
        Some(node) if node.is_sequence() => Some((counted(node.items().count()), "items")),
        Some(node) if node.as_str().is_none() => Some((node.as_f64()?, "")),
        _ => Some((counted(subject.string()?.encode_utf16().count()), "letters")),
    }
}
