//! Patterns of files, as people write them in settings.

use std::path::Path;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

/// A pattern of files, relative to a folder. Without a slash it means files and folders of that name
/// anywhere below; what it means may be a folder, and then it means all that is in it.
#[derive(Debug, Clone)]
pub(crate) struct Pattern {
    set: GlobSet,
}

impl Pattern {
    /// Reads a pattern; none if it is malformed or leads out of the folder.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let plain = text.trim().trim_start_matches("./").trim_end_matches('/');
        let plain = plain.strip_prefix('/').unwrap_or(plain);
        if plain.is_empty() || plain.split('/').any(|step| step == "..") {
            return None;
        }
        let mut set = GlobSetBuilder::new();
        let rooted = text.trim().trim_end_matches('/').contains('/');
        let anywhere = if rooted { plain.to_owned() } else { format!("**/{plain}") };
        for pattern in [anywhere.clone(), format!("{anywhere}/**")] {
            set.add(GlobBuilder::new(&pattern).literal_separator(true).build().ok()?);
        }
        Some(Self { set: set.build().ok()? })
    }

    /// Whether a file is meant, whose path is relative to the folder.
    pub(crate) fn means(&self, path: &Path) -> bool {
        self.set.is_match(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_anywhere_paths_from_the_folder_and_folders_with_all_in_them() {
        let means = |pattern: &str, path: &str| {
            Pattern::parse(pattern).expect("a pattern").means(Path::new(path))
        };
        assert!(means("*.yaml", "a.yaml") && means("*.yaml", "b/c/a.yaml"));
        assert!(!means("*.yaml", "a.json"));
        assert!(means("legacy", "legacy/a/b.yaml") && means("legacy/", "x/legacy/a.yaml"));
        assert!(means("./apis/*.yaml", "apis/a.yaml") && !means("apis/*.yaml", "apis/v1/a.yaml"));
        assert!(means("apis/**/*.yaml", "apis/v1/a.yaml") && !means("/apis", "x/apis/a.yaml"));
        assert!(means("{a,b}.json", "b.json") && means("/apis", "apis/a.yaml"));
        for wrong in ["", "/", "../a", "a/../b", "[a", "{a"] {
            assert!(Pattern::parse(wrong).is_none(), "{wrong}");
        }
    }
}
