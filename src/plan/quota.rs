//! The month's quota, send by send.

use super::options::Quota;
use super::summary::Month;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Counts planned sends by the UTC month in which they leave.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct QuotaCount {
    /// Each month that a send leaves in; the latest to be met is last.
    months: Vec<(Month, u64)>,
    first: Option<Month>,
    exceeded: Option<Exceeded>,
}

/// The first send that the quota does not cover.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Exceeded {
    pub(super) month: Month,
    pub(super) occurrence: u64,
    /// None where a contact of another part is the first one over.
    pub(super) position: Option<u64>,
}

impl QuotaCount {
    /// The month of the first occurrence: the one in which some of the quota is used already.
    pub(super) fn starts(&mut self, at: DateTime<Utc>) {
        self.first.get_or_insert(Month::of(at));
    }

    /// Whether one more send in the month of `at` is covered.
    pub(super) fn covers(&self, quota: Quota, at: DateTime<Utc>) -> bool {
        self.used(quota, Month::of(at)) < quota.monthly
    }

    pub(super) fn count(&mut self, at: DateTime<Utc>) {
        let month = Month::of(at);
        match self.months.iter_mut().rfind(|(known, _)| *known == month) {
            Some((_, sends)) => *sends = sends.saturating_add(1),
            None => self.months.push((month, 1)),
        }
    }

    pub(super) fn exceed(&mut self, at: DateTime<Utc>, occurrence: u64, position: Option<u64>) {
        self.exceeded.get_or_insert(Exceeded {
            month: Month::of(at),
            occurrence,
            position,
        });
    }

    pub(super) fn exceeded(&self) -> Option<Exceeded> {
        self.exceeded
    }

    /// Messages used in a month, those of before the plan with them.
    pub(super) fn used(&self, quota: Quota, month: Month) -> u64 {
        let before = if self.first == Some(month) {
            quota.used
        } else {
            0
        };
        let sent = self.months.iter().rfind(|(known, _)| *known == month);
        before.saturating_add(sent.map_or(0, |(_, sends)| *sends))
    }
}
