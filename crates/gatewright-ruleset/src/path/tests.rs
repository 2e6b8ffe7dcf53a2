//! Paths against what the library itself makes of them, and what each dialect reads.

use gatewright_diagnostics::SourceId;
use gatewright_source::{Document, read};
use jsonpath_rust::JsonPath;
use proptest::prelude::*;
use serde_json::Value;

use super::{Dialect, Item, Path, References, Step};
use crate::effort::Effort;

fn document(text: &str) -> Document {
    read(SourceId(0), text.to_owned().into()).value
}

/// The way to a value as RFC 9535 writes it.
fn normalized(item: &Item<'_>) -> String {
    let above = item.parent().map_or_else(|| "$".to_owned(), normalized);
    match item.step() {
        None => above,
        Some(Step::Key(key)) => format!("{above}['{}']", key.text().expect("a text")),
        Some(Step::Index(index)) => format!("{above}[{index}]"),
    }
}

fn found(document: &Document, path: &str, dialect: Dialect) -> Vec<String> {
    let path = Path::parse(path, dialect).unwrap_or_else(|error| panic!("{path}: {error}"));
    path.select(document, References::AsWritten, &Effort::of(document))
        .iter()
        .map(normalized)
        .collect()
}

fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-1..4_i64).prop_map(Value::from),
        prop::sample::select(vec!["", "a", "b", "ab"]).prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("[a-d]", inner, 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

fn path() -> impl Strategy<Value = String> {
    let segments = vec![
        ".a",
        ".b",
        "[*]",
        "[0]",
        "[-1]",
        "['a','c']",
        "[0,2]",
        "[1:]",
        "[::2]",
        "[-2:]",
        "..a",
        "..[0]",
        "..*",
        "[?@.a]",
        "[?!@.b]",
        "[?@ == 1]",
        "[?@.a == @.b]",
        "[?@.a != 'a']",
        "[?@.a < 2]",
        "[?@.a >= 'a' || @.b == null]",
        "[?@.a && !(@.c == true)]",
        "[?length(@) > 1]",
        "[?count(@.*) == 2]",
        "[?search(@.a, 'b')]",
        "[?match(@, 'a.?')]",
        "[?@[0] == 1]",
        "..[?@.a]",
        "[?@..b]",
        "[?$.a]",
    ];
    prop::collection::vec(prop::sample::select(segments), 0..4)
        .prop_map(|segments| format!("${}", segments.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Ours takes each member once and in its own order.
    #[test]
    fn a_path_of_the_standard_leads_where_the_library_leads(value in json(), path in path()) {
        let ours = document(&value.to_string());
        let mut ours = found(&ours, &path, Dialect::Rfc);
        let mut theirs: Vec<String> = value.query_only_path(&path).expect("a path");
        ours.sort();
        theirs.sort();
        theirs.dedup();
        prop_assert_eq!(ours, theirs, "{} in {}", path, value);
    }
}

#[test]
fn what_a_dialect_takes_for_true_differs() {
    let document = document("{\"x\": [{\"a\": false}, {\"a\": 0}, {\"a\": \"b\"}, {}]}");
    let items = |dialect| found(&document, "$.x[?(@.a)]", dialect).len();
    assert_eq!(items(Dialect::Rfc), 3);
    assert_eq!(items(Dialect::Spectral), 1);
}

#[test]
fn references_are_followed_once() {
    let document = document(
        "{\"a\": {\"$ref\": \"#/c\"}, \"b\": {\"$ref\": \"#/c\"}, \"c\": {\"d\": {\"$ref\": \"#/c\"}, \"e\": 1}}",
    );
    let count = |text: &str, references| {
        let path = Path::parse(text, Dialect::Spectral).expect("a path");
        path.select(&document, references, &Effort::of(&document)).len()
    };
    assert_eq!(count("$..e", References::Followed), 1);
    assert_eq!(count("$[a,b].e", References::Followed), 1);
    assert_eq!(count("$[a,b].e", References::AsWritten), 0);
    assert_eq!(count("$[a,b]", References::Followed), 1, "both are the same object");
    assert_eq!(count("$[a,b]~", References::Followed), 2, "but each has its own key");
}

#[test]
fn merge_keys_aliases_and_duplicates_are_seen_as_the_service_sees_them() {
    let document = document("a: &a { x: 1, x: 2 }\nb: { <<: *a, y: 3 }\nc: *a\n");
    let path = |text| found(&document, text, Dialect::Spectral);
    assert_eq!(path("$.a.*"), ["$['a']['x']"]);
    assert_eq!(path("$.b.*"), ["$['b']['x']", "$['b']['y']"]);
    assert_eq!(path("$.c.x"), ["$['c']['x']"]);
    assert_eq!(path("$..x"), ["$['a']['x']"], "which is one entry, however it is reached");
}

#[test]
fn what_no_path_is_says_from_where_on() {
    let error = |text| Path::parse(text, Dialect::Rfc).expect_err("no path");
    assert_eq!(error("$.a["), "it ends too soon");
    assert_eq!(error("$.a[?@ = 1]"), "it cannot be read from `= 1]` on");
    assert_eq!(error("a"), "it cannot be read from `a` on");
    let error = |text| Path::parse(text, Dialect::Spectral).expect_err("no path");
    assert_eq!(error("$.a[?(typeof @ === 'string')]"), "`typeof` is not understood in a condition");
    assert_eq!(
        error("$.a[?(@.b.toUpperCase() === 'B')]"),
        "the method `toUpperCase` is not understood"
    );
}
