//! Which answers of a backend a selection pattern takes.

use gatewright_definition::IntegrationResponse;
use gatewright_import::JavaPattern;

use crate::context::Context;
use crate::target::Integration;

/// What of a backend's answer the patterns are compared with. (*Set up an integration response in
/// API Gateway*.)
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Compared {
    /// Its status code.
    Status,
    /// The error message of a Lambda function; there is none when the function succeeds.
    Message,
    /// One of them, which the address of the backend would tell.
    Unknown,
}

/// What the patterns of an integration are compared with.
pub(crate) fn compared<'a>(integration: &Integration<'a>, cx: &mut Context<'a>) -> Compared {
    if !integration.calls_aws() {
        return Compared::Status;
    }
    let uri = integration.integration.uri.as_ref();
    let Some(address) = uri.and_then(|uri| cx.invocation(uri)) else { return Compared::Unknown };
    if uri.and_then(|uri| cx.function_call(uri)).is_some() {
        return Compared::Message;
    }
    match address.service.known() {
        Some("lambda") | None => Compared::Unknown,
        Some(_) => Compared::Status,
    }
}

/// No real integration has more responses; further ones are not looked at.
pub(crate) const MAX_RESPONSES: usize = 100;

/// Whether the response is for whatever no pattern takes.
pub(crate) fn is_default(response: &IntegrationResponse<'_>) -> bool {
    response.pattern.as_str() == "default"
}

/// Whether a text has the three digits of a status code.
pub(crate) fn is_status(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A set of status codes from 100 to 599.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Statuses([u64; 8]);

impl Statuses {
    const FIRST: u16 = 100;
    const LAST: u16 = 599;

    /// The status codes that a pattern takes; none when only Java could tell, or when it is none.
    pub(crate) fn of(pattern: &str) -> Option<Self> {
        let mut set = Self::default();
        if is_status(pattern) {
            set.insert(pattern.parse().ok()?);
            return Some(set);
        }
        let pattern = JavaPattern::parse(pattern).ok()?;
        let mut text = String::with_capacity(3);
        for status in Self::FIRST..=Self::LAST {
            text.clear();
            for place in [100, 10, 1] {
                text.push(char::from_digit(u32::from(status / place % 10), 10)?);
            }
            if pattern.is_match(&text)? {
                set.insert(status);
            }
        }
        Some(set)
    }

    /// Adds a code.
    pub(crate) fn insert(&mut self, status: u16) {
        if let Some(at) = status.checked_sub(Self::FIRST).filter(|_| status <= Self::LAST) {
            self.0[usize::from(at / 64)] |= 1 << (at % 64);
        }
    }

    /// Whether the code is among them.
    pub(crate) fn has(&self, status: u16) -> bool {
        let Some(at) = status.checked_sub(Self::FIRST) else { return false };
        self.0.get(usize::from(at / 64)).is_some_and(|word| word >> (at % 64) & 1 != 0)
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    /// All of them, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = u16> {
        (Self::FIRST..=Self::LAST).filter(|status| self.has(*status))
    }
}

#[cfg(test)]
mod tests {
    use super::Statuses;

    #[test]
    fn a_pattern_takes_whole_status_codes() {
        let taken = |pattern| Statuses::of(pattern).expect("a pattern").iter().collect::<Vec<_>>();
        assert_eq!(taken("404"), [404]);
        assert_eq!(taken("40[34]|599"), [403, 404, 599]);
        assert_eq!(taken("5\\d{2}").len(), 100);
        assert_eq!(taken(".*").len(), 500);
        assert!(Statuses::of("4xx").expect("a pattern").is_empty());
        assert!(Statuses::of("999").expect("a pattern").is_empty());
        assert_eq!(Statuses::of("4("), None);
    }
}
