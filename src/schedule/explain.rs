//! Why an occurrence is when it is, in words.

use super::Schedule;
use super::note::{Note, Outcome};
use super::occurrences::Occurrence;
use super::rule::{Frequency, MonthOverflow};
use super::spans::{Clear, OffsetSpan, Wall};
use super::zone::offset_of;
use chrono::{DateTime, NaiveDateTime};

impl Schedule {
    /// Why an occurrence of this schedule is when it is, in English: what was asked for, what the
    /// zone's clock does then, and which policy decided.
    ///
    /// ```
    /// use flashplan::schedule::{Rule, Schedule, Zone, parse_moment};
    /// let start = parse_moment("2026-03-28T02:30:00").unwrap();
    /// let zone = Zone::named("Europe/Paris").unwrap();
    /// let paris = Schedule::starting(start, Rule::daily()).zone(zone).build().unwrap();
    /// let second = paris.occurrences().nth(1).unwrap();
    /// assert_eq!(paris.explain(&second), "asked for Sun 2026-03-29 02:30:00; on that day the clock \
    ///     goes from +01:00 to +02:00, at 02:00:00 it shows 03:00:00: the time does not exist, so it \
    ///     is moved 60 min later (gap policy shift)");
    /// ```
    #[must_use]
    pub fn explain(&self, occurrence: &Occurrence) -> String {
        let mut sentences: Vec<String> = occurrence
            .notes
            .iter()
            .filter(|note| note.outcome.is_drop())
            .map(|note| format!("before it, {note}"))
            .collect();
        let own: Vec<&Note> = occurrence
            .notes
            .iter()
            .filter(|note| !note.outcome.is_drop())
            .collect();
        let asked = own
            .first()
            .map_or(occurrence.local.naive_local(), |note| note.asked);
        sentences.push(format!("asked for {}", day_and_time(asked)));
        sentences.extend(own.iter().map(|note| self.reason(note)));
        if own.is_empty() {
            let offset = occurrence.local.offset();
            sentences.push(format!("the clock shows it once, at the offset {offset}"));
        }
        sentences.join("; ")
    }

    fn reason(&self, note: &Note) -> String {
        match note.outcome {
            Outcome::Moved(_) | Outcome::First | Outcome::Second => self.change_of_clocks(note),
            Outcome::LastDay => format!(
                "{} asks for a day that the month lacks, so its last day stands in (month policy {})",
                self.rule,
                name_of(&MonthOverflow::NAMES, self.overflow),
            ),
            _ => note.to_string(),
        }
    }

    fn change_of_clocks(&self, note: &Note) -> String {
        let wall = note.asked.and_utc().timestamp();
        let change = |before: OffsetSpan, after: OffsetSpan| {
            let jump = |offset: i32| {
                let shown = DateTime::from_timestamp(after.start + i64::from(offset), 0);
                shown.unwrap_or_default().format("%H:%M:%S").to_string()
            };
            format!(
                "on that day the clock goes from {} to {}, at {} it shows {}",
                offset_of(before.offset),
                offset_of(after.offset),
                jump(before.offset),
                jump(after.offset),
            )
        };
        let around = |at: i64| change(self.zone.span_at(at - 1), self.zone.span_at(at));
        match (self.zone.spans().wall(wall, Clear::NONE).0, note.outcome) {
            (Wall::Gap { at, .. }, Outcome::Moved(seconds)) => format!(
                "{}: the time does not exist, so it is moved {} min {} (gap policy {})",
                around(at),
                seconds.abs() / 60,
                if seconds < 0 { "earlier" } else { "later" },
                name_of(&super::Gap::NAMES, self.policy.gap),
            ),
            (Wall::Twice { first, .. }, outcome) => format!(
                "{}: the time comes twice, and the {} is taken (fold policy {})",
                around(self.zone.span_at(first).end),
                outcome.name(),
                name_of(&super::Fold::NAMES, self.policy.fold),
            ),
            _ => note.to_string(),
        }
    }

    /// Whether the start is one of the dates that the rule asks for.
    #[must_use]
    pub fn starts_on_its_rule(&self) -> bool {
        let day = self.start_wall.div_euclid(super::calendar::DAY);
        self.rule.frequency == Frequency::Once || self.dates.iter().next() == Some(day)
    }
}

fn name_of<T: Copy + PartialEq>(names: &[(&'static str, T)], value: T) -> &'static str {
    names
        .iter()
        .find(|(_, known)| *known == value)
        .map_or("", |(name, _)| name)
}

fn day_and_time(local: NaiveDateTime) -> String {
    local.format("%a %Y-%m-%d %H:%M:%S").to_string()
}
