//! What stands around the definition of an API and matters to it: the functions that it may call, who
//! is allowed to call them, and what else is made of the same API.
//!
//! It knows nothing of the language that it was written in: CloudFormation, SAM and Terraform come to
//! the same. Where something cannot be told, it says so, and nobody is told of a fault.

pub(crate) mod cloudformation;
pub(crate) mod terraform;

use std::collections::BTreeSet;

use gatewright_definition::values::{FunctionArn, Pieces};
use gatewright_diagnostics::Location;

/// What stands around the definition of an API.
#[derive(Debug, Clone, Default)]
pub struct Surroundings {
    /// Whether all that is deployed together is known, as far as it can be said of one file.
    pub whole: Whole,
    /// The functions that are made beside the API.
    pub functions: Vec<Function>,
    /// What lets API Gateway call functions.
    pub permissions: Vec<Permission>,
    /// The other APIs of the file, by the names that references use.
    pub other_apis: Vec<String>,
    /// What is made of this API beside its definition.
    pub beside: Vec<Beside>,
    /// The names of the properties that are written beside the definition, known or not.
    pub properties: BTreeSet<String>,
    /// What references may name; none where that is not known.
    pub names: Option<Vec<Name>>,
}

/// Something that references may name: a parameter or a resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Its name.
    pub id: String,
    /// The type of a resource; none of a parameter.
    pub kind: Option<String>,
}

/// Whether a file says all of what is deployed together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Whole {
    /// It does.
    Yes,
    /// Something adds to it that is not known, such as a macro.
    #[default]
    Unknown,
}

/// A function that is made beside an API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Function {
    /// What references to it begin with: a logical id, an address of Terraform.
    pub id: String,
    /// The names of what stands for it: its aliases and versions.
    pub aliases: Vec<String>,
    /// Its name in Lambda, where it is written.
    pub name: Option<String>,
}

/// What lets API Gateway call functions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Permission {
    /// Which functions.
    pub callee: Callee,
    /// For which calls: an ARN of `execute-api` with wildcards and placeholders; all where there is
    /// none.
    pub source: Option<String>,
}

/// The function that a permission is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Callee {
    /// One of those that are made here, by its id.
    Function(String),
    /// One of that name.
    Named(String),
    /// Nobody can tell.
    Unknown,
}

/// Something that is made of an API beside its definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// Its name: a logical id, an address of Terraform.
    pub id: String,
    /// What it is, as its author writes it: `AWS::ApiGateway::Method`.
    pub kind: String,
    /// Where it is declared.
    pub at: Location,
}

impl Function {
    /// Whether a placeholder such as `Pets.Arn` stands for the function or something of it.
    pub(crate) fn is_meant(&self, reference: &str) -> bool {
        let ids = std::iter::once(&self.id).chain(&self.aliases);
        let mut rests = ids.filter_map(|id| reference.strip_prefix(id.as_str()));
        rests.any(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    }
}

/// The name of a function that is given by its name, with or without an alias, or by an ARN.
fn function_name(text: &str) -> String {
    if let Some(arn) = FunctionArn::parse(Pieces::of(text)) {
        return arn.name.text().to_owned();
    }
    let name = text.rsplit_once("function:").map_or(text, |(_, name)| name);
    name.split(':').next().unwrap_or_default().to_owned()
}
