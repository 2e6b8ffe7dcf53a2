//! Models: each named schema, and those made of schemas without a name.
//! (*Data models for REST APIs*.)

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use gatewright_definition::{Reach, Text};
use gatewright_diagnostics::{Diagnostic, Location, Metadata};
use gatewright_model::{EntityPath, Model, is_model_name};
use gatewright_schema::{Reference, References, SchemaText, Target};
use gatewright_source::Node;

use crate::IdKind;
use crate::context::{Context, Step};
use crate::diagnostics::document::SCHEMA_KEYWORDS_DROPPED;
use crate::diagnostics::models::{
    MODEL_KEYWORD_UNSUPPORTED, MODEL_NAME_INVALID, MODEL_REFERENCE_NOT_CANONICAL,
    MODEL_REFERENCE_UNKNOWN, MODEL_REFERENCE_UNSATISFIED, MODEL_SCHEMA_INVALID,
};
use crate::ids::six_hex_digits;

/// The media type of every model that an import makes (recorded).
const CONTENT_TYPE: &str = "application/json";

/// The text of the model that a schema of the definition becomes.
fn model_text<'d>(cx: &Context<'_, '_>, node: Node<'d>) -> SchemaText<'d> {
    let dialect = cx.dialect();
    let references = References::ToModels { home: dialect, api_id: &cx.api_id };
    gatewright_schema::write(node, dialect, references)
}

/// The models of an import.
#[derive(Debug, Default)]
pub(crate) struct Models {
    /// By name.
    made: BTreeMap<String, Model>,
    /// Names of the document's schemas, whether or not they became models.
    named: BTreeSet<String>,
    /// Whether nobody knows all of the schemas.
    is_open: bool,
    /// The names given to schemas without one, by their text.
    generated: HashMap<String, Option<String>>,
    /// How often each keyword was left out of a schema, and where the first was.
    dropped: BTreeMap<String, usize>,
    first_dropped: Option<Location>,
}

impl Models {
    /// Makes a model of each named schema.
    pub(crate) fn build(cx: &mut Context<'_, '_>) -> Self {
        let named = cx.definition.schemas.iter().map(|it| it.name.as_str().to_owned()).collect();
        let is_open = cx.is_in_doubt(cx.definition.root, Reach::Declarations);
        let mut models = Self { named, is_open, ..Self::default() };
        // What each model needs, with the place of the reference, in the order of the document.
        let mut needs: Vec<(&str, Vec<Reference<'_>>)> = Vec::new();
        for schema in &cx.definition.schemas {
            let name: &str = &schema.name;
            if !is_model_name(name) && !may_be_model_name(&schema.name) {
                cx.report(Step::Models, name_invalid(name, schema.name.at));
                continue;
            }
            let mut text = model_text(cx, schema.at);
            if let Some(diagnostic) = models.refusal(name, &text) {
                cx.report(Step::Models, diagnostic);
                continue;
            }
            needs.push((name, std::mem::take(&mut text.references)));
            models.insert(cx, name, schema.at, text);
        }
        models.withdraw_unsatisfied(cx, &needs);
        models
    }

    /// Whether there is a model of that name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.made.contains_key(name)
    }

    /// Whether nobody knows that there is no model of that name.
    pub(crate) fn may_have(&self, name: &str) -> bool {
        self.is_open && !self.named.contains(name)
    }

    /// The name of the model for a schema without a name, made when there is none yet. None when
    /// the schema is refused.
    pub(crate) fn inline(&mut self, cx: &mut Context<'_, '_>, node: Node<'_>) -> Option<String> {
        let text = model_text(cx, node);
        if let Some(known) = self.generated.get(&text.text) {
            return known.clone();
        }
        let name = self.generated_name(node, &text, &cx.api_id);
        let made = match self.refusal(&name, &text) {
            Some(diagnostic) => {
                cx.report(Step::Models, diagnostic);
                None
            }
            None => self.inline_checked(cx, &name, &text),
        };
        self.generated.insert(text.text.clone(), made.clone());
        if let Some(name) = made.as_deref().filter(|name| !self.has(name)) {
            self.insert(cx, name, node, text);
        }
        made
    }

    fn inline_checked(
        &self,
        cx: &mut Context<'_, '_>,
        name: &str,
        text: &SchemaText<'_>,
    ) -> Option<String> {
        let missing =
            needed(&self.named, self.is_open, &text.references).find(|(child, _)| !self.has(child));
        if let Some((child, at)) = missing {
            cx.report(Step::References, unsatisfied(name, child, at));
            return None;
        }
        Some(name.to_owned())
    }

