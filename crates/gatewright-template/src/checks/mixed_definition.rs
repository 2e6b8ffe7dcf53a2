//! Parts of an API that are made beside its definition.

use gatewright_diagnostics::Diagnostic;

use super::placed;
use crate::diagnostics::TEMPLATE_MIXED_DEFINITION;
use crate::{Api, ApiKind};

/// Tells of each part. Of the parts of an `AWS::ApiGateway::RestApi` `cfn-lint` tells (W3660), and where
/// SAM makes the definition of events, there is none that somebody could write the part into.
pub(super) fn check(api: &Api) -> Vec<Diagnostic> {
    let written = ["DefinitionBody", "DefinitionUri"];
    let is_written = match api.kind {
        ApiKind::Definition | ApiKind::ImplicitApi | ApiKind::RestApi => false,
        ApiKind::ServerlessApi => {
            written.iter().any(|it| api.surroundings.properties.contains(*it))
        }
        ApiKind::TerraformRestApi => true,
    };
    if !is_written {
        return Vec::new();
    }
    let beside = api.surroundings.beside.iter();
    beside
        .map(|part| {
            let message = format!("`{}` is made beside the definition of `{}`", part.id, api.name);
            let at = placed(&api.document.value, &part.at);
            Diagnostic::new(&TEMPLATE_MIXED_DEFINITION, message, at)
                .label(format!("`{}` of an API that has a definition", part.kind))
                .help("write it into the definition")
        })
        .collect()
}
