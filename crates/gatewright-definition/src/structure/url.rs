//! Addresses as the reader takes them: those that its runtime has a protocol for.

use std::net::Ipv6Addr;

/// Whether the text is an address with a protocol, and a port that is a number if there is one.
pub(super) fn is_valid(text: &str) -> bool {
    let text = text.trim();
    let text = text.strip_prefix("url:").unwrap_or(text);
    let Some((protocol, rest)) = text.split_once(':') else { return false };
    match protocol.to_ascii_lowercase().as_str() {
        "http" | "https" | "ftp" | "file" => has_valid_host(rest),
        "mailto" => !rest.is_empty(),
        "jar" => rest.split_once("!/").is_some_and(|(file, _)| is_valid(file)),
        _ => false,
    }
}

fn has_valid_host(rest: &str) -> bool {
    let Some(rest) = rest.strip_prefix("//") else { return true };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = match host.split_once('@') {
        Some((_, host)) if host.contains('@') => return true,
        Some((_, host)) => host,
        None => host,
    };
    let port = if let Some(host) = host.strip_prefix('[') {
        let Some((address, port)) = host.split_once(']') else { return false };
        let address = address.split('%').next().unwrap_or_default();
        if address.parse::<Ipv6Addr>().is_err() || !(port.is_empty() || port.starts_with(':')) {
            return false;
        }
        port.strip_prefix(':').unwrap_or_default()
    } else {
        host.split_once(':').map_or("", |(_, port)| port)
    };
    port.is_empty() || port.parse::<i32>().is_ok_and(|port| port >= -1)
}

#[cfg(test)]
mod tests {
    use super::is_valid;

    #[test]
    fn an_address_has_a_known_protocol() {
        for text in [
            "https://example.com/terms",
            "HTTP://example.com:8080",
            "http://[::1]:80/",
            "mailto:api@example.com",
            "https://{host}/",
            "http://a b",
        ] {
            assert!(is_valid(text), "{text}");
        }
        for text in ["example.com", "//example.com", "ws://example.com", "mailto:", "${url}"] {
            assert!(!is_valid(text), "{text}");
        }
    }

    #[test]
    fn a_port_is_a_number() {
        assert!(!is_valid("http://example.com:port/"));
        assert!(!is_valid("http://example.com:99999999999/"));
        assert!(!is_valid("http://[::1/"));
    }
}
