//! What holds for one file: defaults, then each file of settings and its overrides, then what is
//! asked for.

use std::path::Path;

use gatewright_diagnostics::{FailOnWarnings, Span};
use gatewright_import::{BasepathMode, DocumentationMode, ImportOptions};
use gatewright_lint::{Choice, Exemption, Reasons, Settings};
use gatewright_model::EndpointType;
use gatewright_source::{At, Node, NodeId};
use gatewright_template::{Api, Parameters};

use crate::choices::{Ignored, QuotaValues, RuleName, Severities};
use crate::config::{Basepath, Config, Endpoint, Import, Override, PresetName, Threshold};
use crate::source::Source;
use crate::{Asked, Project, deployed};

/// The members that files of settings and overrides share.
const MEMBERS: [&str; 8] =
    ["preset", "select", "ignore", "severities", "quotas", "import", "parameters", "fail-on"];

/// What holds for one file.
#[derive(Debug, Clone)]
pub struct Effective {
    /// Which rules run, and how much they matter.
    pub settings: Settings,
    /// How the definition is imported.
    pub options: ImportOptions,
    /// From which severity on a finding is one too many.
    pub fail_on: Threshold,
    /// Values of parameters and variables of templates.
    pub parameters: Parameters,
    /// Where each of these comes from, weakest first.
    pub origins: Vec<Origin>,
    /// Where each exemption of the settings stands.
    pub(crate) exemptions: Vec<(usize, NodeId)>,
}

/// A setting, and who says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The name of the member, with its parents: `import.basepath`.
    pub member: String,
    /// What it says, on one line.
    pub value: String,
    /// The file of settings by its number in [`Project::sources`], and the place; none if it was asked
    /// for otherwise.
    pub place: Option<(usize, Span)>,
}

/// The members that files of settings and overrides share.
struct Shared<'c> {
    preset: Option<PresetName>,
    select: &'c [At<RuleName>],
    ignore: &'c [At<Ignored>],
    severities: &'c Severities,
    quotas: &'c QuotaValues,
    import: &'c Import,
    parameters: &'c Parameters,
    fail_on: Option<Threshold>,
}

macro_rules! shared {
    ($($type:ty),+) => {$(
        impl<'c> From<&'c $type> for Shared<'c> {
            fn from(it: &'c $type) -> Self {
                Self {
                    preset: it.preset,
                    select: &it.select.0,
                    ignore: &it.ignore.0,
                    severities: &it.severities,
                    quotas: &it.quotas,
                    import: &it.import,
                    parameters: &it.parameters,
                    fail_on: it.fail_on,
                }
            }
        }
    )+};
}

shared!(Config, Override);

impl Effective {
    /// What holds for a file, whose path is relative to the folder of the project.
    pub(crate) fn of(project: &Project, path: &str, asked: &Asked) -> Self {
        let mut it = Self::of_files(project, path);
        it.add_asked(asked);
        it
    }

    /// What holds for an API of a file: what its template says is stronger than the settings.
    pub(crate) fn of_api(project: &Project, path: &str, api: &Api, asked: &Asked) -> Self {
        let mut it = Self::of_files(project, path);
        deployed::add(&mut it.options, api);
        it.add_asked(asked);
        it
    }

    fn of_files(project: &Project, path: &str) -> Self {
        let mut it = Self {
            settings: Settings::default(),
            options: ImportOptions::default(),
            fail_on: Threshold::default(),
            parameters: Parameters::new(),
            origins: Vec::new(),
            exemptions: Vec::new(),
        };
        for (index, source) in project.layers() {
            it.add_file(index, source, path);
        }
        it
    }

    fn add_file(&mut self, index: usize, source: &Source, path: &str) {
        let config = &source.config;
        let root = source.document.root().map(Node::id);
        self.add(index, source, root, &Shared::from(config), path);
        if let Some(required) = config.suppressions.require_reason {
            self.settings.reasons = if required { Reasons::Required } else { Reasons::Optional };
        }
        for members in ["suppressions", "baseline"] {
            self.note_member(index, source, root, members);
        }
        for At { node, value } in &config.overrides {
            if value.files.0.iter().any(|glob| glob.0.means(Path::new(path))) {
                self.add(index, source, Some(*node), &Shared::from(value), path);
            }
        }
    }

    fn add(
        &mut self,
        index: usize,
        source: &Source,
        node: Option<NodeId>,
        shared: &Shared<'_>,
        path: &str,
    ) {
        let mut choice = Choice::default();
        choice.select.extend(shared.select.iter().map(|it| it.value.selector()));
        for At { node, value } in shared.ignore {
            match value {
                Ignored::Rule(rule) => choice.ignore.push(rule.selector()),
                Ignored::Places(exempt) => {
                    let globs = &exempt.files.0;
                    let means = |glob: &crate::choices::Glob| glob.0.means(Path::new(path));
                    if globs.is_empty() || globs.iter().any(means) {
                        let rules = exempt.rules.0.iter().map(|it| it.value.selector()).collect();
                        let at = exempt.pointer.as_ref().map(|it| it.0.clone()).unwrap_or_default();
                        self.settings.exemptions.push(Exemption { rules, at });
                        self.exemptions.push((index, *node));
                    }
                }
            }
        }
        let severities = shared.severities.0.iter();
        choice.severities.extend(severities.map(|(rule, level)| (rule.value.selector(), *level)));
        if choice != Choice::default() {
            self.settings.beneath.push(choice);
        }
        if let Some(preset) = shared.preset {
            self.settings.preset = preset.into();
        }
        for (name, value) in &shared.quotas.0 {
            let known = self.settings.quotas.set(name.value, *value);
            debug_assert!(known.is_some(), "only quotas that there are are read");
        }
        self.fail_on = shared.fail_on.unwrap_or(self.fail_on);
        self.add_import(shared.import);
        let values = shared.parameters.iter();
        self.parameters.extend(values.map(|(name, value)| (name.clone(), value.clone())));
        for member in MEMBERS {
            self.note_member(index, source, node, member);
        }
    }

