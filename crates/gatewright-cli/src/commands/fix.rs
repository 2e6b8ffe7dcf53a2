//! `gatewright fix`: rewritings of whole definitions.

mod bundle;
mod rename_models;
mod rewriting;

use std::path::PathBuf;

use gatewright_diagnostics::Checked;
use gatewright_fix::{OpenApi30, Reach, Rewrite, downgrade, sibling_variables, strip_unsupported};
use gatewright_source::Document;

use crate::args::{FixArgs, FixCommand, LowerVersion, RewritingArgs, TemplateArgs};
use crate::exit::{Outcome, Stop};
use crate::output::Screen;
use crate::single::Single;
use rewriting::{Otherwise, check_output, finish, open_definition, rewrite, target};

/// Rewrites files and says what changes.
pub(crate) fn run(args: &FixArgs, screen: &Screen) -> Result<Outcome, Stop> {
    match &args.what {
        FixCommand::RenameModels(args) => rename_models::run(args, screen),
        FixCommand::SiblingVariables(args) => {
            let how = sibling_variables;
            each(&args.files, &args.templates, &args.rewriting, how, screen)
        }
        FixCommand::StripUnsupported(args) => {
            let reach = if args.all { Reach::All } else { Reach::Troubling };
            let strip = |document: &Document| strip_unsupported(document, reach);
            each(&args.files, &args.templates, &args.rewriting, strip, screen)
        }
        FixCommand::Bundle(args) => bundle::run(args, screen),
        FixCommand::Downgrade(args) => {
            let to = match args.to {
                LowerVersion::V3_0_1 => OpenApi30::V3_0_1,
                LowerVersion::V3_0_3 => OpenApi30::V3_0_3,
            };
            let how = |document: &Document| downgrade(document, to);
            each(&args.files, &args.templates, &args.rewriting, how, screen)
        }
    }
}

/// Rewrites each file for itself; when one cannot be, none is written.
fn each(
    files: &[PathBuf],
    templates: &TemplateArgs,
    args: &RewritingArgs,
    how: impl Fn(&Document) -> Checked<Rewrite>,
    screen: &Screen,
) -> Result<Outcome, Stop> {
    check_output(files, args)?;
    let files: Vec<Single> =
        files.iter().map(|path| open_definition(path, templates)).collect::<Result<_, _>>()?;
    let mut all = Vec::with_capacity(files.len());
    for file in &files {
        let result = how(&file.document().value);
        all.push(rewrite(target(file), file.subject().files(), &result, args, screen));
    }
    match all.into_iter().collect::<Option<Vec<_>>>() {
        Some(all) => finish(&all, args, Otherwise::InPlace, screen),
        None => Ok(Outcome::NotAccepted),
    }
}
