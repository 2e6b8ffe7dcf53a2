//! The variables that the import fills in. (*AWS variables for OpenAPI import*.)

use gatewright_definition::values::{Pieces, Unknown};
use gatewright_model::Api;

use crate::AwsVariables;

/// Puts the values for the variables in all texts of the tree.
pub(crate) fn fill(api: Api, variables: &AwsVariables) -> Api {
    let known = [
        ("${AWS::AccountId}", &variables.account_id),
        ("${AWS::Partition}", &variables.partition),
        ("${AWS::Region}", &variables.region),
    ];
    let mut known =
        known.iter().filter_map(|(name, value)| Some((name, value.as_ref()?))).peekable();
    if known.peek().is_none() {
        return api;
    }
    let mut text = serde_json::to_string(&api).expect("an API is JSON");
    for (name, value) in known {
        // As the inside of a JSON string, since that is where the variables stand.
        let quoted = serde_json::Value::from(value.as_str()).to_string();
        text = text.replace(name, &quoted[1..quoted.len() - 1]);
    }
    serde_json::from_str(&text).expect("texts in JSON strings leave it JSON")
}

/// What to do about a text that is refused: a placeholder that nothing has filled explains most of
/// them.
pub(crate) fn help_for(text: &str, otherwise: &str) -> String {
    match unfilled(text) {
        Some(placeholder) => {
            format!("let the template be processed first: the import does not fill `{placeholder}`")
        }
        None => otherwise.to_owned(),
    }
}

/// The first placeholder that neither the import nor a stage fills.
fn unfilled(text: &str) -> Option<&str> {
    let mut placeholders =
        Pieces::of(text).unknowns().filter(|it| it.unknown == Some(Unknown::Placeholder));
    placeholders.find(|it| it.text.starts_with("${")).map(|it| it.text)
}
