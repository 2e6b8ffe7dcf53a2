//! Texts of which parts are unknown until somebody fills them in.

use std::ops::Range;

/// What the import fills in. (*AWS variables for OpenAPI import*.)
const IMPORT_VARIABLES: [&str; 3] = ["${AWS::AccountId}", "${AWS::Partition}", "${AWS::Region}"];

const STAGE_VARIABLE: &str = "${stageVariables.";

/// How far the end of a placeholder is looked for, in bytes. Without a bound, a text of openings
/// only would be read once for each.
const LONGEST: usize = 1024;

/// Who fills in an unknown part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unknown {
    /// A stage, at each call: `${stageVariables.name}`.
    StageVariable,
    /// The import: `${AWS::AccountId}`, `${AWS::Partition}`, `${AWS::Region}`.
    ImportVariable,
    /// A template, before the import: any other `${…}`, `#{…}`, `{{…}}`, `<<name>>`, `%NAME%`.
    Placeholder,
}

/// A part of a text that is known or unknown as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece<'a> {
    /// The part as written.
    pub text: &'a str,
    /// Its bytes in the whole text.
    pub range: Range<usize>,
    /// Who fills it in; none when it is known.
    pub unknown: Option<Unknown>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    Author,
    Service,
    /// All of the text is unknown, whatever it looks like.
    Unknown,
}

/// A text, or a part of one, as a row of known and unknown pieces.
///
/// ```
/// use gatewright_definition::values::Pieces;
///
/// let text = Pieces::of("arn:aws:sqs:${AWS::Region}:123456789012:pets");
/// assert_eq!(text.known(), None);
/// let (head, queue) = text.rsplit_once(":").expect("colons");
/// assert_eq!(queue.known(), Some("pets"));
/// assert_eq!(head.range(), 0..39);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pieces<'a> {
    text: &'a str,
    start: usize,
    reading: Reading,
    /// Whether no byte of the whole text could begin anything unknown, as in most texts.
    is_plain: bool,
}

impl Reading {
    /// Whether something unknown may begin with the byte.
    fn may_open(self, byte: u8) -> bool {
        match self {
            Self::Author => matches!(byte, b'$' | b'#' | b'{' | b'<' | b'%'),
            Self::Service => byte == b'$',
            Self::Unknown => true,
        }
    }
}

impl<'a> Pieces<'a> {
    /// The text as its author means it: placeholders of all kinds are unknown.
    pub fn of(text: &'a str) -> Self {
        Self::read(text, Reading::Author)
    }

    /// The text as the import takes it: what neither the import nor a stage fills in is a text like
    /// any other.
    pub fn as_imported(text: &'a str) -> Self {
        Self::read(text, Reading::Service)
    }

    /// A text of which nobody knows anything.
    pub(crate) fn unknown(text: &'a str) -> Self {
        Self::read(text, Reading::Unknown)
    }

    fn read(text: &'a str, reading: Reading) -> Self {
        let is_plain = !text.bytes().any(|byte| reading.may_open(byte));
        Self { text, start: 0, reading, is_plain }
    }

