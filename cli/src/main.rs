//! `flashplan`: plan and preview a campaign offline.

use clap::{ColorChoice, Parser, Subcommand};
use std::process::ExitCode;
use wrap::hung;

mod account;
mod check;
mod color;
mod completions;
mod contacts;
mod diff;
mod folder;
mod format;
mod init;
mod lang;
mod load;
mod man;
mod merge;
mod occurrences;
mod options;
mod outlook;
mod output;
mod plan;
mod preview;
mod progress;
mod render;
mod schema;
mod settings;
mod sheet;
mod show;
mod stored;
mod understand;
mod variables;
mod verify;
mod whole;
mod words;
mod wrap;

/// Plan a WhatsApp campaign for MsgFlash before anything is sent: who gets which text when, who does not, and why
///
/// Nothing is sent, and nothing is asked of a network: files in, a plan out.
#[derive(Parser)]
#[command(
    name = "flashplan",
    version,
    max_term_width = 80,
    after_help = "Examples:
  flashplan init promo                         make a campaign folder, by asking
  flashplan preview promo                      look at what would be sent
  flashplan plan promo --out plan.ndjson       write it
  flashplan help plan                          read about a command

Exit status: 0 done and valid; 1 the input is invalid, and its problems are
printed; 2 wrong usage, or a file that cannot be read or written."
)]
pub(crate) struct Cli {
    /// Write colours: for a terminal that wants them (auto), always, or never
    #[arg(
        long,
        global = true,
        value_enum,
        hide_possible_values = true,
        display_order = 900,
        default_value_t = ColorChoice::Auto,
        value_name = "WHEN"
    )]
    color: ColorChoice,
    /// Write for people in this language: en or fr
    #[arg(
        long,
        global = true,
        value_enum,
        hide_possible_values = true,
        display_order = 901,
        default_value_t = lang::Lang::En,
        value_name = "LANG"
    )]
    lang: lang::Lang,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Init(init::Args),
    Preview(Box<preview::Args>),
    Plan(Box<plan::Args>),
    Contacts(understand::Args),
    Check(Box<check::Args>),
    Render(render::Args),
    Variables(variables::Args),
    Occurrences(occurrences::Args),
    Merge(merge::Args),
    Diff(diff::Args),
    Verify(Box<verify::Args>),
    Schema(schema::Args),
    Completions(completions::Args),
    Man(man::Args),
}

fn main() -> ExitCode {
    color::settle(std::env::args_os());
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) if error.use_stderr() => return refuse(&error),
        // the help, or the version
        Err(error) => error.exit(),
    };
    words::settle(cli.lang.language());
    let result = match cli.command {
        Command::Init(args) => init::run(args),
        Command::Preview(args) => preview::run(*args),
        Command::Plan(args) => plan::run(*args),
        Command::Contacts(args) => understand::run(args),
        Command::Check(args) => check::run(*args),
        Command::Render(args) => render::run(args),
        Command::Variables(args) => variables::run(args),
        Command::Occurrences(args) => occurrences::run(args),
        Command::Merge(args) => merge::run(args),
        Command::Diff(args) => diff::run(args),
        Command::Verify(args) => verify::run(*args),
        Command::Schema(args) => schema::run(args),
        Command::Completions(args) => completions::run(args),
        Command::Man(args) => man::run(args),
    };
    output::exit_code(result)
}

/// Tells what is wrong with the arguments, in lines that fit.
fn refuse(error: &clap::Error) -> ExitCode {
    let shown = error.render();
    let (plain, painted) = (shown.to_string(), shown.ansi().to_string());
    let mut text = String::new();
    for (plain, painted) in plain.lines().zip(painted.lines()) {
        let hung = hung("", plain, 2);
        text.push_str(if hung == plain { painted } else { &hung });
        text.push('\n');
    }
    // standard error may be closed; there is nowhere else to tell
    let _ = output::tell(&text);
    ExitCode::from(2)
}
