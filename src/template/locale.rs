//! Dates, numbers and plurals by CLDR, through ICU4X.

mod formatters;

pub(super) use formatters::Formatters;

use super::fault::Fault;
use super::helper::{self, Helper};
use super::zone;
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use fixed_decimal::Decimal;
use formatters::{Formatter, Kind};
use icu_datetime::input;
use icu_locale_core::Locale;
use icu_plurals::PluralCategory;

/// The digits after the point that a number may be asked to have.
const MOST_DECIMALS: i16 = 20;

/// Whether a text is a locale: `fr`, `pt-BR`.
pub(crate) fn is_locale(text: &str) -> bool {
    !text.is_empty() && text.parse::<Locale>().is_ok()
}

/// Whether `date` knows a style.
pub(super) fn is_style(text: &str) -> bool {
    Style::named(text).is_some()
}

impl Formatters {
    /// What `date`, `number` or `plural` answers; the named arguments come last, as the signature has
    /// them.
    pub(super) fn answer(
        &self,
        helper: Helper,
        arguments: &[Option<&str>],
        locale: Option<&str>,
        zone: Option<&str>,
    ) -> Result<String, Fault> {
        let named = helper::named(helper.name()).map_or(0, |signature| signature.named.len());
        let (given, named) = arguments.split_at(arguments.len() - named);
        let locale = named[0].or(locale).ok_or(Fault::NoLocale(helper))?;
        let value = given[0].unwrap_or_default();
        let answer = match helper {
            Helper::Date => {
                let style = given.get(1).copied().flatten().unwrap_or("long");
                self.date(value, style, named[1].or(zone), locale)
            }
            Helper::Number => self.number(value, named[1], locale),
            _ => {
                let form = self.plural(value, locale);
                let form = form.and_then(|form| named[1 + form].or(named[6]));
                form.map(str::to_owned)
            }
        };
        answer.ok_or(Fault::Invalid(helper))
    }

    /// A number as the locale groups and writes it, with so many digits after the point if that is
    /// said.
    fn number(&self, number: &str, decimals: Option<&str>, locale: &str) -> Option<String> {
        let mut number: Decimal = number.parse().ok()?;
        if let Some(decimals) = decimals {
            let decimals: i16 = decimals.parse().ok()?;
            if !(0..=MOST_DECIMALS).contains(&decimals) {
                return None;
            }
            // pads with zeros too
            number.round(-decimals);
        }
        self.with(Kind::Number, locale, |formatter| match formatter {
            Formatter::Number(formatter) => Some(formatter.format(&number).to_string()),
            _ => None,
        })
    }

    /// The CLDR category of a number, by its place among `zero`, `one`, `two`, `few`, `many`, `other`.
    fn plural(&self, number: &str, locale: &str) -> Option<usize> {
        let number: Decimal = number.parse().ok()?;
        self.with(Kind::Plural, locale, |formatter| match formatter {
            Formatter::Plural(rules) => Some(match rules.category_for(&number) {
                PluralCategory::Zero => 0,
                PluralCategory::One => 1,
                PluralCategory::Two => 2,
                PluralCategory::Few => 3,
                PluralCategory::Many => 4,
                PluralCategory::Other => 5,
            }),
            _ => None,
        })
    }

    /// A date, or a date with its time, in the words of the locale.
    ///
    /// The text is `2026-03-28`, `2026-03-28T09:00` or `2026-03-28T08:00:00Z`. A time with an offset
    /// is told in `zone`, and without one as it is written; a time without an offset is taken as it
    /// is.
    fn date(&self, text: &str, style: &str, zone: Option<&str>, locale: &str) -> Option<String> {
        let style = Style::named(style)?;
        let (date, time) = read(text, zone)?;
        if style.needs_time() && time.is_none() {
            return None;
        }
        let at = moment(date, time.unwrap_or_default())?;
        self.with(Kind::Date(style), locale, |formatter| match formatter {
            Formatter::Date(formatter) => Some(formatter.format(&at).to_string()),
            _ => None,
        })
    }
}

/// How a date is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
