//! Definitions made of parts of files, read, looked at and edited.

use super::*;
use crate::{Edit, Editor, Unwritable, apply, read};

const TEMPLATE: &str = "Names: &names [a, b] # shared\nBody:\n  info: { title: x }\n  list: *names\n  uri: !Sub 'a-${B}'\n  deep:\n    one: 1\n";

fn document(number: u32, text: &str) -> Document {
    read(SourceId(number), text.into()).value
}

/// The body with the `!Sub` evaluated.
fn assembled(outer: &Document) -> Document {
    let mut assembly = Assembly::new(outer);
    let file = assembly.add(outer);
    let body = outer.at_pointer("/Body").expect("it is there");
    assembly.open(file, body);
    for (key, value) in body.entries() {
        assembly.copy(file, key);
        if value.tag() == Some("!Sub") {
            assembly.text_of(file, value, value, "a-${B}", Known::Partly);
        } else {
            assembly.copy(file, value);
        }
    }
    assembly.close();
    assembly.finish()
}

#[test]
fn a_part_of_a_file_keeps_its_places() {
    let outer = document(0, TEMPLATE);
    let inner = assembled(&outer);
    assert_eq!(
        inner.root().expect("a value").to_json(),
        serde_json::json!({
            "info": { "title": "x" }, "list": ["a", "b"], "uri": "a-${B}", "deep": { "one": 1 }
        })
    );
    let node = |pointer| inner.at_pointer(pointer).expect("it is there");
    let text = |pointer| &TEMPLATE[node(pointer).span().range()];
    assert_eq!((text("/deep/one"), text("/uri"), text("/list/1")), ("1", "'a-${B}'", "b"));
    assert_eq!(&TEMPLATE[node("/uri").span_of(Span::new(2, 6)).range()], "${B}");
    assert_eq!(node("/uri").as_str(), Some("a-${B}"));
    assert!(node("/list").is_derived() && !node("/deep").is_derived());
    let at = u32::try_from(TEMPLATE.find("one").expect("there")).expect("short");
    assert_eq!(inner.part_from(at).expect("one").pointer().as_str(), "/deep/one");
}

#[test]
fn what_is_copied_as_a_whole_is_the_root() {
    let outer = document(0, TEMPLATE);
    let mut assembly = Assembly::new(&outer);
    let file = assembly.add(&outer);
    assembly.copy(file, outer.at_pointer("/Body/deep").expect("it is there"));
    let document = assembly.finish();
    let one = document.at_pointer("/one").expect("it is there");
    assert_eq!(one.pointer().as_str(), "/one");
    assert!(document.root().is_some_and(|it| it.parent().is_none()));
}

#[test]
fn edits_change_what_is_written_and_nothing_else() {
    let outer = document(0, TEMPLATE);
    let inner = assembled(&outer);
    let id = |pointer| inner.at_pointer(pointer).expect("it is there").id();
    let write = |edit| Editor::new(&inner).text_edits(&[edit]);
    let edits = write(Edit::Insert { into: id("/deep"), key: "two".into(), value: 2.into() });
    let text = apply(TEMPLATE, &edits.expect("it is written there"));
    assert_eq!(text, TEMPLATE.to_owned() + "    two: 2\n");
    for at in ["/uri", "/list/0", ""] {
        let edit = Edit::Set { at: id(at), value: "new".into() };
        assert_eq!(write(edit), Err(Unwritable::Derived), "{at}");
    }
    let edit = Edit::Remove { at: id("/uri") };
    let text = apply(TEMPLATE, &write(edit).expect("all of it goes"));
    assert_eq!(text, TEMPLATE.replace("  uri: !Sub 'a-${B}'\n", ""));
    let edit = Edit::Set { at: id("/info/title"), value: "${x}".into() };
    assert_eq!(write(edit), Err(Unwritable::Derived));
}

#[test]
fn what_is_copied_alone_has_nothing_above_it() {
    let outer = document(0, TEMPLATE);
    let mut assembly = Assembly::new(&outer);
    let file = assembly.add(&outer);
    assembly.copy(file, outer.at_pointer("/Body/deep").expect("it is there"));
    let inner = assembly.finish();
    assert_eq!(inner.root().expect("a value").parent(), None);
    assert_eq!(inner.at_pointer("/one").expect("it is there").pointer().as_str(), "/one");
}

