//! The one way through a definition: each thing in the order of the document, handed to the checks
//! that look at such things.

use std::collections::HashMap;
use std::rc::Rc;

use gatewright_definition as definition;
use gatewright_definition::Version;
use gatewright_source::{Kind, Node};

use crate::checks::{Checks, Entry, Target};
use crate::context::{Context, Subject};
use crate::keywords::Keywords;
use crate::nodes::NodeSet;
use crate::target::{
    Integration, Mapping, Operation, Parameter, Place, Reading, Reference, Schema, SchemaRole,
    Template,
};

/// Schemas within schemas deeper than this are not looked at.
const MAX_DEPTH: u32 = 200;

/// So many templates are remembered, and none that has more bytes.
const MOST_SHARED: usize = 256;
const LONGEST_SHARED: usize = 4_096;

/// Hands everything in the definition to the checks.
pub(crate) fn walk<'a>(subject: &'a Subject<'a>, checks: &Checks, cx: &mut Context<'a>) {
    let definition = subject.definition;
    let mut walk = Walk {
        checks,
        cx,
        operations: NodeSet::default(),
        parameters: NodeSet::default(),
        templates: HashMap::new(),
        schemas: NodeSet::default(),
    };
    walk.visit(&checks.definition, &definition);
    for scheme in &definition.security_schemes {
        walk.visit(&checks.security_scheme, &scheme);
    }
    walk.models(definition);
    for response in &definition.gateway_responses {
        walk.gateway_response(response);
    }
    for item in &definition.path_items {
        walk.visit(&checks.path_item, &item);
        for operation in &item.operations {
            let method = subject.method_of(operation.at).map(|(_, method)| method);
            walk.operation(Operation { item, operation, method });
        }
    }
    if !checks.reference.is_empty() {
        walk.references(definition.root);
    }
}

struct Walk<'w, 'a> {
    checks: &'w Checks,
    cx: &'w mut Context<'a>,
    /// The keys of those visited, since paths share them.
    operations: NodeSet,
    /// Those visited, since operations share them.
    parameters: NodeSet,
    /// What is known of templates, by their text: methods repeat them.
    templates: HashMap<&'a str, Rc<Reading>>,
    /// The outermost schemas visited, since operations share them.
    schemas: NodeSet,
}

