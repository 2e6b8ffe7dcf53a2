//! Changes of a text make the changes of the tree that they are for, and no others.

use gatewright_diagnostics::SourceId;
use gatewright_source::{
    Assembly, Document, Edit, Editor, Format, Node, NodeId, Unwritable, apply, read,
};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

#[path = "editing/written.rs"]
mod written;

use written::{Habits, written};

fn document(text: &str) -> Document {
    let read = read(SourceId(0), text.as_bytes().to_vec());
    let names: Vec<_> = read.diagnostics.iter().map(|it| it.metadata.name).collect();
    assert!(names.iter().all(|name| *name == "tag-unresolved"), "{names:?} in\n{text}");
    read.value
}

/// The text with edits made that are told by pointers.
fn edited(text: &str, edits: &[(&str, &str, Value)]) -> String {
    try_edited(text, edits).unwrap_or_else(|error| panic!("{error} in\n{text}"))
}

fn try_edited(text: &str, edits: &[(&str, &str, Value)]) -> Result<String, Unwritable> {
    let document = document(text);
    let edits: Vec<Edit> = edits
        .iter()
        .map(|(what, pointer, value)| {
            let (holder, last) = pointer.rsplit_once('/').unwrap_or(("", ""));
            let at = |pointer: &str| {
                document.at_pointer(pointer).unwrap_or_else(|| panic!("nothing at {pointer}"))
            };
            match *what {
                "set" => Edit::Set { at: at(pointer).id(), value: value.clone() },
                "remove" => Edit::Remove { at: at(pointer).id() },
                "append" => Edit::Append { to: at(pointer).id(), value: value.clone() },
                "insert" => Edit::Insert {
                    into: at(holder).id(),
                    key: last.to_owned(),
                    value: value.clone(),
                },
                "rename" => Edit::Rename {
                    key: at(pointer).key().expect("it has a key").id(),
                    to: value.as_str().expect("a key").to_owned(),
                },
                other => panic!("{other}"),
            }
        })
        .collect();
    let edits = Editor::new(&document).text_edits(&edits)?;
    Ok(apply(text, &edits))
}

#[test]
fn a_member_is_added_where_its_siblings_end() {
    let add = |text| edited(text, &[("insert", "/a/z", json!({"k": [1, "x"]}))]);
    assert_eq!(
        add("a:\n  b: 1 # one\nc: 2\n"),
        "a:\n  b: 1 # one\n  z:\n    k:\n      - 1\n      - x\nc: 2\n"
    );
    assert_eq!(
        add("a:\n    b:\n    - 1\n"),
        "a:\n    b:\n    - 1\n    z:\n        k:\n        - 1\n        - x\n"
    );
    assert_eq!(add("a: {b: 1}\n"), "a: {b: 1, z: {k: [1, x]}}\n");
    assert_eq!(add("a: {}\n"), "a:\n  z:\n    k:\n      - 1\n      - x\n");
    assert_eq!(add("a:\n"), "a:\n  z:\n    k:\n      - 1\n      - x\n");
    assert_eq!(add("{\"a\":{\"b\":1}}"), "{\"a\":{\"b\":1,\"z\":{\"k\":[1,\"x\"]}}}");
    assert_eq!(
        add("{\n\t\"a\": {\n\t\t\"b\": 1\n\t}\n}\n"),
        "{\n\t\"a\": {\n\t\t\"b\": 1,\n\t\t\"z\": {\n\t\t\t\"k\": [\n\t\t\t\t1,\n\t\t\t\t\"x\"\n\t\t\t]\n\t\t}\n\t}\n}\n"
    );
    assert_eq!(
        add("{\r\n  \"a\": {}\r\n}\r\n"),
        "{\r\n  \"a\": {\r\n    \"z\": {\r\n      \"k\": [\r\n        1,\r\n        \"x\"\r\n      ]\r\n    }\r\n  }\r\n}\r\n"
    );
    assert_eq!(
        add("a:\r  b: 1 # one\rc: 2\r"),
        "a:\r  b: 1 # one\r  z:\r    k:\r      - 1\r      - x\rc: 2\r"
    );
}

