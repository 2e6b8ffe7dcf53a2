//! The documentation of a finding as sections and code blocks.

use crate::Metadata;

/// A part of the documentation from one heading to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The heading without its marks.
    pub title: String,
    /// What stands below it, as Markdown.
    pub text: String,
}

/// A code block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fence {
    /// What stands behind the backticks.
    pub info: String,
    /// The lines between them.
    pub text: String,
}

impl Metadata {
    /// The sections after the summary. A heading inside a code block is none.
    pub fn sections(&self) -> Vec<Section> {
        let mut sections: Vec<Section> = Vec::new();
        let mut fenced = false;
        for line in self.documentation().lines() {
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
}

impl Section {
    /// The code blocks of the section.
    pub fn fences(&self) -> Vec<Fence> {
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
