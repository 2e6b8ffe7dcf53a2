//! What the schemas of a definition come to together: what they refer to, which of them go round in
//! circles, and which values they take.

mod cycles;
mod fit;
mod judge;

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;

use gatewright_definition::values::Pieces;
use gatewright_definition::{Definition, Version};
use gatewright_import::JavaPattern;
use gatewright_source::{Kind, Node, Scalar};

use cycles::Survey;
pub(crate) use cycles::{Steps, cycles};
pub(crate) use fit::{Misfit, misfit};
use judge::Judges;

/// References to references are followed this far.
const MAX_CHAIN: usize = 32;

/// The schemas of a definition.
pub(crate) struct Schemas<'a> {
    definition: &'a Definition<'a>,
    /// The places of the named ones in the definition's list.
    places: OnceCell<HashMap<&'a str, usize>>,
    /// What is wrong with each pattern that was asked for.
    patterns: RefCell<HashMap<&'a str, Option<String>>>,
    survey: OnceCell<Survey<'a>>,
    judges: Judges,
}

impl<'a> Schemas<'a> {
    pub(crate) fn new(definition: &'a Definition<'a>) -> Self {
        Self {
            definition,
            places: OnceCell::new(),
            patterns: RefCell::default(),
            survey: OnceCell::new(),
            judges: Judges::default(),
        }
    }

    /// The schema that a node stands for: itself, or what it refers to at last. None when that is
    /// not there.
    pub(crate) fn resolve(&self, at: Node<'a>) -> Option<Node<'a>> {
        let mut target = at;
        for _ in 0..MAX_CHAIN {
            let Some(text) = reference(target) else { return Some(target) };
            target = match self.place(text) {
                Some(place) => self.definition.schemas[place].at,
                None => self.definition.document.at_pointer(text.strip_prefix('#')?)?,
            };
        }
        None
    }

    /// The number of the named schema that the text of a reference means.
    pub(crate) fn place(&self, text: &str) -> Option<usize> {
        let home = match self.definition.version {
            Version::Swagger20 => "#/definitions/",
            Version::OpenApi30 => "#/components/schemas/",
        };
        let places = self.places.get_or_init(|| {
            let named = self.definition.schemas.iter().enumerate();
            named.map(|(place, schema)| (schema.name.as_str(), place)).collect()
        });
        places.get(text.strip_prefix(home)?).copied()
    }

    fn survey(&self) -> &Survey<'a> {
        self.survey.get_or_init(|| Survey::of(self))
    }

    /// The keys of all properties within the named schemas, in the order of the document.
    pub(crate) fn property_keys(&self) -> &[Node<'a>] {
        &self.survey().properties
    }

    /// What is wrong with a regular expression. Many definitions repeat a few.
    pub(crate) fn pattern_fault(&self, pattern: &'a str) -> Option<String> {
        if let Some(known) = self.patterns.borrow().get(pattern) {
            return known.clone();
        }
        let fault = JavaPattern::parse(pattern).err().map(|error| error.to_string());
        self.patterns.borrow_mut().insert(pattern, fault.clone());
        fault
    }
}

/// The text of a `$ref`.
pub(crate) fn reference(at: Node<'_>) -> Option<&str> {
    at.get("$ref")?.as_str()
}

/// The key of a member, to point at; of anything else the thing itself.
pub(crate) fn key_of(at: Node<'_>) -> Node<'_> {
    at.key().unwrap_or(at)
}

/// Whether somebody has yet to say what a value is: a placeholder, a function of a template.
pub(crate) fn is_unknown(at: Node<'_>) -> bool {
    if at.has_unknown() || at.tag().is_some_and(|tag| !tag.starts_with("!!")) {
        return true;
    }
    match at.kind() {
        Kind::Scalar => at.text().is_some_and(|text| !Pieces::of(text).is_known()),
        Kind::Mapping => {
            let mut keys = at.entries().filter_map(|(key, _)| key.text());
            let is_function = |key: &str| key.starts_with("Fn::") || key == "Ref";
            keys.next().is_some_and(is_function) && keys.next().is_none()
        }
        Kind::Sequence => false,
    }
}

/// Whether a value is of the type that the word says; none when that is no word of JSON Schema.
pub(crate) fn has_type(value: Node<'_>, word: &str) -> Option<bool> {
    let scalar = value.scalar();
    Some(match word {
        "array" => value.is_sequence(),
        "object" => value.is_mapping(),
        "boolean" => matches!(scalar, Some(Scalar::Bool(_))),
        "string" => matches!(scalar, Some(Scalar::String(_))),
        "number" => matches!(scalar, Some(Scalar::Integer(_) | Scalar::Float(_))),
        "integer" => match scalar {
            Some(Scalar::Integer(_)) => true,
            Some(float @ Scalar::Float(_)) => float.as_f64().is_some_and(|it| it.fract() == 0.0),
            _ => false,
        },
        "null" => matches!(scalar, Some(Scalar::Null)),
        _ => return None,
    })
}

/// What a value is, for messages.
pub(crate) fn kind_of(value: Node<'_>) -> &'static str {
    match value.kind() {
        Kind::Mapping => "an object",
        Kind::Sequence => "a list",
        Kind::Scalar => match value.scalar() {
            None | Some(Scalar::Null) => "null",
            Some(Scalar::Bool(_)) => "a boolean",
            Some(Scalar::Integer(_)) => "a whole number",
            Some(Scalar::Float(_)) => "a number",
            Some(Scalar::String(_)) => "a text",
        },
    }
}

/// Whether two values are the same, as JSON has it.
pub(crate) fn same(one: Node<'_>, other: Node<'_>) -> bool {
    if one.kind() != other.kind() {
        return false;
    }
    match (one.scalar(), other.scalar()) {
        (Some(one), Some(other)) => match (one.as_f64(), other.as_f64()) {
            (Some(_), Some(_)) => one.as_text() == other.as_text(),
            (None, None) => one == other,
            _ => false,
        },
        _ => one.to_json() == other.to_json(),
    }
}
