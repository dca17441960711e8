//! Turns the dates of a rule, in order, into instants.
//!
//! As long as wall times lie between two changes of clocks, each instant is its midnight and a constant.
//! Only at a change is one looked at alone.

use super::Schedule;
use super::calendar::{DAY, LAST_DAY};
use super::dates::Row;
use super::policy::Resolver;
use super::spans::Clear;

/// One past the last wall time.
pub(super) const END: i64 = (LAST_DAY + 1) * DAY;

/// A schedule's clock, at the last date that was looked at.
#[derive(Clone, Debug)]
pub(super) struct Clock<'a> {
    schedule: &'a Schedule,
    resolver: Resolver,
    /// The time of day of each wall time, in seconds.
    time: i64,
    /// How many may still count.
    left: u64,
    last: i64,
}

/// What the clock says of a wall time.
pub(super) enum Look {
    /// Its instant lies `offset` seconds before it, and so do those of the wall times after it that come
    /// before `to`.
    Clear { offset: i64, to: i64 },
    /// Its instant; the next wall time has to be looked at again.
    Alone(i64),
    /// It falls away.
    Dropped,
    /// It lies beyond the end.
    Over,
}

impl<'a> Clock<'a> {
    pub(super) fn new(schedule: &'a Schedule) -> Self {
        Self {
            schedule,
            resolver: Resolver::new(schedule.policy),
            time: schedule.start_wall.rem_euclid(DAY),
            left: schedule.count,
            last: i64::MIN,
        }
    }

    /// The wall time of a date.
    pub(super) fn wall_of(&self, day: i64) -> i64 {
        day * DAY + self.time
    }

    /// The clear walls after those of the last look, span by span, as far as they need no second look.
    pub(super) fn clears(&self) -> impl Iterator<Item = Clear> + use<'a> {
        let span = self.resolver.clear().span + 1;
        self.schedule.zone.spans().clears_from(span)
    }

    /// Stands where the walls are clear.
    pub(super) fn stand(&mut self, clear: Clear) {
        self.resolver.stand(clear);
    }

    /// How many instants there can still be.
    pub(super) fn left(&self) -> usize {
        usize::try_from(self.left).unwrap_or(usize::MAX)
    }

    /// So many more have happened, and this was the last of them.
    #[inline]
    pub(super) fn count(&mut self, happened: usize, last: i64) {
        self.left = self.left.saturating_sub(happened as u64);
        self.last = last;
    }

    #[inline]
    pub(super) fn look(&mut self, wall: i64) -> Look {
        if self.is_clear(wall) {
            return self.look_clear(wall);
        }
        match self.one(wall) {
            Some(at) if at <= self.schedule.until => Look::Alone(at),
            Some(_) => Look::Over,
            None => Look::Dropped,
        }
    }

    #[inline]
    pub(super) fn look_clear(&self, wall: i64) -> Look {
        let Clear { offset, to, .. } = *self.resolver.clear();
        let to = to.min(self.schedule.until + offset + 1).min(END);
        match wall < to {
            true => Look::Clear { offset, to },
            false => Look::Over,
        }
    }

    /// Fills `places` from the front with the next instants of a row; tells how many there are, 0 at
    /// the end.
    pub(super) fn fill(&mut self, row: &mut impl Row, places: &mut [i64]) -> usize {
        let mut len = 0;
        let most = places.len().min(self.left());
        while let Some(rest) = places.get_mut(len..most)
            && !rest.is_empty()
            && let Some(drawn) = self.draw(row, rest)
        {
            len += drawn;
        }
        len
    }

    /// The next instants, to the next change of clocks at most: perhaps none though more follow. None
    /// where there are no more.
    #[inline]
    fn draw(&mut self, row: &mut impl Row, places: &mut [i64]) -> Option<usize> {
        let drawn = match self.look(row.peek()? * DAY + self.time) {
            Look::Clear { offset, to } => {
                // the first day whose wall time lies beyond
                let end = (to - self.time + DAY - 1).div_euclid(DAY);
                row.draw(self.time - offset, end, places)
            }
            Look::Alone(at) => {
                row.drop_first();
                *places.first_mut()? = at;
                1
            }
            Look::Dropped => {
                row.drop_first();
                return Some(0);
            }
            Look::Over => return None,
        };
        let last = drawn.checked_sub(1).and_then(|last| places.get(last))?;
        self.count(drawn, *last);
        Some(drawn)
    }

    /// Whether wall times at an offset come after all that have happened; they do but where the zone
    /// skips a date.
    #[inline]
    pub(super) fn goes_on(&self, wall: i64, offset: i64) -> bool {
        wall - offset > self.last
    }

    /// Whether the wall time needs no look at the zone. The very first one does, for nothing is known yet.
    /// So does one on the instant of the one before, where the zone skips a date.
    #[inline]
    fn is_clear(&mut self, wall: i64) -> bool {
        self.last > i64::MIN
            && self.resolver.is_clear(self.schedule.zone.spans(), wall)
            && self.goes_on(wall, self.resolver.clear().offset)
    }

    /// The instant of a wall time; none where it falls away.
    fn one(&mut self, wall: i64) -> Option<i64> {
        let at = self.resolver.resolve(self.schedule.zone.spans(), wall).at;
        let at = self.schedule.written_at(wall).or(at);
        at.filter(|at| *at > self.last)
    }
}
