//! Patterns with wildcards, and whether one has a text in common with a template.

use super::Pieces;

/// Characters that a token takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Set {
    /// One character.
    Exactly(char),
    /// All but the slash.
    Segment,
    /// All.
    Any,
}

/// A step of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    /// One character of the set.
    One(Set),
    /// Any number of them.
    Many(Set),
}

impl Set {
    fn meets(self, other: Self) -> bool {
        match (self, other) {
            (Self::Exactly(a), Self::Exactly(b)) => a == b,
            (Self::Exactly(c), Self::Segment) | (Self::Segment, Self::Exactly(c)) => c != '/',
            (Self::Any | Self::Segment, _) | (_, Self::Any) => true,
        }
    }
}

impl Token {
    fn set(self) -> Set {
        match self {
            Self::One(set) | Self::Many(set) => set,
        }
    }
}

/// The tokens of a text in which nothing is special.
pub(super) fn literal(text: &str) -> impl Iterator<Item = Token> {
    text.chars().map(|c| Token::One(Set::Exactly(c)))
}

/// The tokens of a pattern of IAM. What is unknown in it may be anything.
pub(super) fn wildcards(pattern: Pieces<'_>) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(pattern.text().len());
    for piece in pattern {
        if piece.unknown.is_some() {
            tokens.push(Token::Many(Set::Any));
            continue;
        }
        tokens.extend(piece.text.chars().map(|c| match c {
            '*' => Token::Many(Set::Any),
            '?' => Token::One(Set::Any),
            c => Token::One(Set::Exactly(c)),
        }));
    }
    tokens
}

impl Pieces<'_> {
    /// Whether the text fits this pattern, in which `*` stands for any text, `?` for any character,
    /// and what is unknown for anything. Of a pattern that is longer than a policy may be nothing is
    /// said but that it may.
    pub fn matches(self, text: &str) -> bool {
        self.text().len() > LONGEST || meet(&wildcards(self), &literal(text).collect::<Vec<_>>())
    }
}

/// The longest pattern that is compared with anything, in bytes: the quota for a whole policy.
pub(super) const LONGEST: usize = 8192;

/// Whether some text fits both.
pub(super) fn meet(a: &[Token], b: &[Token]) -> bool {
    let width = b.len() + 1;
    let mut seen = vec![false; (a.len() + 1) * width];
    let mut next = vec![(0, 0)];
    while let Some((i, j)) = next.pop() {
        if std::mem::replace(&mut seen[i * width + j], true) {
            continue;
        }
        if (i, j) == (a.len(), b.len()) {
            return true;
        }
        let (first, second) = (a.get(i), b.get(j));
        if let Some(Token::Many(_)) = first {
            next.push((i + 1, j));
        }
        if let Some(Token::Many(_)) = second {
            next.push((i, j + 1));
        }
        if let (Some(first), Some(second)) = (first, second)
            && first.set().meets(second.set())
        {
            let behind =
                |token: &Token, at| if matches!(token, Token::One(_)) { at + 1 } else { at };
            next.push((behind(first, i), behind(second, j)));
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_and_a_text() {
        assert!(Pieces::of("execute-api:*").matches("execute-api:invoke"));
        assert!(Pieces::of("${a}:in?oke").matches("execute-api:invoke"));
        assert!(!Pieces::of("execute-api:invok").matches("execute-api:invoke"));
    }

    fn tokens(text: &str) -> Vec<Token> {
        let token = |c| match c {
            '*' => Token::Many(Set::Any),
            '?' => Token::One(Set::Any),
            '+' => Token::Many(Set::Segment),
            c => Token::One(Set::Exactly(c)),
        };
        text.chars().map(token).collect()
    }

    #[test]
    fn patterns_that_have_a_text_in_common_and_patterns_that_have_none() {
        for (a, b) in [("*", ""), ("a*c", "abc"), ("a*", "*b"), ("+/b", "a/*"), ("a?", "ab")] {
            assert!(meet(&tokens(a), &tokens(b)) && meet(&tokens(b), &tokens(a)), "{a} {b}");
        }
        for (a, b) in [("", "a"), ("a*", "b*"), ("+", "a/b"), ("a?", "a"), ("+b", "c/*")] {
            assert!(!meet(&tokens(a), &tokens(b)) && !meet(&tokens(b), &tokens(a)), "{a} {b}");
        }
    }
}
