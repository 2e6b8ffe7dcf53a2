//! The format `github`: workflow commands, of which a job of GitHub Actions makes annotations.
//!
//! The commands are those of *Workflow commands for GitHub Actions*: `::error
//! file=…,line=…::message`. In a message `%` and the ends of lines are escaped, in a property also `:`
//! and `,`.

use gatewright_lint::Severity;

use super::reports::{Format, Printed, Run};
use super::{Look, concise, full, one_line, root::Root};
use crate::report::{Report, Subject, Told};

/// The format.
pub(crate) struct Github<'a> {
    /// What names of files start from.
    pub(crate) root: Root,
    /// The look of where the summary goes to.
    pub(crate) notes: &'a Look,
}

impl Format for Github<'_> {
    /// The commands, a line each.
    type Part = String;

    fn file(&self, report: &Report<'_>) -> String {
        let subject = &report.subject;
        let findings = report.findings.iter();
        findings
            .map(|told| command(subject, &self.root.name(subject.file_of(told)), told))
            .collect()
    }

    fn whole(&self, parts: Vec<String>, run: &Run<'_>) -> Printed {
        let problems = run.problems.iter().map(|problem| format!("::error::{}\n", data(problem)));
        let text = parts.into_iter().chain(problems).collect();
        Printed { text, notes: full::last(run, self.notes) }
    }
}

fn command(subject: &Subject<'_>, name: &str, told: &Told<'_>) -> String {
    let finding = told.finding;
    let (file, start) = (subject.file_of(told), subject.start(&finding.location));
    let end = file.lines.position(finding.location.span.end);
    let kind = match told.weight.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    // Columns are for places within a line.
    let columns = if start.line == end.line {
        format!(",col={},endColumn={}", start.column, end.column)
    } else {
        String::new()
    };
    let help = finding.help.as_deref().map(|help| format!("\nhelp: {}", one_line(help)));
    format!(
        "::{kind} file={},line={},endLine={}{columns},title={}::{}\n",
        property(name),
        start.line,
        end.line,
        property(&finding.metadata.id()),
        data(&(subject.prefix() + &concise::headline(told) + &help.unwrap_or_default())),
    )
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_a_command() {
        assert_eq!(data("100%\r\n::error::a,b"), "100%25%0D%0A::error::a,b");
        assert_eq!(property("a::b,c%2C\n"), "a%3A%3Ab%2Cc%252C%0A");
    }
}
