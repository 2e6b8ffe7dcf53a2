//! What is written in Terraform's language: expressions and templates with their places, and no more
//! of them than it takes to evaluate them.

use std::rc::Rc;

use gatewright_diagnostics::Span;
use serde_json::Number;

use super::scan::Written;

/// An expression, with its place in the file.
#[derive(Debug)]
pub(super) struct Expr {
    pub(super) at: Span,
    pub(super) kind: ExprKind,
}

#[derive(Debug)]
pub(super) enum ExprKind {
    Null,
    Bool(bool),
    Number(Number),
    Template(Rc<Template>),
    List(Vec<Expr>),
    Object(Vec<(Expr, Expr)>),
    /// A name alone: of a variable of a template or a loop; or a key of an object.
    Name(String),
    /// What follows a name or another expression.
    Path(Box<Expr>, Vec<Step>),
    Call(Call),
    /// Condition, then, else.
    Conditional(Box<[Expr; 3]>),
    Not(Box<Expr>),
    Negative(Box<Expr>),
    Binary(Box<Expr>, Operator, Box<Expr>),
    For(Box<For>),
    /// It is beyond a limit of the parser.
    Unread(Limit),
}

/// A limit of the parser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Limit {
    /// So many expressions or blocks within one another.
    Depth,
    /// So many operators after one another.
    Operators,
}

#[derive(Debug)]
pub(super) struct Call {
    pub(super) name: String,
    pub(super) arguments: Vec<Expr>,
    /// Whether the last argument is a list of arguments: `f(list...)`.
    pub(super) spreads: bool,
}

#[derive(Debug)]
pub(super) enum Step {
    Attribute(String),
    Index(Expr),
    /// `[*]` and `.*`.
    Splat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    Add,
    And,
    Divide,
    Equal,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
    Multiply,
    NotEqual,
    Or,
    Remainder,
    Subtract,
}

/// `[for key, value in over : result if condition]`, and with braces.
#[derive(Debug)]
pub(super) struct For {
    pub(super) key: Option<String>,
    pub(super) value: String,
    pub(super) over: Expr,
    /// Of an object.
    pub(super) result_key: Option<Expr>,
    pub(super) result: Expr,
    /// Whether values of the same key become a list.
    pub(super) groups: bool,
    pub(super) condition: Option<Expr>,
}

/// A text with sequences in it.
#[derive(Debug)]
pub(super) struct Template {
    /// The bytes of the file, without quotes and delimiters.
    pub(super) at: Span,
    pub(super) written: Written,
    /// How many blanks `<<-` takes from the beginning of each line.
    pub(super) indent: u32,
    pub(super) parts: Vec<Part>,
    /// The first directive or placeholder that has no end, no beginning or no meaning, and in words
    /// what is wrong. Terraform refuses such a text; here it is one like any other.
    pub(super) unmatched: Option<(Span, &'static str)>,
}

/// A part of a template.
#[derive(Debug)]
pub(super) enum Part {
    /// Text that stays as it is.
    Literal(Span),
    /// An escape, and what it stands for.
    Escape(Span, String),
    /// `${…}`; without an expression where it is none of Terraform's.
    Hole(Span, Option<Expr>),
    /// Blanks that a strip marker takes away.
    Stripped,
    /// A directive.
    If(Box<If>),
    /// A directive.
    Loop(Box<Loop>),
}

#[derive(Debug)]
pub(super) struct If {
    pub(super) condition: Option<Expr>,
    pub(super) then: Vec<Part>,
    pub(super) otherwise: Vec<Part>,
    /// `%{ if … }`, `%{ else }`, `%{ endif }`.
    pub(super) tags: Vec<Span>,
}

#[derive(Debug)]
pub(super) struct Loop {
    pub(super) key: Option<String>,
    pub(super) value: String,
    pub(super) over: Option<Expr>,
    pub(super) body: Vec<Part>,
    /// `%{ for … }`, `%{ endfor }`.
    pub(super) tags: Vec<Span>,
}
