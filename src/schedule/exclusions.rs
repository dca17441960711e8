//! What a schedule leaves out.

use super::calendar::DAY;
use crate::datetime::Moment;
use chrono::{NaiveDate, NaiveTime};

/// Occurrences that do not happen. Each list is sorted.
#[derive(Clone, Debug)]
pub(super) struct Exclusions {
    /// Wall times as the rule asks for them, before a change of clocks moves any.
    walls: Vec<i64>,
    instants: Vec<i64>,
    /// Local days by number.
    days: Vec<i64>,
}

impl Exclusions {
    pub(super) fn new(moments: &[Moment], dates: &[NaiveDate]) -> Self {
        let (mut walls, mut instants) = (Vec::new(), Vec::new());
        for moment in moments {
            match moment {
                Moment::Local(local) => walls.push(local.and_utc().timestamp()),
                Moment::Instant(at) => instants.push(at.timestamp()),
            }
        }
        let days = dates.iter().map(|date| day_of(*date)).collect();
        Self {
            walls: sorted(walls),
            instants: sorted(instants),
            days: sorted(days),
        }
    }

    /// Wall times, instants and days.
    pub(super) fn lists(&self) -> (&[i64], &[i64], &[i64]) {
        (&self.walls, &self.instants, &self.days)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.walls.is_empty() && self.instants.is_empty() && self.days.is_empty()
    }

    /// Whether the occurrence that is asked for at `wall` and comes to `at`, at the wall time `local`,
    /// is left out: on an excluded date nothing happens, be it asked for there or moved there.
    pub(super) fn has(&self, wall: i64, at: i64, local: i64) -> bool {
        let day = |wall: i64| self.days.binary_search(&wall.div_euclid(DAY)).is_ok();
        self.walls.binary_search(&wall).is_ok()
            || self.instants.binary_search(&at).is_ok()
            || day(wall)
            || day(local)
    }
}

fn day_of(date: NaiveDate) -> i64 {
    let midnight = date.and_time(NaiveTime::MIN).and_utc();
    midnight.timestamp().div_euclid(DAY)
}

fn sorted(mut list: Vec<i64>) -> Vec<i64> {
    list.sort_unstable();
    list
}
