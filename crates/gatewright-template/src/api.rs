//! An API that a file describes.

use gatewright_diagnostics::{Checked, Location};
use gatewright_source::Document;

use crate::{Settings, Surroundings};

/// What declares an API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ApiKind {
    /// The file is the definition itself.
    Definition,
    /// `AWS::ApiGateway::RestApi`.
    RestApi,
    /// `AWS::Serverless::Api`.
    ServerlessApi,
    /// The API that SAM makes of the events of functions and state machines that name none.
    ImplicitApi,
    /// `aws_api_gateway_rest_api` of Terraform.
    TerraformRestApi,
}

/// A REST API and its definition.
#[derive(Debug)]
pub struct Api {
    /// The logical identifier or the address of the resource; empty where the file is the definition.
    pub name: String,
    /// What declares it.
    pub kind: ApiKind,
    /// Where it is declared, in the file it is declared in.
    pub at: Location,
    /// The definition, and what was noticed when it was read and computed. Places are those of the
    /// document, whose text may be that of several files: see [`Document::place`].
    pub document: Checked<Document>,
    /// What the template says of the API beside its definition.
    pub settings: Settings,
    /// What else of the template concerns the API.
    pub surroundings: Surroundings,
}

impl Api {
    /// The API of a file that is the definition itself.
    pub(crate) fn plain(document: Checked<Document>) -> Self {
        Self {
            name: String::new(),
            kind: ApiKind::Definition,
            at: Location::default(),
            document,
            settings: Settings::default(),
            surroundings: Surroundings::default(),
        }
    }
}
