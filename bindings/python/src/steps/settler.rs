//! Drafts that share an id, or a number, become one plan.

use super::columns::{DRAFT, ID, PHONE, PLANNED, REASON, broken, named, numbers, whole};
use super::drafts::with_drafts;
use crate::arrow::Batch;
use crate::column::Texts;
use crate::frame::batches_of;
use crate::planner::handed;
use arrow_array::builder::{BinaryBuilder, BooleanBuilder, StringBuilder};
use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch, UInt32Array, new_null_array};
use arrow_select::take::take_record_batch;
use flashplan::plan::{Candidate, CandidateOutcome, Draft, settle_ids, settle_phones};
use pyo3::prelude::*;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Settles drafts that come sorted by what they are settled by: each group once it is whole.
#[pyclass(module = "flashplan._flashplan", frozen)]
pub(crate) struct Settler {
    by: By,
    /// The rows of the last group so far.
    open: Mutex<Vec<RecordBatch>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Ids,
    Phones,
}

#[pymethods]
impl Settler {
    /// `by` is "ids", then "phones".
    #[new]
    fn new(by: &str) -> PyResult<Self> {
        let by = match by {
            "ids" => By::Ids,
            "phones" => By::Phones,
            other => {
                return Err(broken(format!(
                    "by is {other:?}: expected \"ids\" or \"phones\""
                )));
            }
        };
        Ok(Self {
            by,
            open: Mutex::default(),
        })
    }

    /// The rows of all groups that end in this batch or before it, settled.
    fn push(&self, py: Python<'_>, rows: &Bound<'_, PyAny>) -> PyResult<Option<Batch>> {
        let batches = batches_of(rows)?;
        py.detach(|| self.add(whole(&batches)?))
            .map(|rows| rows.map(handed))
    }

    /// The rows of the last group.
    fn finish(&self, py: Python<'_>) -> PyResult<Option<Batch>> {
        py.detach(|| self.settle_open())
            .map(|rows| rows.map(handed))
    }
}

impl Settler {
    fn add(&self, rows: RecordBatch) -> PyResult<Option<RecordBatch>> {
        let Some(last) = rows.num_rows().checked_sub(1) else {
            return Ok(None);
        };
        let begins = self.last_group(&rows)?;
        if begins == 0 && self.is_open_in(&rows, last)? {
            self.opened().push(rows);
            return Ok(None);
        }
        self.opened().push(rows.slice(0, begins));
        let settled = self.settle_open()?;
        self.opened()
            .push(rows.slice(begins, rows.num_rows() - begins));
        Ok(settled)
    }

    /// Where the last group of the rows begins.
    fn last_group(&self, rows: &RecordBatch) -> PyResult<usize> {
        let key = self.keys(rows)?;
        let last = rows.num_rows().saturating_sub(1);
        let mut begins = last;
        while begins > 0 && is_same(key(begins - 1), key(last)) {
            begins -= 1;
        }
        Ok(begins)
    }

    /// Whether the group that is open is that of a row.
    fn is_open_in(&self, rows: &RecordBatch, row: usize) -> PyResult<bool> {
        let open = self.opened();
        let Some(before) = open.iter().rfind(|open| open.num_rows() > 0) else {
            return Ok(true);
        };
        let last = before.num_rows() - 1;
        Ok(is_same(self.keys(before)?(last), self.keys(rows)?(row)))
    }

    /// The key of a row; none for one that is settled, which stands for itself.
    fn keys<'r>(&self, rows: &'r RecordBatch) -> PyResult<Box<dyn Fn(usize) -> Option<Key> + 'r>> {
        Ok(match self.by {
            By::Ids => {
                let texts = Texts::of(named(rows, ID)?)
                    .ok_or_else(|| broken("flashplan_id: expected texts"))?;
                Box::new(move |row| texts.get(row).map(|id| Key::Id(id.to_owned())))
            }
            By::Phones => {
                let numbers = numbers(rows, PHONE)?;
                Box::new(move |row| {
                    numbers
                        .is_valid(row)
                        .then(|| Key::Phone(numbers.value(row)))
                })
            }
        })
    }

    fn opened(&self) -> MutexGuard<'_, Vec<RecordBatch>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn settle_open(&self) -> PyResult<Option<RecordBatch>> {
        let open = std::mem::take(&mut *self.opened());
        if open.iter().all(|rows| rows.num_rows() == 0) {
            return Ok(None);
        }
        self.settle(&whole(&open)?).map(Some)
    }

    fn settle(&self, rows: &RecordBatch) -> PyResult<RecordBatch> {
        let mut drafts = Vec::with_capacity(rows.num_rows());
        for bytes in named(rows, DRAFT)?.as_binary::<i32>() {
            let draft: Draft = postcard::from_bytes(bytes.unwrap_or_default()).map_err(broken)?;
            drafts.push(draft);
        }
        let at: HashMap<u64, u32> = drafts.iter().map(Draft::position).zip(0..).collect();
        match self.by {
            By::Ids => settle_ids(&mut drafts),
            By::Phones => settle_phones(&mut drafts),
        }
        let place = |draft: &Draft| at.get(&draft.position()).copied().unwrap_or_default();
        match self.by {
            By::Ids => {
                let order = UInt32Array::from_iter_values(drafts.iter().map(place));
                let rows = take_record_batch(rows, &order).map_err(broken)?;
                with_drafts(&rows, &drafts)
            }
            By::Phones => {
                let settled = drafts
                    .into_iter()
                    .map(|draft| (place(&draft), draft.into_candidate()));
                let settled = settled.filter_map(|(at, candidate)| Some((at, candidate?)));
                let (order, candidates): (Vec<u32>, Vec<Candidate>) = settled.unzip();
                let rows = take_record_batch(rows, &UInt32Array::from(order)).map_err(broken)?;
                with_candidates(&rows, &candidates)
            }
        }
    }
}

#[derive(PartialEq, Eq)]
enum Key {
    Id(String),
    Phone(i64),
}

/// Whether two rows are of one group. What is settled has no key, and is none with others: it must not
/// wait for them in memory.
fn is_same(a: Option<Key>, b: Option<Key>) -> bool {
    a.is_some() && a == b
}

/// The rows with candidates in the place of their drafts.
fn with_candidates(rows: &RecordBatch, candidates: &[Candidate]) -> PyResult<RecordBatch> {
    let (mut bytes, mut planned, mut reason) = (
        BinaryBuilder::new(),
        BooleanBuilder::new(),
        StringBuilder::new(),
    );
    for candidate in candidates {
        bytes.append_value(postcard::to_stdvec(candidate).map_err(broken)?);
        planned.append_value(candidate.is_planned());
        reason.append_option(match &candidate.outcome {
            CandidateOutcome::Planned { .. } => None,
            CandidateOutcome::Skipped { reason, .. } => Some(reason.name()),
        });
    }
    let schema = rows.schema();
    let columns = schema
        .fields()
        .iter()
        .zip(rows.columns())
        .map(|(field, column)| {
            let column: ArrayRef = match field.name().as_str() {
                DRAFT => Arc::new(bytes.finish()),
                PLANNED => Arc::new(planned.finish()),
                REASON => Arc::new(reason.finish()),
                // of no more use
                ID | PHONE => new_null_array(column.data_type(), rows.num_rows()),
                _ => column.clone(),
            };
            column
        });
    RecordBatch::try_new(schema.clone(), columns.collect()).map_err(broken)
}
