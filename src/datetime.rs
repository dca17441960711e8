//! Dates and times as definitions write them: ISO 8601 in the profile of RFC 3339, read strictly.
//!
//! `schedule` and `scheduledAt` of a definition, and `--until` of the command line, are read here.
//! What is taken: `2030-05-01T09:00:00Z`, with `+01:00` in place of `Z`, with a fraction of up to nine
//! digits, without the seconds. A text without an offset is a wall time: it needs a zone from
//! elsewhere, so [`parse_instant`] refuses it and [`parse_local`] reads it.

use crate::issue::{Code, Issue, Text};
use chrono::{
    DateTime, Datelike as _, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Offset as _, Utc,
};

/// The years that a send can be planned in: from the epoch to the last year of four digits.
pub const YEARS: std::ops::RangeInclusive<i32> = 1970..=9999;

/// A date and time as written: with an offset it is an instant, without one a wall time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// `2030-05-01T09:00:00+01:00`.
    Instant(DateTime<FixedOffset>),
    /// `2030-05-01T09:00:00`.
    Local(NaiveDateTime),
}

/// Why a text is not the date and time that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("{}", self.text().en.0)]
pub enum DatetimeError {
    /// Not `YYYY-MM-DDThh:mm:ss` at all: `tomorrow`, `01/05/2030`, `2030-5-1T09:00`.
    Format,
    /// A date alone: `2030-05-01`.
    NoTime,
    /// A year outside [`YEARS`], also when only UTC has it: `1970-01-01T00:00:00+01:00`.
    Year,
    /// A date that no calendar has: `2030-02-30`.
    Date,
    /// A time that no clock shows: `25:00`, `09:61`.
    Time,
    /// `24:00`, which ISO 8601 had once: the next day's `00:00` says the same.
    EndOfDay,
    /// `:60`: a leap second cannot be planned for.
    LeapSecond,
    /// An offset that is none: `+1`, `+25:00`, `CET`.
    Offset,
    /// A wall time where an instant is needed: `2030-05-01T09:00:00`.
    NoOffset,
    /// An instant where a wall time is needed: `2030-05-01T09:00:00Z`.
    HasOffset,
}

impl DatetimeError {
    /// `DATETIME_NO_OFFSET` for a missing offset, `DATETIME_INVALID` for everything else.
    #[must_use]
    pub fn code(self) -> Code {
        match self {
            Self::NoOffset => Code::DatetimeNoOffset,
            _ => Code::DatetimeInvalid,
        }
    }

    /// The issue of a field that holds such a text; `path` is the field's JSON pointer.
    #[must_use]
    pub fn issue(self, path: impl Into<String>) -> Issue {
        Issue::new(self.code(), path, self.text())
    }

    fn text(self) -> &'static Text {
        match self {
            Self::Format => &FORMAT,
            Self::NoTime => &NO_TIME,
            Self::Year => &YEAR,
            Self::Date => &DATE,
            Self::Time => &TIME,
            Self::EndOfDay => &END_OF_DAY,
            Self::LeapSecond => &LEAP_SECOND,
            Self::Offset => &OFFSET,
            Self::NoOffset => &NO_OFFSET,
            Self::HasOffset => &HAS_OFFSET,
        }
    }
}

/// The instant that `text` writes, with its offset kept.
///
/// ```
/// use flashplan::datetime::{parse_instant, DatetimeError};
/// let start = parse_instant("2030-05-01T09:00:00.250+01:00")?;
/// assert_eq!(start.timestamp(), 1_903_852_800);
/// assert_eq!(parse_instant("2030-05-01T09:00:00"), Err(DatetimeError::NoOffset));
/// # Ok::<(), DatetimeError>(())
/// ```
///
/// # Errors
/// `2030-05-01T09:00:00` ([`DatetimeError::NoOffset`]); `2030-05-01`, `2030-02-30T09:00:00Z`,
/// `2030-05-01T24:00:00Z`, `2016-12-31T23:59:60Z`, `1969-12-31T23:59:59Z`, `2030-05-01 09:00Z`.
pub fn parse_instant(text: &str) -> Result<DateTime<FixedOffset>, DatetimeError> {
    match parse(text)? {
        Moment::Instant(instant) => Ok(instant),
        Moment::Local(_) => Err(DatetimeError::NoOffset),
    }
}

