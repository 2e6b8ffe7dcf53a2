//! The aliases of a ruleset: names for paths, which may stand for others in other versions.

use std::collections::BTreeMap;

use gatewright_source::Node;

use crate::formats::Formats;
use crate::reader::Reader;

/// Aliases within aliases are followed so deep.
const MAX_DEPTH: u32 = 16;

/// So many paths does one alias come to.
const MOST_PATHS: usize = 200;

/// The aliases of a ruleset and of those that it extends.
#[derive(Debug, Clone, Default)]
pub(super) struct Aliases(BTreeMap<String, Vec<Meaning>>);

/// What an alias stands for, perhaps in some versions only.
#[derive(Debug, Clone)]
struct Meaning {
    formats: Option<Formats>,
    paths: Vec<String>,
}

impl Aliases {
    /// Adds those of another ruleset.
    pub(super) fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Adds those of a file.
    pub(super) fn read(&mut self, node: Node<'_>, reader: &mut Reader) {
        if !node.is_mapping() {
            reader.wrong_type(node, "aliases", "an object of paths by their names");
            return;
        }
        for (key, value) in node.entries() {
            let meanings = if value.is_mapping() {
                reader.is_mapping_of(value, "an alias", &["description", "targets"]);
                let targets = value.get("targets").into_iter().flat_map(Node::items);
                targets.map(|it| target(it, reader)).collect()
            } else {
                let paths = reader.texts(value, "an alias");
                let paths = paths.into_iter().map(|(_, text)| text.to_owned()).collect();
                vec![Meaning { formats: None, paths }]
            };
            self.0.insert(key.text().unwrap_or_default().to_owned(), meanings);
        }
    }

    /// The paths that a `given` comes to, and the versions in which it does.
    pub(super) fn resolved(
        &self,
        at: Node<'_>,
        text: &str,
        reader: &mut Reader,
    ) -> Vec<(Option<Formats>, String)> {
        let mut paths = Vec::new();
        self.resolve(at, text, None, MAX_DEPTH, &mut paths, reader);
        paths
    }

    fn resolve(
        &self,
        at: Node<'_>,
        text: &str,
        formats: Option<Formats>,
        depth: u32,
        paths: &mut Vec<(Option<Formats>, String)>,
        reader: &mut Reader,
    ) {
        let Some(name) = text.strip_prefix('#') else {
            if paths.len() < MOST_PATHS {
                paths.push((formats, text.to_owned()));
            }
            return;
        };
        let is_of_name = |it: char| it.is_ascii_alphanumeric() || "-_".contains(it);
        let end = name.find(|it| !is_of_name(it)).unwrap_or(name.len());
        let (name, rest) = name.split_at(end);
        let Some(meanings) = self.0.get(name) else {
            let known: Vec<&str> = self.0.keys().map(String::as_str).collect();
            reader.unknown(at, "alias", name, known);
            return;
        };
        let Some(depth) = depth.checked_sub(1) else {
            reader.invalid(at, "alias", "it leads back to itself");
            return;
        };
        for meaning in meanings {
            // Of two conditions the narrower one counts; both are never more than one version.
            let formats = meaning.formats.or(formats);
            for path in &meaning.paths {
                if paths.len() >= MOST_PATHS || path.len() > 10_000 {
                    return;
                }
                self.resolve(at, &format!("{path}{rest}"), formats, depth, paths, reader);
            }
        }
    }
}

fn target(node: Node<'_>, reader: &mut Reader) -> Meaning {
    if !reader.is_mapping_of(node, "a target", &["formats", "given"]) {
        return Meaning { formats: Some(Formats::default()), paths: Vec::new() };
    }
    let formats = node.get("formats").map(|it| super::formats(it, reader));
    let given = node.get("given").map(|it| reader.texts(it, "given")).unwrap_or_default();
    Meaning { formats, paths: given.into_iter().map(|(_, text)| text.to_owned()).collect() }
}