#[test]
fn several_files_are_one_document() {
    let (main, other) =
        (document(3, "{\"Body\": {\"a\": [1]}}"), document(4, "b: on\nc:\n  - d\n"));
    let mut assembly = Assembly::new(&main);
    let (first, second) = (assembly.add(&main), assembly.add(&other));
    let body = main.at_pointer("/Body").expect("it is there");
    assembly.open(first, body);
    for (key, value) in body.entries().chain(other.root().expect("a value").entries()) {
        let part = if key.document().source() == main.source() { first } else { second };
        assembly.copy(part, key);
        assembly.copy(part, value);
    }
    assembly.close();
    let document = assembly.finish();
    let value = serde_json::json!({ "a": [1], "b": true, "c": ["d"] });
    assert_eq!(document.root().expect("a value").to_json(), value);
    let c = document.at_pointer("/c").expect("it is there");
    assert_eq!(document.placed(c.span()), (SourceId(4), Span::new(11, 14)));
    assert_eq!(&document.text()[c.span().range()], "- d");
    let edit = Edit::Append { to: c.id(), value: "e".into() };
    let edits = Editor::new(&document).text_edits(&[edit]).expect("it is written there");
    let text = apply(document.text(), &edits);
    assert!(text.ends_with("c:\n  - d\n  - e\n"), "{text}");
    let root = document.root().expect("a value").id();
    let edit = Edit::Insert { into: root, key: "e".into(), value: 1.into() };
    assert_eq!(Editor::new(&document).text_edits(&[edit]), Err(Unwritable::Derived));
}

