//! References that give a name where an ARN belongs.

use gatewright_definition::values::{InvocationUri, Pieces};
use gatewright_diagnostics::Diagnostic;
use gatewright_source::Node;

use super::calls::reference;
use crate::Api;
use crate::diagnostics::TEMPLATE_NAME_FOR_ARN;
use crate::surroundings::Name;

/// Tells of each `Ref` of a function or a role whose ARN is wanted.
pub(crate) fn names_for_arns(api: &Api) -> Vec<Diagnostic> {
    let Some(names) = &api.surroundings.names else { return Vec::new() };
    let unknown = api.document.value.nodes().filter(|it| it.has_unknown() && !it.is_key());
    unknown.filter_map(|node| check(node, names)).collect()
}

fn check(node: Node<'_>, names: &[Name]) -> Option<Diagnostic> {
    let text = || node.text().map(Pieces::of);
    let (target, kinds): (_, &[&str]) = match node.key()?.text()? {
        "uri" | "authorizerUri" => {
            let call = InvocationUri::parse(text()?)?.function_call()?;
            (call.function, &["AWS::Lambda::Function", "AWS::Serverless::Function"])
        }
        "credentials" | "authorizerCredentials" => (text()?, &["AWS::IAM::Role"]),
        _ => return None,
    };
    let id = reference(target.text())?;
    let name = names.iter().find(|it| it.id == id)?;
    let kind = name.kind.as_deref().filter(|it| kinds.contains(it))?;
    let message = format!("the name of `{id}` stands where its ARN belongs");
    Some(
        Diagnostic::new(&TEMPLATE_NAME_FOR_ARN, message, node.location())
            .label(format!("`Ref` of an `{kind}` is its name"))
            .help(format!("refer to `{id}.Arn`")),
    )
}
