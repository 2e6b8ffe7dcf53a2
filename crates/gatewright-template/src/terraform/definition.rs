//! The definition that a value comes to, as a document with the places of the files.

use std::collections::HashMap;

use gatewright_diagnostics::{Checked, Diagnostic, Location, SourceId, Span};
use gatewright_source::diagnostics::STOPS;
use gatewright_source::{
    Assembly, Document, Fill, Format, Hole, Kind, Known, PartId, Run, read_filled,
};

use super::configuration::Configuration;
use super::language::Part;
use super::scope::Scope;
use super::value::{Is, Made, Place, Text, Value};
use crate::diagnostics::TEMPLATE_BODY_UNKNOWN;

/// Texts that are computed, all together; what is beyond is left out.
const MOST_BYTES: usize = 64 << 20;

/// A text that was read as JSON or YAML.
pub(super) struct Read {
    pub(super) document: Checked<Document>,
    /// Which bytes of it stand where in its file.
    pub(super) runs: Vec<Run>,
    /// Whether it stands in the file as it is.
    pub(super) is_in_place: bool,
}

impl Read {
    /// Where something of it stands in its file, if it stands there as it is.
    pub(super) fn at(&self, span: Span) -> Span {
        let base = self.runs.first().map_or(0, |run| run.outer.start);
        Span::new(span.start + base, span.end + base)
    }

    fn is_broken(&self) -> bool {
        let breaks = |it: &Diagnostic| STOPS.iter().any(|stop| std::ptr::eq(*stop, it.metadata));
        self.document.diagnostics.iter().any(breaks)
    }
}

/// Reads a text of a file: where it stands if nothing prevents it, else as it is rendered.
pub(super) fn read_text(configuration: &Configuration<'_>, file: usize, text: &Text) -> Read {
    let source = configuration.source_of(file);
    if let Some(made) = &text.made_of
        && let Some(holes) = in_place(configuration, made)
    {
        let whole = configuration.text_of(made.file);
        let at = made.template.at;
        let inner = whole[at.range()].as_bytes().to_vec();
        let moved = holes.into_iter().map(|hole| Hole {
            span: Span::new(hole.span.start - at.start, hole.span.end - at.start),
            fill: hole.fill,
        });
        let document = read_filled(source, inner, &moved.collect::<Vec<_>>());
        let runs = vec![Run { inner: Span::new(0, at.len()), outer: at }];
        let read = Read { document, runs, is_in_place: true };
        if !read.is_broken() {
            return read;
        }
        let rendered = rendered(source, text);
        return if rendered.is_broken() { read } else { rendered };
    }
    rendered(source, text)
}

fn rendered(source: SourceId, text: &Text) -> Read {
    let holes: Vec<_> =
        text.holes.iter().map(|span| Hole { span: *span, fill: Fill::Unknown }).collect();
    let document = read_filled(source, text.written.as_bytes().to_vec(), &holes);
    let runs: Vec<_> =
        text.runs.iter().map(|(inner, outer)| Run { inner: *inner, outer: *outer }).collect();
    let is_in_place = matches!(runs[..], [run] if run.inner.start == 0
        && run.inner.len() as usize == text.written.len() && run.inner.len() == run.outer.len());
    Read { document, runs, is_in_place }
}

/// What comes into the holes of a template that can be read where it stands; nothing where what comes
/// in is more than a word, or where it is put in more than once.
fn in_place(configuration: &Configuration<'_>, made: &Made) -> Option<Vec<Hole>> {
    if made.template.written != super::scan::Written::Raw {
        return None;
    }
    let mut holes = Vec::new();
    collect(configuration, made.file, &made.template.parts, &made.scope, &mut holes)?;
    let has_nothing = holes.iter().any(|it| it.fill == Fill::Nothing);
    let text = configuration.text_of(made.file);
    let inner = made.template.at.range();
    if has_nothing
        && text[inner.clone()]
            .trim_start_matches('\u{feff}')
            .trim_start()
            .starts_with(['{', '[', '%'])
    {
        commas(&text, inner, &mut holes);
    }
    Some(holes)
}

