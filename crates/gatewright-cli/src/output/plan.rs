//! A plan as lines for people, which the formats draw each in its way; a file per format below.

pub(crate) mod json;
pub(crate) mod markdown;
pub(crate) mod text;

mod values;

use std::collections::BTreeMap;

use gatewright_import::{Change, Counts, Danger, Entity, Entry, FieldChange, Harm, Meaning, Plan};
use gatewright_model::{Api, EntityPath};

use crate::args::Mode;
use values::{field_name, pair, value};

/// All that is shown.
pub(crate) struct View<'a> {
    /// The file of the API that exists, as it is called in all output.
    pub(crate) existing: &'a str,
    /// The file of the definition.
    pub(crate) incoming: &'a str,
    /// What becomes of what the definition lacks.
    pub(crate) mode: Mode,
    /// The API that exists.
    pub(crate) before: &'a Api,
    /// The API that there would be.
    pub(crate) after: &'a Api,
    /// The changes.
    pub(crate) plan: &'a Plan,
    /// What is dangerous in them.
    pub(crate) dangers: &'a [Danger],
}

/// A line of a plan.
struct Line {
    depth: usize,
    mark: Mark,
    text: String,
}

/// What is said of the thing of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// Only that it is there.
    None,
    Add,
    Remove,
    Change,
    Replace,
    Danger(Harm),
}

impl Mark {
    fn of(change: &Change) -> Self {
        match change {
            Change::Added(_) => Self::Add,
            Change::Removed(_) => Self::Remove,
            Change::Replaced(_) => Self::Replace,
            Change::Changed(_) => Self::Change,
        }
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Add => "+",
            Self::Remove => "-",
            Self::Change => "~",
            Self::Replace => "-/+",
            Self::Danger(_) => "!",
        }
    }
}

/// The parts of an API in the order in which they are shown.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Section {
    Api,
    Path(String),
    Models,
    Authorizers,
    RequestValidators,
    GatewayResponses,
    Documentation,
}

impl Section {
    fn of(entity: &EntityPath) -> Self {
        match entity {
            EntityPath::RestApi => Self::Api,
            EntityPath::Resource(path)
            | EntityPath::Method(path, _)
            | EntityPath::MethodResponse(path, ..)
            | EntityPath::Integration(path, _)
            | EntityPath::IntegrationResponse(path, ..) => Self::Path(path.clone()),
            EntityPath::Model(_) => Self::Models,
            EntityPath::Authorizer(_) => Self::Authorizers,
            EntityPath::RequestValidator(_) => Self::RequestValidators,
            EntityPath::GatewayResponse(_) => Self::GatewayResponses,
            EntityPath::DocumentationPart(_) => Self::Documentation,
        }
    }

    fn title(&self) -> &str {
        match self {
            Self::Api => "the API",
            Self::Path(path) => path,
            Self::Models => "models",
            Self::Authorizers => "authorizers",
            Self::RequestValidators => "request validators",
            Self::GatewayResponses => "gateway responses",
            Self::Documentation => "documentation",
        }
    }

    /// The thing that the heading itself is.
    fn entity(&self) -> Option<EntityPath> {
        match self {
            Self::Api => Some(EntityPath::RestApi),
            Self::Path(path) => Some(EntityPath::Resource(path.clone())),
            Self::Models
            | Self::Authorizers
            | Self::RequestValidators
            | Self::GatewayResponses
            | Self::Documentation => None,
        }
    }
}

/// What is told of one thing.
#[derive(Default)]
struct Row<'a> {
    entry: Option<&'a Entry>,
    /// Of a method, the changes of what belongs to it.
    parts: Vec<&'a Entry>,
    dangers: Vec<&'a Danger>,
}

