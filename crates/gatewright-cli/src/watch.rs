//! Running again whenever a file changes.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Component, Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use notify::event::ModifyKind;
use notify::{Event, EventKind, RecursiveMode, Watcher};

use crate::args::ReportArgs;
use crate::exit::Stop;
use crate::output::{self, Screen};
use crate::settings;
use crate::walk::{base_of, has_extension, is_pattern};

/// An editor writes a file in several steps; so long nothing must happen before the next round.
const QUIET: Duration = Duration::from_millis(100);
/// No round waits longer than this for the quiet, in a folder that is never quiet.
const PATIENCE: Duration = Duration::from_secs(2);
/// Away with what the last round said, and to the top.
const CLEAR: &str = "\u{1b}[2J\u{1b}[3J\u{1b}[H";
/// How the names of our own files begin, which say how others are looked at.
const OWN: [&str; 2] = ["gatewright", ".gatewright"];

/// What a round gave.
pub(crate) struct Round<T> {
    pub(crate) result: T,
    /// The files that were read for those that are watched.
    pub(crate) read: BTreeSet<PathBuf>,
}

/// Does one round; or, if that is wanted, another after each change of the files, or of what their
/// folders hold, until nobody reads what is said. Gives what the last round gave.
pub(crate) fn rounds<T>(
    files: &[PathBuf],
    reports: &ReportArgs,
    screen: &Screen,
    mut round: impl FnMut() -> Result<Round<T>, Stop>,
) -> Result<T, Stop> {
    if !reports.watch {
        return Ok(round()?.result);
    }
    // What a round writes is no change.
    let outputs = reports.outputs.iter().filter_map(|target| target.file.as_deref());
    let scope = RefCell::new(Scope::of(files, outputs)?);
    let (sender, changes) = mpsc::channel();
    let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        // Nobody listens any more when the run is over.
        let _ = sender.send(changed(event));
    });
    let mut watcher = watcher.map_err(|error| cannot(&error))?;
    for (folder, mode) in scope.borrow().folders() {
        watcher.watch(folder, mode).map_err(|error| cannot(&error))?;
    }
    let is_terminal = io::stdout().is_terminal();
    let mut last = None;
    follow(&changes, &scope, QUIET, || {
        if is_terminal {
            output::print(CLEAR)?;
        }
        match round() {
            Ok(Round { result, read }) => {
                last = Some(result);
                for folder in scope.borrow_mut().reads(&read) {
                    // It may be gone already.
                    let _ = watcher.watch(&folder, RecursiveMode::NonRecursive);
                }
            }
            Err(Stop::CannotRun(reason)) => screen.complain(&reason),
            Err(Stop::Unsettled(projects)) => settings::complain(&projects, screen),
            Err(Stop::PipeClosed) => return Err(Stop::PipeClosed),
        }
        let dim = screen.err.palette.dim;
        output::note(&format!("{dim}waiting for a change; Ctrl-C ends this{dim:#}\n"));
        Ok(())
    })?;
    last.ok_or_else(|| Stop::CannotRun("there is nothing left to watch".to_owned()))
}

fn cannot(error: &notify::Error) -> Stop {
    Stop::CannotRun(format!("cannot watch: {error}"))
}

/// Which files an event is about; those that were read, and not changed, do not count.
fn changed(event: notify::Result<Event>) -> Vec<PathBuf> {
    match event {
        Ok(event) => match event.kind {
            EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(_)) => Vec::new(),
            EventKind::Any
            | EventKind::Create(_)
            | EventKind::Modify(_)
            | EventKind::Remove(_)
            | EventKind::Other => event.paths,
        },
        Err(error) => error.paths,
    }
}

