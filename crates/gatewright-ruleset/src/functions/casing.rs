//! The casing of names.

use super::{Fault, Subject};
use crate::pattern::Pattern;

/// A way to write names of several words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    Flat,
    Camel,
    Pascal,
    Kebab,
    Cobol,
    Snake,
    Macro,
}

impl Style {
    /// The names of all of them.
    pub(crate) const ALL: [(&'static str, Self); 7] = [
        ("flat", Self::Flat),
        ("camel", Self::Camel),
        ("pascal", Self::Pascal),
        ("kebab", Self::Kebab),
        ("cobol", Self::Cobol),
        ("snake", Self::Snake),
        ("macro", Self::Macro),
    ];

    pub(crate) fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().find(|(name, _)| *name == text).map(|(_, it)| *it)
    }

    fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(_, it)| *it == self).map_or("", |(name, _)| name)
    }

    /// An example, since the names of casings are not everybody's.
    fn example(self) -> &'static str {
        match self {
            Self::Flat => "petstore",
            Self::Camel => "petStore",
            Self::Pascal => "PetStore",
            Self::Kebab => "pet-store",
            Self::Cobol => "PET-STORE",
            Self::Snake => "pet_store",
            Self::Macro => "PET_STORE",
        }
    }

    /// A pattern for one name, in which `#` stands for further digits.
    fn pattern(self) -> &'static str {
        match self {
            Self::Flat => "[a-z][a-z#]*",
            // Words of one letter are taken at the end only.
            Self::Camel => "[a-z][a-z#]*(?:[A-Z#](?:[a-z#]+|$))*",
            Self::Pascal => "[A-Z][a-z#]*(?:[A-Z#](?:[a-z#]+|$))*",
            Self::Kebab => "[a-z][a-z#]*(?:-[a-z#]+)*",
            Self::Cobol => "[A-Z][A-Z#]*(?:-[A-Z#]+)*",
            Self::Snake => "[a-z][a-z#]*(?:_[a-z#]+)*",
            Self::Macro => "[A-Z][A-Z#]*(?:_[A-Z#]+)*",
        }
    }
}

/// A casing, with what else names may hold.
#[derive(Debug, Clone)]
pub(crate) struct Casing {
    style: Style,
    separator: Option<(char, Leading)>,
    pattern: Pattern,
}

/// Whether a name may begin with its separator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Leading {
    Allowed,
    Refused,
}

/// Whether names may hold digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Digits {
    Allowed,
    Refused,
}

impl Casing {
    /// A casing whose names may be joined by a separator.
    pub(crate) fn new(
        style: Style,
        digits: Digits,
        separator: Option<(char, Leading)>,
    ) -> Result<Self, String> {
        let digits = if digits == Digits::Allowed { "0-9" } else { "" };
        let name = style.pattern().replace('#', digits);
        let text = match separator {
            None => format!("^{name}$"),
            Some((separator, leading)) => {
                let separator = format!("[\\u{{{:x}}}]", u32::from(separator));
                let leading = if leading == Leading::Allowed {
                    format!("{separator}?")
                } else {
                    String::new()
                };
                format!("^{leading}{name}(?:{separator}{name})*$")
            }
        };
        Ok(Self { style, separator, pattern: Pattern::library(&text)? })
    }

    pub(super) fn check<'d>(&self, subject: &Subject<'d>) -> Vec<Fault<'d>> {
        let Some(text) = subject.string().filter(|it| !it.is_empty()) else { return Vec::new() };
        let is_separator = self.separator.is_some_and(|(separator, leading)| {
            leading == Leading::Allowed && text.chars().eq([separator])
        });
        if is_separator || self.pattern.is_found_in(&text) != Some(false) {
            return Vec::new();
        }
        Fault::of_value(format!("must be {}", self.told()))
    }

    pub(super) fn told(&self) -> String {
        let style = self.style;
        let separated = self.separator.filter(|(it, _)| !style.example().contains(*it));
        let separated = separated.map(|(it, _)| format!(" with `{it}` between"));
        let separated = separated.unwrap_or_default();
        format!("in {} case{separated}, such as `{}`", style.as_str(), style.example())
    }
}
