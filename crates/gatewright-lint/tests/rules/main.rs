//! The rules: their documentation runs, their fixes cure, and their fixtures say what they say.
#![expect(clippy::disallowed_methods, reason = "a test reads its fixtures")]

mod documentation;
mod example;
mod fixing;
mod fixtures;
mod import_fixes;
