//! What a ruleset extends: files are read, packages and addresses are not.

use gatewright_source::Node;

use super::{Read, Share, file};
use crate::reader::{Reader, short};
use crate::rule::CustomRule;
use crate::ruleset::{Load, put};

/// Files that extend files are followed so deep.
const MAX_DEPTH: usize = 16;

/// Reads all that a ruleset extends.
pub(super) fn read(
    node: Node<'_>,
    read: &mut Read,
    open: &mut Vec<String>,
    load: &mut Load<'_>,
    reader: &mut Reader,
) {
    let each: Vec<Node<'_>> = if node.is_sequence() { node.items().collect() } else { vec![node] };
    for at in each {
        let mut parts = at.items();
        let (at, share) = match parts.next() {
            Some(first) => (first, parts.next().and_then(Node::text)),
            None => (at, None),
        };
        let share = match share {
            None | Some("recommended") => Share::Recommended,
            Some("all") => Share::All,
            Some("off") => Share::Off,
            Some(other) => {
                reader.unknown(at, "share of a ruleset", other, ["recommended", "all", "off"]);
                Share::Recommended
            }
        };
        let Some(reference) = reader.text(at, "extends") else { continue };
        one(at, reference, share, read, open, load, reader);
    }
}

fn one(
    at: Node<'_>,
    reference: &str,
    share: Share,
    read: &mut Read,
    open: &mut Vec<String>,
    load: &mut Load<'_>,
    reader: &mut Reader,
) {
    if let Some(why) = not_followed(reference) {
        read.is_open = true;
        let message = format!("`{}` is not followed", short(reference));
        reader.not_followed(at, message, why, "");
        return;
    }
    let from = open.last().cloned().unwrap_or_default();
    let loaded = match load(&from, reference) {
        Ok(loaded) => loaded,
        Err(error) => {
            read.is_open = true;
            let message = format!("`{}` cannot be read", short(reference));
            reader.not_followed(at, message, &short(&error), "correct the path");
            return;
        }
    };
    if open.contains(&loaded.path) || open.len() > MAX_DEPTH {
        let message = format!("`{}` is not followed", short(reference));
        reader.not_followed(at, message, "a circle of rulesets", "extend one way only");
        return;
    }
    open.push(loaded.path);
    if let Some(root) = loaded.document.root() {
        let inner = file(root, share, open, load, reader);
        read.is_open |= inner.is_open;
        read.aliases.extend(inner.aliases);
        for rule in inner.rules {
            put(&mut read.rules, CustomRule { ..rule });
        }
    }
    open.pop();
}

/// Why a reference is not followed.
fn not_followed(reference: &str) -> Option<&'static str> {
    let ends = |list: &[&str]| list.iter().any(|end| reference.ends_with(end));
    if reference.starts_with("spectral:") {
        return Some("an import and our own rules say most of it");
    }
    if reference.contains("://") {
        return Some("nothing is fetched");
    }
    if ends(&[".js", ".mjs", ".cjs", ".ts"]) {
        return Some("JavaScript");
    }
    let is_file = reference.starts_with(['.', '/']) || ends(&[".yaml", ".yml", ".json"]);
    (!is_file).then_some("a package")
}
