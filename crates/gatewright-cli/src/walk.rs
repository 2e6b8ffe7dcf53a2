//! Which files a run looks at.
//!
//! Folders and patterns are walked as ripgrep does it: hidden files and what `.gitignore` names are
//! left out. Whether a file so found is a definition is told by its content, and not here.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use gatewright_source::limits;
use globset::{Glob, GlobBuilder, GlobMatcher};
use ignore::WalkBuilder;

/// Endings of the names of files that a folder is searched for.
const EXTENSIONS: [&str; 3] = ["yaml", "yml", "json"];
/// Endings of others in which a definition may stand, though it seldom does.
pub(crate) const FOREIGN: [&str; 7] = ["template", "tf", "tftpl", "tpl", "tmpl", "mustache", "hbs"];
/// What starts a pattern.
const PATTERN: [char; 4] = ['*', '?', '[', '{'];
/// One byte more than is ever looked at, so that a file that goes on for ever is too large.
const MOST_BYTES: u64 = limits::BYTES as u64 + 1;

/// One file to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Input {
    /// The file as it is called in all output.
    pub(crate) name: String,
    /// Whether it must be answered.
    pub(crate) origin: Origin,
    source: Source,
}

/// How a file came to be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Origin {
    /// The user named it, so that it must be answered.
    Named,
    /// A walk found it, or somebody who knows no better named it.
    Found,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Source {
    Stdin,
    File(PathBuf),
}

/// The files to look at, in the order of their paths, and what could not be searched.
#[derive(Debug, Default)]
pub(crate) struct Search {
    /// The files.
    pub(crate) inputs: Vec<Input>,
    /// What could not be found or walked.
    pub(crate) problems: Vec<String>,
}

impl Input {
    /// The file that the user named, or the standard input for `-`.
    pub(crate) fn named(path: &Path) -> Self {
        if path == Path::new("-") {
            let name = "<stdin>".to_owned();
            return Self { name, origin: Origin::Named, source: Source::Stdin };
        }
        let name = path.to_string_lossy().into_owned();
        Self { name, origin: Origin::Named, source: Source::File(plain(path)) }
    }

    fn found(path: &Path) -> Self {
        let path = plain(path);
        let name = path.to_string_lossy().into_owned();
        Self { name, origin: Origin::Found, source: Source::File(path) }
    }

    /// Where it is; nowhere if it is the standard input.
    pub(crate) fn path(&self) -> Option<&Path> {
        match &self.source {
            Source::Stdin => None,
            Source::File(path) => Some(path),
        }
    }

    /// All its bytes; the error says which file and why.
    pub(crate) fn read(&self) -> Result<Vec<u8>, String> {
        let mut bytes = Vec::new();
        let read = match &self.source {
            Source::Stdin => io::stdin().lock().take(MOST_BYTES).read_to_end(&mut bytes),
            Source::File(path) => {
                File::open(path).and_then(|file| file.take(MOST_BYTES).read_to_end(&mut bytes))
            }
        };
        read.map_err(|error| format!("cannot read {}: {error}", self.name))?;
        Ok(bytes)
    }
}

/// A path without the parts that lead nowhere, so that `./a` and `a` are one file.
fn plain(path: &Path) -> PathBuf {
    let plain: PathBuf = path.components().filter(|part| *part != Component::CurDir).collect();
    if plain.as_os_str().is_empty() { path.to_owned() } else { plain }
}

/// Finds the files that the arguments mean; without any, those below the current folder. A file that
/// an argument names counts as `named`.
pub(crate) fn search(arguments: &[PathBuf], named: Origin) -> Search {
    let mut search = Search::default();
    let mut found: BTreeMap<Source, Input> = BTreeMap::new();
    let mut add = |input: Input| {
        let known = found.entry(input.source.clone()).or_insert_with(|| input.clone());
        known.origin = known.origin.min(input.origin);
    };
    let here = [PathBuf::from(".")];
    for argument in if arguments.is_empty() { &here } else { arguments } {
        let pattern = argument.to_string_lossy();
        match fs::metadata(argument) {
            Ok(metadata) if metadata.is_dir() => {
                walk(argument, &mut search.problems, has_extension, &mut add);
            }
            Ok(_) => add(Input { origin: named, ..Input::named(argument) }),
            Err(_) if argument == Path::new("-") => add(Input::named(argument)),
            Err(_) if is_pattern(&pattern) => match matcher(&pattern) {
                Ok(matcher) => {
                    let base = base_of(&pattern);
                    let wanted = |path: &Path| matcher.is_match(path);
                    let some = base.is_dir() && walk(&base, &mut search.problems, wanted, &mut add);
                    if !some {
                        search.problems.push(format!("no file matches {pattern}"));
                    }
                }
                Err(error) => search.problems.push(format!("cannot use the pattern: {error}")),
            },
            Err(error) => search.problems.push(format!("cannot read {pattern}: {error}")),
        }
    }
    search.inputs = found.into_values().collect();
    search
}

/// Whether a file has the name of one that folders are searched for.
pub(crate) fn has_extension(path: &Path) -> bool {
    let extension = path.extension().and_then(OsStr::to_str).unwrap_or_default();
    EXTENSIONS.iter().chain(&FOREIGN).any(|known| extension.eq_ignore_ascii_case(known))
}

fn matcher(pattern: &str) -> Result<GlobMatcher, globset::Error> {
    let pattern = pattern.strip_prefix("./").unwrap_or(pattern);
    let glob: Glob = GlobBuilder::new(pattern).literal_separator(true).build()?;
    Ok(glob.compile_matcher())
}

/// Whether a text that is no file is a pattern of files.
pub(crate) fn is_pattern(text: &str) -> bool {
    text.contains(PATTERN)
}

/// The folders that a pattern begins with, before anything in it that is not plain.
pub(crate) fn base_of(pattern: &str) -> PathBuf {
    let plain = pattern.split(PATTERN).next().unwrap_or_default();
    match plain.rfind('/') {
        Some(0) => PathBuf::from("/"),
        Some(end) => PathBuf::from(&plain[..end]),
        None => PathBuf::from("."),
    }
}

/// Adds the files below a folder that are wanted; whether there were any.
fn walk(
    base: &Path,
    problems: &mut Vec<String>,
    wanted: impl Fn(&Path) -> bool,
    add: &mut impl FnMut(Input),
) -> bool {
    let mut some = false;
    for entry in WalkBuilder::new(base).build() {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
                let input = Input::found(entry.path());
                if wanted(Path::new(&input.name)) {
                    add(input);
                    some = true;
                }
            }
            Ok(_) => {}
            Err(error) => problems.push(format!("cannot search: {error}")),
        }
    }
    some
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_walk_of_a_pattern_starts_at_its_last_plain_folder() {
        let cases = [
            ("*.yaml", "."),
            ("a/b/*.yaml", "a/b"),
            ("a/b*/c.yaml", "a"),
            ("/*.json", "/"),
            ("{a,b}.yaml", "."),
        ];
        for (pattern, base) in cases {
            assert_eq!(base_of(pattern), Path::new(base), "{pattern}");
        }
    }

    #[test]
    fn a_star_stays_within_a_folder() {
        let one = matcher("./apis/*.yaml").expect("a pattern");
        assert!(one.is_match("apis/a.yaml") && !one.is_match("apis/v1/a.yaml"));
        let any = matcher("apis/**/*.yaml").expect("a pattern");
        assert!(any.is_match("apis/a.yaml") && any.is_match("apis/v1/a.yaml"));
    }
}
