//! The transform of a template as a whole.

use std::collections::{BTreeMap, HashMap, HashSet};

use gatewright_diagnostics::Span;
use gatewright_source::Node;

use super::definition::{self, is_definition, method_name, skeleton};
use super::event::{self, Event, IMPLICIT, Owner};
use super::policy::Policy;
use super::value::Value;
use super::{additions, cors, globals, integration, openapi, request, security};
use crate::ApiKind;

/// What is known of the deployment.
pub(crate) trait Stack {
    /// Whether a condition of the template holds; none where nobody can tell.
    fn holds(&self, condition: &str) -> Option<bool>;
    /// The value of a pseudo-parameter, or the placeholder of it.
    fn pseudo(&self, name: &str) -> String;
    /// What stands for something of a resource, such as `Pets.Arn`: a placeholder.
    fn reference(&self, name: &str) -> String {
        format!("${{{name}}}")
    }
}

/// A REST API that the transform makes.
#[derive(Debug)]
pub(crate) struct Made<'d> {
    pub(crate) name: String,
    pub(crate) kind: ApiKind,
    /// The name of the resource, or the path of the first event.
    pub(crate) at: Span,
    pub(crate) body: Body<'d>,
    /// The properties with those of `Globals`.
    pub(crate) properties: Value<'d>,
}

/// Where the definition of an API is.
#[derive(Debug)]
pub(crate) enum Body<'d> {
    /// Here it is.
    Here(Value<'d>),
    /// Where `DefinitionUri` says. The transform adds nothing to it.
    Elsewhere(Value<'d>),
}

/// An API on the way.
struct Draft<'d> {
    made: Made<'d>,
    /// Whether the transform writes the definition, as there was none.
    is_managed: bool,
    /// The conditions of the methods of each path.
    conditions: Conditions,
    /// Paths and methods of what was added to a written definition under conditions that fail.
    gone: Vec<(String, String)>,
    policy: Policy<'d>,
}

/// The conditions of the methods of each path, as far as they have any.
type Conditions = BTreeMap<String, Vec<(String, Option<String>)>>;

/// The APIs of a template whose values are computed: a mapping with `Globals` and `Resources`.
pub(crate) fn transform<'d>(template: Node<'d>, stack: &dyn Stack) -> Vec<Made<'d>> {
    let template = Value::written(template);
    let Some(resources) = template.get("Resources") else { return Vec::new() };
    let global = template.get("Globals");
    let events = event::all(&resources, global.as_ref(), stack);
    let mut drafts = Vec::new();
    for (at, name, resource) in resources.entries() {
        if resource.get("Type").and_then(|it| it.as_text()).as_deref()
            == Some("AWS::Serverless::Api")
        {
            drafts.push(explicit(at, name, &resource, global.as_ref(), stack));
        }
    }
    if let Some(first) = events.iter().find(|it| it.api == IMPLICIT) {
        // One of that name that somebody wrote gives way.
        drafts.retain(|it| it.made.name != IMPLICIT);
        drafts.push(implicit(first, global.as_ref(), stack));
    }
    let places: HashMap<String, usize> =
        drafts.iter().enumerate().map(|(place, it)| (it.made.name.clone(), place)).collect();
    for event in &events {
        if let Some(place) = places.get(&event.api) {
            drafts[*place].announce(event);
        }
    }
    let (functions, machines): (Vec<_>, Vec<_>) =
        events.iter().partition(|it| matches!(it.owner, Owner::Function { .. }));
    for event in functions.into_iter().chain(machines) {
        if let Some(place) = places.get(&event.api) {
            drafts[*place].add(event, stack);
        }
    }
    let there = drafts.into_iter().filter(|it| it.is_there(stack));
    there.map(|it| it.finish(stack)).collect()
}

fn explicit<'d>(
    at: Span,
    name: String,
    resource: &Value<'d>,
    global: Option<&Value<'d>>,
    stack: &dyn Stack,
) -> Draft<'d> {
    let own = resource.get("Properties").unwrap_or_else(|| Value::mapping(at));
    let is_managed = own.said("DefinitionBody").is_none() && own.said("DefinitionUri").is_none();
    let properties = globals::applied(global, "Api", resource, own);
    let body = match (properties.said("DefinitionBody"), properties.said("DefinitionUri")) {
        (Some(body), _) => Body::Here(body),
        (None, Some(uri)) if !is_managed => Body::Elsewhere(uri),
        (None, _) => Body::Here(skeleton(at, stack)),
    };
    let made = Made { name, kind: ApiKind::ServerlessApi, at, body, properties };
    Draft {
        made,
        is_managed,
        conditions: BTreeMap::new(),
        gone: Vec::new(),
        policy: Policy::default(),
    }
    .with_version()
}

