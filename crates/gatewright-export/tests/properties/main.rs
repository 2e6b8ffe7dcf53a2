//! What holds of the export of any API.

#[path = "../../../gatewright-import/tests/properties/definitions.rs"]
mod definitions;
mod laws;
#[path = "../../../gatewright-import/tests/properties/operations.rs"]
mod operations;
#[path = "../../../gatewright-import/tests/properties/schemas.rs"]
mod schemas;
#[path = "../../../gatewright-import/tests/properties/yaml.rs"]
mod yaml;

use definitions::{definition, definition_with};
use gatewright_diagnostics::SourceId;
use gatewright_import::{ImportOptions, StableIds, import};
use gatewright_model::Api;
use proptest::prelude::*;
use schemas::Faults;

fn imported(text: String) -> Option<Api> {
    let document = gatewright_source::read(SourceId(0), text.into_bytes());
    import(&document, &ImportOptions::default(), &mut StableIds::default()).api
}

proptest! {
    #![proptest_config(ProptestConfig {
        // Each is a whole definition; `PROPTEST_CASES` asks for more.
        cases: ProptestConfig::default().cases / 8,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_laws_hold_of_definitions_without_faults(value in definition_with(Faults::None)) {
        let api = imported(value.json()).expect("it has no fault");
        prop_assert_eq!(laws::broken(&api), Vec::<String>::new());
    }

    #[test]
    fn the_laws_hold_of_whatever_is_accepted(value in definition()) {
        if let Some(api) = imported(value.yaml()) {
            prop_assert_eq!(laws::broken(&api), Vec::<String>::new());
        }
    }
}
