//! The texts of a frame, as Arrow has them: all of them in one piece of memory, and where each ends.

use crate::arrow::Texts;
use arrow_array::LargeStringArray;
use arrow_buffer::{Buffer, NullBufferBuilder, OffsetBuffer, ScalarBuffer};
use flashplan::issue::{Issue, Issues};
use flashplan::limits::Limits;
use flashplan::template::{Batch, RenderError};
use pyo3::PyResult;
use pyo3::exceptions::PyValueError;

/// Texts that are added some thousand at a time.
pub(crate) struct Rendered {
    bytes: Vec<u8>,
    /// Where each text ends, after a leading 0.
    ends: Vec<i64>,
    nulls: NullBufferBuilder,
    faults: Faults,
}

impl Rendered {
    /// No text yet; there will be so many, of so many bytes at least.
    pub(crate) fn of(texts: usize, bytes: usize) -> Self {
        let mut ends = Vec::with_capacity(texts + 1);
        ends.push(0);
        Self {
            bytes: Vec::with_capacity(bytes),
            ends,
            nulls: NullBufferBuilder::new(texts),
            faults: Faults::new(),
        }
    }

    /// Adds the texts of rows that follow one another from `first` on.
    pub(crate) fn add(&mut self, batch: &Batch, first: usize) {
        let mut end = self.bytes.len() as i64;
        for (row, text) in batch.texts().iter().enumerate() {
            match text {
                Ok(text) => {
                    end += text.len() as i64;
                    self.nulls.append_non_null();
                }
                Err(error) => {
                    self.nulls.append_null();
                    self.faults.add(first + row, error);
                }
            }
            self.ends.push(end);
        }
        // OK because a row that cannot be rendered leaves no bytes
        self.bytes.extend_from_slice(batch.bytes());
    }

    /// The texts, and what is wrong with those that are null.
    pub(crate) fn finish(mut self) -> PyResult<(Texts, Issues)> {
        let ends = OffsetBuffer::new(ScalarBuffer::from(self.ends));
        let bytes = Buffer::from_vec(self.bytes);
        let texts = LargeStringArray::try_new(ends, bytes, self.nulls.finish());
        let texts = texts.map_err(|error| PyValueError::new_err(error.to_string()))?;
        Ok((Texts { texts }, self.faults.issues))
    }
}

/// The rows that cannot be rendered, as far as somebody reads them.
struct Faults {
    issues: Issues,
    most: usize,
    count: usize,
}

impl Faults {
    fn new() -> Self {
        Self {
            issues: Issues::new(),
            most: Limits::new().issues,
            count: 0,
        }
    }

    fn add(&mut self, row: usize, error: &RenderError) {
        for issue in error.issues() {
            self.count += 1;
            if self.count <= self.most {
                let issue: Issue = issue.clone();
                self.issues.report(issue.moved(format!("/{row}")));
            }
        }
    }
}
