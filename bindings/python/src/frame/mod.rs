//! Contacts in a frame: Arrow batches whose columns are called as the fields of a contact.

mod columns;
mod rows;

pub(crate) use columns::{Columns, without_values};

use crate::error::{Kind, raise};
use arrow_array::RecordBatch;
use arrow_schema::Schema;
use flashplan::audience::Batch;
use flashplan::contact::{FieldSet, TableBuilder, TableFull};
use flashplan::issue::Issues;
use flashplan::plan::Contacts;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3_arrow::input::AnyRecordBatch;

/// Rows of a batch: enough to amortise what a batch costs, few enough for a processor's cache.
const ROWS: usize = 4_096;

/// A frame of contacts.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    batches: Vec<RecordBatch>,
    columns: Columns,
}

/// The batches of anything that hands out Arrow: a frame of pyarrow, polars, pandas or DuckDB.
pub(crate) fn batches_of(frame: &Bound<'_, PyAny>) -> PyResult<Vec<RecordBatch>> {
    let has_arrow = frame.hasattr("__arrow_c_stream__")? || frame.hasattr("__arrow_c_array__")?;
    if !has_arrow {
        let kind = frame.get_type();
        let lazy = if frame.hasattr("collect")? {
            "; what is lazy is to be collected: contacts.collect()"
        } else {
            ""
        };
        let text = format!(
            "contacts are of type {}: expected a frame of pyarrow, polars, pandas or DuckDB, or anything else with __arrow_c_stream__{lazy}",
            kind.name()?
        );
        return Err(PyTypeError::new_err(text));
    }
    let table = frame.extract::<AnyRecordBatch>()?.into_table()?;
    let (mut batches, schema) = table.into_inner();
    if batches.is_empty() {
        batches.push(RecordBatch::new_empty(schema));
    }
    Ok(batches)
}

impl Frame {
    /// The contacts of batches that have `fields` among their columns.
    pub(crate) fn new(batches: Vec<RecordBatch>, fields: &FieldSet) -> Result<Self, Issues> {
        let schema = batches.first().map(RecordBatch::schema);
        let columns = Columns::of(schema.as_deref().unwrap_or(&Schema::empty()), fields)?;
        columns.have_values(&batches)?;
        Ok(Self { batches, columns })
    }
}

impl Contacts for Frame {
    type Error = TableFull;

    fn for_each_batch<E: From<TableFull>>(
        &mut self,
        visit: &mut dyn FnMut(&Batch) -> Result<(), E>,
    ) -> Result<(), E> {
        self.for_each_batch_of(&FieldSet::all(), visit)
    }

    fn for_each_batch_of<E: From<TableFull>>(
        &mut self,
        fields: &FieldSet,
        visit: &mut dyn FnMut(&Batch) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut first = 0;
        let mut table: Option<TableBuilder> = None;
        for batch in &self.batches {
            let rows = self.columns.reader(batch, fields);
            for start in (0..batch.num_rows()).step_by(ROWS) {
                let mut builder = table.take().unwrap_or_else(|| rows.table());
                let mut unreadable = Vec::new();
                for row in start..batch.num_rows().min(start + ROWS) {
                    if rows.is_unreadable(row) {
                        unreadable.push(row - start);
                    }
                    rows.push(&mut builder, row)?;
                }
                let part = Batch::new(builder.finish(), first, unreadable);
                first += part.rows() as u64;
                visit(&part)?;
                table = Some(TableBuilder::again(part.into_table()));
            }
        }
        Ok(())
    }
}

/// The contacts of a frame, or what it lacks.
pub(crate) fn contacts(frame: &Bound<'_, PyAny>, fields: &FieldSet) -> PyResult<Frame> {
    Frame::new(batches_of(frame)?, fields).map_err(|issues| raise(Kind::Contacts, &issues))
}
