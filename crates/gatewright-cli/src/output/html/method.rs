//! A method: on one line what it calls and who may call it, and all of it to be opened.

use std::borrow::Cow;

use gatewright_model::{
    Api, AuthorizationType, Authorizer, ConnectionType, ContentHandling, EntityPath, Integration,
    Map, Method, RequestValidator, Resource, ResponseTransferMode,
};

use super::badges::Badges;
use super::markup::Markup;
use super::rows::Rows;

/// A line has room for so many characters of a target.
const TARGET: usize = 56;

/// Writes a method.
pub(super) fn method(
    html: &mut Markup,
    api: &Api,
    resource: &Resource,
    method: &Method,
    badges: &Badges<'_>,
) {
    let entity = EntityPath::Method(resource.path.clone(), method.http_method);
    let verb = method.http_method.as_str();
    let name = format!("{verb} {}", resource.path);
    html.element("details", &[("class", "method"), ("data-name", &name)], |html| {
        html.element("summary", &[], |html| {
            let class = format!("verb {}", verb.to_ascii_lowercase());
            html.line("span", &[("class", &class)], verb);
            html.text(" ");
            html.element("span", &[("class", "calls")], |html| {
                backend(html, method.method_integration.as_ref());
            });
            html.text(" ");
            html.element("span", &[("class", "callers")], |html| callers(html, api, method));
            badges.write(html, &entity);
        });
        badges.element(html, "div", "body", &entity, |html| {
            body(html, api, method);
            badges.list(html, &entity);
        });
    });
}

/// What a validator checks.
pub(super) fn checks(validator: &RequestValidator) -> &'static str {
    match (validator.validate_request_body, validator.validate_request_parameters) {
        (true, true) => "body and parameters",
        (true, false) => "the body",
        (false, true) => "the parameters",
        (false, false) => "nothing",
    }
}

/// Kind and target of the backend.
fn backend(html: &mut Markup, integration: Option<&Integration>) {
    let Some(integration) = integration else {
        return html.line("span", &[("class", "none")], "no integration");
    };
    let mut kind = integration.integration_type.to_string();
    if integration.connection_type == Some(ConnectionType::VpcLink) {
        kind.push_str(" by VPC link");
    }
    html.line("span", &[("class", "kind")], &kind);
    if let Some(uri) = &integration.uri {
        html.text(" ");
        html.line("code", &[], &without_middle(target(uri)));
    }
}

/// The part of a URI that tells backends apart: of a Lambda function its name, of another service
/// what is called in it.
fn target(uri: &str) -> &str {
    if let Some((_, name)) = uri.split_once(":function:") {
        return name.strip_suffix("/invocations").unwrap_or(name);
    }
    let Some(rest) = uri.strip_prefix("arn:aws:apigateway:") else { return uri };
    // What follows is the region.
    rest.split_once(':').map_or(uri, |(_, service)| service)
}

/// Beginning and end of a text that is too long for a line: addresses have the same beginning often.
fn without_middle(text: &str) -> Cow<'_, str> {
    let (before, after) = (TARGET / 3, TARGET - TARGET / 3);
    let count = text.chars().count();
    if count <= TARGET {
        return text.into();
    }
    let start = text.chars().take(before);
    let end = text.chars().skip(count - after + 1);
    start.chain(['…']).chain(end).collect::<String>().into()
}

/// Who may call, in a few words.
fn callers(html: &mut Markup, api: &Api, method: &Method) {
    let authorizer = authorizer(api, method);
    let (class, text) = match (method.authorization_type, authorizer) {
        (AuthorizationType::None, _) => ("auth open", "open".to_owned()),
        (AuthorizationType::AwsIam, _) => ("auth", "IAM".to_owned()),
        (_, Some(authorizer)) => ("auth", authorizer.name.clone()),
        (kind, None) => ("auth", kind.to_string()),
    };
    html.line("span", &[("class", class)], &text);
    if method.api_key_required {
        html.text(" ");
        html.line("span", &[("class", "auth")], "API key");
    }
}

fn authorizer<'a>(api: &'a Api, method: &Method) -> Option<&'a Authorizer> {
    let id = method.authorizer_id.as_deref()?;
    api.authorizers.iter().find(|authorizer| authorizer.id == id)
}

fn body(html: &mut Markup, api: &Api, method: &Method) {
    Rows::write(html, "rows", |rows| {
        rows.optional("operation", method.operation_name.as_deref());
        authorization(rows, api, method);
        match &method.method_integration {
            Some(integration) => self::integration(rows, integration),
            None => rows.text("integration", "none: the method cannot be deployed"),
        }
        request(rows, api, method);
    });
    responses(html, method);
}

fn authorization(rows: &mut Rows<'_>, api: &Api, method: &Method) {
    rows.with("authorization", |html| {
        html.line("code", &[], method.authorization_type.as_str());
        if let Some(authorizer) = authorizer(api, method) {
            html.text(" by ");
            html.line("code", &[], &authorizer.name);
            html.text(&format!(" ({})", authorizer.authorizer_type));
        }
        if method.authorization_type == AuthorizationType::None {
            html.text(": anybody may call");
        }
    });
    rows.list("scopes, one of", method.authorization_scopes.iter().map(String::as_str));
    rows.text("API key", if method.api_key_required { "required" } else { "not required" });
}

