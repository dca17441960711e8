//! What a pacer remembers of its sends, so that another one can go on from there.

use super::{Pacer, Windows};
use crate::pace::batches::Batch;
use serde::{Deserialize, Serialize};

/// What the sends so far mean for those to come, beside the pace itself and its zone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PacerState {
    started: Option<i64>,
    last: Option<i64>,
    rank: u64,
    batch: u32,
    free: i64,
    day_end: i64,
    day_full: u64,
    sent: Vec<u32>,
}

impl Pacer {
    /// What the sends so far mean for those to come.
    pub(crate) fn state(&self) -> PacerState {
        PacerState {
            started: self.started,
            last: self.last,
            rank: self.rank,
            batch: self.batch.sends(),
            free: self.free,
            day_end: self.day_end,
            day_full: self.day_full,
            sent: self.windows.sent().to_vec(),
        }
    }

    /// The pacer after the sends of a state, which is one of the same pace and zone. What can be worked
    /// out again is: the open hour, and how far the next change is.
    pub(crate) fn after(&self, state: &PacerState) -> Self {
        let mut pacer = Self::new(self.pace.clone(), self.zone.clone());
        let Some(started) = state.started else {
            return pacer;
        };
        pacer.started = state.started;
        pacer.horizon = started.saturating_add(Self::HORIZON);
        pacer.last = state.last;
        pacer.rank = state.rank;
        pacer.batch = Batch::of(state.batch);
        pacer.free = state.free;
        (pacer.day_end, pacer.day_full) = (state.day_end, state.day_full);
        pacer.windows = Windows::after(&pacer.pace.caps, state.rank, &state.sent);
        pacer.count_until_change();
        pacer
    }
}

impl PacerState {
    /// Whether a pacer can have come to this: one that was stored can be anything.
    pub(crate) fn is_sound(&self) -> bool {
        let Some(started) = self.started else {
            return true;
        };
        let within = |at: i64| (started..=started + 2 * Pacer::HORIZON).contains(&at);
        (-FAR..FAR).contains(&started)
            && within(self.free)
            && self.last.is_none_or(within)
            && self.day_end >= started
            && self.rank < u64::MAX / 2
    }
}

/// No send leaves so many seconds before or after 1970: some 30,000 years.
const FAR: i64 = 1 << 40;
