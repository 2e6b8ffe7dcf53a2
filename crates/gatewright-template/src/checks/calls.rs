//! The functions that a definition has API Gateway call with no role of their own.

use std::collections::HashSet;

use gatewright_definition::values::{FunctionArn, InvocationTarget, InvocationUri, Pieces};
use gatewright_definition::{Definition, Text, Verb};

use crate::surroundings::{Function, Surroundings};

/// A call of a function.
pub(super) struct Call<'a, 'd> {
    /// Who calls.
    pub(super) caller: Caller<'a>,
    /// The address.
    pub(super) uri: &'a Text<'d>,
}

/// What has a function called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Caller<'a> {
    /// A method: its verb in capitals and its path.
    Method(String, &'a str),
    /// An authorizer.
    Authorizer(&'a str),
}

/// All calls that no role is for.
pub(super) fn calls<'a, 'd>(definition: &'a Definition<'d>) -> Vec<Call<'a, 'd>> {
    let mut calls = Vec::new();
    for (item, operation) in definition.operations() {
        let Some(integration) = &operation.integration else { continue };
        let may_call = integration.integration_type.as_ref().is_none_or(|it| {
            !it.is_known() || ["aws", "aws_proxy"].iter().any(|kind| it.eq_ignore_ascii_case(kind))
        });
        if !may_call || integration.credentials.is_some() {
            continue;
        }
        if let Some(uri) = &integration.uri {
            let verb = match operation.verb {
                Verb::Any => "ANY".to_owned(),
                _ => operation.key.text().unwrap_or_default().to_ascii_uppercase(),
            };
            calls.push(Call { caller: Caller::Method(verb, &item.path), uri });
        }
    }
    let of_operations = definition.operations().filter_map(|(_, it)| it.security.as_ref());
    let required: HashSet<&str> = of_operations
        .chain(&definition.security)
        .flatten()
        .flat_map(|it| it.schemes.iter().map(|(name, _)| name.as_str()))
        .collect();
    for scheme in definition.security_schemes.iter().filter(|it| required.contains(&*it.name)) {
        let Some(authorizer) = &scheme.authorizer else { continue };
        let has_role = authorizer.credentials.as_ref().is_some_and(|it| !it.is_empty());
        if let Some(uri) = authorizer.uri.as_ref().filter(|_| !has_role) {
            calls.push(Call { caller: Caller::Authorizer(&scheme.name), uri });
        }
    }
    calls
}

impl Surroundings {
    /// The function that an address calls, if it is made here and there can be no other.
    pub(super) fn called(&self, uri: &str) -> Option<&Function> {
        let uri = Pieces::of(uri);
        let target = match InvocationUri::parse(uri) {
            None => uri,
            Some(address) => match (address.function_call(), address.target) {
                (Some(call), _) => call.function,
                (None, InvocationTarget::Unknown(rest)) => rest,
                (None, _) => return None,
            },
        };
        let references = target.unknowns().filter_map(|it| reference(it.text));
        let mut meant = references.filter_map(|name| self.function(name));
        if let Some(first) = meant.next() {
            return meant.all(|other| other.id == first.id).then_some(first);
        }
        let name = FunctionArn::parse(target)?.name.known()?;
        let mut named = self.functions.iter().filter(|it| it.name.as_deref() == Some(name));
        named.next().filter(|_| named.next().is_none())
    }

    fn function(&self, reference: &str) -> Option<&Function> {
        self.functions.iter().find(|it| it.is_meant(reference))
    }
}

/// What stands within `${…}`.
pub(super) fn reference(placeholder: &str) -> Option<&str> {
    Some(placeholder.strip_prefix("${")?.strip_suffix('}')?.trim())
}
