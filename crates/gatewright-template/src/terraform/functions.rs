//! The functions of Terraform that definitions are made with. What is not here is unknown.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::configuration::Configuration;
use super::evaluate::{TEXT, entries, equal};
use super::scope::Scope;
use super::value::{Is, Place, Size, Text, Value};

/// More values than this are made by no call.
const MOST_VALUES: usize = 100_000;

/// What a call comes to, as far as that is known.
pub(super) fn call(
    configuration: &Configuration<'_>,
    at: Place,
    name: &str,
    arguments: &[Value],
) -> Option<Value> {
    let name = name.strip_prefix("core::").unwrap_or(name);
    match (name, arguments) {
        ("jsonencode" | "yamlencode", [value]) => {
            let size = value.size();
            configuration.bytes.set(configuration.bytes.get() + size.values * 16);
            if size.values > Size::MOST_VALUES || size.bytes > TEXT {
                configuration.stop(at);
                return None;
            }
            Some(Value::new(at, Is::Encoded(Rc::new(value.clone()))))
        }
        ("file", [path]) => file(configuration, at, path),
        ("filebase64", [path]) => {
            // What it makes is no definition; why a file is not read is told as of any other.
            configuration.open(at, &path.as_known_text()?);
            None
        }
        ("templatefile", [path, names]) => templatefile(configuration, at, path, names),
        ("jsondecode" | "yamldecode", [text]) => match &text.is {
            Is::Encoded(inner) => Some(Value::clone(inner)),
            _ => configuration.decode(at, text),
        },
        ("try" | "coalesce", [first, ..]) => {
            let is_set = |it: &&Value| !matches!(it.is, Is::Null);
            let is_text = name == "coalesce";
            let is_some =
                |it: &&Value| is_set(it) && !(is_text && it.as_known_text().as_deref() == Some(""));
            let found = arguments.iter().find(|it| if is_text { is_some(it) } else { true });
            Some(found.unwrap_or(first).clone())
        }
        ("sensitive" | "nonsensitive" | "tolist" | "tomap" | "toset", [value]) => {
            Some(value.clone())
        }
        ("merge", _) => merge(at, arguments),
        ("concat", _) => concat(at, arguments),
        ("lookup", [map, key, default]) => {
            let key = key.as_known_text()?;
            let is_known =
                matches!(&map.is, Is::Map(members) if members.iter().all(|it| it.0.is_known()));
            is_known.then(|| map.get(&key).unwrap_or(default).clone())
        }
        ("element", [list, index]) => element(list, index),
        ("keys", [map]) => {
            Some(Value::list(at, entries(map)?.into_iter().map(|it| it.0).collect()))
        }
        ("values", [map]) => {
            Some(Value::list(at, entries(map)?.into_iter().map(|it| it.1).collect()))
        }
        ("length", [value]) => match &value.is {
            Is::List(items) => Some(Value::new(at, Is::Number(items.len().into()))),
            Is::Map(members) => Some(Value::new(at, Is::Number(members.len().into()))),
            _ => {
                let text = value.as_known_text()?;
                Some(Value::new(at, Is::Number(text.chars().count().into())))
            }
        },
        ("distinct", [list]) => distinct(at, list),
        ("flatten", [list]) => {
            let mut flat = Vec::new();
            flatten(list, &mut flat)?;
            Some(Value::list(at, flat))
        }
        ("compact", [list]) => {
            let Is::List(items) = &list.is else { return None };
            let is_empty = |it: &Value| {
                matches!(it.is, Is::Null) || matches!(&it.is, Is::Text(it) if it.written.is_empty())
            };
            Some(Value::list(at, items.iter().filter(|it| !is_empty(it)).cloned().collect()))
        }
        ("contains", [list, value]) => {
            let Is::List(items) = &list.is else { return None };
            let same: Vec<_> = items.iter().map(|it| equal(it, value)).collect();
            let is_known = same.contains(&Some(true)) || same.iter().all(Option::is_some);
            is_known.then(|| Value::new(at, Is::Bool(same.contains(&Some(true)))))
        }
        ("reverse", [list]) => {
            let Is::List(items) = &list.is else { return None };
            Some(Value::list(at, items.iter().rev().cloned().collect()))
        }
        ("zipmap", [keys, values]) => match (&keys.is, &values.is) {
            (Is::List(keys), Is::List(values)) if keys.len() == values.len() => {
                Some(Value::map(at, keys.iter().cloned().zip(values.iter().cloned()).collect()))
            }
            _ => None,
        },
        ("join", [separator, rest @ ..]) => join(at, separator, rest),
        ("format", [format, rest @ ..]) => self::format(at, format, rest),
        _ => of_texts(at, name, arguments),
    }
}

