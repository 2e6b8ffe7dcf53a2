//! The comparer that comes with the recorded cases, as a process of its own.

use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{at, workspace};

/// `compare.py`: knows the placeholders of the recordings and which orders mean nothing.
pub(super) struct Comparer {
    script: PathBuf,
}

impl Comparer {
    /// The script in `folder` or the nearest folder above it, else the one of the cases that stand
    /// beside the repository.
    pub(super) fn find(folder: &Path) -> io::Result<Self> {
        let beside = workspace().join("../shared/conformance");
        let mut folders = folder.ancestors().chain([beside.as_path()]);
        let script = folders.find_map(|folder| {
            let script = folder.join("compare.py");
            script.is_file().then_some(script)
        });
        match script {
            Some(script) => Ok(Self { script }),
            None => Err(at(folder, &"no compare.py in this folder or above it")),
        }
    }

    /// The differences between a case and what was produced for it, a line each. The steps
    /// numbered in `left_out` were not made and are not compared.
    pub(super) fn compare(
        &self,
        case_folder: &Path,
        produced: &Path,
        left_out: &[usize],
    ) -> Result<Vec<String>, String> {
        let mut command = Command::new("python3");
        command.arg(&self.script).arg("--strict").args([case_folder, produced]);
        for number in left_out {
            command.arg("--ignore").arg(format!("/steps/{number}/*"));
        }
        let output = command.output().map_err(|error| format!("python3: {error}"))?;
        let lines = String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect();
        match output.status.code() {
            Some(0 | 1) => Ok(lines),
            Some(_) | None => Err(String::from_utf8_lossy(&output.stderr).trim().to_owned()),
        }
    }
}
