//! Where the times of a plan stand at a rank, so that a part need not pass over all ranks before it.

use super::outcomes::Totals;
use super::prepare::Plan;
use super::run::Run;
use super::slots::SlotsState;
use super::stated;
use super::stopped::PlanStopped;
use super::summary::Summary;
use crate::schedule::tzdb_version;
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest, Sha256};

/// Where the times of every occurrence of a plan stand at a rank; from [`Plan::marks`].
///
/// It is as large as the highest cap: four to eight bytes for each send that the cap remembers, and some
/// hundred besides, for each occurrence. What it holds is of no matter; it can be stored and sent around.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// A digest of what the times follow from: a mark of other times is no mark.
    times: [u8; 32],
    states: Vec<SlotsState>,
}

impl Plan {
    /// Marks at these ranks, which rise, and what [`Plan::schedule_ranked`] tells of a part that is empty: one
    /// pass over all ranks.
    ///
    /// Where quiet hours are read on the contacts' clocks a mark is empty, and [`Plan::schedule_from`] does
    /// what [`Plan::schedule_ranked`] does.
    ///
    /// # Errors
    ///
    /// As [`Plan::schedule_ranked`] of an empty part.
    pub fn marks(
        &self,
        totals: &Totals,
        ranks: &[u64],
    ) -> Result<(Summary, Vec<Mark>), PlanStopped> {
        let mark = Mark {
            times: self.times(totals),
            states: Vec::new(),
        };
        let mut marks = vec![mark; ranks.len()];
        let mut run = Run::of_part(self, totals.counts, totals.planned == 0);
        for occurrence in self.occurrences() {
            run.begin::<PlanStopped>(&occurrence, &mut |_, _| Ok(()))?;
            for (mark, rank) in marks.iter_mut().zip(ranks) {
                run.skip_to(*rank)?;
                mark.add(self, &run);
            }
            run.skip_to(totals.planned)?;
        }
        Ok((run.finish()?, marks))
    }

    /// A digest of what the times of all ranks follow from: definition, zone and its data, options, and how
    /// many are planned.
    fn times(&self, totals: &Totals) -> [u8; 32] {
        let of = json!([
            self.fingerprint(),
            self.zone().name(),
            tzdb_version(),
            stated::state_of_times(self.options()),
            totals.planned,
        ]);
        Sha256::digest(of.to_string()).into()
    }
}

impl Mark {
    /// Adds where the next occurrence stands. Times by the contacts' clocks have no short cut.
    pub(super) fn add(&mut self, plan: &Plan, run: &Run<'_>) {
        if !plan.reads_clocks() {
            self.states.push(run.state());
        }
    }

    /// Where the occurrences stand, for going on at this rank; none where that cannot be done from here. The
    /// mark is empty then, and of these times.
    pub(super) fn take_for(
        &mut self,
        plan: &Plan,
        totals: &Totals,
        rank: u64,
    ) -> Option<Vec<SlotsState>> {
        let times = plan.times(totals);
        let states = std::mem::take(&mut self.states);
        let is_before = |state: &SlotsState| state.rank() <= rank && state.is_sound();
        let fits = std::mem::replace(&mut self.times, times) == times
            && states.len() == plan.occurrences().count()
            && states.iter().all(is_before);
        fits.then_some(states)
    }
}
