//! `flashplan schema`.

use crate::output::{self, Failure, Outcome};
use flashplan::schema;

/// Prints the JSON Schema of a definition, or of a plan's lines.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// What the schema is of.
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