fn implicit<'d>(first: &Event<'d>, global: Option<&Value<'d>>, stack: &dyn Stack) -> Draft<'d> {
    let at = first.at;
    let mut own = Value::mapping(at);
    own.set(at, "StageName", Value::text(at, "Prod"));
    let properties = globals::applied(global, "Api", &Value::mapping(at), own);
    let body = Body::Here(skeleton(at, stack));
    let made = Made { name: IMPLICIT.to_owned(), kind: ApiKind::ImplicitApi, at, body, properties };
    Draft {
        made,
        is_managed: true,
        conditions: BTreeMap::new(),
        gone: Vec::new(),
        policy: Policy::default(),
    }
    .with_version()
}

impl<'d> Draft<'d> {
    /// Sets the version of the specification that `OpenApiVersion` asks for.
    fn with_version(mut self) -> Self {
        let version = self.made.properties.get("OpenApiVersion");
        if let (true, Body::Here(body), Some(version)) =
            (self.is_managed, &mut self.made.body, version)
            && definition::is_openapi_3(&version)
        {
            let text = version.as_text().unwrap_or_default();
            body.remove("swagger");
            body.set(version.at(), "openapi", Value::text(version.at(), text));
        }
        self
    }

    /// Gives the definition the path and the method of an event, in the order of the template.
    fn announce(&mut self, event: &Event<'d>) {
        let conditions = self.conditions.entry(event.path.clone()).or_default();
        conditions.push((method_name(&event.method), event.condition.clone()));
        if let (true, Body::Here(body)) = (self.is_managed, &mut self.made.body) {
            let item = body.within(event.at, "paths").within(event.at, &event.path);
            item.within(event.method_at, &method_name(&event.method));
        }
    }

    /// Adds all that an event asks for.
    fn add(&mut self, event: &Event<'d>, stack: &dyn Stack) {
        let Body::Here(body) = &mut self.made.body else { return };
        if !is_definition(body) {
            return;
        }
        let api = &self.made.properties;
        let stage = event_stage(api);
        let merges = api.says("MergeDefinitions");
        let is_function = matches!(event.owner, Owner::Function { .. });
        if self.is_managed && !(merges && is_function) {
            add_event(body, &mut self.policy, event, api, &stage, stack);
        } else if merges && is_function {
            let is_there = is_possible(event.condition.as_ref(), stack);
            let method = event.method.to_lowercase();
            let is_written = body
                .find("paths")
                .is_some_and(|paths| paths.find(&event.path).is_some_and(|it| it.says(&method)));
            if is_there || !is_written {
                merge_event(body, event, api, &stage, stack);
            }
            if !is_there && !is_written {
                self.gone.push((event.path.clone(), method));
            }
        }
        let overrides = event.auth().is_some_and(|it| it.says("OverrideApiAuth"));
        if overrides && is_function {
            security::add_event(body, &mut self.policy, event, api, &stage);
        }
    }

    /// Whether the API is made. An implicit one is not, if none of its methods is.
    fn is_there(&self, stack: &dyn Stack) -> bool {
        let mut all = self.conditions.values().flatten();
        self.made.kind != ApiKind::ImplicitApi || all.any(|(_, it)| is_possible(it.as_ref(), stack))
    }

    fn finish(self, stack: &dyn Stack) -> Made<'d> {
        let mut made = self.made;
        if let Body::Here(body) = &mut made.body
            && is_definition(body)
        {
            let conditions = if self.is_managed { self.conditions } else { BTreeMap::new() };
            apply(body, self.policy, &made.properties, &conditions, stack);
            drop_conditional(body, &conditions, stack);
            for (path, method) in &self.gone {
                if let Some(item) = definition::path(body, path) {
                    item.remove(method);
                }
            }
        }
        made
    }
}

