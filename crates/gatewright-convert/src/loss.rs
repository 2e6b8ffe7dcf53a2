//! What a conversion leaves out.

use gatewright_definition::STRUCTURE_DIAGNOSTICS;
use gatewright_diagnostics::{Diagnostic, Effect, Location, Metadata};
use gatewright_export as export;
use gatewright_model::EntityPath;

/// A part of the definition that the result does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// Why.
    pub reason: Reason,
    /// What is left out, on one line.
    pub message: String,
    /// Where it stands in the definition.
    pub location: Location,
}

/// Why something is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The target has no such thing.
    NoPlace,
    /// The target has one where the definition has several.
    Several,
    /// Neither specification knows the member.
    Unknown,
    /// Nothing refers to it, and the target keeps no such things by themselves.
    Unused,
    /// It stands in the result, and the service makes more of it there.
    Changed,
    /// What YAML has beside the content.
    Comment,
    /// The service does not take it.
    Import(&'static Metadata),
    /// The service does not give it, or not with the chosen extensions.
    Export(export::Reason),
}

impl Reason {
    /// The reason as a word for programs.
    pub fn id(self) -> String {
        match self {
            Self::NoPlace => "convert/no-place".to_owned(),
            Self::Several => "convert/several".to_owned(),
            Self::Unknown => "convert/unknown".to_owned(),
            Self::Unused => "convert/unused".to_owned(),
            Self::Changed => "convert/changed".to_owned(),
            Self::Comment => "convert/comment".to_owned(),
            Self::Import(metadata) => metadata.id(),
            Self::Export(reason) => format!("export/{}", reason.id()),
        }
    }
}

/// Findings about parts of OpenAPI that are put back: in the result they stand as they stood before,
/// or the conversion has said itself that it could not keep them.
const PUT_BACK: [&str; 15] = [
    "model-reference-ignored",
    "model-reference-invalid",
    "operation-open",
    "parameter-in-cookie",
    "parameter-in-form-data",
    "request-schema-unsupported",
    "response-default-unsupported",
    "response-model-format-invalid",
    "response-schema-dropped",
    "response-schema-unsupported",
    "responses-missing",
    "security-scheme-undefined",
    "security-scheme-unsupported",
    "security-several-authorizers",
    "servers-ignored",
];
/// The complaint about parameters of which one is read.
const TWICE: &str = "parameters-duplicate";
/// Notes about what leaves no trace in an API.
const LOSING_NOTES: [&str; 2] =
    ["extension-property-for-http-apis", "integration-mock-member-dropped"];
/// Notes about what leaves no trace in an API, and is put back.
const NOTES_PUT_BACK: [&str; 3] =
    ["base-path-ignored", "descriptions-dropped", "schema-keywords-dropped"];

/// What the service does not take, of an import whose API is written as the service does.
pub(crate) fn of_service_import(diagnostics: &[Diagnostic]) -> Vec<Loss> {
    let lost = diagnostics.iter().filter(|finding| {
        let name = finding.metadata.name;
        is_loss(finding)
            || (finding.metadata.effect == Effect::Noted && NOTES_PUT_BACK.contains(&name))
    });
    lost.map(of_finding).collect()
}

/// What the service does not take and nobody puts back.
pub(crate) fn of_import(diagnostics: &[Diagnostic]) -> Vec<Loss> {
    let lost = diagnostics.iter().filter(|finding| {
        is_loss(finding) && !PUT_BACK.contains(&finding.metadata.name) && !is_of_shape(finding)
    });
    lost.map(of_finding).collect()
}

/// Whether the service's reader complains of what OpenAPI demands: that stays as it stands, too, but
/// for parameters that stand twice.
fn is_of_shape(finding: &Diagnostic) -> bool {
    STRUCTURE_DIAGNOSTICS.contains(&finding.metadata) && finding.metadata.name != TWICE
}

fn is_loss(finding: &Diagnostic) -> bool {
    match finding.metadata.effect {
        Effect::Warned | Effect::Dropped => true,
        Effect::Noted => LOSING_NOTES.contains(&finding.metadata.name),
        Effect::Refused | Effect::DeployFails => false,
    }
}

fn of_finding(finding: &Diagnostic) -> Loss {
    Loss {
        reason: Reason::Import(finding.metadata),
        message: finding.message.clone(),
        location: finding.location.clone(),
    }
}

/// A loss of the export, at the place in the definition where the thing comes from.
pub(crate) fn of_export(loss: &export::Loss, location: Location) -> Loss {
    let entity = &loss.entity;
    let member = loss.member.as_ref().map(|member| format!(" `{member}`")).unwrap_or_default();
    Loss {
        reason: Reason::Export(loss.reason),
        message: format!("{entity}{member}: {}", loss.reason),
        location,
    }
}

/// Whether a loss of the export stays one when the definition is at hand.
pub(crate) fn outlives_put_back(loss: &export::Loss) -> bool {
    match loss.reason {
        export::Reason::OneSchema
        | export::Reason::SchemeNameTaken
        | export::Reason::NamespaceUnused
        | export::Reason::ModelUnused
        | export::Reason::ModelUnreadable
        | export::Reason::SchemaKeyword
        | export::Reason::ResourceEmpty => false,
        export::Reason::NeverExported => !matches!(loss.entity, EntityPath::Model(_)),
        export::Reason::IntegrationNotChosen
        | export::Reason::AuthorizerNotChosen
        | export::Reason::SettingNotChosen
        | export::Reason::DocumentationNotShown
        | export::Reason::DocumentationNotChosen
        | export::Reason::SelectionPatternRepeated
        | export::Reason::ParameterKind
        | export::Reason::ModelMissing
        | export::Reason::HeaderRequired => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_finding_that_is_named_exists() {
        let all = gatewright_import::all_diagnostics();
        let named = PUT_BACK.iter().chain(&LOSING_NOTES).chain(&NOTES_PUT_BACK).chain([&TWICE]);
        for name in named {
            assert!(all.iter().any(|metadata| metadata.name == *name), "no finding {name}");
        }
    }
}
