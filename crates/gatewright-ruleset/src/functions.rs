//! What a rule may ask of a value, and how the answer is found.
//!
//! Both forms of rules know these; each has names of its own for them.

mod casing;
mod context;
mod kinds;
mod order;
mod others;
mod scalars;
mod schema;
mod subject;
mod unreferenced;
mod values;

use gatewright_source::Node;
use serde_json::Value;

pub(crate) use casing::{Casing, Digits, Leading, Style};
pub(crate) use context::Context;
pub(crate) use kinds::Type;
pub(crate) use schema::{Schema, Told, dialect};
pub(crate) use subject::{Fault, Subject};

use self::values::{equal, listed, printed};
use crate::path::Path;
use crate::pattern::Pattern;

/// What is asked of a value.
#[derive(Debug, Clone)]
pub(crate) enum Function {
    /// It is there.
    Present,
    /// It is not there.
    Absent,
    /// JavaScript takes it for true.
    Truthy,
    /// JavaScript takes it for false, or it is not there.
    Falsy,
    /// A text in which the one is found and the other is not.
    Pattern { is: Option<Pattern>, is_not: Option<Pattern> },
    /// A text in a casing.
    Casing(Casing),
    /// One of these scalars.
    OneOf(Vec<Value>),
    /// Length of a text or list, number of members, or a number.
    Length { min: Option<f64>, max: Option<f64> },
    /// It satisfies a JSON Schema.
    Schema(Schema),
    /// Its members, or the items of a list by a member of theirs, are in the order of the alphabet.
    Sorted { by: Option<String> },
    /// An object with exactly one of these members.
    ExactlyOne(Vec<String>),
    /// An object with at least one of these members.
    AtLeastOne(Vec<String>),
    /// Each member is referred to, by references that begin so.
    Referenced { location: String },
    /// Each of `enum` is of `type`.
    TypedEnum,
    /// No other value of the rule is equal.
    Unique,
    /// It is, or each item of it is, among what a path leads to.
    RefersTo(Path),
    /// It is of one of these types.
    Type(Vec<Type>),
    /// It is this value.
    Equals(Value),
    /// All of them hold.
    All(Vec<Function>),
    /// One of them holds.
    Any(Vec<Function>),
    /// It does not hold.
    Not(Box<Function>),
}

impl Function {
    /// What it has against a value; nothing, too, where it has no opinion.
    pub(crate) fn check<'d>(&self, subject: &Subject<'d>, cx: &mut Context<'d>) -> Vec<Fault<'d>> {
        let faults = self.faults(subject, cx);
        // Most values have none, so that it is asked last whether all of the value is known.
        if faults.is_empty() || self.is_in_doubt(subject, cx) { Vec::new() } else { faults }
    }

