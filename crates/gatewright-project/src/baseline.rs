//! The baseline: findings that were there before, which nobody wants to hear of until they are
//! mended.
//!
//! A finding is known by its file, rule, message and place. A place is a pointer in which an item of
//! a list is called by what it says of itself, so that neither moving lines nor reordering a list
//! wakes what was known. What the service refuses is never known.

mod place;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};

use gatewright_lint::Finding;
use gatewright_source::Document;
use serde::{Deserialize, Serialize};

use crate::files::{plain, relative};

/// The form of the file. Another number is another form.
const VERSION: u32 = 1;

/// A file of known findings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Baseline {
    path: PathBuf,
    /// How often each is known.
    known: BTreeMap<Key, usize>,
}

/// What a finding is known by.
///
/// The file comes first, so that what is known of one file stands together.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Key {
    /// Relative to the folder of the baseline.
    file: String,
    rule: String,
    /// The pointer, with items by what they say of themselves.
    at: String,
    /// What the message comes to.
    digest: String,
}

/// One line of the file.
#[derive(Serialize, Deserialize)]
struct Line {
    #[serde(flatten)]
    key: Key,
    count: usize,
}

/// What stands between the name of a file and that of an API in it.
const OF_API: char = '#';

/// The whole file, to be read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Whole {
    version: u32,
    findings: Vec<Line>,
}

/// What became of the findings of one file.
#[derive(Debug, Clone, Default)]
pub struct Compared {
    /// Those that are known.
    pub known: Vec<Finding>,
    /// How many known ones are no more.
    pub gone: usize,
    file: String,
    /// All that can be known.
    all: Vec<Key>,
}

impl Baseline {
    /// A baseline without findings.
    pub fn empty(path: &Path) -> Self {
        Self { path: plain(path), known: BTreeMap::new() }
    }

    /// Reads the bytes of a file; the error says what is wrong with it.
    pub fn read(path: &Path, bytes: &[u8]) -> Result<Self, String> {
        let whole: Whole = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        if whole.version != VERSION {
            return Err(format!("its version is {}, not {VERSION}", whole.version));
        }
        let mut it = Self::empty(path);
        for Line { key, count } in whole.findings {
            let known = it.known.entry(key).or_default();
            *known = known.saturating_add(count);
        }
        Ok(it)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }

    /// Takes the known ones from the findings of a file, or of the API of that name in it.
    pub fn compare(
        &self,
        path: &Path,
        api: Option<&str>,
        document: &Document,
        findings: &mut Vec<Finding>,
    ) -> Compared {
        let mut file = relative(path, self.folder());
        if let Some(api) = api {
            file.push(OF_API);
            file.push_str(api);
        }
        let mut compared = Compared { file, ..Compared::default() };
        let mut left: BTreeMap<&Key, usize> = self.of_file(&compared.file).collect();
        let mut unknown = Vec::with_capacity(findings.len());
        for finding in findings.drain(..) {
            if finding.is_fatal() {
                unknown.push(finding);
                continue;
            }
            let key = Key::of(&compared.file, document, &finding);
            match left.get_mut(&key) {
                Some(count) if *count > 0 => {
                    *count -= 1;
                    compared.known.push(finding);
                }
                Some(_) | None => unknown.push(finding),
            }
            compared.all.push(key);
        }
        *findings = unknown;
        compared.gone = total(left.into_values());
        compared
    }

    fn of_file(&self, file: &str) -> impl Iterator<Item = (&Key, usize)> {
        // Keys are in the order of their files.
        let first = Key { file: file.to_owned(), ..Key::default() };
        let of_file = self.known.range(first..).take_while(move |(key, _)| key.file == file);
        of_file.map(|(key, count)| (key, *count))
    }

