//! Gateway responses. (*x-amazon-apigateway-gateway-responses object*, *Gateway response types for
//! API Gateway*.)

use std::collections::BTreeMap;

use gatewright_definition::Text;
use gatewright_diagnostics::Diagnostic;
use gatewright_model::{EntityPath, GatewayResponse, GatewayResponseType, Map};

use crate::context::{Context, Step};
use crate::diagnostics::settings::{
    GATEWAY_RESPONSE_STATUS_INVALID, GATEWAY_RESPONSE_TYPE_UNKNOWN,
};
use crate::responses::is_status_code;

/// The gateway responses that the definition sets, by type. What one leaves out is that of the
/// service's default (recorded for PutGatewayResponse); of the two `DEFAULT_…` types, which stand for
/// others, it stays out.
pub(crate) fn build(cx: &mut Context<'_, '_>) -> Vec<GatewayResponse> {
    let mut responses = BTreeMap::new();
    for written in &cx.definition.gateway_responses {
        let found = GatewayResponseType::ALL
            .iter()
            .copied()
            .find(|known| known.as_str() == written.response_type.value);
        if found.is_none() && written.response_type.has_unknown() {
            continue;
        }
        let Some(response_type) = found else {
            cx.report(Step::Settings, type_unknown(&written.response_type));
            continue;
        };
        let is_wrong = |code: &&Text<'_>| !is_status_code(code) && !code.has_unknown();
        if let Some(code) = written.status_code.as_ref().filter(is_wrong) {
            cx.report(Step::Settings, status_invalid(code));
            continue;
        }
        let mut response = GatewayResponse::default_of(response_type);
        response.default_response = false;
        if let Some(code) = &written.status_code {
            response.status_code = Some(code.to_string());
        }
        response.response_parameters = text_map(&written.response_parameters);
        match &written.response_templates {
            Some(templates) => response.response_templates = text_map(templates),
            // Exports show the filled-in template of the other types only.
            None if response_type.is_default() => response.response_templates.clear(),
            None => {}
        }
        cx.record(EntityPath::GatewayResponse(response_type), written.at);
        responses.insert(response_type, response);
    }
    responses.into_values().collect()
}

fn text_map(written: &[(Text<'_>, Text<'_>)]) -> Map<String, String> {
    written.iter().map(|(key, value)| (key.to_string(), value.to_string())).collect()
}

fn type_unknown(written: &Text<'_>) -> Diagnostic {
    let near = GatewayResponseType::parse(&written.replace('-', "_"));
    let help = match near {
        Some(near) => format!("write `{near}`"),
        None => "write one of the types that the guide lists, in capitals".to_owned(),
    };
    Diagnostic::new(
        &GATEWAY_RESPONSE_TYPE_UNKNOWN,
        format!("there is no gateway response `{}`", written.value),
        written.at.location(),
    )
    .label("not a type of gateway responses")
    .help(help)
}

fn status_invalid(code: &Text<'_>) -> Diagnostic {
    Diagnostic::new(
        &GATEWAY_RESPONSE_STATUS_INVALID,
        format!("`{}` is no status code", code.value),
        code.at.location(),
    )
    .label("a status code is a number from 100 to 599")
    .help("write a status code, or leave it out for the default")
}
