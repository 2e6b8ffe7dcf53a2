//! Terraform's language as a parser reads it: the only place that knows the parser.
//!
//! Templates within are read by our own reader, since places of what they hold matter byte by byte.

use std::ops::Range;
use std::rc::Rc;

use gatewright_diagnostics::Span;
use hcl_edit::Span as _;
use hcl_edit::expr::{BinaryOperator, Expression, ObjectKey, TraversalOperator, UnaryOperator};
use hcl_edit::parser::{parse_body, parse_expr};
use hcl_edit::structure::{Attribute, Body, Structure};

use super::extent;
use super::language::{Call, Expr, ExprKind, For, Limit, Operator, Step, Template};
use super::scan::Written;
use super::template;

/// A file of configuration: blocks and attributes.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// `resource`, `locals`, …; empty for the file itself.
    pub(super) kind: String,
    pub(super) labels: Vec<String>,
    pub(super) at: Span,
    /// Where its first line stands, up to the labels.
    pub(super) head: Span,
    pub(super) attributes: Vec<(String, Span, Expr)>,
    pub(super) blocks: Vec<Block>,
}

impl Block {
    /// The value of an attribute.
    pub(super) fn get(&self, name: &str) -> Option<&Expr> {
        self.attributes.iter().find(|it| it.0 == name).map(|it| &it.2)
    }
}

/// Why a text is not what it should be.
#[derive(Debug)]
pub(super) struct Unparsable {
    pub(super) at: usize,
    pub(super) why: String,
    /// Whether the text may well be right, but is more than is read.
    pub(super) limit: Option<Limit>,
}

/// Files beyond this size are no configuration that somebody wrote.
const MOST_BYTES: usize = 16 << 20;

/// More expressions than this are not left out of a file.
const MOST_UNREAD: usize = 16;

/// Reads a file of configuration.
pub(super) fn read(text: &str) -> Result<Block, Unparsable> {
    if text.len() > MOST_BYTES {
        let why = "the file is too large".to_owned();
        return Err(Unparsable { at: 0, why, limit: None });
    }
    let mut blank =
        text.strip_prefix('\u{feff}').map_or_else(|| text.to_owned(), |it| format!("   {it}"));
    let mut unread = Vec::new();
    let body = loop {
        let error = match parse_body(&blank) {
            Ok(body) => break body,
            Err(error) => unparsable(&error),
        };
        let Some(limit) = error.limit.filter(|_| unread.len() < MOST_UNREAD) else {
            return Err(error);
        };
        // All else of the file can be read without it.
        let around = extent::around(&blank, error.at).filter(|it| it.len() >= NOTHING.len());
        let Some(range) = around else { return Err(error) };
        let blanks = " ".repeat(range.len() - NOTHING.len());
        blank.replace_range(range.clone(), &format!("{NOTHING}{blanks}"));
        unread.push((range, limit));
    };
    let mut file = Block::default();
    fill(&mut file, &body, &Source { text, base: 0, unread: &unread });
    Ok(file)
}

/// What stands for an expression that is not read.
const NOTHING: &str = "null";

fn unparsable(error: &hcl_edit::parser::Error) -> Unparsable {
    // All on one line, as findings are.
    let why = error.message().split_whitespace().collect::<Vec<_>>().join(" ");
    let limit = match () {
        () if why.contains("nesting depth") => Some(Limit::Depth),
        () if why.contains("chained binary operators") => Some(Limit::Operators),
        () => None,
    };
    Unparsable { at: error.location().offset(), why, limit }
}

/// Reads the expression `text[range]`.
pub(super) fn expression(text: &str, range: Range<usize>) -> Option<Expr> {
    // A name alone is what most holes hold.
    let inner = &text[range.clone()];
    let name = inner.trim();
    let is_name = |it: &str| {
        it.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && it.bytes().all(|c| c.is_ascii_alphanumeric() || matches!(c, b'_' | b'-'))
    };
    if is_name(name) && !matches!(name, "true" | "false" | "null") {
        let start = range.start + (inner.len() - inner.trim_start().len());
        let kind = ExprKind::Name(name.to_owned());
        return Some(Expr { at: span(start..start + name.len()), kind });
    }
    let parsed = parse_expr(inner.trim()).ok().or_else(|| {
        // Within the braces of a placeholder, ends of lines are blanks. In an object they are not.
        let line = inner.replace(['\n', '\r'], " ");
        let is_plain = !line.contains("<<") && !line.contains('#') && !line.contains("//");
        is_plain.then(|| parse_expr(line.trim()).ok())?
    })?;
    let base = range.start + (inner.len() - inner.trim_start().len());
    Some(convert(&parsed, &Source { text, base, unread: &[] }))
}