/// The lines of a plan, by section.
fn sections(view: &View<'_>) -> Vec<Vec<Line>> {
    let mut rows: BTreeMap<Section, BTreeMap<EntityPath, Row<'_>>> = BTreeMap::new();
    for entry in view.plan.told() {
        let owner = entry.entity.owner();
        let is_part = owner != entry.entity;
        let row = rows.entry(Section::of(&owner)).or_default().entry(owner).or_default();
        if is_part {
            row.parts.push(entry);
        } else {
            row.entry = Some(entry);
        }
    }
    for danger in view.dangers {
        let owner = danger.entity.owner();
        let row = rows.entry(Section::of(&owner)).or_default().entry(owner).or_default();
        row.dangers.push(danger);
    }
    rows.into_iter().map(|(section, rows)| section_lines(view, &section, rows)).collect()
}

fn section_lines(
    view: &View<'_>,
    section: &Section,
    mut rows: BTreeMap<EntityPath, Row<'_>>,
) -> Vec<Line> {
    let own = section.entity().and_then(|entity| rows.remove(&entity)).unwrap_or_default();
    let mut lines = Vec::new();
    thing(section.title().to_owned(), 0, &own, &mut lines);
    for (entity, row) in rows {
        let title = match &entity {
            EntityPath::Method(path, verb) => method_title(view, path, *verb, row.entry),
            EntityPath::Model(name)
            | EntityPath::Authorizer(name)
            | EntityPath::RequestValidator(name) => name.clone(),
            EntityPath::GatewayResponse(kind) => kind.to_string(),
            EntityPath::DocumentationPart(_) => {
                let text = entity.to_string();
                text.strip_prefix("documentation ").unwrap_or(&text).to_owned()
            }
            EntityPath::RestApi
            | EntityPath::Resource(_)
            | EntityPath::MethodResponse(..)
            | EntityPath::Integration(..)
            | EntityPath::IntegrationResponse(..) => entity.to_string(),
        };
        thing(title, 1, &row, &mut lines);
    }
    lines
}

/// A method that comes or goes is told in one line.
fn method_title(
    view: &View<'_>,
    path: &str,
    verb: gatewright_model::HttpMethod,
    entry: Option<&Entry>,
) -> String {
    let api = match entry.map(|entry| &entry.change) {
        Some(Change::Added(_)) => view.after,
        Some(Change::Removed(_)) => view.before,
        Some(Change::Replaced(_) | Change::Changed(_)) | None => return verb.to_string(),
    };
    let summary = api.method(path, verb).map(|method| api.method_summary(method));
    format!("{:<7} {}", verb.as_str(), summary.unwrap_or_default())
}

/// The line of a thing, why it is dangerous, and below it what changes.
fn thing(title: String, depth: usize, row: &Row<'_>, lines: &mut Vec<Line>) {
    let mark = match row.entry {
        Some(entry) => Mark::of(&entry.change),
        None if !row.parts.is_empty() => Mark::Change,
        None => Mark::None,
    };
    lines.push(Line { depth, mark, text: title });
    let depth = depth + 1;
    for danger in &row.dangers {
        let part = part_title(&danger.entity).map(|title| format!("{title}: ")).unwrap_or_default();
        let text = format!("{}: {part}{}", danger.harm.as_str(), danger.message);
        lines.push(Line { depth, mark: Mark::Danger(danger.harm), text });
    }
    if let Some(entry) = row.entry {
        members(&entry.change, depth, lines);
    }
    // What comes and goes with its method is not told apart.
    if matches!(mark, Mark::Change | Mark::Replace) {
        for part in &row.parts {
            let text = part_title(&part.entity).unwrap_or_default();
            lines.push(Line { depth, mark: Mark::of(&part.change), text });
            members(&part.change, depth + 1, lines);
        }
    }
}

fn part_title(entity: &EntityPath) -> Option<String> {
    match entity {
        EntityPath::MethodResponse(.., code) => Some(format!("response {code}")),
        EntityPath::Integration(..) => Some("integration".to_owned()),
        EntityPath::IntegrationResponse(.., code) => Some(format!("integration response {code}")),
        EntityPath::RestApi
        | EntityPath::Resource(_)
        | EntityPath::Method(..)
        | EntityPath::Model(_)
        | EntityPath::Authorizer(_)
        | EntityPath::RequestValidator(_)
        | EntityPath::GatewayResponse(_)
        | EntityPath::DocumentationPart(_) => None,
    }
}