    /// The text as written.
    pub fn text(self) -> &'a str {
        self.text
    }

    /// Its bytes in the whole text that was read.
    pub fn range(self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    /// Whether there is nothing, not even something unknown.
    pub fn is_empty(self) -> bool {
        self.text.is_empty()
    }

    /// Whether a part is filled in by a template, so that nobody knows how the service reads the
    /// text: what a template puts there may have colons and slashes of its own.
    pub fn has_placeholder(self) -> bool {
        !self.is_plain && self.iter().any(|it| it.unknown == Some(Unknown::Placeholder))
    }

    /// Whether the text, once it is filled in, may begin so.
    pub fn may_begin_with(self, beginning: &str) -> bool {
        let Some(first) = self.iter().next() else { return beginning.is_empty() };
        match first.unknown {
            Some(unknown) => unknown == Unknown::Placeholder,
            None if first.text.len() >= beginning.len() => first.text.starts_with(beginning),
            None => beginning.starts_with(first.text) && self.has_placeholder(),
        }
    }

    /// Whether the text ends with something that a template fills in.
    pub fn may_end_unknown(self) -> bool {
        self.iter().last().is_some_and(|it| it.unknown == Some(Unknown::Placeholder))
    }

    /// The known parts.
    pub fn known_parts(self) -> impl Iterator<Item = &'a str> {
        self.iter().filter(|piece| piece.unknown.is_none()).map(|piece| piece.text)
    }

    /// The parts between the separators that are no part of something unknown.
    pub fn split(self, separator: &str) -> impl Iterator<Item = Self> {
        let mut rest = Some(self);
        std::iter::from_fn(move || {
            let whole = rest.take()?;
            let Some((part, behind)) = whole.split_once(separator) else { return Some(whole) };
            rest = Some(behind);
            Some(part)
        })
    }

    /// Whether no part is unknown.
    pub fn is_known(self) -> bool {
        self.is_plain || self.iter().all(|piece| piece.unknown.is_none())
    }

    /// The text, unless a part of it is unknown.
    pub fn known(self) -> Option<&'a str> {
        self.is_known().then_some(self.text)
    }

    /// The pieces in turn. Neighbours may both be unknown, but not both known.
    pub fn iter(self) -> PieceIter<'a> {
        PieceIter { whole: self, at: 0, pending: None }
    }

    /// The unknown pieces.
    pub fn unknowns(self) -> impl Iterator<Item = Piece<'a>> {
        self.iter().filter(|piece| piece.unknown.is_some())
    }

    /// Where the known text `wanted` first stands, counted from the beginning of this part.
    fn find(self, wanted: &str) -> Option<usize> {
        if self.is_plain { position(self.text, wanted) } else { self.places(wanted).next() }
    }

    fn places(self, wanted: &str) -> impl Iterator<Item = usize> {
        let known = self.iter().filter(|piece| piece.unknown.is_none());
        known.flat_map(move |piece| {
            let start = piece.range.start - self.start;
            let mut from = 0;
            std::iter::from_fn(move || {
                let at = from + position(&piece.text[from..], wanted)?;
                from = at + wanted.len();
                Some(start + at)
            })
        })
    }

    /// What stands before and after the first `separator` that is no part of something unknown.
    pub fn split_once(self, separator: &str) -> Option<(Self, Self)> {
        let at = self.find(separator)?;
        Some((self.slice(0..at), self.slice(at + separator.len()..self.text.len())))
    }

    /// The same with the last one.
    pub fn rsplit_once(self, separator: &str) -> Option<(Self, Self)> {
        let at =
            if self.is_plain { self.text.rfind(separator) } else { self.places(separator).last() }?;
        Some((self.slice(0..at), self.slice(at + separator.len()..self.text.len())))
    }

    /// What stands behind `prefix`.
    pub fn strip_prefix(self, prefix: &str) -> Option<Self> {
        let rest = self.text.strip_prefix(prefix)?;
        Some(self.slice(self.text.len() - rest.len()..self.text.len()))
    }

    /// What stands before `suffix`.
    pub fn strip_suffix(self, suffix: &str) -> Option<Self> {
        let rest = self.text.strip_suffix(suffix)?;
        Some(self.slice(0..rest.len()))
    }

    /// The parts between colons, at most `N`, the last with all colons behind it.
    pub(super) fn colon_parts<const N: usize>(self) -> ([Self; N], usize) {
        let mut parts = [self.slice(0..0); N];
        let (mut count, mut rest) = (0, self);
        while count + 1 < N {
            let Some((part, behind)) = rest.split_once(":") else { break };
            parts[count] = part;
            rest = behind;
            count += 1;
        }
        if count < N {
            parts[count] = rest;
            count += 1;
        }
        (parts, count)
    }

    /// A part, whose ends do not cut something unknown.
    pub(super) fn slice(self, range: Range<usize>) -> Self {
        Self { text: &self.text[range.clone()], start: self.start + range.start, ..self }
    }
}

