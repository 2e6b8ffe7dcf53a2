//! The manifest of a folder: the stacks in it, those within others, and those of stages, which are
//! folders in it.

use std::collections::HashSet;

use gatewright_diagnostics::{Checked, Diagnostic};
use gatewright_source::{Document, Node, read};

use super::Assets;
use crate::Api;
use crate::diagnostics::cdk::TEMPLATE_STACK_UNREADABLE;
use crate::library::{Library, NoFile};

/// More stacks are in no folder.
const MOST_STACKS: usize = 2_000;

/// Finds the APIs of a template that was read.
pub(crate) type InTemplate<'f> = dyn FnMut(Checked<Document>) -> (Vec<Api>, Vec<Diagnostic>) + 'f;

/// Whether a document is the manifest of such a folder.
pub(crate) fn is_assembly(document: &Document) -> bool {
    let Some(root) = document.root() else { return false };
    let artifacts = root.get("artifacts").into_iter().flat_map(Node::entries);
    let mut kinds = artifacts.filter_map(|(_, it)| it.get("type")?.text());
    root.get("version").is_some() && kinds.any(|it| it.starts_with("cdk:") || it == STACK)
}

const STACK: &str = "aws:cloudformation:stack";
const STAGE: &str = "cdk:cloud-assembly";

/// The APIs of all stacks, each called by the name of the stack and its own, since stages have the
/// same ones.
pub(crate) fn apis(
    library: &Library<'_>,
    manifest: Checked<Document>,
    in_template: &mut InTemplate<'_>,
) -> (Vec<Api>, Vec<Diagnostic>) {
    let mut found = Stacks {
        library,
        in_template,
        known: library.paths().into_iter().collect(),
        apis: Vec::new(),
        diagnostics: Vec::new(),
    };
    let mut manifests = vec![manifest.value];
    while let Some(manifest) = manifests.pop() {
        let artifacts = manifest.root().and_then(|it| it.get("artifacts"));
        let mut stages = Vec::new();
        for (name, artifact) in artifacts.into_iter().flat_map(Node::entries) {
            let property = |name| artifact.get("properties")?.get(name)?.text();
            match artifact.get("type").and_then(Node::text) {
                Some(STACK) => {
                    if let Some(file) =
                        artifact.get("properties").and_then(|it| it.get("templateFile"))
                    {
                        found.stack(name.text().unwrap_or_default(), file);
                    }
                }
                Some(STAGE) => {
                    let folder = artifact.get("properties").and_then(|it| it.get("directoryName"));
                    let name = property("directoryName").map(|it| format!("{it}/manifest.json"));
                    if let Some((at, name)) = folder.zip(name)
                        && let Some((_, stage)) = found.open(at, &name)
                    {
                        stages.push(stage.value);
                    }
                }
                _ => {}
            }
        }
        manifests.extend(stages.into_iter().rev());
    }
    (found.apis, found.diagnostics)
}

struct Stacks<'f, 'l> {
    library: &'l Library<'l>,
    in_template: &'f mut InTemplate<'f>,
    known: HashSet<String>,
    apis: Vec<Api>,
    diagnostics: Vec<Diagnostic>,
}

impl Stacks<'_, '_> {
    /// Takes the APIs of a stack and of those within it.
    fn stack(&mut self, name: &str, file: Node<'_>) {
        let Some(template) = file.text() else { return };
        let Some((path, document)) = self.open(file, template) else { return };
        let source = document.value.source();
        self.take(name, document);
        let assets = Assets::of(self.library, source, &path);
        for nested in assets.templates().filter(|it| *it != template) {
            // They stand in the folder of the template.
            let nested = match template.rsplit_once('/') {
                Some((folder, _)) => format!("{folder}/{nested}"),
                None => nested.to_owned(),
            };
            if let Some((_, document)) = self.open(file, &nested) {
                self.take(name, document);
            }
        }
    }

    fn take(&mut self, stack: &str, template: Checked<Document>) {
        let (apis, diagnostics) = (self.in_template)(template);
        self.diagnostics.extend(diagnostics);
        self.apis.extend(
            apis.into_iter().map(|api| Api { name: format!("{stack}/{}", api.name), ..api }),
        );
    }

