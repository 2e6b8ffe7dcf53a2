//! The fixes that findings bring along, made in the text. They are made in passes, since some of them
//! concern the same text; what comes out of a pass is read and looked at again before it counts.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use gatewright_diagnostics::{Checked, Verdict};
use gatewright_lint::{Applicability, Finding, Fix, Lint};
use gatewright_source::{Document, Editor, TextEdit, apply, read};

/// How many bytes are looked at before what is left stays as it is. A definition mends itself in two or
/// three looks; it takes thousands where fixes concern the same text, or many of them are no good.
const MOST_BYTES: usize = 1 << 30;

/// How many fixes of a rule must be no good before each further one is for no good alone.
const SAMPLE: usize = 16;

/// A text with fixes made.
#[derive(Debug)]
pub struct Fixed {
    /// The text as it is now.
    pub document: Checked<Document>,
    /// What there is to say of it now.
    pub lint: Lint,
    /// How many fixes of each rule were made, by its name.
    pub made: BTreeMap<&'static str, usize>,
}

/// Makes the fixes of a definition, those that need no look alone or all of them. `look` says what
/// there is to say of a text. None if there is nothing to fix that can be fixed.
///
/// A fix is made only if its finding is gone afterwards, and no other comes: what a fix would bring
/// to light stays where it is, and is told as before. Those that need no look leave the API as it is,
/// if there is one.
///
/// ```
/// use gatewright_diagnostics::SourceId;
/// use gatewright_fix::fix_all;
/// use gatewright_import::ImportOptions;
/// use gatewright_lint::{Applicability, Settings, lint};
///
/// let text = "
/// openapi: 3.0.1
/// info: { title: Pets, version: '1' }
/// paths:
///   /pets/:  # all of them
///     get:
///       responses: { 200: { description: OK } }
///       x-amazon-apigateway-integration:
///         { type: http_proxy, httpMethod: GET, uri: 'https://example.com/pets' }
/// ";
/// let document = gatewright_source::read(SourceId(0), text.into());
/// let (options, settings) = (ImportOptions::default(), Settings::default());
/// let fixed = fix_all(&document, Applicability::Safe, |it| lint(it, &options, &settings));
/// let fixed = fixed.expect("there is something to fix");
/// assert!(fixed.document.value.text().contains("  /pets:  # all of them\n"));
/// ```
pub fn fix_all(
    document: &Checked<Document>,
    most: Applicability,
    look: impl Fn(&Checked<Document>) -> Lint,
) -> Option<Fixed> {
    fix_from(document, &look(document), most, look)
}

/// The same where what there is to say of the text is known already.
pub fn fix_from(
    document: &Checked<Document>,
    lint: &Lint,
    most: Applicability,
    look: impl Fn(&Checked<Document>) -> Lint,
) -> Option<Fixed> {
    fix_again(document, lint, most, |before, edits| {
        let text = apply(before.text(), edits);
        let document = read(before.source(), text.into_bytes());
        let lint = look(&document);
        Some((document, lint))
    })
}

/// The same where a text that was changed is not simply read again, since it is a part of something:
/// `again` says what the document is after edits of its text, and what there is to say of it then; none
/// if it is no more.
pub fn fix_again(
    document: &Checked<Document>,
    lint: &Lint,
    most: Applicability,
    again: impl Fn(&Document, &[TextEdit]) -> Option<(Checked<Document>, Lint)>,
) -> Option<Fixed> {
    let mut fixed: Option<Fixed> = None;
    // What is no good would keep what concerns the same text from being made. It may be good once
    // others are made.
    let mut refused = Refused::default();
    let patience = Patience::default();
    // Each fix that is made leaves less to tell, so that this comes to an end.
    while patience.is_left() {
        let (document, lint) =
            fixed.as_ref().map_or((document, lint), |it| (&it.document, &it.lint));
        let pass = Pass::new(document, lint, most, &refused, &again, &patience);
        let (next, no_good) = pass.run();
        let is_over = no_good.is_empty();
        refused.names.extend(no_good);
        let Some(next) = next else {
            if is_over && !refused.is_worth_a_try {
                break;
            }
            if is_over {
                refused = Refused::default();
            }
            continue;
        };
        refused.is_worth_a_try = !refused.names.is_empty();
        let made = fixed.map(|it| it.made).unwrap_or_default();
        let made = next.made.iter().fold(made, |mut sum, (name, count)| {
            *sum.entry(name).or_default() += count;
            sum
        });
        fixed = Some(Fixed { made, ..next });
    }
    fixed
}

