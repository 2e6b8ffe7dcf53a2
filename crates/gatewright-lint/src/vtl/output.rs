//! What a template can print, as far as JSON is concerned: whether some run of it prints JSON, and
//! where in it references stand.
//!
//! The constant text goes through a machine that reads JSON. A reference prints nobody knows what,
//! and branches may be taken or not, so that the machine is in several states at once; that no
//! state is left is certain, and only that is told. What the machine cannot follow (macros,
//! `#break`, text that builds JSON by pieces) is undecided.

use gatewright_diagnostics::Span;

use super::json::{Container, Reader, State, is_value};
use super::parse::span;
use super::tree::{Expression, ExpressionKind, Node, NodeKind, Reference, StepKind};

/// The machine is followed in so many states at once and no more.
const MAX_STATES: usize = 64;

/// Containers nest no deeper, since states are copied.
const MAX_NESTING: usize = 100;

/// A loop whose states are not stable after so many rounds is undecided.
const MAX_ROUNDS: usize = 4;

/// What the output of a template is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It may be JSON.
    Possible,
    /// It is not known.
    Undecided,
    /// It is never JSON when the place is reached.
    Broken(Fault),
}

/// Where the output stops being JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) span: Span,
    /// What is there, and what should be.
    pub(crate) message: String,
    /// Whether it takes a second round of a loop.
    pub(crate) is_in_second_round: bool,
}

/// How a printed reference stands in the JSON around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Position {
    /// Between quotes.
    Quoted,
    /// Where a value stands, without quotes.
    Bare,
    /// Now so, now so.
    Unknown,
}

/// What is known of the output of a template.
#[derive(Debug)]
pub(crate) struct Output<'n> {
    pub(crate) verdict: Verdict,
    /// The printed references up to where the verdict fell.
    pub(crate) printed: Vec<(&'n Reference, Position)>,
}

/// Whether a template means to print JSON: the first that it prints is a bracket or a brace.
pub(crate) fn means_json(text: &str, nodes: &[Node]) -> bool {
    first_printed(text, nodes).is_some_and(|first| matches!(first, '{' | '['))
}

/// The first character other than a blank that is printed; NUL for what is not known.
fn first_printed(text: &str, nodes: &[Node]) -> Option<char> {
    nodes.iter().find_map(|node| match &node.kind {
        NodeKind::Text => text[node.span.range()].trim_start().chars().next(),
        NodeKind::Comment | NodeKind::Set { .. } => None,
        NodeKind::Unparsed(content) => text[content.range()].trim_start().chars().next(),
        NodeKind::If { arms, otherwise } => {
            let bodies = arms.iter().map(|arm| &arm.body).chain(otherwise);
            bodies.into_iter().find_map(|body| first_printed(text, body))
        }
        NodeKind::Foreach { body, .. } => first_printed(text, body),
        _ => Some('\0'),
    })
}

/// Follows a template that means to print JSON.
pub(crate) fn judge<'n>(text: &str, nodes: &'n [Node]) -> Output<'n> {
    let mut judge =
        Judge { text, printed: Vec::new(), in_loops: 0, rounds: 0, is_in_second_round: false };
    if builds_by_pieces(text, nodes) {
        return Output { verdict: Verdict::Undecided, printed: Vec::new() };
    }
    let start = vec![Reader { stack: Vec::new(), state: State::Value }];
    let verdict = match judge.nodes(nodes, start) {
        Ok(ends) => judge.end(&ends),
        Err(verdict) => verdict,
    };
    Output { verdict, printed: judge.printed }
}

/// Whether some text in quotes holds a piece of JSON that is no whole, which may be printed later.
fn builds_by_pieces(text: &str, nodes: &[Node]) -> bool {
    nodes.iter().any(|node| match &node.kind {
        NodeKind::Reference(reference) => reference_has_pieces(text, reference),
        NodeKind::Set { value, .. } => value.iter().any(|value| has_pieces(text, value)),
        NodeKind::If { arms, otherwise } => {
            let bodies = arms.iter().map(|arm| &arm.body).chain(otherwise);
            bodies.into_iter().any(|body| builds_by_pieces(text, body))
        }
        NodeKind::Foreach { list, body, .. } => {
            list.iter().any(|list| has_pieces(text, list)) || builds_by_pieces(text, body)
        }
        _ => false,
    })
}

fn has_pieces(text: &str, expression: &Expression) -> bool {
    match &expression.kind {
        ExpressionKind::Text { content, .. } => !is_balanced(&text[content.range()]),
        ExpressionKind::Reference(reference) => reference_has_pieces(text, reference),
        ExpressionKind::List(items)
        | ExpressionKind::Map(items)
        | ExpressionKind::Operation(items) => items.iter().any(|item| has_pieces(text, item)),
        ExpressionKind::Range(..)
        | ExpressionKind::Unary(_)
        | ExpressionKind::Number
        | ExpressionKind::Boolean
        | ExpressionKind::Word => false,
    }
}

