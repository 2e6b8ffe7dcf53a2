//! What holds of the import of any definition.

mod definitions;
mod operations;
mod plans;
mod schemas;
mod soundness;
mod yaml;

use definitions::{Written, definition, definition_with};
use gatewright_diagnostics::{Checked, Effect, FailOnWarnings, SourceId, Verdict};
use gatewright_import::{BasepathMode, Import, ImportOptions, PutMode, StableIds, import, put};
use gatewright_model::{Api, EndpointType};
use gatewright_source::{Document, read};
use proptest::prelude::*;
use schemas::Faults;

fn document(text: &str) -> Checked<Document> {
    read(SourceId(0), text.as_bytes().to_vec())
}

fn options() -> impl Strategy<Value = ImportOptions> {
    let basepath = prop_oneof![
        Just(BasepathMode::Ignore),
        Just(BasepathMode::Prepend),
        Just(BasepathMode::Split)
    ];
    let endpoint = prop_oneof![4 => Just(None), 1 => Just(Some(EndpointType::Private))];
    (basepath, endpoint).prop_map(|(basepath, endpoint_type)| ImportOptions {
        basepath,
        endpoint_type,
        ..ImportOptions::default()
    })
}

fn run(document: &Checked<Document>, options: &ImportOptions) -> Import {
    import(document, options, &mut StableIds::default())
}

/// What is said, without the places in the text.
fn said(import: &Import) -> Vec<String> {
    let diagnostics = import.diagnostics.iter();
    let line = |d: &gatewright_diagnostics::Diagnostic| {
        format!("{} {} {}", d.metadata.name, d.location.pointer, d.message)
    };
    diagnostics.map(line).collect()
}

/// The tree without what a put renews: cache namespaces, and the identifiers of documentation parts.
fn without_renewed(api: &Api) -> Api {
    let mut api = api.clone();
    for method in api.resources.iter_mut().flat_map(|it| it.resource_methods.values_mut()) {
        if let Some(integration) = &mut method.method_integration {
            integration.cache_namespace.clear();
        }
    }
    api.documentation_parts.iter_mut().for_each(|it| it.id.clear());
    // The answer of a put always has some.
    api.rest_api.tags = None;
    api
}

