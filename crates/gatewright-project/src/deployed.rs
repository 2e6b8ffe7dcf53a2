//! What a template says of an API beside its definition, as parameters of the import.

use gatewright_diagnostics::FailOnWarnings;
use gatewright_import::{
    BasepathMode, Beside, DocumentationMode, ImportOptions, Methods, Set, Strength,
};
use gatewright_lint::{Category, Custom, Entry, Finding, Severity, template_entries};
use gatewright_model::{ApiKeySource, EndpointType, IpAddressType};
use gatewright_template::{Api, Winner};
use serde_json::Value;

/// Takes over what the template says; what is asked for outranks it, and it the settings.
pub(crate) fn add(options: &mut ImportOptions, api: &Api) {
    let settings = &api.settings;
    if let Some(fail) = &settings.fail_on_warnings {
        options.fail_on_warnings =
            if fail.value { FailOnWarnings::Yes } else { FailOnWarnings::No };
    }
    let parameter = |name| settings.parameters.get(name).map(|it| it.value.as_str());
    match parameter("basepath") {
        Some("ignore") => options.basepath = BasepathMode::Ignore,
        Some("prepend") => options.basepath = BasepathMode::Prepend,
        Some("split") => options.basepath = BasepathMode::Split,
        _ => {}
    }
    if parameter("ignore") == Some("documentation") {
        options.documentation = DocumentationMode::Ignore;
    }
    let endpoint = settings.properties.get("EndpointConfiguration").map(|it| &it.value);
    let of_property = endpoint.and_then(|it| it.get("Types")?.get(0)?.as_str());
    let endpoint_type = of_property.or_else(|| parameter("endpointConfigurationTypes"));
    options.endpoint_type = endpoint_type.and_then(EndpointType::parse).or(options.endpoint_type);
    options.beside = beside(api);
}

fn beside(api: &Api) -> Beside {
    let property = |name: &str| api.settings.properties.get(name).map(|it| &it.value);
    let strength = |name: &str| match api.settings.winner(name, api.kind) {
        Winner::Property => Strength::Stronger,
        Winner::Definition => Strength::Weaker,
        Winner::Both => Strength::Joined,
    };
    let text = |name: &str| set(property(name).and_then(text), strength(name));
    let endpoint = |member| property("EndpointConfiguration").and_then(|it| it.get(member));
    let of_endpoint = strength("EndpointConfiguration");
    let list = |value: &Value| -> Option<Vec<String>> {
        Some(value.as_array()?.iter().filter_map(text_of).collect())
    };
    // What nobody knows before a deployment is there all the same.
    let is_unknown =
        |name: &str| property(name).is_none() && api.surroundings.properties.contains(name);
    let policy = match property("Policy").map(policy) {
        None if is_unknown("Policy") => Some("${Policy}".to_owned()),
        policy => policy,
    };
    let has_methods = api.surroundings.beside.iter().any(|it| {
        let kind = it.kind.to_lowercase();
        kind.ends_with("method") || kind.ends_with("integration")
    });
    Beside {
        name: match text("Name") {
            None if is_unknown("Name") => set(Some("${Name}".to_owned()), strength("Name")),
            name => name,
        },
        description: text("Description"),
        policy: set(policy, strength("Policy")),
        binary_media_types: set(
            property("BinaryMediaTypes").and_then(list),
            strength("BinaryMediaTypes"),
        ),
        minimum_compression_size: set(
            property("MinimumCompressionSize").and_then(|it| text_of(it)?.parse().ok()),
            strength("MinimumCompressionSize"),
        ),
        api_key_source: set(
            property("ApiKeySourceType").and_then(|it| ApiKeySource::parse(it.as_str()?)),
            strength("ApiKeySourceType"),
        ),
        vpc_endpoint_ids: set(endpoint("VpcEndpointIds").and_then(list), of_endpoint),
        // No list, so that nothing is put together.
        ip_address_type: set(
            endpoint("IpAddressType").and_then(|it| IpAddressType::parse(it.as_str()?)),
            if of_endpoint == Strength::Joined { Strength::Weaker } else { of_endpoint },
        ),
        disable_execute_api_endpoint: set(
            property("DisableExecuteApiEndpoint")
                .and_then(|it| it.as_bool().or_else(|| it.as_str()?.parse().ok())),
            strength("DisableExecuteApiEndpoint"),
        ),
        methods: if has_methods { Methods::More } else { Methods::OfDefinition },
    }
}

fn set<T>(value: Option<T>, strength: Strength) -> Option<Set<T>> {
    value.map(|value| Set { value, strength })
}

fn text(value: &Value) -> Option<String> {
    text_of(value).filter(|it| !it.trim().is_empty())
}

/// Numbers and booleans where a text belongs are texts to CloudFormation.
fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// A policy is given as an object or as its text.
fn policy(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// What there is to say of the template around a definition.
pub(crate) fn findings(api: &Api) -> Custom {
    let entries: Vec<Entry> = template_entries().collect();
    let found = gatewright_template::check(api).into_iter().map(|diagnostic| {
        let entry = entries.iter().find(|it| it.metadata == diagnostic.metadata);
        let weight = entry.map(|it| (it.severity, it.category));
        let (severity, category) = weight.unwrap_or((Severity::Warning, Category::Correctness));
        Finding { diagnostic, severity, category, fix: None }
    });
    Custom { findings: found.collect(), entries }
}
