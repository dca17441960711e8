//! The dated occurrences of a schedule.

use super::Schedule;
use super::note::Note;
use super::resume::Resume;
use super::steps::{Fate, Step, Steps};
use super::zone::offset_of;
use chrono::{DateTime, FixedOffset, Utc};

/// One time at which a schedule happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// Its place among the occurrences, from 0. Excluded and dropped ones have none.
    pub index: u64,
    /// The instant, a whole second.
    pub at: DateTime<Utc>,
    /// The same instant on the wall clock of the schedule's zone.
    pub local: DateTime<FixedOffset>,
    /// What was done to its wall time, and before it what was dropped since the occurrence before.
    pub notes: Vec<Note>,
}

/// The occurrences of a schedule, lazily, each later than the one before.
///
/// A schedule without an end goes on to the end of the year 9999 and never ends before.
#[derive(Clone, Debug)]
pub struct Occurrences<'a> {
    schedule: &'a Schedule,
    steps: Steps<'a>,
    index: u64,
    notes: Vec<Note>,
}

impl<'a> Occurrences<'a> {
    pub(super) fn new(schedule: &'a Schedule) -> Self {
        Self {
            schedule,
            steps: Steps::new(schedule),
            index: 0,
            notes: Vec::new(),
        }
    }

    /// The occurrences from the nth on.
    pub(super) fn from(schedule: &'a Schedule, nth: u64) -> Self {
        let mut occurrences = Self {
            index: nth,
            ..Self::new(schedule)
        };
        if nth > 0 {
            occurrences.steps = match schedule.places().resume(schedule, nth) {
                Some(resume) => Steps::from(schedule, resume),
                None => Steps::from(schedule, Resume::END),
            };
        }
        occurrences
    }

    /// What was dropped since the last occurrence that was given: after the last one of all, what
    /// was dropped at the end.
    #[must_use]
    pub fn dropped(&self) -> &[Note] {
        &self.notes
    }

    fn occurrence(&mut self, at: i64, offset: i64) -> Occurrence {
        let index = self.index;
        self.index += 1;
        let at = instant(at);
        // an offset is less than a day
        let local = at.with_timezone(&offset_of(i32::try_from(offset).unwrap_or(0)));
        Occurrence {
            index,
            at,
            local,
            notes: std::mem::take(&mut self.notes),
        }
    }
}

impl Iterator for Occurrences<'_> {
    type Item = Occurrence;

    fn next(&mut self) -> Option<Occurrence> {
        loop {
            let step: Step = self.steps.next()?;
            self.notes.extend(step.notes(self.schedule));
            if let Fate::Happens(at) = step.fate {
                return Some(self.occurrence(at, step.offset(at)));
            }
        }
    }
}

/// UTC seconds as chrono's type; those of a schedule lie well inside its range.
pub(super) fn instant(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).unwrap_or_default()
}
