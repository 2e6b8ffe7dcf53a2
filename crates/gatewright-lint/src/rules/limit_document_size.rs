//! Definitions that are nearly too large.

use gatewright_source::{Kind, Node};

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
        let compact = weight(definition.root);
        let paths = definition.root.get("paths").into_iter().flat_map(Node::entries);
        let paths = paths.map(|(path, item)| (weight(item), path.text().unwrap_or_default()));
        let heaviest = paths.max();
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

/// Bytes of a value as JSON without blanks. Nothing is written for it: such a definition is large.
fn weight(node: Node<'_>) -> usize {
    let commas = |count: usize| count.saturating_sub(1);
    match node.kind() {
        Kind::Mapping => {
            let (mut bytes, mut count) = (2, 0);
            for (key, value) in node.entries() {
                bytes += weight_of_text(key.text().unwrap_or_default()) + 1 + weight(value);
                count += 1;
            }
            bytes + commas(count)
        }
        Kind::Sequence => {
            let (bytes, count) =
                node.items().fold((2, 0), |(bytes, count), it| (bytes + weight(it), count + 1));
            bytes + commas(count)
        }
        Kind::Scalar => match node.as_str() {
            Some(text) => weight_of_text(text),
            None => node.to_json().to_string().len(),
        },
    }
}

fn weight_of_text(text: &str) -> usize {
    let of_byte = |byte: u8| match byte {
        b'"' | b'\\' | b'\x08' | b'\x0c' | b'\n' | b'\r' | b'\t' => 2,
        0..0x20 => 6,
        _ => 1,
    };
    2 + text.bytes().map(of_byte).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use gatewright_diagnostics::SourceId;
    use gatewright_source::read;

    use super::weight;

    #[test]
    fn it_is_what_the_value_weighs_when_it_is_written() {
        let text = "a: &x { b: [1, 2.50, -0, 1e3, 0x1F, .inf, true, null, ~], '': {}, c: [] }\n\
             d: *x\ne: { <<: *x, f: \"\\u00e9\\n\\t\\u0001\\\\\\\"\" }\ng: |\n  two\n  lines\nnull: 2020-01-01\na: 1\n\
             ? [no, text]\n: x\n";
        let document = read(SourceId(0), text.into()).value;
        for node in document.nodes() {
            assert_eq!(weight(node), node.to_json().to_string().len(), "{node:?}");
        }
    }
}