fn reference_has_pieces(text: &str, reference: &Reference) -> bool {
    reference.steps.iter().any(|step| match &step.kind {
        StepKind::Call { arguments, .. } => arguments.iter().any(|it| has_pieces(text, it)),
        StepKind::Property { .. } | StepKind::Index(_) => false,
    })
}

fn is_balanced(text: &str) -> bool {
    let (mut quotes, mut braces, mut brackets) = (0_usize, 0_isize, 0_isize);
    for byte in text.bytes() {
        match byte {
            b'"' => quotes += 1,
            b'{' => braces += 1,
            b'}' => braces -= 1,
            b'[' => brackets += 1,
            b']' => brackets -= 1,
            _ => {}
        }
    }
    quotes.is_multiple_of(2) && braces == 0 && brackets == 0
}

/// What a reference can print.
enum Print {
    /// One value, or a part of one.
    Value,
    /// Anything in which quotes and brackets are balanced.
    Anything,
}

struct Judge<'t, 'n> {
    text: &'t str,
    printed: Vec<(&'n Reference, Position)>,
    /// The loops whose states are being found.
    in_loops: usize,
    /// The loops that are in a second or later round.
    rounds: usize,
    /// Whether what fails does so only in a second or later round.
    is_in_second_round: bool,
}

type Followed = Result<Vec<Reader>, Verdict>;

impl<'n> Judge<'_, 'n> {
    fn nodes(&mut self, nodes: &'n [Node], readers: Vec<Reader>) -> Followed {
        let mut readers = readers;
        for node in nodes {
            readers = match &node.kind {
                NodeKind::Text => self.constant(node.span, readers)?,
                NodeKind::Unparsed(content) => self.constant(*content, readers)?,
                NodeKind::Comment | NodeKind::Set { .. } => readers,
                NodeKind::Escape | NodeKind::Placeholder => after(readers, &Print::Anything)?,
                NodeKind::Reference(reference) => {
                    if self.rounds == 0 {
                        self.printed.push((reference, position(&readers)));
                    }
                    after(readers, &self.print(reference))?
                }
                NodeKind::If { arms, otherwise } => {
                    let mut ends = Vec::new();
                    let mut failed = None;
                    for body in arms.iter().map(|arm| &arm.body).chain(otherwise) {
                        match self.nodes(body, readers.clone()) {
                            Ok(readers) => ends.extend(readers),
                            Err(verdict @ Verdict::Broken(_)) if self.in_loops > 0 => {
                                failed = Some(verdict);
                            }
                            Err(verdict) => return Err(verdict),
                        }
                    }
                    if otherwise.is_none() {
                        ends.extend(readers);
                    }
                    match failed {
                        Some(verdict) if ends.is_empty() => return Err(verdict),
                        _ => merged(ends)?,
                    }
                }
                NodeKind::Foreach { body, .. } => self.repeated(body, readers)?,
                NodeKind::Unknown { name } => {
                    let word = Span::new(name.start.saturating_sub(1), node.span.end);
                    self.constant(word, readers)?
                }
                NodeKind::Block { .. } | NodeKind::Leave | NodeKind::Insert { .. } => {
                    return Err(Verdict::Undecided);
                }
            };
        }
        Ok(readers)
    }

    /// A loop. Conditions in it may tell the rounds apart, so that an arm fails only if it does
    /// with the states of all rounds.
    fn repeated(&mut self, body: &'n [Node], readers: Vec<Reader>) -> Followed {
        let mut all = readers.clone();
        let was_in_second_round = self.is_in_second_round;
        self.in_loops += 1;
        let mut round = self.nodes(body, readers)?;
        self.rounds += 1;
        for _ in 0..MAX_ROUNDS {
            let known = all.len();
            all.extend(round.iter().cloned());
            all = merged(all)?;
            if all.len() == known {
                self.in_loops -= 1;
                self.is_in_second_round = was_in_second_round;
                if self.in_loops == 0 {
                    self.nodes(body, all.clone())?;
                }
                self.rounds -= 1;
                return Ok(all);
            }
            self.is_in_second_round = true;
            round = self.nodes(body, round)?;
        }
        Err(Verdict::Undecided)
    }

