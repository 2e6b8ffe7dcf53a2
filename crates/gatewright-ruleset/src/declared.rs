//! Rules in our own form: a mapping of names to where a rule looks and what must hold there.

use std::sync::Arc;

use gatewright_lint::{Category, Severity};
use gatewright_source::Node;

use crate::formats::Formats;
use crate::functions::{Casing, Digits, Function, Leading, Schema, Style, Told, Type};
use crate::message::{Braces, Template};
use crate::metadata::metadata;
use crate::path::{Dialect, References};
use crate::reader::Reader;
use crate::rule::{CustomRule, Fallback, Field, Given, Message, Then};
use crate::targets::{self, Target};

/// The members of a rule.
pub(crate) const MEMBERS: [&str; 12] = [
    "description",
    "message",
    "help",
    "documentation-url",
    "severity",
    "category",
    "versions",
    "where",
    "when",
    "field",
    "must",
    "references",
];

/// The members of `must`.
pub(crate) const MUST: [&str; 21] = [
    "present",
    "absent",
    "truthy",
    "falsy",
    "pattern",
    "not-pattern",
    "casing",
    "one-of",
    "length",
    "unique",
    "sorted",
    "type",
    "schema",
    "refers-to",
    "equals",
    "exactly-one",
    "at-least-one",
    "referenced",
    "all",
    "any",
    "not",
];

/// What may stand in the place of `must` by its name alone.
const MUST_NAMES: [&str; 6] = ["present", "absent", "truthy", "falsy", "unique", "sorted"];

/// Conditions within conditions are read so deep.
const MAX_DEPTH: u32 = 16;

/// Reads a mapping of rules.
pub(crate) fn rules(node: Node<'_>, reader: &mut Reader) -> Vec<CustomRule> {
    if node.is_null() {
        return Vec::new();
    }
    if !node.is_mapping() {
        reader.wrong_type(node, "rules", "an object of rules by their names");
        return Vec::new();
    }
    node.entries().filter_map(|(key, value)| rule(key, value, reader)).collect()
}

/// Whether a rule may be called so: suppressions and settings name it among other words.
pub(crate) fn name<'d>(key: Node<'d>, reader: &mut Reader) -> Option<&'d str> {
    let name = key.text()?;
    let is_good = |it: char| it.is_alphanumeric() || "-_.:@$".contains(it);
    if !name.is_empty() && name.len() <= 200 && name.chars().all(is_good) {
        return Some(name);
    }
    let message = "a rule cannot be called so".to_owned();
    reader.malformed(key, message, "", "write letters, digits and hyphens");
    None
}

fn rule(key: Node<'_>, node: Node<'_>, reader: &mut Reader) -> Option<CustomRule> {
    let name = name(key, reader)?;
    if !reader.is_mapping_of(node, "a rule", &MEMBERS) {
        return None;
    }
    let mut text = |member: &str| node.get(member).and_then(|it| reader.text(it, member));
    let description = text("description").unwrap_or_default().to_owned();
    let template = text("message").map(|it| Template::parse(it, Braces::One));
    let help = text("help").map(str::to_owned);
    let url = text("documentation-url").unwrap_or_default();
    let documentation = documentation(name, &description, url);
    let severity = match node.get("severity") {
        Some(at) => severity(at, reader),
        None => Some(Severity::Warning),
    };
    let category = node.get("category").and_then(|it| category(it, reader));
    let formats = node.get("versions").map(|it| versions(it, reader));
    let references = node.get("references").and_then(|it| references(it, reader));
    let given = if let Some(at) = node.get("where") {
        places(at, reader)
    } else {
        let message = "a rule needs `where`".to_owned();
        reader.malformed(key, message, "looks nowhere", "say where it looks");
        return None;
    };
    let when = node.get("when").map(|it| condition(it, reader));
    let then = conditions(key, node, reader);
    let message = Message { template, fallback: Fallback::Error, description, help };
    let when = match when {
        // What was meant to be left out would be found fault with.
        Some(when) if when.is_empty() => return None,
        when => when.unwrap_or_default(),
    };
    (!given.is_empty() && !then.is_empty()).then(|| CustomRule {
        metadata: metadata(name, &documentation),
        category: category.unwrap_or(Category::Custom),
        severity,
        usual: Severity::Warning,
        formats,
        references: references.unwrap_or(References::Followed),
        given: given.into(),
        when: when.into(),
        then: Arc::from(then),
        message,
    })
}

