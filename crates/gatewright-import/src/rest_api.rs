//! The API object. (*RestApi* of the API Reference; defaults as recorded.)

use gatewright_definition::values::PolicyDocument;
use gatewright_definition::{
    Definition, EndpointConfiguration as Extension, Text, Version, is_open,
};
use gatewright_diagnostics::{Diagnostic, Location, Pointer};
use gatewright_model::{
    ApiKeySource, EndpointConfiguration, EndpointType, EntityPath, IpAddressType, RestApi,
};
use gatewright_source::Node;
use serde_json::Value;

use crate::beside::Said;
use crate::context::{Context, Step};
use crate::diagnostics::document::{DESCRIPTION_EMPTY, SERVERS_IGNORED, TITLE_MISSING};
use crate::diagnostics::settings::{
    API_KEY_SOURCE_INVALID, COMPRESSION_SIZE_OUT_OF_RANGE, IP_ADDRESS_TYPE_DROPPED, POLICY_INVALID,
    POLICY_OVER_QUOTA, VPC_ENDPOINTS_NOT_PRIVATE,
};

/// The largest value of the compression setting, in bytes.
const MAX_COMPRESSION_SIZE: u32 = 10_485_760;

/// How long a resource policy may be unless the account's quota was raised, in characters.
const POLICY_QUOTA: usize = 8192;

/// The API object of a new API.
pub(crate) fn build(cx: &mut Context<'_, '_>, root_resource_id: &str) -> RestApi {
    let definition = cx.definition;
    cx.record(EntityPath::RestApi, definition.root);
    if definition.servers.len() > 1 {
        cx.report(Step::Document, servers_ignored(definition));
    }
    let name = title(cx);
    check_description(cx);
    let endpoint_type = cx.options.endpoint_type.unwrap_or(EndpointType::Edge);
    let mut endpoint_configuration = EndpointConfiguration::new(endpoint_type);
    let mut disable_execute_api_endpoint = false;
    if let Some(extension) = endpoint_extension(definition) {
        let flag = &extension.disable_execute_api_endpoint;
        disable_execute_api_endpoint = flag.as_ref().is_some_and(|flag| flag.value);
        endpoint(cx, extension, endpoint_type, &mut endpoint_configuration);
    }
    let mut api = RestApi {
        id: cx.api_id.clone(),
        name,
        description: non_blank(definition.info.description.as_ref()),
        created_date: cx.options.created_date.clone(),
        version: non_blank(definition.info.version.as_ref()),
        binary_media_types: definition
            .binary_media_types
            .iter()
            .map(|text| text.as_str().to_owned())
            .collect(),
        minimum_compression_size: compression_size(cx),
        api_key_source: api_key_source(cx),
        endpoint_configuration,
        policy: policy(cx),
        tags: None,
        disable_execute_api_endpoint,
        root_resource_id: root_resource_id.to_owned(),
        security_policy: non_blank(definition.security_policy.as_ref()),
        endpoint_access_mode: non_blank(definition.endpoint_access_mode.as_ref()),
    };
    let extension = endpoint_extension(definition);
    let said = Said {
        api_key_source: definition.api_key_source.is_some().into(),
        ip_address_type: extension.is_some_and(|it| it.ip_address_type.is_some()).into(),
        disable_execute_api_endpoint: extension
            .is_some_and(|it| it.disable_execute_api_endpoint.is_some())
            .into(),
    };
    cx.options.beside.apply(&mut api, &said);
    api
}

fn non_blank(text: Option<&Text<'_>>) -> Option<String> {
    text.filter(|text| !text.trim().is_empty()).map(|text| text.as_str().to_owned())
}

/// Where the definition speaks of its endpoint: only the first server counts.
pub(crate) fn endpoint_extension<'a, 'd>(
    definition: &'a Definition<'d>,
) -> Option<&'a Extension<'d>> {
    match definition.version {
        Version::Swagger20 => definition.endpoint_configuration.as_ref(),
        Version::OpenApi30 => definition.servers.first()?.endpoint_configuration.as_ref(),
    }
}