#[test]
fn a_text_within_another_has_its_places_there() {
    let outer = document(0, r#"{"body": "{\"a\":\n \"b\"}"}"#);
    let body = outer.at_pointer("/body").expect("it is there");
    let inner = document(0, body.text().expect("a text"));
    let mut assembly = Assembly::new(&outer);
    let file = assembly.add(&outer);
    let part = assembly.add_inside(file, &inner, body.runs());
    assembly.copy(part, inner.root().expect("a value"));
    let document = assembly.finish();
    let a = document.at_pointer("/a").expect("it is there");
    assert_eq!(&outer.text()[a.span().range()], r#"\"b\""#);
    assert!(a.is_derived());
}

#[test]
fn what_nests_too_deeply_is_left_out() {
    let outer = document(0, "a: {}\n");
    let mut assembly = Assembly::new(&outer);
    let part = assembly.add(&outer);
    for _ in 0..1000 {
        assembly.open_at(Kind::Sequence, Span::new(0, 1));
    }
    assembly.copy(part, outer.root().expect("a value"));
    for _ in 0..1000 {
        assembly.close();
    }
    assert!(assembly.is_full());
    let document = assembly.finish();
    assert_eq!(document.nodes().filter(|it| it.is_sequence()).count(), DEPTH);
}

#[test]
fn nothing_is_edited_that_stands_elsewhere_too() {
    let text = "Body:
  get: &get { a: 1, b: 2 }
  put: { c: &c 3, d: 4 }
  <<: *base
Other: { x: *get, y: *c }
";
    let text = format!("Base: &base {{ e: 5 }}\n{text}");
    let outer = document(0, &text);
    let body = outer.at_pointer("/Body").expect("it is there");
    let mut assembly = Assembly::new(&outer);
    let file = assembly.add(&outer);
    assembly.copy(file, body);
    let inner = assembly.finish();
    let id = |pointer| inner.at_pointer(pointer).expect("it is there").id();
    let write = |edit| Editor::new(&inner).text_edits(&[edit]);
    let within = Edit::Set { at: id("/get/a"), value: 7.into() };
    assert_eq!(write(within), Err(Unwritable::Shared));
    for at in ["/get", "/put", "/put/c", "/e"] {
        assert!(write(Edit::Remove { at: id(at) }).is_err(), "{at}");
    }
    let edits = write(Edit::Set { at: id("/put/d"), value: 7.into() }).expect("it is its own");
    assert_eq!(apply(&text, &edits), text.replace("d: 4", "d: 7"));
}

#[test]
fn what_is_derived_stays_so() {
    let main = document(0, "a: {b: 1}\n");
    let mut assembly = Assembly::new(&main);
    let file = assembly.add(&main);
    let at = assembly.at(file, main.root().expect("a value").span());
    assembly.open_at(Kind::Mapping, at);
    let (key, value) = main.root().and_then(|it| it.entry("a")).expect("it is there");
    assembly.copy(file, key);
    assembly.copy(file, value);
    assembly.close();
    let made = assembly.finish();

    // Opened and copied again, it is no more written there than before.
    let mut assembly = Assembly::new(&made);
    let file = assembly.add(&made);
    let root = made.root().expect("a value");
    assembly.open(file, root);
    let (key, value) = root.entry("a").expect("it is there");
    assembly.copy_all(file, key, value);
    assembly.close();
    let again = assembly.finish();
    let derived = |it: &Document| it.nodes().map(Node::is_derived).collect::<Vec<_>>();
    assert_eq!(derived(&again), derived(&made));
    assert!(again.root().is_some_and(Node::is_derived));
}

/// All that can be asked of the nodes.
fn shown(document: &Document) -> Vec<String> {
    let node = |it: Node<'_>| {
        let place = (it.span(), it.style(), it.tag(), it.parent().map(Node::id), it.is_key());
        let found = it.key().and_then(|key| it.parent()?.get(key.text()?)).map(Node::id);
        format!("{place:?} {:?} {found:?} {} {}", it.text(), it.is_derived(), it.to_json())
    };
    let pairs = document.duplicates();
    document.nodes().map(node).chain([format!("{pairs:?}")]).collect()
}

/// Compares what is copied at once with what is copied child by child, of each collection.
fn compare_copies(text: &str) {
    let main = document(0, text);
    for node in main.nodes().filter(|it| it.is_mapping() || it.is_sequence()) {
        let make = |add: &dyn Fn(&mut Assembly, PartId)| {
            let mut assembly = Assembly::new(&main);
            // Behind another file nothing has the place that it had.
            assembly.add(&document(1, "z\n"));
            let part = assembly.add(&main);
            assembly.open(part, node);
            add(&mut assembly, part);
            assembly.close();
            assembly.finish()
        };
        let entries = node.entries().flat_map(|(key, value)| [key, value]);
        let children: Vec<_> = node.items().chain(entries).collect();
        let one_by_one = make(&|assembly, part| {
            for child in &children {
                assembly.copy(part, *child);
            }
        });
        let at_once = make(&|assembly, part| {
            for run in children.chunk_by(|one, other| one.is_right_before(*other)) {
                assembly.copy_all(part, run[0], run[run.len() - 1]);
            }
        });
        assert_eq!(shown(&at_once), shown(&one_by_one), "{node:?}");
    }
}

#[test]
fn children_are_copied_at_once_as_one_by_one() {
    let text = "a: !Sub 'x ''y'''\nb:\n  - {c: 1, d: [2, !Ref e], c: 3}\n  - >-\n    f\n    g\n  - \"\\u00e9\"\n  -\n";
    let many: Vec<_> = (0..300).map(|it| format!("  k{it}: {{ l: !t{it} {it} }}\n")).collect();
    // A merged mapping that stands in its place is followed by what is not its child.
    let more = "q: {<<: {t: u}, r: s}\n\"\\u0046n\": v\na: w\n";
    let plain = format!("{text}m:\n{}{more}", many.concat());
    assert!(document(0, &plain).shared().is_empty());
    compare_copies(&plain);
    compare_copies(&format!("{text}n: [&x {{ o: p }}, *x]\nq: {{<<: *x, r: s}}\n"));
}

#[test]
fn what_is_too_much_at_once_is_copied_as_far_as_it_goes() {
    let deep = format!("a: 1\nb: {}{}\nc: 2\n", "[".repeat(DEPTH - 2), "]".repeat(DEPTH - 2));
    let main = document(0, &deep);
    let root = main.root().expect("a value");
    let mut assembly = Assembly::new(&main);
    let part = assembly.add(&main);
    // Around it one more than there may be.
    let at = assembly.at(part, root.span());
    assembly.open_at(Kind::Sequence, at);
    assembly.open_at(Kind::Sequence, at);
    assembly.open(part, root);
    let children: Vec<_> = root.entries().collect();
    assembly.copy_all(part, children[0].0, children[2].1);
    assert!(assembly.is_full());
    let document = assembly.finish();
    assert_eq!(document.at_pointer("/0/0/a").and_then(Node::as_i64), Some(1));
    assert!(document.at_pointer("/0/0/b").is_some_and(Node::is_unknown));
    assert!(document.at_pointer("/0/0/c").is_none());
}

#[test]
fn keys_are_compared_where_their_texts_are() {
    let document = document(0, "\"\\u0046n::If\": 1\nFn::If: 2\nFnn: {Fn::If: 3}\n");
    let begins = document.nodes().filter(|it| it.is_key() && it.begins_with("Fn::"));
    assert_eq!(begins.filter_map(Node::text).collect::<Vec<_>>(), ["Fn::If"; 3]);
    assert!(document.nodes().all(|it| it.is_mapping() || it.begins_with("")));
}
