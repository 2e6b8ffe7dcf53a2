//! What checks are given: parts of the definition, each with what it belongs to.

use std::cell::{Cell, OnceCell};
use std::ops::Deref;
use std::rc::Rc;

use gatewright_definition as definition;
use gatewright_definition::Text;
use gatewright_diagnostics::Span;
use gatewright_model::{HttpMethod, IntegrationType, Method};
use gatewright_source::Node;

use crate::keywords::Keywords;
use crate::vtl::output::{Verdict, judge};
use crate::vtl::{self, Parsed};

/// The definition as a whole.
pub(crate) type Definition<'a> = &'a definition::Definition<'a>;

/// A member of `paths`.
pub(crate) type PathItem<'a> = &'a definition::PathItem<'a>;

/// A member of the security schemes.
pub(crate) type SecurityScheme<'a> = &'a definition::SecurityScheme<'a>;

/// A member of `x-amazon-apigateway-gateway-responses`.
pub(crate) type GatewayResponse<'a> = &'a definition::GatewayResponse<'a>;

/// A parameter other than a body.
pub(crate) type Parameter<'a> = &'a definition::Parameter<'a>;

/// A response of an operation.
pub(crate) type Response<'a> = &'a definition::Response<'a>;

/// An operation with the path item that it is in and the method that it becomes.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_field_names, reason = "the operation, beside what belongs to it")]
pub(crate) struct Operation<'a> {
    /// The path item.
    pub(crate) item: &'a definition::PathItem<'a>,
    /// The operation, whose members are this one's.
    pub(crate) operation: &'a definition::Operation<'a>,
    /// What the import makes of it; none when the path or the verb is refused.
    pub(crate) method: Option<&'a Method>,
}

impl<'a> Deref for Operation<'a> {
    type Target = definition::Operation<'a>;

    fn deref(&self) -> &Self::Target {
        self.operation
    }
}

impl<'a> Operation<'a> {
    /// The verb of the method; none of `trace`.
    pub(crate) fn http_method(&self) -> Option<HttpMethod> {
        HttpMethod::parse(self.verb_word())
    }

    /// `GET`, or `ANY`.
    pub(crate) fn verb_word(&self) -> &'static str {
        use definition::Verb;
        match self.operation.verb {
            Verb::Get => "GET",
            Verb::Put => "PUT",
            Verb::Post => "POST",
            Verb::Delete => "DELETE",
            Verb::Options => "OPTIONS",
            Verb::Head => "HEAD",
            Verb::Patch => "PATCH",
            Verb::Trace => "TRACE",
            Verb::Any => "ANY",
        }
    }

    /// The integration, unless a member of it has the wrong type.
    pub(crate) fn sound_integration(&self) -> Option<Integration<'a>> {
        let integration = self.operation.integration.as_deref()?;
        if integration.is_malformed {
            return None;
        }
        let kind = integration.integration_type.as_ref();
        let kind = kind.and_then(|word| IntegrationType::parse(word));
        Some(Integration { operation: *self, integration, kind })
    }
}

/// A schema object, by itself or within another.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Schema<'a> {
    /// The object.
    pub(crate) at: Node<'a>,
    /// Its keywords.
    pub(crate) keywords: Keywords<'a>,
    /// What the outermost schema around it describes.
    pub(crate) role: SchemaRole<'a>,
    /// How many schemas it is within.
    pub(crate) depth: u32,
}

/// What a schema describes.
#[derive(Debug, Clone, Copy)]
pub(crate) enum SchemaRole<'a> {
    /// A model of that name.
    Model(&'a Text<'a>),
    /// The body of a request.
    RequestBody,
    /// The body of a response.
    Response,
    /// A parameter; in Swagger 2.0 the parameter object itself has the keywords.
    Parameter,
    /// A response header; in Swagger 2.0 the header object itself has the keywords.
    Header,
}

/// An integration and the operation that has it.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_field_names, reason = "the integration, beside what belongs to it")]
pub(crate) struct Integration<'a> {
    /// The operation.
    pub(crate) operation: Operation<'a>,
    /// The integration, whose members are this one's.
    pub(crate) integration: &'a definition::Integration<'a>,
    kind: Option<IntegrationType>,
}

impl<'a> Deref for Integration<'a> {
    type Target = definition::Integration<'a>;

    fn deref(&self) -> &Self::Target {
        self.integration
    }
}

