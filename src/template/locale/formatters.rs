//! The formatters of ICU4X that a template uses, each made once.

use super::Style;
use icu_datetime::DateTimeFormatter;
use icu_datetime::fieldsets::enums::CompositeDateTimeFieldSet;
use icu_datetime::fieldsets::{self, T, YMD, YMDE, YMDET, YMDT};
use icu_datetime::options::TimePrecision;
use icu_decimal::DecimalFormatter;
use icu_locale_core::Locale;
use icu_plurals::PluralRules;
use std::sync::OnceLock;

/// Formatters that are kept. A locale may be a value of a contact, so that there is a bound; past it
/// a formatter is made for the call.
const MOST: usize = 32;

/// The formatters that were asked for, as a list that only grows: who reads it waits for nobody.
#[derive(Debug, Default)]
pub(in crate::template) struct Formatters {
    first: OnceLock<Box<Kept>>,
}

/// What a formatter writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Number,
    Plural,
    Date(Style),
}

#[derive(Debug)]
pub(super) enum Formatter {
    Number(Box<DecimalFormatter>),
    Plural(PluralRules),
    Date(Box<DateTimeFormatter<CompositeDateTimeFieldSet>>),
}

#[derive(Debug)]
struct Kept {
    kind: Kind,
    locale: Box<str>,
    /// None where the locale is not one.
    formatter: Option<Formatter>,
    next: OnceLock<Box<Kept>>,
}

impl Formatters {
    /// What `write` makes with the formatter of a kind and a locale.
    pub(super) fn with<T>(
        &self,
        kind: Kind,
        locale: &str,
        write: impl FnOnce(&Formatter) -> Option<T>,
    ) -> Option<T> {
        let mut place = &self.first;
        for _ in 0..MOST {
            let kept = place.get_or_init(|| Box::new(Kept::new(kind, locale)));
            if kept.kind == kind && *kept.locale == *locale {
                return write(kept.formatter.as_ref()?);
            }
            place = &kept.next;
        }
        write(&Formatter::new(kind, locale)?)
    }
}

impl Kept {
    fn new(kind: Kind, locale: &str) -> Self {
        Self {
            kind,
            locale: locale.into(),
            formatter: Formatter::new(kind, locale),
            next: OnceLock::new(),
        }
    }
}

impl Formatter {
    fn new(kind: Kind, locale: &str) -> Option<Self> {
        let locale: Locale = locale.parse().ok()?;
        Some(match kind {
            Kind::Number => {
                let formatter = DecimalFormatter::try_new(locale.into(), Default::default());
                Self::Number(Box::new(formatter.ok()?))
            }
            Kind::Plural => Self::Plural(PluralRules::try_new_cardinal(locale.into()).ok()?),
            Kind::Date(style) => {
                let formatter = DateTimeFormatter::try_new(locale.into(), style.fields());
                Self::Date(Box::new(formatter.ok()?))
            }
        })
    }
}

impl Style {
    fn fields(self) -> CompositeDateTimeFieldSet {
        use CompositeDateTimeFieldSet::{Date, DateTime, Time};
        use fieldsets::enums::{DateAndTimeFieldSet, DateFieldSet, TimeFieldSet};
        let minute = TimePrecision::Minute;
        match self {
            Self::Short => Date(DateFieldSet::YMD(YMD::short())),
            Self::Medium => Date(DateFieldSet::YMD(YMD::medium())),
            Self::Long => Date(DateFieldSet::YMD(YMD::long())),
            Self::Full => Date(DateFieldSet::YMDE(YMDE::long())),
            Self::Time => Time(TimeFieldSet::T(T::hm())),
            Self::DateTime => DateTime(DateAndTimeFieldSet::YMDT(
                YMDT::long().with_time_precision(minute),
            )),
            Self::FullTime => DateTime(DateAndTimeFieldSet::YMDET(
                YMDET::long().with_time_precision(minute),
            )),
        }
    }
}
