//! Proposals as text in the style of the file.

use gatewright_source::Format;
use gen_lsp_types::{
    CompletionItem, CompletionItemKind, InsertTextMode, MarkupContent, MarkupKind, TextEdit,
};

use super::slot::Slot;
use crate::client::Client;
use crate::positions::range;
use crate::revision::Revision;
use gatewright_diagnostics::Span;

/// Something that may be typed.
#[derive(Debug, Clone)]
pub(super) struct Proposal {
    /// The key or value without quotes.
    pub(super) text: String,
    pub(super) kind: CompletionItemKind,
    pub(super) detail: Option<String>,
    /// Markdown.
    pub(super) documentation: Option<String>,
    /// What follows a key; none of a value.
    pub(super) value: Option<Value>,
    /// Whether it is no text and has no quotes.
    pub(super) is_bare: bool,
    /// Whether it comes first.
    pub(super) is_wanted: bool,
}

/// What follows a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Value {
    Scalar,
    Object,
    List,
    /// The scopes of a security requirement.
    Scopes,
    /// The same, and the key stands in an object of its own that is yet to be written.
    Requirement,
}

impl Proposal {
    pub(super) fn new(text: &str, kind: CompletionItemKind) -> Self {
        Self {
            text: text.to_owned(),
            kind,
            detail: None,
            documentation: None,
            value: None,
            is_bare: false,
            is_wanted: false,
        }
    }
}

/// How a file is written.
#[derive(Debug)]
pub(super) struct Style {
    is_json: bool,
    /// The quote of texts that need one.
    quote: char,
    /// One step of indentation.
    step: usize,
    /// What is missing between a colon and its value.
    gap: &'static str,
    newline: &'static str,
}

impl Style {
    pub(super) fn new(text: &str, format: Format, slot: &Slot) -> Self {
        let is_json = format == Format::Json;
        // The neighbours above set the style; a look at the whole file would tell no more.
        let before = &text[..slot.word.start];
        let quotes = |quote: char| before.rfind(quote);
        let is_double = is_json || quotes('"') > quotes('\'');
        let lines = text.lines().map(|it| it.len() - it.trim_start_matches(' ').len());
        Self {
            is_json,
            quote: if is_double { '"' } else { '\'' },
            gap: if !is_json && before.ends_with(':') { " " } else { "" },
            step: lines.into_iter().find(|it| *it > 0).unwrap_or(2).min(8),
            newline: if text.contains("\r\n") { "\r\n" } else { "\n" },
        }
    }
}

/// A proposal as the client takes it.
pub(super) fn item(
    proposal: Proposal,
    index: usize,
    slot: &Slot,
    style: &Style,
    revision: &Revision,
    client: Client,
) -> CompletionItem {
    let new_text = text(&proposal, slot, style);
    let written = quoted(&proposal, slot, style);
    let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let span = Span::new(byte(slot.word.start), byte(slot.word.end));
    let range = range(revision.document(), span, client.encoding);
    let documentation = proposal
        .documentation
        .map(|value| MarkupContent { kind: MarkupKind::Markdown, value }.into());
    CompletionItem {
        label: proposal.text.clone(),
        kind: Some(proposal.kind),
        detail: proposal.detail,
        documentation,
        sort_text: Some(format!("{}{index:03}", u8::from(!proposal.is_wanted))),
        // What is replaced begins with the quote, and clients compare with that.
        filter_text: Some(if slot.quote.is_some() { written } else { proposal.text }),
        text_edit: Some(TextEdit { range, new_text }.into()),
        insert_text_mode: Some(InsertTextMode::AsIs),
        ..CompletionItem::default()
    }
}

/// The key or value as it is written here.
fn quoted(proposal: &Proposal, slot: &Slot, style: &Style) -> String {
    let text = &proposal.text;
    let quote = match slot.quote {
        Some(quote) => Some(quote),
        None if proposal.is_bare => None,
        None => (style.is_json || needs_quotes(text)).then_some(style.quote),
    };
    match quote {
        Some('\'') => format!("'{}'", text.replace('\'', "''")),
        Some(_) => serde_json::Value::from(text.as_str()).to_string(),
        None => text.clone(),
    }
}

/// Whether a text would be something else in YAML without quotes.
fn needs_quotes(text: &str) -> bool {
    let is_special = text.is_empty()
        || text.starts_with(|c: char| "-?:,[]{}#&*!|>'\"%@` ".contains(c))
        || text.ends_with([' ', ':'])
        || text.contains(": ")
        || text.contains(" #")
        || text.contains([',', '[', ']', '{', '}', '\n']);
    let is_other = matches!(
        text.to_ascii_lowercase().as_str(),
        "true" | "false" | "null" | "~" | "yes" | "no" | "on" | "off" | "y" | "n"
    );
    is_special || is_other || text.parse::<f64>().is_ok()
}

/// What is put in.
fn text(proposal: &Proposal, slot: &Slot, style: &Style) -> String {
    let written = quoted(proposal, slot, style);
    let Some(value) = proposal.value.filter(|_| !slot.has_colon) else {
        return format!("{}{written}", style.gap);
    };
    if style.is_json || slot.is_flow {
        return match value {
            Value::Scalar | Value::Object | Value::List => format!("{written}: "),
            Value::Scopes => format!("{written}: []"),
            Value::Requirement => format!("{{ {written}: [] }}"),
        };
    }
    let inner = " ".repeat(slot.column + style.step);
    match value {
        Value::Scalar => format!("{written}: "),
        Value::Object => format!("{written}:{}{inner}", style.newline),
        Value::List => format!("{written}:{}{inner}- ", style.newline),
        Value::Scopes | Value::Requirement => format!("{written}: []"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_have_quotes_where_yaml_would_read_something_else() {
        for text in ["#/components/schemas/Pet", "200", "true", "on", "", "a: b", "{a}", "*/*"] {
            assert!(needs_quotes(text), "{text}");
        }
        for text in ["aws_proxy", "arn:aws:lambda:x", "https://a.example/b", "$input.body"] {
            assert!(!needs_quotes(text), "{text}");
        }
    }
}
