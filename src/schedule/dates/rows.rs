//! Blocks one after the other: the loops that most dates come from.
//!
//! There is one kind of row for each way to go from a block to the next, and a loop for each kind, so
//! that no date asks again of which kind its row is.

use super::blocks::{Block, Blocks, MonthTable, Visit};
use super::cycle::Cursor;
use super::month::Days;
use crate::schedule::calendar::{DAY, LAST_DAY};

/// Dates in order.
pub(in crate::schedule) trait Row {
    /// The next date, which stays the next one.
    fn peek(&mut self) -> Option<i64>;

    /// Goes on to the date after the next one. Only where there is a next one.
    fn drop_first(&mut self);

    /// Fills `places` from the front with the midnights of the next dates before a day, none after
    /// [`LAST_DAY`], each with `shift` seconds added; tells how many there are.
    fn draw(&mut self, shift: i64, end: i64, places: &mut [i64]) -> usize;
}

/// Blocks in order, standing in one of them.
trait BlockRow: Clone {
    /// The days of the block that are still to come.
    fn block(&mut self) -> &mut Block;

    /// Goes on to the next block that has a date, be it after the last day of all; false where there
    /// is none.
    fn go_on(&mut self) -> bool;

    fn first_date(&mut self) -> Option<i64> {
        if self.block().days == 0 && !self.go_on() {
            return None;
        }
        Some(self.block().first_date()).filter(|day| *day <= LAST_DAY)
    }

    fn draw_dates(&mut self, shift: i64, end: i64, places: &mut [i64]) -> usize {
        // a copy that nobody else can see stays in registers
        let mut own = self.clone();
        let mut len = 0;
        for place in places {
            if own.block().days == 0 && !own.go_on() {
                break;
            }
            let day = own.block().first_date();
            if day >= end {
                break;
            }
            own.block().drop_first();
            *place = day * DAY + shift;
            len += 1;
        }
        *self = own;
        len
    }
}

/// A day, and every so many days after it. Neither is above [`LAST_DAY`] by more than one.
#[derive(Clone, Debug)]
pub(in crate::schedule) struct Every {
    pub(in crate::schedule) next: i64,
    pub(in crate::schedule) step: i64,
}

impl Every {
    pub(super) fn new(next: i64, step: i64) -> Self {
        // a longer step leads as far
        let [next, step] = [next, step].map(|day| day.min(LAST_DAY + 1));
        Self { next, step }
    }
}

impl Iterator for Every {
    type Item = i64;

    fn next(&mut self) -> Option<i64> {
        let day = self.next;
        self.next += self.step;
        (day <= LAST_DAY).then_some(day)
    }
}

/// Weeks with the same days each.
#[derive(Clone, Debug)]
pub(in crate::schedule) struct Weeks {
    pub(super) block: Block,
    /// Days from one to the next.
    pub(super) step: i64,
    pub(super) days: Days,
}

impl Row for Weeks {
    fn peek(&mut self) -> Option<i64> {
        self.first_date()
    }

    fn drop_first(&mut self) {
        self.block.drop_first();
    }

    fn draw(&mut self, shift: i64, end: i64, places: &mut [i64]) -> usize {
        let (this_week, rest) = split(places, self.block.days.count_ones() as usize);
        let len = self.draw_dates(shift, end, this_week);
        if self.block.days != 0 {
            return len;
        }
        let whole = self.draw_weeks(shift, end, rest);
        let (_, rest) = split(rest, whole);
        len + whole + self.draw_dates(shift, end, rest)
    }
}

impl Weeks {
    /// The dates of the weeks after this one that end before a day.
    fn draw_weeks(&mut self, shift: i64, end: i64, places: &mut [i64]) -> usize {
        let mut seconds = [0; 7];
        let mut days = self.days;
        let each = days.count_ones() as usize;
        for place in seconds.iter_mut().take(each) {
            *place = i64::from(days.trailing_zeros()) * DAY + shift;
            days &= days - 1;
        }
        let mut len = 0;
        for week in places.chunks_exact_mut(each.max(1)) {
            let first = self.block.first.saturating_add(self.step);
            if first > end - 7 {
                break;
            }
            self.block.first = first;
            for (place, seconds) in week.iter_mut().zip(&seconds) {
                *place = first * DAY + seconds;
            }
            len += each;
        }
        len
    }
}

