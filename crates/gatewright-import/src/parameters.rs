//! Method request parameters. (*Parameter mapping for REST APIs*; recorded.)

use std::collections::BTreeSet;

use gatewright_definition::{Operation, Parameter, ParameterIn, Text};
use gatewright_diagnostics::Diagnostic;
use gatewright_model::{Method, ParameterName, ParameterPlace, PathPart};

use crate::context::{Context, Step};
use crate::diagnostics::methods::{
    PARAMETER_IN_COOKIE, PARAMETER_IN_FORM_DATA, PARAMETER_NAME_INVALID, PARAMETER_NAMES_NOT_UNIQUE,
};
use crate::methods::MethodPlace;
use crate::refusal::{Refusal, mapping_errors};

/// The length of a list that is searched from its start.
const FEW: usize = 16;

/// Sets `requestParameters` of `method`. Returns what PutMethod says against them.
pub(crate) fn build(
    cx: &mut Context<'_, '_>,
    operation: &Operation<'_>,
    place: &MethodPlace,
    method: &mut Method,
) -> Option<Refusal> {
    let mut parameters = Vec::with_capacity(operation.parameters.len());
    for parameter in &operation.parameters {
        let Some(kind) = parameter_place(parameter.place) else {
            cx.report(Step::Methods, not_native(parameter));
            continue;
        };
        let key = ["method.request.", kind.as_str(), ".", &parameter.name].concat();
        // A path variable is always there.
        let required = parameter.required || kind == ParameterPlace::Path;
        parameters.push((key, required));
    }
    // Recorded for the variable of the resource itself, whether or not it is declared. That those
    // of the segments before it count too, and that mappings may use them, is what definitions in
    // use show; a greedy variable has to be declared.
    for part in place.path.split('/') {
        if let PathPart::Variable(name) = PathPart::parse(part) {
            let key = ["method.request.path.", name].concat();
            parameters.push((key, true));
        }
    }
    method.request_parameters = parameters.into_iter().collect();
    invalid_names(operation).or_else(|| repeated_name(operation))
}

/// The parameters that a method can have.
fn native<'a, 'd>(operation: &'a Operation<'d>) -> impl Iterator<Item = &'a Parameter<'d>> {
    operation.parameters.iter().filter(|parameter| parameter_place(parameter.place).is_some())
}

fn parameter_place(place: ParameterIn) -> Option<ParameterPlace> {
    match place {
        ParameterIn::Path => Some(ParameterPlace::Path),
        ParameterIn::Query => Some(ParameterPlace::QueryString),
        ParameterIn::Header => Some(ParameterPlace::Header),
        ParameterIn::Cookie | ParameterIn::FormData => None,
    }
}

fn not_native(parameter: &Parameter<'_>) -> Diagnostic {
    let name = &parameter.name.value;
    let at = parameter.name.at.location();
    if parameter.place == ParameterIn::FormData {
        return Diagnostic::new(
            &PARAMETER_IN_FORM_DATA,
            format!("Parameter type formData for parameter {name} not supported. Ignoring."),
            at,
        )
        .label("API Gateway has no form parameters")
        .help("describe the form as a body");
    }
    Diagnostic::new(&PARAMETER_IN_COOKIE, format!("the cookie `{name}` is left out"), at)
        .label("API Gateway has no cookie parameters")
        .help("take the cookie from the header `Cookie` in the backend")
}

/// All names that break the pattern, in one message.
fn invalid_names(operation: &Operation<'_>) -> Option<Refusal> {
    // Of a name that is known in part, each part that is known has such letters only.
    let is_wrong = |name: &Text<'_>| {
        if name.has_unknown() {
            return !name.as_imported().known_parts().all(ParameterName::is_valid);
        }
        !ParameterName::is_valid(name)
    };
    let wrong: Vec<&Parameter<'_>> =
        native(operation).filter(|parameter| is_wrong(&parameter.name)).collect();
    let first = wrong.first()?;
    let errors = vec![
        "Parameter name should match the following regular expression: ^[a-zA-Z0-9:._$-]+$";
        wrong.len()
    ];
    Some(Refusal {
        metadata: &PARAMETER_NAME_INVALID,
        core: mapping_errors(&errors),
        at: first.name.at.location(),
        label: format!("`{}` has other characters", first.name.value),
        help: "call it by letters, digits and `:._$-` only".to_owned(),
    })
}

fn repeated_name(operation: &Operation<'_>) -> Option<Refusal> {
    let mut seen = Vec::with_capacity(operation.parameters.len());
    let mut many = BTreeSet::new();
    let repeated = native(operation).find(|parameter| {
        let name = parameter.name.as_str();
        if parameter.name.has_unknown() {
            return false;
        }
        // Of few names comparing takes less than a set.
        if seen.len() < FEW {
            let repeats = seen.contains(&name);
            seen.push(name);
            repeats
        } else {
            seen.contains(&name) || !many.insert(name)
        }
    })?;
    Some(Refusal {
        metadata: &PARAMETER_NAMES_NOT_UNIQUE,
        core: "Parameter names must be unique across querystring, header and path".to_owned(),
        at: repeated.name.at.location(),
        label: format!("`{}` is the name of another parameter too", repeated.name.value),
        help: "give the two different names".to_owned(),
    })
}
