//! The documentation of a finding as imports to run.

use gatewright_diagnostics::{Fence, Metadata, Section, SourceId};
use gatewright_import::{BasepathMode, Import, ImportOptions, StableIds, import};
use gatewright_model::EndpointType;

/// A definition and how it is imported.
pub(crate) struct Example {
    text: String,
    options: ImportOptions,
}

/// The examples of the section of that title. An error is the option that is not known.
pub(crate) fn examples(metadata: &Metadata, title: &str) -> Vec<Result<Example, String>> {
    let sections = metadata.sections();
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
