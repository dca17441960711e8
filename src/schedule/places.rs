//! Places in the row of occurrences: the nth, and how many lie before an instant, without stepping.
//!
//! The dates of a rule know their order. What the zone and the exclusions take from it is a short
//! list, made when somebody first asks: the places at which something falls away.

use super::Schedule;
use super::calendar::{DAY, LAST_DAY};
use super::policy::{Gap, Resolver};
use super::resume::Resume;
use super::spans::OffsetSpan;
use super::steps::{Fate, Steps};

/// Days by which an instant and the wall time that was asked for can lie apart, and one to spare: an
/// offset, and a jump of the clock, are each less than two.
const APART: i64 = 4;

/// Where the occurrences of a schedule lie among the dates of its rule. A place is the number of a
/// date, from 0.
#[derive(Clone, Debug)]
pub(super) struct Places {
    /// Places that do not happen and do not count. Sorted, as all lists here.
    uncounted: Vec<u64>,
    /// Places that do not happen: those, and the excluded ones.
    gone: Vec<u64>,
    /// One past the last place.
    end: u64,
    /// The extra dates that are occurrences of their own: the number in the schedule's list, and how
    /// many occurrences of the rule come before.
    extra: Vec<(usize, u64)>,
}

impl Places {
    pub(super) fn of(schedule: &Schedule) -> Self {
        let uncounted = uncounted(schedule);
        let mut places = Self {
            gone: uncounted.clone(),
            uncounted,
            end: u64::MAX,
            extra: Vec::new(),
        };
        places.end = places.end_of(schedule);
        places.gone.extend(excluded(schedule, &places.uncounted));
        places.gone.sort_unstable();
        places.extra = places.extra_of(schedule);
        places
    }

    /// How many occurrences there are.
    pub(super) fn len(&self) -> u64 {
        self.happen_before(self.end) + self.extra.len() as u64
    }

    /// How many occurrences come at an instant or before.
    pub(super) fn until(&self, schedule: &Schedule, at: i64) -> u64 {
        let extra = self
            .extra
            .partition_point(|(i, _)| schedule.extra.get(*i).is_some_and(|extra| extra.at <= at));
        self.of_rule_until(schedule, at) + extra as u64
    }

    /// From where to step on so that the nth occurrence is the next, or, behind the last one, what was dropped
    /// after it; none beyond.
    pub(super) fn resume(&self, schedule: &Schedule, nth: u64) -> Option<Resume> {
        if nth > self.len() {
            return None;
        }
        let Some(before) = nth.checked_sub(1) else {
            return Some(Resume::START);
        };
        let (place, last, extra) = match self.extra_at(before) {
            Ok((number, of_rule)) => {
                // the rule's next occurrence, which nothing before it can drop
                (self.place_of(of_rule), i64::MIN, number + 1)
            }
            Err(of_rule) => {
                let place = self.place_of(of_rule);
                let at = schedule.at_place(place).unwrap_or(i64::MIN);
                let extra = schedule.extra.partition_point(|extra| extra.at <= at);
                (place + 1, at, extra)
            }
        };
        let counted = place - before_in(&self.uncounted, place);
        Some(Resume {
            place,
            counted,
            last,
            extra,
        })
    }

    /// The extra date that is the nth occurrence, or which of the rule's occurrences it is.
    fn extra_at(&self, nth: u64) -> Result<(usize, u64), u64> {
        let index = |i: usize| self.extra.get(i).map(|(_, of_rule)| of_rule + i as u64);
        let before = first_where(self.extra.len(), |i| {
            index(i).is_none_or(|index| index >= nth)
        });
        match self.extra.get(before) {
            Some((number, of_rule)) if index(before) == Some(nth) => Ok((*number, *of_rule)),
            _ => Err(nth - before as u64),
        }
    }

    /// The place of the rule's nth occurrence.
    fn place_of(&self, nth: u64) -> u64 {
        let later = |i: usize| self.gone.get(i).is_none_or(|gone| gone - i as u64 > nth);
        nth + first_where(self.gone.len(), later) as u64
    }

    fn happen_before(&self, place: u64) -> u64 {
        place - before_in(&self.gone, place)
    }

    fn of_rule_until(&self, schedule: &Schedule, at: i64) -> u64 {
        self.happen_before(schedule.places_until(at).min(self.end))
    }

    fn end_of(&self, schedule: &Schedule) -> u64 {
        let mut by_count = schedule.count;
        for place in &self.uncounted {
            if *place < by_count {
                by_count = by_count.saturating_add(1);
            }
        }
        by_count.min(schedule.places_until(schedule.until))
    }