/// What `explain` shows of a rule.
pub(crate) fn documentation(name: &str, description: &str, url: &str) -> String {
    let description = description.trim();
    let mut text = match description {
        "" => format!("The rule `{name}` of this project."),
        description => description.to_owned(),
    };
    if !url.is_empty() {
        text.push_str("\n\nSee <");
        text.push_str(url);
        text.push('>');
    }
    text
}

fn severity(node: Node<'_>, reader: &mut Reader) -> Option<Severity> {
    const NAMES: [&str; 4] = ["error", "warning", "info", "off"];
    // YAML takes `off` for a boolean.
    let text = if node.as_bool() == Some(false) { "off" } else { node.text().unwrap_or_default() };
    match (Severity::parse(text), text) {
        (Some(severity), _) => Some(severity),
        (None, "off") => None,
        (None, _) => {
            reader.unknown(node, "severity", text, NAMES);
            Some(Severity::Warning)
        }
    }
}

fn category(node: Node<'_>, reader: &mut Reader) -> Option<Category> {
    let text = reader.text(node, "category")?;
    let category = Category::parse(text);
    if category.is_none() {
        reader.unknown(node, "category", text, Category::ALL.iter().map(|it| it.as_str()));
    }
    category
}

fn versions(node: Node<'_>, reader: &mut Reader) -> Formats {
    let mut formats = Formats::default();
    for (at, text) in reader.texts(node, "versions") {
        match Formats::version(text) {
            Some(format) => formats = formats.and(format),
            None => reader.unknown(at, "version", text, Formats::VERSIONS),
        }
    }
    formats
}

fn references(node: Node<'_>, reader: &mut Reader) -> Option<References> {
    match reader.text(node, "references")? {
        "followed" => Some(References::Followed),
        "as-written" => Some(References::AsWritten),
        other => {
            reader.malformed(
                node,
                format!("`{other}` is no way to take references"),
                "unknown",
                "write `followed` or `as-written`",
            );
            None
        }
    }
}

fn places(node: Node<'_>, reader: &mut Reader) -> Vec<Given> {
    let mut given = Vec::new();
    for (at, text) in reader.texts(node, "where") {
        if text.starts_with('$') {
            let path = reader.path(at, text, Dialect::Rfc);
            given.extend(path.map(|path| Given::Path(None, path)));
            continue;
        }
        if let Some(target) = Target::parse(text) {
            given.push(Given::Target(target));
        } else {
            let names = targets::NAMES.iter().map(|(name, _)| *name);
            reader.unknown(at, "place", text, names);
        }
    }
    given
}

fn condition(node: Node<'_>, reader: &mut Reader) -> Vec<Then> {
    if !reader.is_mapping_of(node, "`when`", &["field", "must"]) {
        return Vec::new();
    }
    conditions(node, node, reader)
}

/// `field` and `must` of a mapping.
fn conditions(key: Node<'_>, node: Node<'_>, reader: &mut Reader) -> Vec<Then> {
    let Some(must) = node.get("must") else {
        let message = "`must` is missing".to_owned();
        reader.malformed(key, message, "asks for nothing", "say what must hold");
        return Vec::new();
    };
    let Some(function) = function(must, MAX_DEPTH, reader) else { return Vec::new() };
    let fields = match node.get("field") {
        None => vec![Field::Itself],
        Some(at) => {
            let texts = reader.texts(at, "field");
            texts.into_iter().filter_map(|(at, text)| field(at, text, reader)).collect()
        }
    };
    let then = fields.into_iter().map(|field| Then { field, function: function.clone() });
    then.collect()
}

