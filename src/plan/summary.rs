//! What a plan adds up to.

use crate::audience::{Reason, SurveyCounts};
use crate::issue::Issues;
use chrono::{DateTime, Datelike, Utc};
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::collections::BTreeMap;

/// The counts of a plan, or of a part of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Occurrences.
    pub occurrences: u64,
    /// Those among them that were due before the plan was made, and run late.
    pub late: u64,
    /// Occurrences that were due before the plan was made, and are not in it.
    pub missed: u64,
    /// Candidates, over all occurrences: sends, skipped ones, and those already sent.
    pub candidates: u64,
    /// Planned sends.
    pub sends: u64,
    /// Skipped candidates by reason.
    pub skipped: BTreeMap<Reason, u64>,
    /// Sends that are left out because their key was given as already sent.
    pub already_sent: u64,
    /// The first and the last second at which a message leaves.
    pub leaves: Option<(DateTime<Utc>, DateTime<Utc>)>,
    /// Sends by UTC calendar month, which is what the quota counts.
    pub months: BTreeMap<Month, u64>,
    /// The month of the first occurrence: of its quota some may be used before the plan.
    pub first_month: Option<Month>,
    /// SHA-256 over the lines of the occurrences, sends and skipped candidates, in order.
    pub hash: Hash,
    /// What the first pass over the contacts counted.
    pub counts: SurveyCounts,
    /// What is worth a warning: an empty audience, tags in other letters, moved occurrences, the quota.
    pub issues: Issues,
}

/// A calendar month in UTC.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct Month {
    year: i32,
    month: u32,
}

/// The hash of a plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hash(pub [u8; 32]);

impl Month {
    /// The month that an instant lies in.
    #[must_use]
    pub fn of(at: DateTime<Utc>) -> Self {
        let date = at.naive_utc().date();
        Self {
            year: date.year(),
            month: date.month(),
        }
    }
}

impl std::fmt::Display for Month {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl std::fmt::Display for Hash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl Summary {
    /// Candidates that get no message, over all occurrences.
    #[must_use]
    pub fn skipped_total(&self) -> u64 {
        self.skipped.values().sum()
    }

    pub(super) fn count_send(&mut self, at: DateTime<Utc>) {
        self.candidates += 1;
        self.sends += 1;
        // many leave in the same second, the last one so far: in the last month so far
        if self.leaves.is_some_and(|(_, last)| last == at)
            && let Some(mut month) = self.months.last_entry()
        {
            *month.get_mut() += 1;
            return;
        }
        *self.months.entry(Month::of(at)).or_default() += 1;
        self.leaves = Some(match self.leaves {
            None => (at, at),
            Some((first, last)) => (first.min(at), last.max(at)),
        });
    }

    pub(super) fn count_skipped(&mut self, reason: Reason) {
        self.candidates += 1;
        *self.skipped.entry(reason).or_default() += 1;
    }

    pub(super) fn count_already_sent(&mut self) {
        self.candidates += 1;
        self.already_sent += 1;
    }
}

/// Where occurrences were missed, `"late"` and `"missed"` come after `"occurrences"`:
/// `{"kind":"summary","occurrences","candidates","sends","skipped":{..},"alreadySent","firstSendAt","lastSendAt","months":{..},"hash"}`.
impl Serialize for Summary {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let by_name: BTreeMap<&str, u64> = self
            .skipped
            .iter()
            .map(|(reason, n)| (reason.name(), *n))
            .collect();
        let months: BTreeMap<String, u64> = self
            .months
            .iter()
            .map(|(month, n)| (month.to_string(), *n))
            .collect();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("kind", "summary")?;
        map.serialize_entry("occurrences", &self.occurrences)?;
        if self.late + self.missed > 0 {
            map.serialize_entry("late", &self.late)?;
            map.serialize_entry("missed", &self.missed)?;
        }
        map.serialize_entry("candidates", &self.candidates)?;
        map.serialize_entry("sends", &self.sends)?;
        map.serialize_entry("skipped", &by_name)?;
        map.serialize_entry("alreadySent", &self.already_sent)?;
        map.serialize_entry(
            "firstSendAt",
            &self.leaves.map(|(first, _)| super::line::instant(first)),
        )?;
        map.serialize_entry(
            "lastSendAt",
            &self.leaves.map(|(_, last)| super::line::instant(last)),
        )?;
        map.serialize_entry("months", &months)?;
        map.serialize_entry("hash", &self.hash.to_string())?;
        map.end()
    }
}
