//! What holds of the plan of any put, and of any two APIs.

use std::collections::BTreeMap;

use gatewright_import::{ImportOptions, Plan, PutMode, StableIds, dangers, import, put};
use gatewright_model::Api;
use proptest::prelude::*;

use crate::definitions::{Written, definition, definition_with};
use crate::schemas::Faults;
use crate::{document, options, run};

/// The API of a definition, and the one after another is put over it.
fn put_over(
    first: &Written,
    second: &Written,
    mode: PutMode,
    options: &ImportOptions,
) -> Option<(Api, Api)> {
    let before = run(&document(&first.json()), options).api?;
    let mut ids = StableIds::beside(&before);
    let after = put(&before, &document(&second.json()), mode, options, &mut ids).api?;
    Some((before, after))
}

/// An API without what only the service decides, and without what a put may not touch.
fn neutral(api: &Api) -> Api {
    let mut api = api.clone();
    let authorizers: BTreeMap<_, _> =
        api.authorizers.iter().map(|it| (it.id.clone(), it.name.clone())).collect();
    let validators: BTreeMap<_, _> =
        api.request_validators.iter().map(|it| (it.id.clone(), it.name.clone())).collect();
    for resource in &mut api.resources {
        resource.id.clear();
        resource.parent_id = None;
        for method in resource.resource_methods.values_mut() {
            let name = |id: &String, names: &BTreeMap<_, _>| names.get(id).cloned();
            method.authorizer_id =
                method.authorizer_id.as_ref().and_then(|id| name(id, &authorizers));
            method.request_validator_id =
                method.request_validator_id.as_ref().and_then(|id| name(id, &validators));
            if let Some(integration) = &mut method.method_integration {
                integration.cache_namespace.clear();
            }
        }
    }
    for model in &mut api.models {
        model.id.clear();
        model.schema = model.schema.replace(&api.rest_api.id, "");
    }
    api.authorizers.iter_mut().for_each(|it| it.id.clear());
    api.request_validators.iter_mut().for_each(|it| it.id.clear());
    api.documentation_parts.iter_mut().for_each(|it| it.id.clear());
    api.rest_api.id.clear();
    api.rest_api.root_resource_id.clear();
    api.rest_api.created_date.clear();
    api.rest_api.endpoint_configuration.types.clear();
    api.rest_api.endpoint_configuration.ip_address_type = None;
    api.rest_api.endpoint_configuration.vpc_endpoint_ids.clear();
    api.rest_api.tags = None;
    api
}

/// The number of things of an API that a plan counts.
fn things(api: &Api) -> usize {
    1 + api.resources.len()
        + api.methods().count()
        + api.models.len()
        + api.authorizers.len()
        + api.request_validators.len()
        + api.gateway_responses.len()
        + api.documentation_parts.len()
}

fn modes() -> impl Strategy<Value = PutMode> {
    prop_oneof![Just(PutMode::Merge), Just(PutMode::Overwrite)]
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: ProptestConfig::default().cases / 2,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_plan_leads_to_what_the_put_gives(
        first in definition_with(Faults::None),
        second in definition(),
        mode in modes(),
        options in options(),
    ) {
        let Some((before, after)) = put_over(&first, &second, mode, &options) else { return Ok(()) };
        let plan = Plan::between(&before, &after);
        prop_assert_eq!(plan.apply(&before), after.clone());
        let counts = plan.counts();
        let stay = counts.kept + counts.changed + counts.replaced;
        prop_assert_eq!(stay + counts.removed, things(&before));
        prop_assert_eq!(stay + counts.added, things(&after));
        if mode == PutMode::Merge {
            prop_assert_eq!(counts.removed, 0);
        }
        if plan.is_empty() {
            prop_assert_eq!(dangers(&before, &after), []);
        }
    }

    #[test]
    fn overwriting_gives_what_the_definition_alone_gives(
        first in definition_with(Faults::None),
        second in definition_with(Faults::None),
        options in options(),
    ) {
        let made = put_over(&first, &second, PutMode::Overwrite, &options);
        let Some((_, after)) = made else { return Ok(()) };
        let alone = run(&document(&second.json()), &options).api.expect("an API, as the put has");
        prop_assert_eq!(neutral(&after), neutral(&alone));
    }

    #[test]
    fn putting_the_same_definition_changes_nothing_that_is_told(
        value in definition(),
        mode in modes(),
        options in options(),
    ) {
        let Some((before, after)) = put_over(&value, &value, mode, &options) else { return Ok(()) };
        let plan = Plan::between(&before, &after);
        prop_assert!(plan.is_empty(), "{:?}", plan.told().collect::<Vec<_>>());
        prop_assert_eq!(plan.counts().kept, things(&before));
        prop_assert_eq!(dangers(&before, &after), []);
        prop_assert_eq!(plan.apply(&before), after);
    }

    #[test]
    fn between_an_api_and_itself_there_is_nothing(value in definition()) {
        let api = run(&document(&value.json()), &ImportOptions::default()).api;
        if let Some(api) = api {
            let plan = Plan::between(&api, &api);
            prop_assert_eq!(plan.entries(), []);
            prop_assert_eq!(plan.apply(&api), api);
        }
    }

    #[test]
    fn a_plan_leads_from_any_api_to_any_other(
        first in definition_with(Faults::None),
        second in definition_with(Faults::None),
        is_reversed in any::<bool>(),
    ) {
        let mut ids = StableIds::default();
        let options = ImportOptions::default();
        let [before, after] = [first, second]
            .map(|it| import(&document(&it.json()), &options, &mut ids).api);
        let (Some(before), Some(mut after)) = (before, after) else { return Ok(()) };
        if is_reversed {
            after.resources.reverse();
            after.models.reverse();
            after.authorizers.reverse();
            after.documentation_parts.reverse();
        }
        prop_assert_eq!(Plan::between(&before, &after).apply(&before), after);
    }
}
