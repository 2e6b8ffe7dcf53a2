//! Places of which nobody wants to hear, told from outside of the document.

use crate::settings::Selector;

/// Rules that are silent at some places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exemption {
    /// The rules.
    pub rules: Vec<Selector>,
    /// The places.
    pub at: Places,
}

/// Places of a document, as a JSON pointer in which `*` stands for any one step and `**` for any
/// number of them, with all that lies below.
///
/// ```
/// use gatewright_lint::Places;
///
/// let places = Places::parse("/paths/*/get").expect("a pointer");
/// assert!(places.include("/paths/~1pets/get/responses"));
/// assert!(!places.include("/paths/~1pets/put"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Places(Vec<Step>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    /// That one, as it is written in a pointer.
    Named(String),
    /// Any one.
    Any,
    /// Any number.
    Several,
}

impl Places {
    /// Reads a pointer; none if it is neither empty nor begins with `/`.
    pub fn parse(text: &str) -> Option<Self> {
        let Some(steps) = text.strip_prefix('/') else {
            return text.is_empty().then(Self::default);
        };
        let step = |text: &str| match text {
            "*" => Step::Any,
            "**" => Step::Several,
            name => Step::Named(name.to_owned()),
        };
        Some(Self(steps.split('/').map(step).collect()))
    }

    /// Whether a pointer leads to one of the places, or below one.
    pub fn include(&self, pointer: &str) -> bool {
        let steps: Vec<&str> = pointer.split('/').skip(1).collect();
        include(&self.0, &steps)
    }
}

/// Of several `**` only the last is ever taken back, as with wildcards of files.
fn include(pattern: &[Step], steps: &[&str]) -> bool {
    let (mut at, mut step) = (0, 0);
    let mut retry: Option<(usize, usize)> = None;
    while at < pattern.len() {
        match (&pattern[at], steps.get(step)) {
            (Step::Several, _) => {
                retry = Some((at + 1, step));
                at += 1;
                continue;
            }
            (Step::Any, Some(_)) => {
                at += 1;
                step += 1;
                continue;
            }
            (Step::Named(name), Some(token)) if name == token => {
                at += 1;
                step += 1;
                continue;
            }
            (Step::Any | Step::Named(_), _) => {}
        }
        match retry {
            Some((after, from)) if from < steps.len() => {
                retry = Some((after, from + 1));
                (at, step) = (after, from + 1);
            }
            _ => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_stars_and_all_below() {
        let include = |pattern: &str, pointer: &str| {
            Places::parse(pattern).expect("a pointer").include(pointer)
        };
        assert!(include("", "") && include("", "/paths"));
        assert!(include("/paths", "/paths/~1a") && !include("/paths", "/path"));
        assert!(!include("/paths", ""));
        assert!(include("/paths/*/get", "/paths/~1a/get") && !include("/paths/*", "/paths"));
        assert!(include("/**/example", "/a/b/example/c") && include("/**/example", "/example"));
        assert!(include("/**/a/**/b", "/x/a/y/a/z/b") && !include("/**/a/**/b", "/x/b/a"));
        assert!(include("/a/**", "/a") && !include("/a/**/b", "/a/c"));
        assert!(Places::parse("paths").is_none());
    }
}
