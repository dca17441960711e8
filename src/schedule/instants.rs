//! The instants of a schedule as bare UTC seconds, fast: many at a time.
//!
//! As long as wall times lie between two changes of clocks, each instant is one subtraction, and those
//! of an even row of days are one addition after the other. Only at a change is one looked at alone.

use super::Schedule;
use super::calendar::{DAY, LAST_DAY};
use super::dates::DatesIter;
use super::policy::Resolver;
use super::steps::{Fate, Steps};

/// How many instants are made at once: enough to spread what a turn costs, few enough for the stack.
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
    /// An even row of days.
    Even(EvenInstants<'a>),
    /// Nothing but the rule and the zone: dates in turns.
    Rule(RuleInstants<'a>),
    /// Exclusions and extra dates: a step at a time.
    Steps(Steps<'a>),
}

impl<'a> Instants<'a> {
    pub(super) fn new(schedule: &'a Schedule) -> Self {
        let plain = schedule.exclusions.is_empty() && schedule.extra.is_empty();
        let source = match schedule.dates.even() {
            _ if !plain => Source::Steps(schedule.steps()),
            Some((start, step)) => Source::Even(EvenInstants::new(schedule, start, step)),
            None => Source::Rule(RuleInstants::new(schedule)),
        };
        Self {
            source,
            ready: [0; TURN],
            next: 0,
            len: 0,
        }
    }

    /// Appends all that are left to a list: the fastest way to have them. Without an end, the list goes
    /// to the year 9999: see [`Schedule::is_bounded`].
    pub fn append_to(mut self, list: &mut Vec<i64>) {
        list.extend_from_slice(self.ready.get(self.next..self.len).unwrap_or(&[]));
        if let Source::Even(even) = &mut self.source {
            while let Some(run) = even.run(u64::MAX) {
                list.extend(run.instants());
            }
            return;
        }
        loop {
            self.refill();
            if self.len == 0 {
                return;
            }
            list.extend_from_slice(self.ready.get(..self.len).unwrap_or(&[]));
        }
    }

    fn refill(&mut self) {
        self.next = 0;
        self.len = match &mut self.source {
            Source::Even(even) => even
                .run(TURN as u64)
                .map_or(0, |run| fill(&mut self.ready, run.instants())),
            Source::Rule(rule) => rule.turn(&mut self.ready),
            Source::Steps(steps) => {
                let happens = steps.filter_map(|step| match step.fate {
                    Fate::Happens(at) => Some(at),
                    Fate::Dropped(_) | Fate::Excluded => None,
                });
                fill(&mut self.ready, happens)
            }
        };
    }
}

fn fill(ready: &mut [i64; TURN], instants: impl Iterator<Item = i64>) -> usize {
    ready
        .iter_mut()
        .zip(instants)
        .map(|(place, at)| *place = at)
        .count()
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

/// Resolves the wall times of a rule one after the other.
#[derive(Clone, Debug)]
struct Row<'a> {
    schedule: &'a Schedule,
    resolver: Resolver,
    /// How many may still count.
    left: u64,
    last: i64,
}

impl<'a> Row<'a> {
    fn new(schedule: &'a Schedule) -> Self {
        let resolver = Resolver::new(schedule.policy);
        Self {
            schedule,
            resolver,
            left: schedule.count,
            last: i64::MIN,
        }
    }

    /// Whether the wall time needs no look at the zone. The very first one does: it may be written
    /// with its offset. So does one on the instant of the one before, where the zone skips a date.
    fn is_clear(&mut self, wall: i64) -> bool {
        self.last > i64::MIN
            && self.resolver.is_clear(self.schedule.zone.spans(), wall)
            && wall - self.resolver.clear().offset > self.last
    }

    /// The instant of a wall time; none where it falls away.
    fn one(&mut self, wall: i64) -> Option<i64> {
        if self.is_clear(wall) {
            self.last = wall - self.resolver.clear().offset;
            return Some(self.last);
        }
        let is_first = self.last == i64::MIN && wall == self.schedule.start_wall;
        let at = self.resolver.resolve(self.schedule.zone.spans(), wall).at;
        let at = self
            .schedule
            .start_at
            .filter(|_| is_first)
            .or(at)
            .filter(|at| *at > self.last)?;
        self.last = at;
        Some(at)
    }
}

/// The instants of an even row of days.
#[derive(Clone, Debug)]
struct EvenInstants<'a> {
    row: Row<'a>,
    /// The next wall time, and seconds from one to the next.
    wall: i64,
    step: i64,
    /// How many dates are left.
    dates: u64,
}

/// Instants with the same distance from one to the next.
struct Run {
    first: i64,
    step: i64,
    len: u64,
}

impl Run {
    fn last(&self) -> i64 {
        self.first + times(self.step, self.len - 1)
    }

    fn instants(&self) -> impl Iterator<Item = i64> {
        let (first, step) = (self.first, self.step);
        // a run is a list of what fits into memory
        let len = usize::try_from(self.len).unwrap_or(usize::MAX);
        (0..len).map(move |i| first + step * i as i64)
    }
}

impl<'a> EvenInstants<'a> {
    fn new(schedule: &'a Schedule, start: i64, step: i64) -> Self {
        Self {
            row: Row::new(schedule),
            wall: schedule.wall_of(start),
            step: step.saturating_mul(DAY),
            dates: schedule.dates.before(LAST_DAY + 1),
        }
    }

    /// The next instants, at most so many; none at the end.
    fn run(&mut self, most: u64) -> Option<Run> {
        while self.row.left > 0 && self.dates > 0 {
            let run = match self.row.is_clear(self.wall) {
                true => self.clear_run(most),
                false => self.row.one(self.wall).map(|at| Run {
                    first: at,
                    step: self.step,
                    len: 1,
                }),
            };
            let dates = run.as_ref().map_or(1, |run| run.len);
            self.dates -= dates;
            self.wall = self.wall.saturating_add(times(self.step, dates));
            if let Some(run) = run.and_then(|run| self.until(run)) {
                self.row.left -= run.len;
                return Some(run);
            }
        }
        None
    }

    /// The dates from here to the next change of clocks.
    fn clear_run(&mut self, most: u64) -> Option<Run> {
        let clear = self.row.resolver.clear();
        let seconds = clear.to.saturating_sub(1).saturating_sub(self.wall);
        let before_change = u64::try_from(seconds / self.step).ok()? + 1;
        let len = before_change.min(most).min(self.dates).min(self.row.left);
        let run = Run {
            first: self.wall - clear.offset,
            step: self.step,
            len,
        };
        self.row.last = run.last();
        Some(run)
    }

    /// What of a run lies before the end; it is over where not all does.
    fn until(&mut self, run: Run) -> Option<Run> {
        let until = self.row.schedule.until;
        if run.last() <= until {
            return Some(run);
        }
        self.dates = 0;
        let len = u64::try_from((until - run.first).div_euclid(self.step) + 1).ok()?;
        (len > 0).then_some(Run { len, ..run })
    }
}

fn times(step: i64, count: u64) -> i64 {
    i64::try_from(count).map_or(i64::MAX, |count| step.saturating_mul(count))
}

/// The instants of sets of days.
#[derive(Clone, Debug)]
struct RuleInstants<'a> {
    row: Row<'a>,
    dates: DatesIter<'a>,
}