fn field(at: Node<'_>, text: &str, reader: &mut Reader) -> Option<Field> {
    Some(match text {
        "@key" => Field::EachKey,
        "@name" => Field::OwnKey,
        // `$ref` is a name, though.
        _ if is_path(text) => Field::Path(reader.path(at, text, Dialect::Rfc)?),
        _ if text.is_empty() => {
            reader.wrong_type(at, "field", "the name of a member");
            return None;
        }
        _ => Field::Member(text.split('.').map(str::to_owned).collect()),
    })
}

/// Whether the name of a member is a path.
pub(crate) fn is_path(field: &str) -> bool {
    field == "$" || field.starts_with("$.") || field.starts_with("$[")
}

/// What must hold. None when a part of it is not understood: what is left would ask for more or less
/// than was meant.
fn function(node: Node<'_>, depth: u32, reader: &mut Reader) -> Option<Function> {
    let depth = depth.checked_sub(1)?;
    if let Some(name) = node.as_str() {
        return if let Some(function) = named(name) {
            Some(function)
        } else {
            reader.unknown(node, "condition", name, MUST_NAMES);
            None
        };
    }
    if node.is_sequence() {
        return all(node, depth, reader).map(Function::All);
    }
    let before = reader.diagnostics.len();
    if !reader.is_mapping_of(node, "`must`", &MUST) {
        return None;
    }
    let mut functions = Vec::new();
    for (key, value) in node.entries() {
        let name = key.text().unwrap_or_default();
        functions.extend(member(name, value, depth, reader));
    }
    if reader.diagnostics.len() > before {
        return None;
    }
    match functions.len() {
        0 => {
            let message = "`must` is empty".to_owned();
            reader.malformed(node, message, "asks for nothing", "say what must hold");
            None
        }
        1 => functions.pop(),
        _ => Some(Function::All(functions)),
    }
}

/// Each of a list of conditions; none when one of them is not understood, or there is none.
fn all(node: Node<'_>, depth: u32, reader: &mut Reader) -> Option<Vec<Function>> {
    let each: Vec<Option<Function>> = node.items().map(|it| function(it, depth, reader)).collect();
    if each.is_empty() {
        let message = "a list of conditions is empty".to_owned();
        reader.malformed(node, message, "asks for nothing", "say what must hold");
        return None;
    }
    each.into_iter().collect()
}

fn named(name: &str) -> Option<Function> {
    Some(match name {
        "present" => Function::Present,
        "absent" => Function::Absent,
        "truthy" => Function::Truthy,
        "falsy" => Function::Falsy,
        "unique" => Function::Unique,
        "sorted" => Function::Sorted { by: None },
        _ => return None,
    })
}

fn member(name: &str, node: Node<'_>, depth: u32, reader: &mut Reader) -> Option<Function> {
    Some(match name {
        "present" | "absent" | "truthy" | "falsy" | "unique" => {
            let function = named(name)?;
            if reader.boolean(node, name)? { function } else { Function::Not(Box::new(function)) }
        }
        "sorted" if node.is_mapping() => {
            reader.is_mapping_of(node, "`sorted`", &["by"]);
            let by = node.get("by").and_then(|it| reader.text(it, "by")).map(str::to_owned);
            Function::Sorted { by }
        }
        "sorted" => {
            let sorted = Function::Sorted { by: None };
            if reader.boolean(node, name)? { sorted } else { Function::Not(Box::new(sorted)) }
        }
        "pattern" => Function::Pattern { is: Some(reader.pattern(node, name)?), is_not: None },
        "not-pattern" => Function::Pattern { is: None, is_not: Some(reader.pattern(node, name)?) },
        "casing" => Function::Casing(casing(node, reader)?),
        "one-of" => {
            if !node.is_sequence() {
                reader.wrong_type(node, name, "a list of values");
                return None;
            }
            Function::OneOf(node.items().map(Node::to_json).collect())
        }
        "length" => length(node, reader)?,
        "type" => {
            let mut types = Vec::new();
            for (at, text) in reader.texts(node, name) {
                match Type::parse(text) {
                    Some(it) => types.push(it),
                    None => reader.unknown(at, "type", text, Type::ALL.iter().map(|it| it.0)),
                }
            }
            Function::Type(types)
        }
        "schema" => match Schema::new(&node.to_json(), None, Told::All) {
            Ok(schema) => Function::Schema(schema),
            Err(error) => {
                reader.invalid(node, "JSON Schema", &error);
                return None;
            }
        },
        "refers-to" => {
            let text = reader.text(node, name)?;
            Function::RefersTo(reader.path(node, text, Dialect::Rfc)?)
        }
        "equals" => Function::Equals(node.to_json()),
        "exactly-one" => Function::ExactlyOne(names(node, name, reader)?),
        "at-least-one" => Function::AtLeastOne(names(node, name, reader)?),
        "referenced" => Function::Referenced { location: reader.text(node, name)?.to_owned() },
        "all" | "any" => {
            if !node.is_sequence() {
                reader.wrong_type(node, name, "a list of conditions");
                return None;
            }
            let each = all(node, depth, reader)?;
            if name == "all" { Function::All(each) } else { Function::Any(each) }
        }
        "not" => Function::Not(Box::new(function(node, depth, reader)?)),
        // Reported with the other members that are unknown.
        _ => return None,
    })
}

