//! How far a long run is: one line on a terminal, of which nothing is left afterwards.

use std::fmt::Write as _;
use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use crate::output::Charset;

/// Who waits for less does not ask how long it takes.
const DELAY: Duration = Duration::from_secs(1);
/// From one picture to the next.
const STEP: Duration = Duration::from_millis(100);
/// The bar itself, in columns.
const WIDTH: usize = 30;
/// To the first column, and away with what is there.
const CLEAR: &str = "\r\u{1b}[K";

/// How many files of a run are done.
pub(crate) struct Progress {
    done: AtomicUsize,
    total: usize,
}

impl Progress {
    /// Notes that another file is done.
    pub(crate) fn step(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }
}

/// Does the work on so many files, and shows on a terminal how far it is.
pub(crate) fn during<T>(
    total: usize,
    terminal: Option<(&mut (dyn Write + Send), Charset)>,
    work: impl FnOnce(&Progress) -> T,
) -> T {
    let progress = Progress { done: AtomicUsize::new(0), total };
    thread::scope(|scope| {
        // The end of the work closes the channel, and so does a panic.
        let (_working, over) = mpsc::channel::<()>();
        if let Some((terminal, charset)) = terminal {
            let progress = &progress;
            scope.spawn(move || show(progress, &over, DELAY, terminal, charset));
        }
        work(&progress)
    })
}

/// Draws until it is over. What cannot be drawn is not missed.
fn show(
    progress: &Progress,
    over: &Receiver<()>,
    delay: Duration,
    terminal: &mut dyn Write,
    charset: Charset,
) {
    let mut wait = delay;
    while over.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
        let line = line(progress.done.load(Ordering::Relaxed), progress.total, charset);
        let _ = terminal.write_all(line.as_bytes()).and_then(|()| terminal.flush());
        wait = STEP;
    }
    if wait == STEP {
        let _ = terminal.write_all(CLEAR.as_bytes()).and_then(|()| terminal.flush());
    }
}

/// The line in place of the one before.
fn line(done: usize, total: usize, charset: Charset) -> String {
    let (full, empty) = match charset {
        Charset::Unicode => ("█", "░"),
        Charset::Ascii => ("#", "-"),
    };
    let filled = (done * WIDTH).checked_div(total).unwrap_or_default().min(WIDTH);
    let mut line = format!("{CLEAR}{}{}", full.repeat(filled), empty.repeat(WIDTH - filled));
    let _ = write!(line, " {done} of {total} files");
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_shows_how_much_is_done() {
        let ascii = |done, total| line(done, total, Charset::Ascii).replace(CLEAR, "");
        assert_eq!(ascii(0, 4), format!("{} 0 of 4 files", "-".repeat(30)));
        assert_eq!(ascii(1, 2), format!("{}{} 1 of 2 files", "#".repeat(15), "-".repeat(15)));
        assert_eq!(ascii(3, 3), format!("{} 3 of 3 files", "#".repeat(30)));
        assert_eq!(ascii(0, 0), format!("{} 0 of 0 files", "-".repeat(30)));
        assert!(line(1, 2, Charset::Unicode).contains("█░"));
    }

    #[test]
    fn a_long_run_is_shown_and_leaves_nothing() {
        let progress = Progress { done: AtomicUsize::new(0), total: 2 };
        let (working, over) = mpsc::channel();
        let mut terminal = Vec::new();
        thread::scope(|scope| {
            let (progress, terminal) = (&progress, &mut terminal);
            scope.spawn(move || show(progress, &over, Duration::ZERO, terminal, Charset::Ascii));
            progress.step();
            thread::sleep(3 * STEP);
            drop(working);
        });
        let text = String::from_utf8(terminal).expect("text");
        assert!(text.contains("1 of 2 files") && text.ends_with(CLEAR), "{text:?}");
    }

    #[test]
    fn of_a_short_run_nothing_is_shown() {
        let mut terminal = Vec::new();
        let done = during(2, Some((&mut terminal, Charset::Ascii)), |progress| {
            progress.step();
            progress.done.load(Ordering::Relaxed)
        });
        assert_eq!((done, terminal), (1, Vec::new()));
    }
}
