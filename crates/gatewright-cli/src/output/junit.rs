//! The format `junit`: the XML of test results, a suite for each file.
//!
//! A case is a finding, or that there is none. What makes the run end with exit code 1 is a failure,
//! so that a report is as red as its job; what else was found is a case that passed and has something
//! to say. What could not be read is an error of a suite of its own. The attributes are those of the
//! schema `junit-10.xsd` of Jenkins.

use std::borrow::Cow;
use std::fmt::Write;

use super::reports::{Format, Printed, Run};
use super::{concise, xml};
use crate::report::{Report, Subject, Told};

/// The format.
pub(crate) struct Junit;

/// A suite, and its counts.
pub(crate) struct Suite {
    text: String,
    tests: usize,
    failures: usize,
}

impl Format for Junit {
    type Part = Suite;

    fn file(&self, report: &Report<'_>) -> Suite {
        let is_failure = |told: &Told<'_>| report.limit.is_reached_by(told.weight);
        let failures = report.findings.iter().filter(|told| is_failure(told)).count();
        let tests = report.findings.len().max(1);
        let name = xml::text(&report.subject.title);
        let mut text = suite(&name, tests, failures, 0);
        if report.findings.is_empty() {
            let _ = writeln!(text, "    <testcase name=\"no findings\" classname=\"{name}\"/>");
        }
        for told in &report.findings {
            text += &case(&report.subject, told, is_failure(told));
        }
        Suite { text: text + "  </testsuite>\n", tests, failures }
    }

    fn whole(&self, parts: Vec<Suite>, run: &Run<'_>) -> Printed {
        let problems = run.problems.len();
        let tests = parts.iter().map(|it| it.tests).sum::<usize>() + problems;
        let failures: usize = parts.iter().map(|it| it.failures).sum();
        let mut text = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"gatewright\" \
             tests=\"{tests}\" failures=\"{failures}\" errors=\"{problems}\">\n"
        );
        text.extend(parts.into_iter().map(|it| it.text));
        if problems > 0 {
            text += &suite("gatewright", problems, 0, problems);
            for problem in run.problems {
                let problem = xml::text(problem);
                let _ = writeln!(
                    text,
                    "    <testcase name=\"{problem}\" classname=\"gatewright\">\n      \
                     <error type=\"problem\" message=\"{problem}\"/>\n    </testcase>"
                );
            }
            text += "  </testsuite>\n";
        }
        (text + "</testsuites>\n").into()
    }
}

fn suite(name: &str, tests: usize, failures: usize, errors: usize) -> String {
    format!(
        "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\" \
         errors=\"{errors}\" skipped=\"0\">\n"
    )
}

fn case(subject: &Subject<'_>, told: &Told<'_>, is_failure: bool) -> String {
    let finding = told.finding;
    let (file, start) = (subject.file_of(told), subject.start(&finding.location));
    let (id, place) = (finding.metadata.id(), format!("{}:{}", start.line, start.column));
    let headline = concise::headline(told);
    let about = [
        Some(Cow::Owned(format!("{}:{place}: {headline}", file.name))),
        finding.help.as_deref().map(|help| format!("help: {help}").into()),
        Some(format!("at: {}", finding.location.pointer).into()),
    ];
    let about = xml::lines(about.into_iter().flatten());
    let told = if is_failure {
        let (weight, message) = (told.weight.as_str(), xml::text(&headline));
        format!("<failure type=\"{weight}\" message=\"{message}\">{about}</failure>")
    } else {
        format!("<system-out>{about}</system-out>")
    };
    format!(
        "    <testcase name=\"{} at {place}\" classname=\"{}\">\n      {told}\n    </testcase>\n",
        xml::text(&id),
        xml::text(&subject.title)
    )
}
