//! What a check may ask, and how it reports.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use gatewright_definition::values::{FunctionCall, InvocationUri};
use gatewright_definition::{Definition, Text, Version};
use gatewright_diagnostics::{Label, Location, Span};
use gatewright_import::{ImportOptions, Provenance};
use gatewright_model::{Api, Method, Resource};
use gatewright_source::{Node, NodeId};

use crate::components::{Kind, containers};
use crate::cors::Cors;
use crate::documented::Documented;
use crate::fix::Fix;
use crate::nodes::NodeMap;
use crate::quotas::Quotas;
use crate::rule::RuleIndex;
use crate::schemas::Schemas;
use crate::selection::Statuses;

/// All that is known of one definition.
pub(crate) struct Subject<'a> {
    pub(crate) definition: &'a Definition<'a>,
    pub(crate) api: &'a Api,
    pub(crate) provenance: &'a Provenance,
    pub(crate) options: &'a ImportOptions,
    pub(crate) quotas: &'a Quotas,
    methods: OnceCell<NodeMap<(&'a Resource, &'a Method)>>,
    cors: OnceCell<Cors<'a>>,
    documented: OnceCell<Documented<'a>>,
    parts: OnceCell<HashSet<(Kind, Cow<'a, str>)>>,
    pub(crate) schemas: Schemas<'a>,
}

impl<'a> Subject<'a> {
    pub(crate) fn new(
        definition: &'a Definition<'a>,
        api: &'a Api,
        provenance: &'a Provenance,
        options: &'a ImportOptions,
        quotas: &'a Quotas,
    ) -> Self {
        Self {
            definition,
            api,
            provenance,
            options,
            quotas,
            methods: OnceCell::new(),
            parts: OnceCell::new(),
            cors: OnceCell::new(),
            documented: OnceCell::new(),
            schemas: Schemas::new(definition),
        }
    }

    /// The method that the operation at `node` becomes.
    pub(crate) fn method_of(&self, node: Node<'a>) -> Option<(&'a Resource, &'a Method)> {
        let methods = self.methods.get_or_init(|| self.methods_by_operation());
        methods.get(&node.id()).copied()
    }

    /// What the API says of CORS.
    pub(crate) fn cors(&self) -> &Cors<'a> {
        self.cors.get_or_init(|| Cors::of(self.api))
    }

    /// What the documentation describes.
    pub(crate) fn documented(&self) -> &Documented<'a> {
        self.documented.get_or_init(|| Documented::of(self.definition))
    }

    /// All parts that references can name.
    fn parts(&self) -> &HashSet<(Kind, Cow<'a, str>)> {
        self.parts.get_or_init(|| {
            let definition = self.definition;
            let named = |(kind, at): (Kind, Node<'a>)| {
                at.entries().filter_map(move |(key, _)| Some((kind, Cow::Borrowed(key.text()?))))
            };
            containers(definition.root, definition.version).flat_map(named).collect()
        })
    }

    fn methods_by_operation(&self) -> NodeMap<(&'a Resource, &'a Method)> {
        let resources: HashMap<&str, &'a Resource> =
            self.api.resources.iter().map(|it| (it.path.as_str(), it)).collect();
        let mut last: Option<&'a Resource> = None;
        let found = self.provenance.methods().filter_map(|(path, verb, node)| {
            if last.is_none_or(|it| it.path != path) {
                last = resources.get(path).copied();
            }
            let resource = last?;
            Some((node, (resource, resource.resource_methods.get(&verb)?)))
        });
        found.collect()
    }
}

/// So many findings come with advice that takes long to find.
const MOST_ADVISED: usize = 500;

/// What a check may ask, and where its findings go.
pub(crate) struct Context<'a> {
    pub(crate) subject: &'a Subject<'a>,
    pub(crate) rule: RuleIndex,
    pub(crate) drafts: Vec<Draft<'a>>,
    /// How often each rule had something to judge, by its number.
    pub(crate) judged: Vec<u32>,
    /// The address that was read last: several rules look at each in turn.
    address: Option<(NodeId, Address<'a>)>,
    /// What each selection pattern takes: definitions repeat a few.
    statuses: HashMap<&'a str, Option<Statuses>>,
}