#[test]
fn a_text_gets_the_quotes_that_the_file_has() {
    let set = |text| edited(text, &[("set", "/a", json!("new")), ("insert", "/z", json!("200"))]);
    assert_eq!(set("a: old\nb: x\n"), "a: new\nb: x\nz: '200'\n");
    assert_eq!(set("a: \"old\" # why\nb: \"x\"\n"), "a: \"new\" # why\nb: \"x\"\nz: \"200\"\n");
    assert_eq!(set("a: 'old'\nb: x\nc: y\nd: z\n"), "a: 'new'\nb: x\nc: y\nd: z\nz: '200'\n");
    assert_eq!(set("a: 5\nb: x\n"), "a: new\nb: x\nz: '200'\n");
}

#[test]
fn comments_stay_with_what_they_speak_of() {
    let text = "a:\n  # of b\n  b: 1 # b\n  # of c\n  c: 2\n# of d\nd: 3\n";
    assert_eq!(
        edited(text, &[("remove", "/a/b", json!(null))]),
        "a:\n  # of b\n  # of c\n  c: 2\n# of d\nd: 3\n"
    );
    assert_eq!(
        edited("a: {b: 1, # b\n  c: 2 # c\n}\n", &[("insert", "/a/z", json!(3))]),
        "a: {b: 1, # b\n  c: 2, # c\n  z: 3\n}\n"
    );
    assert_eq!(edited("a: # here\n  b: 1\n", &[("set", "/a", json!(5))]), "a: 5 # here\n");
    assert_eq!(
        edited("- a: 1 # x\n  # of b\n  b: 2\n", &[("remove", "/0/a", json!(null))]),
        "- # of b\n  b: 2\n"
    );
    assert_eq!(
        edited("- - 1\n  - 2\n- 3\n", &[("remove", "/0/0", json!(null)), ("append", "", json!(4))]),
        "- - 2\n- 3\n- 4\n"
    );
}

#[test]
fn what_is_used_in_several_places_is_not_changed() {
    let text = "a: &x {b: 1}\nc: *x\nd: 2\n";
    assert_eq!(try_edited(text, &[("set", "/a/b", json!(2))]), Err(Unwritable::Shared));
    assert_eq!(try_edited(text, &[("set", "/c/b", json!(2))]), Err(Unwritable::Shared));
    assert_eq!(try_edited(text, &[("remove", "/a", json!(null))]), Err(Unwritable::Shared));
    assert_eq!(edited(text, &[("remove", "/c", json!(null))]), "a: &x {b: 1}\nd: 2\n");
    assert_eq!(try_edited("a: !Sub x\n", &[("set", "/a", json!(2))]), Err(Unwritable::Tagged));
    assert_eq!(
        try_edited("a: 1\n", &[("insert", "/a", json!(2))]),
        Err(Unwritable::KeyTaken("a".into()))
    );
}

#[test]
fn the_long_form_of_a_function_takes_the_place_of_the_short_one() {
    let long = |text, value| try_edited(text, &[("set", "/a", value)]);
    let sub = json!({"Fn::Sub": "x: ${y}"});
    assert_eq!(
        long("a: !Sub 'x: ${y}' # z\nb: 1\n", sub.clone()).as_deref(),
        Ok("a: { Fn::Sub: 'x: ${y}' } # z\nb: 1\n")
    );
    let list = json!({"Fn::Join": ["", ["x", {"Ref": "y"}]]});
    assert_eq!(
        long("a: !Join\n  - ''\n  - - x\n    - !Ref y\nb: 1\n", list).as_deref(),
        Ok("a: { Fn::Join: ['', [x, { Ref: 'y' }]] }\nb: 1\n")
    );
    assert_eq!(long("a: !Ref x\n", sub.clone()), Err(Unwritable::Tagged));
    assert_eq!(long("a: !Sub |\n  x\n", sub), Err(Unwritable::Layout));
}

#[test]
fn several_children_go_and_come_at_once() {
    let all = [
        ("remove", "/a/b", json!(null)),
        ("remove", "/a/c", json!(null)),
        ("insert", "/a/z", json!(1)),
    ];
    assert_eq!(edited("a: {b: 1, c: 2}\n", &all), "a:\n  z: 1\n");
    assert_eq!(edited("a: {x: 0, b: 1, c: 2}\n", &all), "a: {x: 0, z: 1}\n");
    assert_eq!(edited("a: {b: 1, x: 0, c: 2}\n", &all), "a: {x: 0, z: 1}\n");
    assert_eq!(
        edited("{\n \"a\": {\n  \"b\": 1,\n  \"c\": 2,\n  \"x\": 0\n }\n}", &all),
        "{\n \"a\": {\n  \"x\": 0,\n  \"z\": 1\n }\n}"
    );
    assert_eq!(edited("a:\n  b: 1\n  x: 0\n  c: 2", &all), "a:\n  x: 0\n  z: 1\n");
    assert_eq!(edited("a:\n  b: 1\n  c: 2\n", &all[..2]), "a: {}\n");
    assert_eq!(edited("a: [1]\n", &[("remove", "/a/0", json!(null))]), "a: []\n");
}

