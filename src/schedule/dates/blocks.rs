//! A rule as a series of sets of days: the weeks or months that it visits.

use super::cycle::{CYCLE_MONTHS, Kind};
use super::month::{Days, DaysOfMonth, Month, at_positions, low_bits};
use crate::schedule::calendar::{CYCLE_DAYS, CYCLE_YEARS, LAST_DAY, civil, weekday};
use crate::schedule::rule::{By, Frequency, MonthOverflow, Rule};
use chrono::Weekday;

/// Weeks of 400 years: a whole number.
const CYCLE_WEEKS: i64 = CYCLE_DAYS / 7;

/// A set of days: bit `n` is the day `first + n`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    pub(super) first: i64,
    pub(super) days: Days,
}

impl Block {
    /// The first day of a set that is not empty.
    #[inline]
    pub(super) fn first_date(self) -> i64 {
        self.first + i64::from(self.days.trailing_zeros())
    }

    /// Takes the first day out of the set.
    #[inline]
    pub(super) fn drop_first(&mut self) {
        self.days &= self.days.wrapping_sub(1);
    }
}

/// The blocks of a rule. Any of them can be asked for by its number, from 0; none before the start.
#[derive(Clone, Debug)]
pub(super) struct Blocks {
    start: i64,
    interval: i64,
    series: Series,
    days: DaysOfMonth,
    positions: Vec<i16>,
    period: i64,
}

#[derive(Clone, Debug)]
enum Series {
    /// Weeks from the one that begins on `first` on.
    Weeks { first: i64, days: Days },
    /// Months from `first` on, counted from January of the year 0.
    Months { first: i64, table: MonthTable },
    /// Every month, and of it every so many days from the start.
    DaysOfMonths { first: i64 },
    /// The twelve months of every so many years, from a month of the year `first` on: 0 is January.
    Years { first: i64, month: i64 },
}

/// A week, by its first day, or a month that a rule visits.
#[derive(Clone, Copy, Debug)]
pub(super) enum Visit {
    Week(i64),
    Month(Month),
}

impl Blocks {
    pub(super) fn new(rule: &Rule, by: &By, start: i64, overflow: MonthOverflow) -> Self {
        let (year, month, _) = civil(start);
        let this_month = year * 12 + month - 1;
        let yearly = rule.frequency == Frequency::Yearly;
        let nth_of_year = yearly && by.months.is_empty();
        let expands = matches!(rule.frequency, Frequency::Monthly | Frequency::Yearly);
        let last_day = expands && overflow == MonthOverflow::LastDay;
        let mut days = DaysOfMonth::new(by, nth_of_year, last_day);
        let mut interval = i64::from(rule.interval.get());
        let series = match (rule.frequency, by.months.as_slice()) {
            (Frequency::Weekly, _) => weeks(rule.week_start, by, start),
            (Frequency::Monthly, _) => Series::Months {
                first: this_month,
                table: MonthTable::new(&days, &by.positions),
            },
            // one month of every year is every twelfth month
            (Frequency::Yearly, [month]) => {
                days = days.in_every_month();
                interval *= 12;
                Series::Months {
                    first: year * 12 + i64::from(*month) - 1,
                    table: MonthTable::new(&days, &by.positions),
                }
            }
            (Frequency::Yearly, _) => Series::Years {
                first: year,
                month: month - 1,
            },
            (Frequency::Once | Frequency::Daily, _) => Series::DaysOfMonths { first: this_month },
        };
        let period = series.period(interval);
        let positions = by.positions.clone();
        Self {
            start,
            interval,
            series,
            days,
            positions,
            period,
        }
    }

    /// What block `index` is of; none far after the year 9999.
    pub(super) fn visit(&self, index: i64) -> Option<Visit> {
        if index > LAST_DAY {
            // visits do not overlap, so that none begins before its number of days
            return None;
        }
        Some(match &self.series {
            Series::Weeks { first, .. } => Visit::Week(first + 7 * self.interval * index),
            Series::Months { first, .. } => Visit::Month(Month::at(first + self.interval * index)),
            Series::DaysOfMonths { first } => Visit::Month(Month::at(first + index)),
            Series::Years { first, month } => {
                let index = index + month;
                let year = first + self.interval * index.div_euclid(12);
                Visit::Month(Month::at(year * 12 + index.rem_euclid(12)))
            }
        })
    }

