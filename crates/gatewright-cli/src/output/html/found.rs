//! What a page keeps of the findings of a file: all that is shown of them, without the document.

use std::collections::BTreeMap;
use std::ops::Range;

use gatewright_diagnostics::{Label, Metadata};
use gatewright_lint::{Applicability, Category};
use gatewright_model::EntityPath;

use super::links::Links;
use super::place::Place;
use crate::excerpt::{Excerpt, Frame, Mark};
use crate::report::{Subject, Told, Weight};

/// No more findings of a rule than this are shown with an excerpt, in one file.
pub(super) const WITH_EXCERPT: usize = 20;
/// No more are shown at all; that there are others is said.
pub(super) const SHOWN: usize = 200;
/// No more related places than this are in an excerpt; of others, the line and column must do.
const DRAWN: usize = 2;
/// No more are told of at all.
const LISTED: usize = 12;
/// A message of megabytes tells no more than its beginning.
const MESSAGE: usize = 2_000;
/// Lines that are wider are clipped, and there are some before and after.
const FRAME: Frame = Frame { room: 160, context: 3 };

/// The findings of a file, in the order of their places.
#[derive(Debug, Default)]
pub(super) struct Findings {
    /// Those that are shown, by what they are about.
    pub(super) groups: Vec<Group>,
    /// The kinds that there are, by name, and how many findings of each.
    pub(super) kinds: BTreeMap<&'static str, (&'static Metadata, usize)>,
    /// How many there are of each thing of the API.
    pub(super) of_entities: BTreeMap<EntityPath, BTreeMap<Weight, usize>>,
    /// How many there are of each category.
    pub(super) categories: BTreeMap<Category, usize>,
}

/// The findings about one path, or about one part of the definition beside the paths.
#[derive(Debug)]
pub(super) struct Group {
    /// What they are about.
    pub(super) place: Place,
    /// The findings in the order of the document.
    pub(super) findings: Vec<Found>,
}

/// A finding that is shown.
#[derive(Debug)]
pub(super) struct Found {
    /// The number in its file, counted from 1.
    pub(super) number: usize,
    pub(super) metadata: &'static Metadata,
    pub(super) weight: Weight,
    pub(super) category: Option<Category>,
    pub(super) message: String,
    pub(super) help: Option<String>,
    pub(super) fix: Option<(String, Applicability)>,
    /// Where it is, for programs.
    pub(super) pointer: String,
    /// The file, if it is not the one that was asked for.
    pub(super) file: Option<String>,
    /// And for people.
    pub(super) line: u32,
    pub(super) column: u32,
    /// The verb of the operation that it is in.
    pub(super) verb: Option<&'static str>,
    /// What is wrong at the place, if there is no excerpt that it could stand in.
    pub(super) label: Option<String>,
    pub(super) source: Option<Source>,
    /// Places that belong to it and are not in the excerpt: line, column and what is there.
    pub(super) others: Vec<(u32, u32, String)>,
    /// How many more of these there are.
    pub(super) more_others: usize,
    /// The thing of the API that it is about.
    pub(super) entity: Option<EntityPath>,
    /// How often it is said.
    pub(super) times: usize,
}

/// Which finding it is, and how often it is said.
struct Number {
    number: usize,
    times: usize,
}

/// Lines of a source with marks in them.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) excerpt: Excerpt,
    /// What is said of the places, in the order of the excerpt's spots.
    pub(super) labels: Vec<Option<String>>,
}

impl Source {
    /// The lines of a piece: its number, counted from 1, its text, and where that begins.
    pub(super) fn lines(&self, piece: usize) -> impl Iterator<Item = (usize, &str, usize)> {
        let piece = self.excerpt.pieces.get(piece);
        let range = piece.map_or(0..0, |piece| piece.range.clone());
        let first = piece.map_or(0, |piece| piece.first_line + 1);
        let mut at = range.start;
        let lines = self.excerpt.text[range].split_inclusive('\n').enumerate();
        lines.map(move |(index, line)| {
            let start = at;
            at += line.len();
            (first + index, line.trim_end_matches('\n'), start)
        })
    }
}

