//! What values look like.

use super::Object;

/// What a value looks like. Null stands for an absent value everywhere.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// A text. Numbers and booleans are read as texts.
    Text,
    /// A text of a form.
    Form(&'static Form),
    /// A status code from 100 to 599, as a text or a number.
    StatusCode,
    /// A boolean, also as a text.
    Boolean,
    /// A whole number, also as a text.
    Integer {
        /// The least.
        min: u32,
        /// The greatest; none where it depends on the account.
        max: Option<u32>,
    },
    /// A word.
    Choice(&'static Choices),
    /// An object whose members are known.
    Object(&'static Object),
    /// An object whose keys are names.
    Map(&'static Map),
    /// A list.
    List(&'static Shape),
    /// One of several.
    OneOf(&'static [Shape]),
    /// Anything.
    Any,
}

/// The form of a text.
#[derive(Debug, Clone, Copy)]
pub struct Form {
    /// A regular expression, as JSON Schema has them.
    pub pattern: &'static str,
    /// What is wrong with a text that has another form: a sentence.
    pub fault: &'static str,
}

/// A set of words.
#[derive(Debug, Clone, Copy)]
pub struct Choices {
    /// The words, as the service's pages write them.
    pub words: &'static [Choice],
    /// What else is taken.
    pub matching: Matching,
}

/// How a text is held against a set of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matching {
    /// It must be one of them.
    Exact,
    /// It must be one of them, in capitals or small letters.
    AnyCase,
    /// They are the usual ones; others are taken too.
    Open,
}

/// A word and what it means.
#[derive(Debug, Clone, Copy)]
pub struct Choice {
    /// The word.
    pub value: &'static str,
    /// What it means: one line of Markdown.
    pub docs: &'static str,
}

/// An object whose keys are names.
#[derive(Debug, Clone, Copy)]
pub struct Map {
    /// The keys.
    pub keys: Keys,
    /// The values.
    pub values: Shape,
}

/// The keys of a [`Map`].
#[derive(Debug, Clone, Copy)]
pub struct Keys {
    /// What a key is: Markdown.
    pub docs: &'static str,
    /// Keys that have a meaning of their own.
    pub words: &'static [Choice],
    /// Which other keys there are.
    pub others: Others,
    /// A key as one writes it.
    pub example: &'static str,
}

/// The keys of a [`Map`] that are none of its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Others {
    /// There are none.
    None,
    /// Those that match a regular expression.
    Matching(&'static str),
    /// Any.
    Any,
}

impl Choice {
    /// A word and what it means.
    pub(super) const fn new(value: &'static str, docs: &'static str) -> Self {
        Self { value, docs }
    }
}

impl Choices {
    /// The word that a text stands for.
    pub fn find(&self, text: &str) -> Option<&'static Choice> {
        self.words.iter().find(|word| match self.matching {
            Matching::Exact | Matching::Open => word.value == text,
            Matching::AnyCase => word.value.eq_ignore_ascii_case(text),
        })
    }
}

impl Shape {
    /// The words that may stand here, those of all alternatives.
    pub fn choices(&self) -> Box<dyn Iterator<Item = &'static Choice> + '_> {
        match self {
            Self::Choice(choices) => Box::new(choices.words.iter()),
            Self::OneOf(shapes) => Box::new(shapes.iter().flat_map(Self::choices)),
            _ => Box::new(std::iter::empty()),
        }
    }

    /// What a text that stands here means, if it is one of the words.
    pub fn choice(&self, text: &str) -> Option<&'static Choice> {
        match self {
            Self::Choice(choices) => choices.find(text),
            Self::OneOf(shapes) => shapes.iter().find_map(|shape| shape.choice(text)),
            _ => None,
        }
    }

    /// The objects that may stand here, those of all alternatives.
    pub fn objects(&self) -> Box<dyn Iterator<Item = &'static Object> + '_> {
        match self {
            Self::Object(object) => Box::new(std::iter::once(*object)),
            Self::OneOf(shapes) => Box::new(shapes.iter().flat_map(Self::objects)),
            _ => Box::new(std::iter::empty()),
        }
    }

    /// What a list that may stand here has as items.
    pub fn items(&self) -> Option<&'static Shape> {
        match self {
            Self::List(items) => Some(items),
            Self::OneOf(shapes) => shapes.iter().find_map(Self::items),
            _ => None,
        }
    }

    /// The map that may stand here.
    pub fn map(&self) -> Option<&'static Map> {
        match self {
            Self::Map(map) => Some(map),
            Self::OneOf(shapes) => shapes.iter().find_map(Self::map),
            _ => None,
        }
    }
}
