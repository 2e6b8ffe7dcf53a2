//! `cargo xtask schemas DIR`: whether the schema of whole definitions finds fault with what is right.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use gatewright_definition::looks_like_definition;
use gatewright_diagnostics::{Checked, Diagnostic, Effect, SourceId, Span};
use gatewright_import::{ImportOptions, StableIds, import};
use gatewright_lint::{Settings, lint};
use gatewright_source::{Document, Node};
use jsonschema::error::ValidationErrorKind;
use jsonschema::{ValidationError, Validator};
use serde_json::Value;

use super::of_definition;
use crate::{at, find_files};

/// What the schema says of definitions.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    /// Definitions.
    pub(crate) definitions: usize,
    /// Those in which the schema finds no fault.
    pub(crate) valid: usize,
    /// Faults where the import or a rule has something to say, too.
    pub(crate) shared: Vec<String>,
    /// Faults in definitions that are refused for something else, so that the import says no more.
    pub(crate) beside: Vec<String>,
    /// Faults where nobody else finds any.
    pub(crate) alone: Vec<String>,
}

/// A value that a schema does not like.
#[derive(Debug)]
pub(super) struct Fault {
    pointer: String,
    text: String,
}

/// Validates all definitions below a folder and lists the faults; false when there are some that
/// nobody else finds.
pub(crate) fn run(folder: &Path, out: &mut impl Write) -> io::Result<bool> {
    let folder = folder.canonicalize().map_err(|error| at(folder, &error))?;
    let Counts { definitions, valid, shared, beside, alone } = count(&folder)?;
    for fault in &shared {
        writeln!(out, "{fault}")?;
    }
    for fault in &beside {
        writeln!(out, "refused for something else: {fault}")?;
    }
    for fault in &alone {
        writeln!(out, "NOBODY ELSE SAYS SO: {fault}")?;
    }
    writeln!(
        out,
        "{definitions} definitions, {valid} of them valid; {} faults that others find too, {} beside \
         others, {} that only the schema finds",
        shared.len(),
        beside.len(),
        alone.len()
    )?;
    Ok(alone.is_empty())
}

/// Validates all definitions below a folder.
pub(crate) fn count(folder: &Path) -> io::Result<Counts> {
    let validator = jsonschema::draft7::new(&of_definition()).map_err(io::Error::other)?;
    let mut files: Vec<PathBuf> = Vec::new();
    find_files(folder, &mut files)?;
    let mut counts = Counts::default();
    for path in files {
        let bytes = fs::read(&path).map_err(|error| at(&path, &error))?;
        let document = gatewright_source::read(SourceId(0), bytes);
        let Some(root) = document.value.root().filter(|_| looks_like_definition(&document.value))
        else {
            continue;
        };
        counts.definitions += 1;
        let faults = faults(&validator, &root.to_json());
        if faults.is_empty() {
            counts.valid += 1;
            continue;
        }
        let told = told(&document);
        let is_refused = told.iter().any(|it| it.metadata.effect == Effect::Refused);
        let name = path.strip_prefix(folder).unwrap_or(&path).display();
        for Fault { pointer, text } in faults {
            let line = format!("{name} {pointer}: {text}");
            match other(&document.value, &pointer, &told) {
                Some(other) => counts.shared.push(format!("{line} ({})", other.metadata.name)),
                None if is_refused => counts.beside.push(line),
                None => counts.alone.push(line),
            }
        }
    }
    if counts.definitions == 0 {
        return Err(at(folder, &"no definition below this folder"));
    }
    Ok(counts)
}

/// What an import says, and what the rules say; these may speak in the place of the import.
fn told(document: &Checked<Document>) -> Vec<Diagnostic> {
    let options = ImportOptions::default();
    let mut told = import(document, &options, &mut StableIds::default()).diagnostics;
    let lint = lint(document, &options, &Settings::default());
    told.extend(lint.findings.into_iter().map(|it| it.diagnostic));
    told
}

/// Who else has something to say about the value, something in it, or its key.
fn other<'a>(document: &Document, pointer: &str, told: &'a [Diagnostic]) -> Option<&'a Diagnostic> {
    let node = document.at_pointer(pointer)?;
    let start = node.key().map_or(node.span(), Node::span).start;
    let here = Span::new(start, node.span().end);
    let is_here = |it: Span| here.start <= it.start && it.end <= here.end;
    told.iter().find(|it| {
        is_here(it.location.span) || it.related.iter().any(|it| is_here(it.location.span))
    })
}

/// What a schema does not like.
pub(super) fn faults(validator: &Validator, instance: &Value) -> Vec<Fault> {
    validator.iter_errors(instance).flat_map(|error| causes(&error)).collect()
}

/// Of alternatives, the faults of the one that looks most like what was meant: it gets furthest, or
/// stands first.
fn causes(error: &ValidationError<'_>) -> Vec<Fault> {
    let own = || {
        let text: String = error.to_string().chars().take(100).collect();
        vec![Fault { pointer: error.instance_path().to_string(), text }]
    };
    let ValidationErrorKind::AnyOf { context } = error.kind() else { return own() };
    let branches = context.iter().map(|errors| errors.iter().flat_map(causes).collect());
    let depth = |faults: &Vec<Fault>| {
        let depths = faults.iter().map(|fault| fault.pointer.matches('/').count());
        depths.max().unwrap_or_default()
    };
    let furthest = branches.reduce(
        |best: Vec<Fault>, next| {
            if depth(&next) > depth(&best) { next } else { best }
        },
    );
    furthest.filter(|faults| !faults.is_empty()).unwrap_or_else(own)
}