impl Findings {
    /// Keeps the findings of a file.
    pub(super) fn of(subject: &Subject<'_>, findings: &[Told<'_>], links: &Links) -> Self {
        let mut all = Self::default();
        let mut groups: BTreeMap<Place, Group> = BTreeMap::new();
        let mut first: BTreeMap<Place, usize> = BTreeMap::new();
        // The service says some things twice.
        let runs = findings.chunk_by(|one, other| one == other);
        for (index, run) in runs.enumerate() {
            let Some(told) = run.first() else { continue };
            let entity = links.entity(told.finding.location.pointer.as_str());
            let count = all.count(told, entity, run.len());
            if count > SHOWN {
                continue;
            }
            let place = Place::of(told.finding.location.pointer.as_str());
            let found =
                Found::new(subject, told, entity, Number { number: index + 1, times: run.len() });
            let found = if count <= WITH_EXCERPT {
                found.drawn(subject, told)
            } else {
                found.listed(subject, told)
            };
            first.entry(place.clone()).or_insert(index);
            let group = || Group { place: place.clone(), findings: Vec::new() };
            groups.entry(place.clone()).or_insert_with(group).findings.push(found);
        }
        // The whole, then the paths as they stand in the document, then what paths share.
        all.groups = groups.into_values().collect();
        all.groups.sort_by_key(|group| {
            (group.place.rank(), if group.place.is_path() { first[&group.place] } else { 0 })
        });
        all
    }

    /// Counts a finding, and gives the number of those of its kind so far.
    fn count(&mut self, told: &Told<'_>, entity: Option<&EntityPath>, times: usize) -> usize {
        if let Some(category) = told.category {
            *self.categories.entry(category).or_default() += times;
        }
        if let Some(entity) = entity {
            let counts = self.of_entities.entry(entity.clone()).or_default();
            *counts.entry(told.weight).or_default() += times;
        }
        let metadata = told.finding.metadata;
        let (_, count) = self.kinds.entry(metadata.name).or_insert((metadata, 0));
        *count += times;
        *count
    }
}

impl Found {
    fn new(
        subject: &Subject<'_>,
        told: &Told<'_>,
        entity: Option<&EntityPath>,
        Number { number, times }: Number,
    ) -> Self {
        let finding = told.finding;
        let pointer = finding.location.pointer.as_str();
        let start = subject.start(&finding.location);
        let file = subject.file_of(told);
        let is_main = file.source == subject.main().source;
        Self {
            file: (!is_main).then(|| file.name.to_owned()),
            number,
            metadata: finding.metadata,
            weight: told.weight,
            category: told.category,
            message: clipped(&finding.message),
            help: finding.help.as_deref().map(clipped),
            fix: told.fix.map(|fix| (clipped(&fix.title), fix.applicability)),
            pointer: pointer.to_owned(),
            line: start.line,
            column: start.column,
            verb: super::place::verb(pointer),
            label: None,
            source: None,
            others: Vec::new(),
            more_others: 0,
            entity: entity.cloned(),
            times,
        }
    }

    /// With an excerpt.
    fn drawn(mut self, subject: &Subject<'_>, told: &Told<'_>) -> Self {
        let finding = told.finding;
        let file = subject.file_of(told);
        let related = related(told);
        let (drawn, others) = related.split_at(related.len().min(DRAWN));
        let main = Mark { span: finding.location.span.range(), text: finding.label.as_deref() };
        let drawn = drawn
            .iter()
            .map(|label| Mark { span: label.location.span.range(), text: Some(&label.text) });
        let marks: Vec<Mark<'_>> = std::iter::once(main).chain(drawn).collect();
        let excerpt = Excerpt::cut(file.text, file.lines, &marks, FRAME);
        let labels = marks.iter().map(|mark| mark.text.map(clipped)).collect();
        self.source = Some(Source { excerpt, labels });
        self.tell(subject, others);
        self
    }

    /// Without one.
    fn listed(mut self, subject: &Subject<'_>, told: &Told<'_>) -> Self {
        self.label = told.finding.label.as_deref().map(clipped);
        self.tell(subject, &related(told));
        self
    }

    fn tell(&mut self, subject: &Subject<'_>, others: &[&Label]) {
        let (listed, rest) = others.split_at(others.len().min(LISTED));
        let listed = listed.iter().map(|label| {
            let start = subject.start(&label.location);
            (start.line, start.column, clipped(&label.text))
        });
        self.others = listed.collect();
        self.more_others = rest.len();
    }
}

/// The places in the same file that belong to a finding.
fn related<'a>(told: &Told<'a>) -> Vec<&'a Label> {
    let source = told.finding.location.source;
    told.finding.related.iter().filter(|label| label.location.source == source).collect()
}

/// The beginning of a text that may be of any length.
pub(super) fn clipped(text: &str) -> String {
    beginning(text, MESSAGE).map_or_else(|| text.to_owned(), |range| format!("{}…", &text[range]))
}

/// The first so many characters of a text that has more.
pub(super) fn beginning(text: &str, characters: usize) -> Option<Range<usize>> {
    text.char_indices().nth(characters).map(|(at, _)| 0..at)
}
