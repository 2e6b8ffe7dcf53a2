//! What holds for a file, for people and for programs.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use gatewright_lint::{Entry, Quotas, Severity, entries};
use gatewright_project::{Effective, Origin, Project};
use serde::Serialize;

use super::{Look, one_line};
use crate::settings::name_of;

/// What is shown.
pub(crate) struct Shown<'a> {
    /// The file as it was asked for.
    pub(crate) file: &'a Path,
    /// Where it is.
    pub(crate) place: &'a Path,
    /// Its settings.
    pub(crate) project: &'a Project,
    /// What they come to for it.
    pub(crate) effective: &'a Effective,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Whole {
    file: String,
    settings: Vec<String>,
    excluded: bool,
    members: Vec<Member>,
    rules: BTreeMap<&'static str, &'static str>,
    fail_on: &'static str,
    quotas: BTreeMap<&'static str, usize>,
}

#[derive(Serialize)]
struct Member {
    name: String,
    value: String,
    file: Option<String>,
    line: Option<u32>,
    column: Option<u32>,
}

impl Shown<'_> {
    /// For people.
    pub(crate) fn text(&self, look: &Look) -> String {
        let (strong, dim) = (look.palette.strong, look.palette.dim);
        let name = one_line(&self.file.to_string_lossy()).into_owned();
        let mut text = format!("{strong}{name}{strong:#}\n\n");
        let sources: Vec<String> =
            self.project.sources().iter().map(|source| name_of(&source.path)).collect();
        if sources.is_empty() {
            text.push_str("There is no gatewright.yaml above it: the defaults hold.\n\n");
        }
        let members = self.members();
        let width = |of: fn(&Member) -> &str, most: usize| {
            let widths = members.iter().map(|it| of(it).chars().count());
            widths.max().unwrap_or_default().min(most)
        };
        let (wide, long) = (width(|it| &it.name, 40), width(|it| &it.value, 40));
        for Member { name, value, file, line, .. } in &members {
            let place = match (file, line) {
                (Some(file), Some(line)) => format!("{file}:{line}"),
                _ => "the command line".to_owned(),
            };
            let (name, value) = (one_line(name), one_line(value));
            let _ = writeln!(text, "  {name:<wide$}  {value:<long$}  {dim}{place}{dim:#}");
        }
        if !members.is_empty() {
            text.push('\n');
        }
        let rules = self.rules();
        let of = |severity| rules.iter().filter(|(_, it)| *it == severity).count();
        let _ = writeln!(
            text,
            "{} of {} kinds of findings are told: {} as an error, {} as a warning, {} as a note.",
            rules.len(),
            self.all().len(),
            of(Severity::Error),
            of(Severity::Warning),
            of(Severity::Info),
        );
        if self.project.excludes(self.place) {
            text.push_str("A run passes over the file, unless somebody names it.\n");
        }
        text
    }

    /// For programs.
    pub(crate) fn json(&self) -> serde_json::Result<String> {
        let rules = self.rules().into_iter();
        let quotas = Quotas::NAMES.iter().copied();
        let whole = Whole {
            file: self.file.to_string_lossy().into_owned(),
            settings: self.project.sources().iter().map(|it| name_of(&it.path)).collect(),
            excluded: self.project.excludes(self.place),
            members: self.members(),
            rules: rules.map(|(name, severity)| (name, severity.as_str())).collect(),
            fail_on: self.effective.fail_on.as_str(),
            quotas: quotas
                .filter_map(|name| Some((name, self.effective.settings.quotas.get(name)?)))
                .collect(),
        };
        Ok(serde_json::to_string_pretty(&whole)? + "\n")
    }

    fn members(&self) -> Vec<Member> {
        let member = |Origin { member, value, place }: &Origin| {
            let place = place.map(|(index, span)| {
                let source = &self.project.sources()[index];
                (name_of(&source.path), source.document.position(span.start))
            });
            Member {
                name: member.clone(),
                value: value.clone(),
                line: place.as_ref().map(|(_, at)| at.line),
                column: place.as_ref().map(|(_, at)| at.column),
                file: place.map(|(file, _)| file),
            }
        };
        self.effective.origins.iter().map(member).collect()
    }

    fn all(&self) -> Vec<Entry> {
        let mut all = entries();
        all.extend(self.project.custom_entries());
        all
    }

    /// The kinds of findings that are told, by name.
    fn rules(&self) -> Vec<(&'static str, Severity)> {
        let settings = &self.effective.settings;
        let told = |entry: &Entry| Some((entry.metadata.name, settings.severity(entry)?));
        self.all().iter().filter_map(told).collect()
    }
}
