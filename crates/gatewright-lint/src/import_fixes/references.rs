//! References to what the definition does not have.

use super::{Case, is_known};
use crate::fix::Fix;
use crate::nearest::nearest;

/// Refers to the component whose name is most like what is written.
pub(super) fn nearest_component(case: &Case<'_, '_>) -> Option<Fix> {
    let at = case.value()?;
    let text = at.text().filter(|text| is_known(text))?;
    if at.key()?.text() != Some("$ref") {
        return None;
    }
    let found = found(case, text)?;
    (found != text).then(|| Fix::unsafely(format!("write `{found}`")).set(at, found.clone()))
}

fn found(case: &Case<'_, '_>, text: &str) -> Option<String> {
    let section = section(case, text);
    let (_, name) = text.rsplit_once('/').unwrap_or(("", text));
    let components = case.document.at_pointer(&section)?;
    let names: Vec<&str> = components.entries().filter_map(|(key, _)| key.text()).collect();
    let is_there = names.contains(&name);
    let name = if is_there { name } else { nearest(name, names)? };
    (!name.contains(['/', '~', '%'])).then(|| format!("#{section}/{name}"))
}

/// Where the components stand that a reference leads to: as it says, if it does, or schemas, if it
/// leads to this document at all.
fn section(case: &Case<'_, '_>, text: &str) -> String {
    let pointer = text.trim_start_matches('#');
    let written = pointer.rsplit_once('/').map(|(section, _)| section);
    let schemas = ["/components/schemas", "/definitions"];
    let of_document = schemas.into_iter().find(|it| case.document.at_pointer(it).is_some());
    match (written, of_document) {
        (Some(written), Some(schemas)) if written != schemas && is_schemas(written) => {
            schemas.to_owned()
        }
        (Some(written), _) => written.to_owned(),
        (None, schemas) => schemas.unwrap_or_default().to_owned(),
    }
}

fn is_schemas(section: &str) -> bool {
    ["/components/schemas", "/definitions", "/schemas", "/components/schema"].contains(&section)
}
