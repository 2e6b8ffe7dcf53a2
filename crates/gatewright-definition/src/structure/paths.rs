//! Paths, path items and callbacks, and whether a path's variables are declared.

use gatewright_diagnostics::Diagnostic;
use gatewright_source::Node;

use super::Walk;
use super::diagnostics::PART_UNREADABLE;
use super::issues::{attribute, head};
use super::keys::Key;
use super::members::{Members, Need, is_extension};
use super::objects::Object;
use super::parameters::Declared;
use super::place::Place;
use super::remarks::{PATH_PARAMETER_UNDECLARED, PATH_WITHOUT_SLASH};

/// The verbs in the order in which they are read. An `x-amazon-apigateway-any-method` is an
/// extension like any other here.
const READ: [Key; 8] =
    [Key::Get, Key::Put, Key::Post, Key::Head, Key::Delete, Key::Patch, Key::Options, Key::Trace];

/// The verbs in the order in which their parameters are compared with the path.
const COMPARED: [Key; 8] =
    [Key::Get, Key::Put, Key::Post, Key::Patch, Key::Delete, Key::Trace, Key::Options, Key::Head];

/// What a path item declares.
#[derive(Default)]
struct PathItem<'d> {
    parameters: Vec<Declared<'d>>,
    operations: Vec<(Key, Node<'d>, Vec<Declared<'d>>)>,
}

impl<'d> Walk<'d> {
    pub(super) fn paths(&mut self, paths: Node<'d>) {
        let at = &Place::top("paths");
        // Most paths have an operation or two.
        self.operation_ids.reserve(paths.entries().size_hint().1.unwrap_or_default() * 2);
        for (key, item) in paths.entries() {
            let path = key.text().unwrap_or_default();
            if is_extension(path) {
                continue;
            }
            if !item.is_mapping() && key.has_unknown() {
                continue;
            }
            if !item.is_mapping() {
                self.issues.wrong_type(at, path, "object", item);
                continue;
            }
            let begins_unknown = key.has_unknown() && path.starts_with("${");
            if !path.starts_with('/') && !begins_unknown {
                let text = format!(" Resource {path} should start with /");
                self.issues.remarks.push(
                    Diagnostic::new(&PATH_WITHOUT_SLASH, attribute(at, &text), key.location())
                        .label("a path begins with `/`")
                        .help(format!("write `/{path}`")),
                );
            }
            let at = at.path(path);
            let declared = self.path_item(&at, item);
            for variable in variables(path) {
                if key.has_unknown() && variable.contains('$') {
                    continue;
                }
                match &declared {
                    Some(declared) => self.compare(&at, variable, declared),
                    None => self.unreadable(
                        item.get("$ref").unwrap_or(item),
                        "the `$ref` of a path must be a text",
                        "write the reference as a text",
                    ),
                }
            }
        }
    }

    /// Complains once for each operation that can do without the variable.
    fn compare(&mut self, at: &Place<'_>, variable: &str, item: &PathItem<'d>) {
        if declares(&item.parameters, variable) {
            return;
        }
        for verb in COMPARED {
            let operation = item.operations.iter().find(|(name, ..)| *name == verb);
            let Some((_, node, parameters)) = operation else { continue };
            if declares(parameters, variable) {
                continue;
            }
            let text = format!(
                " Declared path parameter {variable} needs to be defined as a path parameter in \
                 path or operation level"
            );
            self.issues.remarks.push(
                Diagnostic::new(&PATH_PARAMETER_UNDECLARED, attribute(at, &text), head(*node))
                    .label(format!("`{variable}` is declared neither here nor for the whole path"))
                    .help(cure(variable)),
            );
        }
    }

    /// A path item; none if it is a reference that cannot be read.
    fn path_item(&mut self, at: &Place<'_>, item: Node<'d>) -> Option<PathItem<'d>> {
        let item = &Members::of(item);
        if let Some(reference) = item.get(Key::Ref) {
            for (key, _) in reference.entries() {
                self.issues.unexpected(at, Object::PathItem, key);
            }
            return reference.as_str().map(|_| PathItem::default());
        }
        let mut declared = PathItem::default();
        self.texts(at, item, &[Key::Summary, Key::Description]);
        if let Some(parameters) = self.array(at, item, Key::Parameters) {
            declared.parameters = self.parameters(at, parameters);
        }
        if let Some(servers) = self.array(at, item, Key::Servers) {
            self.servers(at, servers);
        }
        for verb in READ {
            if let Some(operation) = self.object(at, item, verb, Need::Optional) {
                let parameters = self.operation(&at.operation(verb.as_str()), operation);
                declared.operations.push((verb, operation, parameters));
            }
        }
        self.extras(at, item, Object::PathItem);
        Some(declared)
    }

    /// A callback: a map of path items. Whether it can be read.
    pub(super) fn callback(&mut self, at: &Place<'_>, callback: Node<'d>) -> bool {
        if !self.must_be_mapping(callback, "a callback") {
            return false;
        }
        if let Some(readable) = self.reference(at, &Members::of(callback)) {
            return readable;
        }
        for (_, item) in callback.entries() {
            if self.must_be_mapping(item, "an entry of a callback") {
                self.path_item(at, item);
            }
        }
        true
    }

    /// Whether the value is a mapping, where the reader takes it for granted.
    pub(super) fn must_be_mapping(&mut self, value: Node<'d>, words: &str) -> bool {
        if !value.is_mapping() && !value.is_unknown() {
            self.unreadable(
                value,
                &format!("{words} must be a mapping"),
                "write a mapping, `{}` if there is nothing to say, or remove the entry",
            );
        }
        value.is_mapping()
    }

    /// A part at which the reader gives up.
    pub(super) fn unreadable(&mut self, value: Node<'d>, message: &str, cure: &str) {
        if value.has_unknown() {
            return;
        }
        self.issues.unreadable.push(
            Diagnostic::new(&PART_UNREADABLE, message, value.location())
                .label("reading ends here")
                .help(cure),
        );
    }
}

/// The variables of a path that fill a whole segment. Editions of the reader disagree on those
/// whose name has a `-` or a `.`, and on those beside other text.
fn variables(path: &str) -> impl Iterator<Item = &str> {
    path.split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
        .filter(|name| !name.is_empty() && !name.contains(['-', '.']))
}

/// Whether the parameters declare the variable. A reference counts for each variable, since it is
/// not followed.
fn declares(parameters: &[Declared<'_>], variable: &str) -> bool {
    parameters.iter().any(|parameter| {
        parameter.reference.is_some()
            || (parameter.name == Some(variable) && parameter.place == Some("path"))
    })
}

/// Of a greedy variable no declaration in place will do: with the plus sign the import refuses it,
/// without it is another name here. A reference counts for each name.
fn cure(variable: &str) -> String {
    match variable.strip_suffix('+') {
        None => format!(
            "add `{{ name: {variable}, in: path, required: true, schema: {{ type: string }} }}` to \
             the `parameters`"
        ),
        Some(name) => format!(
            "declare `{name}`, without the plus sign, below `components.parameters`, and refer to \
             it with a `$ref` here"
        ),
    }
}