fn endpoint(
    cx: &mut Context<'_, '_>,
    extension: &Extension<'_>,
    endpoint_type: EndpointType,
    configuration: &mut EndpointConfiguration,
) {
    configuration.vpc_endpoint_ids =
        extension.vpc_endpoint_ids.iter().map(|text| text.as_str().to_owned()).collect();
    if let Some(written) = &extension.ip_address_type {
        // A private API takes one kind only (recorded for CreateRestApi).
        let takes =
            |kind| endpoint_type != EndpointType::Private || kind == IpAddressType::Dualstack;
        match IpAddressType::parse(written).filter(|kind| takes(*kind)) {
            Some(kind) => configuration.ip_address_type = Some(kind),
            None if written.has_unknown() => {}
            None => cx.report(
                Step::Document,
                Diagnostic::new(
                    &IP_ADDRESS_TYPE_DROPPED,
                    format!("`{}` is no kind of addresses for this API", written.value),
                    written.at.location(),
                )
                .label(format!("the API is imported as {endpoint_type}"))
                .help("write `dualstack`, or `ipv4` for an API that is not private"),
            ),
        }
    }
    if let Some(first) = extension.vpc_endpoint_ids.first()
        && endpoint_type != EndpointType::Private
        && !first.is_unknown()
    {
        cx.report(
            Step::Document,
            Diagnostic::new(
                &VPC_ENDPOINTS_NOT_PRIVATE,
                "VPCEndpoints can only be specified with PRIVATE apis.",
                first.at.location(),
            )
            .label(format!("the API is imported as {endpoint_type}"))
            .help("import with `endpointConfigurationTypes=PRIVATE`, or remove the endpoints"),
        );
    }
}

fn servers_ignored(definition: &Definition<'_>) -> Diagnostic {
    let at = definition.servers[1].at;
    Diagnostic::new(
        &SERVERS_IGNORED,
        "More than one server provided. Ignoring all but the first for defining endpoint \
         configuration",
        at.location(),
    )
    .label("this server and those after it are not read")
    .help("keep one server")
}

fn title(cx: &mut Context<'_, '_>) -> String {
    if cx.options.beside.name.is_some() && cx.definition.info.title.is_none() {
        return String::new();
    }
    if let Some(title) = non_blank(cx.definition.info.title.as_ref()) {
        return title;
    }
    if cx.definition.info.at.is_some_and(|info| info.get("title").is_some_and(Node::is_mapping)) {
        // An object of a template, which has a finding of its own.
        return String::new();
    }
    let location = match (cx.definition.info.at, cx.definition.root.entries().next()) {
        (Some(info), _) => info.key().unwrap_or(info).location(),
        (None, Some((key, _))) => Location { pointer: Pointer::default(), ..key.location() },
        (None, None) => cx.definition.root.location(),
    };
    cx.report(
        Step::Document,
        Diagnostic::new(&TITLE_MISSING, "an API without a name", location)
            .label("`info.title` is missing")
            .help("add a `title`: it becomes the name of the API"),
    );
    String::new()
}

/// The reader of OpenAPI 3.0 takes a blank text for none; that of Swagger 2.0 passes it on.
fn check_description(cx: &mut Context<'_, '_>) {
    let Some(description) = &cx.definition.info.description else { return };
    if cx.definition.version == Version::Swagger20 && description.is_empty() {
        cx.report(
            Step::Document,
            Diagnostic::new(
                &DESCRIPTION_EMPTY,
                "Description cannot be an empty string",
                description.at.location(),
            )
            .label("an empty text")
            .help("remove the description, or write one"),
        );
    }
}

