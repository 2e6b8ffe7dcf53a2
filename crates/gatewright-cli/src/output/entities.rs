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

#[cfg(test)]
mod tests {
    use gatewright_diagnostics::SourceId;

    #[test]
    fn texts_that_look_like_something_else_stay_texts_in_yaml() {
        let texts = [
            "12e456",
            "0x1f",
            "0o17",
            "017",
            "1_000",
            "12:30:45",
            "2020-01-01",
            "on",
            "y",
            "No",
            "null",
            "~",
            "",
            "<<",
            "=",
            "-",
            "- a",
            "a: b",
            "#x",
            " x",
            "x ",
            "'x'",
            "\"x\"",
            "a\tb",
            "line\nline",
            "\n",
            "a\n\n b\n",
            "$input.json('$')",
            "{\"message\": 1}",
            "&a",
            "*a",
            "!a",
            "%a",
            "@a",
            "`a`",
            "é\u{85}\u{2028}😀",
        ];
        let yaml = serde_saphyr::to_string(&texts.to_vec()).expect("YAML");
        let read = gatewright_source::read(SourceId(0), yaml.clone().into_bytes());
        assert_eq!(read.diagnostics, [], "{yaml}");
        let root = read.value.root().expect("a list");
        let back: Vec<_> = root.items().map(|item| item.as_str().expect("a text")).collect();
        assert_eq!(back, texts, "{yaml}");
    }
}