/// Fixes that were no good, by the rule, the place and what they do.
#[derive(Default)]
struct Refused {
    names: HashSet<(&'static str, String, String)>,
    /// Whether others were made since.
    is_worth_a_try: bool,
}

/// The bytes that may still be looked at.
struct Patience(Cell<usize>);

impl Default for Patience {
    fn default() -> Self {
        Self(Cell::new(MOST_BYTES))
    }
}

impl Patience {
    fn is_left(&self) -> bool {
        self.0.get() > 0
    }

    fn take(&self, bytes: usize) {
        self.0.set(self.0.get().saturating_sub(bytes));
    }
}

fn name_of(finding: &Finding, fix: &Fix) -> (&'static str, String, String) {
    let diagnostic = &finding.diagnostic;
    let pointer = diagnostic.location.pointer.as_str().to_owned();
    (diagnostic.metadata.name, pointer, fix.title.clone())
}

/// A fix as changes of the text.
struct Written<'f> {
    finding: &'f Finding,
    fix: &'f Fix,
    edits: Vec<TextEdit>,
    /// The rules of other findings that the same changes are the cure of.
    twins: Vec<&'static str>,
}

/// Findings about one place follow one another: among so many before one its twin is looked for.
const NEAR: usize = 8;

/// One round over all fixes.
struct Pass<'f, A> {
    document: &'f Document,
    lint: &'f Lint,
    /// Fixes that do not concern the same text.
    fixes: Vec<Written<'f>>,
    most: Applicability,
    again: &'f A,
    patience: &'f Patience,
}

/// What became of the fixes of a rule in a pass.
#[derive(Default, Clone, Copy)]
struct Record {
    good: usize,
    no_good: usize,
}

impl Record {
    /// Whether it is not worth the while to look at each further fix alone.
    fn is_hopeless(self) -> bool {
        self.no_good >= SAMPLE && self.no_good > 4 * self.good
    }
}

impl<'f, A: Fn(&Document, &[TextEdit]) -> Option<(Checked<Document>, Lint)>> Pass<'f, A> {
    fn new(
        document: &'f Checked<Document>,
        lint: &'f Lint,
        most: Applicability,
        refused: &Refused,
        again: &'f A,
        patience: &'f Patience,
    ) -> Self {
        let document = &document.value;
        let mut editor = None;
        let mut fixes: Vec<Written<'f>> = Vec::new();
        let mut taken = Taken::default();
        for finding in &lint.findings {
            let Some(fix) = finding.fix.as_ref().filter(|fix| fix.applicability <= most) else {
                continue;
            };
            if !refused.names.is_empty() && refused.names.contains(&name_of(finding, fix)) {
                continue;
            }
            let editor = editor.get_or_insert_with(|| Editor::new(document));
            // What cannot be written stays a finding.
            let Ok(edits) = editor.text_edits(&fix.edits) else { continue };
            if edits.is_empty() {
                continue;
            }
            if taken.take(&edits) {
                fixes.push(Written { finding, fix, edits, twins: Vec::new() });
            } else if let Some(twin) =
                fixes.iter_mut().rev().take(NEAR).find(|it| it.edits == edits)
            {
                twin.twins.push(finding.diagnostic.metadata.name);
            }
        }
        Self { document, lint, fixes, most, again, patience }
    }

    /// Makes as many of the fixes as can be made, if any can, and names those that cannot.
    fn run(self) -> (Option<Fixed>, Vec<(&'static str, String, String)>) {
        let mut kept = BTreeSet::new();
        let mut best = None;
        let mut no_good = Vec::new();
        let mut records: BTreeMap<&str, Record> = BTreeMap::new();
        let mut open = vec![(0..self.fixes.len()).collect::<Vec<usize>>()];
        // All at once most of the time; halves, quarters and so on where one of them is no good.
        while let Some(group) = open.pop() {
            if group.is_empty() {
                continue;
            }
            let mut tried = kept.clone();
            tried.extend(&group);
            if let Some(fixed) = self.attempt(&tried) {
                kept = tried;
                best = Some(fixed);
                for at in group {
                    records.entry(self.rule(at)).or_default().good += 1;
                }
                continue;
            }
            let is_hopeless =
                |at: &usize| records.get(self.rule(*at)).is_some_and(|record| record.is_hopeless());
            let (hopeless, rest): (Vec<usize>, Vec<usize>) =
                group.into_iter().partition(is_hopeless);
            match (hopeless.is_empty(), rest.len()) {
                (true, 2..) => {
                    let (first, last) = rest.split_at(rest.len() / 2);
                    open.extend([last.to_vec(), first.to_vec()]);
                }
                (false, 1..) => open.extend([hopeless, rest]),
                (true, _) | (false, 0) => {
                    for at in hopeless.into_iter().chain(rest) {
                        let Written { finding, fix, .. } = &self.fixes[at];
                        records.entry(self.rule(at)).or_default().no_good += 1;
                        no_good.push(name_of(finding, fix));
                    }
                }
            }
        }
        (best, no_good)
    }

    fn rule(&self, at: usize) -> &'static str {
        self.fixes[at].finding.diagnostic.metadata.name
    }

