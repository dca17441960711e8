//! The steps of a plan where no machine sees all contacts: an engine shuffles what they hand out.
//!
//! Rows of contacts with a position become drafts; drafts of one id, then of one number, are settled
//! where they come together; settled rows, sorted by position, become sends. The columns of the
//! contacts go along with the drafts, so that nothing has to be joined.

use crate::arrow::Batch;
use crate::column::Texts;
use crate::error::{Kind, raise};
use crate::frame::{Columns, batches_of};
use crate::inputs::Prepared;
use crate::plan::Stop;
use crate::planner::{Planner, handed};
use crate::rows::PlanRows;
use crate::texts;
use crate::value::to_python;
use arrow_array::builder::{BinaryBuilder, BooleanBuilder, Int64Builder, StringBuilder};
use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_array::{Array, ArrayRef, Int64Array, RecordBatch, UInt32Array, new_null_array};
use arrow_schema::{Field, Schema};
use arrow_select::concat::concat_batches;
use arrow_select::take::take_record_batch;
use flashplan::audience::{self, SurveyCounts};
use flashplan::contact::{FieldSet, TableBuilder, TableFull};
use flashplan::issue::{Code, Issue};
use flashplan::plan::{
    Candidate, CandidateOutcome, Contacts, Draft, QuietZone, Ranked, Totals, settle_ids,
    settle_phones,
};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use serde_json::json;
use std::collections::HashMap;
use std::sync::Arc;

/// Positions that one call times together: each begins to count at the first rank of all.
const BUCKET: u64 = 1 << 18;

/// The columns that go along with a contact's own.
const POSITION: &str = "flashplan_position";
const ID: &str = "flashplan_id";
const PHONE: &str = "flashplan_phone";
const DRAFT: &str = "flashplan_draft";
const PLANNED: &str = "flashplan_planned";
const REASON: &str = "flashplan_reason";

/// Rows of contacts that are made at a time, of those in a bucket.
const ROWS: u64 = 4_096;

/// A plan in steps: what a partition does by itself.
#[pyclass(module = "flashplan._flashplan", frozen)]
pub(crate) struct Steps {
    prepared: Arc<Prepared>,
}

#[pymethods]
impl Steps {
    /// The most positions of one bucket; positions are timed bucket by bucket.
    #[classattr]
    const BUCKET: u64 = BUCKET;

    /// The steps of a planner.
    #[new]
    fn new(planner: &Planner) -> Self {
        Self {
            prepared: planner.prepared.clone(),
        }
    }

    /// The columns of a frame that the plan reads, of an empty frame with its schema. Raises ContactsError
    /// where one is lacking or of another type, and CampaignError where the plan cannot be made by partitions.
    fn columns(&self, empty: &Bound<'_, PyAny>) -> PyResult<Vec<String>> {
        let plan = &self.prepared.plan;
        if plan.options().quiet_zone == QuietZone::Contact {
            let issue = Issue::new(Code::OptionInvalid, "/options/quiet_zone", &texts::CLOCKS);
            return Err(raise(Kind::Campaign, [&issue]));
        }
        let batches = batches_of(empty)?;
        let schema = batches
            .first()
            .map_or_else(|| Schema::empty().into(), RecordBatch::schema);
        let columns = Columns::of(&schema, &plan.contact_fields());
        let columns = columns.and_then(|columns| columns.holds_values().map(|()| columns));
        let columns = columns.map_err(|issues| raise(Kind::Contacts, &issues))?;
        Ok(columns.names(&schema))
    }

    /// The drafts of contacts that follow one another from `first` on, with their columns, and what they
    /// count: contacts, candidates, and those who would be one but for the case of a tag.
    fn drafts(
        &self,
        py: Python<'_>,
        contacts: &Bound<'_, PyAny>,
        first: u64,
    ) -> PyResult<(Batch, (u64, u64, u64))> {
        let batches = batches_of(contacts)?;
        let made = py.detach(|| drafts(&self.prepared, &whole(&batches)?, first))?;
        Ok((handed(made.0), made.1))
    }

    /// The settled rows of ids that the selector names and nobody has; `ids` are those of all candidates.
    fn not_found<'py>(
        &self,
        py: Python<'py>,
        ids: &Bound<'py, PyAny>,
        counts: (u64, u64, u64),
        planned: u64,
    ) -> PyResult<Vec<Batch>> {
        let ids: Result<Vec<String>, PyErr> = ids.try_iter()?.map(|id| id?.extract()).collect();
        let ids = ids?;
        let made = py.detach(|| {
            let unknown = self.prepared.plan.not_found(ids.iter().map(String::as_str));
            let ranked = unknown
                .into_iter()
                .map(|candidate| Ranked { rank: 0, candidate });
            let part: Vec<Ranked> = ranked.collect();
            entries(
                &self.prepared,
                &mut Pieces::default(),
                &part,
                &totals(counts, planned),
            )
        })?;
        Ok(made.into_iter().map(handed).collect())
    }

    /// Whether the selector names contacts, of whom some may not be there.
    fn names_contacts(&self) -> bool {
        !self.prepared.plan.not_found([]).is_empty()
    }

    /// What is worth a warning about a plan with these totals. Raises PlanStopped where a policy refuses it:
    /// before a text is made.
    fn check_totals<'py>(
        &self,
        py: Python<'py>,
        counts: (u64, u64, u64),
        planned: u64,
    ) -> PyResult<Bound<'py, PyAny>> {
        let totals = totals(counts, planned);
        let summary = py.detach(|| {
            let plan = &self.prepared.plan;
            plan.schedule_ranked::<_, Stop>(
                &mut Pieces::default(),
                &[],
                &totals,
                &mut |_, _| Ok(()),
            )
        })?;
        to_python(py, &json!(summary.issues))
    }

    /// Whether a contact that lacks a value stops the plan.
    fn stops_at_missing(&self) -> bool {
        self.prepared.plan.options().missing == flashplan::plan::MissingVariables::Fail
    }
}

