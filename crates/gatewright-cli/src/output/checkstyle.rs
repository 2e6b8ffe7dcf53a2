//! The format `checkstyle`: the XML of the tool of that name, which many programs read.

use std::fmt::Write;

use super::reports::{Format, Printed, Run};
use super::{concise, xml};
use crate::report::Report;

/// The format.
pub(crate) struct Checkstyle;

impl Format for Checkstyle {
    /// The element of the file.
    type Part = String;

    fn file(&self, report: &Report<'_>) -> String {
        let mut text = format!("  <file name=\"{}\">\n", xml::text(report.file.name));
        for told in &report.findings {
            let finding = told.finding;
            let start = report.file.start(finding.location.span);
            let _ = writeln!(
                text,
                "    <error line=\"{}\" column=\"{}\" severity=\"{}\" message=\"{}\" source=\"{}\"/>",
                start.line,
                start.column,
                told.weight.severity().as_str(),
                xml::text(&concise::headline(told)),
                // The part before the last full stop is what readers take for a group of checks.
                xml::text(&format!("gatewright.{}", finding.metadata.id().replace('/', "."))),
            );
        }
        text + "  </file>\n"
    }

    fn whole(&self, parts: Vec<String>, _: &Run<'_>) -> Printed {
        let files = parts.concat();
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"10.0\">\n{files}\
             </checkstyle>\n"
        )
        .into()
    }
}
