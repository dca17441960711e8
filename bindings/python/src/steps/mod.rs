//! The steps of a plan where no machine sees all contacts: an engine shuffles what they hand out.
//!
//! Contacts that lie in order become drafts, chunk by chunk ([`drafter`]); drafts of one id, then of one
//! number, are settled where they come together ([`settler`]); chunks and their candidates become sends
//! ([`scheduler`]). Drafts and candidates travel some hundred in a row ([`packets`]); contacts stay in their
//! chunks.

mod columns;
mod drafter;
mod packets;
mod pieces;
mod place;
mod scheduler;
mod settler;

pub(crate) use drafter::Drafter;
pub(crate) use scheduler::Scheduler;
pub(crate) use settler::Settler;

use self::columns::{broken, named};
use self::packets::DATA;
use self::pieces::Pieces;
use crate::arrow::Batch;
use crate::error::{Kind, raise};
use crate::frame::{Columns, batches_of, without_values};
use crate::inputs::Prepared;
use crate::plan::Stop;
use crate::planner::{Planner, handed};
use crate::texts;
use crate::value::to_python;
use arrow_array::RecordBatch;
use arrow_array::cast::AsArray;
use arrow_schema::Schema;
use flashplan::audience::SurveyCounts;
use flashplan::issue::{Code, Issue};
use flashplan::plan::{Candidate, Mark, MissingVariables, QuietZone, Ranked, Totals};
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use serde_json::json;
use std::collections::HashMap;
use std::sync::Arc;

/// Contacts, candidates, those who would be one but for the case of a tag, and candidates who would be left
/// out but for it.
pub(crate) type Counts = (u64, u64, u64, u64);

/// A plan in steps: what a partition does by itself.
#[pyclass(module = "flashplan._flashplan", frozen)]
pub(crate) struct Steps {
    prepared: Arc<Prepared>,
}

#[pymethods]
impl Steps {
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

    /// Raises ContactsError for a column that none of `rows` contacts has a value in: `values` has how many
    /// do, by the name of the column.
    fn check_values(&self, rows: u64, values: HashMap<String, u64>) -> PyResult<()> {
        let mut issues: Vec<Issue> = Vec::new();
        for name in ["id", "phone"] {
            if rows > 0 && values.get(name) == Some(&0) {
                issues.push(without_values(name));
            }
        }
        match issues.is_empty() {
            true => Ok(()),
            false => Err(raise(Kind::Contacts, &issues)),
        }
    }

    /// The rows of ids that the selector names and nobody has; `packets` are of all candidates.
    fn not_found(
        &self,
        py: Python<'_>,
        packets: &Bound<'_, PyAny>,
        counts: Counts,
        planned: u64,
    ) -> PyResult<Vec<Batch>> {
        let mut ids: Vec<String> = Vec::new();
        for packets in packets.try_iter()? {
            let batches = batches_of(&packets?)?;
            py.detach(|| {
                batches
                    .iter()
                    .try_for_each(|batch| add_ids(batch, &mut ids))
            })?;
        }
        let made = py.detach(|| {
            let unknown = self.prepared.plan.not_found(ids.iter().map(String::as_str));
            let ranked = unknown
                .into_iter()
                .map(|candidate| Ranked { rank: 0, candidate });
            let part: Vec<Ranked> = ranked.collect();
            scheduler::entries(
                &self.prepared,
                &mut Mark::default(),
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

    /// What is worth a warning about a plan with these totals, and a mark for each of these ranks, which
    /// rise. Raises PlanStopped where a policy refuses it: before a text is made.
    fn marks<'py>(
        &self,
        py: Python<'py>,
        counts: Counts,
        planned: u64,
        ranks: Vec<u64>,
    ) -> PyResult<(Bound<'py, PyAny>, Vec<Bound<'py, PyBytes>>)> {
        let totals = totals(counts, planned);
        let plan = &self.prepared.plan;
        let (summary, marks) = py.detach(|| plan.marks(&totals, &ranks).map_err(Stop::from))?;
        let marks = marks.iter().map(|mark| {
            let bytes = postcard::to_stdvec(mark).map_err(broken)?;
            Ok(PyBytes::new(py, &bytes))
        });
        let marks: PyResult<Vec<_>> = marks.collect();
        Ok((to_python(py, &json!(summary.issues))?, marks?))
    }

    /// Whether a contact that lacks a value stops the plan.
    fn stops_at_missing(&self) -> bool {
        self.prepared.plan.options().missing == MissingVariables::Fail
    }
}

/// What all partitions add up to.
fn totals((contacts, candidates, near_misses, near_excluded): Counts, planned: u64) -> Totals {
    let counts = SurveyCounts {
        contacts,
        candidates,
        near_misses,
        near_excluded,
        ..SurveyCounts::default()
    };
    Totals::new(counts, planned)
}

fn counted(counts: SurveyCounts) -> Counts {
    let SurveyCounts {
        contacts,
        candidates,
        near_misses,
        near_excluded,
        ..
    } = counts;
    (contacts, candidates, near_misses, near_excluded)
}

/// Adds the ids of packets of candidates.
fn add_ids(packets: &RecordBatch, ids: &mut Vec<String>) -> PyResult<()> {
    for data in named(packets, DATA)?.as_binary::<i32>() {
        let candidates: Vec<Candidate> =
            postcard::from_bytes(data.unwrap_or_default()).map_err(broken)?;
        ids.extend(candidates.into_iter().filter_map(|one| one.contact_id));
    }
    Ok(())
}

/// The columns of planned and of skipped sends, for who declares them to an engine.
#[pyfunction]
pub(crate) fn plan_schema() -> Batch {
    handed(RecordBatch::new_empty(crate::rows::SCHEMA.clone()))
}

/// The columns of packets, for who declares them to an engine.
#[pyfunction]
pub(crate) fn packet_schema() -> Batch {
    handed(RecordBatch::new_empty(packets::SCHEMA.clone()))
}
