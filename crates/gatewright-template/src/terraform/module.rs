//! The files of a module: all those of the folder that Terraform reads together (*Files and
//! Configuration Structure*), and those with values that it reads unasked (*Input Variables*).

use crate::library::Library;

/// What the other files of a module are called where nobody can tell what there is.
const USUAL: [&str; 5] = ["variables.tf", "locals.tf", "vars.tf", "data.tf", "main.tf"];
/// The files with values that are read first.
const FIRST: [&str; 2] = ["terraform.tfvars", "terraform.tfvars.json"];
/// No more files of a folder are read.
const MOST: usize = 500;

/// The names of the other files of configuration. Files that override others are not among them: what
/// they say, they say of blocks that are there.
pub(super) fn configuration(library: &Library<'_>) -> Vec<String> {
    let is_one = |name: &str| {
        let stem = name.strip_suffix(".tf").or_else(|| name.strip_suffix(".tofu"));
        stem.is_some_and(|it| !(is_hidden(it) || it == "override" || it.ends_with("_override")))
    };
    let all = library.beside_main();
    if all.is_empty() {
        return USUAL.map(str::to_owned).to_vec();
    }
    all.into_iter().filter(|it| is_one(it)).take(MOST).collect()
}

/// The names of the files with values; of equal names in them the last counts.
pub(super) fn values(library: &Library<'_>) -> Vec<String> {
    let is_one = |name: &String| {
        !is_hidden(name) && (name.ends_with(".auto.tfvars") || name.ends_with(".auto.tfvars.json"))
    };
    let others = library.beside_main().into_iter().filter(is_one);
    FIRST.map(str::to_owned).into_iter().chain(others).take(MOST).collect()
}

fn is_hidden(name: &str) -> bool {
    name.starts_with(['.', '#']) || name.ends_with('~')
}
