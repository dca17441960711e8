//! `flashplan schema`.

use crate::output::{self, Failure, Outcome};
use flashplan::schema;

/// Prints the JSON Schema of a definition.
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
}

pub(crate) fn run(args: Args) -> Result<Outcome, Failure> {
    let schema = match args.subject {
        Subject::Campaign => schema::campaign(),
        Subject::Message => schema::message(),
        Subject::ScheduledMessage => schema::scheduled_message(),
        Subject::Template => schema::template(),
    };
    output::print(&format!("{schema:#}\n"))?;
    Ok(Outcome::Valid)
}
