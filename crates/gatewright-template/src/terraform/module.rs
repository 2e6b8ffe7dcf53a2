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
    let all = library.beside_main();
    if all.is_empty() {
        return USUAL.map(str::to_owned).to_vec();
    }
    let is_open_tofu = library.main().strip_suffix(".tofu").is_some();
    let is_one = |name: &&String| {
        let stem = if let Some(stem) = name.strip_suffix(".tf") {
            // OpenTofu has files of its own, and reads them instead of those of Terraform.
            let other = format!("{stem}.tofu");
            Some(stem).filter(|_| !is_open_tofu || all.binary_search(&other).is_err())
        } else {
            name.strip_suffix(".tofu").filter(|_| is_open_tofu)
        };
        let is_override = |it: &str| it == "override" || it.ends_with("_override");
        stem.is_some_and(|it| !is_override(it)) && !is_ignored(name)
    };
    all.iter().filter(is_one).take(MOST).cloned().collect()
}

/// The names of the files with values; of equal names in them the last counts.
pub(super) fn values(library: &Library<'_>) -> Vec<String> {
    let others = library.beside_main().into_iter();
    let others = others
        .filter(|it| [".auto.tfvars", ".auto.tfvars.json"].iter().any(|end| it.ends_with(end)));
    FIRST.map(str::to_owned).into_iter().chain(others).take(MOST).collect()
}

/// What editors leave behind.
fn is_ignored(name: &str) -> bool {
    name.starts_with('.') || name.ends_with('~') || (name.starts_with('#') && name.ends_with('#'))
}
