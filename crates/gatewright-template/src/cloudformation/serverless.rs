//! The APIs of SAM: what the transform wants of a template is evaluated into a document, and the
//! transform makes definitions of it.

use gatewright_diagnostics::{Checked, Diagnostic, Location, Pointer};
use gatewright_source::{Assembly, Document, Known, Node, read};

use super::evaluator::Evaluator;
use super::include::{fault, unread};
use super::output::{Output, Spot};
use super::rest_api;
use super::sections::Section;
use super::value::{Entry, Key, Place, Value};
use crate::sam::{self, Stack};
use crate::{Api, ApiKind};

/// What the transform looks at in a resource.
const OF_A_RESOURCE: [&str; 4] = ["Condition", "IgnoreGlobals", "Properties", "Type"];
/// What it looks at in the properties of functions and state machines.
const OF_A_FUNCTION: [&str; 2] = ["AutoPublishAlias", "Events"];

const API: &str = "AWS::Serverless::Api";

/// The APIs that the transform makes. `said` is what was noticed when the template was read.
pub(super) fn apis(evaluator: &Evaluator<'_>, said: &[Diagnostic]) -> Vec<Api> {
    let Some(root) = evaluator.root() else { return Vec::new() };
    let resources = evaluator.resources();
    let kinds = ["AWS::Serverless::Function", "AWS::Serverless::StateMachine", API];
    if !kinds.iter().any(|it| rest_api::declared(evaluator, &resources, it).next().is_some()) {
        return Vec::new();
    }
    let most = rest_api::most_apis(evaluator);
    let (document, told) = evaluated(evaluator, root, &resources, None);
    let is_of_one_file = document.is_of_one_file();
    let all = made(evaluator, document);
    if let Some(next) = all.get(most) {
        let resource = resources.entry(&next.name).map(rest_api::key_of);
        evaluator.stop_at_api(resource.unwrap_or(root), most);
    }
    let declared = rest_api::declared(evaluator, &resources, API).count();
    if is_of_one_file || (all.len() == 1 && declared < 2) {
        let all = all.into_iter().take(most);
        return all.map(|api| with_said(evaluator, &resources, api, said, &told)).collect();
    }
    // Each gets the files that are in it, and not those of the others.
    let names = all.into_iter().map(|it| it.name).take(most);
    let own = names.filter_map(|name| {
        let (document, told) = evaluated(evaluator, root, &resources, Some(&name));
        let api = made(evaluator, document).into_iter().find(|it| it.name == name)?;
        Some(with_said(evaluator, &resources, api, said, &told))
    });
    own.collect()
}

fn made(evaluator: &Evaluator<'_>, document: Document) -> Vec<Api> {
    sam::apis(document, evaluator, &|document, uri| Some(elsewhere(evaluator, document, uri)))
}

/// The definition in the file that `DefinitionUri` names, which is sent as it is.
fn elsewhere(
    evaluator: &Evaluator<'_>,
    document: &Document,
    uri: &sam::Value<'_>,
) -> Checked<Document> {
    let (from, _) = document.placed(uri.at());
    let name = uri.as_text().filter(|_| uri.known() == Known::Wholly);
    let told = match &name {
        Some(name) => match evaluator.library.open(from, name) {
            Ok(opened) => return read(opened.source, opened.bytes.clone()),
            Err(why) => fault(name, &why),
        },
        None => unread("the definition is not in the project"),
    };
    let mut assembly = Assembly::new(document);
    let part = assembly.add(document);
    let at = assembly.at(part, uri.at());
    assembly.text(at, "${DefinitionUri}", Known::Not);
    let location = Location::new(document.source(), at, Pointer::default());
    Checked::new(assembly.finish(), vec![Diagnostic { location, ..told }])
}

