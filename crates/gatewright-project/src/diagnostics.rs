//! What can be wrong with settings. The examples are files `gatewright.yaml`; they run as tests.

use gatewright_diagnostics::{Metadata, declare_diagnostic};
use gatewright_lint::{Category, Entry, FixAvailability, Preset, Severity};

declare_diagnostic! {
    /// A file of settings that other settings extend, and that extends them in turn.
    ///
    /// ## Why
    ///
    /// Of two files that extend each other none can outrank the other.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// extends: gatewright.yaml
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// extends: base.yaml
    /// ```
    pub CONFIG_EXTENDS_ITSELF {
        name: "config-extends-itself",
        stage: Config,
        effect: Noted,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A file that settings name and that cannot be read.
    ///
    /// ## Why
    ///
    /// What the settings extend, the baseline, and rulesets are files beside them. A path is relative to the file
    /// that names it.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// extends: nowhere.yaml
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// extends: base.yaml
    /// ```
    pub CONFIG_FILE_UNREADABLE {
        name: "config-file-unreadable",
        stage: Config,
        effect: Noted,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A member of the settings that is missing.
    ///
    /// ## Why
    ///
    /// Without it, nobody can tell what the rest is about.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// overrides:
    ///   - preset: strict
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// overrides:
    ///   - files: apis/public
    ///     preset: strict
    /// ```
    pub CONFIG_MEMBER_MISSING {
        name: "config-member-missing",
        stage: Config,
        effect: Noted,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A member that settings do not have.
    ///
    /// ## Why
    ///
    /// It is misspelled or stands at the wrong place. Passed over in silence, it would look as if it had an effect.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// presets: strict
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// preset: strict
    /// ```
    pub CONFIG_MEMBER_UNKNOWN {
        name: "config-member-unknown",
        stage: Config,
        effect: Noted,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// Settings that want something not to be told that the service refuses.
    ///
    /// ## Why
    ///
    /// What keeps the API from being made or deployed is told as an error whatever anybody says: the service would
    /// refuse the definition all the same.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// severities:
    ///   resource-path-part-invalid: info
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// severities:
    ///   path-reserved: info
    /// ```
    pub CONFIG_REFUSAL_SILENCED {
        name: "config-refusal-silenced",
        stage: Config,
        effect: Noted,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A rule that settings name and that there is not.
    ///
    /// ## Why
    ///
    /// The name is misspelled, or the rule has gone. `gatewright rules` lists the names.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// ignore: path-reservd
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// ignore: path-reserved
    /// ```
    pub CONFIG_RULE_UNKNOWN {
        name: "config-rule-unknown",
        stage: Config,
        effect: Noted,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A file of settings that is neither YAML nor JSON.
    ///
    /// ## Why
    ///
    /// Nothing of it can be understood.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// ignore: [path-reserved
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// ignore: [path-reserved]
    /// ```
    pub CONFIG_UNPARSEABLE {
        name: "config-unparseable",
        stage: Config,
        effect: Noted,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A place that settings exempt, and at which nothing is found.
    ///
    /// ## Why
    ///
    /// What it was for has been mended, or the pointer leads somewhere else. Left alone, it hides the same fault when
    /// that comes back. It is told by runs that looked at a file it is about, with the rules it is about.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// ignore:
    ///   - { rules: path-reserved, pointer: /paths/~1health, reason: the load balancer asks }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// ignore:
    ///   - { rules: path-reserved, pointer: /paths/~1ping, reason: the load balancer asks }
    /// ```
    pub CONFIG_EXEMPTION_UNUSED {
        name: "config-exemption-unused",
        stage: Config,
        effect: Noted,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A place that settings exempt without saying why.
    ///
    /// ## Why
    ///
    /// The settings ask for reasons, so that whoever comes later can tell whether they still hold.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// suppressions: { require-reason: true }
    /// ignore:
    ///   - { rules: path-reserved, pointer: /paths/~1ping }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// suppressions: { require-reason: true }
    /// ignore:
    ///   - { rules: path-reserved, pointer: /paths/~1ping, reason: the load balancer asks }
    /// ```
    pub CONFIG_EXEMPTION_WITHOUT_REASON {
        name: "config-exemption-without-reason",
        stage: Config,
        effect: Noted,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A value in the settings that means nothing there.
    ///
    /// ## Why
    ///
    /// It is of the wrong type, out of bounds, or none of those that there are.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// preset: harsh
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// preset: strict
    /// ```
    pub CONFIG_VALUE_INVALID {
        name: "config-value-invalid",
        stage: Config,
        effect: Noted,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}

/// All kinds of findings of this crate, by name.
pub const ALL: &[&Metadata] = &[
    &CONFIG_EXEMPTION_UNUSED,
    &CONFIG_EXEMPTION_WITHOUT_REASON,
    &CONFIG_EXTENDS_ITSELF,
    &CONFIG_FILE_UNREADABLE,
    &CONFIG_MEMBER_MISSING,
    &CONFIG_MEMBER_UNKNOWN,
    &CONFIG_REFUSAL_SILENCED,
    &CONFIG_RULE_UNKNOWN,
    &CONFIG_UNPARSEABLE,
    &CONFIG_VALUE_INVALID,
];

/// How much such a finding matters: settings that are not understood would have a run say what nobody
/// asked for, while the rest is worth a look.
pub(crate) fn severity(metadata: &Metadata) -> Severity {
    let mild =
        [&CONFIG_EXEMPTION_UNUSED, &CONFIG_EXEMPTION_WITHOUT_REASON, &CONFIG_REFUSAL_SILENCED];
    if mild.iter().any(|it| it.name == metadata.name) { Severity::Warning } else { Severity::Error }
}

/// The kinds of findings about settings, and about rules of a project's own, as the catalogue of rules
/// has them, by name.
pub fn entries() -> Vec<Entry> {
    let mut all = own_entries();
    all.extend(gatewright_ruleset::entries());
    all.sort_by_key(|entry| entry.metadata.name);
    all
}

fn own_entries() -> Vec<Entry> {
    let entry = |metadata: &&'static Metadata| Entry {
        metadata,
        category: Category::Configuration,
        severity: severity(metadata),
        preset: Preset::Import,
        fix: FixAvailability::None,
        aliases: &[],
    };
    ALL.iter().map(entry).collect()
}
