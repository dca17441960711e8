//! What becomes of occurrences that are due before somebody gets to plan them.

use super::Schedule;
use super::note::{Note, Outcome};
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
        let runs_from = self.first_that_runs(now, policy);
        let due = self
            .occurrences_from(first)
            .take_while(move |occurrence| occurrence.at < now);
        due.map(move |occurrence| Due {
            runs: occurrence.index >= runs_from,
            occurrence,
        })
    }

    /// The index of the first occurrence that happens where nobody looked before `now`: those before it
    /// were missed for good. It is the next one's where a policy lets none run late.
    #[must_use]
    pub fn first_that_runs(&self, now: DateTime<Utc>, policy: Missed) -> u64 {
        // most plans are made ahead: then nobody needs to know the places of all that is to come
        if self
            .occurrences()
            .next()
            .is_none_or(|first| first.at >= now)
        {
            return 0;
        }
        let due = self.count_before(now);
        match policy {
            Missed::Skip => due,
            // who is later than all that time can be late by is before the first
            Missed::RunLate(within) => now
                .checked_sub_signed(within)
                .map_or(0, |from| self.count_before(from).min(due)),
            Missed::RunOnceForAll => due.saturating_sub(1),
        }
    }

    /// The occurrences that happen where nobody looked before `now`, in order: of those that were due,
    /// the ones that the policy lets run, each with a note of how late it is, then all others. Each
    /// keeps its index and the instant at which it was due.
    ///
    /// ```
    /// use flashplan::schedule::{Missed, Rule, Schedule, parse_moment};
    /// let start = parse_moment("2030-01-01T09:00:00Z").unwrap();
    /// let daily = Schedule::starting(start, Rule::daily()).count(5).build().unwrap();
    /// let now = "2030-01-04T10:00:00Z".parse().unwrap();
    /// let runs: Vec<_> = daily.occurrences_as_of(now, Missed::RunOnceForAll).collect();
    /// assert_eq!(runs.iter().map(|run| run.index).collect::<Vec<_>>(), [3, 4]);
    /// assert_eq!(runs[0].notes[0].to_string(), "2030-01-04 09:00:00 has passed: it runs late by 1:00:00");
    /// ```
    pub fn occurrences_as_of(
        &self,
        now: DateTime<Utc>,
        policy: Missed,
    ) -> impl Iterator<Item = Occurrence> + '_ {
        let first = self.first_that_runs(now, policy);
        self.occurrences_from(first).map(move |mut occurrence| {
            occurrence.notes.extend(occurrence.late_at(now));
            occurrence
        })
    }
}

impl Occurrence {
    /// What is to be noted of an occurrence that happens at `now` and was due before.
    fn late_at(&self, now: DateTime<Utc>) -> Option<Note> {
        (self.at < now).then(|| Note {
            asked: self.local.naive_local(),
            outcome: Outcome::Late((now - self.at).num_seconds()),
        })
    }
}
