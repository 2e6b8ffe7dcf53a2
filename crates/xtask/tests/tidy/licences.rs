//! Licences and origins of all dependencies, against `deny.toml`.
//!
//! `cargo deny` says the same and more, but is not on every machine; this needs cargo only.

use std::collections::BTreeSet;

use crate::{assert_law, metadata, tree};

#[test]
fn licences_are_those_allowed() {
    let text = tree::read("deny.toml");
    let (_, rest) = text.split_once("\nallow = [").expect("deny.toml has the list `allow`");
    let (list, _) = rest.split_once(']').expect("the list `allow` ends");
    let allowed: BTreeSet<&str> = list.split('"').skip(1).step_by(2).collect();
    let mut breaches = Vec::new();
    let mut needed = BTreeSet::new();
    for package in metadata::everything().packages {
        let licence = package.license.unwrap_or_default();
        match expression(&mut tokens(&licence), &allowed) {
            Some(true) => needed.extend(tokens(&licence).map(str::to_owned)),
            Some(false) | None => {
                breaches.push(format!("{} {}: `{licence}`", package.name, package.version));
            }
        }
    }
    let unused = allowed.iter().filter(|licence| !needed.contains(**licence));
    breaches.extend(unused.map(|licence| format!("deny.toml: no package needs `{licence}`")));
    assert_law("Each dependency has a licence that deny.toml allows.", &breaches);
}

#[test]
fn dependencies_come_from_the_registry() {
    let registry = "registry+https://github.com/rust-lang/crates.io-index";
    let packages = metadata::everything().packages;
    let foreign = packages.iter().filter(|it| it.source.as_deref().is_some_and(|s| s != registry));
    let breaches: Vec<String> =
        foreign.map(|it| format!("{} {}: {:?}", it.name, it.version, it.source)).collect();
    assert_law("Dependencies come from crates.io.", &breaches);
}

/// The words and parentheses of an SPDX expression. `/` is the old spelling of `OR`.
fn tokens(text: &str) -> std::vec::IntoIter<&str> {
    let mut tokens = Vec::new();
    for word in text.split_whitespace() {
        for piece in word.split_inclusive(['(', ')', '/']) {
            let (word, sign) = match piece.char_indices().next_back() {
                Some((at, '(' | ')' | '/')) => piece.split_at(at),
                Some(_) | None => (piece, ""),
            };
            let sign = if sign == "/" { "OR" } else { sign };
            tokens.extend([word, sign].into_iter().filter(|token| !token.is_empty()));
        }
    }
    tokens.into_iter()
}

/// Whether a user who keeps to `allowed` licences may use what has this expression. None: it is
/// not an expression. `AND` binds tighter than `OR`; an exception only adds rights.
fn expression<'a>(
    tokens: &mut impl Iterator<Item = &'a str>,
    allowed: &BTreeSet<&str>,
) -> Option<bool> {
    let (mut any, mut all) = (false, true);
    loop {
        all &= match tokens.next()? {
            "(" => expression(tokens, allowed)?,
            "AND" | "OR" | "WITH" | ")" => return None,
            licence => allowed.contains(licence),
        };
        let mut joint = tokens.next();
        if joint == Some("WITH") {
            tokens.next()?;
            joint = tokens.next();
        }
        match joint {
            Some("AND") => {}
            Some("OR") => {
                any |= all;
                all = true;
            }
            Some(")") | None => return Some(any || all),
            Some(_) => return None,
        }
    }
}

#[test]
fn expressions_are_read_as_spdx_defines_them() {
    let allowed = BTreeSet::from(["MIT", "Apache-2.0"]);
    let check = |text: &str| expression(&mut tokens(text), &allowed);
    assert_eq!(check("MIT"), Some(true));
    assert_eq!(check("GPL-3.0-only"), Some(false));
    assert_eq!(check("GPL-3.0-only OR MIT"), Some(true));
    assert_eq!(check("Unlicense/MIT"), Some(true));
    assert_eq!(check("(MIT OR GPL-3.0-only) AND Unicode-3.0"), Some(false));
    assert_eq!(check("MIT AND GPL-3.0-only OR Apache-2.0"), Some(true));
    assert_eq!(check("MIT OR GPL-3.0-only AND Zlib"), Some(true));
    assert_eq!(check("Apache-2.0 WITH LLVM-exception AND MIT"), Some(true));
    assert_eq!(check(""), None);
    assert_eq!(check("MIT OR"), None);
    assert_eq!(check("MIT Apache-2.0"), None);
}
