//! The dates that a rule asks for, in order: days as numbers, from the first one on.
//!
//! A rule is an even row of days, or a series of blocks (weeks, months), each a first day and a set
//! of days in it as bits. Nothing here knows of clocks.

mod blocks;
mod cycle;
mod month;
mod order;
mod rows;

use super::calendar::{LAST_DAY, civil};
use super::rule::{By, Frequency, MonthOverflow, NthWeekday, Rule};
use blocks::{Block, Blocks, MonthTable, Visit};
use chrono::Weekday;
use cycle::Cursor;
use month::Month;
use order::Order;
pub(super) use rows::{Every, Row};
use rows::{Months, OneAMonth, Visits, Weeks};
use std::sync::OnceLock;

/// The dates of a rule from a first day on, to the end of the year 9999.
#[derive(Clone, Debug)]
pub(super) struct Dates {
    walk: Walk,
}

#[derive(Clone, Debug)]
enum Walk {
    /// One day.
    Once(i64),
    /// Every so many days.
    Every { start: i64, step: i64 },
    /// Sets of days.
    Blocks(Box<Sets>),
}

#[derive(Clone, Debug)]
struct Sets {
    blocks: Blocks,
    /// Looked at when somebody first asks for a place in it.
    order: OnceLock<Order>,
}

impl Sets {
    fn order(&self) -> &Order {
        self.order.get_or_init(|| Order::of(&self.blocks))
    }
}

impl Dates {
    pub(super) fn new(rule: &Rule, start: i64, overflow: MonthOverflow) -> Self {
        let interval = i64::from(rule.interval.get());
        let one_weekday = rule.by.is_empty() || rule.by.is_only(weekday_of(start));
        let walk = match rule.frequency {
            Frequency::Once => Walk::Once(start),
            Frequency::Daily if rule.by.is_empty() => Walk::Every {
                start,
                step: interval,
            },
            Frequency::Weekly if one_weekday => Walk::Every {
                start,
                step: 7 * interval,
            },
            _ => Walk::Blocks(Box::new(Sets {
                blocks: Blocks::new(rule, &complete(rule, start), start, overflow),
                order: OnceLock::new(),
            })),
        };
        Self { walk }
    }

    /// Whether a day is the last of its month and stands in for one that the month lacks.
    pub(super) fn stands_in(&self, day: i64) -> bool {
        match &self.walk {
            Walk::Once(_) | Walk::Every { .. } => false,
            Walk::Blocks(sets) => sets.blocks.stands_in(day),
        }
    }

    /// Whether there is no date at all.
    pub(super) fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    /// Whether there are so many dates.
    pub(super) fn reaches(&self, count: u64) -> bool {
        let nth = count.saturating_sub(1);
        match &self.walk {
            // to step is cheaper than to look at the order of all dates
            Walk::Blocks(sets) if sets.blocks.dates_a_block().is_none() && count <= 512 => {
                usize::try_from(nth).is_ok_and(|nth| self.iter().nth(nth).is_some())
            }
            _ => self.iter_from(nth).next().is_some(),
        }
    }

    pub(super) fn iter(&self) -> DatesIter<'_> {
        self.iter_from(0)
    }

    /// The dates from the nth on.
    pub(super) fn iter_from(&self, nth: u64) -> DatesIter<'_> {
        let state = match &self.walk {
            Walk::Once(day) => State::Every(Every::new(
                if nth == 0 { *day } else { LAST_DAY + 1 },
                LAST_DAY + 1,
            )),
            Walk::Every { start, step } => {
                State::Every(Every::new(even(*start, *step, nth), *step))
            }
            Walk::Blocks(sets) if nth == 0 => State::Sets(SetRow::at(&sets.blocks, 0, 0)),
            Walk::Blocks(sets) => {
                let (index, skip) = sets.order().find(nth);
                State::Sets(SetRow::at(&sets.blocks, index, skip))
            }
        };
        DatesIter { state }
    }

    /// How many dates lie before a day.
    pub(super) fn before(&self, day: i64) -> u64 {
        match &self.walk {
            Walk::Once(date) => u64::from(*date < day),
            Walk::Every { start, step } => {
                let days = day.min(LAST_DAY + 1) - start;
                u64::try_from((days + step - 1).div_euclid(*step)).unwrap_or(0)
            }
            Walk::Blocks(sets) => sets.order().before(&sets.blocks, day.min(LAST_DAY + 1)),
        }
    }
}

