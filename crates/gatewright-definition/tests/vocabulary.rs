//! What the vocabulary has and what the reader reads are the same.

use std::collections::BTreeSet;

use gatewright_definition::vocabulary::{
    Extension, Object, Others, Place, Reading, Shape, Unlisted, extension, extensions,
    extensions_at,
};
use gatewright_definition::{Version, resolve};
use gatewright_diagnostics::SourceId;

const VERSIONS: [Version; 2] = [Version::Swagger20, Version::OpenApi30];
const PLACES: [Place; 7] = [
    Place::Root,
    Place::Components,
    Place::Server,
    Place::PathItem,
    Place::Operation,
    Place::SecurityScheme,
    Place::Tag,
];

/// A definition with a key of its own at a place, as JSON.
fn definition(version: Version, place: Place, key: &str, value: &str) -> String {
    let member = format!(r#""{key}": {value}"#);
    let at = |wanted: Place| if place == wanted { member.as_str() } else { r#""x-none": 0"# };
    let root = if place == Place::SwaggerRoot { Place::Root } else { place };
    let root = if root == Place::Root { member.as_str() } else { r#""x-none": 0"# };
    let scheme = format!(
        r#""scheme": {{ "type": "apiKey", "in": "header", "name": "Authorization", {} }}"#,
        at(Place::SecurityScheme)
    );
    let (head, security) = match version {
        Version::Swagger20 => {
            (r#""swagger": "2.0""#.to_owned(), format!(r#""securityDefinitions": {{ {scheme} }}"#))
        }
        Version::OpenApi30 => (
            format!(r#""openapi": "3.0.1", "servers": [{{ "url": "/", {} }}]"#, at(Place::Server)),
            format!(
                r#""components": {{ {}, "securitySchemes": {{ {scheme} }} }}"#,
                at(Place::Components)
            ),
        ),
    };
    format!(
        r#"{{ {head}, "info": {{ "title": "Pets", "version": "1" }}, {security}, {root},
        "tags": [{{ "name": "pets", {} }}],
        "paths": {{ "/pets": {{ "get": {{ "responses": {{}}, {} }}, {} }} }} }}"#,
        at(Place::Tag),
        at(Place::Operation),
        at(Place::PathItem),
    )
}

/// The names of what is said of it.
fn said(version: Version, place: Place, key: &str, value: &str) -> Vec<&'static str> {
    let text = definition(version, place, key, value);
    let document = gatewright_source::read(SourceId(0), text.clone().into());
    assert!(document.diagnostics.is_empty(), "{text}");
    let resolved = resolve(&document.value);
    assert!(resolved.value.is_some(), "{text}");
    resolved.diagnostics.iter().map(|it| it.metadata.name).collect()
}

/// A value of that shape, as JSON.
fn sample(shape: &Shape) -> String {
    match shape {
        Shape::Text | Shape::Form(_) | Shape::Any => r#""a""#.to_owned(),
        Shape::StatusCode => r#""200""#.to_owned(),
        Shape::Boolean => "true".to_owned(),
        Shape::Integer { min, .. } => min.to_string(),
        Shape::Choice(choices) => format!(r#""{}""#, choices.words[0].value),
        Shape::Object(_) | Shape::Map(_) => "{}".to_owned(),
        Shape::List(items) => format!("[{}]", sample(items)),
        Shape::OneOf(shapes) => sample(&shapes[0]),
    }
}

/// Puts a value, as JSON, where it belongs in an extension.
type Wrap<'w> = dyn Fn(String) -> String + 'w;

/// Calls `take` with each object within `shape`, and a function that puts a value of it where it
/// belongs in the extension.
fn each_object(shape: &Shape, wrap: &Wrap<'_>, take: &mut dyn FnMut(&'static Object, &Wrap<'_>)) {
    for object in shape.objects() {
        take(object, wrap);
        for property in object.properties {
            let wrap = |inner: String| wrap(format!(r#"{{ "{}": {inner} }}"#, property.name));
            each_object(&property.shape, &wrap, take);
        }
    }
    if let Some(map) = shape.map() {
        let wrap = |inner: String| wrap(format!("{{ {:?}: {inner} }}", map.keys.example));
        each_object(&map.values, &wrap, take);
    }
    if let Some(items) = shape.items() {
        each_object(items, &|inner| wrap(format!("[{inner}]")), take);
    }
}

/// Calls `check` with each place of each extension that is an object or has some, in each version.
fn each_home(mut check: impl FnMut(&'static Extension, Place, Version)) {
    for extension in extensions() {
        for place in extension.places {
            for version in place.versions() {
                check(extension, *place, *version);
            }
        }
    }
}

#[test]
fn each_member_is_read_and_others_are_told() {
    let mut members = 0;
    each_home(|extension, place, version| {
        each_object(&extension.shape, &|it| it, &mut |object, wrap| {
            for property in object.properties {
                let names = [property.name].into_iter().chain(property.spellings.iter().copied());
                for name in names {
                    let value = wrap(format!(r#"{{ "{name}": {} }}"#, sample(&property.shape)));
                    let told = said(version, place, extension.name, &value);
                    let expected: &[&str] = match (property.reading, object.unlisted) {
                        (Reading::HttpApis, Unlisted::Dropped) => {
                            &["extension-property-for-http-apis"]
                        }
                        (Reading::HttpApis, Unlisted::Kept) if name == "isDefaultRoute" => {
                            &["extension-property-for-http-apis"]
                        }
                        _ => &[],
                    };
                    assert_eq!(told, expected, "{}: {value}", extension.name);
                    members += 1;
                }
            }
            let value = wrap(r#"{ "madeUp": "a" }"#.to_owned());
            let told = said(version, place, extension.name, &value);
            let expected: &[&str] = match object.unlisted {
                Unlisted::Dropped => &["extension-property-unknown"],
                Unlisted::Kept => &[],
            };
            assert_eq!(told, expected, "{}: {value}", extension.name);
        });
    });
    assert!(members > 100, "{members}");
}

#[test]
fn extensions_are_read_at_their_places_and_nowhere_else() {
    for extension in extensions() {
        let value = sample(&extension.shape);
        for version in VERSIONS {
            for place in PLACES.into_iter().filter(|it| it.versions().contains(&version)) {
                let told = said(version, place, extension.name, &value);
                let expected: &[&str] = match extension.reading {
                    Reading::Ignored => &[],
                    Reading::HttpApis => &["extension-for-http-apis"],
                    Reading::Read if extension.stands_at(place, version) => &[],
                    Reading::Read => &["extension-misplaced"],
                };
                assert_eq!(told, expected, "{} at {place:?}, {version:?}", extension.name);
            }
        }
    }
}

#[test]
fn what_stands_at_a_place_is_known_by_version() {
    let names =
        |place, version| -> Vec<&str> { extensions_at(place, version).map(|it| it.name).collect() };
    let endpoint = "x-amazon-apigateway-endpoint-configuration";
    assert!(names(Place::Root, Version::Swagger20).contains(&endpoint));
    assert!(!names(Place::Root, Version::OpenApi30).contains(&endpoint));
    assert_eq!(names(Place::Server, Version::OpenApi30), [endpoint]);
    assert!(names(Place::Server, Version::Swagger20).is_empty());
    assert!(names(Place::Tag, Version::OpenApi30).is_empty());
    assert_eq!(
        names(Place::SecurityScheme, Version::Swagger20),
        ["x-amazon-apigateway-authorizer", "x-amazon-apigateway-authtype"]
    );
}

#[test]
fn paths_lead_to_what_is_said_of_a_value() {
    let integration = extension("x-amazon-apigateway-integration").expect("an extension");
    let found = |path: &[&str]| integration.find(path);
    let target = found(&["integration-target"]).and_then(|it| it.property).expect("a member");
    assert_eq!(target.name, "integrationTarget");
    let default = found(&["responses", "default"]).expect("a response");
    assert_eq!(default.word.map(|word| word.value), Some("default"));
    assert!(found(&["responses", "5\\d{2}", "responseTemplates", "text/plain"]).is_some());
    assert!(found(&["cacheKeyParameters", "0"]).is_some());
    assert!(found(&["madeUp"]).is_none());
    let responses = extension("x-amazon-apigateway-gateway-responses").expect("an extension");
    assert!(responses.find(&["THROTTLED", "statusCode"]).is_some());
    assert!(responses.find(&["MADE_UP"]).is_none());
    let policy = extension("x-amazon-apigateway-policy").expect("an extension");
    let effect = policy.find(&["Statement", "0", "Effect"]).expect("a member");
    assert!(effect.shape.choice("Deny").is_some());
    assert!(effect.shape.choice("deny").is_none());
}

/// All texts that people read, with the name of what they are about.
fn texts() -> Vec<(String, &'static str, bool)> {
    let mut texts = Vec::new();
    for extension in extensions() {
        texts.push((extension.name.to_owned(), extension.docs, true));
        let mut seen = BTreeSet::new();
        each_text(&extension.shape, extension.name, &mut seen, &mut texts);
    }
    texts
}

fn each_text(
    shape: &Shape,
    name: &str,
    seen: &mut BTreeSet<String>,
    texts: &mut Vec<(String, &'static str, bool)>,
) {
    if !seen.insert(format!("{name} {shape:p}")) {
        return;
    }
    texts.extend(shape.choices().map(|it| (format!("{name} {}", it.value), it.docs, false)));
    for object in shape.objects() {
        for property in object.properties {
            let name = format!("{name}.{}", property.name);
            texts.push((name.clone(), property.docs, true));
            each_text(&property.shape, &name, seen, texts);
        }
    }
    if let Some(map) = shape.map() {
        texts.push((format!("{name}.*"), map.keys.docs, true));
        let words = map.keys.words.iter();
        texts.extend(words.map(|it| (format!("{name} {}", it.value), it.docs, false)));
        each_text(&map.values, &format!("{name}.*"), seen, texts);
    }
    if let Some(items) = shape.items() {
        each_text(items, &format!("{name}[]"), seen, texts);
    }
}

#[test]
fn texts_begin_with_a_sentence_and_words_have_one_line() {
    let texts = texts();
    assert!(texts.len() > 150, "{}", texts.len());
    for (name, text, may_be_long) in texts {
        let first = text.split("\n\n").next().unwrap_or_default();
        assert!(first.ends_with(['.', '/', ';']) || first.contains(". "), "{name}: {first}");
        assert!(!first.contains('\n'), "{name}: {first}");
        assert!(first.len() <= 260, "{name}: {} bytes", first.len());
        assert!(may_be_long || !text.contains('\n'), "{name}");
        assert!(!text.contains("  "), "{name}: {text}");
    }
}

#[test]
fn names_and_words_are_there_once() {
    for pair in extensions().windows(2) {
        assert!(pair[0].name < pair[1].name, "{} after {}", pair[1].name, pair[0].name);
    }
    for extension in extensions() {
        each_object(&extension.shape, &|it| it, &mut |object, _| {
            let mut names = BTreeSet::new();
            for property in object.properties {
                assert!(names.insert(property.name), "{}.{}", object.name, property.name);
                let mut words = BTreeSet::new();
                for choice in property.shape.choices() {
                    assert!(words.insert(choice.value.to_lowercase()), "{}", choice.value);
                }
                if let Some(map) = property.shape.map() {
                    let of_words = map.keys.words.iter().any(|word| word.value == map.keys.example);
                    assert!(of_words || map.keys.others != Others::None, "{}", map.keys.example);
                }
            }
        });
    }
}

#[test]
fn examples_are_read_without_a_word() {
    each_home(|extension, place, version| {
        let example = gatewright_source::read(SourceId(0), extension.example.into());
        assert!(example.diagnostics.is_empty(), "{}", extension.name);
        let value = example.value.root().expect("a value").to_json().to_string();
        let told = said(version, place, extension.name, &value);
        match extension.reading {
            Reading::HttpApis => assert_eq!(told, ["extension-for-http-apis"]),
            Reading::Read | Reading::Ignored => {
                assert!(told.is_empty(), "{}: {told:?}", extension.name);
            }
        }
    });
}
