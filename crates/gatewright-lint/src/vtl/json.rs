//! A reader of JSON that takes one character at a time and can be copied where it stands.

/// The rest of a longer number or word is not looked at.
const MAX_TOKEN: usize = 100;

/// Where a reader of JSON stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Reader {
    /// The open containers.
    pub(super) stack: Vec<Container>,
    pub(super) state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Container {
    Object,
    Array,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum State {
    /// A value is due.
    Value,
    /// After `[`: a value, or the end.
    FirstValue,
    /// After `{`: a key, or the end.
    FirstKey,
    /// After a comma in an object.
    Key,
    Colon,
    /// After a value.
    After,
    /// Between quotes.
    Text {
        is_key: bool,
    },
    /// After a backslash between quotes.
    Backslash {
        is_key: bool,
    },
    /// In a number or a word.
    Token(String),
    /// In a number or a word, a part of which is not known.
    UnknownToken,
}

impl Reader {
    /// Reads a character. False when JSON has none such here.
    pub(super) fn step(&mut self, c: char) -> bool {
        match &mut self.state {
            State::Text { is_key } => {
                match c {
                    '"' => self.state = if *is_key { State::Colon } else { State::After },
                    '\\' => self.state = State::Backslash { is_key: *is_key },
                    _ => {}
                }
                return true;
            }
            State::Backslash { is_key } => {
                let is_known = matches!(c, '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u');
                if is_known {
                    self.state = State::Text { is_key: *is_key };
                }
                return is_known;
            }
            State::Token(token) => {
                if is_token(c) {
                    token.push(c);
                    if token.len() > MAX_TOKEN {
                        self.state = State::UnknownToken;
                    }
                    return true;
                }
                if !is_value(token) {
                    return false;
                }
                self.state = State::After;
            }
            State::UnknownToken => {
                if is_token(c) {
                    return true;
                }
                self.state = State::After;
            }
            _ => {}
        }
        self.between(c)
    }

    fn between(&mut self, c: char) -> bool {
        if matches!(c, ' ' | '\t' | '\n' | '\r') {
            return true;
        }
        let container = self.stack.last().copied();
        self.state = match (&self.state, c) {
            (State::Value | State::FirstValue, '"') => State::Text { is_key: false },
            (State::Key | State::FirstKey, '"') => State::Text { is_key: true },
            (State::Value | State::FirstValue, '{') => {
                self.stack.push(Container::Object);
                State::FirstKey
            }
            (State::Value | State::FirstValue, '[') => {
                self.stack.push(Container::Array);
                State::FirstValue
            }
            (State::Value | State::FirstValue, c) if is_token(c) => State::Token(c.to_string()),
            (State::Colon, ':') => State::Value,
            (State::After, ',') if container == Some(Container::Object) => State::Key,
            (State::After, ',') if container == Some(Container::Array) => State::Value,
            (State::After | State::FirstKey, '}') if container == Some(Container::Object) => {
                self.stack.pop();
                State::After
            }
            (State::After | State::FirstValue, ']') if container == Some(Container::Array) => {
                self.stack.pop();
                State::After
            }
            _ => return false,
        };
        true
    }

    /// What is due, for people.
    pub(super) fn wanted(&self) -> &'static str {
        match (&self.state, self.stack.last()) {
            (State::Value, _) => "a value",
            (State::FirstValue, _) => "a value or `]`",
            (State::FirstKey, _) => "a key in quotes or `}`",
            (State::Key, _) => "a key in quotes",
            (State::Colon, _) => "`:`",
            (State::Text { .. } | State::Backslash { .. }, _) => "the closing quote",
            (State::After | State::Token(_) | State::UnknownToken, container) => match container {
                Some(Container::Object) => "`,` or `}`",
                Some(Container::Array) => "`,` or `]`",
                None => "the end",
            },
        }
    }

    pub(super) fn is_quoted(&self) -> bool {
        matches!(self.state, State::Text { .. } | State::Backslash { .. })
    }
}

/// The characters of numbers and words.
fn is_token(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '.' | '_')
}

pub(super) fn is_value(token: &str) -> bool {
    matches!(token, "true" | "false" | "null") || serde_json::from_str::<f64>(token).is_ok()
}
