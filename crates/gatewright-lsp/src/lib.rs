//! A language server for definitions of REST APIs: findings while one types, with their fixes; what
//! the extensions of API Gateway mean, and what an import makes of an operation; completion,
//! navigation and renaming.
//!
//! [`serve`] speaks the Language Server Protocol on two streams until the client goes. Files that
//! are no definitions are left alone.
//!
//! ```
//! use std::io::Cursor;
//!
//! use gatewright_lsp::{End, serve};
//!
//! let frame = |text: &str| format!("Content-Length: {}\r\n\r\n{text}", text.len());
//! let session = [
//!     frame(r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#),
//!     frame(r#"{"jsonrpc":"2.0","id":2,"method":"shutdown"}"#),
//!     frame(r#"{"jsonrpc":"2.0","method":"exit"}"#),
//! ];
//! let end = serve(Cursor::new(session.concat()), std::io::sink());
//! assert_eq!(end, End::Orderly);
//! ```

mod actions;
mod check;
mod client;
mod completion;
mod diagnostics;
mod documents;
mod hover;
#[cfg(test)]
mod marked;
mod names;
mod navigation;
mod pages;
mod places;
mod positions;
mod rename;
mod requests;
mod revision;
mod server;
mod site;
mod subject;
mod symbols;
mod templates;
mod transport;
mod uri;
mod workspace;

use std::io::{BufRead, Write};
use std::sync::mpsc::channel;
use std::thread;

pub use server::End;
use server::{Event, Server};

/// Speaks the protocol on two streams until the client goes.
pub fn serve(
    mut input: impl BufRead + Send + 'static,
    mut output: impl Write + Send + 'static,
) -> End {
    let (events, heard) = channel();
    let (answers, written) = channel();
    let mut server = Server::new(answers, events.clone());
    // It may wait for a message that never comes; nobody waits for it.
    thread::spawn(move || {
        while let Ok(Some(message)) = transport::read(&mut input) {
            if events.send(Event::Message(message)).is_err() {
                return;
            }
        }
        let _ = events.send(Event::Closed);
    });
    let writer = thread::spawn(move || {
        for message in written {
            if transport::write(&mut output, &message).is_err() {
                return;
            }
        }
    });
    let end = server.run(&heard);
    drop(server);
    // What is said last must arrive before the process ends.
    let _ = writer.join();
    end
}
