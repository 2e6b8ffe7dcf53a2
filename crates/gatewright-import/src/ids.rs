//! Where identifiers come from.

use std::collections::HashSet;

use gatewright_model::Api;

/// What identifiers are spelled with.
const LETTERS: &[u8; 36] = b"abcdefghijklmnopqrstuvwxyz0123456789";

/// What an identifier is for. It decides the length: the service's API identifiers have ten
/// characters, all others that an import makes six (recorded).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IdKind {
    /// An API.
    RestApi,
    /// A resource.
    Resource,
    /// A model.
    Model,
    /// An authorizer.
    Authorizer,
    /// A request validator.
    RequestValidator,
    /// A documentation part.
    DocumentationPart,
}

impl IdKind {
    fn len(self) -> usize {
        match self {
            Self::RestApi => 10,
            Self::Resource
            | Self::Model
            | Self::Authorizer
            | Self::RequestValidator
            | Self::DocumentationPart => 6,
        }
    }

    /// How many identifiers of that length there are.
    fn count(self) -> u64 {
        // The length is at most ten.
        (0..self.len()).map(|_| LETTERS.len() as u64).product()
    }

    fn word(self) -> &'static str {
        match self {
            Self::RestApi => "api",
            Self::Resource => "resource",
            Self::Model => "model",
            Self::Authorizer => "authorizer",
            Self::RequestValidator => "validator",
            Self::DocumentationPart => "documentation",
        }
    }
}

/// Gives identifiers to the things that an import makes.
pub trait IdSource {
    /// A new identifier for the thing called `name` (an API's name, a path, a model's name …). No
    /// two calls may give the same.
    fn id(&mut self, kind: IdKind, name: &str) -> String;
}

/// Identifiers that depend on nothing but what they are for: importing a definition again gives
/// the same ones, and changing one path leaves those of all others alone, so that the result can
/// be committed and compared.
#[derive(Debug, Clone, Default)]
pub struct StableIds {
    /// Each as its length and the number that it spells.
    given: HashSet<(usize, u64)>,
}

impl StableIds {
    /// Identifiers for what comes to an API that exists: none of those that it has.
    pub fn beside(api: &Api) -> Self {
        let ids = api.resources.iter().map(|it| &it.id).chain([&api.rest_api.id]);
        let ids = ids.chain(api.models.iter().map(|it| &it.id));
        let ids = ids.chain(api.authorizers.iter().map(|it| &it.id));
        let ids = ids.chain(api.request_validators.iter().map(|it| &it.id));
        let ids = ids.chain(api.documentation_parts.iter().map(|it| &it.id));
        Self { given: ids.filter_map(|id| Some((id.len(), spelled(id)?))).collect() }
    }
}

impl IdSource for StableIds {
    fn id(&mut self, kind: IdKind, name: &str) -> String {
        let number = |attempt: &str| hash(&[kind.word(), name, attempt]) % kind.count();
        let mut id = number("0");
        let mut attempt = 0;
        while !self.given.insert((kind.len(), id)) {
            attempt += 1;
            id = number(&attempt.to_string());
        }
        spell(id, kind.len())
    }
}

/// Six hexadecimal digits from a text, as the service's names for generated models have them.
pub(crate) fn six_hex_digits(text: &str) -> String {
    format!("{:06x}", hash(&["inline", text]) & 0x00ff_ffff)
}

/// FNV-1a with a final mix. The standard library's hashers promise no stable result; this one must
/// give the same on every platform and in every version.
fn hash(parts: &[&str]) -> u64 {
    let mut state: u64 = 0xcbf2_9ce4_8422_2325;
    for part in parts {
        for byte in part.bytes().chain([0xff]) {
            state = (state ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^ (state >> 31)
}

fn spell(mut number: u64, len: usize) -> String {
    let mut text = String::with_capacity(len);
    for _ in 0..len {
        let index = usize::try_from(number % 36).unwrap_or_default();
        text.push(char::from(LETTERS[index]));
        number /= 36;
    }
    text
}

/// The number that an identifier spells; none if it cannot be one of ours.
fn spelled(id: &str) -> Option<u64> {
    id.bytes().rev().try_fold(0_u64, |number, byte| {
        let digit = LETTERS.iter().position(|letter| *letter == byte)?;
        number.checked_mul(36)?.checked_add(digit as u64)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_stable_and_distinct() {
        let mut ids = StableIds::default();
        let first = ids.id(IdKind::Resource, "/pets");
        let second = ids.id(IdKind::Resource, "/pets");
        assert_ne!(first, second);
        assert_eq!(first, StableIds::default().id(IdKind::Resource, "/pets"));
        assert_eq!(ids.id(IdKind::RestApi, "Pets").len(), 10);
        assert_eq!(first.len(), 6);
    }

    #[test]
    fn what_is_spelled_is_read_again() {
        assert_eq!(spelled(&spell(1_234_567, 6)), Some(1_234_567));
        assert_eq!(spelled("not-ours"), None);
    }
}
