//! `--watch`: the command runs again when a file changes.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::{check, fixtures, gatewright, run, scratch};

/// Ends with the test, however that ends.
struct Watching(Child);

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn watch(folder: &Path, arguments: &[&str]) -> Watching {
    let child = Command::new(env!("CARGO_BIN_EXE_gatewright"))
        .args(arguments)
        .arg("--watch")
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    Watching(child.expect("the command runs"))
}

/// Waits until a report says so.
fn wait_for(report: &Path, text: &str) {
    let start = Instant::now();
    while !fs::read_to_string(report).is_ok_and(|it| it.contains(text)) {
        assert!(start.elapsed() < Duration::from_secs(20), "{} lacks {text}", report.display());
        thread::sleep(Duration::from_millis(20));
    }
}

fn put(folder: &Path, name: &str, fixture: &str) {
    let text = fs::read(fixtures().join(fixture)).expect("a fixture");
    fs::write(folder.join(name), text).expect("a file");
}

#[test]
fn a_report_follows_the_file() {
    let folder = scratch("watch-file");
    put(&folder, "api.yaml", "accepted.yaml");
    let report = folder.join("report.txt");
    let _watching = watch(&folder, &["validate", "api.yaml", "-o", "concise=report.txt"]);
    wait_for(&report, "");
    put(&folder, "api.yaml", "refused.yaml");
    wait_for(&report, "import/resource-path-part-invalid");
    // As editors do it: another file takes the name.
    put(&folder, "new", "warned.yaml");
    fs::rename(folder.join("new"), folder.join("api.yaml")).expect("another name");
    wait_for(&report, "import/request-parameter-not-a-string");
}

#[test]
fn a_report_follows_the_files_that_a_template_takes_in() {
    let folder = scratch("watch-included");
    let template = "Resources:\n  Api:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n      Body:\n        Fn::Transform: { Name: AWS::Include, Parameters: { Location: apis/api.yaml } }\n";
    fs::write(folder.join("template.yaml"), template).expect("a file");
    fs::create_dir(folder.join("apis")).expect("a folder");
    put(&folder, "apis/api.yaml", "accepted.yaml");
    let report = folder.join("report.txt");
    let _watching = watch(&folder, &["validate", "template.yaml", "-o", "concise=report.txt"]);
    wait_for(&report, "");
    // The file is followed as soon as the first round has told of it.
    thread::sleep(Duration::from_millis(600));
    put(&folder, "apis/api.yaml", "refused.yaml");
    wait_for(&report, "import/resource-path-part-invalid");
    // It may be gone for a while.
    fs::remove_file(folder.join("apis/api.yaml")).expect("a file");
    wait_for(&report, "template/template-file-unreadable");
    put(&folder, "apis/api.yaml", "warned.yaml");
    wait_for(&report, "import/request-parameter-not-a-string");
}

#[test]
fn a_report_follows_what_a_folder_holds() {
    let folder = scratch("watch-folder");
    put(&folder, "a.yaml", "accepted.yaml");
    let report = folder.join("report.json");
    let _watching = watch(&folder, &["lint", "--output", "json=report.json"]);
    wait_for(&report, "\"a.yaml\"");
    fs::create_dir(folder.join("v1")).expect("a folder");
    put(&folder, "v1/b.yaml", "refused.yaml");
    wait_for(&report, "\"v1/b.yaml\"");
    fs::remove_file(folder.join("a.yaml")).expect("a file");
    let start = Instant::now();
    while fs::read_to_string(&report).expect("a report").contains("\"a.yaml\"") {
        assert!(start.elapsed() < Duration::from_secs(20), "the file is still there");
        thread::sleep(Duration::from_millis(20));
    }
    // Its own report is no reason to go on: nothing is written once it is quiet.
    thread::sleep(Duration::from_millis(600));
    let written = || fs::metadata(&report).and_then(|it| it.modified()).expect("a time");
    let before = written();
    thread::sleep(Duration::from_millis(600));
    assert_eq!(before, written());
}

#[test]
fn what_cannot_be_watched_could_not_run() {
    check("watch-stdin", &["lint", "--watch", "-"]);
    let missing = run(gatewright(&["validate", "--watch", "missing/api.yaml"]));
    assert_eq!((missing.code, missing.out.as_str()), (Some(2), ""));
    assert!(missing.err.contains("cannot watch missing"), "{}", missing.err);
}
