//! Terraform: configuration, templates and plans.
//!
//! Expressions of the configuration are evaluated as far as their values are written there or given;
//! what depends on resources, data sources and variables without a value is unknown. Nothing is
//! asked of a provider, and no module is entered: those are files of their own.

mod comments;
mod configuration;
mod definition;
mod encode;
mod evaluate;
mod extent;
mod functions;
mod hcl;
mod language;
mod module;
mod plan;
mod resource;
mod scan;
mod scope;
mod standalone;
mod template;
mod value;
mod variables;

use gatewright_diagnostics::{Diagnostic, Location, Pointer, SourceId};
use gatewright_source::Document;

use crate::diagnostics::TEMPLATE_TERRAFORM_SYNTAX;
use crate::find::Kind;
use crate::library::Library;
use crate::{Api, Request};

pub(crate) use resource::{PARTS, POLICY, PROPERTIES, REST_API};
pub(crate) use standalone::filled;
pub use variables::read_variables;

use configuration::Configuration;

/// The APIs of a file of configuration; nothing where a file is none.
pub(crate) fn apis(
    path: &str,
    bytes: &[u8],
    request: &Request<'_>,
    library: &Library<'_>,
) -> Option<(Kind, Vec<Api>, Vec<Diagnostic>)> {
    if !is_configuration(path, bytes) {
        return None;
    }
    let text = std::str::from_utf8(bytes).ok()?;
    // What has no API need not be read.
    let has_rest_api = text.contains(resource::REST_API);
    if !has_rest_api && !text.contains("aws_apigatewayv2_api") {
        return Some((Kind::Terraform, Vec::new(), Vec::new()));
    }
    let main = match hcl::read(text) {
        Ok(main) => main,
        Err(_) if !has_rest_api => return Some((Kind::Terraform, Vec::new(), Vec::new())),
        Err(error) => {
            let end = text[error.at.min(text.len())..].chars().next().map_or(0, char::len_utf8);
            let at = hcl::span(error.at..error.at + end);
            let location = Location::new(SourceId(0), at, Pointer::default());
            let told = match error.limit {
                Some(limit) => evaluate::unread(limit, location),
                None => Diagnostic::new(
                    &TEMPLATE_TERRAFORM_SYNTAX,
                    "this is no configuration of Terraform",
                    location,
                )
                .label(error.why)
                .help("run `terraform validate`"),
            };
            return Some((Kind::Terraform, Vec::new(), vec![told]));
        }
    };
    let configuration = Configuration::new(library, request, text, main);
    let apis = resource::apis(&configuration);
    Some((Kind::Terraform, apis, configuration.diagnostics.into_inner()))
}

/// The APIs of a plan or a state as JSON; nothing where a document is none.
pub(crate) fn plan(document: &Document) -> Option<(Kind, Vec<Api>, Vec<Diagnostic>)> {
    let root = plan::root_module(document)?;
    Some((Kind::TerraformPlan, plan::apis(document, root), Vec::new()))
}

/// The blocks that files of configuration begin with.
const BLOCKS: [&str; 10] = [
    "check",
    "data",
    "import",
    "locals",
    "module",
    "output",
    "provider",
    "resource",
    "terraform",
    "variable",
];

/// Whether a file is written in Terraform's language, by its name or by its first block.
fn is_configuration(path: &str, bytes: &[u8]) -> bool {
    let is_called = |ending: &str| path.len() > ending.len() && path.ends_with(ending);
    if is_called(".tf") || is_called(".tofu") {
        return true;
    }
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let mut is_comment = false;
    // Most files are told by their first line.
    for line in bytes.split(|byte| *byte == b'\n') {
        let Ok(line) = std::str::from_utf8(line).map(str::trim) else { return false };
        if is_comment || line.starts_with("/*") {
            is_comment = !line.contains("*/");
        } else if !line.is_empty() && !line.starts_with('#') && !line.starts_with("//") {
            let word = line.split([' ', '\t', '"', '{']).next().unwrap_or_default();
            let rest = line[word.len()..].trim_start();
            return BLOCKS.contains(&word) && rest.starts_with(['"', '{']);
        }
    }
    false
}
