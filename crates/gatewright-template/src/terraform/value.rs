//! What expressions come to: values that know where they are written, as far as somebody knows them.

use std::rc::Rc;

use gatewright_diagnostics::Span;
use serde_json::Number;

use super::language::Template;
use super::scope::Scope;

/// A place in one of the files that were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// The number of the file among those of the evaluation.
    pub(super) file: usize,
    pub(super) span: Span,
}

/// A value, and where it is written.
#[derive(Debug, Clone)]
pub(super) struct Value {
    pub(super) at: Place,
    pub(super) is: Is,
}

#[derive(Debug, Clone)]
pub(super) enum Is {
    /// Nobody knows; a placeholder stands for it.
    Unknown(Rc<str>),
    Null,
    Bool(bool),
    Number(Number),
    Text(Rc<Text>),
    List(Rc<Vec<Value>>),
    /// In the order in which they are written; keys are texts.
    Map(Rc<Vec<(Value, Value)>>),
    /// What `jsonencode` and `yamlencode` make a text of.
    Encoded(Rc<Value>),
}

/// A text, with what of it nobody knows.
#[derive(Debug, Clone, Default)]
pub(super) struct Text {
    pub(super) written: String,
    /// The bytes of it that are placeholders.
    pub(super) holes: Vec<Span>,
    /// Which bytes stand where, in the file of the value.
    pub(super) runs: Vec<(Span, Span)>,
    /// The template that it was made of.
    pub(super) made_of: Option<Rc<Made>>,
}

/// What a text was made of.
#[derive(Debug)]
pub(super) struct Made {
    pub(super) file: usize,
    pub(super) template: Rc<Template>,
    pub(super) scope: Scope,
}

impl Text {
    pub(super) fn known(text: impl Into<String>) -> Self {
        Self { written: text.into(), ..Self::default() }
    }

    fn end(&self) -> u32 {
        u32::try_from(self.written.len()).unwrap_or(u32::MAX)
    }

    /// Adds a text that stands at a place of the file.
    pub(super) fn push(&mut self, text: &str, at: Span) {
        let start = self.end();
        self.written.push_str(text);
        if !text.is_empty() {
            self.runs.push((Span::new(start, self.end()), at));
        }
    }

    /// Adds a text that is written elsewhere, for which that place of the file stands.
    pub(super) fn push_text(&mut self, other: &Text, at: Span) {
        let start = self.end();
        self.push(&other.written, at);
        let moved = other.holes.iter().map(|it| Span::new(it.start + start, it.end + start));
        self.holes.extend(moved);
    }

    /// Adds a placeholder.
    pub(super) fn push_hole(&mut self, placeholder: &str, at: Span) {
        let start = self.end();
        self.push(placeholder, at);
        self.holes.push(Span::new(start, self.end()));
    }
}

/// How much a value holds where each of its parts is written out, even what stands in it twice.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Size {
    pub(super) values: usize,
    pub(super) bytes: usize,
}

impl Size {
    /// More values than this are in no definition; nobody counts further.
    pub(super) const MOST_VALUES: usize = 1_000_000;

    fn count(&mut self, value: &Value) {
        self.values += 1;
        match &value.is {
            Is::Text(it) => self.bytes = self.bytes.saturating_add(it.written.len()),
            Is::Encoded(inner) => {
                let size = inner.size();
                self.values += size.values;
                // Each quote gets a backslash.
                self.bytes = self.bytes.saturating_add(size.bytes.saturating_mul(2));
                self.bytes = self.bytes.saturating_add(size.values);
            }
            Is::List(items) => {
                for item in items.iter() {
                    if self.values > Self::MOST_VALUES {
                        break;
                    }
                    self.count(item);
                }
            }
            Is::Map(members) => {
                for (key, member) in members.iter() {
                    if self.values > Self::MOST_VALUES {
                        break;
                    }
                    self.count(key);
                    self.count(member);
                }
            }
            Is::Unknown(_) | Is::Null | Is::Bool(_) | Is::Number(_) => {}
        }
    }
}

impl Value {
    /// What it would be, written out.
    pub(super) fn size(&self) -> Size {
        let mut size = Size::default();
        size.count(self);
        size
    }

    pub(super) fn new(at: Place, is: Is) -> Self {
        Self { at, is }
    }

