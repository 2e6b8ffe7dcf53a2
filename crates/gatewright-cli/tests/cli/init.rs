//! `gatewright init`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::{Run, check_command, fixtures, gatewright, run, scratch, testdata};

/// A repository with two definitions in a folder, and whatever else. Without a `.git` it would be a
/// part of the one that the tests are built in, and that would be written to.
fn repository(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = scratch(name);
    // No rule has anything to say about these, so that a new one changes no snapshot.
    for definition in ["exemplary-oas30.yaml", "exemplary-swagger.yaml"] {
        let text = read(&testdata("lint").join(definition));
        write(&folder.join("apis").join(definition), &text);
    }
    write(&folder.join("package.json"), "{\"name\": \"openapi\"}");
    for (path, text) in files {
        write(&folder.join(path), text);
    }
    folder
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn init(folder: &Path, arguments: &[&str]) -> Run {
    let mut command = gatewright(&[&["init"][..], arguments].concat());
    command.current_dir(folder);
    run(command)
}

fn check(name: &str, folder: &Path, arguments: &[&str]) {
    let arguments = [&["init"][..], arguments].concat();
    let mut command = gatewright(&arguments);
    command.current_dir(folder);
    check_command(name, &arguments, command);
}

/// All files below a folder and their texts, in the order of their paths.
fn files(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push((path.clone(), read(&path)));
        }
    }
    found.sort();
    found
}

const ON_GITHUB: (&str, &str) =
    (".git/config", "[remote \"origin\"]\n\turl = git@github.com:shop/apis.git\n");

#[test]
fn what_is_missing_is_written_and_a_second_run_changes_nothing() {
    let folder = repository("init-github", &[ON_GITHUB]);
    let before = files(&folder);
    check("init-dry-run", &folder, &["--dry-run"]);
    assert_eq!(files(&folder), before, "nothing was written");
    check("init-github", &folder, &[]);
    let after = files(&folder);
    assert_eq!(after.len(), before.len() + 3);
    check("init-again", &folder, &[]);
    assert_eq!(files(&folder), after);
}

#[test]
fn what_somebody_wrote_stays_unless_it_is_forced() {
    let ours = [
        ("gatewright.yaml", "preset: strict\n"),
        (".github/workflows/gatewright.yml", "on: push\n"),
        (".pre-commit-config.yaml", "repos:\n- repo: local # ours\n  hooks: []\n"),
    ];
    let folder = repository("init-force", &[&[ON_GITHUB][..], &ours].concat());
    assert_eq!(init(&folder, &[]).code, Some(0));
    assert_eq!(read(&folder.join(ours[0].0)), ours[0].1);
    assert_eq!(read(&folder.join(ours[1].0)), ours[1].1);
    let hooks = read(&folder.join(ours[2].0));
    assert!(hooks.starts_with(ours[2].1) && hooks.len() > ours[2].1.len(), "{hooks}");
    assert_eq!(init(&folder, &["--force"]).code, Some(0));
    assert!(read(&folder.join(ours[0].0)).contains("preset: recommended\n"));
    assert!(read(&folder.join(ours[1].0)).contains("lint --format github\n"));
    assert_eq!(read(&folder.join(ours[2].0)), hooks);
}

#[test]
fn settings_may_have_another_name() {
    let settings = ("gatewright.yml", "preset: strict\n");
    let folder = repository("init-yml", &[(".git/HEAD", ""), settings]);
    for arguments in [&[][..], &["--force"]] {
        assert_eq!(init(&folder, arguments).code, Some(0));
        assert_eq!(read(&folder.join(settings.0)), settings.1);
        assert!(!folder.join("gatewright.yaml").exists());
    }
}

#[test]
fn each_setting_that_is_suggested_is_one() {
    let folder = repository("init-settings", &[(".git/HEAD", "")]);
    assert_eq!(init(&folder, &[]).code, Some(0));
    let path = folder.join("gatewright.yaml");
    // Prose begins with a capital letter or a number, and a setting with its name.
    let is_setting =
        |line: &&str| !line.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit());
    let text = read(&path);
    let lines = text.lines().map(|line| line.strip_prefix("# ").unwrap_or(line));
    let lines: Vec<&str> = lines.filter(is_setting).collect();
    write(&path, &(lines.join("\n") + "\n"));
    let update = ["lint", "--update-baseline"];
    let settings = |arguments: &[&str]| {
        let mut command = gatewright(arguments);
        command.current_dir(&folder);
        let run = run(command);
        assert_eq!(run.code, Some(0), "{}\n{}", run.err, lines.join("\n"));
        run.out
    };
    settings(&update);
    assert!(folder.join("gatewright-baseline.json").exists());
    let settings = |file: &str| {
        let out = settings(&["config", "--format", "json", file]);
        serde_json::from_str::<serde_json::Value>(&out).expect("an object")
    };
    let here = settings("apis/pets.yaml");
    assert_eq!(here["failOn"], "error");
    assert_eq!(here["quotas"]["resources"], 500);
    assert_eq!(here["rules"]["path-reserved"], "error");
    assert_eq!(settings("vendor/pets.yaml")["excluded"], true);
    assert!(settings("internal/pets.yaml")["rules"].get("cors-methods").is_none());
}

