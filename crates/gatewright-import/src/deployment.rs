//! What an import takes and each deployment then refuses.

use gatewright_definition::Operation;
use gatewright_diagnostics::{Diagnostic, Location, Pointer};
use gatewright_model::{Api, EndpointType};
use gatewright_source::Node;

use crate::Methods;
use crate::context::{Context, Step};
use crate::diagnostics::deployment::{
    API_WITHOUT_METHODS, METHOD_WITHOUT_INTEGRATION, PRIVATE_API_WITHOUT_POLICY,
};
use crate::methods::MethodPlace;

/// Says that a method has no integration: there is none in the definition, or the one there is has a
/// type that the import does not know.
pub(crate) fn without_integration(
    cx: &mut Context<'_, '_>,
    operation: &Operation<'_>,
    place: &MethodPlace,
) {
    // It may be the integration of this method.
    if operation.integration.is_none() && cx.options.beside.methods == Methods::More {
        return;
    }
    let diagnostic = Diagnostic::new(
        &METHOD_WITHOUT_INTEGRATION,
        "No integration defined for method",
        operation.key.location(),
    )
    .label(format!("`{}` has no integration", place.words()));
    let diagnostic = match &operation.integration {
        None => diagnostic.help("add an `x-amazon-apigateway-integration`"),
        Some(extension) => {
            let at = extension.integration_type.as_ref().map_or(extension.key, |text| text.at);
            diagnostic
                .related(at.location(), "left out, since its type is not known")
                .help("give the integration a `type` that the import knows")
        }
    };
    cx.report(Step::Deployment, diagnostic);
}

/// Checks the API that an import would leave.
pub(crate) fn check(cx: &mut Context<'_, '_>, api: &Api) {
    let has_more = cx.options.beside.methods == Methods::More;
    if cx.definition.operations().next().is_none() && !has_more {
        let at = cx.definition.root.get("paths").and_then(Node::key);
        let location = match (at, cx.definition.root.entries().next()) {
            (Some(key), _) => key.location(),
            (None, Some((key, _))) => Location { pointer: Pointer::default(), ..key.location() },
            (None, None) => cx.definition.root.location(),
        };
        cx.report(
            Step::Deployment,
            Diagnostic::new(
                &API_WITHOUT_METHODS,
                "The REST API doesn't contain any methods",
                location,
            )
            .label("no path has an operation")
            .help("add an operation to a path"),
        );
    }
    let is_private = api.rest_api.endpoint_configuration.types.contains(&EndpointType::Private);
    if is_private && api.rest_api.policy.is_none() {
        let location = match cx.definition.info.at.and_then(Node::key) {
            Some(key) => key.location(),
            None => cx.definition.root.location(),
        };
        cx.report(
            Step::Deployment,
            Diagnostic::new(
                &PRIVATE_API_WITHOUT_POLICY,
                "Private REST API doesn't have a resource policy attached to it",
                location,
            )
            .label("the API is imported as PRIVATE")
            .help("add an `x-amazon-apigateway-policy`"),
        );
    }
}