    pub(super) fn text(at: Place, text: impl Into<String>) -> Self {
        Self::new(at, Is::Text(Rc::new(Text::known(text))))
    }

    pub(super) fn unknown(at: Place, placeholder: &str) -> Self {
        Self::new(at, Is::Unknown(placeholder.into()))
    }

    pub(super) fn list(at: Place, items: Vec<Value>) -> Self {
        Self::new(at, Is::List(Rc::new(items)))
    }

    pub(super) fn map(at: Place, members: Vec<(Value, Value)>) -> Self {
        Self::new(at, Is::Map(Rc::new(members)))
    }

    /// A value from outside, all of which stands at one place.
    pub(super) fn of_json(at: Place, value: &serde_json::Value) -> Self {
        let of = |it| Self::of_json(at, it);
        match value {
            serde_json::Value::Null => Self::new(at, Is::Null),
            serde_json::Value::Bool(it) => Self::new(at, Is::Bool(*it)),
            serde_json::Value::Number(it) => Self::new(at, Is::Number(it.clone())),
            serde_json::Value::String(it) => Self::text(at, it.as_str()),
            serde_json::Value::Array(items) => Self::list(at, items.iter().map(of).collect()),
            serde_json::Value::Object(members) => {
                let members =
                    members.iter().map(|(key, it)| (Self::text(at, key.as_str()), of(it)));
                Self::map(at, members.collect())
            }
        }
    }

    /// Whether it is no text, number or truth, nor anything that nobody knows.
    pub(super) fn is_collection(&self) -> bool {
        matches!(self.is, Is::List(_) | Is::Map(_))
    }

    pub(super) fn is_unknown(&self) -> bool {
        matches!(self.is, Is::Unknown(_))
    }

    /// Whether all of it is known, as far as it is no collection.
    pub(super) fn is_known(&self) -> bool {
        match &self.is {
            Is::Unknown(_) => false,
            Is::Text(it) => it.holes.is_empty(),
            _ => true,
        }
    }

    pub(super) fn as_bool(&self) -> Option<bool> {
        match &self.is {
            Is::Bool(it) => Some(*it),
            Is::Text(it) if it.written == "true" => Some(true),
            Is::Text(it) if it.written == "false" => Some(false),
            _ => None,
        }
    }

    pub(super) fn as_number(&self) -> Option<f64> {
        match &self.is {
            Is::Number(it) => it.as_f64(),
            Is::Text(it) if it.holes.is_empty() => it.written.parse().ok(),
            _ => None,
        }
    }

    /// A text that is wholly known.
    pub(super) fn as_known_text(&self) -> Option<String> {
        let text = self.to_text()?;
        text.holes.is_empty().then_some(text.written)
    }

    /// What stands in a text where the value is put; none of a collection.
    pub(super) fn to_text(&self) -> Option<Text> {
        Some(match &self.is {
            Is::Unknown(placeholder) => {
                let mut text = Text::default();
                text.push_hole(placeholder, self.at.span);
                text
            }
            Is::Text(it) => Text { made_of: None, ..Text::clone(it) },
            Is::Bool(it) => Text::known(it.to_string()),
            Is::Number(it) => Text::known(it.to_string()),
            Is::Encoded(it) => super::encode::json(it),
            Is::Null | Is::List(_) | Is::Map(_) => return None,
        })
    }

    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        match &self.is {
            Is::Map(members) => members
                .iter()
                .rev()
                .find(|(key, _)| matches!(&key.is, Is::Text(it) if it.written == name))
                .map(|(_, value)| value),
            _ => None,
        }
    }

    /// A value as JSON where all of it is known.
    pub(super) fn to_json(&self) -> Option<serde_json::Value> {
        Some(match &self.is {
            Is::Unknown(_) => return None,
            Is::Null => serde_json::Value::Null,
            Is::Bool(it) => (*it).into(),
            Is::Number(it) => it.clone().into(),
            Is::Text(_) | Is::Encoded(_) => self.as_known_text()?.into(),
            Is::List(items) => {
                serde_json::Value::Array(items.iter().map(Self::to_json).collect::<Option<_>>()?)
            }
            Is::Map(members) => {
                let pair =
                    |(key, value): &(Value, Value)| Some((key.as_known_text()?, value.to_json()?));
                serde_json::Value::Object(members.iter().map(pair).collect::<Option<_>>()?)
            }
        })
    }
}