/// The wall time that `text` writes.
///
/// # Errors
/// `2030-05-01T09:00:00Z` ([`DatetimeError::HasOffset`]), and what [`parse`] refuses.
pub fn parse_local(text: &str) -> Result<NaiveDateTime, DatetimeError> {
    match parse(text)? {
        Moment::Local(local) => Ok(local),
        Moment::Instant(_) => Err(DatetimeError::HasOffset),
    }
}

/// The date that `text` writes: `2030-05-01`.
///
/// # Errors
/// `2030-02-30`, `2030-5-1`, `1969-12-31`, `2030-05-01T09:00:00`.
pub fn parse_date(text: &str) -> Result<NaiveDate, DatetimeError> {
    let mut reader = Reader::new(text);
    let date = reader.date()?;
    if reader.rest.is_empty() {
        Ok(date)
    } else {
        Err(DatetimeError::Format)
    }
}

/// The offset that `text` writes: `+01:00`, `-03:30`, `Z`.
#[must_use]
pub fn parse_offset(text: &str) -> Option<FixedOffset> {
    Reader::new(text).offset()
}

/// What `text` writes: an instant or a wall time.
///
/// # Errors
/// As [`parse_instant`], but a text without an offset is fine.
pub fn parse(text: &str) -> Result<Moment, DatetimeError> {
    let mut reader = Reader::new(text);
    let date = reader.date()?;
    if reader.rest.is_empty() {
        return Err(DatetimeError::NoTime);
    }
    reader.one_of(b"Tt").ok_or(DatetimeError::Format)?;
    let local = date.and_time(reader.time()?);
    if reader.rest.is_empty() {
        return Ok(Moment::Local(local));
    }
    let offset = reader.offset().ok_or(DatetimeError::Offset)?;
    let instant = local
        .and_local_timezone(offset)
        .single()
        .filter(|instant| YEARS.contains(&instant.with_timezone(&Utc).year()))
        .ok_or(DatetimeError::Year)?;
    Ok(Moment::Instant(instant))
}

/// Reads from the front of a text; each method takes what it reads.
struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            rest: text.as_bytes(),
        }
    }

    fn date(&mut self) -> Result<NaiveDate, DatetimeError> {
        let (year, month, day) = self.year_month_day().ok_or(DatetimeError::Format)?;
        let year = i32::try_from(year).map_err(|_| DatetimeError::Year)?;
        if !YEARS.contains(&year) {
            return Err(DatetimeError::Year);
        }
        NaiveDate::from_ymd_opt(year, month, day).ok_or(DatetimeError::Date)
    }

    fn year_month_day(&mut self) -> Option<(u32, u32, u32)> {
        let year = self.digits(4)?;
        self.one_of(b"-")?;
        let month = self.digits(2)?;
        self.one_of(b"-")?;
        Some((year, month, self.digits(2)?))
    }

    fn time(&mut self) -> Result<NaiveTime, DatetimeError> {
        let hour = self.digits(2).ok_or(DatetimeError::Format)?;
        self.one_of(b":").ok_or(DatetimeError::Format)?;
        let minute = self.digits(2).ok_or(DatetimeError::Format)?;
        let (second, nano) = self.seconds().ok_or(DatetimeError::Format)?;
        match (hour, minute, second) {
            (24, 0, 0) => Err(DatetimeError::EndOfDay),
            (0..24, 0..60, 60) => Err(DatetimeError::LeapSecond),
            _ => {
                NaiveTime::from_hms_nano_opt(hour, minute, second, nano).ok_or(DatetimeError::Time)
            }
        }
    }

    /// `:ss` and `.fff`, each of which may be absent; a fraction only after seconds.
    fn seconds(&mut self) -> Option<(u32, u32)> {
        if self.one_of(b":").is_none() {
            return Some((0, 0));
        }
        let second = self.digits(2)?;
        if self.one_of(b".").is_none() {
            return Some((second, 0));
        }
        let len = self
            .rest
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let missing = u32::try_from(9_usize.checked_sub(len)?).ok()?;
        Some((second, self.digits(len)? * 10_u32.pow(missing)))
    }

    /// `Z`, or a sign with hours and minutes; the whole rest of the text.
    fn offset(&mut self) -> Option<FixedOffset> {
        if self.one_of(b"Zz").is_some() {
            return self.rest.is_empty().then(|| Utc.fix());
        }
        let sign = self.one_of(b"+-")?;
        let hours = self.digits(2)?;
        self.one_of(b":")?;
        let minutes = self.digits(2).filter(|minutes| *minutes < 60)?;
        let east = i32::try_from(hours * 3_600 + minutes * 60).ok()?;
        // a day or more is none
        let offset = FixedOffset::east_opt(if sign == b'-' { -east } else { east })?;
        self.rest.is_empty().then_some(offset)
    }

    /// The number that the next `len` digits write; at most nine, at least one.
    fn digits(&mut self, len: usize) -> Option<u32> {
        let (digits, rest) = self.rest.split_at_checked(len)?;
        if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
            return None;
        }
        self.rest = rest;
        Some(
            digits
                .iter()
                .fold(0, |n, digit| n * 10 + u32::from(digit - b'0')),
        )
    }

    fn one_of(&mut self, bytes: &[u8]) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        bytes.contains(first).then(|| {
            self.rest = rest;
            *first
        })
    }
}

