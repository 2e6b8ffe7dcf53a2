//! A template as a tree. Spans are byte offsets within the text of the template.

use gatewright_diagnostics::Span;

/// Something in a template, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Node {
    pub(crate) span: Span,
    pub(crate) kind: NodeKind,
}

/// What can stand in a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NodeKind {
    /// Text that is printed as it stands.
    Text,
    /// `## …`, `#* … *#`.
    Comment,
    /// `#[[ … ]]#`; the span is that of what is printed.
    Unparsed(Span),
    /// `\$name` or `\#if`: printed with or without the backslash.
    Escape,
    /// `${…}` that is no reference of the language: something fills it before the service sees it.
    Placeholder,
    /// A reference that is printed.
    Reference(Reference),
    /// `#set(target = value)`.
    Set { target: Option<Reference>, value: Option<Expression> },
    /// `#if(…) … #elseif(…) … #else … #end`.
    If { arms: Vec<Arm>, otherwise: Option<Vec<Node>> },
    /// `#foreach(item in list) … #end`.
    Foreach { item: Option<Reference>, list: Option<Expression>, body: Vec<Node> },
    /// `#macro(…)`, `#define(…)`, `#literal()`, `#@name(…)`: a block whose meaning is elsewhere.
    Block { name: Span, arguments: Vec<Expression>, body: Vec<Node> },
    /// `#break`, `#stop`.
    Leave,
    /// `#evaluate(…)`, `#parse(…)`, `#include(…)`.
    Insert { arguments: Vec<Expression> },
    /// `#word`, which is text unless a macro has that name. What follows is not part of it.
    Unknown { name: Span },
}

/// A condition and what is printed when it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Arm {
    /// From `#if` or `#elseif` to the closing parenthesis.
    pub(crate) head: Span,
    pub(crate) condition: Option<Expression>,
    pub(crate) body: Vec<Node>,
}

/// `$name`, `${name}`, `$!name`, with what follows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reference {
    /// From the dollar sign to the end.
    pub(crate) span: Span,
    pub(crate) name: Span,
    /// `$!`: prints nothing when there is no value.
    pub(crate) is_quiet: bool,
    pub(crate) steps: Vec<Step>,
}

/// `.name`, `.name(…)`, `[…]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) span: Span,
    pub(crate) kind: StepKind,
}

/// What a step does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum StepKind {
    /// `.name`.
    Property { name: Span },
    /// `.name(…)`.
    Call { name: Span, arguments: Vec<Expression> },
    /// `[…]`.
    Index(Box<Expression>),
}

/// An expression, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Expression {
    pub(crate) span: Span,
    pub(crate) kind: ExpressionKind,
}

/// What an expression is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ExpressionKind {
    Reference(Box<Reference>),
    /// A text in quotes. Between double quotes there may be references and directives; none are
    /// listed when it is plain.
    Text {
        content: Span,
        parts: Vec<Node>,
    },
    Number,
    Boolean,
    /// `[a, b]`, and `(a)` as a list of one.
    List(Vec<Expression>),
    /// `[a..b]`.
    Range(Box<Expression>, Box<Expression>),
    /// `{a: b}`, keys and values in turn.
    Map(Vec<Expression>),
    /// Operands with operators between them, in the order of the text, whatever binds stronger.
    Operation(Vec<Expression>),
    /// `!a`, `-a`.
    Unary(Box<Expression>),
    /// A bare word, as in `#macro(word $argument)`.
    Word,
}

impl Reference {
    /// The name of the variable.
    pub(crate) fn name<'t>(&self, text: &'t str) -> &'t str {
        &text[self.name.range()]
    }
}

impl Step {
    /// The name of a property or a method.
    pub(crate) fn name<'t>(&self, text: &'t str) -> Option<&'t str> {
        match &self.kind {
            StepKind::Property { name } | StepKind::Call { name, .. } => Some(&text[name.range()]),
            StepKind::Index(_) => None,
        }
    }
}

impl Expression {
    /// The content of a text in quotes that has nothing to fill in.
    pub(crate) fn constant<'t>(&self, text: &'t str) -> Option<&'t str> {
        match &self.kind {
            ExpressionKind::Text { content, parts } if parts.is_empty() => {
                Some(&text[content.range()])
            }
            _ => None,
        }
    }
}