fn names(node: Node<'_>, name: &str, reader: &mut Reader) -> Option<Vec<String>> {
    if !node.is_sequence() {
        reader.wrong_type(node, name, "a list of names");
        return None;
    }
    Some(reader.texts(node, name).into_iter().map(|(_, text)| text.to_owned()).collect())
}

/// `min` and `max`, one of which there must be.
pub(crate) fn length(node: Node<'_>, reader: &mut Reader) -> Option<Function> {
    if !reader.is_mapping_of(node, "`length`", &["min", "max"]) {
        return None;
    }
    let mut bound = |name: &str| node.get(name).and_then(|it| reader.number(it, name));
    let (min, max) = (bound("min"), bound("max"));
    if node.get("min").is_none() && node.get("max").is_none() {
        let message = "a length needs `min` or `max`".to_owned();
        reader.malformed(node, message, "asks for nothing", "say how long it may be");
        return None;
    }
    Some(Function::Length { min, max })
}

/// The style of that name.
pub(crate) fn style(at: Node<'_>, text: &str, reader: &mut Reader) -> Option<Style> {
    let style = Style::parse(text);
    if style.is_none() {
        reader.unknown(at, "casing", text, Style::ALL.iter().map(|it| it.0));
    }
    style
}

/// The one letter that a separator is.
pub(crate) fn separator(node: Node<'_>, reader: &mut Reader) -> Option<char> {
    let text = node.text().unwrap_or_default();
    let mut letters = text.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        Some(letter)
    } else {
        reader.wrong_type(node, "separator", "one letter or sign");
        None
    }
}

fn casing(node: Node<'_>, reader: &mut Reader) -> Option<Casing> {
    if !node.is_mapping() {
        let text = reader.text(node, "casing")?;
        let style = style(node, text, reader)?;
        return Casing::new(style, Digits::Allowed, None).ok();
    }
    reader.is_mapping_of(node, "`casing`", &["type", "digits", "separator", "leading-separator"]);
    let Some(at) = node.get("type") else {
        reader.malformed(node, "a casing needs `type`".to_owned(), "", "say which casing");
        return None;
    };
    let text = reader.text(at, "type")?;
    let style = style(at, text, reader)?;
    let mut flag = |name: &str| node.get(name).and_then(|it| reader.boolean(it, name));
    let digits = if flag("digits") == Some(false) { Digits::Refused } else { Digits::Allowed };
    let leading = match flag("leading-separator") {
        Some(true) => Leading::Allowed,
        Some(false) | None => Leading::Refused,
    };
    let separator = match node.get("separator") {
        Some(at) => Some((separator(at, reader)?, leading)),
        None => None,
    };
    Casing::new(style, digits, separator).ok()
}
