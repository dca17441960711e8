//! Sends by local day and hour.

use crate::clock::Clock;
use crate::limits;
use crate::preview::Day;
use chrono::DateTime;
use flashplan::schedule::Zone;
use std::collections::BTreeMap;

/// Hours that are told apart; later ones are only counted.
const HOURS: usize = limits::DAYS * 24;

#[derive(Clone, Debug)]
pub(crate) struct Hours {
    clock: Clock,
    /// Sends by hour of the wall clock, counted from 1970.
    hours: BTreeMap<i64, u64>,
    later: u64,
}

impl Hours {
    pub(crate) fn new(zone: Zone) -> Self {
        Self {
            clock: Clock::new(zone),
            hours: BTreeMap::new(),
            later: 0,
        }
    }

    pub(crate) fn count(&mut self, at: i64) {
        let hour = self.clock.wall(at).div_euclid(3_600);
        if self.hours.len() < HOURS || self.hours.contains_key(&hour) {
            *self.hours.entry(hour).or_default() += 1;
        } else {
            self.later += 1;
        }
    }

    /// The first days, and the sends of those that are left out.
    pub(crate) fn days(self) -> (Vec<Day>, u64) {
        let mut days: Vec<Day> = Vec::new();
        let mut later = self.later;
        for (hour, sends) in self.hours {
            let date = date(hour.div_euclid(24));
            if days.last().is_none_or(|day| day.date != date) {
                if days.len() == limits::DAYS {
                    later += sends;
                    continue;
                }
                days.push(Day {
                    date,
                    sends: 0,
                    hours: BTreeMap::new(),
                });
            }
            if let Some(day) = days.last_mut() {
                day.sends += sends;
                // a remainder of 24 is no larger than that
                let hour = u32::try_from(hour.rem_euclid(24)).unwrap_or(0);
                *day.hours.entry(hour).or_default() += sends;
            }
        }
        (days, later)
    }
}

fn date(day: i64) -> String {
    let date = DateTime::from_timestamp(day * 86_400, 0).unwrap_or_default();
    date.format("%Y-%m-%d").to_string()
}
