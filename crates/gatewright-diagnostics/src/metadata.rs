//! What is known of a kind of finding before any file is read.

use std::fmt;

/// The stage of the pipeline that notices a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Bytes to a document.
    Read,
    /// A document to the typed view of a definition.
    Definition,
    /// A definition to the `RestApi` tree.
    Import,
    /// Beyond what the service says.
    Lint,
    /// The settings of gatewright itself.
    Config,
    /// A template to the definitions in it.
    Template,
    /// What the rules find that a project brings along.
    Custom,
    /// A definition to a better one.
    Fix,
}

impl Stage {
    /// Whether its findings say something of the service, so that it matters whose words they are in
    /// and how sure we are; others are of what is said to gatewright itself.
    pub fn is_about_service(self) -> bool {
        match self {
            Self::Read | Self::Definition | Self::Import | Self::Lint | Self::Template => true,
            Self::Config | Self::Custom | Self::Fix => false,
        }
    }
}

/// What a finding means for an import.
///
/// The order is that of weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// The service refuses the definition.
    Refused,
    /// The import succeeds, and each deployment of the API then fails.
    DeployFails,
    /// The service warns and goes on; with `failonwarnings` it refuses the definition.
    Warned,
    /// The service drops or changes something without a word.
    Dropped,
    /// Nothing changes for the import; the text is worth a look.
    Noted,
}

/// Whose words the message of a finding is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Words {
    /// The service's own, to the letter.
    Service,
    /// Ours: the service says nothing, or its text is not known.
    Ours,
}

/// How sure we are that the service does what a finding says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// A recording of the real service shows it.
    Recorded,
    /// Users quoted the real service.
    Quoted,
    /// The service's documentation says so.
    Documented,
    /// Concluded from what is known of related cases.
    Derived,
}

/// A kind of finding. Made by [`declare_diagnostic!`](crate::declare_diagnostic).
#[derive(Debug, PartialEq, Eq)]
pub struct Metadata {
    /// The name in kebab-case, unique among all stages.
    pub name: &'static str,
    /// Who notices it.
    pub stage: Stage,
    /// What it means for an import.
    pub effect: Effect,
    /// Whose words the message is in.
    pub words: Words,
    /// How sure we are.
    pub confidence: Confidence,
    /// The version of gatewright that first had it.
    pub since: &'static str,
    /// The lines of the doc comment, each with the blank that follows `///`.
    pub docs: &'static [&'static str],
}

impl Metadata {
    /// Stage and name, as in `import/model-name-invalid`.
    pub fn id(&self) -> String {
        format!("{}/{}", self.stage, self.name)
    }

    /// The documentation as Markdown, without the margin of the doc comment.
    pub fn documentation(&self) -> String {
        let mut text = String::new();
        for line in self.docs {
            text.push_str(line.strip_prefix(' ').unwrap_or(line));
            text.push('\n');
        }
        text
    }

    /// The first paragraph of the documentation on one line.
    pub fn summary(&self) -> String {
        let lines = self.docs.iter().map(|line| line.trim());
        lines.take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

macro_rules! spelled {
    ($($type:ident { $($variant:ident = $text:literal),+ $(,)? })+) => {$(
        impl $type {
            /// The name that people and machines read.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    )+};
}

spelled! {
    Stage {
        Read = "read",
        Definition = "definition",
        Import = "import",
        Lint = "lint",
        Config = "config",
        Template = "template",
        Custom = "custom",
        Fix = "fix",
    }
    Effect {
        Refused = "error",
        DeployFails = "deploy",
        Warned = "warning",
        Dropped = "dropped",
        Noted = "note",
    }
    Words { Service = "service", Ours = "gatewright" }
    Confidence {
        Recorded = "recorded",
        Quoted = "quoted",
        Documented = "documented",
        Derived = "derived",
    }
}

/// Declares a kind of finding as a `static` [`Metadata`](crate::Metadata).
///
/// The doc comment is its only description: documentation, `explain` and tests all read it.
#[macro_export]
macro_rules! declare_diagnostic {
    (
        $(#[doc = $doc:literal])*
        $visibility:vis $ident:ident {
            name: $name:literal,
            stage: $stage:ident,
            effect: $effect:ident,
            words: $words:ident,
            confidence: $confidence:ident,
            since: $since:literal $(,)?
        }
    ) => {
        $(#[doc = $doc])*
        $visibility static $ident: $crate::Metadata = $crate::Metadata {
            name: $name,
            stage: $crate::Stage::$stage,
            effect: $crate::Effect::$effect,
            words: $crate::Words::$words,
            confidence: $crate::Confidence::$confidence,
            since: $since,
            docs: &[$($doc),*],
        };
    };
}