    /// What the block after that of `visit` is of.
    pub(super) fn after(&self, visit: Visit) -> Visit {
        match (visit, &self.series) {
            (Visit::Week(first), _) => Visit::Week(first + 7 * self.interval),
            (Visit::Month(month), Series::Months { .. }) => Visit::Month(month.plus(self.interval)),
            (Visit::Month(month), Series::Years { .. }) if month.month == 12 => {
                Visit::Month(month.plus(12 * (self.interval - 1) + 1))
            }
            (Visit::Month(month), _) => Visit::Month(month.plus(1)),
        }
    }

    /// The block of a visit; none after the year 9999.
    pub(super) fn block(&self, visit: &Visit) -> Option<Block> {
        let (first, mut days) = match (visit, &self.series) {
            (Visit::Week(first), Series::Weeks { days, .. }) => (*first, self.week(*first, *days)),
            (Visit::Week(first), _) => (*first, 0),
            (Visit::Month(month), _) if !self.days.has_month(month.month) => (month.first, 0),
            (Visit::Month(month), Series::Months { table, .. }) => {
                (month.first, table.days(month.kind))
            }
            (Visit::Month(month), Series::DaysOfMonths { .. }) => {
                (month.first, self.days.of(month) & self.stripes(month))
            }
            (Visit::Month(month), _) => (month.first, self.month_of_year(month)),
        };
        if first < self.start {
            days &= !low_bits(self.start - first);
        }
        if first + 31 > LAST_DAY {
            days &= low_bits(LAST_DAY + 1 - first);
        }
        (first <= LAST_DAY).then_some(Block { first, days })
    }

    /// Blocks after which the sets repeat; the first block, which the start may cut, aside.
    pub(super) fn period(&self) -> i64 {
        self.period
    }

    /// Days from one week to the next and the days of each, where all weeks have the same.
    pub(super) fn even_weeks(&self) -> Option<(i64, Days)> {
        match self.series {
            Series::Weeks { days, .. } if self.dates_a_block().is_some() => {
                Some((7 * self.interval, days))
            }
            _ => None,
        }
    }

    /// Months from one to the next and the sets of all kinds of months, where only those decide and
    /// there is a date in every month.
    pub(super) fn even_months(&self) -> Option<(i64, &MonthTable)> {
        match &self.series {
            Series::Months { table, .. }
                if self.days.has_every_month() && table.is_never_empty() =>
            {
                Some((self.interval, table))
            }
            _ => None,
        }
    }

    /// The number of dates in each block but the first, where every block has as many.
    pub(super) fn dates_a_block(&self) -> Option<u32> {
        match &self.series {
            Series::Weeks { days, .. }
                if self.positions.is_empty() && self.days.has_every_month() =>
            {
                Some(days.count_ones())
            }
            Series::Months { table, .. } if self.days.has_every_month() => table.dates_a_month(),
            _ => None,
        }
    }

    /// The number of the first block that ends after `day`: dates before `day` lie in it or before.
    pub(super) fn number_at(&self, day: i64) -> i64 {
        let month = |day| {
            let (year, month, _) = civil(day);
            year * 12 + month - 1
        };
        let ceil = |n: i64, by: i64| (n + by - 1).div_euclid(by);
        match &self.series {
            Series::Weeks { first, .. } => ceil((day - first).div_euclid(7), self.interval),
            Series::Months { first, .. } => ceil(month(day) - first, self.interval),
            Series::DaysOfMonths { first } => month(day) - first,
            Series::Years { first, month: from } => {
                let years = month(day).div_euclid(12) - first;
                let visited = ceil(years, self.interval);
                let of_year = if years.rem_euclid(self.interval) == 0 {
                    month(day).rem_euclid(12)
                } else {
                    0
                };
                visited * 12 + of_year - from
            }
        }
    }