fn collect(
    configuration: &Configuration<'_>,
    file: usize,
    parts: &[Part],
    scope: &Scope,
    holes: &mut Vec<Hole>,
) -> Option<()> {
    for part in parts {
        match part {
            Part::Literal(_) | Part::Stripped => {}
            Part::Escape(at, stands_for) => {
                holes.push(Hole { span: *at, fill: Fill::Text(stands_for.clone()) });
            }
            Part::Hole(at, expr) => {
                let value = expr.as_ref().map(|it| configuration.evaluate(file, it, scope));
                let comes = match value {
                    None => Fill::Unknown,
                    Some(value) if value.is_collection() => return None,
                    Some(value) => match value.to_text() {
                        Some(text) if text.holes.is_empty() => {
                            if !is_word(&text.written) {
                                return None;
                            }
                            Fill::Text(text.written)
                        }
                        // What is known of it counts.
                        Some(text) if text.holes != [Span::new(0, length(&text.written))] => {
                            return None;
                        }
                        Some(_) | None => Fill::Unknown,
                    },
                };
                holes.push(Hole { span: *at, fill: comes });
            }
            Part::If(it) => {
                let condition = it.condition.as_ref();
                let value = condition.map(|expr| configuration.evaluate(file, expr, scope));
                let is_first = value.and_then(|it| it.as_bool()) != Some(false);
                let end = |number: usize| it.tags.get(number).map(|it| (it.start, it.end));
                let (first, last) = (end(0)?, end(it.tags.len() - 1)?);
                let middle = if it.tags.len() > 2 { end(1) } else { None };
                match (is_first, middle) {
                    (true, middle) => {
                        nothing(holes, first.0, first.1);
                        collect(configuration, file, &it.then, scope, holes)?;
                        nothing(holes, middle.unwrap_or(last).0, last.1);
                    }
                    (false, Some(middle)) => {
                        nothing(holes, first.0, middle.1);
                        collect(configuration, file, &it.otherwise, scope, holes)?;
                        nothing(holes, last.0, last.1);
                    }
                    (false, None) => nothing(holes, first.0, last.1),
                }
            }
            Part::Loop(it) => {
                let over = it.over.as_ref().map(|expr| configuration.evaluate(file, expr, scope));
                if over.is_some_and(|it| it.is_collection()) {
                    return None;
                }
                let [first, last] = it.tags[..] else { return None };
                nothing(holes, first.start, first.end);
                // What the loop gives is as unknown as what it goes through.
                let place = super::value::Place { file, span: first };
                let unknown = |name: &str| Value::unknown(place, &format!("${{{name}}}"));
                let mut inner = scope.with(&it.value, unknown(&it.value));
                if let Some(key) = &it.key {
                    inner = inner.with(key, unknown(key));
                }
                collect(configuration, file, &it.body, &inner, holes)?;
                nothing(holes, last.start, last.end);
            }
        }
    }
    Some(())
}

/// Adds a hole into which nothing comes, to the one before where they touch.
fn nothing(holes: &mut Vec<Hole>, start: u32, end: u32) {
    match holes.last_mut() {
        Some(Hole { span, fill: Fill::Nothing }) if span.end == start => span.end = end,
        _ => holes.push(Hole { span: Span::new(start, end), fill: Fill::Nothing }),
    }
}

/// Whether a text changes nothing of how what is around it is read.
fn is_word(text: &str) -> bool {
    !text.is_empty()
        && text.trim() == text
        && !text.contains(['"', '\\', '\n', '\r'])
        && !text
            .starts_with(['{', '[', '\'', '&', '*', '!', '|', '>', '#', '-', '?', '@', '`', '%'])
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
}

/// Takes commas of JSON away that only make sense where a loop goes on.
fn commas(text: &str, range: std::ops::Range<usize>, holes: &mut Vec<Hole>) {
    let bytes = text.as_bytes();
    let mut next = holes.iter().peekable();
    let (mut at, mut is_within) = (range.start, false);
    let mut comma: Option<usize> = None;
    let mut gone = Vec::new();
    while at < range.end {
        if let Some(hole) = next.next_if(|it| it.span.range().start == at) {
            if hole.fill != Fill::Nothing {
                comma = None;
            }
            at = hole.span.range().end;
            continue;
        }
        match bytes[at] {
            b'\\' if is_within => at += 1,
            b'"' => {
                is_within = !is_within;
                comma = None;
            }
            _ if is_within => {}
            b',' | b']' | b'}' => {
                gone.extend(comma.take());
                if bytes[at] == b',' {
                    comma = Some(at);
                }
            }
            b' ' | b'\t' | b'\r' | b'\n' => {}
            _ => comma = None,
        }
        at += 1;
    }
    gone.extend(comma);
    holes.extend(
        gone.into_iter().map(|at| Hole { span: super::hcl::span(at..at + 1), fill: Fill::Nothing }),
    );
    holes.sort_by_key(|it| it.span.start);
}

