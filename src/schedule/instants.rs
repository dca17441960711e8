//! The instants of a schedule as bare UTC seconds, fast: many at a time.
//!
//! A handful of dates is drawn at once. As long as their wall times lie between two changes of clocks,
//! each instant is one subtraction; only at a change is one looked at alone.

use super::Schedule;
use super::calendar::DAY;
use super::dates::DatesIter;
use super::policy::Resolver;
use super::steps::{Fate, Steps};

/// How many dates are drawn at once: enough to spread what a turn costs, few enough for the stack.
const TURN: usize = 64;

/// The instants of the occurrences as UTC seconds, each later than the one before.
#[derive(Clone, Debug)]
pub struct Instants<'a> {
    source: Source<'a>,
    ready: [i64; TURN],
    next: usize,
    len: usize,
}

#[derive(Clone, Debug)]
enum Source<'a> {
    /// Nothing but the rule and the zone: dates in turns.
    Rule(RuleInstants<'a>),
    /// Exclusions and extra dates: a step at a time.
    Steps(Steps<'a>),
}

impl<'a> Instants<'a> {
    pub(super) fn new(schedule: &'a Schedule) -> Self {
        let plain = schedule.exclusions.is_empty() && schedule.extra.is_empty();
        let source = match plain {
            true => Source::Rule(RuleInstants::new(schedule)),
            false => Source::Steps(schedule.steps()),
        };
        Self {
            source,
            ready: [0; TURN],
            next: 0,
            len: 0,
        }
    }

    /// Appends all that are left to a list: the fastest way to have them. Only for a schedule with an
    /// end, [`Schedule::is_bounded`]: without one the list goes to the year 9999.
    pub fn append_to(mut self, list: &mut Vec<i64>) {
        loop {
            list.extend_from_slice(self.ready.get(self.next..self.len).unwrap_or(&[]));
            self.refill();
            if self.len == 0 {
                return;
            }
        }
    }

    fn refill(&mut self) {
        self.next = 0;
        self.len = match &mut self.source {
            Source::Rule(rule) => rule.turn(&mut self.ready),
            Source::Steps(steps) => {
                let happens = steps.filter_map(|step| match step.fate {
                    Fate::Happens(at) => Some(at),
                    Fate::Dropped(_) | Fate::Excluded => None,
                });
                self.ready
                    .iter_mut()
                    .zip(happens)
                    .map(|(place, at)| *place = at)
                    .count()
            }
        };
    }
}

impl Iterator for Instants<'_> {
    type Item = i64;

    fn next(&mut self) -> Option<i64> {
        if self.next == self.len {
            self.refill();
        }
        let at = self.ready.get(..self.len)?.get(self.next).copied()?;
        self.next += 1;
        Some(at)
    }
}

/// The instants of a rule alone, in turns.
#[derive(Clone, Debug)]
struct RuleInstants<'a> {
    schedule: &'a Schedule,
    dates: DatesIter<'a>,
    resolver: Resolver,
    /// How many may still count.
    left: u64,
    last: i64,
}

impl<'a> RuleInstants<'a> {
    fn new(schedule: &'a Schedule) -> Self {
        Self {
            schedule,
            dates: schedule.dates.iter(),
            resolver: Resolver::new(schedule.policy),
            left: schedule.count,
            last: i64::MIN,
        }
    }

    /// The next instants, from the front of `ready`; 0 of them at the end.
    fn turn(&mut self, ready: &mut [i64; TURN]) -> usize {
        let mut len = 0;
        // a turn in which everything falls away is not the end
        while len == 0 && self.left > 0 {
            let most = usize::try_from(self.left).map_or(TURN, |left| left.min(TURN));
            let drawn = self.dates.draw(ready.get_mut(..most).unwrap_or_default());
            if drawn == 0 {
                self.left = 0;
                break;
            }
            let time = self.schedule.start_wall.rem_euclid(DAY);
            for place in ready.iter_mut().take(drawn) {
                *place = *place * DAY + time;
            }
            len = self.resolve(ready, drawn);
            len = self.until(ready, len);
            self.left = self.left.saturating_sub(len as u64);
        }
        len
    }

    /// Turns the first walls of `ready` into instants; those that fall away leave no hole.
    fn resolve(&mut self, ready: &mut [i64; TURN], walls: usize) -> usize {
        let (mut read, mut written) = (0, 0);
        while let Some(wall) = ready
            .get(read..walls)
            .and_then(|rest| rest.first().copied())
        {
            let clear = self.resolver.clear();
            if self.last > i64::MIN && clear.contains(wall) {
                let rest = ready.get(read..walls).unwrap_or_default();
                let run = match rest.last() {
                    Some(last) if clear.contains(*last) => rest.len(),
                    _ => rest.partition_point(|wall| clear.contains(*wall)),
                };
                ready.copy_within(read..read + run, written);
                for place in ready.iter_mut().skip(written).take(run) {
                    *place -= clear.offset;
                }
                (read, written) = (read + run, written + run);
                self.last = ready.get(written - 1).copied().unwrap_or(self.last);
            } else {
                read += 1;
                if let Some(at) = self.one(wall).filter(|at| *at > self.last) {
                    self.last = at;
                    if let Some(place) = ready.get_mut(written) {
                        *place = at;
                    }
                    written += 1;
                }
            }
        }
        written
    }

    fn one(&mut self, wall: i64) -> Option<i64> {
        let is_first = self.last == i64::MIN && wall == self.schedule.start_wall;
        let at = self.resolver.resolve(self.schedule.zone.spans(), wall).at;
        self.schedule.start_at.filter(|_| is_first).or(at)
    }

    /// How many of the first instants lie before the end; it is over where not all do.
    fn until(&mut self, ready: &[i64; TURN], len: usize) -> usize {
        let found = ready.get(..len).unwrap_or_default();
        if found.last().is_none_or(|last| *last <= self.schedule.until) {
            return len;
        }
        self.left = 0;
        found.partition_point(|at| *at <= self.schedule.until)
    }
}
