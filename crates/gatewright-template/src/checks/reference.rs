//! What the files that a template includes refer to, and the template does not have.
//!
//! `cfn-lint` looks at what the file of the template itself refers to, and does not open others.

use std::collections::HashMap;

use gatewright_definition::values::{Pieces, Unknown};
use gatewright_diagnostics::{Diagnostic, Location, Metadata, SourceId, Span};
use gatewright_source::{Document, Node, Part, read};

use super::calls;
use crate::Api;
use crate::diagnostics::{TEMPLATE_INCLUDE_SHORT_FORM, TEMPLATE_REFERENCE};
use crate::surroundings::Name;
use crate::written_call::{Call, attribute, short_form};

/// What each type of resource can be asked for, of those that definitions speak of.
const ATTRIBUTES: [(&str, &[&str]); 3] = [
    ("AWS::Cognito::UserPool", &["Arn", "ProviderName", "ProviderURL", "UserPoolId"]),
    ("AWS::IAM::Role", &["Arn", "RoleId"]),
    (
        "AWS::Lambda::Function",
        &[
            "Arn",
            "SnapStartResponse",
            "SnapStartResponse.ApplyOn",
            "SnapStartResponse.OptimizationStatus",
        ],
    ),
];

/// The characters of the longest logical id.
const LONGEST_ID: usize = 255;

/// Members of a definition in which a name of a template is meant as one.
const MEMBERS: [&str; 5] =
    ["authorizerCredentials", "authorizerUri", "connectionId", "credentials", "uri"];

/// Tells of each reference that leads nowhere, and of each function that is called in the short form.
pub(crate) fn references(api: &Api) -> Vec<Diagnostic> {
    let Some(names) = &api.surroundings.names else { return Vec::new() };
    // What is sent as it is is no part of the template.
    let is_sent = |name: &&str| api.surroundings.properties.contains(*name);
    if ["BodyS3Location", "DefinitionUri"].iter().any(is_sent) {
        return Vec::new();
    }
    let document = &api.document.value;
    let included = document.parts().iter().filter(|part| part.source != SourceId(0));
    let mut found = Vec::new();
    let mut ids = HashMap::new();
    for name in names {
        ids.entry(name.id.as_str()).or_insert(name);
    }
    let mut places: Option<HashMap<u32, Node<'_>>> = None;
    for part in included {
        let Some(text) = document.text().get(part.span.range()) else { continue };
        if !["Fn::", "Ref", "${", " !", "[!"].iter().any(|it| text.contains(it)) {
            continue;
        }
        let file = read(part.source, text.as_bytes().to_vec()).value;
        let places = places.get_or_insert_with(|| places_of(document));
        let check = Check { names, ids: &ids, document, part, places };
        for node in file.nodes() {
            found.extend(check.node(node));
        }
    }
    found
}

/// The values by where they start; of those that start together the outermost.
fn places_of(document: &Document) -> HashMap<u32, Node<'_>> {
    let mut places = HashMap::new();
    for node in document.nodes().filter(|it| !it.is_key()) {
        places.entry(node.span().start).or_insert(node);
    }
    places
}

struct Check<'a> {
    names: &'a [Name],
    ids: &'a HashMap<&'a str, &'a Name>,
    document: &'a Document,
    part: &'a Part,
    places: &'a HashMap<u32, Node<'a>>,
}

