//! What holds for any bytes at all, and that JSON is read as `serde_json` reads it.

mod invariants;

use gatewright_diagnostics::{SourceId, Span};
use gatewright_source::{Fill, Format, Hole, Kind, Node, Scalar, read};
use proptest::prelude::*;
use serde_json::Value;

/// A document's JSON as `serde_json` would hold it.
fn value(node: Node<'_>) -> Value {
    match node.kind() {
        Kind::Sequence => node.items().map(value).collect(),
        Kind::Mapping => {
            let entry = |(key, item): (Node<'_>, _)| (key.text().map(str::to_owned), value(item));
            let entries = node.entries().map(entry);
            entries.map(|(key, item)| (key.unwrap_or_default(), item)).collect()
        }
        Kind::Scalar => match node.scalar() {
            None | Some(Scalar::Null) => Value::Null,
            Some(Scalar::Bool(value)) => Value::Bool(value),
            Some(Scalar::Integer(text) | Scalar::Float(text)) => {
                serde_json::from_str(text).unwrap_or(Value::String(text.to_owned()))
            }
            Some(Scalar::String(text)) => Value::String(text.to_owned()),
        },
    }
}

fn check_json(text: &str) {
    let theirs = serde_json::from_str::<Value>(text);
    let ours = read(SourceId(0), text.as_bytes().to_vec());
    assert_eq!(ours.value.format(), Format::Json, "{text}");
    let refused = |name| name == "unparseable" || name == "text-after-end";
    let accepted = !ours.diagnostics.iter().any(|finding| refused(finding.metadata.name));
    match theirs {
        Ok(theirs) => {
            assert!(accepted, "{text}: {:?}", ours.diagnostics);
            let root = ours.value.root().expect("a root");
            assert_eq!(value(root), theirs, "{text}");
        }
        // A number that no float holds is a number all the same.
        Err(error) => assert!(!accepted || error.to_string().contains("out of range"), "{text}"),
    }
}

/// JSON, and now and then not quite.
fn json() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        Just("false".to_owned()),
        "-?(0|[1-9][0-9]{0,25})(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?",
        "\"([a-z ~é😀/]|\\\\[\"\\\\/bfnrt]|\\\\u[0-9a-fA-F]{4}|\\\\ud83d\\\\ude00){0,6}\"",
        "[-+.0-9eE]{1,6}",
        "\"[^\"]{0,3}\"?",
        "[a-zA-Z]{0,5}",
    ];
    let blank = "[ \n\r\t]{0,3}";
    leaf.prop_recursive(5, 40, 6, move |inner| {
        let key = prop_oneof![
            8 => "\"[a-c]{0,2}\"".boxed(),
            1 => "\"\\\\u006[1-3]\"".boxed(),
            1 => "[a-c']{0,2}".boxed(),
        ];
        let member = (key, blank, inner.clone(), blank).prop_map(|(key, before, value, after)| {
            format!("{before}{key}{after}:{before}{value}")
        });
        let comma = prop_oneof![20 => Just(","), 1 => Just(""), 1 => Just(",,")];
        prop_oneof![
            (prop::collection::vec(member, 0..12), comma.clone(), blank)
                .prop_map(|(members, comma, blank)| format!("{{{}{blank}}}", members.join(comma))),
            (prop::collection::vec((blank, inner), 0..6), comma).prop_map(|(items, comma)| {
                let items: Vec<_> = items.into_iter().map(|(a, b)| format!("{a}{b}")).collect();
                format!("[{}]", items.join(comma))
            }),
        ]
    })
}

