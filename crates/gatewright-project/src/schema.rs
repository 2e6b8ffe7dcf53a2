//! The JSON Schema of `gatewright.yaml`.

use schemars::generate::SchemaSettings;
use serde_json::Value;

use crate::config::Config;

/// The schema, made of the types that read the file.
pub fn schema() -> Value {
    let generator = SchemaSettings::draft07().into_generator();
    generator.into_root_schema_for::<Config>().to_value()
}
