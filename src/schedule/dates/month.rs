//! Which days of one month a rule's parts choose, as bits: bit 0 is the first of the month.

use super::cycle::{Cursor, Kind};
use crate::schedule::calendar::{day_number, is_leap, weekday};
use crate::schedule::rule::{By, NthWeekday};

/// Days of a month, or of a week, as bits.
pub(super) type Days = u32;

/// Every seventh day from the first on.
const WEEKLY: Days = 1 | 1 << 7 | 1 << 14 | 1 << 21 | 1 << 28;

/// One month: what its dates depend on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Month {
    pub(super) year: i64,
    /// 1 to 12.
    pub(super) month: i64,
    /// The number of its first day.
    pub(super) first: i64,
    pub(super) kind: Kind,
}

impl Month {
    /// The month that comes `index` months after January of the year 0.
    pub(super) fn at(index: i64) -> Self {
        let (first, kind) = Cursor::at(index).month();
        Self {
            year: index.div_euclid(12),
            month: index.rem_euclid(12) + 1,
            first,
            kind,
        }
    }

    /// Months after January of the year 0.
    pub(super) fn index(&self) -> i64 {
        self.year * 12 + self.month - 1
    }

    /// The month that comes so many months later.
    pub(super) fn plus(self, months: i64) -> Self {
        Self::at(self.index() + months)
    }
}

/// What the parts of a rule say about the days of one month.
#[derive(Clone, Debug)]
pub(super) struct DaysOfMonth {
    /// Bit `n` for month `n`; all of them where the rule names none.
    months: u16,
    month_days: Vec<i8>,
    weekdays: Vec<NthWeekday>,
    /// Whether `2TU` counts in the year and not in the month.
    nth_of_year: bool,
    /// Whether a day that the month lacks becomes its last.
    last_day_stands_in: bool,
}

impl DaysOfMonth {
    pub(super) fn new(by: &By, nth_of_year: bool, last_day_stands_in: bool) -> Self {
        let named = by
            .months
            .iter()
            .fold(0, |months, month| months | 1 << month);
        Self {
            months: if named == 0 { u16::MAX } else { named },
            month_days: by.month_days.clone(),
            weekdays: by.weekdays.clone(),
            nth_of_year,
            last_day_stands_in,
        }
    }

    /// The same without the names of months.
    pub(super) fn in_every_month(self) -> Self {
        Self {
            months: u16::MAX,
            ..self
        }
    }

    pub(super) fn has_every_month(&self) -> bool {
        self.months == u16::MAX
    }

    pub(super) fn has_month(&self, month: i64) -> bool {
        self.months >> month & 1 == 1
    }

    /// The chosen days of a month.
    pub(super) fn of(&self, month: &Month) -> Days {
        if !self.has_month(month.month) {
            return 0;
        }
        let nth = |nth, weekday| match self.nth_of_year {
            true => nth_of_year(nth, weekday, month),
            false => nth_of_month(nth, weekday, month.kind),
        };
        self.by_month_days(month.kind.length()) & self.by_weekdays(month.kind, nth)
    }

    /// The chosen days of a kind of month, where neither the year nor the month's name matter.
    pub(super) fn of_kind(&self, kind: Kind) -> Days {
        let nth = |nth, weekday| nth_of_month(nth, weekday, kind);
        self.by_month_days(kind.length()) & self.by_weekdays(kind, nth)
    }

    /// Whether nothing but the length of a month matters.
    pub(super) fn is_of_length(&self) -> bool {
        self.weekdays.is_empty()
    }

    /// Whether the last day of a month is chosen only for a day that the month lacks.
    pub(super) fn last_stands_in(&self, length: i64) -> bool {
        let has = |wanted: i64| self.month_days.iter().any(|day| i64::from(*day) == wanted);
        let lacks = self.month_days.iter().any(|day| i64::from(*day) > length);
        self.last_day_stands_in && lacks && !has(length) && !has(-1)
    }

    fn by_month_days(&self, length: i64) -> Days {
        let all = low_bits(length);
        if self.month_days.is_empty() {
            return all;
        }
        let each = |day: &i8| self.month_day(i64::from(*day), length);
        self.month_days.iter().fold(0, |days, day| days | each(day))
    }

    fn month_day(&self, day: i64, length: i64) -> Days {
        let index = match day {
            ..0 => length + day,
            _ if self.last_day_stands_in => day.min(length) - 1,
            _ => day - 1,
        };
        if (0..length).contains(&index) {
            1 << index
        } else {
            0
        }
    }

    /// The days of the chosen weekdays; `nth` says where the nth of a weekday is.
    fn by_weekdays(&self, kind: Kind, nth: impl Fn(i64, i64) -> Days) -> Days {
        if self.weekdays.is_empty() {
            return Days::MAX;
        }
        let each = |wanted: &NthWeekday| {
            let weekday = i64::from(wanted.weekday.num_days_from_monday());
            match wanted.nth {
                0 => WEEKLY << to_first(weekday, kind),
                number => nth(number.into(), weekday),
            }
        };
        let days = self
            .weekdays
            .iter()
            .fold(0, |days, wanted| days | each(wanted));
        days & low_bits(kind.length())
    }
}

/// Days from the first of a month to the first of a weekday.
fn to_first(weekday: i64, kind: Kind) -> i64 {
    (weekday - kind.weekday()).rem_euclid(7)
}

fn nth_of_month(nth: i64, weekday: i64, kind: Kind) -> Days {
    bit(nth_from(nth, to_first(weekday, kind), kind.length()))
}

/// The nth of a weekday whose first lies `to_first` days into a stretch of `length` days, counted
/// from the stretch's first day; from the end where `nth` is negative. It may lie outside.
fn nth_from(nth: i64, to_first: i64, length: i64) -> i64 {
    if nth > 0 {
        return to_first + 7 * (nth - 1);
    }
    let last = to_first + (length - 1 - to_first) / 7 * 7;
    last + 7 * (nth + 1)
}

fn nth_of_year(nth: i64, weekday_wanted: i64, month: &Month) -> Days {
    let new_year = day_number(month.year, 1, 1);
    let length = if is_leap(month.year) { 366 } else { 365 };
    let to_first = (weekday_wanted - weekday(new_year)).rem_euclid(7);
    bit(new_year + nth_from(nth, to_first, length) - month.first)
}

/// The bit of a day, none for an index outside a month.
fn bit(index: i64) -> Days {
    if (0..31).contains(&index) {
        1 << index
    } else {
        0
    }
}

/// The days before an index.
pub(super) fn low_bits(index: i64) -> Days {
    match u32::try_from(index) {
        Ok(index) => 1_u32.checked_shl(index).map_or(Days::MAX, |bit| bit - 1),
        Err(_) => 0,
    }
}

/// The days at chosen positions of a set that lies in `sets`, one after the other: 1 is the first of
/// all, -1 the last.
pub(super) fn at_positions(sets: &mut [Days], positions: &[i16]) {
    if positions.is_empty() {
        return;
    }
    let total: i64 = sets.iter().map(|days| i64::from(days.count_ones())).sum();
    let mut position = 0;
    for days in sets {
        let mut left = *days;
        while left != 0 {
            let day = left & left.wrapping_neg();
            left ^= day;
            position += 1;
            let from_end = position - total - 1;
            let chosen = |wanted: &i16| {
                let wanted = i64::from(*wanted);
                wanted == position || wanted == from_end
            };
            if !positions.iter().any(chosen) {
                *days ^= day;
            }
        }
    }
}
