//! Words and numbers of the service, and names of what a definition defines.

use gatewright_model::GatewayResponseType;
use gatewright_source::Node;
use serde_json::Value;

use super::members::rename;
use super::{Case, has, vocabulary};
use crate::fix::Fix;
use crate::nearest::nearest;

/// Media types that templates are mostly for.
const MEDIA_TYPES: [&str; 6] = [
    "application/json",
    "application/xml",
    "application/x-www-form-urlencoded",
    "text/html",
    "text/plain",
    "text/xml",
];

/// A word that the service refuses: the one that it spells in another way, or the one most like it.
pub(super) fn of_refusal(case: &Case<'_, '_>) -> Option<Fix> {
    let (at, text) = case.known_text()?;
    let words = vocabulary::words_at(at);
    if let Some(word) = words.iter().find(|word| letters(word) == letters(text)) {
        return Some(Fix::safe(format!("write `{word}`")).set(at, *word));
    }
    Some(set(at, nearest(text, words)?))
}

/// The type of an integration, without which the import makes the method all the same.
pub(super) fn integration_type(case: &Case<'_, '_>) -> Option<Fix> {
    let (at, text) = case.known_text()?;
    let words = vocabulary::words_at(at);
    let same = words.iter().copied().find(|word| letters(word) == letters(text));
    Some(set(at, same.or_else(|| nearest(text, words))?))
}

/// The type of a documentation part; members that parts of its type do not have are taken away.
pub(super) fn documentation_location(case: &Case<'_, '_>) -> Option<Fix> {
    let name = case.at.key()?.text()?;
    if name == "type" {
        return of_refusal(case);
    }
    let value = case.value()?;
    let is_foreign = case.diagnostic.message.ends_with(&format!(" has no `{name}`"));
    is_foreign.then(|| Fix::unsafely(format!("remove `{name}`")).remove(value))
}

/// The type of a gateway response, which the service knows in one spelling only.
pub(super) fn gateway_response_type(case: &Case<'_, '_>) -> Option<Fix> {
    let key = case.key()?;
    let text = key.text()?;
    let mut all = GatewayResponseType::ALL.iter().map(|it| it.as_str());
    let Some(word) = all.find(|word| letters(word) == letters(text)) else {
        return rename(key, nearest(text, GatewayResponseType::ALL.iter().map(|it| it.as_str()))?);
    };
    if has(key.parent()?, word) {
        return None;
    }
    Some(Fix::safe(format!("write `{word}`")).rename(key, word))
}

/// The name of a request validator.
pub(super) fn validator(case: &Case<'_, '_>) -> Option<Fix> {
    let (at, text) = case.known_text()?;
    let validators = &case.understood?.definition.request_validators;
    Some(set(at, nearest(text, validators.iter().map(|it| it.name.as_str()))?))
}

/// The name of a security scheme.
pub(super) fn security_scheme(case: &Case<'_, '_>) -> Option<Fix> {
    let key = case.key()?;
    let schemes = &case.understood?.definition.security_schemes;
    rename(key, nearest(key.text()?, schemes.iter().map(|it| it.name.as_str()))?)
}

/// The name of the security scheme for want of which an operation is open.
pub(super) fn scheme_of_open(case: &Case<'_, '_>) -> Option<Fix> {
    let location = &case.diagnostic.related.first()?.location;
    let value = case.document.at_pointer(location.pointer.as_str())?;
    let key = value.key().filter(|key| key.span() == location.span)?;
    let name = key.text()?;
    let schemes = &case.understood?.definition.security_schemes;
    let is_requirement = key.parent()?.parent().is_some_and(Node::is_sequence);
    if !is_requirement || schemes.iter().any(|it| it.name.as_str() == name) {
        return None;
    }
    rename(key, nearest(name, schemes.iter().map(|it| it.name.as_str()))?)
}

/// The media type of a template.
pub(super) fn media_type(case: &Case<'_, '_>) -> Option<Fix> {
    let key = case.key()?;
    let text = key.text()?;
    let subtype = |media_type: &&str| {
        let (_, subtype) = media_type.split_once('/').unwrap_or_default();
        subtype.eq_ignore_ascii_case(text)
    };
    let found = MEDIA_TYPES.iter().copied().find(subtype);
    rename(key, found.or_else(|| nearest(text, MEDIA_TYPES))?)
}

/// The bound that a number is beyond.
pub(super) fn timeout(case: &Case<'_, '_>) -> Option<Fix> {
    bounded(case, 50, 29_000)
}

/// The same of the size from which on payloads are compressed.
pub(super) fn compression_size(case: &Case<'_, '_>) -> Option<Fix> {
    bounded(case, 0, 10_485_760)
}

/// Puts the nearest number within bounds in the place of one beyond them.
pub(super) fn bounded(case: &Case<'_, '_>, least: i64, most: i64) -> Option<Fix> {
    let (at, text) = case.known_text()?;
    let number: i64 = text.parse().ok()?;
    let within = number.clamp(least, most);
    (within != number)
        .then(|| Fix::unsafely(format!("write `{within}`")).set(at, Value::from(within)))
}

fn set(at: Node<'_>, word: &str) -> Fix {
    Fix::unsafely(format!("write `{word}`")).set(at, word)
}

/// The letters and digits of a word, in small.
fn letters(word: &str) -> String {
    word.chars().filter(char::is_ascii_alphanumeric).map(|it| it.to_ascii_lowercase()).collect()
}