    /// Reads a file of the folder, once.
    fn open(&mut self, at: Node<'_>, name: &str) -> Option<(String, Checked<Document>)> {
        if self.known.len() >= MOST_STACKS {
            return None;
        }
        match self.library.open(at.document().source(), name) {
            Ok(file) => {
                let is_new = self.known.insert(file.path.clone());
                is_new.then(|| (file.path.clone(), read(file.source, file.bytes.clone())))
            }
            Err(NoFile::Outside(why) | NoFile::Unreadable(why)) => {
                let message =
                    format!("`{name}`, of which the manifest speaks, cannot be read: {why}");
                self.diagnostics.push(Diagnostic::new(
                    &TEMPLATE_STACK_UNREADABLE,
                    message,
                    at.location(),
                ));
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use gatewright_diagnostics::SourceId;
    use gatewright_source::{Files, Unreadable};

    use super::*;

    struct Folder(&'static [(&'static str, &'static str)]);

    impl Files for Folder {
        fn read(&self, path: &str) -> Result<Vec<u8>, Unreadable> {
            let found = self.0.iter().find(|it| it.0 == path).map(|it| it.1.into());
            found.ok_or_else(|| Unreadable::Because("there is no such file".to_owned()))
        }
    }

    /// The templates that a manifest leads to, and what is said.
    fn told(files: &'static [(&'static str, &'static str)]) -> (Vec<String>, Vec<String>) {
        let folder = Folder(files);
        let library = Library::new("cdk.out/manifest.json", &folder);
        let bytes = folder.read("cdk.out/manifest.json").expect("a manifest");
        let manifest = read(SourceId(0), bytes);
        assert!(is_assembly(&manifest.value));
        let mut templates = Vec::new();
        let (apis, diagnostics) = apis(&library, manifest, &mut |template| {
            let path = library.paths().swap_remove(template.value.source().0 as usize);
            templates.push(format!("{path}: {}", template.value.text()));
            (vec![Api::plain(template)], Vec::new())
        });
        assert!(apis.iter().all(|it| it.name.ends_with('/')), "they are called by their stacks");
        (templates, diagnostics.into_iter().map(|it| it.message).collect())
    }

    #[test]
    fn stacks_nested_ones_and_those_of_stages_are_found() {
        let (templates, said) = told(&[
            (
                "cdk.out/manifest.json",
                r#"{ "version": "52.0.0", "artifacts": {
                "Pets": { "type": "aws:cloudformation:stack", "properties": { "templateFile": "Pets.template.json" } },
                "assembly-Prod": { "type": "cdk:cloud-assembly", "properties": { "directoryName": "assembly-Prod" } },
                "Gone": { "type": "aws:cloudformation:stack", "properties": { "templateFile": "Gone.template.json" } },
                "Tree": { "type": "cdk:tree", "properties": { "file": "tree.json" } } } }"#,
            ),
            ("cdk.out/Pets.template.json", "one"),
            (
                "cdk.out/Pets.assets.json",
                r#"{ "files": {
                "a": { "source": { "path": "Inner.nested.template.json", "packaging": "file" },
                       "destinations": { "here": { "objectKey": "a.json" } } },
                "b": { "source": { "path": "Pets.template.json", "packaging": "file" },
                       "destinations": { "here": { "objectKey": "b.json" } } } } }"#,
            ),
            ("cdk.out/Inner.nested.template.json", "two"),
            (
                "cdk.out/assembly-Prod/manifest.json",
                r#"{ "version": "52.0.0", "artifacts": {
                "ProdPets": { "type": "aws:cloudformation:stack", "properties": { "templateFile": "ProdPets.template.json" } },
                "back": { "type": "cdk:cloud-assembly", "properties": { "directoryName": ".." } } } }"#,
            ),
            ("cdk.out/assembly-Prod/ProdPets.template.json", "three"),
        ]);
        assert_eq!(
            templates,
            [
                "cdk.out/Pets.template.json: one",
                "cdk.out/Inner.nested.template.json: two",
                "cdk.out/assembly-Prod/ProdPets.template.json: three",
            ]
        );
        let expected = "`Gone.template.json`, of which the manifest speaks, cannot be read: there is no such file";
        assert_eq!(said, [expected]);
    }

    #[test]
    fn other_files_are_no_manifests() {
        for text in [
            "{}",
            r#"{ "version": "1", "artifacts": {} }"#,
            r#"{ "version": "21.0.0", "files": { "a": { "source": { "path": "b" } } } }"#,
            r#"{ "name": "web app", "version": "1", "artifacts": { "a": { "type": "zip" } } }"#,
        ] {
            assert!(!is_assembly(&read(SourceId(0), text.into()).value), "{text}");
        }
    }
}
