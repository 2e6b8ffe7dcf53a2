//! Changes of a whole document at once: all safe fixes, and the rewritings that cure what the
//! service refuses. What comes of them is looked at again before anybody gets it, which is too much
//! for each move of a cursor: clients that can wait get them when somebody chooses them.

use std::collections::HashMap;

use gatewright_diagnostics::{SourceId, Span};
use gatewright_fix::{
    ModelNames, Reach, Renamed, fix_all, rename_models, sibling_variables, strip_unsupported, write,
};
use gatewright_lint::Applicability;
use gatewright_project::Asked;
use gatewright_source::{TextEdit, read};
use gatewright_template::Api;
use gen_lsp_types::{Uri, WorkspaceEdit};

use crate::client::Client;
use crate::revision::Revision;
use crate::site::Site;
use crate::templates::{self, Changed};
use crate::workspace::Workspace;

/// A change of a whole document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rewriting {
    /// All safe fixes.
    SafeFixes,
    /// Names for models.
    RenameModels,
    /// One name for the variables at a place of paths.
    SiblingVariables,
    /// Schemas without what the service does not know.
    StripUnsupported,
}

impl Rewriting {
    const ALL: [Self; 4] =
        [Self::SafeFixes, Self::RenameModels, Self::SiblingVariables, Self::StripUnsupported];

    /// The one that cures findings of a kind.
    pub(super) fn of_finding(name: &str) -> Option<Self> {
        match name {
            "model-name-invalid" => Some(Self::RenameModels),
            "resource-second-variable" => Some(Self::SiblingVariables),
            "model-keyword-unsupported" => Some(Self::StripUnsupported),
            _ => None,
        }
    }

    /// The one of that name.
    pub(super) fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == text)
    }

    /// Its name; of rewritings that of the command.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::SafeFixes => "fix",
            Self::RenameModels => "rename-models",
            Self::SiblingVariables => "sibling-variables",
            Self::StripUnsupported => "strip-unsupported",
        }
    }

    /// What people read.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::SafeFixes => "Make all safe fixes of gatewright",
            Self::RenameModels => "Give all models names that the service takes",
            Self::SiblingVariables => "Give variables at the same place of paths one name",
            Self::StripUnsupported => {
                "Remove what the service refuses or warns of from all schemas"
            }
        }
    }

    /// The change of a document, if there is anything to change that can be changed.
    pub(super) fn edit(
        self,
        revision: &Revision,
        workspace: &Workspace,
        client: Client,
    ) -> Option<WorkspaceEdit> {
        if workspace.template(revision).is_some() {
            return (self == Self::SafeFixes).then(|| in_template(revision, workspace, client))?;
        }
        let site = Site::of_file(revision.document(), &revision.uri);
        let text = self.text(revision, workspace)?;
        let edits = [difference(site.document.text(), &text)?];
        Some(site.edit(&edits, client))
    }

    /// The document as it is afterwards.
    fn text(self, revision: &Revision, workspace: &Workspace) -> Option<String> {
        let document = revision.document();
        let rewrite = match self {
            Self::SafeFixes => {
                let project = workspace.project(revision);
                let path = revision.path().unwrap_or_default();
                let look = |document: &_| Workspace::lint(&project, &path, document);
                let fixed = fix_all(revision.read(), Applicability::Safe, look)?;
                return Some(fixed.document.value.text().to_owned());
            }
            Self::RenameModels => {
                let names = ModelNames::of(document, &[]).value;
                let here = Renamed { names: &names, is_meant: &|file| file.is_empty() };
                rename_models(document, &[here])
            }
            Self::SiblingVariables => sibling_variables(document).value,
            Self::StripUnsupported => strip_unsupported(document, Reach::Troubling).value,
        };
        let written = write(revision.read(), &rewrite, &workspace.options(revision)).ok()?;
        Some(written.text)
    }
}

