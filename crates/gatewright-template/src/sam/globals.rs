//! What `Globals` says for all resources of a type (*Globals section of the AWS SAM template*).

use super::value::Value;

/// The properties of a resource with those that `Globals` has for its `kind`, such as `Api`.
pub(crate) fn applied<'d>(
    globals: Option<&Value<'d>>,
    kind: &str,
    resource: &Value<'d>,
    properties: Value<'d>,
) -> Value<'d> {
    let Some(mut global) = globals.and_then(|it| it.get(kind)).filter(Value::is_mapping) else {
        return properties;
    };
    if let Some(ignored) = resource.said("IgnoreGlobals") {
        if ignored.as_string().as_deref() == Some("*") {
            return properties;
        }
        for name in ignored.items() {
            global.remove(&name.as_text().unwrap_or_default());
        }
    }
    if properties.is_mapping() { merged(global, &properties) } else { global }
}

/// Mappings are put together, lists too, the global items first; of anything else the local value
/// stays.
fn merged<'d>(mut global: Value<'d>, local: &Value<'d>) -> Value<'d> {
    for (at, key, value) in local.entries() {
        let value = match global.get(&key) {
            Some(it) if it.is_mapping() && value.is_mapping() => merged(it, &value),
            Some(mut it) if it.is_list() && value.is_list() => {
                for item in value.items() {
                    it.push(item);
                }
                it
            }
            _ => value,
        };
        global.set(at, &key, value);
    }
    global
}
