//! Why a text is not YAML, in plain words, and how to mend it.

use granit_parser::{ErrorKind, ScanError};

use crate::limits::Limits;
use crate::problem::{Stop, character, unclosed};

/// The parser's error as a finding.
pub(crate) fn stop(text: &str, error: &ScanError, limits: &Limits) -> Stop {
    let at = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
    if *error.kind() == ErrorKind::RecursionLimitExceeded {
        return limits.too_deep(character(text, at));
    }
    if *error.kind() == ErrorKind::TooManyComments {
        return Limits::too_many_comments(character(text, at));
    }
    if text[at..].starts_with(['{', '[']) && is_unclosed(error.kind()) {
        return unclosed(text, at);
    }
    let at = if is_tab(error.kind()) { tab(text, at) } else { at };
    let (reason, help) = match in_place(text, at, error.kind()) {
        Some((reason, help)) => (Some(reason), help),
        None => words(error.kind()),
    };
    let stop = match reason {
        Some(reason) => Stop::syntax(text, at, reason),
        None => Stop::syntax(text, at, error.kind().to_string()),
    };
    if help.is_empty() { stop } else { stop.help(help) }
}

fn is_unclosed(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::UnclosedFlowCollection { .. }
            | ErrorKind::UnexpectedEofFlowSequence
            | ErrorKind::UnexpectedEofFlowMapping
            | ErrorKind::UnexpectedEofImplicitFlowMapping
    )
}

fn is_tab(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::TabNotAllowed
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabInIndentation
            | ErrorKind::TabAtBlockScalarStart
            | ErrorKind::TabInPlainScalar
    )
}

/// The last tab before `at` on its line, as the parser may tell what stands behind it.
fn tab(text: &str, at: usize) -> usize {
    let line = text[..at].rfind(['\n', '\r']).map_or(0, |start| start + 1);
    let is_there = text[at..].starts_with('\t');
    let before = text[line..at].rfind('\t').filter(|_| !is_there);
    before.map_or(at, |tab| line + tab)
}

/// What is wrong, where the text around it says more than the kind of error.
fn in_place(text: &str, at: usize, kind: &ErrorKind) -> Option<(&'static str, &'static str)> {
    let line = text[..at].rfind(['\n', '\r']).map_or(0, |start| start + 1);
    let before = text[line..at].trim();
    match kind {
        ErrorKind::UnexpectedCharacter { character: '\0' } => {
            Some(("a NUL byte", "save the file as UTF-8 text"))
        }
        ErrorKind::UnexpectedCharacter { character } if character.is_control() => {
            Some(("a control character", "remove the invisible character"))
        }
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement
            if !before.contains(": ") =>
        {
            Some((
                "the line continues the value above, which cannot hold a `: `",
                "indent the key as far as its neighbours, and close what is open above",
            ))
        }
        ErrorKind::ExpectedBlockMappingKey if !before.is_empty() => {
            Some(("this cannot follow the value", "put the whole value in quotes"))
        }
        ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofImplicitFlowMapping
            if text[at..].starts_with(',') =>
        {
            Some(("a value is missing before this comma", ""))
        }
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey
            if text[at..].lines().next().is_some_and(|line| line.len() > LONGEST_KEY) =>
        {
            Some(("a key has at most 1024 characters", "write `? ` before a longer one"))
        }
        _ => None,
    }
}

/// As in YAML's specification.
const LONGEST_KEY: usize = 1024;

type Words = (Option<&'static str>, &'static str);

/// What is wrong, if we have better words than the parser, and what to do, if anything is known.
fn words(kind: &ErrorKind) -> Words {
    let (reason, help) = match kind {
        kind if is_tab(kind) => {
            ("a tab stands where YAML allows only spaces", "indent with spaces")
        }
        ErrorKind::UnclosedQuotedScalar => ("this quote is never closed", "add the closing quote"),
        ErrorKind::InvalidTrailingSingleQuotedScalar
        | ErrorKind::InvalidTrailingDoubleQuotedScalar => (
            "text follows the closing quote",
            "put the whole value in quotes and double or escape those inside",
        ),
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement => (
            "a `: ` cannot stand here",
            "put a value that holds `: ` in quotes, and each key on its own line",
        ),
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => (
            "this line is no `key: value`",
            "add the colon, or indent the line if it belongs to the value above",
        ),
        ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::InvalidIndentation
        | ErrorKind::BlockSequenceEntryNotAllowed
        | ErrorKind::MappingKeyNotAllowed => {
            ("this does not line up with anything above", "indent it as far as its neighbours")
        }
        ErrorKind::ExpectedFlowMappingSeparator => {
            ("`,` or `}` should be here", "add it, or put the value in quotes")
        }
        ErrorKind::ExpectedFlowSequenceSeparator => {
            ("`,` or `]` should be here", "add it, or put the value in quotes")
        }
        kind if is_unclosed(kind) => {
            ("a bracket before this is never closed", "add the closing bracket")
        }
        ErrorKind::MisplacedFlowCollectionEnd => {
            ("this bracket closes nothing", "remove it, or put the value in quotes")
        }
        ErrorKind::MismatchedFlowCollectionEnd { .. } => {
            ("this bracket closes another kind of bracket", "close the inner one first")
        }
        ErrorKind::UnexpectedCharacter { .. } => {
            ("no value begins with this character", "put the value in quotes")
        }
        ErrorKind::PlainScalarStartsWithDashFlowIndicator => {
            ("no value begins like this", "put the value in quotes")
        }
        ErrorKind::UnknownQuotedScalarEscape => (
            "YAML knows no such escape",
            "double the backslash, or write the value in single quotes",
        ),
        ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidLowSurrogateHexEscape
        | ErrorKind::InvalidUnicodeEscape => ("the escape needs more hex digits", ""),
        ErrorKind::InvalidLowSurrogate
        | ErrorKind::MissingLowSurrogate
        | ErrorKind::UnpairedLowSurrogate => ("half of a surrogate pair stands alone", ""),
        ErrorKind::CommentInterceptedScalar => {
            ("a comment stands inside a text", "move the comment, or put the text in quotes")
        }
        ErrorKind::CommentNotSeparated => ("a comment needs a space before its `#`", ""),
        ErrorKind::MissingAnchorOrAliasName => {
            ("`&` or `*` without a name", "put the value in quotes if it is a text")
        }
        ErrorKind::InvalidBlockScalarIndent | ErrorKind::InvalidBlockScalarHeader => {
            ("this block of text is not indented as it began", "indent its lines alike")
        }
        ErrorKind::InvalidQuotedScalarIndent => {
            ("the text in quotes is not indented", "indent its further lines")
        }
        ErrorKind::DocumentIndicatorInQuotedScalar => (
            "the text in quotes holds a line `---` or `...`",
            "indent the line, or close the quote before it",
        ),
        ErrorKind::UndeclaredTagHandle => ("this kind of tag is not declared", "remove the tag"),
        ErrorKind::UnexpectedEof | ErrorKind::ExpectedNodeContent => ("a value should be here", ""),
        _ => return (None, ""),
    };
    (Some(reason), help)
}
