//! What an untyped scalar means: JSON by its grammar, YAML as `SnakeYAML` resolves YAML 1.1, on
//! which the readers of the open-source library rest that the service's messages come from. The
//! evidence is in `DECISIONS.md`, paragraphs 10 to 13.

use std::borrow::Cow;

use crate::{Format, Style};

/// A scalar's value as the service's reader takes it. Numbers keep their text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scalar<'d> {
    /// `null`, `~`, or nothing.
    Null,
    /// A boolean; in YAML `yes`, `no`, `on` and `off` too.
    Bool(bool),
    /// An integer, as written: in YAML perhaps `0x1F`, `017`, `1_000` or `1:30`.
    Integer(&'d str),
    /// A number with a fraction or an exponent, as written.
    Float(&'d str),
    /// Text. A date is text, too.
    String(&'d str),
}

impl<'d> Scalar<'d> {
    /// Types the text of a scalar.
    pub(crate) fn read(format: Format, style: Style, tag: Option<&str>, text: &'d str) -> Self {
        match (format, tag) {
            (Format::Json, _) => match style {
                Style::Plain => json(text),
                _ => Self::String(text),
            },
            (Format::Yaml, None) if style != Style::Plain => Self::String(text),
            // The tag `!` asks for the reading of a plain scalar, even of a quoted one.
            (Format::Yaml, None | Some("!" | "!!int" | "!!float" | "!!bool")) => yaml(text),
            (Format::Yaml, Some("!!null")) => Self::Null,
            (Format::Yaml, Some(_)) => Self::String(text),
        }
    }

    /// The text that the service keeps where it wants text: numbers in their one canonical form,
    /// such as `31` for `0x1F` and `1.1` for `1.10`, `true` for `yes`, `null` for nothing.
    pub fn as_text(self) -> Cow<'d, str> {
        match self {
            Self::Null => Cow::Borrowed("null"),
            Self::Bool(true) => Cow::Borrowed("true"),
            Self::Bool(false) => Cow::Borrowed("false"),
            Self::Integer(text) => integer_text(text),
            Self::Float(text) => match float(text) {
                Some(value) => Cow::Owned(java_double(value)),
                None => Cow::Borrowed(text),
            },
            Self::String(text) => Cow::Borrowed(text),
        }
    }

    /// The value of an integer, if 64 bits hold it.
    pub fn as_i64(self) -> Option<i64> {
        match self {
            Self::Integer(_) => self.as_text().parse().ok(),
            Self::Null | Self::Bool(_) | Self::Float(_) | Self::String(_) => None,
        }
    }

    /// The value of a number, to the precision of 64 bits.
    pub fn as_f64(self) -> Option<f64> {
        match self {
            Self::Integer(_) => self.as_text().parse().ok(),
            Self::Float(text) => float(text),
            Self::Null | Self::Bool(_) | Self::String(_) => None,
        }
    }
}

fn json(text: &str) -> Scalar<'_> {
    match text {
        "null" | "" => Scalar::Null,
        "true" => Scalar::Bool(true),
        "false" => Scalar::Bool(false),
        _ if text.contains(['.', 'e', 'E']) => Scalar::Float(text),
        _ => Scalar::Integer(text),
    }
}

fn yaml(text: &str) -> Scalar<'_> {
    match text.as_bytes().first() {
        None => Scalar::Null,
        Some(b'~' | b'n' | b'N' | b'y' | b'Y' | b't' | b'T' | b'f' | b'F' | b'o' | b'O') => {
            match text {
                "~" | "null" | "Null" | "NULL" => Scalar::Null,
                "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "on" | "On" | "ON" => {
                    Scalar::Bool(true)
                }
                "no" | "No" | "NO" | "false" | "False" | "FALSE" | "off" | "Off" | "OFF" => {
                    Scalar::Bool(false)
                }
                _ => Scalar::String(text),
            }
        }
        Some(b'-' | b'+' | b'.' | b'0'..=b'9') => {
            if is_integer(text) {
                Scalar::Integer(text)
            } else if is_float(text) {
                Scalar::Float(text)
            } else {
                Scalar::String(text)
            }
        }
        Some(_) => Scalar::String(text),
    }
}

/// Whether there are digits of the base, perhaps with underscores between and around them.
fn all_digits(text: &str, base: u32) -> bool {
    let mut digits = false;
    text.chars().all(|c| {
        digits |= c != '_';
        c == '_' || c.is_digit(base)
    }) && digits
}

