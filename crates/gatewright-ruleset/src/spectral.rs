//! Rulesets of Spectral, as far as they can be followed without JavaScript and without a network.

mod aliases;
mod extends;
mod functions;
mod overrides;

use std::sync::Arc;

use gatewright_diagnostics::Diagnostic;
use gatewright_lint::{Category, Severity};
use gatewright_source::Node;

use self::aliases::Aliases;
use crate::declared::{self, documentation};
use crate::formats::Formats;
use crate::message::{Braces, Template};
use crate::metadata::metadata;
use crate::path::{Dialect, References};
use crate::reader::Reader;
use crate::rule::{CustomRule, Fallback, Field, Given, Message, Then};
use crate::ruleset::{Change, Load, Ruleset, apply, put};

/// The members of a ruleset.
const MEMBERS: [&str; 11] = [
    "rules",
    "extends",
    "aliases",
    "overrides",
    "formats",
    "functions",
    "functionsDir",
    "parserOptions",
    "documentationUrl",
    "description",
    "except",
];

/// The members of a rule.
const RULE: [&str; 13] = [
    "description",
    "message",
    "severity",
    "given",
    "then",
    "formats",
    "recommended",
    "resolved",
    "documentationUrl",
    "type",
    "tags",
    "enabled",
    "extensions",
];

/// Which rules of a ruleset are on that another extends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Share {
    /// Those that are recommended.
    Recommended,
    /// All.
    All,
    /// None, until somebody switches one on.
    Off,
}

/// What has been read so far of a ruleset and of those that it extends.
#[derive(Debug, Default)]
struct Read {
    rules: Vec<CustomRule>,
    aliases: Aliases,
    /// Whether something that it extends was not followed, which may have any rule.
    is_open: bool,
}

/// What the rules of one file have in common.
struct Shared<'d> {
    formats: Option<Formats>,
    url: &'d str,
    /// The functions that are declared, and are JavaScript.
    functions: Vec<&'d str>,
    share: Share,
}

/// Reads a ruleset and what it extends.
pub(crate) fn read(node: Node<'_>, path: &str, load: &mut Load<'_>) -> (Ruleset, Vec<Diagnostic>) {
    let mut reader = Reader::default();
    let mut open = vec![path.to_owned()];
    let mut read = file(node, Share::Recommended, &mut open, load, &mut reader);
    let overrides = match node.get("overrides") {
        Some(at) => overrides::read(at, node, &mut read, &mut reader),
        None => Vec::new(),
    };
    let overrides = overrides.into_iter().map(Arc::new).collect();
    let ruleset = Ruleset { rules: read.rules, overrides, ..Ruleset::default() };
    (ruleset, reader.diagnostics)
}

/// Reads one file; `open` are the files that led to it, and itself.
fn file(
    node: Node<'_>,
    share: Share,
    open: &mut Vec<String>,
    load: &mut Load<'_>,
    reader: &mut Reader,
) -> Read {
    let mut read = Read::default();
    if node.is_null() {
        return read;
    }
    // Members of the author's own are nobody's business.
    let known = with_extensions(node, &MEMBERS);
    if !reader.is_mapping_of(node, "a ruleset", &known) {
        return read;
    }
    if let Some(at) = node.get("extends") {
        extends::read(at, &mut read, open, load, reader);
    }
    if let Some(at) = node.get("aliases") {
        read.aliases.read(at, reader);
    }
    for name in ["functionsDir", "except"] {
        if let Some(at) = node.get(name) {
            let label = if name == "except" { "of an older Spectral" } else { "JavaScript" };
            reader.not_followed(at, format!("`{name}` is not followed"), label, "");
        }
    }
    let shared = shared(node, share, true, reader);
    if let Some(at) = node.get("rules") {
        rules(at, &shared, &mut read, reader);
    }
    read
}