/// Does a round, and another for each burst of changes that concern it; until there are no more.
fn follow(
    changes: &Receiver<Vec<PathBuf>>,
    scope: &RefCell<Scope>,
    quiet: Duration,
    mut round: impl FnMut() -> Result<(), Stop>,
) -> Result<(), Stop> {
    round()?;
    let concerns = |paths: &[PathBuf]| {
        let scope = scope.borrow();
        paths.iter().any(|path| scope.concerns(path))
    };
    while let Ok(paths) = changes.recv() {
        if !concerns(&paths) {
            continue;
        }
        let end = Instant::now() + PATIENCE;
        let mut until = Instant::now() + quiet;
        // What else happens in the folder keeps nobody from going on.
        while let Some(rest) = until.min(end).checked_duration_since(Instant::now()) {
            match changes.recv_timeout(rest) {
                Ok(paths) if concerns(&paths) => until = Instant::now() + quiet,
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
        round()?;
    }
    Ok(())
}

/// Which changes matter.
#[derive(Debug, Default)]
struct Scope {
    /// Files that were named.
    files: Vec<PathBuf>,
    /// Folders that are walked, and whether only names of definitions count in them.
    folders: Vec<(PathBuf, Wanted)>,
    /// Files that a round writes.
    outputs: Vec<PathBuf>,
    /// Files that the last round read for others.
    read: BTreeSet<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// Those that have the name of a definition.
    Definitions,
    /// A pattern tells which.
    Any,
}

impl Scope {
    /// What the arguments mean; without any, the current folder. Whole paths are kept, as the watcher
    /// tells of these.
    fn of<'a>(
        arguments: &[PathBuf],
        outputs: impl Iterator<Item = &'a Path>,
    ) -> Result<Self, Stop> {
        let here = [PathBuf::from(".")];
        let mut scope = Self::default();
        for argument in if arguments.is_empty() { &here } else { arguments } {
            let pattern = argument.to_string_lossy();
            if argument == Path::new("-") {
                let reason = "the standard input cannot be watched";
                return Err(Stop::CannotRun(reason.to_owned()));
            } else if argument.is_dir() {
                scope.folders.push((whole(argument)?, Wanted::Definitions));
            } else if !argument.exists() && is_pattern(&pattern) {
                scope.folders.push((whole(&base_of(&pattern))?, Wanted::Any));
            } else {
                scope.files.push(whole_file(argument)?);
            }
        }
        // Where there is no folder yet, there is no file that changes.
        scope.outputs = outputs.filter_map(|output| whole_file(output).ok()).collect();
        Ok(scope)
    }

    /// The folders to watch.
    fn folders(&self) -> Vec<(&Path, RecursiveMode)> {
        let folders = self.folders.iter().map(|(folder, _)| (&**folder, RecursiveMode::Recursive));
        let files = self.files.iter().filter_map(|file| file.parent());
        // Editors put another file in the place of the old one, so that its folder is watched.
        let mut all: Vec<_> =
            folders.chain(files.map(|it| (it, RecursiveMode::NonRecursive))).collect();
        // A folder is watched in one way, and a watched folder has its own folders watched.
        all.sort_by_key(|(folder, mode)| (*folder, *mode == RecursiveMode::NonRecursive));
        all.dedup_by(|later, kept| {
            later.0 == kept.0 || (kept.1 == RecursiveMode::Recursive && later.0.starts_with(kept.0))
        });
        all
    }

    /// Takes note of the files that a round read for others; the folders that are to be watched, too. A
    /// folder may have been gone, so that those that were watched before are among them.
    fn reads(&mut self, files: &BTreeSet<PathBuf>) -> BTreeSet<PathBuf> {
        self.read = files.iter().filter_map(|file| whole_file(file).ok()).collect();
        let mut folders: BTreeSet<PathBuf> =
            self.read.iter().filter_map(|it| it.parent().map(Path::to_owned)).collect();
        folders.retain(|folder| {
            let is_own = |file: &PathBuf| file.parent() == Some(folder);
            let is_walked = |(walked, _): &(PathBuf, Wanted)| folder.starts_with(walked);
            !self.files.iter().any(is_own) && !self.folders.iter().any(is_walked)
        });
        folders
    }

    /// Whether a change of that file may change what a round says.
    fn concerns(&self, path: &Path) -> bool {
        let name = path.file_name().unwrap_or_default();
        if self.outputs.iter().any(|output| output == path) || is_temporary(name) {
            return false;
        }
        let is_ours = OWN.iter().any(|own| name.as_encoded_bytes().starts_with(own.as_bytes()));
        // Terraform reads the files of a folder together.
        let is_of_module = |file: &PathBuf| is_of_terraform(file) && is_of_terraform(path);
        let beside =
            |file: &PathBuf| (is_ours || is_of_module(file)) && file.parent() == path.parent();
        self.read.contains(path)
            || self.files.iter().any(|file| file == path || beside(file))
            || self.folders.iter().any(|(folder, wanted)| {
                path.strip_prefix(folder).is_ok_and(|inner| {
                    let is_wanted = *wanted == Wanted::Any || has_extension(path) || path.is_dir();
                    is_ours || (is_wanted && !is_hidden(inner))
                })
            })
    }
}

fn is_of_terraform(path: &Path) -> bool {
    let extension = path.extension().and_then(OsStr::to_str);
    extension.is_some_and(|it| ["tf", "tofu", "tfvars"].contains(&it))
}

/// Whether a walk leaves it out.
fn is_hidden(path: &Path) -> bool {
    let hidden = |part: Component<'_>| part.as_os_str().as_encoded_bytes().starts_with(b".");
    path.components().any(hidden)
}

/// Whether it is what becomes a file as soon as it is whole.
fn is_temporary(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    name.starts_with(b".") && name.ends_with(b".tmp")
}

fn whole(folder: &Path) -> Result<PathBuf, Stop> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    fs::canonicalize(folder)
        .map_err(|error| Stop::CannotRun(format!("cannot watch {}: {error}", folder.display())))
}

