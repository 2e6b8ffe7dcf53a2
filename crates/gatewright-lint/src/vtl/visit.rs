//! All references of a template, in the order of the text.

use gatewright_diagnostics::Span;

use super::tree::{Expression, ExpressionKind, Node, NodeKind, Reference, StepKind};

/// What a template does with a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    /// Prints it.
    Printed,
    /// Uses the value, or looks whether there is one.
    Read,
    /// Gives it a value.
    Assigned,
}

/// Calls a function with each reference: those within others and within quotes, too.
pub(crate) fn references<'n>(nodes: &'n [Node], found: &mut impl FnMut(&'n Reference, Use)) {
    for node in nodes {
        match &node.kind {
            NodeKind::Reference(it) => reference(it, Use::Printed, found),
            NodeKind::Set { target, value } => {
                if let Some(target) = target {
                    reference(target, Use::Assigned, found);
                }
                expressions(value, found);
            }
            NodeKind::If { arms, otherwise } => {
                for arm in arms {
                    expressions(&arm.condition, found);
                    references(&arm.body, found);
                }
                references(otherwise.as_deref().unwrap_or_default(), found);
            }
            NodeKind::Foreach { item, list, body } => {
                if let Some(item) = item {
                    reference(item, Use::Assigned, found);
                }
                expressions(list, found);
                references(body, found);
            }
            NodeKind::Block { arguments, body, .. } => {
                for argument in arguments {
                    match &argument.kind {
                        // The parameters of a macro.
                        ExpressionKind::Reference(it) => reference(it, Use::Assigned, found),
                        _ => expressions([argument], found),
                    }
                }
                references(body, found);
            }
            NodeKind::Insert { arguments } => expressions(arguments, found),
            NodeKind::Text
            | NodeKind::Comment
            | NodeKind::Unparsed(_)
            | NodeKind::Escape
            | NodeKind::Placeholder
            | NodeKind::Leave
            | NodeKind::Unknown { .. } => {}
        }
    }
}

/// Calls a function with the name of each `#word` that is no directive, outside of quotes.
pub(crate) fn unknown_words(nodes: &[Node], found: &mut impl FnMut(Span)) {
    for node in nodes {
        match &node.kind {
            NodeKind::Unknown { name } => found(*name),
            NodeKind::If { arms, otherwise } => {
                for body in arms.iter().map(|arm| &arm.body).chain(otherwise) {
                    unknown_words(body, found);
                }
            }
            NodeKind::Foreach { body, .. } | NodeKind::Block { body, .. } => {
                unknown_words(body, found);
            }
            _ => {}
        }
    }
}

fn reference<'n>(it: &'n Reference, usage: Use, found: &mut impl FnMut(&'n Reference, Use)) {
    found(it, usage);
    for step in &it.steps {
        match &step.kind {
            StepKind::Property { .. } => {}
            StepKind::Call { arguments, .. } => expressions(arguments, found),
            StepKind::Index(index) => expressions([&**index], found),
        }
    }
}

fn expressions<'n>(
    list: impl IntoIterator<Item = &'n Expression>,
    found: &mut impl FnMut(&'n Reference, Use),
) {
    for expression in list {
        match &expression.kind {
            ExpressionKind::Reference(it) => reference(it, Use::Read, found),
            ExpressionKind::Text { parts, .. } => references(parts, found),
            ExpressionKind::List(items)
            | ExpressionKind::Map(items)
            | ExpressionKind::Operation(items) => expressions(items, found),
            ExpressionKind::Range(from, to) => expressions([&**from, &**to], found),
            ExpressionKind::Unary(operand) => expressions([&**operand], found),
            ExpressionKind::Number | ExpressionKind::Boolean | ExpressionKind::Word => {}
        }
    }
}
