//! From the library's syntax tree to ours; the only file that knows the library.

use jsonpath_rust::parser::model::{
    Comparable, Comparison as Compared, Filter, FilterAtom, FnArg, JpQuery, Literal,
    Segment as Read, Selector as Selected, SingularQuery, SingularQuerySegment, Test as Tested,
    TestFunction,
};
use jsonpath_rust::parser::parse_json_path;
use serde_json::Value;

use super::dialect::{PARENT, PARENT_PROPERTY, PROPERTY, UNDEFINED};
use super::{Anchor, Comparison, Dialect, Operand, Query, Reach, Segment, Selector, Test};
use crate::pattern::Pattern;

type Compiled<T> = Result<T, String>;

/// Reads a path of RFC 9535.
pub(super) fn leg(text: &str, dialect: Dialect) -> Compiled<Vec<Segment>> {
    let query = parse_json_path(text).map_err(|error| told(&error.to_string(), text))?;
    Compiler { dialect }.segments(&query.segments)
}

/// The grammar's own words are a drawing on several lines: what it expected is its last.
fn told(error: &str, text: &str) -> String {
    let column = error.split("--> 1:").nth(1).and_then(|rest| {
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        digits.parse::<usize>().ok()
    });
    let rest: Option<String> =
        column.map(|column| text.chars().skip(column - 1).take(20).collect());
    match rest.as_deref() {
        Some("") => "it ends too soon".to_owned(),
        Some(rest) => format!("it cannot be read from `{rest}` on"),
        None => {
            let line = error.lines().next().unwrap_or_default();
            let words = line.rsplit_once(": ").map_or(line, |(_, words)| words);
            format!("it cannot be read: {words}")
        }
    }
}

struct Compiler {
    dialect: Dialect,
}

impl Compiler {
    fn segments(&self, read: &[Read]) -> Compiled<Vec<Segment>> {
        read.iter().map(|segment| self.segment(segment)).collect()
    }

    fn segment(&self, read: &Read) -> Compiled<Segment> {
        Ok(match read {
            Read::Descendant(inner) => {
                Segment { reach: Reach::Descendants, ..self.segment(inner)? }
            }
            Read::Selector(selector) => {
                Segment { reach: Reach::Children, selectors: vec![self.selector(selector)?] }
            }
            Read::Selectors(selectors) => {
                let selectors = selectors.iter().map(|it| self.selector(it));
                Segment { reach: Reach::Children, selectors: selectors.collect::<Compiled<_>>()? }
            }
        })
    }

    fn selector(&self, read: &Selected) -> Compiled<Selector> {
        Ok(match read {
            Selected::Name(name) => Selector::Name(name.clone()),
            Selected::Wildcard => Selector::Wildcard,
            Selected::Index(index) => Selector::Index(*index),
            Selected::Slice(start, end, step) => {
                Selector::Slice { start: *start, end: *end, step: step.unwrap_or(1) }
            }
            Selected::Filter(filter) => Selector::Filter(self.filter(filter)?),
        })
    }

    fn filter(&self, read: &Filter) -> Compiled<Test> {
        let all = |list: &[Filter]| list.iter().map(|it| self.filter(it)).collect::<Compiled<_>>();
        Ok(match read {
            Filter::Or(list) => Test::Or(all(list)?),
            Filter::And(list) => Test::And(all(list)?),
            Filter::Atom(FilterAtom::Filter { expr, not }) => negated(self.filter(expr)?, *not),
            Filter::Atom(FilterAtom::Test { expr, not }) => negated(self.test(expr)?, *not),
            Filter::Atom(FilterAtom::Comparison(comparison)) => self.comparison(comparison)?,
        })
    }

    fn test(&self, read: &Tested) -> Compiled<Test> {
        let of = |query| match self.dialect {
            Dialect::Rfc => Test::Exists(query),
            Dialect::Spectral => Test::IsTruthy(query),
        };
        Ok(match read {
            Tested::RelQuery(segments) => of(self.relative(segments)?),
            Tested::AbsQuery(query) => of(self.absolute(query)?),
            Tested::Function(function) => self.function_test(function)?,
        })
    }

    fn relative(&self, read: &[Read]) -> Compiled<Query> {
        Ok(anchored(Anchor::Current, self.segments(read)?))
    }

    fn absolute(&self, read: &JpQuery) -> Compiled<Query> {
        Ok(anchored(Anchor::Root, self.segments(&read.segments)?))
    }

    fn function_test(&self, read: &TestFunction) -> Compiled<Test> {
        match read {
            TestFunction::Search(value, pattern) => {
                Ok(Test::Search(Box::new(self.argument(value)?), searched(pattern)?))
            }
            TestFunction::Match(value, pattern) => {
                let inner = text(pattern)?;
                let whole = Pattern::parse(&format!("^(?:{inner})$"))
                    .map_err(|error| no_pattern(&error))?;
                Ok(Test::Search(Box::new(self.argument(value)?), whole))
            }
            TestFunction::Custom(name, arguments) => match (name.as_str(), arguments.as_slice()) {
                ("any_of", [value, wanted]) => Ok(Test::Includes(
                    Box::new(self.argument(value)?),
                    Box::new(self.argument(wanted)?),
                )),
                _ => Err(format!("`{name}` is no function of RFC 9535")),
            },
            TestFunction::Length(_) | TestFunction::Value(_) | TestFunction::Count(_) => {
                Err("a number is no condition".to_owned())
            }
        }
    }

