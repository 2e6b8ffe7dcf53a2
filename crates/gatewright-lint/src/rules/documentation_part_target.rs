//! Documentation of things that there are not.

use std::collections::HashSet;

use gatewright_definition::{DocumentationLocation, Operation, Text, Verb};
use gatewright_import::BasepathMode;
use gatewright_model::{Api, DocumentationPartType, HttpMethod, Method};

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::paths::{ancestors, resource_path, variables};
use crate::rule::declare_rule;
use crate::target::Definition;

declare_rule! {
    /// A documentation part about something that the API does not have.
    ///
    /// ## Why
    ///
    /// A part belongs to what its location names: a path, a method, a parameter, a response, a model, an
    /// authorizer. Where there is no such thing the part is kept and never shown: an export does not have
    /// its text at any operation. Most often the thing was renamed. A part about a method, parameter or
    /// response also serves all paths below its own, so that it has a target when one of them has.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// x-amazon-apigateway-documentation:
    ///   documentationParts:
    ///     - location: { type: RESOURCE, path: /exampel }
    ///       properties: { description: An example }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// x-amazon-apigateway-documentation:
    ///   documentationParts:
    ///     - location: { type: RESOURCE, path: /example }
    ///       properties: { description: An example }
    /// ```
    DocumentationPartTarget {
        name: "documentation-part-target",
        category: Documentation,
        severity: Warning,
        preset: Recommended,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: ["documentation-location-invalid", "documentation-part-duplicate"],
        visits: [Definition],
    }
}

impl Check<visit::Definition> for DocumentationPartTarget {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        let Some(documentation) = &definition.documentation else { return };
        // A base path moves the resources, and what becomes of the parts is not known.
        if documentation.parts.is_empty() || cx.options().basepath != BasepathMode::Ignore {
            return;
        }
        // What is refused is missing for another reason than the name in the location.
        let is_imported =
            |it: &Operation<'a>| it.verb == Verb::Trace || cx.subject.method_of(it.at).is_some();
        let is_whole = definition.operations().all(|(_, operation)| is_imported(operation));
        if !is_whole || cx.api().methods().next().is_none() {
            return;
        }
        let things = Things::of(cx.api(), definition);
        for part in &documentation.parts {
            let place = &part.location;
            let named = place.part_type.as_ref();
            let Some(kind) = named.and_then(|it| DocumentationPartType::parse(it)) else {
                continue;
            };
            let members = [&place.path, &place.method, &place.status_code, &place.name];
            if members.into_iter().flatten().any(|it| !it.is_known()) {
                continue;
            }
            cx.judged();
            let Some((member, what)) = things.missing(kind, place) else { continue };
            let at = member.map_or(part.at, |text| text.at);
            cx.report(at, format!("a documentation part about {what}"))
                .label("the API has none")
                .help("correct the location, or remove the part");
        }
    }
}

/// What a location can name.
struct Things<'a> {
    paths: HashSet<&'a str>,
    models: HashSet<&'a str>,
    authorizers: HashSet<&'a str>,
    /// Path, verb (or `*`) and a thing of such methods at the path or below.
    of_methods: HashSet<(&'a str, &'a str, Thing<'a>)>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Thing<'a> {
    Method,
    /// The key of the parameter.
    Parameter(&'static str, &'a str),
    Status(&'a str),
    /// Status code (or `*`) and name.
    Header(&'a str, &'a str),
}

const ANY: &str = "*";

impl<'a> Things<'a> {
    fn of(api: &'a Api, definition: Definition<'a>) -> Self {
        let mut things = Self {
            paths: api.resources.iter().map(|it| it.path.as_str()).collect(),
            models: api.models.iter().map(|it| it.name.as_str()).collect(),
            authorizers: definition.security_schemes.iter().map(|it| it.name.as_str()).collect(),
            of_methods: HashSet::new(),
        };
        for (resource, method) in api.methods() {
            let mut found = Vec::new();
            collect(&resource.path, method, &mut found);
            let verb = method.http_method.as_str();
            for path in ancestors(&resource.path) {
                for thing in &found {
                    things.of_methods.insert((path, verb, *thing));
                    things.of_methods.insert((path, ANY, *thing));
                }
            }
        }
        things
    }

    /// The member of the location that leads nowhere, and what it would be about.
    fn missing<'p, 'd>(
        &self,
        kind: DocumentationPartType,
        place: &'p DocumentationLocation<'d>,
    ) -> Option<(Option<&'p Text<'d>>, String)> {
        use DocumentationPartType as T;
        let name = place.name.as_ref();
        match (kind, name) {
            (T::Api | T::Authorizer | T::Model, None) => return None,
            (T::Model, Some(text)) => {
                let is_there = self.models.contains(text.as_str());
                return (!is_there).then(|| (name, format!("the model `{text}`")));
            }
            (T::Authorizer, Some(text)) => {
                let is_there = self.authorizers.contains(text.as_str());
                return (!is_there).then(|| (name, format!("the authorizer `{text}`")));
            }
            _ => {}
        }
        let written = place.path.as_ref().map_or("/", |path| path.as_str());
        let path = resource_path(written);
        if !self.paths.contains(&*path) {
            return Some((place.path.as_ref(), format!("the path `{written}`")));
        }
        if kind == T::Resource {
            return None;
        }
        let verb = place.method.as_ref().map_or(ANY, |verb| verb.as_str());
        let has = |thing| {
            let with = |verb: &str| self.of_methods.contains(&(&*path, verb, thing));
            with(verb) || with(HttpMethod::Any.as_str())
        };
        if !has(Thing::Method) {
            return Some((place.method.as_ref(), format!("`{verb}` of `{written}`")));
        }
        let parameter = |what: &'static str, word: &str| {
            let text = name?;
            let is_there = has(Thing::Parameter(what, text.as_str()));
            (!is_there).then(|| (name, format!("the {word} `{text}` of `{written}`")))
        };
        let code = place.status_code.as_ref().map(|it| it.trim()).filter(|it| !it.is_empty());
        match kind {
            T::PathParameter => parameter("path", "path parameter"),
            T::QueryParameter => parameter("querystring", "query parameter"),
            T::RequestHeader => parameter("header", "header"),
            T::Response | T::ResponseBody | T::ResponseHeader => {
                let code = code.unwrap_or(ANY);
                if code != ANY && !has(Thing::Status(code)) {
                    let what = format!("the response `{code}` of `{written}`");
                    return Some((place.status_code.as_ref(), what));
                }
                let text = name.filter(|_| kind == T::ResponseHeader)?;
                let is_there = has(Thing::Header(code, text.as_str()));
                (!is_there).then(|| (name, format!("the response header `{text}` of `{written}`")))
            }
            T::Api | T::Authorizer | T::Model | T::Resource | T::Method | T::RequestBody => None,
        }
    }
}

/// The things of a method.
fn collect<'a>(path: &'a str, method: &'a Method, found: &mut Vec<Thing<'a>>) {
    found.push(Thing::Method);
    found.extend(variables(path).map(|name| Thing::Parameter("path", name)));
    for place in ["path", "querystring", "header"] {
        let names = method.request_parameters.keys().filter_map(|key| {
            key.strip_prefix("method.request.")?.strip_prefix(place)?.strip_prefix('.')
        });
        found.extend(names.map(|name| Thing::Parameter(place, name)));
    }
    for (code, response) in &method.method_responses {
        found.push(Thing::Status(code));
        for key in response.response_parameters.keys() {
            if let Some(name) = key.strip_prefix("method.response.header.") {
                found.extend([Thing::Header(code, name), Thing::Header(ANY, name)]);
            }
        }
    }
}
