//! From a reference to what it stands for, through the files.

use gatewright_diagnostics::{Diagnostic, Metadata};
use gatewright_source::Node;

use super::library::NoFile;
use super::{Bundler, Spot};
use crate::diagnostics::{
    BUNDLE_FILE_UNREADABLE, BUNDLE_REFERENCE_CYCLIC, BUNDLE_REFERENCE_OUTSIDE,
    BUNDLE_TARGET_MISSING,
};
use crate::places::Part;
use crate::reference::Reference;

/// Longer chains of references to references are taken for circles.
const MAX_CHAIN: usize = 64;

/// What is wrong with a reference, and where that was noticed.
struct Fault {
    metadata: &'static Metadata,
    message: String,
    label: String,
    help: &'static str,
}

impl<'d> Bundler<'d> {
    /// What an object is: itself or, when it refers to another, that one at last. A reference that
    /// leads nowhere is reported.
    pub(super) fn follow(&mut self, from: Spot<'d>) -> Option<Spot<'d>> {
        match self.target(from, MAX_CHAIN) {
            Ok(target) => Some(target),
            Err((at, fault)) => {
                if self.reported.insert((at.file, at.at.id())) {
                    self.problems.push(
                        Diagnostic::new(fault.metadata, fault.message, at.at.location())
                            .label(fault.label)
                            .help(fault.help),
                    );
                }
                None
            }
        }
    }

    /// The same without a report.
    pub(super) fn follow_quietly(&self, from: Spot<'d>) -> Option<Spot<'d>> {
        self.target(from, MAX_CHAIN).ok()
    }

    /// The address of what a value of a discriminator's mapping stands for, if it is another one.
    pub(super) fn mapped(&mut self, file: usize, value: Node<'d>) -> Option<String> {
        let text = value.as_str()?;
        let reference = Reference::read(text);
        let is_name = reference.fragment.is_none() && !text.contains(['/', '.']);
        if is_name || (file == 0 && reference.file.is_empty()) {
            return None;
        }
        self.address(Spot { file, at: value }, Part::Schema)
    }

    /// `chain` more references may follow.
    fn target(&self, from: Spot<'d>, chain: usize) -> Result<Spot<'d>, (Spot<'d>, Fault)> {
        let mut here = from;
        for _ in 0..chain {
            // A value of a mapping is the text of a reference itself.
            let is_text = !here.at.is_mapping() && here.at.as_str().is_some() && here.at == from.at;
            if self.counts_siblings && here.at != from.at && here.at.entries().nth(1).is_some() {
                return Ok(here);
            }
            let reference = if is_text { Some(here.at) } else { here.at.get("$ref") };
            let Some((at, text)) = reference.and_then(|at| Some((at, at.as_str()?))) else {
                return Ok(here);
            };
            let fault = |fault| (Spot { file: here.file, at }, fault);
            here = self.step(here.file, text, chain - 1).map_err(fault)?;
        }
        let at = from.at.get("$ref").unwrap_or(from.at);
        let fault = Fault {
            metadata: &BUNDLE_REFERENCE_CYCLIC,
            message: "this reference leads back to itself".to_owned(),
            label: "a circle of references".to_owned(),
            help: "let one of them be the thing itself",
        };
        Err((Spot { file: from.file, at }, fault))
    }

    /// What one reference leads to.
    fn step(&self, from: usize, text: &str, chain: usize) -> Result<Spot<'d>, Fault> {
        let reference = Reference::read(text);
        let file =
            self.library.file(from, reference.file).map_err(|reason| no_file(text, reason))?;
        let document = self.library.document(file);
        let missing = || Fault {
            metadata: &BUNDLE_TARGET_MISSING,
            message: format!("`{text}` leads to nothing in `{}`", self.library.path(file)),
            label: "nothing stands there".to_owned(),
            help: "correct the reference, or add what it refers to",
        };
        let mut here = Spot { file, at: document.root().ok_or_else(missing)? };
        let Some(steps) = reference.steps() else {
            let anchor = reference.fragment.unwrap_or_default();
            let mut anchors = document.keys_named("$anchor").filter_map(Node::value_of_key);
            let found = anchors.find(|it| it.as_str() == Some(anchor)).and_then(Node::parent);
            return found.map(|at| Spot { file, at }).ok_or_else(missing);
        };
        for step in steps {
            if below(here.at, &step).is_none() && here.at.get("$ref").is_some() && chain > 0 {
                here = self.target(here, chain).map_err(|_| missing())?;
            }
            here.at = below(here.at, &step).ok_or_else(missing)?;
        }
        Ok(here)
    }
}

fn below<'d>(at: Node<'d>, step: &str) -> Option<Node<'d>> {
    if at.is_sequence() { at.items().nth(step.parse().ok()?) } else { at.get(step) }
}

fn no_file(text: &str, reason: NoFile) -> Fault {
    match reason {
        NoFile::Outside(reason) => Fault {
            metadata: &BUNDLE_REFERENCE_OUTSIDE,
            message: format!("`{text}` may not be read: {reason}"),
            label: "outside of the folder of the definition".to_owned(),
            help: "put a copy into the folder, or choose one that holds both with `--root`",
        },
        NoFile::Unreadable(reason) => Fault {
            metadata: &BUNDLE_FILE_UNREADABLE,
            message: format!("`{text}` cannot be read: {reason}"),
            label: "no such part of the definition".to_owned(),
            help: "correct the reference, or the file",
        },
    }
}
