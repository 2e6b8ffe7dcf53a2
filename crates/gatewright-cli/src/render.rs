//! A finding as a picture: message, excerpt, labels and help. The one module that knows miette.

use std::fmt::{self, Write};
use std::ops::Range;

use gatewright_diagnostics::{Diagnostic, Effect, Label, Words};
use gatewright_lint::{Applicability, Fix, Severity as Rank};
use gatewright_source::Position;
use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, Severity,
    SourceCode, SourceSpan, SpanContents, ThemeStyles,
};
use textwrap::WordSplitter;

use crate::excerpt::{Excerpt, Frame, Mark};
use crate::output::{Charset, Look, WORDS, one_line, unbroken};
use crate::report::{File, Subject, Told, Weight};

/// A label is folded no narrower than this, even if the terminal then breaks its lines.
const LABEL_WIDTH: usize = 16;

/// No more related places than this are drawn; of others, the line and column must do.
const DRAWN: usize = 2;

/// Draws findings in the look of one stream.
pub(crate) struct Renderer<'a> {
    look: &'a Look,
    theme: GraphicalTheme,
}

impl<'a> Renderer<'a> {
    /// A renderer for a stream.
    pub(crate) fn new(look: &'a Look) -> Self {
        let mut theme = match look.charset {
            Charset::Unicode => GraphicalTheme::unicode(),
            Charset::Ascii => GraphicalTheme::ascii(),
        };
        if !look.palette.is_colored() {
            theme.styles = ThemeStyles::none();
        }
        Self { look, theme }
    }

    /// Adds the picture of a finding to `text`.
    pub(crate) fn draw(
        &self,
        text: &mut String,
        subject: &Subject<'_>,
        told: &Told<'_>,
        times: usize,
    ) -> fmt::Result {
        let finding = told.finding;
        let file = subject.file_of(told);
        let is_here = |label: &&Label| label.location.source == file.source;
        let known =
            |label: &&Label| subject.files().iter().any(|it| it.source == label.location.source);
        let related = finding.related.iter().filter(known);
        let (here, elsewhere): (Vec<&Label>, Vec<&Label>) = related.partition(is_here);
        let (drawn, listed) = here.split_at(here.len().min(DRAWN));
        let listed = [listed, &elsewhere].concat();
        let shown = Shown::new(file, told, drawn, self.look.width);
        self.handler(told.weight).render_report(text, &shown)?;
        let dim = self.look.palette.dim;
        if let Some(fix) = told.fix {
            writeln!(text, "{}", self.fix(fix))?;
        }
        let pointer = one_line(finding.location.pointer.as_str()).into_owned();
        let pointer = if pointer.is_empty() { "the whole document" } else { &pointer };
        let id = finding.metadata.id();
        let id = one_line(&id);
        let api = subject.api.map(|api| format!(" of {}", one_line(api))).unwrap_or_default();
        writeln!(text, "{dim}    at: {pointer}{api}{dim:#}")?;
        if !listed.is_empty() {
            writeln!(text, "{dim}{}{dim:#}", self.list(subject, file, &listed))?;
        }
        let is_about_service = finding.metadata.stage.is_about_service();
        let about = [
            told.category.map(|it| it.to_string()),
            is_about_service.then(|| origin(finding)),
            (times > 1).then(|| format!("{times} times")),
        ];
        let about = about.into_iter().flatten().collect::<Vec<_>>().join("; ");
        writeln!(text, "{dim}    id: {id} ({about}){dim:#}")
    }

    /// What a fix does.
    fn fix(&self, fix: &Fix) -> String {
        let code = self.look.palette.code;
        let caution = match fix.applicability {
            Applicability::Safe => "",
            Applicability::Unsafe => " (to be looked at)",
        };
        let options = unbroken(self.look.prose_width()).initial_indent("   fix: ");
        let text = format!("{}{caution}", one_line(&fix.title));
        let text = textwrap::fill(&text, options.subsequent_indent("        "));
        // Of the label alone, as miette does with `help`.
        text.replacen("   fix:", &format!("{code}   fix:{code:#}"), 1)
    }

    /// Further places, those with the same label together.
    fn list(&self, subject: &Subject<'_>, here: &File<'_>, labels: &[&Label]) -> String {
        let groups = labels.chunk_by(|one, other| one.text == other.text).map(|group| {
            let places = group.iter().map(|label| {
                let (file, start) =
                    (subject.file(label.location.source), subject.start(&label.location));
                let other = if file.source == here.source {
                    String::new()
                } else {
                    format!("{}:", one_line(file.name))
                };
                format!("{other}{}:{}", start.line, start.column)
            });
            format!("{} ({})", places.collect::<Vec<_>>().join(", "), one_line(&group[0].text))
        });
        let options = unbroken(self.look.prose_width()).initial_indent("  also: ");
        let text = groups.collect::<Vec<_>>().join(", ");
        textwrap::fill(&text, options.subsequent_indent("        "))
    }

    fn handler(&self, weight: Weight) -> GraphicalReportHandler {
        let mut theme = self.theme.clone();
        if weight == Weight::Effect(Effect::Dropped) {
            // The first highlight is magenta, as everything is that was dropped.
            theme.styles.advice = theme.styles.highlights[0];
        }
        let word = weight.as_str();
        let icons = &mut theme.characters;
        icons.error = format!("{} {word}:", icons.error);
        icons.warning = format!("{} {word}:", icons.warning);
        icons.advice = format!("{} {word}:", icons.advice);
        GraphicalReportHandler::new_themed(theme)
            .with_width(self.look.prose_width())
            .with_break_words(false)
            .with_word_separator(WORDS)
            .with_word_splitter(WordSplitter::NoHyphenation)
            .without_syntax_highlighting()
            .with_links(false)
    }
}

