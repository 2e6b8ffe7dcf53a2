//! How output looks: colours, width and characters.

use std::env;

use anstream::{AutoStream, ColorChoice, stream::RawStream};
use anstyle::{AnsiColor, Style};
use gatewright_diagnostics::{Effect, Verdict};
use gatewright_lint::Severity;
use terminal_size::{Width, terminal_size};

use crate::args::ColorWhen;
use crate::report::Weight;

/// The width where none can be asked for, as in a file or a log.
const DEFAULT_WIDTH: usize = 100;
/// Prose wider than this is hard to read.
const PROSE_WIDTH: usize = 110;
/// Narrower than this, nothing can be laid out.
const LEAST_WIDTH: usize = 40;

/// How one of the two streams looks.
pub(crate) struct Look {
    /// The colours, or none.
    pub(crate) palette: Palette,
    /// In columns.
    pub(crate) width: usize,
    /// The characters to draw with.
    pub(crate) charset: Charset,
}

/// The characters to draw with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Charset {
    Unicode,
    Ascii,
}

impl Look {
    /// Looks at the stream, and at NO_COLOR, CLICOLOR_FORCE, TERM and the locale.
    pub(crate) fn of<S: RawStream>(stream: &S, color: ColorWhen) -> Self {
        let colored = match color {
            ColorWhen::Always => true,
            ColorWhen::Never => false,
            ColorWhen::Auto => AutoStream::choice(stream) != ColorChoice::Never,
        };
        let size = if stream.is_terminal() { terminal_size() } else { None };
        Self {
            palette: if colored { Palette::colored() } else { Palette::default() },
            width: size.map_or(DEFAULT_WIDTH, |(Width(width), _)| width.into()).max(LEAST_WIDTH),
            charset: Charset::of_environment(),
        }
    }

    /// The width of prose, in columns.
    pub(crate) fn prose_width(&self) -> usize {
        self.width.min(PROSE_WIDTH)
    }

    /// The same without colours, for a file.
    pub(crate) fn plain(&self) -> Self {
        Self { palette: Palette::default(), ..*self }
    }

    /// That of a report in a file, which is as wide wherever it was made.
    pub(crate) fn of_file(&self) -> Self {
        Self { width: DEFAULT_WIDTH, ..self.plain() }
    }
}

impl Charset {
    /// What stands for things that are left out.
    pub(crate) fn ellipsis(self) -> &'static str {
        match self {
            Self::Unicode => "…",
            Self::Ascii => "...",
        }
    }

    /// Unicode unless the environment says that the terminal cannot show it.
    fn of_environment() -> Self {
        let set = |name| env::var(name).ok().filter(|value| !value.is_empty());
        let locale = set("LC_ALL").or_else(|| set("LC_CTYPE")).or_else(|| set("LANG"));
        let other_charset = locale.is_some_and(|locale| {
            let locale = locale.to_ascii_lowercase();
            !locale.ends_with("utf-8") && !locale.ends_with("utf8")
        });
        let simple = set("TERM").is_some_and(|term| term == "linux" || term == "dumb");
        if other_charset || simple { Self::Ascii } else { Self::Unicode }
    }
}

/// The styles of the parts of a report; all of them plain without colours.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Palette {
    pub(crate) error: Style,
    pub(crate) warning: Style,
    pub(crate) dropped: Style,
    pub(crate) note: Style,
    pub(crate) good: Style,
    pub(crate) strong: Style,
    pub(crate) dim: Style,
    pub(crate) code: Style,
}

impl Palette {
    fn colored() -> Self {
        Self {
            error: AnsiColor::Red.on_default().bold(),
            warning: AnsiColor::Yellow.on_default().bold(),
            dropped: AnsiColor::Magenta.on_default().bold(),
            note: AnsiColor::Cyan.on_default().bold(),
            good: AnsiColor::Green.on_default().bold(),
            strong: Style::new().bold(),
            dim: Style::new().dimmed(),
            code: AnsiColor::Cyan.on_default(),
        }
    }

    /// Whether there is any colour.
    pub(crate) fn is_colored(&self) -> bool {
        self.strong != Style::new()
    }

    /// The style of a kind of finding.
    pub(crate) fn effect(&self, effect: Effect) -> Style {
        match effect {
            Effect::Refused | Effect::DeployFails => self.error,
            Effect::Warned => self.warning,
            Effect::Dropped => self.dropped,
            Effect::Noted => self.note,
        }
    }

    /// The style of how much a finding matters.
    pub(crate) fn weight(&self, weight: Weight) -> Style {
        match weight {
            Weight::Effect(effect) => self.effect(effect),
            Weight::Severity(severity) => self.severity(severity),
        }
    }

    /// The style of a severity.
    pub(crate) fn severity(&self, severity: Severity) -> Style {
        match severity {
            Severity::Error => self.error,
            Severity::Warning => self.warning,
            Severity::Info => self.note,
        }
    }

    /// The style of a verdict.
    pub(crate) fn verdict(&self, verdict: Verdict) -> Style {
        match verdict {
            Verdict::Accepted => self.good,
            Verdict::AcceptedWithWarnings => self.warning,
            Verdict::NotDeployable | Verdict::Refused => self.error,
        }
    }
}
