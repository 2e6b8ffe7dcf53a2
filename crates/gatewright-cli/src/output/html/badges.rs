//! Links between the findings of a file and the things of its API.

use std::collections::BTreeMap;

use gatewright_model::EntityPath;

use super::found::{Findings, Found, beginning};
use super::markup::Markup;
use crate::report::{Weight, counted};

/// No more findings than this are listed with a thing.
const LISTED: usize = 12;
/// No more characters of the message of each.
const CHARACTERS: usize = 160;

/// The findings of a file by the thing of the API that they are about.
pub(super) struct Badges<'a> {
    /// The number of the file on the page.
    file: usize,
    counts: &'a BTreeMap<EntityPath, BTreeMap<Weight, usize>>,
    shown: BTreeMap<&'a EntityPath, Vec<&'a Found>>,
    /// The numbers of the things.
    numbers: BTreeMap<&'a EntityPath, usize>,
}

impl<'a> Badges<'a> {
    /// The findings of the file of that number.
    pub(super) fn of(file: usize, findings: &'a Findings) -> Self {
        let mut shown: BTreeMap<&EntityPath, Vec<&Found>> = BTreeMap::new();
        for found in findings.groups.iter().flat_map(|group| &group.findings) {
            if let Some(entity) = &found.entity {
                shown.entry(entity).or_default().push(found);
            }
        }
        let numbers = findings.of_entities.keys().zip(1..).collect();
        Self { file, counts: &findings.of_entities, shown, numbers }
    }

    /// The name of the place on the page where a finding is.
    pub(super) fn finding(&self, found: &Found) -> String {
        format!("f{}-{}", self.file, found.number)
    }

    /// The name of the place where a thing is that has findings.
    pub(super) fn anchor(&self, entity: &EntityPath) -> Option<String> {
        self.numbers.get(entity).map(|number| format!("t{}-{number}", self.file))
    }

    /// How many findings there are of a thing.
    pub(super) fn count(&self, entity: &EntityPath) -> usize {
        self.counts.get(entity).map(|counts| counts.values().sum()).unwrap_or_default()
    }

    /// An element for a thing, at the place that its findings link to.
    pub(super) fn element(
        &self,
        html: &mut Markup,
        name: &'static str,
        class: &str,
        entity: &EntityPath,
        content: impl FnOnce(&mut Markup),
    ) {
        match self.anchor(entity) {
            Some(id) => html.element(name, &[("class", class), ("id", &id)], content),
            None => html.element(name, &[("class", class)], content),
        }
    }

    /// Writes how many findings there are of a thing.
    pub(super) fn write(&self, html: &mut Markup, entity: &EntityPath) {
        let Some(counts) = self.counts.get(entity) else { return };
        let first = self.shown.get(entity).and_then(|shown| shown.first());
        for (weight, count) in counts {
            html.text(" ");
            let class = format!("badge {}", weight.as_str());
            let text = counted(*count, *weight);
            match first {
                Some(first) => {
                    let link = format!("#{}", self.finding(first));
                    html.line("a", &[("class", &class), ("href", &link)], &text);
                }
                None => html.line("span", &[("class", &class)], &text),
            }
        }
    }

    /// Writes the findings of a thing in a line each.
    pub(super) fn list(&self, html: &mut Markup, entity: &EntityPath) {
        let Some(shown) = self.shown.get(entity) else { return };
        html.element("ul", &[("class", "about-it")], |html| {
            for found in shown.iter().take(LISTED) {
                html.element("li", &[], |html| {
                    weight(html, found.weight);
                    html.text(" ");
                    let link = format!("#{}", self.finding(found));
                    html.element("a", &[("href", &link)], |html| {
                        match beginning(&found.message, CHARACTERS) {
                            None => html.prose(&found.message),
                            Some(shown) => html.text(&format!("{}…", &found.message[shown])),
                        }
                    });
                });
            }
            let more = self.count(entity).saturating_sub(LISTED);
            if more > 0 {
                html.line("li", &[], &format!("and {more} more"));
            }
        });
    }
}

/// The word that tells how much a finding matters.
pub(super) fn weight(html: &mut Markup, weight: Weight) {
    let class = format!("weight {}", weight.as_str());
    html.line("span", &[("class", &class)], weight.as_str());
}
