//! `flashplan man`: the manual pages, of the same words as `--help`.

use crate::Cli;
use crate::output::{self, Failure, Outcome};
use crate::whole::write_whole;
use crate::words::Words;
use clap::{Command, CommandFactory};
use clap_mangen::Man;
use std::fs;
use std::path::{Path, PathBuf};

/// Print a manual page, or write them all into a folder
#[derive(clap::Args)]
#[command(after_help = "Examples:
  flashplan man | man -l -
  flashplan man plan | man -l -
  flashplan man --out ~/.local/share/man/man1")]
pub(crate) struct Args {
    /// The page of this command, instead of the one of them all
    #[arg(value_name = "COMMAND", conflicts_with = "out")]
    command: Option<String>,
    /// Write every page into this folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

pub(crate) fn run(args: Args) -> Result<Outcome, Failure> {
    let mut whole = Cli::command();
    // fills in what commands take from the whole: their full names, and the options for all
    whole.build();
    match (&args.out, &args.command) {
        (Some(folder), _) => write_all(folder, &whole)?,
        (None, Some(name)) => output::print(&page(named(&whole, name)?)?)?,
        (None, None) => output::print(&page(&whole)?)?,
    }
    Ok(Outcome::Valid)
}

fn named<'a>(whole: &'a Command, name: &str) -> Result<&'a Command, Failure> {
    whole.find_subcommand(name).ok_or_else(|| {
        let names: Vec<&str> = pages(whole).map(Command::get_name).collect();
        Failure::Usage(NO_COMMAND.with(&[("name", &name), ("names", &names.join(", "))]))
    })
}

const NO_COMMAND: Words = Words {
    en: "there is no command `{name}`; it is one of {names}",
    fr: "il n'y a pas de commande `{name}` ; les commandes sont {names}",
};

/// The commands that have a page; `help` is in that of the whole.
fn pages(whole: &Command) -> impl Iterator<Item = &Command> {
    whole.get_subcommands().filter(|c| c.get_name() != "help")
}

fn write_all(folder: &Path, whole: &Command) -> Result<(), Failure> {
    fs::create_dir_all(folder)
        .map_err(|reason| Failure::write(folder.display().to_string(), reason))?;
    for command in std::iter::once(whole).chain(pages(whole)) {
        let path = folder.join(format!("{}.1", file_name(command)));
        let text = page(command)?;
        write_whole(Some(&path), |out, name| {
            out.write_all(text.as_bytes())
                .map_err(|reason| Failure::write(name, reason))
        })?;
    }
    Ok(())
}

/// `flashplan`, `flashplan-plan`.
fn file_name(command: &Command) -> &str {
    command.get_display_name().unwrap_or(command.get_name())
}

fn page(command: &Command) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    Man::new(command.clone())
        .render(&mut bytes)
        .map_err(|reason| Failure::write("the manual page", reason))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
