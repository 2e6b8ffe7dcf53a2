//! The findings about rules and rulesets themselves.

use gatewright_diagnostics::{Metadata, declare_diagnostic};
use gatewright_lint::{Category, Entry, FixAvailability, Preset, Severity};

/// All kinds of findings of this crate. What the rules find has kinds of its own, one for each rule.
pub const DIAGNOSTICS: &[&Metadata] = &[
    &CUSTOM_RULE_EXPRESSION_INVALID,
    &CUSTOM_RULE_MALFORMED,
    &CUSTOM_RULE_NAME_UNKNOWN,
    &RULESET_NOT_FOLLOWED,
];

/// The kinds of findings of this crate as the catalogue of rules has them, by name.
pub fn entries() -> Vec<Entry> {
    let entry = |metadata: &&'static Metadata| Entry {
        metadata,
        category: Category::Configuration,
        severity: severity(metadata),
        preset: Preset::Import,
        fix: FixAvailability::None,
        aliases: &[],
    };
    DIAGNOSTICS.iter().map(entry).collect()
}

/// How much a finding of this crate matters: a rule that does not run is a mistake, what is left to
/// Spectral is not.
pub fn severity(metadata: &Metadata) -> Severity {
    if *metadata == RULESET_NOT_FOLLOWED { Severity::Info } else { Severity::Error }
}

declare_diagnostic! {
    /// A rule with a member that is missing, unknown, or of the wrong type.
    ///
    /// ## Why
    ///
    /// What is misspelled would be a rule that never finds anything, and nobody would notice. The rule
    /// is left out as far as it cannot be understood; the others run.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// summaries:
    ///   where: operations
    ///   feild: summary
    ///   must: { present: true }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// summaries:
    ///   where: operations
    ///   field: summary
    ///   must: { present: true }
    /// ```
    pub CUSTOM_RULE_MALFORMED {
        name: "custom-rule-malformed",
        stage: Config,
        effect: Noted,
        words: Ours,
        confidence: Documented,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A path, regular expression or schema in a rule that cannot be read.
    ///
    /// ## Why
    ///
    /// Paths are JSONPath (RFC 9535, and in Spectral rulesets what Spectral reads beyond it), regular
    /// expressions are JavaScript's, schemas are JSON Schema. The part of the rule that needs it is left
    /// out.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// names:
    ///   where: "$.paths[*"
    ///   must: { present: true }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// names:
    ///   where: "$.paths[*]"
    ///   must: { present: true }
    /// ```
    pub CUSTOM_RULE_EXPRESSION_INVALID {
        name: "custom-rule-expression-invalid",
        stage: Config,
        effect: Noted,
        words: Ours,
        confidence: Documented,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A name in a rule that nothing has: of a function, of a target, of an alias, of a format, or of
    /// another rule.
    ///
    /// ## Why
    ///
    /// The part of the rule that names it is left out; the others run.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// names:
    ///   where: operation
    ///   must: { truthy: true }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// names:
    ///   where: operations
    ///   must: { truthy: true }
    /// ```
    pub CUSTOM_RULE_NAME_UNKNOWN {
        name: "custom-rule-name-unknown",
        stage: Config,
        effect: Noted,
        words: Ours,
        confidence: Documented,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A part of a Spectral ruleset that is not followed: a package, an address, or JavaScript.
    ///
    /// ## Why
    ///
    /// gatewright runs no JavaScript and fetches nothing. What `spectral:oas` looks for is for the
    /// larger part what an import or our own rules say. The rest of the ruleset runs.
    ///
    /// ## Bad
    ///
    /// ```yaml spectral
    /// extends: ["spectral:oas"]
    /// rules:
    ///   names: { given: "$.paths[*]", then: { function: truthy } }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml spectral
    /// rules:
    ///   names: { given: "$.paths[*]", then: { function: truthy } }
    /// ```
    pub RULESET_NOT_FOLLOWED {
        name: "ruleset-not-followed",
        stage: Config,
        effect: Noted,
        words: Ours,
        confidence: Documented,
        since: "0.1.0",
    }
}