/// Adds what was noticed of an API when the template was read and evaluated.
fn with_said<'t>(
    evaluator: &Evaluator<'t>,
    resources: &Section<'t>,
    mut api: Api,
    said: &[Diagnostic],
    told: &[Diagnostic],
) -> Api {
    if api.kind == ApiKind::ImplicitApi {
        return api;
    }
    let Some(resource) = resources.entry(&api.name) else { return api };
    let body = evaluator.member(&resource.value, "Properties").and_then(|it| match it {
        Value::Written(place) => place.node.get("DefinitionBody"),
        _ => None,
    });
    let within = |node: Node<'_>, it: &Diagnostic| {
        let (at, span) = (it.location.span, node.span());
        span.start <= at.start && at.end <= span.end
    };
    let main = evaluator.sources.main().document.text().len();
    let is_of_another_file = |it: &Diagnostic| it.location.span.start as usize > main;
    let node = resource.at.node;
    let said = said.iter().filter(|it| body.is_some_and(|body| within(body, it)));
    let told = told.iter().filter(|it| within(node, it) || is_of_another_file(it));
    api.document.diagnostics.splice(0..0, said.chain(told).cloned());
    api
}

/// What the transform wants of the template, evaluated; with `only`, no definition but that of the API of
/// that name.
fn evaluated<'t>(
    evaluator: &Evaluator<'t>,
    root: Node<'t>,
    resources: &Section<'t>,
    only: Option<&str>,
) -> (Document, Vec<Diagnostic>) {
    evaluator.take_told();
    let mut output = evaluator.output();
    evaluator.open_mapping(&mut output, root);
    if let Some((key, globals)) = root.entry("Globals") {
        let place = Place::of(globals);
        let entry = Entry { key: Key::Written(key), value: evaluator.value(&place), at: place };
        evaluator.emit_entry(&mut output, &entry, Spot::Within);
    }
    if let Some((key, section)) = root.entry("Resources") {
        evaluator.emit_key(&mut output, key);
        evaluator.open_mapping(&mut output, section);
        for resource in &resources.entries {
            add_resource(evaluator, &mut output, resource, only);
        }
        output.close();
    }
    output.close();
    let told = evaluator.take_told();
    evaluator.add_told(&mut output, told);
    output.finish()
}

fn add_resource<'t>(
    evaluator: &Evaluator<'t>,
    output: &mut Output<'t>,
    resource: &Entry<'t>,
    only: Option<&str>,
) {
    let Value::Written(place) = &resource.value else { return };
    let kind = evaluator.member(&resource.value, "Type").map(|it| evaluator.text(&it));
    let is_api = match kind.as_ref().and_then(|it| it.as_known()) {
        Some(API) => true,
        Some("AWS::Serverless::Function" | "AWS::Serverless::StateMachine") => false,
        _ => return,
    };
    let is_asked_for = only.is_none_or(|name| resource.key.as_known() == Some(name));
    evaluator.emit_entry_key(output, &resource.key);
    evaluator.open_mapping(output, place.node);
    for member in evaluator.entries(place) {
        let name = member.key.as_known().unwrap_or_default();
        if !OF_A_RESOURCE.contains(&name) {
            continue;
        }
        let Value::Written(properties) = &member.value else {
            evaluator.emit_entry(output, &member, Spot::Within);
            continue;
        };
        if name != "Properties" {
            evaluator.emit_entry(output, &member, Spot::Within);
            continue;
        }
        evaluator.emit_entry_key(output, &member.key);
        evaluator.open_mapping(output, properties.node);
        for mut property in evaluator.entries(properties) {
            let name = property.key.as_known().unwrap_or_default();
            if !is_api && !OF_A_FUNCTION.contains(&name) {
                continue;
            }
            let is_body = name == "DefinitionBody";
            if is_body && !is_asked_for {
                property.value = Value::unknown(name);
            }
            let spot = if is_body { Spot::Root } else { Spot::Within };
            evaluator.emit_entry(output, &property, spot);
        }
        output.close();
    }
    output.close();
}

impl Stack for Evaluator<'_> {
    fn holds(&self, condition: &str) -> Option<bool> {
        Evaluator::holds(self, condition)
    }

    fn pseudo(&self, name: &str) -> String {
        match Evaluator::pseudo(self, name) {
            Some(value) => self.text(&value).to_string(),
            None => super::text::placeholder(name),
        }
    }
}
