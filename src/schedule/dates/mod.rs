//! The dates that a rule asks for, in order: days as numbers, from the first one on.
//!
//! A rule is an even row of days, or a series of blocks (weeks, months), each a first day and a set
//! of days in it as bits. Nothing here knows of clocks.

mod blocks;
mod month;
mod order;
mod rows;

use super::calendar::{DAY, LAST_DAY, civil};
use super::rule::{By, Frequency, MonthOverflow, NthWeekday, Rule};
use blocks::{Blocks, Visit};
use chrono::Weekday;
use order::Order;
use rows::{Months, Visits, Weeks};
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

    /// The first day and the days from one to the next, where these are always as many.
    pub(super) fn even(&self) -> Option<(i64, i64)> {
        match &self.walk {
            Walk::Once(day) => Some((*day, i64::MAX)),
            Walk::Every { start, step } => Some((*start, *step)),
            Walk::Blocks(_) => None,
        }
    }

    /// The dates from the nth on.
    pub(super) fn iter_from(&self, nth: u64) -> DatesIter<'_> {
        let state = match &self.walk {
            Walk::Once(day) => State::Every {
                next: if nth == 0 { *day } else { i64::MAX },
                step: i64::MAX,
            },
            Walk::Every { start, step } => State::Every {
                next: even(*start, *step, nth),
                step: *step,
            },
            Walk::Blocks(sets) if nth == 0 => State::at(&sets.blocks, 0, 0),
            Walk::Blocks(sets) => {
                let (index, skip) = sets.order().find(nth);
                State::at(&sets.blocks, index, skip)
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
    state: State<'a>,
}

#[derive(Clone, Debug)]
enum State<'a> {
    Every { next: i64, step: i64 },
    Weeks(Weeks),
    Months(Months<'a>),
    Blocks(Visits<'a>),
    End,
}

impl<'a> State<'a> {
    /// The dates of block `index`, the first `skip` of them aside, and of those after it.
    fn at(blocks: &'a Blocks, index: i64, skip: u32) -> Self {
        let Some(visit) = blocks.visit(index) else {
            return Self::End;
        };
        let Some(mut block) = blocks.block(&visit) else {
            return Self::End;
        };
        for _ in 0..skip {
            block.take_bit();
        }
        match (visit, blocks.even_weeks(), blocks.even_months()) {
            (Visit::Week(_), Some((step, days)), _) => Self::Weeks(Weeks { block, step, days }),
            (Visit::Month(month), _, Some((interval, table))) => Self::Months(Months {
                block,
                month,
                interval,
                table,
            }),
            _ => Self::Blocks(Visits {
                block,
                visit,
                blocks,
            }),
        }
    }
}

impl DatesIter<'_> {
    /// Fills `walls` from the front with the wall seconds of the next dates at a time of day; tells how
    /// many there are, 0 at the end.
    pub(super) fn draw(&mut self, time: i64, walls: &mut [i64]) -> usize {
        match &mut self.state {
            State::Weeks(weeks) => rows::draw(weeks, time, walls),
            State::Months(months) => rows::draw(months, time, walls),
            State::Blocks(visits) => rows::draw(visits, time, walls),
            State::Every { .. } | State::End => walls
                .iter_mut()
                .zip(self)
                .map(|(place, day)| *place = day * DAY + time)
                .count(),
        }
    }
}

impl Iterator for DatesIter<'_> {
    type Item = i64;

    fn next(&mut self) -> Option<i64> {
        match &mut self.state {
            State::Every { next, step } => {
                let day = *next;
                *next = day.saturating_add(*step);
                (day <= LAST_DAY).then_some(day)
            }
            State::Weeks(weeks) => rows::next(weeks),
            State::Months(months) => rows::next(months),
            State::Blocks(visits) => rows::next(visits),
            State::End => None,
        }
    }
}
