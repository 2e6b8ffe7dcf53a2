//! The rules: their documentation runs, their fixes cure, and their fixtures say what they say.

mod documentation;
mod example;
mod fixing;
mod fixtures;
