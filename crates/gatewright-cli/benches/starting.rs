//! What a run costs from its start to its end, of the time of a processor: on one small file, where
//! that is what a hook or an editor waits for, and on 200 files in one call, as pre-commit makes it:
//! `cargo bench -p gatewright-cli --bench starting`. It fails where a run takes longer than promised.
//!
//! The kernel counts the time of all children in hundredths of a second, so that each command runs
//! many times and the mean counts.
#![expect(clippy::disallowed_methods, reason = "a bench reads files and starts processes")]

use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

/// What one small file may take.
const SMALL: Duration = Duration::from_millis(10);
/// What 200 files may take.
const MANY: Duration = Duration::from_secs(1);

fn main() -> io::Result<ExitCode> {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/examples");
    let many = two_hundred(&examples)?;
    let call: Vec<&str> = ["lint", "--definitions-only"]
        .into_iter()
        .chain(many.iter().filter_map(|path| path.to_str()))
        .collect();
    let cases: [(&str, &[&str], u32, Duration); 5] = [
        ("--version", &["--version"], 200, SMALL),
        ("validate petstore.yaml", &["validate", "petstore.yaml"], 200, SMALL),
        ("lint petstore.yaml", &["lint", "petstore.yaml"], 200, SMALL),
        ("lint --preset all parcels.yaml", &["lint", "--preset=all", "parcels.yaml"], 200, SMALL),
        ("lint, 200 files", &call, 20, MANY),
    ];
    let mut text = format!("{:>10}  {:>10}  {:>10}\n", "cpu ms", "wall ms", "may take");
    let mut kept = true;
    for (title, arguments, runs, most) in cases {
        let (cpu, wall) = cost(&examples, arguments, runs)?;
        kept &= cpu <= most;
        let [cpu, wall, most] = [cpu, wall, most].map(|time| time.as_secs_f64() * 1e3);
        let _ = writeln!(text, "{cpu:>10.2}  {wall:>10.2}  {most:>10.0}  {title}");
    }
    io::stdout().write_all(text.as_bytes())?;
    Ok(if kept { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Time of a processor and of a clock that a command takes, on the average of many runs.
fn cost(folder: &Path, arguments: &[&str], runs: u32) -> io::Result<(Duration, Duration)> {
    let (cpu, wall) = (of_children()?, Instant::now());
    for _ in 0..runs {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gatewright"));
        command.current_dir(folder).args(arguments);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    }
    Ok((of_children()?.saturating_sub(cpu) / runs, wall.elapsed() / runs))
}

/// The time that processors have spent on the children of this process (*proc_pid_stat(5)*: `cutime`
/// and `cstime`, in ticks, of which Linux has a hundred a second).
fn of_children() -> io::Result<Duration> {
    let text = fs::read_to_string("/proc/self/stat")?;
    // The second field, the only one with blanks, is in parentheses.
    let fields = text.rsplit_once(')').map_or("", |(_, rest)| rest).split_whitespace();
    let ticks: u64 = fields.skip(13).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
    Ok(Duration::from_millis(ticks * 10))
}

/// Copies of the examples and of files that are no definitions, 200 together.
fn two_hundred(examples: &Path) -> io::Result<Vec<PathBuf>> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("starting");
    fs::create_dir_all(&folder)?;
    let definitions = ["petstore.yaml", "parcels.yaml", "orders.yaml", "greeting.json"];
    let sources: Vec<(String, String)> = definitions
        .iter()
        .map(|name| Ok(((*name).to_owned(), fs::read_to_string(examples.join(name))?)))
        .chain([Ok(("package.json".to_owned(), "{\"name\": \"openapi\"}".to_owned()))])
        .collect::<io::Result<_>>()?;
    let numbered = sources.iter().cycle().take(200).enumerate();
    numbered
        .map(|(number, (name, text))| {
            let path = folder.join(format!("{number}-{name}"));
            fs::write(&path, text)?;
            Ok(path)
        })
        .collect()
}
