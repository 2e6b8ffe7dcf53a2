//! A recorded case: `case.json` and the definitions that it names, read once into typed calls.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use gatewright_diagnostics::FailOnWarnings;
use gatewright_export::{ExportType, Extension, Extensions, Format};
use gatewright_import::{
    AwsVariables, BasepathMode, CreateRestApi, DocumentationMode, ImportOptions, PutMode,
};
use gatewright_model::EndpointType;
use serde::Deserialize;
use serde_json::Value;

use super::service::{ACCOUNT, NOW, REGION};

/// The calls of a case, in order.
pub(super) struct Case {
    pub(super) steps: Vec<Step>,
}

/// One call.
pub(super) struct Step {
    pub(super) call: Call,
    /// The API that the call names; none for the one that the case makes first.
    pub(super) rest_api_id: Option<String>,
}

/// An operation with all that it needs.
pub(super) enum Call {
    CreateRestApi(CreateRestApi),
    GetRestApi,
    ImportRestApi(Body),
    PutRestApi(Body, PutMode),
    ImportDocumentationParts(Body, PutMode),
    /// One call of DeleteDocumentationPart for each part.
    DeleteDocumentationParts,
    /// The stage that the deployment makes or replaces; none for none.
    CreateDeployment(Option<String>),
    GetExport(ExportRequest),
    /// An operation that the library does not have.
    NotYet {
        operation: String,
        /// Whether the API is the same after the call.
        reads_only: bool,
    },
}

/// The parameters of GetExport.
pub(super) struct ExportRequest {
    pub(super) stage: String,
    pub(super) export_type: ExportType,
    pub(super) extensions: Extensions,
    pub(super) format: Format,
    /// As sent, for the answer.
    pub(super) parameters: BTreeMap<String, String>,
}

/// A definition as sent, and the parameters of the call.
pub(super) struct Body {
    pub(super) bytes: Vec<u8>,
    pub(super) options: ImportOptions,
}

#[derive(Deserialize)]
struct RawCase {
    steps: Vec<RawStep>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawStep {
    operation: String,
    definition: Option<String>,
    #[serde(default)]
    parameters: BTreeMap<String, String>,
    mode: Option<String>,
    #[serde(default)]
    fail_on_warnings: bool,
    rest_api_id: Option<String>,
    #[serde(default)]
    request: Value,
    for_each: Option<String>,
    stage_name: Option<String>,
    export_type: Option<String>,
    accepts: Option<String>,
}

impl Case {
    /// Reads the case of a folder.
    pub(super) fn load(folder: &Path) -> Result<Self, String> {
        let text = read(&folder.join("case.json"))?;
        let raw: RawCase =
            serde_json::from_slice(&text).map_err(|error| format!("case.json: {error}"))?;
        let step = |(number, raw): (usize, &RawStep)| {
            let call = raw.call(folder).map_err(|error| format!("step {number}: {error}"))?;
            Ok(Step { call, rest_api_id: raw.rest_api_id.clone() })
        };
        let steps: Result<_, String> = raw.steps.iter().enumerate().map(step).collect();
        Ok(Self { steps: steps? })
    }
}

impl RawStep {
    fn call(&self, folder: &Path) -> Result<Call, String> {
        Ok(match self.operation.as_str() {
            "CreateRestApi" => {
                let request = serde_json::from_value(self.request.clone());
                Call::CreateRestApi(request.map_err(|error| format!("request: {error}"))?)
            }
            "GetRestApi" => Call::GetRestApi,
            "ImportRestApi" => Call::ImportRestApi(self.body(folder)?),
            "PutRestApi" => Call::PutRestApi(self.body(folder)?, self.mode()?),
            "ImportDocumentationParts" => {
                Call::ImportDocumentationParts(self.body(folder)?, self.mode()?)
            }
            "DeleteDocumentationPart" => match self.for_each.as_deref() {
                Some("documentationParts") => Call::DeleteDocumentationParts,
                other => return Err(format!("forEach: {other:?} is not known")),
            },
            "CreateDeployment" => {
                let stage = self.request["stageName"].as_str();
                Call::CreateDeployment(stage.map(str::to_owned))
            }
            "GetExport" => Call::GetExport(self.export()?),
            operation => Call::NotYet {
                operation: operation.to_owned(),
                reads_only: operation.starts_with("Get"),
            },
        })
    }

    fn body(&self, folder: &Path) -> Result<Body, String> {
        let name = self.definition.as_deref().ok_or("no definition")?;
        Ok(Body { bytes: read(&folder.join(name))?, options: self.options()? })
    }

    fn export(&self) -> Result<ExportRequest, String> {
        let export_type = match self.export_type.as_deref() {
            Some("swagger") => ExportType::Swagger,
            Some("oas30") => ExportType::Oas30,
            other => return Err(format!("exportType: {other:?} is not known")),
        };
        let format = match self.accepts.as_deref() {
            None | Some("application/json") => Format::Json,
            Some("application/yaml") => Format::Yaml,
            Some(other) => return Err(format!("accepts: `{other}` is not known")),
        };
        let words = self.parameters.get("extensions").map_or("", String::as_str);
        let words = words.split(',').map(str::trim).filter(|word| !word.is_empty());
        let extensions: Result<Extensions, String> = words
            .map(|word| Extension::parse(word).ok_or(format!("extensions: `{word}` is not known")))
            .collect();
        Ok(ExportRequest {
            stage: self.stage_name.clone().ok_or("no stageName")?,
            export_type,
            extensions: extensions?,
            format,
            parameters: self.parameters.clone(),
        })
    }

    fn mode(&self) -> Result<PutMode, String> {
        match self.mode.as_deref() {
            None => Ok(PutMode::default()),
            Some("merge") => Ok(PutMode::Merge),
            Some("overwrite") => Ok(PutMode::Overwrite),
            Some(other) => Err(format!("mode: `{other}` is not known")),
        }
    }

    /// The parameters that the API Reference and the guide name. What the service does with others
    /// is not published.
    fn options(&self) -> Result<ImportOptions, String> {
        let mut options = ImportOptions {
            fail_on_warnings: if self.fail_on_warnings {
                FailOnWarnings::Yes
            } else {
                FailOnWarnings::No
            },
            created_date: NOW.to_owned(),
            variables: AwsVariables {
                account_id: Some(ACCOUNT.to_owned()),
                partition: Some("aws".to_owned()),
                region: Some(REGION.to_owned()),
            },
            ..ImportOptions::default()
        };
        for (name, value) in &self.parameters {
            let unknown = || format!("parameter {name}: `{value}` is not known");
            match (name.as_str(), value.as_str()) {
                ("basepath", "ignore") => options.basepath = BasepathMode::Ignore,
                ("basepath", "prepend") => options.basepath = BasepathMode::Prepend,
                ("basepath", "split") => options.basepath = BasepathMode::Split,
                ("ignore", "documentation") => options.documentation = DocumentationMode::Ignore,
                ("endpointConfigurationTypes", _) => {
                    options.endpoint_type = Some(EndpointType::parse(value).ok_or_else(unknown)?);
                }
                ("failonwarnings", "true") => options.fail_on_warnings = FailOnWarnings::Yes,
                ("failonwarnings", "false") => options.fail_on_warnings = FailOnWarnings::No,
                _ => return Err(unknown()),
            }
        }
        Ok(options)
    }
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}
