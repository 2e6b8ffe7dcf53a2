//! Places in YAML, by the indentation of the lines above them.

use super::flow;
use super::slot::{Kind, Start, unquoted};

/// The beginning of a member or item on a line.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry<'t> {
    /// The bytes from the start of the line.
    column: usize,
    /// The key; none of an item of a list.
    key: Option<&'t str>,
    /// Where the value begins in the text, without blanks, anchor and tag; where the line ends for
    /// a value that is further down.
    value: usize,
}

/// A line by its bytes.
#[derive(Debug, Clone, Copy)]
struct Line<'t> {
    start: usize,
    text: &'t str,
}

/// The place of a byte.
pub(super) fn slot(text: &str, at: usize) -> Option<Start> {
    let start = text[..at].rfind(['\n', '\r']).map_or(0, |newline| newline + 1);
    let line = Line { start, text: &text[start..at] };
    if comment(line.text).is_some() {
        return None;
    }
    let own = entries(line);
    let last = own.last();
    // Behind a key on the same line, or behind the dash of an item, or on a line of its own.
    let word = last.map_or(start + indentation(line.text), |it| it.value.min(at));
    let column = word - start;
    let limit = own.first().map_or(column, |it| it.column);
    let (above, has_siblings) = above(text, start, limit, own.first());
    let parent = last.or(above.last());
    let path: Vec<String> = steps(text, start, &above, &own);
    if let Some(parent) = parent {
        let value = &text[parent.value..];
        if value.starts_with(['{', '[']) && parent.value < at {
            return flow::slot(text, parent.value, at, path);
        }
    }
    let typed = &text[word..at];
    if last.is_none() {
        let begins = |it: &Entry<'_>| text[it.value..].trim_start_matches([' ', '\t']);
        let is_open =
            has_siblings || parent.is_none_or(|it| begins(it).starts_with(['\n', '\r', '#']));
        // Brackets may also stand on a line of their own, below the key.
        let above_word = &text[parent.map_or(0, |it| it.value)..word];
        let inner = above_word.lines().map(|it| &it[..comment(it).unwrap_or(it.len())]);
        let begun = inner.map(str::trim).find(|it| !it.is_empty());
        if let (Some(parent), Some(begun)) = (parent, begun)
            && begun.starts_with(['{', '['])
        {
            let bracket = parent.value + text[parent.value..].find(begun)?;
            return flow::slot(text, bracket, at, path);
        }
        if !is_open {
            return None;
        }
        if typed.starts_with(['{', '[']) {
            return flow::slot(text, word, at, path);
        }
    }
    let quote = typed.chars().next().filter(|c| matches!(c, '"' | '\''));
    let rest = typed.trim_start_matches(['"', '\'']);
    // What is closed or has blanks in it is no word any more.
    if quote.is_some_and(|quote| rest.contains(quote)) || rest.contains(char::is_whitespace) {
        return None;
    }
    let kind = match last {
        Some(entry) if entry.key.is_some() => Kind::Value,
        None if has_siblings => Kind::Key,
        Some(_) | None => Kind::Either,
    };
    // At the top there is an object, whatever stands there so far.
    let kind = if path.is_empty() { Kind::Key } else { kind };
    Some(Start { kind, path, word, quote, is_flow: false })
}

/// The entries that hold a column, outermost first, and whether something stands before it in the
/// innermost of them.
fn above<'t>(
    text: &'t str,
    start: usize,
    mut limit: usize,
    own: Option<&Entry<'t>>,
) -> (Vec<Entry<'t>>, bool) {
    let mut found: Vec<Entry<'t>> = Vec::new();
    let mut has_siblings = false;
    let mut is_item = own.is_some_and(|it| it.key.is_none());
    for line in lines_above(text, start) {
        if indentation(line.text) > limit {
            continue;
        }
        for entry in entries(line).into_iter().rev() {
            // A list may be as deep as its key.
            let holds_list = is_item && entry.key.is_some() && entry.column == limit;
            if entry.column < limit || holds_list {
                limit = entry.column;
                is_item = entry.key.is_none();
                found.push(entry);
            } else if entry.column == limit && found.is_empty() {
                has_siblings = true;
            }
        }
        if limit == 0 && !is_item {
            break;
        }
    }
    found.reverse();
    (found, has_siblings)
}

