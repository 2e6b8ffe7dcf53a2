//! What holds of the exports of any API that an import makes. Also run on definitions that people
//! wrote, by `cargo xtask roundtrip`.

use gatewright_diagnostics::{Diagnostic, Effect, SourceId};
use gatewright_export::{
    DocumentationVersion, ExportError, ExportOptions, ExportType, Extension, Extensions, Format,
    Stage, TypedError, export, typed,
};
use gatewright_import::{ImportOptions, StableIds, import};
use gatewright_model::Api;
use gatewright_source::{Document, Node, Scalar, read};

/// The laws that do not hold of an API, a line each.
pub(crate) fn broken(api: &Api) -> Vec<String> {
    let version = DocumentationVersion {
        version: "1".to_owned(),
        created_date: Some("2026-01-01T00:00:00Z".to_owned()),
    };
    let mut broken = Vec::new();
    for documentation in [None, Some(version)] {
        let what = if documentation.is_some() { "documented " } else { "" };
        let stage = Stage {
            deployed: Some("2026-01-01T00:00:00Z".to_owned()),
            documentation,
            ..Stage::new("prod", "eu-west-1")
        };
        for export_type in [ExportType::Swagger, ExportType::Oas30] {
            let mut note =
                |law: String| broken.push(format!("{what}{}: {law}", export_type.as_str()));
            if let Err(law) = round_trips(api, export_type, &stage) {
                note(law);
            }
        }
        for extensions in [Extensions::NONE, settings()] {
            match typed(api, extensions, &stage) {
                Ok(_) | Err(TypedError::Export(ExportError::NonJsonModels { .. })) => {}
                Err(error) => broken.push(format!("{what}oas30: {error}")),
            }
        }
    }
    broken
}

fn settings() -> Extensions {
    Extensions::NONE.with(Extension::ApiGateway)
}

/// The exports in both formats are one document, which is imported and exported as itself.
fn round_trips(api: &Api, export_type: ExportType, stage: &Stage) -> Result<(), String> {
    let written = |api: &Api, format| {
        let stage = stage.clone();
        let options = ExportOptions { export_type, extensions: settings(), format, stage };
        export(api, &options).map(|export| export.text)
    };
    let Ok(json) = written(api, Format::Json) else { return Ok(()) };
    let yaml = written(api, Format::Yaml).map_err(|error| error.to_string())?;
    let document = read_whole(&json)?;
    same(document.root(), read_whole(&yaml)?.root())?;
    for (format, first) in [(Format::Json, json), (Format::Yaml, yaml)] {
        let next = |text: &str| {
            let mut again = imported(text)?;
            // The identifier is of the first API for good.
            again.rest_api.id.clone_from(&api.rest_api.id);
            written(&again, format).map_err(|error| error.to_string())
        };
        let mut second = next(&first)?;
        let mut expected = first;
        if second != expected
            && without_empty_properties(&second) == without_empty_properties(&expected)
        {
            expected = second;
            second = next(&expected)?;
        }
        if second != expected {
            return Err(format!("{}: {}", format.ending(), first_difference(&expected, &second)));
        }
    }
    Ok(())
}

/// The lines of an export without those that say that an object has no properties. An export of
/// Swagger 2.0 has such a line where the model has it (exports that users published), but an import
/// of Swagger 2.0 leaves it out of the model (the reader adds one property after the other).
fn without_empty_properties(text: &str) -> Vec<&str> {
    let lines = text.lines().map(|line| line.trim_end_matches(','));
    lines
        .filter(|line| !["\"properties\" : { }", "properties: {}"].contains(&line.trim()))
        .collect()
}

fn read_whole(text: &str) -> Result<Document, String> {
    let read = read(SourceId(0), text.into());
    match read.diagnostics.first() {
        None => Ok(read.value),
        Some(finding) => Err(format!("{} at {}", finding.message, finding.location.pointer)),
    }
}

fn imported(text: &str) -> Result<Api, String> {
    let document = read(SourceId(0), text.into());
    let result = import(&document, &ImportOptions::default(), &mut StableIds::default());
    let is_refusal = |it: &&Diagnostic| it.metadata.effect == Effect::Refused;
    let reason = result.diagnostics.iter().find(is_refusal);
    let reason = reason.map(|it| format!("{} at {}", it.message, it.location.pointer));
    result.api.ok_or_else(|| format!("not imported: {}", reason.unwrap_or_default()))
}

fn first_difference(first: &str, second: &str) -> String {
    let mut lines = first.lines().zip(second.lines());
    match lines.find(|(before, after)| before != after) {
        Some((before, after)) => format!("`{}` became `{}`", before.trim(), after.trim()),
        None => "one text is the beginning of the other".to_owned(),
    }
}

/// Whether two nodes have the same content in the same order.
fn same(left: Option<Node<'_>>, right: Option<Node<'_>>) -> Result<(), String> {
    let (Some(left), Some(right)) = (left, right) else {
        return if left.is_none() && right.is_none() {
            Ok(())
        } else {
            Err("too short".to_owned())
        };
    };
    let scalar = |node: Node<'_>| match node.scalar() {
        Some(Scalar::String(text)) => Some((true, text.to_owned())),
        other => other.map(|scalar| (false, scalar.as_text().into_owned())),
    };
    if left.kind() != right.kind() || scalar(left) != scalar(right) {
        return Err(format!("JSON and YAML differ at `{}`", left.pointer()));
    }
    let (mut before, mut after) = (left.entries(), right.entries());
    loop {
        let (before, after) = (before.next(), after.next());
        let key = |entry: &Option<(Node<'_>, Node<'_>)>| {
            entry.and_then(|(key, _)| key.text().map(str::to_owned))
        };
        if key(&before) != key(&after) {
            return Err(format!("JSON and YAML have other keys at `{}`", left.pointer()));
        }
        let (Some((_, before)), Some((_, after))) = (before, after) else { break };
        same(Some(before), Some(after))?;
    }
    let (mut before, mut after) = (left.items(), right.items());
    loop {
        let pair = (before.next(), after.next());
        if pair.0.is_none() && pair.1.is_none() {
            return Ok(());
        }
        same(pair.0, pair.1)?;
    }
}
