//! `flashplan check`.

use crate::output::{Failure, Outcome};

/// check.
#[derive(clap::Args)]
pub(crate) struct Args {}

pub(crate) fn run(_args: Args) -> Result<Outcome, Failure> {
    Ok(Outcome::Valid)
}