    /// The same after a run: of the files that were looked at all that was found, and of others, as
    /// long as they are there, what was known.
    #[must_use]
    pub fn updated(&self, run: &[Compared], is_there: impl Fn(&Path) -> bool) -> Self {
        let looked_at: BTreeSet<&str> = run.iter().map(|it| it.file.as_str()).collect();
        let mut there: BTreeMap<&str, bool> = BTreeMap::new();
        let mut known = BTreeMap::new();
        for (key, count) in &self.known {
            let file = key.file.as_str();
            let is_kept = !looked_at.contains(file)
                && *there.entry(file).or_insert_with(|| {
                    let template = file.rsplit_once(OF_API).map(|(template, _)| template);
                    let mut names = std::iter::once(file).chain(template);
                    names.any(|name| is_there(&self.folder().join(name)))
                });
            if is_kept {
                known.insert(key.clone(), *count);
            }
        }
        for key in run.iter().flat_map(|it| &it.all) {
            *known.entry(key.clone()).or_default() += 1;
        }
        Self { path: self.path.clone(), known }
    }

    /// The number of findings that are known.
    pub fn len(&self) -> usize {
        total(self.known.values().copied())
    }

    /// The text of the file: a line for each, in order.
    pub fn to_text(&self) -> String {
        let mut text = format!("{{\n\"version\": {VERSION},\n\"findings\": [");
        for (index, (key, count)) in self.known.iter().enumerate() {
            let line = Line { key: key.clone(), count: *count };
            // Texts and a number always have a form.
            let line = serde_json::to_string(&line).unwrap_or_default();
            let _ = write!(text, "{}\n{line}", if index == 0 { "" } else { "," });
        }
        text.push_str("\n]\n}\n");
        text
    }
}

impl Compared {
    /// Takes all that can be known from the findings.
    pub(crate) fn adopt(&mut self, findings: &mut Vec<Finding>) {
        let (fatal, known): (Vec<_>, Vec<_>) = findings.drain(..).partition(Finding::is_fatal);
        *findings = fatal;
        self.known.extend(known);
    }
}

impl Key {
    fn of(file: &str, document: &Document, finding: &Finding) -> Self {
        let diagnostic = &finding.diagnostic;
        Self {
            file: file.to_owned(),
            rule: diagnostic.metadata.name.to_owned(),
            at: place::stable(document, diagnostic.location.pointer.as_str()),
            digest: digest(&diagnostic.message),
        }
    }
}

/// A sum of counts, which come from a file and may be anything.
fn total(counts: impl Iterator<Item = usize>) -> usize {
    counts.fold(0, usize::saturating_add)
}

