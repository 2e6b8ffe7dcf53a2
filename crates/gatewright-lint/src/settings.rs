//! Which rules run, and how much their findings matter.

use std::fmt;

use crate::catalogue::Entry;
use crate::exemption::Exemption;
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
    /// How much these matter; of several that mean a rule, the last counts.
    pub severities: Vec<(Selector, Level)>,
    /// What was chosen elsewhere, weakest first. What is chosen here outranks it.
    pub beneath: Vec<Choice>,
    /// The quotas of the account.
    pub quotas: Quotas,
    /// Places of which nobody wants to hear.
    pub exemptions: Vec<Exemption>,
    /// Whether what is suppressed must be suppressed for a reason.
    pub reasons: Reasons,
}

/// Rules that somebody chose.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// Only these, of all rules.
    pub select: Vec<Selector>,
    /// Not these.
    pub ignore: Vec<Selector>,
    /// How much these matter; of several that mean a rule, the last counts.
    pub severities: Vec<(Selector, Level)>,
}

/// How much a rule shall matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Level {
    /// Nobody wants to hear of it.
    Off,
    /// It is told, and matters so much.
    On(Severity),
}

/// Whether a suppression must say why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Reasons {
    /// It need not.
    #[default]
    Optional,
    /// It must.
    Required,
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

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => f.write_str(name),
            Self::Prefix(prefix) => write!(f, "{prefix}*"),
            Self::Category(category) => category.fmt(f),
        }
    }
}

impl Settings {
    /// How much a finding of that kind matters; none when nobody wants to hear of it. What the
    /// service refuses cannot be switched off, nor made to matter less.
    ///
    /// A rule whose own name is given a severity, or is selected, is wanted whatever the preset.
    pub fn severity(&self, entry: &Entry) -> Option<Severity> {
        let mut verdict =
            Judgement { is_meant: entry.preset <= self.preset, ..Judgement::default() };
        for Choice { select, ignore, severities } in &self.beneath {
            verdict.judge(entry, select, ignore, severities);
        }
        verdict.judge(entry, &self.select, &self.ignore, &self.severities);
        if entry.is_fatal() {
            return Some(entry.severity);
        }
        if !verdict.is_named.unwrap_or(verdict.is_meant) {
            return None;
        }
        Some(match (verdict.severity, entry.severity) {
            (None, Severity::Info) if self.preset == Preset::Strict => Severity::Warning,
            (Some(severity), _) | (None, severity) => severity,
        })
    }
}

/// What choices come to for one kind of finding.
#[derive(Default)]
struct Judgement {
    /// Whether a preset or a selection means it.
    is_meant: bool,
    /// Whether it was switched on by its name, or off.
    is_named: Option<bool>,
    severity: Option<Severity>,
}

impl Judgement {
    /// Takes a choice that outranks those before it.
    fn judge(
        &mut self,
        entry: &Entry,
        select: &[Selector],
        ignore: &[Selector],
        severities: &[(Selector, Level)],
    ) {
        let matches = |it: &Selector| it.matches(entry);
        let names = |it: &Selector| matches!(it, Selector::Name(_)) && it.matches(entry);
        if !select.is_empty() {
            self.is_meant = select.iter().any(matches);
            if select.iter().any(names) || self.is_named == Some(true) {
                self.is_named = None;
            }
        }
        if ignore.iter().any(matches) {
            self.is_named = Some(false);
        }
        for (selector, level) in severities.iter().filter(|(it, _)| matches(it)) {
            match level {
                Level::Off => self.is_named = Some(false),
                Level::On(severity) => {
                    self.severity = Some(*severity);
                    if names(selector) {
                        self.is_named = Some(true);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entries;

    fn choice(select: &str, ignore: &str, severities: &[(&str, Level)]) -> Choice {
        let list = |text: &str| text.split_whitespace().map(Selector::parse).collect();
        let severities = severities.iter().map(|(it, level)| (Selector::parse(it), *level));
        Choice { select: list(select), ignore: list(ignore), severities: severities.collect() }
    }

    /// What the choices, weakest first, come to for a rule.
    fn severity(name: &str, preset: Preset, choices: &[Choice]) -> Option<Severity> {
        let all = entries();
        let entry = all.iter().find(|it| it.metadata.name == name).expect("a rule");
        let settings = Settings { preset, beneath: choices.to_vec(), ..Settings::default() };
        settings.severity(entry)
    }

    #[test]
    fn a_severity_switches_on_by_name_and_off_by_anything() {
        let of = |severities: &[(&str, Level)]| {
            severity("path-reserved", Preset::Import, &[choice("", "", severities)])
        };
        let error = Level::On(Severity::Error);
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[("path-reserved", error)]), Some(Severity::Error));
        assert_eq!(of(&[("path-*", error)]), None);
        assert_eq!(of(&[("path-reserved", error), ("path-*", Level::Off)]), None);
    }

    #[test]
    fn what_is_stronger_counts() {
        let off = choice("", "path-*", &[]);
        let info = choice("", "", &[("path-reserved", Level::On(Severity::Info))]);
        let of = |choices: &[Choice]| severity("path-reserved", Preset::Recommended, choices);
        assert_eq!(of(&[]), Some(Severity::Warning));
        assert_eq!(of(&[off.clone(), info.clone()]), Some(Severity::Info));
        assert_eq!(of(&[info.clone(), off.clone()]), None);
        let (named, meant) =
            (choice("path-reserved", "", &[]), choice("compatibility security", "", &[]));
        assert_eq!(of(&[off.clone(), named]), Some(Severity::Warning));
        assert_eq!(of(&[off, meant]), None);
        assert_eq!(of(&[info, choice("security", "", &[])]), None);
    }

    #[test]
    fn what_the_service_refuses_is_told_as_an_error() {
        let choices = [choice("security", "import-error", &[("unparseable", Level::Off)])];
        assert_eq!(severity("unparseable", Preset::Recommended, &choices), Some(Severity::Error));
        let info = choice("", "", &[("unparseable", Level::On(Severity::Info))]);
        assert_eq!(severity("unparseable", Preset::Recommended, &[info]), Some(Severity::Error));
    }
}
