//! The files and folders that a stack takes along, by the keys that they get in the bucket.
//!
//! `STACK.assets.json` beside `STACK.template.json` says so. Before version 2 of the CDK the key
//! was a parameter of the template, and `manifest.json` says which.

use gatewright_diagnostics::SourceId;
use serde_json::Value;

use crate::library::Library;

/// How a folder is packed that goes along.
const ZIP: &str = "zip";

/// What goes along with a template.
#[derive(Debug, Default)]
pub(crate) struct Assets(Vec<Asset>);

/// A file or a folder that goes along.
#[derive(Debug)]
struct Asset {
    /// Where it is, from the folder of the template.
    path: String,
    /// Whether it is a folder, which is packed.
    is_packed: bool,
    /// Its key in the bucket, or the parameter that has it.
    key: String,
}

impl Assets {
    /// What goes along with a template of that name. Nothing goes along with those that the CDK has
    /// not written.
    pub(crate) fn of(library: &Library<'_>, template: SourceId, path: &str) -> Self {
        let mut assets = Self::default();
        let name = path.rsplit('/').next().unwrap_or(path);
        let Some(stack) = name.strip_suffix(".template.json") else { return assets };
        match json(library, template, &format!("{stack}.assets.json")) {
            Some(manifest) => assets.take(&manifest),
            // What a nested stack takes along, the stack around it knows.
            None => assets.take_all(library, template),
        }
        assets
    }

    /// Takes what goes along with any stack of the folder.
    fn take_all(&mut self, library: &Library<'_>, template: SourceId) {
        let manifest = json(library, template, "manifest.json").unwrap_or_default();
        for artifact in members(&manifest, "/artifacts") {
            let file = text(artifact, "/properties/file");
            if text(artifact, "/type") == Some("cdk:asset-manifest")
                && let Some(assets) = file.and_then(|file| json(library, template, file))
            {
                self.take(&assets);
            }
            let metadata = members(artifact, "/metadata").filter_map(Value::as_array).flatten();
            for entry in metadata.filter(|it| text(it, "/type") == Some("aws:cdk:asset")) {
                if let (Some(path), Some(key)) =
                    (text(entry, "/data/path"), text(entry, "/data/s3KeyParameter"))
                {
                    self.add(path, text(entry, "/data/packaging"), key);
                }
            }
        }
    }

    fn take(&mut self, manifest: &Value) {
        for asset in members(manifest, "/files") {
            let Some(path) = text(asset, "/source/path") else { continue };
            for destination in members(asset, "/destinations") {
                if let Some(key) = text(destination, "/objectKey") {
                    self.add(path, text(asset, "/source/packaging"), key);
                }
            }
        }
    }

    pub(super) fn add(&mut self, path: &str, packaging: Option<&str>, key: &str) {
        let is_packed = packaging == Some(ZIP);
        self.0.push(Asset { path: path.to_owned(), is_packed, key: key.to_owned() });
    }

    /// Whether nothing goes along.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The file that has that key, from the folder of the template.
    pub(crate) fn file(&self, key: &str) -> Option<&str> {
        self.0.iter().find(|it| !it.is_packed && it.key == key).map(|it| it.path.as_str())
    }

    /// The folder that is packed under that key.
    pub(super) fn folder(&self, key: &str) -> Option<&str> {
        self.0.iter().find(|it| it.is_packed && it.key == key).map(|it| it.path.as_str())
    }

    /// The templates that go along: those of nested stacks, and that of the stack.
    pub(super) fn templates(&self) -> impl Iterator<Item = &str> {
        let files = self.0.iter().filter(|it| !it.is_packed).map(|it| it.path.as_str());
        files.filter(|path| path.ends_with(".template.json"))
    }
}

/// A file of JSON. What is not there or is none has nothing to say.
pub(super) fn json(library: &Library<'_>, from: SourceId, name: &str) -> Option<Value> {
    let file = library.open(from, name).ok()?;
    serde_json::from_slice(&file.bytes).ok()
}

/// The values of the members of an object.
pub(super) fn members<'v>(value: &'v Value, pointer: &str) -> impl Iterator<Item = &'v Value> {
    value.pointer(pointer).and_then(Value::as_object).into_iter().flat_map(|it| it.values())
}

/// A text in an object.
pub(super) fn text<'v>(value: &'v Value, pointer: &str) -> Option<&'v str> {
    value.pointer(pointer).and_then(Value::as_str)
}
