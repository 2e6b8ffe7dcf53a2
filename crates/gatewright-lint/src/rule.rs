//! What is known of a rule before any file is read, and how one is declared.

use std::fmt;

use gatewright_definition::Version;
use gatewright_diagnostics::Metadata;

use crate::checks::Checks;

/// A rule: its documentation, how much it matters, and what it looks at.
///
/// Declared with `declare_rule!`, beside the functions that check.
#[derive(Debug)]
pub struct Rule {
    /// Name and documentation.
    pub metadata: Metadata,
    /// What kind of harm it is about.
    pub category: Category,
    /// How much a finding matters unless somebody says otherwise.
    pub severity: Severity,
    /// From which preset on it runs.
    pub preset: Preset,
    /// Whether findings come with a change that cures them.
    pub fix: FixAvailability,
    /// In which versions of the specification its subject exists.
    pub versions: Versions,
    /// Findings, of an import or of other rules, at the same place that make this one superfluous.
    pub yields_to: &'static [&'static str],
    /// Puts its checks where the walk finds them.
    pub(crate) enroll: fn(&mut Checks, RuleIndex),
}

/// A rule by its number among all rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct RuleIndex(pub(crate) u32);

/// What kind of harm a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// The service refuses the definition, or a deployment of it fails.
    ImportError,
    /// The import warns, or leaves something out.
    ImportWarning,
    /// Somebody may do or read more than they should.
    Security,
    /// It imports, and does not do what it says.
    Correctness,
    /// Something is lost or changed on import, on export or elsewhere.
    Compatibility,
    /// Something that readers of the definition miss.
    Documentation,
    /// A matter of taste.
    Style,
    /// A quota of the service.
    Limits,
    /// What is said to gatewright itself, of what it shall not tell.
    Configuration,
    /// A convention that a project has written down for itself.
    Custom,
}

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// It does not work, or is not safe.
    Error,
    /// It does most likely not do what was meant.
    Warning,
    /// Good to know.
    Info,
}

/// A set of rules. Each has those of the sets before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Preset {
    /// What an import says, and the quotas: will it import?
    Import,
    /// And what nobody should ship. The default.
    #[default]
    Recommended,
    /// And what careful teams ask for; what is otherwise good to know is a warning.
    Strict,
    /// All rules.
    All,
}

/// Whether findings of a rule come with a change that cures them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FixAvailability {
    /// A person must decide.
    None,
    /// The change keeps the meaning that the definition has for the service, or that it plainly
    /// should have.
    Safe,
    /// The change is most likely what is wanted, and somebody should look at it.
    Unsafe,
}

/// In which versions of the specification the subject of a rule exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Versions {
    /// In both.
    Both,
    /// In Swagger 2.0 only.
    Swagger20,
    /// In OpenAPI 3.0 only.
    OpenApi30,
}

impl Versions {
    /// Whether the version is among them.
    pub(crate) fn include(self, version: Version) -> bool {
        match self {
            Self::Both => true,
            Self::Swagger20 => version == Version::Swagger20,
            Self::OpenApi30 => version == Version::OpenApi30,
        }
    }
}

macro_rules! spelled {
    ($($type:ident { $($variant:ident = $text:literal),+ $(,)? })+) => {$(
        impl $type {
            /// All of them, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name that people and machines read.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// The one of that name.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|it| it.as_str() == text)
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }
    )+};
}

spelled! {
    Category {
        ImportError = "import-error",
        ImportWarning = "import-warning",
        Security = "security",
        Correctness = "correctness",
        Compatibility = "compatibility",
        Documentation = "documentation",
        Style = "style",
        Limits = "limits",
        Configuration = "configuration",
        Custom = "custom",
    }
    Severity { Error = "error", Warning = "warning", Info = "info" }
    Preset { Import = "import", Recommended = "recommended", Strict = "strict", All = "all" }
    FixAvailability { None = "none", Safe = "safe", Unsafe = "unsafe" }
    Versions { Both = "both", Swagger20 = "swagger-2.0", OpenApi30 = "openapi-3.0" }
}

/// Declares a rule as a type; its doc comment is its only documentation.
///
/// The type implements `Check` for each kind of thing that `visits` names.
macro_rules! declare_rule {
    (
        $(#[doc = $doc:literal])*
        $ident:ident {
            name: $name:literal,
            category: $category:ident,
            severity: $severity:ident,
            preset: $preset:ident,
            fix: $fix:ident,
            confidence: $confidence:ident,
            versions: $versions:ident,
            since: $since:literal,
            yields_to: [$($other:literal),* $(,)?],
            visits: [$($target:ident),* $(,)?] $(,)?
        }
    ) => {
        $(#[doc = $doc])*
        pub(crate) struct $ident;

        impl $ident {
            /// What is known of the rule.
            pub(crate) const RULE: &'static $crate::Rule = &$crate::Rule {
                metadata: gatewright_diagnostics::Metadata {
                    name: $name,
                    stage: gatewright_diagnostics::Stage::Lint,
                    effect: gatewright_diagnostics::Effect::Noted,
                    words: gatewright_diagnostics::Words::Ours,
                    confidence: gatewright_diagnostics::Confidence::$confidence,
                    since: $since,
                    docs: &[$($doc),*],
                },
                category: $crate::Category::$category,
                severity: $crate::Severity::$severity,
                preset: $crate::Preset::$preset,
                fix: $crate::FixAvailability::$fix,
                versions: $crate::Versions::$versions,
                yields_to: &[$($other),*],
                enroll: $crate::rule::declare_rule!(@enroll [$($target),*]),
            };
        }
    };
    // What looks at no part of the definition is told by others.
    (@enroll []) => { |_, _| {} };
    (@enroll [$($target:ident),+]) => {
        |checks, rule| {
            $(checks.enroll::<$crate::checks::visit::$target, Self>(rule);)+
        }
    };
}

pub(crate) use declare_rule;
