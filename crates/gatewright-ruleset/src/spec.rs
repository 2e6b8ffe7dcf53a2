//! The shape of a rule in our own form, for the JSON Schema of whatever file holds rules.
//!
//! Rules are read from the document by `declared`, so that each mistake has a place; a test holds both
//! to the same members.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;

/// Rules by their names.
pub type RulesSpec = BTreeMap<String, RuleSpec>;

/// A rule of the project's own.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct RuleSpec {
    /// Why there is this rule, for those who ask for an explanation.
    pub description: Option<String>,
    /// What a finding says. `{value}`, `{property}`, `{error}`, `{path}` and `{description}` are filled
    /// in.
    pub message: Option<String>,
    /// What to do about a finding.
    pub help: Option<String>,
    /// A page that says more.
    pub documentation_url: Option<String>,
    /// How much a finding matters; a warning, if nothing is said.
    pub severity: Option<SeveritySpec>,
    /// What kind of harm it is about: a category of the built-in rules; `custom`, if nothing is said.
    pub category: Option<String>,
    /// The versions of the specification that the rule is about; all, if nothing is said.
    pub versions: Option<OneOrMore<VersionSpec>>,
    /// Where the rule looks: names of places, or JSONPath (RFC 9535, and behind it `~` for keys and `^`
    /// for parents).
    pub r#where: OneOrMore<String>,
    /// Looks only where this holds.
    pub when: Option<ConditionSpec>,
    /// The member that is asked about: a name, names with dots between, `@key` for each key of an
    /// object, `@name` for the key under which it stands, or JSONPath. Without it the value itself.
    pub field: Option<OneOrMore<String>>,
    /// What must hold.
    pub must: MustSpec,
    /// Whether the rule sees what a `$ref` refers to, or the `$ref`.
    pub references: Option<ReferencesSpec>,
}

/// A value, or a list of them.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum OneOrMore<T> {
    /// One.
    One(T),
    /// Several.
    More(Vec<T>),
}

/// How much a finding matters.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SeveritySpec {
    /// It must not be.
    Error,
    /// It should not be.
    Warning,
    /// Good to know.
    Info,
    /// The rule does not run.
    Off,
}

/// A version of the specification.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
pub enum VersionSpec {
    /// Swagger 2.0.
    #[serde(rename = "2.0")]
    Swagger20,
    /// OpenAPI 3.0.
    #[serde(rename = "3.0")]
    OpenApi30,
    /// OpenAPI 3.1.
    #[serde(rename = "3.1")]
    OpenApi31,
}

/// Whether a rule sees what a `$ref` refers to.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ReferencesSpec {
    /// What it refers to stands in its place. This is so if nothing is said.
    Followed,
    /// The `$ref` is seen.
    AsWritten,
}

/// Something that holds of a value or not.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ConditionSpec {
    /// As in a rule.
    pub field: Option<OneOrMore<String>>,
    /// As in a rule.
    pub must: MustSpec,
}

/// What must hold: a name that needs nothing more, or several things at once.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum MustSpec {
    /// A name.
    Name(MustName),
    /// Each of these.
    Several(Vec<MustSpec>),
    /// Each of these, by their names.
    All(Box<MustMembers>),
}

/// What needs nothing more than its name.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MustName {
    /// It is there.
    Present,
    /// It is not there.
    Absent,
    /// It is there, and not empty, null, false or zero.
    Truthy,
    /// It is not there, or empty, null, false or zero.
    Falsy,
    /// No other value that the rule looks at is equal.
    Unique,
    /// Keys or items are in the order of the alphabet.
    Sorted,
}

/// What must hold.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct MustMembers {
    /// It is there; with `false`, it is not.
    pub present: Option<bool>,
    /// It is not there; with `false`, it is.
    pub absent: Option<bool>,
    /// It is there, and not empty, null, false or zero.
    pub truthy: Option<bool>,
    /// It is not there, or empty, null, false or zero.
    pub falsy: Option<bool>,
    /// This regular expression (JavaScript's) is found in the text.
    pub pattern: Option<String>,
    /// This regular expression is not found in the text.
    pub not_pattern: Option<String>,
    /// The casing of the text.
    pub casing: Option<CasingSpec>,
    /// It is one of these.
    pub one_of: Option<Vec<Value>>,
    /// Letters of a text, items of a list, members of an object, or a number.
    pub length: Option<LengthSpec>,
    /// No other value that the rule looks at is equal.
    pub unique: Option<bool>,
    /// Keys or items are in the order of the alphabet; of objects in a list with `by` and a member.
    pub sorted: Option<SortedSpec>,
    /// It has this type, or one of these.
    pub r#type: Option<OneOrMore<TypeSpec>>,
    /// It satisfies this JSON Schema (draft 7, unless `$schema` says otherwise).
    pub schema: Option<Value>,
    /// It, or each item of it, is found by this path: what it leads to, or with `~` behind it the keys.
    pub refers_to: Option<String>,
    /// It is this value.
    pub equals: Option<Value>,
    /// An object that has exactly one of these members.
    pub exactly_one: Option<Vec<String>>,
    /// An object that has at least one of these members.
    pub at_least_one: Option<Vec<String>>,
    /// Some `$ref` refers to each member; the value is where they stand, such as
    /// `#/components/schemas`.
    pub referenced: Option<String>,
    /// Each of these holds.
    pub all: Option<Vec<MustSpec>>,
    /// One of these holds.
    pub any: Option<Vec<MustSpec>>,
    /// This does not hold.
    pub not: Option<Box<MustSpec>>,
}

/// A casing by its name, or with what else names may hold.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum CasingSpec {
    /// By its name.
    Name(CasingName),
    /// In detail.
    Detail(CasingMembers),
}

/// A casing.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CasingName {
    /// `petstore`
    Flat,
    /// `petStore`
    Camel,
    /// `PetStore`
    Pascal,
    /// `pet-store`
    Kebab,
    /// `PET-STORE`
    Cobol,
    /// `pet_store`
    Snake,
    /// `PET_STORE`
    Macro,
}

/// A casing, with what else names may hold.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct CasingMembers {
    /// The casing.
    pub r#type: CasingName,
    /// Whether names may hold digits; they may, if nothing is said.
    pub digits: Option<bool>,
    /// A sign between names that are each of the casing.
    pub separator: Option<String>,
    /// Whether a name may begin with the separator.
    pub leading_separator: Option<bool>,
}

/// The bounds of a length.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LengthSpec {
    /// The least.
    pub min: Option<f64>,
    /// The most.
    pub max: Option<f64>,
}

/// How things are sorted.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum SortedSpec {
    /// By themselves.
    Plain(bool),
    /// By a member of theirs.
    By(SortedMembers),
}

/// How things are sorted.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SortedMembers {
    /// The member.
    pub by: String,
}

/// A type of JSON.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TypeSpec {
    /// An object.
    Object,
    /// A list.
    Array,
    /// A text.
    String,
    /// A number.
    Number,
    /// A whole number.
    Integer,
    /// `true` or `false`.
    Boolean,
    /// `null`.
    Null,
}
