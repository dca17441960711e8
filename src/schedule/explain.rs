//! Why an occurrence is when it is, in words.

use super::Schedule;
use super::note::{Note, Outcome, minutes};
use super::occurrences::Occurrence;
use super::rule::{Frequency, MonthOverflow};
use super::spans::{Clear, OffsetSpan, Wall};
use super::texts;
use super::zone::offset_of;
use crate::issue::{Language, Text, fill_in};
use chrono::{DateTime, Datelike as _, NaiveDateTime};

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
        self.explain_in(occurrence, Language::English)
    }

    /// As [`Schedule::explain`], in another language.
    #[must_use]
    pub fn explain_in(&self, occurrence: &Occurrence, language: Language) -> String {
        let say = Say(language);
        let mut sentences: Vec<String> = occurrence
            .notes
            .iter()
            .filter(|note| note.outcome.is_drop())
            .map(|note| say.with(&texts::BEFORE_IT, [("note", say.note(note))]))
            .collect();
        let own: Vec<&Note> = occurrence
            .notes
            .iter()
            .filter(|note| !note.outcome.is_drop())
            .collect();
        let asked = own
            .first()
            .map_or(occurrence.local.naive_local(), |note| note.asked);
        sentences.push(say.with(&texts::ASKED_FOR, [("time", say.day_and_time(asked))]));
        sentences.extend(own.iter().map(|note| self.reason(note, say)));
        if own.is_empty() {
            let offset = occurrence.local.offset().to_string();
            sentences.push(say.with(&texts::SHOWN_ONCE, [("offset", offset)]));
        }
        sentences.join(say.words(("; ", " ; ")))
    }

    fn reason(&self, note: &Note, say: Say) -> String {
        match note.outcome {
            Outcome::Moved(_) | Outcome::First | Outcome::Second => {
                self.change_of_clocks(note, say)
            }
            Outcome::LastDay => say.with(
                &texts::LAST_DAY_STANDS_IN,
                [
                    ("rule", self.rule.to_string()),
                    ("policy", name_of(&MonthOverflow::NAMES, self.overflow)),
                ],
            ),
            _ => say.note(note),
        }
    }

    fn change_of_clocks(&self, note: &Note, say: Say) -> String {
        let wall = note.asked.and_utc().timestamp();
        let change = |before: OffsetSpan, after: OffsetSpan| {
            let jump = |offset: i32| {
                let shown = DateTime::from_timestamp(after.start + i64::from(offset), 0);
                shown.unwrap_or_default().format("%H:%M:%S").to_string()
            };
            let params = [
                ("before", offset_of(before.offset).to_string()),
                ("after", offset_of(after.offset).to_string()),
                ("at", jump(before.offset)),
                ("shown", jump(after.offset)),
            ];
            say.with(&texts::CHANGE_OF_CLOCKS, params)
        };
        let around = |at: i64| change(self.zone.span_at(at - 1), self.zone.span_at(at));
        match (self.zone.spans().wall(wall, Clear::NONE).0, note.outcome) {
            (Wall::Gap { at, .. }, Outcome::Moved(seconds)) => {
                let text = if seconds < 0 {
                    &texts::MOVED_EARLIER
                } else {
                    &texts::MOVED_LATER
                };
                let params = [
                    ("change", around(at)),
                    ("minutes", minutes(seconds)),
                    ("policy", name_of(&super::Gap::NAMES, self.policy.gap)),
                ];
                say.with(text, params)
            }
            (Wall::Twice { first, .. }, outcome) => {
                let text = if outcome == Outcome::Second {
                    &texts::SECOND_TAKEN
                } else {
                    &texts::FIRST_TAKEN
                };
                let params = [
                    ("change", around(self.zone.span_at(first).end)),
                    ("policy", name_of(&super::Fold::NAMES, self.policy.fold)),
                ];
                say.with(text, params)
            }
            _ => say.note(note),
        }
    }

    /// Whether the start is one of the dates that the rule asks for.
    #[must_use]
    pub fn starts_on_its_rule(&self) -> bool {
        let day = self.start_wall.div_euclid(super::calendar::DAY);
        self.rule.frequency == Frequency::Once || self.dates.iter().next() == Some(day)
    }
}

/// What says it, in a language.
#[derive(Clone, Copy)]
struct Say(Language);

impl Say {
    fn with<const N: usize>(self, text: &Text, params: [(&'static str, String); N]) -> String {
        fill_in(text, false, self.0, &params)
    }

    fn note(self, note: &Note) -> String {
        note.issue("").message_in(self.0)
    }

    fn words<T>(self, (english, french): (T, T)) -> T {
        match self.0 {
            Language::English => english,
            Language::French => french,
        }
    }

    fn day_and_time(self, local: NaiveDateTime) -> String {
        let day = local.weekday();
        let french = ["lun", "mar", "mer", "jeu", "ven", "sam", "dim"];
        let french = french[day.num_days_from_monday() as usize];
        let day = self.words((day.to_string(), french.to_owned()));
        format!("{day} {}", local.format("%Y-%m-%d %H:%M:%S"))
    }
}

fn name_of<T: Copy + PartialEq>(names: &[(&'static str, T)], value: T) -> String {
    let known = names.iter().find(|(_, known)| *known == value);
    known.map_or("", |(name, _)| name).to_owned()
}
