//! The values of iCalendar: dates and times without separators, numbers.

use crate::datetime::{self, DatetimeError, Moment, YEARS};
use crate::schedule::rule::Until;
use chrono::{Datelike as _, NaiveDate, NaiveTime};

/// The moment of an ISO 8601 or an iCalendar text: `2030-05-01T09:00:00`, `20300501T090000`, each
/// with `Z` for an instant, the first with any offset. An iCalendar date alone is its midnight.
///
/// # Errors
/// `2030-05-01`, `2030-02-30T09:00:00`, `20300501T240000`, `tomorrow`.
pub fn parse_moment(text: &str) -> Result<Moment, DatetimeError> {
    match text.len() {
        8 => Ok(Moment::Local(compact_date(text)?.and_time(NaiveTime::MIN))),
        15 | 16 if !text.contains('-') => compact_moment(text),
        _ => datetime::parse(text),
    }
}

/// `20300501`.
pub(super) fn compact_date(text: &str) -> Result<NaiveDate, DatetimeError> {
    let digits = (text.len() == 8).then(|| number(text)).flatten();
    let digits = digits.ok_or(DatetimeError::Format)?;
    let year = i32::try_from(digits / 10_000).map_err(|_| DatetimeError::Year)?;
    if !YEARS.contains(&year) {
        return Err(DatetimeError::Year);
    }
    date_of(year, digits / 100 % 100, digits % 100).ok_or(DatetimeError::Date)
}

/// `20300501T090000`, or with a `Z` at its end.
pub(super) fn compact_moment(text: &str) -> Result<Moment, DatetimeError> {
    let (date, time) = text.split_once(['T', 't']).ok_or(DatetimeError::Format)?;
    let date = compact_date(date)?;
    let digits = time.strip_suffix(['Z', 'z']).unwrap_or(time);
    let number = (digits.len() == 6).then(|| number(digits)).flatten();
    let local = date.and_time(time_of(number.ok_or(DatetimeError::Format)?)?);
    if digits.len() == time.len() {
        return Ok(Moment::Local(local));
    }
    let instant = local.and_utc();
    match YEARS.contains(&instant.year()) {
        true => Ok(Moment::Instant(instant.fixed_offset())),
        false => Err(DatetimeError::Year),
    }
}

fn date_of(year: i32, month: i64, day: i64) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

fn time_of(digits: i64) -> Result<NaiveTime, DatetimeError> {
    let digits = u32::try_from(digits).map_err(|_| DatetimeError::Time)?;
    match (digits / 10_000, digits / 100 % 100, digits % 100) {
        (24, 0, 0) => Err(DatetimeError::EndOfDay),
        (0..24, 0..60, 60) => Err(DatetimeError::LeapSecond),
        (hour, minute, second) => {
            NaiveTime::from_hms_opt(hour, minute, second).ok_or(DatetimeError::Time)
        }
    }
}

/// A number of digits alone; none where it has no digit or is greater than any number here may be.
pub(super) fn number(text: &str) -> Option<i64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

impl From<Moment> for Until {
    fn from(moment: Moment) -> Self {
        match moment {
            Moment::Instant(instant) => Self::Instant(instant.to_utc()),
            Moment::Local(local) => Self::Local(local),
        }
    }
}