impl<'a> IntoIterator for Pieces<'a> {
    type Item = Piece<'a>;
    type IntoIter = PieceIter<'a>;

    fn into_iter(self) -> PieceIter<'a> {
        self.iter()
    }
}

/// The pieces of a text in turn.
#[derive(Debug, Clone)]
pub struct PieceIter<'a> {
    whole: Pieces<'a>,
    at: usize,
    /// What stands behind the known piece that was given last.
    pending: Option<(usize, Unknown)>,
}

impl<'a> Iterator for PieceIter<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        let text = self.whole.text;
        let start = self.at;
        if start == text.len() {
            return None;
        }
        if let Some((length, unknown)) = self.pending.take() {
            return Some(self.take(length, Some(unknown)));
        }
        if self.whole.is_plain {
            return Some(self.take(text.len() - start, None));
        }
        let reading = self.whole.reading;
        let bytes = text.as_bytes()[start..].iter().enumerate();
        for (offset, _) in bytes.filter(|(_, byte)| reading.may_open(**byte)) {
            let Some(found) = unknown_at(&text[start + offset..], reading) else { continue };
            if offset == 0 {
                return Some(self.take(found.0, Some(found.1)));
            }
            self.pending = Some(found);
            return Some(self.take(offset, None));
        }
        Some(self.take(text.len() - start, None))
    }
}

impl<'a> PieceIter<'a> {
    fn take(&mut self, length: usize, unknown: Option<Unknown>) -> Piece<'a> {
        let (start, end) = (self.at, self.at + length);
        self.at = end;
        let first = self.whole.start;
        Piece { text: &self.whole.text[start..end], range: first + start..first + end, unknown }
    }
}

/// Where `wanted` first stands. What is wanted is short and its first byte rare, so that looking for
/// that byte is faster than preparing a search.
fn position(text: &str, wanted: &str) -> Option<usize> {
    let (text, wanted) = (text.as_bytes(), wanted.as_bytes());
    let (first, rest) = wanted.split_first()?;
    let mut from = 0;
    loop {
        let at = from + text[from..].iter().position(|byte| byte == first)?;
        if text[at + 1..].starts_with(rest) {
            return Some(at);
        }
        from = at + 1;
    }
}

/// What is unknown at the beginning of the text, and its length.
fn unknown_at(text: &str, reading: Reading) -> Option<(usize, Unknown)> {
    if reading == Reading::Unknown {
        return Some((text.len(), Unknown::Placeholder));
    }
    if text.starts_with("${") {
        if let Some(variable) = IMPORT_VARIABLES.iter().find(|it| text.starts_with(**it)) {
            return Some((variable.len(), Unknown::ImportVariable));
        }
        if text.starts_with(STAGE_VARIABLE) {
            return Some((end_of(text, "}")?, Unknown::StageVariable));
        }
    }
    if reading == Reading::Service {
        return None;
    }
    let length = match text.as_bytes() {
        [b'$', b'{', ..] => balanced(text).or_else(|| end_of(text, "}")),
        [b'#', b'{', ..] => end_of(text, "}"),
        [b'{', b'{', ..] => end_of(text, "}}").map(|end| {
            // Of three braces the last, too.
            end + usize::from(text.starts_with("{{{") && text[end..].starts_with('}'))
        }),
        [b'<', b'<', ..] => end_of(text, ">>").filter(|end| is_name(&text[2..end - 2])),
        [b'%', ..] => percent_name(text),
        _ => None,
    };
    length.map(|length| (length, Unknown::Placeholder))
}

/// The beginning of the text within which an end is looked for.
fn near(text: &str) -> &[u8] {
    &text.as_bytes()[..text.len().min(LONGEST)]
}

/// The length up to and with `end`, which stands behind an opening and something.
fn end_of(text: &str, end: &str) -> Option<usize> {
    let end = end.as_bytes();
    let inner = near(text).get(2..)?;
    let at = inner.windows(end.len()).position(|window| window == end)?;
    (at > 0 && !inner[..at].contains(&b'\n')).then_some(2 + at + end.len())
}

