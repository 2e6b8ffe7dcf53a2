//! The laws of ARCHITECTURE.md that a test can hold.
//!
//! Each test lists all breaches of one law at once, each as `file: what is wrong`.
#![expect(clippy::disallowed_methods, reason = "a check of the repository reads the repository")]

mod delivery;
mod dependencies;
mod documents;
mod edges;
mod fixtures;
mod licences;
mod metadata;
mod sources;
mod tree;

/// Fails with the list of breaches, one a line.
#[track_caller]
fn assert_law(law: &str, breaches: &[String]) {
    assert!(breaches.is_empty(), "{law}\n  {}\n", breaches.join("\n  "));
}