/// The whole path of a file that need not exist.
fn whole_file(file: &Path) -> Result<PathBuf, Stop> {
    let folder = whole(file.parent().unwrap_or(Path::new("")))?;
    Ok(folder.join(file.file_name().unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    fn scope() -> Scope {
        Scope {
            files: vec![PathBuf::from("/a/api.yaml")],
            folders: vec![
                (PathBuf::from("/b"), Wanted::Definitions),
                (PathBuf::from("/c"), Wanted::Any),
            ],
            outputs: vec![PathBuf::from("/b/report.json")],
            read: BTreeSet::new(),
        }
    }

    #[test]
    fn only_what_a_round_looks_at_concerns_it() {
        let concerns = |path| scope().concerns(Path::new(path));
        for path in [
            "/a/api.yaml",
            "/a/gatewright.yaml",
            "/b/new/api.YML",
            "/b/.gatewright-ignore",
            "/c/api.txt",
        ] {
            assert!(concerns(path), "{path}");
        }
        for path in [
            "/a/other.yaml",
            "/b/notes.txt",
            "/b/.git/config.yaml",
            "/b/report.json",
            "/c/.api.yaml.17.tmp",
            "/gatewright.yaml",
            "/d/api.yaml",
        ] {
            assert!(!concerns(path), "{path}");
        }
    }

    #[test]
    fn files_that_were_read_for_others_concern_it_and_their_folders_are_watched_once() {
        let folder = std::env::temp_dir().canonicalize().expect("it is there");
        let mut scope = scope();
        let read = |name: &str| BTreeSet::from([folder.join(name)]);
        let wanted = BTreeSet::from([folder.clone()]);
        assert_eq!(scope.reads(&read("a.txt")), wanted);
        assert!(scope.concerns(&folder.join("a.txt")));
        assert_eq!(scope.reads(&read("b.txt")), wanted);
        assert!(scope.concerns(&folder.join("b.txt")));
        assert!(!scope.concerns(&folder.join("a.txt")));
        scope.files.push(folder.join("main.tf"));
        assert!(scope.concerns(&folder.join("vars.tf")));
        // What is watched for another reason is watched.
        scope.files.push(folder.join("c.yaml"));
        scope.reads(&BTreeSet::new());
        assert!(scope.reads(&read("a.txt")).is_empty());
    }

    #[test]
    fn each_folder_is_watched_once() {
        let mut scope = scope();
        scope.files.push(PathBuf::from("/b/v1/api.yaml"));
        scope.folders.push((PathBuf::from("/b/v2"), Wanted::Definitions));
        let (deep, flat) = (RecursiveMode::Recursive, RecursiveMode::NonRecursive);
        let folders = [(Path::new("/a"), flat), (Path::new("/b"), deep), (Path::new("/c"), deep)];
        assert_eq!(scope.folders(), folders);
    }

    #[test]
    fn a_burst_of_changes_is_one_round() {
        let (sender, changes) = mpsc::channel();
        let change = |path: &str| {
            let _ = sender.send(vec![PathBuf::from(path)]);
        };
        // Before the first round is over, too.
        for path in ["/a/api.yaml", "/a/other.yaml", "/a/api.yaml", "/b/c.yaml"] {
            change(path);
        }
        let (done, rounds) = mpsc::channel();
        let following = thread::spawn(move || {
            follow(&changes, &RefCell::new(scope()), Duration::from_millis(50), || {
                let _ = done.send(());
                Ok(())
            })
        });
        let wait = Duration::from_secs(10);
        for _ in 0..2 {
            rounds.recv_timeout(wait).expect("the first round, and one for the burst");
        }
        assert!(rounds.recv_timeout(Duration::from_millis(300)).is_err());
        change("/a/other.yaml");
        assert!(rounds.recv_timeout(Duration::from_millis(300)).is_err());
        // In a folder that is never quiet, too.
        change("/b/c.yaml");
        let start = Instant::now();
        while rounds.try_recv().is_err() {
            assert!(start.elapsed() < wait, "no other round");
            change("/a/other.yaml");
            thread::sleep(Duration::from_millis(5));
        }
        drop(sender);
        assert!(following.join().expect("no panic").is_ok());
        assert!(rounds.try_recv().is_err());
    }

    #[test]
    fn nobody_reading_ends_it() {
        let (sender, changes) = mpsc::channel();
        sender.send(vec![PathBuf::from("/a/api.yaml")]).expect("somebody listens");
        let mut count = 0;
        let end = follow(&changes, &RefCell::new(scope()), Duration::ZERO, || {
            count += 1;
            if count == 2 { Err(Stop::PipeClosed) } else { Ok(()) }
        });
        assert!(matches!(end, Err(Stop::PipeClosed)));
        assert_eq!(count, 2);
    }
}