fn length(text: &str) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}

/// The definition that a value comes to; nothing where it is no text, or nobody knows it.
pub(super) fn of_value(
    configuration: &Configuration<'_>,
    value: &Value,
) -> Option<Checked<Document>> {
    match &value.is {
        Is::Encoded(inner) if inner.is_unknown() => None,
        Is::Encoded(inner) => {
            let mut emitter = Emitter::new(configuration, Format::Yaml);
            emitter.emit(inner);
            Some(Checked::new(emitter.assembly.finish(), Vec::new()))
        }
        Is::Text(text) => {
            if text.holes == [Span::new(0, length(&text.written))] {
                return None;
            }
            let file = text.made_of.as_ref().map_or(value.at.file, |made| made.file);
            let read = read_text(configuration, file, text);
            if read.is_broken()
                && let Some(hole) = hole_that_breaks(configuration.source_of(file), text)
            {
                return Some(unknown_for(configuration, file, text, hole, value.at));
            }
            let mut emitter = Emitter::new(configuration, read.document.value.format());
            Some(emitter.take(file, read))
        }
        _ => None,
    }
}

/// The placeholder that a text breaks off at, or right beside: what comes there may be members, items
/// or lines.
fn hole_that_breaks(source: SourceId, text: &Text) -> Option<Span> {
    let read = rendered(source, text);
    let stop = read.document.diagnostics.iter().find(|it| STOPS.contains(&it.metadata))?;
    let written = &text.written;
    let (before, behind) = written.split_at_checked(stop.location.span.start as usize)?;
    // From the line before, which may lack something, to the line behind.
    let lines = |text: &mut dyn Iterator<Item = &str>| -> usize {
        let is_said = |line: &str| !line.trim().is_empty();
        let mut said = 0;
        let mut bytes = 0;
        for (number, line) in text.enumerate() {
            said += usize::from(number > 0 && is_said(line));
            bytes += line.len();
            if said > 0 {
                break;
            }
        }
        bytes
    };
    let start = before.len() - lines(&mut before.split_inclusive('\n').rev());
    let end = before.len() + lines(&mut behind.split_inclusive('\n'));
    // Where a value belongs, or within quotes, it is one that can be read.
    let may_break = |hole: &&Span| {
        let line = written[..hole.start as usize].rsplit('\n').next().unwrap_or_default();
        let is_quoted = ['"', '\''].iter().any(|quote| line.matches(*quote).count() % 2 == 1);
        !is_quoted && !line.trim_end().ends_with([':', '-'])
    };
    let near = |hole: &&Span| hole.start as usize <= end && start <= hole.end as usize;
    text.holes.iter().filter(near).find(may_break).copied()
}

/// A definition that cannot be read before somebody fills a placeholder of it.
fn unknown_for(
    configuration: &Configuration<'_>,
    file: usize,
    text: &Text,
    hole: Span,
    at: Place,
) -> Checked<Document> {
    let outer =
        text.runs.iter().find(|(inner, _)| inner.start <= hole.start && hole.end <= inner.end);
    let place = outer.map_or(at, |(_, outer)| Place { file, span: *outer });
    let name = &text.written[hole.range()];
    let message = format!("nobody can read the definition as long as `{name}` is not known");
    let told = Diagnostic::new(&TEMPLATE_BODY_UNKNOWN, message, configuration.location(place))
        .label("what comes here may be more than a value")
        .help("give it with `--var name=value`, or look at a plan: `terraform show -json`");
    unknown(configuration, at, vec![told])
}

