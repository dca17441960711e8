//! Settled rows become sends.

use super::columns::{DRAFT, POSITION, broken, named, numbers};
use super::pieces::Pieces;
use super::totals;
use crate::arrow::Batch;
use crate::frame::batches_of;
use crate::inputs::Prepared;
use crate::plan::Stop;
use crate::planner::{Planner, handed};
use crate::rows::PlanRows;
use arrow_array::RecordBatch;
use arrow_array::cast::AsArray;
use flashplan::plan::{Candidate, Ranked, Totals};
use pyo3::prelude::*;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Makes the sends of settled rows that come sorted by position.
#[pyclass(module = "flashplan._flashplan", frozen)]
pub(crate) struct Scheduler {
    prepared: Arc<Prepared>,
    totals: Totals,
    /// Planned candidates before each bucket.
    before: HashMap<u64, u64>,
    /// Positions of a bucket.
    size: u64,
    bucket: Mutex<Bucket>,
}

/// The rows of the bucket that is being filled.
#[derive(Default)]
struct Bucket {
    index: Option<u64>,
    ranked: Vec<Ranked>,
    next_rank: u64,
    pieces: Vec<RecordBatch>,
}

#[pymethods]
impl Scheduler {
    /// `before` has for each bucket of `size` positions the planned candidates of all buckets before it.
    #[new]
    fn new(
        planner: &Planner,
        counts: (u64, u64, u64),
        planned: u64,
        before: HashMap<u64, u64>,
        size: u64,
    ) -> Self {
        Self {
            size: size.max(1),
            prepared: planner.prepared.clone(),
            totals: totals(counts, planned),
            before,
            bucket: Mutex::default(),
        }
    }

    /// The sends of all buckets that end in this batch or before it.
    fn push(&self, py: Python<'_>, rows: &Bound<'_, PyAny>) -> PyResult<Vec<Batch>> {
        let batches = batches_of(rows)?;
        let made = py.detach(|| {
            let mut made = Vec::new();
            for batch in &batches {
                self.add(batch, &mut made)?;
            }
            Ok::<_, PyErr>(made)
        })?;
        Ok(made.into_iter().map(handed).collect())
    }

    /// The sends of the last bucket.
    fn finish(&self, py: Python<'_>) -> PyResult<Vec<Batch>> {
        let made = py.detach(|| self.schedule(&mut self.opened()))?;
        Ok(made.into_iter().map(handed).collect())
    }
}

impl Scheduler {
    fn opened(&self) -> MutexGuard<'_, Bucket> {
        self.bucket.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn add(&self, rows: &RecordBatch, made: &mut Vec<RecordBatch>) -> PyResult<()> {
        let mut bucket = self.opened();
        let positions = numbers(rows, POSITION)?;
        let drafts = named(rows, DRAFT)?.as_binary::<i32>();
        let mut from = 0;
        for row in 0..rows.num_rows() {
            let index = positions.value(row).cast_unsigned() / self.size;
            if bucket.index != Some(index) {
                bucket.pieces.push(rows.slice(from, row - from));
                made.extend(self.schedule(&mut bucket)?);
                bucket.index = Some(index);
                bucket.next_rank = self.before.get(&index).copied().unwrap_or_default();
                from = row;
            }
            let candidate: Candidate = postcard::from_bytes(drafts.value(row)).map_err(broken)?;
            let rank = bucket.next_rank;
            bucket.next_rank += u64::from(candidate.is_planned());
            bucket.ranked.push(Ranked { rank, candidate });
        }
        bucket.pieces.push(rows.slice(from, rows.num_rows() - from));
        Ok(())
    }

    fn schedule(&self, bucket: &mut Bucket) -> PyResult<Vec<RecordBatch>> {
        let ranked = std::mem::take(&mut bucket.ranked);
        let mut pieces = Pieces {
            rows: std::mem::take(&mut bucket.pieces),
        };
        if ranked.is_empty() {
            return Ok(Vec::new());
        }
        entries(&self.prepared, &mut pieces, &ranked, &self.totals)
    }
}

/// The rows of a part of a plan.
pub(super) fn entries(
    prepared: &Prepared,
    contacts: &mut Pieces,
    part: &[Ranked],
    totals: &Totals,
) -> PyResult<Vec<RecordBatch>> {
    let mut rows = PlanRows::new(1 << 16);
    let mut made = Vec::new();
    let ended =
        prepared
            .plan
            .schedule_ranked::<_, Stop>(contacts, part, totals, &mut |entry, _| {
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
