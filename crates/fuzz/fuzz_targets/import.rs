//! Any bytes can be imported and put over what they gave, without a panic, and always with the same
//! result; what is refused gives no API, and what is not refused gives one that serde can carry.
#![no_main]

use gatewright_diagnostics::SourceId;
use gatewright_import::{
    Import, ImportOptions, Plan, PutMode, StableIds, dangers, import, import_documentation, put,
};

fn checked(import: &Import) {
    assert_eq!(import.api.is_none(), import.service_message().is_some());
    if let Some(api) = &import.api {
        let text = serde_json::to_string(api).expect("an API is JSON");
        let again: gatewright_model::Api = serde_json::from_str(&text).expect("and JSON an API");
        assert_eq!(*api, again);
        for model in &api.models {
            serde_json::from_str::<serde_json::Value>(&model.schema).expect("a schema is JSON");
        }
    }
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let document = gatewright_source::read(SourceId(0), bytes.to_vec());
    let options = ImportOptions::default();
    let mut ids = StableIds::default();
    let first = import(&document, &options, &mut ids);
    checked(&first);
    let second = import(&document, &options, &mut StableIds::default());
    assert_eq!(first.api, second.api);
    assert_eq!(first.diagnostics, second.diagnostics);
    if let Some(api) = &first.api {
        for mode in [PutMode::Merge, PutMode::Overwrite] {
            let result = put(api, &document, mode, &options, &mut ids);
            checked(&result);
            if let Some(after) = &result.api {
                assert_eq!(Plan::between(api, after).apply(api), *after);
                assert_eq!(dangers(api, after), []);
            }
            import_documentation(api, &document, mode, &options, &mut ids);
        }
    }
});