/// The keys and indexes of entries above a line and of those on it.
fn steps<'t>(text: &'t str, start: usize, above: &[Entry<'t>], own: &[Entry<'t>]) -> Vec<String> {
    let all = above.iter().chain(own);
    let steps = all.map(|entry| {
        if let Some(key) = entry.key {
            return unquoted(key);
        }
        let line = text[..entry.value].rfind(['\n', '\r']).map_or(0, |newline| newline + 1);
        let line = if own.iter().any(|it| std::ptr::eq(it, entry)) { start } else { line };
        // Behind another dash a list begins.
        let dashes = &text[line..line + entry.column];
        if dashes.contains('-') {
            "0".to_owned()
        } else {
            index(text, line, entry.column).to_string()
        }
    });
    steps.collect()
}

/// How many items of the same list stand above the line of one.
fn index(text: &str, start: usize, column: usize) -> usize {
    let mut count = 0;
    for line in lines_above(text, start) {
        if indentation(line.text) > column {
            continue;
        }
        let entries = entries(line);
        let Some(first) = entries.first() else { continue };
        if entries.iter().any(|it| it.column == column && it.key.is_none()) {
            count += 1;
        }
        // Something further left holds the list, or is an item of a list around it.
        if first.column < column || (first.column == column && first.key.is_some()) {
            break;
        }
    }
    count
}

/// The lines above one that are neither blank nor comments, from below.
fn lines_above(text: &str, start: usize) -> impl Iterator<Item = Line<'_>> {
    let mut end = start;
    let lines = std::iter::from_fn(move || {
        if end == 0 {
            return None;
        }
        let without_end = text[..end].strip_suffix('\n').unwrap_or(&text[..end]);
        let without_end = without_end.strip_suffix('\r').unwrap_or(without_end);
        let start = without_end.rfind(['\n', '\r']).map_or(0, |newline| newline + 1);
        end = start;
        Some(Line { start, text: &without_end[start..] })
    });
    lines.filter(|line| {
        let content = line.text.trim_start();
        !content.is_empty() && !content.starts_with('#')
    })
}

/// The members and items that begin on a line.
fn entries(line: Line<'_>) -> Vec<Entry<'_>> {
    let mut entries = Vec::new();
    let mut column = indentation(line.text);
    loop {
        let rest = &line.text[column..];
        let Some(behind) = rest.strip_prefix('-').filter(|it| it.is_empty() || it.starts_with(' '))
        else {
            break;
        };
        let blanks = behind.len() - behind.trim_start_matches(' ').len();
        let value = column + 1 + blanks;
        entries.push(Entry { column, key: None, value: line.start + value });
        column = value;
    }
    if let Some((key, behind)) = key(&line.text[column..]) {
        let value = &line.text[column + behind..];
        let value = line.text.len() - without_properties(value).len();
        entries.push(Entry { column, key: Some(key), value: line.start + value });
    }
    entries
}

/// The key that a text begins with, as it is written, and the byte behind its colon.
fn key(text: &str) -> Option<(&str, usize)> {
    let is_end = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t']);
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''));
    if let Some(quote) = quote {
        let end = 1 + text[1..].find(quote)? + 1;
        let rest = text[end..].trim_start_matches(' ').strip_prefix(':')?;
        return is_end(rest).then(|| (&text[..end], text.len() - rest.len()));
    }
    if text.starts_with(['{', '[', '#', '&', '*', '!', '|', '>', '%', '@']) {
        return None;
    }
    let colons = text.match_indices(':').map(|(at, _)| at);
    let colon = colons.into_iter().find(|at| is_end(&text[at + 1..]))?;
    Some((text[..colon].trim_end(), colon + 1))
}

/// A value without the blanks, the anchor and the tag before it.
fn without_properties(mut text: &str) -> &str {
    loop {
        text = text.trim_start_matches([' ', '\t']);
        if !text.starts_with(['&', '!']) {
            return text;
        }
        text = text.find([' ', '\t']).map_or("", |end| &text[end..]);
    }
}

/// Where the comment of a line begins.
fn comment(line: &str) -> Option<usize> {
    let mut quote = None;
    let mut before = ' ';
    for (at, c) in line.char_indices() {
        match (quote, c) {
            (Some(open), _) if open == c => quote = None,
            (None, '"' | '\'') if " {[,:-".contains(before) => quote = Some(c),
            (None, '#') if before == ' ' || before == '\t' => return Some(at),
            _ => {}
        }
        before = c;
    }
    None
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}
