//! The addresses of HTTP integrations. (*x-amazon-apigateway-integration object*.)

use super::Pieces;

/// `{scheme}://{host}:{port}{path}?{query}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HttpUri<'a> {
    /// `http` or `https`, as written. It is never unknown: the service wants it in the text.
    pub scheme: Pieces<'a>,
    /// The host, without a user before it.
    pub host: Pieces<'a>,
    /// The port.
    pub port: Option<Pieces<'a>>,
    /// The path with its first slash; empty without one.
    pub path: Pieces<'a>,
    /// What stands behind the question mark.
    pub query: Option<Pieces<'a>>,
}

impl<'a> HttpUri<'a> {
    /// Reads an address; none when it has no scheme of HTTP or nothing behind it.
    pub fn parse(text: Pieces<'a>) -> Option<Self> {
        let (scheme, rest) = text.split_once("://")?;
        let is_http = ["http", "https"].iter().any(|it| it.eq_ignore_ascii_case(scheme.text()));
        if !is_http || rest.is_empty() {
            return None;
        }
        let rest = rest.split_once("#").map_or(rest, |(rest, _fragment)| rest);
        let (rest, query) = rest.split_once("?").map_or((rest, None), |(a, b)| (a, Some(b)));
        let (authority, path) = match rest.split_once("/") {
            Some((authority, _)) => {
                let end = authority.text().len();
                (authority, rest.slice(end..rest.text().len()))
            }
            None => (rest, rest.slice(rest.text().len()..rest.text().len())),
        };
        let authority = authority.rsplit_once("@").map_or(authority, |(_, host)| host);
        let (host, port) = match authority.rsplit_once(":") {
            // The colons of an address of IPv6 stand in brackets.
            Some((host, port)) if !port.text().contains(']') => (host, Some(port)),
            _ => (authority, None),
        };
        Some(Self { scheme, host, port, path, query })
    }

    /// Whether the backend is called with `https`.
    pub fn is_encrypted(&self) -> bool {
        self.scheme.text().len() == "https".len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> (&str, Option<&str>, &str, Option<&str>) {
        let uri = HttpUri::parse(Pieces::of(text)).expect("an address");
        (uri.host.text(), uri.port.map(Pieces::text), uri.path.text(), uri.query.map(Pieces::text))
    }

    #[test]
    fn the_parts_of_addresses() {
        let cases = [
            ("https://a.example/pets/{id}?q=1#f", ("a.example", None, "/pets/{id}", Some("q=1"))),
            ("HTTP://u:p@a:8080", ("a", Some("8080"), "", None)),
            ("http://${stageVariables.host}/x", ("${stageVariables.host}", None, "/x", None)),
            ("https://${a:b/c?}:${port}/", ("${a:b/c?}", Some("${port}"), "/", None)),
            ("http://[::1]/", ("[::1]", None, "/", None)),
            ("http://a?b=c/d", ("a", None, "", Some("b=c/d"))),
        ];
        for (text, expected) in cases {
            assert_eq!(parts(text), expected, "{text}");
        }
        let host = HttpUri::parse(Pieces::of("http://${h}")).expect("an address").host;
        assert_eq!((host.known(), host.range()), (None, 7..11));
    }

    #[test]
    fn schemes_are_read_without_regard_to_case() {
        let is_encrypted = |text| HttpUri::parse(Pieces::of(text)).map(|uri| uri.is_encrypted());
        assert_eq!(is_encrypted("HTTPS://a"), Some(true));
        assert_eq!(is_encrypted("http://a"), Some(false));
        for text in ["", "https://", "ftp://a", "a.example/x", "${scheme}://a", "//a"] {
            assert_eq!(is_encrypted(text), None, "{text}");
        }
    }
}