    fn constant(&self, span: Span, readers: Vec<Reader>) -> Followed {
        let mut readers = readers;
        let mut fallen = Vec::new();
        for (at, c) in self.text[span.range()].char_indices() {
            for (index, reader) in readers.iter_mut().enumerate() {
                if !reader.step(c) {
                    fallen.push(index);
                }
            }
            if fallen.len() == readers.len() {
                let start = span.range().start;
                return Err(Verdict::Broken(self.fault(start, start + at, c, &readers)));
            }
            for index in fallen.drain(..).rev() {
                readers.swap_remove(index);
            }
            let is_opening = matches!(c, '{' | '[');
            if is_opening && readers.iter().any(|reader| reader.stack.len() > MAX_NESTING) {
                return Err(Verdict::Undecided);
            }
        }
        Ok(readers)
    }

    /// Tells of a character that no reader takes. They stand as before it.
    fn fault(&self, from: usize, at: usize, c: char, readers: &[Reader]) -> Fault {
        let is_in_second_round = self.is_in_second_round;
        if let [Reader { state: State::Token(token), .. }] = readers
            && at >= from + token.len()
        {
            let message = format!("`{token}` is no JSON value");
            return Fault { span: span(at - token.len(), at), message, is_in_second_round };
        }
        let is_escape = readers.iter().all(|it| matches!(it.state, State::Backslash { .. }));
        let message = match c {
            _ if is_escape => format!("JSON knows no escape `\\{c}`"),
            '`' => format!("a backtick where {} should be", wanted(readers)),
            _ => format!("`{c}` where {} should be", wanted(readers)),
        };
        Fault { span: span(at, at + c.len_utf8()), message, is_in_second_round }
    }

    /// Whether what was read may be all.
    fn end(&self, readers: &[Reader]) -> Verdict {
        let is_whole = |reader: &Reader| {
            reader.stack.is_empty()
                && match &reader.state {
                    State::After | State::UnknownToken => true,
                    State::Token(token) => is_value(token),
                    _ => false,
                }
        };
        if readers.iter().any(is_whole) {
            return Verdict::Possible;
        }
        let end = self.text.trim_end().len();
        let last = self.text[..end].chars().next_back().map_or(0, char::len_utf8);
        Verdict::Broken(Fault {
            span: span(end - last, end),
            message: format!("the output ends where {} should be", wanted(readers)),
            is_in_second_round: false,
        })
    }

    fn print(&self, reference: &Reference) -> Print {
        let first = reference.steps.first().and_then(|step| step.name(self.text));
        match (reference.name(self.text), first, reference.steps.len()) {
            ("input", Some("json" | "body"), 1)
            | ("util", Some("base64Encode" | "urlEncode"), 1)
            | ("foreach" | "velocityCount", ..) => Print::Value,
            // What an authorizer returns may be anything.
            ("context", Some(name), _) if name != "authorizer" => Print::Value,
            _ => Print::Anything,
        }
    }
}

fn wanted(readers: &[Reader]) -> &'static str {
    readers.first().map_or("the end", Reader::wanted)
}

fn position(readers: &[Reader]) -> Position {
    let is_bare = |it: &Reader| matches!(it.state, State::Value | State::FirstValue);
    if readers.iter().all(Reader::is_quoted) {
        Position::Quoted
    } else if readers.iter().all(is_bare) {
        Position::Bare
    } else {
        Position::Unknown
    }
}

/// The states after something that is not known was printed.
fn after(readers: Vec<Reader>, print: &Print) -> Followed {
    if readers.iter().all(Reader::is_quoted) {
        return Ok(readers);
    }
    let mut ends = Vec::with_capacity(readers.len());
    for reader in readers {
        let Reader { stack, state } = reader;
        match (&state, print) {
            (State::Text { .. } | State::Backslash { .. }, _) => ends.push(Reader { stack, state }),
            (
                State::Value | State::FirstValue | State::Token(_) | State::UnknownToken,
                Print::Value,
            ) => ends.push(Reader { stack, state: State::UnknownToken }),
            _ => {
                let states: &[State] = match stack.last() {
                    None => &[State::Value, State::UnknownToken],
                    Some(Container::Array) => {
                        &[State::FirstValue, State::Value, State::UnknownToken]
                    }
                    Some(Container::Object) => &[
                        State::FirstKey,
                        State::Key,
                        State::Colon,
                        State::Value,
                        State::UnknownToken,
                    ],
                };
                let in_state =
                    |state: &State| Reader { stack: stack.clone(), state: state.clone() };
                ends.extend(states.iter().map(in_state));
            }
        }
    }
    merged(ends)
}

/// The same states without repetition, if they are not too many.
fn merged(readers: Vec<Reader>) -> Followed {
    if readers.len() < 2 {
        return Ok(readers);
    }
    let mut readers = readers;
    readers.sort_unstable();
    readers.dedup();
    if readers.len() > MAX_STATES { Err(Verdict::Undecided) } else { Ok(readers) }
}