proptest! {
    #![proptest_config(ProptestConfig {
        // Each is a whole definition; `PROPTEST_CASES` asks for more.
        cases: ProptestConfig::default().cases / 2,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_definition_without_faults_is_accepted(
        value in definition_with(Faults::None),
        options in options(),
    ) {
        let result = run(&document(&value.json()), &options);
        let refused = result.diagnostics.iter().find(|d| d.metadata.effect == Effect::Refused);
        prop_assert!(refused.is_none(), "{:?}", refused);
    }

    #[test]
    fn an_import_says_the_same_each_time(value in definition(), options in options()) {
        let document = document(&value.json());
        let (first, second) = (run(&document, &options), run(&document, &options));
        prop_assert_eq!(said(&first), said(&second));
        prop_assert_eq!(first.api, second.api);
    }

    #[test]
    fn json_and_yaml_come_to_the_same(value in definition(), options in options()) {
        let json = run(&document(&value.json()), &options);
        let yaml = run(&document(&value.yaml()), &options);
        prop_assert_eq!(said(&json), said(&yaml), "{}", value.yaml());
        prop_assert_eq!(json.service_message(), yaml.service_message());
        prop_assert_eq!(json.api, yaml.api);
    }

    #[test]
    fn the_tree_is_sound_and_leads_back_to_the_document(
        value in definition(),
        options in options(),
    ) {
        let document = document(&value.json());
        let result = run(&document, &options);
        if let Some(api) = &result.api {
            soundness::check(api);
            soundness::check_provenance(api, &result.provenance, &document.value);
        }
    }

    #[test]
    fn a_tree_is_read_as_it_is_written(value in definition()) {
        let result = run(&document(&value.json()), &ImportOptions::default());
        if let Some(api) = result.api {
            let text = serde_json::to_string(&api).expect("JSON");
            prop_assert_eq!(serde_json::from_str::<Api>(&text).expect("an API"), api);
        }
    }

    #[test]
    fn there_is_an_api_unless_the_definition_is_refused(
        value in definition(),
        end in any::<prop::sample::Index>(),
        is_whole in any::<bool>(),
    ) {
        for mut text in [value.json(), value.yaml()] {
            if !is_whole {
                let boundaries: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
                text.truncate(*end.get(&boundaries));
            }
            let document = document(&text);
            let lenient = ImportOptions::default();
            let strict = ImportOptions { fail_on_warnings: FailOnWarnings::Yes, ..lenient.clone() };
            for options in [&lenient, &strict] {
                let result = run(&document, options);
                prop_assert_eq!(result.api.is_none(), result.verdict() == Verdict::Refused);
                prop_assert_eq!(result.api.is_none(), result.service_message().is_some());
            }
            let (lenient, strict) = (run(&document, &lenient), run(&document, &strict));
            let passes = lenient.api.is_some() && lenient.warnings().is_empty();
            prop_assert_eq!(strict.api.is_some(), passes);
        }
    }

    #[test]
    fn a_put_of_the_same_definition_changes_nothing(value in definition(), options in options()) {
        let document = document(&value.json());
        let mut ids = StableIds::default();
        let Some(before) = import(&document, &options, &mut ids).api else { return Ok(()) };
        for mode in [PutMode::Overwrite, PutMode::Merge] {
            let after = put(&before, &document, mode, &options, &mut ids).api.expect("an API");
            soundness::check(&after);
            prop_assert_eq!(without_renewed(&before), without_renewed(&after));
        }
    }

    #[test]
    fn merging_leaves_a_sound_tree_with_all_methods_of_both(
        first in definition(),
        second in definition(),
    ) {
        let options = ImportOptions::default();
        let mut ids = StableIds::default();
        let Some(before) = import(&document(&first.json()), &options, &mut ids).api else {
            return Ok(());
        };
        let second = document(&second.json());
        let Some(after) = put(&before, &second, PutMode::Merge, &options, &mut ids).api else {
            return Ok(());
        };
        soundness::check(&after);
        let new = run(&second, &options).api.expect("an API, since the put has one");
        for (resource, method) in before.methods().chain(new.methods()) {
            prop_assert!(after.method(&resource.path, method.http_method).is_some());
        }
    }

    #[test]
    fn overwriting_leaves_what_the_definition_alone_would_make(
        first in definition(),
        second in definition(),
        options in options(),
    ) {
        let mut ids = StableIds::default();
        let Some(before) = import(&document(&first.json()), &options, &mut ids).api else {
            return Ok(());
        };
        let second = document(&second.json());
        let alone = run(&second, &options);
        let after = put(&before, &second, PutMode::Overwrite, &options, &mut ids);
        prop_assert_eq!(alone.api.is_some(), after.api.is_some());
        prop_assert_eq!(said(&alone), said(&after));
        if let Some(after) = after.api {
            soundness::check(&after);
            for resource in &after.resources {
                let old = before.resource(&resource.path);
                prop_assert!(old.is_none_or(|old| old.id == resource.id));
            }
        }
    }
}

/// Most of what is generated must be accepted for the laws above to mean something, and some of it
/// refused.
#[test]
fn definitions_of_all_verdicts_are_looked_at() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;

    let mut runner = TestRunner::deterministic();
    let mut counts = [0_u32; 2];
    for _ in 0..200 {
        let value: Written = definition().new_tree(&mut runner).expect("a definition").current();
        let result = run(&document(&value.json()), &ImportOptions::default());
        counts[usize::from(result.api.is_some())] += 1;
    }
    assert!(counts[0] > 30 && counts[1] > 100, "refused and accepted: {counts:?}");
}
