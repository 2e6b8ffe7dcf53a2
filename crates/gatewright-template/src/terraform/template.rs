//! A text as a template: its sequences read as expressions, its directives put into one another.

use std::ops::Range;

use gatewright_diagnostics::Span;

use super::hcl::{expression, span};
use super::language::{Expr, If, Loop, Part, Template};
use super::scan::{Sequence, Token, Written, scan};

/// Directives within directives deeper than this are text.
const DEPTH: usize = 64;

/// A directive whose end has not come yet.
struct Open {
    tag: Tag,
    parts: Vec<Part>,
    /// What stands before `%{ else }`.
    before_else: Option<Vec<Part>>,
    tags: Vec<Range<usize>>,
}

enum Tag {
    If(Option<Expr>),
    For { key: Option<String>, value: String, over: Option<Expr> },
}

/// Reads `text[range]` as a template.
pub(super) fn read(text: &str, range: Range<usize>, written: Written) -> Template {
    let at = span(range.clone());
    let mut open: Vec<Open> = Vec::new();
    let mut parts: Vec<Part> = Vec::new();
    // Whether a marker takes blanks from the beginning of what follows.
    let mut strips = false;
    let mut unmatched: Vec<(Span, &'static str)> = Vec::new();
    let mut too_deep = 0;
    for token in scan(text, range, written) {
        let strips_after = match &token {
            Token::Interpolation(it) | Token::Directive(it) => it.strips_after,
            _ => false,
        };
        match token {
            Token::Literal(it) => literal(text, it, strips, &mut parts),
            Token::Unclosed(it) => {
                unmatched.push((span(it.start..it.start + 2), "no `}` ends what begins here"));
                parts.push(Part::Literal(span(it)));
            }
            Token::Escape(it, stands_for) => parts.push(Part::Escape(span(it), stands_for)),
            Token::Interpolation(it) => {
                if it.strips_before {
                    strip_before(text, &mut parts);
                }
                parts.push(Part::Hole(span(it.whole), expression(text, it.inner)));
            }
            Token::Directive(it) => {
                if it.strips_before {
                    strip_before(text, &mut parts);
                }
                let at = span(it.whole.clone());
                if let Err(missing) = directive(text, it, &mut parts, &mut open, &mut too_deep) {
                    unmatched.push((at, missing));
                }
            }
        }
        strips = strips_after;
    }
    // What is not closed was no directive.
    while let Some(it) = open.pop() {
        let missing = match it.tag {
            Tag::If(_) => "no `%{ endif }` ends it",
            Tag::For { .. } => "no `%{ endfor }` ends it",
        };
        unmatched.extend(it.tags.first().map(|tag| (span(tag.clone()), missing)));
        let inner = std::mem::replace(&mut parts, it.parts);
        parts.extend(it.tags.into_iter().map(|tag| Part::Literal(span(tag))));
        parts.extend(it.before_else.into_iter().flatten());
        parts.extend(inner);
    }
    let unmatched = unmatched.into_iter().min_by_key(|(at, _)| at.start);
    Template { at, written, indent: 0, parts, unmatched }
}

/// A text, from whose beginning blanks and the end of a line may go.
fn literal(text: &str, range: Range<usize>, strips: bool, parts: &mut Vec<Part>) {
    let mut start = range.start;
    if strips {
        let line = &text[range.clone()];
        let rest = line.trim_start_matches([' ', '\t']);
        let rest = rest.strip_prefix('\r').unwrap_or(rest);
        let rest = rest.strip_prefix('\n').unwrap_or(rest);
        start = range.end - rest.len();
        parts.push(Part::Stripped);
    }
    if start < range.end {
        parts.push(Part::Literal(span(start..range.end)));
    }
}

/// Takes the blanks before a sequence away, as far as its line goes.
fn strip_before(text: &str, parts: &mut Vec<Part>) {
    let Some(Part::Literal(at)) = parts.last() else { return };
    let range = at.range();
    let rest = text[range.clone()].trim_end_matches([' ', '\t']).len();
    parts.pop();
    if rest > 0 {
        parts.push(Part::Literal(span(range.start..range.start + rest)));
    }
    parts.push(Part::Stripped);
}

/// Takes a directive in, or says what is wrong with it. `too_deep` are those that are open beyond the
/// limit.
fn directive(
    text: &str,
    it: Sequence,
    parts: &mut Vec<Part>,
    open: &mut Vec<Open>,
    too_deep: &mut usize,
) -> Result<(), &'static str> {
    let inner = &text[it.inner.clone()];
    let word = inner.trim_start();
    let start = it.inner.start + (inner.len() - word.len());
    let keyword = word.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
    let rest = start + keyword.len()..it.inner.end;
    let begins = matches!(keyword, "if" | "for");
    if *too_deep > 0 || (begins && open.len() >= DEPTH) {
        match keyword {
            "if" | "for" => *too_deep += 1,
            "endif" | "endfor" => *too_deep -= 1,
            _ => {}
        }
        parts.push(Part::Literal(span(it.whole)));
        return Ok(());
    }
    if begins {
        let tag = match keyword {
            "if" => Tag::If(expression(text, rest)),
            _ => loop_of(text, rest),
        };
        let tags = vec![it.whole];
        open.push(Open { tag, parts: std::mem::take(parts), before_else: None, tags });
        return Ok(());
    }
    match (keyword, open.last_mut()) {
        ("else", Some(Open { tag: Tag::If(_), before_else, tags, .. }))
            if before_else.is_none() =>
        {
            *before_else = Some(std::mem::take(parts));
            tags.push(it.whole);
        }
        ("endif", Some(Open { tag: Tag::If(_), .. }))
        | ("endfor", Some(Open { tag: Tag::For { .. }, .. })) => {
            let Some(mut it_open) = open.pop() else { return Ok(()) };
            it_open.tags.push(it.whole);
            let inner = std::mem::replace(parts, std::mem::take(&mut it_open.parts));
            parts.push(close(it_open, inner));
        }
        (word, last) => {
            parts.push(Part::Literal(span(it.whole)));
            let has_else = matches!(last, Some(Open { tag: Tag::If(_), .. }));
            return Err(match word {
                "else" if has_else => "its `%{ if }` has one already",
                "else" | "endif" => "there is no `%{ if }` for it",
                "endfor" => "there is no `%{ for }` for it",
                _ => "there is no such directive",
            });
        }
    }
    Ok(())
}

fn close(open: Open, inner: Vec<Part>) -> Part {
    let tags = open.tags.into_iter().map(span).collect();
    match open.tag {
        Tag::If(condition) => {
            let (then, otherwise) = match open.before_else {
                Some(then) => (then, inner),
                None => (inner, Vec::new()),
            };
            Part::If(Box::new(If { condition, then, otherwise, tags }))
        }
        Tag::For { key, value, over } => {
            Part::Loop(Box::new(Loop { key, value, over, body: inner, tags }))
        }
    }
}

/// What stands behind `for`: `key, value in list`.
fn loop_of(text: &str, range: Range<usize>) -> Tag {
    let inner = &text[range.clone()];
    let Some((names, list)) = inner.split_once(" in ") else {
        return Tag::For { key: None, value: String::new(), over: None };
    };
    let (key, value) = match names.split_once(',') {
        Some((key, value)) => (Some(key.trim().to_owned()), value.trim().to_owned()),
        None => (None, names.trim().to_owned()),
    };
    Tag::For { key, value, over: expression(text, range.end - list.len()..range.end) }
}
