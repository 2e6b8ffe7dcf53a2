//! A definition to lint, as YAML and as JSON, completed where it is a piece of one.

use gatewright_diagnostics::{Checked, Fence, SourceId};
use gatewright_import::{BasepathMode, ImportOptions};
use gatewright_lint::{
    Finding, Lint, Preset, Quotas, Reasons, Rule, Selector, Settings, Versions, lint,
};
use gatewright_model::EndpointType;
use gatewright_source::Document;

/// A whole definition and how it is imported.
#[derive(Debug, Clone)]
pub(crate) struct Example {
    pub(crate) text: String,
    pub(crate) version: Versions,
    options: ImportOptions,
    quotas: Quotas,
    reasons: Reasons,
    /// Rules without which a rule has nothing to say.
    with: Vec<Selector>,
}

const OPENAPI: &str = "openapi: 3.0.1\ninfo: { title: Example, version: \"1\" }\n";
const SWAGGER: &str = "swagger: \"2.0\"\ninfo: { title: Example, version: \"1\" }\n";
const PATHS: &str = "paths:
  /example:
    get:
      operationId: getExample
      responses: { \"200\": { description: OK } }
      x-amazon-apigateway-integration:
        { type: http_proxy, httpMethod: GET, uri: \"https://example.com/example\" }
";

/// Members of the root that only one version has.
const SWAGGER_ONLY: [&str; 10] = [
    "basePath",
    "consumes",
    "definitions",
    "host",
    "parameters",
    "produces",
    "responses",
    "schemes",
    "securityDefinitions",
    "swagger",
];
const OPENAPI_ONLY: [&str; 3] = ["components", "openapi", "servers"];

impl Example {
    /// The definitions that a code block stands for: a piece of one is completed in each version
    /// that it fits, or in the one that the block names (`yaml,swagger`, `yaml,openapi`). Other
    /// words are options of the import and quotas.
    pub(crate) fn read(fence: &Fence) -> Result<Vec<Self>, String> {
        let mut words = fence.info.split([' ', ',']);
        if !matches!(words.next(), Some("yaml" | "json")) {
            return Err(format!("`{}` is no block of YAML or JSON", fence.info));
        }
        let mut options = ImportOptions::default();
        let mut quotas = Quotas::default();
        let mut reasons = Reasons::default();
        let mut with = Vec::new();
        let mut named = None;
        for word in words {
            match word {
                "swagger" => named = Some(Versions::Swagger20),
                "openapi" => named = Some(Versions::OpenApi30),
                "reasons:required" => reasons = Reasons::Required,
                _ if word.starts_with("with:") => with.push(Selector::parse(&word[5..])),
                _ => set_quota(&mut quotas, word)
                    .or_else(|| set(&mut options, word))
                    .ok_or_else(|| word.to_owned())?,
            }
        }
        let versions = match named.or_else(|| version_of(&fence.text)) {
            Some(version) => vec![version],
            None => vec![Versions::OpenApi30, Versions::Swagger20],
        };
        let whole = |version| Self {
            text: completed(&fence.text, version),
            version,
            options: options.clone(),
            quotas,
            reasons,
            with: with.clone(),
        };
        Ok(versions.into_iter().map(whole).collect())
    }

    /// A file.
    pub(crate) fn of_file(text: String) -> Self {
        let version = version_of(&text).unwrap_or(Versions::OpenApi30);
        let (options, quotas) = (ImportOptions::default(), Quotas::default());
        Self { text, version, options, quotas, reasons: Reasons::default(), with: Vec::new() }
    }

    /// The same with another text.
    pub(crate) fn with_text(&self, text: String) -> Self {
        Self { text, ..self.clone() }
    }

    /// The same as JSON.
    pub(crate) fn as_json(&self) -> Self {
        let document = self.document();
        let value = document.value.root().expect("an example is a document").to_json();
        let text = serde_json::to_string_pretty(&value).expect("a value has a text");
        self.with_text(text)
    }

    pub(crate) fn document(&self) -> Checked<Document> {
        gatewright_source::read(SourceId(0), self.text.clone().into_bytes())
    }

    /// All that the rules of the preset say, and a rule besides.
    pub(crate) fn lint(&self, preset: Preset) -> Lint {
        let settings = Settings { preset, ..self.settings() };
        lint(&self.document(), &self.options, &settings)
    }

    /// What one rule says, with what cannot be switched off.
    pub(crate) fn lint_with(&self, rule: &Rule) -> Lint {
        let mut select = vec![Selector::Name(rule.metadata.name.to_owned())];
        select.extend(self.with.clone());
        let settings = Settings { select, ..self.settings() };
        lint(&self.document(), &self.options, &settings)
    }

    fn settings(&self) -> Settings {
        Settings { quotas: self.quotas, reasons: self.reasons, ..Settings::default() }
    }
}

/// A finding on one line.
pub(crate) fn shown(finding: &Finding) -> String {
    let diagnostic = &finding.diagnostic;
    let pointer = &diagnostic.location.pointer;
    format!("{} at {pointer}: {}", diagnostic.metadata.name, diagnostic.message)
}

fn version_of(text: &str) -> Option<Versions> {
    let starts = |names: &[&str]| {
        text.lines().any(|line| {
            let key = line.trim_start_matches(['{', ' ']).trim_start_matches('"');
            let is_outermost = !line.starts_with(' ') || text.starts_with('{');
            is_outermost
                && names.iter().any(|name| {
                    key.strip_prefix(name).is_some_and(|rest| rest.starts_with([':', '"']))
                })
        })
    };
    if starts(&OPENAPI_ONLY) {
        Some(Versions::OpenApi30)
    } else {
        starts(&SWAGGER_ONLY).then_some(Versions::Swagger20)
    }
}

fn completed(text: &str, version: Versions) -> String {
    let has = |key: &str| {
        text.starts_with('{')
            || text.lines().any(|line| line.starts_with(key) && line[key.len()..].starts_with(':'))
    };
    let mut whole = String::new();
    if !has("openapi") && !has("swagger") {
        let head = if version == Versions::Swagger20 { SWAGGER } else { OPENAPI };
        let (first, info) = head.split_once('\n').expect("a head has two lines");
        whole.push_str(first);
        whole.push('\n');
        if !has("info") {
            whole.push_str(info);
        }
    }
    whole.push_str(text);
    if !has("paths") {
        whole.push_str(PATHS);
    }
    whole
}

fn set(options: &mut ImportOptions, option: &str) -> Option<()> {
    let (name, value) = option.split_once(':')?;
    match name {
        "basepath" => {
            options.basepath = match value {
                "prepend" => BasepathMode::Prepend,
                "split" => BasepathMode::Split,
                _ => return None,
            };
        }
        "endpoint-type" => options.endpoint_type = Some(EndpointType::parse(value)?),
        _ => return None,
    }
    Some(())
}

fn set_quota(quotas: &mut Quotas, option: &str) -> Option<()> {
    let (name, value) = option.split_once(':')?;
    quotas.set(name, value.parse().ok()?)
}
