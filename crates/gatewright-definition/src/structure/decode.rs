//! Texts that stand for something else, and whether the reader can decode them.

/// A format whose texts are decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Date,
    DateTime,
    Byte,
}

impl Format {
    /// The format of that name.
    pub(super) fn of(name: &str) -> Option<Self> {
        [Self::Date, Self::DateTime, Self::Byte].into_iter().find(|it| it.as_str() == name)
    }

    /// Its name.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::DateTime => "date-time",
            Self::Byte => "byte",
        }
    }

    /// Whether the text can be decoded. Days and months are not checked against the calendar, and a
    /// date-time may lack its seconds: editions of the reader differ in how strict they are, and
    /// what one of them takes is taken here.
    pub(super) fn takes(self, text: &str) -> bool {
        match self {
            Self::Date => matches_shape(text, "0000-00-00"),
            Self::DateTime => is_date_time(text),
            Self::Byte => is_base64(text),
        }
    }
}

/// Whether the text has a digit where the shape has `0`, and otherwise the shape's characters.
fn matches_shape(text: &str, shape: &str) -> bool {
    text.len() == shape.len()
        && text.bytes().zip(shape.bytes()).all(|(c, wanted)| match wanted {
            b'0' => c.is_ascii_digit(),
            _ => c == wanted,
        })
}

/// `2020-01-31T10:00:00.5+01:00`, with `Z`, small letters, or without fraction or seconds.
fn is_date_time(text: &str) -> bool {
    let text = text.to_ascii_uppercase();
    let Some((date, time)) = text.split_once('T') else { return false };
    let Some(offset) = time.find(['Z', '+', '-']) else { return false };
    let (time, offset) = time.split_at(offset);
    let (clock, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let clock_is_short = matches_shape(clock, "00:00") && !time.contains('.');
    matches_shape(date, "0000-00-00")
        && (clock_is_short || matches_shape(clock, "00:00:00"))
        && fraction.bytes().all(|c| c.is_ascii_digit())
        && (offset == "Z"
            || ["+00:00", "+00:00:00"]
                .iter()
                .any(|shape| matches_shape(&offset.replace('-', "+"), shape)))
}

/// Base 64 in its usual alphabet. The padding may be left out, but not be wrong.
fn is_base64(text: &str) -> bool {
    let digits = text.trim_end_matches('=');
    let padding = text.len() - digits.len();
    let right_padding = match digits.len() % 4 {
        0 => 0,
        2 => 2,
        3 => 1,
        _ => return false,
    };
    (padding == 0 || padding == right_padding)
        && digits.bytes().all(|c| c.is_ascii_alphanumeric() || matches!(c, b'+' | b'/'))
}

#[cfg(test)]
mod tests {
    use super::Format;

    #[test]
    fn dates_have_three_numbers() {
        assert!(Format::Date.takes("2020-02-31"));
        assert!(!Format::Date.takes("2020-2-3"));
        assert!(!Format::Date.takes("today"));
    }

    #[test]
    fn date_times_have_an_offset() {
        for text in ["2020-01-31T10:00:00Z", "2020-01-31t10:00z", "2020-01-31T10:00:00.25-01:00"] {
            assert!(Format::DateTime.takes(text), "{text}");
        }
        for text in ["2020-01-31", "2020-01-31T10:00:00", "2020-01-31 10:00:00Z", "now"] {
            assert!(!Format::DateTime.takes(text), "{text}");
        }
    }

    #[test]
    fn bytes_are_base_64() {
        for text in ["", "aGk=", "aGk", "aGVsbG8h"] {
            assert!(Format::Byte.takes(text), "{text}");
        }
        for text in ["a", "a b=", "aGk==", "aG=k", "-_=="] {
            assert!(!Format::Byte.takes(text), "{text}");
        }
    }
}
