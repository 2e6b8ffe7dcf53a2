//! The job of CI, for the host of the repository.

use std::path::Path;

use super::seen::{Host, Repository};
use super::{Deed, Replace, Step, VERSION, text_of};
use crate::exit::Stop;

/// What becomes of the files of a host.
pub(super) fn steps(
    repository: &Repository,
    host: Host,
    replace: Replace,
) -> Result<Vec<Step>, Stop> {
    let Repository { root, here, .. } = repository;
    match host {
        Host::GitHub => {
            let path = root.join(".github/workflows/gatewright.yml");
            Ok(vec![Step::own(path, of_github(here), replace)?])
        }
        Host::GitLab => {
            let path = root.join(".gitlab-ci.yml");
            let Some(text) = text_of(&path)? else {
                return Ok(vec![Step::own(path, of_gitlab(here), replace)?]);
            };
            let names_us = text.contains("gatewright");
            let part = ".gitlab/gatewright.yml";
            let is_in_parts = !names_us || text.contains(part);
            let mut steps = Vec::new();
            if is_in_parts {
                steps.push(Step::own(root.join(part), of_gitlab(here), replace)?);
            }
            let deed = if names_us {
                Deed::Keep("it has the job")
            } else {
                Deed::Ask(format!("include the job:\n  include:\n    - local: {part}\n"))
            };
            steps.push(Step { path, deed });
            Ok(steps)
        }
    }
}

/// What a job runs, where nobody knows how it is written.
pub(super) fn commands(here: &Path) -> String {
    format!("  pip install gatewright=={VERSION}\n  gatewright lint{}\n", folder(here))
}

fn of_github(here: &Path) -> String {
    let folder = folder(here);
    format!(
        "\
# What Amazon API Gateway would make of the OpenAPI definitions, shown at their lines.
name: gatewright
on: [push, pull_request]
permissions:
  contents: read
jobs:
  lint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - run: pipx run gatewright=={VERSION} lint --format github{folder}
"
    )
}

fn of_gitlab(here: &Path) -> String {
    let folder = folder(here);
    format!(
        "\
# What Amazon API Gateway would make of the OpenAPI definitions, shown in merge requests.
gatewright:
  image: python:3.13-slim
  script:
    - pip install gatewright=={VERSION}
    - gatewright lint --output gitlab=gl-code-quality-report.json{folder}
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
"
    )
}

/// The folder as a word of a shell, after a blank; nothing for the root.
fn folder(here: &Path) -> String {
    let name = here.to_string_lossy();
    let plain = |c: char| c.is_ascii_alphanumeric() || "_./-".contains(c);
    if name.is_empty() {
        String::new()
    } else if name.chars().all(plain) {
        format!(" {name}")
    } else {
        format!(" '{}'", name.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_one_word_of_a_shell() {
        let folder = |name: &str| folder(Path::new(name));
        assert_eq!(folder(""), "");
        assert_eq!(folder("services/shop-2"), " services/shop-2");
        assert_eq!(folder("my apis"), " 'my apis'");
        assert_eq!(folder("it's"), " 'it'\\''s'");
    }
}
