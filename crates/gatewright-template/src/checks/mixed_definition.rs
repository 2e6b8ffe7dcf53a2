//! Parts of an API that are made beside its definition.

use gatewright_diagnostics::Diagnostic;

use super::placed;
use crate::diagnostics::TEMPLATE_MIXED_DEFINITION;
use crate::{Api, ApiKind};

/// Tells of each part. Of the parts of an `AWS::ApiGateway::RestApi` `cfn-lint` tells (W3660).
pub(super) fn check(api: &Api) -> Vec<Diagnostic> {
    if matches!(api.kind, ApiKind::RestApi | ApiKind::Definition) {
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