    /// The text with some of the fixes made, if it is better then.
    fn attempt(&self, chosen: &BTreeSet<usize>) -> Option<Fixed> {
        if !self.patience.is_left() {
            return None;
        }
        let fixes: Vec<&Written<'_>> = chosen.iter().map(|at| &self.fixes[*at]).collect();
        let mut edits: Vec<TextEdit> =
            fixes.iter().flat_map(|fix| fix.edits.iter().cloned()).collect();
        edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
        self.patience.take(self.document.text().len());
        let (document, lint) = (self.again)(self.document, &edits)?;
        let mut made = BTreeMap::new();
        for fix in &fixes {
            for rule in fix.twins.iter().chain([&fix.finding.diagnostic.metadata.name]) {
                *made.entry(*rule).or_default() += 1;
            }
        }
        let keeps_api = match &self.lint.import.api {
            Some(_) if self.most == Applicability::Safe => self.lint.import.api == lint.import.api,
            _ => true,
        };
        (keeps_api && is_better(self.lint, &lint, &made)).then_some(Fixed { document, lint, made })
    }
}

/// Whether the findings that were fixed are gone, no kind of finding is told more often, and the
/// service answers no worse.
fn is_better(before: &Lint, after: &Lint, made: &BTreeMap<&'static str, usize>) -> bool {
    let (old, new) = (counts(before), counts(after));
    let count =
        |counts: &BTreeMap<&str, usize>, name| counts.get(name).copied().unwrap_or_default();
    let verdict = |lint: &Lint| -> Verdict { lint.import.verdict() };
    verdict(after) <= verdict(before)
        && new.keys().all(|name| count(&new, name) <= count(&old, name))
        && made.iter().all(|(name, fixes)| count(&new, name) + fixes <= count(&old, name))
}

fn counts(lint: &Lint) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    // What is not told matters, too: a fix must not bring on what nobody asked to hear of.
    let told = lint.findings.iter().map(|it| it.diagnostic.metadata.name);
    let of_import = lint.import.diagnostics.iter().map(|it| it.metadata.name);
    let silent: BTreeSet<&str> = of_import.clone().collect();
    let told = told.filter(|name| !silent.contains(name));
    for name in told.chain(of_import) {
        *counts.entry(name).or_default() += 1;
    }
    counts
}

/// The text that fixes of a pass concern.
#[derive(Default)]
struct Taken(BTreeMap<u32, u32>);

impl Taken {
    /// Takes the text of the edits, unless some of it is taken. Text that is put in the same place
    /// concerns the same text: who comes first is no matter of chance.
    fn take(&mut self, edits: &[TextEdit]) -> bool {
        let is_free = |edit: &TextEdit| {
            let before = self.0.range(..=edit.span.end).next_back();
            before.is_none_or(|(_, end)| *end < edit.span.start)
        };
        if !edits.iter().all(is_free) {
            return false;
        }
        for edit in edits {
            let end = self.0.entry(edit.span.start).or_default();
            *end = (*end).max(edit.span.end);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use gatewright_diagnostics::Span;

    use super::*;

    #[test]
    fn what_touches_waits_for_the_next_pass() {
        let edit = |start, end| vec![TextEdit { span: Span::new(start, end), text: String::new() }];
        let mut taken = Taken::default();
        assert!(taken.take(&edit(10, 20)));
        assert!(!taken.take(&edit(20, 20)));
        assert!(!taken.take(&edit(5, 10)));
        assert!(!taken.take(&edit(12, 13)));
        assert!(!taken.take(&edit(0, 99)));
        assert!(taken.take(&edit(21, 21)));
        assert!(!taken.take(&edit(21, 25)));
        assert!(taken.take(&edit(0, 9)));
    }
}