/// FNV-1a, which stays the same whatever the machine and the release; it only has to tell apart the
/// messages of one rule at one place.
fn digest(message: &str) -> String {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let hash = message.bytes().fold(0xcbf2_9ce4_8422_2325, step);
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use gatewright_diagnostics::{Checked, SourceId};
    use gatewright_import::ImportOptions;
    use gatewright_lint::{Settings, lint};

    use super::*;

    const FILE: &str = "/repository/apis/pets.yaml";
    const TEXT: &str = "openapi: 3.0.1\ninfo: { title: Pets, version: '1' }\npaths:\n  /ping:\n    \
                        get:\n      parameters:\n      - { name: a, in: query, schema: {type: strin} }\n      \
                        - { name: b, in: query, schema: {type: strin} }\n      \
                        responses: { 200: { description: OK } }\n      \
                        x-amazon-apigateway-integration:\n        \
                        { type: http_proxy, httpMethod: GET, uri: 'https://example.com/pets' }\n";

    fn document(text: &str) -> Checked<Document> {
        gatewright_source::read(SourceId(0), text.into())
    }

    fn compare(baseline: &Baseline, text: &str) -> (Vec<Finding>, Compared) {
        let document = document(text);
        let mut lint = lint(&document, &ImportOptions::default(), &Settings::default());
        let compared = baseline.compare(Path::new(FILE), None, &document.value, &mut lint.findings);
        (lint.findings, compared)
    }

    fn baseline() -> Baseline {
        let empty = Baseline::empty(Path::new("/repository/known.json"));
        let (found, compared) = compare(&empty, TEXT);
        assert!(found.len() > 2, "{found:#?}");
        let updated = empty.updated(&[compared], |_| true);
        assert_eq!(updated.len(), found.len());
        updated
    }

    #[test]
    fn a_file_is_read_as_it_was_written_and_has_a_line_for_each() {
        let baseline = baseline();
        let text = baseline.to_text();
        let read = Baseline::read(baseline.path(), text.as_bytes()).expect("a baseline");
        assert_eq!(read, baseline);
        assert_eq!(text.lines().filter(|it| it.contains("digest")).count(), baseline.known.len());
        assert!(text.contains(r#""file":"apis/pets.yaml""#), "{text}");
        assert!(Baseline::read(baseline.path(), b"{}").is_err());
        let other = text.replace("\"version\": 1", "\"version\": 2");
        assert!(Baseline::read(baseline.path(), other.as_bytes()).is_err());
        let empty = Baseline::empty(baseline.path());
        assert_eq!(Baseline::read(baseline.path(), empty.to_text().as_bytes()), Ok(empty));
    }

    #[test]
    fn moving_and_reordering_wakes_nothing() {
        let (found, compared) = compare(&baseline(), TEXT);
        assert!(found.is_empty() && compared.gone == 0, "{found:#?}");
        let moved = format!("# a word\n\n{}", TEXT.replace("paths:", "x-more: 1\npaths:"));
        let swapped = moved.replace("name: a", "name: c").replace("name: b", "name: a");
        let swapped = swapped.replace("name: c", "name: b");
        for text in [moved, swapped] {
            let (found, compared) = compare(&baseline(), &text);
            assert!(found.is_empty() && compared.gone == 0, "{found:#?}");
        }
    }

    #[test]
    fn what_is_new_is_told_and_what_is_gone_is_counted() {
        let another = TEXT.replace("/ping", "/sping");
        let (found, compared) = compare(&baseline(), &another);
        assert!(!found.is_empty() && compared.gone == found.len(), "{found:#?}");
        let mended = TEXT.replace("strin}", "string}").replace("/ping", "/ping/pong");
        let (_, compared) = compare(&baseline(), &mended);
        assert!(compared.gone > 0);
    }

    #[test]
    fn as_many_are_known_as_there_were() {
        let mut doubled = baseline();
        let (found, _) = compare(&Baseline::empty(doubled.path()), TEXT);
        for count in doubled.known.values_mut() {
            *count += 1;
        }
        let (left, compared) = compare(&doubled, TEXT);
        assert!(left.is_empty());
        assert_eq!(compared.gone, found.len());
    }

    #[test]
    fn counts_beyond_all_bounds_are_many() {
        let line = baseline().to_text().lines().find(|it| it.contains("digest")).map(|line| {
            let line = line.trim_end_matches(',');
            line.replace("\"count\":1", &format!("\"count\":{}", usize::MAX))
        });
        let line = line.expect("a line");
        let other = line.replace("pets.yaml", "toys.yaml");
        let text = format!("{{\"version\":1,\"findings\":[{line},{line},{other}]}}");
        let baseline = Baseline::read(baseline().path(), text.as_bytes()).expect("a baseline");
        assert_eq!(baseline.len(), usize::MAX);
        let (_, compared) = compare(&baseline, TEXT);
        assert_eq!((compared.known.len(), compared.gone), (1, usize::MAX - 1));
    }

    #[test]
    fn what_the_service_refuses_is_never_known() {
        let refused = TEXT.replace("/ping", "/pi ng");
        let empty = Baseline::empty(Path::new("/repository/known.json"));
        let (found, compared) = compare(&empty, &refused);
        assert!(found.iter().any(Finding::is_fatal), "{found:#?}");
        let (left, _) = compare(&empty.updated(&[compared], |_| true), &refused);
        assert!(!left.is_empty() && left.iter().all(Finding::is_fatal), "{left:#?}");
    }

    #[test]
    fn other_files_stay_known_as_long_as_they_are_there() {
        let baseline = baseline();
        assert_eq!(baseline.updated(&[], |_| true), baseline);
        assert!(baseline.updated(&[], |_| false).is_empty());
        let mended = Compared { file: "apis/pets.yaml".to_owned(), ..Compared::default() };
        assert!(baseline.updated(&[mended], |_| true).is_empty());
    }
}