impl BlockRow for Weeks {
    #[inline]
    fn block(&mut self) -> &mut Block {
        &mut self.block
    }

    #[inline]
    fn go_on(&mut self) -> bool {
        self.block.first = self.block.first.saturating_add(self.step);
        self.block.days = self.days;
        true
    }
}

/// One date in each of every so many months, where only the kind of month decides.
#[derive(Clone, Debug)]
pub(in crate::schedule) struct OneAMonth<'a> {
    /// The month of the next date.
    pub(super) cursor: Cursor,
    pub(super) interval: usize,
    pub(super) table: &'a MonthTable,
}

impl OneAMonth<'_> {
    #[inline]
    fn date(&self) -> i64 {
        let (first, kind) = self.cursor.month();
        first + i64::from(self.table.days(kind).trailing_zeros())
    }
}

impl Row for OneAMonth<'_> {
    fn peek(&mut self) -> Option<i64> {
        Some(self.date()).filter(|day| *day <= LAST_DAY)
    }

    fn drop_first(&mut self) {
        self.cursor.advance(self.interval);
    }

    fn draw(&mut self, shift: i64, end: i64, places: &mut [i64]) -> usize {
        let mut own = self.clone();
        let mut len = 0;
        for place in places {
            let day = own.date();
            if day >= end {
                break;
            }
            *place = day * DAY + shift;
            own.cursor.advance(own.interval);
            len += 1;
        }
        self.cursor = own.cursor;
        len
    }
}

/// Every so many months, where only the kind of month decides and each has a date.
#[derive(Clone, Debug)]
pub(in crate::schedule) struct Months<'a> {
    pub(super) block: Block,
    pub(super) cursor: Cursor,
    pub(super) interval: usize,
    pub(super) table: &'a MonthTable,
}

impl Row for Months<'_> {
    fn peek(&mut self) -> Option<i64> {
        self.first_date()
    }

    fn drop_first(&mut self) {
        self.block.drop_first();
    }

    fn draw(&mut self, shift: i64, end: i64, places: &mut [i64]) -> usize {
        self.draw_dates(shift, end, places)
    }
}

impl BlockRow for Months<'_> {
    #[inline]
    fn block(&mut self) -> &mut Block {
        &mut self.block
    }

    // a call would force the row into memory at each month
    #[inline(always)]
    fn go_on(&mut self) -> bool {
        self.cursor.advance(self.interval);
        let (first, kind) = self.cursor.month();
        let days = self.table.days(kind);
        self.block = Block { first, days };
        true
    }
}

/// Any other blocks.
#[derive(Clone, Debug)]
pub(in crate::schedule) struct Visits<'a> {
    pub(super) block: Block,
    pub(super) visit: Visit,
    pub(super) blocks: &'a Blocks,
}

impl Row for Visits<'_> {
    fn peek(&mut self) -> Option<i64> {
        self.first_date()
    }

    fn drop_first(&mut self) {
        self.block.drop_first();
    }

    fn draw(&mut self, shift: i64, end: i64, places: &mut [i64]) -> usize {
        self.draw_dates(shift, end, places)
    }
}

impl BlockRow for Visits<'_> {
    #[inline]
    fn block(&mut self) -> &mut Block {
        &mut self.block
    }

    fn go_on(&mut self) -> bool {
        // after a period without a date none has one
        for _ in 0..self.blocks.period() {
            self.visit = self.blocks.after(self.visit);
            match self.blocks.block(&self.visit) {
                Some(next) if next.days == 0 => {}
                Some(next) => {
                    self.block = next;
                    return true;
                }
                None => break,
            }
        }
        false
    }
}

/// The first places, as far as there are, and the others.
fn split(places: &mut [i64], first: usize) -> (&mut [i64], &mut [i64]) {
    places.split_at_mut(first.min(places.len()))
}