impl<'a> Walk<'_, 'a> {
    fn visit<T: Target>(&mut self, entries: &[Entry<T>], target: &T::View<'a>) {
        for entry in entries {
            self.cx.rule = entry.rule;
            (entry.check)(target, self.cx);
        }
    }

    fn operation(&mut self, operation: Operation<'a>) {
        if self.operations.insert(operation.operation.key.id()) {
            self.visit(&self.checks.operation, &operation);
        }
        for parameter in &operation.operation.parameters {
            if self.parameters.insert(parameter.at.id()) {
                self.parameter(parameter);
            }
        }
        if let Some(body) = &operation.operation.request_body {
            self.content(&body.content, SchemaRole::RequestBody);
        }
        for response in operation.operation.responses.iter().flatten() {
            self.visit(&self.checks.response, &response);
            self.headers(response);
            self.content(&response.content, SchemaRole::Response);
        }
        if let Some(integration) = operation.sound_integration() {
            self.integration(integration);
        }
    }

    fn parameter(&mut self, parameter: Parameter<'a>) {
        self.visit(&self.checks.parameter, &parameter);
        let at = parameter.at;
        match self.cx.version() {
            Version::Swagger20 => self.root_schema(at, SchemaRole::Parameter),
            Version::OpenApi30 => {
                if let Some(schema) = at.get("schema") {
                    self.root_schema(schema, SchemaRole::Parameter);
                }
            }
        }
    }

    fn headers(&mut self, response: &'a definition::Response<'a>) {
        if self.checks.schema.is_empty() {
            return;
        }
        let Some(headers) = response.at.get("headers") else { return };
        for (_, header) in headers.entries() {
            let Some(at) = self.cx.definition().follow(header) else { continue };
            match self.cx.version() {
                Version::Swagger20 => self.root_schema(at, SchemaRole::Header),
                Version::OpenApi30 => {
                    if let Some(schema) = at.get("schema") {
                        self.root_schema(schema, SchemaRole::Header);
                    }
                }
            }
        }
    }

    fn models(&mut self, definition: &'a definition::Definition<'a>) {
        for model in &definition.schemas {
            self.root_schema(model.at, SchemaRole::Model(&model.name));
        }
    }

    fn content(&mut self, content: &'a [definition::MediaType<'a>], role: SchemaRole<'a>) {
        for media_type in content {
            if let Some(definition::Schema::Inline(at)) = media_type.schema {
                self.root_schema(at, role);
            }
        }
    }

    fn root_schema(&mut self, at: Node<'a>, role: SchemaRole<'a>) {
        if self.checks.schema.is_empty() || !at.is_mapping() {
            return;
        }
        if self.schemas.insert(at.id()) {
            self.schema(at, role, 0);
        }
    }

    fn schema(&mut self, at: Node<'a>, role: SchemaRole<'a>, depth: u32) {
        let keywords = Keywords::read(at);
        self.visit(&self.checks.schema, &Schema { at, keywords, role, depth });
        if depth < MAX_DEPTH && keywords.reference.is_none() {
            for child in keywords.children() {
                self.schema(child, role, depth + 1);
            }
        }
    }

    fn integration(&mut self, integration: Integration<'a>) {
        self.visit(&self.checks.integration, &integration);
        let extension = integration.integration;
        let place = Place::Request(integration);
        self.mappings(&extension.request_parameters, place);
        self.templates(&extension.request_templates, place);
        for response in integration.response_list() {
            let place = Place::Response(integration);
            self.mappings(&response.response_parameters, place);
            self.templates(&response.response_templates, place);
        }
    }

    fn gateway_response(&mut self, response: &'a definition::GatewayResponse<'a>) {
        self.visit(&self.checks.gateway_response, &response);
        let place = Place::Gateway;
        for (destination, source) in &response.response_parameters {
            self.mapping(Mapping { destination, source: source.at, place });
        }
        self.templates(response.response_templates.as_deref().unwrap_or_default(), place);
    }

    fn mappings(&mut self, mappings: &'a [(definition::Text<'a>, Node<'a>)], place: Place<'a>) {
        for (destination, source) in mappings {
            self.mapping(Mapping { destination, source: *source, place });
        }
    }

    fn mapping(&mut self, mapping: Mapping<'a>) {
        if mapping.destination.has_unknown() || mapping.source.has_unknown() {
            return;
        }
        self.visit(&self.checks.mapping, &mapping);
    }

    /// What is known of a template, shared with others of the same text. Those that are many or long
    /// are rarely the same, and would only be kept.
    fn reading(&mut self, text: &'a str) -> Rc<Reading> {
        match self.templates.get(text) {
            Some(known) => Rc::clone(known),
            None if text.len() > LONGEST_SHARED || self.templates.len() >= MOST_SHARED => {
                Rc::default()
            }
            None => Rc::clone(self.templates.entry(text).or_default()),
        }
    }

    fn templates(
        &mut self,
        templates: &'a [(definition::Text<'a>, definition::Text<'a>)],
        place: Place<'a>,
    ) {
        // A placeholder that is filled in before looks like a reference of the language.
        for (media_type, text) in templates.iter().filter(|(_, text)| !text.has_unknown()) {
            let reading = self.reading(text);
            let template = Template::new(media_type, text, place, reading);
            self.visit(&self.checks.template, &template);
        }
    }

    /// All `$ref` of the document but for those below `x-` keys and in examples, which are data.
    fn references(&mut self, root: Node<'a>) {
        let mut open = vec![root];
        while let Some(owner) = open.pop() {
            if owner.is_sequence() {
                let before = open.len();
                open.extend(owner.items());
                open[before..].reverse();
                continue;
            }
            let before = open.len();
            for (key, value) in owner.entries() {
                match key.text().unwrap_or_default() {
                    "$ref" if value.has_unknown() => {}
                    "$ref" if value.as_str().is_some() => {
                        self.visit(&self.checks.reference, &Reference { owner, at: value });
                    }
                    "example" | "examples" | "default" | "enum" if !is_name(owner) => {}
                    name if name.starts_with("x-")
                        && name != "x-amazon-apigateway-any-method"
                        && !is_name(owner) => {}
                    _ if value.kind() == Kind::Scalar => {}
                    _ => open.push(value),
                }
            }
            open[before..].reverse();
        }
    }
}

/// Whether the keys of an object are names that the author gave.
fn is_name(owner: Node<'_>) -> bool {
    let key = owner.key().and_then(Node::text);
    matches!(key, Some("properties" | "definitions" | "schemas" | "responses" | "parameters"))
}
