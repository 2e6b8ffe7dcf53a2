//! Messages of the protocol on two streams: frames with a header each, and JSON-RPC in them.
//!
//! What is no message is answered, as JSON-RPC has it, and the next frame is read: one bad message
//! of a client ends no session.

use std::io::{self, BufRead, Read, Write};

use gen_lsp_types::ErrorCodes;
use gen_lsp_types::json_rpc::{Error, Id};
use serde_json::Value;

/// No frame is longer. A definition has 6 MB at most, and few are sent at once.
const FRAME_BYTES: u64 = 256 << 20;

/// No line of a header is longer.
const HEADER_BYTES: u64 = 4096;

/// What a client sends.
#[derive(Debug)]
pub(crate) enum Incoming {
    /// Something that wants an answer.
    Request { id: Id, method: String, params: Value },
    /// Something that wants none.
    Notification { method: String, params: Value },
    /// An answer to a request of ours.
    Response,
    /// What is no message. The error is the answer to it.
    Malformed { id: Id, error: Error },
}

/// The answer to something that cannot be answered otherwise.
pub(crate) fn error(code: ErrorCodes, message: impl Into<String>) -> Error {
    Error { code, message: message.into(), data: None }
}

/// Reads the next message; none at the end of the stream.
pub(crate) fn read(input: &mut dyn BufRead) -> io::Result<Option<Incoming>> {
    let length = match header(input)? {
        Header::End => return Ok(None),
        Header::Length(length) => length,
        Header::Missing => {
            let error = error(ErrorCodes::InvalidRequest, "a header has no `Content-Length`");
            return Ok(Some(Incoming::Malformed { id: Id::Null, error }));
        }
    };
    if length > FRAME_BYTES {
        if io::copy(&mut input.take(length), &mut io::sink())? < length {
            return Ok(None);
        }
        let error = error(ErrorCodes::InvalidRequest, "the message is too long");
        return Ok(Some(Incoming::Malformed { id: Id::Null, error }));
    }
    let mut frame = Vec::new();
    input.take(length).read_to_end(&mut frame)?;
    if (frame.len() as u64) < length {
        return Ok(None);
    }
    Ok(Some(match serde_json::from_slice(&frame) {
        Ok(value) => message(value),
        Err(fault) => {
            let error = error(ErrorCodes::ParseError, format!("the message is no JSON: {fault}"));
            Incoming::Malformed { id: Id::Null, error }
        }
    }))
}

enum Header {
    Length(u64),
    Missing,
    End,
}

fn header(input: &mut dyn BufRead) -> io::Result<Header> {
    let mut length = None;
    let mut has_any = false;
    loop {
        let mut line = Vec::new();
        input.take(HEADER_BYTES).read_until(b'\n', &mut line)?;
        if line.is_empty() {
            return Ok(Header::End);
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim();
        if line.is_empty() {
            // Blank lines between messages are nobody's header.
            match length {
                Some(length) => return Ok(Header::Length(length)),
                None if has_any => return Ok(Header::Missing),
                None => continue,
            }
        }
        has_any = true;
        if let Some((name, value)) = line.split_once(':')
            && name.trim().eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().ok();
        }
    }
}

/// Says what a JSON value is as a message.
fn message(value: Value) -> Incoming {
    let malformed = |id, text: &str| {
        let error = error(ErrorCodes::InvalidRequest, text);
        Incoming::Malformed { id, error }
    };
    let Value::Object(mut members) = value else {
        return malformed(Id::Null, "a message is an object");
    };
    let id = match members.remove("id").map(serde_json::from_value::<Id>) {
        None => None,
        Some(Ok(id)) => Some(id),
        Some(Err(_)) => return malformed(Id::Null, "the `id` is neither a number nor a string"),
    };
    let params = members.remove("params").unwrap_or_default();
    match (members.remove("method"), id) {
        (Some(Value::String(method)), Some(id)) => Incoming::Request { id, method, params },
        (Some(Value::String(method)), None) => Incoming::Notification { method, params },
        (None, Some(_)) if members.contains_key("result") || members.contains_key("error") => {
            Incoming::Response
        }
        (_, id) => malformed(id.unwrap_or(Id::Null), "the message has no `method`"),
    }
}

/// Writes a message.
pub(crate) fn write(output: &mut dyn Write, message: &Value) -> io::Result<()> {
    let text = message.to_string();
    write!(output, "Content-Length: {}\r\n\r\n{text}", text.len())?;
    output.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(mut stream: &[u8]) -> Vec<String> {
        let mut told = Vec::new();
        while let Some(message) = read(&mut stream).expect("bytes can be read") {
            told.push(match message {
                Incoming::Request { id, method, .. } => format!("request {id:?} {method}"),
                Incoming::Notification { method, .. } => format!("notification {method}"),
                Incoming::Response => "response".to_owned(),
                Incoming::Malformed { id, error } => {
                    format!("{} {id:?}: {}", i32::from(error.code), error.message)
                }
            });
        }
        told
    }

    fn frame(text: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{text}", text.len())
    }

    #[test]
    fn messages_are_told_apart() {
        let stream = [
            frame(r#"{"jsonrpc":"2.0","id":1,"method":"a","params":{}}"#),
            format!("content-type: x\r\n{}", frame(r#"{"id":"x","method":"b"}"#)),
            frame(r#"{"method":"c"}"#),
            frame(r#"{"id":5,"result":null}"#),
            frame(r#"{"id":5000000000,"error":{"code":1,"message":"no"}}"#),
        ];
        let told = told(stream.concat().as_bytes());
        assert_eq!(
            told,
            [
                "request Number(1) a",
                "request String(\"x\") b",
                "notification c",
                "response",
                "response"
            ]
        );
    }

    #[test]
    fn what_is_no_message_is_answered_and_the_next_one_is_read() {
        let stream = [
            frame("{"),
            frame("[]"),
            frame(r#"{"id":7}"#),
            frame(r#"{"id":[],"method":"a"}"#),
            "nonsense\r\n\r\n".to_owned(),
            format!("Content-Length: x\r\n\r\n{}", frame(r#"{"method":"c"}"#)),
        ];
        let told = told(stream.concat().as_bytes());
        let codes: Vec<&str> = told.iter().filter_map(|it| it.split(':').next()).collect();
        assert_eq!(
            codes,
            [
                "-32700 Null",
                "-32600 Null",
                "-32600 Number(7)",
                "-32600 Null",
                "-32600 Null",
                "-32600 Null",
                "notification c"
            ]
        );
    }

    #[test]
    fn a_message_that_breaks_off_is_the_end() {
        assert_eq!(told(b"Content-Length: 10\r\n\r\n{}"), [""; 0]);
        assert_eq!(told(b"Content-Length: 18446744073709551615\r\n\r\n{}"), [""; 0]);
    }
}
