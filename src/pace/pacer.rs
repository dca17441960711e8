//! Gives each send its second.

mod state;

pub(crate) use state::PacerState;

use super::batches::{Batch, Batches};
use super::caps::{Caps, Windows};
use super::quiet::{QuietAction, QuietHours};
use crate::schedule::Zone;

const DAY: i64 = 86_400;

/// How fast a campaign is sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
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
///
/// What the last send means for the next one is worked out when it is taken, and what stays the same for
/// many sends (an open hour, a day of the warm-up) when it ends: the next send is a few comparisons away.
#[derive(Clone, Debug)]
pub struct Pacer {
    pace: Pace,
    zone: Zone,
    windows: Windows,
    started: Option<i64>,
    last: Option<i64>,
    /// How many sends there were.
    rank: u64,
    batch: Batch,
    /// The first second that the sends so far leave free.
    free: i64,
    /// The last second at which a send may leave.
    horizon: i64,
    /// The second up to which none is quiet from the last send on.
    open_until: i64,
    /// When the current 24 hours of the warm-up end.
    day_end: i64,
    /// The number of the last send that they take.
    day_full: u64,
    /// How many sends from here the day is full or the windows change.
    until_change: u64,
    /// The second up to which neither the day nor the hours change, and sends may leave.
    unchanged_until: i64,
}

impl Pacer {
    /// Seconds after the plan's start by which every send has left: ten years.
    pub const HORIZON: i64 = 3_653 * DAY;

    /// A pacer that has timed nothing yet. Quiet hours are of the wall clock in `zone`.
    #[must_use]
    pub fn new(pace: Pace, zone: Zone) -> Self {
        let is_always_open = pace.quiet.is_empty();
        Self {
            windows: pace.caps.windows(),
            pace,
            zone,
            started: None,
            last: None,
            rank: 0,
            batch: Batch::default(),
            free: i64::MIN,
            horizon: i64::MAX,
            open_until: if is_always_open { i64::MAX } else { i64::MIN },
            day_end: i64::MAX,
            day_full: u64::MAX,
            until_change: u64::MAX,
            unchanged_until: i64::MIN,
        }
    }

    /// The second at which the next send leaves, not before `due`.
    ///
    /// # Errors
    ///
    /// When that lies more than ten years after the plan's start.
    #[inline]
    pub fn next(&mut self, due: i64) -> Result<Timing, PaceNever> {
        let at = due.max(self.free);
        if at < self.unchanged_until {
            self.add(at);
            return Ok(Timing::At(at));
        }
        self.next_after_change(due)
    }

    /// The next send, where its day or its hour may be another than that of the last one.
    #[cold]
    #[inline(never)]
    fn next_after_change(&mut self, due: i64) -> Result<Timing, PaceNever> {
        let mut at = self.slot(due)?;
        if at >= self.open_until {
            let Some(open) = self.first_open(at)? else {
                return Ok(Timing::Quiet);
            };
            at = open;
        }
        self.take(at);
        let change = self.day_end.min(self.open_until);
        self.unchanged_until = change.min(self.horizon.saturating_add(1));
        Ok(Timing::At(at))
    }

    /// The first slot from `at` on that is not quiet; none where quiet sends do not wait.
    fn first_open(&mut self, mut at: i64) -> Result<Option<i64>, PaceNever> {
        loop {
            let open = self.pace.quiet.open(&self.zone, at);
            if open.from == at {
                self.open_until = open.until;
                return Ok(Some(at));
            }
            if self.pace.quiet_action != QuietAction::Wait {
                return Ok(None);
            }
            at = self.slot(open.from)?;
        }
    }

    /// The first second, not before `due`, that the gap, the caps and the warm-up leave free.
    pub(super) fn slot(&mut self, due: i64) -> Result<i64, PaceNever> {
        if self.started.is_none() {
            self.start(due);
        }
        let at = due.max(self.free);
        if at > self.horizon {
            Err(PaceNever)
        } else {
            Ok(at)
        }
    }

    fn start(&mut self, at: i64) {
        self.started = Some(at);
        self.horizon = at.saturating_add(Self::HORIZON);
        self.enter_day(at);
    }

    /// Enters the 24 hours of the warm-up that `at` lies in.
    fn enter_day(&mut self, at: i64) {
        let started = self.started.unwrap_or(at);
        let day = usize::try_from((at - started) / DAY).unwrap_or(0);
        let cap = self.pace.caps.warm_up.get(day);
        (self.day_end, self.day_full) = cap.map_or((i64::MAX, u64::MAX), |&cap| {
            let end = started + (day as i64 + 1) * DAY;
            (end, self.rank + u64::from(cap.max(1)))
        });
        self.count_until_change();
    }

    fn count_until_change(&mut self) {
        let full = Some(self.day_full).filter(|full| *full > self.rank);
        let next = full.unwrap_or(u64::MAX).min(self.windows.next_change());
        self.until_change = next - self.rank;
    }

    /// What the quiet hours are, and what they do to a send.
    pub(super) fn quiet(&self) -> (&QuietHours, QuietAction) {
        (&self.pace.quiet, self.pace.quiet_action)
    }

    /// Takes a slot: a send leaves at this second.
    pub(super) fn take(&mut self, at: i64) {
        if at >= self.day_end {
            self.enter_day(at);
        }
        self.add(at);
    }

    /// Adds a send on the current day: what it leaves free.
    #[inline]
    fn add(&mut self, at: i64) {
        self.rank += 1;
        self.until_change -= 1;
        let day = if self.until_change == 0 {
            self.change()
        } else {
            i64::MIN
        };
        let mut free = day.max(at + i64::from(self.pace.min_gap) + self.jitter());
        if let Some(batches) = self.pace.batches {
            self.batch.count(batches, self.last, at);
            free = free.max(self.batch.earliest(batches, at));
        }
        // OK because a send leaves within ten years of the start, which are fewer seconds than 2^32
        let start = self.started.unwrap_or(at);
        let earliest = self.windows.add(self.rank, (at - start) as u32);
        self.last = Some(at);
        self.free = free.max(start + earliest);
    }

    /// Makes ready for the send that was just counted; the second before which no other one leaves, by
    /// the day of the warm-up.
    #[cold]
    #[inline(never)]
    fn change(&mut self) -> i64 {
        self.windows.change(self.rank);
        self.count_until_change();
        // a later second, on the warm-up's next day, keeps the gap and the caps
        if self.rank == self.day_full {
            self.day_end
        } else {
            i64::MIN
        }
    }

    /// 0 to `jitter` seconds before the next send, a function of seed and rank alone.
    fn jitter(&self) -> i64 {
        if self.pace.jitter == 0 {
            return 0;
        }
        let wide = u128::from(mixed(self.pace.seed ^ mixed(self.rank)));
        let scaled = (wide * (u128::from(self.pace.jitter) + 1)) >> 64;
        i64::try_from(scaled).unwrap_or(0)
    }
}

/// The finalizer of SplitMix64 over its sequence: every bit of the input moves every bit.
fn mixed(x: u64) -> u64 {
    let mut z = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
