//! What somebody asks for beside any file, which outranks all files.

use gatewright_diagnostics::FailOnWarnings;
use gatewright_import::{BasepathMode, DocumentationMode};
use gatewright_lint::{Preset, Selector};
use gatewright_model::EndpointType;
use gatewright_template::Parameters;

use crate::{Baseline, Threshold};

/// What is asked for on the command line, or in the settings of an editor.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// The set of rules to start from.
    pub preset: Option<Preset>,
    /// Only these rules.
    pub select: Vec<Selector>,
    /// Not these.
    pub ignore: Vec<Selector>,
    /// Quotas by their names.
    pub quotas: Vec<(&'static str, u32)>,
    /// From which severity on a finding is one too many.
    pub fail_on: Option<Threshold>,
    /// The findings that were there before.
    pub baseline: Option<Baseline>,
    /// Whether all that is found, and can be known, is known from now on.
    pub adopts: bool,
    /// The parameter `basepath`.
    pub basepath: Option<BasepathMode>,
    /// The parameter `failonwarnings`.
    pub fail_on_warnings: Option<FailOnWarnings>,
    /// The parameter `ignore`.
    pub documentation: Option<DocumentationMode>,
    /// The parameter `endpointConfigurationTypes`.
    pub endpoint_type: Option<EndpointType>,
    /// The value of `${AWS::AccountId}`.
    pub account_id: Option<String>,
    /// The value of `${AWS::Partition}`.
    pub partition: Option<String>,
    /// The value of `${AWS::Region}`.
    pub region: Option<String>,
    /// Values of parameters and variables of templates.
    pub parameters: Parameters,
}
