//! What a ruleset has otherwise for some files, or for some places in them.

use gatewright_definition::decoded;
use gatewright_source::Node;
use globset::{Glob, GlobBuilder};

use super::{Read, Share, change, shared};
use crate::reader::Reader;
use crate::rule::CustomRule;
use crate::ruleset::{Change, Files, Override};

/// Reads `overrides` of a ruleset.
pub(super) fn read(
    node: Node<'_>,
    ruleset: Node<'_>,
    read: &mut Read,
    reader: &mut Reader,
) -> Vec<Override> {
    if !node.is_sequence() {
        reader.wrong_type(node, "overrides", "a list");
        return Vec::new();
    }
    let mut shared = shared(ruleset, Share::Recommended, false, &mut Reader::default());
    let mut overrides = Vec::new();
    for at in node.items() {
        let known = ["files", "rules", "formats", "aliases", "extends", "parserOptions"];
        if !reader.is_mapping_of(at, "an override", &known) {
            continue;
        }
        if let Some(at) = at.get("extends") {
            let message = "`extends` of an override is not followed".to_owned();
            let help = "extend it at the top, and switch its rules here";
            reader.not_followed(at, message, "", help);
        }
        if let Some(at) = at.get("aliases") {
            read.aliases.read(at, reader);
        }
        if let Some(at) = at.get("formats") {
            shared.formats = Some(super::formats(at, reader));
        }
        let Some(patterns) = at.get("files") else {
            let message = "an override needs `files`".to_owned();
            reader.malformed(at, message, "is for no file", "say which files");
            continue;
        };
        let mut files = Vec::new();
        for (at, text) in reader.texts(patterns, "files") {
            let (pattern, pointer) = match text.split_once('#') {
                Some((pattern, pointer)) => (pattern, Some(decoded(pointer).into_owned())),
                None => (text, None),
            };
            match glob(pattern) {
                Ok(glob) => files.push(Files { glob: glob.compile_matcher(), pointer }),
                Err(error) => reader.invalid(at, "pattern of files", &error.kind().to_string()),
            }
        }
        let mut changes = Vec::new();
        for (key, value) in at.get("rules").into_iter().flat_map(Node::entries) {
            let Some(change) = change(key, value, &shared, read, reader) else { continue };
            let name = key.text().unwrap_or_default();
            let is_known = read.is_open || read.rules.iter().any(|rule| rule.name() == name);
            if !is_known && !matches!(change, Change::Rule(_)) {
                let known: Vec<&str> = read.rules.iter().map(CustomRule::name).collect();
                reader.unknown(key, "rule", name, known);
                continue;
            }
            changes.push((name.to_owned(), change));
        }
        overrides.push(Override { files, changes });
    }
    overrides
}

/// A pattern without a slash is for files of that name in any folder.
fn glob(pattern: &str) -> Result<Glob, globset::Error> {
    let pattern = pattern.strip_prefix("./").unwrap_or(pattern);
    let anywhere = format!("**/{pattern}");
    let pattern = if pattern.contains('/') { pattern } else { &anywhere };
    GlobBuilder::new(pattern).literal_separator(true).build()
}