fn unsigned(text: &str) -> &str {
    text.strip_prefix(['-', '+']).unwrap_or(text)
}

/// Splits `1:30:00` into `1` and `30:00`; the parts after the first are 0 to 59.
fn sexagesimal(text: &str) -> Option<(&str, &str)> {
    let (first, rest) = text.split_once(':')?;
    let sixty = |part: &str| {
        let bytes = part.as_bytes();
        matches!(bytes, [b'0'..=b'9'] | [b'0'..=b'5', b'0'..=b'9'])
    };
    rest.split(':').all(sixty).then_some((first, rest))
}

fn is_integer(text: &str) -> bool {
    let text = unsigned(text);
    let bytes = text.as_bytes();
    match bytes {
        [b'0'] => true,
        [b'0', b'b', ..] => all_digits(&text[2..], 2),
        [b'0', b'x', ..] => all_digits(&text[2..], 16),
        [b'0', ..] => all_digits(&text[1..], 8),
        [b'1'..=b'9', ..] => {
            let first = sexagesimal(text).map_or(text, |(first, _)| first);
            all_digits(first, 10)
        }
        _ => false,
    }
}

fn is_float(text: &str) -> bool {
    if matches!(text, ".nan" | ".NaN" | ".NAN") {
        return true;
    }
    let text = unsigned(text);
    if matches!(text, ".inf" | ".Inf" | ".INF") {
        return true;
    }
    if text.contains(':') {
        let Some((whole, fraction)) = text.split_once('.') else { return false };
        let Some((first, _)) = sexagesimal(whole) else { return false };
        let fraction = fraction.bytes().all(|c| c == b'_' || c.is_ascii_digit());
        return first.starts_with(|c: char| c.is_ascii_digit())
            && all_digits(first, 10)
            && fraction;
    }
    let (number, exponent) = match text.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, Some(unsigned(exponent))),
        None => (text, None),
    };
    if exponent.is_some_and(|digits| {
        digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_digit())
    }) {
        return false;
    }
    let starts_with_digit = |part: &str| part.starts_with(|c: char| c.is_ascii_digit());
    match number.split_once('.') {
        Some(("", fraction)) => all_digits(fraction, 10),
        Some((whole, fraction)) => {
            starts_with_digit(whole)
                && all_digits(whole, 10)
                && fraction.bytes().all(|c| c == b'_' || c.is_ascii_digit())
        }
        None => exponent.is_some() && starts_with_digit(number) && all_digits(number, 10),
    }
}

/// An integer in decimal. One that 128 bits cannot hold and that is not decimal stays as it is.
fn integer_text(text: &str) -> Cow<'_, str> {
    if text.starts_with(|first| matches!(first, '1'..='9'))
        && text.bytes().all(|byte| byte.is_ascii_digit())
    {
        return Cow::Borrowed(text);
    }
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let plain: Cow<'_, str> = if digits.contains('_') {
        Cow::Owned(digits.replace('_', ""))
    } else {
        Cow::Borrowed(digits)
    };
    let value = match plain.as_bytes() {
        [b'0'] => return Cow::Borrowed("0"),
        [b'0', b'b', ..] => u128::from_str_radix(&plain[2..], 2).ok(),
        [b'0', b'x', ..] => u128::from_str_radix(&plain[2..], 16).ok(),
        [b'0', ..] => u128::from_str_radix(&plain[1..], 8).ok(),
        _ if plain.contains(':') => plain
            .split(':')
            .try_fold(0_u128, |value, part| value.checked_mul(60)?.checked_add(part.parse().ok()?)),
        _ if plain.len() == text.len() || (negative && plain.len() + 1 == text.len()) => {
            return Cow::Borrowed(text);
        }
        _ => {
            let sign = if negative { "-" } else { "" };
            return Cow::Owned(format!("{sign}{plain}"));
        }
    };
    match value {
        Some(0) => Cow::Borrowed("0"),
        Some(value) => Cow::Owned(format!("{}{value}", if negative { "-" } else { "" })),
        None => Cow::Borrowed(text),
    }
}

fn float(text: &str) -> Option<f64> {
    let plain =
        if text.contains('_') { Cow::Owned(text.replace('_', "")) } else { Cow::Borrowed(text) };
    let (sign, digits) = match plain.strip_prefix('-') {
        Some(digits) => (-1.0, digits),
        None => (1.0, plain.strip_prefix('+').unwrap_or(&plain)),
    };
    let value = if digits.eq_ignore_ascii_case(".inf") {
        f64::INFINITY
    } else if digits.eq_ignore_ascii_case(".nan") {
        f64::NAN
    } else if digits.contains(':') {
        let add = |value: f64, part: &str| Some(value * 60.0 + part.parse::<f64>().ok()?);
        digits.split(':').try_fold(0.0, add)?
    } else {
        digits.parse().ok()?
    };
    Some(sign * value)
}

