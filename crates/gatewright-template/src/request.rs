//! What is given to a template from outside.

use std::collections::BTreeMap;

use gatewright_source::Files;
use serde_json::Value;

/// The values of parameters and variables, by name.
pub type Parameters = BTreeMap<String, Value>;

/// What a template gets from outside.
#[derive(Clone)]
pub struct Request<'a> {
    /// Where the files are read from that a template names. Nothing else is read.
    pub files: &'a dyn Files,
    /// The values of parameters of CloudFormation and of variables of Terraform; they are stronger
    /// than defaults.
    pub parameters: Parameters,
    /// The value of `AWS::AccountId`.
    pub account_id: Option<String>,
    /// The value of `AWS::Partition`.
    pub partition: Option<String>,
    /// The value of `AWS::Region`.
    pub region: Option<String>,
}

impl<'a> Request<'a> {
    /// Nothing but files.
    pub fn new(files: &'a dyn Files) -> Self {
        let parameters = Parameters::new();
        Self { files, parameters, account_id: None, partition: None, region: None }
    }
}
