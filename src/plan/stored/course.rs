//! The order in which the entries of a plan follow one another.

use super::entry::{Place, StoredEntry};
use super::header::Header;
use super::law::Law;
use crate::issue::Issue;
use chrono::{DateTime, Utc};

/// Follows a plan from entry to entry.
#[derive(Clone, Debug)]
pub(super) struct Course {
    /// Occurrences may have been missed before the first.
    starts_late: bool,
    occurrence: Option<(u64, DateTime<Utc>)>,
    last: Option<Place>,
}

impl Course {
    /// The course of a plan that has this header.
    pub(super) fn of(header: &Header) -> Self {
        Self {
            starts_late: header.states("now"),
            occurrence: None,
            last: None,
        }
    }

    /// Takes the next entry, or says what is out of order. After a mistake it goes on from there.
    pub(super) fn follow(&mut self, entry: &StoredEntry) -> Result<(), Issue> {
        match entry {
            StoredEntry::Occurrence(next) => {
                let before = self.occurrence.replace((next.index, next.at));
                self.last = None;
                self.occurrence_follows(before, (next.index, next.at))
            }
            StoredEntry::Send(_) | StoredEntry::Skipped(_) => {
                let place = entry.place();
                let follows = self.last.as_ref().is_none_or(|last| *last < place);
                self.last = Some(place);
                if self.occurrence.map(|(index, _)| index) != Some(entry.occurrence()) {
                    return Err(Law::Order.broken("/occurrence"));
                }
                if follows {
                    Ok(())
                } else {
                    Err(Law::Order.broken("/position"))
                }
            }
        }
    }

    fn occurrence_follows(
        &self,
        before: Option<(u64, DateTime<Utc>)>,
        next: (u64, DateTime<Utc>),
    ) -> Result<(), Issue> {
        let follows = match before {
            Some((index, _)) => next.0 == index.saturating_add(1),
            None => next.0 == 0 || self.starts_late,
        };
        if !follows {
            return Err(Law::Order.broken("/index"));
        }
        if before.is_some_and(|(_, at)| at >= next.1) {
            return Err(Law::Order.broken("/at"));
        }
        Ok(())
    }
}
