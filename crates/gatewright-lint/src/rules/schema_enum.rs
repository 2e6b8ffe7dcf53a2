//! Values of `enum` that can never be given.

use std::collections::HashSet;

use gatewright_source::{Node, Scalar};

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::fix::Fix;
use crate::rule::declare_rule;
use crate::schemas::{has_type, is_unknown, kind_of, same};
use crate::target::Schema;

declare_rule! {
    /// A list of values that is empty, repeats one, or has one that is not of the type of its schema.
    ///
    /// ## Why
    ///
    /// A value of another type can never be given: `"1"` is no integer. The import writes `null`
    /// for some of them, and leaves an empty list out. Values of `type: string` are made texts:
    /// `yes` without quotes becomes `true`, and `1.10` becomes `1.1`, so that the text that was
    /// meant is refused.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// definitions:
    ///   State: { type: integer, enum: [0, "1"] }
    /// ```
    ///
    /// ```yaml
    /// components:
    ///   schemas:
    ///     State: { type: integer, enum: [0, "1"] }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// definitions:
    ///   State: { type: integer, enum: [0, 1] }
    /// ```
    ///
    /// ```yaml
    /// components:
    ///   schemas:
    ///     State: { type: integer, enum: [0, 1] }
    /// ```
    ///
    /// ## Fix safety
    ///
    /// A value that is repeated says nothing; one in the wrong quotes is written as the type says.
    SchemaEnum {
        name: "schema-enum",
        category: Correctness,
        severity: Warning,
        preset: Recommended,
        fix: Unsafe,
        confidence: Derived,
        versions: Both,
        since: "0.1.0",
        yields_to: ["model-schema-invalid", "attribute-of-wrong-type"],
        visits: [Schema],
    }
}

impl Check<visit::Schema> for SchemaEnum {
    fn check<'a>(schema: &Schema<'a>, cx: &mut Context<'a>) {
        let it = &schema.keywords;
        let Some(list) = it.enumeration.filter(|_| it.reference.is_none()) else { return };
        if !list.is_sequence() || is_unknown(list) {
            return;
        }
        let values: Vec<Node<'a>> = list.items().collect();
        if values.is_empty() {
            cx.report(list, "an `enum` without values")
                .label("the import leaves this out")
                .help("list the values, or remove it");
            return;
        }
        cx.judged();
        repeated(&values, cx);
        let Some(word) = it.type_word() else { return };
        let may_be_null = || {
            it.nullable.and_then(Node::as_bool) == Some(true)
                || schema.at.get("x-nullable").is_some()
        };
        for value in values {
            if is_unknown(value) || value.is_null() && may_be_null() {
                continue;
            }
            if word == "string" && value.scalar().is_some() && !value.is_null() {
                changed(value, cx);
            } else if has_type(value, word) == Some(false) {
                other_type(value, word, cx);
                // The list is at the wrong place, and not each of its values.
                if matches!(word, "array" | "object") {
                    return;
                }
            }
        }
    }
}

/// A list of more values is looked up.
const SHORT: usize = 16;

/// Reports values that stand in the list before.
fn repeated<'a>(values: &[Node<'a>], cx: &mut Context<'a>) {
    let is_short = values.len() <= SHORT;
    let mut seen = HashSet::new();
    for (place, value) in values.iter().enumerate() {
        let Some(text) = value.text() else { continue };
        let is_first = if is_short {
            !values[..place].iter().any(|it| it.text() == Some(text))
        } else {
            seen.insert(text)
        };
        if is_first {
            continue;
        }
        let Some(first) = values.iter().find(|it| same(**it, *value) && it.id() != value.id())
        else {
            continue;
        };
        cx.report(*value, format!("`{text}` is listed twice"))
            .label("it stands in the list already")
            .related(*first, "the first time")
            .help("remove one of them")
            .fix(Fix::unsafely("remove the value").remove(*value));
    }
}

/// Reports a value that the import makes another text of than the one written.
fn changed<'a>(value: Node<'a>, cx: &mut Context<'a>) {
    let (Some(written), Some(kept)) = (value.text(), value.as_text()) else { return };
    let is_text = matches!(value.scalar(), Some(Scalar::String(_)));
    if is_text || written == kept {
        return;
    }
    cx.report(value, format!("`{written}` without quotes becomes `{kept}`"))
        .label(format!("this is {}, and not a text", kind_of(value)))
        .help(format!("write `\"{written}\"`"))
        .fix(Fix::unsafely("put it in quotes").set(value, written));
}

fn other_type<'a>(value: Node<'a>, word: &str, cx: &mut Context<'a>) {
    let is = kind_of(value);
    let draft = cx
        .report(value, format!("a value of `enum` is {is}, and the type is `{word}`"))
        .label("this can never be given");
    let number = value.as_str().and_then(|text| text.parse::<i64>().ok());
    match (word, number) {
        ("integer" | "number", Some(number)) => draft
            .help(format!("write `{number}` without quotes"))
            .fix(Fix::unsafely("write it as a number").set(value, number)),
        ("array", _) => draft.help("put `enum` under `items`"),
        _ => draft.help("correct the value, or the type"),
    };
}
