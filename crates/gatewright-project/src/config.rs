//! What may stand in `gatewright.yaml`. These types are the only description of it: they read the
//! file, and its JSON Schema is made of them and of their comments.

use gatewright_lint::{Preset, Severity};
use gatewright_ruleset::RulesSpec;
use gatewright_source::{At, OneOrMany};
use gatewright_template::Parameters;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::choices::{
    Account, Glob, Ignored, Name, PointerPattern, QuotaValues, RuleName, Severities,
};

/// Declares what settles rules and the import, for all files and for some.
macro_rules! settings {
    (
        $(#[$attribute:meta])*
        $name:ident {
            $($(#[$own_attribute:meta])* $own:ident: $type:ty,)*
        }
    ) => {
        #[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
        #[serde(rename_all = "kebab-case", deny_unknown_fields)]
        $(#[$attribute])*
        pub(crate) struct $name {
            $($(#[$own_attribute])* pub(crate) $own: $type,)*

            /// The set of rules to start from.
            #[serde(default)]
            pub(crate) preset: Option<PresetName>,

            /// Only these rules, instead of a preset: names, beginnings of names with `*`, or
            /// categories.
            #[serde(default)]
            #[schemars(with = "OneOrManySchema<RuleName>")]
            pub(crate) select: OneOrMany<At<RuleName>>,

            /// Not these rules; or not these at some places.
            #[serde(default)]
            #[schemars(with = "OneOrManySchema<Ignored>")]
            pub(crate) ignore: OneOrMany<At<Ignored>>,

            /// How much a rule matters, by its name, a beginning of names with `*`, or a category. A
            /// rule that is named runs whatever the preset. A name counts more than a beginning, and
            /// that more than a category.
            #[serde(default)]
            pub(crate) severities: Severities,

            /// Quotas of the account that are not the service's defaults.
            #[serde(default)]
            pub(crate) quotas: QuotaValues,

            /// The parameters of the import, and what it knows of its caller.
            #[serde(default)]
            pub(crate) import: Import,

            /// Values of the parameters of CloudFormation and SAM templates, and of the variables of
            /// Terraform, by name.
            #[serde(default)]
            #[schemars(with = "std::collections::BTreeMap<String, serde_json::Value>")]
            pub(crate) parameters: Parameters,

            /// From which severity on a finding makes `gatewright lint` end with exit code 1.
            #[serde(default)]
            pub(crate) fail_on: Option<Threshold>,
        }
    };
}

settings! {
    /// The settings of gatewright for the definitions in this folder and below.
    #[serde(expecting = "a mapping of settings")]
    #[schemars(title = "gatewright.yaml")]
    Config {
        /// Where the JSON Schema of this file is, for editors.
        #[serde(default, rename = "$schema")]
        #[expect(dead_code, reason = "it is for editors")]
        schema: Option<String>,

        /// Files with settings that these outrank, relative to this file; later ones outrank earlier
        /// ones.
        #[serde(default)]
        #[schemars(with = "OneOrManySchema<String>")]
        extends: OneOrMany<At<String>>,

        /// Files that are not looked at unless they are named, as patterns relative to this folder.
        #[serde(default)]
        #[schemars(with = "OneOrManySchema<Glob>")]
        exclude: OneOrMany<Glob>,

        /// What is asked of suppressions.
        #[serde(default)]
        suppressions: Suppressions,

        /// The file of the findings that were there before, relative to this file.
        #[serde(default)]
        #[schemars(with = "Option<String>")]
        baseline: Option<At<String>>,

        /// Other settings for some files. Of several that mean a file, later ones outrank earlier
        /// ones.
        #[serde(default)]
        #[schemars(with = "Vec<Override>")]
        overrides: Vec<At<Override>>,

        /// Rules of your own, by name.
        #[serde(default)]
        #[schemars(with = "Option<RulesSpec>")]
        rules: Option<At<IgnoredAny>>,

        /// Spectral rulesets whose rules run, too, relative to this file.
        #[serde(default)]
        #[schemars(with = "OneOrManySchema<String>")]
        rulesets: OneOrMany<At<String>>,
    }
}

settings! {
    /// Settings for some files.
    #[serde(expecting = "a mapping of settings with `files`")]
    Override {
        /// The files, as patterns relative to the folder of `gatewright.yaml`. A pattern without a
        /// slash means files and folders of that name anywhere, and a folder all below it.
        #[schemars(with = "OneOrManySchema<Glob>")]
        files: OneOrMany<Glob>,
    }
}

/// What is asked of suppressions.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, expecting = "a mapping")]
pub(crate) struct Suppressions {
    /// Whether each must say why.
    #[serde(default)]
    pub(crate) require_reason: Option<bool>,
}

/// Places at which rules are silent.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, expecting = "a mapping with `rules`")]
pub(crate) struct Exempt {
    /// The rules.
    #[schemars(with = "OneOrManySchema<RuleName>")]
    pub(crate) rules: OneOrMany<At<RuleName>>,

    /// The files, as patterns relative to the folder of `gatewright.yaml`; without any, all.
    #[serde(default)]
    #[schemars(with = "OneOrManySchema<Glob>")]
    pub(crate) files: OneOrMany<Glob>,

    /// Where, as a JSON pointer, with all that lies below; `*` stands for any one step, `**` for any
    /// number of them. Without it, everywhere.
    #[serde(default)]
    pub(crate) pointer: Option<PointerPattern>,

    /// Why.
    #[serde(default)]
    pub(crate) reason: Option<String>,
}

/// The parameters of the import, under the names that they have on the command line.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, expecting = "a mapping of parameters")]
pub(crate) struct Import {
    /// What becomes of the base path: the parameter `basepath`.
    #[serde(default)]
    pub(crate) basepath: Option<Basepath>,

    /// The type of the endpoint: the parameter `endpointConfigurationTypes`.
    #[serde(default)]
    pub(crate) endpoint_type: Option<Endpoint>,

    /// The value of `${AWS::AccountId}`: twelve digits.
    #[serde(default)]
    pub(crate) account_id: Option<Account>,

    /// The value of `${AWS::Region}`.
    #[serde(default)]
    pub(crate) region: Option<Name>,

    /// The value of `${AWS::Partition}`.
    #[serde(default)]
    pub(crate) partition: Option<Name>,

    /// Leaves the documentation out: the parameter `ignore`.
    #[serde(default)]
    pub(crate) without_documentation: Option<bool>,

    /// Refuses a definition with warnings: the parameter `failonwarnings`. Only `gatewright
    /// validate` asks for it.
    #[serde(default)]
    pub(crate) fail_on_warnings: Option<bool>,
}

/// A set of rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase", expecting = "a preset")]
pub(crate) enum PresetName {
    /// What an import says, and the quotas: will it import?
    Import,
    /// And what nobody should ship. The default.
    Recommended,
    /// And what careful teams ask for; what is otherwise good to know is a warning.
    Strict,
    /// All rules.
    All,
}

/// How much a rule matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase", expecting = "a severity")]
pub(crate) enum SeverityName {
    /// It does not work, or is not safe.
    Error,
    /// It does most likely not do what was meant.
    Warning,
    /// Good to know.
    Info,
    /// It does not run.
    Off,
}

/// From which severity on findings are too many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase", expecting = "a severity or `never`")]
pub enum Threshold {
    /// What does not work, or is not safe.
    #[default]
    Error,
    /// And what most likely does not do what was meant.
    Warning,
    /// All findings.
    Info,
    /// None.
    Never,
}

/// What becomes of the base path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase", expecting = "a mode")]
pub(crate) enum Basepath {
    /// Nothing.
    Ignore,
    /// It goes before every path.
    Prepend,
    /// It goes before every path without its first segment.
    Split,
}

/// The type of an endpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE", expecting = "a type of endpoints")]
pub(crate) enum Endpoint {
    /// Through the service's own distribution.
    Edge,
    /// In the region.
    Regional,
    /// From within a VPC.
    Private,
}

/// For the JSON Schema: one, or a list of them.
#[derive(JsonSchema)]
#[schemars(untagged, inline)]
#[expect(dead_code, reason = "it is only described")]
pub(crate) enum OneOrManySchema<T> {
    One(T),
    Many(Vec<T>),
}

impl From<PresetName> for Preset {
    fn from(name: PresetName) -> Self {
        match name {
            PresetName::Import => Self::Import,
            PresetName::Recommended => Self::Recommended,
            PresetName::Strict => Self::Strict,
            PresetName::All => Self::All,
        }
    }
}

impl Threshold {
    /// Whether a finding of that severity is one too many.
    pub fn is_reached_by(self, severity: Severity) -> bool {
        match self {
            Self::Error => severity <= Severity::Error,
            Self::Warning => severity <= Severity::Warning,
            Self::Info => true,
            Self::Never => false,
        }
    }

    /// The name that people write.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
            Self::Never => "never",
        }
    }
}
