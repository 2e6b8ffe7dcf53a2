//! The rewritings of whole definitions, and the laws that they are held to.

use gatewright_diagnostics::Checked;
use gatewright_fix::{
    ModelNames, NotWritten, OpenApi30, Reach, Renamed, Rewrite, Written, downgrade, rename_models,
    sibling_variables, strip_unsupported, write,
};
use gatewright_import::ImportOptions;
use gatewright_source::diagnostics::STOPS;
use gatewright_source::{Document, Node};

type Rewriting = fn(&Document) -> Checked<Rewrite>;

/// Those of one file.
pub(super) const REWRITINGS: [(&str, Rewriting); 4] = [
    ("rename-models", renamed),
    ("sibling-variables", sibling_variables),
    ("strip-unsupported", |document| strip_unsupported(document, Reach::All)),
    ("downgrade", |document| downgrade(document, OpenApi30::default())),
];

fn renamed(document: &Document) -> Checked<Rewrite> {
    let names = ModelNames::of(document, &[]);
    let here = Renamed { names: &names.value, is_meant: &str::is_empty };
    Checked::new(rename_models(document, &[here]), names.diagnostics)
}

/// What came of a rewriting of a definition.
pub(super) enum Rewritten {
    /// There was nothing to change.
    Same,
    /// It was written, and needs no rewriting afterwards.
    Done,
    /// It says that it cannot be written.
    Left(NotWritten),
    /// A law does not hold.
    Fault(String),
}

/// Rewrites a definition, and what comes of it once more.
pub(super) fn rewrite(document: &Checked<Document>, rewriting: Rewriting) -> Rewritten {
    let rewrite = rewriting(&document.value).value;
    let is_whole = !document.diagnostics.iter().any(|it| STOPS.contains(&it.metadata));
    if rewrite.edits.is_empty() || !is_whole {
        return Rewritten::Same;
    }
    match write(document, &rewrite, &ImportOptions::default()) {
        Ok(written) => match rewriting(&written.document.value).value.edits.len() {
            0 => Rewritten::Done,
            count => Rewritten::Fault(format!("there are {count} more edits afterwards")),
        },
        Err(
            reason @ (NotWritten::Different | NotWritten::Refused(_) | NotWritten::Dangling(_)),
        ) => Rewritten::Fault(reason.to_string()),
        Err(reason) => Rewritten::Left(reason),
    }
}

/// What does not hold when all models are renamed, and renamed back: the definition must be what it was,
/// but for texts in several lines, which are quoted then.
pub(super) fn there_and_back(document: &Checked<Document>) -> Option<String> {
    let schemas = ["/definitions", "/components/schemas"];
    let schemas = schemas.iter().find_map(|it| document.value.at_pointer(it))?;
    let names: Vec<&str> = schemas.entries().filter_map(|(key, _)| key.text()).collect();
    let is_legal = |name: &&str| name.bytes().all(|it| it.is_ascii_alphanumeric());
    let names: Vec<&str> = names.into_iter().filter(is_legal).collect();
    if names.is_empty() {
        return None;
    }
    let there = names.iter().map(|name| ((*name).to_owned(), format!("{name}Zz")));
    let back = names.iter().map(|name| (format!("{name}Zz"), (*name).to_owned()));
    let renamed = with_names(document, &there.collect::<Vec<_>>())?;
    let again = with_names(&renamed.document, &back.collect::<Vec<_>>())?;
    // Names that the service refuses get others on the way.
    let has_others = schemas.entries().count() != names.len();
    let value = |document: &Document| document.root().map(Node::to_json);
    let is_same = has_others || value(&again.document.value) == value(&document.value);
    (!is_same).then(|| "names that were given and taken back leave a trace".to_owned())
}

fn with_names(document: &Checked<Document>, names: &[(String, String)]) -> Option<Written> {
    let names = ModelNames::of(&document.value, names).value;
    let here = Renamed { names: &names, is_meant: &str::is_empty };
    write(document, &rename_models(&document.value, &[here]), &ImportOptions::default()).ok()
}
