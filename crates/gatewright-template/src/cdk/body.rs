//! The definition of an API whose template gives a place in a bucket: which file it is, and what is
//! put into it on the way there.

use gatewright_diagnostics::{Checked, SourceId, Span};
use gatewright_source::{Document, Fill, Hole, Node, read_filled};

use super::Assets;

/// A file with the definition of an API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Body {
    /// The file, from the folder of the template.
    pub(crate) file: String,
    /// What a deployment puts in the place of texts in it.
    replaced: Vec<Replaced>,
}

/// A text in the place of which a deployment puts another.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Replaced {
    text: String,
    /// What it puts there, if anybody knows.
    by: Option<String>,
}

/// Finds the file of an API. `resources` are those of the template, `api` is one of them, and `key`
/// is what its `BodyS3Location.Key` comes to; `value` says what else comes to.
pub(crate) fn body<'d>(
    assets: &Assets,
    resources: Node<'d>,
    api: Node<'d>,
    key: Option<&str>,
    value: &dyn Fn(Node<'d>) -> Option<String>,
) -> Option<Body> {
    let whole = |file: &str| Body { file: file.to_owned(), replaced: Vec::new() };
    if let Some(file) = named(api) {
        return Some(whole(file));
    }
    let place = api.get("Properties")?.get("BodyS3Location")?;
    let key_of = |node: Node<'d>| value(node).or_else(|| node.text().map(str::to_owned));
    if let Some(key) = key {
        if let Some(file) = assets.file(key) {
            return Some(whole(file));
        }
        // An asset that is unpacked into a bucket, with some texts replaced.
        let deployment = custom(resources, place.get("Bucket")?, "Custom::CDKBucketDeployment")?;
        let packed = deployment.get("SourceObjectKeys")?.items().next()?;
        let folder = assets.folder(&key_of(packed)?)?;
        let markers = deployment.get("SourceMarkers").and_then(|it| it.items().next());
        let markers = markers.into_iter().flat_map(Node::entries);
        let replaced = markers.filter_map(|(text, by)| {
            Some(Replaced { text: text.text()?.to_owned(), by: value(by) })
        });
        return Some(Body { file: format!("{folder}/{key}"), replaced: replaced.collect() });
    }
    let key = place.get("Key")?;
    if let Some(writer) = custom(resources, key, "Custom::TemplateWriter") {
        // AWS Solutions Constructs write the addresses of functions into a copy of the definition.
        let file = assets.file(&key_of(writer.get("TemplateInputKey")?)?)?;
        let replaced = writer.get("TemplateValues").and_then(value).map(|it| template_values(&it));
        return Some(Body { file: file.to_owned(), replaced: replaced.unwrap_or_default() });
    }
    // Before version 2 the key was a parameter.
    let parameter = texts(key).into_iter().find(|it| it.starts_with("AssetParameters"))?;
    assets.file(parameter).map(whole)
}

impl Body {
    /// Reads the definition.
    pub(crate) fn read(&self, source: SourceId, bytes: Vec<u8>) -> Checked<Document> {
        let holes = std::str::from_utf8(&bytes).map(|text| self.holes(text)).unwrap_or_default();
        read_filled(source, bytes, &holes)
    }

    fn holes(&self, text: &str) -> Vec<Hole> {
        let mut holes = Vec::new();
        for Replaced { text: marker, by } in self.replaced.iter().filter(|it| !it.text.is_empty()) {
            for (start, _) in text.match_indices(marker.as_str()) {
                let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
                let span = Span::new(byte(start), byte(start + marker.len()));
                // What has placeholders in it is known to nobody.
                let by = by.clone().filter(|it| !it.contains("${"));
                holes.push(Hole { span, fill: by.map_or(Fill::Unknown, Fill::Text) });
            }
        }
        holes.sort_by_key(|hole| (hole.span.start, std::cmp::Reverse(hole.span.end)));
        holes.dedup_by(|later, earlier| later.span.start < earlier.span.end);
        holes
    }
}

/// The file that the metadata of an API name, which tools read that test it on this machine.
fn named(api: Node<'_>) -> Option<&str> {
    let metadata = api.get("Metadata")?;
    let is_body = metadata.get("aws:asset:property")?.text() == Some("BodyS3Location");
    metadata.get("aws:asset:path")?.text().filter(|_| is_body)
}

