//! What the CDK writes, as a folder of the test data: stacks, their assets and stages.
#![expect(clippy::disallowed_methods, reason = "a test reads fixtures")]

use std::fs;
use std::path::Path;

use gatewright_source::{Files, Node, Unreadable};
use gatewright_template::{ApiKind, Found, Kind, Request, find};

struct Folder;

impl Files for Folder {
    fn read(&self, path: &str) -> Result<Vec<u8>, Unreadable> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/templates/cdk");
        fs::read(folder.join(path)).map_err(|it| Unreadable::Because(it.to_string()))
    }
}

fn found(path: &str) -> Found {
    find(path, Folder.read(path).expect("it is there"), &Request::new(&Folder))
}

/// The titles of the definitions, by the names of the APIs.
fn titles(found: &Found) -> Vec<(&str, &str)> {
    let told = found.apis.iter().map(|api| {
        let title = api.document.value.at_pointer("/info/title").and_then(Node::text);
        (api.name.as_str(), title.unwrap_or_default())
    });
    told.collect()
}

#[test]
fn a_manifest_leads_to_all_stacks_and_their_definitions() {
    let found = found("cdk.out/manifest.json");
    assert_eq!(found.kind, Kind::CloudAssembly);
    assert_eq!(
        titles(&found),
        [
            ("Pets/ApiF70053CD", "Pets"),
            ("Toys/ApiF70053CD", "Toys"),
            ("ProdPets/ApiF70053CD", "Pets"),
        ]
    );
    assert!(found.diagnostics.is_empty(), "{:?}", found.diagnostics);
}

#[test]
fn the_definition_of_a_stack_is_the_asset_that_has_the_key() {
    let found = found("cdk.out/Pets.template.json");
    assert_eq!(found.kind, Kind::CloudFormation);
    assert_eq!(titles(&found), [("ApiF70053CD", "Pets")]);
    let api = &found.apis[0];
    assert_eq!(api.kind, ApiKind::RestApi);
    let uri = "/paths/~1pets/get/x-amazon-apigateway-integration/uri";
    let uri = api.document.value.at_pointer(uri).expect("it is there");
    let (source, span) = api.document.value.placed(uri.span());
    let file = &found.files[source.0 as usize];
    assert!(file.starts_with("cdk.out/asset."), "{file}");
    let text = String::from_utf8(Folder.read(file).expect("it is there")).expect("text");
    assert_eq!(&text[span.range()], "https://pets.example.com/pets");
}
