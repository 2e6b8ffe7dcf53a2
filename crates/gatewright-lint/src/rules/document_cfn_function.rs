//! Functions of CloudFormation in a definition that stands alone.

use gatewright_source::Node;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::Definition;

declare_rule! {
    /// A definition with functions of CloudFormation in it.
    ///
    /// ## Why
    ///
    /// The import resolves no function: `Fn::Sub` and its like are objects to it, where texts belong.
    /// (Of the short forms, such as `!Sub`, it is said where they stand.) A template that takes the
    /// file in with `AWS::Include` resolves them: look at the template, and the file is judged as a
    /// part of it.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// x-amazon-apigateway-policy:
    ///   Version: "2012-10-17"
    ///   Statement:
    ///     - Effect: Allow
    ///       Principal: { AWS: "arn:aws:iam::123456789012:root" }
    ///       Action: execute-api:Invoke
    ///       Resource: { "Fn::Sub": "execute-api:/${Stage}/GET/example" }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// x-amazon-apigateway-policy:
    ///   Version: "2012-10-17"
    ///   Statement:
    ///     - Effect: Allow
    ///       Principal: { AWS: "arn:aws:iam::123456789012:root" }
    ///       Action: execute-api:Invoke
    ///       Resource: execute-api:/test/GET/example
    /// ```
    DocumentCfnFunction {
        name: "document-cfn-function",
        category: ImportError,
        severity: Error,
        preset: Recommended,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: ["attribute-of-wrong-type", "integration-malformed", "request-parameter-not-a-string", "response-parameter-not-a-string", "tag-unresolved", "value-of-wrong-type"],
        visits: [Definition],
    }
}

/// *Intrinsic function reference* of CloudFormation, without those of conditions.
const FUNCTIONS: [&str; 15] = [
    "Base64",
    "Cidr",
    "FindInMap",
    "ForEach",
    "GetAZs",
    "GetAtt",
    "If",
    "ImportValue",
    "Join",
    "Length",
    "Select",
    "Split",
    "Sub",
    "ToJsonString",
    "Transform",
];

impl Check<visit::Definition> for DocumentCfnFunction {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        cx.judged();
        let text = definition.document.text();
        // Most documents have none, and a look at the whole text is the quickest.
        if !["Fn::", "Ref"].iter().any(|part| text.contains(part)) {
            return;
        }
        let mut found = definition.document.nodes().filter_map(|node| Some((node, written(node)?)));
        let Some((first, name)) = found.next() else { return };
        let others = match found.count() {
            0 => String::new(),
            1 => ", nor another like it".to_owned(),
            more => format!(", nor {more} others"),
        };
        cx.report(first, format!("the import does not resolve `{name}`{others}"))
            .label("a function of CloudFormation, which is an object to the import")
            .help("look at the template that includes the file, or write the value");
    }
}

/// The name of the function that the node calls as the only key of an object.
fn written(node: Node<'_>) -> Option<&str> {
    if !node.is_key() {
        return None;
    }
    let name = node.text()?;
    let is_function = match name.strip_prefix("Fn::") {
        Some(function) => FUNCTIONS.contains(&function),
        None => name == "Ref",
    };
    let mut entries = node.parent().filter(|_| is_function)?.entries();
    let (_, value) = entries.next()?;
    // A property of a schema may be called so, and is an object.
    (entries.next().is_none() && (name != "Ref" || value.as_str().is_some())).then_some(name)
}
