//! `flashplan schema`.

use crate::output::{self, Failure, Outcome};
use flashplan::schema;

/// Print the JSON Schema of a definition, or of the lines of a plan
#[derive(clap::Args)]
#[command(after_help = "Example:
  flashplan schema campaign > campaign.schema.json")]
pub(crate) struct Args {
    /// What the schema is of
    #[arg(value_enum)]
    subject: Subject,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Subject {
    Campaign,
    Message,
    ScheduledMessage,
    Template,
    /// One line of a stored plan
    Plan,
}

pub(crate) fn run(args: Args) -> Result<Outcome, Failure> {
    let schema = match args.subject {
        Subject::Campaign => schema::campaign(),
        Subject::Message => schema::message(),
        Subject::ScheduledMessage => schema::scheduled_message(),
        Subject::Template => schema::template(),
        Subject::Plan => schema::plan(),
    };
    output::print(&format!("{schema:#}\n"))?;
    Ok(Outcome::Valid)
}
