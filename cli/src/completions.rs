//! `flashplan completions`: what a shell needs to complete the commands.

use crate::Cli;
use crate::output::{self, Failure, Outcome};
use clap::CommandFactory;
use clap_complete::Shell;

/// Print the completions of a shell
#[derive(clap::Args)]
#[command(after_help = "Examples:
  flashplan completions bash > \\
    ~/.local/share/bash-completion/completions/flashplan
  flashplan completions zsh > ~/.zfunc/_flashplan
  flashplan completions fish > ~/.config/fish/completions/flashplan.fish
  flashplan completions powershell >> $PROFILE")]
pub(crate) struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

pub(crate) fn run(args: Args) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "flashplan", &mut script);
    output::print(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Valid)
}
