//! The repeat rule: which dates a schedule asks for, before any clock is looked at.

use super::texts;
use crate::issue::{Code, Issue};
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc, Weekday};
use std::num::NonZeroU32;

/// How a schedule repeats: once, or every so many days, weeks, months or years.
///
/// The rule of a campaign's `repeat` is [`Rule::once`], [`Rule::daily`] or [`Rule::weekly`]; any rule
/// of the subset of RFC 5545 that is taken here comes from its text, by [`Rule::parse`].
///
/// ```
/// use chrono::Weekday;
/// use flashplan::schedule::Rule;
/// use std::num::NonZeroU32;
/// let rule = Rule::weekly_on(&[Weekday::Mon, Weekday::Fri]).every(NonZeroU32::MIN.saturating_add(1));
/// assert_eq!(rule.to_string(), "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Rule {
    pub(super) frequency: Frequency,
    pub(super) interval: NonZeroU32,
    pub(super) by: By,
    pub(super) week_start: Weekday,
    pub(super) end: End,
}

/// Where a rule ends: RFC 5545 has a count or a last moment, never both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum End {
    Never,
    Count(u64),
    Until(Until),
}

/// What a rule's interval counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Hash)]
pub(super) enum Frequency {
    Once,
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// The parts that choose dates. An empty one chooses nothing and forbids nothing. Each is sorted and
/// has no value twice, so that equal rules are equal values.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct By {
    /// 1 to 12.
    pub(super) months: Vec<u8>,
    /// 1 to 31, or -31 to -1 from the end.
    pub(super) month_days: Vec<i8>,
    pub(super) weekdays: Vec<NthWeekday>,
    /// 1 to 366, or -366 to -1 from the end.
    pub(super) positions: Vec<i16>,
}

/// A weekday, or its nth of a month or year: `MO`, `2TU`, `-1FR`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct NthWeekday {
    /// 0 for each; 1 to 53, or -53 to -1 from the end.
    pub(super) nth: i8,
    pub(super) weekday: Weekday,
}

/// The last moment of a rule; an occurrence at that very moment still happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Until {
    Instant(DateTime<Utc>),
    /// On the wall clock of the schedule's zone.
    Local(NaiveDateTime),
    /// The whole day.
    Date(NaiveDate),
}

/// What a rule does in a month that lacks the day it asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub enum MonthOverflow {
    /// Nothing happens in that month: RFC 5545 section 3.3.10.
    #[default]
    Skip,
    /// The last day of the month stands in.
    LastDay,
}

impl MonthOverflow {
    /// Every policy, with the name that options and the command line give it.
    pub const NAMES: [(&'static str, Self); 2] =
        [("skip", Self::Skip), ("last_day", Self::LastDay)];
}

impl Rule {
    /// No repetition: `repeat` of `none`.
    #[must_use]
    pub fn once() -> Self {
        Self::of(Frequency::Once, By::default())
    }

    /// Every day: `repeat` of `daily`.
    #[must_use]
    pub fn daily() -> Self {
        Self::of(Frequency::Daily, By::default())
    }

    /// Every week on the weekday of the start: `repeat` of `weekly`.
    #[must_use]
    pub fn weekly() -> Self {
        Self::of(Frequency::Weekly, By::default())
    }

    /// Every week on chosen weekdays; with none of them, on the weekday of the start.
    #[must_use]
    pub fn weekly_on(weekdays: &[Weekday]) -> Self {
        let each = |weekday: &Weekday| NthWeekday {
            nth: 0,
            weekday: *weekday,
        };
        Self::of(
            Frequency::Weekly,
            By {
                weekdays: weekdays.iter().map(each).collect(),
                ..By::default()
            },
        )
    }

    /// Every month on the day of the start.
    #[must_use]
    pub fn monthly() -> Self {
        Self::of(Frequency::Monthly, By::default())
    }

    /// Every month on chosen days: 1 to 31, or -1 for the last day, -2 for the one before it.
    ///
    /// # Errors
    /// `NUMBER_RANGE` for 0, 32 and -32.
    pub fn monthly_on_days(days: &[i8]) -> Result<Self, Issue> {
        let wrong = days
            .iter()
            .find(|day| !(1..=31).contains(&day.unsigned_abs()));
        match wrong {
            Some(day) => Err(out_of_range("BYMONTHDAY", *day, "1 to 31, or -1 to -31")),
            None => Ok(Self::of(
                Frequency::Monthly,
                By {
                    month_days: days.to_vec(),
                    ..By::default()
                },
            )),
        }
    }

    /// Every month on the nth weekday: 1 to 5, or -1 for the last one, -2 for the one before it.
    ///
    /// # Errors
    /// `NUMBER_RANGE` for 0, 6 and -6.
    pub fn monthly_on_nth(nth: i8, weekday: Weekday) -> Result<Self, Issue> {
        if !(1..=5).contains(&nth.unsigned_abs()) {
            return Err(out_of_range("BYDAY", nth, "1 to 5, or -1 to -5"));
        }
        let weekdays = vec![NthWeekday { nth, weekday }];
        Ok(Self::of(
            Frequency::Monthly,
            By {
                weekdays,
                ..By::default()
            },
        ))
    }

    /// Every year on the month and day of the start.
    #[must_use]
    pub fn yearly() -> Self {
        Self::of(Frequency::Yearly, By::default())
    }

    /// Only every nth day, week, month or year.
    #[must_use]
    pub fn every(mut self, interval: NonZeroU32) -> Self {
        self.interval = interval;
        self
    }

    /// Ends after so many occurrences, from 1; excluded ones count, skipped ones do not.
    #[must_use]
    pub fn count(mut self, count: NonZeroU32) -> Self {
        self.end = End::Count(count.get().into());
        self
    }

    /// Ends at an instant; an occurrence at that very instant still happens.
    #[must_use]
    pub fn until(mut self, until: DateTime<Utc>) -> Self {
        self.end = End::Until(Until::Instant(until));
        self
    }

    /// Whether the rule says where it ends.
    #[must_use]
    pub fn is_bounded(&self) -> bool {
        self.frequency == Frequency::Once || self.end != End::Never
    }

    pub(super) fn of(frequency: Frequency, by: By) -> Self {
        Self {
            frequency,
            interval: NonZeroU32::MIN,
            by: by.in_order(),
            week_start: Weekday::Mon,
            end: End::Never,
        }
    }
}

impl By {
    pub(super) fn in_order(mut self) -> Self {
        self.months.sort_unstable();
        self.months.dedup();
        self.month_days.sort_unstable();
        self.month_days.dedup();
        self.weekdays
            .sort_unstable_by_key(|day| (day.nth, day.weekday.num_days_from_monday()));
        self.weekdays.dedup();
        self.positions.sort_unstable();
        self.positions.dedup();
        self
    }

    /// Whether the start alone decides.
    pub(super) fn is_empty(&self) -> bool {
        self.is_weekdays_alone() && self.weekdays.is_empty()
    }

    /// Whether one weekday is all that is chosen.
    pub(super) fn is_only(&self, weekday: Weekday) -> bool {
        self.is_weekdays_alone() && self.weekdays == [NthWeekday { nth: 0, weekday }]
    }

    fn is_weekdays_alone(&self) -> bool {
        self.months.is_empty() && self.month_days.is_empty() && self.positions.is_empty()
    }
}

pub(super) fn out_of_range(part: &'static str, got: impl ToString, range: &'static str) -> Issue {
    Issue::new(Code::NumberRange, "", &texts::OUT_OF_RANGE)
        .with("part", part)
        .with("got", got)
        .with("range", range)
}