impl<'a> Integration<'a> {
    /// The type, when it is known.
    pub(crate) fn kind(&self) -> Option<IntegrationType> {
        self.kind
    }

    /// Whether the gateway answers by itself.
    pub(crate) fn is_mock(&self) -> bool {
        self.kind() == Some(IntegrationType::Mock)
    }

    /// Whether a service of AWS is called.
    pub(crate) fn calls_aws(&self) -> bool {
        matches!(self.kind(), Some(IntegrationType::Aws | IntegrationType::AwsProxy))
    }

    /// Whether an address of HTTP is called.
    pub(crate) fn calls_http(&self) -> bool {
        matches!(self.kind(), Some(IntegrationType::Http | IntegrationType::HttpProxy))
    }

    /// The responses; none written count as an empty list.
    pub(crate) fn response_list(&self) -> &'a [definition::IntegrationResponse<'a>] {
        self.integration.responses.as_deref().unwrap_or_default()
    }
}

/// What is known of the text of a template, which many methods may have: found out once, when the
/// first rule asks.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    parsed: OnceCell<Parsed>,
    verdict: OnceCell<Verdict>,
    is_unfinished: OnceCell<bool>,
}

/// A mapping template.
#[derive(Debug)]
pub(crate) struct Template<'a> {
    /// The media type that it stands under.
    pub(crate) media_type: &'a Text<'a>,
    /// The template.
    pub(crate) text: &'a Text<'a>,
    /// What it makes.
    pub(crate) place: Place<'a>,
    reading: Rc<Reading>,
    /// How many findings there are in it.
    told: Cell<u32>,
}

const MOST_FINDINGS: u32 = 100;

impl<'a> Template<'a> {
    /// A template.
    pub(crate) fn new(
        media_type: &'a Text<'a>,
        text: &'a Text<'a>,
        place: Place<'a>,
        reading: Rc<Reading>,
    ) -> Self {
        Self { media_type, text, place, reading, told: Cell::new(0) }
    }

    /// The template as a tree.
    pub(crate) fn parsed(&self) -> &Parsed {
        self.reading.parsed.get_or_init(|| vtl::parse(self.text))
    }

    /// Whether it prints JSON, if that is what it means to print.
    pub(crate) fn json_verdict(&self) -> &Verdict {
        self.reading.verdict.get_or_init(|| judge(self.text, &self.parsed().nodes).verdict)
    }

    /// Whether the service runs the template through Velocity: proxies have none, and gateway
    /// responses are filled in another way.
    pub(crate) fn is_velocity(&self) -> bool {
        let kind = self.place.integration().and_then(|integration| integration.kind());
        kind.is_some_and(|kind| !kind.is_proxy())
    }

    /// Whether another tool writes parts of the template, so that what is there says little.
    pub(crate) fn is_unfinished(&self) -> bool {
        *self.reading.is_unfinished.get_or_init(|| {
            let mut pairs = self.text.as_bytes().windows(2);
            pairs.any(|pair| matches!(pair, b"{{" | b"{%" | b"<%" | b"%{"))
        })
    }

    /// Where a part of the template stands in the file. To find that costs as much as the template
    /// is long, so that it is not for each of any number of findings.
    pub(crate) fn span_of(&self, part: Span) -> Span {
        self.told.set(self.told.get() + 1);
        self.text.span_of(part.range())
    }

    /// Whether so much was found that more would not help.
    pub(crate) fn is_hopeless(&self) -> bool {
        self.told.get() >= MOST_FINDINGS
    }
}

/// A parameter mapping.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mapping<'a> {
    /// Where the value goes.
    pub(crate) destination: &'a Text<'a>,
    /// Where it comes from.
    pub(crate) source: Node<'a>,
    /// What it belongs to.
    pub(crate) place: Place<'a>,
}

/// What a template or a mapping belongs to.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Place<'a> {
    /// The request of an integration.
    Request(Integration<'a>),
    /// A response of an integration.
    Response(Integration<'a>),
    /// A gateway response.
    Gateway,
}

impl<'a> Place<'a> {
    /// The integration, if it belongs to one.
    pub(crate) fn integration(self) -> Option<Integration<'a>> {
        match self {
            Self::Request(integration) | Self::Response(integration) => Some(integration),
            Self::Gateway => None,
        }
    }
}

/// A `$ref` with its text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reference<'a> {
    /// The object that holds it.
    pub(crate) owner: Node<'a>,
    /// The text.
    pub(crate) at: Node<'a>,
}
