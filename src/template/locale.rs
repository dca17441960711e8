//! Dates, numbers and plurals by CLDR, through ICU4X.

use super::zone;
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use fixed_decimal::Decimal;
use icu_datetime::DateTimeFormatter;
use icu_datetime::fieldsets::{T, YMD, YMDE, YMDET, YMDT};
use icu_datetime::input;
use icu_decimal::DecimalFormatter;
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};

/// The digits after the point that a number may be asked to have.
const MOST_DECIMALS: i16 = 20;

/// Whether a text is a locale: `fr`, `pt-BR`.
pub(super) fn is_locale(text: &str) -> bool {
    !text.is_empty() && text.parse::<Locale>().is_ok()
}

/// Whether `date` knows a style.
pub(super) fn is_style(text: &str) -> bool {
    Style::named(text).is_some()
}

/// A number as the locale groups and writes it, with so many digits after the point if that is said.
pub(super) fn number(number: &str, decimals: Option<&str>, locale: &str) -> Option<String> {
    let locale: Locale = locale.parse().ok()?;
    let mut number: Decimal = number.parse().ok()?;
    if let Some(decimals) = decimals {
        let decimals: i16 = decimals.parse().ok()?;
        if !(0..=MOST_DECIMALS).contains(&decimals) {
            return None;
        }
        number.round(-decimals);
        number.absolute.pad_end(-decimals);
    }
    let formatter = DecimalFormatter::try_new(locale.into(), Default::default()).ok()?;
    Some(formatter.format(&number).to_string())
}

/// The CLDR category of a number: `one`, `other` and their kin.
pub(super) fn plural(number: &str, locale: &str) -> Option<&'static str> {
    let locale: Locale = locale.parse().ok()?;
    let number: Decimal = number.parse().ok()?;
    let rules = PluralRules::try_new_cardinal(locale.into()).ok()?;
    Some(match rules.category_for(&number) {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    })
}

/// How a date is written.
#[derive(Clone, Copy)]
enum Style {
    Short,
    Medium,
    Long,
    Full,
    Time,
    DateTime,
    FullTime,
}

impl Style {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "short" => Self::Short,
            "medium" => Self::Medium,
            "long" => Self::Long,
            "full" => Self::Full,
            "time" => Self::Time,
            "datetime" => Self::DateTime,
            "fulltime" => Self::FullTime,
            _ => return None,
        })
    }

    fn needs_time(self) -> bool {
        matches!(self, Self::Time | Self::DateTime | Self::FullTime)
    }
}

/// A date, or a date with its time, in the words of the locale.
///
/// The text is `2026-03-28`, `2026-03-28T09:00` or `2026-03-28T08:00:00Z`. A time with an offset is
/// told in `zone`, and without one as it is written; a time without an offset is taken as it is.
pub(super) fn date(text: &str, style: &str, zone: Option<&str>, locale: &str) -> Option<String> {
    let locale: Locale = locale.parse().ok()?;
    let style = Style::named(style)?;
    let (date, time) = read(text, zone)?;
    if style.needs_time() && time.is_none() {
        return None;
    }
    let at = moment(date, time.unwrap_or_default())?;
    let locale = locale.into();
    Some(match style {
        Style::Short => DateTimeFormatter::try_new(locale, YMD::short())
            .ok()?
            .format(&at)
            .to_string(),
        Style::Medium => DateTimeFormatter::try_new(locale, YMD::medium())
            .ok()?
            .format(&at)
            .to_string(),
        Style::Long => DateTimeFormatter::try_new(locale, YMD::long())
            .ok()?
            .format(&at)
            .to_string(),
        Style::Full => DateTimeFormatter::try_new(locale, YMDE::long())
            .ok()?
            .format(&at)
            .to_string(),
        Style::Time => DateTimeFormatter::try_new(locale, T::hm())
            .ok()?
            .format(&at)
            .to_string(),
        Style::DateTime => {
            DateTimeFormatter::try_new(locale, YMDT::long().with_time_precision(MINUTE))
                .ok()?
                .format(&at)
                .to_string()
        }
        Style::FullTime => {
            DateTimeFormatter::try_new(locale, YMDET::long().with_time_precision(MINUTE))
                .ok()?
                .format(&at)
                .to_string()
        }
    })
}

const MINUTE: icu_datetime::options::TimePrecision = icu_datetime::options::TimePrecision::Minute;

fn read(text: &str, zone: Option<&str>) -> Option<(NaiveDate, Option<NaiveTime>)> {
    if let Ok(date) = text.parse::<NaiveDate>() {
        return Some((date, None));
    }
    let local = match DateTime::parse_from_rfc3339(text) {
        Ok(instant) => match zone {
            Some(zone) => zone::local(instant.to_utc(), zone)?,
            None => instant.naive_local(),
        },
        Err(_) => without_offset(text)?,
    };
    Some((local.date(), Some(local.time())))
}

fn without_offset(text: &str) -> Option<NaiveDateTime> {
    let forms = [
        "%Y-%m-%dT%H:%M:%S%.f",
        "%Y-%m-%dT%H:%M",
        "%Y-%m-%d %H:%M:%S",
        "%Y-%m-%d %H:%M",
    ];
    forms
        .into_iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
}

fn moment(date: NaiveDate, time: NaiveTime) -> Option<input::DateTime<icu_calendar::Iso>> {
    let small = |n: u32| u8::try_from(n).ok();
    // before year 1 and after 9999 no message has a date
    if !(1..=9999).contains(&date.year()) {
        return None;
    }
    let date =
        input::Date::try_new_iso(date.year(), small(date.month())?, small(date.day())?).ok()?;
    let time = input::Time::try_new(
        small(time.hour())?,
        small(time.minute())?,
        small(time.second())?,
        0,
    )
    .ok()?;
    Some(input::DateTime { date, time })
}
