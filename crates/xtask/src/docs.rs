//! `cargo xtask docs`: pages of the rules, and of what an import says, made of their doc comments, and
//! JSON Schemas, made of the vocabulary and of the types of `gatewright.yaml`.
//!
//! `docs/rules/` has a page for each and a table of all; the README of `docs/schemas/` has a table of
//! the schemas, between two marks. `--check` writes nothing and
//! lists what is not as it would be written.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use gatewright_lint::{Entry, entries, page, table};

use crate::{at, schemas};

/// The folder of the pages.
const FOLDER: &str = "docs/rules";
/// Where the table of the schemas stands in their README.
const SCHEMA_MARKS: [&str; 2] = ["<!-- schemas -->\n", "<!-- /schemas -->\n"];
/// What each page begins with.
const NOTICE: &str = "<!-- Made of a doc comment by `cargo xtask docs`. -->\n\n";

/// Writes what is not as it should be.
pub(crate) fn write(root: &Path, out: &mut impl Write) -> io::Result<bool> {
    let differences = differences(root)?;
    for (path, text) in &differences {
        let full = root.join(path);
        match text {
            None => fs::remove_file(&full).map_err(|error| at(&full, &error))?,
            Some(text) => {
                let folder = full.parent().unwrap_or(root);
                fs::create_dir_all(folder).map_err(|error| at(folder, &error))?;
                fs::write(&full, text).map_err(|error| at(&full, &error))?;
            }
        }
        writeln!(out, "{} {path}", if text.is_some() { "wrote" } else { "removed" })?;
    }
    Ok(true)
}

/// Lists what is not as it should be; whether that is nothing.
pub(crate) fn check(root: &Path, out: &mut impl Write) -> io::Result<bool> {
    let differences = differences(root)?;
    for path in differences.keys() {
        writeln!(out, "{path} is not what `cargo xtask docs` writes")?;
    }
    Ok(differences.is_empty())
}

/// The files that are not as they should be: what each should hold, or that it should not be there.
fn differences(root: &Path) -> io::Result<BTreeMap<String, Option<String>>> {
    let mut files = pages();
    let path = format!("{}/README.md", schemas::FOLDER);
    let readme = root.join(&path);
    let text = fs::read_to_string(&readme).map_err(|error| at(&readme, &error))?;
    let text = with_table(&text, &schemas::table()).map_err(|error| at(&readme, &error))?;
    files.insert(path, text);
    let mut differences = BTreeMap::new();
    for name in [FOLDER, schemas::FOLDER] {
        let folder = root.join(name);
        if !folder.is_dir() {
            continue;
        }
        for entry in fs::read_dir(&folder).map_err(|error| at(&folder, &error))? {
            let path = format!("{name}/{}", entry?.file_name().to_string_lossy());
            if !files.contains_key(&path) {
                differences.insert(path, None);
            }
        }
    }
    for (path, text) in files {
        if fs::read_to_string(root.join(&path)).ok().as_deref() != Some(&text) {
            differences.insert(path, Some(text));
        }
    }
    Ok(differences)
}

/// The pages and schemas by their paths.
fn pages() -> BTreeMap<String, String> {
    let (entries, settings) = (entries(), gatewright_project::entries());
    let index = index(&entries, &settings);
    let mut pages = BTreeMap::from([(format!("{FOLDER}/README.md"), index)]);
    for entry in entries.iter().chain(&settings) {
        let text = format!("{NOTICE}{}", page(entry));
        pages.insert(format!("{FOLDER}/{}.md", entry.metadata.name), text);
    }
    for (name, schema) in schemas::all() {
        pages.insert(format!("{}/{name}", schemas::FOLDER), schemas::text(&schema));
    }
    let schema = schemas::text(&gatewright_project::schema());
    pages.insert(format!("{}/gatewright.schema.json", schemas::FOLDER), schema);
    pages
}

fn is_rule(entry: &Entry) -> bool {
    entry.rule().is_some()
}

/// The table of all.
fn index(entries: &[Entry], settings: &[Entry]) -> String {
    let (rules, others): (Vec<Entry>, Vec<Entry>) = entries.iter().partition(|it| is_rule(it));
    let (templates, import): (Vec<Entry>, Vec<Entry>) =
        others.iter().partition(|it| it.is_of_template());
    format!(
        "{NOTICE}# Rules\n\n\
         What `gatewright lint` tells: the rules, what an import says, and what is said of templates. `gatewright rules` \
         lists the same, and\n`gatewright explain NAME` shows a page.\n\n\
         A *preset* has the rules of those before it: import, recommended (the default), strict, \
         all. A *fix* is safe when the\nAPI that the import makes stays the same; other \
         fixes are worth a look. Not every finding of\na kind has one, and where the kind's is \
         safe, some have one that is worth a look.\n\n\
         ## The rules\n\n{}\n\
         ## What an import says\n\n\
         The names after a comma are those of rules that a finding makes superfluous; they are \
         good wherever a name is.\n\n{}\n\
         ## What is said of templates\n\n\
         Of a template of CloudFormation, SAM or Terraform and a definition in it together.\n\n{}\n\
         ## What settings and rules of your own say of themselves\n\n\
         They stand in `gatewright.yaml` and beside it; `gatewright config` lists what is wrong \
         with them.\n\n{}",
        table(&rules, ""),
        table(&import, ""),
        table(&templates, ""),
        table(settings, ""),
    )
}

/// A README with a table between two marks.
fn with_table(readme: &str, table: &str) -> io::Result<String> {
    let [start, end] = SCHEMA_MARKS;
    let missing = || io::Error::other(format!("the marks {start:?} and {end:?} are not there"));
    let (before, rest) = readme.split_once(start).ok_or_else(missing)?;
    let (_, after) = rest.split_once(end).ok_or_else(missing)?;
    Ok(format!("{before}{start}\n{table}\n{end}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{scratch, workspace};

    #[test]
    fn the_pages_are_those_of_the_rules() {
        let mut told = Vec::new();
        let is_as_it_should_be = check(&workspace(), &mut told).expect("the pages can be read");
        let told = String::from_utf8_lossy(&told);
        assert!(is_as_it_should_be, "run `cargo xtask docs`:\n{told}");
    }

    #[test]
    fn what_was_written_is_as_it_should_be_and_what_should_not_be_there_goes() {
        let root = scratch("docs");
        fs::create_dir_all(root.join(FOLDER)).expect("a folder");
        fs::write(root.join(FOLDER).join("an-old-rule.md"), "old").expect("a file");
        let schemas = root.join(schemas::FOLDER);
        fs::create_dir_all(&schemas).expect("a folder");
        let readme = schemas.join("README.md");
        fs::write(&readme, "# A\n\n<!-- schemas -->\nold\n<!-- /schemas -->\n\nB\n")
            .expect("a file");
        fs::write(schemas.join("old.schema.json"), "{}").expect("a file");
        let mut out = Vec::new();
        assert!(!check(&root, &mut out).expect("a check"));
        write(&root, &mut out).expect("written");
        let told = String::from_utf8_lossy(&out);
        assert!(told.contains("removed docs/rules/an-old-rule.md"), "{told}");
        assert!(told.contains("removed docs/schemas/old.schema.json"), "{told}");
        assert!(check(&root, &mut Vec::new()).expect("a check"));
        let readme = fs::read_to_string(readme).expect("a file");
        assert!(readme.starts_with("# A\n\n<!-- schemas -->\n\n| "), "{readme}");
        assert!(readme.ends_with(" |\n\n<!-- /schemas -->\n\nB\n"), "{readme}");
    }
}
