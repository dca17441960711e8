//! `flashplan init`: a campaign folder to begin with.

mod answers;
mod ask;
mod files;
mod texts;

use crate::output::{Failure, Outcome, print};
use answers::Answers;
use ask::Asking;
use std::path::PathBuf;

/// Make a campaign folder to begin with, by asking
///
/// Each question shows what an empty answer means. A flag answers its question before it is asked;
/// with --yes nothing is asked. Nothing that exists is overwritten, and what is written can be planned.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  flashplan init promo
  flashplan init promo --lang fr
  flashplan init promo --yes --name 'Friday offer' --repeat weekly \\
    --schedule '2030-05-03 09:00' --timezone Africa/Porto-Novo \\
    --message 'Code {{custom.code}}: 10 % off.' --variable code=PAGNE10")]
pub(crate) struct Args {
    /// The folder; it is made where it does not exist
    #[arg(value_name = "DIR", default_value = "campaign")]
    dir: PathBuf,
    /// Call the campaign so
    #[arg(long, value_name = "TEXT")]
    name: Option<String>,
    /// Send first at this date and time, such as '2030-05-03 09:00'
    #[arg(long, value_name = "TIME")]
    schedule: Option<String>,
    /// Read times on the clocks of this IANA zone, such as Africa/Porto-Novo
    #[arg(long, value_name = "ZONE")]
    timezone: Option<String>,
    /// Send again: none, daily or weekly
    #[arg(long, value_name = "REPEAT")]
    repeat: Option<String>,
    /// Send this text; it may hold placeholders, and \n begins a new line
    #[arg(long, value_name = "TEXT")]
    message: Option<String>,
    /// Give a {{custom.NAME}} of the message its value; may be given again
    #[arg(long = "variable", value_name = "NAME=VALUE")]
    variables: Vec<String>,
    /// Send to the contacts with this tag, instead of to everybody
    #[arg(long, value_name = "TAG")]
    tag: Option<String>,
    /// Send from this instance, by its id
    #[arg(long, value_name = "UUID")]
    instance: Option<String>,
    /// Ask nothing: what no flag says takes its default
    #[arg(long)]
    yes: bool,
}

pub(crate) fn run(args: Args) -> Result<Outcome, Failure> {
    // before anything is asked
    files::refuse_existing(&args.dir)?;
    let mut asking = Asking::new(!args.yes);
    let answers = Answers::settle(&args, &mut asking)?;
    let written = files::write(&args.dir, &answers)?;
    let mut told = String::new();
    for path in &written {
        told.push_str(&format!("{}\n", path.display()));
    }
    print(&told)?;
    asking.tell(
        &texts::DONE,
        &format!("flashplan preview {}", args.dir.display()),
    )?;
    Ok(Outcome::Valid)
}
