//! Security schemes and OAuth flows.

use gatewright_source::Node;

use super::Walk;
use super::keys::Object;
use super::members::{Need, is_blank};

/// The known types, as the complaint about another one spells them: with a blank at the end.
const TYPES: &str = "http|apiKey|oauth2|openIdConnect ";

impl<'d> Walk<'d> {
    pub(super) fn security_scheme(&mut self, at: &str, scheme: Node<'d>) {
        if self.reference(at, scheme).is_some() {
            return;
        }
        let kind = self.text(at, scheme, "type", Need::Required).unwrap_or_default();
        let is_known = matches!(&*kind, "apiKey" | "http" | "oauth2" | "openIdConnect");
        if !is_known
            && !is_blank(&kind)
            && let Some(value) = scheme.get("type")
        {
            self.issues.wrong_type(&format!("{at}.type"), "type", TYPES, value);
        }
        let needed_by = |name: &str| {
            if kind == name { Need::Required } else { Need::Optional }
        };
        self.text(at, scheme, "description", Need::Optional);
        self.text(at, scheme, "name", needed_by("apiKey"));
        self.text(at, scheme, "in", needed_by("apiKey"));
        self.text(at, scheme, "scheme", needed_by("http"));
        self.text(at, scheme, "bearerFormat", Need::Optional);
        if let Some(flows) = self.object(at, scheme, "flows", needed_by("oauth2")) {
            self.flows(at, flows);
        }
        self.text(at, scheme, "openIdConnectUrl", needed_by("openIdConnect"));
        self.extras(at, scheme, Object::SecurityScheme);
    }

    /// The flows of a scheme. The place stays that of the scheme.
    fn flows(&mut self, at: &str, flows: Node<'d>) {
        use Need::{Optional, Required};
        let kinds = [
            ("implicit", Required, Optional),
            ("password", Optional, Required),
            ("clientCredentials", Optional, Required),
            ("authorizationCode", Required, Required),
        ];
        for (kind, authorization_url, token_url) in kinds {
            let Some(flow) = self.object(at, flows, kind, Optional) else { continue };
            self.text(at, flow, "authorizationUrl", authorization_url);
            self.text(at, flow, "tokenUrl", token_url);
            self.text(at, flow, "refreshUrl", Optional);
            self.object(at, flow, "scopes", Required);
            self.extras(at, flow, Object::Flow);
        }
        self.extras(at, flows, Object::Flows);
    }
}
