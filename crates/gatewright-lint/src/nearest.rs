//! Which of several names was most likely meant by one that is none of them.

/// Names longer than this are no slips of the pen, and comparing them would take long.
const MAX_LENGTH: usize = 80;

/// More names than this are not looked through.
const MAX_NAMES: usize = 2000;

/// The name that is most like another, if it is alike enough to be meant. Capitals count for nothing.
pub fn nearest<'n>(name: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    if name.len() > MAX_LENGTH {
        return None;
    }
    let lower = name.to_ascii_lowercase();
    let far = 1 + name.len() / 5;
    let distance = |known: &str| strsim::damerau_levenshtein(&lower, &known.to_ascii_lowercase());
    let alike = names.into_iter().take(MAX_NAMES).filter(|known| {
        // A letter has four bytes at most.
        known.len().abs_diff(name.len()) <= 4 * far && *known != name
    });
    let near = alike.map(|known| (distance(known), known));
    near.filter(|(distance, _)| *distance <= far).min().map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn slips_of_the_pen_are_near_and_other_words_are_not() {
        let known = ["Pet", "Pets", "Shop"];
        assert_eq!(nearest("Pett", known), Some("Pet"));
        assert_eq!(nearest("pets", known), Some("Pets"));
        assert_eq!(nearest("Stop", known), Some("Shop"));
        assert_eq!(nearest("Horse", known), None);
        assert_eq!(nearest("Pet", ["Pet"]), None);
        assert_eq!(nearest(&"Pet".repeat(1000), known), None);
    }
}