fn integration(rows: &mut Rows<'_>, it: &Integration) {
    rows.with("integration", |html| {
        html.line("code", &[], it.integration_type.as_str());
        if let Some(verb) = &it.http_method {
            html.text(", called with ");
            html.line("code", &[], verb);
        }
        html.text(&format!(", within {} ms", it.timeout_in_millis));
    });
    rows.code("URI", it.uri.as_deref());
    if it.connection_type == Some(ConnectionType::VpcLink) {
        rows.code("VPC link", Some(it.connection_id.as_deref().unwrap_or("not said")));
    }
    rows.code("load balancer", it.integration_target.as_deref());
    rows.code("credentials", it.credentials.as_deref());
    let handling = it.content_handling.map(ContentHandling::as_str);
    rows.code("content handling", handling);
    if it.tls_config.as_ref().is_some_and(|it| it.insecure_skip_verification) {
        rows.text("TLS", "the certificate is not verified");
    }
    rows.code("response", it.response_transfer_mode.map(ResponseTransferMode::as_str));
    rows.list("cache keys", it.cache_key_parameters.iter().map(String::as_str));
    let parameters = it.request_parameters.iter();
    rows.pairs("to the backend", parameters.map(|(name, value)| (&**name, &**value)));
    if !it.integration_type.is_proxy() {
        rows.code("passthrough", Some(it.passthrough_behavior.as_str()));
    }
    for (media_type, template) in &it.request_templates {
        rows.with("template", |html| super::api::folded(html, media_type, template));
    }
}

fn request(rows: &mut Rows<'_>, api: &Api, method: &Method) {
    let id = method.request_validator_id.as_deref();
    let validator = api.request_validators.iter().find(|it| Some(it.id.as_str()) == id);
    rows.with("validator", |html| match validator {
        Some(validator) => {
            html.line("code", &[], &validator.name);
            html.text(&format!(" checks {}", checks(validator)));
        }
        None => html.text("none: nothing is checked"),
    });
    let parameters = method.request_parameters.iter().map(|(name, is_required)| {
        let name = name.strip_prefix("method.request.").unwrap_or(name);
        if *is_required { format!("{name} (required)") } else { name.to_owned() }
    });
    let parameters: Vec<String> = parameters.collect();
    rows.list("parameters", parameters.iter().map(String::as_str));
    let models = method.request_models.iter();
    let models: Vec<String> =
        models.map(|(media_type, model)| format!("{media_type}: {model}")).collect();
    rows.list("body", models.iter().map(String::as_str));
}

/// What is answered, by status code: the method's side and the integration's.
fn responses(html: &mut Markup, method: &Method) {
    let backend = method.method_integration.as_ref().map(|it| &it.integration_responses);
    if method.method_responses.is_empty() && backend.is_none_or(Map::is_empty) {
        return;
    }
    html.element("div", &[("class", "wide")], |html| {
        html.element("table", &[("class", "responses")], |html| {
            html.element("thead", &[], |html| {
                html.element("tr", &[], |html| {
                    for title in ["response", "models", "headers", "from the backend"] {
                        html.line("th", &[("scope", "col")], title);
                    }
                });
            });
            html.element("tbody", &[], |html| {
                let codes = method.method_responses.keys();
                let others = backend.into_iter().flat_map(Map::keys);
                let others = others.filter(|code| !method.method_responses.contains_key(*code));
                for code in codes.chain(others) {
                    html.element("tr", &[], |html| response(html, method, code));
                }
            });
        });
    });
}

fn response(html: &mut Markup, method: &Method, code: &str) {
    html.line("th", &[("scope", "row")], code);
    let own = method.method_responses.get(code);
    html.element("td", &[], |html| {
        let models = own.into_iter().flat_map(|own| own.response_models.iter());
        codes(html, models.map(|(media_type, model)| format!("{media_type}: {model}")));
    });
    html.element("td", &[], |html| {
        let names = own.into_iter().flat_map(|own| own.response_parameters.keys());
        let short = names.map(|name| name.strip_prefix("method.response.header.").unwrap_or(name));
        codes(html, short.map(str::to_owned));
    });
    let integration = method.method_integration.as_ref();
    let backend = integration.and_then(|it| it.integration_responses.get(code));
    html.element("td", &[], |html| {
        let Some(backend) = backend else { return };
        match &backend.selection_pattern {
            Some(pattern) => {
                html.text("where it matches ");
                html.line("code", &[], pattern);
            }
            None => html.text("by default"),
        }
        if !backend.response_templates.is_empty() {
            html.text(", template for ");
            codes(html, backend.response_templates.keys().cloned());
        }
    });
}

/// Names, with blanks and commas between.
fn codes(html: &mut Markup, texts: impl Iterator<Item = String>) {
    for (index, text) in texts.enumerate() {
        if index > 0 {
            html.text(", ");
        }
        html.line("code", &[], &text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backends_are_told_by_what_makes_them_different() {
        let lambda = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/\
                      arn:aws:lambda:eu-west-1:123456789012:function:parcel/invocations";
        assert_eq!(target(lambda), "parcel");
        assert_eq!(target("arn:aws:apigateway:eu-west-1:sqs:path/1/queue"), "sqs:path/1/queue");
        assert_eq!(target("https://example.com/a"), "https://example.com/a");
        assert_eq!(target("arn:aws:apigateway:x"), "arn:aws:apigateway:x");
    }

    #[test]
    fn of_long_targets_the_middle_is_left_out() {
        assert_eq!(without_middle("https://example.com/a"), "https://example.com/a");
        let long =
            without_middle(&format!("https://example.com/{}/é", "a".repeat(60))).into_owned();
        assert_eq!(long.chars().count(), TARGET);
        assert!(long.starts_with("https://example.co…aaa"), "{long}");
        assert!(long.ends_with("aaa/é"), "{long}");
    }
}
