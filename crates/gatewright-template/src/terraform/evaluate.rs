//! What expressions come to.
//!
//! Nothing is computed without an end: steps, depth and the sizes of values have limits. What is beyond
//! them is unknown like anything else that nobody knows before a deployment, and a finding says so.
//!
//! It is one file, since each kind of expression evaluates others and all share one budget.

use std::collections::HashMap;
use std::rc::Rc;

use gatewright_diagnostics::{Diagnostic, Location, Span};
use serde_json::Number;

use super::configuration::Configuration;
use super::functions;
use super::language::{Call, Expr, ExprKind, For, Limit, Operator, Part, Step, Template};
use super::scope::Scope;
use super::value::{Is, Made, Place, Text, Value};
use crate::diagnostics::TEMPLATE_EVALUATION_STOPPED;

/// Expressions within expressions, through names, deeper than this are unknown.
const DEPTH: u32 = 160;
/// After that many steps all else is unknown.
const STEPS: u32 = 400_000;
/// Texts that would become longer are unknown; the service takes 6 MB.
pub(super) const TEXT: usize = 8 << 20;
/// All texts together.
const ALL_TEXT: usize = 64 << 20;

impl Configuration<'_> {
    /// What an expression of a file comes to.
    pub(super) fn evaluate(&self, file: usize, expr: &Expr, scope: &Scope) -> Value {
        let place = Place { file, span: expr.at };
        let steps = self.steps.get() + 1;
        self.steps.set(steps);
        if steps > STEPS || self.depth.get() >= DEPTH || self.bytes.get() > ALL_TEXT {
            self.stop(place);
        }
        if self.is_stopped.get() {
            return self.unknown(file, expr.at);
        }
        self.depth.set(self.depth.get() + 1);
        let value = self.evaluate_kind(place, expr, scope);
        self.depth.set(self.depth.get() - 1);
        value
    }

    /// Computes nothing more of a definition than it has already.
    pub(super) fn stop(&self, at: Place) {
        if self.is_stopped.replace(true) {
            return;
        }
        let message = "the configuration asks for more than is computed here";
        self.tell(
            Diagnostic::new(&TEMPLATE_EVALUATION_STOPPED, message, self.location(at))
                .label("this and what follows is taken as unknown")
                .help("let texts and lists hold one another less often, and loops be shorter"),
        );
    }

    /// What stands at a place as a placeholder.
    pub(super) fn unknown(&self, file: usize, at: Span) -> Value {
        let place = Place { file, span: at };
        let text = self.text_of(file);
        let written = text.get(at.range()).unwrap_or_default().trim();
        let is_plain = written.len() <= 200
            && !written.is_empty()
            && !written.contains(['\n', '\r', '{', '}', '"', '\\']);
        if is_plain {
            return Value::unknown(place, &format!("${{{written}}}"));
        }
        let is_part = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
        let name: String = written.chars().take_while(is_part).take(100).collect();
        let name = if name.is_empty() { "unknown" } else { &name };
        Value::unknown(place, &format!("${{{name}}}"))
    }

    fn evaluate_kind(&self, place: Place, expr: &Expr, scope: &Scope) -> Value {
        let file = place.file;
        match &expr.kind {
            ExprKind::Null => Value::new(place, Is::Null),
            ExprKind::Bool(it) => Value::new(place, Is::Bool(*it)),
            ExprKind::Number(it) => Value::new(place, Is::Number(it.clone())),
            ExprKind::Template(it) => self.template(place, it, scope),
            ExprKind::List(items) => {
                Value::list(place, items.iter().map(|it| self.evaluate(file, it, scope)).collect())
            }
            ExprKind::Object(members) => {
                let pairs = members.iter().map(|(key, value)| {
                    (self.key(file, key, scope), self.evaluate(file, value, scope))
                });
                Value::map(place, pairs.collect())
            }
            ExprKind::Name(name) => scope.get(name).unwrap_or_else(|| self.unknown(file, expr.at)),
            ExprKind::Path(from, steps) => self.path(place, from, steps, scope),
            ExprKind::Call(call) => self.call(place, call, scope),
            ExprKind::Conditional(it) => {
                let [condition, then, otherwise] = &**it;
                match self.evaluate(file, condition, scope).as_bool() {
                    Some(true) => self.evaluate(file, then, scope),
                    Some(false) => self.evaluate(file, otherwise, scope),
                    None => {
                        // The first that is something; of what stands between items, nothing, as a
                        // loop over what is not known goes once.
                        let then = self.evaluate(file, then, scope);
                        let is_text = |it: &Value, text: &str| {
                            it.to_text().is_some_and(|it| it.written.trim() == text)
                        };
                        if matches!(then.is, Is::Null) || is_text(&then, ",") {
                            let otherwise = self.evaluate(file, otherwise, scope);
                            let is_separator = is_text(&then, ",") && is_text(&otherwise, "");
                            if is_separator || matches!(then.is, Is::Null) {
                                return otherwise;
                            }
                        }
                        then
                    }
                }
            }
            ExprKind::Not(it) => match self.evaluate(file, it, scope).as_bool() {
                Some(it) => Value::new(place, Is::Bool(!it)),
                None => self.unknown(file, expr.at),
            },
            ExprKind::Negative(it) => match self.evaluate(file, it, scope).as_number() {
                Some(it) => self.number(place, -it),
                None => self.unknown(file, expr.at),
            },
            ExprKind::Binary(left, operator, right) => {
                let left = self.evaluate(file, left, scope);
                let right = self.evaluate(file, right, scope);
                self.binary(place, &left, *operator, &right)
            }
            ExprKind::For(it) => self.for_each(place, it, scope),
            ExprKind::Unread(limit) => {
                self.tell(unread(*limit, self.location(place)));
                self.unknown(file, expr.at)
            }
        }
    }

    /// A key of an object; a name alone is the key itself.
    fn key(&self, file: usize, key: &Expr, scope: &Scope) -> Value {
        match &key.kind {
            ExprKind::Name(name) => Value::text(Place { file, span: key.at }, name.as_str()),
            _ => self.as_key(self.evaluate(file, key, scope)),
        }
    }

    fn as_key(&self, value: Value) -> Value {
        match value.to_text() {
            Some(_) if matches!(value.is, Is::Unknown(_)) => value,
            Some(text) => Value::new(value.at, Is::Text(Rc::new(text))),
            None => self.unknown(value.at.file, value.at.span),
        }
    }

    pub(super) fn number(&self, place: Place, number: f64) -> Value {
        #[expect(clippy::cast_possible_truncation, reason = "it is whole and small")]
        let whole =
            (number.fract() == 0.0 && number.abs() < 9e15).then(|| Number::from(number as i64));
        match whole.or_else(|| Number::from_f64(number)) {
            Some(number) => Value::new(place, Is::Number(number)),
            None => self.unknown(place.file, place.span),
        }
    }

    fn binary(&self, place: Place, left: &Value, operator: Operator, right: &Value) -> Value {
        let truth = |it: Option<bool>| match it {
            Some(it) => Value::new(place, Is::Bool(it)),
            None => self.unknown(place.file, place.span),
        };
        let numbers = left.as_number().zip(right.as_number());
        let compared = |it: fn(&f64, &f64) -> bool| truth(numbers.map(|(a, b)| it(&a, &b)));
        let computed = |it: fn(f64, f64) -> f64| match numbers {
            Some((a, b)) => self.number(place, it(a, b)),
            None => self.unknown(place.file, place.span),
        };
        match operator {
            Operator::And => truth(match (left.as_bool(), right.as_bool()) {
                (Some(false), _) | (_, Some(false)) => Some(false),
                (Some(true), Some(true)) => Some(true),
                _ => None,
            }),
            Operator::Or => truth(match (left.as_bool(), right.as_bool()) {
                (Some(true), _) | (_, Some(true)) => Some(true),
                (Some(false), Some(false)) => Some(false),
                _ => None,
            }),
            Operator::Equal => truth(equal(left, right)),
            Operator::NotEqual => truth(equal(left, right).map(|it| !it)),
            Operator::Less => compared(f64::lt),
            Operator::LessOrEqual => compared(f64::le),
            Operator::Greater => compared(f64::gt),
            Operator::GreaterOrEqual => compared(f64::ge),
            Operator::Add => computed(|a, b| a + b),
            Operator::Subtract => computed(|a, b| a - b),
            Operator::Multiply => computed(|a, b| a * b),
            Operator::Divide => computed(|a, b| a / b),
            Operator::Remainder => computed(|a, b| a % b),
        }
    }

    fn call(&self, place: Place, call: &Call, scope: &Scope) -> Value {
        let mut arguments: Vec<Value> = Vec::with_capacity(call.arguments.len());
        for (number, argument) in call.arguments.iter().enumerate() {
            let value = self.evaluate(place.file, argument, scope);
            let is_last = number + 1 == call.arguments.len();
            match (&value.is, call.spreads && is_last) {
                (Is::List(items), true) => arguments.extend(items.iter().cloned()),
                (_, true) => return self.unknown(place.file, place.span),
                (_, false) => arguments.push(value),
            }
        }
        let value = functions::call(self, place, &call.name, &arguments);
        let weight: usize = arguments.iter().chain(&value).map(weight).sum();
        self.bytes.set(self.bytes.get() + weight);
        value.unwrap_or_else(|| self.unknown(place.file, place.span))
    }

    fn for_each(&self, place: Place, it: &For, scope: &Scope) -> Value {
        let file = place.file;
        let Some(entries) = entries(&self.evaluate(file, &it.over, scope)) else {
            return self.unknown(file, place.span);
        };
        let mut items = Vec::new();
        let mut members: Vec<(Value, Value)> = Vec::new();
        let mut known: HashMap<String, usize> = HashMap::new();
        for (key, value) in entries {
            let mut inner = scope.with(&it.value, value);
            if let Some(name) = &it.key {
                inner = inner.with(name, key);
            }
            if let Some(condition) = &it.condition {
                match self.evaluate(file, condition, &inner).as_bool() {
                    Some(false) => continue,
                    Some(true) => {}
                    None => return self.unknown(file, place.span),
                }
            }
            let result = self.evaluate(file, &it.result, &inner);
            let Some(key) = &it.result_key else {
                items.push(result);
                continue;
            };
            let key = self.as_key(self.evaluate(file, key, &inner));
            let name = key.as_known_text();
            let same = name.as_ref().and_then(|name| known.get(name).copied());
            if let (Some(name), None) = (name, same) {
                known.insert(name, members.len());
            }
            match (same, it.groups) {
                (Some(at), true) => {
                    if let Is::List(list) = &members[at].1.is {
                        let mut list = Vec::clone(list);
                        list.push(result);
                        members[at].1 = Value::list(place, list);
                    }
                }
                (Some(at), false) => members[at].1 = result,
                (None, true) => members.push((key, Value::list(place, vec![result]))),
                (None, false) => members.push((key, result)),
            }
            if self.is_stopped.get() {
                return self.unknown(file, place.span);
            }
        }
        if it.result_key.is_some() { Value::map(place, members) } else { Value::list(place, items) }
    }

    fn path(&self, place: Place, from: &Expr, steps: &[Step], scope: &Scope) -> Value {
        let file = place.file;
        let (mut value, mut rest) = match &from.kind {
            ExprKind::Name(name) => match scope.get(name) {
                Some(value) => (value, steps),
                None if scope.is_configuration() => match self.reference(place, name, steps) {
                    Some((value, used)) => (value, &steps[used..]),
                    None => return self.unknown(file, place.span),
                },
                None => return self.unknown(file, place.span),
            },
            _ => (self.evaluate(file, from, scope), steps),
        };
        while let Some((step, after)) = rest.split_first() {
            rest = after;
            // Nothing is copied but what is found.
            self.bytes.set(self.bytes.get() + weight(&value) / 64);
            let next = match (step, &value.is) {
                (Step::Attribute(name), Is::Map(_)) => value.get(name).cloned(),
                (Step::Attribute(name), Is::List(items)) => {
                    name.parse::<usize>().ok().and_then(|it| items.get(it)).cloned()
                }
                (Step::Index(index), _) => {
                    let index = self.evaluate(file, index, scope);
                    functions::element(&value, &index)
                }
                (Step::Splat, Is::List(items)) => {
                    // What follows is asked of each.
                    let each = items.iter().map(|item| {
                        rest.iter().try_fold(item.clone(), |it, step| match step {
                            Step::Attribute(name) => it.get(name).cloned(),
                            Step::Index(_) | Step::Splat => None,
                        })
                    });
                    let each: Option<Vec<_>> = each.collect();
                    rest = &[];
                    each.map(|it| Value::list(place, it))
                }
                _ => None,
            };
            match next {
                Some(next) => value = next,
                None => return self.unknown(file, place.span),
            }
        }
        value
    }

    /// What a text with sequences comes to; one that is all of a text comes to its own value.
    fn template(&self, place: Place, template: &Rc<Template>, scope: &Scope) -> Value {
        if let [Part::Hole(_, Some(expr))] = &template.parts[..] {
            let mut value = self.evaluate(place.file, expr, scope);
            if value.at.file == place.file && value.is_unknown() {
                value.at = place;
            }
            return value;
        }
        let text = self.render(place.file, template, scope);
        if self.is_stopped.get() {
            // A text that ends anywhere says something else.
            return self.unknown(place.file, place.span);
        }
        Value::new(place, Is::Text(Rc::new(text)))
    }

    /// The text that a template comes to.
    pub(super) fn render(&self, file: usize, template: &Rc<Template>, scope: &Scope) -> Text {
        let mut text = Text::default();
        let source = self.text_of(file);
        self.write(file, &source, &template.parts, scope, &mut text);
        if template.indent > 0 {
            text = dedent(&text, template.indent as usize);
        }
        self.bytes.set(self.bytes.get() + text.written.len());
        let made = Made { file, template: Rc::clone(template), scope: scope.clone() };
        text.made_of = Some(Rc::new(made));
        text
    }

    fn write(&self, file: usize, source: &str, parts: &[Part], scope: &Scope, to: &mut Text) {
        for part in parts {
            if self.is_stopped.get() {
                return;
            }
            match part {
                Part::Literal(at) => to.push(&source[at.range()], *at),
                Part::Escape(at, stands_for) => to.push(stands_for, *at),
                Part::Stripped => {}
                Part::Hole(at, expr) => {
                    let value = expr.as_ref().map(|expr| self.evaluate(file, expr, scope));
                    let text = value.filter(|it| !it.is_unknown()).and_then(|it| it.to_text());
                    match text {
                        Some(text) => to.push_text(&text, *at),
                        None => to.push_hole(&source[at.range()], *at),
                    }
                }
                Part::If(it) => {
                    let condition = it.condition.as_ref();
                    let value = condition.map(|expr| self.evaluate(file, expr, scope));
                    let taken = match value.and_then(|it| it.as_bool()) {
                        Some(false) => &it.otherwise,
                        Some(true) | None => &it.then,
                    };
                    self.write(file, source, taken, scope, to);
                }
                Part::Loop(it) => {
                    let over = it.over.as_ref().map(|expr| self.evaluate(file, expr, scope));
                    match over.as_ref().and_then(entries) {
                        Some(entries) => {
                            for (key, value) in entries {
                                let mut inner = scope.with(&it.value, value);
                                if let Some(name) = &it.key {
                                    inner = inner.with(name, key);
                                }
                                self.steps.set(self.steps.get() + 1);
                                self.write(file, source, &it.body, &inner, to);
                                if self.steps.get() > STEPS {
                                    self.stop(Place {
                                        file,
                                        span: it.tags.first().copied().unwrap_or_default(),
                                    });
                                }
                                if self.is_stopped.get() {
                                    return;
                                }
                            }
                        }
                        None => self.write(file, source, &it.body, scope, to),
                    }
                }
            }
            if to.written.len() > TEXT {
                let span = match part {
                    Part::Literal(at) | Part::Escape(at, _) | Part::Hole(at, _) => Some(*at),
                    Part::If(it) => it.tags.first().copied(),
                    Part::Loop(it) => it.tags.first().copied(),
                    Part::Stripped => None,
                };
                self.stop(Place { file, span: span.unwrap_or_default() });
            }
        }
    }
}

