//! Values as documents.

use gatewright_diagnostics::{Diagnostic, Location, SourceId, Span};
use gatewright_source::diagnostics::{FILE_TOO_LARGE, TAG_UNRESOLVED};
use gatewright_source::{Assembly, Document, Kind, Known, Node, PartId};

use super::evaluator::{Evaluator, Told};
use super::text::{IsWhole, Text};
use super::value::{Entry, Key, Place, Value};

/// A document under construction.
pub(super) struct Output<'t> {
    assembly: Assembly,
    parts: Vec<(&'t Document, PartId)>,
    diagnostics: Vec<Diagnostic>,
    source: SourceId,
    depth: usize,
}

/// Where a value comes to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spot {
    /// It is a definition: what it is made of may be edited where it is, in another file or in a branch.
    Root,
    /// It is under a key or in a list, and takes the place of the function that asks for it: an edit
    /// around it must know all of that.
    Within,
}

/// The first and the last of children that are copied at once.
type Run<'t> = Option<(Node<'t>, Node<'t>)>;

impl<'t> Evaluator<'t> {
    /// Nothing yet, with the text of the template.
    pub(super) fn output(&self) -> Output<'t> {
        let main = self.sources.main();
        let mut output = Output {
            assembly: Assembly::new(&main.document),
            parts: Vec::new(),
            diagnostics: Vec::new(),
            source: main.document.source(),
            depth: 0,
        };
        self.part(&mut output, &main.document);
        output
    }

    /// The part that a document is.
    fn part(&self, output: &mut Output<'t>, document: &'t Document) -> PartId {
        let known = output.parts.iter().find(|(it, _)| std::ptr::eq(*it, document));
        if let Some((_, part)) = known {
            return *part;
        }
        let source = document.root().map(|root| self.sources.of(root));
        let part = match source.and_then(|it| it.within.as_ref()) {
            Some((outer, runs)) => {
                let outer = self.sources.file(*outer).expect("the text is within that file");
                let outer = self.part(output, &outer.document);
                output.assembly.add_inside(outer, document, runs.clone())
            }
            None => output.assembly.add(document),
        };
        output.parts.push((document, part));
        // The template's own are told by whoever knows what they concern.
        if let Some(source) = source
            && output.parts.len() > 1
        {
            for diagnostic in &source.diagnostics {
                // Of tags in included files others tell, and only what comes of them has a size.
                if ![&TAG_UNRESOLVED, &FILE_TOO_LARGE].contains(&diagnostic.metadata) {
                    output.add_diagnostic(part, diagnostic.clone());
                }
            }
        }
        part
    }

    fn at(&self, output: &mut Output<'t>, node: Node<'t>) -> Span {
        let part = self.part(output, node.document());
        output.assembly.at(part, node.span())
    }

    /// Adds a value that is asked for at `whole`.
    pub(super) fn emit(
        &self,
        output: &mut Output<'t>,
        value: &Value<'t>,
        whole: Node<'t>,
        spot: Spot,
    ) {
        if output.assembly.is_full() {
            return self.stop(whole);
        }
        match value {
            Value::Nothing => {
                let at = self.at(output, whole);
                output.assembly.plain(at, "", Known::Wholly);
            }
            Value::Text(text) => self.emit_text(output, text, whole),
            Value::Plain(text) => {
                let at = self.at(output, whole);
                output.assembly.plain(at, text, Known::Wholly);
            }
            Value::Json(json) => {
                let at = self.at(output, whole);
                output.assembly.value(at, json);
            }
            Value::List(_, IsWhole::No) => {
                self.emit_text(output, &Text::unknown("Unknown"), whole);
            }
            Value::List(items, IsWhole::Yes) => {
                let at = self.at(output, whole);
                output.assembly.open_at(Kind::Sequence, at);
                for item in items {
                    self.emit(output, item, whole, Spot::Within);
                }
                output.assembly.close();
            }
            Value::Written(place) if place.node == whole || spot == Spot::Root => {
                self.emit_written(output, place);
            }
            Value::Written(place) => self.emit_moved(output, place, whole),
        }
    }

    fn emit_text(&self, output: &mut Output<'t>, text: &Text<'t>, whole: Node<'t>) {
        let part = self.part(output, whole.document());
        let written = text.to_string();
        match text.from {
            Some(inner) if std::ptr::eq(inner.document(), whole.document()) => {
                output.assembly.text_of(part, whole, inner, &written, text.known_as());
            }
            _ => {
                let at = output.assembly.at(part, whole.span());
                output.assembly.text(at, &written, text.known_as());
            }
        }
    }

    /// Adds what stands where it is asked for.
    fn emit_written(&self, output: &mut Output<'t>, place: &Place<'t>) {
        let node = place.node;
        let part = self.part(output, node.document());
        let is_collection = node.is_mapping() || node.is_sequence();
        let is_plain = !place.has_item() && self.sources.of(node).is_plain(node);
        if is_plain || !is_collection {
            output.assembly.copy(part, node);
            return self.stop_if_full(output, node);
        }
        output.assembly.open(part, node);
        self.emit_children(output, place);
        output.assembly.close();
    }

    /// Adds what a function chose, in its place.
    fn emit_moved(&self, output: &mut Output<'t>, place: &Place<'t>, whole: Node<'t>) {
        let node = place.node;
        if node.as_str().is_some() {
            return self.emit_text(output, &Text::of(node), whole);
        }
        let at = self.at(output, whole);
        if let Some(text) = node.text() {
            output.assembly.plain(at, text, Known::Wholly);
            return;
        }
        let kind = if node.is_sequence() { Kind::Sequence } else { Kind::Mapping };
        output.assembly.open_at(kind, at);
        self.emit_children(output, place);
        output.assembly.close();
    }

    /// Adds what is in a collection: what is as it is written at once, as far as it goes.
    fn emit_children(&self, output: &mut Output<'t>, place: &Place<'t>) {
        if output.depth >= gatewright_source::limits::DEPTH {
            return self.stop(place.node);
        }
        output.depth += 1;
        let node = place.node;
        let source = self.sources.of(node);
        let is_plain = |first: Node<'t>, last: Node<'t>| {
            !place.has_item() && source.is_plain_through(first, last)
        };
        let mut run = Run::default();
        for item in node.items() {
            if is_plain(item, item) {
                self.run_on(output, &mut run, item, item);
                continue;
            }
            self.emit_run(output, &mut run);
            if output.assembly.is_full() {
                break;
            }
            let value = self.value(&place.with(item));
            if !value.is_nothing() {
                self.emit(output, &value, item, Spot::Within);
            }
        }
        let mut entries = Vec::new();
        for (key, value) in node.entries() {
            if is_plain(key, value) {
                self.run_on(output, &mut run, key, value);
                continue;
            }
            self.emit_run(output, &mut run);
            if !self.has_room(1) {
                break;
            }
            self.add_entry(place, key, value, &mut entries);
            for entry in entries.drain(..) {
                self.emit_entry(output, &entry, Spot::Within);
            }
        }
        self.emit_run(output, &mut run);
        output.depth -= 1;
    }

    /// Adds children to those that are copied at once; first copies these, if others stand between.
    fn run_on(&self, output: &mut Output<'t>, run: &mut Run<'t>, first: Node<'t>, last: Node<'t>) {
        match run {
            Some((_, end)) if end.is_right_before(first) => *end = last,
            _ => {
                self.emit_run(output, run);
                *run = Some((first, last));
            }
        }
    }

    /// Tells that a limit was reached with a node.
    fn stop_if_full(&self, output: &Output<'t>, node: Node<'t>) {
        if output.assembly.is_full() {
            self.stop(node);
        }
    }

    fn emit_run(&self, output: &mut Output<'t>, run: &mut Run<'t>) {
        if let Some((first, last)) = run.take() {
            let part = self.part(output, first.document());
            output.assembly.copy_all(part, first, last);
            self.stop_if_full(output, first);
        }
    }

    /// Adds a key and its value.
    pub(super) fn emit_entry(&self, output: &mut Output<'t>, entry: &Entry<'t>, spot: Spot) {
        self.emit_entry_key(output, &entry.key);
        self.emit(output, &entry.value, entry.at.node, spot);
    }

    /// Adds a key; its value follows.
    pub(super) fn emit_entry_key(&self, output: &mut Output<'t>, key: &Key<'t>) {
        match key {
            Key::Written(node) => self.emit_key(output, *node),
            Key::Made(node, text) => {
                self.emit_text(output, &Text { from: None, ..text.clone() }, *node);
            }
        }
    }

    pub(super) fn emit_key(&self, output: &mut Output<'t>, key: Node<'t>) {
        let part = self.part(output, key.document());
        output.assembly.copy(part, key);
    }

    /// Begins a mapping as it is written.
    pub(super) fn open_mapping(&self, output: &mut Output<'t>, node: Node<'t>) {
        let part = self.part(output, node.document());
        output.assembly.open(part, node);
    }

    /// The place of a node in the document.
    pub(super) fn location(&self, output: &mut Output<'t>, node: Node<'t>) -> Location {
        let span = self.at(output, node);
        Location::new(output.source, span, gatewright_diagnostics::Pointer::default())
    }

    /// Takes what was told in.
    pub(super) fn add_told(&self, output: &mut Output<'t>, told: Vec<Told<'t>>) {
        for Told { node, mut diagnostic } in told {
            diagnostic.location = self.location(output, node);
            output.diagnostics.push(diagnostic);
        }
    }
}

impl Output<'_> {
    /// Ends the collection that was begun last.
    pub(super) fn close(&mut self) {
        self.assembly.close();
    }

    fn add_diagnostic(&mut self, part: PartId, mut diagnostic: Diagnostic) {
        let place = |at: &mut Location| {
            at.span = self.assembly.at(part, at.span);
            at.source = self.source;
        };
        place(&mut diagnostic.location);
        for label in &mut diagnostic.related {
            place(&mut label.location);
        }
        self.diagnostics.push(diagnostic);
    }

    /// The document, and what there is to say of it.
    pub(super) fn finish(self) -> (Document, Vec<Diagnostic>) {
        (self.assembly.finish(), self.diagnostics)
    }
}
