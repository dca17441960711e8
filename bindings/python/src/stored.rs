//! Plans as JSON lines, held against their laws and against each other.

use crate::error::{Kind, raise};
use crate::frame::Frame;
use crate::plan::{Stop, with_issues};
use crate::value::to_python;
use chrono::{DateTime, SecondsFormat, Utc};
use flashplan::audience::Reason;
use flashplan::contact::TableFull;
use flashplan::plan::{
    Change, DiffError, Difference, Plan, PlanStopped, StoredError, StoredPlan, StoredSend,
};
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
            changes.push(change_json(change));
            Ok(())
        });
    let counts = counts.map_err(|error| match error {
        DiffError::Unreadable { plan, error } => {
            if plan == 0 { before } else { after }.unread(&error)
        }
        DiffError::Invalid { issues, .. } => raise(Kind::Stored, &issues),
    })?;
    Ok(json!({
        "changes": changes, "header": counts.header, "added": counts.added, "removed": counts.removed,
        "moved": counts.moved, "changed": counts.changed, "same": counts.same,
    }))
}

fn change_json(change: &Change) -> Value {
    let at = instant(change.at);
    let reason = |reason: &Option<Reason>| reason.map(Reason::name);
    match &change.difference {
        Difference::Added { send, was } => {
            json!({"change": "added", "occurrence": at, "send": send_json(send), "was": reason(was)})
        }
        Difference::Removed { send, now } => {
            json!({"change": "removed", "occurrence": at, "send": send_json(send), "now": reason(now)})
        }
        Difference::Changed { before, after } => {
            let moved = change.difference.moved().map(|_| "sendAt").into_iter();
            let fields: Vec<&str> = moved.chain(change.difference.fields()).collect();
            json!({
                "change": "changed", "occurrence": at, "fields": fields,
                "before": send_json(before), "after": send_json(after),
            })
        }
    }
}

fn send_json(send: &StoredSend) -> Value {
    json!({
        "key": send.key.to_string(),
        "position": send.position,
        "contactId": send.contact_id,
        "to": send.to.to_string(),
        "sendAt": instant(send.send_at),
        "type": send.message_type.name(),
        "body": send.body,
        "mediaUrl": send.media_url,
    })
}

fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}
