//! What an untyped scalar means.

use crate::{Format, Style};

/// A scalar's value as the service's reader takes it. Numbers keep their text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scalar<'d> {
    /// `null`, `~`, or nothing.
    Null,
    /// A boolean.
    Bool(bool),
    /// An integer, as written.
    Integer(&'d str),
    /// A number with a fraction or an exponent, as written.
    Float(&'d str),
    /// Text.
    String(&'d str),
}

impl<'d> Scalar<'d> {
    /// Types the text of a scalar.
    pub(crate) fn read(format: Format, style: Style, tag: Option<&str>, text: &'d str) -> Self {
        match tag {
            Some("!!str" | "!") => return Self::String(text),
            Some("!!null") => return Self::Null,
            _ if style != Style::Plain => return Self::String(text),
            _ => {}
        }
        match format {
            Format::Json => match text {
                "null" => Self::Null,
                "true" => Self::Bool(true),
                "false" => Self::Bool(false),
                _ if text.contains(['.', 'e', 'E']) => Self::Float(text),
                _ => Self::Integer(text),
            },
            Format::Yaml => Self::yaml(text),
        }
    }

    fn yaml(text: &'d str) -> Self {
        match text {
            "" | "~" | "null" | "Null" | "NULL" => Self::Null,
            "true" | "True" | "TRUE" => Self::Bool(true),
            "false" | "False" | "FALSE" => Self::Bool(false),
            ".inf" | "-.inf" | "+.inf" | ".nan" => Self::Float(text),
            _ => {
                let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
                if !digits.is_empty() && digits.bytes().all(|c| c.is_ascii_digit()) {
                    Self::Integer(text)
                } else if digits.starts_with(|c: char| c.is_ascii_digit() || c == '.')
                    && digits.bytes().any(|c| c.is_ascii_digit())
                    && text.parse::<f64>().is_ok()
                {
                    Self::Float(text)
                } else {
                    Self::String(text)
                }
            }
        }
    }
}
