//! Names that the service takes, made of others.

use std::collections::BTreeSet;

/// A name of letters and digits: what is neither goes, and the letter behind it becomes a capital, so
/// that the words can still be told apart. `otherwise` is the name of what has no such letters.
pub(crate) fn alphanumeric(name: &str, otherwise: &str) -> String {
    let mut words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|it| !it.is_empty());
    let mut joined = words.next().unwrap_or(otherwise).to_owned();
    for word in words {
        let (first, rest) = word.split_at(1);
        joined.push_str(&first.to_ascii_uppercase());
        joined.push_str(rest);
    }
    joined
}

/// A name like this one that is not taken: the name itself, else the first free one with a number.
pub(crate) fn unused(name: &str, taken: &BTreeSet<String>) -> String {
    if !taken.contains(name) {
        return name.to_owned();
    }
    let numbered = (2u32..).map(|number| format!("{name}{number}"));
    let mut free = numbered.filter(|it| !taken.contains(it));
    free.next().expect("there are more numbers than names")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_their_words() {
        for (name, expected) in [
            ("PetShop_v1", "PetShopV1"),
            ("order_item", "orderItem"),
            ("Page«Order»", "PageOrder"),
            ("--", "Model"),
            ("", "Model"),
            ("_id", "id"),
            ("a.b-c d", "aBCD"),
            ("Größe", "GrE"),
        ] {
            assert_eq!(alphanumeric(name, "Model"), expected, "{name}");
        }
    }

    #[test]
    fn taken_names_are_numbered() {
        let taken = ["A", "A2"].map(str::to_owned).into();
        assert_eq!(unused("A", &taken), "A3");
        assert_eq!(unused("B", &taken), "B");
    }
}
