//! `flashplan variables`.

use crate::output::{Failure, Outcome};

/// variables.
#[derive(clap::Args)]
pub(crate) struct Args {}

pub(crate) fn run(_args: Args) -> Result<Outcome, Failure> {
    Ok(Outcome::Valid)
}