#[test]
fn what_there_is_to_mend_is_counted_once() {
    let folder = repository("init-count", &[ON_GITHUB]);
    let lint = fs::read_to_string(fixtures().join("lint.yaml")).expect("a fixture");
    write(&folder.join("apis/lint.yaml"), &lint);
    let lint = {
        let mut command = gatewright(&["lint"]);
        command.current_dir(&folder);
        run(command)
    };
    let first = init(&folder, &[]).out;
    let (_, found) = first.split_once("finds ").expect("it says what was found");
    let (found, _) = found.split_once(" so far").expect("so far");
    assert!(lint.out.contains(&format!("found {found} in ")), "{found}: {}", lint.out);
    assert!(!init(&folder, &[]).out.contains("finds"), "the configuration has the say now");
}

#[test]
fn the_repository_is_seen_from_a_folder_in_it() {
    let folder = repository("init-folder", &[ON_GITHUB]);
    check("init-folder", &folder.join("apis"), &[]);
    assert!(folder.join("apis/gatewright.yaml").exists());
    assert!(folder.join(".pre-commit-config.yaml").exists());
    let job = read(&folder.join(".github/workflows/gatewright.yml"));
    assert!(job.contains("lint --format github apis\n"), "{job}");
}

#[test]
fn a_work_tree_has_the_remotes_of_its_repository() {
    let folder = repository(
        "init-work-tree",
        &[
            ("main/.git/config", "[remote \"origin\"]\n\turl = https://github.com/shop/apis\n"),
            ("main/.git/worktrees/tree/commondir", "../..\n"),
            ("tree/.git", "gitdir: ../main/.git/worktrees/tree\n"),
        ],
    );
    let tree = folder.join("tree");
    assert_eq!(init(&tree, &[]).code, Some(0));
    assert!(tree.join(".github/workflows/gatewright.yml").exists());
}

#[test]
fn on_gitlab_the_job_is_a_file_of_its_own_where_there_are_others() {
    let remote = (".git/config", "[remote \"origin\"]\n\turl = https://gitlab.com/shop/apis\n");
    let folder = repository("init-gitlab-new", &[remote]);
    assert_eq!(init(&folder, &[]).code, Some(0));
    let job = read(&folder.join(".gitlab-ci.yml"));
    assert!(job.contains("gl-code-quality-report.json"), "{job}");

    let others = (".gitlab-ci.yml", "build:\n  script: make\n");
    let folder = repository("init-gitlab", &[(".git/HEAD", ""), others]);
    check("init-gitlab", &folder, &[]);
    assert_eq!(read(&folder.join(others.0)), others.1);
    assert_eq!(read(&folder.join(".gitlab/gatewright.yml")), job);
    let included = format!("include: [{{ local: .gitlab/gatewright.yml }}]\n{}", others.1);
    write(&folder.join(others.0), &included);
    let again = init(&folder, &[]);
    assert!(!again.out.contains("include") && !again.out.contains("created"), "{}", again.out);
}

#[test]
fn without_a_repository_or_definitions_there_is_still_a_configuration() {
    // A repository around the folder of the tests would be found.
    let folder = std::env::temp_dir().join(format!("gatewright-init-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let is_alone = folder.ancestors().all(|folder| !folder.join(".git").exists());
    check("init-alone", &folder, &[]);
    let written = files(&folder);
    fs::remove_dir_all(&folder).expect("the folder goes");
    assert!(is_alone, "the temporary folder is in no repository");
    assert_eq!(written.len(), 1);
    assert!(written[0].0.ends_with("gatewright.yaml"));
}

#[test]
fn a_list_of_hooks_that_cannot_be_added_to_is_left_to_its_owner() {
    let hooks = (".pre-commit-config.yaml", "repos: &all\n  - *all\n");
    let folder = repository("init-hooks", &[ON_GITHUB, hooks]);
    check("init-hooks", &folder, &[]);
    assert_eq!(read(&folder.join(hooks.0)), hooks.1);
}

#[test]
fn what_cannot_be_written_is_said() {
    let folder = repository("init-blocked", &[ON_GITHUB, (".github", "a file\n")]);
    let run = init(&folder, &[]);
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains(".github/workflows/gatewright.yml"), "{}", run.err);
}
