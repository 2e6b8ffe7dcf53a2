//! Values as files with all sorts of habits: blocks, brackets, comments, quotes, indentation.

use serde_json::Value;

/// A source of habits, the same for the same seed.
pub(crate) struct Habits {
    state: u64,
    json: bool,
    comments: bool,
    step: usize,
    newline: &'static str,
}

impl Habits {
    pub(crate) fn new(seed: u64) -> Self {
        let mut habits =
            Self { state: seed | 1, json: false, comments: false, step: 2, newline: "\n" };
        habits.json = habits.one_in(4);
        habits.comments = habits.one_in(2);
        habits.step = [2, 4, 3][habits.below(3)];
        habits.newline = if habits.one_in(5) { "\r\n" } else { "\n" };
        habits
    }

    fn below(&mut self, limit: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        usize::try_from(self.state % 1009).expect("it is small") % limit
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    fn comment(&mut self) -> &'static str {
        if self.comments && self.one_in(4) { " # said: \"{x\"" } else { "" }
    }
}

/// The value as a file.
pub(crate) fn written(value: &Value, habits: &mut Habits) -> String {
    if habits.json {
        let text = match habits.below(3) {
            0 => value.to_string(),
            _ => serde_json::to_string_pretty(value).expect("a value has a text"),
        };
        return text.replace('\n', habits.newline);
    }
    let start = if habits.one_in(3) { "---\n" } else { "" };
    let mut text = format!("{start}{}", block(value, 0, habits));
    // A block scalar at the very end would lose its own line end.
    if text.contains("|\n") || !habits.one_in(4) {
        text.push('\n');
    }
    text.replace('\n', habits.newline)
}

fn block(value: &Value, column: usize, habits: &mut Habits) -> String {
    let blanks = " ".repeat(column);
    let lines: Vec<String> = match value {
        Value::Object(members) => members
            .iter()
            .map(|(key, value)| {
                let key = scalar(&Value::from(key.as_str()), habits);
                let is_list = value.is_array();
                let indent = if is_list && habits.one_in(2) { 0 } else { habits.step };
                format!("{key}:{}", behind(value, column, indent, habits))
            })
            .collect(),
        Value::Array(items) => items
            .iter()
            .map(|item| {
                if is_block(item) && habits.one_in(2) {
                    return format!("- {}", block(item, column + 2, habits));
                }
                format!("-{}", behind(item, column, 2, habits))
            })
            .collect(),
        _ => return flow(value, habits),
    };
    let mut text = String::new();
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            text.push('\n');
            if habits.comments && habits.one_in(4) {
                text.push_str(&blanks);
                text.push_str("# of the next\n");
            }
            if habits.one_in(8) {
                text.push('\n');
            }
            text.push_str(&blanks);
        }
        text.push_str(line);
    }
    text
}

fn is_block(value: &Value) -> bool {
    value.as_object().is_some_and(|it| !it.is_empty())
        || value.as_array().is_some_and(|it| !it.is_empty())
}

fn behind(value: &Value, column: usize, indent: usize, habits: &mut Habits) -> String {
    if value.is_null() && habits.one_in(3) {
        return habits.comment().to_owned();
    }
    if is_block(value) && !habits.one_in(5) {
        let comment = habits.comment();
        let column = column + indent;
        return format!("{comment}\n{}{}", " ".repeat(column), block(value, column, habits));
    }
    if let Value::String(text) = value
        && habits.one_in(2)
        && let Some(body) = literal(text)
    {
        let blanks = " ".repeat(column + habits.step);
        let lines: Vec<String> = body.lines().map(|line| format!("{blanks}{line}")).collect();
        let mark = if text.ends_with('\n') { "|" } else { "|-" };
        return format!(" {mark}\n{}", lines.join("\n"));
    }
    format!(" {}{}", flow(value, habits), habits.comment())
}

fn literal(text: &str) -> Option<&str> {
    let fits = text.chars().all(|c| c.is_ascii_graphic() || matches!(c, ' ' | '\n'));
    let body = text.strip_suffix('\n').unwrap_or(text);
    (fits
        && !body.starts_with([' ', '\n'])
        && !body.ends_with([' ', '\n'])
        && !body.is_empty()
        && !body.contains("\n\n")
        && !body.contains("\n "))
    .then_some(body)
}

fn flow(value: &Value, habits: &mut Habits) -> String {
    let gap = if habits.one_in(4) { "\n         " } else { "" };
    let comma = if habits.one_in(4) { ",\n         " } else { ", " };
    let comment = if gap.is_empty() || !habits.comments { "" } else { " # flow" };
    match value {
        Value::Array(items) if !items.is_empty() => {
            let items: Vec<_> = items.iter().map(|item| flow(item, habits)).collect();
            format!("[{comment}{gap}{}{gap}]", items.join(comma))
        }
        Value::Object(members) if !members.is_empty() => {
            let members: Vec<_> = members
                .iter()
                .map(|(key, value)| {
                    format!(
                        "{}: {}",
                        scalar(&Value::from(key.as_str()), habits),
                        flow(value, habits)
                    )
                })
                .collect();
            let trailing = if habits.one_in(6) { "," } else { "" };
            format!("{{{comment}{gap}{}{trailing}{gap}}}", members.join(comma))
        }
        _ => scalar(value, habits),
    }
}

fn scalar(value: &Value, habits: &mut Habits) -> String {
    match value {
        Value::String(text) => {
            let is_word = !text.is_empty()
                && text.chars().all(|c| c.is_ascii_lowercase())
                && !matches!(text.as_str(), "y" | "n" | "no" | "on");
            let fits = text.chars().all(|c| c.is_ascii_graphic() || c == 'é');
            match habits.below(3) {
                0 if is_word => text.clone(),
                1 if fits => format!("'{}'", text.replace('\'', "''")),
                _ => value.to_string(),
            }
        }
        _ => value.to_string(),
    }
}
