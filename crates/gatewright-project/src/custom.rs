//! The rules of the project's own: those in the settings, and rulesets beside them.

use std::path::{Path, PathBuf};

use gatewright_diagnostics::{Checked, Diagnostic, SourceId};
use gatewright_lint::{Category, Finding};
use gatewright_ruleset::{Loaded, Ruleset, severity};
use gatewright_source::{At, Document};

use crate::Files;
use crate::files::plain;
use crate::project::unreadable;
use crate::source::Source;

/// Reads the rules of all settings; those of stronger ones replace others of the same name. The files
/// of rulesets in which something is wrong are added to the sources.
pub(crate) fn read(sources: &mut Vec<Source>, files: &dyn Files) -> Ruleset {
    let mut all = Ruleset::default();
    let mut others = Vec::new();
    for source in sources.iter_mut() {
        for At { node, value } in source.config.rulesets.0.clone() {
            let path = plain(&source.folder().join(&value));
            match files.read(&path) {
                Ok(bytes) => all.extend(spectral(&path, bytes, files, &mut others)),
                Err(error) => source.tell(unreadable(&value, &error, source.at(node))),
            }
        }
        if let Some(At { node, .. }) = source.config.rules {
            let Checked { value, diagnostics } = Ruleset::declared(source.document.node(node));
            source.findings.extend(diagnostics.into_iter().map(finding));
            all.extend(value);
        }
    }
    sources.extend(others);
    all
}

/// Reads a ruleset of Spectral with those that it extends.
fn spectral(path: &Path, bytes: Vec<u8>, files: &dyn Files, others: &mut Vec<Source>) -> Ruleset {
    // What is read by the number of its file, since findings know no more.
    let mut read: Vec<(PathBuf, Vec<u8>)> = vec![(path.to_owned(), bytes.clone())];
    let document = document(0, bytes);
    let Some(root) = document.root() else { return Ruleset::default() };
    let mut load = |from: &str, reference: &str| {
        let folder = Path::new(from).parent().unwrap_or(Path::new(""));
        let path = plain(&folder.join(reference));
        let bytes = files.read(&path).map_err(|error| error.to_string())?;
        let number = read.len();
        read.push((path.clone(), bytes.clone()));
        let path = path.to_string_lossy().into_owned();
        Ok(Loaded { path, document: self::document(number, bytes) })
    };
    let Checked { value, diagnostics } =
        Ruleset::spectral(root, &path.to_string_lossy(), &mut load);
    for (number, (path, bytes)) in read.into_iter().enumerate() {
        let own = |told: &&Diagnostic| told.location.source.0 as usize == number;
        let own: Vec<Finding> = diagnostics.iter().filter(own).cloned().map(finding).collect();
        if !own.is_empty() {
            let mut source = Source::of_rules(&path, self::document(number, bytes));
            source.findings = own;
            others.push(source);
        }
    }
    value
}

fn document(number: usize, bytes: Vec<u8>) -> Document {
    let number = SourceId(u32::try_from(number).unwrap_or(u32::MAX));
    gatewright_source::read(number, bytes).value
}

fn finding(diagnostic: Diagnostic) -> Finding {
    let severity = severity(diagnostic.metadata);
    Finding { diagnostic, severity, category: Category::Custom, fix: None }
}
