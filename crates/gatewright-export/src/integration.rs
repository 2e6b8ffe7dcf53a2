//! Integrations as `x-amazon-apigateway-integration`. (Recorded, and exports that users published;
//! *x-amazon-apigateway-integration object*.)

use std::collections::BTreeMap;

use gatewright_model::{
    ConnectionType, ContentHandling, Integration, IntegrationResponse, Map, ResponseTransferMode,
};

use crate::hash_order::{self, Table};
use crate::writer::Writer;

/// The timeout of an integration that sets none, which is not written (recorded).
const DEFAULT_TIMEOUT: u32 = 29_000;

/// The members come in the order that exports since 2021 have. The place of `type` differs between
/// recordings of one call, and means nothing; two of three exports have it last.
pub(crate) fn write(writer: &mut Writer, integration: &Integration) {
    let lower = |word: &str| word.to_ascii_lowercase();
    let kind = lower(integration.integration_type.as_str());
    writer.open_object();
    text_member(writer, "connectionId", integration.connection_id.as_deref());
    text_member(writer, "credentials", integration.credentials.as_deref());
    text_member(writer, "httpMethod", integration.http_method.as_deref());
    text_member(writer, "uri", integration.uri.as_deref());
    write_responses(writer, integration);
    text_map(writer, "requestParameters", &integration.request_parameters);
    text_map(writer, "requestTemplates", &integration.request_templates);
    writer.string_member("passthroughBehavior", &lower(integration.passthrough_behavior.as_str()));
    if integration.connection_type == Some(ConnectionType::VpcLink) {
        writer.string_member("connectionType", ConnectionType::VpcLink.as_str());
    }
    if let Some(tls) = &integration.tls_config {
        writer.key("tlsConfig");
        writer.open_object();
        writer.boolean_member("insecureSkipVerification", tls.insecure_skip_verification);
        writer.close_object();
    }
    // Namespace and keys appear as soon as there is a key.
    let has_keys = !integration.cache_key_parameters.is_empty();
    let namespace = Some(&*integration.cache_namespace).filter(|_| has_keys);
    text_member(writer, "cacheNamespace", namespace);
    if integration.timeout_in_millis != DEFAULT_TIMEOUT {
        writer.key("timeoutInMillis");
        writer.raw(&integration.timeout_in_millis.to_string());
    }
    let mode = integration.response_transfer_mode.map(ResponseTransferMode::as_str);
    text_member(writer, "responseTransferMode", mode);
    if has_keys {
        let keys = integration.cache_key_parameters.iter();
        writer.strings_member("cacheKeyParameters", keys.map(String::as_str));
    }
    let handling = integration.content_handling.map(ContentHandling::as_str);
    text_member(writer, "contentHandling", handling);
    // Not seen in any export.
    text_member(writer, "integrationTarget", integration.integration_target.as_deref());
    writer.string_member("type", &kind);
    writer.close_object();
}

fn text_member(writer: &mut Writer, key: &str, value: Option<&str>) {
    if let Some(value) = value {
        writer.string_member(key, value);
    }
}

/// Entries in the order of the service's map; nothing when there are none.
pub(crate) fn text_map(writer: &mut Writer, key: &str, map: &Map<String, String>) {
    if map.is_empty() {
        return;
    }
    let mut entries: Vec<(&str, &str)> = map.iter().map(|(key, it)| (&**key, &**it)).collect();
    hash_order::sort(&mut entries, Table::Grown, |(key, _)| key);
    writer.map_member(key, entries.into_iter());
}

/// The key of a response in a definition: its selection pattern.
fn response_key(response: &IntegrationResponse) -> &str {
    response.selection_pattern.as_deref().unwrap_or("default")
}

/// The responses that are written: one for each pattern.
fn by_pattern(integration: &Integration) -> BTreeMap<&str, &IntegrationResponse> {
    integration.integration_responses.values().map(|it| (response_key(it), it)).collect()
}

/// The responses that a definition does not hold, since a later one has their pattern.
pub(crate) fn hidden_responses(
    integration: &Integration,
) -> impl Iterator<Item = &IntegrationResponse> {
    let written = by_pattern(integration);
    let hidden = move |it: &&IntegrationResponse| {
        written.get(response_key(it)).is_none_or(|shown| shown.status_code != it.status_code)
    };
    integration.integration_responses.values().filter(hidden)
}

fn write_responses(writer: &mut Writer, integration: &Integration) {
    let mut responses: Vec<_> = by_pattern(integration).into_iter().collect();
    if responses.is_empty() {
        return;
    }
    hash_order::sort(&mut responses, Table::Grown, |(key, _)| key);
    writer.key("responses");
    writer.open_object();
    for (key, response) in responses {
        writer.key(key);
        writer.open_object();
        writer.string_member("statusCode", &response.status_code);
        text_map(writer, "responseParameters", &response.response_parameters);
        text_map(writer, "responseTemplates", &response.response_templates);
        text_member(
            writer,
            "contentHandling",
            response.content_handling.map(ContentHandling::as_str),
        );
        writer.close_object();
    }
    writer.close_object();
}
