//! That the fast reader of YAML reads what it accepts exactly as the complete one does: for the
//! tests here, and for the fuzz target `yaml_fast`.

use crate::document::RawKind;
use crate::limits::Limits;
use crate::tree::Tree;

/// Reads the text with both readers, if the fast one accepts it; gives whether it does. Panics if
/// they do not agree.
pub(crate) fn check(text: &str) -> bool {
    let limits = Limits::default();
    let Some(fast) = super::fast::read(text, &limits) else { return false };
    let (complete, done) = super::complete::read(text, &limits);
    if let Err(stop) = done {
        panic!("only the complete reader refuses {text:?}: {stop:?}");
    }
    let (fast, complete) = (describe(text, &fast), describe(text, &complete));
    for (fast, complete) in fast.iter().zip(&complete) {
        assert_eq!(fast, complete, "{text:?}");
    }
    assert_eq!(fast.len(), complete.len(), "{text:?}");
    true
}

/// All that a tree says, a line for each node, comment and finding.
fn describe(text: &str, tree: &Tree) -> Vec<String> {
    let mut lines = Vec::new();
    for (id, row) in tree.rows.iter().enumerate() {
        let content = match row.kind {
            RawKind::Scalar => format!("{:?}", tree.text(row, text)),
            RawKind::Alias => format!("to {}", row.text),
            RawKind::Sequence | RawKind::Mapping => format!("of {}", row.len),
        };
        let tag = match row.tag {
            0 => None,
            u8::MAX => {
                tree.rare_tags.iter().find(|(node, _)| *node as usize == id).map(|rare| rare.1)
            }
            place => Some(u32::from(place) - 1),
        };
        let tag = tag.map(|place| &tree.tags[place as usize]);
        lines.push(format!(
            "{id} {}..{} in {} next {} {:?} {:?} {:#b} {tag:?} {content}",
            row.start, row.end, row.parent, row.next, row.kind, row.style, row.flags,
        ));
    }
    let mut problems = tree.problems.describe();
    problems.sort();
    lines.push(format!("{:?} {:?} {:?}", tree.comments, tree.duplicates, tree.large));
    lines.extend(problems);
    lines
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn files(folder: &Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                files(&path, found);
            } else if path.extension().is_some_and(|end| end == "yaml") {
                #[expect(clippy::disallowed_methods, reason = "a test reads its fixtures")]
                found.extend(std::fs::read_to_string(&path));
            }
        }
    }

    #[test]
    fn the_readers_agree_on_all_fixtures() {
        let mut texts = Vec::new();
        files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata"), &mut texts);
        let accepted = texts.iter().filter(|text| check(text)).count();
        // The awkward ones are not for the fast reader, the others are.
        assert!(accepted * 3 > texts.len(), "{accepted} of {}", texts.len());
    }

    /// A text with a few pieces of it, or of the others, put elsewhere.
    fn mutate(text: &str, others: &[String], random: &mut impl FnMut(usize) -> usize) -> String {
        let mut chars: Vec<char> = text.chars().collect();
        for _ in 0..=random(3) {
            let at = random(chars.len() + 1);
            let end = (at + random(8)).min(chars.len());
            let other: Vec<char> = others[random(others.len())].chars().collect();
            let from = random(other.len().max(1)).min(other.len());
            let piece = other[from..(from + random(12)).min(other.len())].to_vec();
            match random(3) {
                0 => drop(chars.drain(at..end)),
                1 => drop(chars.splice(at..at, piece)),
                _ => drop(chars.splice(at..end, piece)),
            }
        }
        chars.into_iter().collect()
    }

    #[test]
    fn the_readers_agree_on_mutants() {
        let mut texts = Vec::new();
        files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata"), &mut texts);
        texts.retain(|text| text.len() < 700);
        texts.sort();
        let mut state = 1_u64;
        let mut random = |below: usize| {
            state =
                state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963);
            usize::try_from(state >> 33).unwrap_or_default() % below
        };
        let mut accepted = 0;
        for round in 0..20_000 {
            let text = mutate(&texts[round % texts.len()], &texts, &mut random);
            accepted += usize::from(check(&text));
        }
        assert!(accepted > 3000, "{accepted}");
    }

    #[test]
    fn the_readers_agree_on_texts_that_they_did_not_agree_on_once() {
        for text in [
            "n: \u{94}",
            "a: {m:[]}",
            "o: [&t\n]",
            "list:\n- \n    # comment\n",
            "key : \n  a: 1\n",
        ] {
            check(text);
        }
    }
}
