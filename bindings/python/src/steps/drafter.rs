//! Contacts become drafts.

use super::columns::{ROW, broken};
use super::packets::Packets;
use super::place;
use crate::arrow::Batch;
use crate::error::{Kind, raise};
use crate::frame::{Columns, batches_of};
use crate::inputs::Prepared;
use crate::planner::{Planner, handed};
use arrow_array::{ArrayRef, Int32Array, RecordBatch, UInt32Array};
use arrow_schema::{DataType, Field, Schema};
use arrow_select::take::take_record_batch;
use flashplan::audience::{self, SurveyCounts};
use flashplan::plan::Draft;
use pyo3::prelude::*;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Makes the drafts of a partition's contacts, chunk by chunk.
#[pyclass(module = "flashplan._flashplan", frozen)]
pub(crate) struct Drafter {
    prepared: Arc<Prepared>,
    /// How many bins the drafts are spread over, by their ids.
    bins: u64,
    made: Mutex<Made>,
}

/// What was made so far.
#[derive(Default)]
struct Made {
    drafts: Packets<Draft>,
    counts: SurveyCounts,
}

#[pymethods]
impl Drafter {
    /// Drafts that may be of one contact come together in one of so many bins.
    #[new]
    fn new(planner: &Planner, bins: u64) -> Self {
        Self {
            prepared: planner.prepared.clone(),
            bins,
            made: Mutex::default(),
        }
    }

    /// Takes contacts that follow one another in a chunk from row `first` on: those of them who have a
    /// draft, with their rows, and the packets that are full.
    fn push(
        &self,
        py: Python<'_>,
        contacts: &Bound<'_, PyAny>,
        chunk: i64,
        first: u64,
    ) -> PyResult<(Vec<Batch>, Option<Batch>)> {
        let batches = batches_of(contacts)?;
        let (kept, full) = py.detach(|| {
            let mut made = self.made();
            let (mut kept, mut first) = (Vec::new(), first);
            for rows in &batches {
                kept.push(self.add(&mut made, rows, chunk, first)?);
                first += rows.num_rows() as u64;
            }
            Ok::<_, PyErr>((kept, made.drafts.full()?))
        })?;
        Ok((kept.into_iter().map(handed).collect(), full.map(handed)))
    }

    /// The packets that are left.
    fn finish(&self, py: Python<'_>) -> PyResult<Option<Batch>> {
        let left = py.detach(|| self.made().drafts.take())?;
        Ok(left.map(handed))
    }

    /// What all contacts so far count: they themselves, candidates, those who would be one but for the case
    /// of a tag, and candidates who would be left out but for it.
    fn counts(&self) -> (u64, u64, u64, u64) {
        super::counted(self.made().counts)
    }
}

impl Drafter {
    fn made(&self) -> MutexGuard<'_, Made> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds the drafts of rows; the rows that have one.
    fn add(
        &self,
        made: &mut Made,
        rows: &RecordBatch,
        chunk: i64,
        first: u64,
    ) -> PyResult<RecordBatch> {
        let batch = self.contacts(rows, place::of(chunk, first))?;
        let mut taken = Vec::with_capacity(rows.num_rows());
        let drafts = &mut made.drafts;
        let counts = self.prepared.plan.drafts(&batch, &mut |draft| {
            let (_, row) = place::parts(draft.position());
            taken.push(row);
            drafts.add(place::bin_of_id(&draft, self.bins), draft);
        });
        made.counts += counts;
        kept(rows, &taken, first)
    }

    fn contacts(&self, rows: &RecordBatch, first: u64) -> PyResult<audience::Batch> {
        let fields = self.prepared.plan.contact_fields();
        let columns = Columns::of(&rows.schema(), &fields);
        let columns = columns.map_err(|issues| raise(Kind::Contacts, &issues))?;
        let reader = columns.reader(rows, &fields);
        let mut table = reader.table();
        let mut unreadable = Vec::new();
        for row in 0..rows.num_rows() {
            if reader.is_unreadable(row) {
                unreadable.push(row);
            }
            reader.push(&mut table, row).map_err(broken)?;
        }
        Ok(audience::Batch::new(table.finish(), first, unreadable))
    }
}

/// The rows of a chunk that were taken, of those from `first` on, with their numbers.
fn kept(rows: &RecordBatch, taken: &[u64], first: u64) -> PyResult<RecordBatch> {
    let numbers: ArrayRef = Arc::new(Int32Array::from_iter_values(
        // OK because a chunk has fewer rows
        taken.iter().map(|row| *row as i32),
    ));
    let own = if taken.len() == rows.num_rows() {
        rows.clone()
    } else {
        let indices = taken.iter().map(|row| (row - first) as u32);
        take_record_batch(rows, &UInt32Array::from_iter_values(indices)).map_err(broken)?
    };
    let schema = rows.schema();
    let mut fields: Vec<Arc<Field>> = schema.fields().iter().cloned().collect();
    fields.push(Arc::new(Field::new(ROW, DataType::Int32, false)));
    let mut columns = own.columns().to_vec();
    columns.push(numbers);
    RecordBatch::try_new(Arc::new(Schema::new(fields)), columns).map_err(broken)
}
