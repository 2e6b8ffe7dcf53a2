//! Whether a pattern with wildcards and a template with variables have a text in common.

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
