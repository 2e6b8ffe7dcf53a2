//! Parameters.

use std::collections::HashSet;

use gatewright_diagnostics::Diagnostic;
use gatewright_source::Node;

use crate::diagnostics::PARAMETER_INCOMPLETE;
use crate::holes::is_open;
use crate::reader::Reader;
use crate::{Text, Version};

/// Where a parameter stands in a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ParameterIn {
    /// `path`
    Path,
    /// `query`
    Query,
    /// `header`
    Header,
    /// `cookie` (OpenAPI 3.0)
    Cookie,
    /// `formData` (Swagger 2.0)
    FormData,
}

impl ParameterIn {
    fn parse(text: &str, version: Version) -> Option<Self> {
        Some(match (text, version) {
            ("path", _) => Self::Path,
            ("query", _) => Self::Query,
            ("header", _) => Self::Header,
            ("cookie", Version::OpenApi30) => Self::Cookie,
            ("formData", Version::Swagger20) => Self::FormData,
            _ => return None,
        })
    }

    /// The word of the document.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
            Self::FormData => "formData",
        }
    }
}

/// A parameter other than a body.
#[derive(Debug, Clone)]
pub struct Parameter<'d> {
    /// The name.
    pub name: Text<'d>,
    /// Where it stands in a request.
    pub place: ParameterIn,
    /// The object; of a reference what it stands for.
    pub at: Node<'d>,
    /// Whether a request must have it.
    pub required: bool,
    /// A text about the parameter.
    pub description: Option<Text<'d>>,
}

/// What the parameters of a Swagger 2.0 operation come to: bodies are apart.
#[derive(Debug, Clone, Default)]
pub(crate) struct Parameters<'d> {
    pub(crate) plain: Vec<Parameter<'d>>,
    pub(crate) body: Option<Node<'d>>,
}

impl<'d> Parameters<'d> {
    /// Adds what `own` has; the same name at the same place replaces.
    pub(crate) fn extend(&mut self, own: Parameters<'d>) {
        self.body = own.body.or(self.body);
        if self.plain.is_empty() {
            self.plain = own.plain;
        } else {
            self.plain.extend(own.plain);
        }
        keep_the_last(&mut self.plain);
    }
}

/// So many are compared with each other; more are looked up.
const FEW: usize = 16;

/// Of parameters with one name at one place the last counts.
fn keep_the_last(list: &mut Vec<Parameter<'_>>) {
    let is_last: Vec<bool> = if list.len() <= FEW {
        let is_same = |one: &Parameter<'_>, other: &Parameter<'_>| {
            one.place == other.place && one.name.value == other.name.value
        };
        let is_last = |(at, one)| !list[at + 1..].iter().any(|other| is_same(one, other));
        if list.iter().enumerate().all(is_last) {
            return;
        }
        list.iter().enumerate().map(is_last).collect()
    } else {
        let mut seen = HashSet::with_capacity(list.len());
        let backwards = list.iter().rev().map(|it| seen.insert((it.place, &*it.name.value)));
        let mut is_last: Vec<bool> = backwards.collect();
        is_last.reverse();
        is_last
    };
    let mut is_last = is_last.into_iter();
    list.retain(|_| is_last.next() == Some(true));
}

impl<'d> Reader<'d> {
    pub(crate) fn parameters(&mut self, node: Node<'d>) -> Parameters<'d> {
        let mut parameters = Parameters::default();
        let list = self.list(node);
        parameters.plain.reserve_exact(list.size_hint().0);
        for item in list {
            let Some(at) = self.follow(item) else { continue };
            if self.version == Version::Swagger20
                && at.get("in").and_then(Node::text) == Some("body")
            {
                parameters.body = Some(at);
                continue;
            }
            parameters.plain.extend(self.parameter(at));
        }
        parameters
    }

    fn parameter(&mut self, at: Node<'d>) -> Option<Parameter<'d>> {
        let (mut name, mut place, mut required, mut description) = (None, None, false, None);
        for (key, value) in self.mapping(at) {
            match key.text().unwrap_or_default() {
                "name" => name = self.text(value),
                "in" => {
                    place = value.text().and_then(|text| ParameterIn::parse(text, self.version));
                }
                "required" => required = self.flag(value).is_some_and(|flag| flag.value),
                "description" => description = self.text(value),
                _ => {}
            }
        }
        let (Some(name), Some(place)) = (name, place) else {
            // For OpenAPI 3.0 the service's reader says so itself.
            if at.is_mapping() && self.version == Version::Swagger20 {
                self.incomplete_parameter(at);
            }
            return None;
        };
        Some(Parameter { name, place, at, required, description })
    }

    fn incomplete_parameter(&mut self, at: Node<'d>) {
        let is_unknown = |member| at.get(member).is_some_and(Node::has_unknown);
        if is_open(at) || is_unknown("in") || !self.reported.insert(at.id()) {
            return;
        }
        self.report(
            Diagnostic::new(
                &PARAMETER_INCOMPLETE,
                "a parameter without a name or a known place is left out",
                at.location(),
            )
            .label("`name` or `in` is missing or not known")
            .help("give it a `name`, and `path`, `query` or `header` as `in`"),
        );
    }
}

#[cfg(test)]
mod tests {
    use gatewright_diagnostics::SourceId;

    #[test]
    fn the_last_of_a_name_at_a_place_counts_however_many_there_are() {
        for count in [3, 300] {
            let written = |number: i32| {
                format!("      - {{name: n{}, in: query, description: d{number}}}\n", number / 2)
            };
            let list: Vec<String> = (0..count).map(written).collect();
            let text = format!(
                "openapi: 3.0.1\ninfo: {{title: t, version: v}}\npaths:\n  /a:\n    get:\n      \
                 parameters:\n{}",
                list.concat()
            );
            let document = gatewright_source::read(SourceId(0), text.into()).value;
            let definition = crate::resolve(&document).value.expect("a definition");
            let parameters = &definition.path_items[0].operations[0].parameters;
            let told: Vec<&str> =
                parameters.iter().filter_map(|it| it.description.as_deref()).collect();
            let expected: Vec<String> = (0..count)
                .filter(|number| number % 2 == 1 || number + 1 == count)
                .map(|number| format!("d{number}"))
                .collect();
            assert_eq!(told, expected);
        }
    }
}
