//! `AWS::ApiGateway::RestApi`.

use gatewright_diagnostics::{Checked, Diagnostic};
use gatewright_source::{Document, Node, read, read_filled};

use super::evaluator::Evaluator;
use super::include::unread;
use super::output::Spot;
use super::properties;
use super::sections::Section;
use super::sources::Source;
use super::value::{Entry, Key, Place, Value};
use crate::{Api, ApiKind, Surroundings};

/// All the text that the documents of one template hold at most: each has that of the template.
const MOST_BYTES: usize = 512 << 20;
/// A stack has 500 resources at most.
const MOST_APIS: usize = 1000;

/// The APIs of a template that are declared as they are. `said` is what was noticed when the template
/// was read.
pub(super) fn apis(evaluator: &Evaluator<'_>, said: &[Diagnostic]) -> Vec<Api> {
    let resources = evaluator.resources();
    let mut all = declared(evaluator, &resources, "AWS::ApiGateway::RestApi");
    let most = most_apis(evaluator);
    let apis = all.by_ref().take(most).filter_map(|it| api(evaluator, it, said)).collect();
    if let Some(next) = all.next() {
        evaluator.stop_at_api(key_of(next), most);
    }
    apis
}

/// How many APIs of a template are looked at.
pub(super) fn most_apis(evaluator: &Evaluator<'_>) -> usize {
    (MOST_BYTES / evaluator.sources.main().document.text().len().max(1)).min(MOST_APIS)
}

/// Where the name of a resource stands.
pub(super) fn key_of<'t>(resource: &Entry<'t>) -> Node<'t> {
    match &resource.key {
        Key::Written(node) | Key::Made(node, _) => *node,
    }
}

/// The resources of a type.
pub(super) fn declared<'r, 't>(
    evaluator: &'r Evaluator<'t>,
    resources: &'r Section<'t>,
    kind: &'r str,
) -> impl Iterator<Item = &'r Entry<'t>> {
    resources.entries.iter().filter(move |it| {
        let kind_of = evaluator.member(&it.value, "Type").map(|it| evaluator.text(&it));
        kind_of.is_some_and(|it| it.as_known() == Some(kind))
    })
}

fn api<'t>(evaluator: &Evaluator<'t>, resource: &Entry<'t>, said: &[Diagnostic]) -> Option<Api> {
    evaluator.take_told();
    let properties = match evaluator.member(&resource.value, "Properties")? {
        Value::Written(place) => evaluator.entries(&place),
        _ => return None,
    };
    let property = |name: &str| properties.iter().find(|it| it.key.as_known() == Some(name));
    let document = match (property("Body"), property("BodyS3Location")) {
        (Some(body), _) => here(evaluator, body, said),
        (None, Some(location)) => {
            evaluator.asset_of(resource).unwrap_or_else(|| elsewhere(evaluator, location))
        }
        // It is made of other resources.
        (None, None) => return None,
    };
    let name = resource.key.as_known()?.to_owned();
    let settings = properties::settings(evaluator, &properties);
    let surroundings = Surroundings::default();
    evaluator.take_told();
    let at = key_of(resource).location();
    Some(Api { name, kind: ApiKind::RestApi, at, document, settings, surroundings })
}

/// A definition that stands in the template, or that it includes.
fn here<'t>(evaluator: &Evaluator<'t>, body: &Entry<'t>, said: &[Diagnostic]) -> Checked<Document> {
    let mut output = evaluator.output();
    let within = text_within(evaluator, body);
    evaluator.emit(&mut output, within.as_ref().unwrap_or(&body.value), body.at.node, Spot::Root);
    let told = evaluator.take_told();
    evaluator.add_told(&mut output, told);
    let (document, mut diagnostics) = output.finish();
    let span = body.at.node.span();
    let is_here = |it: &&Diagnostic| {
        let at = it.location.span;
        body.at.context.is_none() && span.start <= at.start && at.end <= span.end
    };
    diagnostics.splice(0..0, said.iter().filter(is_here).cloned());
    Checked::new(document, diagnostics)
}

/// A definition that stands in the template as a text of JSON.
fn text_within<'t>(evaluator: &Evaluator<'t>, body: &Entry<'t>) -> Option<Value<'t>> {
    if body.at.has_item() || matches!(&body.value, Value::Written(it) if it.node.text().is_none()) {
        return None;
    }
    let (node, holes) = evaluator.filled(&body.at)?;
    let text = node.as_str().filter(|it| it.trim_start().starts_with('{'))?;
    let outer = node.document().source();
    let read = read_filled(outer, text.as_bytes().to_vec(), &holes);
    let source = evaluator.sources.add(Source::inside(read, outer, node.runs()))?;
    let root = source.document.root().filter(|it| it.is_mapping())?;
    Some(Value::Written(Place::of(root)))
}

/// A definition in a file that is sent as it is.
fn elsewhere<'t>(evaluator: &Evaluator<'t>, location: &Entry<'t>) -> Checked<Document> {
    let text = match &location.value {
        // A bucket and a key.
        Value::Written(place) if place.node.text().is_none() => None,
        value => Some(evaluator.text(value)),
    };
    let name = text.as_ref().and_then(|it| it.as_known());
    let opened = if let Some(name) = name {
        evaluator.open(location.at.node, name)
    } else {
        evaluator.tell_of(location.at.node, unread("the definition is not in the project"));
        None
    };
    if let Some(opened) = opened {
        return read(opened.source, opened.bytes.clone());
    }
    let mut output = evaluator.output();
    evaluator.emit(&mut output, &Value::unknown("Body"), location.at.node, Spot::Root);
    let told = evaluator.take_told();
    evaluator.add_told(&mut output, told);
    let (document, diagnostics) = output.finish();
    Checked::new(document, diagnostics)
}
