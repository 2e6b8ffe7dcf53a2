//! One file of settings: read, with all that is wrong with it.

use std::path::{Path, PathBuf};

use gatewright_diagnostics::{Checked, Diagnostic, Location, Metadata, SourceId};
use gatewright_lint::{Category, Finding, nearest};
use gatewright_source::{Document, Fault, Node, NodeId, Reason, diagnostics::STOPS, read, read_as};

use crate::config::Config;
use crate::diagnostics::{
    self, CONFIG_MEMBER_MISSING, CONFIG_MEMBER_UNKNOWN, CONFIG_UNPARSEABLE, CONFIG_VALUE_INVALID,
};

/// A file of settings.
#[derive(Debug)]
pub struct Source {
    /// Where it is.
    pub path: PathBuf,
    /// What was read.
    pub document: Document,
    /// What is wrong with it.
    pub findings: Vec<Finding>,
    pub(crate) config: Config,
}

impl Source {
    /// Reads the bytes of a file.
    pub(crate) fn read(path: &Path, bytes: Vec<u8>) -> Self {
        let Checked { value: document, diagnostics } = read(SourceId(0), bytes);
        let mut findings: Vec<Finding> =
            diagnostics.into_iter().filter_map(unreadable).map(finding).collect();
        let is_stop = |it: &Finding| it.diagnostic.metadata.name == CONFIG_UNPARSEABLE.name;
        let is_whole = !findings.iter().any(is_stop);
        let mut config = Config::default();
        if is_whole && let Some(root) = document.root() {
            let typed = read_as::<Config>(root);
            let faults =
                typed.faults.iter().filter(|fault| !is_explained(&document, fault, &typed.faults));
            findings.extend(faults.map(|fault| finding(diagnostic(&document, fault))));
            config = typed.value.unwrap_or_default();
        }
        Self { path: path.to_owned(), document, findings, config }
    }

    /// A file of custom rules, whose settings are its own business.
    pub(crate) fn of_rules(path: &Path, document: Document) -> Self {
        let (path, config) = (path.to_owned(), Config::default());
        Self { path, document, findings: Vec::new(), config }
    }

    /// Puts what is wrong in the order of the text.
    pub(crate) fn put_in_order(&mut self) {
        self.findings.sort_by_key(|finding| finding.diagnostic.location.span);
    }

    /// The folder that it is in.
    pub(crate) fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }

    /// The place of a node.
    pub(crate) fn at(&self, node: NodeId) -> Location {
        self.document.node(node).location()
    }

    /// Adds something that is wrong with it.
    pub(crate) fn tell(&mut self, diagnostic: Diagnostic) {
        debug_assert!(
            diagnostic.metadata.stage == gatewright_diagnostics::Stage::Config,
            "findings about rules have a severity of their own"
        );
        self.findings.push(finding(diagnostic));
    }
}

/// A finding of the kind that its metadata says.
pub(crate) fn finding(diagnostic: Diagnostic) -> Finding {
    let severity = diagnostics::severity(diagnostic.metadata);
    Finding { diagnostic, severity, category: Category::Configuration, fix: None }
}

/// What the reader says of a definition, said of settings. What is of no matter for them is not.
fn unreadable(found: Diagnostic) -> Option<Diagnostic> {
    let is_stop = STOPS.contains(&found.metadata);
    let is_double = found.metadata.name == gatewright_source::diagnostics::KEY_DUPLICATE.name;
    let metadata: &'static Metadata = match (is_stop, is_double) {
        (true, _) => &CONFIG_UNPARSEABLE,
        (false, true) => &CONFIG_VALUE_INVALID,
        (false, false) => return None,
    };
    // Where the message is the service's, the label says what is wrong.
    let message = match (&found.label, found.metadata.words) {
        (Some(label), gatewright_diagnostics::Words::Service) => label.clone(),
        _ => found.message,
    };
    let label = found.label.filter(|label| *label != message);
    Some(Diagnostic { metadata, message, label, ..found })
}

/// Whether something is missing that is there under a name that is unknown.
fn is_explained(document: &Document, fault: &Fault, others: &[Fault]) -> bool {
    let Reason::Missing(missing) = fault.reason else { return false };
    others.iter().any(|other| match &other.reason {
        Reason::UnknownMember { name, known } => {
            let parent = document.node(other.at).parent();
            parent.is_some_and(|it| it.id() == fault.at)
                && nearest(name, known.iter().copied()) == Some(missing)
        }
        _ => false,
    })
}

fn diagnostic(document: &Document, fault: &Fault) -> Diagnostic {
    let node = document.node(fault.at);
    let at = match fault.reason {
        // The mapping may be long.
        Reason::Missing(_) => node.key().unwrap_or_else(|| first(node)).location(),
        _ => node.location(),
    };
    let message = fault.reason.to_string();
    let advice =
        |name: &str, known: &'static [&'static str]| match nearest(name, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("there are {}", listed(known)),
        };
    match &fault.reason {
        Reason::UnknownMember { name, known } => {
            Diagnostic::new(&CONFIG_MEMBER_UNKNOWN, message, at)
                .label("means nothing here")
                .help(advice(name, known))
        }
        Reason::UnknownValue { name, known } => Diagnostic::new(&CONFIG_VALUE_INVALID, message, at)
            .label("means nothing here")
            .help(advice(name, known)),
        Reason::Missing(name) => Diagnostic::new(&CONFIG_MEMBER_MISSING, message, at)
            .label("is not complete")
            .help(format!("write `{name}`")),
        Reason::Unexpected { .. } | Reason::Other(_) => {
            Diagnostic::new(&CONFIG_VALUE_INVALID, message, at)
        }
    }
}

/// What a mapping without a key of its own begins with.
fn first(node: Node<'_>) -> Node<'_> {
    node.entries().next().map_or(node, |(key, _)| key)
}

fn listed(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}