    fn comparison(&self, read: &Compared) -> Compiled<Test> {
        let comparison = match read {
            Compared::Eq(..) => Comparison::Equal,
            Compared::Ne(..) => Comparison::NotEqual,
            Compared::Gt(..) => Comparison::Greater,
            Compared::Gte(..) => Comparison::GreaterOrEqual,
            Compared::Lt(..) => Comparison::Less,
            Compared::Lte(..) => Comparison::LessOrEqual,
        };
        let (left, right) = read.vals();
        let left = Box::new(self.comparable(left)?);
        Ok(Test::Compare(comparison, left, Box::new(self.comparable(right)?)))
    }

    fn comparable(&self, read: &Comparable) -> Compiled<Operand> {
        Ok(match read {
            Comparable::Literal(it) => Operand::Literal(literal(it)),
            Comparable::SingularQuery(SingularQuery::Current(steps)) => {
                Operand::Query(anchored(Anchor::Current, singular(steps)))
            }
            Comparable::SingularQuery(SingularQuery::Root(steps)) => {
                Operand::Query(anchored(Anchor::Root, singular(steps)))
            }
            Comparable::Function(function) => self.function(function)?,
        })
    }

    fn function(&self, read: &TestFunction) -> Compiled<Operand> {
        Ok(match read {
            TestFunction::Length(value) => Operand::Length(Box::new(self.argument(value)?)),
            TestFunction::Value(value) => self.argument(value)?,
            TestFunction::Count(value) => match self.argument(value)? {
                Operand::Query(query) => Operand::Count(query),
                Operand::Literal(_) | Operand::Length(_) | Operand::Count(_) => {
                    return Err("`count` counts what a path finds".to_owned());
                }
            },
            TestFunction::Search(..) | TestFunction::Match(..) | TestFunction::Custom(..) => {
                return Err("a condition cannot be compared".to_owned());
            }
        })
    }

    fn argument(&self, read: &FnArg) -> Compiled<Operand> {
        match read {
            FnArg::Literal(it) => Ok(Operand::Literal(literal(it))),
            FnArg::Test(test) => match &**test {
                Tested::RelQuery(segments) => Ok(Operand::Query(self.relative(segments)?)),
                Tested::AbsQuery(query) => Ok(Operand::Query(self.absolute(query)?)),
                Tested::Function(function) => self.function(function),
            },
            FnArg::Filter(_) => Err("a condition is no value".to_owned()),
        }
    }
}

fn negated(test: Test, not: bool) -> Test {
    if not { Test::Not(Box::new(test)) } else { test }
}

/// Puts the stand-ins for what RFC 9535 has no words for back.
fn anchored(anchor: Anchor, mut segments: Vec<Segment>) -> Query {
    let anchor = match segments.first().map(|it| (it.reach, it.selectors.as_slice())) {
        Some((Reach::Children, [Selector::Name(name)])) if anchor == Anchor::Current => {
            match name.as_str() {
                PROPERTY => Anchor::Property,
                PARENT_PROPERTY => Anchor::ParentProperty,
                PARENT => Anchor::Parent,
                UNDEFINED => Anchor::Undefined,
                _ => return Query { anchor, segments },
            }
        }
        _ => return Query { anchor, segments },
    };
    segments.remove(0);
    Query { anchor, segments }
}

fn singular(read: &[SingularQuerySegment]) -> Vec<Segment> {
    let steps = read.iter().map(|step| match step {
        SingularQuerySegment::Index(index) => Selector::Index(*index),
        SingularQuerySegment::Name(name) => Selector::Name(name.clone()),
    });
    steps.map(|it| Segment { reach: Reach::Children, selectors: vec![it] }).collect()
}

fn literal(read: &Literal) -> Value {
    match read {
        Literal::Int(number) => Value::from(*number),
        Literal::Float(number) => Value::from(*number),
        Literal::String(text) => Value::from(text.as_str()),
        Literal::Bool(value) => Value::from(*value),
        Literal::Null => Value::Null,
    }
}

fn text(argument: &FnArg) -> Compiled<&str> {
    match argument {
        FnArg::Literal(Literal::String(text)) => Ok(text),
        _ => Err("a pattern must be a text".to_owned()),
    }
}

/// The pattern of a search, which may have its flags before it.
fn searched(argument: &FnArg) -> Compiled<Pattern> {
    let text = text(argument)?;
    let parsed = match text.strip_prefix("(?").and_then(|rest| rest.split_once(')')) {
        Some((flags, body)) if flags.bytes().all(|byte| byte.is_ascii_lowercase()) => {
            Pattern::with_flags(body, flags)
        }
        _ => Pattern::with_flags(text, ""),
    };
    parsed.map_err(|error| no_pattern(&error))
}

fn no_pattern(error: &str) -> String {
    format!("a pattern in it is none: {error}")
}
