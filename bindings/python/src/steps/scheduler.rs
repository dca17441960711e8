//! Settled candidates become sends.

use super::Counts;
use super::columns::broken;
use super::pieces::Pieces;
use super::place;
use super::totals;
use crate::arrow::Batch;
use crate::frame::batches_of;
use crate::inputs::Prepared;
use crate::plan::Stop;
use crate::planner::{Planner, handed};
use crate::rows::PlanRows;
use arrow_array::RecordBatch;
use flashplan::plan::{Candidate, Mark, Ranked, Totals, rank};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use std::sync::{Arc, Mutex, PoisonError};

/// Makes the sends of chunks that come in the order of the plan; between them others may lack.
#[pyclass(module = "flashplan._flashplan", frozen)]
pub(crate) struct Scheduler {
    prepared: Arc<Prepared>,
    totals: Totals,
    /// Where the times stand after the last chunk.
    mark: Mutex<Mark>,
}

#[pymethods]
impl Scheduler {
    /// The totals are of all contacts.
    #[new]
    fn new(planner: &Planner, counts: Counts, planned: u64) -> Self {
        Self {
            prepared: planner.prepared.clone(),
            totals: totals(counts, planned),
            mark: Mutex::default(),
        }
    }

    /// The sends of a chunk whose first contact is at position `first`, with `before` planned candidates in
    /// all chunks before it, and with a mark for that rank, if there is one. `candidates` are packets.
    #[pyo3(signature = (contacts, candidates, first, before, mark=None))]
    fn chunk(
        &self,
        py: Python<'_>,
        contacts: &Bound<'_, PyAny>,
        candidates: Vec<PyBackedBytes>,
        first: u64,
        before: u64,
        mark: Option<PyBackedBytes>,
    ) -> PyResult<Vec<Batch>> {
        let mut pieces = Pieces {
            rows: batches_of(contacts)?,
            first,
        };
        let made = py.detach(|| {
            let part = ranked(&candidates, first, before)?;
            let mut own = self.mark.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(bytes) = mark {
                *own = postcard::from_bytes(&bytes).map_err(broken)?;
            }
            entries(&self.prepared, &mut own, &mut pieces, &part, &self.totals)
        })?;
        Ok(made.into_iter().map(handed).collect())
    }
}

/// The candidates of a chunk in the order of the plan.
fn ranked(packets: &[PyBackedBytes], first: u64, before: u64) -> PyResult<Vec<Ranked>> {
    let mut all: Vec<Candidate> = Vec::new();
    for packet in packets {
        let candidates: Vec<Candidate> = postcard::from_bytes(packet).map_err(broken)?;
        all.extend(candidates);
    }
    for candidate in &mut all {
        let place = candidate.position.map(place::parts);
        candidate.position = place.map(|(_, row)| first + row);
    }
    all.sort_unstable_by_key(|candidate| candidate.position);
    Ok(rank(all, before).collect())
}

/// The rows of a part of a plan.
pub(super) fn entries(
    prepared: &Prepared,
    mark: &mut Mark,
    contacts: &mut Pieces,
    part: &[Ranked],
    totals: &Totals,
) -> PyResult<Vec<RecordBatch>> {
    if part.is_empty() {
        return Ok(Vec::new());
    }
    let mut rows = PlanRows::new(1 << 16);
    let mut made = Vec::new();
    let plan = &prepared.plan;
    let ended = plan.schedule_from::<_, Stop>(mark, contacts, part, totals, &mut |entry, _| {
        rows.push(entry);
        if rows.is_full() {
            made.push(rows.take()?);
        }
        Ok(())
    });
    ended?;
    if !rows.is_empty() {
        made.push(rows.take().map_err(broken)?);
    }
    Ok(made)
}