/// Whose words a message is in, and how sure we are.
fn origin(finding: &Diagnostic) -> String {
    let whose = match finding.metadata.words {
        Words::Service => "service's words",
        Words::Ours => "our words",
    };
    format!("{whose}, {}", finding.metadata.confidence)
}

/// One finding in miette's terms.
struct Shown<'a> {
    finding: &'a Diagnostic,
    weight: Weight,
    message: String,
    name: String,
    excerpt: Excerpt,
    labels: Vec<Option<String>>,
    positions: Vec<Position>,
}

impl<'a> Shown<'a> {
    fn new(file: &File<'_>, told: &Told<'a>, related: &[&'a Label], width: usize) -> Self {
        let finding = told.finding;
        let main = Mark { span: finding.location.span.range(), text: finding.label.as_deref() };
        let places = related.iter().map(|label| &label.location);
        let places = std::iter::once(&finding.location).chain(places);
        let related = related
            .iter()
            .map(|label| Mark { span: label.location.span.range(), text: Some(&label.text) });
        let marks: Vec<Mark<'a>> = std::iter::once(main).chain(related).collect();
        // The gutter has the number of the line and five more columns.
        let room = width.saturating_sub(file.lines.count().to_string().len() + 5);
        let excerpt = Excerpt::cut(file.text, file.lines, &marks, Frame { room, context: 1 });
        let positions = places.map(|place| file.start(place.span)).collect();
        let labels = marks.iter().zip(&excerpt.spots);
        let labels =
            labels.map(|(mark, spot)| Some(fold(mark.text?, &excerpt, spot, room))).collect();
        let message = one_line(&finding.message).into_owned();
        Self {
            finding,
            weight: told.weight,
            message,
            name: one_line(file.name).into_owned(),
            excerpt,
            labels,
            positions,
        }
    }
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.finding, f)
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Shown<'_> {}

impl miette::Diagnostic for Shown<'_> {
    fn severity(&self) -> Option<Severity> {
        Some(match self.weight {
            Weight::Effect(Effect::Refused | Effect::DeployFails)
            | Weight::Severity(Rank::Error) => Severity::Error,
            Weight::Effect(Effect::Warned) | Weight::Severity(Rank::Warning) => Severity::Warning,
            Weight::Effect(Effect::Dropped | Effect::Noted) | Weight::Severity(Rank::Info) => {
                Severity::Advice
            }
        })
    }

    fn help(&self) -> Option<Box<dyn fmt::Display + '_>> {
        self.finding.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(self)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let spots = self.excerpt.spots.iter().zip(&self.labels).enumerate();
        Some(Box::new(spots.map(|(index, (spot, label))| {
            let span = (spot.start, spot.len());
            if index == 0 {
                LabeledSpan::new_primary_with_span(label.clone(), span)
            } else {
                LabeledSpan::new_with_span(label.clone(), span)
            }
        })))
    }
}

impl SourceCode for Shown<'_> {
    /// With context the piece that the span is in; without, where the span is in the source.
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let range = span.offset()..span.offset() + span.len();
        let piece = self.excerpt.pieces.iter().find(|piece| within(&piece.range, &range));
        let piece = piece.ok_or(MietteError::OutOfBounds)?;
        let spot = self.excerpt.spots.iter().position(|spot| *spot == range);
        let (line, column, range) = match spot {
            Some(spot) if before == 0 && after == 0 => {
                let position = self.positions[spot];
                (position.line as usize - 1, position.column as usize - 1, range)
            }
            _ => (piece.first_line, 0, piece.range.clone()),
        };
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            &self.excerpt.text.as_bytes()[range.clone()],
            (range.start, range.len()).into(),
            line,
            column,
            piece.lines,
        )))
    }
}

/// A label in as many lines as it needs in the room on the right of the middle of its place.
fn fold(text: &str, excerpt: &Excerpt, spot: &Range<usize>, room: usize) -> String {
    let before = excerpt.text[..spot.start].rsplit('\n').next().unwrap_or_default();
    let place = excerpt.text[spot.clone()].chars().count();
    // The line that leads to a label takes four columns.
    let column = before.chars().count() + place / 2 + 4;
    let text = one_line(text);
    textwrap::wrap(&text, unbroken(room.saturating_sub(column).max(LABEL_WIDTH))).join("\n")
}

fn within(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::Palette;

    #[test]
    fn a_label_is_folded_into_the_room_on_its_right() {
        let text = format!("{}key: value\n", " ".repeat(40));
        let excerpt = Excerpt { text, pieces: Vec::new(), spots: Vec::new() };
        let label = "nothing is read from this";
        assert_eq!(fold(label, &excerpt, &(40..43), 80), label);
        assert_eq!(fold(label, &excerpt, &(40..43), 62), "nothing is read\nfrom this");
        // Beyond the edge, the terminal breaks the lines.
        assert_eq!(fold(label, &excerpt, &(40..43), 40), "nothing is read\nfrom this");
    }

    #[test]
    fn a_fix_is_told_in_lines_below_the_help() {
        let palette = Palette::default();
        let look = Look { palette, width: 40, charset: Charset::Ascii };
        let renderer = Renderer::new(&look);
        let fix = |applicability, title: &str| {
            renderer.fix(&Fix { title: title.to_owned(), applicability, edits: Vec::new() })
        };
        assert_eq!(fix(Applicability::Safe, "write `a`"), "   fix: write `a`");
        assert_eq!(
            fix(Applicability::Unsafe, "write\n`a` where `b` stands"),
            "   fix: write\\n`a` where `b` stands (to\n        be looked at)"
        );
    }
}