/// What is said of an expression that is beyond a limit of the parser.
pub(super) fn unread(limit: Limit, at: Location) -> Diagnostic {
    let (message, help) = match limit {
        Limit::Depth => (
            "this is nested too deeply to be read here",
            "give names to its parts, in `locals`, so that fewer of them hold one another",
        ),
        Limit::Operators => (
            "this has too many operators to be read here",
            "give names to its parts, in `locals`, so that each has fewer operators",
        ),
    };
    Diagnostic::new(&TEMPLATE_EVALUATION_STOPPED, message, at)
        .label("this is taken as unknown")
        .help(help)
}

/// What it costs to look at a value, in bytes.
fn weight(value: &Value) -> usize {
    match &value.is {
        Is::Text(it) => it.written.len(),
        Is::List(items) => items.len() * 64,
        Is::Map(members) => members.len() * 64,
        Is::Unknown(_) | Is::Null | Is::Bool(_) | Is::Number(_) | Is::Encoded(_) => 0,
    }
}

/// The entries of a collection that is known, with their keys or numbers.
pub(super) fn entries(value: &Value) -> Option<Vec<(Value, Value)>> {
    match &value.is {
        Is::List(items) => {
            let numbered = items.iter().enumerate().map(|(number, item)| {
                (Value::new(item.at, Is::Number(number.into())), item.clone())
            });
            Some(numbered.collect())
        }
        Is::Map(members) => {
            // Terraform goes through maps in the order of their keys.
            let mut members = Vec::clone(members);
            members.sort_by_key(|(key, _)| key.to_text().map(|it| it.written));
            Some(members)
        }
        _ => None,
    }
}