/// The shortest decimal that reads back as the number, in the form of Java's `Double.toString`.
fn java_double(value: f64) -> String {
    if value.is_nan() {
        return "NaN".to_owned();
    }
    if value.is_infinite() {
        return if value > 0.0 { "Infinity" } else { "-Infinity" }.to_owned();
    }
    if value == 0.0 || (1e-3..1e7).contains(&value.abs()) {
        return format!("{value:?}");
    }
    let text = format!("{value:e}");
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let fraction = if digits.contains('.') { "" } else { ".0" };
    format!("{digits}{fraction}E{exponent}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_yaml_is_typed_as_yaml_1_1() {
        use Scalar::{Bool, Float, Integer, Null, String};
        let cases: &[(&str, Scalar<'_>, &str)] = &[
            ("", Null, "null"),
            ("~", Null, "null"),
            ("NULL", Null, "null"),
            ("nUll", String("nUll"), "nUll"),
            ("yes", Bool(true), "true"),
            ("Off", Bool(false), "false"),
            ("y", String("y"), "y"),
            ("N", String("N"), "N"),
            ("0", Integer("0"), "0"),
            ("-0", Integer("-0"), "0"),
            ("+12", Integer("+12"), "12"),
            ("1_000", Integer("1_000"), "1000"),
            ("017", Integer("017"), "15"),
            ("0o17", String("0o17"), "0o17"),
            ("08", String("08"), "08"),
            ("0x1F", Integer("0x1F"), "31"),
            ("-0b101", Integer("-0b101"), "-5"),
            ("0x", String("0x"), "0x"),
            ("1:30", Integer("1:30"), "90"),
            ("-190:20:30", Integer("-190:20:30"), "-685230"),
            ("1:75", String("1:75"), "1:75"),
            (
                "12345678901234567890123",
                Integer("12345678901234567890123"),
                "12345678901234567890123",
            ),
            ("1.0", Float("1.0"), "1.0"),
            ("1.10", Float("1.10"), "1.1"),
            ("1.", Float("1."), "1.0"),
            (".5", Float(".5"), "0.5"),
            ("1e3", Float("1e3"), "1000.0"),
            ("1.5e10", Float("1.5e10"), "1.5E10"),
            ("1e-5", Float("1e-5"), "1.0E-5"),
            ("-.inf", Float("-.inf"), "-Infinity"),
            (".NaN", Float(".NaN"), "NaN"),
            ("1:30.5", Float("1:30.5"), "90.5"),
            ("1.2.3", String("1.2.3"), "1.2.3"),
            ("1e", String("1e"), "1e"),
            ("-", String("-"), "-"),
            (".", String("."), "."),
            ("2022-04-12", String("2022-04-12"), "2022-04-12"),
            ("2022-04-12T15:36:55Z", String("2022-04-12T15:36:55Z"), "2022-04-12T15:36:55Z"),
        ];
        for (text, scalar, canonical) in cases {
            let read = Scalar::read(Format::Yaml, Style::Plain, None, text);
            assert_eq!(read, *scalar, "{text}");
            assert_eq!(read.as_text(), *canonical, "{text}");
        }
    }

    #[test]
    fn quotes_and_tags_decide_before_the_text() {
        let read = |style, tag, text| Scalar::read(Format::Yaml, style, tag, text);
        assert_eq!(read(Style::SingleQuoted, None, "1"), Scalar::String("1"));
        assert_eq!(read(Style::Literal, None, "true\n"), Scalar::String("true\n"));
        assert_eq!(read(Style::Plain, Some("!!str"), "1"), Scalar::String("1"));
        assert_eq!(read(Style::DoubleQuoted, Some("!!int"), "1"), Scalar::Integer("1"));
        assert_eq!(read(Style::Plain, Some("!Sub"), "1"), Scalar::String("1"));
    }

    #[test]
    fn json_numbers_have_one_text() {
        let text = |text| Scalar::read(Format::Json, Style::Plain, None, text).as_text();
        assert_eq!(text("1.10"), "1.1");
        assert_eq!(text("-0"), "0");
        assert_eq!(text("1E400"), "Infinity");
        assert_eq!(text("10000000.0"), "1.0E7");
    }
}
