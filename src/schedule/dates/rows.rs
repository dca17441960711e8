//! Blocks one after the other: the loops that most dates come from.
//!
//! There is one kind of row for each way to go from a block to the next, and a loop for each kind, so
//! that no date asks again of which kind its row is.

use super::blocks::{Block, Blocks, MonthTable, Visit};
use super::month::{Days, Month, low_bits};
use crate::schedule::calendar::{DAY, LAST_DAY};

/// A row of blocks, standing in one of them.
pub(super) trait Row: Clone {
    /// The days of the block that are still to come.
    fn block(&mut self) -> &mut Block;

    /// Goes on to the next block that has a date; false, with no day to come, at the end.
    fn go_on(&mut self) -> bool;
}

/// The next date.
pub(super) fn next(row: &mut impl Row) -> Option<i64> {
    if row.block().days == 0 && !row.go_on() {
        return None;
    }
    let block = row.block();
    Some(block.first + i64::from(block.take_bit()))
}

/// Fills `walls` from the front with the wall seconds of the next dates at a time of day; tells how
/// many there are, 0 at the end.
pub(super) fn draw<R: Row>(row: &mut R, time: i64, walls: &mut [i64]) -> usize {
    // a copy that nobody else can see stays in registers
    let mut own = row.clone();
    let len = fill(&mut own, time, walls);
    *row = own;
    len
}

#[inline]
fn fill(row: &mut impl Row, time: i64, walls: &mut [i64]) -> usize {
    let mut len = 0;
    while row.block().days != 0 || row.go_on() {
        let block = row.block();
        let midnight = block.first * DAY + time;
        while block.days != 0 {
            let Some(place) = walls.get_mut(len) else {
                return len;
            };
            *place = midnight + i64::from(block.take_bit()) * DAY;
            len += 1;
        }
    }
    len
}

/// Weeks with the same days each.
#[derive(Clone, Debug)]
pub(super) struct Weeks {
    pub(super) block: Block,
    /// Days from one to the next.
    pub(super) step: i64,
    pub(super) days: Days,
}

impl Row for Weeks {
    #[inline]
    fn block(&mut self) -> &mut Block {
        &mut self.block
    }

    #[inline]
    fn go_on(&mut self) -> bool {
        self.block.first = self.block.first.saturating_add(self.step);
        self.block.days = self.days;
        if self.block.first > LAST_DAY - 6 {
            self.block.days &= low_bits(LAST_DAY + 1 - self.block.first);
        }
        self.block.days != 0
    }
}

/// Every so many months, where only the kind of month decides and each has a date.
#[derive(Clone, Debug)]
pub(super) struct Months<'a> {
    pub(super) block: Block,
    pub(super) month: Month,
    pub(super) interval: i64,
    pub(super) table: &'a MonthTable,
}

impl Row for Months<'_> {
    #[inline]
    fn block(&mut self) -> &mut Block {
        &mut self.block
    }

    // a call would force the row into memory at each month
    #[inline(always)]
    fn go_on(&mut self) -> bool {
        // the last day of all is the last of a month
        if self.month.first > LAST_DAY {
            return false;
        }
        self.month.advance(self.interval);
        self.block = Block {
            first: self.month.first,
            days: self.table.days(&self.month),
        };
        if self.month.first > LAST_DAY {
            self.block.days = 0;
        }
        self.block.days != 0
    }
}

/// Any other blocks.
#[derive(Clone, Debug)]
pub(super) struct Visits<'a> {
    pub(super) block: Block,
    pub(super) visit: Visit,
    pub(super) blocks: &'a Blocks,
}

impl Row for Visits<'_> {
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
