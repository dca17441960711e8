//! Compares the plan that streams by with an earlier one, side by side in a thread of its own.

use crate::load::Stop;
use crate::output::{Failure, tell};
use crate::show::base_name;
use crate::stored;
use flashplan::plan::{DiffError, StoredError, StoredPlan, Summary, diff};
use flashplan_page::Comparison;
use serde_json::Value;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, PipeReader, PipeWriter, Write};
use std::path::{Path, PathBuf};
use std::thread::{self, JoinHandle};

/// A comparison under way.
pub(super) struct Comparing {
    earlier: PathBuf,
    /// Where the new plan's lines go; none when the comparison has ended before the plan.
    lines: Option<BufWriter<PipeWriter>>,
    thread: JoinHandle<Result<Comparison, DiffError>>,
}

impl Comparing {
    /// Opens the earlier plan; the new one has this header.
    pub(super) fn begin(earlier: &Path, header: &Value) -> Result<Self, Failure> {
        let name = earlier.display().to_string();
        let file = File::open(earlier).map_err(|reason| Failure::read(&name, reason))?;
        let (reader, writer) = io::pipe().map_err(|reason| Failure::read(&name, reason))?;
        let thread = thread::spawn(move || compare(name, file, reader));
        let mut comparing = Self {
            earlier: earlier.to_owned(),
            lines: Some(BufWriter::with_capacity(1 << 16, writer)),
            thread,
        };
        comparing.line(&header.to_string());
        Ok(comparing)
    }

    /// The next line of the new plan.
    pub(super) fn line(&mut self, line: &str) {
        let Some(lines) = &mut self.lines else { return };
        let line = line.trim_end_matches('\n').as_bytes();
        if lines
            .write_all(line)
            .and_then(|()| lines.write_all(b"\n"))
            .is_err()
        {
            // the thread has ended early; it says why in the end
            self.lines = None;
        }
    }

    /// The comparison. None if the earlier plan is broken, which standard error is told.
    pub(super) fn end(mut self, summary: &Summary) -> Result<Option<Comparison>, Stop> {
        let name = stored::name(&self.earlier);
        let failed = |reason| Failure::read(&name, reason);
        self.line(&serde_json::to_string(summary).map_err(|error| failed(error.into()))?);
        drop(self.lines.take());
        let Ok(compared) = self.thread.join() else {
            return Err(failed(io::Error::other("the comparison has failed")).into());
        };
        match compared {
            Ok(comparison) => Ok(Some(comparison)),
            Err(DiffError::Unreadable { error, .. }) => Err(failed(error).into()),
            Err(DiffError::Invalid { issues, .. }) => {
                for issue in &issues {
                    tell(&stored::show(issue, &name))?;
                }
                Ok(None)
            }
        }
    }
}

fn compare(name: String, earlier: File, lines: PipeReader) -> Result<Comparison, DiffError> {
    let open = |plan| move |error| opened(plan, error);
    let earlier = StoredPlan::open(BufReader::with_capacity(1 << 16, earlier)).map_err(open(0))?;
    let new = StoredPlan::open(BufReader::with_capacity(1 << 16, lines)).map_err(open(1))?;
    let mut comparing = flashplan_page::Comparing::new();
    let counts = diff::<_, _, DiffError>(earlier, new, &mut |change| {
        comparing.take(change);
        Ok(())
    })?;
    Ok(comparing.finish(base_name(&name), counts))
}

fn opened(plan: usize, error: StoredError) -> DiffError {
    match error {
        StoredError::Unreadable(error) => DiffError::Unreadable { plan, error },
        StoredError::Invalid(issues) => DiffError::Invalid { plan, issues },
    }
}
