//! What becomes of occurrences that are due before somebody gets to plan them.

use super::Schedule;
use super::occurrences::Occurrence;
use chrono::{DateTime, TimeDelta, Utc};

/// What happens to occurrences that were due before a stated now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Missed {
    /// They do not happen.
    #[default]
    Skip,
    /// Each that is late by so much or less happens now, one after the other.
    RunLate(TimeDelta),
    /// However many were missed, one happens now for all of them: the latest.
    RunOnceForAll,
}

/// An occurrence that was due, and what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The occurrence, at the time it was due.
    pub occurrence: Occurrence,
    /// Whether it happens, late.
    pub runs: bool,
}

impl Schedule {
    /// The occurrences that were due after `since` (the last time anybody looked; none for never) and
    /// before `now`, with what a policy makes of each. One at `now` is not missed.
    ///
    /// ```
    /// use chrono::TimeDelta;
    /// use flashplan::schedule::{Missed, Rule, Schedule, parse_moment};
    /// let start = parse_moment("2030-01-01T09:00:00Z").unwrap();
    /// let daily = Schedule::starting(start, Rule::daily()).build().unwrap();
    /// let now = "2030-01-04T10:00:00Z".parse().unwrap();
    /// let runs = |missed| daily.missed(None, now, missed).map(|due| due.runs).collect::<Vec<_>>();
    /// assert_eq!(runs(Missed::Skip), [false, false, false, false]);
    /// assert_eq!(runs(Missed::RunLate(TimeDelta::hours(26))), [false, false, true, true]);
    /// assert_eq!(runs(Missed::RunOnceForAll), [false, false, false, true]);
    /// ```
    pub fn missed(
        &self,
        since: Option<DateTime<Utc>>,
        now: DateTime<Utc>,
        policy: Missed,
    ) -> impl Iterator<Item = Due> + '_ {
        let first = since.map_or(0, |since| self.count_until(since));
        let latest = self.before(now).map(|occurrence| occurrence.index);
        let due = self
            .occurrences_from(first)
            .take_while(move |occurrence| occurrence.at < now);
        due.map(move |occurrence| {
            let runs = match policy {
                Missed::Skip => false,
                Missed::RunLate(within) => now - occurrence.at <= within,
                Missed::RunOnceForAll => latest == Some(occurrence.index),
            };
            Due { occurrence, runs }
        })
    }
}
