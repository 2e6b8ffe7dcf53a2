//! In which formats `gatewright lint` and `gatewright validate` tell what they found, and where each
//! report goes.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use clap::ValueEnum;
use clap::builder::{OsStringValueParser, PossibleValuesParser, TypedValueParser};
use clap_lex::OsStrExt;

use crate::names::{alternatives, like};
use crate::report::Question;

/// How to show findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// For people, with excerpts of the source
    Full,
    /// One line for each finding, for editors and grep
    Concise,
    /// For programs, as one object
    Json,
    /// For programs, as an object for each finding, a line each
    Jsonl,
    /// For GitHub's code scanning, and editors: SARIF 2.1.0
    Sarif,
    /// Annotations of a job of GitHub Actions
    Github,
    /// The report "Code Quality" of GitLab
    Gitlab,
    /// Test results as XML, a suite for each file
    Junit,
    /// The XML of Checkstyle
    Checkstyle,
    /// For a comment on a pull request, or the summary of a job
    Markdown,
    /// For a browser: one page with the findings and the API
    Html,
    /// The service's answer to the letter: the error message, or the warnings
    Service,
}

/// A report and where it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Target {
    /// Its form.
    pub(crate) format: ReportFormat,
    /// The file; none for the standard output.
    pub(crate) file: Option<PathBuf>,
}

/// Which reports are wanted.
#[derive(Debug, Clone)]
pub(crate) struct ReportArgs {
    /// The format of the standard output, if that was said.
    pub(crate) format: Option<ReportFormat>,
    /// Further reports.
    pub(crate) outputs: Vec<Target>,
    /// Whether the standard output has counts of the findings in their place.
    pub(crate) statistics: bool,
    /// Whether there is another run after each change.
    pub(crate) watch: bool,
}

/// Reads a format that answers a question.
pub(super) fn formats(question: Question) -> impl TypedValueParser<Value = ReportFormat> {
    let all = known(question).filter_map(|it| it.to_possible_value());
    PossibleValuesParser::new(all)
        .map(|text| ReportFormat::from_str(&text, false).expect("one of the possible values"))
}

/// Reads `FORMAT=FILE`.
pub(super) fn targets(question: Question) -> impl TypedValueParser<Value = Target> {
    OsStringValueParser::new().try_map(move |text: OsString| target(&text, question))
}

fn target(text: &OsStr, question: Question) -> Result<Target, String> {
    let (name, file) = text.split_once("=").ok_or("write `FORMAT=FILE`")?;
    let name = name.to_string_lossy();
    let Some(format) = known(question).find(|it| name_of(*it) == name) else {
        let names: Vec<String> = known(question).map(name_of).collect();
        let like = alternatives(&like(names.iter().map(String::as_str), &name));
        let like = like.unwrap_or_else(|| format!("; there are {}", names.join(", ")));
        return Err(format!("no format is called `{name}`{like}"));
    };
    match file {
        file if file.is_empty() => Err(format!("write `{name}=FILE`")),
        file if file == "-" => Ok(Target { format, file: None }),
        file => Ok(Target { format, file: Some(file.into()) }),
    }
}

/// The formats that can answer a question: only an import has an answer of the service.
fn known(question: Question) -> impl Iterator<Item = ReportFormat> {
    let all = ReportFormat::value_variants().iter().copied();
    all.filter(move |it| question == Question::Import || *it != ReportFormat::Service)
}

fn name_of(format: ReportFormat) -> String {
    format.to_possible_value().map(|it| it.get_name().to_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_goes_to_a_file_or_to_the_standard_output() {
        let read = |text: &str| target(OsStr::new(text), Question::Rules);
        let json = |file: Option<&str>| {
            Ok(Target { format: ReportFormat::Json, file: file.map(PathBuf::from) })
        };
        assert_eq!(read("json=a.json"), json(Some("a.json")));
        assert_eq!(read("json=a=b"), json(Some("a=b")));
        assert_eq!(read("json=-"), json(None));
        for text in ["json", "json=", "=a", "JSON=a", "service=a"] {
            assert!(read(text).is_err(), "{text}");
        }
        assert!(target(OsStr::new("service=a"), Question::Import).is_ok());
        let error = read("jsom=a").expect_err("no such format");
        assert_eq!(error, "no format is called `jsom`; did you mean `json`?");
    }
}