/// The length up to and with the brace that closes the first one.
fn balanced(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in near(text).iter().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 1 => return (at > 2).then_some(at + 1),
            b'}' => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    None
}

fn is_name(text: &str) -> bool {
    let legal = |byte: u8| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte);
    !text.is_empty() && text.bytes().all(legal)
}

/// The length of `%NAME%`. What may be an escaped byte behind a percent sign ends no name.
fn percent_name(text: &str) -> Option<usize> {
    let name = near(text)[1..].iter().position(|byte| *byte == b'%')?;
    let (name, rest) = (&text[1..=name], &text.as_bytes()[name + 2..]);
    let is_escape = matches!(rest, [a, b, ..] if a.is_ascii_hexdigit() && b.is_ascii_hexdigit());
    let legal = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
    let is_name = name.starts_with(|first: char| first.is_ascii_uppercase())
        && name.len() > 2
        && name.bytes().all(legal);
    (is_name && !is_escape).then_some(name.len() + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unknowns(pieces: Pieces<'_>) -> Vec<(&str, Unknown)> {
        pieces.unknowns().map(|it| (it.text, it.unknown.expect("it is"))).collect()
    }

    #[test]
    fn what_is_unknown_is_told_by_who_fills_it_in() {
        use Unknown::{ImportVariable, Placeholder, StageVariable};
        let text = "${AWS::Region}/${stageVariables.a}/${a}/${AWS::StackName}";
        let all = [
            ("${AWS::Region}", ImportVariable),
            ("${stageVariables.a}", StageVariable),
            ("${a}", Placeholder),
            ("${AWS::StackName}", Placeholder),
        ];
        assert_eq!(unknowns(Pieces::of(text)), all);
        assert_eq!(unknowns(Pieces::as_imported(text)), all[..2]);
    }

    #[test]
    fn placeholders_of_templates() {
        for whole in [
            "${file(./${self:stage}.yml):arn}",
            "${{ vars.host }}",
            "{{host}}",
            "{{{host}}}",
            "#{AWS::AccountId}",
            "<<HOST>>",
            "%ACCOUNT%",
        ] {
            assert_eq!(unknowns(Pieces::of(whole)), [(whole, Unknown::Placeholder)], "{whole}");
        }
        assert_eq!(unknowns(Pieces::of("${a${b}")), [("${a${b}", Unknown::Placeholder)]);
    }

    #[test]
    fn what_looks_like_a_placeholder_and_is_none() {
        for known in [
            "",
            "$",
            "${",
            "${}",
            "{id}",
            "{proxy+}",
            "{{}}",
            "{{",
            "<<",
            "<< a >>",
            "a << b",
            "%20AB%20",
            "%41BC%41",
            "%AB%",
            "100%",
            "é%É%",
            "$context.path",
            "#",
            "#{}",
            "${stageVariables.",
        ] {
            assert_eq!(Pieces::of(known).known(), Some(known));
        }
    }

    #[test]
    fn parts_know_their_place_in_the_whole() {
        let (_, rest) = Pieces::of("a:${b:c}:d:${e}").split_once(":").expect("a colon");
        let (middle, last) = rest.rsplit_once(":").expect("a colon");
        assert_eq!((middle.text(), middle.range()), ("${b:c}:d", 2..10));
        assert_eq!((last.text(), last.range()), ("${e}", 11..15));
        let piece = last.iter().next().expect("a piece");
        assert_eq!(piece.range, 11..15);
        assert_eq!(middle.iter().map(|it| it.text).collect::<Vec<_>>(), ["${b:c}", ":d"]);
    }

    #[test]
    fn a_text_of_openings_is_read_in_reasonable_time() {
        for opening in ["${", "{{", "<<", "%A", "${stageVariables."] {
            let text = opening.repeat(50_000 / opening.len());
            assert!(Pieces::of(&text).is_known());
        }
    }
}
