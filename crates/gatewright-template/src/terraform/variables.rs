//! Values of variables as `terraform.tfvars` and `-var-file` have them.

use super::configuration::json_of;
use super::hcl;
use crate::Parameters;

/// The values in a file of variables, which is written in Terraform's language or as JSON; or why there
/// are none.
///
/// ```
/// use gatewright_template::read_variables;
///
/// let values = read_variables("name = \"pets\"\ntimeouts = [5, 10]\n").expect("it is one");
/// assert_eq!(values["timeouts"][1], 10);
/// assert_eq!(read_variables("{ \"name\": \"pets\" }").expect("it is one")["name"], "pets");
/// assert!(read_variables("name = var.other\n").is_err());
/// ```
pub fn read_variables(text: &str) -> Result<Parameters, String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim_start().starts_with('{') {
        let values: Parameters = serde_json::from_str(text).map_err(|error| error.to_string())?;
        return Ok(values);
    }
    let mut values = Parameters::new();
    for (name, expr) in hcl::attributes(text)? {
        let value = json_of(&expr, text);
        let value = value.ok_or_else(|| format!("the value of `{name}` is not written there"))?;
        values.insert(name, value);
    }
    Ok(values)
}
