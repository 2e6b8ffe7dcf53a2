//! Security schemes and requirements.

use gatewright_source::Node;

use crate::extensions::authorizer::Authorizer;
use crate::reader::{Reader, each};
use crate::vocabulary::Place;
use crate::{Text, extensions};

/// The types of security schemes in OpenAPI 3.0.
pub const SCHEME_TYPES: [&str; 4] = ["http", "apiKey", "oauth2", "openIdConnect"];

/// A member of `securityDefinitions` or `components.securitySchemes`.
#[derive(Debug, Clone)]
pub struct SecurityScheme<'d> {
    /// The key.
    pub name: Text<'d>,
    /// The value.
    pub at: Node<'d>,
    /// `apiKey`, `http`, `basic`, `oauth2` or `openIdConnect`.
    pub scheme_type: Option<Text<'d>>,
    /// The name of the header or query parameter of an `apiKey` scheme.
    pub parameter: Option<Text<'d>>,
    /// `header` or `query`.
    pub place: Option<Text<'d>>,
    /// `x-amazon-apigateway-authtype`.
    pub authtype: Option<Text<'d>>,
    /// `x-amazon-apigateway-authorizer`.
    pub authorizer: Option<Authorizer<'d>>,
}

/// One alternative of `security`: schemes that go together.
#[derive(Debug, Clone)]
pub struct SecurityRequirement<'d> {
    /// The object.
    pub at: Node<'d>,
    /// The names of the schemes, each with its scopes.
    pub schemes: Vec<(Text<'d>, Vec<Text<'d>>)>,
}

impl<'d> Reader<'d> {
    pub(crate) fn security_schemes(&mut self, node: Node<'d>) -> Vec<SecurityScheme<'d>> {
        let entries = self.mapping(node);
        entries.filter_map(|(key, value)| self.security_scheme(key, value)).collect()
    }

    fn security_scheme(&mut self, key: Node<'d>, node: Node<'d>) -> Option<SecurityScheme<'d>> {
        let at = self.follow(node).filter(|at| at.is_mapping())?;
        let mut scheme = SecurityScheme {
            name: Text::of_key(key),
            at,
            scheme_type: None,
            parameter: None,
            place: None,
            authtype: None,
            authorizer: None,
        };
        for (key, value) in self.mapping(at) {
            match key.text().unwrap_or_default() {
                "type" => scheme.scheme_type = self.text(value),
                "name" => scheme.parameter = self.text(value),
                "in" => scheme.place = self.text(value),
                extensions::AUTHTYPE => scheme.authtype = self.text(value),
                extensions::AUTHORIZER => scheme.authorizer = self.authorizer(key, value),
                other => self.check_extension(key, other, Place::SecurityScheme),
            }
        }
        Some(scheme)
    }

    pub(crate) fn security(&mut self, node: Node<'d>) -> Option<Vec<SecurityRequirement<'d>>> {
        if !node.is_sequence() {
            self.list(node);
            return None;
        }
        Some(node.items().map(|item| self.security_requirement(item)).collect())
    }

    fn security_requirement(&mut self, at: Node<'d>) -> SecurityRequirement<'d> {
        let entries = self.mapping(at);
        let schemes = each(entries, |(key, scopes)| Some((Text::of_key(key), self.texts(scopes))));
        SecurityRequirement { at, schemes }
    }
}
