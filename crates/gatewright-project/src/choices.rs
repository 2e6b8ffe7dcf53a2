//! Values of settings that are more than texts and numbers: each reads itself, and describes itself
//! for the JSON Schema.

use std::borrow::Cow;
use std::fmt;

use gatewright_lint::{Category, Entry, Level, Places, Quotas, Selector, Severity, entries};
use gatewright_source::At;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error, MapAccess, Unexpected, Visitor};
use serde_json::{Map, Value, json};

use crate::config::{Exempt, SeverityName};
use crate::globs;

/// The name of a rule, a beginning of names with `*`, or a category. Whether there is one is asked
/// when all rules are known.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct RuleName(pub(crate) String);

impl RuleName {
    pub(crate) fn selector(&self) -> Selector {
        Selector::parse(self.0.trim())
    }
}

/// All names that a rule is known by, with what it is.
fn names() -> Vec<(&'static str, String)> {
    let mut all: Vec<(&str, String)> = entries()
        .iter()
        .flat_map(|entry| entry.names().map(|name| (name, entry.metadata.summary())))
        .collect();
    let categories = Category::ALL.iter().map(|it| (it.as_str(), "A category.".to_owned()));
    all.extend(categories);
    all
}

impl JsonSchema for RuleName {
    fn schema_name() -> Cow<'static, str> {
        "RuleName".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let (names, _): (Vec<_>, Vec<_>) = names().into_iter().unzip();
        json_schema!({
            "description": "The name of a rule, a beginning of names with `*`, or a category.",
            "type": "string",
            "anyOf": [
                { "enum": names },
                { "pattern": "^[A-Za-z0-9_./-]*\\*$", "description": "A beginning of names." },
                { "pattern": "^[A-Za-z0-9_./-]+$", "description": "A rule of your own." },
            ],
        })
    }
}

/// Rules that are not told: everywhere, or at some places.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(untagged)]
pub(crate) enum Ignored {
    /// Everywhere.
    Rule(RuleName),
    /// At some places.
    Places(Exempt),
}

impl<'de> Deserialize<'de> for Ignored {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Ignored;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a rule, or a mapping with `rules`")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Ignored, E> {
                Ok(Ignored::Rule(RuleName(text.to_owned())))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Ignored, A::Error> {
                Exempt::deserialize(MapAccessDeserializer::new(map)).map(Ignored::Places)
            }
        }
        deserializer.deserialize_any(Either)
    }
}

/// Severities by the name of a rule, in the order of weight: those that count more come last.
#[derive(Debug, Clone, Default)]
pub(crate) struct Severities(pub(crate) Vec<(At<RuleName>, Level)>);

impl<'de> Deserialize<'de> for Severities {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;
        impl<'de> Visitor<'de> for Members {
            type Value = Severities;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a mapping of rules to severities")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Severities, A::Error> {
                let mut all = Vec::new();
                while let Some((rule, name)) = map.next_entry::<At<RuleName>, SeverityName>()? {
                    let level = match name {
                        SeverityName::Error => Level::On(Severity::Error),
                        SeverityName::Warning => Level::On(Severity::Warning),
                        SeverityName::Info => Level::On(Severity::Info),
                        SeverityName::Off => Level::Off,
                    };
                    all.push((rule, level));
                }
                all.sort_by_key(|(rule, _)| match rule.value.selector() {
                    Selector::Category(_) => (0, 0),
                    Selector::Prefix(prefix) => (1, prefix.len()),
                    Selector::Name(_) => (2, 0),
                });
                Ok(Severities(all))
            }
        }
        deserializer.deserialize_map(Members)
    }
}

impl JsonSchema for Severities {
    fn schema_name() -> Cow<'static, str> {
        "Severities".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let severity = generator.subschema_for::<SeverityName>();
        let entries = entries();
        let is_fatal = |name: &str| {
            let is_it = |entry: &&Entry| entry.names().any(|it| it == name);
            entries.iter().find(is_it).is_some_and(Entry::is_fatal)
        };
        let member = |(name, summary): (&'static str, String)| {
            let it = json!({ "description": summary, "allOf": [severity.clone()] });
            (name.to_owned(), it)
        };
        let known = names().into_iter().filter(|(name, _)| !is_fatal(name));
        let properties: Map<String, Value> = known.map(member).collect();
        json_schema!({
            "type": "object",
            "properties": properties,
            "additionalProperties": severity,
        })
    }
}

/// Quotas by their names.
#[derive(Debug, Clone, Default)]
pub(crate) struct QuotaValues(pub(crate) Vec<(At<&'static str>, u32)>);

/// The name of a quota.
struct QuotaName(&'static str);

impl<'de> Deserialize<'de> for QuotaName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let known = Quotas::NAMES.iter().copied().find(|it| *it == text);
        known.map(Self).ok_or_else(|| D::Error::unknown_field(&text, Quotas::NAMES))
    }
}

impl<'de> Deserialize<'de> for QuotaValues {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;
        impl<'de> Visitor<'de> for Members {
            type Value = QuotaValues;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a mapping of quotas to numbers")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<QuotaValues, A::Error> {
                let mut all = Vec::new();
                while let Some((name, value)) = map.next_entry::<At<QuotaName>, u32>()? {
                    all.push((At { node: name.node, value: name.value.0 }, value));
                }
                Ok(QuotaValues(all))
            }
        }
        deserializer.deserialize_map(Members)
    }
}

impl JsonSchema for QuotaValues {
    fn schema_name() -> Cow<'static, str> {
        "Quotas".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let member = |name: &&'static str| {
            ((*name).to_owned(), json!({ "type": "integer", "minimum": 0, "maximum": u32::MAX }))
        };
        let properties: Map<String, Value> = Quotas::NAMES.iter().map(member).collect();
        json_schema!({
            "type": "object",
            "properties": properties,
            "additionalProperties": false,
        })
    }
}

/// Declares a text that is checked when it is read.
macro_rules! checked_text {
    ($(#[doc = $doc:literal])+ $name:ident($type:ty), $expected:literal, $read:expr, $schema:tt) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone)]
        pub(crate) struct $name(pub(crate) $type);

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Text;
                impl Visitor<'_> for Text {
                    type Value = $name;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str($expected)
                    }

                    fn visit_str<E: Error>(self, text: &str) -> Result<$name, E> {
                        let read: fn(&str) -> Option<$type> = $read;
                        let wrong = || E::invalid_value(Unexpected::Str(text), &self);
                        read(text).map($name).ok_or_else(wrong)
                    }
                }
                // As a key: digits are a text, too.
                deserializer.deserialize_identifier(Text)
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn inline_schema() -> bool {
                true
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    };
}

checked_text! {
    /// A pattern of files.
    Glob(globs::Pattern), "a pattern of files such as `apis/**/*.yaml`",
    globs::Pattern::parse, { "type": "string" }
}

checked_text! {
    /// A JSON pointer with stars.
    PointerPattern(Places), "a JSON pointer such as `/paths/*/get`",
    Places::parse, { "type": "string", "pattern": "^(/.*)?$" }
}

checked_text! {
    /// The number of an account.
    Account(String), "the twelve digits of an account",
    |text| {
        let legal = text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit());
        legal.then(|| text.to_owned())
    },
    { "type": ["string", "integer"], "pattern": "^[0-9]{12}$" }
}

checked_text! {
    /// The name of a region or a partition.
    Name(String), "lower-case letters, digits and hyphens",
    |text| {
        let legal = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        let legal = !text.is_empty() && text.bytes().all(legal);
        legal.then(|| text.to_owned())
    },
    { "type": "string", "pattern": "^[a-z0-9-]+$" }
}
