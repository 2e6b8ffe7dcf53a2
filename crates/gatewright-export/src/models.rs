//! Models as schemas. (Recorded; *Data models for REST APIs*, *Amazon API Gateway important notes*.)

use std::collections::{BTreeMap, BTreeSet, HashMap};

use gatewright_diagnostics::SourceId;
use gatewright_model::{Api, DocumentationPartType, Model};
use gatewright_schema::{Dialect, References, model_of_address};
use serde_json::Value;

use crate::documentation::{Members, Place, extensions};
use crate::export::Context;
use crate::hash_order::{self, Table};
use crate::writer::Writer;
use crate::{ExportError, ExportType};

/// The only media type of a model that an export holds.
const CONTENT_TYPE: &str = "application/json";
/// The members that no export has, which mean nothing to it.
const NEVER_WRITTEN: [&str; 2] = ["$schema", "id"];
/// The members that a text about a model gives to its schema.
const TEXTS: [&str; 2] = ["title", "description"];

/// The models that methods need, directly or through others. The service writes no other.
pub(crate) struct Models<'a> {
    used: BTreeMap<&'a str, &'a Model>,
    unreadable: BTreeSet<&'a str>,
}

impl<'a> Models<'a> {
    pub(crate) fn used(api: &'a Api) -> Result<Self, ExportError> {
        let known: HashMap<&str, &Model> = api.models.iter().map(|it| (&*it.name, it)).collect();
        refuse_other_media_types(api, &known)?;
        let mut models = Self { used: BTreeMap::new(), unreadable: BTreeSet::new() };
        let mut waiting: Vec<&str> = api
            .methods()
            .flat_map(|(_, method)| {
                let answers = method.method_responses.values();
                let answers = answers.flat_map(|it| it.response_models.values());
                method.request_models.values().chain(answers).map(String::as_str)
            })
            .collect();
        while let Some(name) = waiting.pop() {
            let Some(&model) = known.get(name) else { continue };
            if models.used.contains_key(&*model.name) || model.content_type != CONTENT_TYPE {
                continue;
            }
            match references(&model.schema) {
                Some(names) => {
                    models.used.insert(&model.name, model);
                    waiting.extend(names);
                }
                None => {
                    models.unreadable.insert(&model.name);
                }
            }
        }
        Ok(models)
    }

    /// Whether the definition has a schema of that name.
    pub(crate) fn is_written(&self, name: &str) -> bool {
        self.used.contains_key(name)
    }

    pub(crate) fn is_unreadable(&self, name: &str) -> bool {
        self.unreadable.contains(name)
    }
}

/// The service gives up on a body whose models are all of other media types.
fn refuse_other_media_types(api: &Api, known: &HashMap<&str, &Model>) -> Result<(), ExportError> {
    let mut refused = BTreeSet::new();
    for (_, method) in api.methods() {
        let answers = method.method_responses.values().map(|it| &it.response_models);
        for body in std::iter::once(&method.request_models).chain(answers) {
            let models = || body.values().filter_map(|name| known.get(name.as_str()));
            if models().next().is_some() && models().all(|it| it.content_type != CONTENT_TYPE) {
                refused.extend(models().map(|it| it.name.clone()));
            }
        }
    }
    if refused.is_empty() {
        return Ok(());
    }
    Err(ExportError::NonJsonModels { models: refused.into_iter().collect() })
}

/// The names of the models that a schema refers to. None when the text is no JSON object.
fn references(schema: &str) -> Option<Vec<&str>> {
    const MARK: &str = "/models/";
    let is_object = schema.trim_start().starts_with('{');
    if !is_object || serde_json::from_str::<serde::de::IgnoredAny>(schema).is_err() {
        return None;
    }
    // The addresses have no character that JSON would escape.
    let addresses = schema.split('"').filter(|text| text.contains(MARK));
    Some(addresses.filter_map(model_of_address).collect())
}

/// Writes the schemas under `key`. Gives the keywords that were lost, each with its model.
pub(crate) fn write(cx: &Context<'_>, writer: &mut Writer, key: &str) -> Vec<(String, String)> {
    let mut models: Vec<&Model> = cx.models.used.values().copied().collect();
    if models.is_empty() {
        return Vec::new();
    }
    let mut lost = Vec::new();
    hash_order::sort(&mut models, Table::Grown, |it| &it.name);
    writer.key(key);
    writer.open_object();
    for model in models {
        writer.key(&model.name);
        let place = Place { name: Some(&model.name), ..Place::default() };
        let text = cx.documentation.find(DocumentationPartType::Model, place);
        let keywords = write_schema(cx, writer, &model.schema, text);
        lost.extend(keywords.into_iter().map(|keyword| (model.name.clone(), keyword)));
    }
    writer.close_object();
    lost
}

fn write_schema(
    cx: &Context<'_>,
    writer: &mut Writer,
    schema: &str,
    text: Option<&Members>,
) -> Vec<String> {
    let merged = text.and_then(|text| with_text(schema, text));
    let schema = merged.as_deref().unwrap_or(schema);
    let document = gatewright_source::read(SourceId(0), schema.into()).value;
    let dialect = match cx.options.export_type {
        ExportType::Swagger => Dialect::Swagger20,
        ExportType::Oas30 => Dialect::OpenApi30,
    };
    let root = document.root().expect("the text was found to be an object");
    let references = References::ToSchemas { home: dialect };
    let written = gatewright_schema::write(root, dialect, references);
    writer.json(&written.text);
    let known = |name: &&str| !NEVER_WRITTEN.contains(name);
    written.dropped.iter().map(|(_, name)| *name).filter(known).map(str::to_owned).collect()
}

/// The schema with what a text about the model says.
fn with_text(schema: &str, text: &Members) -> Option<String> {
    let mut members: Members = serde_json::from_str(schema).ok()?;
    for name in TEXTS {
        if let Some(value) = text.get(name) {
            members.insert(name.to_owned(), value.clone());
        }
    }
    for (key, value) in extensions(Some(text)) {
        members.insert(key.to_owned(), value.clone());
    }
    Some(Value::Object(members).to_string())
}
