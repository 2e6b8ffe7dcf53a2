//! A client of `gatewright lsp`, and what it knows of the files that it has open.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

/// A client, and the server that it has started.
pub(super) struct Client {
    pub(super) server: Child,
    pub(super) input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    next_id: u32,
    /// What the server has said without being asked.
    pub(super) notifications: Vec<Value>,
}

impl Client {
    /// Starts the server and introduces itself.
    pub(super) fn new(capabilities: &Value) -> (Self, Value) {
        let mut client = Self::silent();
        let params = json!({ "processId": null, "rootUri": null, "capabilities": capabilities });
        let answer = client.request("initialize", &params);
        client.notify("initialized", &json!({}));
        (client, answer["capabilities"].clone())
    }

    pub(super) fn silent() -> Self {
        let binary = assert_cmd::cargo::cargo_bin("gatewright");
        let mut server = Command::new(binary)
            .args(["lsp", "--stdio"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let input = server.stdin.take();
        let output = BufReader::new(server.stdout.take().expect("a pipe"));
        Self { server, input, output, next_id: 0, notifications: Vec::new() }
    }

    pub(super) fn write(&mut self, text: &str) {
        let input = self.input.as_mut().expect("it is open");
        write!(input, "Content-Length: {}\r\n\r\n{text}", text.len()).expect("the server reads");
        input.flush().expect("the server reads");
    }

    pub(super) fn read(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert_ne!(self.output.read_line(&mut line).expect("text"), 0, "the server is gone");
            if let Some(number) = line.strip_prefix("Content-Length: ") {
                length = number.trim().parse().expect("a number");
            }
            if line == "\r\n" {
                break;
            }
        }
        let mut text = vec![0; length];
        self.output.read_exact(&mut text).expect("the whole message");
        serde_json::from_slice(&text).expect("JSON")
    }

    pub(super) fn notify(&mut self, method: &str, params: &Value) {
        self.write(&json!({ "jsonrpc": "2.0", "method": method, "params": params }).to_string());
    }

    /// The answer to a request.
    pub(super) fn answer(&mut self, method: &str, params: &Value) -> Value {
        self.next_id += 1;
        let id = self.next_id;
        let request = json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params });
        self.write(&request.to_string());
        loop {
            let message = self.read();
            if message["id"] == id {
                return message;
            }
            self.notifications.push(message);
        }
    }

    /// The result of a request that succeeds.
    pub(super) fn request(&mut self, method: &str, params: &Value) -> Value {
        let answer = self.answer(method, params);
        assert_eq!(answer.get("error"), None, "{method}");
        answer["result"].clone()
    }

    /// The next findings that are published.
    pub(super) fn published(&mut self) -> Value {
        loop {
            let is_it = |it: &Value| it["method"] == "textDocument/publishDiagnostics";
            if let Some(first) = self.notifications.iter().position(is_it) {
                return self.notifications.remove(first)["params"].clone();
            }
            let message = self.read();
            self.notifications.push(message);
        }
    }

    /// The names of the findings that are published for a version of a document.
    pub(super) fn published_for(&mut self, uri: &str, version: u32) -> Vec<String> {
        loop {
            let told = self.published();
            if told["uri"] == uri && told["version"] == version {
                let told = told["diagnostics"].as_array().expect("a list").clone();
                let names = told.iter().map(|it| it["code"].as_str().expect("a name").to_owned());
                return names.collect();
            }
        }
    }

    pub(super) fn open(&mut self, uri: &str, text: &str) {
        let document = json!({ "uri": uri, "languageId": "yaml", "version": 1, "text": text });
        self.notify("textDocument/didOpen", &json!({ "textDocument": document }));
    }

    pub(super) fn change(&mut self, uri: &str, version: u32, changes: &Value) {
        let document = json!({ "uri": uri, "version": version });
        let params = json!({ "textDocument": document, "contentChanges": changes });
        self.notify("textDocument/didChange", &params);
    }

    /// Says goodbye, and gives the exit code.
    pub(super) fn leave(mut self) -> Option<i32> {
        assert_eq!(self.request("shutdown", &Value::Null), Value::Null);
        self.notify("exit", &Value::Null);
        self.server.wait().expect("the server ends").code()
    }
}

/// A document that the client has open: the places of its words are found in its text.
pub(super) struct File<'t> {
    pub(super) uri: &'t str,
    pub(super) text: &'t str,
}

impl File<'_> {
    /// Where the mark-up `before|after` has its bar in the text.
    pub(super) fn position(&self, marked: &str) -> Value {
        let (before, after) = marked.split_once('|').expect("a bar");
        let found = self.text.find(&format!("{before}{after}")).expect("it is in the text");
        let at = found + before.len();
        let line = self.text[..at].matches('\n').count();
        let start = self.text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        json!({ "line": line, "character": self.text[start..at].encode_utf16().count() })
    }

    pub(super) fn place(&self, marked: &str) -> Value {
        json!({ "textDocument": { "uri": self.uri }, "position": self.position(marked) })
    }

    /// The text of a range.
    pub(super) fn text_of(&self, range: &Value) -> &str {
        let byte = |place: &Value| {
            let line = place["line"].as_u64().expect("a number");
            let character = place["character"].as_u64().expect("a number");
            let lines = self.text.split_inclusive('\n');
            let before: usize = lines.take(usize::try_from(line).expect("few")).map(str::len).sum();
            let units = self.text[before..].char_indices().scan(0, |units, (at, c)| {
                let here = *units;
                *units += c.len_utf16() as u64;
                Some((at, here))
            });
            let at = units.into_iter().find(|(_, units)| *units == character);
            at.map_or(self.text.len(), |(at, _)| before + at)
        };
        &self.text[byte(&range["start"])..byte(&range["end"])]
    }

    /// The text with the edits of an answer.
    pub(super) fn edited(&self, edit: &Value) -> String {
        let mut edits = edit["changes"][self.uri].as_array().expect("edits").clone();
        edits.sort_by_key(|it| {
            let start = &it["range"]["start"];
            (start["line"].as_u64(), start["character"].as_u64())
        });
        let base = self.text.as_ptr() as usize;
        let mut text = self.text.to_owned();
        for edit in edits.iter().rev() {
            let old = self.text_of(&edit["range"]);
            let start = old.as_ptr() as usize - base;
            let new = edit["newText"].as_str().expect("a text");
            text.replace_range(start..start + old.len(), new);
        }
        text
    }
}