impl<'a> RuleInstants<'a> {
    fn new(schedule: &'a Schedule) -> Self {
        Self {
            row: Row::new(schedule),
            dates: schedule.dates.iter(),
        }
    }

    /// The next instants, from the front of `ready`; 0 of them at the end.
    fn turn(&mut self, ready: &mut [i64; TURN]) -> usize {
        // a turn in which everything falls away is not the end
        while self.row.left > 0 {
            let most = usize::try_from(self.row.left).map_or(TURN, |left| left.min(TURN));
            let time = self.row.schedule.start_wall.rem_euclid(DAY);
            let drawn = self
                .dates
                .draw(time, ready.get_mut(..most).unwrap_or_default());
            if drawn == 0 {
                break;
            }
            let len = self.resolve(ready, drawn);
            let len = self.until(ready, len);
            self.row.left = self.row.left.saturating_sub(len as u64);
            if len > 0 {
                return len;
            }
        }
        0
    }

    /// Turns the first walls of `ready` into instants; those that fall away leave no hole.
    fn resolve(&mut self, ready: &mut [i64; TURN], walls: usize) -> usize {
        let Some(found) = ready.get_mut(..walls) else {
            return 0;
        };
        if let [first, .., last] = found
            && self.row.is_clear(*first)
            && self.row.resolver.clear().contains(*last)
        {
            let offset = self.row.resolver.clear().offset;
            found.iter_mut().for_each(|at| *at -= offset);
            self.row.last = found.last().copied().unwrap_or(self.row.last);
            return walls;
        }
        self.resolve_each(found)
    }

    fn resolve_each(&mut self, found: &mut [i64]) -> usize {
        let (mut read, mut written) = (0, 0);
        while let Some(wall) = found.get(read).copied() {
            if self.row.is_clear(wall) {
                let run = self.resolve_run(found, read, written);
                read += run;
                written += run;
                continue;
            }
            read += 1;
            if let (Some(at), Some(place)) = (self.row.one(wall), found.get_mut(written)) {
                *place = at;
                written += 1;
            }
        }
        written
    }

    /// Resolves the walls from `read` on that are as clear as the first of them; tells how many.
    fn resolve_run(&mut self, found: &mut [i64], read: usize, written: usize) -> usize {
        let clear = self.row.resolver.clear();
        let mut len = 0;
        while let Some(wall) = found.get(read + len).copied()
            && wall < clear.to
            && let Some(place) = found.get_mut(written + len)
        {
            self.row.last = wall - clear.offset;
            *place = self.row.last;
            len += 1;
        }
        len
    }

    /// How many of the first instants lie before the end; it is over where not all do.
    fn until(&mut self, ready: &[i64; TURN], len: usize) -> usize {
        let found = ready.get(..len).unwrap_or_default();
        if found
            .last()
            .is_none_or(|last| *last <= self.row.schedule.until)
        {
            return len;
        }
        self.row.left = 0;
        found.partition_point(|at| *at <= self.row.schedule.until)
    }
}
