//! Parts of a definition that nothing uses.

use std::borrow::Cow;
use std::collections::HashMap;

use gatewright_source::Node;

use crate::checks::{Check, visit};
use crate::components::{Kind, containers, part_of};
use crate::context::Context;
use crate::fix::Fix;
use crate::rule::declare_rule;
use crate::target::Definition;

declare_rule! {
    /// A schema, parameter, response or other shared part that nothing refers to.
    ///
    /// ## Why
    ///
    /// Each schema becomes a model, used or not, and one that is refused lets the import fail. The other
    /// parts leave no trace.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// components:
    ///   schemas:
    ///     Old: { type: object }
    /// ```
    ///
    /// ```yaml
    /// definitions:
    ///   Old: { type: object }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// components:
    ///   schemas:
    ///     Pet: { type: object }
    ///     Pets: { type: array, items: { $ref: "#/components/schemas/Pet" } }
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       responses:
    ///         "200":
    ///           description: OK
    ///           content: { application/json: { schema: { $ref: "#/components/schemas/Pets" } } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ```yaml
    /// definitions:
    ///   Pet: { type: object }
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       produces: [application/json]
    ///       responses: { "200": { description: OK, schema: { $ref: "#/definitions/Pet" } } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The API loses the model of a schema, which other stacks or SDKs may use by its name.
    ComponentUnused {
        name: "component-unused",
        category: Style,
        severity: Info,
        preset: Strict,
        fix: Unsafe,
        confidence: Derived,
        versions: Both,
        since: "0.1.0",
        yields_to: ["authorizer-unused"],
        visits: [Definition],
    }
}

impl Check<visit::Definition> for ComponentUnused {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        let parts = Parts::of(definition);
        if parts.all.is_empty() {
            return;
        }
        cx.judged();
        let uses = parts.uses();
        for (part, uses) in parts.all.iter().zip(uses) {
            let label = match uses {
                Uses::ByWhatIsUsed => continue,
                Uses::ByOthers => "only parts refer to it that are not used themselves",
                Uses::None => "nothing refers to it",
            };
            let (word, name) = (part.kind.word(), part.name);
            cx.report(part.key, format!("the {word} `{name}` is not used"))
                .label(label)
                .help("remove it")
                .fix(Fix::unsafely(format!("remove the {word} `{name}`")).remove(part.value));
        }
    }
}

/// What refers to a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Uses {
    None,
    /// Parts that are not used.
    ByOthers,
    ByWhatIsUsed,
}

struct Part<'a> {
    kind: Kind,
    name: &'a str,
    key: Node<'a>,
    value: Node<'a>,
}

/// All shared parts, in the order of the document.
struct Parts<'a> {
    definition: Definition<'a>,
    all: Vec<Part<'a>>,
    places: HashMap<(Kind, Cow<'a, str>), usize>,
}

impl<'a> Parts<'a> {
    fn of(definition: Definition<'a>) -> Self {
        let containers = containers(definition.root, definition.version);
        let mut all: Vec<Part<'a>> = containers
            .flat_map(|(kind, container)| container.entries().map(move |entry| (kind, entry)))
            .map(|(kind, (key, value))| Part {
                kind,
                name: key.text().unwrap_or_default(),
                key,
                value,
            })
            .filter(|part| !part.name.starts_with("x-"))
            .collect();
        all.sort_by_key(|part| part.key.id());
        let names = all.iter().map(|part| (part.kind, Cow::Borrowed(part.name)));
        let places = names.zip(0..).collect();
        Self { definition, all, places }
    }

    /// What refers to each of them.
    fn uses(&self) -> Vec<Uses> {
        let mut uses = vec![Uses::None; self.all.len()];
        let mut open: Vec<usize> = self.required().collect();
        let mut inner: Vec<(usize, usize)> = Vec::new();
        // Discriminators name schemas, too, but the service refuses models that have one.
        // Neighbours often refer to the same part.
        let mut last = None;
        let version = self.definition.version;
        for at in self.definition.document.keys_named("$ref").filter_map(Node::value_of_key) {
            let Some(text) = at.as_str() else { continue };
            let owner = self.owner(at);
            if last.replace((text, owner)) == Some((text, owner)) {
                continue;
            }
            let part = part_of(text, version).and_then(|part| self.places.get(&part).copied());
            match (owner, part) {
                (_, None) => {}
                (None, Some(part)) => open.push(part),
                (Some(owner), Some(part)) => inner.push((owner, part)),
            }
        }
        inner.sort_unstable();
        for (_, part) in &inner {
            uses[*part] = Uses::ByOthers;
        }
        while let Some(part) = open.pop() {
            if uses[part] == Uses::ByWhatIsUsed {
                continue;
            }
            uses[part] = Uses::ByWhatIsUsed;
            let from = inner.partition_point(|(owner, _)| *owner < part);
            let own = inner[from..].iter().take_while(|(owner, _)| *owner == part);
            open.extend(own.map(|(_, part)| *part));
        }
        uses
    }

    /// The security schemes that something requires.
    fn required(&self) -> impl Iterator<Item = usize> {
        let of_operations = self.definition.operations().map(|(_, operation)| &operation.security);
        let requirements = of_operations.chain([&self.definition.security]).flatten().flatten();
        let mut last = None;
        requirements.flat_map(|it| &it.schemes).filter_map(move |(name, _)| {
            // Most operations require what the one before requires.
            let name = name.as_str();
            let is_new = last.replace(name) != Some(name);
            let key = (Kind::SecuritySchemes, Cow::Borrowed(name));
            is_new.then(|| self.places.get(&key).copied()).flatten()
        })
    }

    /// The part that a node stands in.
    fn owner(&self, node: Node<'_>) -> Option<usize> {
        let after = self.all.partition_point(|part| part.key.id() <= node.id());
        let owner = after.checked_sub(1)?;
        (node.span().end <= self.all[owner].value.span().end).then_some(owner)
    }
}