/// A text of which a part was parsed.
struct Source<'t> {
    text: &'t str,
    base: usize,
    /// The expressions that were left out.
    unread: &'t [(Range<usize>, Limit)],
}

impl Source<'_> {
    fn range(&self, range: Option<Range<usize>>) -> Range<usize> {
        range.map_or(self.base..self.base, |it| it.start + self.base..it.end + self.base)
    }
}

/// A span of that range; files are smaller than what a span may hold.
pub(super) fn span(range: Range<usize>) -> Span {
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span::new(offset(range.start), offset(range.end))
}

fn fill(block: &mut Block, body: &Body, source: &Source<'_>) {
    for structure in body {
        match structure {
            Structure::Attribute(Attribute { key, value, .. }) => {
                let at = span(source.range(key.span()));
                let start = value.span().map(|it| it.start);
                let unread = source.unread.iter().find(|it| Some(it.0.start) == start);
                let value = match unread {
                    Some((range, limit)) => {
                        Expr { at: span(range.clone()), kind: ExprKind::Unread(*limit) }
                    }
                    None => convert(value, source),
                };
                block.attributes.push((key.as_str().to_owned(), at, value));
            }
            Structure::Block(it) => {
                let whole = source.range(it.span());
                let ident = source.range(it.ident.span());
                let last = it.labels.last().and_then(hcl_edit::Span::span);
                let head = ident.start..source.range(last.or(it.ident.span())).end;
                let mut inner = Block {
                    kind: it.ident.as_str().to_owned(),
                    labels: it.labels.iter().map(|it| it.as_str().to_owned()).collect(),
                    at: span(whole),
                    head: span(head),
                    ..Block::default()
                };
                fill(&mut inner, &it.body, source);
                block.blocks.push(inner);
            }
        }
    }
}

fn convert(expression: &Expression, source: &Source<'_>) -> Expr {
    let range = source.range(expression.span());
    let boxed = |it: &Expression| Box::new(convert(it, source));
    let kind = match expression {
        Expression::Null(_) => ExprKind::Null,
        Expression::Bool(it) => ExprKind::Bool(*it.value()),
        Expression::Number(it) => match it.value().to_string().parse() {
            Ok(number) => ExprKind::Number(number),
            Err(_) => ExprKind::Null,
        },
        Expression::String(_) | Expression::StringTemplate(_) => {
            let inner = range.start + 1..range.end.saturating_sub(1).max(range.start + 1);
            ExprKind::Template(Rc::new(template::read(source.text, inner, Written::Quoted)))
        }
        Expression::HeredocTemplate(it) => {
            let inner = it.template.span().map(|it| source.range(Some(it)));
            let inner = inner.unwrap_or(range.end..range.end);
            let is_flush = source.text[range.start..].starts_with("<<-");
            let mut read = template::read(source.text, inner.clone(), Written::Raw);
            if is_flush {
                read.indent = indent(&source.text[inner]);
            }
            ExprKind::Template(Rc::new(read))
        }
        Expression::Array(it) => ExprKind::List(it.iter().map(|it| convert(it, source)).collect()),
        Expression::Object(it) => ExprKind::Object(
            it.iter()
                .map(|(key, value)| (key_of(key, source), convert(value.expr(), source)))
                .collect(),
        ),
        Expression::Parenthesis(it) => return convert(it.inner(), source),
        Expression::Variable(it) => ExprKind::Name(it.as_str().to_owned()),
        Expression::Conditional(it) => ExprKind::Conditional(Box::new([
            convert(&it.cond_expr, source),
            convert(&it.true_expr, source),
            convert(&it.false_expr, source),
        ])),
        Expression::FuncCall(it) => ExprKind::Call(Call {
            name: it
                .name
                .namespace
                .iter()
                .map(|it| it.as_str())
                .chain([it.name.name.as_str()])
                .collect::<Vec<_>>()
                .join("::"),
            arguments: it.args.iter().map(|it| convert(it, source)).collect(),
            spreads: it.args.expand_final(),
        }),
        Expression::Traversal(it) => {
            let steps = it.operators.iter().map(|operator| match operator.value() {
                TraversalOperator::AttrSplat(_) | TraversalOperator::FullSplat(_) => Step::Splat,
                TraversalOperator::GetAttr(name) => Step::Attribute(name.as_str().to_owned()),
                TraversalOperator::Index(index) => Step::Index(convert(index, source)),
                TraversalOperator::LegacyIndex(index) => {
                    let at = span(source.range(operator.span()));
                    Step::Index(Expr { at, kind: ExprKind::Number((*index.value()).into()) })
                }
            });
            ExprKind::Path(boxed(&it.expr), steps.collect())
        }
        Expression::UnaryOp(it) => match it.operator.value() {
            UnaryOperator::Not => ExprKind::Not(boxed(&it.expr)),
            UnaryOperator::Neg => ExprKind::Negative(boxed(&it.expr)),
        },
        Expression::BinaryOp(it) => ExprKind::Binary(
            boxed(&it.lhs_expr),
            operator(*it.operator.value()),
            boxed(&it.rhs_expr),
        ),
        Expression::ForExpr(it) => ExprKind::For(Box::new(For {
            key: it.intro.key_var.as_ref().map(|it| it.as_str().to_owned()),
            value: it.intro.value_var.as_str().to_owned(),
            over: convert(&it.intro.collection_expr, source),
            result_key: it.key_expr.as_ref().map(|it| convert(it, source)),
            result: convert(&it.value_expr, source),
            groups: it.grouping,
            condition: it.cond.as_ref().map(|it| convert(&it.expr, source)),
        })),
    };
    Expr { at: span(range), kind }
}

