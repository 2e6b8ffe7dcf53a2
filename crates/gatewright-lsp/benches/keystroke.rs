//! How long a keystroke in a definition of 1 MB waits for its answers, as a client sees it, through
//! the protocol: `cargo bench -p gatewright-lsp --bench keystroke`. It fails where one of them takes
//! longer than promised.
//!
//! Each round types a character and asks at once, so that nothing is known of the text yet, and a
//! check of the one before may be under way. Findings come later, after a pause, and nobody waits
//! for them; how long the check takes is shown beside.

#[path = "../../gatewright-source/benches/definitions/mod.rs"]
mod definitions;

use std::fmt::Write as _;
use std::io::{self, BufRead, BufReader, PipeReader, PipeWriter, Read, Write};
use std::process::ExitCode;
use std::thread;
use std::time::{Duration, Instant};

use definitions::Definition;
use gatewright_lsp::serve;
use serde_json::{Value, json};

/// What an answer may take.
const MOST: Duration = Duration::from_millis(50);
const SIZE: usize = definitions::SIZES[1];
const ROUNDS: usize = 30;
const URI: &str = "file:///api";

fn main() -> io::Result<ExitCode> {
    let definition = Definition::new(SIZE);
    let mut text = format!("{:>10}  {:>10}  {:>10}\n", "median ms", "worst ms", "may take");
    let mut is_kept = true;
    for (title, file) in [("JSON", definition.json), ("YAML", definition.yaml)] {
        let mut client = Client::new(&file)?;
        let typed = place(&file, &["Does "]);
        let questions = [
            ("completion", place(&file, &["POST"])),
            ("hover", place(&file, &["passthroughBehavior"])),
            // What an import makes of it.
            ("hover", place(&file, &["put:", "put\":"])),
            ("definition", place(&file, &["#/components/schemas"])),
            ("references", place(&file, &["#/components/schemas"])),
            ("documentSymbol", typed.clone()),
            ("codeAction", typed.clone()),
        ];
        for (method, asked) in questions {
            let (median, worst) = client.keystrokes(&typed, method, &asked)?;
            is_kept &= median <= MOST;
            let [median, worst, most] = [median, worst, MOST].map(|time| time.as_secs_f64() * 1e3);
            let _ = writeln!(text, "{median:>10.2}  {worst:>10.2}  {most:>10.0}  {title} {method}");
        }
        let check = client.check(&typed)?.as_secs_f64() * 1e3;
        let _ = writeln!(
            text,
            "{check:>10.2}  {:>10}  {:>10}  {title} findings, with the pause",
            "", ""
        );
    }
    io::stdout().write_all(text.as_bytes())?;
    Ok(if is_kept { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// A client of a server in this process.
struct Client {
    input: PipeWriter,
    output: BufReader<PipeReader>,
    next: u64,
}

impl Client {
    fn new(file: &str) -> io::Result<Self> {
        let (server_input, input) = io::pipe()?;
        let (output, server_output) = io::pipe()?;
        thread::spawn(move || serve(BufReader::new(server_input), server_output));
        let mut client = Self { input, output: BufReader::new(output), next: 0 };
        client.request("initialize", &json!({ "capabilities": {} }))?;
        let document = json!({ "uri": URI, "languageId": "yaml", "version": 0, "text": file });
        client.notify("textDocument/didOpen", &json!({ "textDocument": document }))?;
        client.until(|it| it["method"] == "textDocument/publishDiagnostics")?;
        Ok(client)
    }

    fn write(&mut self, message: &Value) -> io::Result<()> {
        let text = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{text}", text.len())
    }

    fn until(&mut self, is_it: impl Fn(&Value) -> bool) -> io::Result<Value> {
        loop {
            let mut length = 0;
            loop {
                let mut line = String::new();
                self.output.read_line(&mut line)?;
                if let Some(number) = line.strip_prefix("Content-Length: ") {
                    length = number.trim().parse().map_err(io::Error::other)?;
                }
                if line.trim().is_empty() {
                    break;
                }
            }
            let mut text = vec![0; length];
            self.output.read_exact(&mut text)?;
            let message = serde_json::from_slice(&text)?;
            if is_it(&message) {
                return Ok(message);
            }
        }
    }

    fn notify(&mut self, method: &str, params: &Value) -> io::Result<()> {
        self.write(&json!({ "jsonrpc": "2.0", "method": method, "params": params }))
    }

    fn request(&mut self, method: &str, params: &Value) -> io::Result<Value> {
        self.next += 1;
        let id = self.next;
        self.write(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }))?;
        self.until(|it| it["id"] == id)
    }

    /// Types a character at a place.
    fn keystroke(&mut self, at: &Value) -> io::Result<()> {
        self.next += 1;
        let document = json!({ "uri": URI, "version": self.next });
        let changes = json!([{ "range": { "start": at, "end": at }, "text": "x" }]);
        let params = json!({ "textDocument": document, "contentChanges": changes });
        self.notify("textDocument/didChange", &params)
    }

    /// The median and the worst of the times from a keystroke to the answer of what is asked then.
    fn keystrokes(
        &mut self,
        typed: &Value,
        method: &str,
        asked: &Value,
    ) -> io::Result<(Duration, Duration)> {
        let params = json!({
            "textDocument": { "uri": URI },
            "position": asked,
            "range": { "start": asked, "end": asked },
            "context": { "diagnostics": [], "triggerKind": 1, "includeDeclaration": true },
        });
        let mut times = Vec::new();
        for _ in 0..ROUNDS {
            let start = Instant::now();
            self.keystroke(typed)?;
            let answer = self.request(&format!("textDocument/{method}"), &params)?;
            times.push(start.elapsed());
            // There is nothing to do about findings that are not there yet.
            let is_told =
                !matches!(&answer["result"], Value::Null) && answer["result"] != json!([]);
            assert!(is_told || method == "codeAction", "{method}: {answer}");
        }
        times.sort_unstable();
        Ok((times[times.len() / 2], times[times.len() - 1]))
    }

    /// The time from a keystroke to findings.
    fn check(&mut self, typed: &Value) -> io::Result<Duration> {
        let start = Instant::now();
        self.keystroke(typed)?;
        let version = self.next;
        self.until(|it| {
            it["method"] == "textDocument/publishDiagnostics" && it["params"]["version"] == version
        })?;
        Ok(start.elapsed())
    }
}

/// Where the first of these words begins in the second half of a file, one character within it.
fn place(file: &str, words: &[&str]) -> Value {
    let half = file.len() / 2;
    let half = half + file[half..].find('\n').unwrap_or_default();
    let found = words.iter().filter_map(|word| file[half..].find(word)).min();
    let at = half + found.unwrap_or_default() + 1;
    let line = file[..at].matches('\n').count();
    let start = file[..at].rfind('\n').map_or(0, |newline| newline + 1);
    json!({ "line": line, "character": at - start })
}
