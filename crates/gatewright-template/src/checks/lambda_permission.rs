//! Functions that API Gateway calls and may not call.

use std::collections::HashSet;

use gatewright_definition::Definition;
use gatewright_definition::values::{ExecuteApiResource, Pieces};
use gatewright_diagnostics::Diagnostic;

use super::calls::{Call, Caller, calls, reference};
use crate::diagnostics::TEMPLATE_LAMBDA_PERMISSION;
use crate::surroundings::cloudformation::source_of_event;
use crate::surroundings::{Callee, Function, Permission, Surroundings, Whole};
use crate::{Api, ApiKind};

/// Tells of each function once, at the first call that nothing allows.
pub(super) fn check(api: &Api, definition: &Definition<'_>) -> Vec<Diagnostic> {
    let around = &api.surroundings;
    if around.whole == Whole::Unknown || around.functions.is_empty() {
        return Vec::new();
    }
    let mut told: Vec<(&Function, Vec<Call<'_, '_>>)> = Vec::new();
    let own = around.own_permissions();
    for call in calls(definition) {
        let Some(function) = around.called(call.uri) else { continue };
        if is_own(&own, function, &call.caller) || around.allows(function, &call.caller) {
            continue;
        }
        match told.iter_mut().find(|(other, _)| other.id == function.id) {
            Some((_, calls)) => calls.push(call),
            None => told.push((function, vec![call])),
        }
    }
    told.into_iter().map(|(function, calls)| tell(api, function, &calls)).collect()
}

fn tell(api: &Api, function: &Function, calls: &[Call<'_, '_>]) -> Diagnostic {
    let first = &calls[0];
    let id = &function.id;
    let what = match &first.caller {
        Caller::Method(verb, path) => format!("`{verb} {path}`"),
        Caller::Authorizer(name) => format!("the authorizer `{name}`"),
    };
    let others = match calls.len() {
        1 => String::new(),
        2 => ", nor for another that calls it".to_owned(),
        more => format!(", nor for {} others that call it", more - 1),
    };
    let message = format!("nothing lets API Gateway call `{id}` for {what}{others}");
    let resource = match api.kind {
        ApiKind::TerraformRestApi => "aws_lambda_permission",
        _ => "AWS::Lambda::Permission",
    };
    let role = match first.caller {
        Caller::Method(..) => "credentials",
        Caller::Authorizer(_) => "authorizerCredentials",
    };
    let has_some = api.surroundings.permissions.iter().any(|it| it.may_be_for(function));
    let help = if has_some {
        format!("let an `{resource}` for `{id}` cover it, or name a role as `{role}`")
    } else {
        format!("add an `{resource}` for `apigateway.amazonaws.com`, or name a role as `{role}`")
    };
    Diagnostic::new(&TEMPLATE_LAMBDA_PERMISSION, message, first.uri.at.location())
        .label("called without a permission")
        .help(help)
}

/// Whether a permission is for just this call, as those are that SAM makes for each event: among
/// thousands of them it need not be looked for.
fn is_own(own: &HashSet<(&str, &str)>, function: &Function, caller: &Caller<'_>) -> bool {
    let Caller::Method(verb, path) = caller else { return false };
    own.contains(&(&function.id, &source_of_event(verb, path)))
}

impl Surroundings {
    /// The permissions of functions that are made here: their ids and the calls.
    fn own_permissions(&self) -> HashSet<(&str, &str)> {
        let own = self.permissions.iter().filter_map(|it| match (&it.callee, &it.source) {
            (Callee::Function(id), Some(source)) => Some((id.as_str(), source.as_str())),
            _ => None,
        });
        own.collect()
    }

    fn allows(&self, function: &Function, caller: &Caller<'_>) -> bool {
        let mut permissions = self.permissions.iter().filter(|it| it.may_be_for(function));
        permissions.any(|it| it.source.as_deref().is_none_or(|it| self.covers(it, caller)))
    }

    /// Whether a source may mean the call. What cannot be read may.
    fn covers(&self, source: &str, caller: &Caller<'_>) -> bool {
        let pieces = Pieces::of(source);
        let is_other = |name: &str| self.other_apis.iter().any(|it| is_of(name, it));
        let Some(resource) = ExecuteApiResource::parse(pieces) else {
            // Terraform has an attribute for all that stands before the stage.
            let first = pieces.iter().next();
            return !first.is_some_and(|it| reference(it.text).is_some_and(is_other));
        };
        if let ExecuteApiResource::Arn(arn) = resource {
            let api = arn.resource.split_once("/").map_or(arn.resource, |(api, _)| api);
            if is_other(reference(api.text()).unwrap_or(api.text())) {
                return false;
            }
        }
        match caller {
            // Whether a call of ANY may be named so is not known.
            Caller::Method(verb, _) if verb == "ANY" && source.contains("/ANY/") => true,
            Caller::Method(verb, path) => resource.may_reach(verb, path),
            // `{api}/authorizers/{identifier}` (*API Gateway Lambda authorizers*).
            Caller::Authorizer(_) => match resource {
                ExecuteApiResource::Everything => true,
                ExecuteApiResource::Own(call) => call.matches("authorizers/abcdef"),
                ExecuteApiResource::Arn(arn) => {
                    arn.resource.matches("abcdefghij/authorizers/abcdef")
                }
            },
        }
    }
}

/// Whether a reference names a resource or something of it.
fn is_of(reference: &str, id: &str) -> bool {
    reference.strip_prefix(id).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

impl Permission {
    fn may_be_for(&self, function: &Function) -> bool {
        match &self.callee {
            Callee::Function(id) => *id == function.id,
            // Of a function whose name is not written any may be the name.
            Callee::Named(name) => function.name.as_ref().is_none_or(|it| it == name),
            Callee::Unknown => true,
        }
    }
}
