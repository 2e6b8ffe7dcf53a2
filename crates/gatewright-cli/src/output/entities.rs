//! An imported API for programs: the service's entities as JSON or YAML.

use gatewright_model::Api;
use serde::Serialize;

use crate::exit::Stop;

/// The API, and what the answer of the import adds to it.
#[derive(Serialize)]
struct Imported<'a> {
    #[serde(flatten)]
    api: &'a Api,
    warnings: Vec<String>,
}

/// As JSON.
pub(crate) fn json(api: &Api, warnings: Vec<String>) -> Result<String, Stop> {
    let text = serde_json::to_string_pretty(&Imported { api, warnings });
    let mut text = text.map_err(|error| Stop::CannotRun(error.to_string()))?;
    text.push('\n');
    Ok(text)
}

/// As YAML.
pub(crate) fn yaml(api: &Api, warnings: Vec<String>) -> Result<String, Stop> {
    let text = serde_saphyr::to_string(&Imported { api, warnings });
    text.map_err(|error| Stop::CannotRun(error.to_string()))
}