    /// Whether what it would say rests on something that nobody knows before a deployment.
    fn is_in_doubt<'d>(&self, subject: &Subject<'d>, cx: &Context<'d>) -> bool {
        let Some(holes) = &cx.holes else { return false };
        match self {
            Self::Present | Self::Truthy => subject.is_missing() && subject.is_open(),
            // Of the rest of a value each fault is asked.
            Self::Schema(_) => subject.is_open() && subject.node().is_none_or(Node::is_unknown),
            Self::Absent
            | Self::Falsy
            | Self::Pattern { .. }
            | Self::Casing(_)
            | Self::OneOf(_)
            | Self::Unique
            | Self::Type(_)
            | Self::Length { .. }
            | Self::ExactlyOne(_)
            | Self::AtLeastOne(_) => subject.is_open(),
            Self::Sorted { .. } | Self::Equals(_) | Self::TypedEnum => subject.contains_unknown(),
            Self::RefersTo(_) | Self::Referenced { .. } => {
                subject.contains_unknown() || holes.is_any()
            }
            Self::All(functions) | Self::Any(functions) => {
                functions.iter().any(|it| it.is_in_doubt(subject, cx))
            }
            Self::Not(function) => function.is_in_doubt(subject, cx),
        }
    }

    fn faults<'d>(&self, subject: &Subject<'d>, cx: &mut Context<'d>) -> Vec<Fault<'d>> {
        let faulty = |is_faulty: bool, error: &str| {
            if is_faulty { Fault::of_value(error) } else { Vec::new() }
        };
        match self {
            Self::Present => faulty(subject.is_missing(), "must be present"),
            Self::Absent => faulty(!subject.is_missing(), "must not be present"),
            Self::Truthy => faulty(!subject.is_truthy(), "must be present and not empty"),
            Self::Falsy => faulty(subject.is_truthy(), "must be empty or not present"),
            Self::Pattern { is, is_not } => scalars::pattern(subject, is.as_ref(), is_not.as_ref()),
            Self::Casing(casing) => casing.check(subject),
            Self::OneOf(values) => scalars::one_of(subject, values),
            Self::Length { min, max } => scalars::length(subject, *min, *max),
            Self::Schema(schema) => schema.check(subject, cx),
            Self::Sorted { by } => order::check(subject, by.as_deref(), cx.references),
            Self::ExactlyOne(names) => scalars::members(subject, names, 1),
            Self::AtLeastOne(names) => scalars::members(subject, names, usize::MAX),
            Self::Referenced { location } => unreferenced::check(subject, location, cx.referred()),
            Self::TypedEnum => kinds::typed_enum(subject, cx.references),
            Self::Unique => others::unique(subject, cx),
            Self::RefersTo(path) => others::refers_to(subject, path, cx),
            Self::Type(types) => {
                if subject.is_missing() || types.iter().any(|it| it.takes(subject)) {
                    return Vec::new();
                }
                let names: Vec<&str> = types.iter().map(|it| it.as_str()).collect();
                Fault::of_value(format!("must be of type {}", names.join(" or ")))
            }
            Self::Equals(wanted) => {
                let Some(found) = subject.json(cx) else { return Vec::new() };
                let error = format!("must be {}", printed(wanted));
                faulty(!equal(&found, wanted), &error)
            }
            Self::All(functions) => functions.iter().flat_map(|it| it.check(subject, cx)).collect(),
            Self::Any(functions) => any(subject, functions, cx),
            Self::Not(function) => {
                let holds = function.is_satisfied(subject, cx);
                faulty(holds, &format!("must not be {}", function.told()))
            }
        }
    }

    /// Whether it holds of a value, and not for want of an opinion.
    pub(crate) fn is_satisfied<'d>(&self, subject: &Subject<'d>, cx: &mut Context<'d>) -> bool {
        self.has_opinion(subject)
            && self.check(subject, cx).is_empty()
            && !self.is_in_doubt(subject, cx)
    }

    /// Whether it has something to say of such a value, for or against it.
    fn has_opinion(&self, subject: &Subject<'_>) -> bool {
        let node = subject.node();
        match self {
            Self::Present | Self::Absent | Self::Truthy | Self::Falsy | Self::Schema(_) => true,
            Self::Pattern { .. } | Self::Casing(_) => subject.string().is_some(),
            Self::OneOf(_) | Self::Unique => subject.scalar().is_some(),
            Self::Length { .. } => scalars::measured(subject).is_some(),
            Self::Sorted { .. } => node.is_some_and(|it| it.scalar().is_none()),
            Self::ExactlyOne(_)
            | Self::AtLeastOne(_)
            | Self::Referenced { .. }
            | Self::TypedEnum => node.is_some_and(Node::is_mapping),
            Self::RefersTo(_) | Self::Type(_) | Self::Equals(_) => !subject.is_missing(),
            Self::All(functions) | Self::Any(functions) => {
                functions.iter().any(|it| it.has_opinion(subject))
            }
            Self::Not(function) => function.has_opinion(subject),
        }
    }

    /// What it asks a value to be, in a few words.
    fn told(&self) -> String {
        match self {
            Self::Present => "present".to_owned(),
            Self::Absent => "absent".to_owned(),
            Self::Truthy => "present and not empty".to_owned(),
            Self::Falsy => "empty".to_owned(),
            Self::Pattern { is: Some(it), .. } => format!("a match of `{}`", it.as_str()),
            Self::Pattern { is_not, .. } => {
                format!(
                    "without a match of `{}`",
                    is_not.as_ref().map(Pattern::as_str).unwrap_or_default()
                )
            }
            Self::Casing(casing) => casing.told(),
            Self::OneOf(values) => format!("one of {}", listed(values)),
            Self::Length { .. } => "of that length".to_owned(),
            Self::Schema(_) => "as its schema says".to_owned(),
            Self::Sorted { .. } => "sorted".to_owned(),
            Self::ExactlyOne(_) | Self::AtLeastOne(_) => "with such members".to_owned(),
            Self::Referenced { .. } => "referred to".to_owned(),
            Self::TypedEnum => "of its type alone".to_owned(),
            Self::Unique => "unique".to_owned(),
            Self::RefersTo(path) => format!("among `{}`", path.as_str()),
            Self::Type(types) => {
                let names: Vec<&str> = types.iter().map(|it| it.as_str()).collect();
                format!("of type {}", names.join(" or "))
            }
            Self::Equals(value) => printed(value),
            Self::All(functions) => {
                functions.iter().map(Self::told).collect::<Vec<_>>().join(" and ")
            }
            Self::Any(functions) => {
                functions.iter().map(Self::told).collect::<Vec<_>>().join(" or ")
            }
            Self::Not(function) => format!("not {}", function.told()),
        }
    }
}

fn any<'d>(subject: &Subject<'d>, functions: &[Function], cx: &mut Context<'d>) -> Vec<Fault<'d>> {
    let mut errors = Vec::new();
    for function in functions.iter().filter(|it| it.has_opinion(subject)) {
        let faults = function.check(subject, cx);
        if faults.is_empty() {
            return Vec::new();
        }
        errors.extend(faults.into_iter().map(|it| it.error));
    }
    if errors.is_empty() {
        return Vec::new();
    }
    Fault::of_value(errors.join(", or "))
}
