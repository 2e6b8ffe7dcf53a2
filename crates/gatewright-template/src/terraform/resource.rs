//! The REST APIs that a file of configuration declares, each with what stands beside its body.

use gatewright_diagnostics::{Diagnostic, Location, Pointer, SourceId, Span};
use serde_json::{Value as Json, json};

use super::configuration::Configuration;
use super::definition;
use super::hcl::Block;
use super::language::Expr;
use super::scope::Scope;
use super::value::{Is, Place, Value};
use crate::diagnostics::TEMPLATE_BODY_UNKNOWN;
use crate::surroundings::terraform::{Block as Around, surroundings};
use crate::{Api, ApiKind, Settings, Spot, Surroundings, Whole};

/// The type of a REST API; APIs of `aws_apigatewayv2_api` are others.
pub(crate) const REST_API: &str = "aws_api_gateway_rest_api";

/// What gives an API a policy that its definition does not have.
pub(crate) const POLICY: &str = "aws_api_gateway_rest_api_policy";

/// What is made of an API, and belongs into its definition.
pub(crate) const PARTS: [&str; 9] = [
    "aws_api_gateway_authorizer",
    "aws_api_gateway_documentation_part",
    "aws_api_gateway_gateway_response",
    "aws_api_gateway_integration",
    "aws_api_gateway_integration_response",
    "aws_api_gateway_method",
    "aws_api_gateway_model",
    "aws_api_gateway_request_validator",
    "aws_api_gateway_resource",
];

/// The arguments of the resource under the names that CloudFormation has for them.
pub(crate) const PROPERTIES: [(&str, &str); 7] = [
    ("api_key_source", "ApiKeySourceType"),
    ("binary_media_types", "BinaryMediaTypes"),
    ("description", "Description"),
    ("disable_execute_api_endpoint", "DisableExecuteApiEndpoint"),
    ("minimum_compression_size", "MinimumCompressionSize"),
    ("name", "Name"),
    ("policy", "Policy"),
];

/// All REST APIs that have a definition.
pub(super) fn apis(configuration: &Configuration<'_>) -> Vec<Api> {
    let mut around = None;
    let mut apis = Vec::new();
    for block in configuration.main().blocks.iter().filter(|it| it.kind == "resource") {
        let [kind, name] = &block.labels[..] else { continue };
        if kind == REST_API
            && let Some(mut api) = api(configuration, block, name)
        {
            let around = around.get_or_insert_with(|| blocks(configuration));
            // Other files of the module may add to it.
            api.surroundings = surroundings(around, &api.name, Whole::Unknown);
            apis.push(api);
        }
    }
    note_http_apis(configuration);
    apis
}

/// Notes the files that the definitions of HTTP APIs are in: they hold none of REST APIs.
fn note_http_apis(configuration: &Configuration<'_>) {
    let told = configuration.diagnostics.borrow().len();
    for block in &configuration.main().blocks {
        let is_one = block.kind == "resource"
            && block.labels.first().is_some_and(|it| it == "aws_apigatewayv2_api");
        let Some(body) = block.get("body").filter(|_| is_one) else { continue };
        let value = configuration.evaluate(0, body, &Scope::Configuration);
        if let Some(document) = definition::of_value(configuration, &value) {
            let parts = document.value.parts().iter();
            configuration.library().note_others(parts.map(|it| it.source));
        }
    }
    // What there is to say of them is nobody's business here.
    configuration.diagnostics.borrow_mut().truncate(told);
    configuration.is_stopped.set(false);
}

fn api(configuration: &Configuration<'_>, block: &Block, name: &str) -> Option<Api> {
    let scope = Scope::Configuration;
    let evaluate = |expr: &Expr| configuration.evaluate(0, expr, &scope);
    // None is made.
    if block.get("count").is_some_and(|it| evaluate(it).as_number() == Some(0.0)) {
        return None;
    }
    let body = block.get("body")?;
    let before = configuration.diagnostics.borrow().len();
    configuration.is_stopped.set(false);
    let value = evaluate(body);
    // There is none: it is made of other resources.
    if matches!(value.is, Is::Null) {
        return None;
    }
    let name = format!("{REST_API}.{name}");
    let at = Place { file: 0, span: body.at };
    let mut document = definition::of_value(configuration, &value).unwrap_or_else(|| {
        let message = format!("nobody knows the definition of `{name}` before it is deployed");
        let told = Diagnostic::new(&TEMPLATE_BODY_UNKNOWN, message, configuration.location(at));
        configuration.tell(if value.is_known() {
            told.label("this is no text").help("make a text of it with `jsonencode`")
        } else {
            told.label("this is not known")
                .help("give the values of its variables with `--var name=value`, or look at a plan: `terraform show -json`")
        });
        let told = configuration.diagnostics.borrow_mut().split_off(before);
        definition::unknown(configuration, at, told)
    });
    configuration.is_stopped.set(false);
    let paths = document.value.root().and_then(|root| root.entry("paths"));
    if let Some((key, _)) = paths.filter(|(_, it)| it.is_unknown()) {
        let message = format!("nobody knows the paths of `{name}` before it is deployed");
        // What is said of the paths themselves is taken away, as nobody knows them.
        let at = Location::new(key.location().source, key.span(), Pointer::default());
        let told = Diagnostic::new(&TEMPLATE_BODY_UNKNOWN, message, at)
            .label("this is not known")
            .help("give the values of its variables with `--var name=value`, or look at a plan: `terraform show -json`");
        document.diagnostics.push(told);
    }
    let at = Location::new(SourceId(0), block.head, Pointer::default());
    let settings = settings(block, &|expr| evaluate(expr));
    let surroundings = Surroundings::default();
    Some(Api { name, kind: ApiKind::TerraformRestApi, at, document, settings, surroundings })
}

