//! `gatewright fix`.

use std::fs;
use std::path::Path;

use crate::{check, gatewright, run, scratch};

const PETS: &str = "\
swagger: '2.0'
info: { title: Pets, version: '1' }
paths:
  /pets:
    get:
      responses: { '200': { description: OK, schema: { $ref: '#/definitions/pet_shop' } } }
      x-amazon-apigateway-integration: { type: mock }
definitions:
  pet_shop: { type: object } # the shop
";

/// A file of that text in a folder, and its name.
fn file(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(&path, text).expect("a file");
    path.to_string_lossy().into_owned()
}

fn text(path: &str) -> String {
    fs::read_to_string(path).expect("a file")
}

#[test]
fn what_would_change_is_shown_and_told() {
    let models = "../fix/rename-models/everywhere.yaml";
    check("fix-rename-models", &["fix", "rename-models", models, "--diff"]);
    let paths = "../fix/sibling-variables/paths.yaml";
    check("fix-sibling-variables", &["fix", "sibling-variables", paths, "--diff"]);
    let schemas = "../fix/strip-unsupported/swagger.yaml";
    check("fix-strip-unsupported", &["fix", "strip-unsupported", schemas, "--diff", "--all"]);
    let newer = "../fix/downgrade/document.yaml";
    let json = ["fix", "downgrade", newer, "--diff", "--changes", "json", "--to", "3.0.3"];
    check("fix-downgrade", &json);
    check("fix-bundle", &["fix", "bundle", "../fix/bundle/shop/openapi.yaml", "--diff"]);
    check("fix-bundle-problems", &["fix", "bundle", "../fix/bundle/problems/api.yaml"]);
}

#[test]
fn a_file_is_rewritten_in_place_once() {
    let api = file(&scratch("fix-in-place"), "api.yaml", PETS);
    let first = run(gatewright(&["fix", "rename-models", &api]));
    assert_eq!((first.code, first.out.as_str()), (Some(0), ""), "{}", first.err);
    assert!(first.err.contains("same: `pet_shop` is called `petShop` (1 reference)"));
    assert!(first.err.ends_with("api.yaml: changed\n"), "{}", first.err);
    assert_eq!(text(&api), PETS.replace("pet_shop", "petShop"));
    let second = run(gatewright(&["fix", "rename-models", &api]));
    assert_eq!((second.code, second.out.as_str()), (Some(0), ""));
    assert!(second.err.ends_with("api.yaml: nothing to change\n"), "{}", second.err);
}

#[test]
fn a_difference_writes_nothing_and_an_output_leaves_the_file() {
    let folder = scratch("fix-output");
    let (api, other) = (file(&folder, "api.yaml", PETS), file(&folder, "other.yaml", "old"));
    let shown = run(gatewright(&["fix", "rename-models", "--diff", &api]));
    assert!(shown.out.contains("+  petShop: { type: object } # the shop\n"), "{}", shown.out);
    assert_eq!((shown.code, text(&api).as_str()), (Some(0), PETS));
    let written = run(gatewright(&["fix", "rename-models", &api, "-o", &other]));
    assert_eq!((written.code, written.out.as_str()), (Some(0), ""), "{}", written.err);
    assert_eq!(text(&api), PETS);
    assert_eq!(text(&other), PETS.replace("pet_shop", "petShop"));
    let told = format!("{api}: rewritten to {other}\n");
    assert!(written.err.ends_with(&told), "{}", written.err);
    let copied = run(gatewright(&["fix", "strip-unsupported", &api, "-o", &other]));
    assert_eq!(copied.err, format!("{api}: nothing to change, copied to {other}\n"));
    assert_eq!(text(&other), PETS);
    let several = run(gatewright(&["fix", "rename-models", &api, &other, "-o", &other]));
    assert_eq!(several.code, Some(2), "{}", several.err);
}

#[test]
fn the_standard_input_goes_to_the_standard_output() {
    let mut command = gatewright(&["fix", "rename-models", "-", "--map", "pet_shop=Shop"]);
    command.write_stdin(PETS);
    let piped = run(command);
    assert_eq!((piped.code, piped.out), (Some(0), PETS.replace("pet_shop", "Shop")));
    assert!(piped.err.starts_with("<stdin>:9:3: same: "), "{}", piped.err);
}

#[test]
fn a_name_that_cannot_be_given_is_refused_and_no_file_is_written() {
    let folder = scratch("fix-names");
    let (api, other) = (file(&folder, "a.yaml", PETS), file(&folder, "b.yaml", PETS));
    for (map, reason) in [
        ("pet_shop=a-b", "`pet_shop` cannot be called `a-b`"),
        ("Missing=A", "there is no model `Missing` to rename"),
    ] {
        let run = run(gatewright(&["fix", "rename-models", &other, &api, "--map", map]));
        assert_eq!((run.code, run.out.as_str()), (Some(1), ""), "{}", run.err);
        assert!(run.err.contains("error[fix/rename-name-unusable]"), "{}", run.err);
        assert!(run.err.contains(reason), "{}", run.err);
        assert_eq!((text(&api).as_str(), text(&other).as_str()), (PETS, PETS));
    }
    assert_eq!(run(gatewright(&["fix", "rename-models", &api, "--map", "A"])).code, Some(2));
}

