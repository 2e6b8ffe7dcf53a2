//! Reading the members of rules from a document, and saying what is wrong with them.

use gatewright_diagnostics::{Diagnostic, Metadata};
use gatewright_lint::nearest;
use gatewright_source::Node;

use crate::diagnostics::{
    CUSTOM_RULE_EXPRESSION_INVALID, CUSTOM_RULE_MALFORMED, CUSTOM_RULE_NAME_UNKNOWN,
    RULESET_NOT_FOLLOWED,
};
use crate::path::{Dialect, Path};
use crate::pattern::Pattern;

/// So many findings are made of one ruleset; nobody reads more.
const MOST_FINDINGS: usize = 500;

/// What has been noticed so far.
#[derive(Debug, Default)]
pub(crate) struct Reader {
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Reader {
    pub(crate) fn report(&mut self, diagnostic: Diagnostic) {
        if self.diagnostics.len() < MOST_FINDINGS {
            self.diagnostics.push(diagnostic);
        }
    }

    fn say(
        &mut self,
        kind: &'static Metadata,
        at: Node<'_>,
        message: String,
        label: &str,
        help: &str,
    ) {
        let mut diagnostic = Diagnostic::new(kind, message, place(at).location());
        if !label.is_empty() {
            diagnostic = diagnostic.label(label);
        }
        if !help.is_empty() {
            diagnostic = diagnostic.help(help);
        }
        self.report(diagnostic);
    }

    /// A member that is missing, unknown, or of the wrong type.
    pub(crate) fn malformed(&mut self, at: Node<'_>, message: String, label: &str, help: &str) {
        self.say(&CUSTOM_RULE_MALFORMED, at, message, label, help);
    }

    /// A value of another type than its place wants.
    pub(crate) fn wrong_type(&mut self, at: Node<'_>, name: &str, wanted: &str) {
        self.malformed(at, format!("`{name}` must be {wanted}"), "another type", "");
    }

    /// A name that nothing has.
    pub(crate) fn unknown<'n>(
        &mut self,
        at: Node<'_>,
        what: &str,
        name: &str,
        known: impl IntoIterator<Item = &'n str> + Clone,
    ) {
        let message = format!("there is no {what} `{}`", short(name));
        let help = match nearest(name, known.clone()) {
            Some(near) => format!("write `{near}`"),
            None => one_of(known),
        };
        self.say(&CUSTOM_RULE_NAME_UNKNOWN, at, message, "unknown", &help);
    }

    /// An expression that cannot be read.
    pub(crate) fn invalid(&mut self, at: Node<'_>, what: &str, error: &str) {
        let message = format!("this {what} cannot be read");
        self.say(&CUSTOM_RULE_EXPRESSION_INVALID, at, message, &short(error), "");
    }

    /// A part that is not followed.
    pub(crate) fn not_followed(&mut self, at: Node<'_>, message: String, label: &str, help: &str) {
        self.say(&RULESET_NOT_FOLLOWED, at, message, label, help);
    }

    /// Whether the node is a mapping; each member of it that is not known is reported.
    pub(crate) fn is_mapping_of(&mut self, node: Node<'_>, what: &str, known: &[&str]) -> bool {
        if !node.is_mapping() {
            self.malformed(node, format!("{what} must be an object"), "another type", "");
            return false;
        }
        for (key, _) in node.entries() {
            let name = key.text().unwrap_or_default();
            if known.contains(&name) {
                continue;
            }
            let help = match nearest(name, known.iter().copied()) {
                Some(near) => format!("write `{near}`"),
                None => one_of(known.iter().copied()),
            };
            let message = format!("{what} has no member `{}`", short(name));
            self.malformed(key, message, "unknown", &help);
        }
        true
    }

    /// The text of a member, if it is one.
    pub(crate) fn text<'d>(&mut self, node: Node<'d>, name: &str) -> Option<&'d str> {
        let text = node.text().filter(|_| !node.is_null());
        if text.is_none() {
            self.wrong_type(node, name, "a text");
        }
        text
    }

    /// The boolean of a member, if it is one.
    pub(crate) fn boolean(&mut self, node: Node<'_>, name: &str) -> Option<bool> {
        let value = node.as_bool();
        if value.is_none() {
            self.wrong_type(node, name, "`true` or `false`");
        }
        value
    }

    /// The number of a member, if it is one.
    pub(crate) fn number(&mut self, node: Node<'_>, name: &str) -> Option<f64> {
        let value = node.as_f64();
        if value.is_none() {
            self.wrong_type(node, name, "a number");
        }
        value
    }

    /// A text, or each of a list of texts.
    pub(crate) fn texts<'d>(&mut self, node: Node<'d>, name: &str) -> Vec<(Node<'d>, &'d str)> {
        let nodes: Vec<Node<'d>> =
            if node.is_sequence() { node.items().collect() } else { vec![node] };
        let texts = nodes.into_iter().filter_map(|it| Some((it, self.text(it, name)?)));
        texts.collect()
    }

    /// A regular expression.
    pub(crate) fn pattern(&mut self, node: Node<'_>, name: &str) -> Option<Pattern> {
        let text = self.text(node, name)?;
        match Pattern::parse(text) {
            Ok(pattern) => Some(pattern),
            Err(error) => {
                self.invalid(node, "regular expression", &error);
                None
            }
        }
    }

    /// A path.
    pub(crate) fn path(&mut self, node: Node<'_>, text: &str, dialect: Dialect) -> Option<Path> {
        match Path::parse(text, dialect) {
            Ok(path) => Some(path),
            Err(error) => {
                self.invalid(node, "path", &error);
                None
            }
        }
    }
}

/// Of a collection its key, so that not all of it is underlined.
fn place(node: Node<'_>) -> Node<'_> {
    if node.scalar().is_some() { node } else { node.key().unwrap_or(node) }
}

/// The names as what may be written.
fn one_of<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    const SHOWN: usize = 24;
    let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    if names.len() > SHOWN || names.is_empty() {
        return String::new();
    }
    match names.split_last() {
        Some((last, others)) if !others.is_empty() => {
            format!("write {} or {last}", others.join(", "))
        }
        _ => format!("write {}", names.join("")),
    }
}

/// A text of others on one line, not endless.
pub(crate) fn short(text: &str) -> String {
    const SHOWN: usize = 120;
    let mut line = String::new();
    for (count, letter) in text.chars().enumerate() {
        if count == SHOWN {
            line.push('…');
            break;
        }
        line.push(if letter.is_control() { ' ' } else { letter });
    }
    line
}
