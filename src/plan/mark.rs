//! Where the times of a plan stand at a rank, so that a part need not pass over all ranks before it.

use super::outcomes::Totals;
use super::prepare::Plan;
use super::run::Run;
use super::slots::SlotsState;
use super::stopped::PlanStopped;
use super::summary::Summary;
use serde::{Deserialize, Serialize};

/// Where the times of every occurrence of a plan stand at a rank; from [`Plan::marks`].
///
/// It is as large as the highest cap: four to eight bytes for each send that the cap remembers, and some
/// hundred besides, for each occurrence. What it holds is of no matter; it can be stored and sent around.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
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
        let mut marks = vec![Mark::default(); ranks.len()];
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
}

impl Mark {
    /// Adds where the next occurrence stands. Times by the contacts' clocks have no short cut.
    pub(super) fn add(&mut self, plan: &Plan, run: &Run<'_>) {
        if !plan.reads_clocks() {
            self.states.push(run.state());
        }
    }

    /// Where the occurrences stand, for going on at this rank; none where that cannot be done from here. The
    /// mark is empty then.
    pub(super) fn take_for(&mut self, plan: &Plan, rank: u64) -> Option<Vec<SlotsState>> {
        let states = std::mem::take(&mut self.states);
        let is_before = |state: &SlotsState| state.rank() <= rank && state.is_sound();
        let fits = !states.is_empty()
            && states.len() == plan.occurrences().count()
            && states.iter().all(is_before);
        fits.then_some(states)
    }
}
