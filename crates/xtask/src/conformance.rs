//! Recorded cases of the service, run through the library and compared with the recording.

mod case;
mod compare;
mod dump;
mod reply;
mod service;

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use self::case::{Call, Case};
use self::compare::Comparer;
use self::service::Service;
use crate::{at, workspace};

/// What became of one case.
enum Outcome {
    /// No difference.
    Same,
    /// The differences, a line each.
    Different(Vec<String>),
    /// No difference in the steps that could be made; the operations that do not exist yet.
    NotYet(Vec<String>),
    /// The case could not be run.
    Failed(String),
}

/// Runs all cases below `folder` and writes a line for each and the counts to `out`. False when a
/// case differs from its recording or could not be run.
pub(crate) fn run(folder: &Path, out: &mut impl Write) -> io::Result<bool> {
    let folder = folder.canonicalize().map_err(|error| at(folder, &error))?;
    let mut cases = Vec::new();
    find_cases(&folder, &mut cases)?;
    if cases.is_empty() {
        return Err(at(&folder, &"no case.json below this folder"));
    }
    let comparer = Comparer::find(&folder)?;
    let produced_folder = workspace().join("target/conformance");
    let mut outcomes = Vec::new();
    for path in cases {
        let name = name_of(&folder, &path);
        let produced = produced_folder.join(format!("{name}.json"));
        let outcome = judge(&path, &produced, &comparer).unwrap_or_else(Outcome::Failed);
        write_outcome(out, &name, &outcome)?;
        outcomes.push(outcome);
    }
    write_counts(out, &outcomes)?;
    writeln!(out, "What the library produced: {}", produced_folder.display())?;
    Ok(outcomes.iter().all(|outcome| match outcome {
        Outcome::Same | Outcome::NotYet(_) => true,
        Outcome::Different(_) | Outcome::Failed(_) => false,
    }))
}

/// Runs one case, writes what it produced and compares that.
fn judge(case_folder: &Path, produced: &Path, comparer: &Comparer) -> Result<Outcome, String> {
    let case = Case::load(case_folder)?;
    let run = run_case(&case);
    let text = serde_json::to_string_pretty(&json!({ "steps": run.steps }))
        .map_err(|error| error.to_string())?;
    let parent = produced.parent().unwrap_or(produced);
    fs::create_dir_all(parent)
        .and_then(|()| fs::write(produced, text + "\n"))
        .map_err(|error| at(produced, &error).to_string())?;
    let differences = comparer.compare(case_folder, produced, &run.left_out)?;
    Ok(if !differences.is_empty() {
        Outcome::Different(differences)
    } else if !run.not_yet.is_empty() {
        Outcome::NotYet(run.not_yet)
    } else {
        Outcome::Same
    })
}

/// A case that was run.
struct Run {
    /// What each step produced; null for one that was not made.
    steps: Vec<Value>,
    /// The steps that were not made, by number, which the comparison leaves out.
    left_out: Vec<usize>,
    /// The operations that do not exist yet.
    not_yet: Vec<String>,
}

fn run_case(case: &Case) -> Run {
    let mut service = Service::default();
    let mut run = Run { steps: Vec::new(), left_out: Vec::new(), not_yet: Vec::new() };
    // What a call of unknown effect leaves behind is unknown too.
    let mut state_is_known = true;
    for (number, step) in case.steps.iter().enumerate() {
        if let Call::NotYet { operation, reads_only } = &step.call {
            run.not_yet.push(operation.clone());
            state_is_known &= *reads_only;
        }
        let reply = state_is_known.then(|| service.call(step)).flatten();
        if reply.is_none() {
            run.left_out.push(number);
        }
        run.steps.push(reply.map_or(Value::Null, |it| dump::step(&it, service.api(&it))));
    }
    run
}

fn find_cases(folder: &Path, cases: &mut Vec<PathBuf>) -> io::Result<()> {
    if folder.join("case.json").is_file() {
        cases.push(folder.to_owned());
        return Ok(());
    }
    let mut folders = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| at(folder, &error))? {
        let path = entry?.path();
        if path.is_dir() {
            folders.push(path);
        }
    }
    folders.sort();
    folders.iter().try_for_each(|folder| find_cases(folder, cases))
}

/// The path of a case below the folder of the run, or its own name when it is that folder.
fn name_of(folder: &Path, case_folder: &Path) -> String {
    let below = case_folder.strip_prefix(folder).unwrap_or(case_folder);
    let path = if below.as_os_str().is_empty() {
        case_folder.file_name().map_or(case_folder, Path::new)
    } else {
        below
    };
    path.to_string_lossy().replace('\\', "/")
}

fn write_outcome(out: &mut impl Write, name: &str, outcome: &Outcome) -> io::Result<()> {
    match outcome {
        Outcome::Same => writeln!(out, "same       {name}"),
        Outcome::NotYet(operations) => {
            writeln!(out, "not yet    {name} ({})", operations.join(", "))
        }
        Outcome::Failed(reason) => writeln!(out, "failed     {name}: {reason}"),
        Outcome::Different(differences) => {
            writeln!(out, "different  {name}")?;
            differences.iter().try_for_each(|difference| writeln!(out, "           {difference}"))
        }
    }
}

fn write_counts(out: &mut impl Write, outcomes: &[Outcome]) -> io::Result<()> {
    let (mut same, mut different, mut failed, mut not_yet) = (0, 0, 0, 0);
    let mut operations: BTreeMap<&str, u32> = BTreeMap::new();
    for outcome in outcomes {
        match outcome {
            Outcome::Same => same += 1,
            Outcome::Different(_) => different += 1,
            Outcome::Failed(_) => failed += 1,
            Outcome::NotYet(names) => {
                not_yet += 1;
                for name in names {
                    *operations.entry(name).or_default() += 1;
                }
            }
        }
    }
    let names: Vec<String> =
        operations.iter().map(|(name, count)| format!("{name} {count}")).collect();
    let names = if names.is_empty() { String::new() } else { format!(" ({})", names.join(", ")) };
    let cases = outcomes.len();
    writeln!(
        out,
        "{cases} cases: {same} same, {different} different, {failed} failed, {not_yet} not yet{names}"
    )
}

#[cfg(test)]
mod tests {
    use super::case::Step;
    use super::*;

    #[track_caller]
    fn check(operation: &str, reads_only: bool, left_out: &[usize]) {
        let call = Call::NotYet { operation: operation.to_owned(), reads_only };
        let calls = [Call::CreateRestApi(gatewright_import::CreateRestApi::default()), call];
        let steps = calls.into_iter().chain([Call::GetRestApi]);
        let steps = steps.map(|call| Step { call, rest_api_id: None }).collect();
        let run = run_case(&Case { steps });
        assert_eq!(run.left_out, left_out);
        assert_eq!(run.not_yet, [operation]);
        assert_eq!(run.steps[0]["httpStatus"], 201);
        assert_eq!(run.steps.len(), 3);
    }

    #[test]
    fn what_follows_a_change_that_was_not_made_is_left_out() {
        check("GetSdk", true, &[1]);
        check("UpdateRestApi", false, &[1, 2]);
    }
}
