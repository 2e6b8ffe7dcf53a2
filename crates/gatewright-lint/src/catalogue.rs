//! All kinds of findings: the rules, and what an import says, with how much that matters to somebody
//! who did not ask for an import.

use gatewright_diagnostics::{Effect, Metadata, Stage};
use gatewright_import::all_diagnostics;

use crate::import_fixes;
use crate::rule::{Category, FixAvailability, Preset, Rule, Severity};
use crate::rules::RULES;

/// A kind of finding.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// Name and documentation.
    pub metadata: &'static Metadata,
    /// What kind of harm it is about.
    pub category: Category,
    /// How much it matters.
    pub severity: Severity,
    /// From which preset on it is told.
    pub preset: Preset,
    /// Whether findings come with a change that cures them.
    pub fix: FixAvailability,
    /// Other names that it is known by: those of rules that it makes superfluous.
    pub aliases: &'static [&'static str],
}

impl Entry {
    /// What is known of a finding of an import.
    pub fn of_import(metadata: &'static Metadata) -> Self {
        let (category, severity, preset) = weight(metadata);
        let aliases = ALIASES.iter().find(|(name, _)| *name == metadata.name);
        let aliases = aliases.map_or(&[][..], |(_, aliases)| aliases);
        let fix = import_fixes::availability(metadata.name);
        Self { metadata, category, severity, preset, fix, aliases }
    }

    /// What is known of a finding that gatewright itself gives.
    pub fn of(metadata: &'static Metadata) -> Self {
        let rule = RULES.iter().copied().find(|it| it.metadata.name == metadata.name);
        rule.map_or_else(|| Self::of_import(metadata), Self::from)
    }

    /// Whether it keeps the API from being made or deployed.
    pub fn is_fatal(&self) -> bool {
        matches!(self.metadata.effect, Effect::Refused | Effect::DeployFails)
    }

    /// Whether it is found in templates only, beside the definition that they hold.
    pub fn is_of_template(&self) -> bool {
        self.metadata.stage == Stage::Template
    }

    /// The rule, if it is one of ours.
    pub fn rule(&self) -> Option<&'static Rule> {
        let name = self.metadata.name;
        RULES.iter().copied().find(|rule| rule.metadata.name == name)
    }

    /// Its name, then the others that it is known by.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.metadata.name).chain(self.aliases.iter().copied())
    }
}

impl From<&'static Rule> for Entry {
    fn from(rule: &'static Rule) -> Self {
        Self {
            metadata: &rule.metadata,
            category: rule.category,
            severity: rule.severity,
            preset: rule.preset,
            fix: rule.fix,
            aliases: &[],
        }
    }
}

/// All kinds of findings, by name.
pub fn entries() -> Vec<Entry> {
    let rules = RULES.iter().map(|rule| Entry::from(*rule));
    let of_import = all_diagnostics().into_iter().map(Entry::of_import);
    let mut all: Vec<Entry> = of_import.chain(template_entries()).chain(rules).collect();
    all.sort_by_key(|entry| entry.metadata.name);
    all
}

/// The kinds of findings about templates around definitions.
pub fn template_entries() -> impl Iterator<Item = Entry> {
    gatewright_template::DIAGNOSTICS.iter().map(|metadata| Entry::of_import(metadata))
}

/// How much a finding of an import matters.
fn weight(metadata: &Metadata) -> (Category, Severity, Preset) {
    if let Some((_, category, severity, preset)) =
        EXCEPTIONS.iter().find(|(name, ..)| *name == metadata.name)
    {
        return (*category, *severity, *preset);
    }
    match metadata.effect {
        Effect::Refused | Effect::DeployFails => {
            (Category::ImportError, Severity::Error, Preset::Import)
        }
        Effect::Warned | Effect::Dropped => {
            (Category::ImportWarning, Severity::Warning, Preset::Import)
        }
        Effect::Noted => (Category::Compatibility, Severity::Info, Preset::Strict),
    }
}

