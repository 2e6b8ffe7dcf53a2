//! The `gatewright` command: says offline what Amazon API Gateway makes of a definition.
//!
//! It reads files, asks the libraries, and shows what they say; it decides nothing about a
//! definition itself.
#![expect(clippy::disallowed_methods, reason = "an edge reads files and the environment")]

mod args;
mod batch;
mod commands;
mod excerpt;
mod existing;
mod exit;
mod fixing;
mod folder;
mod names;
mod opened;
mod output;
mod parameters;
mod progress;
mod render;
mod report;
mod reporting;
mod settings;
mod single;
mod walk;
mod watch;

use std::process::ExitCode;

use clap::Parser;

use crate::args::{Args, Command};
use crate::exit::{Outcome, Stop};
use crate::output::Screen;

fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => return exit::of_usage(&error),
    };
    let screen = Screen::new(args.color);
    exit::code(run(&args, &screen), &screen)
}

fn run(args: &Args, screen: &Screen) -> Result<Outcome, Stop> {
    match &args.command {
        Command::Init(args) => commands::init::run(args, screen),
        Command::Validate(args) => commands::validate::run(args, screen),
        Command::Lint(args) => commands::lint::run(args, screen),
        Command::Import(args) => commands::import::run(args, screen),
        Command::Plan(args) => commands::plan::run(args, screen),
        Command::Put(args) => commands::put::run(args, screen),
        Command::ImportDocs(args) => commands::import_docs::run(args, screen),
        Command::Export(args) => commands::export::run(args, screen),
        Command::Convert(args) => commands::convert::run(args, screen),
        Command::Render(args) => commands::render::run(args, screen),
        Command::Fix(args) => commands::fix::run(args, screen),
        Command::Rules(args) => commands::rules::run(args, screen),
        Command::Config(args) => commands::config::run(args, screen),
        Command::Explain(args) => commands::explain::run(args, screen),
        Command::Lsp(_) => Ok(commands::lsp::run()),
        Command::Completions(args) => commands::completions::run(args),
    }
}