#[test]
fn a_text_of_several_lines_is_a_block_where_there_is_room() {
    let text = json!("one\n\n two\n");
    assert_eq!(
        edited("a: 1\nb: 2\n", &[("set", "/a", text.clone())]),
        "a: |\n  one\n\n   two\nb: 2\n"
    );
    assert_eq!(
        edited("a: 1 # c\n", &[("set", "/a", text.clone())]),
        "a: \"one\\n\\n two\\n\" # c\n"
    );
    assert_eq!(edited("a: [1]\n", &[("set", "/a/0", text.clone())]), "a: [\"one\\n\\n two\\n\"]\n");
    assert_eq!(edited("- 1\n", &[("set", "/0", text)]), "- |\n  one\n\n   two\n");
}

/// A value like those of definitions.
fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-1000i32..1000).prop_map(Value::from),
        "[a-zA-Z0-9 :#,'\"{}é/\n.-]{0,8}".prop_map(Value::from),
        "y|no|1e3|0x1f|2020-01-01|<<|=|~|1:30|[.]5|- a|a: b|a #b|\u{85}|\t".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 30, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec(("[a-z/{}$:]{1,4}|200|y", inner), 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// The same edits, made on values.
fn expected(document: &Document, edits: &[Edit]) -> Value {
    fn rebuilt(node: Node<'_>, edits: &[Edit]) -> Value {
        let set = edits.iter().find_map(|edit| match edit {
            Edit::Set { at, value } if *at == node.id() => Some(value.clone()),
            _ => None,
        });
        if let Some(value) = set {
            return value;
        }
        let is_removed =
            |id: NodeId| edits.iter().any(|edit| matches!(edit, Edit::Remove { at } if *at == id));
        if node.is_mapping() {
            let mut members = Map::new();
            for (key, value) in node.entries().filter(|(_, value)| !is_removed(value.id())) {
                let name = edits.iter().find_map(|edit| match edit {
                    Edit::Rename { key: at, to } if *at == key.id() => Some(to.clone()),
                    _ => None,
                });
                let name = name.unwrap_or_else(|| key.text().expect("a key").to_owned());
                members.insert(name, rebuilt(value, edits));
            }
            for edit in edits {
                if let Edit::Insert { into, key, value } = edit
                    && *into == node.id()
                {
                    members.insert(key.clone(), value.clone());
                }
            }
            Value::Object(members)
        } else if let Some(Edit::Reorder { items, .. }) =
            edits.iter().find(|it| matches!(it, Edit::Reorder { of, .. } if *of == node.id()))
        {
            items.iter().map(|item| node.document().node(*item).to_json()).collect()
        } else if node.is_sequence() {
            let kept = node.items().filter(|item| !is_removed(item.id()));
            let mut items: Vec<Value> = kept.map(|item| rebuilt(item, edits)).collect();
            for edit in edits {
                if let Edit::Append { to, value } = edit
                    && *to == node.id()
                {
                    items.push(value.clone());
                }
            }
            Value::Array(items)
        } else {
            node.to_json()
        }
    }
    rebuilt(document.root().expect("there is a root"), edits)
}

/// An edit of the node that `pick` means.
fn edit(document: &Document, at: usize, pick: usize, kind: u8, value: &Value) -> Option<Edit> {
    let nodes: Vec<Node<'_>> = document.nodes().collect();
    let node = nodes[pick % nodes.len()];
    let id = node.id();
    Some(match kind {
        0 if !node.is_key() => Edit::Set { at: id, value: value.clone() },
        1 if node.is_mapping() => {
            Edit::Insert { into: id, key: format!("added{at}"), value: value.clone() }
        }
        2 if node.is_sequence() => Edit::Append { to: id, value: value.clone() },
        3 if node.is_key() => Edit::Rename { key: id, to: format!("x y: 'z{at}'") },
        5 if node.is_sequence() => {
            let mut items: Vec<NodeId> = node.items().map(Node::id).collect();
            items.reverse();
            Edit::Reorder { of: id, items }
        }
        4 if !node.is_key() && node.parent().is_some() => Edit::Remove { at: id },
        _ => return None,
    })
}

/// The nodes that an edit does away with, by their place.
fn concerned(document: &Document, edit: &Edit) -> std::ops::Range<u32> {
    let (Edit::Set { at, .. }
    | Edit::Insert { into: at, .. }
    | Edit::Append { to: at, .. }
    | Edit::Rename { key: at, .. }
    | Edit::Reorder { of: at, .. }
    | Edit::Remove { at }) = edit;
    let span = document.node(*at).span();
    span.start..span.end
}

/// The same edits where the document is a part of another file: the rest of that stays.
fn check_within_another(document: &Document, edits: &[Edit], expected: &Value) {
    let text = document.text();
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let (before, after) = match document.format() {
        Format::Json => ("{\"Before\": 1, \"Body\": ", ", \"After\": [2]}"),
        Format::Yaml => ("Before: 1\nBody:\n", "After:\n  - 2\n"),
    };
    let (before, after) = (before.replace('\n', newline), after.replace('\n', newline));
    let body = match document.format() {
        Format::Json => text.to_owned(),
        Format::Yaml => {
            let indented = |line: &str| {
                if line.trim().is_empty() { line.to_owned() } else { format!("    {line}") }
            };
            text.split_inclusive('\n').map(indented).collect()
        }
    };
    let gap = if document.format() == Format::Yaml && !body.ends_with('\n') { newline } else { "" };
    let whole = format!("{before}{body}{gap}{after}");
    let outer = read(SourceId(0), whole.clone().into_bytes()).value;
    let Some(part) = outer.at_pointer("/Body") else { return };
    // Some texts mean something else at another depth.
    if outer.root().map(|it| it.entries().count()) != Some(3)
        || Some(part.to_json()) != document.root().map(Node::to_json)
    {
        return;
    }
    let mut assembly = Assembly::new(&outer);
    let file = assembly.add(&outer);
    assembly.copy(file, part);
    let inner = assembly.finish();
    // Nodes have the same numbers and pointers there.
    assert!(inner.nodes().map(Node::pointer).eq(document.nodes().map(Node::pointer)), "{whole}");
    assert_eq!(inner.len(), document.len(), "{whole}");
    let Ok(written) = Editor::new(&inner).text_edits(edits) else { return };
    let result = apply(&whole, &written);
    let again = read(SourceId(0), result.clone().into_bytes()).value;
    let outside = json!({ "Before": 1, "Body": expected, "After": [2] });
    assert_eq!(
        again.root().map(Node::to_json),
        Some(outside),
        "\n{whole}\n=>\n{result}\n{edits:?}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, ..ProptestConfig::default() })]

    #[test]
    fn the_text_says_what_the_tree_should(
        root in prop::collection::vec(("[a-z]{1,3}", value()), 1..5),
        habits in any::<u64>(),
        changes in prop::collection::vec((any::<usize>(), 0..6u8, value()), 1..4),
    ) {
        let root = Value::Object(root.into_iter().collect());
        let text = written(&root, &mut Habits::new(habits));
        let document = document(&text);
        prop_assert_eq!(document.root().expect("a root").to_json(), root, "{}", text);
        let mut edits: Vec<Edit> = Vec::new();
        for (at, (pick, kind, value)) in changes.iter().enumerate() {
            let Some(edit) = edit(&document, at, *pick, *kind, value) else { continue };
            let range = concerned(&document, &edit);
            // Changes within each other are no business of the writer.
            let apart = edits.iter().map(|it| concerned(&document, it)).all(|other| {
                range.end < other.start || other.end < range.start
            });
            if apart {
                edits.push(edit);
            }
        }
        let Ok(written) = Editor::new(&document).text_edits(&edits) else { return Ok(()) };
        let result = apply(&text, &written);
        let again = read(SourceId(0), result.clone().into_bytes());
        let names: Vec<_> = again.diagnostics.iter().map(|it| it.metadata.name).collect();
        prop_assert!(names.is_empty(), "{:?}\n{}\n=>\n{}", names, text, result);
        let value = again.value.root().map_or(Value::Null, Node::to_json);
        let expected = expected(&document, &edits);
        prop_assert_eq!(&value, &expected, "\n{}\n=>\n{}\n{:?}", text, result, edits);
        check_within_another(&document, &edits, &expected);
    }
}
