//! Documentation parts and the things that they are about. (*Representation of API documentation
//! in API Gateway*, *Publish API documentation using the API Gateway REST API*.)

use gatewright_model::{
    Api, DocumentationPart, DocumentationPartLocation, DocumentationPartType, HttpMethod,
};
use serde_json::{Map, Value};

use crate::writer::Writer;

/// The members of an object.
pub(crate) type Members = Map<String, Value>;

/// The documentation that a stage shows.
#[derive(Default)]
pub(crate) struct Documentation<'a> {
    parts: Vec<(&'a DocumentationPart, Members)>,
}

/// What a text is looked for.
#[derive(Clone, Copy, Default)]
pub(crate) struct Place<'p> {
    pub(crate) path: &'p str,
    pub(crate) method: Option<HttpMethod>,
    pub(crate) status_code: Option<&'p str>,
    pub(crate) name: Option<&'p str>,
}

impl<'a> Documentation<'a> {
    pub(crate) fn of(api: &'a Api) -> Self {
        let read = |part: &'a DocumentationPart| {
            Some((part, serde_json::from_str(&part.properties).ok()?))
        };
        Self { parts: api.documentation_parts.iter().filter_map(read).collect() }
    }

    pub(crate) fn parts(&self) -> impl Iterator<Item = &(&'a DocumentationPart, Members)> {
        self.parts.iter()
    }

    /// The text about a thing: of the parts that hold for it the one with the longest path, then
    /// the one with its verb, then the one with its status code.
    pub(crate) fn find(
        &self,
        part_type: DocumentationPartType,
        place: Place<'_>,
    ) -> Option<&Members> {
        let matching = self.parts.iter().filter_map(|(part, members)| {
            let rank = rank(&part.location, part_type, place)?;
            Some((rank, members))
        });
        matching.max_by_key(|(rank, _)| *rank).map(|(_, members)| members)
    }
}

/// How well a location fits: length of the path, verb named, status code named.
type Rank = (usize, bool, bool);

fn rank(
    location: &DocumentationPartLocation,
    part_type: DocumentationPartType,
    place: Place<'_>,
) -> Option<Rank> {
    if location.part_type != part_type {
        return None;
    }
    let path = location.path.as_deref().unwrap_or("/");
    // The text of a resource is for that resource alone; all others hold for what is below, too.
    let fits = match part_type {
        DocumentationPartType::Resource => path == place.path,
        _ => !part_type.has_path() || is_above(path, place.path),
    };
    // Bodies and responses have no name of their own, whatever a location says.
    let has_name = part_type.has_name()
        && !matches!(
            part_type,
            DocumentationPartType::RequestBody | DocumentationPartType::Response
        );
    if !fits || (has_name && location.name.as_deref() != place.name) {
        return None;
    }
    let verb = named(location.method.as_deref(), place.method.map(HttpMethod::as_str))?;
    let code = named(location.status_code.as_deref(), place.status_code)?;
    Some((path.len(), verb, code))
}

/// Whether a location names the very thing; none if it names another.
fn named(wanted: Option<&str>, actual: Option<&str>) -> Option<bool> {
    match wanted.map(str::trim).filter(|wanted| !wanted.is_empty() && *wanted != "*") {
        None => Some(false),
        wanted => (wanted == actual).then_some(true),
    }
}

fn is_above(path: &str, below: &str) -> bool {
    path == "/"
        || below.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Writes those members of a text that have one of these names, in the order of the names.
pub(crate) fn write_members(writer: &mut Writer, text: Option<&Members>, names: &[&str]) {
    let Some(text) = text else { return };
    for name in names {
        if let Some(value) = text.get(*name) {
            writer.key(name);
            writer.value(value);
        }
    }
}

/// The extensions that a text adds to the thing that it is about.
pub(crate) fn extensions(text: Option<&Members>) -> impl Iterator<Item = (&str, &Value)> {
    let members = text.into_iter().flatten();
    members.filter(|(name, _)| name.starts_with("x-")).map(|(name, value)| (&**name, value))
}

/// Text of a member.
pub(crate) fn text_of<'t>(text: Option<&'t Members>, name: &str) -> Option<&'t str> {
    text?.get(name)?.as_str()
}

/// Whether a text has members for which the thing that it is about has no place.
pub(crate) fn unplaced(part_type: DocumentationPartType, members: &Members) -> bool {
    use DocumentationPartType as T;
    let known: &[&str] = match part_type {
        T::Api => &["info", "tags"],
        T::Resource | T::ResponseBody => &[],
        T::Method => &["tags", "summary", "description", "externalDocs", "deprecated"],
        T::PathParameter
        | T::QueryParameter
        | T::RequestHeader
        | T::RequestBody
        | T::Response
        | T::ResponseHeader
        | T::Authorizer => &["description"],
        T::Model => &["title", "description"],
    };
    members.keys().any(|name| !known.contains(&name.as_str()) && !name.starts_with("x-"))
}
