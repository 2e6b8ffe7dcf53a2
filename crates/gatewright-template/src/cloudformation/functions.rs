//! The functions of CloudFormation (*Intrinsic function reference*), one by one.

use std::borrow::Cow;
use std::collections::HashMap;

use gatewright_diagnostics::Span;
use gatewright_source::{Fill, Hole, Known, Node};
use serde_json::Value as Json;

use super::evaluator::{Evaluator, IsKnown, Tag};
use super::text::{self, IsWhole, Part, Text};
use super::value::{Place, Value};
use crate::written_call::attribute;

impl<'t> Evaluator<'t> {
    /// What a call of a function comes to.
    pub(super) fn function(&self, name: &str, argument: &Place<'t>, tag: Tag) -> Value<'t> {
        match name {
            "Ref" => self.reference(argument, tag),
            "Sub" => self.sub(argument),
            "GetAtt" => self.get_att(argument),
            "If" => self.chosen(argument),
            "Join" => self.join(argument),
            "Select" => self.select(argument),
            "Split" => self.split(argument),
            "FindInMap" => self.find_in_map(argument),
            "Transform" => self.transformed(argument),
            "ImportValue" => {
                let text = self.text(&self.argument(argument, tag));
                Value::unknown(text.as_known().unwrap_or("Fn::ImportValue"))
            }
            "Base64" => {
                let text = self.text(&self.argument(argument, tag));
                match text.as_known() {
                    Some(text) if self.may_go_on(argument.node, text.len()) => {
                        Value::Text(Text::known(text::base64(text.as_bytes())))
                    }
                    _ => Value::unknown("Fn::Base64"),
                }
            }
            "Length" => match self.items(&self.argument(argument, tag)) {
                Some((items, IsWhole::Yes)) => Value::Plain(items.len().to_string()),
                _ => Value::unknown("Fn::Length"),
            },
            "ToJsonString" => self.to_json_string(argument, tag),
            // `Cidr`, `GetAZs` and those that there are not.
            other => Value::unknown(&format!("Fn::{other}")),
        }
    }

    fn reference(&self, argument: &Place<'t>, tag: Tag) -> Value<'t> {
        let Some(name) = argument.node.text() else {
            // Language extensions allow functions here.
            let text = self.text(&self.argument(argument, tag));
            return match text.as_known() {
                Some(name) => self.named(argument, name),
                None => Value::unknown("Ref"),
            };
        };
        self.named(argument, name)
    }

    /// What a name stands for: an item of a loop, a pseudo-parameter, a parameter, a resource.
    fn named(&self, place: &Place<'t>, name: &str) -> Value<'t> {
        if let Some(item) = place.item(name) {
            return Value::Text(Text::known(item));
        }
        let name = if place.has_item() && name.contains('{') {
            Cow::Owned(self.replaced(place, name))
        } else {
            Cow::Borrowed(name)
        };
        if let Some(value) = self.pseudo(&name) {
            return value;
        }
        self.parameter(&name).unwrap_or_else(|| Value::unknown(&name))
    }

    fn sub(&self, argument: &Place<'t>) -> Value<'t> {
        let mut parts = argument.node.items();
        let (at, own) = match argument.node.text() {
            Some(_) => (argument.node, None),
            None => match parts.next() {
                Some(first) => (first, parts.next()),
                None => return Value::unknown("Fn::Sub"),
            },
        };
        let template = self.sub_text(&argument.with(at));
        let Some(template) = template else { return Value::unknown("Fn::Sub") };
        let own = self.variables(argument, own);
        let mut made = Text { from: Some(at), ..Text::default() };
        for (_, part) in text::parts(&template) {
            match part {
                Part::Text(text) => made.push(text),
                Part::Literal(name) => made.push(&text::placeholder(name)),
                Part::Name(name) => {
                    let value = self.variable(argument, &own, name);
                    made.append(&value);
                    if made.len() > MOST_OF_A_TEXT || !self.may_go_on(argument.node, value.len()) {
                        self.stop(argument.node);
                        return Value::unknown("Fn::Sub");
                    }
                }
            }
        }
        Value::Text(made)
    }

    /// What a name in a text of `Fn::Sub` stands for.
    fn variable(&self, place: &Place<'t>, own: &Variables<'t>, name: &str) -> Text<'t> {
        match own.get(name) {
            Some(text) => text.clone(),
            None if name.contains('.') => Text::unknown(name),
            None => self.text(&self.named(place, name)),
        }
    }

    /// A text that stands in the template, and what `Fn::Sub` puts into it where it is the argument of one.
    pub(super) fn filled(&self, at: &Place<'t>) -> Option<(Node<'t>, Vec<Hole>)> {
        let argument = match self.call(at.node) {
            None => return Some((at.node, Vec::new())).filter(|(node, _)| node.text().is_some()),
            Some(("Sub", argument)) => at.with(argument),
            Some(_) => return None,
        };
        let mut parts = argument.node.items();
        let (at, own) = match argument.node.text() {
            Some(_) => (argument.node, None),
            None => (parts.next()?, parts.next()),
        };
        let own = self.variables(&argument, own);
        let holes = text::parts(at.text()?).filter_map(|(range, part)| {
            let fill = match part {
                Part::Text(_) => return None,
                Part::Literal(name) => Fill::Text(text::placeholder(name)),
                Part::Name(name) => match self.variable(&argument, &own, name).as_known() {
                    Some(text) if self.may_go_on(at, text.len()) => Fill::Text(text.to_owned()),
                    _ => Fill::Unknown,
                },
            };
            let byte = |at: usize| u32::try_from(at).expect("files above 4 GiB are not read");
            Some(Hole { span: Span::new(byte(range.start), byte(range.end)), fill })
        });
        Some((at, holes.collect()))
    }

    /// The text of a `Fn::Sub`; with language extensions a function may make it.
    fn sub_text(&self, at: &Place<'t>) -> Option<Cow<'t, str>> {
        let text = match at.node.text() {
            Some(text) => Cow::Borrowed(text),
            None => Cow::Owned(self.text(&self.value(at)).as_known()?.to_owned()),
        };
        Some(if at.has_item() { Cow::Owned(self.replaced(at, &text)) } else { text })
    }

    fn variables(&self, argument: &Place<'t>, own: Option<Node<'t>>) -> Variables<'t> {
        let mut variables = Variables::new();
        let Some(own) = own else { return variables };
        for entry in self.entries(&argument.with(own)) {
            if let Some(name) = entry.key.as_known() {
                let text = || self.text(&entry.value);
                variables.entry(name.to_owned()).or_insert_with(text);
            }
        }
        variables
    }

    fn get_att(&self, argument: &Place<'t>) -> Value<'t> {
        let node = argument.node;
        if node.is_sequence() {
            let parts: Vec<String> = node
                .items()
                .map(|it| self.text(&self.value(&argument.with(it))).to_string())
                .collect();
            return Value::unknown(&parts.join("."));
        }
        let name = attribute(node);
        Value::unknown(&if argument.has_item() { self.replaced(argument, &name) } else { name })
    }

    /// The branch that a condition chooses; where nobody knows, the first that is something.
    fn chosen(&self, argument: &Place<'t>) -> Value<'t> {
        let parts: Vec<Node<'t>> = argument.node.items().collect();
        let [condition, first, second] = parts[..] else { return Value::unknown("Fn::If") };
        let name = condition.text().map(|it| self.replaced(argument, it));
        match name.and_then(|it| self.holds(&it)) {
            Some(true) => self.value(&argument.with(first)),
            Some(false) => self.value(&argument.with(second)),
            None => match self.value(&argument.with(first)) {
                Value::Nothing => self.value(&argument.with(second)),
                value => value,
            },
        }
    }

    fn join(&self, argument: &Place<'t>) -> Value<'t> {
        let mut parts = argument.node.items();
        let (Some(delimiter), Some(list)) = (parts.next(), parts.next()) else {
            return Value::unknown("Fn::Join");
        };
        let delimiter = self.text(&self.value(&argument.with(delimiter)));
        let Some(delimiter) = delimiter.as_known() else { return Value::unknown("Fn::Join") };
        let list = self.value(&argument.with(list));
        let made = self.joined(delimiter, &list);
        if made.len() > MOST_OF_A_TEXT || !self.may_go_on(argument.node, made.len()) {
            self.stop(argument.node);
            return Value::unknown("Fn::Join");
        }
        Value::Text(made)
    }

    /// The items of a list with delimiters between them.
    pub(super) fn joined(&self, delimiter: &str, list: &Value<'t>) -> Text<'t> {
        let Some((items, is_whole)) = self.items(list) else {
            // A list that nobody knows.
            return match list {
                Value::Text(text) if text.known_as() == Known::Not => text.clone(),
                _ => Text::unknown("Unknown"),
            };
        };
        let mut made = Text::default();
        for (number, item) in items.iter().enumerate() {
            if number > 0 {
                made.push(delimiter);
            }
            let is_list = matches!(item, Value::List(..) | Value::Json(Json::Array(_)))
                || matches!(item, Value::Written(place) if place.node.text().is_none());
            if is_list {
                made.append(&Text::unknown("Unknown"));
            } else {
                made.append(&self.text(item));
            }
            if made.len() > MOST_OF_A_TEXT {
                return Text::unknown("Unknown");
            }
        }
        if is_whole == IsWhole::No {
            made.append(&Text::unknown("Unknown"));
        }
        made
    }

    fn select(&self, argument: &Place<'t>) -> Value<'t> {
        let unknown = || Value::unknown("Fn::Select");
        let mut parts = argument.node.items();
        let (Some(index), Some(list)) = (parts.next(), parts.next()) else { return unknown() };
        let index = self.text(&self.value(&argument.with(index)));
        let Some(index) = index.as_known().and_then(|it| it.trim().parse::<usize>().ok()) else {
            return unknown();
        };
        let list = self.value(&argument.with(list));
        match self.items(&list) {
            Some((items, _)) => items.into_iter().nth(index).unwrap_or_else(unknown),
            None => unknown(),
        }
    }

    fn split(&self, argument: &Place<'t>) -> Value<'t> {
        let mut parts = argument.node.items();
        let (Some(delimiter), Some(text)) = (parts.next(), parts.next()) else {
            return Value::unknown("Fn::Split");
        };
        let delimiter = self.text(&self.value(&argument.with(delimiter)));
        let text = self.text(&self.value(&argument.with(text)));
        match delimiter.as_known() {
            Some(delimiter) if self.may_go_on(argument.node, text.len()) => {
                let (items, is_whole) = text.split(delimiter);
                Value::List(items.into_iter().map(Value::Text).collect(), is_whole)
            }
            _ => Value::unknown("Fn::Split"),
        }
    }

    fn find_in_map(&self, argument: &Place<'t>) -> Value<'t> {
        let parts: Vec<Node<'t>> = argument.node.items().collect();
        let keys: Vec<Text<'t>> =
            parts.iter().take(3).map(|it| self.text(&self.value(&argument.with(*it)))).collect();
        let keys: Option<Vec<&str>> = keys.iter().map(Text::as_known).collect();
        let Some([name, top, second]) = keys.as_deref() else {
            return Value::unknown("Fn::FindInMap");
        };
        let mappings = self.mappings();
        let found = mappings.entry(name).and_then(|it| self.member(&it.value, top));
        if let Some(value) = found.and_then(|it| self.member(&it, second)) {
            // What is found stands elsewhere: here is only its value.
            let (json, known) = self.json(&value);
            return match (json, known) {
                (Json::String(text), _) => Value::Text(Text::known(text)),
                (json, IsKnown::Yes) => Value::Json(json),
                (_, IsKnown::No) => Value::unknown("Fn::FindInMap"),
            };
        }
        let default = parts.get(3).and_then(|it| it.get("DefaultValue"));
        match default {
            Some(default) => self.value(&argument.with(default)),
            None => Value::unknown("Fn::FindInMap"),
        }
    }

    /// The value under a key of a mapping.
    pub(super) fn member(&self, value: &Value<'t>, key: &str) -> Option<Value<'t>> {
        match value {
            Value::Written(place) => {
                if let Some(found) = place.node.get(key) {
                    return Some(self.value(&place.with(found)));
                }
                if self.sources.of(place.node).is_plain(place.node) {
                    return None;
                }
                let entries = self.entries(place).into_iter();
                entries.filter(|it| it.key.as_known() == Some(key)).map(|it| it.value).last()
            }
            Value::Json(json) => json.get(key).cloned().map(Value::Json),
            Value::Nothing | Value::Text(_) | Value::Plain(_) | Value::List(..) => None,
        }
    }

    fn to_json_string(&self, argument: &Place<'t>, tag: Tag) -> Value<'t> {
        let (json, known) = self.json(&self.argument(argument, tag));
        let text = json.to_string();
        if text.len() > MOST_OF_A_TEXT || !self.may_go_on(argument.node, text.len()) {
            return Value::unknown("Fn::ToJsonString");
        }
        let mut made = Text::default();
        match known {
            IsKnown::Yes => made.push(&text),
            // Placeholders are within it, and nothing certain may be taken out of it. Its first character
            // is one that is known, so that not all of it counts as one placeholder.
            IsKnown::No => {
                let (first, rest) = text.split_at(1);
                made.push(first);
                made.push_unknown(rest.to_owned());
            }
        }
        Value::Text(made)
    }
}

/// The variables that a `Fn::Sub` has of its own.
type Variables<'t> = HashMap<String, Text<'t>>;

/// A text of a definition is never longer: all of it has 6 MB.
const MOST_OF_A_TEXT: usize = 6 << 20;
