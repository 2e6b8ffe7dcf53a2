//! The hook of pre-commit, in a file of its own or beside the hooks that there are.

use gatewright_diagnostics::SourceId;
use gatewright_source::{Edit, Editor, apply, read};
use serde_json::{Value, json};

use super::{Deed, VERSION};

/// What a new file says of itself.
const HEADER: &str = "# What runs before each commit, once `pre-commit install` was called: https://pre-commit.com\n";

/// The file, in the root of the repository.
pub(super) const FILE: &str = ".pre-commit-config.yaml";

/// What becomes of the file, of which this is the text.
pub(super) fn deed(text: Option<&str>) -> Deed {
    let Some(before) = text else {
        return Deed::Create(format!("{HEADER}repos:\n{}", item()));
    };
    if before.contains("gatewright") {
        return Deed::Keep("it has the hook");
    }
    match with_hook(before) {
        Some(after) => Deed::Change { before: before.to_owned(), after },
        None => Deed::Ask(format!("add this to its `repos`:\n{}", item())),
    }
}

/// The text with the hook at the end of its `repos`; none if there is no such list, or it cannot be
/// added to.
fn with_hook(text: &str) -> Option<String> {
    let document = read(SourceId(0), text.into());
    if !document.diagnostics.is_empty() {
        return None;
    }
    let document = document.value;
    let repos = document.at_pointer("/repos").filter(|node| node.is_sequence())?;
    let edit = Edit::Append { to: repos.id(), value: hook() };
    let edits = Editor::new(&document).text_edits(&[edit]).ok()?;
    Some(apply(document.text(), &edits))
}

/// The hook out of the wheel, so that no repository has to be named.
fn hook() -> Value {
    json!({
        "repo": "local",
        "hooks": [{
            "id": "gatewright-lint",
            "name": "gatewright lint",
            "entry": "gatewright lint --definitions-only",
            "language": "python",
            "additional_dependencies": [format!("gatewright=={VERSION}")],
            "types_or": ["yaml", "json"],
            "require_serial": true,
        }],
    })
}

/// The same as text.
fn item() -> String {
    format!(
        "  - repo: local
    hooks:
      - id: gatewright-lint
        name: gatewright lint
        entry: gatewright lint --definitions-only
        language: python
        additional_dependencies: [gatewright=={VERSION}]
        types_or: [yaml, json]
        require_serial: true
"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(text: &str) -> String {
        match deed(Some(text)) {
            Deed::Change { before, after } if before == text => after,
            _ => panic!("not changed: {text}"),
        }
    }

    #[test]
    fn a_hook_is_added_in_the_style_of_the_file_and_once() {
        let text = "\
# Ours.
repos:
-   repo: https://github.com/pre-commit/pre-commit-hooks
    rev: v5.0.0  # pinned
    hooks:
    -   id: check-yaml

# Of everything.
exclude: ^vendor/
";
        let after = changed(text);
        let at = after.find("- repo: local").expect("it stands where its neighbour does");
        let (head, tail) = after.split_at(at);
        assert_eq!(head, text.split_inclusive('\n').take(6).collect::<String>());
        assert!(tail.ends_with("\n# Of everything.\nexclude: ^vendor/\n"), "{after}");
        assert!(matches!(deed(Some(&after)), Deed::Keep(_)));
        assert!(read(SourceId(0), after.into()).diagnostics.is_empty());
    }

    #[test]
    fn the_hook_is_the_same_in_a_file_of_its_own() {
        let Deed::Create(alone) = deed(None) else { panic!("there was no file") };
        let added = changed("repos: []\n");
        let repos = |text: &str| {
            let document = read(SourceId(0), text.into());
            assert!(document.diagnostics.is_empty());
            document.value.at_pointer("/repos").expect("a list").to_json()
        };
        assert_eq!(repos(&alone), repos(&added));
    }

    #[test]
    fn a_file_that_is_not_understood_is_left_to_its_owner() {
        for text in ["repos: &all\n  - *all\n", "- repo: local\n", "repos: {}\n", "repos: [\n", ""]
        {
            let Deed::Ask(what) = deed(Some(text)) else { panic!("{text}") };
            assert!(what.contains("  - repo: local\n"), "{what}");
        }
        assert!(changed("repos: []\n").contains("- repo: local\n"));
    }
}
