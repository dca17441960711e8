//! The month's quota, send by send.

use super::options::Quota;
use super::summary::Month;
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;

/// Counts planned sends by the UTC month in which they leave.
#[derive(Clone, Debug, Default)]
pub(super) struct QuotaCount {
    months: BTreeMap<Month, u64>,
    first: Option<Month>,
    exceeded: Option<Exceeded>,
}

/// The first send that the quota does not cover.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
        *self.months.entry(Month::of(at)).or_default() += 1;
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
        before.saturating_add(self.months.get(&month).copied().unwrap_or(0))
    }
}
