//! Which rules run, and how much their findings matter.

use crate::catalogue::Entry;
use crate::quotas::Quotas;
use crate::rule::{Category, Preset, Severity};

/// What somebody wants to hear of.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The set of rules to start from.
    pub preset: Preset,
    /// Only these, of all rules; when there are none, those of the preset.
    pub select: Vec<Selector>,
    /// Not these.
    pub ignore: Vec<Selector>,
    /// The quotas of the account.
    pub quotas: Quotas,
}

/// A rule, or several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selector {
    /// The rule or finding of that name, which may have its stage before a slash.
    Name(String),
    /// All whose names begin so: `cors-*`, or with their stage `import/integration-*`.
    Prefix(String),
    /// All of a category.
    Category(Category),
}

impl Selector {
    /// Reads a name, with or without the stage before a slash, a prefix with `*` behind it, or a
    /// category. Whether there is a rule of that name is not asked.
    pub fn parse(text: &str) -> Self {
        match (text.strip_suffix('*'), Category::parse(text)) {
            (Some(prefix), _) => Self::Prefix(prefix.to_owned()),
            (None, Some(category)) => Self::Category(category),
            (None, None) => Self::Name(text.to_owned()),
        }
    }

    /// Whether a kind of finding is meant. A rule is also known by the names that it covers, which
    /// have no stage of their own: with a name of them any is good, with a prefix none.
    pub fn matches(&self, entry: &Entry) -> bool {
        let metadata = entry.metadata;
        let is_of = |stage: &str| stage == metadata.stage.as_str();
        match self {
            Self::Name(text) => entry.names().any(|it| match text.split_once('/') {
                None => it == text,
                Some((stage, name)) => it == name && (is_of(stage) || it != metadata.name),
            }),
            Self::Prefix(text) => match text.split_once('/') {
                None => entry.names().any(|it| it.starts_with(text.as_str())),
                Some((stage, prefix)) => is_of(stage) && metadata.name.starts_with(prefix),
            },
            Self::Category(category) => entry.category == *category,
        }
    }
}

impl Settings {
    /// How much a finding of that kind matters; none when nobody wants to hear of it. What the
    /// service refuses cannot be switched off.
    pub fn severity(&self, entry: &Entry) -> Option<Severity> {
        let is_meant = |list: &[Selector]| list.iter().any(|it| it.matches(entry));
        let is_wanted = if self.select.is_empty() {
            entry.preset <= self.preset
        } else {
            is_meant(&self.select)
        };
        let is_wanted = is_wanted && !is_meant(&self.ignore);
        if !is_wanted && !entry.is_fatal() {
            return None;
        }
        Some(match entry.severity {
            Severity::Info if self.preset == Preset::Strict => Severity::Warning,
            severity => severity,
        })
    }
}
