//! A definition to another: import, export, and what is put back.

use std::collections::HashSet;

use gatewright_definition::{Definition, resolve};
use gatewright_diagnostics::{Checked, Location};
use gatewright_export::{
    DocumentationVersion, Export, ExportOptions, ExportType, Extension, Extensions, Format, Stage,
    export, write_definition,
};
use gatewright_import::{IdSource, Import, ImportOptions, import};
use gatewright_model::{Api, EntityPath};
use gatewright_source::{Document, Node};

use crate::loss::{self, Loss};
use crate::put_back::put_back;

/// How a definition is converted.
#[derive(Debug, Clone)]
pub struct ConvertOptions {
    /// The parameters of the import.
    pub import: ImportOptions,
    /// The target. Its stage counts only in the service's own form.
    pub export: ExportOptions,
    /// What the result holds.
    pub form: Form,
}

/// What the result of a conversion holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// All that the target can carry.
    Complete,
    /// What an import of the definition and an export of the API give.
    AsService,
}

impl ConvertOptions {
    /// A complete definition of that type, with all extensions of API Gateway.
    pub fn new(export_type: ExportType, format: Format) -> Self {
        let stage = Stage::new("prod", "us-east-1");
        let extensions = Extensions::NONE.with(Extension::ApiGateway);
        Self {
            import: ImportOptions::default(),
            export: ExportOptions { export_type, extensions, format, stage },
            form: Form::Complete,
        }
    }
}

/// What a conversion comes to.
#[derive(Debug, Clone)]
pub struct Conversion {
    /// The text of the definition; none when the service refuses the import.
    pub text: Option<String>,
    /// The import.
    pub import: Import,
    /// What the text does not hold of the definition, by place.
    pub losses: Vec<Loss>,
}

/// Converts a definition.
pub fn convert(
    document: &Checked<Document>,
    options: &ConvertOptions,
    ids: &mut dyn IdSource,
) -> Conversion {
    let import = import(document, &options.import, ids);
    let resolved = resolve(&document.value).value;
    let (Some(api), Some(definition)) = (&import.api, resolved) else {
        return Conversion { text: None, import, losses: Vec::new() };
    };
    let (text, mut losses) = match options.form {
        Form::Complete => complete(&definition, api, &import, options),
        Form::AsService => {
            let export = exported(api, &options.export);
            let mut losses = loss::of_service_import(&import.diagnostics);
            let all = export.losses.iter();
            losses
                .extend(all.map(|it| loss::of_export(it, place(&definition, &import, &it.entity))));
            (export.text, losses)
        }
    };
    losses.sort_by_key(|loss| loss.location.span.start);
    Conversion { text: Some(text), import, losses }
}

fn complete(
    definition: &Definition<'_>,
    api: &Api,
    import: &Import,
    options: &ConvertOptions,
) -> (String, Vec<Loss>) {
    let ExportOptions { export_type, format, .. } = options.export;
    let mut in_json = options.export.clone();
    in_json.format = Format::Json;
    in_json.stage.documentation = documentation(definition, api);
    let export = exported(api, &in_json);
    let mut losses = loss::of_import(&import.diagnostics);
    let lasting = export.losses.iter().filter(|it| loss::outlives_put_back(it));
    losses.extend(lasting.map(|it| loss::of_export(it, place(definition, import, &it.entity))));
    let (value, own) = put_back(definition, api, import, &export.text, options);
    let known: HashSet<Location> = losses.iter().map(|it| it.location.clone()).collect();
    losses.extend(own.into_iter().filter(|it| !known.contains(&it.location)));
    (write_definition(&value, export_type, format), losses)
}

fn exported(api: &Api, options: &ExportOptions) -> Export {
    export(api, options).expect("each model of an import is JSON")
}

/// The documentation of a definition is shown as if the API were deployed with it.
fn documentation(definition: &Definition<'_>, api: &Api) -> Option<DocumentationVersion> {
    let written = definition.documentation.as_ref()?;
    let created_date = written.at.get("createdDate").and_then(Node::as_text);
    (!api.documentation_parts.is_empty()).then(|| DocumentationVersion {
        version: written.version.as_ref().map(ToString::to_string).unwrap_or_default(),
        created_date: created_date.map(Into::into),
    })
}

/// Where a thing of the API comes from.
fn place(definition: &Definition<'_>, import: &Import, entity: &EntityPath) -> Location {
    let node = import.provenance.get(entity).map(|id| definition.document.node(id));
    let node = node.filter(|node| *node != definition.root);
    let Some(node) = node else {
        // Of the whole, the first line is shown.
        let first = definition.root.entries().next().map(|(key, _)| key.location());
        let location = first.unwrap_or_else(|| definition.root.location());
        return Location { pointer: definition.root.pointer(), ..location };
    };
    node.key().unwrap_or(node).location()
}
