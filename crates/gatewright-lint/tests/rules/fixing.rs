//! Fixes, made on the values of a definition: whether they cure, not how they are written.

use gatewright_lint::Fix;
use gatewright_source::Edit;
use serde_json::Value;

use crate::example::Example;

/// The example with a fix made, as JSON.
pub(crate) fn fixed(example: &Example, fix: &Fix) -> Example {
    let document = example.document().value;
    let mut root = document.root().expect("an example is a document").to_json();
    let mut edits: Vec<&Edit> = fix.edits.iter().collect();
    // What is taken away last and from the end moves nothing that is yet to be changed.
    edits.sort_by_key(|edit| match edit {
        Edit::Remove { at } => (2, std::cmp::Reverse(Some(*at))),
        Edit::Rename { .. } => (1, std::cmp::Reverse(None)),
        Edit::Set { .. } | Edit::Insert { .. } | Edit::Append { .. } | Edit::Reorder { .. } => {
            (0, std::cmp::Reverse(None))
        }
    });
    for edit in edits {
        let pointer = |id| document.node(id).pointer().as_str().to_owned();
        match edit {
            Edit::Set { at, value } => *at_pointer(&mut root, &pointer(*at)) = value.clone(),
            Edit::Insert { into, key, value } => {
                let object = at_pointer(&mut root, &pointer(*into)).as_object_mut();
                let before = object.expect("an object").insert(key.clone(), value.clone());
                assert_eq!(before, None, "{key} is inserted over another");
            }
            Edit::Append { to, value } => {
                let list = at_pointer(&mut root, &pointer(*to)).as_array_mut();
                list.expect("a list").push(value.clone());
            }
            Edit::Reorder { of, items } => {
                let items = items.iter().map(|item| document.node(*item).to_json()).collect();
                *at_pointer(&mut root, &pointer(*of)) = items;
            }
            Edit::Rename { key, to } => {
                let pointer = pointer(*key);
                let (parent, old) = split(&mut root, &pointer);
                let object = parent.as_object_mut().expect("an object");
                let renamed = object.iter().map(|(key, value)| {
                    let key = if *key == old { to } else { key };
                    (key.clone(), value.clone())
                });
                let renamed: serde_json::Map<String, Value> = renamed.collect();
                assert_eq!(renamed.len(), object.len(), "{to} is there already");
                *object = renamed;
            }
            Edit::Remove { at } => {
                let pointer = pointer(*at);
                let (parent, last) = split(&mut root, &pointer);
                match parent {
                    Value::Object(object) => {
                        object.shift_remove(&last).expect("the member is there");
                    }
                    Value::Array(items) => {
                        items.remove(last.parse().expect("an index"));
                    }
                    _ => panic!("nothing holds {pointer}"),
                }
            }
        }
    }
    example.with_text(serde_json::to_string_pretty(&root).expect("a value has a text"))
}

fn at_pointer<'v>(root: &'v mut Value, pointer: &str) -> &'v mut Value {
    root.pointer_mut(pointer).unwrap_or_else(|| panic!("nothing at {pointer}"))
}

/// What holds the value at a pointer, and its key or index there.
fn split<'v>(root: &'v mut Value, pointer: &str) -> (&'v mut Value, String) {
    let (parent, last) = pointer.rsplit_once('/').expect("the root is never taken away");
    let last = last.replace("~1", "/").replace("~0", "~");
    (at_pointer(root, parent), last)
}