/// What all partitions add up to.
fn totals((contacts, candidates, near_misses): (u64, u64, u64), planned: u64) -> Totals {
    let counts = SurveyCounts {
        contacts,
        candidates,
        near_misses,
        ..SurveyCounts::default()
    };
    Totals::new(counts, planned)
}

fn whole(batches: &[RecordBatch]) -> PyResult<RecordBatch> {
    let schema = batches
        .first()
        .map_or_else(|| Schema::empty().into(), RecordBatch::schema);
    concat_batches(&schema, batches).map_err(broken)
}

fn broken(error: impl std::fmt::Display) -> PyErr {
    PyValueError::new_err(error.to_string())
}

fn drafts(
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
fn with_drafts(rows: &RecordBatch, drafts: &[Draft]) -> PyResult<RecordBatch> {
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

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn named<'b>(rows: &'b RecordBatch, name: &str) -> PyResult<&'b ArrayRef> {
    rows.column_by_name(name)
        .ok_or_else(|| broken(format!("there is no column `{name}`")))
}

/// Settles drafts that come sorted by what they are settled by: each group once it is whole.
#[pyclass(module = "flashplan._flashplan", frozen)]
pub(crate) struct Settler {
    by: By,
    /// The rows of the last group so far.
    open: std::sync::Mutex<Vec<RecordBatch>>,
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
            open: std::sync::Mutex::default(),
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
        while begins > 0 && key(begins - 1) == key(last) {
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
        Ok(self.keys(before)?(last) == self.keys(rows)?(row))
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

    fn opened(&self) -> std::sync::MutexGuard<'_, Vec<RecordBatch>> {
        self.open
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
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

fn numbers<'r>(rows: &'r RecordBatch, name: &str) -> PyResult<&'r Int64Array> {
    let column = named(rows, name)?.as_primitive_opt::<Int64Type>();
    column.ok_or_else(|| broken(format!("column `{name}`: expected int64")))
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

/// Makes the sends of settled rows that come sorted by position.
#[pyclass(module = "flashplan._flashplan", frozen)]
pub(crate) struct Scheduler {
    prepared: Arc<Prepared>,
    totals: Totals,
    /// Planned candidates before each bucket.
    before: HashMap<u64, u64>,
    /// Positions of a bucket.
    size: u64,
    bucket: std::sync::Mutex<Bucket>,
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
            bucket: std::sync::Mutex::default(),
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
    fn opened(&self) -> std::sync::MutexGuard<'_, Bucket> {
        self.bucket
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
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
fn entries(
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

/// Rows of contacts with their positions, which rise; some may lack between them.
#[derive(Default)]
struct Pieces {
    rows: Vec<RecordBatch>,
}

impl Contacts for Pieces {
    type Error = TableFull;

    fn for_each_batch<E: From<TableFull>>(
        &mut self,
        visit: &mut dyn FnMut(&audience::Batch) -> Result<(), E>,
    ) -> Result<(), E> {
        self.for_each_batch_of(&FieldSet::all(), visit)
    }

    fn for_each_batch_of<E: From<TableFull>>(
        &mut self,
        fields: &FieldSet,
        visit: &mut dyn FnMut(&audience::Batch) -> Result<(), E>,
    ) -> Result<(), E> {
        for rows in self.rows.iter().filter(|rows| rows.num_rows() > 0) {
            // OK because the same rows were read as drafts
            let (Ok(columns), Ok(positions)) =
                (Columns::of(&rows.schema(), fields), numbers(rows, POSITION))
            else {
                continue;
            };
            let reader = columns.reader(rows, fields);
            let mut run: Option<(u64, TableBuilder)> = None;
            for row in 0..rows.num_rows() {
                let position = positions.value(row).cast_unsigned();
                let is_far = run
                    .as_ref()
                    .is_some_and(|(first, _)| position - first >= ROWS);
                if is_far && let Some((first, table)) = run.take() {
                    visit(&audience::Batch::new(table.finish(), first, Vec::new()))?;
                }
                let (first, table) = run.get_or_insert_with(|| (position, reader.table()));
                // who is no candidate stands there without a value
                while *first + (table.rows() as u64) < position {
                    reader.push_nobody(table);
                }
                reader.push(table, row)?;
            }
            if let Some((first, table)) = run {
                visit(&audience::Batch::new(table.finish(), first, Vec::new()))?;
            }
        }
        Ok(())
    }
}

/// The columns of settled and of planned rows, for who declares them to an engine.
#[pyfunction]
pub(crate) fn plan_schema() -> Batch {
    handed(RecordBatch::new_empty(crate::rows::SCHEMA.clone()))
}
