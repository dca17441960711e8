//! A second opinion: a rule read from its parts and asked of each day in turn, zones by jiff.
//!
//! Nothing here is fast, and nothing is shared with the library but the bytes of the zones.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, Timelike, Weekday};
use flashplan::schedule::{Fold, Gap, MonthOverflow};
use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, TimeZone};

/// A rule as a person would write it down.
#[derive(Clone, Debug)]
pub(crate) struct Plain {
    pub(crate) frequency: &'static str,
    pub(crate) interval: u32,
    pub(crate) months: Vec<u32>,
    pub(crate) month_days: Vec<i32>,
    /// 0 for each of that weekday.
    pub(crate) weekdays: Vec<(i32, Weekday)>,
    pub(crate) positions: Vec<i32>,
    pub(crate) week_start: Weekday,
}

impl Plain {
    pub(crate) fn text(&self) -> String {
        let mut text = format!("FREQ={};INTERVAL={}", self.frequency, self.interval);
        let list = |name: &str, values: Vec<String>| match values.is_empty() {
            true => String::new(),
            false => format!(";{name}={}", values.join(",")),
        };
        text += &list("BYMONTH", self.months.iter().map(u32::to_string).collect());
        text += &list(
            "BYMONTHDAY",
            self.month_days.iter().map(i32::to_string).collect(),
        );
        let weekday = |(nth, day): &(i32, Weekday)| match nth {
            0 => short(*day),
            nth => format!("{nth}{}", short(*day)),
        };
        text += &list("BYDAY", self.weekdays.iter().map(weekday).collect());
        text += &list(
            "BYSETPOS",
            self.positions.iter().map(i32::to_string).collect(),
        );
        text + &format!(";WKST={}", short(self.week_start))
    }

    /// The dates from `start` to `end`.
    pub(crate) fn dates(
        &self,
        start: NaiveDate,
        end: NaiveDate,
        overflow: MonthOverflow,
    ) -> Vec<NaiveDate> {
        let mut dates = Vec::new();
        let mut period: Vec<NaiveDate> = Vec::new();
        let mut day = self.period_start(start);
        let mut current = self.period_start(start);
        // positions count in whole periods, so that the last one has to be seen to its end
        let longest = match self.frequency {
            "DAILY" | "WEEKLY" => 7,
            "MONTHLY" => 31,
            _ => 366,
        };
        let beyond = end
            .checked_add_days(Days::new(longest))
            .expect("a period after");
        while day <= beyond {
            if self.period_start(day) != current {
                dates.extend(self.at_positions(&period));
                period.clear();
                current = self.period_start(day);
            }
            if self.visits(start, day) && self.chooses(start, day, overflow) {
                period.push(day);
            }
            day = day.checked_add_days(Days::new(1)).expect("a day after");
        }
        dates.extend(self.at_positions(&period));
        dates.retain(|date| (start..=end).contains(date));
        dates
    }

    fn at_positions(&self, period: &[NaiveDate]) -> Vec<NaiveDate> {
        let chosen = |i: usize| {
            let (from_start, from_end) = (i as i32 + 1, i as i32 - period.len() as i32);
            self.positions.is_empty()
                || self
                    .positions
                    .iter()
                    .any(|p| *p == from_start || *p == from_end)
        };
        (0..period.len())
            .filter(|i| chosen(*i))
            .map(|i| period[i])
            .collect()
    }

    fn period_start(&self, day: NaiveDate) -> NaiveDate {
        match self.frequency {
            "DAILY" => day,
            "WEEKLY" => day.week(self.week_start).first_day(),
            "MONTHLY" => day.with_day(1).expect("a first"),
            _ => NaiveDate::from_ymd_opt(day.year(), 1, 1).expect("a first"),
        }
    }

    fn visits(&self, start: NaiveDate, day: NaiveDate) -> bool {
        let (from, to) = (self.period_start(start), self.period_start(day));
        let months = |date: NaiveDate| i64::from(date.year()) * 12 + i64::from(date.month());
        let periods = match self.frequency {
            "DAILY" => (to - from).num_days(),
            "WEEKLY" => (to - from).num_days() / 7,
            "MONTHLY" => months(to) - months(from),
            _ => i64::from(to.year() - from.year()),
        };
        periods % i64::from(self.interval) == 0
    }