/// An address, read.
#[derive(Debug, Clone, Copy)]
struct Address<'a> {
    invocation: Option<InvocationUri<'a>>,
    call: Option<FunctionCall<'a>>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(subject: &'a Subject<'a>, rules: usize) -> Self {
        Self {
            subject,
            rule: RuleIndex(0),
            drafts: Vec::new(),
            judged: vec![0; rules],
            address: None,
            statuses: HashMap::new(),
        }
    }

    /// The definition.
    pub(crate) fn definition(&self) -> &'a Definition<'a> {
        self.subject.definition
    }

    /// The version of the specification.
    pub(crate) fn version(&self) -> Version {
        self.subject.definition.version
    }

    /// The API that the service would build, as if it refused nothing.
    pub(crate) fn api(&self) -> &'a Api {
        self.subject.api
    }

    /// How the definition is imported.
    pub(crate) fn options(&self) -> &'a ImportOptions {
        self.subject.options
    }

    /// What the schemas of the definition come to together.
    pub(crate) fn schemas(&self) -> &'a Schemas<'a> {
        &self.subject.schemas
    }

    /// The quotas of the account.
    pub(crate) fn quotas(&self) -> &'a Quotas {
        self.subject.quotas
    }

    /// The parts of the address of an AWS integration or a Lambda authorizer.
    pub(crate) fn invocation(&mut self, uri: &'a Text<'a>) -> Option<InvocationUri<'a>> {
        self.address(uri).invocation
    }

    /// What of that address is the call of a Lambda function.
    pub(crate) fn function_call(&mut self, uri: &'a Text<'a>) -> Option<FunctionCall<'a>> {
        self.address(uri).call
    }

    fn address(&mut self, uri: &'a Text<'a>) -> Address<'a> {
        match self.address {
            Some((at, known)) if at == uri.at.id() => known,
            _ => {
                let invocation = InvocationUri::parse(uri.pieces());
                let call = invocation.and_then(|it| it.function_call());
                let read = Address { invocation, call };
                self.address = Some((uri.at.id(), read));
                read
            }
        }
    }

    /// Whether the definition has a part of that kind and name.
    pub(crate) fn has_part(&self, part: &(Kind, Cow<'a, str>)) -> bool {
        self.subject.parts().contains(part)
    }

    /// The status codes that a selection pattern takes; see [`Statuses::of`].
    pub(crate) fn statuses(&mut self, pattern: &'a Text<'a>) -> Option<Statuses> {
        let pattern = pattern.as_str();
        *self.statuses.entry(pattern).or_insert_with(|| Statuses::of(pattern))
    }

    /// Whether so much was found in all that nobody reads advice which takes long to find.
    pub(crate) fn is_hopeless(&self) -> bool {
        self.drafts.len() >= MOST_ADVISED
    }

    /// Says that the rule has found something of which it has an opinion, good or bad: an example
    /// that is called good must get as far as this.
    pub(crate) fn judged(&mut self) {
        self.judged[self.rule.0 as usize] += 1;
    }

    /// Reports a fault at a value or key. The message is one line, begins small, ends without a
    /// full stop, and has names in backticks.
    pub(crate) fn report(&mut self, at: Node<'a>, message: impl Into<String>) -> &mut Draft<'a> {
        self.judged();
        self.drafts.push(Draft {
            rule: self.rule,
            at,
            span: None,
            message: message.into(),
            label: None,
            help: None,
            related: Vec::new(),
            fix: None,
        });
        self.drafts.last_mut().expect("one was pushed")
    }
}

/// A finding that is being told.
pub(crate) struct Draft<'a> {
    pub(crate) rule: RuleIndex,
    pub(crate) at: Node<'a>,
    span: Option<Span>,
    pub(crate) message: String,
    pub(crate) label: Option<String>,
    pub(crate) help: Option<String>,
    pub(crate) related: Vec<Label>,
    pub(crate) fix: Option<Fix>,
}

impl<'a> Draft<'a> {
    /// Says in plain words what is wrong at the place.
    pub(crate) fn label(&mut self, text: impl Into<String>) -> &mut Self {
        self.label = Some(text.into());
        self
    }

    /// Says what to do, in the imperative.
    pub(crate) fn help(&mut self, text: impl Into<String>) -> &mut Self {
        self.help = Some(text.into());
        self
    }

    /// Points at a second place.
    pub(crate) fn related(&mut self, at: Node<'a>, text: impl Into<String>) -> &mut Self {
        self.related.push(Label { location: at.location(), text: text.into() });
        self
    }

    /// Narrows the place to a part of the value.
    pub(crate) fn span(&mut self, span: Span) -> &mut Self {
        self.span = Some(span);
        self
    }

    /// Offers a change that cures it.
    pub(crate) fn fix(&mut self, fix: Fix) -> &mut Self {
        self.fix = Some(fix);
        self
    }

    /// The bytes that are wrong.
    pub(crate) fn bytes(&self) -> Span {
        self.span.unwrap_or_else(|| self.at.span())
    }

    /// The bytes of all that the place stands for: of a key the whole member.
    pub(crate) fn area(&self) -> Span {
        let (bytes, value) = (self.bytes(), self.at.value_of_key());
        value.map_or(bytes, |value| bytes.union(value.span()))
    }

    /// Where it is.
    pub(crate) fn location(&self) -> Location {
        let location = self.at.location();
        Location { span: self.span.unwrap_or(location.span), ..location }
    }
}