    /// `ArrayOf…` for a list of one model (a sample API of the guide), else `MODEL` and six
    /// hexadecimal digits (quoted by users; how the digits come about is not known).
    fn generated_name(&self, node: Node<'_>, text: &SchemaText<'_>, api_id: &str) -> String {
        if let Some(items) = node.get("items")
            && items.get("$ref").is_some()
            && let [only] = text.references.as_slice()
            && let Target::Model(item) = &only.target
        {
            let name = format!("ArrayOf{item}");
            if self.made.get(&name).is_none_or(|known| known.schema == text.text) {
                return name;
            }
        }
        // The identifier of the API is in the text's references and must not change the name.
        let mut digits = six_hex_digits(&text.text.replace(api_id, ""));
        while self.has(&format!("MODEL{digits}")) || self.named.contains(&format!("MODEL{digits}"))
        {
            digits = six_hex_digits(&digits);
        }
        format!("MODEL{digits}")
    }

    /// Says once which keywords leave no trace.
    pub(crate) fn note_dropped(&self, cx: &mut Context<'_, '_>) {
        let Some(first) = &self.first_dropped else { return };
        let label = match self.dropped.values().sum() {
            1 => "this one",
            _ => "the first of them",
        };
        let keywords: Vec<String> =
            self.dropped.iter().map(|(name, count)| format!("`{name}` ({count})")).collect();
        cx.report(
            Step::Models,
            Diagnostic::new(
                &SCHEMA_KEYWORDS_DROPPED,
                format!("keywords of schemas leave no trace: {}", keywords.join(", ")),
                first.clone(),
            )
            .label(label)
            .help("do not count on them when requests are validated"),
        );
    }

    fn insert(
        &mut self,
        cx: &mut Context<'_, '_>,
        name: &str,
        node: Node<'_>,
        text: SchemaText<'_>,
    ) {
        for (key, keyword) in &text.dropped {
            self.first_dropped.get_or_insert_with(|| key.location());
            match self.dropped.get_mut(*keyword) {
                Some(count) => *count += 1,
                None => {
                    self.dropped.insert((*keyword).to_owned(), 1);
                }
            }
        }
        let id = cx.id(IdKind::Model, name);
        let description = node.get("description").and_then(Node::as_text);
        let description = description.filter(|text| !text.trim().is_empty() && !node.is_null());
        let model = Model {
            id,
            name: name.to_owned(),
            description: description.map(Cow::into_owned),
            schema: text.text,
            content_type: CONTENT_TYPE.to_owned(),
        };
        cx.provenance.record(EntityPath::Model(name.to_owned()), node.id());
        self.made.insert(name.to_owned(), model);
    }

    /// What the service says of a schema that it refuses: all its faults in one item.
    fn refusal(&self, name: &str, text: &SchemaText<'_>) -> Option<Diagnostic> {
        let mut faults: Vec<Fault<'_>> = Vec::new();
        for (at, reason) in &text.violations {
            faults.push(Fault {
                metadata: &MODEL_SCHEMA_INVALID,
                message: "Invalid model schema specified".to_owned(),
                at: at.location(),
                label: (*reason).to_owned(),
                help: "write what JSON schema draft 4 allows here",
            });
        }
        if let Some((key, _)) = text.unsupported.first() {
            let names: BTreeSet<&str> = text.unsupported.iter().map(|(_, name)| *name).collect();
            let names = serde_json::Value::from_iter(names).to_string();
            faults.push(Fault {
                metadata: &MODEL_KEYWORD_UNSUPPORTED,
                message: format!("Invalid model schema specified. Unsupported keyword(s): {names}"),
                at: key.location(),
                label: "the keyword is not known".to_owned(),
                help: "remove the keyword",
            });
        }
        for reference in text.references.iter().filter(|it| !it.at.has_unknown()) {
            match &reference.target {
                Target::Model(child) if self.may_have(child) => {}
                Target::Model(child) if !self.named.contains(child.as_ref()) => {
                    faults.push(Fault {
                        metadata: &MODEL_REFERENCE_UNKNOWN,
                        message: format!("Invalid model specified: {child}"),
                        at: reference.at.location(),
                        label: format!("there is no schema `{child}`"),
                        help: "correct the reference, or add the schema",
                    });
                }
                Target::Foreign => faults.push(Fault {
                    metadata: &MODEL_REFERENCE_NOT_CANONICAL,
                    message: "Model reference must be in canonical form".to_owned(),
                    at: reference.at.location(),
                    label: "not a schema of this document".to_owned(),
                    help: "put the schema into this document under a name of its own",
                }),
                Target::Model(_) | Target::Canonical => {}
            }
        }
        if faults.is_empty() {
            return None;
        }
        let errors: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
        let message = format!(
            "Unable to create model for '{name}': Invalid model specified: Validation Result: \
             warnings : [], errors : [{}]",
            errors.join(", ")
        );
        let mut faults = faults.into_iter();
        let first = faults.next()?;
        let mut diagnostic =
            Diagnostic::new(first.metadata, message, first.at).label(first.label).help(first.help);
        for fault in faults {
            diagnostic = diagnostic.related(fault.at, fault.label);
        }
        Some(diagnostic)
    }