    pub(super) fn stands_in(&self, day: i64) -> bool {
        let (year, month, of_month) = civil(day);
        let length = crate::schedule::calendar::month_length(year, month);
        of_month == length && self.days.last_stands_in(length)
    }

    fn week(&self, first: i64, days: Days) -> Days {
        let mut days = [days];
        if !self.days.has_every_month() {
            for day in 0..7 {
                let (_, month, _) = civil(first + day);
                if !self.days.has_month(month) {
                    days[0] &= !(1 << day);
                }
            }
        }
        at_positions(&mut days, &self.positions);
        days[0]
    }

    fn month_of_year(&self, month: &Month) -> Days {
        if self.positions.is_empty() {
            return self.days.of(month);
        }
        let mut sets = [0; 12];
        for (number, days) in (0..).zip(&mut sets) {
            *days = self.days.of(&Month::at(month.year * 12 + number));
        }
        at_positions(&mut sets, &self.positions);
        let index = usize::try_from(month.month - 1).ok();
        index
            .and_then(|index| sets.get(index).copied())
            .unwrap_or(0)
    }

    /// Every so many days from the start.
    fn stripes(&self, month: &Month) -> Days {
        if self.interval == 1 {
            return Days::MAX;
        }
        let mut day = (self.start - month.first).rem_euclid(self.interval);
        let mut days = 0;
        while day < month.kind.length() {
            days |= 1 << day;
            day += self.interval;
        }
        days
    }
}

impl Series {
    fn period(&self, interval: i64) -> i64 {
        match self {
            Self::Weeks { .. } => CYCLE_WEEKS / gcd(CYCLE_WEEKS, interval),
            Self::Months { .. } => CYCLE_MONTHS / gcd(CYCLE_MONTHS, interval),
            Self::Years { .. } => 12 * (CYCLE_YEARS / gcd(CYCLE_YEARS, interval)),
            // days of an interval and cycles of months come together only after the interval
            Self::DaysOfMonths { .. } => CYCLE_MONTHS.saturating_mul(interval),
        }
    }
}

fn weeks(week_start: Weekday, by: &By, start: i64) -> Series {
    let from = i64::from(week_start.num_days_from_monday());
    let first = start - (weekday(start) - from).rem_euclid(7);
    let each = |day: i64| 1 << (day - from).rem_euclid(7);
    let number = |day: Weekday| i64::from(day.num_days_from_monday());
    let days = by
        .weekdays
        .iter()
        .map(|day| each(number(day.weekday)))
        .fold(0, |days: Days, day: Days| days | day);
    Series::Weeks { first, days }
}

fn gcd(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// The chosen days of every kind of month, by its number.
#[derive(Clone, Debug)]
pub(super) struct MonthTable {
    days: [Days; Kind::END],
    /// The dates of the months that have fewest, and most.
    fewest: u32,
    most: u32,
}

impl MonthTable {
    fn new(days: &DaysOfMonth, positions: &[i16]) -> Self {
        let mut table = Self {
            days: [0; Kind::END],
            fewest: u32::MAX,
            most: 0,
        };
        for length in 28..=31 {
            let mut set = table.set(days, positions, Kind::new(0, length));
            for weekday in 0..7 {
                let kind = Kind::new(weekday, length);
                if weekday > 0 && !days.is_of_length() {
                    set = table.set(days, positions, kind);
                }
                table.days[kind.number()] = set;
            }
        }
        table
    }

    /// The days of a kind, whose number is counted in.
    fn set(&mut self, days: &DaysOfMonth, positions: &[i16], kind: Kind) -> Days {
        let mut set = days.of_kind(kind);
        at_positions(std::slice::from_mut(&mut set), positions);
        self.fewest = self.fewest.min(set.count_ones());
        self.most = self.most.max(set.count_ones());
        set
    }

    #[inline]
    pub(super) fn days(&self, kind: Kind) -> Days {
        self.days[kind.number()]
    }

    fn is_never_empty(&self) -> bool {
        self.fewest > 0
    }

    pub(super) fn dates_a_month(&self) -> Option<u32> {
        (self.fewest == self.most).then_some(self.most)
    }
}
