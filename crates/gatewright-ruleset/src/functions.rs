//! What a rule may ask of a value, and how the answer is found.
//!
//! Both forms of rules know these; each has names of its own for them.

mod casing;
mod order;
mod schema;
mod unreferenced;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use gatewright_source::{Document, Node, Scalar};
use serde_json::Value;

pub(crate) use casing::{Casing, Digits, Leading, Style};
pub(crate) use schema::{Schema, Told, dialect};

use crate::message::one_line;
use crate::path::{Item, Path, References, Step};
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

/// The types of JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Type {
    Object,
    Array,
    String,
    Number,
    Integer,
    Boolean,
    Null,
}

impl Type {
    pub(crate) const ALL: [(&'static str, Self); 7] = [
        ("object", Self::Object),
        ("array", Self::Array),
        ("string", Self::String),
        ("number", Self::Number),
        ("integer", Self::Integer),
        ("boolean", Self::Boolean),
        ("null", Self::Null),
    ];

    pub(crate) fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().find(|(name, _)| *name == text).map(|(_, it)| *it)
    }

    fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(_, it)| *it == self).map_or("", |(name, _)| name)
    }

    fn takes(self, subject: &Subject<'_>) -> bool {
        let Some(node) = subject.node() else { return self == Self::String };
        match node.scalar() {
            None if node.is_sequence() => self == Self::Array,
            None => self == Self::Object,
            Some(Scalar::Null) => self == Self::Null,
            Some(Scalar::Bool(_)) => self == Self::Boolean,
            Some(Scalar::Integer(_)) => matches!(self, Self::Integer | Self::Number),
            Some(Scalar::Float(_)) => {
                self == Self::Number
                    || (self == Self::Integer && node.as_f64().is_some_and(|it| it.fract() == 0.0))
            }
            Some(Scalar::String(_)) => self == Self::String,
        }
    }
}

/// What is asked about.
#[derive(Debug, Clone)]
pub(crate) enum Subject<'d> {
    /// A value, or the key of one.
    Found(Item<'d>),
    /// A member that is not there, with the last thing on the way to it that is.
    Missing(Item<'d>, String),
}

impl<'d> Subject<'d> {
    /// The value; none of what is missing, and none of keys.
    pub(crate) fn node(&self) -> Option<Node<'d>> {
        match self {
            Self::Found(item) if !item.is_key => Some(item.node),
            Self::Found(_) | Self::Missing(..) => None,
        }
    }

    /// Where it is, or would be.
    pub(crate) fn item(&self) -> &Item<'d> {
        match self {
            Self::Found(item) | Self::Missing(item, _) => item,
        }
    }

    fn is_missing(&self) -> bool {
        matches!(self, Self::Missing(..))
    }

    /// The text of a key, or of a value that is a text.
    pub(crate) fn string(&self) -> Option<Cow<'d, str>> {
        match self {
            Self::Found(item) if item.is_key => item.step().map(Step::text),
            Self::Found(item) => item.node.as_str().map(Cow::Borrowed),
            Self::Missing(..) => None,
        }
    }

    /// The text of a key, or of a scalar of whatever type.
    pub(crate) fn shown(&self) -> Cow<'d, str> {
        match self {
            Self::Missing(..) => Cow::Borrowed(""),
            Self::Found(item) if item.is_key => self.string().unwrap_or_default(),
            Self::Found(item) => match item.node.text() {
                Some(text) => Cow::Borrowed(text),
                None if item.node.is_sequence() => Cow::Borrowed("[…]"),
                None => Cow::Borrowed("{…}"),
            },
        }
    }

    /// The key or number of it.
    pub(crate) fn property(&self) -> Cow<'d, str> {
        match self {
            Self::Missing(_, name) => Cow::Owned(name.clone()),
            Self::Found(item) => item.step().map(Step::text).unwrap_or_default(),
        }
    }

    /// What it is called in a sentence: of an item the list, too.
    pub(crate) fn called(&self) -> String {
        let item = self.item();
        match (self, item.step(), item.parent().and_then(Item::step)) {
            (Self::Found(_), Some(Step::Index(index)), Some(Step::Key(list))) if !item.is_key => {
                format!("{}[{index}]", list.text().unwrap_or_default())
            }
            _ => self.property().into_owned(),
        }
    }

    /// A scalar, or the text of a key.
    fn scalar(&self) -> Option<Value> {
        match self.node() {
            Some(node) => node.scalar().map(|_| node.to_json()),
            None => self.string().map(|text| Value::from(text.as_ref())),
        }
    }

    fn json(&self, cx: &mut Context<'d>) -> Option<Value> {
        match self.node() {
            Some(node) => cx.json(node),
            None => self.string().map(|text| Value::from(text.as_ref())),
        }
    }

    fn is_truthy(&self) -> bool {
        let Some(node) = self.node() else {
            return self.string().is_some_and(|text| !text.is_empty());
        };
        match node.scalar() {
            None => true,
            Some(Scalar::Null) => false,
            Some(Scalar::Bool(value)) => value,
            Some(Scalar::String(text)) => !text.is_empty(),
            Some(Scalar::Integer(_) | Scalar::Float(_)) => {
                node.as_f64().is_some_and(|it| it != 0.0 && !it.is_nan())
            }
        }
    }
}