/// Findings of an import that matter more or less than their effect says.
const EXCEPTIONS: &[(&str, Category, Severity, Preset)] = &[
    // The import succeeds, and what was to be guarded is open.
    ("operation-open", Category::Security, Severity::Error, Preset::Import),
    ("security-scheme-undefined", Category::Security, Severity::Error, Preset::Import),
    // The quotas of an account that has not asked for more.
    ("policy-over-quota", Category::Limits, Severity::Warning, Preset::Import),
    ("resources-over-quota", Category::Limits, Severity::Warning, Preset::Import),
    // `payloadFormatVersion: "1.0"` is what a REST API does anyway, and tools write it.
    (
        "extension-property-for-http-apis",
        Category::Compatibility,
        Severity::Info,
        Preset::Recommended,
    ),
    (
        "integration-response-undeclared",
        Category::Correctness,
        Severity::Warning,
        Preset::Recommended,
    ),
    ("title-missing", Category::Correctness, Severity::Warning, Preset::Recommended),
    ("api-key-scheme-not-native", Category::Correctness, Severity::Info, Preset::Strict),
    // Without what is not read, nobody can say what the service would.
    ("template-body-unknown", Category::Compatibility, Severity::Info, Preset::Import),
    ("template-evaluation-stopped", Category::Compatibility, Severity::Warning, Preset::Import),
    ("template-file-unread", Category::Compatibility, Severity::Info, Preset::Import),
    ("template-placeholders", Category::Compatibility, Severity::Info, Preset::Recommended),
    ("template-stack-unreadable", Category::Compatibility, Severity::Warning, Preset::Import),
    // What becomes of a template is not what it says.
    ("template-lambda-permission", Category::Correctness, Severity::Warning, Preset::Recommended),
    ("template-mixed-definition", Category::Correctness, Severity::Warning, Preset::Recommended),
    ("template-property-conflict", Category::Correctness, Severity::Warning, Preset::Recommended),
    ("template-property-shadowed", Category::Correctness, Severity::Info, Preset::Strict),
    // True of nearly every definition that other tools read, too.
    ("servers-ignored", Category::Compatibility, Severity::Info, Preset::Import),
];

/// Other names of the findings of an import: the rules that they make superfluous.
const ALIASES: &[(&str, &[&str])] = &[
    ("api-without-methods", &["paths-empty"]),
    ("authorizer-type-unknown", &["authorizer-type"]),
    ("authorizer-uri-invalid", &["authorizer-uri"]),
    ("base-path-ignored", &["server-base-path"]),
    ("component-name-invalid", &["component-name"]),
    ("compression-size-out-of-range", &["compression-size"]),
    ("content-type-invalid", &["media-type-valid"]),
    ("documentation-location-invalid", &["documentation-part-location"]),
    ("extension-for-http-apis", &["extension-http-api-only"]),
    ("extension-property-for-http-apis", &["integration-http-api-only"]),
    ("gateway-response-type-unknown", &["gateway-response-type"]),
    ("integration-arn-invalid", &["integration-uri-arn"]),
    ("integration-cache-key-unknown", &["integration-cache-key"]),
    ("integration-http-method-missing", &["integration-http-method"]),
    ("integration-http-uri-invalid", &["integration-uri-http", "integration-uri-missing"]),
    ("integration-malformed", &["integration-shape"]),
    ("integration-proxy-service", &["integration-uri-proxy-service"]),
    ("integration-response-status-invalid", &["integration-response-status"]),
    ("integration-role-missing", &["integration-credentials"]),
    ("integration-timeout-out-of-range", &["integration-timeout"]),
    ("integration-type-unknown", &["integration-type"]),
    ("key-duplicate", &["document-duplicate-key"]),
    ("method-verb-invalid", &["method-unsupported"]),
    ("method-without-integration", &["integration-missing"]),
    ("model-keyword-unsupported", &["schema-unsupported-keyword"]),
    ("model-name-invalid", &["model-name"]),
    ("model-reference-unsatisfied", &["model-chain-fails"]),
    ("model-schema-invalid", &["schema-draft4"]),
    ("not-a-definition", &["document-version"]),
    ("parameter-in-cookie", &["parameter-cookie"]),
    ("parameter-in-form-data", &["parameter-form-data"]),
    ("parameter-name-invalid", &["parameter-name-characters", "path-greedy-parameter"]),
    ("parameter-names-not-unique", &["parameter-name-across-locations"]),
    ("reference-external", &["ref-external"]),
    (
        "request-mapping-invalid",
        &[
            "mapping-destination",
            "mapping-expression",
            "mapping-source-undeclared",
            "mapping-static-quotes",
        ],
    ),
    ("request-parameter-not-a-string", &["mapping-value-type"]),
    ("request-validator-unknown", &["validator-undefined"]),
    ("resource-below-greedy", &["path-greedy-last"]),
    (
        "resource-path-part-invalid",
        &["path-query-or-fragment", "path-segment-characters", "path-variable-partial"],
    ),
    ("resource-second-variable", &["path-sibling-variables"]),
    ("resources-over-quota", &["limit-resources"]),
    ("response-mapping-invalid", &["mapping-response-undeclared"]),
    ("response-schema-unsupported", &["model-primitive-response"]),
    ("response-status-invalid", &["response-status-code"]),
    ("schema-keywords-dropped", &["schema-ignored-keyword"]),
    ("security-scheme-unsupported", &["security-scheme-ignored"]),
    ("security-several-authorizers", &["security-requirement-combination"]),
    ("template-too-large", &["limit-template-size"]),
    ("unparseable", &["document-parse"]),
    ("value-of-wrong-type", &["document-field-type"]),
    ("version-unsupported", &["document-openapi-31"]),
];
