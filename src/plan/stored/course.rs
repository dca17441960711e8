//! The order in which the entries of a plan follow one another.

use super::entry::{Place, StoredEntry};
use super::law::Law;
use crate::issue::Issue;
use chrono::{DateTime, Utc};

/// Follows a plan from entry to entry.
#[derive(Clone, Debug, Default)]
pub(super) struct Course {
    occurrence: Option<(u64, DateTime<Utc>)>,
    last: Option<Place>,
}

impl Course {
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
        let expected = before.map_or(0, |(index, _)| index.saturating_add(1));
        if next.0 != expected {
            return Err(Law::Order.broken("/index"));
        }
        if before.is_some_and(|(_, at)| at >= next.1) {
            return Err(Law::Order.broken("/at"));
        }
        Ok(())
    }
}