#[test]
fn files_that_refer_to_a_model_follow_it() {
    let folder = scratch("fix-follow");
    let api = file(&folder, "api.yaml", PETS);
    let refers = "a: { $ref: '../api.yaml#/definitions/pet_shop' } # there\n\
                  b: { $ref: '../other.yaml#/definitions/pet_shop' }\n";
    let paths = file(&folder, "paths/pets.yaml", refers);
    let both = run(gatewright(&["fix", "rename-models", &api, &paths]));
    assert_eq!(both.code, Some(0), "{}", both.err);
    assert_eq!(text(&paths), refers.replacen("pet_shop", "petShop", 1));
    assert!(both.err.contains("`pet_shop` is called `petShop` there (1 reference)"));
}

#[test]
fn what_is_no_definition_or_not_read_by_the_service_is_left() {
    let folder = scratch("fix-kinds");
    let list = file(&folder, "list.yaml", "- a\n");
    let none = run(gatewright(&["fix", "downgrade", &list]));
    assert_eq!(none.code, Some(2));
    assert!(none.err.contains("is no definition"), "{}", none.err);
    let newer = file(&folder, "newer.yaml", "openapi: 3.1.0\npaths: {}\n");
    let refused = run(gatewright(&["fix", "strip-unsupported", &newer]));
    assert_eq!(refused.code, Some(1), "{}", refused.err);
    assert!(refused.err.contains("definition/version-unsupported"), "{}", refused.err);
    let missing = run(gatewright(&["fix", "downgrade", "missing.yaml"]));
    assert_eq!(missing.code, Some(2), "{}", missing.err);
}

const REFERRING: &str = "\
openapi: 3.0.1
info: { title: Pets, version: '1' }
paths: {}
components: { schemas: { Pet: { $ref: 'TARGET' } } }
";

#[test]
fn a_bundle_has_no_file_from_outside_of_the_folder() {
    let folder = scratch("fix-outside");
    file(&folder, "secret.yaml", "type: object\ndescription: secret\n");
    let api = |target: &str| file(&folder, "apis/api.yaml", &REFERRING.replace("TARGET", target));
    let absolute = folder.join("secret.yaml").to_string_lossy().into_owned();
    for target in ["../secret.yaml", "%2e%2e/secret.yaml", "x/../../secret.yaml", &absolute] {
        let run = run(gatewright(&["fix", "bundle", &api(target)]));
        assert_eq!((run.code, run.out.as_str()), (Some(1), ""), "{}", run.err);
        assert!(run.err.contains("fix/bundle-reference-outside"), "{}", run.err);
    }
    let root = folder.to_string_lossy().into_owned();
    let within = run(gatewright(&["fix", "bundle", &api("../secret.yaml"), "--root", &root]));
    assert_eq!(within.code, Some(0), "{}", within.err);
    assert!(within.out.contains("description: secret"), "{}", within.out);
    let elsewhere = folder.join("apis").to_string_lossy().into_owned();
    let other = file(&folder, "other.yaml", REFERRING);
    assert_eq!(run(gatewright(&["fix", "bundle", &other, "--root", &elsewhere])).code, Some(2));
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_out_of_the_folder_is_not_followed() {
    let folder = scratch("fix-link");
    file(&folder, "secret.yaml", "type: object\n");
    let api = file(&folder, "apis/api.yaml", &REFERRING.replace("TARGET", "link.yaml"));
    let link = folder.join("apis/link.yaml");
    std::os::unix::fs::symlink("../secret.yaml", &link).expect("a link");
    let refused = run(gatewright(&["fix", "bundle", &api]));
    assert_eq!(refused.code, Some(1), "{}", refused.err);
    assert!(refused.err.contains("fix/bundle-reference-outside"), "{}", refused.err);
    fs::remove_file(&link).expect("the link");
    // One that stays within is like a file, and a device is none.
    file(&folder, "apis/pet.yaml", "type: object\n");
    std::os::unix::fs::symlink("pet.yaml", &link).expect("a link");
    assert_eq!(run(gatewright(&["fix", "bundle", &api])).code, Some(0));
    let folder_of_all = run(gatewright(&["fix", "bundle", &api, "--root", "/"]));
    assert_eq!(folder_of_all.code, Some(0), "{}", folder_of_all.err);
    fs::remove_file(&link).expect("the link");
    std::os::unix::fs::symlink("/dev/zero", &link).expect("a link");
    let device = run(gatewright(&["fix", "bundle", &api, "--root", "/"]));
    assert!(device.err.contains("it is no file"), "{}", device.err);
}

#[test]
fn a_definition_that_would_be_refused_then_stays_as_it_is() {
    // The alias would lose what it stands for.
    let folder = scratch("fix-refused");
    let aliased = "\
openapi: 3.0.1
info: { title: Pets, version: '1' }
paths: {}
components:
  schemas:
    A: { type: object, discriminator: &kind { propertyName: kind } }
x-kind: *kind
";
    let api = file(&folder, "api.yaml", aliased);
    let run = run(gatewright(&["fix", "strip-unsupported", &api]));
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""), "{}", run.err);
    assert!(run.err.contains("cannot rewrite"), "{}", run.err);
    assert_eq!(text(&api), aliased);
}
