//! Plans as JSON lines, held against their laws and against each other.

use crate::error::{Kind, raise};
use crate::frame::Frame;
use crate::plan::{Stop, with_issues};
use crate::value::to_python;
use flashplan::contact::TableFull;
use flashplan::plan::{DiffError, Plan, PlanStopped, StoredError, StoredPlan};
use pyo3::exceptions::PyOSError;
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use serde_json::{Value, json};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor};
use std::path::PathBuf;

/// Where a stored plan is.
pub(crate) enum Source {
    Bytes(Vec<u8>),
    File(PathBuf),
}

/// What two plans do not have in common, by the key of each send; a path or bytes of JSON lines each.
///
/// Gives the changes and how many there are of each kind. Raises StoredPlanError for a plan that is broken.
#[pyfunction]
pub(crate) fn diff<'py>(
    py: Python<'py>,
    before: &Bound<'py, PyAny>,
    after: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    let (before, after) = (Source::of(before)?, Source::of(after)?);
    let found = py.detach(|| compare(&before, &after))?;
    to_python(py, &found)
}

impl Source {
    pub(crate) fn of(stored: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(match stored.cast::<PyBytes>() {
            Ok(bytes) => Self::Bytes(bytes.as_bytes().to_vec()),
            Err(_) => Self::File(stored.extract()?),
        })
    }

    fn open(&self) -> PyResult<StoredPlan<Box<dyn BufRead + Send + '_>>> {
        let input: Box<dyn BufRead + Send + '_> = match self {
            Self::Bytes(bytes) => Box::new(Cursor::new(bytes)),
            Self::File(path) => {
                let file = File::open(path).map_err(|error| self.unread(&error))?;
                Box::new(BufReader::with_capacity(1 << 16, file))
            }
        };
        StoredPlan::open(input).map_err(|error| match error {
            StoredError::Unreadable(error) => self.unread(&error),
            StoredError::Invalid(issues) => raise(Kind::Stored, &issues),
        })
    }

    fn unread(&self, error: &io::Error) -> PyErr {
        let name = match self {
            Self::Bytes(_) => "bytes".to_owned(),
            Self::File(path) => path.display().to_string(),
        };
        PyOSError::new_err((error.raw_os_error(), error.kind().to_string(), name))
    }

    /// What comes of holding the plan against a plan of these contacts.
    pub(crate) fn verify(&self, plan: &Plan, mut frame: Frame) -> PyResult<Value> {
        let found = plan.verify::<_, _, Unverified>(&mut frame, self.open()?);
        let found = found.map_err(|error| match error {
            Unverified::Unread(error) => self.unread(&error),
            Unverified::Stopped(stop) => stop.into(),
        })?;
        let broken: Vec<Value> = found.broken().iter().map(|broken| {
            json!({"law": broken.law.name(), "times": broken.times, "issue": broken.issue})
        }).collect();
        Ok(json!({
            "valid": found.holds(),
            "broken": broken,
            "summary": found.summary().map(with_issues),
        }))
    }
}

enum Unverified {
    Unread(io::Error),
    Stopped(Stop),
}

impl From<io::Error> for Unverified {
    fn from(error: io::Error) -> Self {
        Self::Unread(error)
    }
}

impl From<TableFull> for Unverified {
    fn from(full: TableFull) -> Self {
        Self::Stopped(full.into())
    }
}

impl From<PlanStopped> for Unverified {
    fn from(stopped: PlanStopped) -> Self {
        Self::Stopped(stopped.into())
    }
}

fn compare(before: &Source, after: &Source) -> PyResult<Value> {
    let mut changes = Vec::new();
    let counts =
        flashplan::plan::diff::<_, _, DiffError>(before.open()?, after.open()?, &mut |change| {
            changes.push(json!(change));
            Ok(())
        });
    let counts = counts.map_err(|error| match error {
        DiffError::Unreadable { plan, error } => {
            if plan == 0 { before } else { after }.unread(&error)
        }
        DiffError::Invalid { issues, .. } => raise(Kind::Stored, &issues),
    })?;
    let mut found = json!(counts);
    found["changes"] = Value::Array(changes);
    Ok(found)
}