/// Whether two values are the same; nothing where that is not known.
pub(super) fn equal(left: &Value, right: &Value) -> Option<bool> {
    if matches!((&left.is, &right.is), (Is::Null, Is::Null)) {
        return Some(true);
    }
    if matches!(left.is, Is::Null) || matches!(right.is, Is::Null) {
        return (!left.is_unknown() && !right.is_unknown()).then_some(false);
    }
    if !left.is_collection() && !right.is_collection() {
        return Some(left.as_known_text()? == right.as_known_text()?);
    }
    Some(left.to_json()? == right.to_json()?)
}

/// Takes blanks from the beginning of each line.
fn dedent(text: &Text, blanks: usize) -> Text {
    let mut result = Text::default();
    let mut holes = text.holes.iter().peekable();
    let mut run = 0;
    // Which bytes go: those at the beginnings of lines.
    let mut left = blanks;
    for (offset, character) in text.written.char_indices() {
        let at = u32::try_from(offset).unwrap_or(u32::MAX);
        while text.runs.get(run).is_some_and(|(inner, _)| inner.end <= at) {
            run += 1;
        }
        if left > 0 && matches!(character, ' ' | '\t') {
            left -= 1;
            continue;
        }
        left = if character == '\n' { blanks } else { 0 };
        let start = u32::try_from(result.written.len()).unwrap_or(u32::MAX);
        result.written.push(character);
        let end = u32::try_from(result.written.len()).unwrap_or(u32::MAX);
        if let Some((inner, outer)) = text.runs.get(run) {
            let place = if inner.len() == outer.len() {
                let moved = outer.start + (at - inner.start);
                Span::new(moved, moved + (end - start))
            } else {
                *outer
            };
            match result.runs.last_mut() {
                Some((last, to))
                    if last.len() == to.len()
                        && to.end == place.start
                        && last.end == start
                        && place.len() == end - start =>
                {
                    last.end = end;
                    to.end = place.end;
                }
                _ => result.runs.push((Span::new(start, end), place)),
            }
        }
        if let Some(hole) = holes.peek()
            && hole.end <= at + (end - start)
        {
            let length = hole.len();
            result.holes.push(Span::new(end.saturating_sub(length), end));
            holes.next();
        }
    }
    result
}
