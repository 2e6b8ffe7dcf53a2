//! Where the reader is, in its own words.

use std::fmt;

/// A place such as `paths.'/pets'(get).parameters`: its last step, and the place before that. It
/// becomes a text only when there is something to say of it, since most places are fine.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'p> {
    before: Option<&'p Place<'p>>,
    /// The step with what stands around it.
    step: [&'p str; 3],
}

impl<'p> Place<'p> {
    /// The top of the document.
    pub(super) const ROOT: Self = Self::top("");

    /// A place that is in no other.
    pub(super) const fn top(name: &'p str) -> Self {
        Self { before: None, step: ["", name, ""] }
    }

    /// The place of a member: `….name`.
    pub(super) fn member(&'p self, name: &'p str) -> Self {
        self.step([".", name, ""])
    }

    /// The place of a path: `….'path'`.
    pub(super) fn path(&'p self, path: &'p str) -> Self {
        self.step([".'", path, "'"])
    }

    /// The place of an operation: `…(verb)`.
    pub(super) fn operation(&'p self, verb: &'p str) -> Self {
        self.step(["(", verb, ")"])
    }

    /// The place of a parameter: `….[name]`.
    pub(super) fn parameter(&'p self, name: &'p str) -> Self {
        self.step([".[", name, "]"])
    }

    fn step(&'p self, step: [&'p str; 3]) -> Self {
        Self { before: Some(self), step }
    }

    /// Whether it is the top of the document.
    pub(super) fn is_root(&self) -> bool {
        self.before.is_none() && self.step[1].is_empty()
    }

    /// Whether its first step is that name.
    pub(super) fn is_below(&self, name: &str) -> bool {
        match self.before {
            Some(before) => before.is_below(name),
            None => self.step[1] == name,
        }
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(before) = self.before {
            before.fmt(f)?;
        }
        self.step.iter().try_for_each(|text| f.write_str(text))
    }
}
