//! The columns that go along with a contact's own.

use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_array::{ArrayRef, Int64Array, RecordBatch};
use arrow_schema::Schema;
use arrow_select::concat::concat_batches;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

pub(super) const POSITION: &str = "flashplan_position";
pub(super) const ID: &str = "flashplan_id";
pub(super) const PHONE: &str = "flashplan_phone";
pub(super) const DRAFT: &str = "flashplan_draft";
pub(super) const PLANNED: &str = "flashplan_planned";
pub(super) const REASON: &str = "flashplan_reason";

/// The rows of batches in one.
pub(super) fn whole(batches: &[RecordBatch]) -> PyResult<RecordBatch> {
    let schema = batches
        .first()
        .map_or_else(|| Schema::empty().into(), RecordBatch::schema);
    concat_batches(&schema, batches).map_err(broken)
}

pub(super) fn broken(error: impl std::fmt::Display) -> PyErr {
    PyValueError::new_err(error.to_string())
}

pub(super) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

pub(super) fn named<'b>(rows: &'b RecordBatch, name: &str) -> PyResult<&'b ArrayRef> {
    rows.column_by_name(name)
        .ok_or_else(|| broken(format!("there is no column `{name}`")))
}

pub(super) fn numbers<'r>(rows: &'r RecordBatch, name: &str) -> PyResult<&'r Int64Array> {
    let column = named(rows, name)?.as_primitive_opt::<Int64Type>();
    column.ok_or_else(|| broken(format!("column `{name}`: expected int64")))
}