/// Text that looks like YAML from afar.
fn yaml() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => "[a-c]{1,2}",
        8 => Just(": ".to_owned()),
        8 => Just("\n".to_owned()),
        8 => "(\n)( ){0,6}",
        6 => Just("- ".to_owned()),
        2 => Just("\r\n".to_owned()),
        2 => Just("\t".to_owned()),
        2 => "[\"'\\[\\]{},?|>&*!%@`#~-]",
        2 => "(&a|\\*a|\\*b|!t|!!str|<<: |---\n|\\.\\.\\.\n|# c\n| #c)",
        2 => "(\\|[-+]?[0-9]?\n|>\n|'it''s'|\"\\\\n\\\\u00e9\")",
        1 => "[0-9._:x-]{1,4}",
        1 => Just("\u{feff}é😀".to_owned()),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 1000,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn json_is_read_as_serde_json_reads_it(text in json()) {
        // Only such a text is taken for JSON.
        check_json(&format!("[{text}]"));
    }

    #[test]
    fn any_yaml_gives_a_sound_document(text in yaml()) {
        invariants::check(text.as_bytes());
    }

    #[test]
    fn any_json_gives_a_sound_document(text in json(), end in 0_usize..200) {
        let text = format!("{{\"a\": {text}}}");
        invariants::check(text.as_bytes());
        invariants::check(&text.as_bytes()[..end.min(text.len())]);
    }

    #[test]
    fn any_holes_leave_a_sound_document(
        text in prop_oneof![yaml(), json().prop_map(|it| format!("{{\"a\": {it}}}"))],
        pieces in prop::collection::vec((0_usize..30, 1_usize..12, 0_u8..3), 0..6),
    ) {
        let mut holes = Vec::new();
        let mut at = 0;
        for (gap, length, fill) in pieces {
            let start = at + gap;
            at = start + length;
            let short = |it: usize| u32::try_from(it).expect("it is short");
            let fill = match fill {
                0 => Fill::Unknown,
                1 => Fill::Nothing,
                _ => Fill::Text("5".to_owned()),
            };
            holes.push(Hole { span: Span::new(short(start), short(at)), fill });
        }
        invariants::check_filled(&text, &holes);
    }

    #[test]
    fn any_bytes_give_a_sound_document(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        invariants::check(&bytes);
    }
}

#[test]
fn texts_of_every_kind_agree_with_serde_json() {
    for text in [
        "[]",
        "{}",
        "[1,2]",
        "[1 2]",
        "[1,]",
        "[,1]",
        "{\"a\":}",
        "{\"a\" 1}",
        "{\"a\":1,}",
        "{,}",
        "[1]x",
        "[1] ",
        "[-]",
        "[-0]",
        "[01]",
        "[1.]",
        "[.5]",
        "[1e]",
        "[1e+]",
        "[1E+2]",
        "[\"\\u12\"]",
        "[\"\\u12G4\"]",
        "[\"\\ud83d\\ude00\"]",
        "[\"\\ud83d\"]",
        "[\"\\ude00\"]",
        "[\"\\ud83d\\u0041\"]",
        "[\"\\ud83dx\"]",
        "[\"\\x\"]",
        "[\"\\",
        "[\"",
        "[\"\u{7f}\"]",
        "[\"\t\"]",
        "[\"\u{0}\"]",
        "[nul]",
        "[nulll]",
        "[tru",
        "[\u{a0}1]",
        "[1\u{c}]",
        "[",
        "{",
        "[[]",
        "{\"a\":[}",
        "[/**/1]",
        "[NaN]",
        "['a']",
        "{\"a\":1,\"a\":2}",
        "[1]\u{feff}x",
    ] {
        check_json(text);
    }
}

#[test]
fn texts_that_were_read_wrongly_once() {
    for text in ["- : - ", ": &m\n*m :", "?\n::", "{}\n\u{c}", "?\n:,:"] {
        invariants::check(text.as_bytes());
    }
}

#[test]
fn a_document_is_read_by_several_threads_at_once() {
    let entries: Vec<String> = (0..100).map(|number| format!("k{number}: [{number}]")).collect();
    let read = read(SourceId(0), entries.join("\n").into_bytes());
    std::thread::scope(|scope| {
        for number in 0..4 {
            let document = &read.value;
            scope.spawn(move || {
                let node = document.at_pointer(&format!("/k{number}/0")).expect("an item");
                assert_eq!(node.as_i64(), Some(number));
                assert_eq!(i64::from(document.position(node.span().start).line), number + 1);
            });
        }
    });
}