impl Check<'_> {
    fn node(&self, node: Node<'_>) -> Option<Diagnostic> {
        if node.is_key() {
            return None;
        }
        if let Some(name) = short_form(node) {
            let mut around = std::iter::successors(node.parent(), |it| it.parent());
            let is_within = around.any(|it| short_form(it).is_some());
            return (!is_within).then(|| self.short_form(name, node));
        }
        match Call::of(node) {
            Some(Call { name: "Ref", value }) => self.reference(value.text()?, value),
            Some(Call { name: "GetAtt", value }) => self.reference(&attribute(value), value),
            Some(Call { name: "Sub", value }) => {
                let text = value.text().or_else(|| value.items().next()?.text())?;
                let own = value.items().nth(1);
                let is_own = |name: &str| own.is_some_and(|it| it.get(name).is_some());
                let mut names = placeholders(text).filter(|name| !is_own(name));
                names.find_map(|name| self.reference(name, value))
            }
            _ => self.unfilled(node),
        }
    }

    /// That nobody understands the short form of a function.
    fn short_form(&self, name: &str, at: Node<'_>) -> Diagnostic {
        let long = match name {
            "Ref" | "Condition" => name.to_owned(),
            name => format!("Fn::{name}"),
        };
        let message = format!("`!{name}` is not understood in a file that a template includes");
        self.tell(&TEMPLATE_INCLUDE_SHORT_FORM, message, at)
            .label("the value is taken as it stands")
            .help(format!("write an object with the key `{long}`"))
    }

    /// That there is nothing that a reference names.
    fn reference(&self, reference: &str, at: Node<'_>) -> Option<Diagnostic> {
        let (id, rest) = reference.split_once('.').unwrap_or((reference, ""));
        if id.is_empty() || id.starts_with("AWS::") || id.starts_with("Serverless") {
            return None;
        }
        match self.ids.get(id) {
            Some(name) => self.attribute(name, rest, at),
            // The names of what SAM makes of a resource begin with that of the resource.
            None if self.is_made(id) => None,
            None => {
                let message = format!("the template has no parameter or resource `{id}`");
                let help = match self.near(id) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "name a parameter, or a resource of the template that includes this"
                        .to_owned(),
                };
                let told = self.tell(&TEMPLATE_REFERENCE, message, at);
                Some(told.label("refers to nothing").help(help))
            }
        }
    }

    /// That a resource has no such attribute.
    fn attribute(&self, name: &Name, attribute: &str, at: Node<'_>) -> Option<Diagnostic> {
        let kind = name.kind.as_deref()?;
        let (_, attributes) = ATTRIBUTES.iter().find(|(it, _)| *it == kind)?;
        if attribute.is_empty() || attributes.contains(&attribute) {
            return None;
        }
        let message = format!("`{}`, an `{kind}`, has no attribute `{attribute}`", name.id);
        let all: Vec<String> = attributes.iter().map(|it| format!("`{it}`")).collect();
        let told = self.tell(&TEMPLATE_REFERENCE, message, at).label("refers to nothing");
        Some(told.help(format!("name one that there is: {}", all.join(", "))))
    }

    /// That a text names something of the template, and nothing puts it there.
    fn unfilled(&self, node: Node<'_>) -> Option<Diagnostic> {
        let text = node.text()?;
        let key = node.key()?;
        // Within a call the text is an argument of it.
        let is_argument = node.parent().is_some_and(|it| Call::of(it).is_some());
        if is_argument || !key.text().is_some_and(|it| MEMBERS.contains(&it)) {
            return None;
        }
        let unknown =
            Pieces::of(text).unknowns().filter(|it| it.unknown == Some(Unknown::Placeholder));
        let mut names = unknown.filter_map(|it| calls::reference(it.text));
        let name = names.find(|name| {
            let id = name.split('.').next().unwrap_or_default();
            self.ids.contains_key(id)
        })?;
        let message = format!("nothing puts a value for `${{{name}}}` into this text");
        let help = "write the text as an object with the key `Fn::Sub`";
        Some(
            self.tell(&TEMPLATE_REFERENCE, message, node)
                .label("arrives as it is written")
                .help(help),
        )
    }

    fn tell(&self, metadata: &'static Metadata, message: String, at: Node<'_>) -> Diagnostic {
        let base = self.part.span.start;
        let span = Span::new(at.span().start + base, at.span().end + base);
        // The value in the definition, which starts where the call does.
        let calls = std::iter::successors(Some(at), |it| it.parent());
        let place = calls.take(3).find_map(|it| self.places.get(&(it.span().start + base)));
        let pointer = place.map(|it| it.pointer()).unwrap_or_default();
        Diagnostic::new(metadata, message, Location::new(self.document.source(), span, pointer))
    }

    /// Whether SAM makes it of a resource.
    fn is_made(&self, id: &str) -> bool {
        let ends = id.char_indices().map(|(at, _)| at).skip(1).take(LONGEST_ID);
        let names = ends.filter_map(|end| self.ids.get(&id[..end]));
        let mut kinds = names.filter_map(|it| it.kind.as_deref());
        kinds.any(|it| it.starts_with("AWS::Serverless::"))
    }

    /// The name that differs in case only, or by a letter at its end.
    fn near(&self, id: &str) -> Option<&str> {
        let is_near = |it: &&Name| {
            it.id.eq_ignore_ascii_case(id)
                || (it.id.len().abs_diff(id.len()) == 1
                    && (it.id.starts_with(id) || id.starts_with(&it.id)))
        };
        self.names.iter().find(is_near).map(|it| it.id.as_str())
    }
}

/// The names in a text of `Fn::Sub`; `${!name}` is a text.
fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split("${").skip(1).filter_map(|part| part.split_once('}'));
    parts.map(|(name, _)| name.trim()).filter(|name| !name.starts_with('!'))
}
