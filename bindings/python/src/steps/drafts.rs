//! Contacts become drafts.

use super::columns::{DRAFT, ID, PHONE, PLANNED, POSITION, REASON, broken, signed};
use crate::error::{Kind, raise};
use crate::frame::Columns;
use crate::inputs::Prepared;
use arrow_array::builder::{BinaryBuilder, BooleanBuilder, Int64Builder, StringBuilder};
use arrow_array::{Array, ArrayRef, RecordBatch, UInt32Array};
use arrow_schema::{Field, Schema};
use arrow_select::take::take_record_batch;
use flashplan::audience;
use flashplan::plan::Draft;
use pyo3::prelude::*;
use std::sync::Arc;

/// The drafts of rows that stand from `first` on, and what they count.
pub(super) fn drafts(
    prepared: &Prepared,
    rows: &RecordBatch,
    first: u64,
) -> PyResult<(RecordBatch, (u64, u64, u64))> {
    let fields = prepared.plan.contact_fields();
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
    let batch = audience::Batch::new(table.finish(), first, unreadable);
    let (mut taken, mut drafts) = (Vec::new(), Vec::new());
    let counts = prepared.plan.drafts(&batch, &mut |draft| {
        taken.push(u32::try_from(draft.position() - first).unwrap_or(u32::MAX));
        drafts.push(draft);
    });
    let kept = take_record_batch(rows, &UInt32Array::from(taken)).map_err(broken)?;
    let out = with_drafts(&kept, &drafts)?;
    Ok((
        out,
        (counts.contacts, counts.candidates, counts.near_misses),
    ))
}

/// Contacts with the columns of their drafts.
pub(super) fn with_drafts(rows: &RecordBatch, drafts: &[Draft]) -> PyResult<RecordBatch> {
    let (mut position, mut id, mut phone) = (
        Int64Builder::new(),
        StringBuilder::new(),
        Int64Builder::new(),
    );
    let (mut bytes, mut planned, mut reason) = (
        BinaryBuilder::new(),
        BooleanBuilder::new(),
        StringBuilder::new(),
    );
    for draft in drafts {
        position.append_value(signed(draft.position()));
        id.append_option(draft.id_key());
        phone.append_option(draft.phone_key().map(signed));
        bytes.append_value(postcard::to_stdvec(draft).map_err(broken)?);
        planned.append_null();
        reason.append_null();
    }
    let own: [(&str, ArrayRef); 6] = [
        (POSITION, Arc::new(position.finish())),
        (ID, Arc::new(id.finish())),
        (PHONE, Arc::new(phone.finish())),
        (DRAFT, Arc::new(bytes.finish())),
        (PLANNED, Arc::new(planned.finish())),
        (REASON, Arc::new(reason.finish())),
    ];
    let schema = rows.schema();
    let mut fields: Vec<Arc<Field>> = schema.fields().iter().cloned().collect();
    let mut columns = rows.columns().to_vec();
    for (name, column) in own {
        match schema.index_of(name) {
            Ok(at) => columns[at] = column,
            Err(_) => {
                fields.push(Arc::new(Field::new(name, column.data_type().clone(), true)));
                columns.push(column);
            }
        }
    }
    RecordBatch::try_new(Arc::new(Schema::new(fields)), columns).map_err(broken)
}
