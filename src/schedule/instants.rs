//! The instants of a schedule as bare UTC seconds, fast: many at a time.
//!
//! As long as wall times lie between two changes of clocks, each instant is its midnight and a constant.
//! Only at a change is one looked at alone.

use super::Schedule;
use super::calendar::{DAY, LAST_DAY};
use super::dates::{DatesIter, Row, State};
use super::policy::Resolver;
use super::steps::{Fate, Steps};

/// How many instants are made at once: enough to spread what a turn costs, few enough for the stack.
const TURN: usize = 64;
/// How many are appended to a list at once: so many that their zeros are written without a detour.
const CHUNK: usize = 192;

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
        let source = match schedule.exclusions.is_empty() && schedule.extra.is_empty() {
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

    /// Appends all that are left to a list: the fastest way to have them. Without an end, the list goes
    /// to the year 9999: see [`Schedule::is_bounded`].
    pub fn append_to(mut self, list: &mut Vec<i64>) {
        list.extend_from_slice(self.ready.get(self.next..self.len).unwrap_or(&[]));
        loop {
            let before = list.len();
            list.resize(before + self.source.at_most().min(CHUNK), 0);
            let len = self.source.fill(list.get_mut(before..).unwrap_or_default());
            list.truncate(before + len);
            if len == 0 {
                return;
            }
        }
    }
}

impl Source<'_> {
    /// How many instants there can be at most.
    fn at_most(&self) -> usize {
        match self {
            Self::Rule(rule) => usize::try_from(rule.clock.left).unwrap_or(usize::MAX),
            Self::Steps(_) => usize::MAX,
        }
    }

    /// Fills `places` from the front with the next instants; tells how many there are, 0 at the end.
    fn fill(&mut self, places: &mut [i64]) -> usize {
        match self {
            Self::Rule(rule) => rule.fill(places),
            Self::Steps(steps) => {
                let happens = steps.filter_map(|step| match step.fate {
                    Fate::Happens(at) => Some(at),
                    Fate::Dropped(_) | Fate::Excluded => None,
                });
                places
                    .iter_mut()
                    .zip(happens)
                    .map(|(place, at)| *place = at)
                    .count()
            }
        }
    }
}

impl Iterator for Instants<'_> {
    type Item = i64;

    fn next(&mut self) -> Option<i64> {
        if self.next == self.len {
            self.next = 0;
            self.len = self.source.fill(&mut self.ready);
        }
        let at = self.ready.get(..self.len)?.get(self.next).copied()?;
        self.next += 1;
        Some(at)
    }
}

/// The instants of a rule.
#[derive(Clone, Debug)]
struct RuleInstants<'a> {
    dates: DatesIter<'a>,
    clock: Clock<'a>,
}

impl<'a> RuleInstants<'a> {
    fn new(schedule: &'a Schedule) -> Self {
        Self {
            dates: schedule.dates.iter(),
            clock: Clock::new(schedule),
        }
    }

    /// Fills `places` from the front with the next instants; tells how many there are, 0 at the end.
    fn fill(&mut self, places: &mut [i64]) -> usize {
        match &mut self.dates.state {
            State::Every(row) => self.clock.fill(row, places),
            State::Weeks(row) => self.clock.fill(row, places),
            State::OneAMonth(row) => self.clock.fill(row, places),
            State::Months(row) => self.clock.fill(row, places),
            State::Blocks(row) => self.clock.fill(row, places),
            State::End => 0,
        }
    }
}

/// Turns dates into instants, from one change of clocks to the next.
#[derive(Clone, Debug)]
struct Clock<'a> {
    schedule: &'a Schedule,
    resolver: Resolver,
    /// The time of day of each wall time, in seconds.
    time: i64,
    /// How many may still count.
    left: u64,
    last: i64,
}

impl<'a> Clock<'a> {
    fn new(schedule: &'a Schedule) -> Self {
        Self {
            schedule,
            resolver: Resolver::new(schedule.policy),
            time: schedule.start_wall.rem_euclid(DAY),
            left: schedule.count,
            last: i64::MIN,
        }
    }

    fn fill(&mut self, row: &mut impl Row, places: &mut [i64]) -> usize {
        let mut len = 0;
        while let Some(rest) = places.get_mut(len..)
            && !rest.is_empty()
            && self.left > 0
        {
            let most = usize::try_from(self.left).map_or(rest.len(), |left| left.min(rest.len()));
            let drawn = self.draw(row, rest.get_mut(..most).unwrap_or_default());
            self.left = self.left.saturating_sub(drawn as u64);
            len += drawn;
        }
        len
    }

    /// The next instants, to the next change of clocks at most. There may be none though more follow;
    /// at the end none is left.
    #[inline]
    fn draw(&mut self, row: &mut impl Row, places: &mut [i64]) -> usize {
        let Some(day) = row.peek() else {
            self.left = 0;
            return 0;
        };
        let wall = day * DAY + self.time;
        if self.is_clear(wall) {
            return self.draw_clear(row, places);
        }
        row.drop_first();
        match (self.one(wall), places.first_mut()) {
            (Some(at), Some(place)) if at <= self.schedule.until => {
                *place = at;
                self.last = at;
                1
            }
            (Some(_), _) => {
                self.left = 0;
                0
            }
            (None, _) => 0,
        }
    }

    /// Whether the wall time needs no look at the zone. The very first one does: it may be written
    /// with its offset. So does one on the instant of the one before, where the zone skips a date.
    #[inline]
    fn is_clear(&mut self, wall: i64) -> bool {
        self.last > i64::MIN
            && self.resolver.is_clear(self.schedule.zone.spans(), wall)
            && wall - self.resolver.clear().offset > self.last
    }

    /// The instants from a clear wall time on.
    #[inline]
    fn draw_clear(&mut self, row: &mut impl Row, places: &mut [i64]) -> usize {
        let clear = self.resolver.clear();
        let to = clear.to.min(self.schedule.until + clear.offset + 1);
        // the first day whose wall time lies beyond
        let end = (to - self.time + DAY - 1).div_euclid(DAY).min(LAST_DAY + 1);
        let len = row.draw(self.time - clear.offset, end, places);
        match len.checked_sub(1).and_then(|last| places.get(last)) {
            Some(last) => self.last = *last,
            None => self.left = 0,
        }
        len
    }

    /// The instant of a wall time; none where it falls away.
    fn one(&mut self, wall: i64) -> Option<i64> {
        let is_first = self.last == i64::MIN && wall == self.schedule.start_wall;
        let at = self.resolver.resolve(self.schedule.zone.spans(), wall).at;
        let written = self.schedule.start_at.filter(|_| is_first);
        written.or(at).filter(|at| *at > self.last)
    }
}
