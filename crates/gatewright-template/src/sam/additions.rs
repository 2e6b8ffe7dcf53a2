//! What the properties of an API add to its definition beside `Auth` and `Cors`: gateway responses,
//! models, media types, and whether there is a default endpoint (*AWS::Serverless::Api*).

use super::definition::is_openapi_3;
use super::value::Value;

const GATEWAY_RESPONSES: &str = "x-amazon-apigateway-gateway-responses";
const MEDIA_TYPES: &str = "x-amazon-apigateway-binary-media-types";
const ENDPOINT: &str = "x-amazon-apigateway-endpoint-configuration";

/// Adds the gateway responses, each in the place of one of its type.
pub(crate) fn add_gateway_responses<'d>(body: &mut Value<'d>, responses: &Value<'d>) {
    for (at, kind, response) in responses.entries() {
        let mut parameters = Value::mapping(at);
        let own = response.get("ResponseParameters");
        let places = [("Headers", "header"), ("Paths", "path"), ("QueryStrings", "querystring")];
        for (member, place) in places {
            let members = own.as_ref().and_then(|it| it.get(member));
            for (at, name, value) in members.iter().flat_map(Value::entries) {
                parameters.set(at, &format!("gatewayresponse.{place}.{name}"), value);
            }
        }
        let templates = response.said("ResponseTemplates");
        let mut made = Value::mapping(at);
        made.set(at, "responseParameters", parameters);
        made.set(at, "responseTemplates", templates.unwrap_or_else(|| Value::mapping(at)));
        if let Some(status) = response.member("StatusCode") {
            let text = status.as_text().unwrap_or_default();
            let status = Value::text_known(status.at(), text, status.known());
            made.set(status.at(), "statusCode", status);
        }
        body.within(at, GATEWAY_RESPONSES).set(at, &kind, made);
    }
}

/// Adds the models, whose names become small letters.
pub(crate) fn add_models<'d>(body: &mut Value<'d>, models: &Value<'d>) {
    for (at, name, schema) in models.entries() {
        body.within(at, "definitions").set(at, &name.to_lowercase(), schema);
    }
}

/// Sets the media types; `~1` in them is a slash.
pub(crate) fn set_media_types<'d>(body: &mut Value<'d>, types: &Value<'d>) {
    body.set(types.at(), MEDIA_TYPES, media_types(types));
}

/// The media types with slashes for `~1`.
pub(crate) fn media_types<'d>(types: &Value<'d>) -> Value<'d> {
    let items = types.items().into_iter().map(|item| match item.as_string() {
        Some(text) if text.contains("~1") => {
            Value::text_known(item.at(), text.replace("~1", "/"), item.known())
        }
        _ => item,
    });
    let mut types = types.clone();
    types.set_items(items.collect());
    types
}

/// Says whether the default endpoint is disabled: in OpenAPI 3.0 at each server.
pub(crate) fn set_endpoint<'d>(body: &mut Value<'d>, disabled: &Value<'d>) {
    let at = disabled.at();
    let set = |holder: &mut Value<'d>| {
        let disabled = disabled.clone().repeated();
        holder.within(at, ENDPOINT).set(at, "disableExecuteApiEndpoint", disabled);
    };
    if !body.get("openapi").is_some_and(|it| is_openapi_3(&it)) {
        set(body);
        return;
    }
    let servers = body.get("servers").filter(Value::is_list);
    let mut servers = servers.unwrap_or_else(|| Value::list(at, vec![Value::mapping(at)]));
    let mut items = servers.items();
    items.iter_mut().for_each(set);
    servers.set_items(items);
    body.set(at, "servers", servers);
}
