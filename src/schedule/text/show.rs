//! Writes what `read` reads.

use crate::schedule::rule::{End, Frequency, NthWeekday, Rule, Until};
use chrono::Weekday;
use std::fmt::{Display, Formatter, Result};

/// The rule in the order of RFC 5545's examples, defaults left out; [`Rule::parse`] reads it back as
/// the same rule. A rule that does not repeat is `FREQ=DAILY;COUNT=1`.
impl Display for Rule {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(f, "FREQ={}", name(self.frequency))?;
        if self.frequency == Frequency::Once {
            return write!(f, ";COUNT=1");
        }
        if self.interval.get() > 1 {
            write!(f, ";INTERVAL={}", self.interval)?;
        }
        if self.week_start != Weekday::Mon {
            write!(f, ";WKST={}", short(self.week_start))?;
        }
        list(f, "BYMONTH", &self.by.months)?;
        list(f, "BYMONTHDAY", &self.by.month_days)?;
        list(f, "BYDAY", &self.by.weekdays)?;
        list(f, "BYSETPOS", &self.by.positions)?;
        match self.end {
            End::Never => Ok(()),
            End::Count(count) => write!(f, ";COUNT={count}"),
            End::Until(until) => write!(f, ";UNTIL={until}"),
        }
    }
}

impl Display for Until {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Instant(instant) => write!(f, "{}", instant.format("%Y%m%dT%H%M%SZ")),
            Self::Local(local) => write!(f, "{}", local.format("%Y%m%dT%H%M%S")),
            Self::Date(date) => write!(f, "{}", date.format("%Y%m%d")),
        }
    }
}

impl Display for NthWeekday {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self.nth {
            0 => f.write_str(short(self.weekday)),
            nth => write!(f, "{nth}{}", short(self.weekday)),
        }
    }
}

fn list(f: &mut Formatter<'_>, name: &str, values: &[impl Display]) -> Result {
    for (i, value) in values.iter().enumerate() {
        match i {
            0 => write!(f, ";{name}={value}")?,
            _ => write!(f, ",{value}")?,
        }
    }
    Ok(())
}

fn name(frequency: Frequency) -> &'static str {
    match frequency {
        Frequency::Once | Frequency::Daily => "DAILY",
        Frequency::Weekly => "WEEKLY",
        Frequency::Monthly => "MONTHLY",
        Frequency::Yearly => "YEARLY",
    }
}

fn short(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "MO",
        Weekday::Tue => "TU",
        Weekday::Wed => "WE",
        Weekday::Thu => "TH",
        Weekday::Fri => "FR",
        Weekday::Sat => "SA",
        Weekday::Sun => "SU",
    }
}
