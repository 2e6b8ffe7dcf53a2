//! What the SAM transform makes of APIs and of events that ask for methods.
//!
//! The transform runs before CloudFormation computes anything: it sees functions, and writes some. Here
//! everything is computed already, which comes to the same, except that the transform changes both
//! branches of a condition where here is only one. What it adds has the place of what asks for it:
//! of the path of an event, of the name of an authorizer, of a property.

mod additions;
mod authorizer;
mod cors;
mod definition;
mod event;
mod globals;
mod integration;
mod openapi;
mod policy;
mod request;
mod security;
mod settings;
#[cfg(test)]
mod tests;
mod transform;
mod value;

use gatewright_diagnostics::{Checked, Location, Pointer};
use gatewright_source::{Assembly, Document};

use crate::{Api, Surroundings};

pub(crate) use settings::settings;
pub(crate) use transform::{Body, Made, Stack, transform};
pub(crate) use value::Value;

/// The APIs that the transform makes of a template of which everything is computed: a document with
/// `Globals` and `Resources`. Those whose definition is elsewhere are read by `read`, which gets what
/// `DefinitionUri` says, and the template.
pub(crate) fn apis(template: Document, stack: &dyn Stack, read: &Read<'_>) -> Vec<Api> {
    let Some(root) = template.root() else { return Vec::new() };
    let made = transform(root, stack);
    let is_alone = made.len() == 1;
    let (mut apis, mut rest) = (Vec::new(), None);
    for made in made {
        let document = match &made.body {
            Body::Here(body) => match body.as_written() {
                // Most definitions stay as they are, in a template of one API: nothing is copied.
                Some(node) if is_alone => {
                    rest = Some(node.id());
                    Checked::new(Assembly::new(&template).finish(), Vec::new())
                }
                _ => Checked::new(definition(&template, body), Vec::new()),
            },
            Body::Elsewhere(uri) => match read(&template, uri) {
                Some(document) => document,
                None => continue,
            },
        };
        apis.push(api(&template, &made, stack, document));
    }
    if let (Some(id), [api]) = (rest, &mut apis[..]) {
        api.document.value = template.into_subtree(id);
    }
    apis
}

/// Reads the definition that a value of a template names.
type Read<'r> = dyn Fn(&Document, &Value<'_>) -> Option<Checked<Document>> + 'r;

fn definition(template: &Document, body: &Value<'_>) -> Document {
    let mut assembly = Assembly::new(template);
    let part = assembly.add(template);
    body.emit(&mut assembly, part);
    assembly.finish()
}

fn api(
    template: &Document,
    made: &Made<'_>,
    stack: &dyn Stack,
    document: Checked<Document>,
) -> Api {
    let (source, span) = template.placed(made.at);
    let surroundings = Surroundings {
        properties: made.properties.keys().into_iter().collect(),
        ..Surroundings::default()
    };
    Api {
        name: made.name.clone(),
        kind: made.kind,
        at: Location::new(source, span, Pointer::default()),
        document,
        settings: settings(&made.properties, template.source(), stack),
        surroundings,
    }
}