/// What a function has against a value.
#[derive(Debug)]
pub(crate) struct Fault<'d> {
    /// Where, if not at the value itself.
    pub(crate) at: Option<Subject<'d>>,
    /// What is wrong.
    pub(crate) error: String,
    /// Another place that belongs to it.
    pub(crate) related: Option<(Node<'d>, &'static str)>,
}

impl Fault<'_> {
    fn of_value(error: impl Into<String>) -> Vec<Self> {
        vec![Self { at: None, error: error.into(), related: None }]
    }
}

/// What functions know beyond the value, while one document is checked.
pub(crate) struct Context<'d> {
    pub(crate) document: &'d Document,
    pub(crate) references: References,
    /// How many values may yet be made for schemas.
    values_left: usize,
    /// What is referred to, by the text of the reference.
    referred: Option<HashSet<String>>,
    /// What paths lead to, by their text.
    texts: HashMap<(String, References), Rc<HashSet<String>>>,
    /// The values of the rule so far, and where the first of each is.
    unique: HashMap<String, Node<'d>>,
}

impl<'d> Context<'d> {
    pub(crate) fn new(document: &'d Document) -> Self {
        const FLOOR: usize = 1_000_000;
        Self {
            document,
            references: References::AsWritten,
            values_left: FLOOR + 20 * document.len(),
            referred: None,
            texts: HashMap::new(),
            unique: HashMap::new(),
        }
    }

    /// Begins with another rule.
    pub(crate) fn begin(&mut self, references: References) {
        self.references = references;
        self.unique.clear();
    }

    /// The value behind its references; none when that costs too much.
    fn json(&mut self, node: Node<'d>) -> Option<Value> {
        schema::value(node, self.references, &mut self.values_left)
    }

    /// The texts that a path leads to.
    fn texts(&mut self, path: &Path) -> Rc<HashSet<String>> {
        let key = (path.as_str().to_owned(), self.references);
        if let Some(known) = self.texts.get(&key) {
            return Rc::clone(known);
        }
        let mut texts = HashSet::new();
        for item in path.select(self.document, self.references) {
            let subject = Subject::Found(item);
            match subject.node() {
                Some(node) if node.is_sequence() => {
                    texts.extend(node.items().filter_map(|it| it.text().map(str::to_owned)));
                }
                Some(node) if node.is_mapping() => {
                    texts.extend(node.entries().filter_map(|(it, _)| it.text().map(str::to_owned)));
                }
                _ => {
                    texts.insert(subject.shown().into_owned());
                }
            }
        }
        let texts = Rc::new(texts);
        self.texts.insert(key, Rc::clone(&texts));
        texts
    }
}

impl Function {
    /// What it has against a value; nothing, too, where it has no opinion.
    pub(crate) fn check<'d>(&self, subject: &Subject<'d>, cx: &mut Context<'d>) -> Vec<Fault<'d>> {
        let faulty = |is_faulty: bool, error: &str| {
            if is_faulty { Fault::of_value(error) } else { Vec::new() }
        };
        match self {
            Self::Present => faulty(subject.is_missing(), "must be present"),
            Self::Absent => faulty(!subject.is_missing(), "must not be present"),
            Self::Truthy => faulty(!subject.is_truthy(), "must be present and not empty"),
            Self::Falsy => faulty(subject.is_truthy(), "must be empty or not present"),
            Self::Pattern { is, is_not } => pattern(subject, is.as_ref(), is_not.as_ref()),
            Self::Casing(casing) => casing.check(subject),
            Self::OneOf(values) => one_of(subject, values),
            Self::Length { min, max } => length(subject, *min, *max),
            Self::Schema(schema) => schema.check(subject, cx),
            Self::Sorted { by } => order::check(subject, by.as_deref(), cx.references),
            Self::ExactlyOne(names) => members(subject, names, 1),
            Self::AtLeastOne(names) => members(subject, names, usize::MAX),
            Self::Referenced { location } => {
                let document = cx.document;
                let referred = cx.referred.get_or_insert_with(|| unreferenced::referred(document));
                unreferenced::check(subject, location, referred)
            }
            Self::TypedEnum => typed_enum(subject, cx.references),
            Self::Unique => unique(subject, cx),
            Self::RefersTo(path) => refers_to(subject, path, cx),
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
                let faults = function.check(subject, cx);
                faulty(faults.is_empty(), &format!("must not be {}", function.told()))
            }
        }
    }

    /// Whether nothing is to be said against a value.
    pub(crate) fn holds<'d>(&self, subject: &Subject<'d>, cx: &mut Context<'d>) -> bool {
        self.check(subject, cx).is_empty()
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

fn pattern<'d>(
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
    if let Some(pattern) = is_not {
        if pattern.is_found_in(&text) == Some(true) {
            faults.extend(Fault::of_value(format!("must not match `{}`", pattern.as_str())));
        }
    }
    faults
}