/// Functions of texts that are known.
fn of_texts(at: Place, name: &str, arguments: &[Value]) -> Option<Value> {
    let first = arguments.first()?;
    if let ("tostring", [value]) = (name, arguments) {
        return match &value.is {
            Is::Null => Some(value.clone()),
            _ => Some(Value::new(at, Is::Text(Rc::new(value.to_text()?)))),
        };
    }
    let text = first.as_known_text()?;
    let argument = |number: usize| arguments.get(number).and_then(Value::as_known_text);
    let result = match name {
        "tonumber" => {
            let number: serde_json::Number = text.trim().parse().ok()?;
            return Some(Value::new(at, Is::Number(number)));
        }
        "tobool" => return Some(Value::new(at, Is::Bool(first.as_bool()?))),
        "split" => {
            let whole = argument(1)?;
            let parts: Vec<_> = match text.as_str() {
                "" => whole.chars().map(|it| Value::text(at, it.to_string())).collect(),
                by if whole.matches(by).count() > MOST_VALUES => return None,
                by => whole.split(by).map(|it| Value::text(at, it)).collect(),
            };
            return Some(Value::list(at, parts));
        }
        "startswith" => return Some(Value::new(at, Is::Bool(text.starts_with(&argument(1)?)))),
        "endswith" => return Some(Value::new(at, Is::Bool(text.ends_with(&argument(1)?)))),
        "strcontains" => return Some(Value::new(at, Is::Bool(text.contains(&argument(1)?)))),
        "lower" => text.to_lowercase(),
        "upper" => text.to_uppercase(),
        "title" => {
            let mut is_first = true;
            let title = |character: char| {
                let upper = is_first && character.is_alphabetic();
                is_first = !character.is_alphanumeric();
                if upper { character.to_uppercase().to_string() } else { character.to_string() }
            };
            text.chars().map(title).collect()
        }
        "trimspace" => text.trim().to_owned(),
        "chomp" => text.trim_end_matches(['\n', '\r']).to_owned(),
        "trimprefix" => {
            let prefix = argument(1)?;
            text.strip_prefix(&*prefix).unwrap_or(&text).to_owned()
        }
        "trimsuffix" => {
            let suffix = argument(1)?;
            text.strip_suffix(&*suffix).unwrap_or(&text).to_owned()
        }
        "replace" => {
            let (from, to) = (argument(1)?, argument(2)?);
            // Between slashes it is a pattern.
            let is_pattern = from.len() > 1 && from.starts_with('/') && from.ends_with('/');
            if is_pattern || from.is_empty() || text.matches(&*from).count() > MOST_VALUES {
                return None;
            }
            text.replace(&*from, &to)
        }
        "indent" => {
            let blanks = first.as_number()?;
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "it is small"
            )]
            let blanks = (0.0..=200.0).contains(&blanks).then_some(blanks as usize)?;
            argument(1)?.replace('\n', &format!("\n{}", " ".repeat(blanks)))
        }
        "basename" => text.rsplit('/').next().unwrap_or_default().to_owned(),
        "dirname" => text.rsplit_once('/').map_or(".", |it| it.0).to_owned(),
        _ => return None,
    };
    Some(Value::text(at, result))
}

/// The item or the member at an index.
pub(super) fn element(value: &Value, index: &Value) -> Option<Value> {
    match &value.is {
        Is::List(items) if !items.is_empty() => {
            let index = index.as_number()?;
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "it is small"
            )]
            let index = (0.0..1e9).contains(&index).then_some(index as usize)?;
            items.get(index % items.len()).cloned()
        }
        Is::Map(_) => value.get(&index.as_known_text()?).cloned(),
        _ => None,
    }
}