/// All safe fixes of the definitions in a template, in the files that they come from.
fn in_template(
    revision: &Revision,
    workspace: &Workspace,
    client: Client,
) -> Option<WorkspaceEdit> {
    let project = workspace.project(revision);
    let path = revision.path().unwrap_or_default();
    let look = |api: &Api| project.check_api(&path, api, &Asked::default()).lint;
    let mut changes = HashMap::new();
    for Changed { uri, before, after } in templates::fixed(workspace, revision, &look) {
        let Some(edit) = difference(&before, &after) else { continue };
        let file = read(SourceId(0), before.into_bytes()).value;
        let range = Site::of_file(&file, &uri).range(edit.span, client);
        let edit = gen_lsp_types::TextEdit { range, new_text: edit.text };
        changes.insert(Uri(uri), vec![edit]);
    }
    let changes = Some(changes).filter(|it| !it.is_empty())?;
    Some(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() })
}

/// The smallest piece of a text that another has otherwise.
fn difference(before: &str, after: &str) -> Option<TextEdit> {
    let (one, other) = (before.as_bytes(), after.as_bytes());
    let mut start = one.iter().zip(other).take_while(|(one, other)| one == other).count();
    while !before.is_char_boundary(start) {
        start -= 1;
    }
    let tails = one[start..].iter().rev().zip(other[start..].iter().rev());
    let mut tail = tails.take_while(|(one, other)| one == other).count();
    while !before.is_char_boundary(one.len() - tail) || !after.is_char_boundary(other.len() - tail)
    {
        tail -= 1;
    }
    if before.len() == after.len() && start == before.len() {
        return None;
    }
    let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let span = Span::new(byte(start), byte(one.len() - tail));
    Some(TextEdit { span, text: after[start..other.len() - tail].to_owned() })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::marked::{URI, open};

    #[test]
    fn a_difference_is_the_smallest_one() {
        let check = |before: &str, after: &str, expected: Option<(u32, u32, &str)>| {
            let found = difference(before, after).map(|it| (it.span.start, it.span.end, it.text));
            let found = found.as_ref().map(|(start, end, text)| (*start, *end, text.as_str()));
            assert_eq!(found, expected);
        };
        check("abcd", "abxd", Some((2, 3, "x")));
        check("abab", "ab", Some((2, 4, "")));
        check("ab", "abab", Some((2, 2, "ab")));
        check("a", "a", None);
        check("é", "è", Some((0, 2, "è")));
        check("a\u{e9}", "a\u{1e9}", Some((1, 3, "\u{1e9}")));
    }

    #[test]
    fn rewritings_cure_what_the_service_refuses() {
        let text = "\
swagger: '2.0'
info: { title: Pets, version: '1' }
paths:
  /pets/{id}:
    get: { responses: { 200: { description: OK } }, x-amazon-apigateway-integration: { type: mock } }
  /pets/{pet}/toys:
    get: { responses: { 200: { description: OK } }, x-amazon-apigateway-integration: { type: mock } }
definitions:
  a-pet: { type: object, discriminator: kind }
‸";
        let (documents, _) = open(text);
        let revision = &documents.get(URI).expect("it is open").revision;
        let workspace = Workspace::default();
        let found = Workspace::lint(&workspace.project(revision), Path::new(URI), revision.read());
        let names: Vec<&str> =
            found.findings.iter().map(|it| it.diagnostic.metadata.name).collect();
        for name in ["model-name-invalid", "resource-second-variable"] {
            assert!(names.contains(&name), "{name} is among {names:?}");
        }
        let text_of = |rewriting: Rewriting| rewriting.text(revision, &workspace);
        let renamed = text_of(Rewriting::RenameModels).expect("a text");
        assert!(renamed.contains("  aPet: {"), "{renamed}");
        let unified = text_of(Rewriting::SiblingVariables).expect("a text");
        assert!(unified.contains("/pets/{id}/toys:"), "{unified}");
    }

    #[test]
    fn each_rewriting_has_a_name_that_is_read_again() {
        for rewriting in Rewriting::ALL {
            assert_eq!(Rewriting::parse(rewriting.as_str()), Some(rewriting));
        }
        let known = gatewright_lint::entries();
        for name in ["model-name-invalid", "resource-second-variable", "model-keyword-unsupported"]
        {
            assert!(Rewriting::of_finding(name).is_some());
            assert!(known.iter().any(|it| it.metadata.name == name), "{name}");
        }
    }
}
