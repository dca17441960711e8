//! Days of the proleptic Gregorian calendar as numbers: day 0 is 1970-01-01.
//!
//! The arithmetic is that of Howard Hinnant's "chrono-compatible low-level date algorithms". It is
//! here, and not asked of `chrono`, because the tables of offsets and months are built from it.

/// Seconds of a day.
pub(super) const DAY: i64 = 86_400;
/// Days after which dates and weekdays fall together again: 400 years.
pub(super) const CYCLE_DAYS: i64 = 146_097;
/// Years of a cycle.
pub(super) const CYCLE_YEARS: i64 = 400;
/// The last day of the year 9999, the last one that is planned for.
pub(super) const LAST_DAY: i64 = 2_932_896;

/// The number of the day `year`-`month`-`day`; a month from 1 to 12.
pub(super) const fn day_number(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(CYCLE_YEARS);
    let year_of_era = year.rem_euclid(CYCLE_YEARS);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * CYCLE_DAYS + day_of_era - 719_468
}

/// Year, month and day of a day's number.
pub(super) const fn civil(day: i64) -> (i64, i64, i64) {
    let shifted = day + 719_468;
    let era = shifted.div_euclid(CYCLE_DAYS);
    let day_of_era = shifted.rem_euclid(CYCLE_DAYS);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day_of_month = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 {
        month_from_march + 3
    } else {
        month_from_march - 9
    };
    let year = year_of_era + era * CYCLE_YEARS + if month <= 2 { 1 } else { 0 };
    (year, month, day_of_month)
}

/// The weekday of a day's number: 0 is Monday.
pub(super) const fn weekday(day: i64) -> i64 {
    (day + 3).rem_euclid(7)
}

/// Whether a year has a 29th of February.
pub(super) const fn is_leap(year: i64) -> bool {
    // a year that 25 and 16 divide is one that 400 divides: one division instead of three
    year & 3 == 0 && (year % 25 != 0 || year & 15 == 0)
}

/// The days of a month from 1 to 12.
pub(super) const fn month_length(year: i64, month: i64) -> i64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        // odd months to July, and even ones from August on, have 31
        _ => 30 | (month ^ (month >> 3)) & 1,
    }
}

/// A year: what the days of its months depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Year {
    number: i64,
    /// The number of its first day.
    pub(super) first: i64,
    pub(super) is_leap: bool,
}

impl Year {
    pub(super) const fn at(number: i64) -> Self {
        Self {
            number,
            first: day_number(number, 1, 1),
            is_leap: is_leap(number),
        }
    }

    /// The year after it, without another look at the calendar.
    pub(super) const fn next(self) -> Self {
        let number = self.number + 1;
        Self {
            number,
            first: self.first + if self.is_leap { 366 } else { 365 },
            is_leap: is_leap(number),
        }
    }

    /// The number of the first day of a month from 1 to 12; of the next year for 13.
    pub(super) fn month(self, month: i64) -> i64 {
        // from March on 153 days are five months
        let days = match month {
            1 => 0,
            2 => 31,
            _ => (153 * (month - 3) + 2) / 5 + if self.is_leap { 60 } else { 59 },
        };
        self.first + days
    }
}

#[cfg(test)]
mod tests {
    use super::{LAST_DAY, Year, civil, day_number, month_length, weekday};
    use chrono::{Datelike as _, NaiveDate};

    #[test]
    fn agrees_with_chrono_on_every_day() {
        let mut date = NaiveDate::from_ymd_opt(1583, 1, 1).expect("a date");
        for day in day_number(1583, 1, 1)..=LAST_DAY {
            let (year, month, of_month) = civil(day);
            assert_eq!(
                (year, month),
                (i64::from(date.year()), i64::from(date.month()))
            );
            assert_eq!(of_month, i64::from(date.day()), "{date}");
            assert_eq!(day_number(year, month, of_month), day);
            assert_eq!(
                weekday(day),
                i64::from(date.weekday().num_days_from_monday())
            );
            assert!(of_month <= month_length(year, month));
            date = date.succ_opt().expect("a day after");
        }
        assert_eq!(civil(LAST_DAY), (9999, 12, 31));
    }

    #[test]
    fn years_follow_each_other() {
        let mut year = Year::at(1583);
        for number in 1583..=9999 {
            assert_eq!(year, Year::at(number));
            for month in 1..=13 {
                let index = number * 12 + month - 1;
                let first = day_number(index / 12, index % 12 + 1, 1);
                assert_eq!(year.month(month), first, "{number}-{month}");
            }
            year = year.next();
        }
    }
}
