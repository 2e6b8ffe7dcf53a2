//! Types of binary payloads that are none.

use serde_json::Value;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::fix::Fix;
use crate::rule::declare_rule;
use crate::target::Definition;

declare_rule! {
    /// An entry of the binary media types that no payload has.
    ///
    /// ## Why
    ///
    /// `x-amazon-apigateway-binary-media-types` is a list of media types, with a slash and without parameters.
    /// What does not look like one never equals the first type of an `Accept` header or a `Content-Type`, so
    /// that payloads pass as text, and bytes that are no UTF-8 are lost. The `~1` for a slash belongs in patch
    /// operations only.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// x-amazon-apigateway-binary-media-types: [image~1png]
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// x-amazon-apigateway-binary-media-types: [image/png]
    /// ```
    ///
    /// ## Fix safety
    ///
    /// No payload has the type as it is written.
    BinaryMediaTypes {
        name: "binary-media-types",
        category: Correctness,
        severity: Warning,
        preset: Recommended,
        fix: Unsafe,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: ["value-of-wrong-type"],
        visits: [Definition],
    }
}

impl Check<visit::Definition> for BinaryMediaTypes {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        let types = &definition.binary_media_types;
        if let [only] = types.as_slice()
            && only.at.parent().is_some_and(|it| !it.is_sequence())
        {
            let list = Value::Array(vec![Value::String(only.to_string())]);
            cx.report(only.at, "the binary media types are no list")
                .label("a list belongs here, of one media type as well")
                .help("put it in brackets")
                .fix(Fix::unsafely("make it a list").set(only.at, list));
            return;
        }
        for media_type in types.iter().filter(|it| it.is_known()) {
            cx.judged();
            let text = media_type.trim();
            let unescaped = text.replace("~1", "/");
            let parts = text.split_once('/');
            let is_type = parts.is_some_and(|(one, other)| is_part(one) && is_part(other));
            if is_type {
                continue;
            }
            let is_cured = unescaped
                .split_once('/')
                .is_some_and(|(one, other)| is_part(one) && is_part(other));
            let draft = cx.report(media_type.at, format!("`{text}` is no media type"));
            draft
                .label("no payload has it")
                .help("write a type and a subtype, such as `image/png`");
            if is_cured {
                let fix = Fix::unsafely("write a slash").set(media_type.at, unescaped);
                draft.fix(fix);
            }
        }
    }
}

fn is_part(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|it| it.is_ascii_alphanumeric() || b"!#$&-^_.+*".contains(&it))
}
