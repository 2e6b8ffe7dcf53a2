//! The documentation of a finding as sections, code blocks and imports to run.

use gatewright_diagnostics::{Metadata, SourceId};
use gatewright_import::{BasepathMode, Import, ImportOptions, StableIds, import};
use gatewright_model::EndpointType;

/// A part of the documentation from one heading to the next.
pub(crate) struct Section {
    /// The heading without its marks.
    pub(crate) title: String,
    /// What stands below it.
    pub(crate) text: String,
}

/// A code block.
pub(crate) struct Fence {
    /// What stands behind the backticks.
    pub(crate) info: String,
    /// The lines between them.
    pub(crate) text: String,
}

/// A definition and how it is imported.
pub(crate) struct Example {
    text: String,
    options: ImportOptions,
}

/// The sections after the summary. A heading inside a code block is none.
pub(crate) fn sections(metadata: &Metadata) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut fenced = false;
    for line in metadata.documentation().lines() {
        fenced ^= line.starts_with("```");
        match line.strip_prefix("## ") {
            Some(title) if !fenced => {
                sections.push(Section { title: title.to_owned(), text: String::new() });
            }
            _ => {
                if let Some(section) = sections.last_mut() {
                    section.text.push_str(line);
                    section.text.push('\n');
                }
            }
        }
    }
    sections
}

impl Section {
    /// The code blocks of the section.
    pub(crate) fn fences(&self) -> Vec<Fence> {
        let mut fences: Vec<Fence> = Vec::new();
        let mut open = false;
        for line in self.text.lines() {
            match line.strip_prefix("```") {
                Some(_) if open => open = false,
                Some(info) => {
                    fences.push(Fence { info: info.to_owned(), text: String::new() });
                    open = true;
                }
                None if open => {
                    if let Some(fence) = fences.last_mut() {
                        fence.text.push_str(line);
                        fence.text.push('\n');
                    }
                }
                None => {}
            }
        }
        fences
    }
}

/// The examples of the section of that title. An error is the option that is not known.
pub(crate) fn examples(metadata: &Metadata, title: &str) -> Vec<Result<Example, String>> {
    let sections = sections(metadata);
    let section = sections.iter().filter(|section| section.title == title);
    section.flat_map(Section::fences).map(Example::read).collect()
}

impl Example {
    fn read(fence: Fence) -> Result<Self, String> {
        let mut example = Self { text: fence.text, options: ImportOptions::default() };
        let mut words = fence.info.split([' ', ',']);
        match words.next() {
            Some("yaml" | "json") => {}
            other => return Err(other.unwrap_or_default().to_owned()),
        }
        for word in words {
            example.set(word).ok_or_else(|| word.to_owned())?;
        }
        Ok(example)
    }

    /// Takes an option of an example: `basepath` and `endpoint-type` as the import has them, and
    /// `fill=TEXT*COUNT`, which says what `…` stands for.
    fn set(&mut self, option: &str) -> Option<()> {
        let (name, value) = option.split_once('=')?;
        match name {
            "basepath" => {
                self.options.basepath = match value {
                    "prepend" => BasepathMode::Prepend,
                    "split" => BasepathMode::Split,
                    _ => return None,
                };
            }
            "endpoint-type" => self.options.endpoint_type = Some(EndpointType::parse(value)?),
            "fill" => {
                let (text, count) = value.split_once('*')?;
                self.text = self.text.replace('…', &text.repeat(count.parse().ok()?));
            }
            _ => return None,
        }
        Some(())
    }

    /// Imports the example as a new API.
    pub(crate) fn import(&self) -> Import {
        let document = gatewright_source::read(SourceId(0), self.text.clone().into_bytes());
        import(&document, &self.options, &mut StableIds::default())
    }
}
