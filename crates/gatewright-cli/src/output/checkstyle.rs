//! The format `checkstyle`: the XML of the tool of that name, which many programs read.

use std::collections::HashMap;
use std::fmt::Write;

use super::reports::{Format, Printed, Run};
use super::{concise, xml};
use crate::report::Report;

/// The format.
pub(crate) struct Checkstyle;

impl Format for Checkstyle {
    /// The elements of the findings, with the name of the file that each is in; the first names the
    /// file that was asked for.
    type Part = Vec<(String, String)>;

    fn file(&self, report: &Report<'_>) -> Self::Part {
        let subject = &report.subject;
        let mut elements = vec![(subject.main().name.to_owned(), String::new())];
        for told in &report.findings {
            let finding = told.finding;
            let start = subject.start(&finding.location);
            let text = format!(
                "    <error line=\"{}\" column=\"{}\" severity=\"{}\" message=\"{}\" source=\"{}\"/>\n",
                start.line,
                start.column,
                told.weight.severity().as_str(),
                xml::text(&(subject.prefix() + &concise::headline(told))),
                // The part before the last full stop is what readers take for a group of checks.
                xml::text(&format!("gatewright.{}", finding.metadata.id().replace('/', "."))),
            );
            elements.push((subject.file_of(told).name.to_owned(), text));
        }
        elements
    }

    fn whole(&self, parts: Vec<Self::Part>, _: &Run<'_>) -> Printed {
        let mut files: Vec<(String, String)> = Vec::new();
        let mut known: HashMap<String, usize> = HashMap::new();
        for (name, element) in parts.into_iter().flatten() {
            let at = *known.entry(name.clone()).or_insert_with(|| {
                files.push((name, String::new()));
                files.len() - 1
            });
            files[at].1.push_str(&element);
        }
        let mut text = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"10.0\">\n",
        );
        for (name, elements) in files {
            let _ = writeln!(text, "  <file name=\"{}\">\n{elements}  </file>", xml::text(&name));
        }
        (text + "</checkstyle>\n").into()
    }
}
