//! Definitions that are nearly too large.

use serde_json::Value;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::quotas::Quotas;
use crate::rule::declare_rule;
use crate::target::Definition;

declare_rule! {
    /// A definition that is nearly as large as an import takes.
    ///
    /// ## Why
    ///
    /// An import takes 6 MB, comments and indentation included. From four fifths of it on this is a warning, and
    /// says what the same definition weighs as JSON without a blank, and which path weighs most. (The examples
    /// are judged with room for 500 bytes.)
    ///
    /// ## Bad
    ///
    /// ```yaml,openapi,document-bytes:500
    /// # What this definition is about is told at some length here, which API Gateway never reads, and so are
    /// # the reasons for which somebody wrote it, none of which is of interest to an import.
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       responses: { "200": { description: OK, headers: { X-Total-Number-Of-Pets: { schema: { type: integer } } } } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ```yaml,swagger,document-bytes:500
    /// # What this definition is about is told at some length here, which API Gateway never reads, and so are
    /// # the reasons for which somebody wrote it, none of which is of interest to an import.
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       responses: { "200": { description: OK, headers: { X-Total-Number-Of-Pets: { type: integer } } } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml,openapi,document-bytes:2000
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ```yaml,swagger,document-bytes:2000
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ## See also
    ///
    /// `file-too-large`.
    LimitDocumentSize {
        name: "limit-document-size",
        category: Limits,
        severity: Warning,
        preset: Import,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: [],
        visits: [Definition],
    }
}

impl Check<visit::Definition> for LimitDocumentSize {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        cx.judged();
        let (bytes, most) = (definition.document.text().len(), cx.quotas().document_bytes);
        // Of what is larger than that the import speaks.
        let taken = Quotas::default().document_bytes;
        if bytes > taken || bytes.saturating_mul(5) < most.saturating_mul(4) {
            return;
        }
        let root = definition.root.to_json();
        let compact = weight(&root);
        let paths = root.get("paths").and_then(Value::as_object).into_iter().flatten();
        let heaviest = paths.map(|(path, item)| (weight(item), path)).max();
        let at = definition.root.entries().next().map_or(definition.root, |(key, _)| key);
        let message = format!("{bytes} bytes, of {most} that an import takes");
        let draft = cx.report(at, message);
        draft.label(format!("{compact} bytes as JSON without blanks"));
        if let Some((heaviest, path)) = heaviest {
            let help = format!("send compact JSON; most of it, {heaviest} bytes, is `{path}`");
            draft.help(help);
        }
    }
}

/// Bytes of the value as JSON without blanks.
fn weight(value: &Value) -> usize {
    value.to_string().len()
}
