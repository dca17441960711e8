//! `flashplan merge`: puts the parts of a plan together again.

use crate::output::{Failure, Outcome, tell};
use crate::progress::{Position, Progress, Shared, Unit};
use crate::stored::{self, Stored};
use crate::whole::write_whole;
use crate::words::Words;
use flashplan::plan::{MergeError, PartIssue, merge};
use std::path::{Path, PathBuf};

/// Put the parts of a plan together again
///
/// What comes out is what `plan` writes without --shard, byte for byte. A part that is missing, there
/// twice, broken, or of another plan is named. With --out the file appears
/// when the plan is whole. Standard output gets nothing before all parts were read once and found
/// right, unless one comes through a pipe: then it may get a plan without its summary, and exit status 1.
#[derive(clap::Args)]
#[command(after_help = "Example:
  flashplan plan examples/promo --shard 0/2 --out part-0.ndjson
  flashplan plan examples/promo --shard 1/2 --out part-1.ndjson
  flashplan merge part-0.ndjson part-1.ndjson --out plan.ndjson")]
pub(crate) struct Args {
    /// The parts, in any order
    #[arg(value_name = "PART", required = true)]
    parts: Vec<PathBuf>,
    /// Write to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

const ALL_PARTS: Words = Words {
    en: "all parts together",
    fr: "toutes les parties ensemble",
};

/// Lines after which progress is looked at.
const LINES: u64 = 1_024;

/// Why the parts were not put together.
enum Stop {
    Failure(Failure),
    Merge(MergeError),
    /// A part has no header that can be read; that was told.
    Unopened,
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

impl From<MergeError> for Stop {
    fn from(error: MergeError) -> Self {
        Self::Merge(error)
    }
}

pub(crate) fn run(args: Args) -> Result<Outcome, Failure> {
    // what was written to standard output cannot be taken back
    let is_checked_first = args.out.is_none() && args.parts.iter().all(|part| part.is_file());
    let progress = || Progress::of_output(Unit::Bytes, args.out.is_some());
    let checked = if is_checked_first {
        put_together(&args.parts, progress(), &mut |_| Ok(()))
    } else {
        Ok(())
    };
    let merged = checked.and_then(|()| {
        write_whole(args.out.as_deref(), |out, name| {
            put_together(&args.parts, progress(), &mut |line| {
                out.write_all(line)
                    .map_err(|reason| Failure::write(name, reason).into())
            })
        })
    });
    match merged {
        Ok(()) => Ok(Outcome::Valid),
        Err(Stop::Unopened) => Ok(Outcome::Invalid),
        Err(Stop::Failure(failure)) => Err(failure),
        Err(Stop::Merge(MergeError::Unreadable { part, error })) => {
            Err(Failure::read(name_of(&args.parts, Some(part)), error))
        }
        Err(Stop::Merge(MergeError::Invalid(issues))) => {
            for PartIssue { part, issue } in issues {
                tell(&stored::show(&issue, &name_of(&args.parts, part)))?;
            }
            Ok(Outcome::Invalid)
        }
    }
}

/// Reads the parts once, and hands out each line of the whole.
fn put_together(
    paths: &[PathBuf],
    mut progress: Progress,
    write: &mut dyn FnMut(&[u8]) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let (parts, positions) = open_all(paths)?.ok_or(Stop::Unopened)?;
    let mut lines = 0_u64;
    merge::<_, Stop>(parts, &mut |line| {
        lines += 1;
        if lines.is_multiple_of(LINES) {
            let (read, size) = Position::of_all(&positions);
            progress.at(read, size);
        }
        write(line)
    })?;
    Ok(())
}

/// Parts that are open, and how far each was read.
type Parts = (Vec<Stored>, Vec<Shared>);

/// Opens every part before the verdict.
fn open_all(paths: &[PathBuf]) -> Result<Option<Parts>, Failure> {
    let (mut parts, mut positions) = (Vec::new(), Vec::new());
    for path in paths {
        match stored::open_watched(path)? {
            Ok((part, position)) => {
                parts.push(part);
                positions.push(position);
            }
            Err(text) => tell(&text)?,
        }
    }
    Ok((parts.len() == paths.len()).then_some((parts, positions)))
}

fn name_of(paths: &[PathBuf], part: Option<usize>) -> String {
    let path = part.and_then(|part| paths.get(part));
    path.map_or_else(
        || ALL_PARTS.text().to_owned(),
        |path: &PathBuf| stored::name(Path::new(path)),
    )
}