fn one_of<'d>(subject: &Subject<'d>, values: &[Value]) -> Vec<Fault<'d>> {
    let Some(found) = subject.scalar() else { return Vec::new() };
    if values.iter().any(|it| equal(it, &found)) {
        return Vec::new();
    }
    Fault::of_value(format!("must be one of {}", listed(values)))
}

fn length<'d>(subject: &Subject<'d>, min: Option<f64>, max: Option<f64>) -> Vec<Fault<'d>> {
    #[expect(clippy::cast_precision_loss, reason = "no document has that many members")]
    let counted = |count: usize| count as f64;
    let (found, what) = match subject.node() {
        Some(node) if node.is_mapping() => (counted(node.entries().count()), "members"),
        Some(node) if node.is_sequence() => (counted(node.items().count()), "items"),
        Some(node) if node.as_str().is_none() => match node.as_f64() {
            Some(number) => (number, ""),
            None => return Vec::new(),
        },
        _ => match subject.string() {
            Some(text) => (counted(text.encode_utf16().count()), "letters"),
            None => return Vec::new(),
        },
    };
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
fn members<'d>(subject: &Subject<'d>, names: &[String], most: usize) -> Vec<Fault<'d>> {
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

fn typed_enum<'d>(subject: &Subject<'d>, references: References) -> Vec<Fault<'d>> {
    let Subject::Found(item) = subject else { return Vec::new() };
    let wanted = item.node.get("type").and_then(|it| Type::parse(it.text()?));
    let (Some(wanted), Some((key, list))) = (wanted, item.node.entry("enum")) else {
        return Vec::new();
    };
    let list = item.child(Step::Key(key), list, references);
    let is_nullable = item.node.get("nullable").and_then(Node::as_bool) == Some(true);
    let mut faults = Vec::new();
    for (step, written) in list.members() {
        if is_nullable && written.is_null() {
            continue;
        }
        let value = Subject::Found(list.child(step, written, references));
        if !wanted.takes(&value) {
            let error = format!("must be of type {}", wanted.as_str());
            faults.push(Fault { at: Some(value), error, related: None });
        }
    }
    faults
}

fn unique<'d>(subject: &Subject<'d>, cx: &mut Context<'d>) -> Vec<Fault<'d>> {
    let Some(value) = subject.scalar() else { return Vec::new() };
    let at = place(subject.item());
    match cx.unique.entry(value.to_string()) {
        std::collections::hash_map::Entry::Occupied(first) => vec![Fault {
            at: None,
            error: "must be unique".to_owned(),
            related: Some((*first.get(), "the first of them")),
        }],
        std::collections::hash_map::Entry::Vacant(place) => {
            place.insert(at);
            Vec::new()
        }
    }
}

/// The node that stands for a value or key.
fn place<'d>(item: &Item<'d>) -> Node<'d> {
    match item.step() {
        Some(Step::Key(key)) if item.is_key => key,
        _ => item.node,
    }
}

fn refers_to<'d>(subject: &Subject<'d>, path: &Path, cx: &mut Context<'d>) -> Vec<Fault<'d>> {
    let error = || format!("is not among `{}`", path.as_str());
    if subject.is_missing() {
        return Vec::new();
    }
    let known = cx.texts(path);
    let Some(node) = subject.node().filter(|it| it.scalar().is_none()) else {
        let is_known = known.contains(subject.shown().as_ref());
        return if is_known { Vec::new() } else { Fault::of_value(error()) };
    };
    // Of a list each item, of an object each key.
    let item = subject.item();
    let mut faults = Vec::new();
    for (step, written) in item.members() {
        let mut member = item.child(step, written, cx.references);
        member.is_key = node.is_mapping();
        let member = Subject::Found(member);
        let is_scalar = member.node().is_none_or(|it| it.scalar().is_some());
        if is_scalar && !known.contains(member.shown().as_ref()) {
            faults.push(Fault { at: Some(member), error: error(), related: None });
        }
    }
    faults
}

fn any<'d>(subject: &Subject<'d>, functions: &[Function], cx: &mut Context<'d>) -> Vec<Fault<'d>> {
    let mut errors = Vec::new();
    for function in functions {
        let faults = function.check(subject, cx);
        if faults.is_empty() {
            return Vec::new();
        }
        errors.extend(faults.into_iter().map(|it| it.error));
    }
    Fault::of_value(errors.join(", or "))
}

/// Whether two values are the same to JavaScript, for which `1.0` is `1`.
pub(crate) fn equal(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => match (one.as_f64(), other.as_f64()) {
            (Some(one), Some(other)) => one.total_cmp(&other).is_eq() || one == other,
            _ => one == other,
        },
        _ => one == other,
    }
}

fn listed(values: &[Value]) -> String {
    const SHOWN: usize = 20;
    let mut names: Vec<String> = values.iter().take(SHOWN).map(printed).collect();
    if values.len() > SHOWN {
        names.push("…".to_owned());
    }
    names.join(", ")
}

/// A value within a message.
pub(crate) fn printed(value: &Value) -> String {
    match value {
        Value::String(text) => format!("`{}`", one_line(text)),
        other => format!("`{}`", one_line(&other.to_string())),
    }
}
