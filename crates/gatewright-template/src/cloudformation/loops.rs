//! `Fn::ForEach` of the language extensions.

use gatewright_source::Node;

use super::evaluator::Evaluator;
use super::text::{IsWhole, Text};
use super::value::{Entry, Frame, Key, Place, Value};

impl<'t> Evaluator<'t> {
    /// Adds what a loop `[identifier, collection, { key: value }]` makes.
    pub(super) fn loop_entries(&self, argument: &Place<'t>, found: &mut Vec<Entry<'t>>) {
        let mut parts = argument.node.items();
        let (Some(name), Some(collection), Some(fragment)) =
            (parts.next().and_then(Node::text), parts.next(), parts.next())
        else {
            return self.unknown_entry(argument, found);
        };
        let items = self.items(&self.value(&argument.with(collection)));
        let Some((items, IsWhole::Yes)) = items else {
            return self.unknown_entry(argument, found);
        };
        for item in items {
            if !self.may_go_around(argument.node) {
                return self.unknown_entry(argument, found);
            }
            let text = self.text(&item);
            let Some(item) = text.as_known().filter(|_| self.may_go_on(argument.node, text.len()))
            else {
                self.unknown_entry(argument, found);
                continue;
            };
            let frame = Frame::Item { name: name.to_owned(), item: item.to_owned() };
            found.extend(self.entries(&argument.within(fragment, frame)));
        }
    }

    fn unknown_entry(&self, argument: &Place<'t>, found: &mut Vec<Entry<'t>>) {
        let _ = self;
        let name = "Fn::ForEach";
        let key = Key::Made(argument.node, Text::unknown(name));
        found.push(Entry { key, at: argument.clone(), value: Value::unknown(name) });
    }
}
