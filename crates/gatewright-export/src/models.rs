//! Models as schemas. (Recorded; *Data models for REST APIs*, *Amazon API Gateway important notes*.)

use std::collections::{BTreeSet, HashMap};

use gatewright_diagnostics::SourceId;
use gatewright_model::{Api, DocumentationPartType, Model};
use gatewright_schema::{Dialect, References, Target};
use gatewright_source::Node;
use serde_json::Value;

use crate::documentation::{Members, Place, extensions};
use crate::export::Context;
use crate::hash_order::{self, Table};
use crate::writer::Writer;
use crate::{ExportError, ExportType, responses};

/// The only media type of a model that an export holds.
const CONTENT_TYPE: &str = "application/json";
/// The members that no export has, which mean nothing to it.
const NEVER_WRITTEN: [&str; 2] = ["$schema", "id"];
/// The members that a text about a model gives to its schema.
const TEXTS: [&str; 2] = ["title", "description"];

/// The models that methods need, directly or through others. The service writes no other.
pub(crate) struct Models<'a> {
    used: HashMap<&'a str, Schema<'a>>,
    unreadable: BTreeSet<&'a str>,
    known: HashMap<&'a str, &'a Model>,
}

/// A model as it is written.
struct Schema<'a> {
    model: &'a Model,
    written: Written,
}

/// A schema of a definition.
struct Written {
    /// Compact JSON.
    text: String,
    /// The models that it refers to.
    references: Vec<String>,
    /// The keywords that its dialect does not have.
    lost: Vec<String>,
    /// What the stored schema says of itself.
    description: Option<String>,
}

impl<'a> Models<'a> {
    pub(crate) fn used(api: &'a Api, export_type: ExportType) -> Result<Self, ExportError> {
        let known: HashMap<&str, &Model> = api.models.iter().map(|it| (&*it.name, it)).collect();
        refuse_other_media_types(api, &known)?;
        let mut models =
            Self { used: HashMap::new(), unreadable: BTreeSet::new(), known: known.clone() };
        let mut waiting: Vec<&Model> = Vec::new();
        for (_, method) in api.methods() {
            let find = |name: &String| known.get(&**name).copied();
            waiting.extend(method.request_models.values().filter_map(find));
            for response in method.method_responses.values() {
                let can_be = |name: &str| known.get(name).is_some_and(|it| is_json(it));
                let models = responses::models(response, export_type, can_be);
                waiting.extend(models.into_iter().filter_map(|(_, name)| find(name)));
            }
        }
        while let Some(model) = waiting.pop() {
            if models.used.contains_key(&*model.name) || !is_json(model) {
                continue;
            }
            match write_schema(&model.schema, export_type) {
                Some(written) => {
                    // A reference that the dialect cannot write needs no model.
                    let needed = written.references.iter();
                    waiting.extend(needed.filter_map(|name| known.get(&**name).copied()));
                    models.used.insert(&model.name, Schema { model, written });
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

    /// Whether the model of that name is of the media type that an export holds.
    pub(crate) fn can_be(&self, name: &str) -> bool {
        self.known.get(name).is_some_and(|it| is_json(it))
    }

    /// Whether the API has a model of that name.
    pub(crate) fn exists(&self, name: &str) -> bool {
        self.known.contains_key(name)
    }

    pub(crate) fn is_unreadable(&self, name: &str) -> bool {
        self.unreadable.contains(name)
    }

    /// What the schema of a model leaves out of it: keywords, and a description of the model that is
    /// not that of its schema. None when the model is not written.
    pub(crate) fn left_out(&self, name: &str) -> Option<(&[String], bool)> {
        let Schema { model, written } = self.used.get(name)?;
        let has_other = model.description.is_some() && model.description != written.description;
        Some((&written.lost, has_other))
    }
}

fn is_json(model: &Model) -> bool {
    model.content_type == CONTENT_TYPE
}

/// The service gives up on a body whose models are all of other media types.
fn refuse_other_media_types(api: &Api, known: &HashMap<&str, &Model>) -> Result<(), ExportError> {
    let mut refused = BTreeSet::new();
    if api.models.iter().all(|it| it.content_type == CONTENT_TYPE) {
        return Ok(());
    }
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

/// A stored schema as one of a definition. None when the text is no JSON object.
fn write_schema(schema: &str, export_type: ExportType) -> Option<Written> {
    let document = gatewright_source::read(SourceId(0), schema.into());
    let is_json = document.diagnostics.is_empty() && schema.trim_start().starts_with('{');
    let root = document.value.root().filter(|_| is_json)?;
    let dialect = match export_type {
        ExportType::Swagger => Dialect::Swagger20,
        ExportType::Oas30 => Dialect::OpenApi30,
    };
    let schema = gatewright_schema::write(root, dialect, References::ToSchemas { home: dialect });
    let models = schema.references.iter().filter_map(|reference| match &reference.target {
        Target::Model(name) => Some(name.to_string()),
        Target::Canonical | Target::Foreign => None,
    });
    let lost = schema.dropped.iter().map(|(_, name)| *name);
    let lost = lost.filter(|name| !NEVER_WRITTEN.contains(name)).map(str::to_owned);
    let description = root.get("description").and_then(Node::as_str).map(str::to_owned);
    Some(Written {
        references: models.collect(),
        lost: lost.collect(),
        text: schema.text,
        description,
    })
}

/// Writes the schemas under `key`.
pub(crate) fn write(cx: &Context<'_>, writer: &mut Writer, key: &str) {
    let mut schemas: Vec<&Schema<'_>> = cx.models.used.values().collect();
    if schemas.is_empty() {
        return;
    }
    hash_order::sort(&mut schemas, Table::Models, |it| &it.model.name);
    writer.key(key);
    writer.open_object();
    for Schema { model, written } in schemas {
        writer.key(&model.name);
        let place = Place { name: Some(&model.name), ..Place::default() };
        let text = cx.documentation.find(DocumentationPartType::Model, place);
        let merged = text
            .and_then(|text| with_text(&model.schema, text))
            .and_then(|schema| write_schema(&schema, cx.options.export_type));
        writer.json(merged.as_ref().map_or(&written.text, |merged| &merged.text));
    }
    writer.close_object();
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