    fn add_import(&mut self, import: &Import) {
        let options = &mut self.options;
        if let Some(basepath) = import.basepath {
            options.basepath = match basepath {
                Basepath::Ignore => BasepathMode::Ignore,
                Basepath::Prepend => BasepathMode::Prepend,
                Basepath::Split => BasepathMode::Split,
            };
        }
        if let Some(endpoint) = import.endpoint_type {
            options.endpoint_type = Some(match endpoint {
                Endpoint::Edge => EndpointType::Edge,
                Endpoint::Regional => EndpointType::Regional,
                Endpoint::Private => EndpointType::Private,
            });
        }
        if let Some(without) = import.without_documentation {
            options.documentation =
                if without { DocumentationMode::Ignore } else { DocumentationMode::Import };
        }
        if let Some(fail) = import.fail_on_warnings {
            options.fail_on_warnings = if fail { FailOnWarnings::Yes } else { FailOnWarnings::No };
        }
        let variables = &mut options.variables;
        if let Some(account) = &import.account_id {
            variables.account_id = Some(account.0.clone());
        }
        if let Some(region) = &import.region {
            variables.region = Some(region.0.clone());
        }
        if let Some(partition) = &import.partition {
            variables.partition = Some(partition.0.clone());
        }
    }

    fn add_asked(&mut self, asked: &Asked) {
        let settings = &mut self.settings;
        settings.preset = asked.preset.unwrap_or(settings.preset);
        settings.select.clone_from(&asked.select);
        settings.ignore.clone_from(&asked.ignore);
        for (name, value) in &asked.quotas {
            let known = settings.quotas.set(name, *value);
            debug_assert!(known.is_some(), "only quotas that there are are asked for");
        }
        self.fail_on = asked.fail_on.unwrap_or(self.fail_on);
        let values = asked.parameters.iter();
        self.parameters.extend(values.map(|(name, value)| (name.clone(), value.clone())));
        let options = &mut self.options;
        options.basepath = asked.basepath.unwrap_or(options.basepath);
        options.documentation = asked.documentation.unwrap_or(options.documentation);
        options.fail_on_warnings = asked.fail_on_warnings.unwrap_or(options.fail_on_warnings);
        options.endpoint_type = asked.endpoint_type.or(options.endpoint_type);
        let variables = &mut options.variables;
        for (asked, held) in [
            (&asked.account_id, &mut variables.account_id),
            (&asked.partition, &mut variables.partition),
            (&asked.region, &mut variables.region),
        ] {
            if asked.is_some() {
                held.clone_from(asked);
            }
        }
        self.note_asked(asked);
    }

    /// Notes where a member of a mapping stands, one line for each of its own members.
    fn note_member(
        &mut self,
        index: usize,
        source: &Source,
        mapping: Option<NodeId>,
        member: &str,
    ) {
        let mapping = mapping.map(|it| source.document.node(it));
        let Some((key, value)) = mapping.and_then(|it| it.entry(member)) else { return };
        let mut note = |member: String, value: Node<'_>, span| {
            self.origins.push(Origin { member, value: shown(value), place: Some((index, span)) });
        };
        if value.is_mapping() {
            for (key, value) in value.entries() {
                let name = key.text().unwrap_or_default();
                note(format!("{member}.{name}"), value, key.span());
            }
        } else if value.is_sequence() {
            for item in value.items() {
                note(member.to_owned(), item, item.span());
            }
        } else {
            note(member.to_owned(), value, key.span());
        }
    }

    fn note_asked(&mut self, asked: &Asked) {
        let mut note = |member: &str, value: String| {
            self.origins.push(Origin { member: member.to_owned(), value, place: None });
        };
        if let Some(preset) = asked.preset {
            note("preset", preset.to_string());
        }
        for (member, list) in [("select", &asked.select), ("ignore", &asked.ignore)] {
            for selector in list {
                note(member, selector.to_string());
            }
        }
        for (name, value) in &asked.quotas {
            note(&format!("quotas.{name}"), value.to_string());
        }
        if let Some(threshold) = asked.fail_on {
            note("fail-on", threshold.as_str().to_owned());
        }
        if let Some(baseline) = &asked.baseline {
            note("baseline", baseline.path().to_string_lossy().into_owned());
        }
        if let Some(basepath) = asked.basepath {
            let value = match basepath {
                BasepathMode::Ignore => "ignore",
                BasepathMode::Prepend => "prepend",
                BasepathMode::Split => "split",
            };
            note("import.basepath", value.to_owned());
        }
        if let Some(endpoint) = asked.endpoint_type {
            note("import.endpoint-type", endpoint.as_str().to_owned());
        }
        for (member, value) in [
            ("import.account-id", &asked.account_id),
            ("import.partition", &asked.partition),
            ("import.region", &asked.region),
        ] {
            if let Some(value) = value {
                note(member, value.clone());
            }
        }
        for (name, value) in &asked.parameters {
            let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            note(&format!("parameters.{name}"), value);
        }
        if let Some(documentation) = asked.documentation {
            let without = documentation == DocumentationMode::Ignore;
            note("import.without-documentation", without.to_string());
        }
        if let Some(fail) = asked.fail_on_warnings {
            note("import.fail-on-warnings", (fail == FailOnWarnings::Yes).to_string());
        }
    }
}

/// A value on one line: texts as they are.
fn shown(value: Node<'_>) -> String {
    value.text().map_or_else(|| value.to_json().to_string(), str::to_owned)
}