    fn chooses(&self, start: NaiveDate, day: NaiveDate, overflow: MonthOverflow) -> bool {
        let silent = self.month_days.is_empty() && self.weekdays.is_empty();
        let start_day = i32::try_from(start.day()).expect("small");
        let (mut months, mut month_days, mut weekdays) = (
            self.months.clone(),
            self.month_days.clone(),
            self.weekdays.clone(),
        );
        match self.frequency {
            "WEEKLY" if self.weekdays.is_empty() => weekdays.push((0, start.weekday())),
            "MONTHLY" if silent => month_days.push(start_day),
            "YEARLY" if silent => {
                if months.is_empty() {
                    months.push(start.month());
                }
                month_days.push(start_day);
            }
            _ => {}
        }
        let clamp =
            overflow == MonthOverflow::LastDay && matches!(self.frequency, "MONTHLY" | "YEARLY");
        (months.is_empty() || months.contains(&day.month()))
            && (month_days.is_empty()
                || month_days
                    .iter()
                    .any(|wanted| is_month_day(*wanted, day, clamp)))
            && (weekdays.is_empty() || weekdays.iter().any(|wanted| self.is_weekday(*wanted, day)))
    }

    fn is_weekday(&self, (nth, weekday): (i32, Weekday), day: NaiveDate) -> bool {
        if day.weekday() != weekday {
            return false;
        }
        let of_year = self.frequency == "YEARLY" && self.months.is_empty();
        let same = |date: NaiveDate| match of_year {
            true => date.year() == day.year(),
            false => (date.year(), date.month()) == (day.year(), day.month()),
        };
        // how many of this weekday come before and after, in the month or year
        let weeks = |step: fn(NaiveDate, Days) -> Option<NaiveDate>| {
            (1_i32..)
                .take_while(|n| step(day, Days::new(7 * *n as u64)).is_some_and(same))
                .count() as i32
        };
        match nth {
            0 => true,
            1.. => weeks(NaiveDate::checked_sub_days) + 1 == nth,
            _ => weeks(NaiveDate::checked_add_days) + 1 == -nth,
        }
    }
}

fn is_month_day(wanted: i32, day: NaiveDate, clamp: bool) -> bool {
    let (of_month, length) = (day.day() as i32, i32::from(day.num_days_in_month()));
    match wanted {
        ..0 => of_month == length + wanted + 1,
        _ => of_month == wanted || (clamp && wanted > length && of_month == length),
    }
}

fn short(weekday: Weekday) -> String {
    weekday.to_string()[..2].to_uppercase()
}

/// The instant of a wall time, none where it is skipped.
pub(crate) fn instant(zone: &TimeZone, local: NaiveDateTime, gap: Gap, fold: Fold) -> Option<i64> {
    let wall = local.and_utc().timestamp();
    let ambiguous = zone.to_ambiguous_timestamp(civil(local).expect("a wall time"));
    match ambiguous.offset() {
        AmbiguousOffset::Unambiguous { offset } => Some(wall - i64::from(offset.seconds())),
        AmbiguousOffset::Fold { before, after } => match fold {
            Fold::Second => Some(wall - i64::from(after.seconds())),
            _ => Some(wall - i64::from(before.seconds())),
        },
        AmbiguousOffset::Gap { before, after } => match gap {
            Gap::Skip => None,
            Gap::Earlier => Some(wall - i64::from(after.seconds())),
            Gap::Snap => Some(jump(
                zone,
                wall - i64::from(after.seconds()),
                wall - i64::from(before.seconds()),
            )),
            _ => Some(wall - i64::from(before.seconds())),
        },
    }
}

fn civil(local: NaiveDateTime) -> Option<DateTime> {
    let small = |n: u32| i8::try_from(n).ok();
    let year = i16::try_from(local.year()).ok()?;
    let date = jiff::civil::Date::new(year, small(local.month())?, small(local.day())?).ok()?;
    Some(date.at(
        small(local.hour())?,
        small(local.minute())?,
        small(local.second())?,
        0,
    ))
}

/// The second between two at which the offset changes, by halving.
fn jump(zone: &TimeZone, mut before: i64, mut after: i64) -> i64 {
    let offset = |at: i64| zone.to_offset(jiff::Timestamp::from_second(at).expect("in range"));
    let old = offset(before);
    while after - before > 1 {
        let middle = before + (after - before) / 2;
        if offset(middle) == old {
            before = middle
        } else {
            after = middle
        }
    }
    after
}
