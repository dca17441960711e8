//! Gives each send its second.

use super::batches::{Batch, Batches};
use super::caps::{Caps, Window};
use super::quiet::{Open, QuietAction, QuietHours};
use crate::schedule::Zone;

const DAY: i64 = 86_400;

/// How fast a campaign is sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pace {
    /// Seconds between two sends, at least.
    pub min_gap: u32,
    /// Up to this many seconds are added to each gap.
    pub jitter: u32,
    /// What the jitter follows from, besides the rank of a send.
    pub seed: u64,
    /// Pauses after so many sends.
    pub batches: Option<Batches>,
    /// Caps by minute, hour and day.
    pub caps: Caps,
    /// Hours in which nothing is sent.
    pub quiet: QuietHours,
    /// What becomes of a send that falls into them.
    pub quiet_action: QuietAction,
}

impl Pace {
    /// Whether sends could be spread over more than ten years: only then does [`Pacer::next`] fail.
    #[must_use]
    pub fn can_fail(&self) -> bool {
        *self != Self::default()
    }
}

/// What the pace makes of a send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timing {
    /// It leaves at this second (UTC, since 1970).
    At(i64),
    /// It falls into quiet hours, and does not leave.
    Quiet,
}

/// A send would leave more than ten years after the plan's start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("at this pace a message would leave more than ten years after the first")]
pub struct PaceNever;

/// Times the sends of a plan, one after the other.
#[derive(Clone, Debug)]
pub struct Pacer {
    pace: Pace,
    zone: Zone,
    windows: Vec<Window>,
    started: Option<i64>,
    last: Option<i64>,
    rank: u64,
    open: Option<Open>,
    batch: Batch,
    warm_up: WarmUp,
}

/// How many sends the current 24 hours of the warm-up have had.
#[derive(Clone, Copy, Debug, Default)]
struct WarmUp {
    day: usize,
    sends: u32,
}

impl Pacer {
    /// Seconds after the plan's start by which every send has left: ten years.
    pub const HORIZON: i64 = 3_653 * DAY;

    /// A pacer that has timed nothing yet. Quiet hours are of the wall clock in `zone`.
    #[must_use]
    pub fn new(pace: Pace, zone: Zone) -> Self {
        Self {
            windows: pace.caps.windows(),
            pace,
            zone,
            started: None,
            last: None,
            rank: 0,
            open: None,
            batch: Batch::default(),
            warm_up: WarmUp::default(),
        }
    }

    /// The second at which the next send leaves, not before `due`.
    ///
    /// # Errors
    ///
    /// When that lies more than ten years after the plan's start.
    pub fn next(&mut self, due: i64) -> Result<Timing, PaceNever> {
        let mut at = self.slot(due)?;
        loop {
            let open = self.opens(at);
            if open == at {
                break;
            }
            if self.pace.quiet_action != QuietAction::Wait {
                return Ok(Timing::Quiet);
            }
            at = self.slot(open)?;
        }
        self.take(at);
        Ok(Timing::At(at))
    }

    /// The first second, not before `due`, that the gap, the caps and the warm-up leave free.
    pub(super) fn slot(&mut self, due: i64) -> Result<i64, PaceNever> {
        let started = *self.started.get_or_insert(due);
        let mut at = due.max(self.after_last());
        for window in &self.windows {
            at = at.max(window.earliest());
        }
        // a later second of the warm-up's next day keeps the gap and the caps
        let at = self.after_warm_up(started, at);
        if at - started > Self::HORIZON {
            Err(PaceNever)
        } else {
            Ok(at)
        }
    }

    /// What the quiet hours are, and what they do to a send.
    pub(super) fn quiet(&self) -> (&QuietHours, QuietAction) {
        (&self.pace.quiet, self.pace.quiet_action)
    }

    /// The first second that the gap to the last send and the pause between batches leave free.
    fn after_last(&self) -> i64 {
        let Some(last) = self.last else {
            return i64::MIN;
        };
        let after_gap = last + i64::from(self.pace.min_gap) + self.jitter();
        match self.pace.batches {
            None => after_gap,
            Some(batches) => after_gap.max(self.batch.earliest(batches, last)),
        }
    }

    /// 0 to `jitter` seconds, a function of seed and rank alone.
    fn jitter(&self) -> i64 {
        if self.pace.jitter == 0 {
            return 0;
        }
        let wide = u128::from(mixed(self.pace.seed ^ mixed(self.rank)));
        let scaled = (wide * (u128::from(self.pace.jitter) + 1)) >> 64;
        i64::try_from(scaled).unwrap_or(0)
    }

    /// The first second at or after `at` whose 24 hours of the warm-up are not full.
    fn after_warm_up(&self, started: i64, at: i64) -> i64 {
        let day = day_after(started, at);
        let is_full = day == self.warm_up.day
            && self
                .pace
                .caps
                .warm_up
                .get(day)
                .is_some_and(|&cap| self.warm_up.sends >= cap);
        if is_full {
            started + (day as i64 + 1) * DAY
        } else {
            at
        }
    }

    /// The first second at or after `at` outside quiet hours.
    fn opens(&mut self, at: i64) -> i64 {
        if self.pace.quiet.is_empty() {
            return at;
        }
        match self.open {
            Some(open) if (open.from..open.until).contains(&at) => at,
            _ => self.open.insert(self.pace.quiet.open(&self.zone, at)).from,
        }
    }

    /// Takes a slot: a send leaves at this second.
    pub(super) fn take(&mut self, at: i64) {
        let started = *self.started.get_or_insert(at);
        for window in &mut self.windows {
            window.add(at);
        }
        if let Some(batches) = self.pace.batches {
            self.batch.count(batches, self.last, at);
        }
        let day = day_after(started, at);
        if day == self.warm_up.day {
            self.warm_up.sends += 1;
        } else {
            self.warm_up = WarmUp { day, sends: 1 };
        }
        self.last = Some(at);
        self.rank += 1;
    }
}

/// Which 24 hours after the plan's start an instant lies in, from 0.
fn day_after(started: i64, at: i64) -> usize {
    usize::try_from((at - started) / DAY).unwrap_or(0)
}

/// The finalizer of SplitMix64 over its sequence: every bit of the input moves every bit.
fn mixed(x: u64) -> u64 {
    let mut z = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