    fn extra_of(&self, schedule: &Schedule) -> Vec<(usize, u64)> {
        let own = |(i, extra): (usize, &super::Extra)| {
            let before = self.of_rule_until(schedule, extra.at - 1);
            let same = self.of_rule_until(schedule, extra.at) > before;
            let happens = !same && !schedule.excludes(extra.at, extra.wall);
            happens.then_some((i, before))
        };
        schedule.extra.iter().enumerate().filter_map(own).collect()
    }
}

impl Schedule {
    /// The instant of a place, whether or not it happens; none where a policy drops it.
    fn at_place(&self, place: u64) -> Option<i64> {
        let wall = self.wall_of(self.dates.iter_from(place).next()?);
        let at = || {
            Resolver::new(self.policy)
                .resolve(self.zone.spans(), wall)
                .at
        };
        self.written_at(wall).or_else(at)
    }

    /// How many places lie at an instant or before.
    fn places_until(&self, at: i64) -> u64 {
        let day = at.div_euclid(DAY);
        let mut places = self.dates.before(day - APART);
        let steps = self
            .dates
            .iter_from(places)
            .take_while(|date| *date <= day + APART);
        let mut resolver = Resolver::new(self.policy);
        let mut dropped = 0;
        for date in steps {
            let wall = self.wall_of(date);
            let resolved = resolver.resolve(self.zone.spans(), wall);
            match self.written_at(wall).or(resolved.at) {
                Some(there) if there > at => break,
                Some(_) => {
                    places += 1 + dropped;
                    dropped = 0;
                }
                // it lies wherever its neighbours do
                None => dropped += 1,
            }
        }
        places
    }
}

/// The first number below `len` from which on `holds` is true; `len` where it never is.
fn first_where(len: usize, holds: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, len);
    while low < high {
        let middle = usize::midpoint(low, high);
        if holds(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}

fn before_in(places: &[u64], place: u64) -> u64 {
    places.partition_point(|known| *known < place) as u64
}

/// The places that do not count: in a gap under the policy `skip`, or on the instant of another,
/// which takes a gap of a day or more.
fn uncounted(schedule: &Schedule) -> Vec<u64> {
    let skips = schedule.policy.gap == Gap::Skip;
    let spans = schedule.zone.spans();
    if !skips && !spans.skips_a_date() {
        return Vec::new();
    }
    let time = schedule.start_wall.rem_euclid(DAY);
    let last = schedule.until.min(LAST_DAY * DAY);
    let mut places: Vec<u64> = Vec::new();
    let mut before = spans.at(schedule.start_wall - APART * DAY);
    while before.end <= last {
        let after = spans.at(before.end);
        let (from, to) = (before.walls().1, after.walls().0);
        let first = from + (time - from).rem_euclid(DAY);
        if first < to && (skips || to - from >= DAY) {
            places.extend(dropped_around(schedule, before, after));
        }
        before = after;
    }
    places.sort_unstable();
    places.dedup();
    places
}

/// The places around a gap that are dropped, by stepping over it.
fn dropped_around(schedule: &Schedule, before: OffsetSpan, after: OffsetSpan) -> Vec<u64> {
    let (from, to) = (
        before.walls().1.div_euclid(DAY),
        after.walls().0.div_euclid(DAY),
    );
    let first = schedule.dates.before(from - APART);
    let resume = Resume {
        place: first,
        counted: 0,
        last: i64::MIN,
        extra: usize::MAX,
    };
    let mut places = Vec::new();
    for (place, step) in (first..).zip(Steps::from(schedule, resume)) {
        if step.wall.div_euclid(DAY) > to + APART {
            break;
        }
        if let Fate::Dropped(_) = step.fate {
            places.push(place);
        }
    }
    places
}

/// The places that are excluded, those that do not count aside.
fn excluded(schedule: &Schedule, uncounted: &[u64]) -> Vec<u64> {
    let (walls, instants, days) = schedule.exclusions.lists();
    let seconds = walls
        .iter()
        .chain(instants)
        .map(|second| second.div_euclid(DAY));
    let mut near: Vec<i64> = seconds.chain(days.iter().copied()).collect();
    near.sort_unstable();
    near.dedup();
    let mut places: Vec<u64> = Vec::new();
    for day in near {
        let first = schedule
            .dates
            .before(day - APART)
            .max(places.last().map_or(0, |last| last + 1));
        let dates = schedule
            .dates
            .iter_from(first)
            .take_while(|date| *date <= day + APART);
        for (place, date) in (first..).zip(dates) {
            let wall = schedule.wall_of(date);
            let gone = schedule
                .at_place(place)
                .is_some_and(|at| schedule.excludes(at, wall));
            if gone && uncounted.binary_search(&place).is_err() {
                places.push(place);
            }
        }
    }
    places
}
