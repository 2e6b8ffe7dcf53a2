//! Parts of a document as JSON values.

use serde_json::{Map, Number, Value};

use crate::{Kind, Node, Scalar};

/// The value at `node`. Numbers that JSON has no form for become text.
pub(crate) fn value(node: Node<'_>) -> Value {
    match node.kind() {
        Kind::Mapping => {
            let entries = node.entries();
            let members =
                entries.map(|(key, it)| (key.text().unwrap_or_default().to_owned(), value(it)));
            Value::Object(members.collect::<Map<_, _>>())
        }
        Kind::Sequence => node.items().map(value).collect(),
        Kind::Scalar => match node.scalar() {
            None | Some(Scalar::Null) => Value::Null,
            Some(Scalar::Bool(it)) => Value::Bool(it),
            Some(Scalar::Integer(_) | Scalar::Float(_)) => number(node),
            Some(Scalar::String(text)) => Value::from(text),
        },
    }
}

fn number(node: Node<'_>) -> Value {
    let text = node.as_text().unwrap_or_default();
    let signed = || text.parse::<i64>().map(Number::from).ok();
    let unsigned = || text.parse::<u64>().map(Number::from).ok();
    let float = || text.parse::<f64>().ok().and_then(Number::from_f64);
    signed()
        .or_else(unsigned)
        .or_else(float)
        .map_or_else(|| Value::from(text.as_ref()), Value::Number)
}
