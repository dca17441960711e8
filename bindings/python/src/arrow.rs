//! What is handed out: batches and texts that anything that reads Arrow takes as they are.

use arrow_array::{Array, ArrayRef, LargeStringArray, RecordBatch, StructArray};
use arrow_schema::{DataType, Field, FieldRef};
use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};
use pyo3_arrow::ffi::{
    ArrayIterator, to_array_pycapsules, to_schema_pycapsule, to_stream_pycapsule,
};
use std::sync::Arc;

/// Rows of an Arrow table.
///
/// pyarrow.record_batch(batch), polars.DataFrame(batch) and anything else that knows Arrow's
/// PyCapsule interface take it as it is.
#[pyclass(module = "flashplan", frozen)]
pub(crate) struct Batch {
    pub(crate) rows: RecordBatch,
}

#[pymethods]
impl Batch {
    /// How many rows there are.
    #[getter]
    fn num_rows(&self) -> usize {
        self.rows.num_rows()
    }

    /// The names of the columns.
    #[getter]
    fn column_names(&self) -> Vec<String> {
        let schema = self.rows.schema();
        schema
            .fields()
            .iter()
            .map(|field| field.name().clone())
            .collect()
    }

    fn __len__(&self) -> usize {
        self.rows.num_rows()
    }

    fn __repr__(&self) -> String {
        format!("<flashplan.Batch: {} rows>", self.rows.num_rows())
    }

    /// The batch as pyarrow has it; pyarrow must be installed.
    fn to_pyarrow<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let pyarrow = slf.py().import("pyarrow")?;
        pyarrow.call_method1("record_batch", (slf,))
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        Ok(to_schema_pycapsule(py, self.rows.schema().as_ref())?)
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyTuple>> {
        let (field, array) = as_struct(&self.rows);
        Ok(to_array_pycapsules(py, field, &*array, requested_schema)?)
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let (field, array) = as_struct(&self.rows);
        let reader = Box::new(ArrayIterator::new([Ok(array)], field));
        Ok(to_stream_pycapsule(py, reader, requested_schema)?)
    }
}

/// A batch as the one structure that Arrow's C interface hands over.
pub(crate) fn as_struct(rows: &RecordBatch) -> (FieldRef, ArrayRef) {
    let kind = DataType::Struct(rows.schema().fields().clone());
    let field = Arc::new(Field::new("", kind, false));
    (field, Arc::new(StructArray::from(rows.clone())))
}

/// Texts, one a row, null where there is none.
///
/// pyarrow.array(texts), polars.Series(texts) and anything else that knows Arrow's PyCapsule interface
/// take them as they are; they are a sequence of str besides.
#[pyclass(module = "flashplan", frozen, sequence)]
pub(crate) struct Texts {
    pub(crate) texts: LargeStringArray,
}

#[pymethods]
impl Texts {
    fn __len__(&self) -> usize {
        self.texts.len()
    }

    fn __getitem__(&self, row: isize) -> PyResult<Option<&str>> {
        let length = self.texts.len();
        let row = if row < 0 {
            row.checked_add_unsigned(length)
        } else {
            Some(row)
        };
        let row = row.and_then(|row| usize::try_from(row).ok());
        let row = row.filter(|row| *row < length);
        let row = row.ok_or_else(|| PyIndexError::new_err("there is no such row"))?;
        Ok(self.texts.is_valid(row).then(|| self.texts.value(row)))
    }

    fn __repr__(&self) -> String {
        format!("<flashplan.Texts: {} rows>", self.texts.len())
    }

    /// The texts as pyarrow has them; pyarrow must be installed.
    fn to_pyarrow<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("pyarrow")?.call_method1("array", (slf,))
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        Ok(to_schema_pycapsule(py, self.field().as_ref())?)
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyTuple>> {
        Ok(to_array_pycapsules(
            py,
            self.field(),
            &self.texts,
            requested_schema,
        )?)
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let texts: ArrayRef = Arc::new(self.texts.clone());
        let reader = Box::new(ArrayIterator::new([Ok(texts)], self.field()));
        Ok(to_stream_pycapsule(py, reader, requested_schema)?)
    }
}

impl Texts {
    fn field(&self) -> FieldRef {
        Arc::new(Field::new("text", DataType::LargeUtf8, true))
    }
}
