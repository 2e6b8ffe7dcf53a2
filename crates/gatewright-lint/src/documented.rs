//! What `x-amazon-apigateway-documentation` describes: an import keeps these texts, and not those that
//! stand with the operations and parameters themselves.

use std::borrow::Cow;
use std::collections::HashSet;

use gatewright_definition::{Definition, Parameter, ParameterIn};
use gatewright_model::DocumentationPartType;
use gatewright_source::Node;

use crate::paths::{ancestors, resource_path};

const ANY: &str = "*";

/// The things that have a part which says something.
#[derive(Default)]
pub(crate) struct Documented<'a> {
    /// Path and verb, or `*`.
    methods: HashSet<(Cow<'a, str>, Cow<'a, str>)>,
    /// Where the parameter is, and its name.
    parameters: HashSet<(&'static str, &'a str)>,
}

impl<'a> Documented<'a> {
    pub(crate) fn of(definition: &'a Definition<'a>) -> Self {
        let mut documented = Self::default();
        for part in definition.documentation.iter().flat_map(|it| &it.parts) {
            let place = &part.location;
            let kind = place.part_type.as_ref().and_then(|it| DocumentationPartType::parse(it));
            if !part.properties.is_some_and(says_something) {
                continue;
            }
            let place_of_parameter = match kind {
                Some(DocumentationPartType::Method) => {
                    let path = place.path.as_ref().map_or("/", |it| it.as_str());
                    let verb = place.method.as_ref().map_or(ANY, |it| it.as_str());
                    documented.methods.insert((resource_path(path), Cow::Borrowed(verb)));
                    continue;
                }
                Some(DocumentationPartType::PathParameter) => ParameterIn::Path,
                Some(DocumentationPartType::QueryParameter) => ParameterIn::Query,
                Some(DocumentationPartType::RequestHeader) => ParameterIn::Header,
                _ => continue,
            };
            let name = place.name.iter().map(|it| (place_of_parameter.as_str(), it.as_str()));
            documented.parameters.extend(name);
        }
        documented
    }

    /// Whether a part describes the method. Parts hold for all below their path, and without a method
    /// for each (*Representation of API documentation in API Gateway*).
    pub(crate) fn has_method(&self, path: &str, verb: &str) -> bool {
        if self.methods.is_empty() {
            return false;
        }
        let path = resource_path(path);
        let has = |path, verb| self.methods.contains(&(Cow::Borrowed(path), Cow::Borrowed(verb)));
        ancestors(&path).any(|path| has(path, verb) || has(path, ANY))
    }

    /// Whether a part describes the parameter, of whichever method.
    pub(crate) fn has_parameter(&self, parameter: &Parameter<'_>) -> bool {
        self.parameters.contains(&(parameter.place.as_str(), parameter.name.as_str()))
    }
}

fn says_something(properties: Node<'_>) -> bool {
    let is_filled = |text: &str| !text.trim().is_empty();
    let mut texts = ["description", "summary"].into_iter().filter_map(|it| properties.get(it));
    texts.any(|it| it.as_str().is_some_and(is_filled))
}
