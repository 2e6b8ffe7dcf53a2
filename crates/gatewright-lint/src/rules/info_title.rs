//! Versions of an API that are no texts.

use gatewright_source::Scalar;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::fix::Fix;
use crate::rule::declare_rule;
use crate::target::Definition;

declare_rule! {
    /// An `info.version` that is missing, blank or a number.
    ///
    /// ## Why
    ///
    /// The version is a text, even where it looks like a number: as one, `1.10` is the same as `1.1`. It
    /// becomes the version of the API. (Of a missing title, and of a missing version in OpenAPI 3.0, the
    /// import speaks itself.)
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// info: { title: Pets, version: 1.10 }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// info: { title: Pets, version: "1.10" }
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The version is kept as it is written.
    InfoTitle {
        name: "info-title",
        category: Correctness,
        severity: Info,
        preset: Strict,
        fix: Unsafe,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: ["attribute-missing", "attribute-of-wrong-type", "value-of-wrong-type"],
        visits: [Definition],
    }
}

impl Check<visit::Definition> for InfoTitle {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        let Some(info) = definition.info.at else { return };
        cx.judged();
        let Some(version) = info.get("version") else {
            cx.report(info.key().unwrap_or(info), "an API without a version")
                .label("`version` is missing")
                .help("add a `version`, such as `\"1.0\"`");
            return;
        };
        match version.scalar() {
            Some(Scalar::Integer(text) | Scalar::Float(text)) => {
                let quoted = format!("\"{text}\"");
                cx.report(version, format!("the version {text} is a number"))
                    .label("a text belongs here")
                    .help(format!("write `{quoted}`"))
                    .fix(Fix::unsafely(format!("write `{quoted}`")).set(version, text));
            }
            Some(Scalar::String(text)) if text.trim().is_empty() => {
                cx.report(version, "a version without a letter")
                    .label("this is blank")
                    .help("write a version, such as `\"1.0\"`");
            }
            _ => {}
        }
    }
}
