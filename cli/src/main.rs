//! `flashplan`: plan and preview a campaign offline.

use clap::{Parser, Subcommand};
use std::process::ExitCode;

mod account;
mod check;
mod contacts;
mod diff;
mod folder;
mod load;
mod merge;
mod occurrences;
mod options;
mod output;
mod plan;
mod preview;
mod render;
mod schema;
mod settings;
mod sheet;
mod show;
mod stored;
mod variables;
mod verify;
mod whole;

/// Plans a MsgFlash campaign offline: who gets which text when, who does not and why.
#[derive(Parser)]
#[command(name = "flashplan", version, about, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Preview(Box<preview::Args>),
    Plan(Box<plan::Args>),
    Merge(merge::Args),
    Diff(diff::Args),
    Verify(Box<verify::Args>),
    Check(Box<check::Args>),
    Render(render::Args),
    Variables(variables::Args),
    Occurrences(occurrences::Args),
    Schema(schema::Args),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let result = match cli.command {
        Command::Preview(args) => preview::run(*args),
        Command::Plan(args) => plan::run(*args),
        Command::Merge(args) => merge::run(args),
        Command::Diff(args) => diff::run(args),
        Command::Verify(args) => verify::run(*args),
        Command::Check(args) => check::run(*args),
        Command::Render(args) => render::run(args),
        Command::Variables(args) => variables::run(args),
        Command::Occurrences(args) => occurrences::run(args),
        Command::Schema(args) => schema::run(args),
    };
    output::exit_code(result)
}