fn merge(at: Place, maps: &[Value]) -> Option<Value> {
    let mut members: Vec<(Value, Value)> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for map in maps {
        let Is::Map(more) = &map.is else {
            if matches!(map.is, Is::Null) {
                continue;
            }
            return None;
        };
        for (key, value) in more.iter() {
            match key.as_known_text() {
                Some(name) => {
                    if let Some(&at) = known.get(&name) {
                        members[at] = (key.clone(), value.clone());
                    } else {
                        known.insert(name, members.len());
                        members.push((key.clone(), value.clone()));
                    }
                }
                None => members.push((key.clone(), value.clone())),
            }
        }
        if members.len() > MOST_VALUES {
            return None;
        }
    }
    Some(Value::map(at, members))
}

fn concat(at: Place, lists: &[Value]) -> Option<Value> {
    let mut items = Vec::new();
    for list in lists {
        let Is::List(more) = &list.is else { return None };
        items.extend(more.iter().cloned());
        if items.len() > MOST_VALUES {
            return None;
        }
    }
    Some(Value::list(at, items))
}

fn distinct(at: Place, list: &Value) -> Option<Value> {
    let Is::List(items) = &list.is else { return None };
    let mut seen = std::collections::BTreeSet::new();
    let mut kept = Vec::new();
    for item in items.iter() {
        if seen.insert(item.to_json()?.to_string()) {
            kept.push(item.clone());
        }
    }
    Some(Value::list(at, kept))
}

fn flatten(list: &Value, to: &mut Vec<Value>) -> Option<()> {
    let Is::List(items) = &list.is else { return None };
    for item in items.iter() {
        if matches!(item.is, Is::List(_)) {
            flatten(item, to)?;
        } else {
            to.push(item.clone());
        }
        if to.len() > MOST_VALUES {
            return None;
        }
    }
    Some(())
}

fn join(at: Place, separator: &Value, lists: &[Value]) -> Option<Value> {
    let separator = separator.as_known_text()?;
    let mut text = Text::default();
    let mut is_first = true;
    for list in lists {
        let Is::List(items) = &list.is else { return None };
        for item in items.iter() {
            if !std::mem::take(&mut is_first) {
                text.push(&separator, at.span);
            }
            text.push_text(&item.to_text()?, at.span);
            if text.written.len() > MOST_VALUES * 10 {
                return None;
            }
        }
    }
    Some(Value::new(at, Is::Text(Rc::new(text))))
}

/// `%s`, `%v`, `%d` and `%%`; with any other verb the text is unknown.
fn format(at: Place, format: &Value, arguments: &[Value]) -> Option<Value> {
    let format = format.as_known_text()?;
    let mut text = Text::default();
    let mut arguments = arguments.iter();
    let mut rest = format.as_str();
    while let Some((before, after)) = rest.split_once('%') {
        text.push(before, at.span);
        match after.chars().next()? {
            '%' => text.push("%", at.span),
            's' | 'v' | 'd' => text.push_text(&arguments.next()?.to_text()?, at.span),
            _ => return None,
        }
        rest = &after[1..];
        if text.written.len() > MOST_VALUES * 10 {
            return None;
        }
    }
    text.push(rest, at.span);
    Some(Value::new(at, Is::Text(Rc::new(text))))
}

fn file(configuration: &Configuration<'_>, at: Place, path: &Value) -> Option<Value> {
    let number = configuration.open(at, &path.as_known_text()?)?;
    Some(configuration.whole_text(number))
}

fn templatefile(
    configuration: &Configuration<'_>,
    at: Place,
    path: &Value,
    names: &Value,
) -> Option<Value> {
    let number = configuration.open(at, &path.as_known_text()?)?;
    Some(configuration.fill(number, &scope_of(names)))
}

/// The names that a template is given.
pub(super) fn scope_of(names: &Value) -> Scope {
    let members = match &names.is {
        Is::Map(members) => members.as_slice(),
        _ => &[],
    };
    let names =
        members.iter().filter_map(|(key, value)| Some((key.as_known_text()?, value.clone())));
    Scope::Template(Rc::new(names.collect()))
}