fn spot<T>(at: Span, value: T) -> Spot<T> {
    Spot { value, at: Location::new(SourceId(0), at, Pointer::default()) }
}

/// What stands beside the body. Places in the main file are those of the document.
fn settings(block: &Block, evaluate: &dyn Fn(&Expr) -> Value) -> Settings {
    let known = |name: &str| {
        let expr = block.get(name)?;
        let value = evaluate(expr).to_json().filter(|it| !it.is_null())?;
        Some(spot(expr.at, value))
    };
    let mut settings = Settings {
        fail_on_warnings: known("fail_on_warnings").and_then(|it| {
            let is_set = it.value.as_bool().or_else(|| it.value.as_str()?.parse().ok())?;
            Some(Spot { value: is_set, at: it.at })
        }),
        mode: known("put_rest_api_mode")
            .and_then(|it| Some(Spot { value: it.value.as_str()?.to_owned(), at: it.at.clone() })),
        ..Settings::default()
    };
    for (argument, property) in PROPERTIES {
        settings
            .properties
            .extend(known(argument).and_then(|it| Some((property, property_of(property, it)?))));
    }
    if let Some(Spot { value: Json::Object(parameters), at }) = known("parameters") {
        for (name, value) in parameters {
            let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            settings.parameters.insert(name, Spot { value, at: at.clone() });
        }
    }
    if let Some(endpoint) = block.blocks.iter().find(|it| it.kind == "endpoint_configuration") {
        let member = |name: &str| evaluate(endpoint.get(name)?).to_json();
        let value = endpoint_of(&member);
        settings.properties.insert("EndpointConfiguration", spot(endpoint.at, value));
    }
    settings
}

/// A property as CloudFormation writes it; none where it says that there is none.
pub(super) fn property_of(property: &str, it: Spot<Json>) -> Option<Spot<Json>> {
    let text = it.value.as_str();
    let is_none = match property {
        "MinimumCompressionSize" => {
            text == Some("-1") || text == Some("") || it.value.as_i64() == Some(-1)
        }
        "Policy" | "Description" => text == Some(""),
        _ => false,
    };
    let number = text.and_then(|it| it.parse::<i64>().ok());
    match (property, number) {
        _ if is_none => None,
        ("MinimumCompressionSize", Some(number)) => Some(Spot { value: number.into(), at: it.at }),
        _ => Some(it),
    }
}

/// The block `endpoint_configuration` as CloudFormation writes it.
pub(super) fn endpoint_of(member: &dyn Fn(&str) -> Option<Json>) -> Json {
    let members = [
        ("Types", "types"),
        ("VpcEndpointIds", "vpc_endpoint_ids"),
        ("IpAddressType", "ip_address_type"),
    ];
    let mut value = json!({});
    for (name, argument) in members {
        if let Some(it) = member(argument).filter(|it| !it.is_null()) {
            value[name] = it;
        }
    }
    value
}

/// The resources of the file, and those of the other files of the module that add to an API, with their
/// arguments as texts.
fn blocks(configuration: &Configuration<'_>) -> Vec<Around> {
    let around = configuration.blocks("resource").filter_map(|(file, block)| {
        let [kind, name] = &block.labels[..] else { return None };
        if file != 0 && kind != POLICY && !PARTS.contains(&kind.as_str()) {
            return None;
        }
        let texts =
            block.attributes.iter().filter(|it| it.0 != "body").filter_map(|(name, _, expr)| {
                let value = configuration.evaluate(file, expr, &Scope::Configuration);
                Some((name.clone(), value.to_text()?.written))
            });
        Some(Around {
            kind: kind.clone(),
            address: format!("{kind}.{name}"),
            arguments: texts.collect(),
            configured: block.attributes.iter().map(|it| it.0.clone()).collect(),
            at: configuration.location(Place { file, span: block.head }),
        })
    });
    around.collect()
}