/// The nth day of an even row; one past the last day where it lies beyond.
fn even(start: i64, step: i64, nth: u64) -> i64 {
    let days = i64::try_from(nth)
        .ok()
        .and_then(|nth| nth.checked_mul(step));
    days.and_then(|days| days.checked_add(start))
        .unwrap_or(i64::MAX)
}

/// The rule's parts with what the start says where they are silent: RFC 5545 section 3.3.10.
fn complete(rule: &Rule, start: i64) -> By {
    let mut by = rule.by.clone();
    let (_, month, day) = civil(start);
    // the calendar gives months of 1 to 12 and days of 1 to 31
    let small = |number: i64| i8::try_from(number).unwrap_or(1);
    let silent = by.month_days.is_empty() && by.weekdays.is_empty();
    match rule.frequency {
        Frequency::Weekly if by.weekdays.is_empty() => {
            by.weekdays.push(NthWeekday {
                nth: 0,
                weekday: weekday_of(start),
            });
        }
        Frequency::Monthly if silent => by.month_days.push(small(day)),
        Frequency::Yearly if silent => {
            if by.months.is_empty() {
                by.months.push(small(month).unsigned_abs());
            }
            by.month_days.push(small(day));
        }
        _ => {}
    }
    by
}

fn weekday_of(day: i64) -> Weekday {
    let number = super::calendar::weekday(day);
    u8::try_from(number)
        .ok()
        .and_then(|number| Weekday::try_from(number).ok())
        .unwrap_or(Weekday::Mon)
}

/// The dates one by one.
#[derive(Clone, Debug)]
pub(super) struct DatesIter<'a> {
    pub(super) state: State<'a>,
}

/// Where the next date comes from.
#[derive(Clone, Debug)]
pub(super) enum State<'a> {
    Every(Every),
    Sets(SetRow<'a>),
}

/// A row of sets of days: for whoever has a loop for each kind.
#[derive(Clone, Debug)]
pub(super) enum SetRow<'a> {
    Weeks(Weeks),
    OneAMonth(OneAMonth<'a>),
    Months(Months<'a>),
    Blocks(Visits<'a>),
    End,
}

impl<'a> SetRow<'a> {
    /// The dates of block `index`, the first `skip` of them aside, and of those after it.
    fn at(blocks: &'a Blocks, index: i64, skip: u32) -> Self {
        let Some(visit) = blocks.visit(index) else {
            return Self::End;
        };
        let Some(mut block) = blocks.block(&visit) else {
            return Self::End;
        };
        for _ in 0..skip {
            block.drop_first();
        }
        match visit {
            Visit::Week(_) => match blocks.even_weeks() {
                Some((step, days)) => Self::Weeks(Weeks { block, step, days }),
                None => Self::of_visits(blocks, block, visit),
            },
            Visit::Month(month) => match blocks.even_months() {
                Some((interval, table)) => Self::of_months(block, month, interval, table),
                None => Self::of_visits(blocks, block, visit),
            },
        }
    }

    fn of_visits(blocks: &'a Blocks, block: Block, visit: Visit) -> Self {
        Self::Blocks(Visits {
            block,
            visit,
            blocks,
        })
    }

    fn of_months(block: Block, month: Month, interval: i64, table: &'a MonthTable) -> Self {
        let mut cursor = Cursor::at(month.index());
        // no number of months beyond these leads anywhere
        let interval = usize::try_from(interval.min(12 * 10_000)).unwrap_or(0);
        if table.dates_a_month() != Some(1) {
            return Self::Months(Months {
                block,
                cursor,
                interval,
                table,
            });
        }
        if block.days == 0 {
            cursor.advance(interval);
        }
        Self::OneAMonth(OneAMonth {
            cursor,
            interval,
            table,
        })
    }
}

impl SetRow<'_> {
    fn peek(&mut self) -> Option<i64> {
        match self {
            Self::Weeks(weeks) => weeks.peek(),
            Self::OneAMonth(months) => months.peek(),
            Self::Months(months) => months.peek(),
            Self::Blocks(visits) => visits.peek(),
            Self::End => None,
        }
    }

    fn drop_first(&mut self) {
        match self {
            Self::Weeks(weeks) => weeks.drop_first(),
            Self::OneAMonth(months) => months.drop_first(),
            Self::Months(months) => months.drop_first(),
            Self::Blocks(visits) => visits.drop_first(),
            Self::End => {}
        }
    }
}

impl Iterator for DatesIter<'_> {
    type Item = i64;

    fn next(&mut self) -> Option<i64> {
        match &mut self.state {
            State::Every(every) => every.next(),
            State::Sets(sets) => {
                let day = sets.peek()?;
                sets.drop_first();
                Some(day)
            }
        }
    }
}
