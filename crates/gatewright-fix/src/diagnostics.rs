//! What stands in the way of a rewriting.

use gatewright_diagnostics::{Metadata, declare_diagnostic};

/// Every kind of finding of this package.
pub static DIAGNOSTICS: &[&Metadata] = &[
    &BUNDLE_FILE_UNREADABLE,
    &BUNDLE_REFERENCE_CYCLIC,
    &BUNDLE_REFERENCE_OUTSIDE,
    &BUNDLE_TARGET_MISSING,
    &BUNDLE_TOO_LARGE,
    &RENAME_NAME_UNUSABLE,
];

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

declare_diagnostic! {
    /// A file that a definition refers to cannot be read.
    ///
    /// ## Why
    ///
    /// `gatewright fix bundle` puts all files of a definition into one. A file that is not there, or is neither
    /// YAML nor JSON, leaves a hole, so that nothing is written.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// paths: {}
    /// components:
    ///   schemas:
    ///     Pet: { $ref: "missing.yaml" }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// # pet.yaml is there
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// paths: {}
    /// components:
    ///   schemas:
    ///     Pet: { $ref: "pet.yaml" }
    /// ```
    pub BUNDLE_FILE_UNREADABLE {
        name: "bundle-file-unreadable",
        stage: Fix,
        effect: Refused,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// References in files lead back to themselves.
    ///
    /// ## Why
    ///
    /// Schemas may refer to each other in circles: each has a name. A chain of nothing but references has no
    /// end, and path items, responses and other parts that are written out where they are referred to would
    /// be written out within themselves for ever.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// # a.yaml holds "$ref: b.yaml", and b.yaml holds "$ref: a.yaml"
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// paths: {}
    /// components:
    ///   schemas:
    ///     Pet: { $ref: "a.yaml" }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// # pet.yaml is there
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// paths: {}
    /// components:
    ///   schemas:
    ///     Pet: { $ref: "pet.yaml" }
    /// ```
    pub BUNDLE_REFERENCE_CYCLIC {
        name: "bundle-reference-cyclic",
        stage: Fix,
        effect: Refused,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A reference leads out of the folder of the definition.
    ///
    /// ## Why
    ///
    /// `gatewright fix bundle` reads no file outside of the folder of the definition, or of the one that
    /// `--root` names: not by `..`, not by an absolute path, not behind a symbolic link. It fetches nothing
    /// from a network. So a definition from elsewhere cannot make it read what it should not.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// paths: {}
    /// components:
    ///   schemas:
    ///     Pet: { $ref: "../pet.yaml" }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// # pet.yaml is there
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// paths: {}
    /// components:
    ///   schemas:
    ///     Pet: { $ref: "pet.yaml" }
    /// ```
    pub BUNDLE_REFERENCE_OUTSIDE {
        name: "bundle-reference-outside",
        stage: Fix,
        effect: Refused,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A reference leads to a file, and to nothing in it.
    ///
    /// ## Why
    ///
    /// The part behind the `#` is a JSON pointer. Nothing stands there, so that nothing is written.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// # pet.yaml is there
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// paths: {}
    /// components:
    ///   schemas:
    ///     Pet: { $ref: "pet.yaml#/definitions/Pet" }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// # pet.yaml is there
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// paths: {}
    /// components:
    ///   schemas:
    ///     Pet: { $ref: "pet.yaml" }
    /// ```
    pub BUNDLE_TARGET_MISSING {
        name: "bundle-target-missing",
        stage: Fix,
        effect: Refused,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A definition would become too large when its files are put into one.
    ///
    /// ## Why
    ///
    /// Path items, responses and parts of extensions are written out where they are referred to. When those
    /// refer to each other many times over, a few small files become one without end.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// # deep.yaml is nested 250 levels deep
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// paths: {}
    /// components:
    ///   schemas:
    ///     Pet: { $ref: "deep.yaml" }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// # pet.yaml is there
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// paths: {}
    /// components:
    ///   schemas:
    ///     Pet: { $ref: "pet.yaml" }
    /// ```
    pub BUNDLE_TOO_LARGE {
        name: "bundle-too-large",
        stage: Fix,
        effect: Refused,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}
