//! What somebody may have meant who misspelled the name of a rule, finding or quota.

/// No more letters than this are wrong after a slip of the keyboard.
const SLIPS: usize = 2;
/// How like a name any other text must be.
const LIKENESS: f64 = 0.75;
/// How much less like it than the best a name may be.
const MARGIN: f64 = 0.1;
/// No more suggestions than this.
const SUGGESTIONS: usize = 3;

/// The names like a text, with or without a stage before a slash; those most like it first.
pub(crate) fn like<'a>(names: impl Iterator<Item = &'a str>, text: &str) -> Vec<&'a str> {
    let text = text.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    let names: Vec<&str> = names.collect();
    let slips = |name: &&str| strsim::osa_distance(name, &text);
    let fewest = names.iter().map(slips).min().filter(|fewest| *fewest <= SLIPS);
    if let Some(fewest) = fewest {
        let near = names.iter().copied().filter(|name| slips(name) == fewest);
        return near.take(SUGGESTIONS).collect();
    }
    let likeness = |name: &str| {
        // A part of a name is as good as all of it.
        if text.len() > 2 && name.contains(&text) { 1.0 } else { strsim::jaro_winkler(name, &text) }
    };
    let mut like: Vec<(f64, &str)> = names.into_iter().map(|name| (likeness(name), name)).collect();
    like.retain(|(likeness, _)| *likeness >= LIKENESS);
    let best = like.iter().map(|(likeness, _)| *likeness).fold(0.0, f64::max);
    like.retain(|(likeness, _)| *likeness >= best - MARGIN);
    like.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    like.into_iter().take(SUGGESTIONS).map(|(_, name)| name).collect()
}

/// `; did you mean a or b?`, if there is anything to suggest.
pub(crate) fn alternatives<T: AsRef<str>>(names: &[T]) -> Option<String> {
    let names: Vec<String> = names.iter().map(|name| format!("`{}`", name.as_ref())).collect();
    (!names.is_empty()).then(|| format!("; did you mean {}?", names.join(" or ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_and_parts_are_recognized_and_others_not() {
        let names = ["model-name-invalid", "path-reserved", "path-received", "title-missing"];
        let like = |text| like(names.into_iter(), text);
        assert_eq!(like("lint/path-reservd"), ["path-reserved"]);
        assert_eq!(like("path-revised"), ["path-received", "path-reserved"]);
        assert_eq!(like("title"), ["title-missing"]);
        assert_eq!(like("frobnicate"), Vec::<&str>::new());
    }
}