/// What the rules of a file have in common.
fn shared<'d>(node: Node<'d>, share: Share, tells: bool, reader: &mut Reader) -> Shared<'d> {
    let mut functions = Vec::new();
    for at in node.get("functions").into_iter().flat_map(Node::items) {
        // A function with a schema for its options is a list.
        let at = at.items().next().unwrap_or(at);
        let Some(name) = at.text() else { continue };
        functions.push(name);
        if tells {
            let message = format!("the function `{name}` is not followed");
            let help = "rules that call it do not run; the functions of Spectral's core do";
            reader.not_followed(at, message, "JavaScript", help);
        }
    }
    let formats = node.get("formats").map(|it| formats(it, reader));
    let url = node.get("documentationUrl").and_then(Node::text).unwrap_or_default();
    Shared { formats, url, functions, share }
}

/// The known members, and those of a mapping that begin with `x-`.
fn with_extensions<'n>(node: Node<'n>, known: &[&'n str]) -> Vec<&'n str> {
    let keys = node.entries().filter_map(|(key, _)| key.text());
    keys.filter(|key| key.starts_with("x-")).chain(known.iter().copied()).collect()
}

fn rules(node: Node<'_>, shared: &Shared<'_>, read: &mut Read, reader: &mut Reader) {
    if node.is_null() {
        return;
    }
    if !node.is_mapping() {
        reader.wrong_type(node, "rules", "an object of rules by their names");
        return;
    }
    for (key, value) in node.entries() {
        let Some(change) = change(key, value, shared, read, reader) else { continue };
        let name = key.text().unwrap_or_default();
        match (change, read.rules.iter_mut().find(|rule| rule.name() == name)) {
            (Change::Rule(rule), _) => put(&mut read.rules, *rule),
            (change, Some(rule)) => apply(rule, &change),
            // It may be one of those that were not followed.
            (_, None) if read.is_open => {}
            (_, None) => {
                let known = read.rules.iter().map(CustomRule::name);
                reader.unknown(key, "rule", name, known.collect::<Vec<_>>());
            }
        }
    }
}

/// What a member of `rules` makes of the rule of its name.
fn change(
    key: Node<'_>,
    node: Node<'_>,
    shared: &Shared<'_>,
    read: &Read,
    reader: &mut Reader,
) -> Option<Change> {
    if node.scalar().is_some() {
        if let Some(on) = node.as_bool() {
            return Some(if on { Change::On } else { Change::Off });
        }
        return Some(severity(node, reader)?.map_or(Change::Off, Change::Severity));
    }
    let name = declared::name(key, reader)?;
    let known = with_extensions(node, &RULE);
    if !reader.is_mapping_of(node, "a rule", &known) {
        return None;
    }
    let existing = read.rules.iter().find(|rule| rule.name() == name);
    for member in ["given", "then"] {
        if existing.is_none() && node.get(member).is_none() {
            // A rule of a ruleset that is not followed may be changed in part.
            if !read.is_open {
                let message = format!("a rule needs `{member}`");
                reader.malformed(key, message, "is not all of a rule", "");
            }
            return None;
        }
    }
    let rule = rule(name, node, existing, shared, &read.aliases, reader);
    let is_of_use = !rule.given.is_empty() && !rule.then.is_empty();
    is_of_use.then(|| Change::Rule(Box::new(rule)))
}

fn rule(
    name: &str,
    node: Node<'_>,
    existing: Option<&CustomRule>,
    shared: &Shared<'_>,
    aliases: &Aliases,
    reader: &mut Reader,
) -> CustomRule {
    let mut rule = existing.cloned().unwrap_or_else(|| blank(name));
    let mut text = |member: &str| node.get(member).and_then(|it| reader.text(it, member));
    if let Some(description) = text("description") {
        description.clone_into(&mut rule.message.description);
    }
    if let Some(message) = text("message") {
        rule.message.template = Some(Template::parse(message, Braces::Two));
    }
    let url = text("documentationUrl").map_or_else(
        || match shared.url {
            "" => String::new(),
            url => format!("{url}#{name}"),
        },
        str::to_owned,
    );
    rule.metadata = metadata(name, &documentation(name, &rule.message.description, &url));
    let severity = node.get("severity").and_then(|it| severity(it, reader));
    let mut flag = |member: &str| node.get(member).and_then(|it| reader.boolean(it, member));
    let is_recommended = match shared.share {
        Share::Recommended => flag("recommended") != Some(false),
        Share::All => true,
        Share::Off => false,
    };
    let is_enabled = flag("enabled") != Some(false);
    if let Some(resolved) = flag("resolved") {
        rule.references = if resolved { References::Followed } else { References::AsWritten };
    }
    if let Some(Some(severity)) = severity {
        rule.usual = severity;
    }
    let is_on = is_enabled && (existing.is_some() || is_recommended) && severity != Some(None);
    rule.severity = is_on.then_some(rule.usual);
    match node.get("formats") {
        Some(at) => rule.formats = Some(formats(at, reader)),
        None if existing.is_none() => rule.formats = shared.formats,
        None => {}
    }
    if let Some(at) = node.get("given") {
        rule.given = given(at, aliases, reader).into();
    }
    if let Some(at) = node.get("then") {
        rule.then = thens(at, shared, reader).into();
    }
    rule
}

fn blank(name: &str) -> CustomRule {
    CustomRule {
        metadata: metadata(name, ""),
        category: Category::Custom,
        severity: Some(Severity::Warning),
        usual: Severity::Warning,
        formats: None,
        references: References::Followed,
        given: Arc::default(),
        when: Arc::default(),
        then: Arc::default(),
        message: Message {
            template: None,
            fallback: Fallback::Description,
            description: String::new(),
            help: None,
        },
    }
}

/// A severity by its name or number; `None` within for what is off.
#[expect(clippy::option_option, reason = "that nothing is said is not that it is off")]
fn severity(node: Node<'_>, reader: &mut Reader) -> Option<Option<Severity>> {
    const NAMES: [&str; 5] = ["error", "warn", "info", "hint", "off"];
    match node.text().unwrap_or_default() {
        "error" | "0" => Some(Some(Severity::Error)),
        "warn" | "1" => Some(Some(Severity::Warning)),
        // There is nothing below what is good to know.
        "info" | "hint" | "2" | "3" => Some(Some(Severity::Info)),
        "off" | "-1" => Some(None),
        _ if node.as_bool() == Some(false) => Some(None),
        text => {
            reader.unknown(node, "severity", text, NAMES);
            None
        }
    }
}

fn formats(node: Node<'_>, reader: &mut Reader) -> Formats {
    let mut all = Formats::default();
    for (at, text) in reader.texts(node, "formats") {
        match Formats::spectral(text) {
            Some(format) => all = all.and(format),
            None => reader.unknown(at, "format", text, Formats::NAMES),
        }
    }
    all
}

fn given(node: Node<'_>, aliases: &Aliases, reader: &mut Reader) -> Vec<Given> {
    let mut given = Vec::new();
    for (at, text) in reader.texts(node, "given") {
        for (formats, path) in aliases.resolved(at, text, reader) {
            let path = reader.path(at, &path, Dialect::Spectral);
            given.extend(path.map(|path| Given::Path(formats, path)));
        }
    }
    given
}

fn thens(node: Node<'_>, shared: &Shared<'_>, reader: &mut Reader) -> Vec<Then> {
    let each: Vec<Node<'_>> = if node.is_sequence() { node.items().collect() } else { vec![node] };
    let mut thens = Vec::new();
    for at in each {
        if !reader.is_mapping_of(at, "`then`", &["field", "function", "functionOptions"]) {
            continue;
        }
        let field = match at.get("field") {
            Some(at) => field(at, reader),
            None => Some(Field::Itself),
        };
        let function = functions::read(at, &shared.functions, reader);
        if let (Some(field), Some(function)) = (field, function) {
            thens.push(Then { field, function });
        }
    }
    thens
}

/// `@key`, a path, or the names of members, divided as lodash does.
fn field(node: Node<'_>, reader: &mut Reader) -> Option<Field> {
    let text = reader.text(node, "field")?;
    if text == "@key" {
        return Some(Field::EachKey);
    }
    if declared::is_path(text) {
        return Some(Field::Path(reader.path(node, text, Dialect::Spectral)?));
    }
    let plain = text.replace("[\"", ".").replace("['", ".").replace('[', ".");
    let plain = plain.replace("\"]", "").replace("']", "").replace(']', "");
    let names = plain.split('.').filter(|it| !it.is_empty()).map(str::to_owned);
    Some(Field::Member(names.collect()))
}