fn api_key_source(cx: &mut Context<'_, '_>) -> ApiKeySource {
    let written = cx.definition.api_key_source.as_ref().filter(|text| !text.has_unknown());
    let Some(written) = written else { return ApiKeySource::Header };
    ApiKeySource::parse(written).unwrap_or_else(|| {
        cx.report(
            Step::Document,
            Diagnostic::new(
                &API_KEY_SOURCE_INVALID,
                format!("`{}` is no source of API keys", written.value),
                written.at.location(),
            )
            .label("not a word that API Gateway knows here")
            .help("write `HEADER` or `AUTHORIZER`"),
        );
        ApiKeySource::Header
    })
}

fn compression_size(cx: &mut Context<'_, '_>) -> Option<u32> {
    let written = cx.definition.minimum_compression_size.as_ref()?;
    if written.has_unknown() {
        return None;
    }
    let size = written.parse().ok().filter(|size| *size <= MAX_COMPRESSION_SIZE);
    if size.is_none() {
        cx.report(
            Step::Document,
            Diagnostic::new(
                &COMPRESSION_SIZE_OUT_OF_RANGE,
                format!("`{}` is no number from 0 to {MAX_COMPRESSION_SIZE}", written.value),
                written.at.location(),
            )
            .label("not a number of bytes that API Gateway takes")
            .help("write the number of bytes from which on payloads are compressed"),
        );
    }
    size
}

/// The policy as JSON text.
fn policy(cx: &mut Context<'_, '_>) -> Option<String> {
    let node = cx.definition.policy.filter(|node| !node.is_null())?;
    let policy = node.to_json();
    if may_be_policy(node) {
        return Some(policy.as_str().map_or_else(|| policy.to_string(), str::to_owned));
    }
    // Some write the policy as the text that the service keeps.
    let policy = match &policy {
        Value::String(text) => serde_json::from_str(text).unwrap_or(policy),
        _ => policy,
    };
    if policy.is_string() || PolicyDocument::read(node).is_none() {
        cx.report(
            Step::Document,
            Diagnostic::new(
                &POLICY_INVALID,
                "Invalid policy document. Please check the policy syntax and ensure that \
                 Principals are valid.",
                node.location(),
            )
            .label("not an object with a `Statement`")
            .help("write a policy document with `Version` and `Statement`"),
        );
        return None;
    }
    let mut policy = policy;
    if let Some(prefix) = invoke_prefix(cx) {
        expand_resources(&mut policy, &prefix);
    }
    let text = policy.to_string();
    if text.chars().count() > POLICY_QUOTA {
        cx.report(
            Step::Document,
            Diagnostic::new(
                &POLICY_OVER_QUOTA,
                format!("a resource policy of more than {POLICY_QUOTA} characters"),
                node.key().unwrap_or(node).location(),
            )
            .label("longer than the default quota")
            .help("have the quota raised, or shorten the policy; else the import is refused"),
        );
    }
    Some(text)
}

/// What the import puts before the path of a resource that is written `execute-api:/…`
/// (*x-amazon-apigateway-policy*); none when region and account of the caller are not known.
/// Whether nobody knows enough of a policy to say that it is none.
fn may_be_policy(node: Node<'_>) -> bool {
    node.has_unknown()
        || (PolicyDocument::read(node).is_none()
            && (is_open(node) || node.get("Statement").is_some_and(is_open)))
}

fn invoke_prefix(cx: &Context<'_, '_>) -> Option<String> {
    let variables = &cx.options.variables;
    let partition = variables.partition.as_deref().unwrap_or("aws");
    let (region, account) = (variables.region.as_deref()?, variables.account_id.as_deref()?);
    Some(format!("arn:{partition}:execute-api:{region}:{account}:{}/", cx.api_id))
}

fn expand_resources(policy: &mut Value, prefix: &str) {
    match policy {
        Value::String(text) => {
            if let Some(path) = text.strip_prefix("execute-api:/") {
                *text = format!("{prefix}{path}");
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| expand_resources(item, prefix)),
        Value::Object(members) => {
            for key in ["Statement", "Resource", "NotResource"] {
                if let Some(member) = members.get_mut(key) {
                    expand_resources(member, prefix);
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