    /// Takes back the models that need one that was refused, and those that need them.
    fn withdraw_unsatisfied(
        &mut self,
        cx: &mut Context<'_, '_>,
        needs: &[(&str, Vec<Reference<'_>>)],
    ) {
        let mut children =
            needs.iter().flat_map(|(_, references)| needed(&self.named, self.is_open, references));
        if children.all(|(child, _)| self.has(child)) {
            return;
        }
        let mut users: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, (_, references)) in needs.iter().enumerate() {
            for (child, _) in needed(&self.named, self.is_open, references) {
                users.entry(child).or_default().push(index);
            }
        }
        let mut refused: Vec<&str> =
            users.keys().copied().filter(|child| !self.made.contains_key(*child)).collect();
        let mut withdrawn = BTreeSet::new();
        while let Some(child) = refused.pop() {
            for &index in users.get(child).into_iter().flatten() {
                if withdrawn.insert(index) {
                    refused.push(needs[index].0);
                }
            }
        }
        for &index in &withdrawn {
            self.made.remove(needs[index].0);
        }
        for index in withdrawn {
            let (name, references) = &needs[index];
            let cause =
                needed(&self.named, self.is_open, references).find(|(child, _)| !self.has(child));
            if let Some((child, at)) = cause {
                cx.report(Step::References, unsatisfied(name, child, at));
            }
        }
    }

    /// The models, by name.
    pub(crate) fn into_list(self) -> Vec<Model> {
        self.made.into_values().collect()
    }
}

/// One thing that is wrong with a schema.
struct Fault<'a> {
    metadata: &'static Metadata,
    message: String,
    at: Location,
    label: String,
    help: &'a str,
}

/// The models among what is referred to, each with the place of the reference; those that nobody
/// knows apart.
fn needed<'a, 'd>(
    named: &BTreeSet<String>,
    is_open: bool,
    references: &'a [Reference<'d>],
) -> impl Iterator<Item = (&'a str, Node<'d>)> {
    let known = references.iter().filter(|it| !it.at.has_unknown());
    known.filter_map(move |reference| match &reference.target {
        Target::Model(child) if is_open && !named.contains(child.as_ref()) => None,
        Target::Model(child) => Some((child.as_ref(), reference.at)),
        Target::Canonical | Target::Foreign => None,
    })
}

/// Whether what is known of a name may be a part of one.
fn may_be_model_name(name: &Text<'_>) -> bool {
    name.has_unknown() && name.as_imported().known_parts().all(is_model_name)
}

fn name_invalid(name: &str, at: Node<'_>) -> Diagnostic {
    let alphanumeric: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    let help = if alphanumeric.is_empty() {
        "call it by letters and digits only, here and in each reference".to_owned()
    } else {
        format!("call it `{alphanumeric}`, here and in each reference")
    };
    Diagnostic::new(
        &MODEL_NAME_INVALID,
        format!("Unable to create model for '{name}': Model name must be alphanumeric: {name}"),
        at.location(),
    )
    .label("more than letters and digits")
    .help(help)
}

fn unsatisfied(name: &str, child: &str, at: Node<'_>) -> Diagnostic {
    Diagnostic::new(
        &MODEL_REFERENCE_UNSATISFIED,
        format!("Unable to insert model '{name}' due to an unsatisfied schema reference."),
        at.location(),
    )
    .label(format!("`{child}` did not become a model"))
    .help(format!("mend `{child}` first"))
}
