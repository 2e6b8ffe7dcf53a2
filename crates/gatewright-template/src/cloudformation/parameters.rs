//! The parameters of a template, and those that CloudFormation has of its own.

use gatewright_source::Node;
use serde_json::Value as Json;

use super::evaluator::Evaluator;
use super::text::{IsWhole, Text, comma_delimited};
use super::value::Value;

impl<'t> Evaluator<'t> {
    /// The value of a parameter: what it is given, else its default; none if there is no such parameter.
    pub(super) fn parameter(&self, name: &str) -> Option<Value<'t>> {
        let declared = self.root()?.get("Parameters")?.get(name)?;
        let kind = declared.get("Type").and_then(Node::text).unwrap_or("String");
        if kind.starts_with("AWS::SSM::Parameter::Value<") {
            // It is looked up when the template is deployed.
            return Some(Value::unknown(name));
        }
        let text = match self.request.parameters.get(name) {
            Some(given) => given_text(given),
            None => match declared.get("Default") {
                Some(default) => default.as_text()?.into_owned(),
                None => return Some(Value::unknown(name)),
            },
        };
        Some(match kind {
            "Number" if text.parse::<f64>().is_ok() => Value::Plain(text),
            _ if kind == "CommaDelimitedList" || kind.starts_with("List<") => {
                let items = comma_delimited(&text).filter(|it| !it.is_empty());
                let items = items.map(|it| Value::Text(Text::known(it))).collect();
                Value::List(items, IsWhole::Yes)
            }
            _ => Value::Text(Text::known(text)),
        })
    }

    /// The value of a pseudo-parameter; none of what is none (*Pseudo parameters reference*).
    pub(super) fn pseudo(&self, name: &str) -> Option<Value<'t>> {
        let rest = name.strip_prefix("AWS::")?;
        let text = match rest {
            "NoValue" => return Some(Value::Nothing),
            "AccountId" => self.request.account_id.clone(),
            "Partition" => self.partition().map(str::to_owned),
            "Region" => self.request.region.clone(),
            "URLSuffix" => self.partition().and_then(suffix).map(str::to_owned),
            _ => None,
        };
        Some(Value::Text(text.map_or_else(|| Text::unknown(name), Text::known)))
    }

    fn partition(&self) -> Option<&str> {
        let given = self.request.partition.as_deref();
        given.or_else(|| self.request.region.as_deref().map(partition_of))
    }
}

/// The partition that a region is in (*Amazon Resource Names*).
fn partition_of(region: &str) -> &'static str {
    match region {
        _ if region.starts_with("cn-") => "aws-cn",
        _ if region.starts_with("us-gov-") => "aws-us-gov",
        _ => "aws",
    }
}

/// What addresses of services in a partition end with; none where that is not documented.
fn suffix(partition: &str) -> Option<&'static str> {
    match partition {
        "aws" | "aws-us-gov" => Some("amazonaws.com"),
        "aws-cn" => Some("amazonaws.com.cn"),
        _ => None,
    }
}

/// What a parameter is given as text; a list as CloudFormation takes it.
fn given_text(given: &Json) -> String {
    match given {
        Json::String(text) => text.clone(),
        Json::Array(items) => items.iter().map(given_text).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    }
}
