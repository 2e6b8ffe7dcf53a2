//! Segments that say what the method says.

use std::collections::HashSet;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::paths;
use crate::rule::declare_rule;
use crate::target::Definition;

declare_rule! {
    /// A segment of a path that names a verb.
    ///
    /// ## Why
    ///
    /// A path names a thing, and the method says what to do with it. `GET /pets/get` says it twice,
    /// and `POST /deletePet` contradicts itself. Of the verbs only `get`, `put` and `delete` are
    /// looked for, since the others are names of things as well. A segment is told once.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// paths:
    ///   /pets/get:
    ///     get:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    PathHttpVerb {
        name: "path-http-verb",
        category: Style,
        severity: Info,
        preset: All,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: ["resource-path-part-invalid"],
        visits: [Definition],
    }
}

impl Check<visit::Definition> for PathHttpVerb {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        let mut told: HashSet<&str> = HashSet::new();
        for item in &definition.path_items {
            for segment in paths::segments(&item.path) {
                cx.judged();
                if let Some(verb) = verb_of(segment)
                    && told.insert(segment)
                {
                    cx.report(item.path.at, format!("`{segment}` says what a method says"))
                        .label(format!("`{verb}` is a verb"))
                        .help("name the thing, and leave the verb to the method");
                }
            }
        }
    }
}

/// The verb that the segment is, or begins with as a word of its own.
fn verb_of(segment: &str) -> Option<&'static str> {
    ["get", "put", "delete"].into_iter().find(|verb| {
        let Some((first, rest)) = segment.split_at_checked(verb.len()) else { return false };
        let ends_there = |next: char| next.is_ascii_uppercase() || next == '-' || next == '_';
        let is_capital = first.starts_with(|first: char| first.is_ascii_uppercase());
        if is_capital && !rest.is_empty() {
            // `GetPets`, but not `GETAWAY`.
            let (_, tail) = first.split_at(1);
            return first.eq_ignore_ascii_case(verb)
                && tail.bytes().all(|it| it.is_ascii_lowercase())
                && rest.starts_with(ends_there);
        }
        first.eq_ignore_ascii_case(verb) && (rest.is_empty() || rest.starts_with(ends_there))
    })
}

#[cfg(test)]
mod tests {
    use super::verb_of;

    #[test]
    fn a_verb_is_a_word_of_its_own() {
        for segment in ["get", "GET", "getPets", "GetPets", "delete-pet", "put_pet"] {
            assert!(verb_of(segment).is_some(), "{segment}");
        }
        for segment in ["pets", "gets", "getaway", "GETAWAY", "deleted", "input", "{get}", "ge"] {
            assert!(verb_of(segment).is_none(), "{segment}");
        }
    }
}