static FORMAT: Text = Text {
    en: (
        "not a date and time of ISO 8601",
        "write it like 2030-05-01T09:00:00+01:00",
    ),
    fr: (
        "ce n'est pas une date et heure ISO 8601",
        "écrivez-la comme 2030-05-01T09:00:00+01:00",
    ),
};
static NO_TIME: Text = Text {
    en: (
        "a date without a time of day",
        "add the time and the offset, like T09:00:00+01:00",
    ),
    fr: (
        "une date sans heure",
        "ajoutez l'heure et le décalage, comme T09:00:00+01:00",
    ),
};
static YEAR: Text = Text {
    en: (
        "the year lies outside 1970 to 9999",
        "write a year from 1970 to 9999; it counts in UTC too",
    ),
    fr: (
        "l'année est hors de 1970 à 9999",
        "écrivez une année de 1970 à 9999, en UTC aussi",
    ),
};
static DATE: Text = Text {
    en: ("no calendar has this date", "mend the month or the day"),
    fr: (
        "cette date n'existe dans aucun calendrier",
        "corrigez le mois ou le jour",
    ),
};
static TIME: Text = Text {
    en: (
        "no clock shows this time of day",
        "hours go from 00 to 23, minutes and seconds from 00 to 59",
    ),
    fr: (
        "aucune horloge n'affiche cette heure",
        "les heures vont de 00 à 23, les minutes et secondes de 00 à 59",
    ),
};
static END_OF_DAY: Text = Text {
    en: (
        "24:00 is not a time of day here",
        "write 00:00 of the next day",
    ),
    fr: (
        "24:00 n'est pas une heure admise ici",
        "écrivez 00:00 du jour suivant",
    ),
};
static LEAP_SECOND: Text = Text {
    en: (
        "a leap second cannot be planned for",
        "write :59, or :00 of the next minute",
    ),
    fr: (
        "une seconde intercalaire ne peut pas être planifiée",
        "écrivez :59, ou :00 de la minute suivante",
    ),
};
static OFFSET: Text = Text {
    en: (
        "what follows the time is not an offset",
        "end with Z, or with an offset like +01:00",
    ),
    fr: (
        "ce qui suit l'heure n'est pas un décalage",
        "terminez par Z, ou par un décalage comme +01:00",
    ),
};
static NO_OFFSET: Text = Text {
    en: (
        "a date and time without an offset, and no time zone is configured",
        "add Z or an offset like +01:00, or name a time zone",
    ),
    fr: (
        "une date et heure sans décalage, et aucun fuseau n'est configuré",
        "ajoutez Z ou un décalage comme +01:00, ou nommez un fuseau",
    ),
};
static HAS_OFFSET: Text = Text {
    en: (
        "a wall time is needed here, without an offset",
        "remove what follows the time: the time zone gives the offset",
    ),
    fr: (
        "il faut ici une heure locale, sans décalage",
        "retirez ce qui suit l'heure : le fuseau donne le décalage",
    ),
};
