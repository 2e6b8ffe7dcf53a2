//! All payloads as bytes.

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::Definition;

declare_rule! {
    /// An API whose payloads are all binary.
    ///
    /// ## Why
    ///
    /// `*/*` among the binary media types matches every request and every answer: functions get all bodies as
    /// Base64, and templates get nothing that they can read, unless `contentHandling` is `CONVERT_TO_TEXT`.
    /// That may be meant, for an API that passes everything on. Otherwise name the types.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// x-amazon-apigateway-binary-media-types: ["*/*"]
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// x-amazon-apigateway-binary-media-types: ["image/*", application/pdf]
    /// ```
    ///
    /// ## See also
    ///
    /// `integration-mock-binary`.
    BinaryMediaTypesAll {
        name: "binary-media-types-all",
        category: Correctness,
        severity: Info,
        preset: Strict,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: [],
        visits: [Definition],
    }
}

impl Check<visit::Definition> for BinaryMediaTypesAll {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        if definition.binary_media_types.is_empty() {
            return;
        }
        cx.judged();
        let all = definition.binary_media_types.iter().find(|it| it.as_str() == "*/*");
        if let Some(all) = all {
            cx.report(all.at, "every payload of the API is binary")
                .label("bodies of JSON and plain text, too")
                .help("name the media types that are binary");
        }
    }
}
