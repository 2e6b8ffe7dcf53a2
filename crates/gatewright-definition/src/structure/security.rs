//! Security schemes and OAuth flows.

use gatewright_source::Node;

use super::Walk;
use super::keys::Key;
use super::members::{Members, Need, filled};
use super::objects::Object;
use super::place::Place;
use crate::SCHEME_TYPES;

impl<'d> Walk<'d> {
    pub(super) fn security_scheme(&mut self, at: &Place<'_>, scheme: Node<'d>) {
        let scheme = &Members::of(scheme);
        if self.reference(at, scheme).is_some() {
            return;
        }
        let value = self.text(at, scheme, Key::Type, Need::Required);
        let kind = value.and_then(filled).unwrap_or_default();
        if let Some(value) = value
            && !kind.is_empty()
            && !SCHEME_TYPES.contains(&kind)
        {
            // The reader ends the list with a blank.
            let known = format!("{} ", SCHEME_TYPES.join("|"));
            self.issues.wrong_type(&at.member("type"), "type", &known, value);
        }
        let needed_by = |name: &str| {
            if kind == name { Need::Required } else { Need::Optional }
        };
        self.text(at, scheme, Key::Description, Need::Optional);
        self.text(at, scheme, Key::Name, needed_by("apiKey"));
        self.text(at, scheme, Key::In, needed_by("apiKey"));
        self.text(at, scheme, Key::Scheme, needed_by("http"));
        self.text(at, scheme, Key::BearerFormat, Need::Optional);
        if let Some(flows) = self.object(at, scheme, Key::Flows, needed_by("oauth2")) {
            self.flows(at, flows);
        }
        self.text(at, scheme, Key::OpenIdConnectUrl, needed_by("openIdConnect"));
        self.extras(at, scheme, Object::SecurityScheme);
    }

    /// The flows of a scheme. The place stays that of the scheme.
    fn flows(&mut self, at: &Place<'_>, flows: Node<'d>) {
        use Need::{Optional, Required};
        let flows = &Members::of(flows);
        let kinds = [
            (Key::Implicit, Required, Optional),
            (Key::Password, Optional, Required),
            (Key::ClientCredentials, Optional, Required),
            (Key::AuthorizationCode, Required, Required),
        ];
        for (kind, authorization_url, token_url) in kinds {
            let Some(flow) = self.object(at, flows, kind, Optional) else { continue };
            let flow = &Members::of(flow);
            self.text(at, flow, Key::AuthorizationUrl, authorization_url);
            self.text(at, flow, Key::TokenUrl, token_url);
            self.text(at, flow, Key::RefreshUrl, Optional);
            self.object(at, flow, Key::Scopes, Required);
            self.extras(at, flow, Object::Flow);
        }
        self.extras(at, flows, Object::Flows);
    }
}
