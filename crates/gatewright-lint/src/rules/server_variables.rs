//! Addresses of servers that cannot be filled in.

use gatewright_definition::{Server, Text};
use gatewright_source::Node;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::Definition;

declare_rule! {
    /// A server whose variables do not fill in its address.
    ///
    /// ## Why
    ///
    /// Each `{name}` in the address of a server has an entry in `variables`, and a `default` out of its `enum`,
    /// if there is one. Otherwise nobody can say what the address is: neither clients made from the
    /// definition, nor an import with `basepath=prepend` or `split`, which reads the path of the address. An
    /// import that ignores the base path does not look.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// servers: [{ url: "https://{stage}.example.com/" }]
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// servers:
    ///   - url: "https://{stage}.example.com/"
    ///     variables: { stage: { default: test, enum: [test, live] } }
    /// ```
    ServerVariables {
        name: "server-variables",
        category: Correctness,
        severity: Warning,
        preset: Recommended,
        fix: None,
        confidence: Documented,
        versions: OpenApi30,
        since: "0.1.0",
        yields_to: ["attribute-missing", "attribute-of-wrong-type"],
        visits: [Definition],
    }
}

impl Check<visit::Definition> for ServerVariables {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        for server in &definition.servers {
            if let Some(url) = server.url.as_ref().filter(|url| url.is_known()) {
                check_url(url, server, cx);
            }
            for (name, default) in &server.variables {
                let Some(default) = default.as_ref().filter(|it| it.is_known()) else { continue };
                let Some(list) = list(server, name) else { continue };
                cx.judged();
                if !list.items().any(|item| item.as_text().as_deref() == Some(default.as_str())) {
                    cx.report(default.at, format!("`{default}` is none of the values of `{name}`"))
                        .label("not in `enum`")
                        .related(list, "these are allowed")
                        .help("choose one of them as the default");
                }
            }
        }
    }
}

/// Each name in the address has a variable.
fn check_url<'a>(url: &Text<'a>, server: &Server<'a>, cx: &mut Context<'a>) {
    for name in names(url) {
        cx.judged();
        if !server.variables.iter().any(|(known, _)| known.as_str() == name) {
            cx.report(url.at, format!("nothing fills in `{{{name}}}`"))
                .label("the server has no such variable")
                .help(format!("add `{name}` to `variables`, with a `default`"));
        }
    }
}

/// The names in braces.
fn names<'t>(url: &'t Text<'_>) -> impl Iterator<Item = &'t str> {
    url.as_str().split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0))
}

/// The values that a variable may have.
fn list<'a>(server: &Server<'a>, name: &str) -> Option<Node<'a>> {
    let list = server.at.get("variables")?.get(name)?.get("enum")?;
    let is_known = list.items().all(|item| !item.has_unknown());
    (list.is_sequence() && list.items().next().is_some() && is_known).then_some(list)
}