/// The properties of the custom resource of a type that a value gets something from.
fn custom<'d>(resources: Node<'d>, value: Node<'_>, kind: &str) -> Option<Node<'d>> {
    let named = texts(value).into_iter().filter_map(|name| resources.get(name));
    let mut found = named.filter(|it| it.get("Type").and_then(Node::text) == Some(kind));
    found.next()?.get("Properties")
}

/// All texts in a value.
fn texts(node: Node<'_>) -> Vec<&str> {
    let mut texts = Vec::new();
    let mut open = vec![node];
    while let Some(node) = open.pop() {
        texts.extend(node.text());
        open.extend(node.items());
        open.extend(node.entries().map(|(_, value)| value));
    }
    texts
}

/// What stands for what, as the resource that replaces it has it.
fn template_values(text: &str) -> Vec<Replaced> {
    let values: serde_json::Value = serde_json::from_str(text).unwrap_or_default();
    let values = values.get("templateValues").and_then(serde_json::Value::as_array);
    let replaced = values.into_iter().flatten().filter_map(|it| {
        let text = |name: &str| it.get(name)?.as_str().map(str::to_owned);
        Some(Replaced { text: text("id")?, by: text("value") })
    });
    replaced.collect()
}

#[cfg(test)]
mod tests {
    use gatewright_source::read;

    use super::*;

    fn holes(text: &str, replaced: &[(&str, Option<&str>)]) -> Vec<(String, Fill)> {
        let replaced = replaced
            .iter()
            .map(|(text, by)| Replaced { text: (*text).to_owned(), by: by.map(str::to_owned) });
        let body = Body { file: String::new(), replaced: replaced.collect() };
        let holes = body.holes(text).into_iter();
        holes.map(|it| (text[it.span.range()].to_owned(), it.fill)).collect()
    }

    #[test]
    fn texts_are_replaced_wherever_they_are() {
        let found =
            holes("a: F\nb: 'F/x'\nc: Fx\n", &[("F", Some("arn")), ("Fx", Some("${Other}"))]);
        let known = Fill::Text("arn".to_owned());
        assert_eq!(
            found,
            [
                ("F".to_owned(), known.clone()),
                ("F".to_owned(), known),
                ("Fx".to_owned(), Fill::Unknown)
            ]
        );
    }

    #[test]
    fn a_definition_with_replaced_texts_is_read_with_them() {
        let body = Body {
            file: "openapi.yaml".to_owned(),
            replaced: template_values(r#"{"templateValues":[{"id":"Pets","value":"arn:1"}]}"#),
        };
        let document = body.read(SourceId(0), "uri: Pets\n".into()).value;
        assert_eq!(document.at_pointer("/uri").and_then(Node::text), Some("arn:1"));
    }

    #[test]
    fn the_file_is_found_by_the_resource_that_writes_it() {
        let resources = read(SourceId(0), r#"{
            "Writer": { "Type": "Custom::TemplateWriter", "Properties": { "TemplateInputKey": "k.yaml" } },
            "Api": { "Properties": { "BodyS3Location": {
                "Bucket": "b", "Key": { "Fn::GetAtt": ["Writer", "TemplateOutputKey"] } } } },
            "Old": { "Properties": { "BodyS3Location": {
                "Bucket": "b", "Key": { "Fn::Select": [0, { "Fn::Split": ["||", { "Ref": "AssetParameters1" }] }] } } } },
            "Named": { "Metadata": { "aws:asset:path": "named.yaml", "aws:asset:property": "BodyS3Location" } }
        }"#.into()).value;
        let resources = resources.root().expect("an object");
        let mut assets = Assets::default();
        assets.add("asset.k.yaml", Some("file"), "k.yaml");
        assets.add("asset.old.yaml", Some("file"), "AssetParameters1");
        let file = |name: &str| {
            let api = resources.get(name).expect("it is there");
            body(&assets, resources, api, None, &|_| None).map(|it| it.file)
        };
        assert_eq!(file("Api").as_deref(), Some("asset.k.yaml"));
        assert_eq!(file("Old").as_deref(), Some("asset.old.yaml"));
        assert_eq!(file("Named").as_deref(), Some("named.yaml"));
        assert_eq!(file("Writer"), None);
    }
}
