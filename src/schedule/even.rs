//! The instants of dates at even distances: daily and weekly rules, nearly all there are.
//!
//! From one change of clocks to the next such instants are at even distances too, so that they come
//! in runs, and a run is three numbers.

use super::calendar::DAY;
use super::clock::{Clock, END, Look};
use super::dates::Every;

/// The instants of an even row of dates.
#[derive(Clone, Debug)]
pub(super) struct Even<'a> {
    /// The first wall time. Each is worked out from it, so that the processor need not wait for the one
    /// before.
    first: i64,
    /// Seconds from one wall time to the next.
    step: i64,
    /// The number of the next wall time, from 0.
    next: i64,
    clock: Clock<'a>,
    run: Run,
}

/// Instants at even distances.
#[derive(Clone, Copy, Debug)]
struct Run {
    next: i64,
    step: i64,
    left: usize,
}

impl Run {
    const NONE: Self = Self {
        next: 0,
        step: 0,
        left: 0,
    };

    #[inline]
    fn append_to(self, list: &mut Vec<i64>) {
        let mut next = self.next;
        list.extend((0..self.left).map(|_| {
            let at = next;
            next += self.step;
            at
        }));
    }
}

impl<'a> Even<'a> {
    pub(super) fn new(row: &Every, clock: Clock<'a>) -> Self {
        Self {
            first: clock.wall_of(row.next),
            step: row.step * DAY,
            next: 0,
            clock,
            run: Run::NONE,
        }
    }

    pub(super) fn append_to(mut self, list: &mut Vec<i64>) {
        self.run.append_to(list);
        while let Some(run) = self.next_run() {
            run.append_to(list);
            self.append_clear(list);
        }
    }

    /// Appends the instants of the next spans of the zone, as far as these can be gone through one
    /// after the other.
    fn append_clear(&mut self, list: &mut Vec<i64>) {
        for clear in self.clock.clears() {
            let wall = self.wall();
            if wall >= clear.to {
                continue;
            }
            if wall < clear.from || !self.clock.goes_on(wall, clear.offset) {
                return;
            }
            self.clock.stand(clear);
            match self.clock.look_clear(wall) {
                Look::Clear { offset, to } if self.clock.left() > 0 => {
                    self.run_to(wall, to, offset).append_to(list);
                }
                _ => return,
            }
        }
    }

    /// The next instants, to the next change of clocks at most.
    fn next_run(&mut self) -> Option<Run> {
        while self.clock.left() > 0 {
            let wall = self.wall();
            if wall >= END {
                return None;
            }
            match self.clock.look(wall) {
                Look::Clear { offset, to } => return Some(self.run_to(wall, to, offset)),
                Look::Alone(at) => return Some(self.run_to(wall, wall + 1, wall - at)),
                Look::Dropped => self.next += 1,
                Look::Over => return None,
            }
        }
        None
    }

    fn wall(&self) -> i64 {
        self.first + self.step * self.next
    }

    /// The instants of the wall times from the next one on that come before `to`, all of them at one
    /// offset.
    #[inline]
    fn run_to(&mut self, wall: i64, to: i64, offset: i64) -> Run {
        let before = quotient(to - self.first + self.step - 1, self.step);
        let left = (before - self.next).min(i64::try_from(self.clock.left()).unwrap_or(i64::MAX));
        self.next += left;
        let next = wall - offset;
        let left = usize::try_from(left).unwrap_or(0);
        self.clock.count(left, next + self.step * (left as i64 - 1));
        Run {
            next,
            step: self.step,
            left,
        }
    }
}

/// A division without signs takes half the time.
fn quotient(seconds: i64, step: i64) -> i64 {
    (seconds.unsigned_abs() / step.unsigned_abs().max(1)) as i64
}

impl Iterator for Even<'_> {
    type Item = i64;

    #[inline]
    fn next(&mut self) -> Option<i64> {
        if self.run.left == 0 {
            self.run = self.next_run()?;
        }
        let at = self.run.next;
        self.run.next += self.run.step;
        self.run.left -= 1;
        Some(at)
    }
}
