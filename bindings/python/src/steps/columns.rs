//! Columns of what goes from step to step.

use arrow_array::cast::AsArray;
use arrow_array::types::{Int32Type, Int64Type};
use arrow_array::{ArrayRef, Int32Array, Int64Array, RecordBatch};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

/// The row of a contact in its chunk.
pub(super) const ROW: &str = "flashplan_row";

pub(super) fn broken(error: impl std::fmt::Display) -> PyErr {
    PyValueError::new_err(error.to_string())
}

pub(super) fn named<'b>(rows: &'b RecordBatch, name: &str) -> PyResult<&'b ArrayRef> {
    rows.column_by_name(name)
        .ok_or_else(|| broken(format!("there is no column `{name}`")))
}

pub(super) fn numbers<'r>(rows: &'r RecordBatch, name: &str) -> PyResult<&'r Int64Array> {
    let column = named(rows, name)?.as_primitive_opt::<Int64Type>();
    column.ok_or_else(|| broken(format!("column `{name}`: expected int64")))
}

pub(super) fn rows_of(chunk: &RecordBatch) -> PyResult<&Int32Array> {
    let column = named(chunk, ROW)?.as_primitive_opt::<Int32Type>();
    column.ok_or_else(|| broken(format!("column `{ROW}`: expected int32")))
}
