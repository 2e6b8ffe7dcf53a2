//! A value and what was noticed on the way to it.

use crate::Diagnostic;

/// The result of a stage that never fails: a value, complete or not, and the findings.
#[derive(Debug, Clone)]
pub struct Checked<T> {
    /// What came of it.
    pub value: T,
    /// What was noticed, in the order of noticing.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Checked<T> {
    /// A value with its findings.
    pub fn new(value: T, diagnostics: Vec<Diagnostic>) -> Self {
        Self { value, diagnostics }
    }
}