/// A key of an object; a name alone is the key itself.
fn key_of(key: &ObjectKey, source: &Source<'_>) -> Expr {
    match key {
        ObjectKey::Ident(name) => {
            let kind = ExprKind::Name(name.as_str().to_owned());
            Expr { at: span(source.range(name.span())), kind }
        }
        ObjectKey::Expression(Expression::Parenthesis(it)) => {
            // In parentheses it is no name but what the name stands for.
            let inner = convert(it.inner(), source);
            let at = inner.at;
            match inner.kind {
                ExprKind::Name(_) => Expr { at, kind: ExprKind::Path(Box::new(inner), Vec::new()) },
                kind => Expr { at, kind },
            }
        }
        ObjectKey::Expression(it) => convert(it, source),
    }
}

fn operator(operator: BinaryOperator) -> Operator {
    match operator {
        BinaryOperator::Eq => Operator::Equal,
        BinaryOperator::NotEq => Operator::NotEqual,
        BinaryOperator::LessEq => Operator::LessOrEqual,
        BinaryOperator::GreaterEq => Operator::GreaterOrEqual,
        BinaryOperator::Less => Operator::Less,
        BinaryOperator::Greater => Operator::Greater,
        BinaryOperator::Plus => Operator::Add,
        BinaryOperator::Minus => Operator::Subtract,
        BinaryOperator::Mul => Operator::Multiply,
        BinaryOperator::Div => Operator::Divide,
        BinaryOperator::Mod => Operator::Remainder,
        BinaryOperator::And => Operator::And,
        BinaryOperator::Or => Operator::Or,
    }
}

/// How many blanks all lines of a heredoc begin with.
fn indent(text: &str) -> u32 {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let blanks = lines.map(|line| line.len() - line.trim_start_matches([' ', '\t']).len()).min();
    u32::try_from(blanks.unwrap_or(0)).unwrap_or(u32::MAX)
}

/// The attributes of a file of variables.
pub(super) fn attributes(text: &str) -> Result<Vec<(String, Expr)>, String> {
    let file = read(text).map_err(|it| it.why)?;
    Ok(file.attributes.into_iter().map(|(name, _, value)| (name, value)).collect())
}

/// Whether a template begins to be read as one.
pub(super) fn template(text: &str, range: Range<usize>) -> Template {
    template::read(text, range, Written::Raw)
}
