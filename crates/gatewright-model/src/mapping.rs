//! Mapping expressions: where a parameter of an integration takes its value from.
//!
//! Grammar as in *Parameter mapping source reference for REST APIs*.

/// Where a request parameter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ParameterPlace {
    /// A variable of the path.
    Path,
    /// The query string.
    QueryString,
    /// A header.
    Header,
}

impl ParameterPlace {
    /// The service's word in parameter keys.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::QueryString => "querystring",
            Self::Header => "header",
        }
    }

    /// The place of that word; `multivalue…` words stand for the plain ones.
    fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "path" => Self::Path,
            "querystring" | "multivaluequerystring" => Self::QueryString,
            "header" | "multivalueheader" => Self::Header,
            _ => return None,
        })
    }
}

/// The source of a mapping.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mapping<'a> {
    /// `method.request.{place}.{name}`.
    MethodParameter(ParameterPlace, &'a str),
    /// `method.request.body` or a part of it.
    MethodBody,
    /// `integration.response.header.{name}`.
    IntegrationHeader(&'a str),
    /// `integration.response.body` or a part of it.
    IntegrationBody,
    /// `stageVariables.{name}`.
    StageVariable(&'a str),
    /// `context.{name}`.
    Context(&'a str),
    /// `'text'`.
    Static(&'a str),
}

impl<'a> Mapping<'a> {
    /// Reads the source of a request mapping.
    pub fn parse_request(text: &'a str) -> Option<Self> {
        if let Some(rest) = text.strip_prefix("method.request.") {
            if is_body(rest) {
                return Some(Self::MethodBody);
            }
            let (word, name) = rest.split_once('.')?;
            let place = ParameterPlace::parse(word)?;
            return (!name.is_empty()).then_some(Self::MethodParameter(place, name));
        }
        Self::parse_common(text)
    }

    /// Reads the source of a response mapping.
    pub fn parse_response(text: &'a str) -> Option<Self> {
        if let Some(rest) = text.strip_prefix("integration.response.") {
            if is_body(rest) {
                return Some(Self::IntegrationBody);
            }
            let (word, name) = rest.split_once('.')?;
            let known = matches!(word, "header" | "multivalueheader") && !name.is_empty();
            return known.then_some(Self::IntegrationHeader(name));
        }
        Self::parse_common(text)
    }

    fn parse_common(text: &'a str) -> Option<Self> {
        if let Some(rest) = text.strip_prefix('\'') {
            return rest.strip_suffix('\'').map(Self::Static);
        }
        // Guide pages show both spellings; only the one without the dollar sign is in the grammar.
        let text = text.strip_prefix('$').unwrap_or(text);
        if let Some(name) = text.strip_prefix("stageVariables.") {
            return (!name.is_empty()).then_some(Self::StageVariable(name));
        }
        let name = text.strip_prefix("context.")?;
        (!name.is_empty()).then_some(Self::Context(name))
    }
}

/// `body`, `body.json.path` or `body[0]`.
fn is_body(rest: &str) -> bool {
    rest.strip_prefix("body")
        .is_some_and(|path| path.is_empty() || (path.len() > 1 && path.starts_with(['.', '['])))
}

/// A parameter key split into its parts: `method.request.path.id`, `integration.request.header.X`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParameterName<'a> {
    /// Where the parameter stands.
    pub place: ParameterPlace,
    /// Its name.
    pub name: &'a str,
}

impl<'a> ParameterName<'a> {
    /// Reads a key that begins with `prefix`, such as `integration.request.`. Only sources have
    /// `multivalue…` words.
    pub fn parse(key: &'a str, prefix: &str) -> Option<Self> {
        let (word, name) = key.strip_prefix(prefix)?.split_once('.')?;
        let place = ParameterPlace::parse(word).filter(|place| place.as_str() == word)?;
        (!name.is_empty()).then_some(Self { place, name })
    }

    /// Whether the service takes `name`: its pattern is `^[a-zA-Z0-9:._$-]+$`.
    pub fn is_valid(name: &str) -> bool {
        let legal = |byte: u8| byte.is_ascii_alphanumeric() || b":._$-".contains(&byte);
        !name.is_empty() && name.bytes().all(legal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_of_request_mappings() {
        use Mapping as M;
        let parameter = |place, name| Some(M::MethodParameter(place, name));
        let cases = [
            ("method.request.path.id", parameter(ParameterPlace::Path, "id")),
            ("method.request.multivaluequerystring.q", parameter(ParameterPlace::QueryString, "q")),
            ("method.request.body", Some(M::MethodBody)),
            ("method.request.body.user.name", Some(M::MethodBody)),
            ("method.request.foo.bar", None),
            ("stageVariables.host", Some(M::StageVariable("host"))),
            ("context.authorizer.claims.sub", Some(M::Context("authorizer.claims.sub"))),
            ("'application/json'", Some(M::Static("application/json"))),
            ("''", Some(M::Static(""))),
            ("'half", None),
            ("'", None),
            ("notquoted", None),
            ("\"*\"", None),
            ("'Content-Type',Authorization", None),
            ("true", None),
            ("integration.response.header.X", None),
        ];
        for (text, expected) in cases {
            assert_eq!(M::parse_request(text), expected, "{text}");
        }
    }

    #[test]
    fn sources_of_response_mappings() {
        assert_eq!(
            Mapping::parse_response("integration.response.header.Location"),
            Some(Mapping::IntegrationHeader("Location"))
        );
        assert_eq!(
            Mapping::parse_response("integration.response.body.type"),
            Some(Mapping::IntegrationBody)
        );
        assert_eq!(Mapping::parse_response("method.request.path.id"), None);
    }
}