/// The text for the stage in what an event says of its API. While the template is transformed, a name
/// that is computed is none yet.
fn event_stage(api: &Value<'_>) -> String {
    match api.get("StageName") {
        Some(stage) if !stage.is_computed() => stage.as_text().unwrap_or_default(),
        _ => "Stage".to_owned(),
    }
}

fn add_event<'d>(
    body: &mut Value<'d>,
    policy: &mut Policy<'d>,
    event: &Event<'d>,
    api: &Value<'d>,
    stage: &str,
    stack: &dyn Stack,
) {
    let method = method_name(&event.method);
    let item = body.within(event.at, "paths").within(event.at, &event.path);
    let operation = item.within(event.method_at, &method);
    if integration::is_there(operation) {
        return;
    }
    integration::add(operation, event, api, stack);
    security::add_event(body, policy, event, api, stage);
    if !matches!(event.owner, Owner::Function { .. }) {
        return;
    }
    if let Some(timeout) = event.properties.said("TimeoutInMillis")
        && let Some(operation) = definition::operation(body, &event.path, &method)
    {
        integration::set_timeout(operation, &timeout);
    }
    request::add_model(body, event);
    request::add_parameters(body, event);
}

/// Puts what an event asks for over the method that is written. Of what it asks for elsewhere in the
/// definition nothing is left.
fn merge_event<'d>(
    body: &mut Value<'d>,
    event: &Event<'d>,
    api: &Value<'d>,
    stage: &str,
    stack: &dyn Stack,
) {
    let mut own = skeleton(event.at, stack);
    add_event(&mut own, &mut Policy::default(), event, api, stage, stack);
    let Some(operation) = definition::operation(&mut own, &event.path, &method_name(&event.method))
    else {
        return;
    };
    let Some(paths) = body.get_mut("paths") else { return };
    // Here a method keeps the name that the event has for it.
    let target = paths.within(event.at, &event.path);
    let target = target.within(event.method_at, &event.method.to_lowercase());
    for (at, key, value) in operation.entries() {
        target.set(at, &key, value);
    }
}

/// Adds what the properties of an API ask for.
fn apply<'d>(
    body: &mut Value<'d>,
    mut policy: Policy<'d>,
    api: &Value<'d>,
    conditions: &Conditions,
    stack: &dyn Stack,
) {
    let version = api.member("OpenApiVersion");
    let is_conditional = |path: &str| {
        conditions.get(path).is_some_and(|it| it.iter().all(|(_, condition)| condition.is_some()))
    };
    if let Some(cors) = api.said("Cors") {
        cors::add(body, &cors);
    }
    if let Some(auth) = api.said("Auth").filter(Value::is_mapping) {
        let stage = api.get("StageName").and_then(|it| it.as_text()).unwrap_or_default();
        security::add_api(body, &mut policy, &auth, &stage, stack);
        openapi::convert(body, version.as_ref(), &is_conditional);
    }
    policy.write(body);
    if let Some(responses) = api.said("GatewayResponses") {
        additions::add_gateway_responses(body, &responses);
    }
    if let Some(types) = api.said("BinaryMediaTypes") {
        additions::set_media_types(body, &types);
    }
    if let Some(models) = api.said("Models") {
        additions::add_models(body, &models);
        openapi::convert(body, version.as_ref(), &is_conditional);
    }
    if let Some(disabled) = api.member("DisableExecuteApiEndpoint") {
        additions::set_endpoint(body, &disabled);
    }
    openapi::convert(body, version.as_ref(), &is_conditional);
}

/// Whether something with that condition may be there.
fn is_possible(condition: Option<&String>, stack: &dyn Stack) -> bool {
    condition.is_none_or(|it| stack.holds(it) != Some(false))
}

/// Takes away the methods of functions whose conditions do not hold, and the paths without others.
fn drop_conditional(body: &mut Value<'_>, conditions: &Conditions, stack: &dyn Stack) {
    let mut without = HashSet::new();
    for (path, methods) in conditions {
        let gone: Vec<_> =
            methods.iter().filter(|(_, it)| !is_possible(it.as_ref(), stack)).collect();
        if gone.len() == methods.len() {
            without.insert(path.as_str());
        } else if !gone.is_empty()
            && let Some(item) = definition::path(body, path)
        {
            for (method, _) in gone {
                item.remove(method);
            }
        }
    }
    if !without.is_empty()
        && let Some(paths) = body.get_mut("paths")
    {
        paths.retain(|path| !without.contains(path));
    }
}
