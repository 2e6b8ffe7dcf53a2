//! Parameters, and lists of them.

use std::borrow::Cow;
use std::collections::HashMap;

use gatewright_diagnostics::Diagnostic;
use gatewright_source::Node;

use super::Walk;
use super::issues::{attribute, head};
use super::keys::Key;
use super::members::{Members, Need, as_text, boolean, filled, is_blank};
use super::objects::Object;
use super::place::Place;
use super::remarks::PARAMETERS_DUPLICATE;
use crate::holes;

/// What a parameter declares, as far as it is compared with others.
pub(super) struct Declared<'d> {
    pub(super) node: Node<'d>,
    /// Where a reference leads. Then nothing else is known.
    pub(super) reference: Option<Cow<'d, str>>,
    pub(super) name: Option<&'d str>,
    /// Its `in`.
    pub(super) place: Option<&'d str>,
}

const STYLES: [&str; 7] =
    ["form", "deepObject", "label", "matrix", "pipeDelimited", "simple", "spaceDelimited"];

impl<'d> Walk<'d> {
    /// The parameters of a list that can be read. What is no mapping is passed over in silence.
    pub(super) fn parameters(&mut self, at: &Place<'_>, list: Node<'d>) -> Vec<Declared<'d>> {
        let items = list.items().filter(|item| item.is_mapping());
        let declared: Vec<_> = items.filter_map(|item| self.parameter(at, item)).collect();
        self.duplicates(at, &declared);
        declared
    }

    /// Parameters of one name and one place. Those of references are compared by what they refer
    /// to; of two references that lead nowhere the second counts as a duplicate as well.
    fn duplicates(&mut self, at: &Place<'_>, list: &[Declared<'d>]) {
        if list.len() < 2 {
            return;
        }
        let mut seen = Seen::default();
        for parameter in list {
            let target = parameter.reference.as_deref().and_then(|reference| {
                let name = reference.rsplit('/').next().filter(|name| !is_blank(name));
                self.components.parameters.get(name.unwrap_or(reference))
            });
            let target = target.unwrap_or(parameter);
            let identity = [target.name, target.place].map(|part| part.unwrap_or("null"));
            let Some(first) = seen.first(identity, parameter.node) else { continue };
            if [parameter.node, target.node].into_iter().any(is_in_doubt) {
                continue;
            }
            if target.reference.as_deref().is_some_and(|to| !to.starts_with("#/")) {
                continue;
            }
            self.issues.remarks.push(
                Diagnostic::new(
                    &PARAMETERS_DUPLICATE,
                    attribute(at, "There are duplicate parameter values"),
                    head(parameter.node),
                )
                .label("this parameter is declared already")
                .related(head(first), "declared here first")
                .help("keep one of the two, or change its `name` or its `in`"),
            );
        }
    }

    /// A parameter; none if it cannot be read.
    pub(super) fn parameter(&mut self, at: &Place<'_>, node: Node<'d>) -> Option<Declared<'d>> {
        let parameter = &Members::of(node);
        if let Some(readable) = self.reference(at, parameter) {
            let reference = parameter.get(Key::Ref).and_then(Node::as_str).map(whole_reference);
            return readable.then_some(Declared { node, reference, name: None, place: None });
        }
        let shown = match parameter.get(Key::Name) {
            Some(name) => as_text(name).unwrap_or_default(),
            None => "['unknown']",
        };
        let at = &at.parameter(shown);
        let value = self.text(at, parameter, Key::In, Need::Required)?;
        let place = filled(value)?;
        if !matches!(place, "query" | "header" | "path" | "cookie") {
            self.issues.wrong_type(at, "in", "string", value);
            return None;
        }
        let name = self.text(at, parameter, Key::Name, Need::Required).and_then(filled);
        self.text(at, parameter, Key::Description, Need::Optional);
        if !self.style(at, parameter, &STYLES) && boolean(parameter, Key::Explode).is_none() {
            self.unreadable(
                parameter.get(Key::Style)?,
                "the `style` of a parameter must be a known one",
                "write a style of OpenAPI 3.0, such as `form` or `simple`, or remove it",
            );
        }
        if let Some(schema) = self.object(at, parameter, Key::Schema, Need::Optional) {
            self.schema(&at.member("schemas"), schema);
        }
        if let Some(examples) = self.object(at, parameter, Key::Examples, Need::Optional) {
            self.examples(&at.member("examples"), examples);
        }
        if let Some(content) = self.object(at, parameter, Key::Content, Need::Optional) {
            self.content(&at.member("content"), content);
        }
        self.extras(at, parameter, Object::Parameter);
        Some(Declared { node, reference: None, name, place: Some(place) })
    }

    /// Whether the `style` is one of these, or absent.
    pub(super) fn style(&mut self, at: &Place<'_>, owner: &Members<'d>, styles: &[&str]) -> bool {
        let Some(value) = self.text(at, owner, Key::Style, Need::Optional) else { return true };
        let is_known = filled(value).is_none_or(|style| styles.contains(&style));
        if !is_known {
            self.issues.wrong_type(at, "style", "string", value);
        }
        is_known
    }
}

/// Whether nobody knows what the parameter is called, or where it stands.
fn is_in_doubt(parameter: Node<'_>) -> bool {
    let is_unknown = |member| parameter.get(member).is_some_and(Node::has_unknown);
    holes::is_open(parameter) || ["$ref", "in", "name"].into_iter().any(is_unknown)
}

/// The parameters of a list by name and place. Most lists are so short that comparing takes less
/// than hashing.
#[derive(Default)]
struct Seen<'a, 'd> {
    few: Vec<([&'a str; 2], Node<'d>)>,
    many: HashMap<[&'a str; 2], Node<'d>>,
}

impl<'a, 'd> Seen<'a, 'd> {
    const FEW: usize = 16;

    /// The first with that name and place, if there was one; else this is the first.
    fn first(&mut self, identity: [&'a str; 2], node: Node<'d>) -> Option<Node<'d>> {
        let first = self.few.iter().find(|(other, _)| *other == identity).map(|(_, node)| *node);
        let first = first.or_else(|| self.many.get(&identity).copied());
        if first.is_none() {
            if self.few.len() < Self::FEW {
                self.few.push((identity, node));
            } else {
                self.many.insert(identity, node);
            }
        }
        first
    }
}

/// A reference that is a bare name leads to the components.
fn whole_reference(reference: &str) -> Cow<'_, str> {
    if reference.contains(['.', '/']) {
        Cow::Borrowed(reference)
    } else {
        Cow::Owned(format!("#/components/parameters/{reference}"))
    }
}
