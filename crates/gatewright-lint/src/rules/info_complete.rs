//! What `info` does not tell people.

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::Definition;

declare_rule! {
    /// An `info` without a description, a contact or a license.
    ///
    /// ## Why
    ///
    /// It is what people read first, in documentation that is made of the definition. The description becomes
    /// that of the API.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// info: { title: Pets, version: "1", description: Animals and where they live }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// info:
    ///   title: Pets
    ///   version: "1"
    ///   description: Animals and where they live
    ///   contact: { email: pets@example.com }
    ///   license: { name: MIT }
    /// ```
    InfoComplete {
        name: "info-complete",
        category: Documentation,
        severity: Info,
        preset: All,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: [],
        visits: [Definition],
    }
}

impl Check<visit::Definition> for InfoComplete {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        let Some(info) = definition.info.at else { return };
        cx.judged();
        let absent = ["description", "contact", "license"].map(|name| match info.get(name) {
            None => Some(format!("`{name}`")),
            Some(_) => None,
        });
        let absent: Vec<String> = absent.into_iter().flatten().collect();
        if let Some((last, rest)) = absent.split_last() {
            let list = match rest {
                [] => last.clone(),
                rest => format!("{} and {last}", rest.join(", ")),
            };
            cx.report(info.key().unwrap_or(info), format!("`info` has no {list}"))
                .label("people read this first")
                .help(format!("add {list}"));
        }
    }
}
