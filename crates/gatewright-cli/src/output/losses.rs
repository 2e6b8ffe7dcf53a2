//! What a definition does not hold of an API.

use std::fmt::Write;

use gatewright_export::Loss;
use serde::Serialize;

use super::{Look, one_line, unbroken};
use crate::args::LossFormat;

/// The losses in the chosen form; nothing when there are none.
pub(crate) fn all(losses: &[Loss], format: LossFormat, look: &Look) -> String {
    match format {
        LossFormat::Text => text(losses, look),
        LossFormat::Json => losses.iter().map(line).collect(),
    }
}

/// Those with one reason together.
fn text(losses: &[Loss], look: &Look) -> String {
    let mut text = String::new();
    for group in losses.chunk_by(|left, right| left.reason == right.reason) {
        let style = look.palette.dropped;
        let _ = writeln!(text, "{style}left out{style:#}: {}", group[0].reason);
        let things: Vec<String> = group.iter().map(thing).collect();
        let options = unbroken(look.prose_width()).initial_indent("  ").subsequent_indent("  ");
        let _ = writeln!(text, "{}", textwrap::fill(&things.join(", "), options));
    }
    text
}

fn thing(loss: &Loss) -> String {
    let entity = loss.entity.to_string();
    let member = loss.member.as_ref().map(|member| format!(" `{member}`")).unwrap_or_default();
    format!("{}{}", one_line(&entity), one_line(&member))
}

fn line(loss: &Loss) -> String {
    #[derive(Serialize)]
    struct Line<'a> {
        reason: &'static str,
        text: String,
        entity: String,
        member: Option<&'a str>,
    }
    let line = Line {
        reason: loss.reason.id(),
        text: loss.reason.to_string(),
        entity: loss.entity.to_string(),
        member: loss.member.as_deref(),
    };
    serde_json::to_string(&line).map(|line| line + "\n").unwrap_or_default()
}
