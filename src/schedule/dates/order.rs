//! Places in the row of all dates: which block the nth lies in, how many lie before a day.
//!
//! Dates repeat after 400 years, so that a count of each block of one period is enough for all time.

use super::blocks::{Blocks, Visit};
use super::month::low_bits;

/// How many dates the blocks before each block have.
#[derive(Clone, Debug)]
pub(super) struct Order {
    /// Dates of block 0, which the start may cut.
    first: u64,
    rest: Rest,
}

#[derive(Clone, Debug)]
enum Rest {
    /// Each block has as many.
    Even(u64),
    /// Dates of the blocks 1 to n of a period together, for each n from 0 on.
    Period(Vec<u64>),
}

impl Order {
    pub(super) fn of(blocks: &Blocks) -> Self {
        let count = |visit: &Visit| Some(u64::from(blocks.block(visit)?.days.count_ones()));
        let rest = match (blocks.dates_a_block(), blocks.visit(1)) {
            (Some(dates), _) => Rest::Even(dates.into()),
            (None, None) => Rest::Even(0),
            (None, Some(second)) => {
                let visits =
                    std::iter::successors(Some(second), |visit| Some(blocks.after(*visit)));
                let counts = visits
                    .map_while(|visit| count(&visit))
                    .zip(0..blocks.period());
                let sums = std::iter::once(0).chain(counts.scan(0, |total, (count, _)| {
                    *total += count;
                    Some(*total)
                }));
                Rest::Period(sums.collect())
            }
        };
        let first = blocks.visit(0).and_then(|visit| count(&visit)).unwrap_or(0);
        Self { first, rest }
    }

    /// The block of the nth date, from 0, and how many dates of that block come before it.
    pub(super) fn find(&self, nth: u64) -> (i64, u32) {
        if nth > MOST {
            return NOWHERE;
        }
        let Some(nth) = nth.checked_sub(self.first) else {
            return (0, small(nth));
        };
        let (index, skip) = match &self.rest {
            Rest::Even(0) => return NOWHERE,
            Rest::Even(dates) => (nth / dates, nth % dates),
            Rest::Period(sums) => {
                let (blocks, total) = period(sums);
                if total == 0 {
                    return NOWHERE;
                }
                let (cycles, nth) = (nth / total, nth % total);
                let in_cycle = sums.partition_point(|sum| *sum <= nth) - 1;
                (cycles * blocks + in_cycle as u64, nth - sums[in_cycle])
            }
        };
        (
            i64::try_from(index).map_or(i64::MAX, |index| index.saturating_add(1)),
            small(skip),
        )
    }

    /// How many dates lie before a day.
    pub(super) fn before(&self, blocks: &Blocks, day: i64) -> u64 {
        let index = blocks.number_at(day);
        if index < 0 {
            return 0;
        }
        let block = blocks.visit(index).and_then(|visit| blocks.block(&visit));
        let in_block = block.map_or(0, |block| {
            (block.days & low_bits(day - block.first))
                .count_ones()
                .into()
        });
        in_block + self.before_block(index)
    }

    fn before_block(&self, index: i64) -> u64 {
        let Some(index) = index
            .checked_sub(1)
            .and_then(|index| u64::try_from(index).ok())
        else {
            return 0;
        };
        let rest = match &self.rest {
            Rest::Even(dates) => index * dates,
            Rest::Period(sums) => {
                let (blocks, total) = period(sums);
                if blocks == 0 {
                    return self.first;
                }
                let in_cycle = usize::try_from(index % blocks).ok();
                let sum = in_cycle
                    .and_then(|index| sums.get(index))
                    .copied()
                    .unwrap_or(0);
                index / blocks * total + sum
            }
        };
        self.first + rest
    }
}

/// More dates than there are days to the end of the year 9999.
const MOST: u64 = 3_000_000;

/// After the last block.
const NOWHERE: (i64, u32) = (i64::MAX, 0);

fn period(sums: &[u64]) -> (u64, u64) {
    (sums.len() as u64 - 1, sums.last().copied().unwrap_or(0))
}

/// A place in a block: blocks have 31 dates at most.
fn small(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(0)
}
