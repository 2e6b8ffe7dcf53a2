//! `gatewright fix`: rewritings of whole definitions.

mod bundle;
mod rename_models;
mod rewriting;

use std::path::PathBuf;

use gatewright_diagnostics::Checked;
use gatewright_fix::{OpenApi30, Reach, Rewrite, downgrade, sibling_variables, strip_unsupported};
use gatewright_source::Document;

use crate::args::{FixArgs, FixCommand, LowerVersion, RewritingArgs};
use crate::exit::{Outcome, Stop};
use crate::output::Screen;
use crate::report::File;
use rewriting::{Opened, Otherwise, check_output, finish, open_definition, rewrite};

/// Rewrites files and says what changes.
pub(crate) fn run(args: &FixArgs, screen: &Screen) -> Result<Outcome, Stop> {
    match &args.what {
        FixCommand::RenameModels(args) => rename_models::run(args, screen),
        FixCommand::SiblingVariables(args) => {
            each(&args.files, &args.rewriting, sibling_variables, screen)
        }
        FixCommand::StripUnsupported(args) => {
            let reach = if args.all { Reach::All } else { Reach::Troubling };
            let strip = |document: &Document| strip_unsupported(document, reach);
            each(&args.files, &args.rewriting, strip, screen)
        }
        FixCommand::Bundle(args) => bundle::run(args, screen),
        FixCommand::Downgrade(args) => {
            let to = match args.to {
                LowerVersion::V3_0_1 => OpenApi30::V3_0_1,
                LowerVersion::V3_0_3 => OpenApi30::V3_0_3,
            };
            each(&args.files, &args.rewriting, |document| downgrade(document, to), screen)
        }
    }
}

/// Rewrites each file for itself; when one cannot be, none is written.
fn each(
    files: &[PathBuf],
    args: &RewritingArgs,
    how: impl Fn(&Document) -> Checked<Rewrite>,
    screen: &Screen,
) -> Result<Outcome, Stop> {
    check_output(files, args)?;
    let files: Vec<Opened> =
        files.iter().map(|path| open_definition(path)).collect::<Result<_, _>>()?;
    let mut all = Vec::with_capacity(files.len());
    for file in &files {
        let document = &file.document.value;
        let shown = [File::new(&file.name, document)];
        all.push(rewrite(file.subject(), &shown, &how(document), args, screen));
    }
    match all.into_iter().collect::<Option<Vec<_>>>() {
        Some(all) => finish(&all, args, Otherwise::InPlace, screen),
        None => Ok(Outcome::NotAccepted),
    }
}
