//! Values that a template of CloudFormation gives, put into a definition: without them it is not
//! imported. What they come to is made up, but has the form that is wanted.

use gatewright_source::{Kind, Node, Scalar};
use serde_json::{Map, Number, Value};

const REGION: &str = "us-east-1";
const ACCOUNT: &str = "123456789012";

/// The definition with a text for each function; none if there is no function.
pub(super) fn filled(root: Node<'_>) -> Option<String> {
    let mut fill = Fill { is_needed: false };
    let value = fill.value(root, "");
    fill.is_needed.then(|| value.to_string())
}

struct Fill {
    is_needed: bool,
}

impl Fill {
    /// The value of a node, which is the member `key` of what holds it.
    fn value(&mut self, node: Node<'_>, key: &str) -> Value {
        if let Some((name, argument)) = function(node) {
            self.is_needed = true;
            return text(&name, argument, key).into();
        }
        match node.kind() {
            Kind::Mapping => {
                let entry = |(key, value): (Node<'_>, Node<'_>)| {
                    let key = key.text().unwrap_or_default();
                    (key.to_owned(), self.value(value, key))
                };
                node.entries().map(entry).collect::<Map<_, _>>().into()
            }
            Kind::Sequence => node.items().map(|item| self.value(item, key)).collect(),
            Kind::Scalar => scalar(node),
        }
    }
}

/// The function that a node calls, under its long name without `Fn::`, and its argument.
fn function(node: Node<'_>) -> Option<(String, Node<'_>)> {
    let tag = node.tag().and_then(|tag| tag.strip_prefix('!'));
    if let Some(name) = tag.filter(|name| !name.is_empty() && !name.starts_with('!')) {
        return Some((name.to_owned(), node));
    }
    let mut entries = node.entries();
    let (Some((key, argument)), None) = (entries.next(), entries.next()) else { return None };
    let key = key.text()?;
    let name = if key == "Ref" { key } else { key.strip_prefix("Fn::")? };
    Some((name.to_owned(), argument))
}

fn text(name: &str, argument: Node<'_>, key: &str) -> String {
    let items = || argument.items().map(|item| inner_text(item, key));
    match name {
        "Sub" => {
            let template = argument.items().next().unwrap_or(argument);
            substituted(template.text().unwrap_or_default(), key)
        }
        "GetAtt" => {
            let name = argument.text().map(str::to_owned);
            attribute(&name.unwrap_or_else(|| items().collect::<Vec<_>>().join(".")), key)
        }
        "Ref" => attribute(argument.text().unwrap_or_default(), key),
        "Join" => {
            let mut parts = argument.items();
            let separator = parts.next().and_then(Node::text).unwrap_or_default();
            let list = parts.next().into_iter().flat_map(Node::items);
            list.map(|item| inner_text(item, key)).collect::<Vec<_>>().join(separator)
        }
        "If" => items().nth(1).unwrap_or_default(),
        _ => attribute("Value", key),
    }
}

fn inner_text(node: Node<'_>, key: &str) -> String {
    match function(node) {
        Some((name, argument)) => text(&name, argument, key),
        None => node.text().unwrap_or_default().to_owned(),
    }
}

/// A text with a value for each `${name}`, but for those of the service itself.
fn substituted(template: &str, key: &str) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("${") {
        text.push_str(before);
        let Some((name, end)) = after.split_once('}') else {
            text.push_str("${");
            rest = after;
            break;
        };
        if let Some(literal) = name.strip_prefix('!') {
            text.extend(["${", literal, "}"]);
        } else {
            text.push_str(&attribute(name, key));
        }
        rest = end;
    }
    text + rest
}

/// What a name of a template stands for.
fn attribute(name: &str, key: &str) -> String {
    match name {
        "AWS::Region" => REGION.to_owned(),
        "AWS::AccountId" => ACCOUNT.to_owned(),
        "AWS::Partition" => "aws".to_owned(),
        _ if key.to_ascii_lowercase().ends_with("credentials") => {
            format!("arn:aws:iam::{ACCOUNT}:role/{}", word(name))
        }
        _ if key == "providerARNs" => {
            format!("arn:aws:cognito-idp:{REGION}:{ACCOUNT}:userpool/{REGION}_{}", word(name))
        }
        _ if name.ends_with("Arn") => {
            format!("arn:aws:lambda:{REGION}:{ACCOUNT}:function:{}", word(name))
        }
        _ => word(name),
    }
}

fn word(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).collect()
}

fn scalar(node: Node<'_>) -> Value {
    match node.scalar() {
        None | Some(Scalar::Null) => Value::Null,
        Some(Scalar::Bool(value)) => value.into(),
        Some(Scalar::String(text)) => text.into(),
        Some(number @ (Scalar::Integer(_) | Scalar::Float(_))) => {
            let text = number.as_text();
            match text.parse::<Number>() {
                Ok(number) => Value::Number(number),
                Err(_) => Value::from(&*text),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use gatewright_diagnostics::SourceId;
    use gatewright_source::read;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        // What begins with a brace is JSON otherwise.
        let document = read(SourceId(0), format!("---\n{text}").into()).value;
        assert_eq!(filled(document.root().expect("a node")).as_deref(), expected);
    }

    #[test]
    fn each_function_gives_a_text_of_the_form_that_is_wanted() {
        check("{a: '${stageVariables.b}', c: 25.0}", None);
        check("a: !Sub x-${AWS::Region}-${!b}", Some(r#"{"a":"x-us-east-1-${b}"}"#));
        check("a: {'Fn::Sub': ['${B.Arn}', {B: c}]}", {
            Some(r#"{"a":"arn:aws:lambda:us-east-1:123456789012:function:BArn"}"#)
        });
        let credentials = r#"{"credentials":"arn:aws:iam::123456789012:role/RoleArn"}"#;
        check("credentials: {'Fn::GetAtt': [Role, Arn]}", Some(credentials));
        check("credentials: !GetAtt Role.Arn", Some(credentials));
        check("{n: 25.0, a: {'Fn::Join': ['/', [a, Ref: B]]}}", Some(r#"{"n":25.0,"a":"a/B"}"#));
    }
}
