//! What stands in the way of a rewriting.

use gatewright_diagnostics::{Metadata, declare_diagnostic};

/// Every kind of finding of this package.
pub static DIAGNOSTICS: &[&Metadata] = &[&RENAME_NAME_UNUSABLE];

declare_diagnostic! {
    /// A name that was asked for cannot be given to a model.
    ///
    /// ## Why
    ///
    /// `gatewright fix rename-models --map Old=New` gives a model the name that one wants. There has
    /// to be such a model, the name has to be one that the service takes (letters and digits), and no
    /// other model may have it.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// # --map Pet=pet-shop
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths: {}
    /// definitions:
    ///   Pet: { type: object }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// # --map Pet=PetShop
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths: {}
    /// definitions:
    ///   Pet: { type: object }
    /// ```
    pub RENAME_NAME_UNUSABLE {
        name: "rename-name-unusable",
        stage: Fix,
        effect: Refused,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}