fn members(change: &Change, depth: usize, lines: &mut Vec<Line>) {
    match change {
        Change::Added(entity) => added(entity, depth, lines),
        Change::Removed(_) => {}
        Change::Replaced(fields) | Change::Changed(fields) => {
            for field in fields {
                self::field("", field, depth, lines);
            }
        }
    }
}

/// The members of a new thing. What its line says already is left out, and so are identifiers.
fn added(entity: &Entity, depth: usize, lines: &mut Vec<Line>) {
    const SAID: [&str; 6] =
        ["id", "name", "statusCode", "responseType", "location", "defaultResponse"];
    if matches!(entity, Entity::Resource(_) | Entity::Method(_)) {
        return;
    }
    let json = serde_json::to_value(entity).unwrap_or_default();
    for (name, member) in json.as_object().into_iter().flatten() {
        let is_empty = member.as_object().is_some_and(serde_json::Map::is_empty);
        if !is_empty && !SAID.contains(&&**name) {
            let text = format!("{name}: {}", value(member));
            lines.push(Line { depth, mark: Mark::Add, text });
        }
    }
}

fn field(owner: &str, field: &FieldChange, depth: usize, lines: &mut Vec<Line>) {
    let name = field_name(owner, &field.pointer);
    match &field.meaning {
        Meaning::Silent => {}
        Meaning::Within(fields) => {
            for field in fields {
                self::field(&name, field, depth, lines);
            }
        }
        Meaning::Plain => {
            let (old, new) = (field.old.as_ref(), field.new.as_ref());
            lines.push(change_of(&name, old, new, depth));
        }
        Meaning::Named { old, new } => {
            let name = name.strip_suffix("Id").unwrap_or(&name);
            let [old, new] = [old, new].map(|it| it.clone().map(serde_json::Value::from));
            lines.push(change_of(name, old.as_ref(), new.as_ref(), depth));
        }
    }
}

fn change_of(
    name: &str,
    old: Option<&serde_json::Value>,
    new: Option<&serde_json::Value>,
    depth: usize,
) -> Line {
    let (mark, text) = match (old, new) {
        (Some(old), Some(new)) => {
            let (old, new) = pair(old, new);
            (Mark::Change, format!("{name}: {old} -> {new}"))
        }
        (Some(old), None) => (Mark::Remove, format!("{name}: {}", value(old))),
        (None, Some(new)) => (Mark::Add, format!("{name}: {}", value(new))),
        (None, None) => (Mark::Change, name.to_owned()),
    };
    Line { depth, mark, text }
}

/// The last line: how many things change, and how many dangers there are.
fn counts(view: &View<'_>) -> String {
    let Counts { added, changed, replaced, removed, kept } = view.plan.counts();
    if view.plan.is_empty() {
        return format!("No changes; {kept} kept");
    }
    let replaced = if replaced == 0 { String::new() } else { format!("{replaced} to replace, ") };
    format!("Plan: {added} to add, {changed} to change, {replaced}{removed} to remove; {kept} kept")
}

/// `2 dangers: 1 security, 1 breaking`; none without any.
fn danger_counts(dangers: &[Danger]) -> Option<String> {
    let count = |harm| dangers.iter().filter(|danger| danger.harm == harm).count();
    let parts: Vec<String> = [Harm::Security, Harm::Breaking]
        .into_iter()
        .map(|harm| (harm, count(harm)))
        .filter(|(_, count)| *count > 0)
        .map(|(harm, count)| format!("{count} {}", harm.as_str()))
        .collect();
    (!parts.is_empty()).then(|| format!("Dangers: {}", parts.join(", ")))
}
