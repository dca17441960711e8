//! The steps of a plan where no machine sees all contacts: an engine shuffles what they hand out.
//!
//! Rows of contacts with a position become drafts ([`drafts`]); drafts of one id, then of one number,
//! are settled where they come together ([`settler`]); settled rows, sorted by position, become sends
//! ([`scheduler`]). The columns of the contacts go along with the drafts, so that nothing has to be
//! joined.

mod columns;
mod drafts;
mod pieces;
mod scheduler;
mod settler;

pub(crate) use scheduler::Scheduler;
pub(crate) use settler::Settler;

use self::columns::whole;
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
use arrow_schema::Schema;
use flashplan::audience::SurveyCounts;
use flashplan::issue::{Code, Issue};
use flashplan::plan::{MissingVariables, QuietZone, Ranked, Totals};
use pyo3::prelude::*;
use serde_json::json;
use std::collections::HashMap;
use std::sync::Arc;

/// Positions that one call times together: each begins to count at the first rank of all.
const BUCKET: u64 = 1 << 18;

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

    /// The drafts of contacts that follow one another from `first` on, with their columns, and what they
    /// count: contacts, candidates, and those who would be one but for the case of a tag.
    fn drafts(
        &self,
        py: Python<'_>,
        contacts: &Bound<'_, PyAny>,
        first: u64,
    ) -> PyResult<(Batch, (u64, u64, u64))> {
        let batches = batches_of(contacts)?;
        let made = py.detach(|| drafts::drafts(&self.prepared, &whole(&batches)?, first))?;
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
            scheduler::entries(
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
        self.prepared.plan.options().missing == MissingVariables::Fail
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

/// The columns of settled and of planned rows, for who declares them to an engine.
#[pyfunction]
pub(crate) fn plan_schema() -> Batch {
    handed(RecordBatch::new_empty(crate::rows::SCHEMA.clone()))
}
