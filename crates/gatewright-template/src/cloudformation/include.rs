//! Files that a template includes with `AWS::Include`.

use std::rc::Rc;

use gatewright_diagnostics::{Diagnostic, Location};
use gatewright_source::{Node, read};

use super::evaluator::Evaluator;
use super::sources::{ShortForms, Source};
use super::text::Text;
use super::value::{Entry, Frame, Key, Place, Value};
use crate::diagnostics::{TEMPLATE_FILE_UNREAD, TEMPLATE_FILE_UNREADABLE, TEMPLATE_INCLUDE_CYCLE};
use crate::library::{NoFile, Opened};

/// How deep files include files.
const DEPTH: usize = 20;

/// Stands for what a macro makes.
const MADE: &str = "Fn::Transform";

/// That a file is not read, which may be all right.
pub(super) fn unread(message: &str) -> Diagnostic {
    Diagnostic::new(&TEMPLATE_FILE_UNREAD, message, Location::default())
        .label("what is in it is not looked at")
        .help("check the file where it is, or name it by a path within the project")
}

/// Why the file that a text means is not there.
pub(super) fn fault(name: &str, why: &NoFile) -> Diagnostic {
    match why {
        NoFile::Outside(why) => unread(&format!("`{name}` is not read: {why}")),
        NoFile::Unreadable(why) => {
            let message = format!("`{name}` cannot be read: {why}");
            Diagnostic::new(&TEMPLATE_FILE_UNREADABLE, message, Location::default())
                .label("the definition is in this file")
                .help("name a file, from the folder of the file that this stands in")
        }
    }
}

impl<'t> Evaluator<'t> {
    /// What a macro makes of its parameters. Only that of `AWS::Include` is known.
    pub(super) fn transformed(&self, argument: &Place<'t>) -> Value<'t> {
        let get = |name: &str| argument.node.get(name).map(|it| argument.with(it));
        let name = get("Name").map(|it| self.text(&self.value(&it)));
        match name.as_ref().and_then(Text::as_known) {
            Some("AWS::Include") => {}
            macro_name => {
                let message = match macro_name {
                    Some(name) => format!("what the macro `{name}` makes is not known"),
                    None => "what a macro makes is not known".to_owned(),
                };
                self.tell_of(argument.node, unread(&message));
                return Value::unknown(MADE);
            }
        }
        let parameters = argument.node.get("Parameters");
        let Some(location) = parameters.and_then(|it| it.get("Location")) else {
            return Value::unknown(MADE);
        };
        let opened = self.asset_at(location).or_else(|| {
            let text = self.text(&self.value(&argument.with(location)));
            let Some(name) = text.as_known() else {
                let message = "what this includes is known only when it is deployed";
                self.tell_of(location, unread(message));
                return None;
            };
            self.open(location, name)
        });
        let Some(opened) = opened else { return Value::unknown(MADE) };
        if self.is_template_itself(&opened) || argument.is_in(opened.source) {
            let message = format!("`{}` includes itself", opened.path);
            let told = Diagnostic::new(&TEMPLATE_INCLUDE_CYCLE, message, Location::default());
            let told = told.label("comes back to where it is included");
            self.tell_of(location, told.help("include another file"));
            return Value::unknown(MADE);
        }
        if argument.depth() > DEPTH {
            self.stop(location);
            return Value::unknown(MADE);
        }
        let Some(source) = self.included(&opened, ShortForms::Ignored) else {
            self.stop(location);
            return Value::unknown(MADE);
        };
        match source.document.root() {
            Some(root) => {
                let place = argument.within(root, Frame::File(opened.source));
                // The file may be nothing but another function.
                self.value(&place)
            }
            None => Value::unknown(MADE),
        }
    }

    fn is_template_itself(&self, opened: &Opened) -> bool {
        let main = self.sources.main().document.source().0 as usize;
        self.library.paths().get(main) == Some(&opened.path)
    }

    /// Opens the file that a text means where it stands.
    pub(super) fn open(&self, at: Node<'t>, name: &str) -> Option<Rc<Opened>> {
        let from = self.sources.of(at).document.source();
        match self.library.open(from, name) {
            Ok(opened) => Some(opened),
            Err(why) => {
                self.tell_of(at, fault(name, &why));
                None
            }
        }
    }

    /// A file as a source; none if there are too many.
    pub(super) fn included(&self, opened: &Opened, short_forms: ShortForms) -> Option<&'t Source> {
        if let Some(known) = self.sources.file(opened.source) {
            return Some(known);
        }
        let document = read(opened.source, opened.bytes.clone());
        self.sources.add(Source::new(document, short_forms))
    }

    /// Adds the entries of what is included beside others. Those that were written already stay.
    pub(super) fn included_entries(&self, argument: &Place<'t>, found: &mut Vec<Entry<'t>>) {
        match self.transformed(argument) {
            Value::Written(place) if place.node.is_mapping() => {
                let siblings = argument.node.parent();
                for entry in self.entries(&place) {
                    let name = entry.key.as_known();
                    let is_written =
                        name.is_some_and(|name| siblings.is_some_and(|it| it.get(name).is_some()));
                    if !is_written {
                        found.push(entry);
                    }
                }
            }
            Value::Nothing => {}
            value => {
                let key = Key::Made(argument.node, Text::unknown(MADE));
                let value = match value {
                    Value::Text(text) if text.as_known().is_none() => Value::Text(text),
                    _ => Value::unknown(MADE),
                };
                found.push(Entry { key, at: argument.clone(), value });
            }
        }
    }
}
