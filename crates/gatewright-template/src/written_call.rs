//! Calls of CloudFormation's functions as they are written, in the short form or in the long one.

use gatewright_source::Node;
use serde_json::{Map, Value};

/// A call of a function of CloudFormation.
#[derive(Clone, Copy)]
pub(crate) struct Call<'t> {
    /// Its name without `Fn::` and `!`.
    pub(crate) name: &'t str,
    pub(crate) value: Node<'t>,
}

impl<'t> Call<'t> {
    pub(crate) fn of(node: Node<'t>) -> Option<Self> {
        if let Some(name) = node.tag().and_then(|tag| tag.strip_prefix('!')) {
            // Of `!!str` and the like nothing is called.
            return (!name.starts_with('!')).then_some(Self { name, value: node });
        }
        let mut entries = node.entries();
        let (key, value) = entries.next()?;
        let key = key.text()?;
        let name = if key == "Ref" { Some(key) } else { key.strip_prefix("Fn::") }?;
        entries.next().is_none().then_some(Self { name, value })
    }
}

/// `Pets.Arn`, however it is written.
pub(crate) fn attribute(value: Node<'_>) -> String {
    match value.text() {
        Some(text) => text.to_owned(),
        None => value.items().map(|it| it.text().unwrap_or_default()).collect::<Vec<_>>().join("."),
    }
}

/// The functions that have a short form (*Intrinsic function reference*).
pub(crate) const SHORT_FORMS: [&str; 19] = [
    "And",
    "Base64",
    "Cidr",
    "Condition",
    "Equals",
    "FindInMap",
    "GetAZs",
    "GetAtt",
    "If",
    "ImportValue",
    "Join",
    "Length",
    "Not",
    "Or",
    "Ref",
    "Select",
    "Split",
    "Sub",
    "Transform",
];

/// The name of the function that a tag calls.
pub(crate) fn short_form(node: Node<'_>) -> Option<&str> {
    node.tag()?.strip_prefix('!').filter(|name| SHORT_FORMS.contains(name))
}

/// A value with all calls in it in their long form.
///
/// ```
/// use gatewright_diagnostics::SourceId;
/// use gatewright_template::long_form;
/// use serde_json::json;
///
/// let text = "!Join ['', [!Ref Stage, !GetAtt Pets.Arn]]";
/// let document = gatewright_source::read(SourceId(0), text.into()).value;
/// let value = long_form(document.root().expect("a value"));
/// let parts = json!([{ "Ref": "Stage" }, { "Fn::GetAtt": ["Pets", "Arn"] }]);
/// assert_eq!(value, json!({ "Fn::Join": ["", parts] }));
/// ```
pub fn long_form(node: Node<'_>) -> Value {
    let inner = if node.is_sequence() {
        node.items().map(long_form).collect()
    } else if node.is_mapping() {
        let entries = node.entries();
        let member = |(key, value): (Node<'_>, Node<'_>)| {
            (key.text().unwrap_or_default().to_owned(), long_form(value))
        };
        Value::Object(entries.map(member).collect::<Map<_, _>>())
    } else if short_form(node).is_some() {
        Value::from(node.text().unwrap_or_default())
    } else {
        node.to_json()
    };
    let Some(name) = short_form(node) else { return inner };
    let inner = match (name, &inner) {
        ("GetAtt", Value::String(text)) => match text.split_once('.') {
            Some((resource, attribute)) => Value::from_iter([resource, attribute]),
            None => inner,
        },
        _ => inner,
    };
    let name = match name {
        "Ref" | "Condition" => name.to_owned(),
        name => format!("Fn::{name}"),
    };
    Value::Object(Map::from_iter([(name, inner)]))
}
