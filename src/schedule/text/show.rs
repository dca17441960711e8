//! Writes what `read` reads.

use crate::schedule::Schedule;
use crate::schedule::builder::LAST_SECOND;
use crate::schedule::calendar::DAY;
use crate::schedule::occurrences::instant;
use crate::schedule::rule::{End, Frequency, NthWeekday, Rule, Until};
use crate::schedule::steps::local_of;
use crate::schedule::zone::Zone;
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

/// The schedule as RFC 5545 writes it, lines separated by a line feed. [`Schedule::parse`] reads it
/// back; policies have no place in it, and two ends become the earlier one.
impl Display for Schedule {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let zone = ZoneParameter(&self.zone);
        write!(f, "DTSTART{}", zone.written(self.start_wall))?;
        if self.rule.frequency != Frequency::Once {
            write!(f, "\nRRULE:{}", self.rule_with_its_end())?;
        }
        let (walls, instants, days) = self.exclusions.lists();
        for wall in walls {
            write!(f, "\nEXDATE{}", zone.written(*wall))?;
        }
        for at in instants {
            write!(f, "\nEXDATE:{}Z", compact(*at))?;
        }
        for day in days {
            write!(
                f,
                "\nEXDATE;VALUE=DATE:{}",
                local_of(day * DAY).format("%Y%m%d")
            )?;
        }
        for extra in &self.extra {
            write!(f, "\nRDATE:{}Z", compact(extra.at))?;
        }
        Ok(())
    }
}

impl Schedule {
    /// The rule with the earliest of the ends that it and the builder have.
    pub(in crate::schedule) fn rule_with_its_end(&self) -> Rule {
        let ends = (self.count < u64::MAX, self.until < LAST_SECOND);
        let until = |at| End::Until(Until::Instant(instant(at)));
        let end = match ends {
            (false, false) => End::Never,
            (true, false) => End::Count(self.count),
            (false, true) => until(self.until),
            (true, true) => until(
                self.steps()
                    .last_of_rule()
                    .map_or(self.until, |at| at.min(self.until)),
            ),
        };
        Rule {
            end,
            ..self.rule.clone()
        }
    }
}

/// How a zone is written beside a wall time: nothing and a `Z` for UTC, else a `TZID`.
struct ZoneParameter<'a>(&'a Zone);

impl ZoneParameter<'_> {
    fn written(&self, wall: i64) -> String {
        match self.0.name() {
            "+00:00" => format!(":{}Z", compact(wall)),
            name if name.contains(':') => format!(";TZID=\"{name}\":{}", compact(wall)),
            name => format!(";TZID={name}:{}", compact(wall)),
        }
    }
}

fn compact(seconds: i64) -> String {
    local_of(seconds).format("%Y%m%dT%H%M%S").to_string()
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