/// A definition of which nobody knows anything, and what there is to say of that.
pub(super) fn unknown(
    configuration: &Configuration<'_>,
    at: Place,
    told: Vec<Diagnostic>,
) -> Checked<Document> {
    let mut emitter = Emitter::new(configuration, Format::Yaml);
    emitter.emit(&Value::unknown(at, "${body}"));
    let mut diagnostics = told;
    for diagnostic in &mut diagnostics {
        let others = diagnostic.related.iter_mut().map(|it| &mut it.location);
        for location in others.chain([&mut diagnostic.location]) {
            if let Some(file) = configuration.file_of(location.source) {
                let part = emitter.part(file);
                let at = emitter.assembly.at(part, location.span);
                *location = Location::new(SourceId(0), at, location.pointer.clone());
            }
        }
    }
    Checked::new(emitter.assembly.finish(), diagnostics)
}

/// Writes values into a document.
struct Emitter<'c, 'a> {
    configuration: &'c Configuration<'a>,
    assembly: Assembly,
    parts: HashMap<usize, PartId>,
    bytes: usize,
}

impl<'c, 'a> Emitter<'c, 'a> {
    fn new(configuration: &'c Configuration<'a>, format: Format) -> Self {
        let assembly = Assembly::of(SourceId(0), format);
        let mut emitter = Self { configuration, assembly, parts: HashMap::new(), bytes: 0 };
        // Places of the main file are those of the document.
        emitter.part(0);
        emitter
    }

    fn part(&mut self, file: usize) -> PartId {
        if let Some(part) = self.parts.get(&file) {
            return *part;
        }
        let text = self.configuration.text_of(file);
        let source = self.configuration.source_of(file);
        let part = self.assembly.add_text(source, Format::Yaml, &text);
        if self.configuration.is_configuration(file) {
            self.assembly.add_comments(part, &super::comments::of(&text));
        }
        self.parts.insert(file, part);
        part
    }

    /// What a text holds that was read.
    fn take(&mut self, file: usize, read: Read) -> Checked<Document> {
        let part = self.part(file);
        let inside = self.assembly.add_inside(part, &read.document.value, read.runs);
        if let Some(root) = read.document.value.root() {
            self.assembly.copy(inside, root);
        }
        let mut diagnostics = read.document.diagnostics;
        for diagnostic in &mut diagnostics {
            let others = diagnostic.related.iter_mut().map(|it| &mut it.location);
            for location in others.chain([&mut diagnostic.location]) {
                *location = Location::new(
                    SourceId(0),
                    self.assembly.at(inside, location.span),
                    location.pointer.clone(),
                );
            }
        }
        let assembly =
            std::mem::replace(&mut self.assembly, Assembly::of(SourceId(0), Format::Yaml));
        Checked::new(assembly.finish(), diagnostics)
    }

    fn emit(&mut self, value: &Value) {
        let part = self.part(value.at.file);
        let at = self.assembly.at(part, value.at.span);
        if self.assembly.is_full() || self.bytes > MOST_BYTES {
            return;
        }
        match &value.is {
            Is::Unknown(placeholder) => self.assembly.plain(at, placeholder, Known::Not),
            Is::Null => self.assembly.plain(at, "", Known::Wholly),
            Is::Bool(it) => self.assembly.plain(at, &it.to_string(), Known::Wholly),
            Is::Number(it) => self.assembly.plain(at, &it.to_string(), Known::Wholly),
            Is::Text(text) => self.text(at, text),
            Is::Encoded(inner) => self.text(at, &super::encode::json(inner)),
            Is::List(items) => {
                self.assembly.open_at(Kind::Sequence, at);
                for item in items.iter() {
                    self.emit(item);
                }
                self.assembly.close();
            }
            Is::Map(members) => {
                self.assembly.open_at(Kind::Mapping, at);
                for (key, member) in members.iter() {
                    if self.assembly.is_full() || self.bytes > MOST_BYTES {
                        break;
                    }
                    self.emit(key);
                    self.emit(member);
                }
                self.assembly.close();
            }
        }
    }

    fn text(&mut self, at: Span, text: &Text) {
        self.bytes += text.written.len();
        let known = match &text.holes[..] {
            [] => Known::Wholly,
            [hole] if *hole == Span::new(0, length(&text.written)) => Known::Not,
            _ => Known::Partly,
        };
        self.assembly.text(at, &text.written, known);
    }
}
