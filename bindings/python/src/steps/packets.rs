//! What an engine shuffles: some thousand drafts or candidates in one row, so that the engine does nothing
//! for each of them.

use super::columns::broken;
use arrow_array::builder::{BinaryBuilder, Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use flashplan::audience::Reason;
use flashplan::plan::{Candidate, CandidateOutcome, Draft};
use pyo3::prelude::*;
use serde::Serialize;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

pub(super) const KIND: &str = "flashplan_kind";
pub(super) const KEY: &str = "flashplan_key";
pub(super) const ROWS: &str = "flashplan_rows";
pub(super) const PLANNED: &str = "flashplan_planned";
pub(super) const LACKING: &str = "flashplan_lacking";
pub(super) const DATA: &str = "flashplan_data";

/// Drafts or candidates that wait to be handed on together, by all keys: some ten MiB.
const MOST: usize = 1 << 17;

/// The columns of packets: what is in them and whose it is, and what is counted without opening them.
pub(super) static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| {
    let column = |name: &str, kind: DataType| Field::new(name, kind, true);
    Arc::new(Schema::new(vec![
        column(KIND, DataType::Utf8),
        column(KEY, DataType::Int64),
        column(ROWS, DataType::Int64),
        column(PLANNED, DataType::Int64),
        column(LACKING, DataType::Int64),
        column(DATA, DataType::Binary),
    ]))
});

/// What travels in packets.
pub(super) trait Packed: Serialize {
    const KIND: &'static str;

    fn is_planned(&self) -> bool;

    fn lacks_value(&self) -> bool;
}

impl Packed for Draft {
    const KIND: &'static str = "drafts";

    // a draft tells neither before it is settled

    fn is_planned(&self) -> bool {
        false
    }

    fn lacks_value(&self) -> bool {
        false
    }
}

impl Packed for Candidate {
    const KIND: &'static str = "candidates";

    fn is_planned(&self) -> bool {
        Candidate::is_planned(self)
    }

    fn lacks_value(&self) -> bool {
        let lacking = Reason::MissingVariables;
        matches!(self.outcome, CandidateOutcome::Skipped { reason, .. } if reason == lacking)
    }
}

/// Packets that are being filled, by their keys.
pub(super) struct Packets<T> {
    open: HashMap<i64, Vec<T>>,
    count: usize,
}

impl<T> Default for Packets<T> {
    fn default() -> Self {
        Self {
            open: HashMap::new(),
            count: 0,
        }
    }
}

impl<T: Packed> Packets<T> {
    pub(super) fn add(&mut self, key: i64, value: T) {
        self.open.entry(key).or_default().push(value);
        self.count += 1;
    }

    /// The packets so far, once they hold enough.
    pub(super) fn full(&mut self) -> PyResult<Option<RecordBatch>> {
        if self.count < MOST {
            return Ok(None);
        }
        self.take()
    }

    /// The packets so far, by their keys; none where nothing was added.
    pub(super) fn take(&mut self) -> PyResult<Option<RecordBatch>> {
        self.count = 0;
        let mut packets: Vec<(i64, Vec<T>)> = std::mem::take(&mut self.open).into_iter().collect();
        packets.sort_unstable_by_key(|(key, _)| *key);
        if packets.is_empty() {
            return Ok(None);
        }
        batch(&packets).map(Some)
    }
}

fn batch<T: Packed>(packets: &[(i64, Vec<T>)]) -> PyResult<RecordBatch> {
    let mut kind = StringBuilder::new();
    let mut data = BinaryBuilder::new();
    let (mut key, mut rows) = (Int64Builder::new(), Int64Builder::new());
    let (mut planned, mut lacking) = (Int64Builder::new(), Int64Builder::new());
    let count = |values: &[T], is: fn(&T) -> bool| values.iter().filter(|value| is(value)).count();
    for (own, values) in packets {
        kind.append_value(T::KIND);
        key.append_value(*own);
        rows.append_value(values.len() as i64);
        planned.append_value(count(values, T::is_planned) as i64);
        lacking.append_value(count(values, T::lacks_value) as i64);
        data.append_value(postcard::to_stdvec(values).map_err(broken)?);
    }
    let columns: Vec<ArrayRef> = vec![
        Arc::new(kind.finish()),
        Arc::new(key.finish()),
        Arc::new(rows.finish()),
        Arc::new(planned.finish()),
        Arc::new(lacking.finish()),
        Arc::new(data.finish()),
    ];
    RecordBatch::try_new(SCHEMA.clone(), columns).map_err(broken)
}
